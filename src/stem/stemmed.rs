//! A stem and where it is in its word.

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

#[cfg(doc)]
use super::Stemmer;
use crate::error::names;
use crate::span::slice;

/// Why a stem is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StemRule {
    /// No affix was found that may go.
    Whole,
    /// Letters in front went: conjunctions, prepositions, the article, prefixes of the present.
    Prefix,
    /// Letters behind went: pronouns, endings of number, gender and person.
    Suffix,
    /// Letters went on both sides.
    Affixes,
    /// The word grammar has a reading of the word, and the stem is its lemma; only [`Stemmer::Lexical`], which has the rules of
    /// [`Stemmer::Rules`] for other words.
    Lemma,
    /// A word of a closed class, such as الذي, with what stood before it gone; only [`Stemmer::Rules`].
    ClosedClass,
    /// No Arabic letter is in it.
    NotArabic,
    /// It has more than 32 letters.
    TooLong,
}
names!(
    StemRule,
    "stem rule",
    Whole = "whole",
    Prefix = "prefix",
    Suffix = "suffix",
    Affixes = "affixes",
    Lemma = "lemma",
    ClosedClass = "closed-class",
    NotArabic = "not-arabic",
    TooLong = "too-long",
);

/// Where a word was cut, in bytes of the word.
///
/// Prefix, stem and suffix cover the word. They touch, but where the cut goes through a ligature (ﻻ is ل and ا), which is then in both.
/// The marks on a letter go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cuts {
    pub(super) prefix_end: usize,
    pub(super) stem_start: usize,
    pub(super) stem_end: usize,
    pub(super) suffix_start: usize,
    pub(super) len: usize,
    pub(super) rule: StemRule,
}

impl Cuts {
    #[inline(always)]
    pub(super) fn at(word: &str, prefix_end: usize, stem_start: usize, stem_end: usize, suffix_start: usize) -> Cuts {
        // As a number, without a branch, which nobody could foresee.
        let rule = match u8::from(stem_start != 0) + 2 * u8::from(stem_end != word.len()) {
            0 => StemRule::Whole,
            1 => StemRule::Prefix,
            2 => StemRule::Suffix,
            _ => StemRule::Affixes,
        };
        Cuts { prefix_end, stem_start, stem_end, suffix_start, len: word.len(), rule }
    }

    /// Prefix, stem and suffix touch.
    #[inline(always)]
    pub(super) fn between(word: &str, start: usize, end: usize) -> Cuts {
        Cuts::at(word, start, start, end, end)
    }

    /// Nothing was cut.
    pub(super) fn whole(word: &str, rule: StemRule) -> Cuts {
        Cuts { rule, ..Cuts::at(word, 0, 0, word.len(), word.len()) }
    }

    /// Why the stem is what it is.
    pub fn rule(&self) -> StemRule {
        self.rule
    }

    /// What was cut in front; empty at 0 if nothing was.
    pub fn prefix_range(&self) -> Range<usize> {
        0..self.prefix_end
    }

    /// The letters of the stem. Its text may be spelled in another way.
    pub fn stem_range(&self) -> Range<usize> {
        self.stem_start..self.stem_end
    }

    /// What was cut behind; empty at the end of the word if nothing was.
    pub fn suffix_range(&self) -> Range<usize> {
        self.suffix_start..self.len
    }
}

/// A stem and its place in the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stemmed<'w> {
    pub(super) text: Cow<'w, str>,
    pub(super) cuts: Cuts,
}

impl<'w> Stemmed<'w> {
    /// Borrowed if the stem is what the cuts leave of the word.
    pub(super) fn new(word: &'w str, text: String, cuts: Cuts) -> Stemmed<'w> {
        let part = slice(word, cuts.stem_range());
        let text = if text == part { Cow::Borrowed(part) } else { Cow::Owned(text) };
        Stemmed { text, cuts }
    }

    /// The stem.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The stem, as it is held.
    pub fn into_text(self) -> Cow<'w, str> {
        self.text
    }

    /// Where the word was cut.
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// See [`Cuts::rule`].
    pub fn rule(&self) -> StemRule {
        self.cuts.rule
    }

    /// See [`Cuts::prefix_range`].
    pub fn prefix_range(&self) -> Range<usize> {
        self.cuts.prefix_range()
    }

    /// See [`Cuts::stem_range`].
    pub fn stem_range(&self) -> Range<usize> {
        self.cuts.stem_range()
    }

    /// See [`Cuts::suffix_range`].
    pub fn suffix_range(&self) -> Range<usize> {
        self.cuts.suffix_range()
    }
}

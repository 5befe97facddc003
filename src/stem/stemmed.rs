//! The result of a stemmer: the stem, the byte ranges of the affixes that were cut, and the reason.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::error::names;
use crate::span::slice;

/// The reason for a stem: the side on which letters were cut, or why none were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StemRule {
    /// The word has no affix that may be cut.
    Whole,
    /// A prefix was cut: conjunctions, prepositions, the article, a prefix of the present.
    Prefix,
    /// A suffix was cut: a pronoun, an ending of number, gender or person.
    Suffix,
    /// A prefix and a suffix were cut.
    Affixes,
    /// The stem is the lemma of the best reading by the word grammar. Only [`Stemmer::Lexical`](super::Stemmer::Lexical) returns this rule.
    Lemma,
    /// The stem is a word of a closed class, such as الذي, without its proclitics. Only [`Stemmer::Rules`](super::Stemmer::Rules) and, for words
    /// without a reading, [`Stemmer::Lexical`](super::Stemmer::Lexical) return this rule.
    ClosedClass,
    /// The word has no Arabic letter.
    NotArabic,
    /// The word has more than 32 letters.
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

/// The positions at which a word was cut, in bytes of the word.
///
/// Prefix, stem and suffix cover the word and touch, with one exception: a ligature (ﻻ encodes ل and ا) that is cut in two is in both ranges. The
/// marks of a letter are in the range of the letter.
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
    /// Returns the cuts at four positions. `prefix_end` differs from `stem_start`, and `stem_end` from `suffix_start`, only if a ligature is cut in
    /// two.
    #[inline(always)]
    pub(super) fn at(word: &str, prefix_end: usize, stem_start: usize, stem_end: usize, suffix_start: usize) -> Cuts {
        // The rule is computed as a number, because a branch here would be mispredicted often.
        let rule = match u8::from(stem_start != 0) + 2 * u8::from(stem_end != word.len()) {
            0 => StemRule::Whole,
            1 => StemRule::Prefix,
            2 => StemRule::Suffix,
            _ => StemRule::Affixes,
        };
        Cuts { prefix_end, stem_start, stem_end, suffix_start, len: word.len(), rule }
    }

    /// Returns the cuts of a word in which prefix, stem and suffix touch.
    #[inline(always)]
    pub(super) fn between(word: &str, start: usize, end: usize) -> Cuts {
        Cuts::at(word, start, start, end, end)
    }

    /// Returns the cuts of a word without affixes.
    pub(super) fn whole(word: &str, rule: StemRule) -> Cuts {
        Cuts { rule, ..Cuts::at(word, 0, 0, word.len(), word.len()) }
    }

    /// Returns the reason for the stem.
    pub fn rule(&self) -> StemRule {
        self.rule
    }

    /// Returns the range of the prefix. It is `0..0` if no prefix was cut.
    pub fn prefix_range(&self) -> Range<usize> {
        0..self.prefix_end
    }

    /// Returns the range of the letters of the stem. The text of the stem may be spelled in another way.
    pub fn stem_range(&self) -> Range<usize> {
        self.stem_start..self.stem_end
    }

    /// Returns the range of the suffix. It is empty and at the end of the word if no suffix was cut.
    pub fn suffix_range(&self) -> Range<usize> {
        self.suffix_start..self.len
    }
}

/// A stem and its ranges in the word. `Display` writes the text of the stem.
///
/// ```
/// use kalima::stem::Stemmer;
///
/// let word = "بالأقلام";
/// let stem = Stemmer::Lexical.stem(word);
/// assert_eq!(stem.text(), "قلم");
/// assert_eq!((&word[stem.prefix_range()], &word[stem.stem_range()]), ("بال", "أقلام"));
/// assert_eq!(format!("{stem:>5}|"), "  قلم|");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stemmed<'w> {
    pub(super) text: Cow<'w, str>,
    pub(super) cuts: Cuts,
}

impl<'w> Stemmed<'w> {
    /// Creates a stem. It borrows its text from the word if the text equals the part that was not cut.
    pub(super) fn new(word: &'w str, text: String, cuts: Cuts) -> Stemmed<'w> {
        let part = slice(word, cuts.stem_range());
        let text = if text == part { Cow::Borrowed(part) } else { Cow::Owned(text) };
        Stemmed { text, cuts }
    }

    /// Returns the text of the stem.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the stem without a copy: borrowed from the word if it equals a part of the word.
    pub fn into_text(self) -> Cow<'w, str> {
        self.text
    }

    /// Returns the positions at which the word was cut.
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// Returns the reason for the stem; see [`Cuts::rule`].
    pub fn rule(&self) -> StemRule {
        self.cuts.rule
    }

    /// Returns the range of the prefix; see [`Cuts::prefix_range`].
    pub fn prefix_range(&self) -> Range<usize> {
        self.cuts.prefix_range()
    }

    /// Returns the range of the letters of the stem; see [`Cuts::stem_range`].
    pub fn stem_range(&self) -> Range<usize> {
        self.cuts.stem_range()
    }

    /// Returns the range of the suffix; see [`Cuts::suffix_range`].
    pub fn suffix_range(&self) -> Range<usize> {
        self.cuts.suffix_range()
    }
}

impl AsRef<str> for Stemmed<'_> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Stemmed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Serializes a structure of the text, the rule, and the ranges as pairs of byte offsets.
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for Stemmed<'_> {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        use serde_core::ser::SerializeStruct;
        let mut out = s.serialize_struct("Stemmed", 5)?;
        out.serialize_field("text", self.text())?;
        out.serialize_field("rule", &self.rule())?;
        let pair = |range: Range<usize>| (range.start, range.end);
        out.serialize_field("prefix", &pair(self.prefix_range()))?;
        out.serialize_field("stem", &pair(self.stem_range()))?;
        out.serialize_field("suffix", &pair(self.suffix_range()))?;
        out.end()
    }
}

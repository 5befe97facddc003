//! The result of a stemmer: the stem, the byte ranges of the affixes that were cut, and the rule that applied.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::error::names;
use crate::span::slice;

/// The rule that determined a stem: which affixes were cut, or why no affix was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StemRule {
    /// The word has no affix that a rule may cut.
    Whole,
    /// A prefix was cut, such as a conjunction, a preposition, the article or a prefix of the present tense, or several of these.
    Prefix,
    /// A suffix was cut, such as a pronoun, or an ending for number, gender or person.
    Suffix,
    /// A prefix and a suffix were cut.
    Affixes,
    /// The stem is the lemma of the best reading by the word grammar. Only [`Stemmer::Lexical`](super::Stemmer::Lexical) returns this
    /// rule.
    Lemma,
    /// The stem is a word of a closed class, such as الذي, without its proclitics. Only [`Stemmer::Rules`](super::Stemmer::Rules) and
    /// [`Stemmer::Lexical`](super::Stemmer::Lexical) return this rule. `Lexical` returns this rule only for words without a reading.
    ClosedClass,
    /// The word has no Arabic letter. `Lucene` and `Snowball` return `Whole` instead.
    NotArabic,
    /// The word has more than 32 letters or more than 65,535 bytes. Digits and punctuation count as letters. `Lucene` and `Snowball` never
    /// return this rule.
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

/// The byte positions at which a word was cut.
///
/// The prefix, the stem and the suffix are adjacent and together cover the word, with one exception: a ligature that is cut in two (ﻻ
/// encodes ل and ا) may be in both adjacent ranges. The marks of a letter are in the range of the letter.
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
    /// Returns the cuts at four byte positions. `prefix_end` differs from `stem_start` only if the prefix ends inside a ligature, and
    /// `stem_end` differs from `suffix_start` only if the suffix starts inside a ligature.
    #[inline(always)]
    pub(super) fn at(word: &str, prefix_end: usize, stem_start: usize, stem_end: usize, suffix_start: usize) -> Cuts {
        // A range of an affix is not empty if an affix was cut. The range of the stem is no evidence: a stem that begins and ends inside a
        // ligature covers the whole ligature. The rule is computed as a number, because the processor would often mispredict a branch here.
        let rule = match u8::from(prefix_end != 0) + 2 * u8::from(suffix_start != word.len()) {
            0 => StemRule::Whole,
            1 => StemRule::Prefix,
            2 => StemRule::Suffix,
            _ => StemRule::Affixes,
        };
        Cuts { prefix_end, stem_start, stem_end, suffix_start, len: word.len(), rule }
    }

    /// Returns the cuts of a word whose stem is in the byte range `start..end`. The prefix ends at `start`, and the suffix starts at `end`.
    #[inline(always)]
    pub(super) fn between(word: &str, start: usize, end: usize) -> Cuts {
        Cuts::at(word, start, start, end, end)
    }

    /// Returns the cuts of a word without affixes: the stem covers the whole word.
    pub(super) fn whole(word: &str, rule: StemRule) -> Cuts {
        Cuts { rule, ..Cuts::at(word, 0, 0, word.len(), word.len()) }
    }

    /// Returns the rule that determined the stem.
    pub fn rule(&self) -> StemRule {
        self.rule
    }

    /// Returns the byte range of the prefix. The range is `0..0` if no prefix was cut.
    pub fn prefix_range(&self) -> Range<usize> {
        0..self.prefix_end
    }

    /// Returns the byte range of the stem in the word. The text of the stem may differ from the letters in this range.
    pub fn stem_range(&self) -> Range<usize> {
        self.stem_start..self.stem_end
    }

    /// Returns the byte range of the suffix. If no suffix was cut, the range is empty and at the end of the word.
    pub fn suffix_range(&self) -> Range<usize> {
        self.suffix_start..self.len
    }
}

/// A stem and its byte ranges in the word. `Display` writes the text of the stem.
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
    /// Creates a stem with the given text. Borrows the text from the word if the stem range of the word contains the same text.
    pub(super) fn new(word: &'w str, text: String, cuts: Cuts) -> Stemmed<'w> {
        let part = slice(word, cuts.stem_range());
        let text = if text == part { Cow::Borrowed(part) } else { Cow::Owned(text) };
        Stemmed { text, cuts }
    }

    /// Returns the text of the stem.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the stem without a copy. The text is borrowed from the word if the stem range of the word contains the same
    /// text.
    pub fn into_text(self) -> Cow<'w, str> {
        self.text
    }

    /// Returns the byte positions at which the word was cut.
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// Returns the rule that determined the stem; see [`Cuts::rule`].
    pub fn rule(&self) -> StemRule {
        self.cuts.rule
    }

    /// Returns the byte range of the prefix; see [`Cuts::prefix_range`].
    pub fn prefix_range(&self) -> Range<usize> {
        self.cuts.prefix_range()
    }

    /// Returns the byte range of the stem in the word; see [`Cuts::stem_range`].
    pub fn stem_range(&self) -> Range<usize> {
        self.cuts.stem_range()
    }

    /// Returns the byte range of the suffix; see [`Cuts::suffix_range`].
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

/// Serializes a structure with the text, the rule and the three ranges. Each range is a pair of byte offsets.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem::Stemmer;

    /// Tests that the rule names each affix whose range is not empty, also if a cut is inside a ligature.
    #[test]
    fn the_rule_names_the_affixes_of_a_ligature() {
        let stem = Stemmer::Rules.stem("رج\u{FEFC}");
        assert_eq!((stem.stem_range(), stem.suffix_range(), stem.rule()), (0..7, 4..7, StemRule::Suffix));
        for word in ["رج\u{FEFC}", "\u{FEFB}عب", "\u{FEFB}", "كتاب\u{FEFC}", "و\u{FEFB}عبون", "ال\u{FEFB}عب"] {
            for stemmer in Stemmer::ALL {
                let stem = stemmer.stem(word);
                let expected = match (stem.prefix_range().is_empty(), stem.suffix_range().is_empty()) {
                    (true, true) => StemRule::Whole,
                    (false, true) => StemRule::Prefix,
                    (true, false) => StemRule::Suffix,
                    (false, false) => StemRule::Affixes,
                };
                let is_derived = !matches!(stem.rule(), StemRule::Lemma | StemRule::ClosedClass | StemRule::NotArabic);
                assert!(!is_derived || stem.rule() == expected, "{stemmer} {word} {stem:?}");
            }
        }
    }
}

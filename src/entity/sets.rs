//! Sets of characters that the recognizers and the tokenizer share, and how to skip their members.

use crate::chars::{self, Class, ClassSet};

/// Characters of a word that are not letters: diacritics, tatweel, joiners.
pub(crate) const ATTACHED: ClassSet = chars::MARKS.or(ClassSet::of(&[
    Class::Tatweel,
    Class::PresentationMark,
    Class::Mark,
    Class::VariationSelector,
    Class::ZeroWidthNonJoiner,
    Class::ZeroWidthJoiner,
]));
/// Format characters. They belong to a word only between two of its characters.
pub(crate) const FORMAT: ClassSet = ClassSet::of(&[Class::BidiMark, Class::BidiControl, Class::Invisible]);
/// The maximum length of format characters between two characters of a word, in bytes.
pub(crate) const FORMAT_MAX: usize = 64;
/// Letters of the Arabic script, their presentation forms, and ligatures of whole words.
pub(crate) const ARABIC: ClassSet =
    chars::LETTERS.or(ClassSet::of(&[Class::PresentationLetter, Class::WordLigature, Class::HonorificLigature]));
/// ASCII digits, Arabic-Indic digits and extended Arabic-Indic digits.
pub(crate) const DIGITS: ClassSet = ClassSet::of(&[Class::Digit, Class::ArabicDigit, Class::ExtendedDigit]);
/// Letters of other scripts.
pub(crate) const OTHER_LETTERS: ClassSet = ClassSet::of(&[Class::Latin, Class::Letter]);

/// Returns the character that starts at a byte.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the end of the characters of a set that start at a byte.
pub(crate) fn skip(text: &str, at: usize, set: ClassSet) -> usize {
    skip_within(text, at, set, usize::MAX)
}

/// Returns the end of the characters of a set that start at a byte, or the end of the first character after `limit` bytes.
pub(crate) fn skip_within(text: &str, at: usize, set: ClassSet, limit: usize) -> usize {
    let mut end = at;
    for c in text.get(at..).unwrap_or_default().chars() {
        if !set.has_char(c) || end - at >= limit {
            break;
        }
        end += c.len_utf8();
    }
    crate::op_counter::count(end - at);
    end
}

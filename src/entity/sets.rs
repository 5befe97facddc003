//! Sets of characters that the recognizers and the tokenizer share, and functions that skip the characters of a set.

use crate::chars::{self, Class, ClassSet};

/// Characters that are attached to letters in a word: diacritics, tatweel, variation selectors and joiners.
pub(crate) const ATTACHED: ClassSet = chars::MARKS.or(ClassSet::of(&[
    Class::Tatweel,
    Class::PresentationMark,
    Class::Mark,
    Class::VariationSelector,
    Class::ZeroWidthNonJoiner,
    Class::ZeroWidthJoiner,
]));
/// Format characters: bidi marks, bidi controls and invisible characters such as U+FEFF. A format character belongs to a word only between
/// two other characters of the word. The zero-width joiner and non-joiner are not in this set, but in [`ATTACHED`].
pub(crate) const FORMAT: ClassSet = ClassSet::of(&[Class::BidiMark, Class::BidiControl, Class::Invisible]);
/// The maximum length of a run of format characters between two characters of a word, in bytes. The last character of the run may exceed
/// the limit. Before a longer run, the word ends.
pub(crate) const FORMAT_MAX: usize = 64;
/// Letters of the Arabic script, presentation forms of letters, and ligatures of whole words (`ﷲ`) and phrases (`ﷺ`, `﷽`). The set also
/// contains the currency sign `﷼`, which is a ligature of a word.
pub(crate) const ARABIC: ClassSet =
    chars::LETTERS.or(ClassSet::of(&[Class::PresentationLetter, Class::WordLigature, Class::HonorificLigature]));
/// ASCII digits, Arabic-Indic digits and extended Arabic-Indic digits.
pub(crate) const DIGITS: ClassSet = ClassSet::of(&[Class::Digit, Class::ArabicDigit, Class::ExtendedDigit]);
/// Letters of scripts other than Arabic.
pub(crate) const OTHER_LETTERS: ClassSet = ClassSet::of(&[Class::Latin, Class::Letter]);

/// Returns the character that starts at byte `at`. Returns `None` if `at` is the end of the text, after the end, or inside a character.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Returns the end of the run of characters of `set` that starts at byte `at`. The run may be empty. Then the result is `at`.
pub(crate) fn skip(text: &str, at: usize, set: ClassSet) -> usize {
    skip_within(text, at, set, usize::MAX)
}

/// Returns the end of the run of characters of `set` that starts at byte `at`. If the run has more than `limit` bytes, the result is the
/// first character boundary that is at least `limit` bytes after `at`.
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

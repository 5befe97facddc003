//! Entities inside running text: addresses, tags, dates and other figures, abbreviations. Tokens and sentences share them.
//!
//! Every recognizer is anchored: it answers where what starts at a byte ends, and looks at no byte before. How far it looks beyond the end
//! of its answer is bounded by [`AHEAD`].

mod abbreviation;
pub(crate) mod abbreviation_list;
mod address;
mod figure;
mod tag;

pub(crate) use abbreviation::{INITIALS_MAX, abbreviation, is_plain_word, lone_abbreviation};
pub(crate) use address::{Local, domain_url, email, scheme_url, www_url};
pub(crate) use figure::{Figure, figure};
pub(crate) use tag::tag;

use crate::chars::{self, Class, ClassSet};

/// How many bytes beyond the end of its answer a recognizer looks at, at most.
pub(crate) const AHEAD: usize = 340;

/// Characters that stand in a word or after its letters without being one: marks, tatweel, joiners.
pub(crate) const ATTACHED: ClassSet = chars::MARKS.or(ClassSet::of(&[
    Class::Tatweel,
    Class::PresentationMark,
    Class::Mark,
    Class::VariationSelector,
    Class::ZeroWidthNonJoiner,
    Class::ZeroWidthJoiner,
]));
/// Format characters: inside a word they are part of it, at its edge they are not.
pub(crate) const FORMAT: ClassSet = ClassSet::of(&[Class::BidiMark, Class::BidiControl, Class::Invisible]);
/// How many bytes of format characters may stand inside a word.
pub(crate) const FORMAT_MAX: usize = 64;
/// Nominal letters of the Arabic script, their presentation forms, and ligatures of whole words.
pub(crate) const ARABIC: ClassSet =
    chars::LETTERS.or(ClassSet::of(&[Class::PresentationLetter, Class::WordLigature, Class::HonorificLigature]));
/// Digits of the three sets in use with Arabic script.
pub(crate) const DIGITS: ClassSet = ClassSet::of(&[Class::Digit, Class::ArabicDigit, Class::ExtendedDigit]);
/// Letters of other scripts.
pub(crate) const OTHER_LETTERS: ClassSet = ClassSet::of(&[Class::Latin, Class::Letter]);

/// The character that starts at a byte.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the characters of a set, from a byte on, end.
pub(crate) fn skip(text: &str, at: usize, set: ClassSet) -> usize {
    skip_within(text, at, set, usize::MAX)
}

/// Where the characters of a set, from a byte on, end; given up after about `limit` bytes.
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

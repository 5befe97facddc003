//! The recognizer of abbreviations with full stops. In this file, a stop is a full stop. The recognizer reads a word and the text after the
//! word. The [list](super::abbreviation_list) contains the known abbreviations with their usages. The recognizer returns
//!
//! - initials: `ق.م.`, the `J.` of `J. Smith`;
//! - a title before an Arabic word: the `د.` of `د. أحمد`;
//! - a reference before a number: the `ص.` of `ص. 5`;
//! - an abbreviation that is clear without the text after its stop: `إلخ.`, `Mr.`, `هـ.`.
//!
//! The recognizer does not return the abbreviation in `5 كم.`: only the preceding number shows that `كم` is a unit, and a recognizer does
//! not read the preceding text.

use super::abbreviation_list::{Usage, lookup};
use super::sets::{ARABIC, ATTACHED, DIGITS, char_at, skip_within};
use crate::chars::{self, Class, ClassSet, class};
use crate::short;

const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// The maximum distance in bytes between the end of the first stop of initials and the start of a later initial. A longer sequence of
/// letters and stops does not count as initials.
pub(crate) const INITIALS_MAX: usize = 64;
/// The maximum length in bytes of the characters that are attached to one letter: diacritics, tatweels, variation selectors and joiners.
const MARKS_MAX: usize = 16;

/// A word of Arabic letters or a word of ASCII letters. The letters have at most [`short::MAX`] bytes together.
struct ShortWord {
    /// The letters in UTF-8, without diacritics, tatweels and joiners, followed by zeros.
    bytes: [u8; short::MAX],
    /// The number of used bytes of `bytes`.
    len: usize,
    /// The number of letters.
    letters: usize,
    /// The byte offset in the text at which the word ends, including the diacritics, tatweels and joiners after its last letter.
    end: usize,
    /// True if a tatweel or a zero-width joiner follows the last letter: `هـ`.
    is_stretched: bool,
}

impl ShortWord {
    /// Reads the word that starts at byte `at`. The first letter decides whether the word consists of Arabic or of ASCII letters. Returns
    /// `None` if no Arabic or ASCII letter is at `at`, if the letters have more than [`short::MAX`] bytes, or if more than [`MARKS_MAX`]
    /// bytes are attached to one letter. No abbreviation of the list has more than [`short::MAX`] bytes before its last stop.
    fn read(text: &str, at: usize) -> Option<ShortWord> {
        let mut word = ShortWord { bytes: [0; short::MAX], len: 0, letters: 0, end: at, is_stretched: false };
        let is_arabic = ARABIC.has_char(char_at(text, at)?);
        if !is_arabic {
            let rest = text.as_bytes().get(at..)?;
            let mut letters = 0;
            for (free, &letter) in word.bytes.iter_mut().zip(rest).take_while(|(_, b)| b.is_ascii_alphabetic()) {
                *free = letter;
                letters += 1;
            }
            if letters == short::MAX && rest.get(letters).is_some_and(u8::is_ascii_alphabetic) {
                return None;
            }
            (word.len, word.letters, word.end) = (letters, letters, at + letters);
            return (letters > 0).then_some(word);
        }
        let mut attached = 0;
        for c in text.get(at..)?.chars() {
            let is_letter = ARABIC.has_char(c);
            if !is_letter && !ATTACHED.has_char(c) {
                break;
            }
            word.end += c.len_utf8();
            if is_letter {
                (attached, word.is_stretched) = (0, false);
                word.letters += 1;
                c.encode_utf8(word.bytes.get_mut(word.len..word.len + c.len_utf8())?);
                word.len += c.len_utf8();
            } else {
                attached += c.len_utf8();
                word.is_stretched |= chars::is_tatweel(c) || c == '\u{200D}';
            }
            if attached > MARKS_MAX {
                return None;
            }
        }
        crate::op_counter::count(word.end - at);
        (word.letters > 0).then_some(word)
    }

    /// Returns the letters of the word in UTF-8, without diacritics, tatweels and joiners.
    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// Returns whether a full stop is at byte `at`.
fn is_stop(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b'.')
}

/// Returns whether a letter or a digit starts at byte `at`.
fn is_word_start(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || ARABIC.or(DIGITS).has_char(c) || class(c) == Class::Letter)
}

/// Returns whether an Arabic word before a stop is a plain word. A plain word consists of at least two letters (U+0621–U+063A,
/// U+0641–U+064A) without diacritics, and [`lookup`] finds no usage of the word.
///
/// If a blank follows the stop, a plain word is not an abbreviation. If a letter follows the stop, this is certain only for a word of at
/// least three letters. A word of two letters may be a clitic and the first of several initials: «وأ» in «وأ.د.».
#[inline]
pub(crate) fn is_plain_word(word: &[u8]) -> bool {
    let letter = |pair: &[u8]| matches!(pair, [0xD8, 0xA1..=0xBA] | [0xD9, 0x81..=0x8A]);
    word.len() >= 4 && word.chunks(2).all(letter) && lookup(word).is_empty()
}

/// Returns the end of the abbreviation that starts at byte `at`, which must be the start of a word. If the abbreviation has a last stop,
/// the abbreviation ends after this stop: `ق.م.` and `ق.م` are both abbreviations. Returns `None` if no abbreviation starts at `at`.
pub(crate) fn abbreviation(text: &str, at: usize) -> Option<usize> {
    let first = ShortWord::read(text, at)?;
    if !is_stop(text, first.end) {
        return None;
    }
    let stop = first.end + 1;
    let next = char_at(text, stop);
    if next == Some('.') {
        return None; // The two stops are an ellipsis.
    }
    if first.letters == 1
        && let Some(end) = initials(text, stop)
    {
        return Some(end);
    }
    if first.letters == 2
        && let Some(end) = initials_after_clitic(text, &first)
    {
        return Some(end);
    }
    let usages = lookup(first.as_bytes());
    let spaced = skip_within(text, stop, SPACE, 8);
    let follower = char_at(text, spaced);
    let number = follower.is_some_and(|c| DIGITS.has_char(c));
    if number && usages.has(Usage::Reference) || usages.has(Usage::MayBeFinal) {
        return Some(stop);
    }
    if first.as_bytes().is_ascii() {
        // A capital letter is an initial if a blank and another capital letter follow the stop: «J. Smith», «M. Dupont». The letter I is
        // excluded, because «I» in «I. The …» is usually not an initial.
        let initial = spaced > stop && first.as_bytes().iter().all(|b| b.is_ascii_uppercase() && *b != b'I');
        let known =
            if first.letters == 1 { initial && follower.is_some_and(|c| c.is_ascii_uppercase()) } else { usages.has(Usage::NeverFinal) };
        return known.then_some(stop);
    }
    // A tatweel or a joiner after the last letter shows that the word is the abbreviation of an era: «هـ.» (the Hijri era).
    if first.is_stretched && usages.has(Usage::Era) {
        return Some(stop);
    }
    let name = follower.is_some_and(|c| ARABIC.has_char(c));
    if name && usages.has(Usage::Title) {
        return Some(stop);
    }
    // One letter and a stop are an initial if a blank, one Arabic letter and a stop follow: «ج. م. كيتس».
    let is_next_initial = || ShortWord::read(text, spaced).is_some_and(|next| next.letters == 1 && is_stop(text, next.end));
    (name && spaced > stop && first.letters == 1 && is_next_initial()).then_some(stop)
}

/// Returns the end of the initials whose first stop ends at byte `stop`. Initials are single letters. Each letter except the last must have
/// a stop, so `ق.م.` and `ق.م` are both initials. Returns `None` if no second initial directly follows the first stop, or if the initials
/// are too long (see [`INITIALS_MAX`]).
fn initials(text: &str, stop: usize) -> Option<usize> {
    let (mut end, mut has_second) = (stop, false);
    while let Some(letter) = ShortWord::read(text, end).filter(|word| word.letters == 1) {
        if end - stop > INITIALS_MAX {
            return None;
        }
        let has_stop = is_stop(text, letter.end) && !is_stop(text, letter.end + 1);
        if !has_stop {
            if !is_word_start(text, letter.end) && char_at(text, letter.end) != Some('_') {
                (end, has_second) = (letter.end, true);
            }
            break;
        }
        (end, has_second) = (letter.end + 1, true);
    }
    has_second.then_some(end)
}

/// Returns the end of initials that start with a clitic: «وأ.د.», «لأ.د.». `first` is the word before the first stop. This word consists of
/// the clitic and the first initial. Returns `None` if no initials follow this stop, or if [`lookup`] does not find the initials.
fn initials_after_clitic(text: &str, first: &ShortWord) -> Option<usize> {
    let end = initials(text, first.end + 1)?;
    let (mut bytes, mut len, mut at) = (first.bytes, first.len, first.end + 1);
    while let Some(next) = ShortWord::read(text, at).filter(|word| word.letters == 1 && word.end <= end) {
        let (stop, letter) = bytes.get_mut(len..len + 1 + next.len)?.split_first_mut()?;
        *stop = b'.';
        letter.copy_from_slice(next.as_bytes());
        (len, at) = (len + 1 + next.len, next.end + 1);
    }
    let known = bytes.get(..len)?;
    (!lookup(known).is_empty()).then_some(end)
}

/// Returns whether a word is an abbreviation even without a stop: `هـ`, `اهـ`. `word` must contain its tatweels and joiners, because the
/// tatweel or the joiner distinguishes the abbreviation from other words.
pub(crate) fn lone_abbreviation(word: &str) -> bool {
    matches!(word, "هـ" | "اهـ" | "ه\u{200D}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_not_abbreviations() {
        for word in ["من", "كتاب", "وجلس", "قال"] {
            assert!(is_plain_word(word.as_bytes()), "{word}");
            for follower in ["أحمد", "5", "", "م.", "M"] {
                assert_eq!(abbreviation(&alloc::format!("{word}. {follower}"), 0), None, "{word} {follower}");
            }
        }
        for word in ["م", "تح", "ود", "رقم", "إلخ", "كُتب", "هـ", "ab", ""] {
            assert!(!is_plain_word(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn abbreviations_by_the_text_after_them() {
        for (text, end) in [
            ("د. أحمد", "د."),
            ("د.أحمد", "د."),
            ("أ.د. محمد", "أ.د."),
            ("أ.د.محمد", "أ.د."),
            ("ق.م. تقريبا", "ق.م."),
            ("ق.م، كانت", "ق.م"),
            ("ر.س.", "ر.س."),
            ("ص. 45", "ص."),
            ("ص. وقال", ""),
            ("ب. نص", ""),
            ("ج. م. كيتس", "ج."),
            ("هـ. الموافق", "هـ."),
            ("ه. الموافق", ""),
            ("اهـ. وقال", "اهـ."),
            ("ود. سامي", "ود."),
            ("وأ.د. سامي", "وأ.د."),
            ("لأ.د. سامي", "لأ.د."),
            ("وَأ.م.د. سامي", "وَأ.م.د."),
            ("وق.م، كانت", "وق.م"),
            ("وص.ب. 45", "وص.ب."),
            ("بذ.م.م.", "بذ.م.م."),
            ("له.و.", ""),
            ("كم.س.", "كم.س."),
            ("تح. أحمد", "تح."),
            ("رقم. 5", "رقم."),
            ("كم. ثم", ""),
            ("M. Dupont", "M."),
            ("M. و", ""),
            ("Oct. نص", "Oct."),
            ("إلخ. في", "إلخ."),
            ("إلخ...", ""),
            ("أحمد. وجلس", ""),
            ("هو.هي", ""),
            ("U.S. اليوم", "U.S."),
            ("e.g. this", "e.g."),
            ("a.bc", ""),
            ("Mr. Smith", "Mr."),
            ("Inc.، الأمريكية", "Inc."),
            ("No. 5", "No."),
            ("No. Why", ""),
            ("م.", ""),
        ] {
            assert_eq!(abbreviation(text, 0).unwrap_or(0), end.len(), "{text}");
        }
    }
}

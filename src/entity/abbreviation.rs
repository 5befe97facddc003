//! The recognizer of abbreviations with full stops. The text after a word decides whether the word is an abbreviation.
//!
//! The [list](super::abbreviation_list) contains the abbreviations. A stop belongs to an abbreviation if the stop cannot end a sentence:
//! between initials (`ق.م.`), between a title and a name (`د. أحمد`), between a reference and a number (`ص. 5`). A stop also belongs to an
//! abbreviation that is always written with a stop (`إلخ.`). The abbreviation in `5 كم.` is not recognized: only the preceding number
//! shows that `كم` is a unit, and a recognizer does not read the preceding text.

use super::abbreviation_list::{Usage, lookup};
use super::sets::{ARABIC, ATTACHED, DIGITS, char_at, skip_within};
use crate::chars::{self, Class, ClassSet, class};
use crate::short;

const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// The maximum length of a run of initials, in bytes.
pub(crate) const INITIALS_MAX: usize = 64;
/// The maximum length of the diacritics, tatweels and joiners after one letter, in bytes.
const MARKS_MAX: usize = 16;

/// A short word of one script, spelled without diacritics.
struct ShortWord {
    bytes: [u8; short::MAX],
    len: usize,
    letters: usize,
    end: usize,
    /// True if a tatweel or a zero-width joiner follows the last letter: `هـ`.
    is_stretched: bool,
}

impl ShortWord {
    /// Reads the letters of one script that start at byte `at`. Returns `None` if no letter is at `at`, or if the word is longer than the
    /// longest abbreviation in the list.
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

    /// Returns the spelling of the word in UTF-8, without diacritics.
    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// Returns whether the byte at `at` is a full stop.
fn is_stop(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b'.')
}

/// Returns whether a letter or a digit starts at `at`.
fn is_word_start(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || ARABIC.or(DIGITS).has_char(c) || class(c) == Class::Letter)
}

/// Returns whether an Arabic word before a stop and a blank is certainly not an abbreviation: the word has at least two letters, has no
/// diacritics, and is not in the list of abbreviations. If a letter instead of a blank follows the stop, this result is certain only for a
/// word of three or more letters, because initials start with one letter, or with a clitic and one letter.
#[inline]
pub(crate) fn is_plain_word(word: &[u8]) -> bool {
    let letter = |pair: &[u8]| matches!(pair, [0xD8, 0xA1..=0xBA] | [0xD9, 0x81..=0x8A]);
    word.len() >= 4 && word.chunks(2).all(letter) && lookup(word).is_empty()
}

/// Returns the end of the abbreviation that starts at `at`, including its last stop. `at` must be the start of a word.
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
        // The letter is an initial in «J. Smith» and «M. Dupont», but not in «I. The …».
        let initial = spaced > stop && first.as_bytes().iter().all(|b| b.is_ascii_uppercase() && *b != b'I');
        let known =
            if first.letters == 1 { initial && follower.is_some_and(|c| c.is_ascii_uppercase()) } else { usages.has(Usage::NeverFinal) };
        return known.then_some(stop);
    }
    // A heh with a tatweel is the abbreviation of the Hijri era: «هـ.».
    if first.is_stretched && usages.has(Usage::Era) {
        return Some(stop);
    }
    let name = follower.is_some_and(|c| ARABIC.has_char(c));
    if name && usages.has(Usage::Title) {
        return Some(stop);
    }
    // The next word is an initial too: «ج. م. كيتس».
    let is_next_initial = || ShortWord::read(text, spaced).is_some_and(|next| next.letters == 1 && is_stop(text, next.end));
    (name && spaced > stop && first.letters == 1 && is_next_initial()).then_some(stop)
}

/// Returns the end of the initials whose first stop ends at byte `stop`. Initials are single letters, and each letter except the last must
/// have a stop: `ق.م.`, `ق.م`.
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

/// Returns the end of initials that start with a clitic: «وأ.د.», «لأ.د.». The initials must be in the list of abbreviations.
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

/// Returns whether a word, with its tatweels and joiners, is an abbreviation even without a stop: `هـ`, `اهـ`. The tatweel or joiner distinguishes
/// these abbreviations from other words.
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

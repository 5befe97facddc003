//! Abbreviations with stops inside running text, decided from what follows them.
//!
//! Which words are abbreviations says the [list](super::abbreviation_list). A stop belongs to one where nobody would read the end of a sentence
//! into it, or where the abbreviation is never written without it: between initials, after a title before a name, after a sign before a
//! number. An abbreviation that is known only by what stands before it (the unit in `5 كم.`) is none here: no recognizer looks back.

use super::abbreviation_list::{Usage, lookup};
use super::{ARABIC, ATTACHED, DIGITS, char_at, skip_within};
use crate::chars::{self, Class, ClassSet, class};
use crate::short;

const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// How many bytes a row of initials takes, at most.
pub(crate) const INITIALS_MAX: usize = 64;
/// How many bytes of marks and joiners a letter may carry here.
const MARKS_MAX: usize = 16;

/// A short word without its marks.
struct Chunk {
    bytes: [u8; short::MAX],
    len: usize,
    letters: usize,
    end: usize,
    /// Whether the last letter is stretched, by tatweel or by a joiner: `هـ`.
    stretched: bool,
}

impl Chunk {
    /// The letters of one script at a byte, `None` where there is none or they take more room than an abbreviation has.
    fn read(text: &str, at: usize) -> Option<Chunk> {
        let mut chunk = Chunk { bytes: [0; short::MAX], len: 0, letters: 0, end: at, stretched: false };
        let arabic = ARABIC.has_char(char_at(text, at)?);
        if !arabic {
            let rest = text.as_bytes().get(at..)?;
            let mut letters = 0;
            for (room, &letter) in chunk.bytes.iter_mut().zip(rest).take_while(|(_, b)| b.is_ascii_alphabetic()) {
                *room = letter;
                letters += 1;
            }
            if letters == short::MAX && rest.get(letters).is_some_and(u8::is_ascii_alphabetic) {
                return None;
            }
            (chunk.len, chunk.letters, chunk.end) = (letters, letters, at + letters);
            return (letters > 0).then_some(chunk);
        }
        let mut attached = 0;
        for c in text.get(at..)?.chars() {
            let letter = ARABIC.has_char(c);
            if !letter && !ATTACHED.has_char(c) {
                break;
            }
            chunk.end += c.len_utf8();
            if letter {
                (attached, chunk.stretched) = (0, false);
                chunk.letters += 1;
                c.encode_utf8(chunk.bytes.get_mut(chunk.len..chunk.len + c.len_utf8())?);
                chunk.len += c.len_utf8();
            } else {
                attached += c.len_utf8();
                chunk.stretched |= chars::is_tatweel(c) || c == '\u{200D}';
            }
            if attached > MARKS_MAX {
                return None;
            }
        }
        crate::op_counter::count(chunk.end - at);
        (chunk.letters > 0).then_some(chunk)
    }

    fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

fn is_stop(text: &str, at: usize) -> bool {
    text.as_bytes().get(at) == Some(&b'.')
}

/// Whether a letter or a digit starts at a byte.
fn is_word(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || ARABIC.or(DIGITS).has_char(c) || class(c) == Class::Letter)
}

/// Whether an Arabic word before a stop and a blank certainly is no abbreviation: it is of two unmarked letters or more, and in no list. One of three
/// letters is none before a stop and a letter either: what has letters behind its stop begins with one, or with a clitic and one.
#[inline]
pub(crate) fn is_plain_word(word: &[u8]) -> bool {
    let letter = |pair: &[u8]| matches!(pair, [0xD8, 0xA1..=0xBA] | [0xD9, 0x81..=0x8A]);
    word.len() >= 4 && word.chunks(2).all(letter) && lookup(word).is_empty()
}

/// The end of the abbreviation that starts at a byte, its last stop included; `None` where none does. The byte must start a word.
pub(crate) fn abbreviation(text: &str, at: usize) -> Option<usize> {
    let first = Chunk::read(text, at)?;
    if !is_stop(text, first.end) {
        return None;
    }
    let stop = first.end + 1;
    let next = char_at(text, stop);
    if next == Some('.') {
        return None; // an ellipsis
    }
    if first.letters == 1
        && let Some(end) = initials(text, stop)
    {
        return Some(end);
    }
    if first.letters == 2
        && let Some(end) = behind_clitic(text, &first)
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
        // J. Smith, M. Dupont; but «I. The …» is no initial.
        let initial = spaced > stop && first.as_bytes().iter().all(|b| b.is_ascii_uppercase() && *b != b'I');
        let known =
            if first.letters == 1 { initial && follower.is_some_and(|c| c.is_ascii_uppercase()) } else { usages.has(Usage::NeverFinal) };
        return known.then_some(stop);
    }
    // Nobody stretches the era of a year but to write it: «هـ.».
    if first.stretched && usages.has(Usage::Era) {
        return Some(stop);
    }
    let name = follower.is_some_and(|c| ARABIC.has_char(c));
    if name && usages.has(Usage::Title) {
        return Some(stop);
    }
    // ج. م. كيتس: one initial before another.
    let chained =
        name && spaced > stop && first.letters == 1 && Chunk::read(text, spaced).is_some_and(|c| c.letters == 1 && is_stop(text, c.end));
    chained.then_some(stop)
}

/// The end of the initials whose first stop ends at a byte: single letters with a stop after each, or after each but the last.
fn initials(text: &str, stop: usize) -> Option<usize> {
    let (mut end, mut more) = (stop, false);
    while let Some(chunk) = Chunk::read(text, end).filter(|c| c.letters == 1) {
        if end - stop > INITIALS_MAX {
            return None;
        }
        let stopped = is_stop(text, chunk.end) && !is_stop(text, chunk.end + 1);
        if !stopped {
            if !is_word(text, chunk.end) && char_at(text, chunk.end) != Some('_') {
                (end, more) = (chunk.end, true);
            }
            break;
        }
        (end, more) = (chunk.end + 1, true);
    }
    more.then_some(end)
}

/// The end of a listed row of initials whose first letter is behind a clitic: «وأ.د.», «لأ.د.».
fn behind_clitic(text: &str, first: &Chunk) -> Option<usize> {
    let end = initials(text, first.end + 1)?;
    let (mut bytes, mut len, mut at) = (first.bytes, first.len, first.end + 1);
    while let Some(chunk) = Chunk::read(text, at).filter(|c| c.letters == 1 && c.end <= end) {
        let (stop, letter) = bytes.get_mut(len..len + 1 + chunk.len)?.split_first_mut()?;
        *stop = b'.';
        letter.copy_from_slice(chunk.as_bytes());
        (len, at) = (len + 1 + chunk.len, chunk.end + 1);
    }
    let known = bytes.get(..len)?;
    (!lookup(known).is_empty()).then_some(end)
}

/// Whether a whole word, tatweel and joiners included, is an abbreviation that is also written without its stop, which leaves the tatweel to
/// tell it: `هـ`, `اهـ`.
pub(crate) fn lone_abbreviation(word: &str) -> bool {
    matches!(word, "هـ" | "اهـ" | "ه\u{200D}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_none() {
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
    fn by_context() {
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

//! The letters of a word in one register: the reader of the stemmers and of the word cache.
//!
//! A letter of U+0600–067F is one byte, its code: the distance from U+0600. A character of ASCII is its byte with the highest bit set. Sixteen of
//! them are a `u128`, the first lowest: comparing or removing the first or last letters is a shift and a mask. Marks and tatweel are dropped.
//!
//! | file | contents |
//! |---|---|
//! | `letters.rs` | alphabets, the letters of a word ([`Letters`]), and the reader without SIMD |
//! | `alphabet.rs` | the tables of an alphabet, computed at compile time |
//! | `pairs.rs` | the reader with SIMD, without a loop over the characters |

mod alphabet;
pub(super) mod pairs;

use alloc::string::String;

use super::arch::{Scalar, Simd, WordSimd, level::dispatch, utf8};
pub(crate) use alphabet::Alphabet;
pub(super) use alphabet::{CodeAction, action};

/// The greatest number of letters of a word that is read.
pub(crate) const ROOM: usize = 16;
/// The greatest length, in bytes, of a word that is read.
pub(crate) const BYTES: usize = 32;
/// The highest bit of each byte: set for ASCII.
pub(super) const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;

/// A number for each letter of U+0620–064F, for tables of affixes: rows of 16 by the code of the letter, for codes 20–2F, 30–3F and 40–4F.
pub(crate) type Numbers = [[u8; 16]; 3];
/// The number of bytes that may be written when letters are appended: 16 letters and one byte.
pub(crate) const PUSHED: usize = 2 * ROOM + 1;

/// The letters of a word, with the signs between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letters {
    /// The letters as they are spelled, except that ٱ is ا for [`Alphabet::Search`]; zero-padded.
    pub(crate) spelled: u128,
    /// The letters as the alphabet folds them; zero-padded.
    pub(crate) folded: u128,
    /// The position of the first byte of each letter in the word.
    starts: u128,
    /// The number of letters, at most [`ROOM`].
    pub(crate) len: usize,
    /// The length of the word.
    bytes: usize,
}

/// The result of reading a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetterResult {
    Letters(Letters),
    /// The word has no letter.
    NoLetters,
    /// The word is too long, or has characters that require the fallback.
    Fallback,
}

impl Letters {
    /// Returns the start of a letter in the word. Characters before the first letter belong to it.
    #[inline(always)]
    pub(crate) fn start(&self, letter: usize) -> usize {
        let start = usize::from((self.starts >> (8 * (letter & 15))) as u8);
        // Without a branch, which would be mispredicted: half of the words lose no letter at the start.
        let is_inside = usize::from((letter != 0) & (letter < self.len)).wrapping_neg();
        let is_after = usize::from(letter >= self.len).wrapping_neg();
        start & is_inside | self.bytes & is_after
    }

    /// Replaces a folded letter by another one of U+0600–067F.
    pub(crate) fn set_folded(&mut self, letter: usize, to: char) {
        let at = 8 * (letter & 15);
        self.folded = self.folded & !(0xFF << at) | (to as u128 & 0x7F) << at;
    }

    /// Appends folded letters.
    #[inline(always)]
    pub(crate) fn push_folded(&self, from: usize, to: usize, out: &mut String) {
        push(self.folded >> (8 * (from & 15)), to.saturating_sub(from), out);
    }
}

/// Returns letters as characters, for slice patterns. ASCII becomes characters that no pattern has.
#[inline(always)]
pub(crate) fn chars(letters: u128) -> [char; ROOM] {
    utf8::chars(&letters.to_le_bytes())
}

/// Returns the codes of the first letters. A character outside U+0600–067F has a code that no letter has.
pub(crate) fn codes(letters: &[char]) -> u128 {
    letters.iter().take(ROOM).rev().fold(0, |all, &c| all << 8 | (c as u128).checked_sub(0x600).filter(|&code| code < 0x80).unwrap_or(0xFF))
}

/// Returns the first `n` letters of a word; at most [`ROOM`].
#[inline(always)]
pub(crate) const fn first(letters: u128, n: usize) -> u128 {
    // Two shifts, because one shift by 128 bits would overflow.
    let bits = 4 * if n < ROOM { n } else { ROOM };
    letters & !(u128::MAX << bits << bits)
}

/// Returns the last four letters of a word of `len` letters, the last highest; zeros where it has fewer.
#[inline(always)]
pub(crate) const fn last_four(letters: u128, len: usize) -> u32 {
    letters.rotate_right((8 * len as u32 + 96) % 128) as u32
}

/// The continuation of a word that was read. It is inlined into the reader, so the letters stay in registers.
pub(crate) trait LetterVisitor {
    /// The alphabet by which the word is read.
    const ALPHABET: Alphabet;
    /// The result of [`visit`](LetterVisitor::visit).
    type Output;
    fn visit(self, read: LetterResult) -> Self::Output;
}

/// Reads the letters of a word.
#[inline(always)]
pub(crate) fn read<V: LetterVisitor>(word: &str, visitor: V) -> V::Output {
    read_at_level(super::Level::best(), word.as_bytes(), visitor)
}

/// Reads the letters of a word with the backend of a level, to compare the levels.
#[cfg(any(test, fuzzing))]
pub(crate) fn read_at<V: LetterVisitor>(level: super::Level, word: &str, visitor: V) -> V::Output {
    read_at_level(level, word.as_bytes(), visitor)
}

dispatch! {
    #[inline(always)]
    fn read_at_level<V: LetterVisitor>(b: &[u8], visitor: V) -> V::Output = read_with::<_, V>, scalar visit_scalar::<V>;
}

/// Implements [`read`]: words of pairs are read with SIMD, all others one character after the other.
#[inline(always)]
fn read_with<S: Simd, V: LetterVisitor>(simd: S, b: &[u8], visitor: V) -> V::Output {
    visitor.visit(match pairs::read(simd.word(), V::ALPHABET, b) {
        Some(letters) => LetterResult::Letters(letters),
        None => read_scalar(V::ALPHABET, b),
    })
}

fn visit_scalar<V: LetterVisitor>(b: &[u8], visitor: V) -> V::Output {
    visitor.visit(read_scalar(V::ALPHABET, b))
}

/// Reads one character after the other: the reference implementation, for all words.
#[inline(never)]
fn read_scalar(alphabet: Alphabet, b: &[u8]) -> LetterResult {
    let mut letters = Letters { spelled: 0, folded: 0, starts: 0, len: 0, bytes: b.len() };
    let (mut i, mut has_letter) = (0, false);
    if b.is_empty() || b.len() > BYTES {
        return LetterResult::Fallback;
    }
    while let Some(&first) = b.get(i) {
        let start = i;
        let (spelled, folded) = match (first, b.get(i + 1)) {
            (b'\t', _) => return LetterResult::Fallback,
            (..0x80, _) => (first | 0x80, first | 0x80),
            (0xD8 | 0xD9, Some(next)) => {
                i += 1;
                let code = (first & 1) << 6 | next & 0x3F;
                match alphabet.tables().action(code) {
                    CodeAction::Fallback => return LetterResult::Fallback,
                    CodeAction::Skip => {
                        i += 1;
                        continue;
                    }
                    CodeAction::Sign => (code, code),
                    CodeAction::Letter(folded) => {
                        has_letter = true;
                        (alphabet.spelled(code), folded)
                    }
                }
            }
            _ => return LetterResult::Fallback,
        };
        if letters.len == ROOM {
            return LetterResult::Fallback;
        }
        let at = 8 * letters.len;
        letters.spelled |= u128::from(spelled) << at;
        letters.folded |= u128::from(folded) << at;
        letters.starts |= (start as u128) << at;
        letters.len += 1;
        i += 1;
    }
    if has_letter { LetterResult::Letters(letters) } else { LetterResult::NoLetters }
}

/// Appends the first `len` letters, at most [`ROOM`], by their codes.
#[inline(always)]
pub(crate) fn push(letters: u128, len: usize, out: &mut String) {
    if letters & HIGH == 0 {
        out.reserve(PUSHED);
        push_pairs(&letters.to_le_bytes(), len, out);
    } else {
        let mut room = [0; 2 * ROOM];
        out.push_str(spell_one_by_one(letters, len, &mut room));
    }
}

/// Appends the first `len` letters, none of which is ASCII.
///
/// Not inlined for the reason of [`chars`](utf8::chars).
#[inline(never)]
fn push_pairs(codes: &[u8; ROOM], len: usize, out: &mut String) {
    // Whole characters of two bytes.
    utf8::push_padded(out, Scalar.pairs(*codes), 2 * len.min(ROOM), 0);
}

/// Writes letters as UTF-8 and returns them.
#[inline(always)]
pub(super) fn spell(letters: u128, len: usize, to: &mut [u8; 2 * ROOM]) -> &str {
    if letters & HIGH != 0 {
        return spell_one_by_one(letters, len, to);
    }
    *to = pairs(letters);
    // Whole characters of two bytes.
    utf8::as_str(to.get(..2 * len).unwrap_or_default())
}

/// Implements [`spell`] for letters with ASCII among them: writes two bytes for each and keeps one of ASCII.
#[inline(never)]
fn spell_one_by_one(letters: u128, len: usize, to: &mut [u8; 2 * ROOM]) -> &str {
    let mut n = 0;
    for code in letters.to_le_bytes().into_iter().take(len) {
        let ascii = code >> 7;
        let first = if ascii == 1 { code & 0x7F } else { 0xD8 | code >> 6 };
        if let Some(pair) = to.get_mut(n..).and_then(|rest| rest.first_chunk_mut()) {
            *pair = [first, 0x80 | code & 0x3F];
        }
        n += 2 - usize::from(ascii);
    }
    // Whole characters: the second byte of ASCII is overwritten, or excluded.
    utf8::as_str(to.get(..n).unwrap_or_default())
}

/// Returns the two bytes of each letter: D8 or D9, and a second byte.
#[inline(always)]
pub(super) fn pairs(letters: u128) -> [u8; 2 * ROOM] {
    Scalar.pairs(letters.to_le_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::letters as reference;
    use proptest::prelude::*;

    use std::vec::Vec;

    /// Gives back what was read.
    struct Itself<const SNOWBALL: bool>;
    impl<const SNOWBALL: bool> LetterVisitor for Itself<SNOWBALL> {
        const ALPHABET: Alphabet = if SNOWBALL { Alphabet::Snowball } else { Alphabet::Search };
        type Output = LetterResult;
        fn visit(self, read: LetterResult) -> LetterResult {
            read
        }
    }

    /// All readers, and the letters that the normalizer makes of the word.
    fn check(word: &str) {
        check_levels::<false>(word);
        check_levels::<true>(word);
        let chars = |codes: u128, len: usize| -> Vec<char> {
            let mut out = String::new();
            push(codes, len, &mut out);
            out.chars().collect()
        };
        match (read(word, Itself::<false>), reference::Letters::of(word)) {
            (LetterResult::Letters(fast), Ok(slow)) => {
                assert_eq!((&*chars(fast.folded, fast.len), &*chars(fast.spelled, fast.len)), (slow.folded(), slow.spelled()), "{word:?}");
                assert!((0..=fast.len).all(|i| fast.start(i) == slow.start(i)), "{word:?}");
                assert!((1..=fast.len).all(|i| fast.start(i) == slow.end(i - 1)), "{word:?}");
            }
            (LetterResult::NoLetters, Err(reference::NoLetters::NotArabic)) | (LetterResult::Fallback, _) => {}
            (fast, slow) => panic!("{word:?}: {fast:?}, {:?}", slow.err()),
        }
    }

    /// Every reader of this processor reads the same.
    fn check_levels<const SNOWBALL: bool>(word: &str) {
        let scalar = read_scalar(Itself::<SNOWBALL>::ALPHABET, word.as_bytes());
        for level in crate::scan::Level::all() {
            match (read_at_level(level, word.as_bytes(), Itself::<SNOWBALL>), scalar) {
                (LetterResult::Letters(a), LetterResult::Letters(b)) => {
                    assert_eq!((a.spelled, a.folded, a.len, a.bytes), (b.spelled, b.folded, b.len, b.bytes), "{level:?} {word:?}");
                    assert!((0..=a.len + 1).all(|i| a.start(i) == b.start(i)), "{level:?} {word:?}");
                }
                (a, b) => assert_eq!(a, b, "{level:?} {word:?}"),
            }
        }
    }

    #[test]
    fn every_character_of_the_block() {
        for c in ('\0'..='\u{7F}').chain('\u{600}'..='\u{67F}') {
            for word in ["", "ا", "اب", "كتاب", "مدرستها"] {
                for i in 0..=word.chars().count() {
                    let mut all: Vec<char> = word.chars().collect();
                    all.insert(i, c);
                    check(&all.iter().collect::<String>());
                }
            }
        }
    }

    #[test]
    fn every_length() {
        for unit in ["ب", "بَ", "a", "ab", "a\u{64E}", "\u{64E}", "ب.", "أَ"] {
            for n in 0..36 {
                check(&unit.repeat(n));
                check(&(String::from("x") + &unit.repeat(n)));
                check(&(unit.repeat(n) + "،"));
                // A mark, and a sign after it, at the boundary of two vectors.
                check(&["#", &unit.repeat(n), "\u{651}."].concat());
                check(&[&unit.repeat(n), "\u{651}."].concat());
            }
        }
    }

    proptest! {
        #[test]
        fn words(word in "[ -~،؛؟«٣ٱپ]?[ء-غف-ي]{0,12}[ -~،؛؟«٣]?", marks in "[\u{64B}-\u{655}\u{640}\u{670}]{16}") {
            check(&word);
            let marked: String = word.chars().zip(marks.chars().cycle()).flat_map(|(c, m)| [c, m]).collect();
            check(&marked);
            check(&word.chars().zip(marks.chars()).flat_map(|(c, m)| [Some(c), Some(m).filter(|m| *m < '\u{653}')]).flatten().collect::<String>());
        }

        #[test]
        fn anything(text in "[\u{600}-\u{680} -~\u{200C}\u{FEFB}ء-ي]{0,20}") {
            check(&text);
        }
    }
}

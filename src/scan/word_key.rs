//! Short words packed into 16 bytes: the keys of the word cache, and the cached terms ([`PackedTerm`]).
//!
//! A character of U+0600–067F is one byte, its distance from U+0600; one of ASCII is its byte with the highest bit set (see [`letters`]). `كتب` is
//! `0x282A43`: ك (U+0643) is the lowest byte. Short words with other characters are packed as their UTF-8.

use super::Level;
use super::arch::{Simd, level::dispatch, utf8};
use super::letters::{self, Alphabet, BYTES, CodeAction, HIGH, ROOM, action, pairs};

/// The greatest length, in bytes, of a word with a key, and of one that is packed as UTF-8.
const LONGEST: usize = 64;
const OTHERS: usize = 14;

dispatch! {
    /// Packs a word of at most 16 characters into a `u128`, one byte each, zero-padded. With `letters`, the characters that [`Alphabet::Search`] ignores
    /// are dropped if the word has a letter. Words with other characters, or with one that requires the fallback of the alphabet, are packed as UTF-8 if
    /// they have at most 14 bytes. Returns 0 for the empty word and for words that do not fit.
    pub(crate) fn key(word: &str, letters: bool) -> u128 = key_with, scalar one;
    /// Returns the key of a word of more than [`BYTES`] bytes.
    #[inline(never)]
    fn key_of_long(word: &str, letters: bool) -> u128 = join_halves, scalar one;
}

/// Implements [`key`].
#[inline(always)]
pub(super) fn key_with<S: Simd>(simd: S, word: &str, letters: bool) -> u128 {
    if word.len() > BYTES {
        return key_of_long(simd.level(), word, letters);
    }
    match read_codes(simd, word.as_bytes(), letters) {
        Some((codes, _)) => codes,
        None => one(word, letters),
    }
}

/// Implements [`key_of_long`] by the codes of the first [`BYTES`] bytes and of the rest: vocalized words may be that long.
#[inline(always)]
fn join_halves<S: Simd>(simd: S, word: &str, letters: bool) -> u128 {
    let Some((first, rest)) = word.as_bytes().split_at_checked(BYTES).filter(|_| word.len() <= LONGEST) else { return 0 };
    match (read_codes(simd, first, letters), read_codes(simd, rest, letters)) {
        (Some((first, n)), Some((rest, m))) if n + m <= ROOM => first | rest.checked_shl(8 * n as u32).unwrap_or(0),
        (Some(_), Some(_)) => 0,
        _ => one(word, letters),
    }
}

/// Returns the codes of a word and their number. Returns `None` for words that require [`one`].
#[inline(always)]
fn read_codes<S: Simd>(simd: S, b: &[u8], letters: bool) -> Option<(u128, usize)> {
    pairs::read_codes(simd.word(), if letters { Alphabet::Search } else { Alphabet::Exact }, b)
}

/// Returns the codes of a text of one to fifteen characters that have codes.
#[inline(always)]
fn codes_of(word: &str) -> Option<u128> {
    let key = key(Level::best(), word, false);
    (key != 0 && key >> 120 == 0).then_some(key)
}

/// Returns the key of one word, without SIMD.
#[inline(never)]
fn one(word: &str, letters: bool) -> u128 {
    let b = word.as_bytes();
    ascii(b).unwrap_or_else(|| by_bytes(b, letters))
}

/// Returns the key of a word of ASCII, in one step; 0 if the word starts with 16 bytes of ASCII and is longer.
fn ascii(b: &[u8]) -> Option<u128> {
    const ONES: u128 = HIGH >> 7;
    let start = b.get(..ROOM).unwrap_or(b);
    let bytes = match (start.first_chunk(), start.last_chunk()) {
        (Some(first), Some(last)) => {
            u128::from(u64::from_le_bytes(*first)) | u128::from(u64::from_le_bytes(*last)) << (8 * (start.len() - 8))
        }
        _ => start.iter().rev().fold(0, |all, &b| all << 8 | u128::from(b)),
    };
    // Neither a byte from 80 on nor 7F, which is one after the addition.
    let ascii = (bytes | bytes.wrapping_add(ONES)) & HIGH == 0;
    let high = HIGH.checked_shr(8 * (ROOM - start.len()) as u32).unwrap_or(0);
    ascii.then_some(if b.len() > ROOM { 0 } else { bytes | high })
}

/// Returns the key of one word, character by character: the reference implementation.
fn by_bytes(b: &[u8], letters: bool) -> u128 {
    if b.len() > LONGEST { 0 } else { codes(b, letters).unwrap_or_else(|| bytes(b)) }
}

/// Returns the key of a word of other characters: at most 14 bytes, their number, and FF, which no codes have in the highest byte.
fn bytes(b: &[u8]) -> u128 {
    let mut key = [0; ROOM];
    if let Some(to) = key.get_mut(..b.len()).filter(|to| to.len() <= OTHERS) {
        to.copy_from_slice(b);
        return u128::from_le_bytes(key) | (b.len() as u128) << 112 | 0xFF << 120;
    }
    0
}

/// Returns the codes of a word; `None` if it has characters without a code.
fn codes(b: &[u8], letters: bool) -> Option<u128> {
    let (mut key, mut len, mut rest) = (0, 0, b);
    let (mut any, mut skipped) = (false, false);
    loop {
        let code = match *rest {
            // A word without letters keeps its marks, so it is not packed as codes.
            [] => return (any || !skipped).then_some(key),
            [ascii @ ..0x7F, ..] => ascii | 0x80,
            [first @ (0xD8 | 0xD9), second, ..] => (first & 1) << 6 | second & 0x3F,
            _ => return None,
        };
        rest = rest.get(1 + usize::from(code < 0x80)..).unwrap_or_default();
        match if letters && code < 0x80 { action(Alphabet::Search, code) } else { CodeAction::Sign } {
            CodeAction::Skip => {
                skipped = true;
                continue;
            }
            CodeAction::Fallback => return None,
            // The code of U+0600 is that of the padding.
            _ if code == 0 || len == ROOM => return None,
            CodeAction::Letter(_) => any = true,
            CodeAction::Sign => {}
        }
        key |= u128::from(code) << (8 * len);
        len += 1;
    }
}

/// A cached term, or the fact that a word has no term, with a note of two bits of the caller. The term is packed as up to 15 codes or as up to 14
/// bytes of UTF-8, which is preferred for ASCII and required for other characters. The low four bits are the length, the next two the note, then
/// [`NOTHING`] and [`SLOWLY`]; the other 15 bytes are the term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct PackedTerm(u128);

/// The flag of a word without a term.
const NOTHING: u8 = 0x40;
/// The flag of a term that is not all two-byte letters: UTF-8, which has `FF` in the highest byte, and codes with ASCII.
const SLOWLY: u8 = 0x80;
const IS_BYTES: u128 = 0xFF << 120;
/// The greatest length of a term with a number, and the position of the number: the bytes 13 and 14, which such a term does not use.
const NUMBERED: usize = 12;
const NUMBER_SHIFT: u32 = 8 * (1 + NUMBERED as u32);

impl PackedTerm {
    /// The value of a slot that has no term yet.
    pub(crate) const UNKNOWN: PackedTerm = PackedTerm(0);

    /// Packs a term, or the absence of one. The note is below 4. Returns `None` if the term is too long.
    pub(crate) fn of(text: Option<&str>, note: u8) -> Option<PackedTerm> {
        let note = (note & 3) << 4;
        let Some(text) = text else { return Some(PackedTerm(u128::from(note | NOTHING))) };
        let b = text.as_bytes();
        let (held, len, how) = match codes_of(text) {
            Some(codes) if codes & HIGH == 0 || b.len() > OTHERS => {
                (codes << 8, ROOM - codes.leading_zeros() as usize / 8, if codes & HIGH == 0 { 0 } else { SLOWLY })
            }
            _ => {
                let mut bytes = [0; ROOM];
                bytes.get_mut(1..ROOM - 1)?.get_mut(..b.len())?.copy_from_slice(b);
                (u128::from_le_bytes(bytes) | IS_BYTES, b.len(), SLOWLY)
            }
        };
        Some(PackedTerm(held | u128::from(len as u8 | note | how)))
    }

    /// Returns the number of letters of a term of two-byte letters with this note.
    #[inline(always)]
    pub(super) fn letters(self, note: u8) -> Option<usize> {
        let len = self.0 as u8 ^ note << 4;
        (1..ROOM as u8).contains(&len).then_some(usize::from(len))
    }

    /// Returns whether the word has no term, with this note.
    #[inline(always)]
    pub(crate) fn is_nothing(self, note: u8) -> bool {
        self.0 as u8 == NOTHING | note << 4
    }

    /// Returns whether there is a cached result with this note.
    pub(crate) fn is_noted(self, note: u8) -> bool {
        self != PackedTerm::UNKNOWN && self.0 as u8 >> 4 & 3 == note
    }

    /// Returns the term with a number of the caller, which replaces an earlier one. A term of more than [`NUMBERED`] codes or bytes has no space for it and
    /// is returned unchanged.
    pub(crate) fn with_number(self, number: u16) -> PackedTerm {
        PackedTerm(if self.has_space() { self.0 & !(0xFFFF << NUMBER_SHIFT) | u128::from(number) << NUMBER_SHIFT } else { self.0 })
    }

    /// Returns the number stored beside the term, or 0.
    #[inline(always)]
    pub(crate) fn number(self) -> u16 {
        if self.has_space() { (self.0 >> NUMBER_SHIFT) as u16 } else { 0 }
    }

    #[inline(always)]
    fn has_space(self) -> bool {
        self.0 as usize & 15 <= NUMBERED
    }

    /// Returns the codes of its letters, followed by its [`number`](PackedTerm::number).
    #[inline(always)]
    pub(super) fn codes(self) -> u128 {
        self.0 >> 8
    }

    /// Writes the term to a buffer and returns it.
    pub(crate) fn spell(self, room: &mut TermBuf) -> &str {
        let len = self.0 as usize & 15;
        let held = letters::first(self.codes(), len);
        if self.0 as u8 & SLOWLY == 0 || self.0 >> 120 != 0xFF {
            return letters::spell(held, len, &mut room.0);
        }
        let to = &mut room.0;
        if let Some(first) = to.first_chunk_mut() {
            *first = held.to_le_bytes();
        }
        // The bytes of a text.
        utf8::as_str(to.get(..len).unwrap_or_default())
    }
}

/// A buffer for the text of a [`PackedTerm`].
pub(crate) struct TermBuf([u8; 2 * ROOM]);

impl TermBuf {
    pub(crate) const fn new() -> TermBuf {
        TermBuf([0; 2 * ROOM])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::string::String;

    fn check(words: &[&str]) {
        for (word, letters) in words.iter().flat_map(|word| [(word, false), (word, true)]) {
            for level in Level::all() {
                assert_eq!(key(level, word, letters), by_bytes(word.as_bytes(), letters), "{level:?} {word:?}");
            }
        }
    }

    #[test]
    fn keys_are_characters() {
        let of = |word: &str, letters| by_bytes(word.as_bytes(), letters);
        assert_eq!(of("كتاب", false), 0x2827_2A43);
        assert_eq!(of("كِتَاب", true), of("كتاب", true));
        assert_ne!(of("كِتَاب", false), of("كتاب", false));
        assert_ne!(of("إلى", true), of("الى", true));
        assert_eq!(of("a1", true), 0xB1E1);
        assert_ne!(of("م5", true), 0);
        for word in ["", "abcdefghijklmnopq", "ﻻﻻﻻﻻﻻﻻ", &"م".repeat(17), &"مُ".repeat(17)] {
            assert_eq!(of(word, true), 0, "{word}");
        }
        // The keys of other words differ if any byte differs, and differ from the keys of codes.
        let others = ["ﷺ", "é", "ا\u{600}", "\u{64E}", "\u{64E}\u{64E}", "ا\u{654}", "پدرک", "abcdefghijklm\u{7F}", "\u{7F}", "é\0"];
        let mut keys = others.map(|word| of(word, true));
        keys.sort_unstable();
        assert!(keys.iter().zip(keys.get(1..).unwrap()).all(|(a, b)| a != b));
        assert!(keys.iter().all(|key| key >> 120 == 0xFF) && of("C)", true) >> 120 == 0);
        assert_eq!(of(&"مُ".repeat(16), true), of(&"م".repeat(16), true));
        assert_eq!(of(&"مُ".repeat(16), false), 0);
    }

    #[test]
    fn every_length() {
        for unit in ["ب", "بَ", "a", "\u{7F}", "\u{64E}", "أَ", "ٱ", "\u{600}"] {
            for n in 0..40 {
                let word = unit.repeat(n);
                let [a, b, c] = [["x", &word].concat(), [&word, "ب"].concat(), [&word, "\u{654}ب"].concat()];
                check(&[&word, &a, &b, &c]);
            }
        }
    }

    #[test]
    fn unpacks_what_it_packed() {
        let held = [
            "",
            "a",
            "\0",
            "كتاب",
            "والمهندسين",
            "5م",
            "abcdefghijklmn",
            "abcdefghijklmno",
            "ممممممم5",
            "ممممممممممممممم",
            "\u{600}",
            "a\u{7F}",
            "straße",
            "گچپژ",
            "كتاب😀",
            "ممممممممممممم.م",
        ];
        for (text, note) in held.into_iter().zip((0..4).cycle()) {
            let short = PackedTerm::of(Some(text), note).unwrap();
            assert_eq!(short.spell(&mut TermBuf::new()), text);
            assert!(short.is_noted(note) && !short.is_noted(note ^ 1) && !short.is_nothing(note));
            let letters = short.letters(note);
            assert!(letters.is_none_or(|n| 2 * n == text.len()) && short.letters(note ^ 1).is_none());
            assert_eq!(letters.is_some(), !text.is_empty() && text.chars().all(|c| ('\u{601}'..'\u{680}').contains(&c)), "{text}");
        }
        for (text, number) in held.into_iter().zip([1, 0x8000, 0xFFFF].into_iter().cycle()) {
            let term = PackedTerm::of(Some(text), 1).unwrap();
            let numbered = term.with_number(7).with_number(number);
            assert_eq!((term.number(), numbered.with_number(0)), (0, term));
            assert_eq!(
                numbered.number(),
                if text.len() <= 12 || !text.is_ascii() && text.chars().count() <= 12 { number } else { 0 },
                "{text}"
            );
            assert_eq!((numbered.spell(&mut TermBuf::new()), numbered.letters(1)), (text, term.letters(1)));
        }
        let nothing = PackedTerm::of(None, 2).unwrap();
        assert!(nothing.is_nothing(2) && nothing.is_noted(2) && !nothing.is_nothing(1) && nothing.letters(2).is_none());
        assert!((0..4).all(|note| PackedTerm::UNKNOWN.letters(note).is_none() && !PackedTerm::UNKNOWN.is_noted(note)));
        for text in ["abcdefghijklmnop", "پژگچپژگچ", "مممممممممممممممم", "ممممممممممممممم.", &"\u{600}".repeat(8)]
        {
            assert!(PackedTerm::of(Some(text), 0).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn words(word in "[ء-غف-يٱپ]{0,12}[a-z0-9٣،]?", marks in "[\u{64B}-\u{655}\u{640}\u{670}]{16}", any in "[\u{5FF}-\u{681} -~]{0,20}") {
            let marked: String = word.chars().zip(marks.chars().cycle()).flat_map(|(c, m)| [c, m]).collect();
            check(&[&word, &marked, &any, ""]);
            for text in [&word, &any] {
                let short = PackedTerm::of(Some(text), 1);
                prop_assert!(short.is_some() || text.len() > 14);
                prop_assert!(short.is_none_or(|short| short.spell(&mut TermBuf::new()) == text && short.is_noted(1)));
            }
        }
    }
}

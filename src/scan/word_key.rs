//! Short words packed into 16 bytes: the keys of the word cache, and the cached terms ([`PackedTerm`]).
//!
//! A character of U+0600–067F is one byte, its distance from U+0600; one of ASCII is its byte with the highest bit set (see [`letters`]). `كتب` is
//! `0x282A43`: ك (U+0643) is the lowest byte. Short words with other characters are packed as their UTF-8.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::Isa;
use super::Level;
use super::letters::{self, Alphabet, CodeKind, HIGH, ROOM, Spelled, kind};

/// The greatest length, in bytes, of a word with a key, and of one that is packed as UTF-8.
const LONGEST: usize = 64;
const OTHERS: usize = 14;

/// Packs a word of at most 16 characters into a `u128`, one byte each, zero-padded. With `letters`, the characters that [`Alphabet::Search`] ignores
/// are dropped if the word has a letter. Words with other characters, or with one that requires the fallback of the alphabet, are packed as UTF-8 if
/// they have at most 14 bytes. Returns 0 for the empty word and for words that do not fit.
pub(crate) fn key(level: Level, word: &str, letters: bool) -> u128 {
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    #[allow(unsafe_code)]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions.
    match level.isa() {
        Isa::Avx512 => return unsafe { x86::key_avx512(word, letters) },
        Isa::Avx2 => return unsafe { x86::key_avx2(word, letters) },
        Isa::Ssse3 => return unsafe { x86::key_ssse3(word, letters) },
        Isa::Scalar => {}
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    let _ = level;
    one(word.as_bytes(), letters)
}

/// Returns the codes of a text of one to fifteen characters that have codes.
#[inline(always)]
fn codes_of(word: &str) -> Option<u128> {
    let key = key(Level::best(), word, false);
    (key != 0 && key >> 120 == 0).then_some(key)
}

/// Returns the key of one word, without SIMD.
#[inline(never)]
fn one(b: &[u8], letters: bool) -> u128 {
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
        match if letters && code < 0x80 { kind(Alphabet::Search, code) } else { CodeKind::Sign } {
            CodeKind::Skip => {
                skipped = true;
                continue;
            }
            CodeKind::Fallback => return None,
            // The code of U+0600 is that of the padding.
            _ if code == 0 || len == ROOM => return None,
            CodeKind::Letter(_) => any = true,
            CodeKind::Sign => {}
        }
        key |= u128::from(code) << (8 * len);
        len += 1;
    }
}

/// A cached term, or the fact that a word has no term, with a note of two bits of the caller. The term is packed as up to 15 codes or as up to 14
/// bytes of UTF-8, which is preferred for ASCII and required for other characters. The low four bits are the length, the next two the note, then
/// [`NOTHING`] and [`SLOWLY`]; the other 15 bytes are the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct PackedTerm(u128);

/// The flag of a word without a term.
const NOTHING: u8 = 0x40;
/// The flag of a term that is not all two-byte letters: UTF-8, which has `FF` in the highest byte, and codes with ASCII.
const SLOWLY: u8 = 0x80;
const IS_BYTES: u128 = 0xFF << 120;

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

    /// Returns the codes of its letters.
    #[inline(always)]
    pub(super) fn codes(self) -> u128 {
        self.0 >> 8
    }

    /// Writes the term to a buffer and returns it.
    #[allow(unsafe_code)]
    pub(crate) fn spell(self, room: &mut TermBuf) -> &str {
        let (held, len) = (self.codes(), self.0 as usize & 15);
        let is_bytes = self.0 as u8 & SLOWLY != 0 && self.0 >> 120 == 0xFF;
        let n = if is_bytes { copy(held, len, &mut room.0) } else { letters::spell(held, len, &mut room.0) };
        // SAFETY: `copy` and `spell` write `n` bytes, which are whole characters.
        unsafe { core::str::from_utf8_unchecked(room.0.assume_init_ref().get_unchecked(..n)) }
    }
}

/// Writes the bytes of a term packed as UTF-8 and returns their number.
#[inline(always)]
fn copy(held: u128, len: usize, to: &mut Spelled) -> usize {
    if let Some(first) = to.write([0; 2 * ROOM]).first_chunk_mut() {
        *first = held.to_le_bytes();
    }
    len
}

/// A buffer for the text of a [`PackedTerm`].
pub(crate) struct TermBuf(Spelled);

impl TermBuf {
    pub(crate) const fn new() -> TermBuf {
        TermBuf(Spelled::uninit())
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
pub(super) mod x86 {
    use core::arch::x86_64::*;

    use super::super::letters::BYTES;
    use super::super::letters::two_byte::{Ssse3, WordSimd, low_bits, seen};
    use super::super::letters::{Alphabet, CodeKind, kind};
    use super::{LONGEST, ROOM, one};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn key_avx512(word: &str, letters: bool) -> u128 {
        // SAFETY: this function has the instructions.
        unsafe { KeyTable::new(letters).key_of(word.as_bytes()) }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn key_avx2(word: &str, letters: bool) -> u128 {
        // SAFETY: this function has the instructions.
        unsafe { key_of(word.as_bytes(), letters) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn key_ssse3(word: &str, letters: bool) -> u128 {
        // SAFETY: this function has the instructions.
        unsafe { key_of(word.as_bytes(), letters) }
    }

    /// The key of a word.
    ///
    /// # Safety
    ///
    /// SSSE3 and POPCNT are there.
    #[inline(always)]
    pub(in crate::scan) unsafe fn key_of(b: &[u8], letters: bool) -> u128 {
        // SAFETY: the caller has the instructions.
        unsafe {
            if b.len().wrapping_sub(1) >= BYTES {
                return key_of_long(b, letters);
            }
            pairs(b, letters).map_or_else(|| one(b, letters), |(codes, _)| codes)
        }
    }

    /// The key of a longer word, or none.
    #[target_feature(enable = "ssse3,popcnt")]
    #[inline(never)]
    unsafe fn key_of_long(b: &[u8], letters: bool) -> u128 {
        // SAFETY: this function has the instructions.
        in_halves(b, letters, |b| unsafe { pairs(b, letters) })
    }

    /// The key of a word of more than [`BYTES`], which vocalized ones have, by the codes of what is in it before that and behind.
    #[inline(always)]
    fn in_halves(b: &[u8], letters: bool, pairs: impl Fn(&[u8]) -> Option<(u128, usize)>) -> u128 {
        let Some((first, rest @ [_, ..])) = b.split_at_checked(BYTES).filter(|_| b.len() <= LONGEST) else { return 0 };
        match (pairs(first), pairs(rest)) {
            (Some((first, n)), Some((rest, m))) if n + m <= ROOM => first | rest.checked_shl(8 * n as u32).unwrap_or(0),
            (Some(_), Some(_)) => 0,
            _ => one(b, letters),
        }
    }

    /// The class of a pair, by its code plus one: 0 or [`LETTER`] if it is kept, [`SKIP`], or [`FALLBACK`].
    type Kinds = [u8; 128];
    const LETTER: u8 = 0x20;
    const SKIP: u8 = 0x40;
    const FALLBACK: u8 = 0x80;

    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn kinds(letters: bool) -> Kinds {
        // U+05FF has no code, and U+0600 is 0; U+067F has no place.
        let (mut table, mut code) = ([FALLBACK; 128], 1);
        while code < 0x7F {
            table[code as usize + 1] = match kind(Alphabet::Search, code) {
                _ if !letters => LETTER,
                CodeKind::Letter(_) => LETTER,
                CodeKind::Sign => 0,
                CodeKind::Skip => SKIP,
                CodeKind::Fallback => FALLBACK,
            };
            code += 1;
        }
        table
    }
    static KINDS: [Kinds; 2] = [kinds(false), kinds(true)];

    /// [`key_of`] with AVX-512 and a table that stays in registers.
    #[derive(Clone, Copy)]
    pub(in crate::scan) struct KeyTable {
        kinds: [__m512i; 2],
        letters: bool,
    }

    impl KeyTable {
        /// # Safety
        ///
        /// AVX-512 is there, here and below.
        #[inline(always)]
        pub(in crate::scan) unsafe fn new(letters: bool) -> KeyTable {
            let [all, of_letters] = &KINDS;
            let kinds: *const u8 = if letters { of_letters } else { all }.as_ptr();
            // SAFETY: two vectors are 128 bytes.
            unsafe { KeyTable { kinds: [_mm512_loadu_si512(kinds.cast()), _mm512_loadu_si512(kinds.add(64).cast())], letters } }
        }

        /// The key of a word.
        #[inline(always)]
        pub(in crate::scan) unsafe fn key_of(self, b: &[u8]) -> u128 {
            // SAFETY: the caller has the instructions.
            unsafe {
                if b.len().wrapping_sub(1) >= BYTES {
                    return self.key_of_long(b);
                }
                self.pairs(b).map_or_else(|| one(b, self.letters), |(codes, _)| codes)
            }
        }

        #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
        #[inline(never)]
        unsafe fn key_of_long(self, b: &[u8]) -> u128 {
            // SAFETY: this function has the instructions.
            in_halves(b, self.letters, |b| unsafe { self.pairs(b) })
        }

        /// [`pairs`].
        #[inline(always)]
        unsafe fn pairs(self, b: &[u8]) -> Option<(u128, usize)> {
            let n = b.len();
            // SAFETY: only bytes of the word are read; it has a last one.
            unsafe {
                // 64 times the first byte and the second, so that D8 80 is 1; what is far from it is FF, as are zeros behind the word.
                let bytes = _mm256_maskz_loadu_epi8(_bzhi_u32(u32::MAX, n as u32), b.as_ptr().cast());
                let pairs = _mm256_sub_epi16(_mm256_maddubs_epi16(bytes, _mm256_set1_epi16(0x0140)), _mm256_set1_epi16(0x367F));
                let codes = _mm256_cvtusepi16_epi8(pairs);
                let [low, high] = self.kinds;
                let kinds = _mm512_castsi512_si128(_mm512_permutex2var_epi8(low, _mm512_castsi128_si512(codes), high));
                // The kind, or the highest bit of what has none.
                let all = |b: u8| _mm_set1_epi8(b.cast_signed());
                let told = _mm_ternarylogic_epi32::<0b1111_1000>(kinds, codes, all(FALLBACK));
                let there = low_bits(n / 2) as u16;
                let kept = _mm_testn_epi8_mask(told, all(SKIP | FALLBACK));
                let (codes, len) = if kept == there {
                    (_mm_maskz_sub_epi8(there, codes, all(1)), n / 2)
                } else if !_mm_movepi8_mask(told) == there && _mm_mask_test_epi8_mask(kept, kinds, all(LETTER)) != 0 {
                    (_mm_maskz_compress_epi8(kept, _mm_sub_epi8(codes, all(1))), kept.count_ones() as usize)
                } else {
                    return None;
                };
                let codes = core::mem::transmute::<__m128i, u128>(codes);
                if n.is_multiple_of(2) {
                    return Some((codes, len));
                }
                let last = *b.get_unchecked(n - 1);
                (last < 0x7F).then(|| (codes | u128::from(last | 0x80) << (8 * (len & 15)), len + 1))
            }
        }
    }

    /// Returns the codes of a word of 1 to [`BYTES`] bytes and their number. Returns `None` if the word is not all pairs, with or without one ASCII
    /// character after them, or requires the fallback.
    #[inline(always)]
    unsafe fn pairs(b: &[u8], letters: bool) -> Option<(u128, usize)> {
        let n = b.len();
        // SAFETY: the caller's word; the word has a last byte.
        unsafe {
            let (_, codes) = Ssse3::load(b);
            let pairs = _mm_movemask_epi8(_mm_cmpgt_epi8(codes, _mm_setzero_si128())).cast_unsigned() & 0xFFFF;
            if pairs != low_bits(n / 2) {
                return None;
            }
            let (codes, len) = if letters {
                match seen(codes, pairs)? {
                    all if all == pairs => (codes, n / 2),
                    seen => (_mm_shuffle_epi8(codes, Ssse3::places(seen)), seen.count_ones() as usize),
                }
            } else {
                (codes, n / 2)
            };
            let codes = core::mem::transmute::<__m128i, u128>(codes);
            if n.is_multiple_of(2) {
                return Some((codes, len));
            }
            // One more; a word of less than 32 bytes has room for it.
            let last = *b.get_unchecked(n - 1);
            (last < 0x7F).then(|| (codes | u128::from(last | 0x80) << (8 * (len & 15)), len + 1))
        }
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
        // Others are told apart by all of their bytes, and from codes.
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

//! Words in a row, looked for some at a time: their codes, and what is known of them.
//!
//! Words are found by their codes (see [`codes`]). Two of them, with what they gave, are one line of the cache, and are looked at together, without a
//! decision that could be foreseen wrong; so is what they gave spelled.

use core::mem::MaybeUninit;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::Isa;
use super::codes::{self, Room, Short};
use super::{Level, letters, prefetch};
use alloc::vec::Vec;

/// How many words share a line.
const WAYS: usize = 2;

/// Words that share a place, and what they gave.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line {
    /// Their codes, 0 where there is none.
    keys: [u128; WAYS],
    gave: [Short; WAYS],
}

impl Line {
    /// No words.
    const EMPTY: Line = Line { keys: [0; WAYS], gave: [Short::UNKNOWN; WAYS] };

    /// All words.
    fn words(&self) -> impl Iterator<Item = (u128, Short)> {
        self.keys.into_iter().zip(self.gave).filter(|&(key, _)| key != 0)
    }

    /// Keeps what a word gave. It comes to the second place, if the first is not free, or to the first, where it drives what is there to the second:
    /// the first words of a text are those that come again most, and so should mostly stay, but not for ever.
    fn keep(&mut self, key: u128, gave: Short, first: bool) {
        let ([key_1, key_2], [gave_1, gave_2]) = (&mut self.keys, &mut self.gave);
        if *key_1 == 0 || *key_1 == key {
            (*key_1, *gave_1) = (key, gave);
        } else if first {
            (*key_2, *gave_2) = (*key_1, *gave_1);
            (*key_1, *gave_1) = (key, gave);
        } else {
            (*key_2, *gave_2) = (key, gave);
        }
    }
}

/// Two numbers multiplied and folded.
#[inline(always)]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Tells where a word is.
#[inline(always)]
pub(crate) fn hash(key: u128) -> u64 {
    mix(key as u64 ^ 0x9E37_79B9_7F4A_7C15, (key >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB)
}

/// The lines of a cache: none, or a power of two and at least two. The constructors establish the length and nothing changes it, so the index that
/// [`Lines::slot`] computes from a hash is always in bounds.
#[derive(Clone)]
pub(crate) struct Lines(Vec<Line>);

impl Lines {
    /// No lines.
    pub(crate) const NONE: Lines = Lines(Vec::new());

    /// Makes `1 << bits` empty lines, with `bits` limited to 1 to 31.
    pub(crate) fn new(bits: u32) -> Lines {
        Lines(alloc::vec![Line::EMPTY; 1 << bits.clamp(1, 31)])
    }

    /// Returns the number of lines.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the line of a hash, if there are lines.
    #[inline(always)]
    fn of(&self, hash: u64) -> Option<&Line> {
        self.0.get(self.slot(hash))
    }

    /// Keeps the result of a word in its line, if there are lines.
    pub(crate) fn keep(&mut self, key: u128, gave: Short, first: bool) {
        let slot = self.slot(hash(key));
        if let Some(line) = self.0.get_mut(slot) {
            line.keep(key, gave, first);
        }
    }

    /// Returns all words.
    pub(crate) fn words(&self) -> impl Iterator<Item = (u128, Short)> {
        self.0.iter().flat_map(Line::words)
    }

    /// Returns the index of the line of a hash, by the highest bits of the hash: the words of a line go to neighbouring lines when the cache grows.
    #[inline(always)]
    fn slot(&self, hash: u64) -> usize {
        (hash >> self.shift()) as usize
    }

    /// Returns the shift that leaves as many of the highest bits of a hash as an index of the lines has; without lines, one bit.
    ///
    /// For 512 lines it is 55: `u64::MAX >> 55` is 511, the last index.
    #[inline(always)]
    fn shift(&self) -> u32 {
        let lines = self.0.len();
        debug_assert!(lines == 0 || lines.is_power_of_two() && lines > 1);
        if lines == 0 { u64::BITS - 1 } else { u64::BITS - lines.trailing_zeros() }
    }
}

/// A word that is looked for, with what is kept beside it.
#[derive(Clone, Copy)]
pub(crate) struct Word<'t, B> {
    pub(crate) text: &'t str,
    pub(crate) beside: B,
    /// All bits if it may be known, and then its codes.
    key: u128,
    hash: u64,
    gave: Short,
    /// What it gave, if that is spelled by pairs.
    spelled: MaybeUninit<[u8; 2 * letters::ROOM]>,
}

impl<'t, B> Word<'t, B> {
    /// None, with something beside.
    pub(crate) const fn none(beside: B) -> Word<'t, B> {
        Word { text: "", beside, key: 0, hash: 0, gave: Short::UNKNOWN, spelled: MaybeUninit::uninit() }
    }

    /// Replaces the word, with no result until [`find`] has one, and sets whether it may be known.
    #[inline(always)]
    pub(crate) fn set(&mut self, text: &'t str, beside: B, may: bool) {
        (self.text, self.beside, self.key, self.gave) = (text, beside, u128::from(may).wrapping_neg(), Short::UNKNOWN);
    }

    /// Marks the word as one that is not looked up, and drops its result.
    pub(crate) fn leave(&mut self) {
        (self.key, self.gave) = (0, Short::UNKNOWN);
    }

    /// Its codes; 0 if it has none, or may not be known.
    #[inline(always)]
    pub(crate) fn key(&self) -> u128 {
        self.key
    }

    /// What it gave; [`Short::UNKNOWN`] if that is not known.
    #[inline(always)]
    pub(crate) fn gave(&self) -> Short {
        self.gave
    }

    /// What it gave if that is letters, which most words gave, and was noted so.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub(crate) fn letters(&self, note: u8) -> Option<&str> {
        let n = self.gave.letters(note)?;
        // SAFETY: only `find` sets `gave` to something known, and it writes `spelled` with it; all others set it to `UNKNOWN`, which has no letters.
        // `n` is below 16, and each letter of `spelled` is a character of two bytes.
        Some(unsafe { core::str::from_utf8_unchecked(core::slice::from_raw_parts(self.spelled.as_ptr().cast(), 2 * n)) })
    }

    /// What it gave, as a text.
    pub(crate) fn spell<'r>(&self, room: &'r mut Room) -> &'r str {
        self.gave.spell(room)
    }
}

/// Gives words that may be known their codes, and asks the memory for their lines: soon they are at hand. By `letters` or all characters, as in
/// [`codes::key`].
#[inline(always)]
pub(crate) fn keys<B>(level: Level, lines: &Lines, words: &mut [Word<'_, B>], letters: bool) {
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    #[allow(unsafe_code)]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions.
    match level.isa() {
        Isa::Avx512 => return unsafe { x86::keys_avx512(lines, words, letters) },
        Isa::Avx2 => return unsafe { x86::keys_avx2(lines, words, letters) },
        Isa::Ssse3 => return unsafe { x86::keys_ssse3(lines, words, letters) },
        Isa::Scalar => {}
    }
    for word in words {
        word.key &= codes::key(level, word.text, letters);
        word.hash = hash(word.key);
        prefetch(&lines.0, lines.slot(word.hash));
    }
}

/// Looks for words that have their codes.
#[inline(always)]
pub(crate) fn find<B>(level: Level, lines: &Lines, words: &mut [Word<'_, B>]) {
    if lines.0.is_empty() {
        for word in words {
            word.gave = Short::UNKNOWN;
        }
        return;
    }
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    #[allow(unsafe_code)]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions; there are lines by the check above.
    match level.isa() {
        Isa::Avx512 | Isa::Avx2 => return unsafe { x86::find(lines, words) },
        Isa::Ssse3 | Isa::Scalar => {}
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    let _ = level;
    for word in words {
        word.gave = Short::UNKNOWN;
        if let Some(line) = lines.of(word.hash) {
            for (&key, gave) in line.keys.iter().zip(line.gave) {
                word.gave = if key == word.key { gave } else { word.gave };
            }
        }
        word.spelled.write(letters::pairs(word.gave.codes()));
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use super::super::codes::x86::{ByTable, key_of};
    use super::super::fetch;
    use super::{Line, Lines, Word, hash};

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,gfni,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn keys_avx512<B>(lines: &Lines, words: &mut [Word<'_, B>], letters: bool) {
        // SAFETY: this function has the instructions.
        unsafe {
            let table = ByTable::new(letters);
            keys(lines, words, |b| table.key_of(b));
        }
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn keys_avx2<B>(lines: &Lines, words: &mut [Word<'_, B>], letters: bool) {
        // SAFETY: this function has the instructions.
        unsafe { keys(lines, words, |b| key_of(b, letters)) }
    }

    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn keys_ssse3<B>(lines: &Lines, words: &mut [Word<'_, B>], letters: bool) {
        // SAFETY: this function has the instructions.
        unsafe { keys(lines, words, |b| key_of(b, letters)) }
    }

    #[inline(always)]
    fn keys<B>(lines: &Lines, words: &mut [Word<'_, B>], key_of: impl Fn(&[u8]) -> u128) {
        // Without lines the address is of none; a prefetch accepts it.
        let shift = lines.shift();
        for word in words {
            word.key &= key_of(word.text.as_bytes());
            word.hash = hash(word.key);
            fetch(lines.0.as_ptr().wrapping_add((word.hash >> shift) as usize).cast());
        }
    }

    /// Looks for words among lines.
    ///
    /// # Safety
    ///
    /// The processor has the instructions, and there are lines.
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find<B>(lines: &Lines, words: &mut [Word<'_, B>]) {
        let shift = lines.shift();
        for word in words {
            let slot = (word.hash >> shift) as usize;
            debug_assert!(slot < lines.0.len());
            // SAFETY: the caller guarantees lines. `Lines` has a power of two of them, 1 << n with n of at least 1, and a hash shifted by 64 - n is
            // below that. A line is 64 bytes, aligned to 64: two keys of 16 bytes, then their two results of 16 bytes. `gave` has 16 bytes and
            // `spelled` 32.
            unsafe {
                let line: *const Line = lines.0.get_unchecked(slot);
                let keys = _mm256_load_si256(line.cast());
                let key = _mm256_broadcastsi128_si256(_mm_loadu_si128((&raw const word.key).cast()));
                // Both halves of a key, or it is another.
                let same = _mm256_cmpeq_epi64(keys, key);
                let same = _mm256_and_si256(same, _mm256_shuffle_epi32::<0b01_00_11_10>(same));
                // What the other gave is cleared, and what both did if there is none; no branch, since there is nothing to foresee.
                let gave = _mm256_and_si256(_mm256_load_si256(line.cast::<__m256i>().add(1)), same);
                let gave = _mm_or_si128(_mm256_castsi256_si128(gave), _mm256_extracti128_si256::<1>(gave));
                _mm_storeu_si128((&raw mut word.gave).cast(), gave);
                // Two bytes of each letter: D8 or D9, and 80 and the low six bits.
                let codes = _mm256_cvtepu8_epi16(_mm_bsrli_si128::<1>(gave));
                let second = _mm256_and_si256(_mm256_slli_epi16::<8>(codes), _mm256_set1_epi16(0x3F00));
                let first = _mm256_and_si256(_mm256_srli_epi16::<6>(codes), _mm256_set1_epi16(1));
                let pairs = _mm256_or_si256(_mm256_or_si256(first, second), _mm256_set1_epi16(0x80D8_u16.cast_signed()));
                _mm256_storeu_si256(word.spelled.as_mut_ptr().cast(), pairs);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::vec;

    fn words_of<'t>(texts: &[&'t str]) -> Vec<Word<'t, ()>> {
        let mut words = vec![Word::none(()); texts.len()];
        words.iter_mut().zip(texts).for_each(|(word, text)| word.set(text, (), true));
        words
    }

    /// What is found of words of one line at every level, where there is none, and where there is another in its place.
    #[test]
    fn finds_what_was_kept() {
        let texts = ["كتاب", "قلم", "\u{620}\u{65F}ءيًىغف", "للمستشفيات", "من", "abc", "ﻻﻻﻻﻻﻻﻻﻻ"];
        let gave = [Some("كتب"), None, Some("\u{620}\u{65F}ٱ"), Some("ممممممممممممممم"), Some(""), Some("abd"), Some("b")];
        for level in Level::all() {
            let (mut words, mut lines) = (words_of(&texts), Lines::new(1));
            keys(level, &lines, &mut words, false);
            for (word, gave) in words.iter().zip(gave) {
                assert_eq!(word.key, codes::key(Level::SCALAR, word.text, false));
                if word.key != 0 {
                    lines.keep(word.key, Short::of(gave, 1).unwrap(), false);
                }
            }
            find(level, &lines, &mut words);
            let mut room = Room::new();
            for (word, gave) in words.iter().zip(gave) {
                let there = lines.of(word.hash).unwrap().words().any(|(key, _)| key == word.key);
                assert_eq!(word.gave(), if there { Short::of(gave, 1).unwrap() } else { Short::UNKNOWN }, "{level:?} {}", word.text);
                match gave {
                    Some(text) if there => assert_eq!(word.letters(1).unwrap_or_else(|| word.spell(&mut room)), text),
                    _ => assert_eq!(word.letters(1), None),
                }
                assert_eq!(word.letters(0), None);
            }
            words[0].leave();
            find(level, &lines, &mut words);
            assert_eq!((words[0].key(), words[0].gave()), (0, Short::UNKNOWN));
            find(level, &Lines::NONE, &mut words);
            assert!(words.iter().all(|word| word.gave() == Short::UNKNOWN));
            words[1].set(texts[1], (), false);
            keys(level, &Lines::NONE, &mut words, false);
            assert_eq!(words[1].key, 0);
        }
    }

    /// A word that takes the place of another has no result before it is looked up, nor has one that is left.
    #[test]
    fn no_result_is_stale() {
        for level in Level::all() {
            let (mut words, mut lines) = (words_of(&["كتاب", "قلم"]), Lines::new(1));
            keys(level, &lines, &mut words, false);
            words.iter().for_each(|word| lines.keep(word.key, Short::of(Some("كتب"), 1).unwrap(), false));
            find(level, &lines, &mut words);
            assert!(words.iter().all(|word| word.letters(1) == Some("كتب")));
            words[0].set("باب", (), true);
            words[1].leave();
            for word in &words {
                assert_eq!((word.gave(), word.letters(1)), (Short::UNKNOWN, None), "{level:?} {}", word.text);
            }
        }
    }

    /// Every hash has a line, at every number of lines that the cache comes to.
    #[test]
    fn every_hash_has_a_line() {
        for bits in 0..20 {
            let lines = Lines::new(bits);
            assert_eq!(lines.len(), 1 << bits.max(1));
            for hash in [0, 1, u64::MAX / 2, u64::MAX / 2 + 1, u64::MAX - 1, u64::MAX] {
                assert!(lines.of(hash).is_some(), "{bits} {hash:x}");
            }
            assert_eq!((lines.slot(0), lines.slot(u64::MAX)), (0, lines.len() - 1));
        }
        assert!(Lines::NONE.of(u64::MAX).is_none());
    }

    #[test]
    fn the_first_stays_unless_another_is_to() {
        let (mut line, gave) = (Line::EMPTY, |text: &str| Short::of(Some(text), 0).unwrap());
        let mut then = |key, text, first, expected: &[(u128, &str)]| {
            line.keep(key, gave(text), first);
            let expected: Vec<_> = expected.iter().map(|&(key, text)| (key, gave(text))).collect();
            assert_eq!(line.words().collect::<Vec<_>>(), expected);
        };
        then(1, "a", false, &[(1, "a")]);
        then(2, "b", false, &[(1, "a"), (2, "b")]);
        then(3, "c", false, &[(1, "a"), (3, "c")]);
        then(1, "d", false, &[(1, "d"), (3, "c")]);
        then(3, "e", false, &[(1, "d"), (3, "e")]);
        then(4, "f", true, &[(4, "f"), (1, "d")]);
        then(1, "g", true, &[(1, "g"), (4, "f")]);
    }

    proptest! {
        #[test]
        fn letters_come_back(word in "[\u{601}-\u{67F}]{1,15}", others in "\\PC{0,9}") {
            let mut lines = Lines::new(2);
            for level in Level::all() {
                let mut words = words_of(&["ب", &others, &word]);
                keys(level, &lines, &mut words, true);
                let expected: Vec<_> = ["ب", &others, &word].map(|word| codes::key(Level::SCALAR, word, true)).into();
                prop_assert_eq!(words.iter().map(Word::key).collect::<Vec<_>>(), expected);
                lines.keep(words[0].key, Short::of(Some(&word), 3).unwrap(), false);
                find(level, &lines, &mut words);
                prop_assert_eq!(words[0].letters(3), Some(&*word), "{:?}", level);
                prop_assert!(words[1].letters(3).is_none() || words[1].key == words[0].key);
            }
        }
    }
}

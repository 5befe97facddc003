//! The buckets of the word cache, and batched lookup in them: [`keys`] computes the keys of a batch of words and prefetches their buckets, [`find`]
//! reads the cached terms later.
//!
//! A bucket has two words with their cached terms and is one cache line. Both slots are compared at once, without a branch that could be
//! mispredicted, and the cached term is spelled in the same step.

use core::mem::MaybeUninit;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::Isa;
use super::arch::{Simd, level::dispatch};
use super::word_key::{self, PackedTerm, TermBuf};
use super::{Level, letters, prefetch};
use alloc::vec::Vec;

/// The number of slots of a bucket.
const WAYS: usize = 2;

/// A bucket: two words that share a position, and their cached terms. It is one cache line of 64 bytes.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Bucket {
    /// The keys of the words; 0 is an empty slot.
    keys: [u128; WAYS],
    cached: [PackedTerm; WAYS],
}

impl Bucket {
    /// A bucket without words.
    const EMPTY: Bucket = Bucket { keys: [0; WAYS], cached: [PackedTerm::UNKNOWN; WAYS] };

    /// Returns all words.
    fn words(&self) -> impl Iterator<Item = (u128, PackedTerm)> {
        self.keys.into_iter().zip(self.cached).filter(|&(key, _)| key != 0)
    }

    /// Inserts a result. Free slots are filled first; otherwise the second slot is replaced, and with `first` the new entry takes the first slot and
    /// moves the old one to the second. Words seen early are the most frequent ones, so they are evicted rarely.
    fn insert(&mut self, key: u128, cached: PackedTerm, first: bool) {
        let ([key_1, key_2], [gave_1, gave_2]) = (&mut self.keys, &mut self.cached);
        if *key_1 == 0 || *key_1 == key {
            (*key_1, *gave_1) = (key, cached);
        } else if first {
            (*key_2, *gave_2) = (*key_1, *gave_1);
            (*key_1, *gave_1) = (key, cached);
        } else {
            (*key_2, *gave_2) = (key, cached);
        }
    }
}

/// Returns the product of two numbers, folded to 64 bits.
#[inline(always)]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Returns the hash of a key.
#[inline(always)]
pub(crate) fn hash(key: u128) -> u64 {
    mix(key as u64 ^ 0x9E37_79B9_7F4A_7C15, (key >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB)
}

/// The buckets of a cache: none, or a power of two and at least two. The constructors establish the length and nothing changes it, so the index that
/// [`Buckets::slot`] computes from a hash is always in bounds.
#[derive(Clone)]
pub(crate) struct Buckets(Vec<Bucket>);

impl Buckets {
    /// No buckets.
    pub(crate) const NONE: Buckets = Buckets(Vec::new());

    /// Makes `1 << bits` empty buckets, with `bits` limited to 1 to 31.
    pub(crate) fn new(bits: u32) -> Buckets {
        Buckets(alloc::vec![Bucket::EMPTY; 1 << bits.clamp(1, 31)])
    }

    /// Returns the number of buckets.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the bucket of a hash, if there are buckets.
    #[inline(always)]
    fn of(&self, hash: u64) -> Option<&Bucket> {
        self.0.get(self.slot(hash))
    }

    /// Keeps the result of a word in its bucket, if there are buckets.
    pub(crate) fn insert(&mut self, key: u128, cached: PackedTerm, first: bool) {
        let slot = self.slot(hash(key));
        if let Some(bucket) = self.0.get_mut(slot) {
            bucket.insert(key, cached, first);
        }
    }

    /// Returns all words.
    pub(crate) fn words(&self) -> impl Iterator<Item = (u128, PackedTerm)> {
        self.0.iter().flat_map(Bucket::words)
    }

    /// Returns the index of the bucket of a hash, by the highest bits of the hash: the words of a bucket go to neighbouring buckets when the cache
    /// grows.
    #[inline(always)]
    fn slot(&self, hash: u64) -> usize {
        (hash >> self.shift()) as usize
    }

    /// Returns the shift that leaves as many of the highest bits of a hash as an index of the buckets has; without buckets, one bit.
    ///
    /// For 512 buckets it is 55: `u64::MAX >> 55` is 511, the last index.
    #[inline(always)]
    fn shift(&self) -> u32 {
        let buckets = self.0.len();
        debug_assert!(buckets == 0 || buckets.is_power_of_two() && buckets > 1);
        if buckets == 0 { u64::BITS - 1 } else { u64::BITS - buckets.trailing_zeros() }
    }
}

/// A word that is looked up, with data of the caller.
#[derive(Clone, Copy)]
pub(crate) struct Probe<'t, B> {
    pub(crate) text: &'t str,
    pub(crate) beside: B,
    /// All ones if the word may be cached, and then its key.
    key: u128,
    hash: u64,
    cached: PackedTerm,
    /// The cached term, if it is all two-byte letters.
    spelled: MaybeUninit<[u8; 2 * letters::ROOM]>,
}

impl<'t, B> Probe<'t, B> {
    /// Creates an empty probe.
    pub(crate) const fn none(beside: B) -> Probe<'t, B> {
        Probe { text: "", beside, key: 0, hash: 0, cached: PackedTerm::UNKNOWN, spelled: MaybeUninit::uninit() }
    }

    /// Replaces the word, with no result until [`find`] has one, and sets whether it may be known.
    #[inline(always)]
    pub(crate) fn set(&mut self, text: &'t str, beside: B, may: bool) {
        (self.text, self.beside, self.key, self.cached) = (text, beside, u128::from(may).wrapping_neg(), PackedTerm::UNKNOWN);
    }

    /// Marks the word as one that is not looked up, and drops its result.
    pub(crate) fn leave(&mut self) {
        (self.key, self.cached) = (0, PackedTerm::UNKNOWN);
    }

    /// Returns its key; 0 if the word has none or may not be cached.
    #[inline(always)]
    pub(crate) fn key(&self) -> u128 {
        self.key
    }

    /// Returns its cached term; [`PackedTerm::UNKNOWN`] if there is none.
    #[inline(always)]
    pub(crate) fn cached(&self) -> PackedTerm {
        self.cached
    }

    /// Returns its cached term if it is all two-byte letters, as most are, with this note.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub(crate) fn letters(&self, note: u8) -> Option<&str> {
        let n = self.cached.letters(note)?;
        // SAFETY: only `find` sets `cached` to something known, and it writes `spelled` with it; all others set it to `UNKNOWN`, which has no
        // letters. `n` is below 16, and each letter of `spelled` is a character of two bytes.
        Some(unsafe { core::str::from_utf8_unchecked(core::slice::from_raw_parts(self.spelled.as_ptr().cast(), 2 * n)) })
    }

    /// Returns its cached term as text.
    pub(crate) fn spell<'r>(&self, room: &'r mut TermBuf) -> &'r str {
        self.cached.spell(room)
    }
}

dispatch! {
    /// Computes the keys of the words that may be cached and prefetches their buckets. `letters` is that of [`word_key::key`].
    #[inline(always)]
    pub(crate) fn keys<'t, B>(buckets: &Buckets, words: &mut [Probe<'t, B>], letters: bool) = keys_with::<_, B>;
}

/// Implements [`keys`].
#[inline(always)]
fn keys_with<S: Simd, B>(simd: S, buckets: &Buckets, words: &mut [Probe<'_, B>], letters: bool) {
    for word in words {
        word.key &= word_key::key_with(simd, word.text, letters);
        word.hash = hash(word.key);
        prefetch(&buckets.0, buckets.slot(word.hash));
    }
}

/// Looks up words that have their keys.
#[inline(always)]
pub(crate) fn find<B>(level: Level, buckets: &Buckets, words: &mut [Probe<'_, B>]) {
    if buckets.0.is_empty() {
        for word in words {
            word.cached = PackedTerm::UNKNOWN;
        }
        return;
    }
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    #[allow(unsafe_code)]
    // SAFETY: a `Level` exists only where it was detected, so the processor has the instructions; there are buckets by the check above.
    match level.isa() {
        Isa::Avx512 | Isa::Avx2 => return unsafe { x86::find(buckets, words) },
        Isa::Ssse3 | Isa::Scalar => {}
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    let _ = level;
    for word in words {
        word.cached = PackedTerm::UNKNOWN;
        if let Some(bucket) = buckets.of(word.hash) {
            for (&key, cached) in bucket.keys.iter().zip(bucket.cached) {
                word.cached = if key == word.key { cached } else { word.cached };
            }
        }
        word.spelled.write(letters::pairs(word.cached.codes()));
    }
}

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use super::{Bucket, Buckets, Probe};

    /// Looks up words in the buckets.
    ///
    /// # Safety
    ///
    /// The processor has the instructions, and there are buckets.
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn find<B>(buckets: &Buckets, words: &mut [Probe<'_, B>]) {
        let shift = buckets.shift();
        for word in words {
            let slot = (word.hash >> shift) as usize;
            debug_assert!(slot < buckets.0.len());
            // SAFETY: the caller guarantees buckets. `Buckets` has a power of two of them, 1 << n with n of at least 1, and a hash shifted by 64 - n
            // is below that. A bucket is 64 bytes, aligned to 64: two keys of 16 bytes, then their two results of 16 bytes. `cached` has 16 bytes and
            // `spelled` 32.
            unsafe {
                let bucket: *const Bucket = buckets.0.get_unchecked(slot);
                let keys = _mm256_load_si256(bucket.cast());
                let key = _mm256_broadcastsi128_si256(_mm_loadu_si128((&raw const word.key).cast()));
                // Both halves of a key, or it is another.
                let same = _mm256_cmpeq_epi64(keys, key);
                let same = _mm256_and_si256(same, _mm256_shuffle_epi32::<0b01_00_11_10>(same));
                // The term of the other slot is cleared, or both if neither matches, without a branch.
                let cached = _mm256_and_si256(_mm256_load_si256(bucket.cast::<__m256i>().add(1)), same);
                let cached = _mm_or_si128(_mm256_castsi256_si128(cached), _mm256_extracti128_si256::<1>(cached));
                _mm_storeu_si128((&raw mut word.cached).cast(), cached);
                // Two bytes of each letter: D8 or D9, and 80 and the low six bits.
                let codes = _mm256_cvtepu8_epi16(_mm_bsrli_si128::<1>(cached));
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

    fn words_of<'t>(texts: &[&'t str]) -> Vec<Probe<'t, ()>> {
        let mut words = vec![Probe::none(()); texts.len()];
        words.iter_mut().zip(texts).for_each(|(word, text)| word.set(text, (), true));
        words
    }

    /// Words of one bucket at every level: found, absent, and evicted.
    #[test]
    fn finds_what_was_kept() {
        let texts = ["كتاب", "قلم", "\u{620}\u{65F}ءيًىغف", "للمستشفيات", "من", "abc", "ﻻﻻﻻﻻﻻﻻﻻ"];
        let cached = [Some("كتب"), None, Some("\u{620}\u{65F}ٱ"), Some("ممممممممممممممم"), Some(""), Some("abd"), Some("b")];
        for level in Level::all() {
            let (mut words, mut buckets) = (words_of(&texts), Buckets::new(1));
            keys(level, &buckets, &mut words, false);
            for (word, cached) in words.iter().zip(cached) {
                assert_eq!(word.key, word_key::key(Level::SCALAR, word.text, false));
                if word.key != 0 {
                    buckets.insert(word.key, PackedTerm::of(cached, 1).unwrap(), false);
                }
            }
            find(level, &buckets, &mut words);
            let mut room = TermBuf::new();
            for (word, cached) in words.iter().zip(cached) {
                let there = buckets.of(word.hash).unwrap().words().any(|(key, _)| key == word.key);
                assert_eq!(
                    word.cached(),
                    if there { PackedTerm::of(cached, 1).unwrap() } else { PackedTerm::UNKNOWN },
                    "{level:?} {}",
                    word.text
                );
                match cached {
                    Some(text) if there => assert_eq!(word.letters(1).unwrap_or_else(|| word.spell(&mut room)), text),
                    _ => assert_eq!(word.letters(1), None),
                }
                assert_eq!(word.letters(0), None);
            }
            words[0].leave();
            find(level, &buckets, &mut words);
            assert_eq!((words[0].key(), words[0].cached()), (0, PackedTerm::UNKNOWN));
            find(level, &Buckets::NONE, &mut words);
            assert!(words.iter().all(|word| word.cached() == PackedTerm::UNKNOWN));
            words[1].set(texts[1], (), false);
            keys(level, &Buckets::NONE, &mut words, false);
            assert_eq!(words[1].key, 0);
        }
    }

    /// A probe that is set to another word, or excluded from lookup, has no result.
    #[test]
    fn no_result_is_stale() {
        for level in Level::all() {
            let (mut words, mut buckets) = (words_of(&["كتاب", "قلم"]), Buckets::new(1));
            keys(level, &buckets, &mut words, false);
            words.iter().for_each(|word| buckets.insert(word.key, PackedTerm::of(Some("كتب"), 1).unwrap(), false));
            find(level, &buckets, &mut words);
            assert!(words.iter().all(|word| word.letters(1) == Some("كتب")));
            words[0].set("باب", (), true);
            words[1].leave();
            for word in &words {
                assert_eq!((word.cached(), word.letters(1)), (PackedTerm::UNKNOWN, None), "{level:?} {}", word.text);
            }
        }
    }

    /// Every hash has a bucket, at every number of buckets that the cache comes to.
    #[test]
    fn every_hash_has_a_line() {
        for bits in 0..20 {
            let buckets = Buckets::new(bits);
            assert_eq!(buckets.len(), 1 << bits.max(1));
            for hash in [0, 1, u64::MAX / 2, u64::MAX / 2 + 1, u64::MAX - 1, u64::MAX] {
                assert!(buckets.of(hash).is_some(), "{bits} {hash:x}");
            }
            assert_eq!((buckets.slot(0), buckets.slot(u64::MAX)), (0, buckets.len() - 1));
        }
        assert!(Buckets::NONE.of(u64::MAX).is_none());
    }

    #[test]
    fn the_first_stays_unless_another_is_to() {
        let (mut bucket, cached) = (Bucket::EMPTY, |text: &str| PackedTerm::of(Some(text), 0).unwrap());
        let mut then = |key, text, first, expected: &[(u128, &str)]| {
            bucket.insert(key, cached(text), first);
            let expected: Vec<_> = expected.iter().map(|&(key, text)| (key, cached(text))).collect();
            assert_eq!(bucket.words().collect::<Vec<_>>(), expected);
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
            let mut buckets = Buckets::new(2);
            for level in Level::all() {
                let mut words = words_of(&["ب", &others, &word]);
                keys(level, &buckets, &mut words, true);
                let expected: Vec<_> = ["ب", &others, &word].map(|word| word_key::key(Level::SCALAR, word, true)).into();
                prop_assert_eq!(words.iter().map(Probe::key).collect::<Vec<_>>(), expected);
                buckets.insert(words[0].key, PackedTerm::of(Some(&word), 3).unwrap(), false);
                find(level, &buckets, &mut words);
                prop_assert_eq!(words[0].letters(3), Some(&*word), "{:?}", level);
                prop_assert!(words[1].letters(3).is_none() || words[1].key == words[0].key);
            }
        }
    }
}

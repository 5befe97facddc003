//! [`PrefetchQueue`]: batched lookup in a [`WordCache`] of terms, which hides the latency of memory.

use core::mem::MaybeUninit;

use super::table::{WordCache, hash};
use crate::scan::arch::level::dispatch;
use crate::scan::arch::{Simd, Vector, utf8};
use crate::scan::word_key::{self, PackedTerm};
use crate::scan::{Level, letters};

/// The number of words of a batch.
const BATCH: usize = 16;

/// A word that is looked up, with data of the caller.
#[derive(Clone, Copy)]
pub(crate) struct Probe<'t, D> {
    pub(crate) text: &'t str,
    pub(crate) data: D,
    /// The key of the word, or 0 if it has none or may not be cached. Before [`prefetch_all`] it is all ones if the word may be cached.
    pub(crate) key: u128,
    /// The hash of the key.
    hash: u64,
    /// The cached term, which [`find_all`] sets; otherwise [`PackedTerm::UNKNOWN`].
    cached: PackedTerm,
    /// The codes of `cached` as sixteen characters of two bytes, which [`find_all`] writes.
    spelled: [MaybeUninit<u8>; 2 * letters::ROOM],
}

impl<'t, D> Probe<'t, D> {
    const fn new(text: &'t str, data: D) -> Probe<'t, D> {
        Probe { text, data, key: 0, hash: 0, cached: PackedTerm::UNKNOWN, spelled: [MaybeUninit::uninit(); 2 * letters::ROOM] }
    }

    /// Returns the cached term, or [`PackedTerm::UNKNOWN`].
    #[inline(always)]
    pub(crate) fn cached(&self) -> PackedTerm {
        self.cached
    }

    /// Excludes the word from the cache.
    pub(crate) fn exclude(&mut self) {
        (self.key, self.cached) = (0, PackedTerm::UNKNOWN);
    }

    /// Returns the cached term if all its characters are of U+0601–067F, which most terms are, and it has this note.
    #[inline(always)]
    pub(crate) fn letters(&self, note: u8) -> Option<&str> {
        // Only `find_each` sets `cached` to a term, and it writes all of `spelled` with it; `UNKNOWN` has no letters.
        self.cached.letters(note).map(|n| utf8::as_str(utf8::written(&self.spelled, 2 * n)))
    }
}

/// A queue of two batches of words. While the caller processes one batch, the processor prefetches the buckets of the other, because the table may
/// be larger than the processor's cache.
pub(crate) struct PrefetchQueue<'t, D> {
    /// The words of both batches.
    words: [[Probe<'t, D>; BATCH]; 2],
    /// The index of the next word in both batches, and the index of the first word of its batch.
    next: usize,
    first: usize,
    /// The number of words of the preceding batch.
    preceding: usize,
}

impl<'t, D: Copy> PrefetchQueue<'t, D> {
    /// Returns an empty queue. `data` is any value: it fills the slots.
    pub(crate) fn new(data: D) -> PrefetchQueue<'t, D> {
        PrefetchQueue { words: [[Probe::new("", data); BATCH]; 2], next: 0, first: 0, preceding: 0 }
    }

    /// Adds a word with data of the caller. `is_cacheable` is set if the word may be cached. Returns whether the batch is full and
    /// [`flush`](PrefetchQueue::flush) is due.
    #[inline(always)]
    pub(crate) fn push(&mut self, text: &'t str, data: D, is_cacheable: bool) -> bool {
        debug_assert!(self.next < 2 * BATCH, "a full batch is flushed");
        // The remainder changes nothing and saves a bounds check.
        let next = self.next % (2 * BATCH);
        if let Some(word) = self.words.as_flattened_mut().get_mut(next) {
            (word.text, word.data, word.key, word.cached) = (text, data, u128::from(is_cacheable).wrapping_neg(), PackedTerm::UNKNOWN);
        }
        self.next = next + 1;
        self.next.is_multiple_of(BATCH)
    }

    /// Returns the word that was added last, if it was not flushed.
    pub(crate) fn last(&mut self) -> Option<&mut Probe<'t, D>> {
        // The word preceding the first one is the last of the second batch.
        let last = (self.next + 2 * BATCH - 1) % (2 * BATCH);
        self.words.as_flattened_mut().get_mut(last).filter(|_| self.next > self.first || self.preceding > 0)
    }

    /// Prefetches the buckets of the words that were added; `letters` is that of [`word_key::key`]. Returns the words of the preceding batch with
    /// the results of their lookup.
    #[inline(always)]
    pub(crate) fn flush(&mut self, cache: &WordCache<PackedTerm>, letters: bool) -> &[Probe<'t, D>] {
        let [a, b] = &mut self.words;
        let is_second = self.first > 0;
        let (added, found) = if is_second { (b, a) } else { (a, b) };
        let n = self.next - self.first;
        prefetch_all(Level::best(), cache, added.get_mut(..n).unwrap_or_default(), letters);
        let found = found.get_mut(..core::mem::replace(&mut self.preceding, n)).unwrap_or_default();
        find_all(Level::best(), cache, found);
        self.first = if is_second { 0 } else { BATCH };
        self.next = self.first;
        found
    }
}

dispatch! {
    /// Computes the keys of the words that may be cached and prefetches their buckets.
    #[inline]
    fn prefetch_all<D>(cache: &WordCache<PackedTerm>, words: &mut [Probe<'_, D>], letters: bool) = prefetch_each;
    /// Looks up words that have their keys, and spells the cached terms.
    #[inline]
    fn find_all<D>(cache: &WordCache<PackedTerm>, words: &mut [Probe<'_, D>]) = find_each;
}

#[inline(always)]
fn prefetch_each<S: Simd, D>(simd: S, cache: &WordCache<PackedTerm>, words: &mut [Probe<'_, D>], letters: bool) {
    for word in words {
        word.key &= word_key::key_with(simd, word.text, letters);
        word.hash = hash(word.key);
        cache.prefetch(word.hash);
    }
}

#[inline(always)]
fn find_each<S: Simd, D>(simd: S, cache: &WordCache<PackedTerm>, words: &mut [Probe<'_, D>]) {
    for word in words {
        word.cached = cache.get_hashed(word.key, word.hash);
        let pairs = Vector::from_number(simd.word(), word.cached.codes()).pairs();
        for (to, byte) in word.spelled.iter_mut().zip(pairs) {
            to.write(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::word_key::TermBuf;
    use proptest::prelude::*;
    use std::format;
    use std::string::String;
    use std::vec::Vec;

    /// Returns probes of words, with their keys.
    fn probes<'t>(level: Level, cache: &WordCache<PackedTerm>, texts: &[&'t str], letters: bool) -> Vec<Probe<'t, ()>> {
        let mut words: Vec<_> = texts.iter().map(|text| Probe { key: u128::MAX, ..Probe::new(text, ()) }).collect();
        prefetch_all(level, cache, &mut words, letters);
        for word in &words {
            assert_eq!(word.key, word_key::key(Level::Scalar, word.text, letters));
        }
        words
    }

    /// Tests every level with terms of all forms, and words that are excluded or not cached.
    #[test]
    fn finds_what_was_inserted() {
        let texts = ["كتاب", "قلم", "\u{620}\u{65F}ءيًىغف", "للمستشفيات", "من", "abc", "ﻻﻻﻻﻻﻻﻻﻻ"];
        let terms = [Some("كتب"), None, Some("\u{620}\u{65F}ٱ"), Some("ممممممممممممممم"), Some(""), Some("abd"), Some("b")];
        for level in Level::all() {
            let mut cache = WordCache::new();
            let mut words = probes(level, &cache, &texts, false);
            find_all(level, &cache, &mut words);
            assert!(words.iter().all(|word| word.cached() == PackedTerm::UNKNOWN));
            (1..100).for_each(|n| cache.insert(n, PackedTerm::of(None, 0).unwrap()));
            words.iter().zip(terms).for_each(|(word, term)| cache.insert(word.key, PackedTerm::of(term, 1).unwrap()));
            find_all(level, &cache, &mut words);
            for (word, term) in words.iter().zip(terms) {
                let expected = PackedTerm::of(term, 1).filter(|_| word.key != 0).unwrap_or_default();
                assert_eq!(word.cached(), expected, "{level:?} {}", word.text);
                assert_eq!(word.letters(0), None);
                match term.filter(|_| word.key != 0) {
                    Some(term) => {
                        let mut buffer = TermBuf::new();
                        assert_eq!(word.letters(1).unwrap_or_else(|| word.cached().spell(&mut buffer)), term);
                    }
                    None => assert_eq!(word.letters(1), None),
                }
            }
            words[0].exclude();
            assert_eq!((words[0].key, words[0].cached(), words[0].letters(1)), (0, PackedTerm::UNKNOWN, None));
            find_all(level, &cache, &mut words);
            assert_eq!((words[0].cached(), words[0].letters(1)), (PackedTerm::UNKNOWN, None));
        }
    }

    /// Tests that a slot of the queue that gets another word, or is excluded, has no result of the preceding word.
    #[test]
    fn no_result_is_stale() {
        let (mut cache, mut queue) = (WordCache::new(), PrefetchQueue::new(()));
        (1..100).for_each(|n| cache.insert(n, PackedTerm::of(None, 0).unwrap()));
        cache.insert(word_key::key(Level::best(), "كتاب", false), PackedTerm::of(Some("كتب"), 1).unwrap());
        for text in ["كتاب", "قلم"] {
            for is_cacheable in [true, false] {
                assert!(!queue.push(text, (), is_cacheable));
                let last = queue.last().unwrap();
                assert_eq!((last.cached(), last.letters(1)), (PackedTerm::UNKNOWN, None));
                queue.flush(&cache, false);
                let expected = if is_cacheable && text == "كتاب" { Some("كتب") } else { None };
                assert!(queue.flush(&cache, false).iter().map(|word| (word.text, word.letters(1))).eq([(text, expected)]));
            }
        }
    }

    /// Tests that each word has its own result or none, while the cache grows to its maximal size and evicts words.
    #[test]
    fn results_belong_to_their_words() {
        let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
        let word = |n: usize| -> String { [1, 28, 784, 21952].map(|i| letters[n / i % 28]).iter().collect() };
        let all: Vec<(String, Option<String>)> = (0..200_000)
            .map(|n| match n % 50 {
                0 => (word(n), None),
                1 => (format!("w{n}"), Some(format!("{n}"))),
                2 => (word(n).repeat(4), Some(word(n))),
                3 => (word(n), Some(word(n).repeat(10))),
                _ => (word(n), Some(word(n / 3))),
            })
            .collect();
        let mut cache = WordCache::new();
        for round in 0..2 {
            let (mut flushed, mut known, mut queue) = (0, 0, PrefetchQueue::new(0));
            let mut flush = |cache: &mut WordCache<PackedTerm>, queue: &mut PrefetchQueue<'_, usize>| {
                for word in queue.flush(cache, false) {
                    let (text, term) = &all[word.data];
                    assert_eq!((word.text, word.data), (&**text, flushed));
                    flushed += 1;
                    let note = (word.data % 3) as u8;
                    if word.cached() == PackedTerm::UNKNOWN {
                        let packed = PackedTerm::of(term.as_deref(), note);
                        packed.into_iter().for_each(|packed| cache.insert(word.key, packed));
                    } else {
                        known += 1;
                        let mut buffer = TermBuf::new();
                        assert!(word.cached().is_noted(note));
                        let text = (!word.cached().is_nothing(note))
                            .then(|| word.letters(note).unwrap_or_else(|| word.cached().spell(&mut buffer)));
                        assert_eq!(text, term.as_deref());
                    }
                }
            };
            for (n, (word, _)) in all.iter().enumerate() {
                assert!(queue.last().is_none_or(|last| last.data == n - 1) && (n == 0 || queue.last().is_some()));
                if queue.push(word, n, true) {
                    flush(&mut cache, &mut queue);
                }
            }
            flush(&mut cache, &mut queue);
            flush(&mut cache, &mut queue);
            assert!(queue.last().is_none());
            assert_eq!(flushed, all.len());
            // Most words are cached in the second round.
            assert!(round == 0 || known > 100_000, "{known}");
        }
        assert_eq!(format!("{cache:?}"), "WordCache { buckets: 131072, .. }");
        cache.clear();
        assert_eq!(format!("{cache:?}"), "WordCache { buckets: 0, .. }");
    }

    proptest! {
        #[test]
        fn letters_come_back(word in "[\u{601}-\u{67F}]{1,15}", others in "\\PC{0,9}") {
            let mut cache = WordCache::new();
            (1..100).for_each(|n| cache.insert(n, PackedTerm::UNKNOWN));
            for level in Level::all() {
                let mut words = probes(level, &cache, &["ب", &others, &word], true);
                cache.insert(words[0].key, PackedTerm::of(Some(&word), 3).unwrap());
                find_all(level, &cache, &mut words);
                prop_assert_eq!(words[0].letters(3), Some(&*word), "{:?}", level);
                prop_assert!(words[1].letters(3).is_none() || words[1].key == words[0].key);
            }
        }
    }
}

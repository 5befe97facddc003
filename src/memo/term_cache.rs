//! [`TermCache`], the cache of batched words, and [`PrefetchQueue`], which looks up 16 words at a time.

use core::fmt;

use super::WAIT;
use crate::scan::Level;
use crate::scan::buckets::{self, Buckets, Probe};
use crate::scan::word_key::PackedTerm;

/// The number of words of a batch.
const MANY: usize = 16;
/// The binary logarithm of the number of buckets: at first, by how much it grows each time, and at most (8.4 MB).
const MIN: u32 = 9;
const STEP: u32 = 4;
const MAX: u32 = 17;

/// A cache of the terms of words.
#[derive(Clone)]
pub(crate) struct TermCache {
    buckets: Buckets,
    /// The number of insertions since the cache grew, and the number at which it grows again.
    kept: usize,
    enough: usize,
}

impl Default for TermCache {
    fn default() -> TermCache {
        TermCache::new()
    }
}

impl fmt::Debug for TermCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TermCache").field("buckets", &self.buckets.len()).finish_non_exhaustive()
    }
}

impl TermCache {
    /// Returns an empty cache.
    pub(crate) const fn new() -> TermCache {
        TermCache { buckets: Buckets::NONE, kept: 0, enough: WAIT }
    }

    /// Removes all entries and frees the memory.
    pub(crate) fn clear(&mut self) {
        *self = TermCache::new();
    }

    /// Inserts the term of a word by its [key](Probe::key).
    pub(crate) fn insert(&mut self, key: u128, cached: PackedTerm) {
        if key == 0 {
            return;
        }
        self.kept += 1;
        if self.kept > self.enough {
            self.grow();
        }
        self.put(key, cached);
    }

    fn put(&mut self, key: u128, cached: PackedTerm) {
        self.buckets.insert(key, cached, self.kept.is_multiple_of(8));
    }

    #[inline(never)]
    fn grow(&mut self) {
        let bits = self.buckets.len().checked_ilog2().map_or(MIN, |bits| (bits + STEP).min(MAX));
        // The words of a line come to buckets that are neighbours.
        for (key, cached) in core::mem::replace(&mut self.buckets, Buckets::new(bits)).words() {
            self.put(key, cached);
        }
        // Half of the number of slots.
        (self.kept, self.enough) = (0, if bits == MAX { usize::MAX } else { self.buckets.len() });
    }
}

/// A queue of two batches of words. While the caller processes one batch, the processor prefetches the buckets of the other, because the table may
/// be larger than the processor's cache.
pub(crate) struct PrefetchQueue<'t, B> {
    /// The words of both batches.
    words: [[Probe<'t, B>; MANY]; 2],
    /// The index of the next word in both batches, and the index of the first word of its batch.
    at: usize,
    first: usize,
    /// The number of words of the preceding batch.
    before: usize,
}

impl<'t, B: Copy> PrefetchQueue<'t, B> {
    /// No words, with something that is beside them.
    pub(crate) fn new(beside: B) -> PrefetchQueue<'t, B> {
        PrefetchQueue { words: [[Probe::none(beside); MANY]; 2], at: 0, first: 0, before: 0 }
    }

    /// Adds a word with a value of the caller. `may` is set if the word may be cached. Returns whether the batch is full and
    /// [`flush`](PrefetchQueue::flush) is due.
    #[inline(always)]
    pub(crate) fn push(&mut self, text: &'t str, beside: B, may: bool) -> bool {
        debug_assert!(self.at < 2 * MANY, "a flush is taken when it is time");
        // It is below; so no bounds are checked.
        let at = self.at % (2 * MANY);
        if let Some(word) = self.words.as_flattened_mut().get_mut(at) {
            word.set(text, beside, may);
        }
        self.at = at + 1;
        self.at.is_multiple_of(MANY)
    }

    /// Returns the word that was added last, if it was not flushed.
    pub(crate) fn last(&mut self) -> Option<&mut Probe<'t, B>> {
        // The word before the first is the last of the second batch.
        let at = (self.at + 2 * MANY - 1) % (2 * MANY);
        self.words.as_flattened_mut().get_mut(at).filter(|_| self.at > self.first || self.before > 0)
    }

    /// Prefetches the buckets of the words that were added, by their letters or by all their characters. Returns the words of the preceding batch
    /// with the results of their lookup.
    #[inline(always)]
    pub(crate) fn flush(&mut self, TermCache { buckets, .. }: &TermCache, letters: bool) -> &[Probe<'t, B>] {
        let [a, b] = &mut self.words;
        let second = self.first > 0;
        let (next, last) = if second { (b, a) } else { (a, b) };
        let n = self.at - self.first;
        buckets::keys(Level::best(), buckets, next.get_mut(..n).unwrap_or_default(), letters);
        let last = last.get_mut(..core::mem::replace(&mut self.before, n)).unwrap_or_default();
        buckets::find(Level::best(), buckets, last);
        self.first = if second { 0 } else { MANY };
        self.at = self.first;
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::word_key::TermBuf;
    use std::format;
    use std::string::String;
    use std::vec::Vec;

    /// Every word gives what was kept of it or is not known, while it grows to all its room and words drive each other out.
    #[test]
    fn holds_what_it_was_given_and_nothing_else() {
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
        let mut cache = TermCache::new();
        for round in 0..2 {
            let (mut given, mut known, mut queue) = (0, 0, PrefetchQueue::new(0));
            let mut flush = |cache: &mut TermCache, queue: &mut PrefetchQueue<'_, usize>| {
                for word in queue.flush(cache, false) {
                    let (text, cached) = &all[word.beside];
                    assert_eq!((word.text, word.beside), (&**text, given));
                    given += 1;
                    let note = (word.beside % 3) as u8;
                    if word.cached() == PackedTerm::UNKNOWN {
                        let cached = PackedTerm::of(cached.as_deref(), note);
                        cached.into_iter().for_each(|cached| cache.insert(word.key(), cached));
                    } else {
                        known += 1;
                        let mut room = TermBuf::new();
                        assert!(word.cached().is_noted(note));
                        let text = (!word.cached().is_nothing(note)).then(|| word.letters(note).unwrap_or_else(|| word.spell(&mut room)));
                        assert_eq!(text, cached.as_deref());
                    }
                }
            };
            for (n, (word, _)) in all.iter().enumerate() {
                assert!(queue.last().is_none_or(|last| last.beside == n - 1) && (n == 0 || queue.last().is_some()));
                if queue.push(word, n, true) {
                    flush(&mut cache, &mut queue);
                }
            }
            flush(&mut cache, &mut queue);
            flush(&mut cache, &mut queue);
            assert!(queue.last().is_none());
            assert_eq!(given, all.len());
            // Most are there the second time.
            assert!(round == 0 || known > 100_000, "{known}");
        }
        assert_eq!(cache.buckets.len() * 64, 1 << 23);
        cache.clear();
        assert_eq!(cache.buckets.len(), 0);
    }
}

//! Caches of results by word: most words of a text occur more than once.
//!
//! A lookup compares the whole word, so a result never depends on earlier lookups. A cache starts without memory, grows with the words that it does
//! not hold, up to [`MAX`] bytes, and evicts entries that share a bucket. [`Memo`] caches single words; [`TermCache`], batches of words.

use alloc::vec::Vec;
use core::fmt;

use crate::scan::buckets::{hash as row_hash, mix};
pub(crate) use crate::scan::text::Text;

mod term_cache;
pub(crate) use term_cache::{PrefetchQueue, TermCache};

/// The initial capacity in words, and the maximal size in bytes.
const MIN: usize = 1 << 10;
const MAX: usize = 1 << 23;
/// The number of misses before a cache allocates memory. A query is shorter.
const WAIT: usize = 63;
/// The length of the longest word that is cached, in bytes.
const LONGEST: usize = 31;

/// The key of a word: its bytes, zeros, and its length; never 0.
pub(crate) type Bytes = [u128; 2];

/// Returns the key of a word, or `None` if it is empty or too long.
#[inline(always)]
pub(crate) fn key(word: &str) -> Option<Bytes> {
    let n = word.len();
    if n == 0 {
        return None;
    }
    let mut bytes = [0; LONGEST + 1];
    bytes.get_mut(..n).filter(|_| n <= LONGEST)?.copy_from_slice(word.as_bytes());
    let half = |at: usize| bytes.get(at..).and_then(|b| b.first_chunk()).map_or(0, |b| u128::from_le_bytes(*b));
    Some([half(0), half(16) | (n as u128) << 120])
}

/// Returns the hash of a key.
#[inline(always)]
fn hash([a, b]: Bytes) -> u64 {
    // The halves are mixed differently; otherwise equal halves would cancel each other.
    row_hash(a) ^ mix(b as u64 ^ 0x8EBC_6AF0_9C88_C6E3, (b >> 64) as u64 ^ 0x5899_65CC_7537_4CC3)
}

/// A word and its result.
#[derive(Clone, Copy)]
struct Slot<V> {
    /// Zeros mark an empty slot.
    key: Bytes,
    value: V,
}

/// A bucket: the word that was looked up last, and the other. It has the size of one or two cache lines.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Pair<V>([Slot<V>; 2]);

/// A cache of the results of single words.
#[derive(Clone)]
pub(crate) struct Memo<V> {
    pairs: Vec<Pair<V>>,
    /// The bits of a hash that select the bucket.
    mask: usize,
    /// The number of misses since the cache grew, and the number at which it grows again.
    missed: usize,
    enough: usize,
}

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo::new()
    }
}

impl<V> fmt::Debug for Memo<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("room", &(2 * self.pairs.len())).finish_non_exhaustive()
    }
}

impl<V> Memo<V> {
    /// Returns an empty cache.
    pub(crate) const fn new() -> Memo<V> {
        Memo { pairs: Vec::new(), mask: 0, missed: 0, enough: WAIT }
    }
}

impl<V: Copy + Default> Memo<V> {
    /// Returns the bucket of a key.
    #[inline(always)]
    fn place(&self, key: Bytes) -> usize {
        // An empty cache has no bucket 0.
        hash(key) as usize & self.mask
    }

    /// Returns the cached result of a word.
    #[inline(always)]
    pub(crate) fn get(&mut self, key: Bytes) -> Option<&V> {
        let place = self.place(key);
        let Pair([first, second]) = self.pairs.get_mut(place)?;
        if first.key != key {
            if second.key != key {
                return None;
            }
            // The word that was looked up last is evicted last.
            core::mem::swap(first, second);
        }
        Some(&first.value)
    }

    /// Inserts the result of a word and evicts the older entry of its bucket.
    pub(crate) fn keep(&mut self, key: Bytes, value: V) {
        let place = self.place(key);
        if let Some(Pair([first, second])) = self.pairs.get_mut(place) {
            *second = *first;
            *first = Slot { key, value };
        }
    }

    /// Counts a miss, and grows the cache after a number of them.
    #[inline]
    pub(crate) fn missed(&mut self) {
        self.missed += 1;
        if self.missed > self.enough {
            self.grow();
        }
    }

    #[inline(never)]
    fn grow(&mut self) {
        let most = MAX / size_of::<Pair<V>>();
        let room = if self.pairs.is_empty() { MIN / 2 } else { (16 * self.pairs.len()).min(most) };
        let none = Pair([Slot { key: [0; 2], value: V::default() }; 2]);
        let words = core::mem::replace(&mut self.pairs, alloc::vec![none; room]);
        self.mask = room - 1;
        // The more recent entry of a bucket is inserted last.
        for slot in words.iter().flat_map(|Pair(pair)| pair.iter().rev()).filter(|slot| slot.key != [0; 2]) {
            self.keep(slot.key, slot.value);
        }
        // Half of the number of slots.
        (self.missed, self.enough) = (0, if room == most { usize::MAX } else { room });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn keys_are_bytes() {
        assert_ne!(key("كتاب"), key("كتا"));
        assert_eq!(key(&"م".repeat(16)), None);
        assert_eq!(key(""), None);
        assert_ne!(key("a"), key("a\0"));
    }

    #[test]
    fn returns_what_was_inserted_and_nothing_else() {
        let mut memo = Memo::new();
        for round in 0..3 {
            for n in 0..150_000 {
                let word = format!("{n}");
                let key = key(&word).unwrap();
                match memo.get(key) {
                    Some((text, value)) => assert_eq!((Text::as_str(text), *value), (&*word, n)),
                    None => {
                        memo.missed();
                        memo.keep(key, (Text::of(&word).unwrap(), n));
                    }
                }
            }
            assert_eq!(memo.pairs.len() * size_of_val(&memo.pairs[0]), MAX, "{round}");
        }
        assert_eq!(size_of::<Slot<(Text, u32)>>(), 64);
    }
}

//! [`WordCache`]: a hash table from the keys of words to results, in buckets of two slots.

use alloc::vec::Vec;
use core::fmt;

use crate::scan::prefetch;

/// The binary logarithm of the number of buckets after the first growth, and the number of bits that each further growth adds.
const MIN_BITS: u32 = 9;
const STEP_BITS: u32 = 4;
/// The maximal size of the buckets, in bytes.
const MAX_BYTES: usize = 1 << 23;
/// The number of insertions before a cache allocates memory. A query is shorter.
const INITIAL_LIMIT: usize = 63;

/// A bucket: two words that share a position, and their results. With results of 16 bytes it is one cache line.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Bucket<V> {
    /// The keys of the words. 0 is an empty slot, and its value is the default.
    keys: [u128; 2],
    values: [V; 2],
}

impl<V: Copy> Bucket<V> {
    /// Inserts a result. An empty first slot is filled first; otherwise the second slot is replaced, and with `first` the new entry takes the first
    /// slot and moves the old one to the second. Words that occur early are the most frequent ones, so they are evicted rarely.
    fn insert(&mut self, key: u128, value: V, first: bool) {
        let ([key_1, key_2], [value_1, value_2]) = (&mut self.keys, &mut self.values);
        if *key_1 == 0 || *key_1 == key {
            (*key_1, *value_1) = (key, value);
        } else if first {
            (*key_2, *value_2) = (*key_1, *value_1);
            (*key_1, *value_1) = (key, value);
        } else {
            (*key_2, *value_2) = (key, value);
        }
    }
}

/// A cache of the results of words. The default of a result means that there is none.
#[derive(Clone)]
pub(crate) struct WordCache<V> {
    /// No buckets, or a power of two.
    buckets: Vec<Bucket<V>>,
    /// The shift that turns a hash into the index of a bucket.
    shift: u32,
    /// The number of insertions since the cache grew, and the number after which it grows again.
    inserted: usize,
    limit: usize,
}

impl<V> Default for WordCache<V> {
    fn default() -> WordCache<V> {
        WordCache::new()
    }
}

impl<V> fmt::Debug for WordCache<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WordCache").field("buckets", &self.buckets.len()).finish_non_exhaustive()
    }
}

impl<V> WordCache<V> {
    /// The binary logarithm of the maximal number of buckets.
    const MAX_BITS: u32 = (MAX_BYTES / size_of::<Bucket<V>>()).ilog2();

    /// Returns an empty cache, which has no memory.
    pub(crate) const fn new() -> WordCache<V> {
        WordCache { buckets: Vec::new(), shift: 0, inserted: 0, limit: INITIAL_LIMIT }
    }

    /// Removes all entries and frees the memory.
    pub(crate) fn clear(&mut self) {
        *self = WordCache::new();
    }
}

impl<V: Copy + Default> WordCache<V> {
    /// Returns the result of a word by its key, or the default. Key 0 has no result.
    #[inline(always)]
    pub(crate) fn get(&self, key: u128) -> V {
        self.get_hashed(key, hash(key))
    }

    /// Returns the result of a word by its key and the [`hash`] of the key. The slot is selected without a branch, because the processor would
    /// often mispredict it.
    #[inline(always)]
    pub(super) fn get_hashed(&self, key: u128, hash: u64) -> V {
        let Some(Bucket { keys: [first, second], values }) = self.buckets.get(self.index(hash)) else { return V::default() };
        let (in_first, in_second) = (*first == key, *second == key);
        values.get(usize::from(in_second)).filter(|_| in_first | in_second).copied().unwrap_or_default()
    }

    /// Prefetches the bucket of a hash.
    #[inline(always)]
    pub(super) fn prefetch(&self, hash: u64) {
        prefetch(&self.buckets, self.index(hash));
    }

    /// Inserts the result of a word by its key. Key 0 is ignored. Every eighth insertion takes the first slot of its bucket.
    pub(crate) fn insert(&mut self, key: u128, value: V) {
        if key == 0 {
            return;
        }
        self.inserted += 1;
        if self.inserted > self.limit {
            self.grow();
        }
        self.put(key, value, self.inserted.is_multiple_of(8));
    }

    #[inline(always)]
    fn put(&mut self, key: u128, value: V, first: bool) {
        let index = self.index(hash(key));
        if let Some(bucket) = self.buckets.get_mut(index) {
            bucket.insert(key, value, first);
        }
    }

    #[inline(never)]
    fn grow(&mut self) {
        let bits = self.buckets.len().checked_ilog2().map_or(MIN_BITS, |bits| bits + STEP_BITS).min(Self::MAX_BITS);
        let empty = Bucket { keys: [0; 2], values: [V::default(); 2] };
        self.shift = u64::BITS - bits;
        // The words of a bucket move to buckets that are neighbours, so memory is written in order.
        for Bucket { keys, values } in core::mem::replace(&mut self.buckets, alloc::vec![empty; 1 << bits]) {
            for (key, value) in keys.into_iter().zip(values).filter(|&(key, _)| key != 0) {
                self.put(key, value, false);
            }
        }
        // Half of the number of slots.
        (self.inserted, self.limit) = (0, if bits == Self::MAX_BITS { usize::MAX } else { self.buckets.len() });
    }

    /// Returns the index of the bucket of a hash: its highest bits. For 512 buckets the shift is 55, because `u64::MAX >> 55` is 511, the last
    /// index.
    #[inline(always)]
    fn index(&self, hash: u64) -> usize {
        (hash >> self.shift) as usize
    }
}

/// Returns the hash of a key: the product of its halves, folded to 64 bits.
#[inline(always)]
pub(super) fn hash(key: u128) -> u64 {
    let product = u128::from(key as u64 ^ 0x9E37_79B9_7F4A_7C15) * u128::from((key >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_early_word_is_evicted_rarely() {
        let mut bucket = Bucket { keys: [0; 2], values: [0; 2] };
        let mut insert = |key, value, first, expected: ([u128; 2], [u8; 2])| {
            bucket.insert(key, value, first);
            assert_eq!((bucket.keys, bucket.values), expected);
        };
        insert(1, 10, false, ([1, 0], [10, 0]));
        insert(2, 20, false, ([1, 2], [10, 20]));
        insert(3, 30, false, ([1, 3], [10, 30]));
        insert(1, 11, false, ([1, 3], [11, 30]));
        insert(3, 31, false, ([1, 3], [11, 31]));
        insert(4, 40, true, ([4, 1], [40, 11]));
        insert(1, 12, true, ([1, 4], [12, 40]));
    }

    /// Tests that a cache returns only what was inserted for a key, that it loses no word when it grows, and its sizes: 512 buckets from the 64th
    /// insertion on, 16 times more after each growth, and at most 8.4 MB.
    #[test]
    fn grows_and_returns_what_was_inserted() {
        fn check<V: Copy + Default + PartialEq + fmt::Debug + TryFrom<u128>>(last: usize) {
            let value = |n: u128| V::try_from(n % 255 + 1).ok().unwrap();
            let mut cache = WordCache::<V>::new();
            for n in 1..200_000 {
                cache.insert(0, value(n));
                let before = cache.buckets.len();
                cache.insert(n << 70, value(n));
                if cache.buckets.len() != before {
                    assert!([(64, 512), (577, 8192), (8770, last)].contains(&(n, cache.buckets.len())), "{n}");
                }
                assert_eq!(cache.get(n << 70), if n < 64 { V::default() } else { value(n) });
                let earlier = cache.get((n / 2) << 70);
                assert!(earlier == V::default() || earlier == value(n / 2));
                assert_eq!((cache.get(0), cache.get(n)), (V::default(), V::default()));
            }
            let found = (64..200_000).filter(|n| cache.get(n << 70) == value(*n)).count();
            assert!(found > (140_000 * last) >> 17, "{found}");
            assert_eq!(cache.buckets.len() * size_of::<Bucket<V>>(), MAX_BYTES);
            cache.clear();
            assert_eq!((cache.buckets.capacity(), cache.get(65 << 70)), (0, V::default()));
        }
        check::<u8>(1 << 17);
        check::<Option<u128>>(1 << 16);
    }

    /// Tests that every hash has a bucket at every number of buckets, so an insertion is never lost.
    #[test]
    fn every_hash_has_a_bucket() {
        let mut cache = WordCache::<u128>::new();
        assert!(cache.buckets.get(cache.index(u64::MAX)).is_none());
        for _ in 0..4 {
            cache.grow();
            assert!(cache.buckets.len().is_power_of_two());
            assert_eq!((cache.index(0), cache.index(u64::MAX)), (0, cache.buckets.len() - 1));
        }
    }
}

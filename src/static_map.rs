//! A hash table for word lists. The table maps a key to the position of the key in a list.
//!
//! The table uses open addressing with linear probing. Each slot contains a position in the list. The caller owns the list of keys and
//! values, and compares the keys. A Bloom filter with one hash function rejects most keys that are not in the list, so the lookup of an
//! absent key usually costs one load. For a word list in a text file, the table is built at compile time, and the slots are an array. For a
//! word list of the user, the table is built at run time, and the slots are a vector.

use alloc::vec::Vec;

use crate::bits::Bits;

/// Returns the hash of a key. The filter uses the highest bits of the hash. The slot number consists of the bits from bit 32 upwards.
#[inline(always)]
pub(crate) const fn hash(key: u128) -> u64 {
    (key as u64 ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Returns the hash of a text. The hash depends on the first eight bytes, the last eight bytes and the length of the text.
#[inline]
pub(crate) fn hash_text(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (bytes.iter().fold(0, |all, &b| all << 8 | u64::from(b)), 0),
    };
    hash(u128::from(first) | u128::from(last ^ (bytes.len() as u64) << 56) << 64)
}

/// The slots of a table. The value 0 marks a free slot; any other value is a position in the list plus 1. The number of slots is a power of
/// two.
pub(crate) trait Slots {
    /// Returns the position in the list that the slot number `slot` contains, or `None` if the slot is free.
    fn position(&self, slot: usize) -> Option<usize>;

    /// Returns the number of slots minus 1.
    fn mask(&self) -> usize;
}

impl<const N: usize> Slots for [u16; N] {
    #[inline(always)]
    fn position(&self, slot: usize) -> Option<usize> {
        self.get(slot).and_then(|&position| usize::from(position).checked_sub(1))
    }

    #[inline(always)]
    fn mask(&self) -> usize {
        N - 1
    }
}

impl Slots for Vec<u32> {
    #[inline(always)]
    fn position(&self, slot: usize) -> Option<usize> {
        self.get(slot).and_then(|&position| (position as usize).checked_sub(1))
    }

    #[inline(always)]
    fn mask(&self) -> usize {
        self.len() - 1
    }
}

/// A hash table of positions in a list, with a Bloom filter of 64 × `FILTER` bits.
#[derive(Clone, Debug)]
pub(crate) struct StaticMap<S, const FILTER: usize> {
    slots: S,
    filter: Bits<FILTER>,
}

/// Returns the slot at which the search for a key with this hash starts.
#[inline(always)]
const fn first_slot(hash: u64, mask: usize) -> usize {
    (hash >> 32) as usize & mask
}

impl<S: Slots, const FILTER: usize> StaticMap<S, FILTER> {
    /// Returns whether the list may contain a key with this hash. Returns `true` for every key in the list, and `false` for most keys that
    /// are not in the list.
    #[inline(always)]
    pub(crate) fn may_have(&self, hash: u64) -> bool {
        self.filter.has(hash)
    }

    /// Returns the position of a key in the list, or `None` if the list does not contain the key. `hash` is the hash of the key. `is_key`
    /// receives a position of the list and returns whether the key at this position is the key to find.
    #[inline]
    pub(crate) fn find(&self, hash: u64, is_key: impl Fn(usize) -> bool) -> Option<usize> {
        if self.may_have(hash) { self.find_unfiltered(hash, is_key) } else { None }
    }

    /// Returns the same position as [`find`](StaticMap::find), but does not query the filter.
    #[inline(always)]
    pub(crate) fn find_unfiltered(&self, hash: u64, is_key: impl Fn(usize) -> bool) -> Option<usize> {
        let mask = self.slots.mask();
        let mut slot = first_slot(hash, mask);
        while let Some(position) = self.slots.position(slot) {
            if is_key(position) {
                return Some(position);
            }
            slot = (slot + 1) & mask;
        }
        None
    }
}

impl<const FILTER: usize> StaticMap<Vec<u32>, FILTER> {
    /// Builds the table of a list. `hashes` yields the hash of each key, in the order of the list. `same` receives two positions of the
    /// list and returns whether the keys at these positions are equal. If several keys are equal, the table contains only the position of
    /// the first of these keys. At most a quarter of the slots is used.
    pub(crate) fn new(hashes: impl ExactSizeIterator<Item = u64>, same: impl Fn(usize, usize) -> bool) -> StaticMap<Vec<u32>, FILTER> {
        let slots = alloc::vec![0; (4 * hashes.len()).next_power_of_two()];
        let mut map = StaticMap { slots, filter: Bits::NONE };
        let mask = map.slots.mask();
        for (position, hash) in hashes.enumerate() {
            if map.find(hash, |other| same(other, position)).is_some() {
                continue;
            }
            map.filter.set(hash);
            let mut slot = first_slot(hash, mask);
            while map.slots.position(slot).is_some() {
                slot = (slot + 1) & mask;
            }
            if let Some(free) = map.slots.get_mut(slot) {
                *free = position as u32 + 1;
            }
        }
        map
    }
}

/// Methods that build a table at compile time. To insert a key, a caller probes the slots until a slot is free or holds an equal key:
///
/// ```ignore
/// let mut slot = map.first_slot(hash);
/// while let Some(position) = map.position(slot) {
///     // Compare the key with the key at `position`.
///     slot = map.next_slot(slot);
/// }
/// map.insert(slot, hash, position);
/// ```
impl<const N: usize, const FILTER: usize> StaticMap<[u16; N], FILTER> {
    /// The empty table.
    pub(crate) const EMPTY: StaticMap<[u16; N], FILTER> = {
        assert!(N.is_power_of_two(), "the number of slots is a power of two");
        StaticMap { slots: [0; N], filter: Bits::NONE }
    };

    /// Returns the slot at which the search for a key with this hash starts.
    pub(crate) const fn first_slot(&self, hash: u64) -> usize {
        first_slot(hash, N - 1)
    }

    /// Returns the slot that follows `slot`. The first slot follows the last slot.
    pub(crate) const fn next_slot(&self, slot: usize) -> usize {
        (slot + 1) % N
    }

    /// Returns the position in the list that the slot number `slot` contains, or `None` if the slot is free.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn position(&self, slot: usize) -> Option<usize> {
        (self.slots[slot] as usize).checked_sub(1)
    }

    /// Stores a position of the list in a free slot, and adds the hash of the key at this position to the filter. `position` must be less
    /// than half the number of slots.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn insert(&mut self, slot: usize, hash: u64, position: usize) {
        assert!(position < N / 2, "the table is more than half full: double its slots");
        self.slots[slot] = position as u16 + 1;
        self.filter.set(hash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::format;
    use std::string::String;

    #[test]
    fn finds_the_first_of_equal_keys_and_no_others() {
        let mut words: Vec<String> = (0..600).map(|n| format!("{}م{n}", "ك".repeat(n % 12))).collect();
        words.push(words[0].clone());
        words.sort_unstable();
        let map = StaticMap::<_, 256>::new(words.iter().map(|w| hash_text(w)), |a, b| words[a] == words[b]);
        let find = |word: &str| map.find(hash_text(word), |n| words[n] == word);
        assert!(words.iter().all(|w| find(w) == words.iter().position(|other| other == w)));
        let compared = Cell::new(0);
        let count = |_| {
            compared.set(compared.get() + 1);
            false
        };
        (0..2000).for_each(|n| assert_eq!(map.find(hash_text(&format!("{}ن{n}", "ب".repeat(n % 12))), count), None));
        assert!(compared.get() < 200, "{}", compared.get());
        let empty = StaticMap::<Vec<u32>, 256>::new([].into_iter(), |_, _| false);
        assert_eq!(empty.find(hash_text(""), |_| true), None);
    }
}

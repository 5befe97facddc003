//! What words gave before: most words of a text are words that it has had already.
//!
//! A memo is exact: a word is found by all of it, so that an answer never depends on what was asked before. It is bounded: at most [`MAX`] bytes; it
//! begins with none, grows with the words that it has not known, and words that share a place drive each other out.

use alloc::vec::Vec;
use core::fmt;

use crate::scan::buckets::{hash as row_hash, mix};
pub(crate) use crate::scan::text::Text;

mod term_cache;
pub(crate) use term_cache::{PrefetchQueue, TermCache};

/// How many words it has room for at first, and how many bytes at most.
const MIN: usize = 1 << 10;
const MAX: usize = 1 << 23;
/// How many words are asked for before there is a memo: a query is shorter.
const WAIT: usize = 63;
/// The longest word that is kept, in bytes.
const LONGEST: usize = 31;

/// The bytes of a word, zeros, and its length; never 0.
pub(crate) type Bytes = [u128; 2];

/// The key of a word, if it is short enough and not empty.
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

/// Tells where a word is.
#[inline(always)]
fn hash([a, b]: Bytes) -> u64 {
    // Not twice the same, or equal halves would be nothing together.
    row_hash(a) ^ mix(b as u64 ^ 0x8EBC_6AF0_9C88_C6E3, (b >> 64) as u64 ^ 0x5899_65CC_7537_4CC3)
}

/// A word and what it gave.
#[derive(Clone, Copy)]
struct Slot<V> {
    /// Zeros are of no word.
    key: Bytes,
    value: V,
}

/// The two words that share a place: the one that was asked for more lately, and the other. They are one line of the cache, or two.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Pair<V>([Slot<V>; 2]);

/// Words and what they gave.
#[derive(Clone)]
pub(crate) struct Memo<V> {
    pairs: Vec<Pair<V>>,
    /// Which bits of a hash tell the place.
    mask: usize,
    /// How many words were not found since it grew, and how many of these make it grow.
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
    /// No words.
    pub(crate) const fn new() -> Memo<V> {
        Memo { pairs: Vec::new(), mask: 0, missed: 0, enough: WAIT }
    }
}

impl<V: Copy + Default> Memo<V> {
    /// Where a word is, if it is.
    #[inline(always)]
    fn place(&self, key: Bytes) -> usize {
        // An empty memo has no pairs: nothing is found at 0.
        hash(key) as usize & self.mask
    }

    /// What a word gave.
    #[inline(always)]
    pub(crate) fn get(&mut self, key: Bytes) -> Option<&V> {
        let place = self.place(key);
        let Pair([first, second]) = self.pairs.get_mut(place)?;
        if first.key != key {
            if second.key != key {
                return None;
            }
            // A word that is asked for again stays longer than one that is only newer.
            core::mem::swap(first, second);
        }
        Some(&first.value)
    }

    /// Keeps what a word gave.
    pub(crate) fn keep(&mut self, key: Bytes, value: V) {
        let place = self.place(key);
        if let Some(Pair([first, second])) = self.pairs.get_mut(place) {
            *second = *first;
            *first = Slot { key, value };
        }
    }

    /// Notes that a word was not known, and makes room for more if there were many.
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
        // The later word of a pair is the first.
        for slot in words.iter().flat_map(|Pair(pair)| pair.iter().rev()).filter(|slot| slot.key != [0; 2]) {
            self.keep(slot.key, slot.value);
        }
        // As many as half of its room.
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
    fn holds_what_it_was_given_and_nothing_else() {
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

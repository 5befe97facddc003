//! What words gave before: most words of a text are words that it has had already.
//!
//! A memo is exact: a word is found by all of it, so that an answer never depends on what was asked before. It is bounded: at most [`MAX`] bytes; it
//! begins with none, grows with the words that it has not known, and words that share a place drive each other out.

use alloc::vec::Vec;
use core::fmt;

use crate::scan::codes;
pub(crate) use crate::scan::text::Text;
use crate::scan::{Level, prefetch};

/// How many words it has room for at first, and how many bytes at most.
const MIN: usize = 1 << 10;
const MAX: usize = 1 << 23;
/// How many words are asked for before there is a memo: a query is shorter.
const WAIT: usize = 63;
/// How many words are looked for at a time.
const MANY: usize = 16;
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

/// Two numbers multiplied and folded.
#[inline(always)]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// What a word is found by: all of it.
pub(crate) trait Key: Copy + Eq {
    /// The key of no word.
    const NONE: Self;
    /// Tells where a word is.
    fn hash(self) -> u64;
}

impl Key for Bytes {
    const NONE: Bytes = [0; 2];
    #[inline(always)]
    fn hash(self) -> u64 {
        let [a, b] = self;
        mix(a as u64 ^ 0x9E37_79B9_7F4A_7C15, (a >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB)
            ^ mix(b as u64 ^ 0x8EBC_6AF0_9C88_C6E3, (b >> 64) as u64 ^ 0x5899_65CC_7537_4CC3)
    }
}

/// The codes of a word (see [`codes`]).
impl Key for u128 {
    const NONE: u128 = 0;
    #[inline(always)]
    fn hash(self) -> u64 {
        mix(self as u64 ^ 0x9E37_79B9_7F4A_7C15, (self >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB)
    }
}

/// A word and what it gave.
#[derive(Clone, Copy)]
struct Slot<K, V> {
    key: K,
    value: V,
}

/// The two words that share a place: the one that was asked for more lately, and the other. They are one line of the cache, or two.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Pair<K, V>([Slot<K, V>; 2]);

/// Words and what they gave.
#[derive(Clone)]
pub(crate) struct Memo<K, V> {
    pairs: Vec<Pair<K, V>>,
    /// Which bits of a hash tell the place.
    mask: usize,
    /// How many words were not found since it grew, and how many of these make it grow.
    missed: usize,
    enough: usize,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo::new()
    }
}

impl<K, V> fmt::Debug for Memo<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("room", &(2 * self.pairs.len())).finish_non_exhaustive()
    }
}

impl<K, V> Memo<K, V> {
    /// No words.
    pub(crate) const fn new() -> Memo<K, V> {
        Memo { pairs: Vec::new(), mask: 0, missed: 0, enough: WAIT }
    }
}

impl<K: Key, V: Copy + Default> Memo<K, V> {
    /// Gives all room back.
    pub(crate) fn clear(&mut self) {
        *self = Memo::new();
    }

    /// Where a word of this hash is, if it is.
    #[inline(always)]
    fn place(&self, hash: u64) -> usize {
        // An empty memo has no pairs: nothing is found at 0.
        hash as usize & self.mask
    }

    /// Asks the memory for where a word of this hash would be: soon it is at hand.
    #[inline(always)]
    pub(crate) fn prefetch(&self, hash: u64) {
        prefetch(&self.pairs, self.place(hash));
    }

    /// What a word gave, given also its hash.
    #[inline(always)]
    pub(crate) fn get(&mut self, key: K, hash: u64) -> Option<&V> {
        let place = self.place(hash);
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
    pub(crate) fn keep(&mut self, key: K, value: V) {
        let place = self.place(key.hash());
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
        let most = MAX / size_of::<Pair<K, V>>();
        let room = if self.pairs.is_empty() { MIN / 2 } else { (16 * self.pairs.len()).min(most) };
        let none = Pair([Slot { key: K::NONE, value: V::default() }; 2]);
        let words = core::mem::replace(&mut self.pairs, alloc::vec![none; room]);
        self.mask = room - 1;
        // The later word of a pair is the first.
        for slot in words.iter().flat_map(|Pair(pair)| pair.iter().rev()).filter(|slot| slot.key != K::NONE) {
            self.keep(slot.key, slot.value);
        }
        // As many as half of its room.
        (self.missed, self.enough) = (0, if room == most { usize::MAX } else { room });
    }
}

/// Words to come, in turns of [`MANY`]. A memo is larger than the cache: while some words are at hand, the memory fetches what is known of the next.
pub(crate) struct Ahead<'t, B> {
    /// The words of two turns, with what is kept beside each.
    texts: [[&'t str; MANY]; 2],
    beside: [[B; MANY]; 2],
    /// Their codes, 0 for those that are not looked for.
    keys: [[u128; MANY]; 2],
    hashes: [[u64; MANY]; 2],
    /// The place of the next word among both, and that of the first of its turn.
    at: usize,
    first: usize,
    /// How many words the turn before has.
    before: usize,
}

impl<'t, B: Copy> Ahead<'t, B> {
    /// No words, with something that is beside them.
    pub(crate) fn new(beside: B) -> Ahead<'t, B> {
        let (texts, beside) = ([[""; MANY]; 2], [[beside; MANY]; 2]);
        Ahead { texts, beside, keys: [[0; MANY]; 2], hashes: [[0; MANY]; 2], at: 0, first: 0, before: 0 }
    }

    /// Adds a word; whether it is time for [`turn`](Ahead::turn).
    #[inline(always)]
    pub(crate) fn push(&mut self, text: &'t str, beside: B) -> bool {
        debug_assert!(self.at < 2 * MANY, "a turn is taken when it is time");
        // It is below; so no bounds are checked.
        let at = self.at % (2 * MANY);
        if let (Some(word), Some(to)) = (self.texts.as_flattened_mut().get_mut(at), self.beside.as_flattened_mut().get_mut(at)) {
            (*word, *to) = (text, beside);
        }
        self.at = at + 1;
        self.at.is_multiple_of(MANY)
    }

    /// Asks the memory for what is known of the words that were added, by their letters or all their characters, if `may` says that they may be
    /// known; and gives those that were asked for the last time, with their keys and hashes.
    #[inline(always)]
    pub(crate) fn turn<'s, V: Copy + Default, F: Fn(&str, B) -> bool>(
        &'s mut self,
        memo: &Memo<u128, V>,
        letters: bool,
        may: F,
    ) -> impl Iterator<Item = (&'t str, B, u128, u64)> + use<'s, 't, B, V, F> {
        let second = self.first > 0;
        let (texts, last_texts) = next_and_last(&mut self.texts, second);
        let (beside, last_beside) = next_and_last(&mut self.beside, second);
        let (keys, last_keys) = next_and_last(&mut self.keys, second);
        let (hashes, last_hashes) = next_and_last(&mut self.hashes, second);
        codes::keys(Level::best(), texts, letters, keys);
        for (((text, &mut beside), key), hash) in texts.iter().zip(beside).zip(keys).zip(hashes) {
            // Most may be; so this is no branch.
            *key &= u128::from(may(text, beside)).wrapping_neg();
            *hash = key.hash();
            memo.prefetch(*hash);
        }
        let n = core::mem::replace(&mut self.before, self.at - self.first);
        self.first = if second { 0 } else { MANY };
        self.at = self.first;
        // Slices, which are walked through with one count.
        let last_texts = last_texts.get(..n).unwrap_or_default();
        let words = last_texts.iter().zip(last_beside).zip(last_keys).zip(last_hashes);
        words.map(|(((&text, &mut beside), &mut key), &mut hash)| (text, beside, key, hash))
    }
}

/// What is of the next turn, the second or the first, and what is of the last.
#[inline(always)]
fn next_and_last<T>([a, b]: &mut [T; 2], second: bool) -> (&mut T, &mut T) {
    if second { (b, a) } else { (a, b) }
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
                match memo.get(key, key.hash()) {
                    Some((text, value)) => assert_eq!((Text::as_str(text), *value), (&*word, n)),
                    None => {
                        memo.missed();
                        memo.keep(key, (Text::of(&word).unwrap(), n));
                    }
                }
            }
            assert_eq!(memo.pairs.len() * size_of_val(&memo.pairs[0]), MAX, "{round}");
        }
        memo.clear();
        let key = key("149999").unwrap();
        assert!(memo.get(key, key.hash()).is_none());
        assert_eq!((size_of::<Slot<Bytes, (Text, u32)>>(), size_of::<Slot<u128, u128>>()), (64, 32));
    }
}

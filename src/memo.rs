//! What words gave before: most words of a text are words that it has had already.
//!
//! A memo is exact: a word is found by all of its bytes, so that an answer never depends on what was asked before. It is bounded: at most
//! [`MAX`] words; it begins with none, grows while it pays, and words that share a place drive each other out.

use alloc::vec::Vec;
use core::fmt;

use crate::scan::prefetch;
pub(crate) use crate::scan::text::Text;

/// How many words it holds at first, and at most: eight megabytes.
const MIN: usize = 1 << 10;
const MAX: usize = 1 << 17;
/// How many words are asked for before there is a memo: a query is shorter.
const WAIT: usize = 64;
/// The longest word that is kept, in bytes.
const LONGEST: usize = 31;

/// The bytes of a word, zeros, and its length; never 0.
pub(crate) type Key = [u128; 2];

/// The first bytes, as many as the number of the row.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static FIRST: [Key; LONGEST + 1] = {
    let mut rows = [[0; 2]; LONGEST + 1];
    let mut n = 0;
    while n <= LONGEST {
        rows[n] = if n < 16 { [(1 << (8 * n)) - 1, 0] } else { [u128::MAX, (1 << (8 * (n - 16))) - 1] };
        n += 1;
    }
    rows
};

/// The key of a part of a text, if it is short enough and not empty.
#[inline(always)]
pub(crate) fn key(text: &str, start: usize, end: usize) -> Option<Key> {
    let n = end - start;
    if n == 0 {
        return None;
    }
    let first = FIRST.get(n)?;
    let rest = text.as_bytes().get(start..)?;
    let bytes = match rest.first_chunk::<{ LONGEST + 1 }>() {
        Some(chunk) => *chunk,
        None => {
            let mut bytes = [0; LONGEST + 1];
            bytes.get_mut(..n)?.copy_from_slice(rest.get(..n)?);
            bytes
        }
    };
    let half = |at: usize| bytes.get(at..).and_then(|b| b.first_chunk()).map_or(0, |b| u128::from_le_bytes(*b));
    Some([half(0) & first[0], half(16) & first[1] | (n as u128) << 120])
}

/// Two numbers multiplied and folded.
#[inline(always)]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// Tells where a word is.
#[inline(always)]
pub(crate) fn hash([a, b]: Key) -> u64 {
    mix(a as u64 ^ 0x9E37_79B9_7F4A_7C15, (a >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB)
        ^ mix(b as u64 ^ 0x8EBC_6AF0_9C88_C6E3, (b >> 64) as u64 ^ 0x5899_65CC_7537_4CC3)
}

/// A word and what it gave, in one line of the cache; the key is 0 where there is no word.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Slot<V> {
    key: Key,
    value: V,
}

/// Words and what they gave.
#[derive(Clone, Default)]
pub(crate) struct Memo<V> {
    /// In pairs.
    slots: Vec<Slot<V>>,
    /// How many words were asked for, and not found, among the last few; many of these not found, and there is too little room.
    asked: usize,
    missed: usize,
}

impl<V> fmt::Debug for Memo<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("room", &self.slots.len()).finish_non_exhaustive()
    }
}

/// Where a word is in a memo, if it is, until another word is kept.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pair: usize,
    /// Whether it is the first, or the second, of the pair.
    first: bool,
    second: bool,
}

impl<V: Copy + Default> Memo<V> {
    /// No words.
    pub(crate) const fn new() -> Memo<V> {
        Memo { slots: Vec::new(), asked: 0, missed: 0 }
    }

    /// Gives all room back.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        (self.asked, self.missed) = (0, 0);
    }

    /// Asks the memory for where a word of this hash would be: soon it is at hand.
    #[inline(always)]
    pub(crate) fn prefetch(&self, hash: u64) {
        let pair = self.pair(hash);
        prefetch(&self.slots, pair);
        prefetch(&self.slots, pair + 1);
    }

    /// Looks for a word.
    #[inline(always)]
    pub(crate) fn find(&self, key: Key) -> Found {
        self.find_by(key, hash(key))
    }

    /// Looks for a word whose hash is known.
    #[inline(always)]
    pub(crate) fn find_by(&self, key: Key, hash: u64) -> Found {
        let pair = self.pair(hash);
        let [first, second] = match self.slots.get(pair..).and_then(|rest| rest.first_chunk::<2>()) {
            Some(slots) => [slots[0].key == key, slots[1].key == key],
            None => [false; 2],
        };
        Found { pair, first, second }
    }

    /// The first of the two places that a word may have.
    #[inline(always)]
    fn pair(&self, hash: u64) -> usize {
        // An empty memo has no pairs; then nothing is found at 0.
        2 * (hash as usize & (self.slots.len() / 2).saturating_sub(1))
    }

    /// What a word gave that was looked for since the last one was kept.
    #[inline(always)]
    pub(crate) fn at(&mut self, found: Found) -> Option<&V> {
        self.asked += 1;
        if found.second {
            // A word that is asked for again stays longer than one that is only newer.
            self.slots.swap(found.pair, found.pair + 1);
        }
        (found.first | found.second).then_some(&self.slots.get(found.pair)?.value)
    }

    /// Keeps what a word gave.
    pub(crate) fn keep(&mut self, key: Key, value: V) {
        let pair = self.pair(hash(key));
        if let Some([first, second]) = self.slots.get_mut(pair..).and_then(|s| s.first_chunk_mut::<2>()) {
            *second = *first;
            *first = Slot { key, value };
        }
    }

    /// Notes that a word was not known, and makes room for more if that happens too often.
    pub(crate) fn missed(&mut self) {
        self.missed += 1;
        let room = self.slots.len();
        let more = match room {
            0 => self.missed >= WAIT,
            MAX.. => false,
            _ => self.missed > room / 8,
        };
        if more {
            let room = if room == 0 { MIN } else { (4 * room).min(MAX) };
            let words = core::mem::replace(&mut self.slots, alloc::vec![Slot { key: [0; 2], value: V::default() }; room]);
            // The newer word of a pair is the first.
            for slot in words.iter().rev().filter(|slot| slot.key != [0; 2]) {
                self.keep(slot.key, slot.value);
            }
        }
        if more || self.asked >= 2 * room.max(MIN) {
            (self.asked, self.missed) = (0, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;

    #[test]
    fn keys_are_bytes() {
        let text = "كتاب والكتاب الجديد في المكتبة القديمة";
        assert_eq!(key(text, 0, 8), key("كتاب", 0, 8));
        assert_ne!(key(text, 0, 8), key(text, 0, 6));
        assert_eq!(key(text, text.len() - 14, text.len()), key("القديمة", 0, 14));
        assert_eq!(key(&"م".repeat(16), 0, 32), None);
        assert_eq!(key("", 0, 0), None);
        assert_ne!(key("a\0", 0, 1), key("a\0", 0, 2));
    }

    #[test]
    fn holds_what_it_was_given_and_nothing_else() {
        let mut memo = Memo::new();
        for round in 0..3 {
            for n in 0..150_000 {
                let word = format!("{n}");
                let key = key(&word, 0, word.len()).unwrap();
                let place = memo.find(key);
                match memo.at(place) {
                    Some((text, value)) => assert_eq!((Text::as_str(text), *value), (&*word, n)),
                    None => {
                        memo.missed();
                        memo.keep(key, (Text::of(&word).unwrap(), n));
                    }
                }
            }
            assert_eq!(memo.slots.len(), MAX, "{round}");
        }
        memo.clear();
        let place = memo.find(key("149999", 0, 6).unwrap());
        assert!(memo.at(place).is_none());
        assert_eq!(size_of::<Slot<(Text, u32)>>(), 64);
    }
}

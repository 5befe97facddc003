//! What words gave before: most words of a text are words that it has had already.
//!
//! A memo is exact: a word is found by all of its bytes, so that an answer never depends on what was asked before. It is bounded: at most
//! [`MAX`] words; it begins with none, grows while it pays, and words that share a place drive each other out.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::span::slice;

/// How many words it holds at first, and at most: three or four megabytes.
const MIN: usize = 1 << 10;
const MAX: usize = 1 << 16;
/// How many words are asked for before there is a memo: a query is shorter.
const WAIT: usize = 64;
/// The longest word that is kept, in bytes.
const LONGEST: usize = 31;
/// All texts are thrown away, and all words with them, when they take more bytes.
const TEXTS: usize = 1 << 21;

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

#[inline(always)]
fn hash([a, b]: Key) -> u64 {
    mix(a as u64 ^ 0x9E37_79B9_7F4A_7C15, (a >> 64) as u64 ^ 0xE703_7ED1_A0B4_28DB)
        ^ mix(b as u64 ^ 0x8EBC_6AF0_9C88_C6E3, (b >> 64) as u64 ^ 0x5899_65CC_7537_4CC3)
}

/// A word and what it gave; the key is 0 where there is no word.
#[derive(Clone, Copy)]
struct Slot<V> {
    key: Key,
    value: V,
}

/// Words and what they gave.
#[derive(Clone)]
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

    fn forget(&mut self) {
        self.slots.fill(Slot { key: [0; 2], value: V::default() });
    }

    #[inline(always)]
    fn pair(&self, key: Key) -> usize {
        // An empty memo has no pairs; then nothing is found at 0.
        2 * (hash(key) as usize & (self.slots.len() / 2).saturating_sub(1))
    }

    /// What a word gave, if it is known.
    #[inline(always)]
    pub(crate) fn get(&mut self, key: Key) -> Option<V> {
        self.asked += 1;
        let pair = self.slots.get(self.pair(key)..)?.first_chunk::<2>()?;
        pair.iter().find(|slot| slot.key == key).map(|slot| slot.value)
    }

    /// Keeps what a word gave; false if there is no room at all.
    pub(crate) fn keep(&mut self, key: Key, value: V) -> bool {
        let pair = self.pair(key);
        let Some([first, second]) = self.slots.get_mut(pair..).and_then(|s| s.first_chunk_mut::<2>()) else { return false };
        *second = *first;
        *first = Slot { key, value };
        true
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
            let room = if room == 0 { MIN } else { 4 * room };
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

/// Where a text is among the texts, and what belongs to it.
#[derive(Clone, Copy, Default)]
struct Text<V> {
    at: u32,
    len: u8,
    value: V,
}

/// The length of a text that there is not: the word gives none.
const NONE: u8 = u8::MAX;

/// Words that gave a text, or none, and a value.
#[derive(Clone)]
pub(crate) struct TextMemo<V> {
    memo: Memo<Text<V>>,
    texts: String,
}

impl<V> fmt::Debug for TextMemo<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.memo.fmt(f)
    }
}

impl<V: Copy + Default> Default for TextMemo<V> {
    fn default() -> TextMemo<V> {
        TextMemo::new()
    }
}

impl<V: Copy + Default> TextMemo<V> {
    /// No words.
    pub(crate) const fn new() -> TextMemo<V> {
        TextMemo { memo: Memo::new(), texts: String::new() }
    }

    /// Gives all room back.
    pub(crate) fn clear(&mut self) {
        self.memo.clear();
        self.texts.clear();
    }

    /// What a word gave, if it is known: a text or none, and a value.
    #[inline(always)]
    pub(crate) fn get(&mut self, key: Key) -> Option<(Option<&str>, V)> {
        let Text { at, len, value } = self.memo.get(key)?;
        let at = at as usize;
        Some(((len != NONE).then(|| slice(&self.texts, at..at + usize::from(len))), value))
    }

    /// Where the next text would be written.
    pub(crate) fn end(&self) -> usize {
        self.texts.len()
    }

    /// Writes the text of a new word behind what is there. One that is too long to be kept is not written.
    pub(crate) fn write(&mut self, text: &str) -> bool {
        let fits = text.len() < usize::from(NONE);
        if fits {
            self.texts.push_str(text);
        }
        fits
    }

    /// Forgets what was written behind `from`.
    pub(crate) fn drop_from(&mut self, from: usize) {
        self.texts.truncate(from);
    }

    /// Keeps a word whose text, if it gave one, was written behind `from`.
    pub(crate) fn keep(&mut self, key: Key, from: usize, gave: bool, value: V) {
        let len = u8::try_from(self.texts.len() - from).ok().filter(|&len| len != NONE);
        let kept = match (len, u32::try_from(from)) {
            (Some(len), Ok(at)) => self.memo.keep(key, Text { at, len: if gave { len } else { NONE }, value }),
            _ => false,
        };
        if !kept {
            self.texts.truncate(from);
        }
    }

    /// Notes that a word was not known. All may be forgotten.
    pub(crate) fn missed(&mut self) {
        if self.texts.len() + usize::from(NONE) > TEXTS {
            self.memo.forget();
            self.texts.clear();
        }
        self.memo.missed();
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
        let mut memo = TextMemo::new();
        for round in 0..3 {
            for n in 0..150_000 {
                let word = format!("{n}");
                let key = key(&word, 0, word.len()).unwrap();
                match memo.get(key) {
                    Some((found, value)) => assert_eq!((found, value), ((n % 3 > 0).then_some(&*word), n)),
                    None => {
                        memo.missed();
                        let from = memo.end();
                        if n % 3 > 0 {
                            assert!(memo.write(&word));
                        }
                        memo.keep(key, from, n % 3 > 0, n);
                    }
                }
            }
            assert!(memo.texts.len() <= TEXTS);
            assert_eq!(memo.memo.slots.len(), MAX, "{round}");
        }
        memo.clear();
        assert!(memo.get(key("149999", 0, 6).unwrap()).is_none());
    }
}

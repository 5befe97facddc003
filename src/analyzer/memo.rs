//! What words gave before: most words of a text are words that it has had already.
//!
//! The memo is exact: a word is found by all of its bytes, so that a term never depends on what was analyzed before. It is bounded: at most
//! [`MAX`] words, 1.3 MB; it begins with none, grows while it pays, and words that share a place drive each other out.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::span::slice;
use crate::token::TokenKind;

/// How many words it holds at first, and at most.
const MIN: usize = 1 << 10;
const MAX: usize = 1 << 14;
/// How many words are analyzed before there is a memo: a query is shorter.
const WAIT: usize = 64;
/// The longest word that is kept, in bytes.
const LONGEST: usize = 32;
/// The texts of terms are thrown away, and all words with them, when they take more bytes.
const TEXTS: usize = 1 << 19;
/// The length of a term that there is not: the word gives none.
const NONE: u8 = u8::MAX;

/// The bytes of a word, with zeros behind them.
pub(super) type Key = [u128; 2];

/// A word and what it gave; the key is zero where there is no word.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    /// Where the term begins in the texts, and how long it is.
    at: u32,
    len: u8,
    kind: TokenKind,
}

const EMPTY: Slot = Slot { key: [0; 2], at: 0, len: 0, kind: TokenKind::Other };

/// Words and their terms, of one analyzer at a time.
#[derive(Clone, Default)]
pub(super) struct Memo {
    /// Whose words they are.
    owner: usize,
    /// In pairs.
    slots: Vec<Slot>,
    texts: String,
    /// How many words were looked for, and not found, among the last few; many of these not found, and there is too little room.
    asked: usize,
    missed: usize,
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo").field("room", &self.slots.len()).finish_non_exhaustive()
    }
}

/// The key of a part of a text, if it is short enough.
#[inline(always)]
pub(super) fn key(text: &str, start: usize, end: usize) -> Option<Key> {
    let n = end - start;
    if n > LONGEST {
        return None;
    }
    let mut bytes = [0; LONGEST];
    let rest = text.as_bytes().get(start..)?;
    match rest.first_chunk::<LONGEST>() {
        Some(chunk) => bytes = *chunk,
        None => bytes.get_mut(..n)?.copy_from_slice(rest.get(..n)?),
    }
    let half = |at: usize| bytes.get(at..).and_then(|b| b.first_chunk()).map_or(0, |b| u128::from_le_bytes(*b));
    let mask = |n: usize| if n >= 16 { u128::MAX } else { (1 << (8 * n)) - 1 };
    Some([half(0) & mask(n), half(16) & mask(n.saturating_sub(16))])
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

impl Memo {
    /// No words.
    pub(super) const fn new() -> Memo {
        Memo { owner: 0, slots: Vec::new(), texts: String::new(), asked: 0, missed: 0 }
    }

    /// Forgets the words of another analyzer.
    pub(super) fn belong_to(&mut self, owner: usize) {
        if self.owner != owner {
            (self.owner, self.asked, self.missed) = (owner, 0, 0);
            self.slots.clear();
            self.texts.clear();
        }
    }

    fn forget(&mut self) {
        self.slots.fill(EMPTY);
        self.texts.clear();
    }

    #[inline(always)]
    fn pair(&self, key: Key) -> usize {
        // An empty memo has no pairs; then nothing is found at 0.
        hash(key) as usize & (self.slots.len() / 2).saturating_sub(1)
    }

    /// What a word gave, if it is known: a term or none.
    #[inline(always)]
    pub(super) fn get(&mut self, key: Key, kind: TokenKind) -> Option<Option<&str>> {
        self.asked += 1;
        let pair = self.slots.get(2 * self.pair(key)..)?.first_chunk::<2>()?;
        let slot = pair.iter().find(|slot| slot.key == key && slot.kind == kind)?;
        let at = slot.at as usize;
        Some((slot.len != NONE).then(|| slice(&self.texts, at..at + usize::from(slot.len))))
    }

    /// Where the next term would be written.
    pub(super) fn end(&self) -> usize {
        self.texts.len()
    }

    /// Writes the term of a new word behind what is there. One that is too long to be kept is only counted.
    pub(super) fn write(&mut self, term: &str) -> bool {
        let fits = term.len() < usize::from(NONE);
        if fits {
            self.texts.push_str(term);
        }
        fits
    }

    /// Forgets what was written behind `from`.
    pub(super) fn drop_from(&mut self, from: usize) {
        self.texts.truncate(from);
    }

    /// Keeps a word whose term, if it gave one, was written behind `from`.
    pub(super) fn keep(&mut self, key: Key, kind: TokenKind, from: usize, gave: bool) {
        let len = u8::try_from(self.texts.len() - from).ok().filter(|&len| len != NONE);
        let pair = 2 * self.pair(key);
        match (len, u32::try_from(from), self.slots.get_mut(pair..).and_then(|s| s.first_chunk_mut::<2>())) {
            (Some(len), Ok(at), Some([first, second])) => {
                *second = *first;
                *first = Slot { key, at, len: if gave { len } else { NONE }, kind };
            }
            _ => self.texts.truncate(from),
        }
    }

    /// Notes that a word was not known, and makes room for more if that happens too often.
    pub(super) fn missed(&mut self) {
        self.missed += 1;
        if self.texts.len() + usize::from(NONE) > TEXTS {
            self.forget();
        }
        let room = self.slots.len();
        let more = match room {
            0 => self.missed >= WAIT,
            MAX.. => false,
            _ => self.missed > room / 2,
        };
        if more {
            self.slots.clear();
            let room = if room == 0 { MIN } else { 4 * room };
            self.slots.resize(room, EMPTY);
            self.texts.clear();
            self.texts.reserve(32 * room);
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
        assert_eq!(key(&"م".repeat(17), 0, 34), None);
    }

    #[test]
    fn holds_what_it_was_given_and_nothing_else() {
        let mut memo = Memo::new();
        memo.belong_to(1);
        for round in 0..3 {
            for n in 0..40_000 {
                let word = format!("{n}");
                let key = key(&word, 0, word.len()).unwrap();
                match memo.get(key, TokenKind::Number) {
                    Some(found) => assert_eq!(found, (n % 3 > 0).then_some(&*word)),
                    None => {
                        memo.missed();
                        let from = memo.end();
                        if n % 3 > 0 {
                            assert!(memo.write(&word));
                        }
                        memo.keep(key, TokenKind::Number, from, n % 3 > 0);
                    }
                }
                assert!(memo.get(key, TokenKind::Word).is_none());
            }
            assert!(memo.slots.len() <= MAX && memo.texts.len() <= TEXTS + 32);
            assert_eq!(memo.slots.len(), MAX, "{round}");
        }
        memo.belong_to(2);
        assert!(memo.get(key("39999", 0, 5).unwrap(), TokenKind::Number).is_none());
    }
}

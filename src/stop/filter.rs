//! Most words are no stop words, and a look at one bit tells most of them.

use alloc::boxed::Box;
use alloc::vec;

/// How many bits there are: some thirty for each word of the longest list.
const BITS: u32 = 14;

/// A set of words that may say yes to others too, seldom; a Bloom filter of one hash.
#[derive(Clone, Debug)]
pub(super) struct Filter(Box<[u64]>);

/// The place of a word: of its first and last eight bytes, and its length.
#[inline]
fn place(word: &str) -> (usize, u32) {
    let (b, n) = (word.as_bytes(), word.len());
    let (first, last) = match (b.first_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (b.iter().fold(0, |all, &b| all << 8 | u64::from(b)), 0),
    };
    let mixed = (first ^ last.rotate_left(25) ^ (n as u64) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let bit = mixed >> (64 - BITS);
    ((bit / 64) as usize, (bit % 64) as u32)
}

impl Filter {
    /// The set of some words.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Filter {
        let mut bits = vec![0_u64; 1 << (BITS - 6)].into_boxed_slice();
        for word in words {
            let (at, bit) = place(word);
            if let Some(bits) = bits.get_mut(at) {
                *bits |= 1 << bit;
            }
        }
        Filter(bits)
    }

    /// Whether a word may be in the set.
    #[inline]
    pub(super) fn may_have(&self, word: &str) -> bool {
        let (at, bit) = place(word);
        self.0.get(at).is_some_and(|bits| bits >> bit & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::string::String;
    use std::vec::Vec;

    #[test]
    fn has_its_words_and_few_others() {
        let words: Vec<String> = (0..600).map(|n| format!("{}م{n}", "ك".repeat(n % 12))).collect();
        let filter = Filter::of(words.iter().map(|w| &**w));
        assert!(words.iter().all(|w| filter.may_have(w)));
        let others = (0..2000).filter(|n| filter.may_have(&format!("{}ن{n}", "ب".repeat(n % 12)))).count();
        assert!(others < 200, "{others}");
        assert!(!Filter::of([].into_iter()).may_have(""));
    }
}

//! Most words are no stop words, and a look at one bit tells most of them.

use alloc::boxed::Box;

use crate::bits::Bits;

/// A set of words that may say yes to others too, seldom. It has some thirty bits for each word of the longest list.
#[derive(Clone, Debug)]
pub(super) struct Filter(Box<Bits<256>>);

/// The hash of a word: of its first and last eight bytes, and its length.
#[inline]
fn hash(word: &str) -> u64 {
    let (b, n) = (word.as_bytes(), word.len());
    let (first, last) = match (b.first_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (b.iter().fold(0, |all, &b| all << 8 | u64::from(b)), 0),
    };
    (first ^ last.rotate_left(25) ^ (n as u64) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Filter {
    /// The set of some words.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Filter {
        let mut bits = Box::new(Bits::NONE);
        words.for_each(|word| bits.set(hash(word)));
        Filter(bits)
    }

    /// Whether a word may be in the set.
    #[inline]
    pub(super) fn may_have(&self, word: &str) -> bool {
        self.0.has(hash(word))
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

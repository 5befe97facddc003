//! The letter codes, the lexicon keys and the root numbers of words, and maps from words to tiers.

use std::collections::BTreeMap;

use crate::schema::{CODE_BITS, LEXICON_LETTERS, letter_code, lexicon_key};

/// Returns the letter codes of a word. The letter آ has two codes, the codes of ء and ا.
pub(crate) fn codes(word: &str) -> Vec<u64> {
    word.chars().flat_map(|c| if c == 'آ' { vec!['ء', 'ا'] } else { vec![c] }).map(|c| letter_code(c).into()).collect()
}

/// Returns the letter codes of a root as one number, five bits for each radical. The last radical has the lowest bits.
pub(crate) fn packed_root(root: &str) -> u32 {
    codes(root).iter().fold(0, |packed, code| packed << CODE_BITS | *code as u32)
}

/// Stores the tier of a key in a map, if the map does not have a commoner one.
pub(crate) fn keep_commonest<K: Ord>(tiers: &mut BTreeMap<K, u8>, key: K, tier: u8) {
    let old = tiers.entry(key).or_insert(tier);
    *old = tier.min(*old);
}

/// Returns the lexicon key of a word, or `None` if the word has more than [`LEXICON_LETTERS`] codes.
pub(crate) fn key(word: &str) -> Option<u64> {
    let codes = codes(word);
    (codes.len() <= LEXICON_LETTERS).then(|| lexicon_key(codes.iter().rev().fold(0, |key, code| key << CODE_BITS | code)))
}

/// Returns the index of the root `word` in the table of roots. Returns `None` if `word` does not have exactly three letter codes.
pub(crate) fn root(word: &str) -> Option<usize> {
    let codes = codes(word);
    (codes.len() == 3).then(|| codes.iter().fold(0, |root, code| root << CODE_BITS | *code as usize))
}

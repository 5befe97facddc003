//! Words as letter codes.

use crate::schema::{CODE_BITS, LEXICON_LETTERS, letter_code, lexicon_key};

/// Returns the codes of a word; آ is two.
pub(crate) fn codes(word: &str) -> Vec<u64> {
    word.chars().flat_map(|c| if c == 'آ' { vec!['ء', 'ا'] } else { vec![c] }).map(|c| letter_code(c).into()).collect()
}

/// Returns the key of a word in the lexicon, or `None` if the word has more letters than a key.
pub(crate) fn key(word: &str) -> Option<u64> {
    let codes = codes(word);
    (codes.len() <= LEXICON_LETTERS).then(|| lexicon_key(codes.iter().rev().fold(0, |key, code| key << CODE_BITS | code)))
}

/// Returns the number of a root of three letters.
pub(crate) fn root(word: &str) -> Option<usize> {
    let codes = codes(word);
    (codes.len() == 3).then(|| codes.iter().fold(0, |root, code| root << CODE_BITS | *code as usize))
}

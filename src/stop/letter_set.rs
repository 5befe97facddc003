//! [`LetterSet`]: a set of stop words, given by the codes of their letters. The set is used for words whose letter codes are in a register.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::scan::letters::ROOM;
use crate::static_map::{StaticMap, hash};

/// A set of words, given by the codes of their letters (see [`letters`](crate::scan::letters)). The set omits words that contain characters
/// outside U+0600–067F, and words of more than [`ROOM`] letters. [`StopSet`](super::StopSet) looks up the omitted words by their text.
#[derive(Clone, Debug)]
pub(super) struct LetterSet {
    words: Vec<u128>,
    /// The positions of the words in `words`. The table is boxed, so that a move of a [`StopSet`](super::StopSet) does not copy the table.
    table: Box<StaticMap<Vec<u32>, 256>>,
}

/// Returns the codes of the letters of a word. Each code is one byte, and the first letter is in the lowest byte. Returns `None` if a
/// character has no code, or if the word is empty or has more than [`ROOM`] letters.
fn codes(word: &str) -> Option<u128> {
    let (mut codes, mut n) = (0, 0);
    for c in word.chars() {
        let code = u32::from(c).checked_sub(0x600).filter(|&code| code < 0x80 && n < ROOM)?;
        codes |= u128::from(code) << (8 * n);
        n += 1;
    }
    (n > 0).then_some(codes)
}

impl LetterSet {
    /// Returns a set of the given words, without the words that the set omits.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> LetterSet {
        let words: Vec<u128> = words.filter_map(codes).collect();
        let table = StaticMap::new(words.iter().map(|&codes| hash(codes)), |a, b| words.get(a) == words.get(b));
        LetterSet { table: Box::new(table), words }
    }

    /// Returns whether the set contains the word with these codes.
    #[inline(always)]
    pub(super) fn contains(&self, codes: u128) -> bool {
        self.may_contain(codes) && self.table.find_unfiltered(hash(codes), |n| self.words.get(n) == Some(&codes)).is_some()
    }

    /// Returns whether the set may contain the word with these codes. Queries only the Bloom filter of the hash table, so `true` can be
    /// wrong. `false` is always right.
    #[inline(always)]
    fn may_contain(&self, codes: u128) -> bool {
        self.table.may_have(hash(codes))
    }

    /// Returns whether the set may contain a word, or the rest of the word after proclitics. The proclitics are a conjunction (و, ف), a
    /// preposition (ب, ك, ل), or a conjunction and a preposition. `true` can be wrong, and `false` is always right. The conditions are
    /// combined with `|` and `&`, so that the code has no branches.
    #[inline(always)]
    pub(super) fn may_contain_with_clitics(&self, codes: u128) -> bool {
        #[allow(clippy::indexing_slicing, reason = "below the length")]
        const fn starts_with(letters: u128, any: &[char]) -> bool {
            let (mut set, mut i) = (0_u128, 0);
            while i < any.len() {
                set |= 1 << (any[i] as u32 - 0x600);
                i += 1;
            }
            set >> (letters & 0x7F) & 1 == 1
        }
        let (after_one, after_two) = (codes >> 8, codes >> 16);
        let conjunction = starts_with(codes, &['و', 'ف']);
        let preposition = |codes| starts_with(codes, &['ب', 'ك', 'ل']);
        // Words that start with لل (the code of ل is 0x44) are rare, so the result is `true` for all words that start with لل, ولل or فلل,
        // and the caller takes the slow path.
        let lams = |codes: u128| codes & 0xFFFF == 0x4444;
        self.may_contain(codes)
            | (conjunction | preposition(codes)) & self.may_contain(after_one)
            | conjunction & preposition(after_one) & self.may_contain(after_two)
            | lams(codes)
            | conjunction & lams(after_one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_letters_and_after_clitics() {
        let words = ["في", "من", "الذي", "ما", "abc", "\u{675}\u{6D3}"];
        let set = LetterSet::new(words.into_iter());
        let code = |word: &str| codes(word).unwrap();
        assert!(words[..4].iter().all(|w| set.contains(code(w))) && !set.contains(code("كتاب")) && !set.contains(0));
        for word in ["في", "وفي", "فمن", "بما", "وبما", "للذي", "وللذي"] {
            assert!(set.may_contain_with_clitics(code(word)), "{word}");
        }
        assert!(!set.may_contain_with_clitics(code("كتاب")) && !LetterSet::new([].into_iter()).contains(code("في")));
        assert_eq!((codes("abc"), codes(""), codes(&"م".repeat(17))), (None, None, None));
    }
}

//! Most words are no stop words, and a look at one bit tells most of them.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::bits::Bits;
use crate::scan::letters::ROOM;

/// Where words are in a sorted list: by their hashes, and most that are none by one bit.
#[derive(Clone, Debug)]
pub(super) struct Places {
    filter: Box<Bits<256>>,
    /// By its hash, where the first of a word is, from 1, or in the next free place; 0 is none. A quarter of the places is taken at most.
    places: Vec<u32>,
}

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

impl Places {
    /// Where the words are, which are sorted, and may be there more than once.
    pub(super) fn of<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Places {
        let mut places = Places { filter: Box::new(Bits::NONE), places: alloc::vec![0; (4 * words.len()).next_power_of_two()] };
        let last = places.places.len() - 1;
        let mut before = None;
        for (n, word) in words.enumerate() {
            if before == Some(word) {
                continue;
            }
            before = Some(word);
            places.filter.set(hash(word));
            let mut at = hash(word) as usize & last;
            while places.places.get(at).is_some_and(|&place| place != 0) {
                at = (at + 1) & last;
            }
            if let Some(place) = places.places.get_mut(at) {
                *place = n as u32 + 1;
            }
        }
        places
    }

    /// Where the first of a word is, of which `is` says whether it is at a place.
    #[inline]
    pub(super) fn find(&self, word: &str, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = hash(word);
        if !self.filter.has(hash) {
            return None;
        }
        let last = self.places.len() - 1;
        let mut at = hash as usize & last;
        while let Some(place) = self.places.get(at).and_then(|&place| (place as usize).checked_sub(1)) {
            if is(place) {
                return Some(place);
            }
            at = (at + 1) & last;
        }
        None
    }
}

/// A set of words by the codes of their letters (see [`letters`](crate::scan::letters)), for words that are read into registers; those of more
/// letters than are read there, and of others, are not in it.
#[derive(Clone, Debug)]
pub(super) struct ByLetters {
    filter: Box<Bits<256>>,
    /// The words, by their hashes, each in the first free place; 0 is none. A quarter of the places is taken at most.
    words: Vec<u128>,
}

#[inline(always)]
fn hash_of_letters(codes: u128) -> u64 {
    (codes as u64 ^ ((codes >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The codes of a word, if all its characters have one, and there is room for them.
fn codes(word: &str) -> Option<u128> {
    let (mut codes, mut n) = (0, 0);
    for c in word.chars() {
        let code = u32::from(c).checked_sub(0x600).filter(|&code| code < 0x80 && n < ROOM)?;
        codes |= u128::from(code) << (8 * n);
        n += 1;
    }
    (n > 0).then_some(codes)
}

impl ByLetters {
    /// The set of some words.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> ByLetters {
        let all: Vec<u128> = words.filter_map(codes).collect();
        let mut set = ByLetters { filter: Box::new(Bits::NONE), words: alloc::vec![0; (4 * all.len()).next_power_of_two()] };
        for codes in all {
            set.filter.set(hash_of_letters(codes));
            let at = set.place(codes);
            if let Some(place) = set.words.get_mut(at) {
                *place = codes;
            }
        }
        set
    }

    /// Where a word is, or would be.
    #[inline(always)]
    fn place(&self, codes: u128) -> usize {
        let last = self.words.len() - 1;
        let mut at = (hash_of_letters(codes) >> 32) as usize & last;
        while self.words.get(at).is_some_and(|&word| word != 0 && word != codes) {
            at = (at + 1) & last;
        }
        at
    }

    /// Whether a word is in the set.
    #[inline(always)]
    pub(super) fn has(&self, codes: u128) -> bool {
        self.may_be(codes) && codes != 0 && self.words.get(self.place(codes)) == Some(&codes)
    }

    /// Whether it may be.
    #[inline(always)]
    fn may_be(&self, codes: u128) -> bool {
        self.filter.has(hash_of_letters(codes))
    }

    /// Whether a word may be in the set, or what is behind its clitics.
    #[inline(always)]
    pub(super) fn may_have_behind_clitics(&self, codes: u128) -> bool {
        #[allow(clippy::indexing_slicing, reason = "below the length")]
        const fn is(letters: u128, any: &[char]) -> bool {
            let (mut set, mut i) = (0_u128, 0);
            while i < any.len() {
                set |= 1 << (any[i] as u32 - 0x600);
                i += 1;
            }
            set >> (letters & 0x7F) & 1 == 1
        }
        let (one, two) = (codes >> 8, codes >> 16);
        let conjunction = is(codes, &['و', 'ف']);
        let prepositional = |codes| is(codes, &['ب', 'ك', 'ل']);
        // What is behind لل is seldom a stop word, and لل seldom there.
        let lams = |codes: u128| codes & 0xFFFF == 0x4444;
        self.may_be(codes)
            | (conjunction | prepositional(codes)) & self.may_be(one)
            | conjunction & prepositional(one) & self.may_be(two)
            | lams(codes)
            | conjunction & lams(one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::string::String;
    use std::vec::Vec;

    #[test]
    fn finds_its_words_and_no_others() {
        let mut words: Vec<String> = (0..600).map(|n| format!("{}م{n}", "ك".repeat(n % 12))).collect();
        words.push(words[0].clone());
        words.sort_unstable();
        let places = Places::of(words.iter().map(|w| &**w));
        let find = |word: &str| places.find(word, |n| words[n] == word);
        assert!(words.iter().all(|w| find(w) == words.iter().position(|other| other == w)));
        let asked = core::cell::Cell::new(0);
        let count = |_| {
            asked.set(asked.get() + 1);
            false
        };
        (0..2000).for_each(|n| assert_eq!(places.find(&format!("{}ن{n}", "ب".repeat(n % 12)), count), None));
        assert!(asked.get() < 200, "{}", asked.get());
        assert_eq!(Places::of([].into_iter()).find("", |_| true), None);
    }

    #[test]
    fn letters_are_exact_and_clitics_seen_through() {
        let words = ["في", "من", "الذي", "ما", "abc", "\u{675}\u{6D3}"];
        let set = ByLetters::of(words.into_iter());
        let code = |word: &str| codes(word).unwrap();
        assert!(words[..4].iter().all(|w| set.has(code(w))) && !set.has(code("كتاب")) && !set.has(0));
        for word in ["في", "وفي", "فمن", "بما", "وبما", "للذي", "وللذي"] {
            assert!(set.may_have_behind_clitics(code(word)), "{word}");
        }
        assert!(!set.may_have_behind_clitics(code("كتاب")) && !ByLetters::of([].into_iter()).has(code("في")));
        assert_eq!((codes("abc"), codes(""), codes(&"م".repeat(17))), (None, None, None));
    }
}

//! Lists of words in plain text files, read at compile time into a sorted table: a lookup is one bit for most words, and a binary search for the others; it allocates nothing.
//!
//! A file has sections, `[name]`, with words between white space; `#` begins a comment. Words are spelled as they should be; they are folded
//! as [`Normalizer::search`](crate::normalize::Normalizer::search) folds letters, and looked up by folded letters, ten at most.
//! That is what stems need; a key of bytes ([`short`](crate::short)) would hold neither the ten letters nor the fold.

/// The words of a file, each with the sections that it is in, as bits in the order of the names given to [`WordList::read`].
pub(crate) struct WordList<const N: usize> {
    keys: [u64; N],
    sections: [u16; N],
    /// A bit for each word, and seldom for another: most words are in no list.
    filter: [u64; 1 << (FILTER - 6)],
}

/// How many bits the filter has, as a power of two.
const FILTER: u32 = 14;

/// The bit of a key.
#[inline]
const fn bit(key: u64) -> (usize, u32) {
    let bit = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - FILTER);
    ((bit / 64) as usize, (bit % 64) as u32)
}

/// A word has at most so many letters.
const MAX: usize = 10;

/// How many words a file has at most: the size for [`WordList`].
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) const fn count(text: &str) -> usize {
    let (bytes, mut i, mut n) = (text.as_bytes(), 0, 1);
    while i < bytes.len() {
        n += (bytes[i] == b' ' || bytes[i] == b'\n') as usize;
        i += 1;
    }
    n
}

/// The number of a folded letter, from 1; 0 for what is no letter of Arabic.
#[inline]
const fn code(letter: u32) -> u64 {
    match letter {
        0x621..=0x63A | 0x641..=0x64A => letter as u64 - 0x620,
        _ => 0,
    }
}

/// The folded form of a letter.
const fn fold(letter: u32) -> u32 {
    match letter {
        0x622 | 0x623 | 0x625 => 0x627,
        0x649 => 0x64A,
        0x629 => 0x647,
        _ => letter,
    }
}

/// The words' bytes in front of their end.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn word_end(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && bytes[i] != b' ' && bytes[i] != b'\n' {
        i += 1;
    }
    i
}

/// The key of a word in UTF-8, by Arabic letters of two bytes.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn key_of_bytes(bytes: &[u8], start: usize, end: usize) -> u64 {
    let (mut key, mut i) = (0, start);
    assert!((end - start).is_multiple_of(2) && end - start <= 2 * MAX, "a word of a list has one to ten Arabic letters");
    while i < end {
        let letter = code(fold((bytes[i] as u32 & 0x1F) << 6 | bytes[i + 1] as u32 & 0x3F));
        assert!(letter != 0, "a word of a list is written in Arabic letters without marks");
        key = key << 6 | letter;
        i += 2;
    }
    key
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn same(bytes: &[u8], start: usize, end: usize, name: &str) -> bool {
    let name = name.as_bytes();
    let mut i = 0;
    while i < name.len() && start + 1 + i < end && bytes[start + 1 + i] == name[i] {
        i += 1;
    }
    i == name.len() && start + i + 2 == end
}

impl<const N: usize> WordList<N> {
    /// Reads a file. A section that is not among the names, or a word that is not in Arabic letters, is an error of the build.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn read(text: &str, names: &[&str]) -> WordList<N> {
        let bytes = text.as_bytes();
        let mut list = WordList { keys: [u64::MAX; N], sections: [0; N], filter: [0; 1 << (FILTER - 6)] };
        let (mut n, mut i, mut section) = (0, 0, 0);
        while i < bytes.len() {
            let end = word_end(bytes, i);
            if end > i && bytes[i] == b'#' {
                while i < bytes.len() && bytes[i] != b'\n' {
                    i += 1;
                }
            } else if end > i && bytes[i] == b'[' {
                section = 0;
                while !same(bytes, i, end, names[section]) {
                    section += 1;
                }
                i = end;
            } else if end > i {
                n = list.insert(n, key_of_bytes(bytes, i, end), 1 << section);
                i = end;
            }
            i += 1;
        }
        list
    }

    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn insert(&mut self, n: usize, key: u64, section: u16) -> usize {
        let mut at = n;
        while at > 0 && self.keys[at - 1] >= key {
            at -= 1;
        }
        if at < n && self.keys[at] == key {
            self.sections[at] |= section;
            return n;
        }
        let mut k = n;
        while k > at {
            self.keys[k] = self.keys[k - 1];
            self.sections[k] = self.sections[k - 1];
            k -= 1;
        }
        self.keys[at] = key;
        self.sections[at] = section;
        let (at, bit) = self::bit(key);
        self.filter[at] |= 1 << bit;
        n + 1
    }

    /// The sections of a word, given by its folded letters; 0 if it is in none.
    pub(crate) fn sections(&self, letters: &[char]) -> u16 {
        let Some(key) = key(letters) else { return 0 };
        let (at, bit) = bit(key);
        if self.filter.get(at).is_none_or(|bits| bits >> bit & 1 == 0) {
            return 0;
        }
        self.keys.binary_search(&key).ok().and_then(|i| self.sections.get(i)).copied().unwrap_or(0)
    }
}

/// The key of folded letters, if a list could hold such a word.
fn key(letters: &[char]) -> Option<u64> {
    if letters.is_empty() || letters.len() > MAX {
        return None;
    }
    letters.iter().try_fold(0, |key, &c| match code(c as u32) {
        0 => None,
        letter => Some(key << 6 | letter),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# words\n[one]\nإلى مدرسة # a comment\n[two]\nالى قلم\n";
    static LIST: WordList<{ count(TEXT) }> = WordList::read(TEXT, &["one", "two"]);

    #[test]
    fn reads_and_finds() {
        let sections = |word: &str| LIST.sections(&word.chars().collect::<alloc::vec::Vec<_>>());
        assert_eq!((sections("الي"), sections("مدرسه"), sections("قلم")), (3, 1, 2));
        assert_eq!((sections(""), sections("قل"), sections("abc"), sections("مدرسه مدرسه")), (0, 0, 0, 0));
    }
}

//! Word lists in text files. At compile time, a file is converted to a hash table. The stemmer `rules` uses these lists. If the word is not
//! in the list, a lookup usually tests only one bit of a filter. If the bit is set, the lookup usually compares one or two keys. A lookup
//! does not allocate.
//!
//! A file has sections. A section starts with `[name]`, and spaces or line feeds separate its words; `#` begins a comment. The file has
//! words in their usual spelling, such as إلى. The key of a word consists of one byte for each of its letters, at most ten. The byte is the
//! code of the letter (see [`letters`](crate::scan::letters)): its code point minus U+0600. The letters are first folded by the rules of
//! [`Normalizer::search`](crate::normalize::Normalizer::search), so إلى has the key of الي.

use crate::bits::Bits;
use crate::static_map::{StaticMap, hash};

/// The words of a file. Each word has a set of the sections that contain it. Bit `n` of this set represents the section with index `n` in
/// the list of names passed to [`WordList::read`].
pub(crate) struct WordList<const N: usize> {
    keys: [u128; N],
    sections: [u16; N],
    /// The hash table from the key of a word to the position of the word in `keys` and `sections`.
    positions: StaticMap<[u16; SLOTS], 512>,
    /// A Bloom filter. An element of the filter is the first four letters of a word together with a section that contains the word. The
    /// filter also has elements for the words with the endings passed to [`WordList::read`].
    starts: Bits<1024>,
}

/// The number of slots of the hash table. At most half of the slots are used.
const SLOTS: usize = 4096;

/// The maximum number of letters of a word.
pub(crate) const MAX: usize = 10;

/// The codes of ت and ه. The fold replaces a final ة by ه. Before an ending, a word with ة is written with ت: مدرسة with the ending هم is
/// مدرستهم.
const TEH: u8 = 0x2A;
const HEH: u8 = 0x47;

/// Returns an upper bound on the number of words in a file. [`WordList`] has this number as its size `N`.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) const fn count(text: &str) -> usize {
    let (bytes, mut i, mut n) = (text.as_bytes(), 0, 1);
    while i < bytes.len() {
        n += (bytes[i] == b' ' || bytes[i] == b'\n') as usize;
        i += 1;
    }
    n
}

/// Folds the code of a letter: أ, إ and آ to ا, ى to ي, and ة to ه. Returns the code of any other letter unchanged.
const fn fold(code: u8) -> u8 {
    match code {
        0x22 | 0x23 | 0x25 => 0x27,
        0x49 => 0x4A,
        0x29 => 0x47,
        _ => {
            assert!(matches!(code, 0x21..=0x3A | 0x41..=0x4A), "a word of a list is written in Arabic letters without marks");
            code
        }
    }
}

/// Returns the hash of a filter element: the codes of the first four letters of a word, and a set with the bit of one section.
#[inline(always)]
const fn start(four: u32, section: u16) -> u64 {
    hash(four as u128 | (section as u128) << 32)
}

/// Returns the end of the word that starts at byte `i` of a file: the byte offset of the next space or line feed, or of the end of the
/// file.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn word_end(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && bytes[i] != b' ' && bytes[i] != b'\n' {
        i += 1;
    }
    i
}

/// Returns the key and the number of letters of the word `bytes[start..end]`. Each letter of the word has two bytes in UTF-8.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn key_of_bytes(bytes: &[u8], start: usize, end: usize) -> (u128, usize) {
    let (mut key, mut n) = (0, 0);
    assert!((end - start).is_multiple_of(2) && end - start <= 2 * MAX, "a word of a list has one to ten Arabic letters");
    while start + 2 * n < end {
        let (lead, next) = (bytes[start + 2 * n], bytes[start + 2 * n + 1]);
        assert!(lead == 0xD8 || lead == 0xD9, "a word of a list is written in Arabic letters");
        key |= (fold((lead & 1) << 6 | next & 0x3F) as u128) << (8 * n);
        n += 1;
    }
    (key, n)
}

/// Returns whether `bytes[start..end]` is `name` in square brackets. The caller has checked the opening bracket.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn same(bytes: &[u8], start: usize, end: usize, name: &str) -> bool {
    let name = name.as_bytes();
    let mut i = 0;
    while i < name.len() && start + 1 + i < end && bytes[start + 1 + i] == name[i] {
        i += 1;
    }
    i == name.len() && start + i + 2 == end
}

impl<const N: usize> WordList<N> {
    /// Parses a file. `names` lists the names of the sections. Three faults are compile errors: a section that `names` does not list, a
    /// word with a character other than an Arabic letter, and a word of more than [`MAX`] letters. [`may_begin`](WordList::may_begin) also
    /// accepts the words of the file with one of the `endings` appended.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    pub(crate) const fn read(text: &str, names: &[&str], endings: &[&[char]]) -> WordList<N> {
        let bytes = text.as_bytes();
        let mut list = WordList { keys: [0; N], sections: [0; N], positions: StaticMap::EMPTY, starts: Bits::NONE };
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
                let (key, len) = key_of_bytes(bytes, i, end);
                n = list.insert(n, key, 1 << section);
                list.begins(key, len, 1 << section, endings);
                i = end;
            }
            i += 1;
        }
        list
    }

    /// Adds a word to a list of `n` words, or adds `section` to the sections of the word if the list already contains the word. Returns the
    /// new number of words.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn insert(&mut self, n: usize, key: u128, section: u16) -> usize {
        let hash = hash(key);
        let mut slot = self.positions.first_slot(hash);
        while let Some(i) = self.positions.position(slot) {
            if self.keys[i] == key {
                self.sections[i] |= section;
                return n;
            }
            slot = self.positions.next_slot(slot);
        }
        self.positions.insert(slot, hash, n);
        self.keys[n] = key;
        self.sections[n] = section;
        n + 1
    }

    /// Adds the first four letters of a word of `len` letters to the filter. If the word ends with ه, which may be a folded ة, adds three
    /// forms: the word with ه, without ه, and with ت in place of ه. If a form has fewer than four letters, also adds the form with each
    /// ending.
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const fn begins(&mut self, key: u128, len: usize, section: u16, endings: &[&[char]]) {
        let last = key >> (8 * (len - 1)) == HEH as u128;
        let bare = key & !(0xFF << (8 * (len - 1)));
        let bases = [(key, len), (bare, len - 1), (bare | (TEH as u128) << (8 * (len - 1)), len)];
        let mut b = 0;
        while b < if last { 3 } else { 1 } {
            let (base, len) = bases[b];
            self.starts.set(start(base as u32, section));
            let mut e = 0;
            while e < endings.len() && len < 4 {
                let (mut word, mut i) = (base, 0);
                while i < endings[e].len() {
                    word |= (endings[e][i] as u128 - 0x600) << (8 * (len + i));
                    i += 1;
                }
                self.starts.set(start(word as u32, section));
                e += 1;
            }
            b += 1;
        }
    }

    /// Returns the sections of a word as a bit set, or 0 if the list does not contain the word. `key` is the key of the word: the codes of
    /// its folded letters, with the first letter in the lowest byte.
    #[inline]
    pub(crate) fn sections(&self, key: u128) -> u16 {
        let position = self.positions.find(hash(key), |i| self.keys.get(i) == Some(&key));
        position.and_then(|i| self.sections.get(i)).copied().unwrap_or(0)
    }

    /// Returns whether the word to look up may be in a section, alone or with an ending. `four` consists of the codes of the first four
    /// letters of the word, or of all its letters if the word is shorter. The result is `true` for each word of the section, and `false`
    /// for most other words.
    #[inline]
    pub(crate) fn may_begin(&self, four: u32, section: u16) -> bool {
        self.starts.has(start(four, section))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# words\n[one]\nإلى مدرسة # a comment\n[two]\nالى قلم\n";
    static LIST: WordList<{ count(TEXT) }> = WordList::read(TEXT, &["one", "two"], &[&['ه', 'ا']]);

    fn key(word: &str) -> u128 {
        word.chars().rev().fold(0, |key, c| key << 8 | (c as u128 - 0x600))
    }

    #[test]
    fn reads_and_finds() {
        let sections = |word: &str| LIST.sections(key(word));
        assert_eq!((sections("الي"), sections("مدرسه"), sections("قلم")), (3, 1, 2));
        assert_eq!((sections(""), sections("قل"), sections("كتب")), (0, 0, 0));
    }

    #[test]
    fn finds_first_letters() {
        let begins = |word: &str, section| LIST.may_begin(key(word) as u32, section);
        assert!(begins("الي", 1) && begins("اليه", 2) && begins("مدرستها", 1) && begins("قلمها", 2));
        assert!(!begins("قلمك", 2) && !begins("قلم", 1) && !begins("كتاب", 1));
    }
}

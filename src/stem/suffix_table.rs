//! Lookup tables of suffixes that are cut one after the other: from the last four letters of a word to the number of letters to cut.
//!
//! Each letter is a number of three bits, as in [`prefix_table`](super::prefix_table). [`MORE`] marks the indices for which four letters do not
//! decide; the stemmer then takes its slow path.

use crate::scan::affixes::{Groups, MORE, TABLE};

/// The letters of suffixes; the number of a letter is its position, and 0 stands for every other letter.
const LETTERS: [char; 8] = ['\0', 'ه', 'ا', 'ن', 'ت', 'و', 'ي', 'ة'];

/// The same from 1, for text whose letters are not folded.
pub(super) const SPELLED: &Groups = &["ه", "ا", "ن", "ت", "و", "ي", "ة"];
/// The same for stemmers that fold: ة has the number of ه, ى that of ي.
pub(super) const FOLDED: &Groups = &["هة", "اأإآ", "ن", "ت", "و", "يى"];

/// The number of a letter by its code (see [`letters`](crate::scan::letters)).
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static NUMBER: [u8; 256] = {
    let mut table = [0; 256];
    let mut n = 1;
    while n < LETTERS.len() {
        table[LETTERS[n] as usize - 0x600] = n as u8;
        n += 1;
    }
    table
};

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn number(letter: char) -> usize {
    NUMBER[letter as usize - 0x600] as usize
}

/// The number of letters in an index.
const LOOKBACK: usize = 4;
const _: () = assert!(TABLE == 1 << (3 * LOOKBACK));

/// The number of letters to cut, by the numbers of the last four letters; the last letter is in the lowest bits.
pub(super) struct SuffixTable([u8; TABLE]);

impl SuffixTable {
    /// Computes the table of suffixes of one or two letters, each of which is cut at most once, in this order.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(super) const fn new(suffixes: &[&[char]]) -> SuffixTable {
        let mut table = [0; TABLE];
        let mut index = 0;
        while index < table.len() {
            table[index] = letters_to_cut(index, suffixes);
            index += 1;
        }
        SuffixTable(table)
    }

    /// Returns the table.
    pub(super) const fn table(&self) -> &[u8; TABLE] {
        &self.0
    }

    /// Returns the number of letters to cut, by the codes of the last four letters, of which the last is in the highest byte. At most `free` letters
    /// may be cut. Returns `None` if more than four letters decide.
    #[inline(always)]
    pub(super) fn cut(&self, last: u32, free: usize) -> Option<usize> {
        let [d, c, b, a] = last.to_le_bytes().map(|code| usize::from(NUMBER.get(usize::from(code)).copied().unwrap_or(0)));
        // A letter that must stay counts as a letter of no suffix.
        let may_be_cut = (1usize << (3 * free.min(LOOKBACK))) - 1;
        let index = (a | b << 3 | c << 6 | d << 9) & may_be_cut;
        match self.0.get(index) {
            Some(&MORE) | None => None,
            Some(&n) => Some(usize::from(n)),
        }
    }
}

/// Computes one entry of a table.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn letters_to_cut(index: usize, suffixes: &[&[char]]) -> u8 {
    let (mut n, mut i) = (0, 0);
    while i < suffixes.len() {
        let suffix = suffixes[i];
        let mut same = 0;
        // Compares from the last letter towards the first, as far as the index reaches.
        while same < suffix.len() && n + same < LOOKBACK && index >> (3 * (n + same)) & 7 == number(suffix[suffix.len() - 1 - same]) {
            same += 1;
        }
        if same == suffix.len() {
            n += same;
        } else if n + same == LOOKBACK {
            return MORE;
        }
        i += 1;
    }
    n as u8
}

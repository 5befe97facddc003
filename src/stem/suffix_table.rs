//! Lookup tables for suffixes. A stemmer cuts several suffixes one after the other. The last four letters of a word are the index of a
//! table, and the value is the number of letters to cut.
//!
//! Each letter is represented by a number of three bits, as in [`prefix_table`](super::prefix_table). The value [`MORE`] means that four
//! letters are not enough to decide. The stemmer then takes the slow path.

use crate::scan::affixes::{Groups, MORE, TABLE};

/// The letters of the suffixes. The number of a letter is the index of the letter in this array, and all other letters have the number 0.
const LETTERS: [char; 8] = ['\0', 'ه', 'ا', 'ن', 'ت', 'و', 'ي', 'ة'];

/// The letters with the numbers 1 to 7, for stemmers that do not fold the letters.
pub(super) const SPELLED: &Groups = &["ه", "ا", "ن", "ت", "و", "ي", "ة"];
/// The letters with the numbers 1 to 6, for stemmers that fold the letters. ة has the number of ه, ى has the number of ي, and ا, أ, إ and آ
/// have the same number.
pub(super) const FOLDED: &Groups = &["هة", "اأإآ", "ن", "ت", "و", "يى"];

/// The numbers of the letters, indexed by the code of a letter. The code is the code point minus U+0600 (see
/// [`letters`](crate::scan::letters)).
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

/// The number of letters that an index of the table represents.
const LOOKBACK: usize = 4;
const _: () = assert!(TABLE == 1 << (3 * LOOKBACK));

/// The number of letters to cut, indexed by the numbers of the last four letters. The last letter is in the lowest bits.
pub(super) struct SuffixTable([u8; TABLE]);

impl SuffixTable {
    /// Computes the table for a list of suffixes of one or two letters. Each suffix is cut at most once, in the order of the list.
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

    /// Returns the entries of the table.
    pub(super) const fn table(&self) -> &[u8; TABLE] {
        &self.0
    }

    /// Returns the number of letters to cut, or `None` if four letters are not enough to decide. `last` contains the codes of the last four
    /// letters, and the last letter is in the highest byte. `free` is the maximum number of letters that may be cut.
    #[inline(always)]
    pub(super) fn cut(&self, last: u32, free: usize) -> Option<usize> {
        let [d, c, b, a] = last.to_le_bytes().map(|code| usize::from(NUMBER.get(usize::from(code)).copied().unwrap_or(0)));
        // The number of each letter that must not be cut becomes 0, so that no suffix contains the letter.
        let may_be_cut = (1usize << (3 * free.min(LOOKBACK))) - 1;
        let index = (a | b << 3 | c << 6 | d << 9) & may_be_cut;
        match self.0.get(index) {
            Some(&MORE) | None => None,
            Some(&n) => Some(usize::from(n)),
        }
    }
}

/// Returns the number of letters to cut from a word whose last four letters have the numbers in `index`. Returns [`MORE`] if four letters
/// are not enough to decide.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn letters_to_cut(index: usize, suffixes: &[&[char]]) -> u8 {
    let (mut n, mut i) = (0, 0);
    while i < suffixes.len() {
        let suffix = suffixes[i];
        let mut same = 0;
        // Compares the letters from the last to the first, within the letters of the index.
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

//! Lookup tables of the prefixes of the light stemmers and of Lucene's: from the first four letters of a word to the number of letters to cut.
//!
//! Each letter is a number of three bits, so that four letters are an index of twelve. [`Affixes`](crate::scan::affixes::Affixes) computes the
//! index in vector registers.

use crate::scan::affixes::{Groups, TABLE};

/// The letters of prefixes; the number of a letter is its position, from 1. For text whose letters are not folded.
pub(super) const SPELLED: &Groups = &["ا", "ل", "و", "بكف"];
/// The same for stemmers that fold: all alefs have one number.
pub(super) const FOLDED: &Groups = &["اأإآ", "ل", "و", "بكف"];
const ALEF: usize = 1;
const LAM: usize = 2;
const WAW: usize = 3;
/// ب, ك or ف.
const BEH: usize = 4;

/// The number of letters to cut, by the numbers of the first four letters; the first letter is in the lowest bits.
pub(super) type PrefixTable = [u8; TABLE];

/// Returns the table of a light stemmer: و if `waw` is set, and then one of ال وال بال كال فال, or لل if `lams` is set.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn light(waw: bool, lams: bool) -> PrefixTable {
    let (mut table, mut index) = ([0; TABLE], 0);
    while index < TABLE {
        let conjunction = (waw && index & 7 == WAW) as usize;
        table[index] = (conjunction + article(index >> (3 * conjunction), lams)) as u8;
        index += 1;
    }
    table
}

/// Returns the table of Lucene's stemmer: one of ال وال بال كال فال لل و.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn lucene() -> PrefixTable {
    let (mut table, mut index) = ([0; TABLE], 0);
    while index < TABLE {
        table[index] = match article(index, true) {
            0 => (index & 7 == WAW) as u8,
            n => n as u8,
        };
        index += 1;
    }
    table
}

/// Returns the number of letters of the article at the start of a word, with the conjunction or preposition before it.
const fn article(index: usize, lams: bool) -> usize {
    match [index & 7, index >> 3 & 7, index >> 6 & 7] {
        [ALEF, LAM, _] => 2,
        [LAM, LAM, _] if lams => 2,
        [WAW | BEH, ALEF, LAM] => 3,
        _ => 0,
    }
}

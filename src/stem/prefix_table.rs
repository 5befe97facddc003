//! Lookup tables for the prefixes of the light stemmers and of Lucene's stemmer. The first four letters of a word are the index; the value
//! is the number of letters to cut.
//!
//! Each letter is represented by a number of three bits, so an index of four letters has twelve bits. Letters that no prefix contains have
//! the number 0. [`Affixes`](crate::scan::affixes::Affixes) computes the index in vector registers.

use crate::scan::affixes::{Groups, TABLE};

/// The letters of the prefixes, for stemmers that do not fold the letters. All letters of a string have the same number. The first string
/// has the number 1.
pub(super) const SPELLED: &Groups = &["ا", "ل", "و", "بكف"];
/// The letters of the prefixes, for stemmers that fold the letters. ا, أ, إ and آ have the same number.
pub(super) const FOLDED: &Groups = &["اأإآ", "ل", "و", "بكف"];
const ALEF: usize = 1;
const LAM: usize = 2;
const WAW: usize = 3;
/// The number of ب, ك and ف.
const BEH: usize = 4;

/// The number of letters to cut, indexed by the numbers of the first four letters. The first letter is in the lowest bits.
pub(super) type PrefixTable = [u8; TABLE];

/// Returns the table of a light stemmer. If `waw` is true, the stemmer first cuts و. Then the stemmer cuts one of ال, وال, بال, كال and
/// فال. If `lams` is true, the stemmer may also cut لل instead.
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

/// Returns the table of Lucene's stemmer, which cuts one of ال, وال, بال, كال, فال, لل and و.
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

/// Returns the number of letters of the article at the start of a word, including a letter و, ب, ك or ف before the article. Returns 0 if
/// the word does not start with an article. `index` contains the numbers of the first letters. If `lams` is true, لل counts as an article.
const fn article(index: usize, lams: bool) -> usize {
    match [index & 7, index >> 3 & 7, index >> 6 & 7] {
        [ALEF, LAM, _] => 2,
        [LAM, LAM, _] if lams => 2,
        [WAW | BEH, ALEF, LAM] => 3,
        _ => 0,
    }
}

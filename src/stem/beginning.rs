//! Beginnings that are cut, as one look-up: by the first four letters, how many of them go.

use crate::scan::affixes::{Groups, TABLE};

/// The letters of beginnings, by number from 1; as they are spelled, and as a table has them where letters were folded.
pub(super) const SPELLED: &Groups = &["ا", "ل", "و", "بكف"];
pub(super) const FOLDED: &Groups = &["اأإآ", "ل", "و", "بكف"];
const ALEF: usize = 1;
const LAM: usize = 2;
const WAW: usize = 3;
const BEH: usize = 4;

/// What goes by the numbers of the first four letters, three bits each, the first lowest.
pub(super) type Beginnings = [u8; TABLE];

/// A و if `waw` is said, and then one of ال وال بال كال فال, or لل if that is said.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn light(waw: bool, lams: bool) -> Beginnings {
    let (mut table, mut seen) = ([0; TABLE], 0);
    while seen < TABLE {
        let conjunction = (waw && seen & 7 == WAW) as usize;
        table[seen] = (conjunction + article(seen >> (3 * conjunction), lams)) as u8;
        seen += 1;
    }
    table
}

/// One of ال وال بال كال فال لل و.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn lucene() -> Beginnings {
    let (mut table, mut seen) = ([0; TABLE], 0);
    while seen < TABLE {
        table[seen] = match article(seen, true) {
            0 => (seen & 7 == WAW) as u8,
            n => n as u8,
        };
        seen += 1;
    }
    table
}

const fn article(seen: usize, lams: bool) -> usize {
    match [seen & 7, seen >> 3 & 7, seen >> 6 & 7] {
        [ALEF, LAM, _] => 2,
        [LAM, LAM, _] if lams => 2,
        [WAW | BEH, ALEF, LAM] => 3,
        _ => 0,
    }
}

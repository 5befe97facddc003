//! Endings that are cut one after the other, as one look-up: by the last four letters, how many of them go.

use crate::scan::affixes::{Groups, MORE, TABLE};

/// The letters of endings, by number; 0 is any other letter.
const LETTERS: [char; 8] = ['\0', 'ه', 'ا', 'ن', 'ت', 'و', 'ي', 'ة'];

/// The same from 1, as letters are spelled, and where they were folded.
pub(super) const SPELLED: &Groups = &["ه", "ا", "ن", "ت", "و", "ي", "ة"];
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

const _: () = assert!(TABLE == 1 << (3 * SEEN));
/// How many letters are looked at.
const SEEN: usize = 4;

/// What goes by the numbers of the last four letters, three bits each, the last letter lowest.
pub(super) struct Endings([u8; TABLE]);

impl Endings {
    /// For endings of one or two letters, each of which is cut once, in this order.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(super) const fn new(endings: &[&[char]]) -> Endings {
        let mut table = [0; TABLE];
        let mut seen = 0;
        while seen < table.len() {
            table[seen] = gone(seen, endings);
            seen += 1;
        }
        Endings(table)
    }

    /// How many letters go, by these numbers; [`MORE`] if it takes a look at more letters.
    pub(super) const fn table(&self) -> &[u8; TABLE] {
        &self.0
    }

    /// How many letters go of a word given by the codes of its last four letters, the last highest; `free` of them may go. `None` if that takes
    /// a look at more letters.
    #[inline(always)]
    pub(super) fn cut(&self, last: u32, free: usize) -> Option<usize> {
        let [d, c, b, a] = last.to_le_bytes().map(|code| usize::from(NUMBER.get(usize::from(code)).copied().unwrap_or(0)));
        // A letter that may not go is as any other letter.
        let may_go = (1usize << (3 * free.min(SEEN))) - 1;
        let seen = (a | b << 3 | c << 6 | d << 9) & may_go;
        match self.0.get(seen) {
            Some(&MORE) | None => None,
            Some(&n) => Some(usize::from(n)),
        }
    }
}

/// What goes of the letters seen.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn gone(seen: usize, endings: &[&[char]]) -> u8 {
    let (mut n, mut i) = (0, 0);
    while i < endings.len() {
        let ending = endings[i];
        let mut same = 0;
        // From the last letter back, as far as is seen.
        while same < ending.len() && n + same < SEEN && seen >> (3 * (n + same)) & 7 == number(ending[ending.len() - 1 - same]) {
            same += 1;
        }
        if same == ending.len() {
            n += same;
        } else if n + same == SEEN {
            return MORE;
        }
        i += 1;
    }
    n as u8
}

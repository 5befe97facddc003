//! The reader of letters with SIMD, for words of *pairs*: D8 or D9 and a second byte, the characters of U+0600–067F. One character of ASCII may follow
//! them. Nearly all words of Arabic text are such words. Used by the stemmers and for the keys of the word cache.
//!
//! Two bytes become one code by arithmetic on pairs of bytes. A set of codes has for each value of the low four bits one bit for each value of the
//! high three, so two lookups decide which codes are letters and which are dropped. A third moves the kept codes together. Example: `كِتابة` for
//! [`Alphabet::Search`], which drops the kasra (U+0650) and folds ة to ه:
//!
//! ```text
//! word       D9 83  D9 90  D8 AA  D8 A7  D8 A8  D8 A9
//! codes      43     50     2A     27     28     29
//! kept       1      0      1      1      1      1
//! positions  00     02     03     04     05
//! spelled    43     2A     27     28     29
//! changes    00     00     00     00     6E
//! folded     43     2A     27     28     47
//! starts     00     04     06     08     0A
//! ```

use alloc::string::String;

use super::super::arch::{Vector, WordSimd, utf8};
use super::alphabet::{AlphabetTables, CodeSet};
use super::{Alphabet, BYTES, Letters, Numbers};

/// The bit of the high three bits of a code in a [`CodeSet`]; none for bytes that are no code.
static BIT: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0];
/// The positions of the letters of a word whose pairs are all kept.
static ALL: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// The codes of a word, before its characters are known to be pairs.
#[derive(Clone, Copy)]
pub(in crate::scan) struct Pairs<S: WordSimd> {
    simd: S,
    /// The codes, zero-padded. Bytes that are not a pair have 0, or at least 80.
    codes: Vector<S>,
    /// The number of pairs, if the word is all pairs.
    len: usize,
    /// The number of ASCII characters after them, 0 or 1.
    ascii: usize,
    /// The last byte.
    last: u8,
}

impl<S: WordSimd> Pairs<S> {
    /// Reads a word of 2 to [`BYTES`] bytes. Returns `None` for other lengths, and if the last character is a tab.
    #[inline(always)]
    fn read(simd: S, b: &[u8]) -> Option<Pairs<S>> {
        let n = b.len();
        if !(2..=BYTES).contains(&n) {
            return None;
        }
        let last = *b.get(n - 1)?;
        if last == b'\t' {
            return None;
        }
        Some(Pairs { simd, codes: Vector::pair_codes(Vector::load_word(simd, b)), len: n / 2, ascii: n % 2, last })
    }

    /// Returns a bit for each pair.
    #[inline(always)]
    fn all(&self) -> u32 {
        !(u32::MAX << self.len)
    }

    /// Returns whether the word is all pairs, followed by one character of ASCII if its length is odd.
    #[inline(always)]
    fn is_pairs(&self) -> bool {
        (self.codes | self.codes.is(0)).bits() as u32 & self.all() == 0
    }

    /// Returns the bits of the pairs that an alphabet keeps. Returns `None` if the word is not all pairs, has no letter, or requires the fallback.
    #[inline(always)]
    fn kept(&self, tables: &AlphabetTables) -> Option<u32> {
        let all = self.all();
        let bit = Vector::table(self.simd, &BIT).lookup(self.codes.shift_right::<4>());
        let others = self.without(&tables.letters, bit);
        // Most words without marks.
        if others == 0 {
            return Some(all);
        }
        if others == all || !self.is_pairs() || self.without(&tables.fallbacks, bit) != all {
            return None;
        }
        Some(self.without(&tables.skips, bit))
    }

    /// Returns the bits of the pairs that are not in a set.
    #[inline(always)]
    fn without(&self, set: &CodeSet, bit: Vector<S>) -> u32 {
        (Vector::table(self.simd, set).lookup(self.codes & 0x0F) & bit).is(0).bits() as u32 & self.all()
    }

    /// Returns the positions of some pairs, followed by bytes of at least 80. Returns `None` if they are all pairs.
    #[inline(always)]
    fn positions(&self, kept: u32) -> Option<Vector<S>> {
        if kept == self.all() { None } else { Some(Vector::indices(self.simd, kept)) }
    }
}

/// Returns the bytes at some positions.
#[inline(always)]
fn at_positions<S: WordSimd>(bytes: Vector<S>, positions: Option<Vector<S>>) -> Vector<S> {
    match positions {
        Some(positions) => bytes.lookup(positions),
        None => bytes,
    }
}

/// Reads the letters of a word. Returns `None` for words that this reader does not read.
#[inline(always)]
pub(super) fn read<S: WordSimd>(simd: S, alphabet: Alphabet, b: &[u8]) -> Option<Letters> {
    let pairs = Pairs::read(simd, b)?;
    let kept = pairs.kept(alphabet.tables())?;
    let (positions, n) = (pairs.positions(kept), kept.count_ones() as usize);
    let spelled = at_positions(pairs.codes, positions);
    let folded = spelled ^ spelled.lookup_letters(&alphabet.tables().changes);
    let starts = match positions {
        Some(positions) => positions.shift_left::<1>(),
        None => Vector::table(simd, &ALL).shift_left::<1>(),
    };
    let (spelled, folded, starts) = (spelled.to_number(), folded.to_number(), starts.to_number());
    if pairs.ascii == 0 {
        return Some(Letters { spelled, folded, starts, len: n, bytes: b.len() });
    }
    // A word with ASCII has at most 15 pairs.
    let (at, ascii) = (8 * (n & 15), u128::from(pairs.last | 0x80));
    let starts = starts & !(0xFF << at) | (b.len() as u128 - 1) << at;
    Some(Letters { spelled: spelled | ascii << at, folded: folded | ascii << at, starts, len: n + 1, bytes: b.len() })
}

/// Reads the codes of a word that `alphabet` keeps, not folded, and returns them with their number. The code of ASCII is its byte with the highest bit
/// set. Returns `None` for words that this reader does not read, and for those that end in DEL.
#[inline(always)]
pub(in crate::scan) fn read_codes<S: WordSimd>(simd: S, alphabet: Alphabet, b: &[u8]) -> Option<(u128, usize)> {
    let pairs = Pairs::read(simd, b)?;
    let kept = pairs.kept(alphabet.tables())?;
    let (codes, n) = (at_positions(pairs.codes, pairs.positions(kept)).to_number(), kept.count_ones() as usize);
    match pairs {
        Pairs { ascii: 0, .. } => Some((codes, n)),
        Pairs { last: 0x7F, .. } => None,
        Pairs { last, .. } => Some((codes | u128::from(last | 0x80) << (8 * (n & 15)), n + 1)),
    }
}

/// The letters of a word with their numbers, for stemmers that look up affixes by the numbers.
#[derive(Clone, Copy)]
pub(in crate::scan) struct NumberedLetters<S: WordSimd> {
    pairs: Pairs<S>,
    /// The numbers of the letters, zero-padded. ASCII and signs have 0.
    pub(in crate::scan) numbers: Vector<S>,
    /// The folded letters without ASCII, zero-padded.
    folded: Vector<S>,
    /// The indices of the pairs of the letters; `None` if every pair is a letter.
    positions: Option<Vector<S>>,
    /// The number of letters, with ASCII, at most `ROOM`.
    pub(in crate::scan) len: usize,
}

impl<S: WordSimd> NumberedLetters<S> {
    /// Reads a word. Every letter that is not 0 in `numbers` is a letter of the alphabet. Returns `None` for words that this reader does not read.
    ///
    /// The numbers are those of the letters before folding, except for [`Alphabet::Lucene`], whose affixes are folded.
    #[inline(always)]
    pub(in crate::scan) fn read(simd: S, alphabet: Alphabet, numbers: &Numbers, b: &[u8]) -> Option<NumberedLetters<S>> {
        let pairs = Pairs::read(simd, b)?;
        let is_lucene = matches!(alphabet, Alphabet::Lucene);
        if is_lucene && pairs.ascii != 0 {
            return None;
        }
        let tables = alphabet.tables();
        let is_exact = matches!(alphabet, Alphabet::Exact);
        let folded = if is_exact { pairs.codes } else { pairs.codes ^ pairs.codes.lookup_letters(&tables.changes) };
        let numbers = if is_lucene { folded } else { pairs.codes }.lookup_letters(numbers);
        let all = pairs.all();
        // Most words are letters, all with a number.
        if if is_exact { pairs.is_pairs() } else { numbers.is(0).bits() as u32 & all == 0 } {
            return Some(NumberedLetters { pairs, numbers, folded, positions: None, len: pairs.len + pairs.ascii });
        }
        if is_exact {
            return None;
        }
        let kept = pairs.kept(tables)?;
        let positions = Vector::indices(simd, kept);
        Some(NumberedLetters {
            pairs,
            numbers: numbers.lookup(positions),
            folded: folded.lookup(positions),
            positions: Some(positions),
            len: kept.count_ones() as usize + pairs.ascii,
        })
    }

    /// Returns the codes of the pairs, with those that are dropped.
    #[inline(always)]
    pub(in crate::scan) fn codes(&self) -> u128 {
        self.pairs.codes.to_number()
    }

    /// Returns the folded letters without ASCII.
    #[inline(always)]
    pub(in crate::scan) fn folded(&self) -> u128 {
        self.folded.to_number()
    }

    /// Appends the folded letters `from..to`, a range that is not empty and starts at most at 8, and returns their range in the word, in bytes.
    /// Characters before the first letter belong to it. The string has [`PUSHED`](super::PUSHED) bytes of spare capacity.
    #[inline(always)]
    pub(in crate::scan) fn push(&self, from: usize, to: usize, out: &mut String) -> (usize, usize) {
        debug_assert!(from < to && to <= self.len && from <= 8);
        let ascii = self.pairs.ascii & usize::from(to == self.len);
        // Pairs of letters, and one ASCII character.
        utf8::push_padded(out, self.folded.bytes_from(from).pairs(), 2 * (to - from) - ascii, self.pairs.last);
        let Some(positions) = self.positions else { return (2 * from, 2 * to - ascii) };
        let both = Vector::from_number(self.pairs.simd, (from | (to & 15) << 8) as u128);
        let starts = positions.shift_left::<1>().lookup(both).to_number() as usize;
        let end = if to == self.len { 2 * self.pairs.len + self.pairs.ascii } else { starts >> 8 & 0xFF };
        (if from == 0 { 0 } else { starts & 0xFF }, end)
    }
}

//! Light stemming: removes prefixes and suffixes by two table lookups on a word in a vector, without a branch for each affix. Used by the light
//! stemmers and by Lucene's.

use alloc::string::String;

use super::arch::{Simd, Vector, WordSimd, level::dispatch};
use super::letters::pairs::NumberedLetters;
use super::letters::{Alphabet, BYTES, Numbers, PUSHED};
use super::{Level, copy};

/// The number of entries of a table: three bits for each of four letters.
pub(crate) const TABLE: usize = 1 << 12;
/// An entry that depends on more letters: the word requires the fallback.
pub(crate) const MORE: u8 = u8::MAX;
/// The bit of U+0621–063A and U+0641–064A.
const LETTER: u8 = 0x80;
/// Groups of letters that a table does not distinguish. The first group has number 1; all other characters have 0.
pub(crate) type Groups = [&'static str];

/// The tables of a stemmer.
pub(crate) struct Affixes {
    /// The sum of [`LETTER`], the number of the letter in prefixes and 16 times its number in suffixes.
    numbers: Numbers,
    /// The number of letters to remove at the start, by the numbers of the first four letters, the first lowest. Letters that must remain have the
    /// number 0: the last two of the word, and all of a word of three.
    beginnings: &'static [u8; TABLE],
    /// The number of letters to remove at the end, by the numbers of the last four letters, the last lowest. Letters that must remain have the
    /// number 0: the first two after the prefix.
    endings: &'static [u8; TABLE],
}

impl Affixes {
    /// Computes the tables of a stemmer from two tables and the groups of letters that they distinguish.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn new(beginnings: (&'static [u8; TABLE], &Groups), endings: (&'static [u8; TABLE], &Groups)) -> Affixes {
        assert!(removes_numbered_letters(beginnings.0) && removes_numbered_letters(endings.0), "affixes have numbers");
        let mut numbers = [[0; 16]; 3];
        let mut code = 0x20;
        while code < 0x50 {
            numbers[code / 16 - 2][code % 16] = if matches!(code, 0x21..=0x3A | 0x41..=0x4A) { LETTER } else { 0 };
            code += 1;
        }
        number(&mut numbers, beginnings.1, 1);
        number(&mut numbers, endings.1, 16);
        Affixes { numbers, beginnings: beginnings.0, endings: endings.0 }
    }
}

/// Returns whether each entry removes at most four letters, all with numbers: then an affix never reaches letters that must remain.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn removes_numbered_letters(table: &[u8; TABLE]) -> bool {
    let mut seen = 0;
    while seen < TABLE {
        let mut n = 0;
        while table[seen] != MORE && n < table[seen] {
            if n > 3 || seen >> (3 * n) & 7 == 0 {
                return false;
            }
            n += 1;
        }
        seen += 1;
    }
    true
}

/// Adds `unit` times the number of its group to the number of each letter.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn number(numbers: &mut Numbers, groups: &Groups, unit: u8) {
    let mut n = 0;
    while n < groups.len() {
        let (letters, mut i) = (groups[n].as_bytes(), 0);
        while i < letters.len() {
            let code = (letters[i] & 1) << 6 | letters[i + 1] & 0x3F;
            assert!(n < 7 && matches!(code >> 4, 2..=4), "seven numbers for letters of these rows");
            numbers[(code >> 4) as usize - 2][(code & 15) as usize] += unit * (n as u8 + 1);
            i += 2;
        }
        n += 1;
    }
}

/// The result for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AffixCut {
    /// The stem was appended. It has these bounds in the word, in bytes.
    At(usize, usize),
    /// The word is ASCII and was appended.
    Ascii,
    /// The word is not of two-byte letters, or depends on more letters. Nothing was appended.
    Fallback,
}

/// The mode in which every character is a letter.
pub(crate) const AS_IT_IS: u8 = 0;
/// The mode that drops marks and folds letters as [`Alphabet::Search`].
pub(crate) const SEARCH: u8 = 1;
/// The mode that drops marks and folds letters as [`Normalizer::lucene`](crate::normalize::Normalizer::lucene). Words with other characters require
/// the fallback.
pub(crate) const LUCENE: u8 = 2;

/// Removes the affixes of a word and appends the stem. A word also requires the fallback if `unless` is true of the codes of its letters: folded for
/// `SEARCH`, as they are spelled for the other modes.
#[inline(always)]
pub(crate) fn cut<const READ: u8>(
    level: Level,
    word: &str,
    affixes: &Affixes,
    unless: impl Fn(u128) -> bool,
    out: &mut String,
) -> AffixCut {
    // Here, where no value is in a register yet that would have to be saved.
    out.reserve(PUSHED);
    let (from, to) = cut_at_level::<_, READ>(level, word, affixes, unless, out);
    // By `to`, which all stems have: many words lose nothing at the start, and many do.
    match to {
        0 if from == FALLBACK.0 => AffixCut::Fallback,
        0 => AffixCut::Ascii,
        _ => AffixCut::At(from, to),
    }
}

/// The other two of [`AffixCut`] as positions, which a function returns in two registers. No stem is empty.
const FALLBACK: (usize, usize) = (0, 0);
const ASCII: (usize, usize) = (1, 0);

dispatch! {
    #[inline(always)]
    fn cut_at_level<F: Fn(u128) -> bool; const READ: u8>(word: &str, affixes: &Affixes, unless: F, out: &mut String) -> (usize, usize)
        = cut_with::<_, F, READ>, scalar require_fallback::<F>;
}

/// Implements [`cut`].
#[inline(always)]
fn cut_with<S: Simd, F: Fn(u128) -> bool, const READ: u8>(
    simd: S,
    word: &str,
    affixes: &Affixes,
    unless: F,
    out: &mut String,
) -> (usize, usize) {
    let alphabet = const {
        match READ {
            SEARCH => Alphabet::Search,
            LUCENE => Alphabet::Lucene,
            _ => Alphabet::Exact,
        }
    };
    let Some(letters) = NumberedLetters::read(simd.word(), alphabet, &affixes.numbers, word.as_bytes()) else {
        return if push_ascii(word, out) { ASCII } else { FALLBACK };
    };
    match affixes.stem_range(letters.numbers, letters.len) {
        Some((from, to)) if !unless(if READ == SEARCH { letters.folded() } else { letters.codes() }) => letters.push(from, to, out),
        _ => FALLBACK,
    }
}

fn require_fallback<F>(_: &str, _: &Affixes, _: F, _: &mut String) -> (usize, usize) {
    FALLBACK
}

/// Appends a word of at most [`BYTES`] bytes if it is ASCII, and returns whether it is.
#[cold]
#[inline(never)]
fn push_ascii(word: &str, out: &mut String) -> bool {
    let is_ascii = (1..=BYTES).contains(&word.len()) && word.is_ascii();
    if is_ascii {
        copy::push(word, 0, word.len(), out);
    }
    is_ascii
}

/// The indices of the first four letters and the last four, the last lowest, by the number of letters; 80, which has the number 0, where there is no
/// letter or none that may be removed.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ENDS: [[u8; 16]; 17] = {
    let mut table = [[0x80; 16]; 17];
    let mut len = 0;
    while len <= 16 {
        let mut i = 0;
        while i < 4 {
            if len > 3 && i + 2 < len {
                table[len][i] = i as u8;
            }
            if i + 2 < len {
                table[len][4 + i] = (len - 1 - i) as u8;
            }
            i += 1;
        }
        len += 1;
    }
    table
};

impl Affixes {
    /// Returns the range of the letters of the stem of a word of `len` letters, at most 16. Returns `None` if that depends on more letters.
    ///
    /// The three bits of each letter are joined to the index of a table. Example: والكتاب of seven letters, with ا 1, ل 2, و 3, ب 4 in
    /// prefixes and ا 2, ت 4 in suffixes:
    ///
    /// ```text
    /// first four    و ا ل ك    03 01 02 00    index 000 010 001 011, which removes three letters
    /// last four     ب ا ت ك    00 20 40 00    index 000 100 010 000, which removes none
    /// ```
    #[inline(always)]
    fn stem_range<S: WordSimd>(&self, numbers: Vector<S>, len: usize) -> Option<(usize, usize)> {
        let ends = numbers.lookup(Vector::table(numbers.simd(), ENDS.get(len)?)).to_number() as u64 & 0x7070_7070_0707_0707;
        // Two letters are joined to six bits, and two of these to twelve.
        let twos = (ends | ends >> 5) & 0x03F0_03F0_003F_003F;
        let fours = twos | twos >> 10;
        let (first, last) = (fours as usize % TABLE, (fours >> 36) as usize % TABLE);
        let from = usize::from(self.beginnings.get(first).copied().unwrap_or(0));
        let n = usize::from(self.endings.get(last).copied().unwrap_or(0));
        if from + n + 2 <= len { Some((from, len - n)) } else { self.shorter_stem_range(from, last, len) }
    }

    /// Implements [`stem_range`](Affixes::stem_range) for words in which fewer than two letters would remain, or the suffix depends on more letters.
    #[inline(always)]
    fn shorter_stem_range(&self, from: usize, last: usize, len: usize) -> Option<(usize, usize)> {
        let free = len.saturating_sub(from + 2).min(4);
        let n = *self.endings.get(last & ((1 << (3 * free)) - 1))?;
        if n == MORE { None } else { Some((from, len - usize::from(n))) }
    }
}

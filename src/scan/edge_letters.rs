//! The first and the last eight letters of a word as numbers of four bits each, computed with SIMD: for `stem/rules`, which decides by tables and
//! short lists.

use alloc::string::String;

use super::Level;
use super::affixes::{AffixCut, push_ascii};
use super::arch::{Simd, Vector, WordSimd, level::dispatch};
use super::letters::pairs::NumberedLetters;
use super::letters::{Alphabet, Numbers, PUSHED};

/// A word of at most 16 letters and signs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EdgeLetters {
    /// The numbers of the first eight letters, four bits each, the first lowest; 0 for signs, and after the last letter.
    pub(crate) first: u32,
    /// The numbers of the last eight letters, the last lowest.
    pub(crate) last: u32,
    /// The codes of all letters, folded (see [`letters`](super::letters)).
    pub(crate) folded: u128,
    /// The number of letters and signs.
    pub(crate) len: usize,
}

/// The decision on a word. It is inlined into the reader.
pub(crate) trait AffixRule {
    /// For each letter the number in [`EdgeLetters::first`], below 16, plus 16 times the number in [`EdgeLetters::last`]; no letter has 0.
    const NUMBERS: &'static Numbers;
    /// Returns the range of the letters of the stem, which starts at most at letter 8, and a mark for the caller. Returns `None` if the word requires
    /// the fallback.
    fn decide(self, edges: &EdgeLetters) -> Option<(usize, usize, bool)>;
}

/// Removes the affixes of a word by a rule and appends the folded stem. Words with characters other than two-byte letters, marks and signs, and those
/// that the rule does not decide, require the fallback.
#[inline(always)]
pub(crate) fn cut<R: AffixRule>(level: Level, word: &str, rule: R, out: &mut String) -> PackedCut {
    out.reserve(PUSHED);
    cut_at_level(level, word, rule, out)
}

/// The result for a word in one register: the bounds of the stem in the word, in bytes, and the mark of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackedCut {
    from: u8,
    to: u8,
    mark: bool,
}

impl PackedCut {
    const FALLBACK: PackedCut = PackedCut { from: 0, to: 0, mark: false };
    /// No stem is empty.
    const ASCII: PackedCut = PackedCut { from: 1, to: 0, mark: false };

    /// Returns the cut and the mark.
    #[inline(always)]
    pub(crate) fn unpack(self) -> (AffixCut, bool) {
        let cut = match self {
            PackedCut { from: 0, to: 0, .. } => AffixCut::Fallback,
            PackedCut { to: 0, .. } => AffixCut::Ascii,
            PackedCut { from, to, .. } => AffixCut::At(usize::from(from), usize::from(to)),
        };
        (cut, self.mark)
    }
}

dispatch! {
    #[inline(always)]
    fn cut_at_level<R: AffixRule>(word: &str, rule: R, out: &mut String) -> PackedCut = cut_with::<_, R>, scalar require_fallback::<R>;
}

/// Implements [`cut`].
#[inline(always)]
fn cut_with<S: Simd, R: AffixRule>(simd: S, word: &str, rule: R, out: &mut String) -> PackedCut {
    let Some(letters) = NumberedLetters::read(simd.word(), Alphabet::Search, R::NUMBERS, word.as_bytes()) else {
        return if push_ascii(word, out) { PackedCut::ASCII } else { PackedCut::FALLBACK };
    };
    let len = letters.len;
    let (first, last) = edges(letters.numbers, len);
    match rule.decide(&EdgeLetters { first, last, folded: letters.folded_with_ascii(), len }) {
        Some((from, to, mark)) if from < to && to <= len && from <= 8 => {
            let (from, to) = letters.push(from, to, out);
            PackedCut { from: from as u8, to: to as u8, mark }
        }
        _ => PackedCut::FALLBACK,
    }
}

fn require_fallback<R>(_: &str, _: R, _: &mut String) -> PackedCut {
    PackedCut::FALLBACK
}

/// The indices of the first eight letters and the last eight, the last lowest, by the number of letters; 80, which has the number 0, where there is no
/// letter.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static EDGES: [[u8; 16]; 17] = {
    let mut table = [[0x80; 16]; 17];
    let mut len = 0;
    while len <= 16 {
        let mut i = 0;
        while i < 8 && i < len {
            table[len][i] = i as u8;
            table[len][8 + i] = (len - 1 - i) as u8;
            i += 1;
        }
        len += 1;
    }
    table
};

/// Returns [`EdgeLetters::first`] and [`EdgeLetters::last`] from the numbers of `len` letters, at most 16.
///
/// كتاب, if the first three letters have the numbers 8, 11 and 1 and ب has 7, is `71B8` as first letters.
#[inline(always)]
fn edges<S: WordSimd>(numbers: Vector<S>, len: usize) -> (u32, u32) {
    let [none, ..] = &EDGES;
    let edges = numbers.lookup(Vector::table(numbers.simd(), EDGES.get(len).unwrap_or(none))).to_number();
    (low_halves(edges as u64), low_halves((edges >> 64) as u64 >> 4))
}

/// Returns the low four bits of each of eight bytes.
#[inline(always)]
fn low_halves(bytes: u64) -> u32 {
    let ones = bytes & 0x0F0F_0F0F_0F0F_0F0F;
    let twos = (ones | ones >> 4) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos | twos >> 8) & 0x0000_FFFF_0000_FFFF;
    (fours | fours >> 16) as u32
}

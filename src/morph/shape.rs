//! Shapes: the letters that templates have of their own, compared with those of a stem all at once.

use super::key::{ALEF_KIND, HAMZA_KIND, KINDS, YEH_KIND};
use super::tables::*;

/// The letters of some templates, and where the radicals are between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Its templates: the first row, and how many.
    pub(crate) first: u16,
    pub(crate) count: u8,
    /// The places of its letters.
    pub(crate) letters: u8,
    /// The least that a stem by one of them costs.
    pub(crate) least: i16,
    /// Where a stem by one of them can stand.
    pub(crate) slots: u32,
}

pub(crate) const fn shape(first: u16, count: u8, letters: u8, least: i16, slots: u32) -> Shape {
    Shape { first, count, letters, least, slots }
}

/// Behind the shapes of a length is this, which anything fits and nothing affords.
pub(crate) const END: Shape = shape(0, 0, 0, i16::MAX, u32::MAX);
/// Its bit.
const END_BIT: u64 = 1 << 63;

/// The shapes that some letters fit, whatever their number: all that have the first of them, and so on.
#[derive(Clone, Copy)]
pub(crate) struct Fits([u64; SHAPES.len()]);

impl Fits {
    /// Those of no letters: as all have, an end.
    pub(crate) const NONE: Fits = Fits([END_BIT; SHAPES.len()]);

    /// Those of letters that are given as kinds.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
    pub(crate) fn of(kinds: u64) -> Fits {
        let mut all = [u64::MAX; SHAPES.len()];
        for (i, place) in FITS.iter().enumerate() {
            let fits = &place[(kinds >> (4 * i)) as usize & (KINDS - 1)];
            all.iter_mut().zip(fits).for_each(|(all, fits)| *all &= fits);
        }
        Fits(all)
    }

    /// The shapes of some number of letters, the one that can cost least first.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "masked")]
    pub(crate) fn shapes(&self, length: &Length) -> Fitting {
        let word = length.word & (self.0.len() - 1);
        Fitting { bits: self.0[word] & length.bits, shapes: &SHAPES[word], more: self.0[MORE] & length.more }
    }
}

/// The shapes that fit some letters: bits of one word, and behind them bits of the word [`MORE`].
pub(crate) struct Fitting {
    bits: u64,
    shapes: &'static [Shape; 64],
    more: u64,
}

impl Fitting {
    /// The next one, and in the end [`END`], behind which nothing may be asked.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 64 of 64")]
    pub(crate) fn next(&mut self) -> &'static Shape {
        if self.bits == 0 {
            (self.bits, self.shapes) = (self.more, &SHAPES[MORE]);
        }
        let shape = &self.shapes[self.bits.trailing_zeros() as usize & 63];
        self.bits &= self.bits.wrapping_sub(1);
        shape
    }

    /// Whether there is none.
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.bits | self.more == END_BIT
    }
}

/// What follows from the number of letters of a stem.
pub(crate) struct Length {
    /// The word that has its shapes, which bits of it they are, and which of the word [`MORE`] are more of them.
    word: usize,
    bits: u64,
    more: u64,
    /// The least that one of them costs.
    pub(crate) least: i16,
    /// The codes that are of the stem, of which twelve fit.
    pub(crate) codes: u64,
    /// The codes that are the lexicon's of a stem, and of one whose ءا is there ا; none of stems that are longer than its words.
    pub(crate) listed: [u64; 2],
}

impl Length {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32")]
    pub(crate) fn of(n: usize) -> &'static Length {
        &BY_LENGTH[n & 31]
    }
}

/// No stem has as many letters.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) static BY_LENGTH: [Length; 32] = {
    const NONE: Length = Length { word: MORE, bits: END_BIT, more: 0, least: i16::MAX, codes: (1 << 60) - 1, listed: [0; 2] };
    let mut all = [NONE; 32];
    let mut n = 0;
    while n <= 12 {
        // A ء alone is ا, whatever follows it.
        let less = if n < 2 { n } else { n - 1 };
        all[n].codes = (1 << (5 * n)) - 1;
        all[n].listed = [all[n].codes, (1 << (5 * less)) - 1];
        if n > 0 && n < LENGTHS.len() {
            let (word, bits, more) = LENGTHS[n];
            (all[n].word, all[n].bits, all[n].more) = (word as usize, bits, more);
            all[n].least = SHAPES[word as usize][bits.trailing_zeros() as usize].least;
        }
        n += 1;
    }
    all
};

/// The templates of a stem that is named letter by letter.
pub(crate) fn whole_stem(codes: u64, n: usize) -> Option<Shape> {
    let key = codes | (n as u64) << 40;
    let at = STEMS.partition_point(|s| s >> 16 < key);
    let s = STEMS.get(at).filter(|s| *s >> 16 == key)?;
    Some(shape((s >> 6 & 1023) as u16, (s & 63) as u8, (1 << n) - 1, 0, u32::MAX))
}

/// The kinds with another first one.
#[inline(always)]
pub(crate) const fn with_first(kinds: u64, kind: u8) -> u64 {
    kinds & !15 | kind as u64
}

/// The kinds of ا that stands for ءا.
#[inline(always)]
pub(crate) const fn with_madda(kinds: u64) -> u64 {
    with_first(kinds, ALEF_KIND) << 4 | HAMZA_KIND as u64
}

/// The first kinds, with ء for the last of them.
#[inline(always)]
pub(crate) const fn with_last_hamza(kinds: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    kinds & !(15 << shift) | (HAMZA_KIND as u64) << shift
}

/// The first kinds, with يء for the last of them.
#[inline(always)]
pub(crate) const fn with_old_hamza(kinds: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    kinds & !(255 << shift) | (YEH_KIND as u64) << shift | (HAMZA_KIND as u64) << (shift + 4)
}

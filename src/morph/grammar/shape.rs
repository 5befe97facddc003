//! Shapes: the letters of templates, compared with those of a stem all at once.
//!
//! Each shape is a bit. A table has, for each position and letter class, the shapes that may have such a letter there; the intersection over the
//! positions of a stem leaves the shapes that the stem fits, those that can cost least first.

use super::tables::{SHAPE_LENGTHS, SHAPE_MASKS, SHAPES, WHOLE_STEMS};
use crate::morph::schema::*;

/// The shapes that some letters fit, of any length: all that have the first of them, the first two, and so on.
#[derive(Clone, Copy)]
pub(crate) struct ShapeSet([u64; SHAPE_WORDS]);

impl ShapeSet {
    /// The empty set. As every set it has the sentinels.
    pub(crate) const EMPTY: ShapeSet = ShapeSet([END_BIT; SHAPE_WORDS]);

    /// Returns the shapes that letters fit, given by their classes, the first lowest.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
    pub(crate) fn of(classes: u64) -> ShapeSet {
        let mut all = [u64::MAX; SHAPE_WORDS];
        for (i, place) in SHAPE_MASKS.iter().enumerate() {
            let fits = &place[(classes >> (4 * i)) as usize & (LETTER_CLASSES - 1)];
            all.iter_mut().zip(fits).for_each(|(all, fits)| *all &= fits);
        }
        ShapeSet(all)
    }

    /// Returns the shapes of a number of letters, the one that can cost least first.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "masked")]
    pub(crate) fn of_length(&self, length: &StemLength) -> Shapes {
        let word = length.word & (self.0.len() - 1);
        Shapes { bits: self.0[word] & length.bits, shapes: &SHAPES[word], overflow: self.0[OVERFLOW_WORD] & length.overflow }
    }
}

/// The shapes of one length that a stem fits: bits of one word, then bits of [`OVERFLOW_WORD`].
pub(crate) struct Shapes {
    bits: u64,
    shapes: &'static [Shape; SHAPES_PER_WORD],
    overflow: u64,
}

impl Shapes {
    /// Returns the next shape, and [`Shape::END`] after the last one. After that it must not be called.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 64 of 64")]
    pub(crate) fn next(&mut self) -> &'static Shape {
        if self.bits == 0 {
            (self.bits, self.shapes) = (self.overflow, &SHAPES[OVERFLOW_WORD]);
        }
        let shape = &self.shapes[self.bits.trailing_zeros() as usize & 63];
        self.bits &= self.bits.wrapping_sub(1);
        shape
    }

    /// Returns whether only the sentinel is left.
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.bits | self.overflow == END_BIT
    }
}

/// Masks and bounds that depend on the number of letters of a stem.
pub(crate) struct StemLength {
    /// The word that has the shapes of this length, their bits in it, and their bits in [`OVERFLOW_WORD`].
    word: usize,
    bits: u64,
    overflow: u64,
    /// The least cost of one of them.
    pub(crate) least: i16,
    /// The mask of the codes of the stem, twelve at most.
    pub(crate) codes: u64,
    /// The mask of its lexicon key, and of the key of a stem in ءا, which is a letter shorter; 0 for stems that are longer than listed words.
    pub(crate) listed: [u64; 2],
}

impl StemLength {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32")]
    pub(crate) fn of(n: usize) -> &'static StemLength {
        &BY_LENGTH[n & 31]
    }
}

/// By number of letters. Stems have fewer than 32.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) static BY_LENGTH: [StemLength; 32] = {
    const NONE: StemLength =
        StemLength { word: OVERFLOW_WORD, bits: END_BIT, overflow: 0, least: i16::MAX, codes: (1 << 60) - 1, listed: [0; 2] };
    let mut all = [NONE; 32];
    let mut n = 0;
    while n <= LEXICON_LETTERS {
        // A single ء is ا in the lexicon, whatever letter follows the stem.
        let less = if n < 2 { n } else { n - 1 };
        all[n].codes = (1 << (5 * n)) - 1;
        all[n].listed = [all[n].codes, (1 << (5 * less)) - 1];
        if n > 0 && n < SHAPE_LENGTHS.len() {
            let [word, bits, overflow] = SHAPE_LENGTHS[n];
            (all[n].word, all[n].bits, all[n].overflow) = (word as usize, bits, overflow);
            all[n].least = SHAPES[word as usize][bits.trailing_zeros() as usize].least;
        }
        n += 1;
    }
    all
};

/// Returns the shape of the templates that name a stem letter by letter, if there are any.
pub(crate) fn whole_stem(codes: u64, n: usize) -> Option<Shape> {
    let key = codes | (n as u64) << WHOLE_STEM_LENGTH_SHIFT;
    let at = WHOLE_STEMS.partition_point(|s| s >> WHOLE_STEM_SHIFT < key);
    let s = WHOLE_STEMS.get(at).filter(|s| *s >> WHOLE_STEM_SHIFT == key)?;
    let first = (s >> WHOLE_STEM_FIRST_SHIFT & WHOLE_STEM_FIRST_MASK) as u16;
    Some(Shape { first, count: (s & WHOLE_STEM_COUNT_MASK) as u8, letters: (1 << n) - 1, least: 0, slots: u32::MAX })
}

/// Returns letter classes with another first one.
#[inline(always)]
pub(crate) const fn with_first(classes: u64, class: u8) -> u64 {
    classes & !15 | class as u64
}

/// Returns the letter classes of a stem in ا with ءا instead.
#[inline(always)]
pub(crate) const fn with_madda(classes: u64) -> u64 {
    with_first(classes, ALEF_CLASS) << 4 | HAMZA_CLASS as u64
}

/// Returns the letter classes of a stem of `n` letters with ء for the last one.
#[inline(always)]
pub(crate) const fn with_last_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(15 << shift) | (HAMZA_CLASS as u64) << shift
}

/// Returns the letter classes of a stem of `n` letters with يء for the last one.
#[inline(always)]
pub(crate) const fn with_old_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(255 << shift) | (YEH_CLASS as u64) << shift | (HAMZA_CLASS as u64) << (shift + 4)
}

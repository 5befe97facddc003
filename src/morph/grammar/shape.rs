//! Shapes: the letters of templates. A stem is compared with the letters of all shapes in parallel.
//!
//! Each shape is a bit. For each position and letter class, a table contains the set of the shapes that may have such a letter in this position. The
//! intersection of these sets over all positions of a stem is the set of the shapes that the stem fits. The bits are sorted by the least cost of the
//! shapes.

use super::tables::{SHAPE_LENGTHS, SHAPE_MASKS, SHAPES, WHOLE_STEMS};
use crate::morph::schema::*;

/// The shapes of all lengths that some letters fit: a shape of one letter must fit the first letter, a shape of two letters must fit the first two
/// letters, and so on.
#[derive(Clone, Copy)]
pub(crate) struct ShapeSet([u64; SHAPE_WORDS]);

impl ShapeSet {
    /// The empty set. It contains only the sentinels, which are in every set.
    pub(crate) const EMPTY: ShapeSet = ShapeSet([END_BIT; SHAPE_WORDS]);

    /// Returns the shapes that fit the letters of a stem. `classes` contains the class of each letter in four bits, with the first letter in the
    /// lowest bits.
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

    /// Returns the shapes with a given number of letters, the shape with the least cost first.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "masked")]
    pub(crate) fn of_length(&self, length: &StemLength) -> Shapes {
        let word = length.word & (self.0.len() - 1);
        Shapes { bits: self.0[word] & length.bits, shapes: &SHAPES[word], overflow: self.0[OVERFLOW_WORD] & length.overflow }
    }
}

/// The shapes of one length that a stem fits: bits of one word, followed by bits of [`OVERFLOW_WORD`].
pub(crate) struct Shapes {
    bits: u64,
    shapes: &'static [Shape; SHAPES_PER_WORD],
    overflow: u64,
}

impl Shapes {
    /// Returns the next shape, or [`Shape::END`] after the last shape. Do not call this function after it has returned [`Shape::END`].
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

    /// Returns whether only the sentinel remains.
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.bits | self.overflow == END_BIT
    }
}

/// Masks and bounds that depend on the number of letters of a stem.
pub(crate) struct StemLength {
    /// The word that contains the shapes of this length, the bits of these shapes in the word, and their bits in [`OVERFLOW_WORD`].
    word: usize,
    bits: u64,
    overflow: u64,
    /// The least cost of a shape of this length.
    pub(crate) least: i16,
    /// The mask of the codes of the stem, at most twelve codes.
    pub(crate) codes: u64,
    /// The mask of the lexicon key of the stem, and the mask of the key of a stem in ءا, which is one letter shorter. Both masks are 0 if the stem is
    /// longer than all lexicon words.
    pub(crate) listed: [u64; 2],
}

impl StemLength {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32")]
    pub(crate) fn of(n: usize) -> &'static StemLength {
        &BY_LENGTH[n & 31]
    }
}

/// The values of [`StemLength`] by number of letters. Stems have fewer than 32 letters.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) static BY_LENGTH: [StemLength; 32] = {
    const NONE: StemLength =
        StemLength { word: OVERFLOW_WORD, bits: END_BIT, overflow: 0, least: i16::MAX, codes: (1 << 60) - 1, listed: [0; 2] };
    let mut all = [NONE; 32];
    let mut n = 0;
    while n <= LEXICON_LETTERS {
        // In the lexicon, a stem of the single letter ء is ا, whatever letter follows the stem.
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

/// Returns the shape of the templates that list all letters of this stem. Returns `None` if no template lists the stem.
pub(crate) fn whole_stem(codes: u64, n: usize) -> Option<Shape> {
    let key = codes | (n as u64) << WHOLE_STEM_LENGTH_SHIFT;
    let at = WHOLE_STEMS.partition_point(|s| s >> WHOLE_STEM_SHIFT < key);
    let s = WHOLE_STEMS.get(at).filter(|s| *s >> WHOLE_STEM_SHIFT == key)?;
    let first = (s >> WHOLE_STEM_FIRST_SHIFT & WHOLE_STEM_FIRST_MASK) as u16;
    Some(Shape { first, count: (s & WHOLE_STEM_COUNT_MASK) as u8, letters: (1 << n) - 1, least: 0, slots: u32::MAX })
}

/// Returns letter classes with a different class for the first letter.
#[inline(always)]
pub(crate) const fn with_first(classes: u64, class: u8) -> u64 {
    classes & !15 | class as u64
}

/// Returns the letter classes of a stem in ا, with ءا instead of this ا.
#[inline(always)]
pub(crate) const fn with_madda(classes: u64) -> u64 {
    with_first(classes, ALEF_CLASS) << 4 | HAMZA_CLASS as u64
}

/// Returns the letter classes of a stem of `n` letters, with ء instead of the last letter.
#[inline(always)]
pub(crate) const fn with_last_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(15 << shift) | (HAMZA_CLASS as u64) << shift
}

/// Returns the letter classes of a stem of `n` letters, with يء instead of the last letter.
#[inline(always)]
pub(crate) const fn with_old_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(255 << shift) | (YEH_CLASS as u64) << shift | (HAMZA_CLASS as u64) << (shift + 4)
}

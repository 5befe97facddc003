//! Shapes. A shape is the letters of a template and the positions of its radicals. A stem is compared with all shapes in parallel.
//!
//! A set of shapes has one bit for each shape. For each position and each letter class, a table contains the set of the shapes that a stem with
//! such a letter in this position can fit. The intersection of these sets over all positions of a stem is the set of the shapes that the stem
//! fits. The shapes of one length are sorted by their cost, so the lowest bit is the cheapest shape.

use super::tables::{SHAPE_LENGTHS, SHAPE_MASKS, SHAPES, WHOLE_STEMS};
use crate::morph::schema::*;

/// The shapes that fit the first letters of a text. The set contains shapes of all lengths: a shape of `n` letters is in the set if it fits the
/// first `n` letters.
#[derive(Clone, Copy)]
pub(crate) struct ShapeSet([u64; SHAPE_WORDS]);

impl ShapeSet {
    /// The empty set. Every set contains the sentinels [`Shape::END`], so the empty set contains them too.
    pub(crate) const EMPTY: ShapeSet = ShapeSet([END_BIT; SHAPE_WORDS]);

    /// Returns the shapes that fit the first letters of a text. `classes` contains the class of each letter in four bits, with the first letter
    /// in the lowest bits.
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

    /// Returns the shapes of the set that have the given number of letters. The cheapest shape is first.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "masked")]
    pub(crate) fn of_length(&self, length: &StemLength) -> Shapes {
        let word = length.word & (self.0.len() - 1);
        Shapes { bits: self.0[word] & length.bits, shapes: &SHAPES[word], overflow: self.0[OVERFLOW_WORD] & length.overflow }
    }
}

/// The shapes of one length that a stem fits: the bits of one word of the shape set, followed by the bits of the word [`OVERFLOW_WORD`].
pub(crate) struct Shapes {
    bits: u64,
    shapes: &'static [Shape; SHAPES_PER_WORD],
    overflow: u64,
}

impl Shapes {
    /// Returns the next shape, or the sentinel [`Shape::END`] after the last shape. Do not call this function again after it has returned
    /// [`Shape::END`].
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

    /// Returns whether only the sentinel remains, so that the next call of [`Shapes::next`] returns [`Shape::END`].
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.bits | self.overflow == END_BIT
    }
}

/// Values that depend only on the number of letters of a stem: masks and the least cost.
pub(crate) struct StemLength {
    /// Three values: the index of the word that contains the shapes of this length, the bits of these shapes in this word, and the bits of these
    /// shapes in the word [`OVERFLOW_WORD`].
    word: usize,
    bits: u64,
    overflow: u64,
    /// The least cost of the shapes of this length.
    pub(crate) least: i16,
    /// The mask that keeps the codes of the stem in packed codes. The mask has at most twelve codes.
    pub(crate) codes: u64,
    /// Two masks that keep the lexicon key of the stem. The first mask is for all stems except stems in ءا. The second mask is for stems in ءا,
    /// whose key is one letter shorter. Both masks are 0 if the stem is longer than all lexicon words.
    pub(crate) listed: [u64; 2],
}

impl StemLength {
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32")]
    pub(crate) fn of(n: usize) -> &'static StemLength {
        &BY_LENGTH[n & 31]
    }
}

/// The values of [`StemLength`], indexed by the number of letters. Stems have fewer than 32 letters.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) static BY_LENGTH: [StemLength; 32] = {
    const NONE: StemLength =
        StemLength { word: OVERFLOW_WORD, bits: END_BIT, overflow: 0, least: i16::MAX, codes: (1 << 60) - 1, listed: [0; 2] };
    let mut all = [NONE; 32];
    let mut n = 0;
    while n <= LEXICON_LETTERS {
        // The lexicon key of the single letter ء is ا. The key must not include the letter that follows this stem, even if this letter is ا.
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

/// Returns the shape of the templates that list all `n` letters of a stem. `codes` are the packed codes of the stem. Returns `None` if no
/// template lists the stem.
pub(crate) fn whole_stem(codes: u64, n: usize) -> Option<Shape> {
    let key = codes | (n as u64) << WHOLE_STEM_LENGTH_SHIFT;
    let at = WHOLE_STEMS.partition_point(|s| s >> WHOLE_STEM_SHIFT < key);
    let s = WHOLE_STEMS.get(at).filter(|s| *s >> WHOLE_STEM_SHIFT == key)?;
    let first = (s >> WHOLE_STEM_FIRST_SHIFT & WHOLE_STEM_FIRST_MASK) as u16;
    Some(Shape { first, count: (s & WHOLE_STEM_COUNT_MASK) as u8, letters: (1 << n) - 1, least: 0, slots: u32::MAX })
}

/// Returns the packed letter classes of a stem, with `class` instead of the class of the first letter.
#[inline(always)]
pub(crate) const fn with_first(classes: u64, class: u8) -> u64 {
    classes & !15 | class as u64
}

/// Returns the packed letter classes of a stem that begins with ا, with the classes of ءا instead of this ا.
#[inline(always)]
pub(crate) const fn with_madda(classes: u64) -> u64 {
    with_first(classes, ALEF_CLASS) << 4 | HAMZA_CLASS as u64
}

/// Returns the packed letter classes of a stem of `n` letters, with the class of ء instead of the class of the last letter.
#[inline(always)]
pub(crate) const fn with_last_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(15 << shift) | (HAMZA_CLASS as u64) << shift
}

/// Returns the packed letter classes of a stem of `n` letters, with the classes of يء instead of the class of the last letter.
#[inline(always)]
pub(crate) const fn with_old_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(255 << shift) | (YEH_CLASS as u64) << shift | (HAMZA_CLASS as u64) << (shift + 4)
}

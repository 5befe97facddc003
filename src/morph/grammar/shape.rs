//! Shapes. A template is a pattern of letters and radicals, such as م123 for مكتب; the digits are the radicals. A shape consists of the
//! letters of a template and the positions of its radicals. For example, the shape of م123 has the letter م in position 0 and radicals in
//! the positions 1 to 3. Templates with the same letters in the same positions share one shape. This module compares a stem with the shapes
//! of all templates that have radicals, in parallel. The function [`whole_stem`] looks up the templates without radicals.
//!
//! A set of shapes has one bit for each shape. A letter class is a number of four bits that represents a letter or a group of letters. A
//! generated table contains one set for each pair of a position and a letter class. This set contains the shapes that a stem with a letter
//! of this class in this position can fit, and the shapes that are too short to have this position. The intersection of these sets over all
//! positions of a stem is the set of the shapes that the stem fits. The shapes of one length are sorted by their cost, so the lowest set
//! bit is the cheapest shape.

use super::tables::{SHAPE_LENGTHS, SHAPE_MASKS, SHAPES, WHOLE_STEMS};
use crate::morph::schema::*;

/// A set of shapes that fit the letters from the start of a stem to the end of the word. The end of the stem may be unknown, so the set
/// contains shapes of all lengths. A shape of `n` letters is in the set if the shape fits the first `n` letters.
#[derive(Clone, Copy)]
pub(crate) struct ShapeSet([u64; SHAPE_WORDS]);

impl ShapeSet {
    /// The initial value of a set before the set is computed. In each word, only the bit [`END_BIT`] is set.
    pub(crate) const EMPTY: ShapeSet = ShapeSet([END_BIT; SHAPE_WORDS]);

    /// Returns the set of the shapes that fit the letters with the given classes. `classes` contains four bits for each letter, with the
    /// first letter in the lowest bits.
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

    /// Returns the shapes of the set that have the number of letters of `length`, the cheapest first.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "masked")]
    pub(crate) fn of_length(&self, length: &StemLength) -> Shapes {
        let word = length.word & (self.0.len() - 1);
        Shapes { bits: self.0[word] & length.bits, shapes: &SHAPES[word], overflow: self.0[OVERFLOW_WORD] & length.overflow }
    }
}

/// The shapes of one length that a stem fits. Bit `i` of `bits` represents `shapes[i]`. The shapes of `overflow` follow: bit `i` represents
/// the shape `i` of the word [`OVERFLOW_WORD`].
pub(crate) struct Shapes {
    bits: u64,
    shapes: &'static [Shape; SHAPES_PER_WORD],
    overflow: u64,
}

impl Shapes {
    /// Returns the next shape, or the sentinel [`Shape::END`] after the last shape. Do not call this function again after it has returned
    /// [`Shape::END`], because the result would be an arbitrary shape.
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

    /// Returns true if only the sentinel remains, so that the next call of [`Shapes::next`] returns [`Shape::END`].
    #[inline(always)]
    pub(crate) fn is_empty(&self) -> bool {
        self.bits | self.overflow == END_BIT
    }
}

/// Values that depend only on `n`, the number of letters of a stem.
pub(crate) struct StemLength {
    /// The index of the word of a [`ShapeSet`] that contains the shapes of this length, or the first 64 of these shapes.
    word: usize,
    /// The bits of these shapes in this word. If `overflow` is 0, the bits include the bit of the sentinel.
    bits: u64,
    /// The bits of the other shapes of this length in the word [`OVERFLOW_WORD`], and the bit of the sentinel. The value is 0 if there are
    /// no other shapes.
    overflow: u64,
    /// The least cost of the shapes of this length, in tenths, or `i16::MAX` if there is no such shape.
    pub(crate) least: i16,
    /// The mask of the first `n` letter codes in packed codes of five bits. The mask covers at most twelve codes, because a u64 contains
    /// only twelve codes.
    pub(crate) codes: u64,
    /// The lexicon key of a text is its packed letter codes, but an initial ء or ءا is replaced with ا. These two masks cut the key of a
    /// text to the key of its first `n` letters. The second mask is for a text that begins with ءا, whose key is one letter shorter than
    /// the text. The first mask is for all other texts. Both masks are 0 if `n` is greater than [`LEXICON_LETTERS`].
    pub(crate) listed: [u64; 2],
}

impl StemLength {
    /// Returns the values for a stem of `n` letters, for `n` below 32.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 32 of 32")]
    pub(crate) fn of(n: usize) -> &'static StemLength {
        &BY_LENGTH[n & 31]
    }
}

/// The values of [`StemLength`], indexed by the number of letters of the stem. Stems have fewer than 32 letters.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) static BY_LENGTH: [StemLength; 32] = {
    const NONE: StemLength =
        StemLength { word: OVERFLOW_WORD, bits: END_BIT, overflow: 0, least: i16::MAX, codes: (1 << 60) - 1, listed: [0; 2] };
    let mut all = [NONE; 32];
    let mut n = 0;
    while n <= LEXICON_LETTERS {
        // If a text begins with ءا, the key of its first letter ء is ا. So the second mask for one letter keeps one letter, not none.
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

/// Returns the shape of the templates whose pattern consists of exactly the `n` letters of a stem, without radicals. `codes` contains the
/// packed letter codes of the stem; `n` is at most [`SHAPE_LETTERS`]. Returns `None` if there is no such template. The field `least` of the
/// result is 0, and its field `slots` contains all slots.
pub(crate) fn whole_stem(codes: u64, n: usize) -> Option<Shape> {
    let key = codes | (n as u64) << WHOLE_STEM_LENGTH_SHIFT;
    let at = WHOLE_STEMS.partition_point(|s| s >> WHOLE_STEM_SHIFT < key);
    let s = WHOLE_STEMS.get(at).filter(|s| *s >> WHOLE_STEM_SHIFT == key)?;
    let first = (s >> WHOLE_STEM_FIRST_SHIFT & WHOLE_STEM_FIRST_MASK) as u16;
    Some(Shape { first, count: (s & WHOLE_STEM_COUNT_MASK) as u8, letters: (1 << n) - 1, least: 0, slots: u32::MAX })
}

/// Returns the packed letter classes of a stem after the class of its first letter is replaced by `class`.
#[inline(always)]
pub(crate) const fn with_first(classes: u64, class: u8) -> u64 {
    classes & !15 | class as u64
}

/// Returns the packed letter classes of a stem after its initial ا is replaced by ءا. The result has one letter more.
#[inline(always)]
pub(crate) const fn with_madda(classes: u64) -> u64 {
    with_first(classes, ALEF_CLASS) << 4 | HAMZA_CLASS as u64
}

/// Returns the packed letter classes of a stem of `n` letters after its last letter is replaced by ء.
#[inline(always)]
pub(crate) const fn with_last_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(15 << shift) | (HAMZA_CLASS as u64) << shift
}

/// Returns the packed letter classes of a stem of `n` letters after its last letter is replaced by يء. The result has one letter more. The
/// last letter of the stem must be the last letter of the word.
#[inline(always)]
pub(crate) const fn with_old_hamza(classes: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    classes & !(255 << shift) | (YEH_CLASS as u64) << shift | (HAMZA_CLASS as u64) << (shift + 4)
}

//! Shapes. A template is a pattern of letters and radicals (the digits), with vowels, costs and slots. A shape is the pattern alone,
//! without the numbers of the radicals. For example, the templates with the patterns `1ا3` and `1ا2` have the same shape.

/// A shape: the letters of a template and the positions of its radicals. Several templates can have the same shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The number of the first template of this shape. The templates of one shape have consecutive numbers.
    pub(crate) first: u16,
    /// The number of templates of this shape.
    pub(crate) count: u8,
    /// The positions of the letters that are not radicals, as a bit set. Bit 0 is the first position of the pattern.
    pub(crate) letters: u8,
    /// The least cost of the templates of this shape, in tenths. For a present of form IV, [`PRESENT_IV_DISCOUNT`] is subtracted. Other
    /// discounts are not included.
    pub(crate) least: i16,
    /// The union of the slots of the templates of this shape. A slot is a context in which a stem can occur, such as "perfect before a
    /// pronoun".
    pub(crate) slots: u32,
}

impl Shape {
    /// The number of bytes of a shape in `tables.bin`.
    pub(crate) const BYTES: usize = 12;

    /// The sentinel that ends each list of shapes. The sentinel fits every stem, and its cost exceeds every limit, so the search loop needs
    /// no bounds check.
    pub(crate) const END: Shape = Shape { first: 0, count: 0, letters: 0, least: i16::MAX, slots: u32::MAX };

    /// Returns the shape that [`Shape::to_bytes`] has stored in the bytes.
    pub(crate) const fn from_bytes(b: &[u8; Shape::BYTES]) -> Shape {
        Shape {
            first: u16::from_le_bytes([b[0], b[1]]),
            count: b[2],
            letters: b[3],
            least: i16::from_le_bytes([b[4], b[5]]),
            slots: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
        }
    }

    /// Returns the shape as bytes for `tables.bin`.
    pub(crate) const fn to_bytes(self) -> [u8; Shape::BYTES] {
        let (f, l, s) = (self.first.to_le_bytes(), self.least.to_le_bytes(), self.slots.to_le_bytes());
        [f[0], f[1], self.count, self.letters, l[0], l[1], 0, 0, s[0], s[1], s[2], s[3]]
    }
}

/// The discount on a present of form IV, in tenths, if the byte of the root has the flag `ROOT_PRESENT_IS_IV`. The field [`Shape::least`]
/// includes this discount.
pub(crate) const PRESENT_IV_DISCOUNT: i16 = 7;
/// The discount on a perfect of form V of the same roots.
pub(crate) const PERFECT_V_DISCOUNT: i16 = 3;

/// The greatest number of letters of a shape, including radicals. A longer stem fits no template.
pub(crate) const SHAPE_LETTERS: usize = 7;
/// The number of 64-bit words of a set of shapes. A set of shapes has one bit for each shape, so the search can compare a stem with all
/// shapes in parallel.
pub(crate) const SHAPE_WORDS: usize = 4;
pub(crate) const SHAPES_PER_WORD: usize = 64;
/// The bit of the sentinel [`Shape::END`] in a word of a set of shapes. The words before [`OVERFLOW_WORD`] are full and have no sentinel.
pub(crate) const END_BIT: u64 = 1 << (SHAPES_PER_WORD - 1);
/// The index of the overflow word of a set of shapes. If more than 64 shapes have the same number of letters, the first 64 of these shapes
/// are in another word, and the overflow word contains the others.
pub(crate) const OVERFLOW_WORD: usize = 2;

/// A whole stem is the stem of a template without radicals, so the pattern of the template lists all letters of the stem. `tables.bin`
/// stores each whole stem as one u64:
///
/// - bits 56 to 63: the number of letters
/// - bits 16 to 55: the packed codes of the letters, five bits for each letter
/// - bits 6 to 15: the number of the first template
/// - bits 0 to 5: the number of templates
///
/// The number of letters and the codes together are the key of the stem. `WHOLE_STEM_SHIFT` is the position of the key.
pub(crate) const WHOLE_STEM_SHIFT: u32 = 16;
/// The position of the number of letters in the key.
pub(crate) const WHOLE_STEM_LENGTH_SHIFT: u32 = 40;
/// The position of the number of the first template.
pub(crate) const WHOLE_STEM_FIRST_SHIFT: u32 = 6;
pub(crate) const WHOLE_STEM_COUNT_MASK: u64 = 63;
pub(crate) const WHOLE_STEM_FIRST_MASK: u64 = 1023;

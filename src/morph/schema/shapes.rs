//! Shapes: the letters of templates.

/// A shape: the letters of one or more templates, with the positions of the radicals between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The number of its first template.
    pub(crate) first: u16,
    /// The number of its templates.
    pub(crate) count: u8,
    /// The positions of its letters, as bits.
    pub(crate) letters: u8,
    /// The least cost of a stem by one of its templates.
    pub(crate) least: i16,
    /// The union of the slots of its templates.
    pub(crate) slots: u32,
}

impl Shape {
    /// The number of bytes of a row.
    pub(crate) const BYTES: usize = 12;

    /// The sentinel that ends each list of shapes: every stem matches it and its cost exceeds every limit, so the loop needs no bounds check.
    pub(crate) const END: Shape = Shape { first: 0, count: 0, letters: 0, least: i16::MAX, slots: u32::MAX };

    /// Reads a row.
    pub(crate) const fn from_bytes(b: &[u8; Shape::BYTES]) -> Shape {
        Shape {
            first: u16::from_le_bytes([b[0], b[1]]),
            count: b[2],
            letters: b[3],
            least: i16::from_le_bytes([b[4], b[5]]),
            slots: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
        }
    }

    /// Returns the row as bytes.
    pub(crate) const fn to_bytes(self) -> [u8; Shape::BYTES] {
        let (f, l, s) = (self.first.to_le_bytes(), self.least.to_le_bytes(), self.slots.to_le_bytes());
        [f[0], f[1], self.count, self.letters, l[0], l[1], 0, 0, s[0], s[1], s[2], s[3]]
    }
}

/// The discount on the present of form IV for roots with `ROOT_PRESENT_IS_IV`, in tenths: it is part of [`Shape::least`].
pub(crate) const PRESENT_IV_DISCOUNT: i16 = 8;

/// The number of letters of a stem that are compared with shapes at once; no shape has more.
pub(crate) const SHAPE_LETTERS: usize = 7;
/// Each shape is one bit of a few words of 64 bits.
pub(crate) const SHAPE_WORDS: usize = 4;
pub(crate) const SHAPES_PER_WORD: usize = 64;
/// The bit of [`Shape::END`] in each word.
pub(crate) const END_BIT: u64 = 1 << (SHAPES_PER_WORD - 1);
/// The word that has the shapes of lengths with more shapes than one word has bits.
pub(crate) const OVERFLOW_WORD: usize = 2;

/// A stem that a template names letter by letter, as one number: codes and number of letters, then the number of its first template and the
/// number of its templates. The rows are sorted.
pub(crate) const WHOLE_STEM_SHIFT: u32 = 16;
pub(crate) const WHOLE_STEM_LENGTH_SHIFT: u32 = 40;
pub(crate) const WHOLE_STEM_FIRST_SHIFT: u32 = 6;
pub(crate) const WHOLE_STEM_COUNT_MASK: u64 = 63;
pub(crate) const WHOLE_STEM_FIRST_MASK: u64 = 1023;

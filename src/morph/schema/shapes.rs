//! Shapes: the letters of templates and the positions of the radicals between them.

/// A shape: letters and the positions of the radicals between them. One or more templates have this shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The number of the first template of this shape.
    pub(crate) first: u16,
    /// The number of templates of this shape.
    pub(crate) count: u8,
    /// The positions of the letters that are not radicals, as a bit set.
    pub(crate) letters: u8,
    /// The least cost of a stem by a template of this shape.
    pub(crate) least: i16,
    /// The union of the slots of the templates of this shape.
    pub(crate) slots: u32,
}

impl Shape {
    /// The size of a row, in bytes.
    pub(crate) const BYTES: usize = 12;

    /// The sentinel that ends each list of shapes. Every stem matches the sentinel, and its cost exceeds every limit, so the loop needs no bounds
    /// check.
    pub(crate) const END: Shape = Shape { first: 0, count: 0, letters: 0, least: i16::MAX, slots: u32::MAX };

    /// Reads a shape from the bytes of its row.
    pub(crate) const fn from_bytes(b: &[u8; Shape::BYTES]) -> Shape {
        Shape {
            first: u16::from_le_bytes([b[0], b[1]]),
            count: b[2],
            letters: b[3],
            least: i16::from_le_bytes([b[4], b[5]]),
            slots: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
        }
    }

    /// Returns the bytes of the row of this shape.
    pub(crate) const fn to_bytes(self) -> [u8; Shape::BYTES] {
        let (f, l, s) = (self.first.to_le_bytes(), self.least.to_le_bytes(), self.slots.to_le_bytes());
        [f[0], f[1], self.count, self.letters, l[0], l[1], 0, 0, s[0], s[1], s[2], s[3]]
    }
}

/// The discount on the present of form IV for roots with `ROOT_PRESENT_IS_IV`, in tenths. [`Shape::least`] includes this discount.
pub(crate) const PRESENT_IV_DISCOUNT: i16 = 8;

/// The greatest number of letters of a shape. The letters of a stem are compared with all shapes in parallel.
pub(crate) const SHAPE_LETTERS: usize = 7;
/// The number of 64-bit words that contain one bit for each shape.
pub(crate) const SHAPE_WORDS: usize = 4;
pub(crate) const SHAPES_PER_WORD: usize = 64;
/// The bit of the sentinel [`Shape::END`] in each word.
pub(crate) const END_BIT: u64 = 1 << (SHAPES_PER_WORD - 1);
/// The word for shapes of the lengths that have more shapes than one word has bits.
pub(crate) const OVERFLOW_WORD: usize = 2;

/// A stem that a template lists with all its letters, packed into one number: its codes, its number of letters, the number of its first template, and
/// the number of its templates. The rows are sorted.
pub(crate) const WHOLE_STEM_SHIFT: u32 = 16;
pub(crate) const WHOLE_STEM_LENGTH_SHIFT: u32 = 40;
pub(crate) const WHOLE_STEM_FIRST_SHIFT: u32 = 6;
pub(crate) const WHOLE_STEM_COUNT_MASK: u64 = 63;
pub(crate) const WHOLE_STEM_FIRST_MASK: u64 = 1023;

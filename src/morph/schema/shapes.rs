//! Shapes. A shape is a template without its vowels and costs: the letters of the template and the positions of its radicals.

/// A shape: the letters of a template and the positions of its radicals. One or more templates have the same shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The number of the first template of this shape. The numbers of the templates of one shape are consecutive.
    pub(crate) first: u16,
    /// The number of templates of this shape.
    pub(crate) count: u8,
    /// The positions in the shape of the letters that are not radicals, as a bit set.
    pub(crate) letters: u8,
    /// The least cost of a stem with a template of this shape, in tenths.
    pub(crate) least: i16,
    /// The union of the slots of the templates of this shape. A slot is a context in which a stem can occur.
    pub(crate) slots: u32,
}

impl Shape {
    /// The size of the row of a shape, in bytes.
    pub(crate) const BYTES: usize = 12;

    /// The sentinel that ends each list of shapes. Every stem matches the sentinel, and the cost of the sentinel exceeds every limit, so the
    /// search loop needs no bounds check.
    pub(crate) const END: Shape = Shape { first: 0, count: 0, letters: 0, least: i16::MAX, slots: u32::MAX };

    /// Returns the shape that is stored in the bytes of a row.
    pub(crate) const fn from_bytes(b: &[u8; Shape::BYTES]) -> Shape {
        Shape {
            first: u16::from_le_bytes([b[0], b[1]]),
            count: b[2],
            letters: b[3],
            least: i16::from_le_bytes([b[4], b[5]]),
            slots: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
        }
    }

    /// Returns the shape as the bytes of its row.
    pub(crate) const fn to_bytes(self) -> [u8; Shape::BYTES] {
        let (f, l, s) = (self.first.to_le_bytes(), self.least.to_le_bytes(), self.slots.to_le_bytes());
        [f[0], f[1], self.count, self.letters, l[0], l[1], 0, 0, s[0], s[1], s[2], s[3]]
    }
}

/// The discount on the present of form IV, in tenths, for roots whose byte has the flag `ROOT_PRESENT_IS_IV`. [`Shape::least`] is reduced by this
/// discount.
pub(crate) const PRESENT_IV_DISCOUNT: i16 = 8;

/// The greatest number of letters of a shape. A longer stem fits no shape; only a template that lists all letters of the stem fits (see
/// [`WHOLE_STEM_SHIFT`]).
pub(crate) const SHAPE_LETTERS: usize = 7;
/// The number of 64-bit words of a shape set. A shape set has one bit for each shape, so that a stem is compared with all shapes in parallel.
pub(crate) const SHAPE_WORDS: usize = 4;
pub(crate) const SHAPES_PER_WORD: usize = 64;
/// The bit of the sentinel [`Shape::END`] in each word of a shape set.
pub(crate) const END_BIT: u64 = 1 << (SHAPES_PER_WORD - 1);
/// The index of the overflow word. If a number of letters has more shapes than fit into one word, the overflow word contains the remaining
/// shapes.
pub(crate) const OVERFLOW_WORD: usize = 2;

/// The layout of a whole stem, which is a stem that a template lists with all its letters. One u64 contains, from the highest bits to the lowest:
/// the number of letters, the packed codes of the letters, the number of the first template, and the number of templates. The rows are sorted.
pub(crate) const WHOLE_STEM_SHIFT: u32 = 16;
pub(crate) const WHOLE_STEM_LENGTH_SHIFT: u32 = 40;
pub(crate) const WHOLE_STEM_FIRST_SHIFT: u32 = 6;
pub(crate) const WHOLE_STEM_COUNT_MASK: u64 = 63;
pub(crate) const WHOLE_STEM_FIRST_MASK: u64 = 1023;

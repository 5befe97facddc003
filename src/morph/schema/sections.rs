//! The layout of `tables.bin`.

use super::numbered::numbered;

/// The version number in the header of `tables.bin`. The crate does not compile with a file that has a different version.
pub(crate) const FORMAT_VERSION: u32 = 1;
/// The first bytes of `tables.bin`.
pub(crate) const MAGIC: [u8; 4] = *b"kmrf";

numbered! {
    /// The sections of `tables.bin`. The file starts with [`MAGIC`] and [`FORMAT_VERSION`]. Then follow the offset and the length of each section, in
    /// bytes, and then the sections. All numbers are little-endian; the numbers of the header have 32 bits.
    Section {
        /// One u8 for each root of three radicals: its tier and flags. The index consists of the codes of the radicals, five bits for each radical,
        /// with the first radical in the highest bits.
        Roots = "roots",
        /// Rows of `Template`. Templates of the same shape are adjacent, sorted by cost.
        Templates = "templates",
        /// One u16 for each template: the byte offset of its pattern in `tables.txt`.
        PatternStarts = "pattern-starts",
        /// One u16 for each template, and one more at the end: the index of its first vocalization.
        VocalizationStarts = "vocalization-starts",
        /// One u64 for each vocalization of a template.
        Vocalizations = "vocalizations",
        /// One u16: the number of the template for nouns of three letters. The pattern of this template is `123` (three radicals).
        ThreeLetterNoun = "three-letter-noun",
        /// Rows of `Shape`: one row for each bit of each mask of shapes.
        Shapes = "shapes",
        /// Three u64 for each number of letters of a stem: the number of the mask that contains the shapes of this length, the bits of these shapes
        /// in this mask, and the bits of these shapes in the mask `OVERFLOW_WORD`.
        ShapeLengths = "shape-lengths",
        /// One u64 for each position, letter class and mask: the shapes that fit a letter of this class in this position. A shape fits if it has a
        /// letter of this class or a radical in this position, or if it is shorter.
        ShapeMasks = "shape-masks",
        /// One u64 for each whole stem (see `WHOLE_STEM_SHIFT`), sorted.
        WholeStems = "whole-stems",
        /// One u16 for each lemma pattern of the templates: its byte offset in `tables.txt`.
        LemmaStarts = "lemma-starts",
        /// One u32 for each set of first radicals (one bit for each code), and one u32 for each fixed root of a template.
        FirstRadicals = "first-radicals",
        /// One bit for each value of the high `LEXICON_FILTER_BITS` bits of a hash. The bit is set if the hash of a lexicon word has this value.
        LexiconFilter = "lexicon-filter",
        /// One u16 for each bucket, and one more at the end: the number of the first word in the bucket.
        LexiconStarts = "lexicon-starts",
        /// One u32 for each word: bits 0–31 of its hash.
        LexiconLow = "lexicon-low",
        /// One u16 for each word: bits 32–47 of its hash. The remaining bits of the hash are the number of the bucket.
        LexiconHigh = "lexicon-high",
        /// One u8 for each word: the index of its flags in [`Section::FlagSets`].
        LexiconFlags = "lexicon-flags",
        /// One u16 for each combination of flags that a lexicon word has.
        FlagSets = "flag-sets",
        /// Two u16 for each listed plural: its number as a word, counted from 1, and the byte offset of its singular in `tables.txt`. The pairs are
        /// sorted.
        Singulars = "singulars",
        /// Two u64 for each vocalization of a closed word or an irregular stem: the lexicon key and the vocalization. The pairs are sorted by key.
        ClosedVocalizations = "closed-vocalizations",
    }
}

impl Section {
    /// Returns the byte offset in the file at which the header stores the offset and the length of a section.
    pub(crate) const fn header_offset(self) -> usize {
        8 + 8 * self as usize
    }

    /// The size of the header, in bytes.
    pub(crate) const HEADER: usize = 8 + 8 * Section::ALL.len();
}

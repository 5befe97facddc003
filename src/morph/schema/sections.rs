//! The layout of `tables.bin`.

use super::numbered::numbered;

/// The number in the header of `tables.bin`. A crate with another number does not compile with the file.
pub(crate) const FORMAT_VERSION: u32 = 1;
/// The first bytes of `tables.bin`.
pub(crate) const MAGIC: [u8; 4] = *b"kmrf";

numbered! {
    /// The sections of `tables.bin`. The file is [`MAGIC`], [`FORMAT_VERSION`], for each section its offset and its length in bytes, then the
    /// sections. All numbers are little-endian; the numbers of the header have 32 bits.
    Section {
        /// One u8 for each root of three radicals: its tier and flags. The index is the codes of the radicals, five bits each, the first
        /// radical in the highest bits.
        Roots = "roots",
        /// Rows of `Template`. Templates of the same shape are adjacent, the cheaper ones first.
        Templates = "templates",
        /// One u16 for each template: the start of its pattern in `tables.txt`.
        PatternStarts = "pattern-starts",
        /// One u16 for each template, and one more at the end: the start of its vocalizations.
        VocalizationStarts = "vocalization-starts",
        /// One u64 for each vocalization of a template.
        Vocalizations = "vocalizations",
        /// One u16: the number of the template 123 of nouns of three letters.
        ThreeLetterNoun = "three-letter-noun",
        /// Rows of `Shape`: one for each bit of each mask of shapes.
        Shapes = "shapes",
        /// Three u64 for each number of letters of a stem: the number of the mask that has the shapes of this length, their bits in it, and
        /// their bits in the mask `OVERFLOW_WORD`.
        ShapeLengths = "shape-lengths",
        /// One u64 for each position, letter class and mask: the shapes that have a letter of this class in this position, have a radical
        /// there, or are shorter.
        ShapeMasks = "shape-masks",
        /// One u64 for each whole stem, sorted.
        WholeStems = "whole-stems",
        /// One u16 for each pattern of a lemma that a template names: its start in `tables.txt`.
        LemmaStarts = "lemma-starts",
        /// One u32 for each set of first radicals, with one bit for each code, and for each root that a template names.
        FirstRadicals = "first-radicals",
        /// One bit for each value of the high `LEXICON_FILTER_BITS` bits of a hash. It is set if the hash of a word has this value.
        LexiconFilter = "lexicon-filter",
        /// One u16 for each bucket, and one more at the end: the number of the first word of the bucket.
        LexiconStarts = "lexicon-starts",
        /// One u32 for each word: bits 0–31 of its hash.
        LexiconLow = "lexicon-low",
        /// One u16 for each word: bits 32–47 of its hash. The number of the bucket is the remaining bits.
        LexiconHigh = "lexicon-high",
        /// One u8 for each word: the position of its flags in [`Section::FlagSets`].
        LexiconFlags = "lexicon-flags",
        /// One u16 for each combination of flags.
        FlagSets = "flag-sets",
        /// Two u16 for each listed plural: its number as a word, counted from 1, and the start of its singular in `tables.txt`; sorted.
        Singulars = "singulars",
        /// Two u64 for each vocalization of a closed word or an irregular stem: the lexicon key and the vocalization; sorted by key.
        ClosedVocalizations = "closed-vocalizations",
    }
}

impl Section {
    /// Returns the position in the header at which the offset and the length of a section are stored, in bytes.
    pub(crate) const fn header_offset(self) -> usize {
        8 + 8 * self as usize
    }

    /// The number of bytes of the header.
    pub(crate) const HEADER: usize = 8 + 8 * Section::ALL.len();
}

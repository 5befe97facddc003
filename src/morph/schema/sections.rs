//! The layout of `tables.bin`, the generated file with the tables of the grammar.

use super::numbered::numbered;

/// The version number in the header of `tables.bin`. If the file has a different version, the crate does not compile.
pub(crate) const FORMAT_VERSION: u32 = 1;
/// The first bytes of `tables.bin`.
pub(crate) const MAGIC: [u8; 4] = *b"kmrf";

numbered! {
    /// The sections of `tables.bin`. The file starts with [`MAGIC`] and [`FORMAT_VERSION`]. The header then contains two numbers for each
    /// section: its byte offset and its length in bytes. The sections follow the header. All numbers are little-endian; the numbers of the header
    /// have 32 bits.
    Section {
        /// One u8 for each combination of three radicals: the tier (frequency) and the flags of this root, or 0. The index consists of the codes
        /// of the radicals, five bits for each radical, with the first radical in the highest bits.
        Roots = "roots",
        /// One row of `Template` for each template. Templates of the same shape are adjacent, the cheapest first.
        Templates = "templates",
        /// One u16 for each template: the byte offset of its pattern in `tables.txt`.
        PatternStarts = "pattern-starts",
        /// One u16 for each template, followed by one u16 for the end: the index in [`Section::Vocalizations`] of the first vocalization of the
        /// template.
        VocalizationStarts = "vocalization-starts",
        /// One u64 for each vocalization (the vowel signs and shaddas of all letters) of a template.
        Vocalizations = "vocalizations",
        /// One u16: the number of the template for nouns of three letters. The pattern of this template is `123` (three radicals).
        ThreeLetterNoun = "three-letter-noun",
        /// One row of `Shape` for each bit of the four masks of shapes. A shape is a pattern of letters and radicals.
        Shapes = "shapes",
        /// Three u64 for each number of letters of a stem: the index of the mask that contains the shapes of this length, the bits of these
        /// shapes in this mask, and the bits of these shapes in the mask with the index `OVERFLOW_WORD`.
        ShapeLengths = "shape-lengths",
        /// One u64 for each combination of position, letter class and mask: the shapes that a stem fits if it has a letter of this class in this
        /// position. A shape is in the set in two cases: the shape has a radical or a letter of this class in this position, or the shape is too
        /// short to have this position.
        ShapeMasks = "shape-masks",
        /// One u64 for each whole stem, sorted. A whole stem is a stem that a template lists with all its letters; see `WHOLE_STEM_SHIFT` for the
        /// bits.
        WholeStems = "whole-stems",
        /// One u16 for each lemma pattern of the templates: its byte offset in `tables.txt`.
        LemmaStarts = "lemma-starts",
        /// One u32 for each set of allowed first radicals, with one bit for each letter code, and one u32 for each root of a template with a
        /// fixed root.
        FirstRadicals = "first-radicals",
        /// One bit for each value of the highest `LEXICON_FILTER_BITS` bits of a hash. The bit is set if the hash of at least one lexicon word
        /// has this value.
        LexiconFilter = "lexicon-filter",
        /// One u16 for each hash bucket, followed by one u16 for the end: the number of the first lexicon word in the bucket, counted from 0.
        LexiconStarts = "lexicon-starts",
        /// One u32 for each lexicon word: bits 0–31 of its hash.
        LexiconLow = "lexicon-low",
        /// One u16 for each lexicon word: bits 32–47 of its hash. The bits from bit 48 on are the number of the bucket.
        LexiconHigh = "lexicon-high",
        /// One u8 for each lexicon word: the index of its flags in [`Section::FlagSets`].
        LexiconFlags = "lexicon-flags",
        /// One u16 for each different set of flags that a lexicon word has.
        FlagSets = "flag-sets",
        /// Two u16 for each listed plural: the number of the plural among the lexicon words, counted from 1, and the byte offset of its singular
        /// in `tables.txt`. The pairs are sorted by the number.
        Singulars = "singulars",
        /// Two u64 for each vocalization of a closed word or an irregular stem: the lexicon key and the vocalization. The pairs are sorted by key.
        ClosedVocalizations = "closed-vocalizations",
    }
}

impl Section {
    /// Returns the byte offset in `tables.bin` at which the header stores the offset of a section. The length of the section follows four bytes
    /// later.
    pub(crate) const fn header_offset(self) -> usize {
        8 + 8 * self as usize
    }

    /// The size of the header, in bytes.
    pub(crate) const HEADER: usize = 8 + 8 * Section::ALL.len();
}

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
        /// u8 by three codes of five bits, the first radical highest: tier and flags of a root.
        Roots = "roots",
        /// Rows of `Template`: those of one shape together, the cheaper ones first.
        Templates = "templates",
        /// u16 by template: the start of its pattern in `tables.txt`.
        PatternStarts = "pattern-starts",
        /// u16 by template and one more: the start of its vocalizations.
        VocalizationStarts = "vocalization-starts",
        /// u64: vocalizations of templates.
        Vocalizations = "vocalizations",
        /// u16: the number of the template 123 of nouns of three letters.
        ThreeLetterNoun = "three-letter-noun",
        /// Rows of `Shape` by word and bit.
        Shapes = "shapes",
        /// Three u64 by the number of letters of a stem: the word that has the shapes of this length, their bits in it, their bits in
        /// `OVERFLOW_WORD`.
        ShapeLengths = "shape-lengths",
        /// u64 by position, letter class and word: the shapes that have such a letter in this position, have a radical there, or are shorter.
        ShapeMasks = "shape-masks",
        /// u64: whole stems, sorted.
        WholeStems = "whole-stems",
        /// u16: the starts in `tables.txt` of the patterns of lemmas that templates name.
        LemmaStarts = "lemma-starts",
        /// u32: sets of first radicals as bits by code, and roots that templates name.
        FirstRadicals = "first-radicals",
        /// One bit for each value of the `LEXICON_FILTER_BITS` high bits of a hash that a word has.
        LexiconFilter = "lexicon-filter",
        /// u16 by bucket and one more: the number of the first word of the bucket.
        LexiconStarts = "lexicon-starts",
        /// u32 by word: bits 0–31 of its hash.
        LexiconLow = "lexicon-low",
        /// u16 by word: bits 32–47 of its hash. The bucket has the others.
        LexiconHigh = "lexicon-high",
        /// u8 by word: the position of its flags in [`Section::FlagSets`].
        LexiconFlags = "lexicon-flags",
        /// u16: all combinations of flags.
        FlagSets = "flag-sets",
        /// Two u16: the number of a word, counted from 1, and the start of its singular in `tables.txt`; sorted.
        Singulars = "singulars",
        /// Two u64: the lexicon key and a vocalization of a closed word or an irregular stem; sorted by key.
        ClosedVocalizations = "closed-vocalizations",
    }
}

impl Section {
    /// The offset in the header of the offset and length of a section.
    pub(crate) const fn header_offset(self) -> usize {
        8 + 8 * self as usize
    }

    /// The number of bytes of the header.
    pub(crate) const HEADER: usize = 8 + 8 * Section::ALL.len();
}

//! The layout of `tables.bin`, the generated file with the tables of the grammar.

use super::numbered::numbered;

/// The version number in the header of `tables.bin`. If the file has a different version, the crate does not compile.
pub(crate) const FORMAT_VERSION: u32 = 1;
/// The first bytes of `tables.bin`.
pub(crate) const MAGIC: [u8; 4] = *b"kmrf";

numbered! {
    /// The sections of `tables.bin`. The file consists of a header and the sections. The header consists of [`MAGIC`], [`FORMAT_VERSION`],
    /// the hash of the contents and two numbers for each section: the byte offset of the section in the file and the length of the section in bytes. All numbers of
    /// the file are little-endian; the numbers of the header have 32 bits.
    Section {
        /// One u8 for each combination of three letter codes: the tier (frequency) and the flags of this root, or 0 if the combination is
        /// not a listed root. The index consists of the codes of the radicals. Each code has five bits, and the first radical has the
        /// highest bits.
        Roots = "roots",
        /// The data of each template (pattern of letters and radicals), as the bytes of `Template::to_bytes`. Templates of the same shape
        /// are adjacent and sorted by cost, the cheapest first.
        Templates = "templates",
        /// One u16 for each template: the byte offset of its pattern in `tables.txt`.
        PatternStarts = "pattern-starts",
        /// For each template, one u16: the index in [`Section::Vocalizations`] of the first vocalization of the template. One more u16
        /// follows: the number of all vocalizations.
        VocalizationStarts = "vocalization-starts",
        /// One u64 for each vocalization of a template. A vocalization contains the vowel signs and shaddas of all letters of a stem.
        Vocalizations = "vocalizations",
        /// One u16: the number of the template with the pattern `123` (three radicals) whose vocalizations include vowels of broken
        /// plurals. These vocalizations also apply to a listed plural of three letters that fits no template.
        ThreeLetterNoun = "three-letter-noun",
        /// The data of each shape with radicals, as the bytes of `Shape::to_bytes`. A shape consists of the letters of a template and the
        /// positions of its radicals. A set of shapes has one bit for each shape, in four words of 64 bits. The section contains the shapes
        /// in the order of these bits, and `Shape::END` for each unused bit.
        Shapes = "shapes",
        /// Three u64 for each number of letters of a stem: the index of the word of a shape set that contains the shapes of this length,
        /// the bits of these shapes in this word, and the bits of these shapes in the word with the index `OVERFLOW_WORD`. One of the two
        /// bit sets also contains the bit of the sentinel `Shape::END`.
        ShapeLengths = "shape-lengths",
        /// For each combination of position and letter class, one set of shapes: the shapes that a stem can fit if it has a letter of this
        /// class in this position. Each u64 is one word of such a set. A shape is in the set in three cases: the shape has this letter in
        /// this position; the shape has a radical in this position, and the letter is neither ا nor ة nor of class 0; or the shape is too
        /// short to have this position. The class of ى has the same sets as the class of ي. In the words from `OVERFLOW_WORD` on, the bit
        /// `END_BIT` is also set.
        ShapeMasks = "shape-masks",
        /// One u64 for each whole stem, in ascending order. A whole stem is the stem of a template that has no radicals; see
        /// `WHOLE_STEM_SHIFT` for the bits of the u64.
        WholeStems = "whole-stems",
        /// One u16 for each lemma pattern of the templates: its byte offset in `tables.txt`.
        LemmaStarts = "lemma-starts",
        /// One u32 for each set of allowed first radicals, with one bit for each letter code. Also one u32 for each root of a template with
        /// `Fill::Fixed`, which has no radicals. The two kinds of values are mixed; each template stores the index of its value.
        FirstRadicals = "first-radicals",
        /// A bit filter. The highest `LEXICON_FILTER_BITS` bits of a hash are an index into this filter. A bit is set if the hash of at
        /// least one lexicon word has this index.
        LexiconFilter = "lexicon-filter",
        /// For each hash bucket, one u16: the number of the first lexicon word in the bucket, counted from 0. One more u16 follows: the
        /// number of all lexicon words.
        LexiconStarts = "lexicon-starts",
        /// One u32 for each lexicon word: bits 0–31 of its hash.
        LexiconLow = "lexicon-low",
        /// One u16 for each lexicon word: bits 32–47 of its hash. The bits from bit 48 on are the number of the bucket.
        LexiconHigh = "lexicon-high",
        /// One u8 for each lexicon word: the index of its flags in [`Section::FlagSets`].
        LexiconFlags = "lexicon-flags",
        /// One u16 for each different set of flags of the lexicon words.
        FlagSets = "flag-sets",
        /// Two u16 for each listed plural: the number of the plural among the lexicon words, counted from 1, and the byte offset of its
        /// singular in `tables.txt`. The pairs are sorted by the number.
        Singulars = "singulars",
        /// For each closed word whose analysis is listed, and for each word that no template forms, three u16: the number of its lexicon word, and its
        /// root (0 if it has none), low half first. Sorted by number.
        ListedRoots = "listed-roots",
        /// For each closed word whose analysis is listed, three u16: the number of its lexicon word, and the byte offset of its analyses in `tables.txt`:
        /// `أ-mأَنْ أ+mأَنَّ`. Each has the letter أ, إ or آ with which the word begins or `-`, `+` if a pronoun follows or `-`, the letter `a` plus the number
        /// of the part of speech in `UPOS_NAMES`, and the lemma with its vowels. Sorted by number.
        ClosedAnalyses = "closed-analyses",
        /// One u16 for each bucket of the lexemes: the number of lexemes in all buckets before. The last number is the number of all lexemes.
        LexemeStarts = "lexeme-starts",
        /// One u32 for each lexeme, sorted by hash: the bits of its hash below the bucket number, shifted to the highest bits, and its tier in the
        /// bits [`LEXEME_TIER`](super::LEXEME_TIER).
        Lexemes = "lexemes",
        /// One u32 for each root of the dictionary, in ascending order: its letter codes as in [`lexeme_key`](super::lexeme_key). The last number is
        /// that of the words without a root, `u32::MAX`.
        DictionaryRoots = "dictionary-roots",
        /// One u16 for each root of the dictionary: the number of records of all roots before. One more u16 follows: the number of all records.
        DictionaryStarts = "dictionary-starts",
        /// The records of the dictionary, by root, as the bytes of `Record::to_bytes`.
        DictionaryRecords = "dictionary-records",
        /// One u8 for each pattern of the dictionary: its length in bytes.
        DictionaryLengths = "dictionary-lengths",
        /// One u32 for each `PATTERN_BLOCK` patterns of the dictionary: the byte offset of the first one in [`Section::DictionaryText`].
        DictionaryBlocks = "dictionary-blocks",
        /// The patterns of the dictionary in UTF-8: words with their vowel signs. A digit is a radical.
        DictionaryText = "dictionary-text",
        /// Two u64 for each vocalization of a closed word or an irregular stem: the lexicon key and the vocalization. The pairs are sorted
        /// by key.
        ClosedVocalizations = "closed-vocalizations",
    }
}

impl Section {
    /// Returns the byte offset in `tables.bin` at which the header stores the offset of a section. The header stores the length of the
    /// section four bytes later.
    pub(crate) const fn header_offset(self) -> usize {
        16 + 8 * self as usize
    }

    /// The size of the header, in bytes.
    pub(crate) const HEADER: usize = 16 + 8 * Section::ALL.len();
    /// The byte offset of the hash of `tables.txt` and of all sections, a u64.
    pub(crate) const HASH_OFFSET: usize = 8;
}

//! The generated tables of the grammar. `cargo run -p gen-morph` generates the files `tables.bin` and `tables.txt` from the text files in
//! `src/morph/data/`. `cargo run -p gen-morph -- --dump` prints the tables as text.
//!
//! The statics and constants below contain the sections of `tables.bin`. The enum `Section` in `schema` documents each section.

use super::packed::*;
use crate::morph::schema::{
    LETTER_CLASSES, LEXEME_BUCKET_BITS, LEXICON_BUCKET_BITS, LEXICON_FILTER_BITS, Record, SHAPE_LETTERS, SHAPE_WORDS, SHAPES_PER_WORD,
    Section, Shape, Template,
};

/// The text of `tables.txt`. Each line is the pattern of a template, the pattern of a lemma, or the singular of a listed plural. Other
/// tables store the byte offset at which a line starts.
static TEXT: &str = include_str!("tables.txt");

pub(crate) static ROOTS: [u8; 1 << 15] = bytes(Section::Roots);

const TEMPLATE_COUNT: usize = count(Section::Templates, Template::BYTES);
pub(crate) static TEMPLATES: [Template; TEMPLATE_COUNT] = templates();
pub(crate) static PATTERN_STARTS: [u16; TEMPLATE_COUNT] = u16s(Section::PatternStarts);
pub(crate) static LEMMA_STARTS: [u16; count(Section::LemmaStarts, 2)] = u16s(Section::LemmaStarts);
pub(crate) static FIRST_RADICALS: [u32; count(Section::FirstRadicals, 4)] = u32s(Section::FirstRadicals);

pub(crate) static VOCALIZATION_STARTS: [u16; TEMPLATE_COUNT + 1] = u16s(Section::VocalizationStarts);
pub(crate) static VOCALIZATIONS: [u64; count(Section::Vocalizations, 8)] = u64s(Section::Vocalizations);
/// Pairs of a lexicon key and a vocalization (the packed vowel signs and shaddas of a word), sorted by key. The key has eight bytes, and
/// the vocalization has eight bytes.
static CLOSED_VOCALIZATIONS: [[u8; 16]; count(Section::ClosedVocalizations, 16)] = rows(Section::ClosedVocalizations);
/// The number of the template with the pattern `123` (three radicals) whose vocalizations include vowels of broken plurals. These
/// vocalizations also apply to a listed plural of three letters that fits no template.
pub(crate) const THREE_LETTER_NOUN: usize = u16s::<1>(Section::ThreeLetterNoun)[0] as usize;

pub(crate) static SHAPES: [[Shape; SHAPES_PER_WORD]; SHAPE_WORDS] = shapes();
/// A set of shapes has one bit for each shape, in [`SHAPE_WORDS`] words of 64 bits. For each number of letters of a stem, this table
/// contains three numbers: the index of the word with the shapes of this length, the bits of these shapes in this word, and the bits of
/// these shapes in the overflow word. One of the two bit sets also contains the bit of the sentinel [`Shape::END`].
pub(crate) const SHAPE_LENGTHS: [[u64; 3]; SHAPE_LETTERS + 1] = {
    let numbers = u64s::<{ 3 * (SHAPE_LETTERS + 1) }>(Section::ShapeLengths);
    let (rows, _) = numbers.as_chunks::<3>();
    let mut out = [[0; 3]; SHAPE_LETTERS + 1];
    out.copy_from_slice(rows);
    out
};
/// The sets of the shapes that fit a letter. The first index is the position of the letter in the stem, the second index is the letter
/// class, and the third index is the word of the set.
pub(crate) static SHAPE_MASKS: [[[u64; SHAPE_WORDS]; LETTER_CLASSES]; SHAPE_LETTERS] = {
    let numbers = u64s::<{ SHAPE_WORDS * LETTER_CLASSES * SHAPE_LETTERS }>(Section::ShapeMasks);
    let (words, _) = numbers.as_chunks::<SHAPE_WORDS>();
    let (places, _) = words.as_chunks::<LETTER_CLASSES>();
    let mut out = [[[0; SHAPE_WORDS]; LETTER_CLASSES]; SHAPE_LETTERS];
    out.copy_from_slice(places);
    out
};
pub(crate) static WHOLE_STEMS: [u64; count(Section::WholeStems, 8)] = u64s(Section::WholeStems);

const WORD_COUNT: usize = count(Section::LexiconFlags, 1);
pub(crate) static LEXICON_FILTER: [u8; 1 << (LEXICON_FILTER_BITS - 3)] = bytes(Section::LexiconFilter);
pub(crate) static LEXICON_STARTS: [[u8; 2]; (1 << LEXICON_BUCKET_BITS) + 1] = rows(Section::LexiconStarts);
pub(crate) static LEXICON_LOW: [[u8; 4]; WORD_COUNT] = rows(Section::LexiconLow);
pub(crate) static LEXICON_HIGH: [[u8; 2]; WORD_COUNT] = rows(Section::LexiconHigh);
pub(crate) static LEXICON_FLAGS: [u8; WORD_COUNT] = bytes(Section::LexiconFlags);
pub(crate) static FLAG_SETS: [u16; count(Section::FlagSets, 2)] = u16s(Section::FlagSets);
/// Pairs of a lexicon word number and a byte offset in [`TEXT`], sorted by number. The number identifies a listed plural and is counted
/// from 1. At the byte offset, the line with the singular of this plural starts. The number has two bytes, and the offset has four bytes.
static SINGULARS: [[u8; 6]; count(Section::Singulars, 6)] = rows(Section::Singulars);
/// The numbers of closed words and of words that no template forms, each with its root, sorted by number. Both are little-endian. The number has
/// two bytes, and the root has four.
static LISTED_ROOTS: [[u8; 6]; count(Section::ListedRoots, 6)] = rows(Section::ListedRoots);
/// The numbers of closed words with the byte offsets in [`TEXT`] of their analyses, sorted by number. See [`closed_analyses`].
static CLOSED_ANALYSES: [[u8; 6]; count(Section::ClosedAnalyses, 6)] = rows(Section::ClosedAnalyses);
/// The number of lexemes in the buckets before each bucket.
pub(crate) static LEXEME_STARTS: [[u8; 2]; (1 << LEXEME_BUCKET_BITS) + 1] = rows(Section::LexemeStarts);
/// The lexemes, sorted by hash.
pub(crate) static LEXEMES: [[u8; 4]; count(Section::Lexemes, 4)] = rows(Section::Lexemes);

/// The roots of the dictionary, in ascending order. The last one, `u32::MAX`, is that of the words without a root.
pub(crate) static DICTIONARY_ROOTS: [[u8; 4]; count(Section::DictionaryRoots, 4)] = rows(Section::DictionaryRoots);
/// The number of records before each root. The last number is the number of all records.
pub(crate) static DICTIONARY_STARTS: [[u8; 2]; count(Section::DictionaryRoots, 4) + 1] = rows(Section::DictionaryStarts);
pub(crate) static DICTIONARY_RECORDS: [[u8; Record::BYTES]; count(Section::DictionaryRecords, Record::BYTES)] =
    rows(Section::DictionaryRecords);
/// The length of each pattern, and the byte offset in [`DICTIONARY_TEXT`] of the first pattern of each block.
pub(crate) static DICTIONARY_LENGTHS: [u8; count(Section::DictionaryLengths, 1)] = bytes(Section::DictionaryLengths);
pub(crate) static DICTIONARY_BLOCKS: [[u8; 4]; count(Section::DictionaryBlocks, 4)] = rows(Section::DictionaryBlocks);
pub(crate) static DICTIONARY_TEXT: [u8; count(Section::DictionaryText, 1)] = bytes(Section::DictionaryText);

/// Returns the line of [`TEXT`] that starts at the byte offset `start`, without its line feed. Returns the empty string if `start` is
/// `None`.
#[inline]
pub(crate) fn line(start: Option<u32>) -> &'static str {
    start.and_then(|start| TEXT.get(start as usize..)).and_then(|rest| rest.split('\n').next()).unwrap_or_default()
}

/// Returns the singular of the lexicon word with the given number, which is counted from 1. Returns the empty string if no singular is
/// listed for this word.
pub(crate) fn singular(number: u16) -> &'static str {
    numbered_line(&SINGULARS, number)
}

/// An analysis of a closed word. See [`Section::ClosedAnalyses`].
#[derive(Clone, Copy)]
pub(crate) struct ClosedAnalysis {
    /// The letter أ, إ or آ with which the word begins, or `-`.
    pub(crate) seat: char,
    pub(crate) before_pronoun: bool,
    /// The number of the part of speech in [`UPOS_NAMES`](crate::morph::schema::UPOS_NAMES).
    pub(crate) upos: usize,
    /// The lemma with its vowels.
    pub(crate) lemma: &'static str,
}

impl ClosedAnalysis {
    /// Returns whether the word may begin with a written letter أ, إ or آ. `None` is a letter without hamza.
    pub(crate) fn fits_seat(&self, seat: Option<char>) -> bool {
        seat.is_none_or(|seat| self.seat == seat || self.seat == '-')
    }
}

/// Returns the analyses of the closed word with the given lexicon number, the likeliest first.
pub(crate) fn closed_analyses(number: u16) -> impl Iterator<Item = ClosedAnalysis> {
    numbered_line(&CLOSED_ANALYSES, number).split(' ').filter_map(|analysis| {
        let mut chars = analysis.chars();
        let (seat, pronoun, upos) = (chars.next()?, chars.next()?, chars.next()?);
        Some(ClosedAnalysis {
            seat,
            before_pronoun: pronoun == '+',
            upos: (upos as usize).wrapping_sub('a' as usize),
            lemma: chars.as_str(),
        })
    })
}

/// Returns the line of [`TEXT`] whose byte offset a table stores for a number. Returns the empty string if the table does not have the number.
fn numbered_line(table: &[[u8; 6]], number: u16) -> &'static str {
    let at = table.binary_search_by_key(&number, |[low, high, ..]| u16::from_le_bytes([*low, *high])).ok();
    line(at.and_then(|i| table.get(i)).map(|[_, _, start @ ..]| u32::from_le_bytes(*start)))
}

/// Returns the root of the closed word, or of the word that no template forms (إقليم), with the given lexicon number. The root is 0 if the word has
/// none. Returns `None` if the word is not listed.
pub(crate) fn listed_root(number: u16) -> Option<u32> {
    let at = LISTED_ROOTS.binary_search_by_key(&number, |[low, high, ..]| u16::from_le_bytes([*low, *high])).ok()?;
    LISTED_ROOTS.get(at).map(|&[_, _, root @ ..]| u32::from_le_bytes(root))
}

/// Returns the vocalizations of `vocalized.txt` that belong to the lexicon key `key`.
#[inline]
pub(crate) fn closed_vocalizations(key: u64) -> impl Iterator<Item = u64> {
    let row = |row: &[u8; 16]| {
        let (key, marks) = row.split_at(8);
        let number = |bytes: &[u8]| bytes.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        (number(key), number(marks))
    };
    let first = CLOSED_VOCALIZATIONS.partition_point(|v| row(v).0 < key);
    let rest = CLOSED_VOCALIZATIONS.get(first..).unwrap_or_default();
    rest.iter().map(row).take_while(move |v| v.0 == key).map(|v| v.1)
}

/// Returns the size of all statics of this file, in bytes. A test limits the total size of the tables, so each new static must be added to
/// this sum.
#[cfg(test)]
pub(crate) fn bytes_of_tables() -> usize {
    [
        TEXT.len(),
        size_of_val(&ROOTS),
        size_of_val(&TEMPLATES) + size_of_val(&PATTERN_STARTS) + size_of_val(&LEMMA_STARTS) + size_of_val(&FIRST_RADICALS),
        size_of_val(&VOCALIZATION_STARTS) + size_of_val(&VOCALIZATIONS) + size_of_val(&CLOSED_VOCALIZATIONS),
        size_of_val(&SHAPES) + size_of_val(&SHAPE_MASKS) + size_of_val(&WHOLE_STEMS),
        size_of_val(&LEXICON_FILTER) + size_of_val(&LEXICON_STARTS) + size_of_val(&LEXICON_LOW) + size_of_val(&LEXICON_HIGH),
        size_of_val(&LEXICON_FLAGS) + size_of_val(&FLAG_SETS) + size_of_val(&SINGULARS),
        size_of_val(&LISTED_ROOTS) + size_of_val(&CLOSED_ANALYSES) + size_of_val(&LEXEME_STARTS) + size_of_val(&LEXEMES),
        size_of_val(&DICTIONARY_ROOTS) + size_of_val(&DICTIONARY_STARTS) + size_of_val(&DICTIONARY_RECORDS),
        size_of_val(&DICTIONARY_LENGTHS) + size_of_val(&DICTIONARY_BLOCKS) + size_of_val(&DICTIONARY_TEXT),
    ]
    .iter()
    .sum()
}

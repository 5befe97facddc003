//! The records of the dictionary: the lexemes of `data/lexicon/` with their patterns, by root.

use super::tables::{DICTIONARY_BLOCKS, DICTIONARY_LENGTHS, DICTIONARY_RECORDS, DICTIONARY_ROOTS, DICTIONARY_STARTS, DICTIONARY_TEXT};
use crate::morph::schema::{PATTERN_BLOCK, Record};

/// The number of the words without a root, which follow all roots.
pub(crate) const WITHOUT_ROOT: usize = DICTIONARY_ROOTS.len() - 1;

/// Returns the number of a root with the given letter codes, or `None` if the dictionary does not have it.
pub(crate) fn root_number(codes: u32) -> Option<usize> {
    DICTIONARY_ROOTS.binary_search_by_key(&codes, |codes| u32::from_le_bytes(*codes)).ok()
}

/// Returns the letter codes of the root with the given number. Returns 0 for [`WITHOUT_ROOT`].
pub(crate) fn root_codes(number: usize) -> u32 {
    DICTIONARY_ROOTS.get(number).map(|codes| u32::from_le_bytes(*codes)).filter(|c| *c != u32::MAX).unwrap_or(0)
}

/// Returns the number of the first record of a root. The records of a root end where those of the next one start.
pub(crate) fn start(root: usize) -> usize {
    DICTIONARY_STARTS.get(root).map_or(0, |n| u16::from_le_bytes(*n).into())
}

pub(crate) fn record(number: usize) -> Option<Record> {
    DICTIONARY_RECORDS.get(number).map(|bytes| Record::from_bytes(*bytes))
}

/// Returns the pattern with the given number.
pub(crate) fn pattern(number: u16) -> &'static str {
    let number = usize::from(number);
    let block = number / PATTERN_BLOCK;
    let before = DICTIONARY_LENGTHS.get(block * PATTERN_BLOCK..number).unwrap_or_default();
    let start =
        DICTIONARY_BLOCKS.get(block).map_or(0, |n| u32::from_le_bytes(*n) as usize) + before.iter().map(|n| usize::from(*n)).sum::<usize>();
    let len = DICTIONARY_LENGTHS.get(number).copied().unwrap_or(0);
    core::str::from_utf8(DICTIONARY_TEXT.get(start..start + usize::from(len)).unwrap_or_default()).unwrap_or_default()
}

/// Returns the number of the vowels of the commonest verb of form I of a root, from 0 on. See [`Record::vowels`].
pub(crate) fn vowels(codes: u32) -> Option<usize> {
    let root = root_number(codes)?;
    (start(root)..start(root + 1)).filter_map(record).find_map(|r| r.vowels.checked_sub(1)).map(usize::from)
}

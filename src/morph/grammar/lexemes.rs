//! The lexemes of the dictionary: which words of a root live, and how common they are. `data/lexicon/` lists them.

use super::tables::{LEXEME_STARTS, LEXEMES};
use crate::morph::schema::{LEXEME_BUCKET_BITS, LEXEME_VALUE, lexeme_hash, lexeme_key};

/// Returns the value of a lexeme: its tier ([`LEXEME_TIER`](crate::morph::schema::LEXEME_TIER)) and its flags. Returns 0 if the dictionary does not
/// list the lexeme. `class` is the number of a template, or that of a verb form plus [`VERB_CLASS`](crate::morph::schema::VERB_CLASS).
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a bucket of 14 bits, and the next one")]
pub(crate) fn find(root: u32, class: u32) -> u32 {
    let hash = lexeme_hash(lexeme_key(root, class));
    let bucket = (hash >> (32 - LEXEME_BUCKET_BITS)) as usize;
    let start = |bucket: usize| usize::from(u16::from_le_bytes(LEXEME_STARTS[bucket]));
    let lexemes = LEXEMES.get(start(bucket)..start(bucket + 1)).unwrap_or_default();
    let rest = hash << LEXEME_BUCKET_BITS;
    let found = lexemes.iter().map(|l| u32::from_le_bytes(*l)).find(|l| (l ^ rest) & !LEXEME_VALUE == 0);
    found.map_or(0, |l| l & LEXEME_VALUE)
}

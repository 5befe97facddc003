//! The lexicon: what the lists say of a stem.

use super::key::{ALEF, HAMZA, Key};
use super::reading::Reading;
use super::tables::*;

/// Flags of the lexicon.
pub(crate) mod flag {
    pub(crate) const CLOSED: u16 = 1;
    pub(crate) const AFTER_PREPOSITION: u16 = 2;
    pub(crate) const TAKES_PRONOUN: u16 = 4;
    pub(crate) const NAME: u16 = 8;
    pub(crate) const PLURAL: u16 = 16;
    pub(crate) const PLURAL_TEH: u16 = 32;
    pub(crate) const FEMININE: u16 = 64;
    pub(crate) const WAW: u16 = 128;
    pub(crate) const QUAD: u16 = 256;
    pub(crate) const ROOT: u16 = 1024;
    pub(crate) const LOAN: u16 = 2048;
    pub(crate) const MAKSURA: u16 = 4096;
    pub(crate) const PLURALS: u16 = PLURAL | PLURAL_TEH;
    /// Those that make a reading by template cheaper.
    pub(crate) const BONUS: u16 = PLURAL | PLURAL_TEH | FEMININE | WAW | ROOT;
}

/// The flags of a word of the lexicon, and its number, counted from 1.
pub(crate) fn look_up(key: u64) -> (u16, u16) {
    let hash = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - LEXICON_BITS)) as usize;
    let (Some(&from), Some(&to)) = (LEXICON_STARTS.get(hash), LEXICON_STARTS.get(hash + 1)) else { return (0, 0) };
    let (from, to) = (usize::from(from), usize::from(to));
    let keys = LEXICON_KEYS.get(from..to).unwrap_or_default();
    let Some(i) = keys.iter().position(|k| *k == key) else { return (0, 0) };
    let set = LEXICON_FLAGS.get(from + i).map_or(0, |&s| usize::from(s));
    (FLAG_SETS.get(set).copied().unwrap_or(0), (from + i + 1) as u16)
}

/// The key of a stem in the lexicon: an initial hamza or madda is a bare ا.
pub(crate) fn lexicon_key(stem: u64) -> u64 {
    match stem & 1023 {
        x if x == u64::from(ALEF) << 5 | u64::from(HAMZA) => stem >> 5,
        x if x & 31 == u64::from(HAMZA) => stem & !31 | u64::from(ALEF),
        _ => stem,
    }
}

/// What the lexicon says of the stem of a reading.
pub(crate) fn flags_of(key: &Key, r: &Reading) -> u16 {
    look_up(lexicon_key(key.part(r.from.into(), r.to.into()))).0
}

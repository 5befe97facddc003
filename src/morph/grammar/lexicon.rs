//! Lookup in the lexicon, which is a list of stems with flags. The result is an entry: the flags of the stem, and the number of the stem in
//! the lexicon. For a listed plural, the function `singular` finds the singular by this number.
//!
//! A bit filter rejects most stems that are not in the lexicon. The hash function is a bijection on lexicon keys, so the hash identifies
//! the key. The high bits of the hash are the number of a bucket, so the bucket stores only the other bits of the hash.

use super::tables::{FLAG_SETS, LEXICON_FILTER, LEXICON_FLAGS, LEXICON_HIGH, LEXICON_LOW, LEXICON_STARTS};
use crate::morph::schema::{LEXICON_BUCKET_BITS, LEXICON_FILTER_BITS, LEXICON_KEY_BITS, lexicon_hash};

/// The result of a lookup: the flags in the upper 16 bits, and the number of the stem, counted from 1, in the lower 16 bits. The number 0
/// means that the stem is not in the lexicon.
#[derive(Clone, Copy)]
pub(crate) struct Entry(u32);

impl Entry {
    /// The entry of a stem that is not in the lexicon.
    pub(crate) const NONE: Entry = Entry(0);

    /// Returns the entry with the given bits, which are a result of [`Entry::bits`].
    #[inline(always)]
    pub(crate) fn from_bits(bits: u32) -> Entry {
        Entry(bits)
    }

    #[inline(always)]
    pub(crate) fn bits(self) -> u32 {
        self.0
    }

    #[inline(always)]
    pub(crate) fn flags(self) -> u16 {
        (self.0 >> 16) as u16
    }

    #[inline(always)]
    pub(crate) fn number(self) -> u16 {
        self.0 as u16
    }

    /// Returns the entry whose flags are the flags of `self` and the flags in `flags`.
    #[inline(always)]
    pub(crate) fn with_flags(self, flags: u16) -> Entry {
        Entry(self.0 | u32::from(flags) << 16)
    }
}

/// Returns the lexicon entry of a stem. `key` is the lexicon key of the stem. Returns [`Entry::NONE`] if the key is not in the lexicon.
#[inline(always)]
pub(crate) fn look_up(key: u64) -> Entry {
    let hash = lexicon_hash(key);
    let bit = (hash >> (LEXICON_KEY_BITS - LEXICON_FILTER_BITS)) as usize;
    let may_be_listed = LEXICON_FILTER.get(bit >> 3).is_some_and(|bits| bits >> (bit & 7) & 1 == 1);
    if may_be_listed { find(hash) } else { Entry::NONE }
}

/// Returns the lexicon entry of the key with the hash `hash`, or [`Entry::NONE`] if the key is not in the lexicon.
#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "a masked bucket, and the next one")]
fn find(hash: u64) -> Entry {
    let bucket = (hash >> (LEXICON_KEY_BITS - LEXICON_BUCKET_BITS)) as usize & (LEXICON_STARTS.len() - 2);
    let start = |bucket: usize| usize::from(u16::from_le_bytes(LEXICON_STARTS[bucket]));
    let (from, to) = (start(bucket), start(bucket + 1));
    let (low, high) = (LEXICON_LOW.get(from..to).unwrap_or_default(), LEXICON_HIGH.get(from..to).unwrap_or_default());
    let wanted = ((hash as u32).to_le_bytes(), ((hash >> 32) as u16).to_le_bytes());
    let Some(i) = low.iter().zip(high).position(|(&low, &high)| low == wanted.0 && high == wanted.1) else { return Entry::NONE };
    let set = LEXICON_FLAGS.get(from + i).map_or(0, |&s| usize::from(s));
    Entry((from + i + 1) as u32).with_flags(FLAG_SETS.get(set).copied().unwrap_or(0))
}

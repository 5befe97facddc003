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
    /// A whole stem of the templates, so that they need not be asked for others.
    pub(crate) const STEM: u16 = 512;
    pub(crate) const ROOT: u16 = 1024;
    pub(crate) const LOAN: u16 = 2048;
    pub(crate) const MAKSURA: u16 = 4096;
    /// The stem begins as كان does, or as verbs of form VIII in الت do: no word of the lexicon has these.
    pub(crate) const KANA: u16 = 8192;
    pub(crate) const MEETS: u16 = 16384;
    pub(crate) const PLURALS: u16 = PLURAL | PLURAL_TEH;
}

/// Numbers from their text, so many digits of six bits each, the highest first: the characters from `0` on, but `z` for the backslash. That is half
/// as long in a source as numbers that are parted by commas.
macro_rules! digits {
    ($($name:ident $number:ty: $digits:literal),*) => {$(
        #[allow(clippy::indexing_slicing, reason = "at compile time")]
        pub(super) const fn $name<const N: usize>(text: &[u8]) -> [$number; N] {
            assert!(text.len() == $digits * N, "so many digits for each");
            let (mut all, mut i) = ([0; N], 0);
            while i < N {
                all[i] = number(text, i, $digits) as $number;
                i += 1;
            }
            all
        }
    )*};
}
digits!(digits_u8 u8: 2, digits_u16 u16: 3, digits_u32 u32: 6);

/// The number at a place, where all have so many digits.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn number(text: &[u8], place: usize, digits: usize) -> u32 {
    let (mut number, mut i) = (0, place * digits);
    while i < (place + 1) * digits {
        let digit = match text[i] {
            b'z' => b'\\' - b'0',
            digit => digit - b'0',
        };
        number = number << 6 | digit as u32;
        i += 1;
    }
    number
}

/// What the lexicon says of a word: in the upper half its flags, in the lower one its number, counted from 1.
#[derive(Clone, Copy)]
pub(crate) struct Entry(pub(crate) u32);

impl Entry {
    /// What is known of a word that is not there.
    pub(crate) const NOTHING: Entry = Entry(0);

    #[inline(always)]
    pub(crate) fn flags(self) -> u16 {
        (self.0 >> 16) as u16
    }

    #[inline(always)]
    pub(crate) fn number(self) -> u16 {
        self.0 as u16
    }

    /// The same with more flags.
    #[inline(always)]
    pub(crate) fn with(self, flags: u16) -> Entry {
        Entry(self.0 | u32::from(flags) << 16)
    }
}

/// Eleven times as many bits as there are words, so that few others are taken for one.
const SEEN_BITS: u32 = 17;

/// A bit for each so many high bits of a hash that a word has: most stems are no words, and go no further.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) static SEEN: [u64; 1 << (SEEN_BITS - 6)] = {
    let mut seen = [0; 1 << (SEEN_BITS - 6)];
    let mut place = 0;
    while place + 1 < LEXICON_STARTS.len() {
        let mut i = LEXICON_STARTS[place] as usize;
        while i < LEXICON_STARTS[place + 1] as usize {
            let hash = (place as u64) << (KEY_BITS - PLACE_BITS) | (LEXICON_HIGH[i] as u64) << 32 | LEXICON_LOW[i] as u64;
            let bit = hash >> (KEY_BITS - SEEN_BITS);
            seen[bit as usize >> 6] |= 1 << (bit & 63);
            i += 1;
        }
        place += 1;
    }
    seen
};

/// What the lexicon says of a word.
#[inline(always)]
pub(crate) fn look_up(key: u64) -> Entry {
    let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) & ((1 << KEY_BITS) - 1);
    let bit = (hash >> (KEY_BITS - SEEN_BITS)) as usize;
    let seen = SEEN.get(bit >> 6).is_some_and(|bits| bits >> (bit & 63) & 1 == 1);
    if seen { find(hash) } else { Entry::NOTHING }
}

#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "a masked place, and the one behind it")]
fn find(hash: u64) -> Entry {
    let place = (hash >> (KEY_BITS - PLACE_BITS)) as usize & (LEXICON_STARTS.len() - 2);
    let (from, to) = (usize::from(LEXICON_STARTS[place]), usize::from(LEXICON_STARTS[place + 1]));
    let (low, high) = (LEXICON_LOW.get(from..to).unwrap_or_default(), LEXICON_HIGH.get(from..to).unwrap_or_default());
    let mut halves = low.iter().zip(high);
    let Some(i) = halves.position(|(&low, &high)| low == hash as u32 && high == (hash >> 32) as u16) else { return Entry::NOTHING };
    let set = LEXICON_FLAGS.get(from + i).map_or(0, |&s| usize::from(s));
    Entry((from + i + 1) as u32).with(FLAG_SETS.get(set).copied().unwrap_or(0))
}

/// The key of a stem in the lexicon: an initial hamza or madda is a bare ا.
#[inline(always)]
pub(crate) fn lexicon_key(stem: u64) -> u64 {
    match stem & 1023 {
        x if x == u64::from(ALEF) << 5 | u64::from(HAMZA) => stem >> 5,
        x if x & 31 == u64::from(HAMZA) => stem & !31 | u64::from(ALEF),
        _ => stem,
    }
}

/// What the lexicon says of the stem of a reading.
pub(crate) fn flags_of(key: &Key, r: &Reading) -> u16 {
    look_up(lexicon_key(key.part(r.from.into(), r.to.into()))).flags()
}

//! The lexicon of listed stems: the flags of an entry, the key of a stem, and the hash of a key.

use super::letters::{ALEF, CODE_BITS, HAMZA};

/// Flags of a lexicon entry. An entry has the flags of all words with the same key.
pub(crate) mod flag {
    /// A closed word (a listed function word such as في).
    pub(crate) const CLOSED: u16 = 1;
    /// A closed word that may follow the preposition ب, ل or ك: ذلك in بذلك.
    pub(crate) const AFTER_PREPOSITION: u16 = 2;
    /// A closed word that may precede a pronoun: علي in عليه.
    pub(crate) const TAKES_PRONOUN: u16 = 4;
    /// A name or loan word.
    pub(crate) const NAME: u16 = 8;
    /// A broken plural, or a plural in ات, that `plurals.txt` lists together with its singular. Plurals in ة have the flag [`PLURAL_TEH`] instead.
    pub(crate) const PLURAL: u16 = 16;
    /// The stem of a listed plural in ة. The entry does not contain the ة.
    pub(crate) const PLURAL_TEH: u16 = 32;
    /// The stem of a listed noun in ة. The entry does not contain the ة.
    pub(crate) const FEMININE: u16 = 64;
    /// A word whose initial و is not a conjunction: وصل.
    pub(crate) const WAW: u16 = 128;
    /// A root of four radicals.
    pub(crate) const QUADRILITERAL: u16 = 256;
    /// A stem that a template lists with all its letters. Only if this flag is set, the search looks up the stem in `Section::WholeStems`.
    pub(crate) const STEM: u16 = 512;
    /// A closed word that is also a noun with a root.
    pub(crate) const ROOT: u16 = 1024;
    /// A loan word.
    pub(crate) const LOAN: u16 = 2048;
    /// A closed word that ends in ى.
    pub(crate) const MAKSURA: u16 = 4096;
    /// A stem that begins with ك or اك, such as كان and اكون. The search adds this flag to an entry; the lexicon does not store the flag.
    pub(crate) const KANA: u16 = 8192;
    /// A stem that begins with الت in a word that is written with ى, such as التقى. The search adds this flag to an entry; the lexicon does not
    /// store the flag.
    pub(crate) const ILTAQA: u16 = 16384;
    /// The union of the flags [`PLURAL`] and [`PLURAL_TEH`].
    pub(crate) const PLURALS: u16 = PLURAL | PLURAL_TEH;
}

/// The greatest number of letters of a lexicon word. A lexicon key has five bits for each letter.
pub(crate) const LEXICON_LETTERS: usize = 12;
pub(crate) const LEXICON_KEY_BITS: u32 = LEXICON_LETTERS as u32 * CODE_BITS;
/// The number of the highest bits of a hash that are the number of its bucket.
pub(crate) const LEXICON_BUCKET_BITS: u32 = 12;
/// The number of the highest bits of a hash that are the index of a bit in the filter. The filter has eleven bits for each lexicon word, so few
/// stems outside the lexicon pass the filter.
pub(crate) const LEXICON_FILTER_BITS: u32 = 17;

/// Returns the lexicon key of a stem. The key is the packed codes of the stem, except that an initial ء or ءا is replaced by ا.
#[inline(always)]
pub(crate) const fn lexicon_key(stem: u64) -> u64 {
    match stem & 1023 {
        x if x == (ALEF as u64) << 5 | HAMZA as u64 => stem >> 5,
        x if x & 31 == HAMZA as u64 => stem & !31 | ALEF as u64,
        _ => stem,
    }
}

/// Returns the hash of a lexicon key. The function multiplies by an odd number modulo a power of two. This is a bijection, so two different keys
/// never have the same hash.
#[inline(always)]
pub(crate) const fn lexicon_hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) & ((1 << LEXICON_KEY_BITS) - 1)
}

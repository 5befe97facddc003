//! The lexicon of listed stems: the flags of an entry, the key of a stem, and the hash of a key. An entry is a key with its flags and, for
//! a plural, its singular.

use super::letters::{ALEF, CODE_BITS, HAMZA};

/// Flags of a lexicon entry. If several words have the same key, the entry has the flags of all these words.
pub(crate) mod flag {
    /// A closed word (a listed function word such as في).
    pub(crate) const CLOSED: u16 = 1;
    /// A closed word that may follow the preposition ب, ل or ك: ذلك in بذلك. The entry has this flag in addition to [`CLOSED`].
    pub(crate) const AFTER_PREPOSITION: u16 = 2;
    /// A closed word that may precede a pronoun: علي in عليه. The entry has this flag in addition to [`CLOSED`].
    pub(crate) const TAKES_PRONOUN: u16 = 4;
    /// A name or loan word.
    pub(crate) const NAME: u16 = 8;
    /// A plural that `plurals.txt` lists together with its singular. Most of these plurals are broken plurals. A plural in ة has the flag
    /// [`PLURAL_TEH`] instead.
    pub(crate) const PLURAL: u16 = 16;
    /// A listed plural in ة. The key of the entry does not contain the ة.
    pub(crate) const PLURAL_TEH: u16 = 32;
    /// A listed noun in ة. The key of the entry does not contain the ة.
    pub(crate) const FEMININE: u16 = 64;
    /// A name or loan word of tier 3, which only readers of books know. If a commoner name has the same letters, the entry also has the flag
    /// [`NAME`], and this flag has no effect.
    pub(crate) const RARE_NAME: u16 = 128;
    /// A root of four radicals.
    pub(crate) const QUADRILITERAL: u16 = 256;
    /// A stem that is listed as a template without radicals, or a stem that differs from such a template only in the spelling of a hamza.
    /// Without this flag, the search does not look up a stem in `Section::WholeStems`. The exception is a stem with a final ئ that is read
    /// as يء (شئ for شيء). The search also adds this flag to every stem that begins with اا.
    pub(crate) const STEM: u16 = 512;
    /// A closed word that is also a noun with a root.
    pub(crate) const ROOT: u16 = 1024;
    /// A loan word. The entry has this flag in addition to [`NAME`] or [`RARE_NAME`].
    pub(crate) const LOAN: u16 = 2048;
    /// A closed word, a name or a loan word that ends in ى.
    pub(crate) const MAKSURA: u16 = 4096;
    /// A stem that begins with ك or اك, such as كان and اكون. Readings of the verb كان have a discount. The search adds this flag to an
    /// entry; the lexicon does not store the flag.
    pub(crate) const KANA: u16 = 8192;
    /// A stem that begins with الت, in a word that contains ى: التقى. A verb of form VIII whose root begins with ل, such as التقى, has a
    /// discount. The search adds this flag to an entry; the lexicon does not store the flag.
    pub(crate) const ILTAQA: u16 = 16384;
    /// A name or loan word that is listed only with ة: مكة. The entry has this flag in addition to [`NAME`] or [`RARE_NAME`].
    pub(crate) const NAME_NEEDS_TEH: u16 = 32768;
    /// The union of the flags [`PLURAL`] and [`PLURAL_TEH`].
    pub(crate) const PLURALS: u16 = PLURAL | PLURAL_TEH;
}

/// The parts of speech of Universal Dependencies that `closed-analyses.txt` uses, in the order of `Upos::ALL`.
pub(crate) const UPOS_NAMES: [&str; 15] =
    ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ", "VERB", "X"];
/// The greatest number of letter codes of a lexicon word. The letter آ has two codes.
pub(crate) const LEXICON_LETTERS: usize = 12;
/// The number of bits of a lexicon key. A key has five bits for each letter code.
pub(crate) const LEXICON_KEY_BITS: u32 = LEXICON_LETTERS as u32 * CODE_BITS;
/// The number of high bits of a hash that form the number of its bucket.
pub(crate) const LEXICON_BUCKET_BITS: u32 = 12;
/// The number of high bits of a hash that form an index into the bit filter. The filter has about eleven bits for each lexicon word, so few
/// stems that are not in the lexicon pass the filter.
pub(crate) const LEXICON_FILTER_BITS: u32 = 17;

/// Returns the lexicon key of a stem. The argument contains the packed letter codes of the stem. The key equals the argument, except that
/// an initial ء or ءا is replaced with ا.
#[inline(always)]
pub(crate) const fn lexicon_key(stem: u64) -> u64 {
    match stem & 1023 {
        x if x == (ALEF as u64) << 5 | HAMZA as u64 => stem >> 5,
        x if x & 31 == HAMZA as u64 => stem & !31 | ALEF as u64,
        _ => stem,
    }
}

/// Returns the hash of a lexicon key. The hash is the product of the key and an odd number, modulo a power of two. This function is a
/// bijection, so two different keys never have the same hash.
#[inline(always)]
pub(crate) const fn lexicon_hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) & ((1 << LEXICON_KEY_BITS) - 1)
}

/// The number that is added to the number of a verb form to get the class of a lexeme. The class of a noun or adjective is the number of its
/// template, which is lower.
pub(crate) const VERB_CLASS: u32 = 2000;
/// The number of high bits of a lexeme hash that form the number of its bucket.
pub(crate) const LEXEME_BUCKET_BITS: u32 = 14;
/// The bits of a stored lexeme that contain its tier: 1 is met daily, 2 weekly, 3 by readers of books. [`REGULAR_TIER`] is added to the tier of a
/// verb to get the tier of its participles and verbal nouns that are not listed themselves.
/// The value 0 means that the dictionary lists only a relative adjective of this pair.
pub(crate) const LEXEME_TIER: u32 = 7;
/// The number that is added to a tier for a word that follows from a listed verb by rule.
pub(crate) const REGULAR_TIER: u8 = 3;
/// This bit of a stored lexeme is set if the dictionary lists the noun only with ة: خطيئة.
pub(crate) const LEXEME_NEEDS_TEH: u32 = 8;
/// This bit of a stored lexeme is set if the dictionary lists a plural in ات of the noun without ة, and the noun is not rarer than the same noun with ة:
/// خلافات is the plural of خلاف.
pub(crate) const LEXEME_TAKES_AT: u32 = 16;
/// The position of the two bits of a stored lexeme that contain the tier of its relative adjective or its noun in ية: علمي, تقنية. 0 means that
/// the dictionary lists neither.
pub(crate) const LEXEME_NISBA_SHIFT: u32 = 5;
/// This bit of a stored lexeme is set if the dictionary lists only the noun in ية of this pair, without the relative adjective: مسؤولية.
pub(crate) const LEXEME_NISBA_NEEDS_TEH: u32 = 128;
/// This bit of a stored lexeme is set if its template is one of nouns, and the dictionary lists an adjective that is not rarer than the noun: صعب.
pub(crate) const LEXEME_IS_ADJECTIVE: u32 = 256;
/// This bit of a stored lexeme is set if its template is one of adjectives, and the dictionary lists a commoner noun that has a broken plural instead of
/// the plural in ون: صديق.
pub(crate) const LEXEME_NO_SOUND_PLURAL: u32 = 512;
/// The position of the two bits of a stored noun that contain the tier of its word in ة, if the dictionary also lists a word without ة: قلة and قل.
/// Otherwise 0. Verbs have other bits in this position.
pub(crate) const LEXEME_TEH_SHIFT: u32 = 10;
/// These bits are set for a verb of form I with a weak third radical, by its present and its perfect. The present ends in ى (يبقى) or in ي or و
/// (يبني), the perfect in ا or ى (بنى) or in ي (بقي).
pub(crate) const LEXEME_PRESENT_IN_ALEF: u32 = 1024;
pub(crate) const LEXEME_PRESENT_IN_YEH: u32 = 2048;
pub(crate) const LEXEME_PERFECT_IN_ALEF: u32 = 4096;
pub(crate) const LEXEME_PERFECT_IN_YEH: u32 = 8192;
/// All bits of a stored lexeme that do not identify it.
pub(crate) const LEXEME_VALUE: u32 = LEXEME_TIER
    | LEXEME_NEEDS_TEH
    | LEXEME_TAKES_AT
    | 3 << LEXEME_NISBA_SHIFT
    | LEXEME_NISBA_NEEDS_TEH
    | LEXEME_IS_ADJECTIVE
    | LEXEME_NO_SOUND_PLURAL
    | LEXEME_PRESENT_IN_ALEF
    | LEXEME_PRESENT_IN_YEH
    | LEXEME_PERFECT_IN_ALEF
    | LEXEME_PERFECT_IN_YEH;

/// Returns the key of a lexeme: its root (five bits for each radical, the last radical lowest) and its class.
#[inline(always)]
pub(crate) const fn lexeme_key(root: u32, class: u32) -> u32 {
    root << 11 | class
}

/// Returns the hash of a lexeme key. This function is a bijection.
#[inline(always)]
pub(crate) const fn lexeme_hash(key: u32) -> u32 {
    key.wrapping_mul(0x9E37_79B1)
}

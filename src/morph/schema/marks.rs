//! Bits of diacritics, and vocalizations. A vocalization is the diacritics of all letters of a stem.

/// The diacritics of one letter as four bits. The low three bits are one of the seven vowel signs below, or 0; the highest bit is [`SHADDA`].
pub(crate) const FATHA: u8 = 1;
pub(crate) const KASRA: u8 = 2;
pub(crate) const DAMMA: u8 = 3;
pub(crate) const SUKUN: u8 = 4;
pub(crate) const FATHATAN: u8 = 5;
pub(crate) const KASRATAN: u8 = 6;
pub(crate) const DAMMATAN: u8 = 7;
pub(crate) const SHADDA: u8 = 8;
/// The mask of the bits that contain the vowel sign.
pub(crate) const VOWEL_SIGN: u8 = 7;
pub(crate) const DAGGER_ALEF: char = '\u{670}';

/// Returns the bits of a diacritic, which may be a combining character or a presentation form. Returns 0 for all other characters.
#[inline]
pub(crate) const fn mark_bits(c: char) -> u8 {
    match c {
        '\u{64E}' | '\u{FE76}' | '\u{FE77}' => FATHA,
        '\u{650}' | '\u{FE7A}' | '\u{FE7B}' => KASRA,
        '\u{64F}' | '\u{FE78}' | '\u{FE79}' => DAMMA,
        '\u{652}' | '\u{FE7E}' | '\u{FE7F}' => SUKUN,
        '\u{64B}' | '\u{FE70}' | '\u{FE71}' => FATHATAN,
        '\u{64D}' | '\u{FE74}' => KASRATAN,
        '\u{64C}' | '\u{FE72}' => DAMMATAN,
        '\u{651}' | '\u{FE7C}' | '\u{FE7D}' => SHADDA,
        _ => 0,
    }
}

/// The lowest bit of the vowel of the prefix letter in a vocalization. A vocalization packs the marks of up to fourteen letters, four bits for
/// each letter, with the first letter in the lowest bits. The four bits from bit 56 on contain the vowel of the prefix letter of the present
/// tense (يَـ or يُـ). These four bits are 0 if the stem is not a present.
pub(crate) const PRESENT_VOWEL_SHIFT: u32 = 56;
/// The flag of a vocalization that belongs to a broken plural only, not to another noun with the same letters.
pub(crate) const PLURAL_VOCALIZATION: u64 = 1 << 60;
/// The flag of a vocalization that the data files mark as rare.
pub(crate) const RARE_VOCALIZATION: u64 = 1 << 61;

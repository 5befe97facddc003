//! The bits of diacritics, and the layout of vocalizations. A vocalization contains the diacritics of all letters of a stem.

/// The constants from [`FATHA`] to [`SHADDA`] represent the diacritics of one letter in four bits. The low three bits contain a vowel sign
/// (1 to 7), or 0 if the letter has no vowel sign. The highest bit is [`SHADDA`].
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

/// Returns the bits of a vowel sign or a shadda, which is a combining character or one of the presentation forms U+FE70–FE7F. Returns 0 for
/// all other characters, including the dagger alef.
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

/// The position of the lowest bit that contains the vowel of the prefix letter in a vocalization. A vocalization is a u64. The bits 0 to 55
/// contain the diacritics of up to fourteen letters, four bits for each letter, with the first letter in the lowest bits. The bits 56 to 59
/// contain the vowel of the prefix letter of the present tense (يَـ or يُـ), or 0 if the vocalization has no prefix letter.
pub(crate) const PRESENT_VOWEL_SHIFT: u32 = 56;
/// The flag of a vocalization that a broken plural can have: فِعَال in رِجَال. If a stem is listed as a plural, a vocalization without this
/// flag usually belongs to another noun with the same letters.
pub(crate) const PLURAL_VOCALIZATION: u64 = 1 << 60;
/// The flag of a vocalization that the data files mark as rare.
pub(crate) const RARE_VOCALIZATION: u64 = 1 << 61;

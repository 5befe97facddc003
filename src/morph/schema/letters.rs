//! Codes of letters, and letter classes. Templates (patterns such as م123) and endings compare letters by class.

/// The letters, indexed by code. Code 0 means that there is no letter. Some letters are not in the table: أ إ ؤ ئ have the code of ء, ى has
/// the code of ي, and آ has two codes, the codes of ءا. Every other character has the code [`OTHER`].
pub(crate) const ALPHABET: [char; 32] = [
    '\0', 'ء', 'ا', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن',
    'ه', 'و', 'ي', 'ة', '\u{FFFD}',
];

pub(crate) const HAMZA: u8 = 1;
pub(crate) const ALEF: u8 = 2;
pub(crate) const BEH: u8 = 3;
pub(crate) const TEH: u8 = 4;
pub(crate) const DAL: u8 = 9;
pub(crate) const THAL: u8 = 10;
pub(crate) const ZAIN: u8 = 12;
pub(crate) const SEEN: u8 = 13;
pub(crate) const SAD: u8 = 15;
pub(crate) const DAD: u8 = 16;
pub(crate) const TAH: u8 = 17;
pub(crate) const ZAH: u8 = 18;
pub(crate) const FEH: u8 = 21;
pub(crate) const KAF: u8 = 23;
pub(crate) const LAM: u8 = 24;
pub(crate) const MEEM: u8 = 25;
pub(crate) const NOON: u8 = 26;
pub(crate) const HEH: u8 = 27;
pub(crate) const WAW: u8 = 28;
pub(crate) const YEH: u8 = 29;
pub(crate) const TEH_MARBUTA: u8 = 30;
pub(crate) const OTHER: u8 = 31;

/// The number of bits of a code. The codes of a word are packed into one integer, with the first letter in the lowest bits.
pub(crate) const CODE_BITS: u32 = 5;

/// Returns the code of a letter. Returns the code of ء for أ إ ؤ ئ and آ, and the code of ي for ى. The caller must add a second code for آ,
/// the code of ا. Returns [`OTHER`] for every character that is not a letter of the Arabic alphabet.
#[inline]
#[allow(clippy::indexing_slicing, reason = "the index is compared with the length")]
pub(crate) const fn letter_code(c: char) -> u8 {
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const TABLE: [u8; 0x2B] = {
        let mut table = [OTHER; 0x2B];
        let mut i = 1;
        while i < 31 {
            table[ALPHABET[i] as usize - 0x621] = i as u8;
            i += 1;
        }
        // The letters آ أ ؤ إ ئ (U+0622 to U+0626) have the code of ء.
        table[1] = HAMZA;
        table[2] = HAMZA;
        table[3] = HAMZA;
        table[4] = HAMZA;
        table[5] = HAMZA;
        // The letter ى (U+0649) has the code of ي.
        table[0x49 - 0x21] = YEH;
        table
    };
    let at = (c as u32).wrapping_sub(0x621) as usize;
    if at < TABLE.len() { TABLE[at] } else { OTHER }
}

/// The number of letter classes. A class is a number of four bits. Each letter that is part of an ending or of a template with radicals has
/// its own class. All other letters of [`ALPHABET`] have the class [`OTHER_CLASS`]. Class 0 means no letter, or a character with the code
/// [`OTHER`].
pub(crate) const LETTER_CLASSES: usize = 16;
pub(crate) const OTHER_CLASS: u8 = 1;
pub(crate) const ALEF_CLASS: u8 = 2;
pub(crate) const HAMZA_CLASS: u8 = 3;
pub(crate) const YEH_CLASS: u8 = 11;
/// The class of ى, because some endings distinguish ى from ي.
pub(crate) const MAKSURA_CLASS: u8 = 15;

/// The letters that are part of templates with radicals, as pairs of a letter code and a class.
pub(crate) const TEMPLATE_CLASSES: [(u8, u8); 10] =
    [(ALEF, ALEF_CLASS), (HAMZA, HAMZA_CLASS), (TEH, 4), (DAL, 5), (SEEN, 6), (TAH, 7), (MEEM, 8), (NOON, 9), (WAW, 10), (YEH, YEH_CLASS)];

/// The class of ة. Endings contain ة, but no template does.
pub(crate) const TEH_MARBUTA_CLASS: u8 = 12;

/// The letters other than ة that are part of endings but not of templates with radicals, as pairs of a letter code and a class. In a stem
/// that fits a template with radicals, these letters are always radicals.
pub(crate) const ENDING_CLASSES: [(u8, u8); 2] = [(KAF, 13), (HEH, 14)];

/// The class of each letter, indexed by letter code. The class of ى is not in this table, because ى has the code of ي.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) const LETTER_CLASS: [u8; 32] = {
    let mut classes = [OTHER_CLASS; 32];
    (classes[0], classes[OTHER as usize], classes[TEH_MARBUTA as usize]) = (0, 0, TEH_MARBUTA_CLASS);
    let mut i = 0;
    while i < TEMPLATE_CLASSES.len() {
        classes[TEMPLATE_CLASSES[i].0 as usize] = TEMPLATE_CLASSES[i].1;
        i += 1;
    }
    i = 0;
    while i < ENDING_CLASSES.len() {
        classes[ENDING_CLASSES[i].0 as usize] = ENDING_CLASSES[i].1;
        i += 1;
    }
    classes
};

//! [`Class`], the class of a code point, and sets of classes.
//!
//! Every code point of Unicode 17.0 has exactly one class. The normalizer, the tokenizer, the sentence splitter and the stemmers all use
//! these classes, so their decisions agree. The tool `tools/gen-tables` generates the tables of this module. The file
//! `tools/gen-tables/classes.txt` lists code points for some classes, and rules in the tool determine the classes of all other code points.

use crate::tables;

/// The class of a code point. The members of a class have a similar function in Arabic text.
///
/// If the members of a class were chosen by hand, the description of the class lists these members. For all other code points, the emoji
/// properties of Unicode or the General_Category determine the class. Some descriptions contain the category in parentheses: `L*` means all
/// categories whose abbreviation begins with L.
///
/// ```
/// use kalima::chars::{class, Class};
///
/// assert_eq!(class('أ'), Class::AlefHamza);
/// assert_eq!(class('\u{64E}'), Class::Haraka);
/// assert_eq!(class('é'), Class::Letter);
/// assert_eq!(class('\u{E000}'), Class::Other); // private use
/// ```
///
/// The classes have no order that users can rely on. The number of a class may change in any version of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Class {
    /// Private-use code points, and unassigned code points without the property Extended_Pictographic.
    Other,
    /// ASCII letters: `A`–`Z`, `a`–`z`.
    Latin,
    /// Letters of other scripts (L*), including Latin letters outside ASCII.
    Letter,
    /// Combining marks of other scripts (M*).
    Mark,
    /// ASCII digits: `0`–`9`.
    Digit,
    /// Digits and numbers (N*) that are not in `0–9`, `٠–٩` or `۰–۹`. Examples are `²` and `½`.
    Number,
    /// Spaces within a line: Zs and the tab U+0009.
    Space,
    /// Line breaks: U+000A–000D, U+0085, U+2028, U+2029.
    LineBreak,
    /// Control characters that are not tabs or line breaks (Cc).
    Control,
    /// Punctuation outside the Arabic blocks (P*).
    Punctuation,
    /// Symbols (S*), including the symbols of the Arabic blocks.
    Symbol,
    /// Characters with the property Emoji_Presentation. They are displayed as emoji without a variation selector.
    Emoji,
    /// Code points with the property Extended_Pictographic and without Emoji_Presentation: `☀`, `©`. The punctuation marks U+203C, U+2049
    /// and U+303D are not members.
    Pictographic,
    /// Regional indicators, U+1F1E6–1F1FF. Two regional indicators form a flag.
    RegionalIndicator,
    /// Variation selectors: U+FE00–FE0F, U+E0100–E01EF, and the Mongolian variation selectors.
    VariationSelector,
    /// Format characters (Cf) that are not members of one of the following classes.
    Format,

    /// Zero width space, U+200B.
    ZeroWidthSpace,
    /// Zero width non-joiner, U+200C.
    ZeroWidthNonJoiner,
    /// Zero width joiner, U+200D.
    ZeroWidthJoiner,
    /// Bidi marks: U+061C, U+200E, U+200F.
    BidiMark,
    /// Bidi embeddings, overrides and isolates: U+202A–202E, U+2066–2069.
    BidiControl,
    /// Characters without width and without meaning in Arabic text: U+00AD, U+034F, U+2060–2064, U+206A–206F, U+FEFF.
    Invisible,

    /// Alef ا U+0627.
    Alef,
    /// Alef with madda آ U+0622.
    AlefMadda,
    /// Alef with hamza: أ U+0623, إ U+0625.
    AlefHamza,
    /// Other forms of alef: ٱ U+0671, ٲ U+0672, ٳ U+0673, ٵ U+0675.
    AlefVariant,
    /// Hamza ء U+0621.
    Hamza,
    /// Waw with hamza ؤ U+0624.
    WawHamza,
    /// Yeh with hamza ئ U+0626.
    YehHamza,
    /// Yeh ي U+064A.
    Yeh,
    /// Alef maksura ى U+0649.
    AlefMaksura,
    /// Farsi yeh ی U+06CC.
    FarsiYeh,
    /// Yeh barree: ے U+06D2, ۓ U+06D3.
    YehBarree,
    /// Keheh and swash kaf: ک U+06A9, ڪ U+06AA.
    Keheh,
    /// Variants of heh: ھ U+06BE, ہ U+06C1.
    HehVariant,
    /// Heh with hamza: ۀ U+06C0, ۂ U+06C2.
    HehHamza,
    /// Ae ە U+06D5.
    Ae,
    /// Teh marbuta ة U+0629.
    TehMarbuta,
    /// Teh marbuta goal ۃ U+06C3.
    TehMarbutaGoal,
    /// Letters of loanwords: پ U+067E, چ U+0686, ژ U+0698, ڤ U+06A4, گ U+06AF.
    LoanLetter,
    /// All other letters of the Arabic language: U+0628, U+062A–063A, U+0641–0648.
    BasicLetter,
    /// Letters (Lo) of the Arabic blocks that are members of no other class. Most of them are letters of other languages in Arabic script.
    ExtendedLetter,
    /// Mathematical letters of the Arabic script, U+1EE00–1EEBB.
    MathLetter,

    /// Tatweel ـ U+0640.
    Tatweel,
    /// Tanwin, U+064B–064D.
    Tanwin,
    /// Short vowels U+064E–0650, and sukun U+0652.
    Haraka,
    /// Shadda, U+0651.
    Shadda,
    /// Combining madda U+0653, combining hamza above U+0654, combining hamza below U+0655.
    HamzaMark,
    /// Dagger alef, U+0670.
    DaggerAlef,
    /// Small letters, which mark sounds that the spelling omits: U+06E5–06E8, U+08C9, U+08CA, U+08D3, U+08F3, U+10EC5.
    SmallLetter,
    /// Quranic annotation: U+0615–061A, U+06D6–06DC, U+06DF–06E4, U+06EA–06ED, U+0897–089F, U+08CB–08D2, U+08D4–08E1, U+08F0–08F2, U+10EFB,
    /// U+10EFD–10EFF.
    QuranicMark,
    /// Honorific marks, U+0610–0614.
    HonorificMark,
    /// Other marks. Most of them are vowel and tone marks of other languages: U+0656–065F, U+08E3–08EF, U+08F4–08FF, U+10EFA, U+10EFC.
    ExtendedMark,
    /// Code points that represent a part of a letter, such as its dots (U+FBB2) or its tail (U+FE73): U+0888, U+FBB2–FBC2, U+FE73.
    GlyphPart,

    /// Prepended number signs and ends of ayah: U+0600–0605, U+06DD, U+08E2, U+0890, U+0891.
    NumberSign,
    /// Arabic-Indic digits ٠–٩, U+0660–0669.
    ArabicDigit,
    /// Extended Arabic-Indic digits ۰–۹, U+06F0–06F9.
    ExtendedDigit,
    /// Signs in numbers: ٪ ٫ ٬, U+066A–066C.
    NumberPunctuation,
    /// Arabic punctuation: ، ؍ ؛ ؝ ؞ ؟ ٭ ۔ ﴾ ﴿, U+0609, U+060A, U+10ED0.
    ArabicPunctuation,

    /// Presentation forms of marks, on a space or a tatweel: U+FC5E–FC63, U+FCF2–FCF4, U+FE70–FE72, U+FE74, U+FE76–FE7F.
    PresentationMark,
    /// Contextual forms and ligatures of letters in U+FB50–FDFB and U+FE80–FEFC.
    PresentationLetter,
    /// Ligatures of one word or one phrase: U+FDF0–FDF4, U+FDF6–FDF9, ﷼ U+FDFC, ﷽ U+FDFD.
    WordLigature,
    /// Ligatures of honorifics: U+FBC3–FBD2, U+FD40–FD4F, U+FD90, U+FD91, U+FDC8–FDCF, U+FDF5, ﷺ U+FDFA, ﷻ U+FDFB, U+FDFE, U+FDFF,
    /// U+10ED1–10ED8.
    HonorificLigature,
}

/// The number of classes.
pub(crate) const CLASSES: usize = Class::HonorificLigature as usize + 1;

impl Class {
    /// Returns the class with the number `n`. The function ignores the two highest bits of `n`.
    #[inline]
    #[allow(clippy::indexing_slicing, reason = "the index is below 64, the length")]
    pub(crate) const fn from_number(n: u8) -> Class {
        ALL[n as usize & 63]
    }
}

/// All classes in the order of their numbers. The array has 64 entries, so an index of six bits is always in bounds. [`Class::Other`] fills
/// the entries after the last class.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ALL: [Class; 64] = {
    use Class::*;
    let list = [
        Other,
        Latin,
        Letter,
        Mark,
        Digit,
        Number,
        Space,
        LineBreak,
        Control,
        Punctuation,
        Symbol,
        Emoji,
        Pictographic,
        RegionalIndicator,
        VariationSelector,
        Format,
        ZeroWidthSpace,
        ZeroWidthNonJoiner,
        ZeroWidthJoiner,
        BidiMark,
        BidiControl,
        Invisible,
        Alef,
        AlefMadda,
        AlefHamza,
        AlefVariant,
        Hamza,
        WawHamza,
        YehHamza,
        Yeh,
        AlefMaksura,
        FarsiYeh,
        YehBarree,
        Keheh,
        HehVariant,
        HehHamza,
        Ae,
        TehMarbuta,
        TehMarbutaGoal,
        LoanLetter,
        BasicLetter,
        ExtendedLetter,
        MathLetter,
        Tatweel,
        Tanwin,
        Haraka,
        Shadda,
        HamzaMark,
        DaggerAlef,
        SmallLetter,
        QuranicMark,
        HonorificMark,
        ExtendedMark,
        GlyphPart,
        NumberSign,
        ArabicDigit,
        ExtendedDigit,
        NumberPunctuation,
        ArabicPunctuation,
        PresentationMark,
        PresentationLetter,
        WordLigature,
        HonorificLigature,
    ];
    let mut all = [Other; 64];
    let mut i = 0;
    while i < CLASSES {
        assert!(list[i] as usize == i);
        all[i] = list[i];
        i += 1;
    }
    all
};

/// Returns the class of a code point. The class of private-use code points and of most unassigned code points is [`Class::Other`].
///
/// The lookup takes two memory loads for a code point below U+0800, and four for any other code point.
#[inline]
pub fn class(c: char) -> Class {
    Class::from_number(number(c as u32))
}

/// Returns the class number of a code point.
#[inline]
pub(crate) fn number(c: u32) -> u8 {
    if let Some(&n) = tables::CLASS_FLAT.get(c as usize) {
        return n;
    }
    // The three tables of the trie have entries for every scalar value. Therefore the fallback values 0 are used only if `c` is not a
    // scalar value.
    let block = tables::CLASS_TOP.get((c >> 12) as usize).copied().unwrap_or(0);
    let leaf = tables::CLASS_BLOCK.get(block as usize * 64 + (c >> 6 & 63) as usize).copied().unwrap_or(0);
    tables::CLASS_LEAF.get(leaf as usize * 64 + (c & 63) as usize).copied().unwrap_or(0)
}

/// Returns the class number of the character that the two UTF-8 bytes `lead` and `next` encode. The bytes must be a character of
/// U+0080–07FF.
#[inline(always)]
pub(crate) fn class_of_two(lead: u8, next: u8) -> u8 {
    tables::CLASS_FLAT.get((lead as usize & 0x1F) << 6 | (next as usize & 0x3F)).copied().unwrap_or(0)
}

/// Returns a table of bitmasks whose index is the first byte of a character. Bit `k` of a mask is set if this first byte and the
/// continuation byte 0x80 + `k` encode a character of `set`.
///
/// With this table, a test of two bytes takes one load and one shift. For example, tatweel (U+0640) has the bytes D9 80. If tatweel is in
/// `set`, bit 0 of the mask with the index 0xD9 is set. The mask of a byte is 0 if the byte is not the lead byte of a two-byte character of
/// `set`.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) const fn pairs(set: ClassSet) -> [u64; 256] {
    let (mut masks, mut c) = ([0; 256], 0x80);
    while c < 0x800 {
        if set.0 >> tables::CLASS_FLAT[c] & 1 == 1 {
            masks[0xC0 | c >> 6] |= 1 << (c & 63);
        }
        c += 1;
    }
    masks
}

/// Returns the class number of the code point U+0600 + `low`.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below U+0700, in a table up to U+0800")]
pub(crate) const fn class_in_block(low: u8) -> u8 {
    tables::CLASS_FLAT[0x600 | low as usize]
}

/// Returns the members of a class in U+0600–07FF, in the order of their code points.
#[allow(clippy::indexing_slicing, reason = "a class has a number below `CLASSES`")]
pub(crate) const fn members(class: Class) -> &'static [char] {
    let Members { chars, ends } = &MEMBERS;
    let [start, end] = [ends[class as usize], ends[class as usize + 1]];
    chars.split_at(end as usize).0.split_at(start as usize).1
}

/// The characters U+0600–07FF, sorted by class. Class `n` ends at the index `ends[n + 1]`, and `ends[0]` is 0.
struct Members {
    chars: [char; 0x200],
    ends: [u16; CLASSES + 1],
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
static MEMBERS: Members = {
    let (mut chars, mut ends, mut n, mut class) = (['\0'; 0x200], [0; CLASSES + 1], 0, 0);
    while class < CLASSES {
        let mut c = 0x600;
        while c < 0x800 {
            if let Some(member) = char::from_u32(c)
                && tables::CLASS_FLAT[c as usize] as usize == class
            {
                chars[n] = member;
                n += 1;
            }
            c += 1;
        }
        ends[class + 1] = n as u16;
        class += 1;
    }
    Members { chars, ends }
};

/// A set of classes. A membership test takes one shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ClassSet(u64);

impl ClassSet {
    /// Returns the set that contains the given classes.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn of(classes: &[Class]) -> ClassSet {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i] as u8;
            i += 1;
        }
        ClassSet(bits)
    }

    /// Returns the set of the classes from `first` to `last`, both included, in the order of the enum.
    pub(crate) const fn range(first: Class, last: Class) -> ClassSet {
        ClassSet((u64::MAX >> (63 - last as u8)) & (u64::MAX << first as u8))
    }

    /// Returns the union of two sets.
    pub(crate) const fn or(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 | other.0)
    }

    /// Returns whether a class is in the set.
    #[inline]
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Returns whether the class of a code point is in the set.
    #[inline]
    pub(crate) fn has_char(self, c: char) -> bool {
        self.0 >> number(c as u32) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    #[test]
    fn names_and_numbers_agree_with_the_tables() {
        assert_eq!(tables::CLASS_NAMES.len(), CLASSES);
        for (i, name) in tables::CLASS_NAMES.iter().enumerate() {
            assert_eq!(format!("{:?}", Class::from_number(i as u8)), *name);
        }
    }

    #[test]
    fn sets() {
        let set = ClassSet::range(Class::Alef, Class::MathLetter).or(ClassSet::of(&[Class::Other, Class::HonorificLigature]));
        for (c, inside) in [('ا', true), ('\u{1EE00}', true), ('\u{640}', false), ('\u{FDFA}', true), ('a', false), ('\u{378}', true)] {
            assert_eq!(set.has_char(c), inside, "{c:?}");
            assert_eq!(set.has(class(c)), inside, "{c:?}");
        }
    }
}

//! The characters that the block scanner classifies: the only list of them.
//!
//! Each entry of [`CLASSES`] has a piece kind and flags: after which pieces a token boundary before the character is certain. The nibble tables of
//! the vector code, the kinds of certain tokens ([`KINDS`]) and the byte table of the rules (`token/byte_table.rs`) are computed from it at compile
//! time. Arabic letters and marks are ranges, which the masks compute from bits; they are not listed here.

/// The kind of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// Arabic letters, marks and tatweel.
    Arabic,
    /// Letters of ASCII and of U+00C0–017F.
    Latin,
    /// Digits of ASCII, or of U+0660–0669.
    Number,
    Space,
    LineFeed,
    /// One punctuation mark.
    Punctuation,
    /// One symbol.
    Symbol,
}

/// Characters of one class.
pub(crate) struct CharClass {
    pub(crate) chars: &'static str,
    pub(crate) kind: PieceKind,
    /// The flags below.
    pub(crate) flags: u16,
}

/// A letter of ASCII.
pub(crate) const LETTER: u16 = 1;
/// A digit.
pub(crate) const DIGIT: u16 = 1 << 1;
/// A letter that a clitic may end in: the word of one clitic is not certain before all that follows.
pub(crate) const CLITIC_END: u16 = 1 << 2;
/// A boundary between an Arabic or Latin word and this character is certain.
pub(crate) const ENDS_WORD: u16 = 1 << 3;
/// A boundary between a number and this character is certain.
pub(crate) const ENDS_NUMBER: u16 = 1 << 4;
/// A boundary between a Latin word and this character is certain; after an Arabic word, if the word does not end in [`CLITIC_END`] or a mark.
pub(crate) const ENDS_LATIN: u16 = 1 << 5;
/// A boundary between an Arabic word and this character is certain if the word does not end in [`CLITIC_END`] or a mark.
pub(crate) const ENDS_ARABIC: u16 = 1 << 6;
/// A comma, which may be inside a number.
pub(crate) const COMMA: u16 = 1 << 7;
/// Part of a figure if [entities](crate::token::Tokenizer::entities) are on: no boundary at it is certain then.
pub(crate) const FIGURE: u16 = 1 << 8;
/// The first character of a tag or of a figure such as `+966…`: the rules need what follows it.
pub(crate) const PREFIX: u16 = 1 << 9;
/// Never certain: the scanner classifies it with all characters that are not listed.
pub(crate) const UNCERTAIN: u16 = 1 << 10;

/// All classes. A character is in one of them, except the letters of [`CLITIC_END`], which are Arabic letters like all others.
pub(crate) const CLASSES: &[CharClass] = &[
    class("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", PieceKind::Latin, LETTER),
    class("0123456789", PieceKind::Number, DIGIT),
    class("٠١٢٣٤٥٦٧٨٩", PieceKind::Number, DIGIT),
    class("بفكلو", PieceKind::Arabic, CLITIC_END),
    class(" ", PieceKind::Space, ENDS_WORD | ENDS_NUMBER),
    class("\n", PieceKind::LineFeed, ENDS_WORD | ENDS_NUMBER),
    class("!&)/", PieceKind::Punctuation, ENDS_WORD | ENDS_NUMBER),
    class("*", PieceKind::Punctuation, ENDS_WORD | ENDS_NUMBER | ENDS_ARABIC),
    class(",،", PieceKind::Punctuation, ENDS_WORD | COMMA),
    class(";?؛؟", PieceKind::Punctuation, ENDS_WORD),
    class("\"'(:", PieceKind::Punctuation, ENDS_ARABIC),
    class("٪", PieceKind::Punctuation, ENDS_ARABIC),
    class("«»", PieceKind::Punctuation, ENDS_ARABIC | ENDS_LATIN | ENDS_NUMBER),
    class("–—“”", PieceKind::Punctuation, ENDS_ARABIC | ENDS_LATIN | ENDS_NUMBER),
    class("…", PieceKind::Punctuation, ENDS_ARABIC | ENDS_LATIN | ENDS_NUMBER),
    class("[\\]{}", PieceKind::Punctuation, ENDS_LATIN | ENDS_NUMBER),
    class("<=>^|~", PieceKind::Symbol, ENDS_LATIN | ENDS_NUMBER),
    class(".", PieceKind::Punctuation, 0),
    class("-", PieceKind::Punctuation, FIGURE),
    class("%", PieceKind::Punctuation, FIGURE | PREFIX),
    class("$", PieceKind::Symbol, FIGURE),
    class("+", PieceKind::Symbol, FIGURE | PREFIX),
    class("#@", PieceKind::Punctuation, UNCERTAIN | PREFIX),
    class("_", PieceKind::Punctuation, UNCERTAIN),
    class("`", PieceKind::Symbol, UNCERTAIN),
];

const fn class(chars: &'static str, kind: PieceKind, flags: u16) -> CharClass {
    CharClass { chars, kind, flags }
}

/// Returns the length in bytes of a character of [`CLASSES`], by its first byte.
pub(crate) const fn char_len(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        _ => 3,
    }
}

/// The kind of a certain token, by one byte of its first character: the second byte of `، ؛ ؟ ٪` and of U+0660–0669, the first byte of all others.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(crate) const KINDS: [PieceKind; 256] = {
    let mut kinds = [PieceKind::Arabic; 256];
    let mut n = 0;
    while n < CLASSES.len() {
        let (bytes, mut i) = (CLASSES[n].chars.as_bytes(), 0);
        while i < bytes.len() && CLASSES[n].flags & CLITIC_END == 0 {
            kinds[bytes[if matches!(bytes[i], 0xD8 | 0xD9) { i + 1 } else { i }] as usize] = CLASSES[n].kind;
            i += char_len(bytes[i]);
        }
        n += 1;
    }
    // The first bytes of U+00C0–017F.
    (kinds[0xC3], kinds[0xC4], kinds[0xC5]) = (PieceKind::Latin, PieceKind::Latin, PieceKind::Latin);
    kinds
};

/// A set of bytes that two lookups find: a byte is in it if its high nibble and its low nibble are in these sets of nibbles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NibbleClass {
    pub(super) high: u16,
    pub(super) low: u16,
}

/// The characters of any number of bytes.
const ANY: u8 = 0;

impl NibbleClass {
    /// Computes the smallest class that has the last bytes of all characters with `flag`, if their first byte is `lead` or `lead` is [`ANY`], and
    /// the high nibble of their last byte is one of `rows`.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn new(flag: u16, lead: u8, rows: &[u8]) -> NibbleClass {
        let (mut class, mut n) = (NibbleClass { high: 0, low: 0 }, 0);
        while n < CLASSES.len() {
            let (bytes, mut i) = (CLASSES[n].chars.as_bytes(), 0);
            while i < bytes.len() && CLASSES[n].flags & flag != 0 {
                let len = char_len(bytes[i]);
                let last = bytes[i + len - 1];
                if (lead == ANY || lead == bytes[i]) && nibbles(rows) >> (last >> 4) & 1 == 1 {
                    class.high |= 1 << (last >> 4);
                    class.low |= 1 << (last & 15);
                }
                i += len;
            }
            n += 1;
        }
        assert!(class.high == nibbles(rows), "each row has a member");
        class
    }
}

/// Returns nibbles as the bits of a set.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn nibbles(all: &[u8]) -> u16 {
    let (mut set, mut i) = (0, 0);
    while i < all.len() {
        set |= 1 << all[i];
        i += 1;
    }
    set
}

/// The classes of the common path, one for each bit of a class byte. They are among ASCII and the second bytes of Arabic characters.
pub(super) const COMMON: [NibbleClass; 8] = [
    // ASCII letters are in one of the first two.
    NibbleClass::new(LETTER, ANY, &[4, 6]),
    NibbleClass::new(LETTER, ANY, &[5, 7]),
    // The second bytes of ف ك ل و ب, and with them those of ء أ ؤ.
    NibbleClass::new(CLITIC_END, ANY, &[8, 10]),
    NibbleClass::new(COMMA, ANY, &[2, 8]),
    // " ' ( * : and the digits 2 7 8.
    NibbleClass::new(ENDS_ARABIC, ANY, &[2, 3]),
    NibbleClass::new(DIGIT, ANY, &[3]),
    // ; ? and the second bytes of ؛ ؟
    NibbleClass::new(ENDS_WORD, ANY, &[3, 9]),
    // Space ! & ) * , /
    NibbleClass::new(ENDS_WORD, ANY, &[2]),
];
/// The classes of the slow path.
pub(super) const RARE: [NibbleClass; 8] = [
    // The second byte of ٪.
    NibbleClass::new(ENDS_ARABIC, 0xD9, &[10]),
    // $ % + -
    NibbleClass::new(FIGURE, ANY, &[2]),
    // < = >
    NibbleClass::new(ENDS_LATIN, ANY, &[3]),
    // [ \ ] ^ { | } ~
    NibbleClass::new(ENDS_LATIN, ANY, &[5, 7]),
    // The third byte of …
    NibbleClass::new(ENDS_LATIN, 0xE2, &[10]),
    // The second bytes of ٠ to ٩.
    NibbleClass::new(DIGIT, 0xD9, &[10]),
    // The third bytes of – — “ ”
    NibbleClass::new(ENDS_LATIN, 0xE2, &[9]),
    // The second bytes of « and ».
    NibbleClass::new(ENDS_LATIN, 0xC2, &[10, 11]),
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::vec::Vec;

    /// Returns the class of a character, if it is listed.
    pub(in super::super) fn class_of(c: char) -> Option<&'static CharClass> {
        CLASSES.iter().find(|class| class.flags & CLITIC_END == 0 && class.chars.contains(c))
    }

    /// Each nibble class has its bytes and, where a product of nibbles cannot leave them out, the others that are named here.
    #[test]
    fn nibble_classes_have_the_bytes_of_the_table() {
        let last = |flag: u16, lead: u8, rows: &[u8]| -> Vec<u8> {
            let chars = CLASSES.iter().filter(|class| class.flags & flag != 0).flat_map(|class| class.chars.chars());
            let bytes = chars.map(|c| c.encode_utf8(&mut [0; 4]).as_bytes().to_vec());
            let bytes = bytes.filter(|b| lead == ANY || b[0] == lead).map(|b| b[b.len() - 1]);
            bytes.filter(|b| rows.contains(&(b >> 4))).collect()
        };
        let expected: [(Vec<u8>, &[u8]); 16] = [
            (last(LETTER, ANY, &[4, 6]), b""),
            (last(LETTER, ANY, &[5, 7]), b""),
            (last(CLITIC_END, ANY, &[8, 10]), &[0xA1, 0xA3, 0xA4]),
            (last(COMMA, ANY, &[2, 8]), b""),
            (last(ENDS_ARABIC, ANY, &[2, 3]), b"278"),
            (last(DIGIT, ANY, &[3]), b""),
            (last(ENDS_WORD, ANY, &[3, 9]), b""),
            (last(ENDS_WORD, ANY, &[2]), b""),
            (last(ENDS_ARABIC, 0xD9, &[10]), b""),
            (last(FIGURE, ANY, &[2]), b""),
            (last(ENDS_LATIN, ANY, &[3]), b""),
            (last(ENDS_LATIN, ANY, &[5, 7]), b""),
            (last(ENDS_LATIN, 0xE2, &[10]), b""),
            (last(DIGIT, 0xD9, &[10]), b""),
            (last(ENDS_LATIN, 0xE2, &[9]), b""),
            (last(ENDS_LATIN, 0xC2, &[10, 11]), b""),
        ];
        for (class, (bytes, others)) in COMMON.iter().chain(&RARE).zip(expected) {
            for b in 0..=u8::MAX {
                let found = class.high >> (b >> 4) & class.low >> (b & 15) & 1 == 1;
                assert_eq!(found, bytes.contains(&b) || others.contains(&b), "{class:?} {b:02X}");
            }
        }
    }

    /// The list has every printable character of ASCII, once.
    #[test]
    fn the_list_has_all_of_ascii() {
        for c in ' '..'\u{7F}' {
            assert_eq!(CLASSES.iter().filter(|class| class.chars.contains(c)).count(), 1, "{c:?}");
            let class = class_of(c).unwrap();
            assert_eq!(KINDS[c as usize], class.kind);
            assert_eq!(class.kind == PieceKind::Latin, c.is_ascii_alphabetic());
            assert_eq!(class.kind == PieceKind::Number, c.is_ascii_digit());
        }
    }
}

//! Which characters may stand together in a token: sets of classes, a table of ASCII, and the joining punctuation of UAX #29.

use crate::chars::{self, Class, ClassSet, class};
pub(super) use crate::entity::FORMAT;
use crate::entity::{ARABIC, DIGITS, OTHER_LETTERS};

pub(super) const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// What an Arabic word may go on with after `_`.
pub(super) const STRETCH: ClassSet = ARABIC.or(ClassSet::of(&[Class::Tatweel]));
/// Marks of the Arabic script, which attach to letters and digits only.
pub(super) const MARKS: ClassSet = chars::MARKS.or(ClassSet::of(&[Class::PresentationMark]));
/// Characters that attach to others by UAX #29, in any script.
pub(super) const EXTEND: ClassSet =
    ClassSet::of(&[Class::Mark, Class::VariationSelector, Class::ZeroWidthNonJoiner, Class::ZeroWidthJoiner]);
/// What a [`TokenKind::Ignorable`](crate::token::TokenKind::Ignorable) token is made of.
pub(super) const IGNORABLE: ClassSet = FORMAT.or(MARKS).or(EXTEND);
pub(super) const WORDS: ClassSet = OTHER_LETTERS.or(DIGITS).or(ClassSet::of(&[Class::Number]));
/// What marks of the Arabic script attach to where UAX #29 attaches them.
pub(super) const BEARS_MARKS: ClassSet = WORDS.or(ClassSet::of(&[Class::NumberSign]));
/// What goes on where a word is longer than the window.
pub(super) const LONG: ClassSet = WORDS.or(MARKS).or(EXTEND);
/// What a Latin word or a number may go on with, beyond ASCII and with punctuation left out.
pub(super) const GOES_ON: ClassSet = WORDS.or(IGNORABLE).or(ClassSet::of(&[
    Class::NumberSign,
    Class::NumberPunctuation,
    Class::GlyphPart,
    Class::Symbol,
    Class::Format,
    Class::Emoji,
    Class::Pictographic,
]));
/// What certainly does not attach to punctuation.
pub(super) const APART: ClassSet = ARABIC.or(DIGITS).or(PUNCTUATION).or(ClassSet::of(&[Class::Space, Class::LineBreak]));
pub(super) const PICTURES: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic]);
pub(super) const PUNCTUATION: ClassSet = ClassSet::of(&[Class::Punctuation, Class::ArabicPunctuation]);

pub(super) const ALPHA: u8 = 1;
pub(super) const DIGIT: u8 = 2;
pub(super) const LINE: u8 = 4;
pub(super) const MARK: u8 = 8;
pub(super) const SIGN: u8 = 16;
/// Where a Latin word certainly ends.
pub(super) const STOP: u8 = 32;
/// What part of a word a byte may be.
pub(super) const IN_WORD: u8 = ALPHA | DIGIT | LINE;
/// What an ASCII byte is: a letter, a digit, `_`, punctuation or a symbol that stands alone, or 0 for what takes a look.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) static ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 128 {
        table[b] = match b as u8 {
            b'#' | b'@' | b'+' | b'%' => 0,
            b'_' => LINE,
            b'$' | b'<' | b'=' | b'>' | b'^' | b'`' | b'|' | b'~' => SIGN,
            c if c.is_ascii_alphabetic() => ALPHA,
            c if c.is_ascii_digit() => DIGIT,
            c if c.is_ascii_punctuation() => MARK,
            _ => 0,
        };
        if matches!(b as u8, b' ' | b',' | b';' | b')' | b'\n' | b'!' | b'?' | b'/' | b'"') {
            table[b] |= STOP;
        }
        b += 1;
    }
    table
};

/// What begins with a byte, as far as that tells.
#[derive(Clone, Copy)]
pub(super) enum Start {
    Space,
    Letter,
    /// `_`.
    Line,
    Digit,
    /// `#` or `@`.
    Tag,
    /// Punctuation and symbols of ASCII.
    Mark,
    Sign,
    /// The first byte of two of an Arabic letter, or of other characters of those blocks.
    Arabic,
    /// The first byte of three, and of four.
    Three,
    Four,
    Other,
}

/// Of each byte, what begins with it.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) static STARTS: [Start; 256] = {
    let mut table = [Start::Other; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match (b as u8, ASCII[b] & !STOP) {
            (b' ', _) => Start::Space,
            (b'#' | b'@', _) => Start::Tag,
            (0xD8..=0xDD, _) => Start::Arabic,
            (0xE0..=0xEF, _) => Start::Three,
            (0xF0..=0xF4, _) => Start::Four,
            (_, ALPHA) => Start::Letter,
            (_, LINE) => Start::Line,
            (_, DIGIT) => Start::Digit,
            (_, MARK) => Start::Mark,
            (_, SIGN) => Start::Sign,
            _ => Start::Other,
        };
        b += 1;
    }
    table
};

/// Whether a character may go on with a Latin word or a number: a letter, a mark, or punctuation that joins (WB6, WB12, WB13a). Only those
/// that certainly do not are told apart here; ASCII does not count.
pub(super) fn goes_on(c: char) -> bool {
    !c.is_ascii() && (GOES_ON.has_char(c) || PUNCTUATION.has_char(c) && !stands_alone(c))
}

/// Punctuation that may be inside a word or a number (MidLetter, MidNum, MidNumLet, quotation marks).
pub(super) fn is_inner(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '\''
            | '"'
            | '\u{B7}'
            | '\u{37E}'
            | '\u{387}'
            | '\u{55F}'
            | '\u{589}'
            | '\u{5F4}'
            | '،'
            | '؍'
            | '٬'
            | '\u{7F8}'
            | '‘'
            | '’'
            | '\u{2024}'
            | '\u{2027}'
            | '\u{2044}'
            | '\u{FE10}'
            | '\u{FE13}'
            | '\u{FE14}'
            | '\u{FE50}'
            | '\u{FE52}'
            | '\u{FE54}'
            | '\u{FE55}'
            | '\u{FF07}'
            | '\u{FF0C}'
            | '\u{FF0E}'
            | '\u{FF1A}'
            | '\u{FF1B}'
    )
}

/// Punctuation that joins nothing and is joined by nothing but marks.
pub(super) fn stands_alone(c: char) -> bool {
    match c {
        '\u{B7}' | '،' | '؍' | '‘' | '’' | '\u{2024}' | '\u{2027}' | '\u{203F}' | '\u{2040}' | '\u{2044}' | '\u{2054}' => false,
        '\0'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{3001}'..='\u{301F}' => true,
        c => class(c) == Class::ArabicPunctuation,
    }
}

/// Signs of a whole phrase or a currency, which no letter joins: `ﷺ`, `﷼`, `﷽`.
pub(super) fn alone(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}') || class(c) == Class::HonorificLigature
}

#[inline(always)]
pub(super) fn byte(b: &[u8], i: usize) -> u8 {
    b.get(i).copied().unwrap_or(0)
}

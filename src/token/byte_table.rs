//! The classes of single bytes that the rules use, computed at compile time from the table of the block scanner
//! ([`CLASSES`]).

use crate::scan::words::classes::{CLASSES, ENDS_LATIN, ENDS_WORD, PREFIX, PieceKind};

/// An ASCII letter.
pub(super) const ALPHA: u8 = 1;
/// An ASCII digit.
pub(super) const DIGIT: u8 = 2;
/// `_`.
pub(super) const UNDERSCORE: u8 = 4;
/// Punctuation that starts neither a tag nor a figure.
pub(super) const PUNCT: u8 = 8;
/// A symbol that does not start a figure.
pub(super) const SYMBOL: u8 = 16;
/// A byte that certainly ends a word of ASCII letters.
pub(super) const STOP: u8 = 32;
/// The bytes that a word of ASCII may have.
pub(super) const IN_WORD: u8 = ALPHA | DIGIT | UNDERSCORE;

/// The class of each ASCII byte, with [`STOP`]; 0 or [`STOP`] for white space, for other bytes and for the first bytes of tags and figures.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) static ASCII: [u8; 256] = {
    let (mut table, mut n) = ([0; 256], 0);
    while n < CLASSES.len() {
        let (bytes, flags) = (CLASSES[n].chars.as_bytes(), CLASSES[n].flags);
        let class = match CLASSES[n].kind {
            PieceKind::Latin => ALPHA,
            PieceKind::Number => DIGIT,
            PieceKind::Punctuation if flags & PREFIX == 0 => PUNCT,
            PieceKind::Symbol if flags & PREFIX == 0 => SYMBOL,
            _ => 0,
        };
        let (stop, mut i) = (if flags & (ENDS_WORD | ENDS_LATIN) != 0 { STOP } else { 0 }, 0);
        while i < bytes.len() {
            if bytes[i] < 0x80 {
                table[bytes[i] as usize] = class | stop;
            }
            i += 1;
        }
        n += 1;
    }
    table[b'_' as usize] = UNDERSCORE;
    // A quotation mark joins Hebrew letters only (WB7b, WB7c).
    table[b'"' as usize] |= STOP;
    table
};

/// The class of the first byte of a token.
#[derive(Clone, Copy)]
pub(super) enum Start {
    Space,
    Letter,
    Underscore,
    Digit,
    /// `#` or `@`.
    Tag,
    /// Punctuation of ASCII.
    Punct,
    /// A symbol of ASCII.
    Symbol,
    /// The first byte of a character of U+0600–077F: two bytes.
    Arabic,
    /// The first byte of a character of three bytes.
    Three,
    /// The first byte of a character of four bytes.
    Four,
    Other,
}

/// The class of each byte at the start of a token.
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
            (_, UNDERSCORE) => Start::Underscore,
            (_, DIGIT) => Start::Digit,
            (_, PUNCT) => Start::Punct,
            (_, SYMBOL) => Start::Symbol,
            _ => Start::Other,
        };
        b += 1;
    }
    table
};

/// Returns a byte, or 0 after the end.
#[inline(always)]
pub(super) fn byte(b: &[u8], i: usize) -> u8 {
    b.get(i).copied().unwrap_or(0)
}

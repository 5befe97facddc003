//! Tables of the classes of single bytes, for the rules that find the end of a token. The tables are computed at compile time from
//! [`CLASSES`], the table of the block scanner.

use crate::scan::words::classes::{CLASSES, ENDS_LATIN, ENDS_WORD, PREFIX, PieceKind};

/// The bit of an ASCII letter in [`ASCII`].
pub(super) const ALPHA: u8 = 1;
/// The bit of an ASCII digit in [`ASCII`].
pub(super) const DIGIT: u8 = 2;
/// The bit of the underscore `_`.
pub(super) const UNDERSCORE: u8 = 4;
/// The bit of ASCII punctuation, except the signs that may start a tag (`#`, `@`) or a percentage (`%`).
pub(super) const PUNCT: u8 = 8;
/// The bit of an ASCII symbol, except the sign `+`, which may start a number such as `+966`.
pub(super) const SYMBOL: u8 = 16;
/// The bit of a byte that certainly ends a word of ASCII letters.
pub(super) const STOP: u8 = 32;
/// The bits of the bytes that an ASCII word may contain: letters, digits and `_`.
pub(super) const IN_WORD: u8 = ALPHA | DIGIT | UNDERSCORE;

/// The bit of the class of each ASCII byte, combined with [`STOP`] if the byte certainly ends a word of ASCII letters. White space, control
/// characters, non-ASCII bytes, `#`, `@`, `%` and `+` have no class.
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
    // The mark `"` joins only Hebrew letters (rules WB7b and WB7c of UAX #29), so the mark ends an ASCII word.
    table[b'"' as usize] |= STOP;
    table
};

/// The class of the first byte of a token. The class selects the rule for the token.
#[derive(Clone, Copy)]
pub(super) enum Start {
    Space,
    Letter,
    Underscore,
    Digit,
    /// The sign `#` or `@`.
    Tag,
    /// ASCII punctuation.
    Punct,
    /// An ASCII symbol.
    Symbol,
    /// The first byte of a two-byte character of U+0600–077F.
    Arabic,
    /// The first byte of a three-byte character.
    Three,
    /// The first byte of a four-byte character.
    Four,
    Other,
}

/// The class of each byte value as the first byte of a token.
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

/// Returns the byte at position `i`, or 0 if `i` is at or after the end of the text.
#[inline(always)]
pub(super) fn byte(b: &[u8], i: usize) -> u8 {
    b.get(i).copied().unwrap_or(0)
}

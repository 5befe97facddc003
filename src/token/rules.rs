//! The rules: the function [`next`] computes the end and the kind of the token at a byte position. The rules can decide every token.
//!
//! The result does not depend on bytes before the position, and depends on at most [`LOOKAHEAD`] bytes after the end of the token. The
//! first byte of the token selects the rule. The rules for Arabic words, Latin words, numbers and signs decide most tokens. The fallback
//! to UAX #29 (`uax29.rs`) decides all other tokens.

use super::arabic::arabic;
use super::byte_table::{ASCII, IN_WORD, STARTS, STOP, Start, byte};
use super::emoji::emoji;
use super::kind::TokenKind;
use super::latin::{figure, latin, number};
use super::options::Tokenizer;
use super::run;
use super::sets::*;
use super::uax29::other;
use crate::chars::{Class, class};
use crate::entity::{self, ARABIC, Local, char_at, skip};
use crate::{op_counter, span};

/// The number of bytes before a token that affect the end and the kind of the token. The number is 0, so tokenizing may start at the end of
/// any token.
pub const LOOKBEHIND: usize = 0;
/// The maximum number of bytes after a token that affect the end and the kind of the token.
pub const LOOKAHEAD: usize = entity::AHEAD + 44;

/// The maximum number of ASCII letters of an abbreviation before its full stop.
const ABBREVIATION_LETTERS: usize = 8;

/// Returns whether a space is at byte `at`, and the next byte is 0x21–0x7F (ASCII) or 0xD8–0xDB (the first byte of an Arabic character). If
/// both conditions are true, the space alone is certainly a token. If the result is `false`, the space may still be a token.
#[inline(always)]
pub(super) fn is_single_space(b: &[u8], at: usize) -> bool {
    matches!(b.get(at..), Some(&[b' ', 0x21..=0x7F | 0xD8..=0xDB, ..]))
}

/// Returns the end and the kind of the token that starts at byte `at`. `at` must be a character boundary and less than the length of the
/// text. `known` is a cache of the last local part (the text before `@`) of an e-mail address; the cache never changes the result.
///
/// The function decides common tokens directly: a single space, a simple tag, and a punctuation mark or symbol before an ASCII character or
/// an Arabic letter, which never join it. [`mixed`] decides all tokens that no other rule decides.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
pub(super) fn next(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let (first, follower) = (byte(b, at), byte(b, at + 1));
    // One indirect jump selects the rule. The processor often mispredicts this jump, but would mispredict a sequence of branches more
    // often.
    let c = match STARTS[first as usize] {
        Start::Space if is_single_space(b, at) || char_at(text, at + 1).is_none_or(|c| !SPACE.has_char(c)) => {
            return (at + 1, TokenKind::Space);
        }
        Start::Letter => return letters(o, text, at, known),
        Start::Underscore => return latin(o, text, at, known),
        Start::Digit => return number(o, text, at, known),
        Start::Tag => {
            if let Some(end) = plain_tag(b, at) {
                return (end, if first == b'#' { TokenKind::Hashtag } else { TokenKind::Mention });
            }
            Some(char::from(first))
        }
        Start::Punct if follower < 0x80 || run::is_arabic(b, at + 1) => return (at + 1, TokenKind::Punctuation),
        Start::Symbol if follower < 0x80 || run::is_arabic(b, at + 1) => return (at + 1, TokenKind::Symbol),
        Start::Arabic => {
            if run::is_arabic(b, at) {
                return arabic(text, at, known);
            }
            if first == 0xD8 && matches!(follower, 0x8C | 0x9B | 0x9F) && matches!(byte(b, at + 2), b' ' | b'\n') {
                return (at + 2, TokenKind::Punctuation); // The token is one of ، ؛ ؟.
            }
            if first == 0xD9 && matches!(follower, 0xA0..=0xA9) {
                return number(o, text, at, known);
            }
            char_at(text, at)
        }
        Start::Three => char_of::<3>(b, at),
        Start::Four => char_of::<4>(b, at),
        _ => char_at(text, at),
    };
    let Some(c) = c else { return (text.len(), TokenKind::Other) };
    mixed(o, text, at, known, c)
}

/// Returns the character of `N` bytes that starts at byte `at`, or `None` if less than `N` bytes remain. `N` is three or four.
#[inline(always)]
fn char_of<const N: usize>(b: &[u8], at: usize) -> Option<char> {
    let bytes: &[u8; N] = b.get(at..)?.first_chunk()?;
    let bits = bytes.iter().fold(0, |bits, &byte| bits << 6 | u32::from(byte & 0x3F));
    // The mask removes the bits of the first byte that encode the length.
    char::from_u32(bits & if N == 3 { 0xFFFF } else { 0x1F_FFFF })
}

/// Returns the end and the kind of the token that starts with the ASCII letter at byte `at`.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn letters(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    // Most words end before a [`STOP`] byte, which certainly ends a word of ASCII letters, or before the full stop of a sentence. An
    // abbreviation has at most [`ABBREVIATION_LETTERS`] letters, so a full stop after a longer word is not part of the word.
    let end = run::ascii(b, at);
    let stop = byte(b, end);
    let kind = ASCII[stop as usize];
    if kind & STOP != 0 || stop == b'.' && end - at > ABBREVIATION_LETTERS && matches!(byte(b, end + 1), b' ' | b'\n') {
        op_counter::count(end - at);
        return (end, TokenKind::Word);
    }
    if kind & IN_WORD != 0 {
        // If a space follows the letters, digits and `_`, these characters are a word and not part of an address or a URL.
        let end = in_word(b, end);
        if byte(b, end) == b' ' {
            return (end, TokenKind::Word);
        }
    }
    if stop == b':'
        && let Some(end) = entity::scheme_url(text, at, end)
    {
        return (end, TokenKind::Url);
    }
    latin(o, text, at, known)
}

/// Returns the end of the tag whose sign (`#` or `@`) is at byte `at`, if the tag has one of two simple forms. Otherwise returns `None`,
/// and [`entity::tag`] decides. The forms of the text after the sign are:
///
/// - a run of two-byte Arabic letters, marks and tatweel that starts with a letter: `#وسم`
/// - a run of ASCII letters, ASCII digits and `_` that starts with a letter: `@user_1`
///
/// After the run, the text must end or continue with an ASCII character that is not a letter, a digit or `_`.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn plain_tag(b: &[u8], at: usize) -> Option<usize> {
    let start = at + 1;
    let end = if run::is_arabic(b, start) {
        run::arabic(b, start)
    } else if byte(b, start).is_ascii_alphabetic() {
        in_word(b, start)
    } else {
        return None;
    };
    let next = byte(b, end);
    (next < 0x80 && ASCII[next as usize] & IN_WORD == 0).then_some(end)
}

/// Returns the end of the run of ASCII letters, ASCII digits and `_` that starts at byte `at`.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn in_word(b: &[u8], at: usize) -> usize {
    let len = b.get(at..).unwrap_or_default().iter().take_while(|&&c| ASCII[c as usize] & IN_WORD != 0).count();
    op_counter::count(len);
    at + len
}

/// Returns the end and the kind of the token that starts with the character `c` at byte `at`. [`next`] does not call this function if `c`
/// is a two-byte Arabic letter, an Arabic-Indic digit, an ASCII letter, an ASCII digit or `_`.
#[inline(never)]
fn mixed(o: &Tokenizer, text: &str, at: usize, known: &mut Local, c: char) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let after = at + c.len_utf8();
    match class(c) {
        Class::Space => (skip(text, at, SPACE), TokenKind::Space),
        Class::LineBreak => (after + usize::from(c == '\r' && byte(b, after) == b'\n'), TokenKind::Newline),
        Class::Tatweel => {
            // Most runs of tatweel at the start of a token precede a space or a line break. These runs are not part of a word.
            let run = at + b.get(at..).unwrap_or_default().chunks(2).take_while(|pair| *pair == [0xD9, 0x80]).count() * 2;
            if matches!(byte(b, run), b' ' | b'\n') {
                op_counter::count(run - at);
                return (run, TokenKind::Punctuation);
            }
            let (end, kind) = arabic(text, at, known);
            let letters = span::slice(text, at..end).chars().any(|c| ARABIC.or(WORD_CHARS).has_char(c));
            (end, if letters { kind } else { TokenKind::Punctuation })
        }
        Class::ExtendedDigit => number(o, text, at, known),
        Class::Letter if run::is_latin(b, at) => latin(o, text, at, known),
        // An ASCII character never joins an honorific ligature such as `ﷺ`, so the ligature is the whole token.
        Class::HonorificLigature if byte(b, after) < 0x80 => (after, TokenKind::Arabic),
        k @ (Class::Emoji | Class::Pictographic | Class::RegionalIndicator) => emoji(text, at, c, k).unwrap_or_else(|| other(text, at)),
        k if ARABIC.has(k) && !is_phrase(c) => arabic(text, at, known),
        k if IGNORABLE.has(k) => (skip(text, at, IGNORABLE), TokenKind::Ignorable),
        _ => sign(o, text, at, c),
    }
}

/// Returns the end and the kind of the token that starts with the character `c` at byte `at`. `c` is a character that [`mixed`] does not
/// decide, such as a punctuation mark, a symbol or a letter of another script. The token is one of the following, and the first one that
/// applies is returned:
///
/// - a hashtag or a mention
/// - if the option `entities` is on, a figure that starts with `+`, `%` or `٪`
/// - U+FFFD alone
/// - a punctuation mark alone, if the next character certainly does not join it
/// - the token that the fallback to UAX #29 returns
fn sign(o: &Tokenizer, text: &str, at: usize, c: char) -> (usize, TokenKind) {
    let after = at + c.len_utf8();
    if matches!(c, '#' | '＃' | '@' | '＠')
        && let Some(end) = entity::tag(text, at)
    {
        return (end, if matches!(c, '#' | '＃') { TokenKind::Hashtag } else { TokenKind::Mention });
    }
    if o.options.entities
        && matches!(c, '+' | '%' | '٪')
        && let Some(found) = figure(text, at)
    {
        return found;
    }
    // U+FFFD is a separate token. A punctuation mark is a separate token if the next character certainly does not join the mark.
    if c == '\u{FFFD}' {
        return (after, TokenKind::Symbol);
    }
    if PUNCTUATION.has_char(c)
        && (never_joins(c) || is_inner(c))
        && char_at(text, after).is_none_or(|c| c.is_ascii() || SEPARATE.has_char(c))
    {
        return (after, TokenKind::Punctuation);
    }
    other(text, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_tags_are_tags() {
        let words = ["وسم", "وسمـ", "و\u{64E}", "user_1", "a", "A9", "_a", "1a", "1", "\u{64E}و", "ﻻ", "é", "", "_"];
        for sign in ["#", "@"] {
            for word in words {
                for after in ["", " ", ".", "_", "1", "a", "ب", "ـ", "،", "\u{200C}", "\u{200F}ب", "ﻻ", "é", "😀", "#", "@"] {
                    let text = alloc::format!("{sign}{word}{after}");
                    let plain = plain_tag(text.as_bytes(), 0);
                    assert!(plain.is_none() || plain == entity::tag(&text, 0), "{text:?} {plain:?}");
                }
            }
        }
        assert_eq!(plain_tag(b"@user_1 ", 0), Some(7));
        assert_eq!(plain_tag("#وسم،".as_bytes(), 0), None);
        assert_eq!(plain_tag("#وسم ".as_bytes(), 0), Some(7));
    }
}

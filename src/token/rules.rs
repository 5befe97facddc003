//! The rules: where the token that starts at a byte ends, and what it is.
//!
//! The answer depends on nothing before the byte and on at most [`LOOKAHEAD`](super::LOOKAHEAD) bytes after its end. Most of a
//! text is decided by one look here, or by the loops of the Arabic and the Latin word; what they do not understand goes to
//! `unicode-segmentation`, of whose word we then cut what is not ours.

use unicode_segmentation::UnicodeSegmentation;

use super::arabic::{arabic, arabic_end};
use super::emoji::emoji;
use super::latin::{figure, latin, number};
use super::run;
use super::sets::*;
use super::{TokenKind, Tokenizer};
use crate::chars::{Class, class};
use crate::entity::{self, ARABIC, DIGITS, Local, OTHER_LETTERS, char_at, skip};
use crate::{op_counter, span};

/// How many bytes are shown to `unicode-segmentation`; a longer word goes on as [`LONG`].
const WINDOW: usize = 256;
/// A longer run of ASCII letters, in bytes, is no abbreviation.
const OTHER_STOP: usize = 8;

/// Whether a space starts here that certainly is a token.
#[inline(always)]
pub(super) fn is_single_space(b: &[u8], at: usize) -> bool {
    matches!(b.get(at..), Some(&[b' ', 0x21..=0x7F | 0xD8..=0xDB, ..]))
}

/// The token that starts at a byte: its end and its kind. `at` is less than the length of the text, and a character boundary.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
pub(super) fn next(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let (first, follower) = (byte(b, at), byte(b, at + 1));
    // One jump for all kinds of tokens: which it is cannot be foreseen, and several branches would be worse.
    let c = match STARTS[first as usize] {
        Start::Space if is_single_space(b, at) || char_at(text, at + 1).is_none_or(|c| !SPACE.has_char(c)) => {
            return (at + 1, TokenKind::Space);
        }
        Start::Letter => return letters(o, text, at, known),
        Start::Line => return latin(o, text, at, known),
        Start::Digit => return number(o, text, at, known),
        Start::Tag => {
            if let Some(end) = plain_tag(b, at) {
                return (end, if first == b'#' { TokenKind::Hashtag } else { TokenKind::Mention });
            }
            Some(char::from(first))
        }
        Start::Mark if follower < 0x80 || run::is_arabic(b, at + 1) => return (at + 1, TokenKind::Punctuation),
        Start::Sign if follower < 0x80 || run::is_arabic(b, at + 1) => return (at + 1, TokenKind::Symbol),
        Start::Arabic => {
            if run::is_arabic(b, at) {
                return arabic(text, at, known);
            }
            if first == 0xD8 && matches!(follower, 0x8C | 0x9B | 0x9F) && matches!(byte(b, at + 2), b' ' | b'\n') {
                return (at + 2, TokenKind::Punctuation); // ، ؛ ؟
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

/// The character of so many bytes, more than two, that starts at a byte.
#[inline(always)]
fn char_of<const N: usize>(b: &[u8], at: usize) -> Option<char> {
    let bytes: &[u8; N] = b.get(at..)?.first_chunk()?;
    let bits = bytes.iter().fold(0, |bits, &byte| bits << 6 | u32::from(byte & 0x3F));
    // Of the first byte, what its length leaves it.
    char::from_u32(bits & if N == 3 { 0xFFFF } else { 0x1F_FFFF })
}

/// What starts with an ASCII letter.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn letters(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    // Most words end at one of these, or at the stop of a sentence, which no abbreviation of so many letters has.
    let end = run::ascii(b, at);
    let stop = byte(b, end);
    let kind = ASCII[stop as usize];
    if kind & STOP != 0 || stop == b'.' && end - at > OTHER_STOP && matches!(byte(b, end + 1), b' ' | b'\n') {
        op_counter::count(end - at);
        return (end, TokenKind::Word);
    }
    if kind & IN_WORD != 0 {
        // What such a run may be the beginning of has a stop or an `@` behind it.
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

/// The end of the tag whose sign, `#` or `@`, is at a byte, if it is one Arabic word or of ASCII alone, as most are: see [`entity::tag`].
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

/// Where a run of letters, digits and `_` of ASCII ends.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn in_word(b: &[u8], at: usize) -> usize {
    let len = b.get(at..).unwrap_or_default().iter().take_while(|&&c| ASCII[c as usize] & IN_WORD != 0).count();
    op_counter::count(len);
    at + len
}

/// Everything that starts with neither an Arabic letter or digit of two bytes nor an ASCII letter or digit.
#[inline(never)]
fn mixed(o: &Tokenizer, text: &str, at: usize, known: &mut Local, c: char) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let after = at + c.len_utf8();
    match class(c) {
        Class::Space => (skip(text, at, SPACE), TokenKind::Space),
        Class::LineBreak => (after + usize::from(c == '\r' && byte(b, after) == b'\n'), TokenKind::Newline),
        Class::Tatweel => {
            // Most stand alone.
            let run = at + b.get(at..).unwrap_or_default().chunks(2).take_while(|pair| *pair == [0xD9, 0x80]).count() * 2;
            if matches!(byte(b, run), b' ' | b'\n') {
                op_counter::count(run - at);
                return (run, TokenKind::Punctuation);
            }
            let (end, kind) = arabic(text, at, known);
            let letters = span::slice(text, at..end).chars().any(|c| ARABIC.or(WORDS).has_char(c));
            (end, if letters { kind } else { TokenKind::Punctuation })
        }
        Class::ExtendedDigit => number(o, text, at, known),
        Class::Letter if run::is_latin(b, at) => latin(o, text, at, known),
        // Before ASCII nothing joins it.
        Class::HonorificLigature if byte(b, after) < 0x80 => (after, TokenKind::Arabic),
        k @ (Class::Emoji | Class::Pictographic | Class::RegionalIndicator) => emoji(text, at, c, k).unwrap_or_else(|| other(text, at)),
        k if ARABIC.has(k) && !alone(c) => arabic(text, at, known),
        k if IGNORABLE.has(k) => (skip(text, at, IGNORABLE), TokenKind::Ignorable),
        _ => sign(o, text, at, c),
    }
}

/// A sign that is none of a word: what it begins, or punctuation that stands alone, or what UAX #29 makes of it.
fn sign(o: &Tokenizer, text: &str, at: usize, c: char) -> (usize, TokenKind) {
    let after = at + c.len_utf8();
    if matches!(c, '#' | '＃' | '@' | '＠')
        && let Some(end) = entity::tag(text, at)
    {
        return (end, if matches!(c, '#' | '＃') { TokenKind::Hashtag } else { TokenKind::Mention });
    }
    if o.entities
        && matches!(c, '+' | '%' | '٪')
        && let Some(found) = figure(text, at)
    {
        return found;
    }
    // Most punctuation stands alone, and what follows cannot join it.
    if c == '\u{FFFD}' {
        return (after, TokenKind::Symbol);
    }
    if PUNCTUATION.has_char(c) && (stands_alone(c) || is_inner(c)) && char_at(text, after).is_none_or(|c| c.is_ascii() || APART.has_char(c))
    {
        return (after, TokenKind::Punctuation);
    }
    other(text, at)
}

/// A token by UAX #29, less what we part from it: Arabic letters, white space, and format characters at its end.
#[inline(never)]
pub(super) fn other(text: &str, at: usize) -> (usize, TokenKind) {
    let window = span::slice(text, at..span::floor(text, at + WINDOW));
    let mut end = at + window.split_word_bounds().next().map_or(window.len(), str::len);
    if end == at + window.len() && end < text.len() {
        end = skip(text, end, LONG);
    }
    op_counter::count(end - at);
    let word = span::slice(text, at..end);
    let Some(first) = word.chars().next() else { return (text.len(), TokenKind::Other) };
    let kind = class(first);
    let (mut keep, mut tail, mut last, mut base) = (0, 0, '\0', (0, first));
    let (mut kept, mut before) = ((0, 0), '\0');
    let (mut letters, mut digits, mut keycap, mut shown) = (false, false, false, false);
    for (i, c) in word.char_indices() {
        let k = class(c);
        if i > 0 {
            if STRETCH.has(k) && !alone(c) && last == '_' {
                let from = at + i;
                return (arabic_end(text, run::arabic(text.as_bytes(), from).max(from + c.len_utf8())), TokenKind::Word);
            }
            // WB7a: a single quotation mark is part of the Hebrew letter before it.
            let inner =
                base.0 > 0 && is_inner(base.1) && !(base.1 == '\'' && matches!(before, '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}'));
            let stops = match k {
                Class::Space | Class::Tatweel => true,
                k if kind == Class::HonorificLigature => !EXTEND.or(FORMAT).has(k),
                Class::Emoji | Class::Pictographic => {
                    !PICTURES.has_char(base.1) && (last == '\u{200D}' || matches!(c, '\u{1F3FB}'..='\u{1F3FF}'))
                }
                // Two letters are marks as well.
                k => ARABIC.has(k) || (MARKS.has(k) || matches!(c, '\u{FF9E}' | '\u{FF9F}')) && !BEARS_MARKS.has_char(base.1),
            };
            if stops {
                if inner {
                    // It joins no mark and no Arabic letter, and so it is not inner.
                    (keep, tail) = kept;
                }
                break;
            }
        }
        if !IGNORABLE.has(k) {
            (before, base, kept) = (base.1, (i, c), (keep, tail));
        }
        letters |= OTHER_LETTERS.has(k);
        digits |= DIGITS.has(k) || k == Class::Number;
        keycap |= c == '\u{20E3}';
        shown |= c == '\u{FE0F}';
        if !FORMAT.has(k) {
            tail = i + c.len_utf8();
            // A decimal separator is not the end of a number.
            keep = if c == '٫' { keep } else { tail };
        }
        last = c;
    }
    let end = at + if keep > 0 { keep } else { tail };
    let kind = match kind {
        Class::Emoji | Class::RegionalIndicator => TokenKind::Emoji,
        Class::Pictographic if shown => TokenKind::Emoji,
        _ if keycap => TokenKind::Emoji,
        _ if letters => TokenKind::Word,
        _ if digits => TokenKind::Number,
        Class::Punctuation | Class::ArabicPunctuation | Class::NumberPunctuation => TokenKind::Punctuation,
        Class::HonorificLigature => TokenKind::Arabic,
        Class::WordLigature | Class::Symbol | Class::Pictographic | Class::GlyphPart | Class::NumberSign => TokenKind::Symbol,
        Class::Control | Class::Format | Class::ZeroWidthSpace => TokenKind::Ignorable,
        _ => TokenKind::Other,
    };
    (end, kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_tags_are_tags() {
        let words = ["وسم", "وسمـ", "و\u{64E}", "user_1", "a", "A9", "_a", "1a", "1", "\u{64E}و", "ﻻ", "é", "", "_"];
        for sign in ["#", "@"] {
            for word in words {
                for behind in ["", " ", ".", "_", "1", "a", "ب", "ـ", "،", "\u{200C}", "\u{200F}ب", "ﻻ", "é", "😀", "#", "@"] {
                    let text = alloc::format!("{sign}{word}{behind}");
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

//! The rules for Latin words and for numbers. The rules WB9 and WB10 of UAX #29 join Latin letters and digits in one word: `iPhone15`.
//!
//! If the word may continue with a letter of another script, a combining mark or rare punctuation, the rules call the fallback
//! [`uax29::other`](super::uax29::other).

use super::arabic::arabic_end;
use super::byte_table::{ALPHA, ASCII, DIGIT, IN_WORD, UNDERSCORE, byte};
use super::kind::TokenKind;
use super::options::Tokenizer;
use super::run;
use super::sets::{ARABIC_OR_TATWEEL, CONTINUES, is_phrase, may_continue};
use super::uax29::other;
use crate::entity::{self, DIGITS, Figure, Local, char_at, skip};
use crate::{op_counter, span};

/// Returns the end and the kind of the token that starts with the Latin letter or `_` at byte `at`.
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
pub(super) fn latin(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let first = byte(b, at);
    if first == b'_' {
        // The underscores are a separate token if the next character cannot continue a Latin word. Example: the first `_` of `_نص_`.
        let end = at + b.get(at..).unwrap_or_default().iter().take_while(|&&b| b == b'_').count();
        op_counter::count(end - at);
        if ASCII[byte(b, end) as usize] & IN_WORD == 0 && char_at(text, end).is_none_or(|c| !may_continue(c)) {
            return (end, TokenKind::Punctuation);
        }
    } else if matches!(first, b'w' | b'W') {
        if let Some(end) = entity::www_url(text, at) {
            return (end, TokenKind::Url);
        }
    } else if o.options.entities
        && matches!(first, b'v' | b'V')
        && let Some((end, Figure::Version)) = entity::figure(text, at)
    {
        return (end, TokenKind::Version);
    }
    latin_word(text, at, known)
}

/// Returns the end and the kind of the token that starts at byte `at`. The token is a word of Latin letters, digits and `_`. If a URL, an
/// e-mail address or an abbreviation starts with this word, the token is the URL, the address or the abbreviation.
#[inline]
fn latin_word(text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let (end, dot, kind) = match latin_end(text, at) {
        Some((end, false)) if matches!(byte(text.as_bytes(), end), b' ' | b',') => return (end, TokenKind::Word),
        Some((end, dot)) => (end, dot, TokenKind::Word),
        None => {
            let (end, kind) = other(text, at);
            let kind = if kind == TokenKind::Number { TokenKind::Word } else { kind };
            (end, span::slice(text, at..end).contains('.'), kind)
        }
    };
    latin_edge(text, at, end, dot, known).unwrap_or((end, kind))
}

/// Finds the end of the word of Latin letters, digits and `_` that starts at byte `at`, by the rules WB5 to WB13 (word boundaries) of
/// UAX #29. Arabic letters after `_` also belong to the word.
///
/// Returns the end of the word, and `true` if the word contains a full stop: `(3, true)` for `a.b`. Returns `None` if only the fallback can
/// find the end, because a non-ASCII character other than a Latin letter may continue the word: `aж`.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn latin_end(text: &str, at: usize) -> Option<(usize, bool)> {
    let b = text.as_bytes();
    let (mut i, mut last, mut dot) = (at, 0, false);
    let end = loop {
        let letters = run::ascii(b, i);
        if letters > i {
            (last, i) = (ALPHA, letters);
        }
        let c = byte(b, i);
        let kind = ASCII[c as usize];
        if kind & IN_WORD != 0 {
            (last, i) = (kind, i + 1);
            continue;
        }
        let next = byte(b, i + 1);
        match c {
            b' ' => break i,
            b'.' | b'\'' | b':' | b',' | b';' => {
                if next >= 0x80 && char_at(text, i + 1).is_some_and(|c| CONTINUES.has_char(c)) {
                    return None;
                }
                let after = ASCII[next as usize];
                let joins = match c {
                    b'.' | b'\'' => after == last && last != UNDERSCORE,
                    b':' => after == ALPHA && last == ALPHA,
                    _ => after == DIGIT && last == DIGIT,
                };
                if !joins {
                    break i;
                }
                dot |= c == b'.';
                i += 1;
            }
            0..0x80 => break i,
            _ if run::is_latin(b, i) => (last, i) = (ALPHA, i + 2),
            _ => {
                let c = char_at(text, i)?;
                if last == UNDERSCORE && ARABIC_OR_TATWEEL.has_char(c) && !is_phrase(c) {
                    break arabic_end(text, run::arabic(b, i).max(i + c.len_utf8()));
                }
                if may_continue(c) {
                    return None;
                }
                break i;
            }
        }
    };
    op_counter::count(end - at);
    Some((end, dot))
}

/// Returns the end and the kind of the token that starts with the Latin word `at..end` if this token is an e-mail address, a URL or an
/// abbreviation. Otherwise returns `None`. `dot` is true if the word contains a full stop.
#[inline]
fn latin_edge(text: &str, at: usize, end: usize, dot: bool, known: &mut Local) -> Option<(usize, TokenKind)> {
    let b = text.as_bytes();
    let is_local = entity::may_continue_local(b, end);
    match byte(b, end) {
        _ if is_local || dot => {}
        b'.' => return latin_abbreviation(text, at, end),
        b':' => return entity::scheme_url(text, at, end).map(|end| (end, TokenKind::Url)),
        _ => return None,
    }
    // The local part (the text before `@`) of an e-mail address may also continue with letters of another script.
    if (is_local || byte(b, end) >= 0x80)
        && let Some(end) = entity::email(text, at, known)
    {
        return Some((end, TokenKind::Email));
    }
    if dot || byte(b, end) == b'.' {
        let found = latin_abbreviation(text, at, end);
        if found.is_some() {
            return found;
        }
        return entity::domain_url(text, at, end).map(|end| (end, TokenKind::Url));
    }
    None
}

/// Returns the end and the kind of the abbreviation that starts at byte `at`. The abbreviation must contain the whole Latin word `at..end`,
/// and the word must have at most [`entity::INITIALS_MAX`] bytes; otherwise returns `None`. In `a.b.com` and `Dr.Smith`, the word is longer
/// than the abbreviation, so the result is `None`.
fn latin_abbreviation(text: &str, at: usize, end: usize) -> Option<(usize, TokenKind)> {
    let b = text.as_bytes();
    if byte(b, run::ascii(b, at)) != b'.' {
        // The word does not start with ASCII letters and a full stop: `v2.0`, `a_b.c`.
        return None;
    }
    let found = entity::abbreviation(text, at).filter(|&found| found >= end && end - at <= entity::INITIALS_MAX)?;
    Some((found, TokenKind::Abbreviation))
}

/// Returns the end and the kind of the token that starts with the digit at byte `at`: a number, a word (`5kg`), an e-mail address, or, with
/// the option `entities`, a figure as listed at [`figure`].
pub(super) fn number(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    if o.options.entities
        && let Some(found) = figure(text, at)
    {
        return found;
    }
    let b = text.as_bytes();
    let digits = |i: usize| i + b.get(i..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let mut plain = digits(at);
    while matches!(byte(b, plain), b'.' | b',') && byte(b, plain + 1).is_ascii_digit() {
        plain = digits(plain + 1);
    }
    op_counter::count(plain - at);
    if plain > at && matches!((byte(b, plain), byte(b, plain + 1)), (b' ' | b')' | b'/' | b'\n', _) | (b'.' | b',', b' ' | b'\n')) {
        return (plain, TokenKind::Number);
    }
    let mut i = at;
    loop {
        let end = i;
        i = skip(text, i, DIGITS);
        if i == end && end > at {
            break;
        }
        let Some(c) = char_at(text, i) else { break };
        match c {
            '.' | ',' | ';' | '\'' | '،' | '؍' | '٬' | '٫' => match char_at(text, i + c.len_utf8()) {
                Some(d) if DIGITS.has_char(d) => i += c.len_utf8(),
                Some(d) if may_continue(d) || c == '٫' && d.is_ascii_graphic() => return number_edge(text, at, other(text, at), known),
                _ => break,
            },
            c if c.is_ascii_alphabetic() || c == '_' => {
                return latin_word(text, at, known);
            }
            c if !may_continue(c) => break,
            _ => return number_edge(text, at, other(text, at), known),
        }
    }
    if entity::may_continue_local(b, i) {
        return number_edge(text, at, (i, TokenKind::Number), known);
    }
    (i, TokenKind::Number)
}

/// Returns the e-mail address at byte `at` if the address ends after the end of the token `found`. Otherwise returns `found`.
#[inline(never)]
fn number_edge(text: &str, at: usize, found: (usize, TokenKind), known: &mut Local) -> (usize, TokenKind) {
    match entity::email(text, at, known) {
        Some(end) if end > found.0 => (end, TokenKind::Email),
        _ => found,
    }
}

/// Returns the end and the kind of the figure that starts at byte `at`, or `None` if no figure starts there. A figure is a date, a time, a
/// range, a percentage, a version, a telephone number, or a number in groups (`978-3-16`).
pub(super) fn figure(text: &str, at: usize) -> Option<(usize, TokenKind)> {
    let (end, figure) = entity::figure(text, at)?;
    let kind = match figure {
        Figure::Date => TokenKind::Date,
        Figure::Time => TokenKind::Time,
        Figure::Range => TokenKind::Range,
        Figure::Percent => TokenKind::Percent,
        Figure::Version => TokenKind::Version,
        Figure::Phone => TokenKind::Phone,
        Figure::Code => TokenKind::Number,
    };
    Some((end, kind))
}

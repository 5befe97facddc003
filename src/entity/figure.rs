//! Figures of several numbers: dates, times, ranges, percentages, versions, telephone numbers. Recognized on request only.
//!
//! The patterns are anchored and run on a window of 64 bytes after a cheap look at what follows the first digits.

use alloc::boxed::Box;
use core::fmt::Write;

use once_cell::race::OnceBox;
use regex::Regex;

use super::{ARABIC, ATTACHED, DIGITS, OTHER_LETTERS, char_at};
use crate::chars::{Class, class};
use crate::span;

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Date,
    Time,
    Range,
    Percent,
    Version,
    Phone,
    /// Groups of digits with hyphens that are none of these, such as an ISBN.
    Code,
}

/// How many bytes from its start on a figure may take.
const WINDOW: usize = 64;

/// In `D` any digit of the three sets stands; in `N` a number with its separators.
const PATTERNS: &[(Figure, &str)] = &[
    (Figure::Percent, "(?:N[%٪]|[%٪]N)"),
    (
        Figure::Date,
        "(?:D{4}/D{1,2}/D{1,2}|D{4}-D{1,2}-D{1,2}|D{1,2}/D{1,2}/D{2,4}|D{1,2}-D{1,2}-D{4}|D{1,2}\\.D{1,2}\\.D{4}|D{4}\\.D{1,2}\\.D{1,2})",
    ),
    (Figure::Time, "D{1,2}:D{2}(?::D{2})?"),
    (Figure::Version, "[vV]?D+(?:\\.D+){2,}"),
    (Figure::Phone, "(?:\\+D{1,3}|(?:00|٠٠|۰۰)D{1,3}|[0٠۰]D{1,3})(?:[- ]?(?:\\(D{1,4}\\)|D{1,10})){1,5}"),
    (Figure::Code, "D{1,7}(?:-D{1,7}){2,6}"),
    (Figure::Range, "N[-–—]N"),
];
const ALL: usize = PATTERNS.len();

fn patterns() -> &'static [Option<Regex>; ALL] {
    static CELL: OnceBox<[Option<Regex>; ALL]> = OnceBox::new();
    CELL.get_or_init(|| {
        Box::new(core::array::from_fn(|i| {
            let mut source = alloc::string::String::from("^(?:");
            for c in PATTERNS.get(i)?.1.chars() {
                let _ = match c {
                    'D' => source.write_str("[0-9٠-٩۰-۹]"),
                    'N' => source.write_str("(?:[0-9٠-٩۰-۹]+(?:[.,،٫٬][0-9٠-٩۰-۹]+)*)"),
                    c => source.write_char(c),
                };
            }
            source.push(')');
            Regex::new(&source).ok()
        }))
    })
}

/// The figure that starts at a byte, which holds a digit or one of `+ % ٪ v V`.
pub(crate) fn figure(text: &str, at: usize) -> Option<(usize, Figure)> {
    if !trigger(text, at) {
        return None;
    }
    let window = text.get(at..span::floor(text, at.saturating_add(WINDOW)))?;
    crate::work::count(window.len());
    for (i, &(kind, _)) in PATTERNS.iter().enumerate() {
        let Some(found) = patterns().get(i).and_then(Option::as_ref).and_then(|r| r.find(window)) else { continue };
        let end = at + found.end();
        let digits = found.as_str().chars().filter(|&c| DIGITS.has_char(c)).count();
        if kind == Figure::Phone && !((8..=15).contains(&digits) && found.end() < WINDOW) || found.end() + 4 > WINDOW {
            continue;
        }
        if whole(text, end) {
            return Some((end, kind));
        }
    }
    None
}

/// Whether a figure may start here: a number with a sign of one on either side, with two separators, or long enough for a telephone.
fn trigger(text: &str, at: usize) -> bool {
    let b = text.as_bytes();
    let Some(first) = char_at(text, at) else { return false };
    let digit_at = |i: usize| char_at(text, i).is_some_and(|c| DIGITS.has_char(c));
    match first {
        '+' | '%' | '٪' => return digit_at(at + first.len_utf8()),
        'v' | 'V' => return b.get(at + 1).is_some_and(u8::is_ascii_digit),
        _ => {}
    }
    let (mut i, mut stops, mut digits) = (at, 0, 0);
    for c in text.get(at..).unwrap_or_default().chars() {
        match c {
            c if DIGITS.has_char(c) => digits += 1,
            '.' | ',' | '،' | '٫' | '٬' if digit_at(i + c.len_utf8()) => stops += usize::from(c == '.'),
            '/' | '-' | ':' | '%' | '٪' | '–' | '—' => return true,
            _ => break,
        }
        i += c.len_utf8();
        if i - at > WINDOW {
            return false;
        }
    }
    let zero = matches!(first, '0' | '٠' | '۰');
    stops > 1 || zero && (digits > 7 || matches!(b.get(i), Some(b' ' | b'(')) && digit_at(i + 1))
}

/// Whether nothing after a figure goes on with it.
fn whole(text: &str, end: usize) -> bool {
    let next = char_at(text, end);
    let digit_at = |i: usize| char_at(text, i).is_some_and(|c| DIGITS.has_char(c));
    match next {
        Some(c) if DIGITS.has_char(c) || OTHER_LETTERS.has_char(c) || ATTACHED.has_char(c) => false,
        Some(c) if ARABIC.has_char(c) => true,
        Some(c @ ('.' | ',' | '،' | '٫' | '٬' | '/' | ':' | '-')) => !digit_at(end + c.len_utf8()),
        Some('_') => false,
        Some(c) => !matches!(class(c), Class::Number),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        use Figure::*;
        for (text, expected) in [
            ("2025/02/10 ", Some((10, Date))),
            ("١٠/٢/٢٠٢٥.", Some(("١٠/٢/٢٠٢٥".len(), Date))),
            ("10-2-2025", Some((9, Date))),
            ("12:30:45", Some((8, Time))),
            ("٨:٤٥ ص", Some(("٨:٤٥".len(), Time))),
            ("1990–1995", Some((11, Range))),
            ("10%.", Some((3, Percent))),
            ("٪١٢", Some(("٪١٢".len(), Percent))),
            ("2.0.1.", Some((5, Version))),
            ("v2.0.1", Some((6, Version))),
            ("192.168.1.1", Some((11, Version))),
            ("2.5 ", None),
            ("1/2", None),
            ("+966 50 123 4567", Some((16, Phone))),
            ("00962-6-1234567", Some((15, Phone))),
            ("٠٥٠١٢٣٤٥٦٧", Some(("٠٥٠١٢٣٤٥٦٧".len(), Phone))),
            ("1234567890", None),
            ("978-3-16", Some((8, Code))),
        ] {
            assert_eq!(figure(text, 0), expected, "{text}");
        }
    }
}

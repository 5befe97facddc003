//! The recognizer of figures: dates, times, ranges, percentages, versions, telephone numbers and codes.
//!
//! The tokenizer calls this recognizer if the option [`entities`](crate::token::Tokenizer::entities) is on. Regular expressions match all
//! figures except telephone numbers. A figure has fewer than 64 bytes. Most numbers are not part of a figure, so the function
//! `may_be_figure` first checks the text after the first digits.

use alloc::boxed::Box;
use core::fmt::Write;

use once_cell::race::OnceBox;
use regex::Regex;

use super::sets::{ARABIC, ATTACHED, DIGITS, OTHER_LETTERS, char_at};
use crate::chars::{self, Class, class};
use crate::span;

/// The kind of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    Date,
    Time,
    Range,
    Percent,
    Version,
    Phone,
    /// Three to seven groups of digits with a hyphen between two groups, such as an ISBN. A date or a telephone number does not have this
    /// kind.
    Code,
}

/// The maximum number of bytes that the patterns read. A figure that ends in the last four bytes is rejected, because the figure may
/// continue after these bytes.
const WINDOW: usize = 64;

/// The patterns in the order of the search. The first pattern that matches a complete figure determines the result. The function [`phone`]
/// searches for a telephone number before the pattern of [`Figure::Code`].
///
/// In a pattern, `D` represents a digit: ASCII, Arabic-Indic or extended Arabic-Indic. `N` represents a number, which may contain
/// separators.
const PATTERNS: &[(Figure, &str)] = &[
    (Figure::Percent, "(?:N[%٪]|[%٪]N)"),
    (
        Figure::Date,
        "(?:D{4}/D{1,2}/D{1,2}|D{4}-D{1,2}-D{1,2}|D{1,2}/D{1,2}/D{2,4}|D{1,2}-D{1,2}-D{4}|D{1,2}\\.D{1,2}\\.D{4}|D{4}\\.D{1,2}\\.D{1,2})",
    ),
    (Figure::Time, "D{1,2}:D{2}(?::D{2})?"),
    (Figure::Version, "[vV]?D+(?:\\.D+){2,}"),
    (Figure::Code, "D{1,7}(?:-D{1,7}){2,6}"),
    (Figure::Range, "N[-–—]N"),
];
const ALL: usize = PATTERNS.len();

/// Returns the compiled patterns, in the order of [`PATTERNS`]. The first call compiles the patterns. An element is `None` only if its
/// pattern is not a valid regular expression.
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

/// Returns the end and the kind of the figure that starts at byte `at`, or `None` if no figure starts at `at`. The character at `at` must
/// be a digit or one of `+ % ٪ v V`.
pub(crate) fn figure(text: &str, at: usize) -> Option<(usize, Figure)> {
    if !may_be_figure(text, at) {
        return None;
    }
    let window = text.get(at..span::floor(text, at.saturating_add(WINDOW)))?;
    crate::op_counter::count(window.len());
    for (i, &(kind, _)) in PATTERNS.iter().enumerate() {
        if kind == Figure::Code
            && let Some(end) = phone(text, at)
        {
            return Some((end, Figure::Phone));
        }
        let Some(found) = patterns().get(i).and_then(Option::as_ref).and_then(|r| r.find(window)) else { continue };
        let end = at + found.end();
        let fits = found.end() + 4 <= WINDOW && (kind != Figure::Date || is_date(found.as_str()));
        if fits && is_complete(text, end, kind) {
            return Some((end, kind));
        }
    }
    None
}

/// Returns whether the three numbers of `text` can be a date. The month must be from 1 to 12, and the day from 1 to 31. If the first number
/// has four digits, the order is year, month, day. Otherwise the year is the last number, and the day may precede or follow the month.
fn is_date(text: &str) -> bool {
    let mut numbers = [(0_u32, 0); 3];
    for (number, part) in numbers.iter_mut().zip(text.split(['/', '-', '.'])) {
        let value = part.chars().filter_map(chars::digit_value).fold(0, |n, digit| n * 10 + u32::from(digit));
        *number = (value, part.chars().count());
    }
    let fits = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    match numbers {
        [(_, 4), (month, _), (day, _)] => fits(day, month),
        [(a, _), (b, _), _] => fits(a, b) || fits(b, a),
    }
}

/// Returns the end of the telephone number that starts at byte `at`, or `None` if no telephone number starts at `at`. A telephone number
/// starts with `+` or a zero, and has one to six groups of digits. A space or a hyphen may separate two groups. A group of up to four
/// digits may be in brackets. All groups together have 8 to 15 digits.
///
/// If the preceding digits are already a complete number, a group after a space does not belong to the number: `0501234567 10` has the
/// number `0501234567`. The preceding digits are complete if there are at least 10 digits. One digit less is enough if the group directly
/// before the space has at least four digits. A number that starts with `+` or two zeros has a country code and needs one more digit.
fn phone(text: &str, at: usize) -> Option<usize> {
    let digit_at = |i: usize| char_at(text, i).filter(|&c| DIGITS.has_char(c));
    let zero = |i: usize| digit_at(i).filter(|c| matches!(c, '0' | '٠' | '۰')).map(char::len_utf8);
    let plus = text.as_bytes().get(at) == Some(&b'+');
    let is_international = plus || zero(at).is_some_and(|n| zero(at + n).is_some());
    if !plus && zero(at).is_none() {
        return None;
    }
    let (mut i, mut digits, mut best) = (at + usize::from(plus), 0, None);
    for _ in 0..6 {
        let bracket = text.as_bytes().get(i) == Some(&b'(');
        i += usize::from(bracket);
        let mut group = 0;
        while let Some(c) = digit_at(i).filter(|_| group <= 15) {
            (i, group) = (i + c.len_utf8(), group + 1);
        }
        digits += group;
        if group == 0 || digits > 15 || bracket && (group > 4 || text.as_bytes().get(i) != Some(&b')')) {
            break;
        }
        i += usize::from(bracket);
        if digits >= 8 && i - at < WINDOW && is_complete(text, i, Figure::Phone) {
            best = Some(i);
        }
        let enough = if is_international { 11 } else { 10 };
        let separator = text.as_bytes().get(i).copied();
        if separator == Some(b' ') && (digits >= enough || group >= 4 && digits + 1 >= enough) {
            break;
        }
        i += usize::from(matches!(separator, Some(b' ' | b'-')));
    }
    crate::op_counter::count(i - at);
    best
}

/// Returns whether a figure may start at byte `at`. The result is `true` for these texts, if the number has at most [`WINDOW`] bytes:
///
/// - a sign and a digit: `+9`, `٪5`, `v2`;
/// - a number before `/`, `-`, `–`, `—`, `:`, `%` or `٪`;
/// - a number with at least two full stops;
/// - a number that starts with a zero and has more than seven digits: `05012345678`;
/// - a number that starts with a zero, if a space or `(` and then a digit follow the number: `050 1`.
fn may_be_figure(text: &str, at: usize) -> bool {
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

/// Returns whether a figure that ends at byte `end` is complete. A figure is incomplete if the character at `end` may continue the figure,
/// such as a digit, a Latin letter, or a separator before a digit.
fn is_complete(text: &str, end: usize, kind: Figure) -> bool {
    let next = char_at(text, end);
    let digit_at = |i: usize| char_at(text, i).is_some_and(|c| DIGITS.has_char(c));
    match next {
        Some(c) if DIGITS.has_char(c) || OTHER_LETTERS.has_char(c) || ATTACHED.has_char(c) => false,
        Some(c) if ARABIC.has_char(c) => true,
        // The hyphen separates two times: `8:30-10:45`.
        Some('-') if kind == Figure::Time => true,
        Some('%' | '٪') => kind != Figure::Phone,
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
    fn figures_with_their_kinds() {
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
            ("0501234567 10 مرات", Some((10, Phone))),
            ("0501234567 0507654321", Some((10, Phone))),
            ("+966 50 123 4567 10%", Some((16, Phone))),
            ("+966 50 123 4567 ٠١٢٣٤٥٦٧٨٩", Some((16, Phone))),
            ("010 1234 5678 5 مرات", Some((13, Phone))),
            ("+1 (212) 555 1234", Some((17, Phone))),
            ("06 123 4567 10 مرات", Some((11, Phone))),
            ("01 23 45 67 89", Some((14, Phone))),
            ("+961 1 123 456 10%", Some((14, Phone))),
            ("0501234567%", Some((11, Percent))),
            ("00 5", None),
            ("8:30-10:45", Some((4, Time))),
            ("10:45", Some((5, Time))),
            ("99/99/9999", None),
            ("2025/13/45", None),
            ("31/12/2025", Some((10, Date))),
            ("12/31/2025", Some((10, Date))),
            ("30.02.1446", Some((10, Date))),
            ("99.99.9999", Some((10, Version))),
            ("978-3-16", Some((8, Code))),
        ] {
            assert_eq!(figure(text, 0), expected, "{text}");
        }
    }
}

//! Recognizers of URLs and e-mail addresses, with names and paths in any script.
//!
//! The rules are made for running text and differ from the grammars of RFC 3986 and RFC 5322. White space, Arabic punctuation and most
//! quotation marks end an address. A full stop, a comma or a similar mark at the end of an address does not belong to the address. RFC 5321
//! defines the maximum lengths of local parts and domains.

use super::sets::{ARABIC, ATTACHED, DIGITS, OTHER_LETTERS, char_at};
use crate::chars::{self, Class, ClassSet, class};

/// The maximum length of the local part (the text before `@`), in bytes (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// The maximum length of a domain, in bytes (RFC 5321, 4.5.3.1.2).
const DOMAIN_MAX: usize = 255;
/// The maximum length of a run of punctuation and opening brackets inside a URL, in bytes.
const PUNCTUATION_MAX: usize = 16;
/// Top-level domains. A domain with one of these top-level domains is a URL even without `www.` and without a scheme: `example.com`.
const TOP_LEVEL: &[&str] = &["com", "org", "net", "edu", "gov", "mil", "info", "biz"];

/// Characters of names in addresses: letters, the characters that are attached to letters, and digits.
const NAME: ClassSet = ARABIC.or(ATTACHED).or(DIGITS).or(OTHER_LETTERS);
/// Letters of all scripts.
const LETTERS: ClassSet = ARABIC.or(OTHER_LETTERS);
/// Character classes that end a URL at any position, except U+200C and U+200D. [`ends_url`] lists further characters that end a URL.
const OUTSIDE: ClassSet = chars::IGNORABLE.or(ClassSet::of(&[
    Class::Space,
    Class::LineBreak,
    Class::Control,
    Class::ArabicPunctuation,
    Class::Other,
    Class::Format,
]));

/// Returns whether a character ends a URL at any position.
fn ends_url(c: char) -> bool {
    match c {
        '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '}' | '|' | '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '‹' | '›' | '…' | '\u{FFFD}' => {
            true
        }
        '\u{200C}' | '\u{200D}' => false,
        c => OUTSIDE.has(class(c)),
    }
}

/// The bit in [`ASCII`] of a character that may be at any position of a URL, also at the end.
const PART: u8 = 1;
/// The bit in [`ASCII`] of a punctuation mark. A punctuation mark belongs to a URL only if a later character of the URL is not a
/// punctuation mark.
const PAUSE: u8 = 2;
/// The bit in [`ASCII`] of a character that may occur in the local part (the text before `@`) of an e-mail address.
const IN_LOCAL: u8 = 4;
/// The bits [`PART`], [`PAUSE`] and [`IN_LOCAL`] of each byte. Brackets, characters that end a URL, and bytes outside ASCII have neither
/// [`PART`] nor [`PAUSE`].
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = b'!';
    while b < 0x7F {
        table[b as usize] = match b {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'~' | b'_' | b'-' => PAUSE,
            b'(' | b')' | b'[' | b']' | b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{' | b'}' | b'|' => 0,
            _ => PART,
        };
        if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-') {
            table[b as usize] |= IN_LOCAL;
        }
        b += 1;
    }
    table
};

/// Returns the end of the URL that starts at byte `at`. The caller has already recognized the start `at..from` of the URL. The URL ends
/// before
///
/// - a character that ends a URL (see [`ends_url`]);
/// - a closing bracket whose opening bracket is not in the part of the URL after `from`;
/// - punctuation and opening brackets that no other character of the URL follows;
/// - a run of punctuation and opening brackets of more than [`PUNCTUATION_MAX`] bytes.
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn url_end(text: &str, at: usize, from: usize) -> usize {
    let b = text.as_bytes();
    let (mut end, mut i, mut round, mut square) = (from, from, 0usize, 0usize);
    while i - end <= PUNCTUATION_MAX {
        let Some(&byte) = b.get(i) else { break };
        let bits = ASCII[byte as usize] & (PART | PAUSE);
        if bits != 0 {
            i += 1;
            end = if bits == PART { i } else { end };
            continue;
        }
        let Some(c) = char_at(text, i).filter(|&c| !ends_url(c)) else { break };
        i += c.len_utf8();
        match c {
            '(' => round += 1,
            '[' => square += 1,
            ')' if round > 0 => (round, end) = (round - 1, i),
            ']' if square > 0 => (square, end) = (square - 1, i),
            ')' | ']' => break,
            _ => end = i,
        }
    }
    crate::op_counter::count(i - at);
    end
}

/// Returns the end of the URL that starts at byte `at` with a scheme. `colon` is the position of the colon after the scheme `at..colon`,
/// such as `https`.
///
/// Returns `None` if one of these conditions fails:
///
/// - the scheme consists of 2 to 12 ASCII letters and digits;
/// - `://` follows the scheme;
/// - a character of a name, `[` or `/` follows `://`.
pub(crate) fn scheme_url(text: &str, at: usize, colon: usize) -> Option<usize> {
    let rest = text.get(colon..)?.strip_prefix("://")?;
    let scheme = text.get(at..colon)?;
    let named = (2..=12).contains(&scheme.len()) && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
    (named && rest.chars().next().is_some_and(|c| NAME.has_char(c) || matches!(c, '[' | '/'))).then(|| url_end(text, at, colon + 3))
}

/// Returns the end of the URL that starts at byte `at` with `www.`, in uppercase or lowercase letters. A character of a name must follow
/// `www.`. Returns `None` for any other text.
pub(crate) fn www_url(text: &str, at: usize) -> Option<usize> {
    let start = text.as_bytes().get(at..at + 4)?;
    (start.eq_ignore_ascii_case(b"www.") && NAME.has_char(char_at(text, at + 4)?)).then(|| url_end(text, at, at + 4))
}

/// Returns the end of the URL that has no scheme and starts with the domain `at..end`, such as `example.com/a`. A port (`:80`) and a path,
/// query (`?`) or fragment (`#`) may follow the domain.
///
/// Returns `None` if the domain is longer than [`DOMAIN_MAX`] bytes or has no top-level domain of [`TOP_LEVEL`]. A country code of two
/// letters may follow the top-level domain: `example.com.eg`.
pub(crate) fn domain_url(text: &str, at: usize, end: usize) -> Option<usize> {
    let name = text.get(at..end)?;
    let (front, mut last) = name.rsplit_once('.')?;
    if last.len() == 2 && last.is_ascii() {
        last = front.rsplit('.').next()?; // Example: `com` of `example.com.eg`.
    }
    if name.len() > DOMAIN_MAX || front.is_empty() || !TOP_LEVEL.iter().any(|t| t.eq_ignore_ascii_case(last)) {
        return None;
    }
    let mut from = end;
    if text.as_bytes().get(from) == Some(&b':') {
        let port = text.as_bytes().get(from + 1..).unwrap_or_default().iter().take(5).take_while(|b| b.is_ascii_digit()).count();
        from += if port > 0 { port + 1 } else { 0 };
    }
    Some(if matches!(text.as_bytes().get(from), Some(b'/' | b'?' | b'#')) { url_end(text, at, from) } else { from })
}

/// A cache of the last local part (the text before `@`) that [`email`] read. A further call of [`email`] within the same local part
/// continues at the byte where the previous call stopped. The cache does not change a result, if all calls have the same text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Local {
    /// The start of the local part.
    from: usize,
    /// The end of the bytes of the local part that [`email`] has already read.
    to: usize,
    /// True if the local part starts with an Arabic letter.
    is_arabic: bool,
    /// True if the local part ends at `to`, because the character at `to` does not belong to this local part.
    is_closed: bool,
    /// The end of the domain after the local part and `@`. `None` if no `@` and valid domain follow, or if the local part does not yet end.
    domain: Option<usize>,
}

/// Returns `false` if a word that ends at byte `end` is certainly not the start of the local part (the text before `@`) of an e-mail
/// address. The callers use this function as a filter before [`email`].
///
/// The result is `true` in two cases:
///
/// - `@` is at `end`;
/// - one of the characters `. _ % + -` is at `end`, and the next character is `@`, an ASCII character of a local part, or a character
///   outside ASCII.
#[inline]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
pub(crate) fn may_continue_local(b: &[u8], end: usize) -> bool {
    match b.get(end..) {
        Some([b'@', ..]) => true,
        Some([b'.' | b'_' | b'%' | b'+' | b'-', next, ..]) => matches!(next, b'@' | 0x80..) || ASCII[*next as usize] & IN_LOCAL != 0,
        _ => false,
    }
}

/// Returns the end of the e-mail address that starts at byte `at`, or `None` if no e-mail address starts at `at`. `known` is the cache of
/// the local part.
///
/// An e-mail address consists of a local part of at most 64 bytes, `@`, and a domain of at least two labels (`example` and `com`). The
/// local part consists of letters with their diacritics, digits and the characters `. _ % + -`. The first character is a letter or a digit
/// and the last character is not a full stop.
///
/// A local part that starts with an Arabic letter contains no ASCII letter. Any other local part contains no Arabic letter. So no address
/// starts at the clitic of `وinfo@example.com`; the address starts after the clitic.
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
pub(crate) fn email(text: &str, at: usize, known: &mut Local) -> Option<usize> {
    const FIRST: ClassSet = LETTERS.or(DIGITS);
    let first = char_at(text, at).filter(|&c| FIRST.has_char(c))?;
    let is_arabic = ARABIC.has_char(first);
    if !(known.from <= at && at < known.to && known.is_arabic == is_arabic) {
        *known = Local { from: at, to: at, is_arabic, is_closed: false, domain: None };
    }
    if !known.is_closed {
        let from = known.to;
        if !is_arabic {
            let rest = (LOCAL_MAX + 1).saturating_sub(known.to - at);
            let plain = |&&b: &&u8| ASCII[b as usize] & IN_LOCAL != 0;
            known.to += text.as_bytes().get(from..)?.iter().take(rest).take_while(plain).count();
        }
        for c in text.get(known.to..)?.chars() {
            let letter = NAME.has_char(c) && if is_arabic { !c.is_ascii_alphabetic() } else { !ARABIC.has_char(c) };
            known.is_closed = !letter && !matches!(c, '.' | '_' | '%' | '+' | '-');
            if known.is_closed || known.to - at > LOCAL_MAX {
                break;
            }
            known.to += c.len_utf8();
        }
        crate::op_counter::count(known.to - from);
        let tail = text.as_bytes().get(known.to.saturating_sub(1)..).unwrap_or_default();
        if known.is_closed && matches!(tail, [last, b'@', ..] if *last != b'.') {
            known.domain = domain(text, known.to + 1);
        }
    }
    known.domain.filter(|_| known.to - at <= LOCAL_MAX)
}

/// Returns the end of the domain that starts at byte `at`. A domain consists of at least two labels with a full stop between two labels. A
/// label consists of letters, digits and inner hyphens. The last label has at least two characters and no digit. The result is the last
/// position at which a domain can end: the end of `a.com` for `a.com.5`. Returns `None` if the text is not a domain or if the labels have
/// more than [`DOMAIN_MAX`] bytes.
fn domain(text: &str, at: usize) -> Option<usize> {
    let (mut i, mut end, mut label, mut labels) = (at, None, 0, 0);
    let (mut letters, mut hyphen) = (true, false);
    let mut best = None;
    for c in text.get(at..)?.chars() {
        if i - at > DOMAIN_MAX {
            return None;
        }
        match c {
            '.' if label > 0 && !hyphen => {
                (labels, label, letters) = (labels + 1, 0, true);
                end = best.or(end);
                best = None;
            }
            '-' if label > 0 => (hyphen, label) = (true, label + 1),
            c if NAME.has_char(c) && !(label == 0 && ATTACHED.has_char(c)) => {
                letters &= !DIGITS.has_char(c);
                (hyphen, label) = (false, label + 1);
                best = (labels > 0 && letters && label > 1).then_some(i + c.len_utf8());
            }
            _ => break,
        }
        i += c.len_utf8();
    }
    crate::op_counter::count(i - at);
    best.or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_has_the_bits_of_its_classes() {
        for b in 0..=u8::MAX {
            let (c, bits) = (char::from(b), ASCII[b as usize]);
            assert!(bits == 0 || c.is_ascii(), "{c:?}");
            assert!(bits & (PART | PAUSE) == 0 || !ends_url(c) && !"()[]".contains(c), "{c:?}");
            assert_eq!(bits & IN_LOCAL != 0, c.is_ascii() && (NAME.has_char(c) || "._%+-".contains(c)), "{c:?}");
        }
    }

    #[test]
    fn emails() {
        for (text, end) in [
            ("info@example.com.", Some("info@example.com")),
            ("مثال@موقع.عرب", Some("مثال@موقع.عرب")),
            ("first.last+tag@mail.example.co.uk)", Some("first.last+tag@mail.example.co.uk")),
            ("وinfo@example.com", None),
            ("a@b", None),
            ("a.@b.com", None),
            ("a@b.com-", Some("a@b.com")),
            ("a@1.2", None),
        ] {
            assert_eq!(email(text, 0, &mut Local::default()), end.map(str::len), "{text}");
        }
    }

    #[test]
    fn no_address_fails_the_filter() {
        for (rest, expected) in [("@", true), (".a", true), ("_-", true), ("%%", true), ("+@", true), ("-ب", true), (".", false)] {
            assert_eq!(may_continue_local(rest.as_bytes(), 0), expected, "{rest}");
        }
        for (rest, expected) in [(". a", false), (".,", false), ("%\n", false), ("a@", false), (" @", false), ("", false)] {
            assert_eq!(may_continue_local(rest.as_bytes(), 0), expected, "{rest}");
        }
    }

    #[test]
    fn urls() {
        for (text, end) in [
            ("www.x.com.", Some("www.x.com")),
            ("www.x.com/a_(b))", Some("www.x.com/a_(b)")),
            ("www. x", None),
            ("WWW.x.com!!", Some("WWW.x.com")),
            ("www.x.com/..............a ", Some("www.x.com/..............a")),
            ("www.x.com/.................a ", Some("www.x.com/")),
            ("www.x.com/[(a.)].» ", Some("www.x.com/[(a.)]")),
        ] {
            assert_eq!(www_url(text, 0), end.map(str::len), "{text}");
        }
        assert_eq!(scheme_url("https://مثال.مصر/أ؟", 0, 5), Some("https://مثال.مصر/أ".len()));
        assert_eq!(scheme_url("a://b", 0, 1), None);
        assert_eq!(domain_url("example.com.eg/a?b=1, c", 0, 14), Some(20));
        assert_eq!(domain_url("main.rs", 0, 7), None);
    }
}

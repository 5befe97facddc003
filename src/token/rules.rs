//! The rules: where the token that starts at a byte ends, and what it is.
//!
//! The answer depends on nothing before the byte and on at most [`LOOKAHEAD`](super::LOOKAHEAD) bytes after its end. Arabic and Latin words
//! take the two loops at the top; what they do not understand goes to `unicode-segmentation`, of whose word we then cut what is not ours.

use unicode_segmentation::UnicodeSegmentation;

use super::{TokenKind, Tokenizer, run};
use crate::chars::{self, Class, ClassSet, class};
use crate::entity::{self, ARABIC, ATTACHED, DIGITS, Figure, Local, OTHER_LETTERS, char_at, skip, skip_within};
use crate::{span, work};

/// How many bytes are shown to `unicode-segmentation`; a longer word goes on as [`LONG`].
const WINDOW: usize = 256;
/// How many bytes of format characters may stand inside a word.
const FORMAT_MAX: usize = 64;
/// How many underscores may stand inside an Arabic word.
const UNDERSCORES_MAX: usize = 16;

const SPACE: ClassSet = ClassSet::of(&[Class::Space]);
/// What an Arabic word may go on with after `_`.
const STRETCH: ClassSet = ARABIC.or(ClassSet::of(&[Class::Tatweel]));
/// Format characters: inside a word they are part of it, at its edge they are not.
const FORMAT: ClassSet = ClassSet::of(&[Class::BidiMark, Class::BidiControl, Class::Invisible]);
/// Marks of the Arabic script, which attach to letters and digits only.
const MARKS: ClassSet = chars::MARKS.or(ClassSet::of(&[Class::PresentationMark]));
/// Characters that attach to others by UAX #29, in any script.
const EXTEND: ClassSet = ClassSet::of(&[Class::Mark, Class::VariationSelector, Class::ZeroWidthNonJoiner, Class::ZeroWidthJoiner]);
/// What a [`TokenKind::Ignorable`] token is made of.
const IGNORABLE: ClassSet = FORMAT.or(MARKS).or(EXTEND);
const WORDS: ClassSet = OTHER_LETTERS.or(DIGITS).or(ClassSet::of(&[Class::Number]));
/// What marks of the Arabic script attach to where UAX #29 attaches them.
const BEARS_MARKS: ClassSet = WORDS.or(ClassSet::of(&[Class::NumberSign]));
/// What goes on where a word is longer than the window.
const LONG: ClassSet = WORDS.or(MARKS).or(EXTEND);
/// What a Latin word or a number may go on with, beyond ASCII and with punctuation left out.
const GOES_ON: ClassSet = WORDS.or(IGNORABLE).or(ClassSet::of(&[
    Class::NumberSign,
    Class::NumberPunctuation,
    Class::GlyphPart,
    Class::Symbol,
    Class::Format,
    Class::Emoji,
    Class::Pictographic,
]));
/// What certainly does not attach to punctuation.
const APART: ClassSet = ARABIC.or(DIGITS).or(PUNCTUATION).or(ClassSet::of(&[Class::Space, Class::LineBreak]));
const PICTURES: ClassSet = ClassSet::of(&[Class::Emoji, Class::Pictographic]);
const PUNCTUATION: ClassSet = ClassSet::of(&[Class::Punctuation, Class::ArabicPunctuation]);

const ALPHA: u8 = 1;
const DIGIT: u8 = 2;
const LINE: u8 = 4;
const MARK: u8 = 8;
const SIGN: u8 = 16;
/// What part of a word a byte may be.
const IN_WORD: u8 = ALPHA | DIGIT | LINE;
/// What an ASCII byte is: a letter, a digit, `_`, punctuation or a symbol that stands alone, or 0 for what takes a look.
static ASCII: [u8; 256] = {
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
        b += 1;
    }
    table
};

/// Whether a character may go on with a Latin word or a number: a letter, a mark, or punctuation that joins (WB6, WB12, WB13a). Only those
/// that certainly do not are told apart here; ASCII does not count.
fn goes_on(c: char) -> bool {
    !c.is_ascii() && (GOES_ON.has_char(c) || PUNCTUATION.has_char(c) && !stands_alone(c))
}

/// Punctuation that may be inside a word or a number (MidLetter, MidNum, MidNumLet, quotation marks).
fn is_inner(c: char) -> bool {
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
fn stands_alone(c: char) -> bool {
    match c {
        '\u{B7}' | '،' | '؍' | '‘' | '’' | '\u{2024}' | '\u{2027}' | '\u{203F}' | '\u{2040}' | '\u{2044}' | '\u{2054}' => false,
        '\0'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{3001}'..='\u{301F}' => true,
        c => class(c) == Class::ArabicPunctuation,
    }
}

#[inline(always)]
fn byte(b: &[u8], i: usize) -> u8 {
    b.get(i).copied().unwrap_or(0)
}

/// The token that starts at a byte: its end and its kind. `at` is less than the length of the text, and a character boundary.
#[inline]
pub(super) fn next(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let first = byte(b, at);
    if run::is_arabic(b, at) {
        return arabic(text, at, known);
    }
    let follower = byte(b, at + 1);
    if first == b' ' && matches!(follower, 0x21..=0x7F | 0xD8..=0xDB) {
        return (at + 1, TokenKind::Space);
    }
    if first == 0xD8 && matches!(follower, 0x8C | 0x9B | 0x9F) && matches!(byte(b, at + 2), b' ' | b'\n') {
        return (at + 2, TokenKind::Punctuation); // ، ؛ ؟
    }
    match ASCII[first as usize] {
        ALPHA => {
            // Most words end at a space; `www.` and `v2.0.1` have letters to themselves.
            let end = run::ascii(b, at);
            let plain = matches!(byte(b, end), b' ' | b',' | b';' | b')' | b'\n' | b'!' | b'?' | b'/' | b'"');
            if plain && !matches!(first | 0x20, b'w' | b'v') {
                work::count(end - at);
                return (end, TokenKind::Word);
            }
            return latin(o, text, at, known);
        }
        LINE => return latin(o, text, at, known),
        DIGIT => return number(o, text, at, known),
        kind @ (MARK | SIGN) if follower < 0x80 || run::is_arabic(b, at + 1) => {
            return (at + 1, if kind == MARK { TokenKind::Punctuation } else { TokenKind::Symbol });
        }
        _ => {}
    }
    mixed(o, text, at, known)
}

/// A word that starts with an Arabic letter.
#[inline]
fn arabic(text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let mut i = run::arabic(b, at);
    // Most words end at a space or a comma; the tatweel of a clitic, and what may follow an abbreviation, are rare.
    let (last, stop, next) = (byte(b, i.wrapping_sub(1)), byte(b, i), byte(b, i + 1));
    if i > at
        && last != 0x80
        && match stop {
            b' ' | b'\n' | b',' | b':' | b')' | b'!' => true,
            b'.' => i - at > 12 && matches!(next, b' ' | b'\n'),
            0xD8 => matches!(next, 0x8C | 0x9B | 0x9F),
            _ => false,
        }
    {
        return (i, TokenKind::Arabic);
    }
    if byte(b, i) >= 0x80 || byte(b, i) == b'_' {
        i = arabic_end(text, i);
    }
    if let Some(found) = arabic_edge(text, at, i, known) {
        return found;
    }
    (i, TokenKind::Arabic)
}

/// The end of an Arabic word that is read up to `i`, with what a pair of bytes cannot tell: longer characters, format characters, `_`.
fn arabic_end(text: &str, i: usize) -> usize {
    let b = text.as_bytes();
    let (mut i, mut arabic) = (i, true);
    loop {
        let Some(mut c) = char_at(text, i) else { return i };
        let mut next = i;
        if FORMAT.has_char(c) {
            next = skip_within(text, i, FORMAT, FORMAT_MAX);
            c = char_at(text, next).unwrap_or(' ');
        }
        if ATTACHED.has_char(c) && !chars::is_tatweel(c) {
            i = next + c.len_utf8();
            continue;
        }
        let line = c == '_';
        if line {
            next += b.get(next..).unwrap_or_default().iter().take(UNDERSCORES_MAX).take_while(|&&b| b == b'_').count();
            c = char_at(text, next).unwrap_or(' ');
        }
        if (line || arabic) && STRETCH.has_char(c) && !alone(c) {
            (i, arabic) = (run::arabic(b, next).max(next + c.len_utf8()), true);
        } else if (line || !arabic) && (DIGITS.has_char(c) || c.is_ascii_alphabetic() || run::is_latin(b, next)) {
            (i, arabic) = (next + c.len_utf8(), false);
        } else {
            return i;
        }
    }
}

/// Signs of a whole phrase or a currency, which no letter joins: `ﷺ`, `﷼`, `﷽`.
fn alone(c: char) -> bool {
    matches!(c, '\u{FDFC}' | '\u{FDFD}') || class(c) == Class::HonorificLigature
}

/// What an Arabic word is part of, or is, by what touches its end: an address, an abbreviation, a clitic.
fn arabic_edge(text: &str, at: usize, end: usize, known: &mut Local) -> Option<(usize, TokenKind)> {
    let b = text.as_bytes();
    let next = byte(b, end);
    if (next == b'@' || matches!(next, b'.' | b'-' | b'+' | b'%') && byte(b, end + 1) > b'%')
        && let Some(end) = entity::email(text, at, known)
    {
        return Some((end, TokenKind::Email));
    }
    if end - at > 32 {
        return None;
    }
    if next == b'.'
        && let Some(end) = entity::abbreviation(text, at)
    {
        return Some((end, TokenKind::Abbreviation));
    }
    let word = span::slice(text, at..end);
    if entity::lone_abbreviation(word) {
        return Some((end, TokenKind::Abbreviation));
    }
    clitic(text, word, end).then_some((end, TokenKind::Clitic))
}

/// The letters that Arabic writes on to the word after them: and, so, by, to, like, the, and what they make together.
const CLITICS: &[&str] = &[
    "و", "ف", "ب", "ل", "ك", "ال", "لل", "بال", "كال", "وال", "فال", "وب", "ول", "وك", "فب", "فل", "فك", "وبال", "وكال", "فبال", "فكال",
    "ولل", "فلل",
];

/// Whether a word is a clitic that leans on what touches it: a digit, a letter of another script, a quotation mark or a bracket with a word
/// after it, or on nothing, with a tatweel that says so.
fn clitic(text: &str, word: &str, end: usize) -> bool {
    let (mut letters, mut len, mut tatweel) = ([0; 10], 0, false);
    for c in word.chars() {
        tatweel = chars::is_tatweel(c) || tatweel && ATTACHED.has_char(c);
        if tatweel || ATTACHED.has_char(c) {
            continue;
        }
        match letters.get_mut(len..len + c.len_utf8()) {
            Some(room) => len += c.encode_utf8(room).len(),
            None => return false,
        }
    }
    let letters = letters.get(..len).and_then(|b| core::str::from_utf8(b).ok()).unwrap_or_default();
    if !CLITICS.contains(&letters) {
        return false;
    }
    tatweel || leans(text, end)
}

/// Whether what starts at a byte is something that a clitic is written on to.
fn leans(text: &str, at: usize) -> bool {
    const ANY: ClassSet = WORDS.or(ARABIC);
    let Some(c) = char_at(text, at) else { return false };
    let after = |at: usize| char_at(text, at).filter(|&c| ANY.has_char(c));
    match c {
        '"' | '\'' | '«' | '“' | '‘' | '„' | '‹' | '(' | '[' | '{' | '﴿' | '#' | '@' | '$' | '€' | '£' | '%' | '٪' | '+' => {
            after(at + c.len_utf8()).is_some()
        }
        c => WORDS.has_char(c),
    }
}

/// A word that starts with a Latin letter, or `_`.
fn latin(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let first = byte(b, at);
    if first == b'_' {
        // Underscores before an Arabic word are no part of it: `_نص_`.
        let end = at + b.get(at..).unwrap_or_default().iter().take_while(|&&b| b == b'_').count();
        work::count(end - at);
        if ASCII[byte(b, end) as usize] & IN_WORD == 0 && char_at(text, end).is_none_or(|c| !goes_on(c)) {
            return (end, TokenKind::Punctuation);
        }
    } else if matches!(first, b'w' | b'W') {
        if let Some(end) = entity::www_url(text, at) {
            return (end, TokenKind::Url);
        }
    } else if o.entities
        && matches!(first, b'v' | b'V')
        && let Some((end, Figure::Version)) = entity::figure(text, at)
    {
        return (end, TokenKind::Version);
    }
    latin_word(text, at, known)
}

/// A word of Latin letters, digits and `_`, or what it is part of.
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

/// The end of a run of Latin letters, digits and `_` by WB5–13 of UAX #29, and whether it has an inner full stop; `None` where it has, or
/// touches, something that takes more than these.
#[inline]
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
                if next >= 0x80 && char_at(text, i + 1).is_some_and(|c| GOES_ON.has_char(c)) {
                    return None;
                }
                let after = ASCII[next as usize];
                let joins = match c {
                    b'.' | b'\'' => after == last && last != LINE,
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
                if last == LINE && STRETCH.has_char(c) && !alone(c) {
                    break arabic_end(text, run::arabic(b, i).max(i + c.len_utf8()));
                }
                if goes_on(c) {
                    return None;
                }
                break i;
            }
        }
    };
    work::count(end - at);
    Some((end, dot))
}

/// What a Latin word is part of, or is, by what touches its end.
#[inline]
fn latin_edge(text: &str, at: usize, end: usize, dot: bool, known: &mut Local) -> Option<(usize, TokenKind)> {
    let b = text.as_bytes();
    match byte(b, end) {
        b'@' => {}
        b'.' | b'-' | b'+' | b'%' if byte(b, end + 1) > b'%' => {}
        _ if dot => {}
        b'.' => return latin_abbreviation(text, at, end),
        b':' => return entity::scheme_url(text, at, end).map(|end| (end, TokenKind::Url)),
        _ => return None,
    }
    if byte(b, end) != b' '
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

/// The abbreviation that a short Latin word is the whole of: `a.b.com` and `Dr.Smith` are words.
fn latin_abbreviation(text: &str, at: usize, end: usize) -> Option<(usize, TokenKind)> {
    let found = entity::abbreviation(text, at).filter(|&found| found >= end && end - at <= entity::INITIALS_MAX)?;
    Some((found, TokenKind::Abbreviation))
}

/// A number, or a word that starts with a digit.
fn number(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    if o.entities
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
    work::count(plain - at);
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
                Some(d) if goes_on(d) || c == '٫' && d.is_ascii_graphic() => return number_edge(text, at, other(text, at), known),
                _ => break,
            },
            c if c.is_ascii_alphabetic() || c == '_' => {
                return latin_word(text, at, known);
            }
            c if !goes_on(c) => break,
            _ => return number_edge(text, at, other(text, at), known),
        }
    }
    let next = byte(b, i);
    if next == b'@' || matches!(next, b'.' | b'-' | b'+' | b'%' | b'_') && byte(b, i + 1) > b'%' {
        return number_edge(text, at, (i, TokenKind::Number), known);
    }
    (i, TokenKind::Number)
}

#[inline(never)]
fn number_edge(text: &str, at: usize, found: (usize, TokenKind), known: &mut Local) -> (usize, TokenKind) {
    match entity::email(text, at, known) {
        Some(end) if end > found.0 => (end, TokenKind::Email),
        _ => found,
    }
}

fn figure(text: &str, at: usize) -> Option<(usize, TokenKind)> {
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

/// Everything that starts with neither an Arabic letter of two bytes nor an ASCII letter or digit.
#[inline(never)]
fn mixed(o: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    let b = text.as_bytes();
    let Some(c) = char_at(text, at) else { return (text.len(), TokenKind::Other) };
    let after = at + c.len_utf8();
    match class(c) {
        Class::Space => (skip(text, at, SPACE), TokenKind::Space),
        Class::LineBreak => (after + usize::from(c == '\r' && byte(b, after) == b'\n'), TokenKind::Newline),
        k if ARABIC.has(k) && !alone(c) => arabic(text, at, known),
        Class::Tatweel => {
            let (end, kind) = arabic(text, at, known);
            let letters = span::slice(text, at..end).chars().any(|c| ARABIC.or(WORDS).has_char(c));
            (end, if letters { kind } else { TokenKind::Punctuation })
        }
        k if IGNORABLE.has(k) => (skip(text, at, IGNORABLE), TokenKind::Ignorable),
        Class::ArabicDigit | Class::ExtendedDigit => number(o, text, at, known),
        Class::Letter if run::is_latin(b, at) => latin(o, text, at, known),
        k => {
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
            if PUNCTUATION.has(k)
                && (stands_alone(c) || is_inner(c))
                && char_at(text, after).is_none_or(|c| c.is_ascii() || APART.has_char(c))
            {
                return (after, TokenKind::Punctuation);
            }
            other(text, at)
        }
    }
}

/// A token by UAX #29, less what we part from it: Arabic letters, white space, and format characters at its end.
#[inline(never)]
fn other(text: &str, at: usize) -> (usize, TokenKind) {
    let window = span::slice(text, at..span::floor(text, at + WINDOW));
    let mut end = at + window.split_word_bounds().next().map_or(window.len(), str::len);
    if end == at + window.len() && end < text.len() {
        end = skip(text, end, LONG);
    }
    work::count(end - at);
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
                k => ARABIC.has(k) || MARKS.has(k) && !BEARS_MARKS.has_char(base.1),
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

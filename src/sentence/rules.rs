//! The rules: one forward pass that finds the end of the sentence that starts at a byte.

use super::{LOOKAHEAD, LOOKBEHIND, NewlinePolicy, SentenceSplitter};
use crate::chars::{self, Class, ClassSet, class};

/// How long a quotation may hold its sentence together, in bytes from the start of the sentence.
pub(super) const QUOTATION: usize = 4096;
/// How long a line is that may be a heading, in bytes.
const SHORT_LINE: usize = 56;

/// Verbs of saying that go on after a quotation.
const SAYING: &[&str] = &[
    "قال",
    "قالت",
    "قالوا",
    "يقول",
    "تقول",
    "سأل",
    "سألت",
    "سألته",
    "سألها",
    "أجاب",
    "أجابت",
    "رد",
    "ردت",
    "صاح",
    "صاحت",
    "صرخ",
    "صرخت",
    "هتف",
    "هتفت",
    "همس",
    "همست",
    "أضاف",
    "أضافت",
    "تابع",
    "تابعت",
    "أردف",
    "أردفت",
    "أوضح",
    "أوضحت",
    "أكد",
    "أكدت",
    "علق",
    "علقت",
    "تساءل",
    "تساءلت",
];
/// Words that lean on what precedes them: no sentence starts with one after an abbreviation or a quoted title.
const LEANING: &[&str] = &[
    "في",
    "من",
    "إلى",
    "الى",
    "على",
    "عن",
    "مع",
    "عند",
    "عبر",
    "قبل",
    "بعد",
    "بين",
    "حتى",
    "منذ",
    "خلال",
    "مقابل",
    "ضد",
    "لدى",
    "نحو",
    "تحت",
    "فوق",
    "أو",
    "او",
    "أي",
    "التي",
    "الذي",
    "الذين",
    "تقريبا",
    "فقط",
    "وما",
];
/// Titles, with their stop before a name.
const TITLES: &[&str] = &["د", "أ", "ا", "م", "أد", "اد", "أم", "ود", "وأ", "وم", "وأد", "واد"];
/// References, with their stop before a number.
const REFERENCES: &[&str] = &["ص", "ج", "ط", "ع", "ت", "مج", "صب", "هاتف", "رقم", "No", "no", "Vol", "vol", "pp", "p", "Fig", "fig"];
/// Latin abbreviations that something always follows.
const LATIN: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "vs", "eg", "ie", "cf", "Gen", "Sen", "Rev"];
/// Latin abbreviations that may end a sentence.
const LATIN_LAST: &[&str] = &["Inc", "Ltd", "Co", "Corp", "Jr", "Sr", "etc", "Bros"];

const SPACE: ClassSet = ClassSet::of(&[Class::Space, Class::LineBreak]);
const DIGITS: ClassSet = ClassSet::of(&[Class::Digit, Class::ArabicDigit, Class::ExtendedDigit]);
const HIDDEN: ClassSet = chars::MARKS.or(chars::IGNORABLE).or(ClassSet::of(&[Class::Tatweel, Class::VariationSelector]));

fn is_letter(c: char) -> bool {
    chars::is_letter(c) || matches!(class(c), Class::Latin | Class::Letter)
}
fn is_end(c: char) -> bool {
    matches!(c, '.' | '؟' | '?' | '!' | '‼' | '⁉' | '۔' | '…' | '⁇' | '⁈')
}
fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '”' | '’' | '›' | '﴾' | '"' | '\'')
}
fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘' | '‹' | '﴿')
}

/// The character at a byte and its length; an invalid sequence is U+FFFD.
fn at(b: &[u8], i: usize) -> Option<(char, usize)> {
    let head = b.get(i..b.len().min(i + 4))?;
    let (&first, _) = head.split_first()?;
    if first < 0x80 {
        return Some((first as char, 1));
    }
    let valid = match core::str::from_utf8(head) {
        Ok(s) => s,
        Err(e) if e.valid_up_to() == 0 => return Some(('\u{FFFD}', e.error_len().unwrap_or(head.len()))),
        Err(e) => core::str::from_utf8(head.get(..e.valid_up_to())?).ok()?,
    };
    valid.chars().next().map(|c| (c, c.len_utf8()))
}

/// The character before a byte, not before `low`.
fn before(b: &[u8], low: usize, i: usize) -> Option<(char, usize)> {
    (1..=4)
        .find_map(|n| {
            let s = i.checked_sub(n).filter(|&s| s >= low)?;
            at(b, s).filter(|&(c, len)| len == n && c != '\u{FFFD}').map(|(c, _)| (c, n))
        })
        .or_else(|| (i > low).then_some(('\u{FFFD}', 1)))
}

fn skip(b: &[u8], mut i: usize, f: impl Fn(char) -> bool) -> usize {
    while let Some((c, n)) = at(b, i).filter(|&(c, _)| f(c)) {
        let _ = c;
        i += n;
    }
    i
}

/// A word without marks, dots and hidden characters, in a small buffer.
struct Word {
    bytes: [u8; 32],
    len: usize,
    letters: usize,
    dots: usize,
    start: usize,
    long: bool,
}

impl Word {
    fn read(b: &[u8], start: usize, end: usize) -> Word {
        let mut w = Word { bytes: [0; 32], len: 0, letters: 0, dots: 0, start, long: false };
        let mut i = start;
        while let Some((c, n)) = at(b, i).filter(|_| i < end) {
            i += n;
            if c == '.' {
                w.dots += 1;
            } else if !HIDDEN.has_char(c) {
                w.letters += 1;
                match w.bytes.get_mut(w.len..w.len + c.len_utf8()) {
                    Some(room) => {
                        c.encode_utf8(room);
                        w.len += c.len_utf8();
                    }
                    None => w.long = true,
                }
            }
        }
        w
    }
    fn after(b: &[u8], i: usize) -> Word {
        Word::read(b, i, skip(b, i, |c| is_letter(c) || HIDDEN.has_char(c)))
    }
    fn before(b: &[u8], low: usize, end: usize) -> Word {
        let mut i = end;
        while let Some((_, n)) = before(b, low, i).filter(|&(c, _)| is_letter(c) || c == '.' || HIDDEN.has_char(c)) {
            i -= n;
        }
        Word::read(b, i, end)
    }
    fn as_str(&self) -> &str {
        if self.long { "" } else { self.bytes.get(..self.len).and_then(|b| core::str::from_utf8(b).ok()).unwrap_or("") }
    }
    fn is(&self, list: &[&str]) -> bool {
        self.letters > 0 && list.contains(&self.as_str())
    }
}

/// Whether what stands at a byte leans on what is before it: a preposition, a number, an opening bracket, a Latin word.
fn leans(w: &[u8], i: usize) -> bool {
    let Some((c, n)) = at(w, i) else { return false };
    if DIGITS.has_char(c) || matches!(c, '(' | '[' | '/' | '-' | '–' | '—') || c.is_ascii_alphabetic() {
        return true;
    }
    if c == 'و' && at(w, i + n).is_some_and(|(d, _)| DIGITS.has_char(d)) {
        return true;
    }
    let word = Word::after(w, i);
    word.is(LEANING) || word.as_str().starts_with("لل")
}

/// Whether the text from `start` to the dot is only a list marker: a number, a letter.
fn only_marker(b: &[u8], start: usize, dot: usize) -> bool {
    let s = skip(b, start, |c| SPACE.has_char(c) || c == '(' || chars::IGNORABLE.has_char(c));
    let e = skip(b.get(..dot).unwrap_or(b), s, |c| DIGITS.has_char(c));
    if e > s {
        return e == dot && e - s <= 6;
    }
    let w = Word::read(b, s, dot);
    dot.saturating_sub(s) <= 8 && w.letters == 1 && w.dots == 0 && at(b, s).is_some_and(|(c, _)| is_letter(c))
}

/// Whether a list item starts at a byte.
fn item(b: &[u8], i: usize) -> bool {
    let Some((c, n)) = at(b, i) else { return false };
    let spaced = |j| at(b, j).is_some_and(|(c, _)| SPACE.has_char(c));
    if matches!(c, '-' | '–' | '—' | '•' | '*' | '▪' | '●' | '◦' | '■' | '\u{640}') {
        return spaced(i + n);
    }
    let s = if c == '(' { i + n } else { i };
    let digits = skip(b, s, |c| DIGITS.has_char(c));
    let e = if digits > s { digits } else { skip(b, s, |c| is_letter(c) || c == '\u{640}') };
    if e == s || e - s > 6 || (digits == s && Word::read(b, s, e).letters != 1) {
        return false;
    }
    at(b, e).is_some_and(|(c, n)| matches!(c, '.' | ')' | '-') && spaced(e + n))
}

/// Whether a single dot belongs to an abbreviation or a number, so that no sentence ends. `next` is the first character after white space.
fn dot_is_inner(o: &SentenceSplitter, b: &[u8], low: usize, dot: usize, w: &[u8], next: usize) -> bool {
    let word = Word::before(b, low, dot);
    if word.letters == 0 {
        return false;
    }
    let follows = at(w, next);
    let name = follows.is_some_and(|(c, _)| is_letter(c));
    let number = follows.is_some_and(|(c, _)| DIGITS.has_char(c));
    let spaced = next > dot + 1;
    let after_digit = before(b, low, word.start).is_some_and(|(c, n)| {
        DIGITS.has_char(c) || SPACE.has_char(c) && before(b, low, word.start - n).is_some_and(|(c, _)| DIGITS.has_char(c))
    });
    if word.is(o.abbreviations) || word.is(LATIN) || (number && word.is(REFERENCES)) {
        return follows.is_some();
    }
    if name && word.is(TITLES) && !(after_digit && word.dots == 0) {
        return true;
    }
    if word.is(&["إلخ", "الخ"]) || word.is(LATIN_LAST) {
        return leans(w, next);
    }
    let initial = word.letters == 1;
    let joined = word.dots > 0 && word.letters == word.dots + 1;
    if joined || (initial && after_digit) {
        // An era, a currency, an agency: the end only where nothing leans on it. Glued, it goes on.
        return !spaced && name || leans(w, next);
    }
    if initial && name {
        let follower = Word::after(w, next);
        let last = skip(w, next, |c| is_letter(c) || HIDDEN.has_char(c));
        let chain = follower.letters == 1 && at(w, last).is_some_and(|(c, _)| c == '.');
        let chained = before(b, low, word.start).filter(|&(c, _)| SPACE.has_char(c)).is_some_and(|(_, n)| {
            before(b, low, word.start - n).is_some_and(|(c, _)| c == '.') && Word::before(b, low, word.start - n - 1).letters == 1
        });
        let latin = word.as_str().is_ascii() && follows.is_some_and(|(c, _)| c.is_ascii_alphabetic());
        return chain || chained || latin || !spaced;
    }
    false
}

/// The end of the sentence if a run of end marks at `i` closes one, else where to go on.
fn mark(o: &SentenceSplitter, b: &[u8], start: usize, i: usize) -> Result<usize, usize> {
    let w = b.get(..b.len().min(i + LOOKAHEAD)).unwrap_or(b);
    let low = start.max(i.saturating_sub(LOOKBEHIND));
    let (mut e, mut dots, mut strong, mut count) = (i, 0, false, 0);
    while let Some((c, n)) = at(w, e) {
        if is_end(c) {
            (count, e) = (count + 1, e + n);
            match c {
                '.' => dots += 1,
                '…' => dots += 3,
                _ => strong = true,
            }
        } else if c == ' ' && !strong && dots > 0 && at(w, e + 1).is_some_and(|(c, _)| c == '.') {
            e += 1;
        } else {
            break;
        }
    }
    let ellipsis = !strong && dots > 1;
    let run = e;
    let left = before(b, low, i).map(|(c, _)| c);
    let right = at(w, e).map(|(c, _)| c);
    if left.is_some_and(is_opener) && right.is_some_and(is_closer) {
        return Err(e);
    }
    if left.is_none() && ellipsis {
        return Err(e); // a text that opens with an ellipsis
    }
    // A mark inside a number, an address, a file name.
    if let (Some(l), Some(r)) = (left, right) {
        let tight = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '=' | '&' | '@' | '%' | '-');
        if count == 1
            && (tight(l) && tight(r) && r != '-' || DIGITS.has_char(l) && DIGITS.has_char(r) || (SPACE.has_char(l) && DIGITS.has_char(r)))
        {
            return Err(e);
        }
    }
    if count == 1 && dots == 1 && only_marker(b, start, i) && b.len() > e {
        return Err(e);
    }
    // Closers, hidden characters and footnote marks stay.
    let mut closed = false;
    while let Some((c, n)) = at(w, e) {
        let next = at(w, e + n).map(|(c, _)| c);
        if chars::IGNORABLE.has_char(c) || (is_end(c) && closed) {
            e += n;
        } else if is_closer(c) && !(matches!(c, '"' | '\'') && next.is_some_and(is_letter)) {
            closed = true;
            e += n;
        } else if c == '<' && next == Some('/') {
            let tag = skip(w, e + 2, |c| c.is_ascii_alphanumeric());
            match at(w, tag) {
                Some(('>', _)) => e = tag + 1,
                _ => break,
            }
        } else if matches!(c, '[' | '(') {
            let note = skip(w, e + n, |c| DIGITS.has_char(c));
            match at(w, note) {
                Some((']' | ')', _)) if note > e + n => e = note + 1,
                _ => break,
            }
        } else if matches!(class(c), Class::Number) || c == '*' && !next.is_some_and(|c| c == '*' || is_letter(c)) {
            e += n;
        } else if c == ' ' && next.is_some_and(|c| matches!(c, '»' | '”' | ')' | ']')) {
            e += n;
        } else {
            break;
        }
    }
    let next = skip(w, e, |c| SPACE.has_char(c));
    let Some((c, _)) = at(w, next) else { return Ok(e) };
    let newline = w.get(e..next).is_some_and(|s| s.contains(&b'\n'));
    if matches!(c, '،' | '؛' | ',' | ';' | ':') {
        return Err(run);
    }
    if closed && !newline {
        let word = Word::after(w, next);
        // Speech that goes on, or a dateline.
        if word.is(SAYING)
            || (strong || matches!(at(w, run), Some((')', _))) || Word::before(b, low, i).dots > 0) && word.is(LEANING)
            || matches!(c, '-' | '–' | '—')
        {
            return Err(e);
        }
    }
    if ellipsis {
        return if newline || next - e > 0 && item(w, next) { Ok(e) } else { Err(e) };
    }
    if !strong && !closed && dot_is_inner(o, b, low, i, w, next) {
        return Err(run);
    }
    if next == e && !closed && !strong {
        // No space after the stop: an end between Arabic words of two letters or more, or before an opening mark.
        if is_opener(c) {
            return Ok(e);
        }
        let mut token = i;
        while let Some((_, n)) = before(b, low, token).filter(|&(c, _)| !SPACE.has_char(c)) {
            token -= n;
        }
        if b.get(token..i).is_some_and(|t| t.windows(3).any(|s| s == b"://")) {
            return Err(e);
        }
        let words = chars::is_letter(c) && Word::after(w, next).letters >= 2;
        let ended = left.is_some_and(|l| SPACE.has_char(l) || DIGITS.has_char(l)) || Word::before(b, low, i).letters >= 2;
        return if words && ended { Ok(e) } else { Err(e) };
    }
    if next == e && !is_letter(c) && !is_opener(c) && !matches!(class(c), Class::Emoji | Class::Pictographic) {
        return Err(e);
    }
    Ok(e)
}

/// Whether the white space at `i`, which starts with a line break, parts two sentences.
fn line(o: &SentenceSplitter, b: &[u8], start: usize, i: usize) -> bool {
    let w = b.get(..b.len().min(i + LOOKAHEAD)).unwrap_or(b);
    let next = skip(w, i, |c| SPACE.has_char(c));
    let space = w.get(i..next).unwrap_or_default();
    let breaks = space.iter().filter(|&&c| c == b'\n').count().max(space.iter().filter(|&&c| c == b'\r').count());
    let blank = breaks > 1 || space.windows(3).any(|s| s == "\u{2029}".as_bytes());
    match o.newlines {
        NewlinePolicy::Never => return false,
        NewlinePolicy::Always => return true,
        _ if blank => return true,
        NewlinePolicy::BlankLine => return false,
        NewlinePolicy::Smart => {}
    }
    if at(w, next).is_some_and(|(c, _)| is_end(c)) {
        return false;
    }
    let last = before(b, start, i).map(|(c, _)| c);
    let first = skip(b.get(..b.len().min(start + LOOKAHEAD)).unwrap_or(b), start, |c| SPACE.has_char(c));
    let short = i - start <= SHORT_LINE && !matches!(last, Some('،' | ',' | '.' | '؛'));
    short || item(w, next) || item(b, first)
}

/// Whether a clause mark of `n` bytes ends a segment: not inside a number, a time or an address.
fn clause(b: &[u8], i: usize, n: usize) -> bool {
    at(b, i + n).is_none_or(|(c, _)| SPACE.has_char(c) || is_closer(c) || chars::is_letter(c))
}

/// The end of the sentence that starts at `start`, white space after it included.
pub(super) fn end(o: &SentenceSplitter, b: &[u8], start: usize) -> usize {
    let done = |e: usize| skip(b, e, |c| SPACE.has_char(c));
    let first = done(start);
    let (mut i, mut depth) = (first, 0usize);
    let (mut last_clause, mut last_space) = (0, 0);
    while let Some(&byte) = b.get(i) {
        if let Some(limit) = o.soft_limit {
            if i - start >= limit.max(1) && last_clause.max(last_space) > first {
                return done(if last_clause > first { last_clause } else { last_space });
            }
        }
        // Bytes that cannot start a candidate: most of all text.
        let second = b.get(i + 1).copied().unwrap_or(0);
        let candidate = match byte {
            b'.' | b'!' | b'?' | b'\n' | b'\r' | b' ' | b',' | b';' | b':' | 0xE2 => true,
            0xD8 => matches!(second, 0x9F | 0x9B | 0x8C),
            0xDB => matches!(second, 0x94 | 0x9D),
            0xC2 => matches!(second, 0x85 | 0xAB | 0xBB),
            _ => false,
        };
        let Some((c, n)) = at(b, i).filter(|_| candidate) else {
            i += 1;
            continue;
        };
        let held = !o.quotations && depth > 0 && i - start < QUOTATION;
        match c {
            ' ' => last_space = i,
            '«' | '“' => depth += 1,
            '»' | '”' => depth = depth.saturating_sub(1),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !held && line(o, b, start, i) {
                    return done(i);
                }
                last_space = i;
                i = skip(b.get(..b.len().min(i + LOOKAHEAD)).unwrap_or(b), i, |c| SPACE.has_char(c)).max(i + n);
                continue;
            }
            '،' | '؛' | ',' | ';' | ':' if clause(b, i, n) => {
                if o.clauses && !held {
                    return done(i + n);
                }
                last_clause = i + n;
            }
            '\u{6DD}' if o.verses => return done(skip(b, i + n, |c| DIGITS.has_char(c))),
            _ if is_end(c) => match mark(o, b, start, i) {
                Ok(e) => {
                    let inner = b.get(i..e).unwrap_or_default();
                    let closes = inner.windows(2).any(|s| s == "»".as_bytes()) || inner.windows(3).any(|s| s == "”".as_bytes());
                    if !held || closes {
                        return done(e);
                    }
                    i = e;
                    continue;
                }
                Err(e) => {
                    i = e.max(i + n);
                    // The marks of the run may have been passed with a closer.
                    if depth > 0 && before(b, start, i).is_some_and(|(c, _)| matches!(c, '»' | '”')) {
                        depth -= 1;
                    }
                    continue;
                }
            },
            _ => {}
        }
        i += n;
    }
    b.len()
}

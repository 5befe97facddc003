//! What a line break does, when no mark ends the line before it: a heading, rows, headers, list items, a line that no margin has wrapped.

use super::mark::MARKER;
use super::rules::Pace;
#[cfg(test)]
use super::window::count as work;
use super::window::{DIGITS, HIDDEN, SPACE, Window, at, is_emoji, is_end, is_letter, skip};
use super::{LOOKAHEAD, LOOKBEHIND, NewlinePolicy, SentenceSplitter};
use crate::chars::{Class, class};
use crate::scan::sentences::{Count, Few, Set, count, find};

/// How wide a heading is at most: see [`Width`].
pub(super) const SHORT_LINE: usize = 56;
/// A line of more bytes was not wrapped at a margin: it is a paragraph.
pub(super) const LONG_LINE: usize = 384;
/// How many bytes a label has at most: `الاسم: `, `Message-ID: `.
const LABEL: usize = 40;

/// Bytes that line breaks begin with.
struct Breaks;
struct Tab;
struct Colon;

impl Few for Breaks {
    const BYTES: &'static [u8] = b"\n\x0B\x0C\r\xC2\xE2";
}
impl Few for Tab {
    const BYTES: &'static [u8] = b"\t";
}
impl Few for Colon {
    const BYTES: &'static [u8] = b":";
}

/// What is known of the sentence at a line break.
pub(super) struct Line {
    /// The first character of the sentence, and of its last line so far.
    pub(super) first: usize,
    pub(super) from: usize,
}

/// Whether the white space at `i`, which starts with a line break, parts two sentences; and where it ends.
pub(super) fn line(pace: Pace, o: &SentenceSplitter, b: &[u8], i: usize, l: &Line) -> (bool, usize) {
    let w = Window::new(b, l.first, i);
    let next = w.spaces(i);
    let (mut breaks, mut paragraph, mut indent, mut last, mut at) = (0, false, false, ' ', i);
    while let Some((c, n)) = w.at(at).filter(|_| at < next) {
        let newline = class(c) == Class::LineBreak;
        breaks += (newline && (last, c) != ('\r', '\n')) as usize;
        paragraph |= c == '\u{2029}';
        indent = !newline;
        last = c;
        at += n;
    }
    let smart = || {
        if w.char(next).is_some_and(is_end) {
            return false;
        }
        let before = w.before(i).map(|(c, _)| c);
        let open = matches!(before, Some('،' | ',' | '.' | '؛'));
        before.is_some_and(is_emoji)
            || !open && (i - l.from > LONG_LINE || is_whole(pace, b, &w, l, i, next))
            || are_rows(pace, b, &w, l.from, i, next)
            || is_item(w.bytes(), next)
            || (is_item(b, l.first) && !indent)
    };
    let ends = match o.newlines {
        NewlinePolicy::Never => false,
        NewlinePolicy::Always => true,
        _ if breaks > 1 || paragraph => true,
        NewlinePolicy::BlankLine => false,
        NewlinePolicy::Smart => smart(),
    };
    (ends, next)
}

/// Whether a sentence that starts at a byte starts a line, as far as [`LOOKBEHIND`] bytes of white space before it tell.
pub(super) fn at_line_start(b: &[u8], i: usize) -> bool {
    let space = b.get(i.saturating_sub(LOOKBEHIND)..i).unwrap_or_default();
    let blank = space.iter().rev().take_while(|c| c.is_ascii_whitespace());
    blank.clone().count() == i || blank.clone().any(|&c| c == b'\n' || c == b'\r') || space.ends_with("\u{2029}".as_bytes())
}

/// How long a stretch of text is for a reader: without marks, tatweel and invisible characters.
pub(super) struct Width {
    chars: usize,
    /// A character of ASCII is one, any other two.
    wide: usize,
}

impl Width {
    /// The characters that start in a range.
    fn of(pace: Pace, b: &[u8], from: usize, to: usize) -> Width {
        static UNSEEN: Set = Set::of(HIDDEN);
        #[cfg(test)]
        work::add(to.saturating_sub(from));
        let (mut sum, mut i) = (Count::default(), from);
        while i < to {
            if pace.is_scan() {
                i = count(pace.level(), &UNSEEN, b, i, to, &mut sum);
            }
            let Some((c, n)) = at(b, i).filter(|_| i < to) else { break };
            sum.chars += !HIDDEN.has_char(c) as usize;
            sum.ascii += c.is_ascii() as usize;
            i += n;
        }
        Width { chars: sum.chars, wide: 2 * sum.chars - sum.ascii }
    }
}

/// Whether the sentence up to the break at `i` is whole: a heading, one short line; or the only line of a sentence that could have had the first word
/// of the next line, at `next`, as well: the next one is as long as both. A margin would have wrapped it there.
fn is_whole(pace: Pace, b: &[u8], w: &Window<'_>, l: &Line, i: usize, next: usize) -> bool {
    let first = l.first;
    if i - first > LONG_LINE || !at_line_start(b, first) {
        return false;
    }
    let width = Width::of(pace, b, first, i);
    if width.wide <= SHORT_LINE || l.from != first {
        return width.wide <= SHORT_LINE;
    }
    let seen = b.get(..b.len().min(i + LOOKAHEAD)).unwrap_or(b);
    // In quoted mail every line has its `> `.
    let text = skip(seen, next, |c| matches!(c, '>' | ' '));
    let word = skip(seen, text, |c| !SPACE.has_char(c));
    let line = line_end(pace, seen, word);
    let blank = Width::of(pace, b, w.back(i, |c| SPACE.has_char(c)), i);
    width.chars - blank.chars + 1 + Width::of(pace, seen, text, word).chars <= Width::of(pace, seen, next, line).chars
}

/// Where the line ends that a byte is in: at a line break, or with the text.
fn line_end(pace: Pace, b: &[u8], from: usize) -> usize {
    let mut i = from;
    loop {
        i = find::<Breaks>(pace.level(), b, i);
        match at(b, i) {
            Some((c, n)) if class(c) != Class::LineBreak => i += n,
            _ => {
                #[cfg(test)]
                work::add(i.saturating_sub(from));
                return i;
            }
        }
    }
}

/// Whether both lines are rows of one kind: of a table with tabs, of headers or a form with labels, of contents with leaders.
fn are_rows(pace: Pace, b: &[u8], w: &Window<'_>, from: usize, i: usize, next: usize) -> bool {
    if i - from > LONG_LINE {
        return false;
    }
    let has_tab = |b: &[u8], from: usize, to: usize| b.get(..to).is_some_and(|b| find::<Tab>(pace.level(), b, from) < to);
    if has_tab(b, from, i) && has_tab(w.bytes(), next, line_end(pace, w.bytes(), next)) {
        return true;
    }
    if has_label(pace, b, from) && has_label(pace, w.bytes(), next) {
        return true;
    }
    // «الفصل الأول ....... 12»
    let page = w.back(i, |c| DIGITS.has_char(c));
    let dots = w.back(page, |c| SPACE.has_char(c));
    page < i && dots - w.back(dots, |c| matches!(c, '.' | '…')) >= 3
}

/// Whether a line starts with up to three words and a colon with something behind it.
fn has_label(pace: Pace, b: &[u8], from: usize) -> bool {
    let near = b.get(..b.len().min(from + LABEL)).unwrap_or(b);
    if find::<Colon>(pace.level(), near, from) >= near.len() {
        return false;
    }
    let (mut i, mut words, mut inside) = (from, 0, false);
    while let Some((c, n)) = at(b, i).filter(|_| i - from < LABEL) {
        match c {
            ':' => return inside && words <= 3 && at(b, i + 1).is_some_and(|(c, _)| class(c) == Class::Space),
            ' ' => inside = false,
            c if is_letter(c) || HIDDEN.has_char(c) || c == '-' && inside => {
                words += usize::from(!inside);
                inside = true;
            }
            _ => return false,
        }
        i += n;
    }
    false
}

/// Whether a list item starts at a byte: a bullet, a dash, a number or a letter with its mark (`1.`, `(ب)`, `٣-`, `[4]`); also what only stands
/// at the start of a line: `## `, `|`, `---`. Only a number may stand without a space after its stop.
fn is_item(b: &[u8], i: usize) -> bool {
    let b = b.get(i..b.len().min(i + MARKER)).unwrap_or_default();
    let Some((c, n)) = at(b, 0) else { return false };
    let next = |j| at(b, j).map_or(' ', |(c, _)| c);
    let spaced = |j| SPACE.has_char(next(j));
    match c {
        '•' | '▪' | '●' | '◦' | '■' | '○' | '►' | '✓' | '|' => return true,
        '\u{640}' => return spaced(n),
        '#' => return spaced(skip(b, 0, |c| c == '#')),
        '-' | '–' | '—' | '*' | '=' | '_' if next(n) == c => return next(2 * n) == c,
        '-' | '–' | '—' | '*' => return spaced(n) || is_letter(next(n)),
        _ => {}
    }
    let s = if matches!(c, '(' | '[') { n } else { 0 };
    let digits = skip(b, s, |c| DIGITS.has_char(c));
    let e = if digits > s { digits } else { skip(b, s, |c| is_letter(c) || c == '\u{640}') };
    if e == s || e - s > 6 || (digits == s && skip(b, s, is_letter) != s + at(b, s).map_or(0, |(_, n)| n)) {
        return false;
    }
    let glued = |j: usize| digits > s && is_letter(next(j));
    match next(e) {
        ')' | '-' => spaced(e + 1) || is_letter(next(e + 1)),
        '.' => spaced(e + 1) || glued(e + 1),
        ']' => c == '[' && spaced(e + 1),
        ' ' => matches!(next(e + 1), '-' | '–') && digits > s && spaced(e + 1 + at(b, e + 1).map_or(0, |(_, n)| n)),
        _ => false,
    }
}

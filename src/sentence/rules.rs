//! One forward pass that finds the end of the sentence that starts at a byte.
//!
//! Text is passed over by bytes: the few that can start or finish a candidate are looked for, many at a time, and only there characters are read.

use super::lines::{LONG_LINE, are_rows, is_heading, is_unwrapped};
use super::mark::{MARKER, is_between_quotations, mark};
#[cfg(test)]
use super::window::count;
use super::window::{DIGITS, SPACE, Window, at, ends_token, is_closer, is_emoji, is_end, is_letter, skip, spaces};
use super::{LOOKBEHIND, NewlinePolicy, SentenceSplitter};
use crate::chars::{self, Class, class};

/// How long a quotation may hold its sentence together, in bytes from its opening mark.
pub(super) const QUOTATION: usize = 4096;

/// Bytes that a candidate always has; with clauses or a limit; with verses.
const ENDS: u8 = 1;
const CLAUSES: u8 = 2;
const VERSES: u8 = 4;
/// The lead byte of an ASCII, Latin-1 or general punctuation candidate, the second byte of an Arabic one (`؟` D8 9F, `۔` DB 94, `،` D8 8C,
/// `؛` D8 9B, U+06DD DB 9D).
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const TRIGGER: [u8; 256] = {
    let mut t = [0; 256];
    let list: [(u8, u8); 18] = [
        (b'.', ENDS),
        (b'!', ENDS),
        (b'?', ENDS),
        (b'"', ENDS),
        (b'\n', ENDS),
        (0x0B, ENDS),
        (0x0C, ENDS),
        (b'\r', ENDS),
        (0x9F, ENDS),
        (0x94, ENDS),
        (0xC2, ENDS),
        (0xE2, ENDS),
        (b',', CLAUSES),
        (b';', CLAUSES),
        (b':', CLAUSES),
        (0x8C, CLAUSES),
        (0x9B, CLAUSES),
        (0x9D, VERSES),
    ];
    let mut i = 0;
    while i < list.len() {
        t[list[i].0 as usize] = list[i].1;
        i += 1;
    }
    t
};

/// The next byte from `i` on that may belong to a candidate, or the length.
#[inline]
pub(super) fn trigger(b: &[u8], mut i: usize, mask: u8) -> usize {
    const STEP: usize = 16;
    if mask == ENDS {
        // One lane a byte, without a branch: this becomes vector compares.
        while let Some(chunk) = b.get(i..).and_then(|rest| rest.first_chunk::<STEP>()) {
            let mut found = [0; STEP];
            for (f, &x) in found.iter_mut().zip(chunk) {
                let newline = (x.wrapping_sub(b'\n') < 4) as u8;
                let ascii = (x == b'.') as u8 | (x.wrapping_sub(b'!') < 2) as u8 | (x == b'?') as u8;
                *f = newline | ascii | (x == 0x9F) as u8 | (x == 0x94) as u8 | (x == 0xC2) as u8 | (x == 0xE2) as u8;
            }
            let found = u128::from_le_bytes(found);
            if found != 0 {
                return i + (found.trailing_zeros() / 8) as usize;
            }
            i += STEP;
        }
    }
    let is_trigger = |&x: &u8| TRIGGER.get(x as usize).is_some_and(|t| t & mask != 0);
    b.get(i..).and_then(|rest| rest.iter().position(is_trigger)).map_or(b.len(), |n| i + n)
}

/// Whether a sentence that starts at a byte starts a line, as far as [`LOOKBEHIND`] bytes of white space before it tell.
pub(super) fn at_line_start(b: &[u8], i: usize) -> bool {
    let space = b.get(i.saturating_sub(LOOKBEHIND)..i).unwrap_or_default();
    let blank = space.iter().rev().take_while(|c| c.is_ascii_whitespace());
    blank.clone().count() == i || blank.clone().any(|&c| c == b'\n' || c == b'\r') || space.ends_with("\u{2029}".as_bytes())
}

/// Whether the sentences from `i` on are the same with and without the text before it: not if it is in the middle of a line that ends soon, which
/// would be a heading or an unwrapped line if it were whole.
pub(super) fn stands_alone(b: &[u8], i: usize) -> bool {
    let first = spaces(b, i);
    let mut line = b.get(first..b.len().min(first + LONG_LINE + 4)).unwrap_or_default();
    at_line_start(b, i) || {
        let mut ends = false;
        while let Some(n) = line.iter().position(|&c| c < b' ' || matches!(c, 0xC2 | 0xE2)).filter(|_| !ends) {
            ends = at(line, n).is_some_and(|(c, _)| class(c) == Class::LineBreak);
            line = line.get(n + 1..).unwrap_or_default();
        }
        !ends
    }
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

/// What is known of the sentence at a line break.
struct Line {
    /// The first character of the sentence, and of its last line so far.
    first: usize,
    from: usize,
}

/// Whether the white space at `i`, which starts with a line break, parts two sentences; and where it ends.
fn line(o: &SentenceSplitter, b: &[u8], i: usize, l: &Line) -> (bool, usize) {
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
            || !open && is_heading(b, l.first, i)
            || !open && l.from == l.first && is_unwrapped(b, &w, l.first, i, next)
            || !open && i - l.from > LONG_LINE
            || are_rows(b, &w, l.from, i, next)
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

/// Whether a clause mark of `n` bytes ends a segment: not inside a number, a time or an address.
fn clause(b: &[u8], i: usize, n: usize) -> bool {
    at(b, i + n).is_none_or(|(c, _)| SPACE.has_char(c) || is_closer(c) || chars::is_letter(c))
}

/// Where the quotation closes that the mark at `i` opens, within the limit.
fn closes(b: &[u8], i: usize) -> Option<usize> {
    let b = b.get(..b.len().min(i + QUOTATION))?;
    let (mut i, mut depth) = (i, 0usize);
    loop {
        i = i + b.get(i..)?.iter().position(|x| matches!(x, 0xC2 | 0xE2))?;
        let (c, n) = at(b, i)?;
        #[cfg(test)]
        count::add(n);
        match c {
            '«' | '“' => depth += 1,
            '»' | '”' if depth <= 1 => return Some(i),
            '»' | '”' => depth -= 1,
            _ => {}
        }
        i += n;
    }
}

/// Where a sentence from `start` is cut that has no end up to `limit`: after the last clause mark, else at the last space.
pub(super) fn cut(b: &[u8], first: usize, limit: usize) -> Option<usize> {
    let mut space = None;
    let mut i = limit.min(b.len());
    while i > first {
        i -= 1;
        #[cfg(test)]
        count::add(1);
        match b.get(i).copied().unwrap_or(0) {
            b' ' if space.is_none() => space = Some(i),
            b',' | b';' | b':' if clause(b, i, 1) => return Some(i + 1),
            0x8C | 0x9B if i > first && b.get(i - 1) == Some(&0xD8) && i < limit && clause(b, i - 1, 2) => return Some(i + 1),
            _ => {}
        }
    }
    space
}

/// The next white space from a byte on.
pub(super) fn next_space(b: &[u8], from: usize) -> Option<usize> {
    b.get(from..)?.iter().position(u8::is_ascii_whitespace).map(|n| from + n)
}

/// The end of the sentence that starts at `start`, white space after it included.
pub(super) fn end(o: &SentenceSplitter, b: &[u8], start: usize) -> usize {
    end_by(o, b, start, trigger)
}

/// The same, looking at every character: no byte to start from is forgotten.
#[cfg(any(test, fuzzing))]
pub(crate) fn slow_end(o: &SentenceSplitter, b: &[u8], start: usize) -> usize {
    end_by(o, b, start, |_, i, _| i)
}

/// The same with another way to find the next byte to look at.
fn end_by(o: &SentenceSplitter, b: &[u8], start: usize, trigger: impl Fn(&[u8], usize, u8) -> usize) -> usize {
    let first = spaces(b, start);
    let mut scan = Scan::new(o, first);
    let bound = o.soft_limit.map_or(b.len(), |n| start.saturating_add(n.max(1)).max(first + 1).min(b.len()));
    match body(o, b, &mut scan, bound, usize::MAX, trigger) {
        Body::Ends(e) => spaces(b, e),
        Body::Limit if bound < b.len() => {
            let cut = cut(b, first, bound).or_else(|| next_space(b, bound));
            spaces(b, cut.unwrap_or(b.len()))
        }
        _ => b.len(),
    }
}

/// Where the search for the end of a sentence stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan {
    /// The first character of the sentence, and of its last line so far.
    pub(super) first: usize,
    pub(super) line: usize,
    /// Up to here there is no end.
    pub(super) at: usize,
    /// Up to here a quotation holds the sentence together.
    pub(super) held: usize,
    /// Whether quotations are of no interest.
    pub(super) plain: bool,
}

impl Scan {
    pub(super) fn new(o: &SentenceSplitter, first: usize) -> Scan {
        Scan { first, line: first, at: first, held: first, plain: o.quotations }
    }
}

/// What the search has found.
pub(super) enum Body {
    /// The end, without the white space after it.
    Ends(usize),
    /// There is none up to the limit.
    Limit,
    /// The next candidate is too close to the end of what is there.
    More,
}

/// Looks for the end of a sentence from `scan.at` on, up to `bound`; at candidates from `sure` on it stops.
#[inline]
pub(super) fn body(
    o: &SentenceSplitter,
    b: &[u8],
    scan: &mut Scan,
    bound: usize,
    sure: usize,
    trigger: impl Fn(&[u8], usize, u8) -> usize,
) -> Body {
    let first = scan.first;
    let mask = ENDS | if o.clauses { CLAUSES } else { 0 } | if o.verses { VERSES } else { 0 };
    let (mut i, mut held, mut plain) = (scan.at, scan.held, scan.plain);
    let mut l = Line { first, from: scan.line };
    let seen = b.get(..bound.saturating_add(1)).unwrap_or(b);
    loop {
        let hit = trigger(seen, i, mask);
        #[cfg(test)]
        count::add(hit.saturating_sub(i));
        if hit >= seen.len() {
            *scan = Scan { first, line: l.from, at: i.max(seen.len().saturating_sub(1)), held, plain };
            return Body::Limit;
        }
        // A second byte belongs to the lead byte before it.
        let lead = if b.get(hit).is_some_and(|x| x & 0xC0 == 0x80) && hit > i { hit - 1 } else { hit };
        if lead >= sure {
            *scan = Scan { first, line: l.from, at: lead, held, plain };
            return Body::More;
        }
        let Some((c, n)) = at(b, lead).filter(|_| lead < bound) else { return Body::Limit };
        i = (lead + n).max(hit + 1);
        match c {
            '«' | '“' if !plain && lead >= held => match closes(b, lead) {
                Some(e) => held = e,
                None => plain = true,
            },
            '،' | '؛' | ',' | ';' | ':' if o.clauses && lead >= held && clause(b, lead, n) => return Body::Ends(lead + n),
            '"' | '»' | '”' if lead >= held && is_between_quotations(b, first, lead, n) => return Body::Ends(lead + n),
            '\u{6DD}' if o.verses => return Body::Ends(skip(b, lead + n, |c| DIGITS.has_char(c))),
            _ if is_end(c) => match mark(o, b, first, lead) {
                Ok(e) if (lead >= held || e > held) && ends_token(b, first, lead, e) => return Body::Ends(e),
                Ok(e) | Err(e) => i = e.max(i),
            },
            _ if class(c) == Class::LineBreak => {
                let (ends, next) = line(o, b, lead, &l);
                if ends && lead >= held {
                    return Body::Ends(lead);
                }
                l.from = next;
                i = next.max(i);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::LOOKAHEAD;
    use super::*;
    use alloc::{format, string::String, vec::Vec};
    use proptest::prelude::*;

    fn all_options() -> impl Iterator<Item = SentenceSplitter> {
        let limits = [None, Some(0), Some(30)];
        (0..8u8).flat_map(move |bits| {
            NewlinePolicy::ALL.iter().flat_map(move |&p| {
                limits.into_iter().map(move |l| {
                    let o = SentenceSplitter::new().newlines(p).soft_limit(l);
                    o.clauses(bits & 1 == 1).quotations(bits & 2 == 2).verses(bits & 4 == 4)
                })
            })
        })
    }

    fn ends(o: &SentenceSplitter, b: &[u8], end: impl Fn(&SentenceSplitter, &[u8], usize) -> usize) -> Vec<usize> {
        let mut all = Vec::from([0]);
        while let Some(&at) = all.last().filter(|&&at| at < b.len()) {
            let e = end(o, b, at);
            assert!(e > at);
            all.push(e);
        }
        all
    }

    proptest! {
        #[test]
        fn the_scan_misses_nothing(words in proptest::collection::vec(proptest::sample::select(alloc::vec![
            "كلمة", "د", " ", "\n", "\r\n", ".", "؟", "!", "?", "…", "۔", "‼", "«", "»", "“", "”", "\"", "،", "؛", ":", ";", ",", "\u{6DD}", "٢", "3", "\u{85}",
            "\u{2028}", "\u{2029}", "\u{C}", "\u{64E}", "\u{654}", "\u{65F}", "—", "(", ")", "😀", "é", "نص طويل بلا علامات في وسطه أبدا",
        ]), 0..60), o in proptest::sample::select(all_options().collect::<Vec<_>>())) {
            let text = words.concat();
            prop_assert_eq!(ends(&o, text.as_bytes(), end), ends(&o, text.as_bytes(), slow_end));
        }

        #[test]
        fn the_scan_misses_nothing_in_bytes(b in proptest::collection::vec(proptest::sample::select(b" .\n\"a\xD8\xDB\x9F\x94\xC2\xAB\xBB\xE2\x80\xA6\x8C\xFF".to_vec()), 0..100)) {
            for o in all_options() {
                prop_assert_eq!(ends(&o, &b, end), ends(&o, &b, slow_end));
            }
        }
    }

    /// Twice the text is twice the work, whatever the text.
    #[test]
    fn the_work_is_linear() {
        let pieces = [
            "a.",
            "1. ",
            "1.",
            "\"",
            ".\"",
            "\n",
            " ",
            "\n ",
            "نص\n",
            ".",
            "؟",
            "…",
            ". ",
            "د. ",
            "أ.",
            "ق. م. ",
            "«",
            "«نص. ",
            "»",
            "«»",
            "\" \"",
            "(",
            ".)",
            ".(1",
            "،",
            ": ",
            "كلمة ",
            "كلمة",
            "\u{64E}",
            ".\u{200F}",
            "ا\u{64E}\u{64E}.",
            "😀",
            ".😀",
            "- ",
            "\n- ",
            "1",
            "\u{6DD}",
            "\u{2029}",
            "a@b.",
            "www.",
            "قال ",
            ".» قال ",
            "\r",
            ".<",
            "</a",
            "\u{0}",
            "\u{FFFD}",
            "سطر طويل من غير علامة ولا نقطة تنهيه أبدا مهما طال الكلام فيه\n",
        ];
        for o in all_options().filter(|o| matches!(o.newlines, NewlinePolicy::Smart | NewlinePolicy::Never) && !o.verses) {
            for piece in pieces {
                let cost = |n: usize| {
                    let text: String = piece.repeat(n / piece.len());
                    count::take();
                    ends(&o, text.as_bytes(), end);
                    count::take()
                };
                let (one, two) = (cost(20_000), cost(40_000));
                assert!(two * 10 <= one * 22 + 20_000, "{piece:?} {o:?}: {one} {two}");
                assert!(two <= 40_000 * 2200, "{piece:?}: {two}");
            }
        }
        let quotes = "\"".repeat(100_000);
        count::take();
        ends(&SentenceSplitter::new(), quotes.as_bytes(), end);
        assert!(count::take() < 1_000_000, "{}", format!("{} quotes", quotes.len()));
    }

    /// The constants are what the decisions see: bytes beyond them change nothing.
    #[test]
    fn windows_bound_what_is_seen() {
        let seen = [".", "؟» ", "...\n", "\n", "\n- ", ".\"", "د. ", "!", "\" \"", ". . . "];
        for mark in seen {
            for pad in [" ", "\n", "\u{200F}", "\"", "1", "ا", "\u{64E}", "a.", "😀"] {
                let ahead = format!("{}{mark}{}", "كلمة ".repeat(9), pad.repeat(LOOKAHEAD * 2 / pad.len()));
                let at = "كلمة ".len() * 9;
                let Some(head) = ahead.as_bytes().get(..at + LOOKAHEAD) else { continue };
                let o = SentenceSplitter::new();
                let first = |tail: &str| Some(end(&o, &[head, tail.as_bytes()].concat(), 0)).filter(|&e| e <= head.len());
                let (a, b) = (first("- قال إن "), first("،،، 12 »».. "));
                // Only white space that goes on behind the window may differ.
                assert!(
                    a == b || a.is_none() || b.is_none() || a == Some(head.len()) || b == Some(head.len()),
                    "{mark:?} {pad:?} {a:?} {b:?}"
                );
            }
        }
    }
}

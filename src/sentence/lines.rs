//! What two lines say about the break between them, when nothing ends the first: a heading, rows, headers, a line that no margin has wrapped.

use super::LOOKAHEAD;
use super::rules::at_line_start;
use super::window::{DIGITS, HIDDEN, SPACE, Window, at, is_letter, skip};
use crate::chars::{Class, class};

/// How wide a heading is at most: see [`Width`].
pub(super) const SHORT_LINE: usize = 56;
/// A line of more bytes was not wrapped at a margin: it is a paragraph.
pub(super) const LONG_LINE: usize = 384;
/// How many bytes a label has at most: `الاسم: `, `Message-ID: `.
const LABEL: usize = 40;

/// How long a stretch of text is for a reader: without marks, tatweel and invisible characters.
#[derive(Default)]
struct Width {
    chars: usize,
    /// A character of ASCII is one, any other two.
    wide: usize,
}

impl Width {
    fn of(b: &[u8], from: usize, to: usize) -> Width {
        let (mut width, mut i) = (Width::default(), from);
        while let Some((c, n)) = at(b, i).filter(|_| i < to) {
            if !HIDDEN.has_char(c) {
                width.chars += 1;
                width.wide += if c.is_ascii() { 1 } else { 2 };
            }
            i += n;
        }
        width
    }
}

/// Whether the sentence that starts at `first` and reaches the break at `i` is one short line.
pub(super) fn is_heading(b: &[u8], first: usize, i: usize) -> bool {
    i - first <= LONG_LINE && at_line_start(b, first) && Width::of(b, first, i).wide <= SHORT_LINE
}

/// Whether the line from `from` to `i`, which is all of its sentence so far, could have had the first word of the next, at `next`, as well: the
/// next one is as long as both. A margin would have wrapped it there.
pub(super) fn is_unwrapped(b: &[u8], w: &Window<'_>, from: usize, i: usize, next: usize) -> bool {
    if i - from > LONG_LINE || !at_line_start(b, from) {
        return false;
    }
    let seen = b.get(..b.len().min(i + LOOKAHEAD)).unwrap_or(b);
    // In quoted mail every line has its `> `.
    let text = skip(seen, next, |c| matches!(c, '>' | ' '));
    let word = skip(seen, text, |c| !SPACE.has_char(c));
    let line = skip(seen, word, |c| class(c) != Class::LineBreak);
    let here = Width::of(b, from, w.back(i, |c| SPACE.has_char(c))).chars;
    here + 1 + Width::of(seen, text, word).chars <= Width::of(seen, next, line).chars
}

/// Whether both lines are rows of one kind: of a table with tabs, of headers or a form with labels, of contents with leaders.
pub(super) fn are_rows(b: &[u8], w: &Window<'_>, from: usize, i: usize, next: usize) -> bool {
    if i - from > LONG_LINE {
        return false;
    }
    let tab = |bytes: Option<&[u8]>| bytes.is_some_and(|line| line.contains(&b'\t'));
    let line = w.skip(next, |c| class(c) != Class::LineBreak);
    if tab(b.get(from..i)) && tab(w.bytes().get(next..line)) || has_label(b, from) && has_label(w.bytes(), next) {
        return true;
    }
    // «الفصل الأول ....... 12»
    let page = w.back(i, |c| DIGITS.has_char(c));
    let dots = w.back(page, |c| SPACE.has_char(c));
    page < i && dots - w.back(dots, |c| matches!(c, '.' | '…')) >= 3
}

/// Whether a line starts with up to three words and a colon with something behind it.
fn has_label(b: &[u8], from: usize) -> bool {
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

//! The shape of a line: the end and the width of the line, and whether the line starts with a list marker or a label.

use super::characters::{DIGITS, HIDDEN, SPACE, char_at, is_letter, skip_while};
use super::limits::{LABEL, LOOKBEHIND, MARKER};
use super::strategy::Strategy;
use super::window::Window;
use crate::chars::{self, Class, class};
use crate::op_counter;
use crate::scan::sentences::{ArabicSet, ByteSet, CharCount, count_chars, find_byte};

/// The set of the first bytes of line breaks.
struct LineBreakBytes;
/// The set that contains only the tab.
struct Tab;
/// The set that contains only the colon.
struct Colon;

impl ByteSet for LineBreakBytes {
    const BYTES: &'static [u8] = b"\n\x0B\x0C\r\xC2\xE2";
}
impl ByteSet for Tab {
    const BYTES: &'static [u8] = b"\t";
}
impl ByteSet for Colon {
    const BYTES: &'static [u8] = b":";
}

/// The width of a range of text. Diacritics, tatweels and invisible characters have no width.
pub(super) struct Width {
    /// The number of characters that have a width.
    pub(super) chars: usize,
    /// The number of columns: one for each ASCII character, two for each other character.
    pub(super) columns: usize,
}

impl Width {
    /// Computes the width of the characters that start in `from..to`.
    pub(super) fn of(strategy: Strategy, bytes: &[u8], from: usize, to: usize) -> Width {
        static HIDDEN_ARABIC: ArabicSet = ArabicSet::of(HIDDEN);
        op_counter::count(to.saturating_sub(from));
        let (mut count, mut at) = (CharCount::default(), from);
        while at < to {
            if strategy.is_fast() {
                at = count_chars(strategy.level(), &HIDDEN_ARABIC, bytes, at, to, &mut count);
            }
            let Some((c, len)) = char_at(bytes, at).filter(|_| at < to) else { break };
            count.chars += usize::from(!HIDDEN.has_char(c));
            count.ascii += usize::from(c.is_ascii());
            at += len;
        }
        Width { chars: count.chars, columns: 2 * count.chars - count.ascii }
    }
}

/// Returns the end of the line that contains the byte at `from`: the byte position of the first line break at or after `from`. Returns the
/// length of `bytes` if there is no such line break.
pub(super) fn line_end(strategy: Strategy, bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        at = find_byte::<LineBreakBytes>(strategy.level(), bytes, at);
        match char_at(bytes, at) {
            Some((c, len)) if class(c) != Class::LineBreak => at += len,
            _ => {
                op_counter::count(at.saturating_sub(from));
                return at;
            }
        }
    }
}

/// Returns whether the sentence that starts at byte `at` starts a line: U+2029 directly precedes the sentence, or only ASCII white space is
/// between the sentence and the preceding LF, CR or start of the text. The function reads at most [`LOOKBEHIND`] bytes before the sentence.
pub(super) fn is_line_start(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(LOOKBEHIND)..at).unwrap_or_default();
    let blank = before.iter().rev().take_while(|byte| byte.is_ascii_whitespace());
    blank.clone().count() == at || blank.clone().any(|&byte| byte == b'\n' || byte == b'\r') || before.ends_with("\u{2029}".as_bytes())
}

/// Returns whether the bytes of `from..to` contain a tab.
pub(super) fn has_tab(strategy: Strategy, bytes: &[u8], from: usize, to: usize) -> bool {
    bytes.get(..to).is_some_and(|bytes| find_byte::<Tab>(strategy.level(), bytes, from) < to)
}

/// Returns whether the line that starts at byte `from` starts with a label: one to three words, a colon and a space, as in `الاسم: أحمد`.
/// The words and the colon have at most [`LABEL`] bytes.
pub(super) fn has_label(strategy: Strategy, bytes: &[u8], from: usize) -> bool {
    let near = bytes.get(..bytes.len().min(from + LABEL)).unwrap_or(bytes);
    if find_byte::<Colon>(strategy.level(), near, from) >= near.len() {
        return false;
    }
    let (mut at, mut words, mut in_word) = (from, 0, false);
    while let Some((c, len)) = char_at(bytes, at).filter(|_| at - from < LABEL) {
        match c {
            ':' => return in_word && words <= 3 && char_at(bytes, at + 1).is_some_and(|(c, _)| class(c) == Class::Space),
            ' ' => in_word = false,
            c if is_letter(c) || HIDDEN.has_char(c) || c == '-' && in_word => {
                words += usize::from(!in_word);
                in_word = true;
            }
            _ => return false,
        }
        at += len;
    }
    false
}

/// Returns whether the text from `start` to the full stop at `stop` is only a list marker: a number of at most six bytes, or one letter. An
/// opening bracket may precede the number or the letter. The text has at most [`MARKER`] bytes.
pub(super) fn is_list_marker(bytes: &[u8], start: usize, stop: usize) -> bool {
    let Some(text) = bytes.get(start..stop).filter(|text| text.len() <= MARKER) else { return false };
    let window = Window::new(text, 0, 0);
    // The quotation prefix `> ` of an e-mail line is skipped.
    let quoted = window.skip_while(0, |c| matches!(c, '>' | ' '));
    let start = window.skip_while(quoted, |c| c == '(' || chars::IGNORABLE.has_char(c));
    let digits = window.skip_while(start, |c| DIGITS.has_char(c));
    if digits > start {
        return digits == text.len() && digits - start <= 6;
    }
    let word = window.word(start);
    word.letters == 1 && word.end == text.len()
}

/// Returns whether a list item starts at byte `start`. A list item starts with a bullet, a dash, or a number or letter with its mark (`1.`,
/// `(ب)`, `٣-`, `[4]`). The signs `## `, `|` and `---` also count as list items, because these signs usually occur only at the start of a
/// line. After the full stop of a letter, a space must follow. After the full stop of a number, the space may be missing: `1.تفاح`.
pub(super) fn is_list_item(bytes: &[u8], start: usize) -> bool {
    let bytes = bytes.get(start..bytes.len().min(start + MARKER)).unwrap_or_default();
    let Some((first, len)) = char_at(bytes, 0) else { return false };
    let char_or_space = |at| char_at(bytes, at).map_or(' ', |(c, _)| c);
    let is_space = |at| SPACE.has_char(char_or_space(at));
    match first {
        '•' | '▪' | '●' | '◦' | '■' | '○' | '►' | '✓' | '|' => return true,
        '\u{640}' => return is_space(len),
        '#' => return is_space(skip_while(bytes, 0, |c| c == '#')),
        '-' | '–' | '—' | '*' | '=' | '_' if char_or_space(len) == first => return char_or_space(2 * len) == first,
        '-' | '–' | '—' | '*' => return is_space(len) || is_letter(char_or_space(len)),
        _ => {}
    }
    let label = if matches!(first, '(' | '[') { len } else { 0 };
    let digits = skip_while(bytes, label, |c| DIGITS.has_char(c));
    let is_number = digits > label;
    let end = if is_number { digits } else { skip_while(bytes, label, |c| is_letter(c) || c == '\u{640}') };
    let is_one_letter = || skip_while(bytes, label, is_letter) == label + char_at(bytes, label).map_or(0, |(_, len)| len);
    if end == label || end - label > 6 || (!is_number && !is_one_letter()) {
        return false;
    }
    match char_or_space(end) {
        ')' | '-' => is_space(end + 1) || is_letter(char_or_space(end + 1)),
        '.' => is_space(end + 1) || is_number && is_letter(char_or_space(end + 1)),
        ']' => first == '[' && is_space(end + 1),
        ' ' => {
            let dash = char_or_space(end + 1);
            is_number && matches!(dash, '-' | '–') && is_space(end + 1 + dash.len_utf8())
        }
        _ => false,
    }
}

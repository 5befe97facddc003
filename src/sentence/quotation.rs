//! Quotations: the closing mark of a quotation, and two quotations with only a space between them.

use super::characters::{char_at, is_letter};
use super::limits::QUOTATION;
use super::window::Window;
use crate::{chars, op_counter};

/// Returns the position of the closing mark of the quotation whose opening mark is at byte `open`. Returns `None` if the closing mark is
/// not within [`QUOTATION`] bytes after `open`.
pub(super) fn closing_mark(bytes: &[u8], open: usize) -> Option<usize> {
    let bytes = bytes.get(..bytes.len().min(open + QUOTATION))?;
    let (mut at, mut depth) = (open, 0usize);
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, 0xC2 | 0xE2))?;
        let (c, len) = char_at(bytes, at)?;
        op_counter::count(len);
        match c {
            '«' | '“' => depth += 1,
            '»' | '”' if depth <= 1 => return Some(at),
            '»' | '”' => depth -= 1,
            _ => {}
        }
        at += len;
    }
}

/// Returns whether the quotation mark of `len` bytes at `at` closes an utterance, and another utterance opens after one space: «…» «…».
///
/// The second quotation must have more than two words, because a quotation of one or two words may be a name in a list of names.
pub(super) fn separates_utterances(bytes: &[u8], sentence: usize, at: usize, len: usize) -> bool {
    let open = at + len + 1;
    let (Some(&b' '), Some(('"' | '«' | '“', open_len))) = (bytes.get(at + len), char_at(bytes, open)) else { return false };
    let window = Window::new(bytes, sentence, at);
    let mut word = window.word(open + open_len);
    for _ in 0..2 {
        let next = window.skip_while(word.end, |c| c == '،');
        if word.letters == 0 || window.char(next) != Some(' ') {
            return false;
        }
        word = window.word(next + 1);
    }
    word.letters > 0 && window.before(at).is_some_and(|(c, _)| is_letter(c) || chars::is_mark(c))
}

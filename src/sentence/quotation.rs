//! Functions that find the closing mark of a quotation, and recognize two quotations with only a space between them.

use super::characters::{char_at, is_letter};
use super::limits::QUOTATION;
use super::window::Window;
use crate::{chars, op_counter};

/// Returns the byte position of the closing mark of the quotation whose opening mark («, “) is at byte `open`. Nested quotations are
/// skipped. Returns `None` if the [`QUOTATION`] bytes from `open` on do not contain the closing mark.
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

/// Returns whether a sentence ends at the quotation mark of `len` bytes at byte `at`, because a second quotation opens after one space:
/// «وصل الوفد» «ثم بدأ الاجتماع».
///
/// The first quotation must end in a letter or a diacritic. The second quotation must start with three words. Each of the first two words
/// must end before a space, or before `،` and a space. A quotation of one or two words may be a name in a list of names.
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

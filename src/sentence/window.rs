//! The bytes that a decision may read around a candidate (a position at which a sentence may end), and the words in these bytes.

use super::characters::{SPACE, WORD, char_at, skip_spaces, skip_while};
use super::limits::{LOOKBEHIND, WINDOW};
use super::word::Word;
use crate::chars::{Class, class};

/// The bytes that most rules may read for the decision on one candidate: at most [`LOOKBEHIND`] bytes of the sentence before the candidate,
/// and at most [`WINDOW`] bytes from the first byte of the candidate.
///
/// All positions are byte positions in the whole text.
pub(super) struct Window<'t> {
    /// The whole text, cut at the end of the window.
    bytes: &'t [u8],
    start: usize,
}

impl<'t> Window<'t> {
    /// Returns the window of the candidate at byte `at`. The sentence starts at byte `sentence`.
    pub(super) fn new(bytes: &'t [u8], sentence: usize, at: usize) -> Window<'t> {
        Window { bytes: bytes.get(..bytes.len().min(at + WINDOW)).unwrap_or(bytes), start: sentence.max(at.saturating_sub(LOOKBEHIND)) }
    }

    /// Returns the whole text, cut at the end of the window.
    pub(super) fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// Returns the position of the first byte of the window.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Returns the character at byte `at`, and the length of the character in bytes. Returns `None` at the end of the window.
    #[inline]
    pub(super) fn at(&self, at: usize) -> Option<(char, usize)> {
        char_at(self.bytes, at)
    }

    /// Returns the character at byte `at`, or `None` at the end of the window.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        self.at(at).map(|(c, _)| c)
    }

    /// Returns the end of the run of characters that starts at `at`. `is_member` returns whether a character belongs to the run.
    pub(super) fn skip_while(&self, at: usize, is_member: impl Fn(char) -> bool) -> usize {
        skip_while(self.bytes, at, is_member)
    }

    /// Returns the end of the white space that starts at byte `at`. Returns `at` if no white space starts there.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        skip_spaces(self.bytes, at)
    }

    /// Returns whether the bytes `from..to` contain a line break.
    pub(super) fn has_break(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while let Some((c, len)) = self.at(at).filter(|_| at < to) {
            if class(c) == Class::LineBreak {
                return true;
            }
            at += len;
        }
        false
    }

    /// Returns the character that ends directly before byte `end`, and the length of the character in bytes. Returns `None` at the start of
    /// the window, and U+FFFD with the length 1 for bytes that are not UTF-8.
    #[inline]
    pub(super) fn before(&self, end: usize) -> Option<(char, usize)> {
        if end <= self.start {
            return None;
        }
        for len in 1..=4 {
            let Some(at) = end.checked_sub(len).filter(|&at| at >= self.start) else { break };
            if self.bytes.get(at).is_some_and(|&byte| byte & 0xC0 != 0x80) {
                return self.at(at).filter(|&(_, found)| found == len).or(Some(('\u{FFFD}', 1)));
            }
        }
        Some(('\u{FFFD}', 1))
    }

    /// Returns the start of the run of characters that ends directly before byte `end`. `is_member` returns whether a character belongs to
    /// the run.
    pub(super) fn back_while(&self, mut end: usize, is_member: impl Fn(char) -> bool) -> usize {
        while let Some((_, len)) = self.before(end).filter(|&(c, _)| is_member(c)) {
            end -= len;
        }
        end
    }

    /// Returns the start of the white space that ends directly before byte `end`. Returns `end` if no white space ends there.
    pub(super) fn back_spaces(&self, end: usize) -> usize {
        self.back_while(end, |c| SPACE.has_char(c))
    }

    /// Returns the bytes between the last white space before byte `end` and `end`. If the window contains no white space before `end`, the
    /// bytes from the start of the window to `end` are returned.
    pub(super) fn bytes_after_space(&self, end: usize) -> &'t [u8] {
        self.bytes.get(self.back_while(end, |c| !SPACE.has_char(c))..end).unwrap_or_default()
    }

    /// Returns the word that starts at byte `start`. The word is empty if no character of [`WORD`] starts there.
    pub(super) fn word(&self, start: usize) -> Word {
        let mut word = Word::empty(start);
        while let Some((c, len)) = self.at(word.end).filter(|&(c, _)| WORD.has_char(c)) {
            word.push(c, len);
        }
        word
    }

    /// Skips the spaces after `word` and returns the next word. The result is empty if anything other than a word follows the spaces.
    pub(super) fn word_after(&self, word: &Word) -> Word {
        self.word(self.skip_while(word.end, |c| class(c) == Class::Space))
    }

    /// Returns the word that ends directly before byte `end`, with the full stops inside and directly before the word: `أ.د`.
    pub(super) fn word_before(&self, end: usize) -> Word {
        self.word_in(self.back_while(end, |c| c == '.' || WORD.has_char(c)), end)
    }

    /// Returns the letters and full stops of the bytes `start..end` as one word. For the bytes of `ق. م`, the word is `ق.م`.
    pub(super) fn word_in(&self, start: usize, end: usize) -> Word {
        let mut word = Word::empty(start);
        while let Some((c, len)) = self.at(word.end).filter(|_| word.end < end) {
            word.push(c, len);
        }
        word
    }
}

//! A word with its spelling in a buffer of fixed size.

use alloc::boxed::Box;

use super::characters::is_letter;
use crate::short;

/// A word and its spelling: the letters and full stops of the word, without diacritics, tatweels and invisible characters. The buffer has
/// 32 bytes.
pub(super) struct Word {
    bytes: [u8; 32],
    len: usize,
    /// The number of letters of the word.
    pub(super) letters: usize,
    /// The number of full stops of the word. `أ.د` has one full stop.
    pub(super) stops: usize,
    /// The position of the first byte of the word in the text.
    pub(super) start: usize,
    /// The position after the last byte of the word in the text.
    pub(super) end: usize,
    /// True if the spelling is longer than the buffer.
    is_long: bool,
}

impl Word {
    /// Returns an empty word that starts at `start`.
    pub(super) fn empty(start: usize) -> Word {
        Word { bytes: [0; 32], len: 0, letters: 0, stops: 0, start, end: start, is_long: false }
    }

    /// Appends a character that has `len` bytes in the text. The spelling contains the character only if the character is a letter or a
    /// full stop.
    pub(super) fn push(&mut self, c: char, len: usize) {
        self.end += len;
        if c == '.' {
            self.stops += 1;
        } else if is_letter(c) {
            self.letters += 1;
        } else {
            return;
        }
        match self.bytes.get_mut(self.len..self.len + c.len_utf8()) {
            Some(free) if !self.is_long => {
                c.encode_utf8(free);
                self.len += c.len_utf8();
            }
            _ => self.is_long = true,
        }
    }

    /// Returns the bytes of the spelling, or an empty slice if the spelling is longer than the buffer.
    pub(super) fn text(&self) -> &[u8] {
        if self.is_long { b"" } else { self.bytes.get(..self.len).unwrap_or_default() }
    }

    /// Returns whether the spelling starts with `prefix`.
    pub(super) fn starts_with(&self, prefix: &str) -> bool {
        self.text().starts_with(prefix.as_bytes())
    }

    /// Returns whether the spelling is ASCII. An empty spelling, and a spelling that is longer than the buffer, count as ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        self.text().is_ascii()
    }

    /// Returns whether the spelling is in a list. The list contains the sorted [keys](short::key) of words of at most 16 bytes.
    pub(super) fn is_in(&self, list: &[u128]) -> bool {
        is_in(self.text(), list)
    }

    /// Returns whether the word is in the list of abbreviations that the caller set. A word whose spelling is longer than the buffer is not in
    /// the list, and an empty text in the list is ignored.
    pub(super) fn is_one_of(&self, list: &[Box<str>]) -> bool {
        self.letters > 0 && !self.is_long && list.iter().any(|word| word.as_bytes() == self.text())
    }

    /// Returns whether the word counts as initials, such as `أ.د` or `U.S`: the word has full stops, and one letter more than full stops.
    pub(super) fn is_initials(&self) -> bool {
        self.stops > 0 && self.letters == self.stops + 1
    }
}

/// Returns whether a spelling is in a list. The list contains the sorted [keys](short::key) of words of at most 16 bytes.
pub(super) fn is_in(spelling: &[u8], list: &[u128]) -> bool {
    spelling.len() <= short::MAX && list.binary_search(&short::key(spelling)).is_ok()
}

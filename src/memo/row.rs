//! What words in a row gave, some of which are looked for at a time.

use core::fmt;

use super::WAIT;
use crate::scan::Level;
use crate::scan::codes::Short;
use crate::scan::row::{self, Lines, Word};

/// How many words are looked for at a time.
const MANY: usize = 16;
/// The binary logarithm of the number of lines: at first, by how much it grows each time, and at most (8.4 MB).
const MIN: u32 = 9;
const STEP: u32 = 4;
const MAX: u32 = 17;

/// Words in a row and what they gave.
#[derive(Clone)]
pub(crate) struct Row {
    lines: Lines,
    /// How many words were kept since they grew, and how many of these make them grow.
    kept: usize,
    enough: usize,
}

impl Default for Row {
    fn default() -> Row {
        Row::new()
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("lines", &self.lines.len()).finish_non_exhaustive()
    }
}

impl Row {
    /// No words.
    pub(crate) const fn new() -> Row {
        Row { lines: Lines::NONE, kept: 0, enough: WAIT }
    }

    /// Gives all room back.
    pub(crate) fn clear(&mut self) {
        *self = Row::new();
    }

    /// Keeps what a word gave, by its [codes](Word::key).
    pub(crate) fn keep(&mut self, key: u128, gave: Short) {
        if key == 0 {
            return;
        }
        self.kept += 1;
        if self.kept > self.enough {
            self.grow();
        }
        self.put(key, gave);
    }

    fn put(&mut self, key: u128, gave: Short) {
        self.lines.keep(key, gave, self.kept.is_multiple_of(8));
    }

    #[inline(never)]
    fn grow(&mut self) {
        let bits = self.lines.len().checked_ilog2().map_or(MIN, |bits| (bits + STEP).min(MAX));
        // The words of a line come to lines that are neighbours.
        for (key, gave) in core::mem::replace(&mut self.lines, Lines::new(bits)).words() {
            self.put(key, gave);
        }
        // As many as half of its room.
        (self.kept, self.enough) = (0, if bits == MAX { usize::MAX } else { self.lines.len() });
    }
}

/// Words to come, in turns of [`MANY`]. A memo may be larger than the cache: while some words are at hand, the memory fetches what is known of the next.
pub(crate) struct Ahead<'t, B> {
    /// The words of two turns.
    words: [[Word<'t, B>; MANY]; 2],
    /// The place of the next word among both, and that of the first of its turn.
    at: usize,
    first: usize,
    /// How many words the turn before has.
    before: usize,
}

impl<'t, B: Copy> Ahead<'t, B> {
    /// No words, with something that is beside them.
    pub(crate) fn new(beside: B) -> Ahead<'t, B> {
        Ahead { words: [[Word::none(beside); MANY]; 2], at: 0, first: 0, before: 0 }
    }

    /// Adds a word, with what is kept beside it, and whether it may be known; whether it is time for [`turn`](Ahead::turn).
    #[inline(always)]
    pub(crate) fn push(&mut self, text: &'t str, beside: B, may: bool) -> bool {
        debug_assert!(self.at < 2 * MANY, "a turn is taken when it is time");
        // It is below; so no bounds are checked.
        let at = self.at % (2 * MANY);
        if let Some(word) = self.words.as_flattened_mut().get_mut(at) {
            word.set(text, beside, may);
        }
        self.at = at + 1;
        self.at.is_multiple_of(MANY)
    }

    /// The word that was added last, if it was not given yet.
    pub(crate) fn last(&mut self) -> Option<&mut Word<'t, B>> {
        // That before the first is the last of all.
        let at = (self.at + 2 * MANY - 1) % (2 * MANY);
        self.words.as_flattened_mut().get_mut(at).filter(|_| self.at > self.first || self.before > 0)
    }

    /// Asks the memory for what is known of the words that were added, by their letters or all their characters; and gives those that were asked for
    /// the last time.
    #[inline(always)]
    pub(crate) fn turn(&mut self, Row { lines, .. }: &Row, letters: bool) -> &[Word<'t, B>] {
        let [a, b] = &mut self.words;
        let second = self.first > 0;
        let (next, last) = if second { (b, a) } else { (a, b) };
        let n = self.at - self.first;
        row::keys(Level::best(), lines, next.get_mut(..n).unwrap_or_default(), letters);
        let last = last.get_mut(..core::mem::replace(&mut self.before, n)).unwrap_or_default();
        row::find(Level::best(), lines, last);
        self.first = if second { 0 } else { MANY };
        self.at = self.first;
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::codes::Room;
    use std::format;
    use std::string::String;
    use std::vec::Vec;

    /// Every word gives what was kept of it or is not known, while it grows to all its room and words drive each other out.
    #[test]
    fn holds_what_it_was_given_and_nothing_else() {
        let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
        let word = |n: usize| -> String { [1, 28, 784, 21952].map(|i| letters[n / i % 28]).iter().collect() };
        let all: Vec<(String, Option<String>)> = (0..200_000)
            .map(|n| match n % 50 {
                0 => (word(n), None),
                1 => (format!("w{n}"), Some(format!("{n}"))),
                2 => (word(n).repeat(4), Some(word(n))),
                3 => (word(n), Some(word(n).repeat(10))),
                _ => (word(n), Some(word(n / 3))),
            })
            .collect();
        let mut row = Row::new();
        for round in 0..2 {
            let (mut given, mut known, mut ahead) = (0, 0, Ahead::new(0));
            let mut turn = |row: &mut Row, ahead: &mut Ahead<'_, usize>| {
                for word in ahead.turn(row, false) {
                    let (text, gave) = &all[word.beside];
                    assert_eq!((word.text, word.beside), (&**text, given));
                    given += 1;
                    let note = (word.beside % 3) as u8;
                    if word.gave() == Short::UNKNOWN {
                        let gave = Short::of(gave.as_deref(), note);
                        gave.into_iter().for_each(|gave| row.keep(word.key(), gave));
                    } else {
                        known += 1;
                        let mut room = Room::new();
                        assert!(word.gave().is_noted(note));
                        let text = (!word.gave().is_nothing(note)).then(|| word.letters(note).unwrap_or_else(|| word.spell(&mut room)));
                        assert_eq!(text, gave.as_deref());
                    }
                }
            };
            for (n, (word, _)) in all.iter().enumerate() {
                assert!(ahead.last().is_none_or(|last| last.beside == n - 1) && (n == 0 || ahead.last().is_some()));
                if ahead.push(word, n, true) {
                    turn(&mut row, &mut ahead);
                }
            }
            turn(&mut row, &mut ahead);
            turn(&mut row, &mut ahead);
            assert!(ahead.last().is_none());
            assert_eq!(given, all.len());
            // Most are there the second time.
            assert!(round == 0 || known > 100_000, "{known}");
        }
        assert_eq!(row.lines.len() * 64, 1 << 23);
        row.clear();
        assert_eq!(row.lines.len(), 0);
    }
}

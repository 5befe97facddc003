//! The best readings of the words of a text, most of which were there before.

use super::key::Key;
use super::parse::Parse;
use super::reading::Reading;
use crate::memo;

/// Gives what [`best`](super::best) gives, and remembers it: most words of a text are words that it has had already, and to look one up takes
/// a fraction of the time that it takes to read it.
///
/// A reading never depends on what was asked before. A memo takes nothing until it has been asked for 64 words that it did not know, and
/// grows up to 8.4 MB with the words that it did not know; words that are longer than 31 bytes are read each time. One thread uses one.
///
/// ```
/// use kalima::morph::{self, Memo};
///
/// let mut memo = Memo::new();
/// for word in ["والكتاب", "الجديد", "والكتاب"] {
///     assert_eq!(memo.best(word).map(|p| p.lemma()), morph::lemma(word));
/// }
/// assert!(memo.best("2025").is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Memo {
    readings: memo::Memo<Reading>,
}

impl Memo {
    /// One that knows no word.
    pub const fn new() -> Memo {
        Memo { readings: memo::Memo::new() }
    }

    /// The cheapest reading of a word, as [`best`](super::best) gives it. Allocates where the memo grows.
    pub fn best<'w>(&mut self, word: &'w str) -> Option<Parse<'w>> {
        let key = Key::of(word).ok()?;
        let Some(known) = memo::key(word) else {
            return Some(Parse::new(word, key, super::best_reading(word, &key)));
        };
        let reading = match self.readings.get(known) {
            Some(&reading) => reading,
            None => {
                self.readings.missed();
                let reading = super::best_reading(word, &key);
                self.readings.keep(known, reading);
                reading
            }
        };
        Some(Parse::new(word, key, reading))
    }

    /// [`Memo::best`] of bytes: those that are not UTF-8 are no word and have no reading.
    pub fn best_utf8<'w>(&mut self, word: &'w [u8]) -> Option<Parse<'w>> {
        self.best(core::str::from_utf8(word).ok()?)
    }
}

impl Default for Memo {
    fn default() -> Memo {
        Memo::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::best;
    use std::string::String;
    use std::vec::Vec;

    /// Each word of a text gives what it gives without a memo, more than once, and while words drive each other out.
    #[test]
    fn gives_what_best_gives() {
        let mut memo = Memo::new();
        let text = include_str!("../../seeds/vocalized.txt");
        let words: Vec<String> = text.split_whitespace().map(String::from).collect();
        let made = (0..6000).map(|i| std::format!("{}{}", words[i % words.len()], words[i * 7 % words.len()]));
        let all: Vec<String> = words.iter().cloned().chain(made).collect();
        for word in all.iter().chain(&all).chain(&words) {
            let (one, other) = (memo.best(word), best(word));
            assert_eq!(one, other, "{word}");
        }
        assert!(memo.best("").is_none() && memo.best("\0").is_none() && memo.best_utf8(b"\xFF").is_none());
    }
}

//! Counts of a text: characters, lines, kinds of tokens, and Arabic words in their original spelling. The figures of a report are computed
//! from these counts.

use std::collections::HashMap;

use kalima::normalize::Normalizer;
use kalima::token::{TokenKind, Tokenizer};

use crate::input::lines::lines;

/// The counts of a text.
#[derive(Debug, Default)]
pub(super) struct TextCounts {
    pub(super) bytes: u64,
    pub(super) lines: u64,
    /// The number of lines that the normalizer would change.
    pub(super) changed_lines: u64,
    /// The counts of the characters below U+0800. The index is the code point.
    low: Vec<u64>,
    /// The counts of the characters from U+0800 on.
    high: HashMap<char, u64>,
    /// The counts of tokens by kind. The index is the position of the kind in `TokenKind::ALL`.
    kinds: Vec<u64>,
    /// Each Arabic word with its number of occurrences.
    pub(super) words: HashMap<Box<str>, u64>,
    /// The number of occurrences of Arabic words that are not in `words`, because `words` had reached its maximum size.
    pub(super) uncounted_words: u64,
}

/// The length of `low`, which is also the first code point of `high`.
const LOW: usize = 0x800;

impl TextCounts {
    /// Adds the counts of the core of a text, which is its first `end` bytes. The tokenizer also reads the bytes after the core, because
    /// these bytes can change the last token of the core.
    pub(super) fn add(&mut self, text: &str, end: usize, normalizer: &Normalizer) {
        let core = text.get(..end).unwrap_or(text);
        self.low.resize(LOW, 0);
        self.kinds.resize(TokenKind::ALL.len(), 0);
        self.bytes += core.len() as u64;
        for c in core.chars() {
            match self.low.get_mut(c as usize) {
                Some(count) => *count += 1,
                None => *self.high.entry(c).or_default() += 1,
            }
        }
        for line in lines(core) {
            self.lines += 1;
            self.changed_lines += u64::from(!normalizer.is_normalized(line.text));
        }
        for t in Tokenizer::new().tokens(text).take_while(|t| t.start() < end) {
            if let Some(count) = TokenKind::ALL.iter().position(|k| *k == t.kind()).and_then(|n| self.kinds.get_mut(n)) {
                *count += 1;
            }
            if t.kind() == TokenKind::Arabic {
                match self.words.get_mut(t.text()) {
                    Some(count) => *count += 1,
                    None => _ = self.words.insert(t.text().into(), 1),
                }
            }
        }
    }

    /// Adds the counts of another text. `max_words` is the maximum number of different words in `words`. If `words` has this size, the
    /// occurrences of a new word are added to `uncounted_words` only.
    pub(super) fn merge(&mut self, other: TextCounts, max_words: usize) {
        self.bytes += other.bytes;
        self.lines += other.lines;
        self.changed_lines += other.changed_lines;
        self.uncounted_words += other.uncounted_words;
        add_all(&mut self.low, &other.low);
        add_all(&mut self.kinds, &other.kinds);
        for (c, count) in other.high {
            *self.high.entry(c).or_default() += count;
        }
        for (word, count) in other.words {
            if let Some(sum) = self.words.get_mut(&word) {
                *sum += count;
            } else if self.words.len() < max_words {
                self.words.insert(word, count);
            } else {
                self.uncounted_words += count;
            }
        }
    }

    /// Returns the characters of the text and their counts, in ascending order of code points.
    pub(super) fn chars(&self) -> Vec<(char, u64)> {
        let low = (0..).map_while(char::from_u32).zip(self.low.iter().copied()).filter(|c| c.1 > 0);
        let mut all: Vec<(char, u64)> = low.chain(self.high.iter().map(|(c, n)| (*c, *n))).collect();
        all.sort_unstable();
        all
    }

    /// Returns the kinds of tokens that occur in the text, and their counts.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (TokenKind, u64)> {
        TokenKind::ALL.iter().copied().zip(self.kinds.iter().copied()).filter(|k| k.1 > 0)
    }
}

/// Adds each count of `from` to the count of `to` with the same index.
fn add_all(to: &mut Vec<u64>, from: &[u64]) {
    to.resize(to.len().max(from.len()), 0);
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

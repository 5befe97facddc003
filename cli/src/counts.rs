//! What is counted of a text: characters, lines, kinds of tokens, and Arabic words as they are spelled. All else follows from these.

use std::collections::HashMap;

use kalima::normalize::Normalizer;
use kalima::token::{TokenKind, Tokenizer};

use crate::task::lines;

/// Counts of some text.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
    pub(crate) changed_lines: u64,
    /// Below U+0800 by code point.
    low: Vec<u64>,
    high: HashMap<char, u64>,
    /// By the place of the kind in `TokenKind::ALL`.
    kinds: Vec<u64>,
    pub(crate) words: HashMap<Box<str>, u64>,
    /// Arabic words that came when as many different ones were there as are kept.
    pub(crate) not_kept: u64,
}

const LOW: usize = 0x800;

impl Counts {
    /// Counts the core of a text, which ends at `end`; tokens may look beyond it.
    pub(crate) fn add(&mut self, text: &str, end: usize, normalizer: &Normalizer) {
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
        for (_, line, _) in lines(core) {
            self.lines += 1;
            self.changed_lines += u64::from(!normalizer.is_normalized(line));
        }
        for t in Tokenizer::new().tokens(text).take_while(|t| t.start() < end) {
            if let Some(count) = TokenKind::ALL.iter().position(|k| *k == t.kind()).and_then(|at| self.kinds.get_mut(at)) {
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

    /// Adds other counts, of no more than so many different words.
    pub(crate) fn merge(&mut self, other: Counts, max_words: usize) {
        self.bytes += other.bytes;
        self.lines += other.lines;
        self.changed_lines += other.changed_lines;
        self.not_kept += other.not_kept;
        add_all(&mut self.low, &other.low);
        add_all(&mut self.kinds, &other.kinds);
        for (c, count) in other.high {
            *self.high.entry(c).or_default() += count;
        }
        for (word, count) in other.words {
            if let Some(known) = self.words.get_mut(&word) {
                *known += count;
            } else if self.words.len() < max_words {
                self.words.insert(word, count);
            } else {
                self.not_kept += count;
            }
        }
    }

    /// The characters that came, in order of code points, with how often they came.
    pub(crate) fn chars(&self) -> Vec<(char, u64)> {
        let low = (0..).map_while(char::from_u32).zip(self.low.iter().copied()).filter(|c| c.1 > 0);
        let mut all: Vec<(char, u64)> = low.chain(self.high.iter().map(|(c, n)| (*c, *n))).collect();
        all.sort_unstable();
        all
    }

    /// The kinds of tokens that came.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (TokenKind, u64)> {
        TokenKind::ALL.iter().copied().zip(self.kinds.iter().copied()).filter(|k| k.1 > 0)
    }
}

fn add_all(to: &mut Vec<u64>, from: &[u64]) {
    to.resize(to.len().max(from.len()), 0);
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

//! The stems of the words of a text, most of which were there before.

use alloc::string::String;

use super::{Cuts, Stem, StemRule, Stemmed};
use crate::memo::{self, Text};

/// A stemmer that remembers: most words of a text are words that it has had already. It makes `Stemmer::Lexical` up to twice as fast on running text;
/// the other stemmers of this crate take no more time than it takes to remember, and are better without.
///
/// A stem never depends on what was asked before. A memo takes nothing until it has been asked for 64 words that it did not know, and grows
/// up to 8.4 MB while it pays; words that are longer than 31 bytes, or have stems of more than 24, are stemmed each time. One thread uses one. An
/// [`Analyzer`](crate::analyzer::Analyzer) has its own in its `Scratch`.
///
/// ```
/// use kalima::stem::{Memo, Stem, Stemmer};
///
/// let mut memo = Memo::new(Stemmer::Lexical);
/// let mut stem = String::new();
/// for word in ["والأقلام", "الجديدة", "والأقلام"] {
///     stem.clear();
///     let cuts = memo.stem_into(word, &mut stem);
///     assert_eq!(stem, Stemmer::Lexical.stem(word).text());
///     assert_eq!(cuts, Stemmer::Lexical.stem(word).cuts());
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Memo<S> {
    stemmer: S,
    words: memo::Memo<(Text, Packed)>,
}

/// The cuts of a word of at most 31 bytes.
#[derive(Clone, Copy, Default)]
struct Packed {
    places: [u8; 4],
    rule: Option<StemRule>,
}

impl Packed {
    fn of(cuts: &Cuts) -> Packed {
        let places = [cuts.prefix_end, cuts.stem_start, cuts.stem_end, cuts.suffix_start].map(|at| at as u8);
        Packed { places, rule: Some(cuts.rule) }
    }

    fn open(self, len: usize) -> Cuts {
        let [prefix_end, stem_start, stem_end, suffix_start] = self.places.map(usize::from);
        Cuts { prefix_end, stem_start, stem_end, suffix_start, len, rule: self.rule.unwrap_or(StemRule::Whole) }
    }
}

impl<S: Stem> Memo<S> {
    /// One that knows no word yet, in front of a stemmer, which must give one word one stem.
    pub const fn new(stemmer: S) -> Memo<S> {
        Memo { stemmer, words: memo::Memo::new() }
    }

    /// The stemmer.
    pub const fn stemmer(&self) -> &S {
        &self.stemmer
    }

    /// Appends the stem of a word and says where it was cut, as [`Stem::stem_into`] of the stemmer does. Allocates only if `out` or the memo
    /// must grow.
    pub fn stem_into(&mut self, word: &str, out: &mut String) -> Cuts {
        let Some(key) = memo::key(word, 0, word.len()) else { return self.stemmer.stem_into(word, out) };
        let place = self.words.find(key);
        if let Some((stem, packed)) = self.words.at(place) {
            out.push_str(stem.as_str());
            return packed.open(word.len());
        }
        self.words.missed();
        let before = out.len();
        let cuts = self.stemmer.stem_into(word, out);
        if let Some(stem) = out.get(before..).and_then(Text::of) {
            self.words.keep(key, (stem, Packed::of(&cuts)));
        }
        cuts
    }

    /// The stem of a word, as [`Stem::stem`] of the stemmer gives it.
    pub fn stem<'w>(&mut self, word: &'w str) -> Stemmed<'w> {
        let mut text = String::new();
        let cuts = self.stem_into(word, &mut text);
        Stemmed::new(word, text, cuts)
    }

    /// The stem of a word of bytes, as [`Stem::stem_utf8`] of the stemmer gives it; one that is not UTF-8 is stemmed each time.
    pub fn stem_utf8<'w>(&mut self, word: &'w [u8]) -> Stemmed<'w> {
        match core::str::from_utf8(word) {
            Ok(word) => self.stem(word),
            Err(_) => self.stemmer.stem_utf8(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem::Stemmer;
    use std::vec::Vec;

    /// Each word of a text gives what it gives without a memo, more than once, and while words drive each other out.
    #[test]
    fn gives_what_the_stemmer_gives() {
        let texts = [include_str!("../../seeds/vocalized.txt"), include_str!("../../seeds/dialect.txt")];
        let words: Vec<&str> = texts.iter().flat_map(|t| t.split_whitespace()).chain(["", "\0", "abc", "ﻻ"]).collect();
        let made: Vec<String> = (0..6000).map(|i| std::format!("{}{}", words[i % words.len()], words[i * 7 % words.len()])).collect();
        let (mut stem, mut expected) = (String::new(), String::new());
        for &stemmer in Stemmer::ALL {
            let mut memo = Memo::new(stemmer);
            for word in words.iter().copied().chain(made.iter().map(|w| &**w)).chain(words.iter().copied()) {
                stem.clear();
                expected.clear();
                assert_eq!(memo.stem_into(word, &mut stem), stemmer.stem_into(word, &mut expected), "{stemmer} {word}");
                assert_eq!(stem, expected, "{stemmer} {word}");
                assert_eq!(memo.stem(word), stemmer.stem(word));
                let cut = word.as_bytes().get(1..).unwrap_or_default();
                assert_eq!(memo.stem_utf8(cut), stemmer.stem_utf8(cut));
            }
        }
    }
}

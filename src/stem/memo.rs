//! The stems of the words of a text, most of which were there before.

use alloc::string::String;

use super::{Cuts, Stem, StemRule, Stemmed};
use crate::memo::{self, PrefetchQueue, TermCache, Text};
use crate::scan::read_ahead;
use crate::scan::word_key::{PackedTerm, TermBuf};

/// A stemmer that remembers: most words of a text are words that it has had already.
///
/// [`for_each_stem`](Memo::for_each_stem) takes words in a row, and looks for some of them at a time: it is the fastest way to the stems of a text, by
/// far for `Stemmer::Lexical`, and faster than `Stemmer::Rules` and `Stemmer::Snowball` alone. [`stem_into`](Memo::stem_into) takes one word and says
/// where it was cut; it makes `Stemmer::Lexical` up to twice as fast, while the other stemmers take no more time than it takes to remember.
///
/// A stem never depends on what was asked before. A memo takes nothing until it has been asked for 64 words that it did not know, and grows
/// up to 8.4 MB, for words in a row and for single words each. One thread uses one. An [`Analyzer`](crate::analyzer::Analyzer) has its own in its
/// `Scratch`.
///
/// ```
/// use kalima::stem::{Memo, Stem, Stemmer};
///
/// let mut memo = Memo::new(Stemmer::Lexical);
/// let mut stems = Vec::new();
/// let words = ["والأقلام", "الجديدة", "والأقلام"];
/// memo.for_each_stem(words, |word, stem| stems.push((word, String::from(stem))));
/// assert_eq!(stems, words.map(|word| (word, Stemmer::Lexical.stem(word).text().into())));
///
/// let mut stem = String::new();
/// let cuts = memo.stem_into("والأقلام", &mut stem);
/// assert_eq!(stem, Stemmer::Lexical.stem("والأقلام").text());
/// assert_eq!(cuts, Stemmer::Lexical.stem("والأقلام").cuts());
/// ```
#[derive(Clone, Debug)]
pub struct Memo<S> {
    stemmer: S,
    words: memo::Memo<(Text, Packed)>,
    /// Words in a row.
    row: TermCache,
    stem: String,
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
        Memo { stemmer, words: memo::Memo::new(), row: TermCache::new(), stem: String::new() }
    }

    /// The stemmer.
    pub const fn stemmer(&self) -> &S {
        &self.stemmer
    }

    /// Calls `each` with words and their stems, in order, as [`Stem::stem_into`] of the stemmer gives them; it is up to 32 words behind the iterator.
    /// Remembered are words of at most 16 characters and 64 bytes, all of U+0601–067F or ASCII, and others of at most 14 bytes, with stems of at most
    /// 15 such characters or 14 bytes; where the stemmer [ignores marks](Stem::ignores_marks), marks do not count. All others are stemmed each time.
    /// Allocates only where the memo grows, or for the longest stem.
    ///
    /// ```
    /// use kalima::stem::{Memo, Stemmer};
    ///
    /// let mut memo = Memo::new(Stemmer::Rules);
    /// let mut index = Vec::new();
    /// memo.for_each_stem(kalima::words("والكتاب كتابها").map(|word| word.text()), |_, stem| index.push(stem.to_owned()));
    /// assert_eq!(index, ["كتاب", "كتاب"]);
    /// ```
    pub fn for_each_stem<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, mut each: impl FnMut(&'w str, &str)) {
        let mut queue = PrefetchQueue::new(());
        for word in words {
            // Most words in a row are those of a text.
            read_ahead(word.as_ptr());
            if queue.push(word, (), true) {
                self.flush(&mut queue, &mut each);
            }
        }
        self.end(&mut queue, &mut each);
    }

    /// [`Memo::for_each_stem`] of words of bytes, with the stems that [`Stem::stem_utf8`] gives; one that is not UTF-8 is stemmed each time.
    ///
    /// ```
    /// use kalima::stem::{Memo, Stemmer};
    ///
    /// let mut stems = Vec::new();
    /// Memo::new(Stemmer::Rules).for_each_stem_utf8(["الكتاب".as_bytes(), b"a\xFF"], |_, stem| stems.push(stem.to_owned()));
    /// assert_eq!(stems, ["كتاب", "a\u{FFFD}"]);
    /// ```
    pub fn for_each_stem_utf8<'w>(&mut self, words: impl IntoIterator<Item = &'w [u8]>, mut each: impl FnMut(&'w [u8], &str)) {
        let mut queue = PrefetchQueue::new(());
        for word in words {
            read_ahead(word.as_ptr());
            let Ok(valid) = core::str::from_utf8(word) else {
                self.end(&mut queue, &mut |word, stem| each(word.as_bytes(), stem));
                each(word, self.stemmer.stem_utf8(word).text());
                continue;
            };
            if queue.push(valid, (), true) {
                self.flush(&mut queue, &mut |word, stem| each(word.as_bytes(), stem));
            }
        }
        self.end(&mut queue, &mut |word, stem| each(word.as_bytes(), stem));
    }

    /// Gives all stems that were not given yet.
    fn end<'w>(&mut self, queue: &mut PrefetchQueue<'w, ()>, each: &mut impl FnMut(&'w str, &str)) {
        self.flush(queue, each);
        self.flush(queue, each);
    }

    #[inline(never)]
    fn flush<'w>(&mut self, queue: &mut PrefetchQueue<'w, ()>, each: &mut impl FnMut(&'w str, &str)) {
        let Memo { stemmer, row, stem, .. } = self;
        for word in queue.flush(row, stemmer.ignores_marks()) {
            if let Some(known) = word.letters(0) {
                each(word.text, known);
            } else if word.cached() != PackedTerm::UNKNOWN {
                each(word.text, word.spell(&mut TermBuf::new()));
            } else {
                stem.clear();
                stemmer.stem_into(word.text, stem);
                if let Some(cached) = PackedTerm::of(Some(stem), 0) {
                    row.insert(word.key(), cached);
                }
                each(word.text, stem);
            }
        }
    }

    /// Appends the stem of a word and says where it was cut, as [`Stem::stem_into`] of the stemmer does. Allocates only if `out` or the memo
    /// must grow.
    pub fn stem_into(&mut self, word: &str, out: &mut String) -> Cuts {
        let Some(key) = memo::key(word) else { return self.stemmer.stem_into(word, out) };
        if let Some((stem, packed)) = self.words.get(key) {
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
        let words: Vec<&str> = texts
            .iter()
            .flat_map(|t| t.split_whitespace())
            .chain(["", "\0", "abc", "ﻻ", "٣٤", "٣\u{64E}٤", "\u{64E}", "ٱلكتٰب", "كتاب.", "كتاب،", "\u{600}ا", "ا\u{600}"])
            .collect();
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
            let all = || words.iter().copied().chain(made.iter().map(|w| &**w));
            let (mut expected, mut n) = (all().chain(all()), 0);
            memo.for_each_stem(all().chain(all()), |word, stem| {
                assert_eq!((Some(word), stem), (expected.next(), stemmer.stem(word).text()), "{stemmer}");
                n += 1;
            });
            assert_eq!(n, all().count() * 2);
            let bytes = || all().enumerate().map(|(i, w)| w.as_bytes().get(usize::from(i % 40 == 1)..).unwrap_or_default());
            let mut expected = bytes();
            memo.for_each_stem_utf8(bytes(), |word, stem| {
                assert_eq!((Some(word), stem), (expected.next(), stemmer.stem_utf8(word).text()), "{stemmer}");
            });
            assert_eq!(expected.next(), None);
        }
    }

    /// Words that cannot be remembered take no room.
    #[test]
    fn grows_with_what_it_keeps() {
        let mut memo = Memo::new(Stemmer::Light10);
        memo.for_each_stem(["éééééééé"; 9000], |word, stem| assert_eq!(word, stem));
        assert_eq!(std::format!("{:?}", memo.row), "TermCache { buckets: 0, .. }");
        let words: Vec<String> = (0..100).map(|n| std::format!("كتاب{n}")).collect();
        memo.for_each_stem(words.iter().map(|w| &**w), |word, stem| assert_eq!(word, stem));
        assert_ne!(std::format!("{:?}", memo.row), "TermCache { buckets: 0, .. }");
    }
}

//! [`Memo`]: a stemmer with a cache of stems. The cache saves time because most words of a text occur more than once.

use alloc::string::String;
use alloc::sync::Arc;

use super::stemmed::{Cuts, StemRule, Stemmed};
use super::stemmer::Stemmer;
use crate::morph::UserLexicon;
use crate::scan::cache::{PrefetchQueue, WordCache};
use crate::scan::word_key::{self, PackedTerm, TermBuf};
use crate::scan::{Level, read_ahead};

/// A stemmer with a cache of stems. The cache saves time because most words of a text occur more than once.
///
/// [`for_each_stem`](Memo::for_each_stem) takes an iterator of words and looks up 16 words at a time. This method is the fastest way to
/// the stems of a text: it is several times as fast as `Stemmer::Lexical` without a cache, and faster than `Stemmer::Rules` and
/// `Stemmer::Snowball`. [`stem_into`](Memo::stem_into) takes one word and returns the positions of the cuts. This method makes
/// `Stemmer::Lexical` up to twice as fast. For the other stemmers, this method saves no time, because a lookup takes about as long as
/// stemming.
///
/// The cache never changes a stem. The first 63 words that are not in the cache cause no allocation. The cache grows to at most 8.4 MB, and
/// all methods share it. Use one `Memo` for each thread. An analyzer does not need a `Memo`, because its
/// [`Scratch`](crate::analyzer::Scratch) contains a cache.
///
/// ```
/// use kalima::stem::{Memo, Stemmer};
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
pub struct Memo {
    stemmer: Stemmer,
    lexicon: Option<Arc<UserLexicon>>,
    /// The stems, each with the number of its cuts: see [`pack`].
    cache: WordCache<PackedTerm>,
    /// A buffer for the stem of a word that is not in the cache.
    stem: String,
}

impl Memo {
    /// Returns a stemmer with an empty cache.
    pub const fn new(stemmer: Stemmer) -> Memo {
        Memo { stemmer, lexicon: None, cache: WordCache::new(), stem: String::new() }
    }

    /// Returns a stemmer with the lexemes of a user and an empty cache. The stems are those of
    /// [`Stemmer::stem_with_lexicon`](Stemmer::stem_with_lexicon); a word that is not UTF-8 is stemmed without the lexicon.
    pub const fn with_lexicon(stemmer: Stemmer, lexicon: Arc<UserLexicon>) -> Memo {
        Memo { stemmer, lexicon: Some(lexicon), cache: WordCache::new(), stem: String::new() }
    }

    /// Returns the stemmer that computes the stems.
    pub const fn stemmer(&self) -> Stemmer {
        self.stemmer
    }

    /// Calls `each` with each word and its stem, in the order of the words. The stems are equal to those of [`Stemmer::stem_into`]. The
    /// method reads up to 32 words from the iterator before it calls `each` for the first of these words.
    ///
    /// A word is cached if it has at most 16 characters and 64 bytes and all characters are ASCII or in U+0601–067F, or if it has at most
    /// 14 bytes. In addition, the stem must have at most 15 characters that are ASCII or in U+0601–067F, or at most 14 bytes. For the
    /// stemmers that ignore marks, the marks of a word are not counted, and all vocalizations of a word share one entry. All other words
    /// are stemmed each time they occur. Allocates only if the cache or the buffer for the longest stem grows.
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
            // Reads ahead in memory, because most words of a batch are parts of one text.
            read_ahead(word.as_ptr());
            if queue.push(word, (), true) {
                self.flush(&mut queue, &mut each);
            }
        }
        self.end(&mut queue, &mut each);
    }

    /// Calls `each` with each word of bytes and its stem; see [`for_each_stem`](Memo::for_each_stem). The stems are equal to those of
    /// [`Stemmer::stem_utf8`]. A word that is not UTF-8 is not cached.
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

    /// Calls `each` with the words of the last two batches, which are still in the queue.
    fn end<'w>(&mut self, queue: &mut PrefetchQueue<'w, ()>, each: &mut impl FnMut(&'w str, &str)) {
        self.flush(queue, each);
        self.flush(queue, each);
    }

    #[inline(never)]
    fn flush<'w>(&mut self, queue: &mut PrefetchQueue<'w, ()>, each: &mut impl FnMut(&'w str, &str)) {
        let Memo { stemmer, lexicon, cache, stem } = self;
        for word in queue.flush(cache, stemmer.ignores_marks()) {
            if let Some(known) = word.letters(0) {
                each(word.text, known);
            } else if word.cached() != PackedTerm::UNKNOWN {
                each(word.text, word.cached().spell(&mut TermBuf::new()));
            } else {
                stem.clear();
                let cuts = stem_word(*stemmer, lexicon.as_deref(), word.text, stem);
                if word.key != 0
                    && let Some(term) = PackedTerm::of(Some(stem), 0)
                {
                    // If the key has all characters of the word, the entry is also that of `stem_into`.
                    let is_exact = !stemmer.ignores_marks() || exact_key(word.text) == word.key;
                    cache.insert(word.key, if is_exact { term.with_number(pack(&cuts)) } else { term });
                }
                each(word.text, stem);
            }
        }
    }

    /// Appends the stem of a word to `out` and returns the positions at which the word was cut. The result is equal to that of
    /// [`Stemmer::stem_into`].
    ///
    /// A word is cached under the conditions of [`for_each_stem`](Memo::for_each_stem), with three differences: marks are counted, because
    /// the positions depend on them; the stem must have at most 12 characters; and no ligature is cut in two. Allocates only if `out` or
    /// the cache grows.
    pub fn stem_into(&mut self, word: &str, out: &mut String) -> Cuts {
        let key = exact_key(word);
        let cached = self.cache.get(key);
        if let Some(cuts) = unpack(cached.number(), word) {
            out.push_str(cached.spell(&mut TermBuf::new()));
            return cuts;
        }
        let before = out.len();
        let cuts = stem_word(self.stemmer, self.lexicon.as_deref(), word, out);
        if let Some(term) = out.get(before..).and_then(|stem| PackedTerm::of(Some(stem), 0)) {
            self.cache.insert(key, term.with_number(pack(&cuts)));
        }
        cuts
    }

    /// Returns the stem of a word. The result is equal to that of [`Stemmer::stem`].
    #[must_use]
    pub fn stem<'w>(&mut self, word: &'w str) -> Stemmed<'w> {
        let mut text = String::new();
        let cuts = self.stem_into(word, &mut text);
        Stemmed::new(word, text, cuts)
    }

    /// Returns the stem of a word of bytes. The result is equal to that of [`Stemmer::stem_utf8`]. A word that is not UTF-8 is not cached.
    #[must_use]
    pub fn stem_utf8<'w>(&mut self, word: &'w [u8]) -> Stemmed<'w> {
        match core::str::from_utf8(word) {
            Ok(word) => self.stem(word),
            Err(_) => self.stemmer.stem_utf8(word),
        }
    }
}

/// Appends the stem of a word to `out`, with the lexemes of a user if there are any.
fn stem_word(stemmer: Stemmer, lexicon: Option<&UserLexicon>, word: &str, out: &mut String) -> Cuts {
    match lexicon {
        Some(lexicon) => stemmer.stem_with_lexicon_into(word, lexicon, out),
        None => stemmer.stem_into(word, out),
    }
}

/// Returns the key of all characters of a word. A key without marks is the exact key of the word without marks, which has the same stem, so both
/// kinds of keys share the cache.
#[inline(always)]
fn exact_key(word: &str) -> u128 {
    word_key::key(Level::best(), word, false)
}

/// Packs cuts into a number for the cache: the number of the rule plus one in the low four bits, then the start and the end of the stem in bytes, six
/// bits each. Returns 0, which means no cuts, if a ligature is cut in two. A word with a cache key has at most 32 bytes.
fn pack(cuts: &Cuts) -> u16 {
    let (start, end) = (cuts.stem_start, cuts.stem_end);
    if (cuts.prefix_end, cuts.suffix_start) != (start, end) || cuts.len >= 1 << 6 {
        return 0;
    }
    (end << 10 | start << 4 | (cuts.rule as usize + 1)) as u16
}

/// Returns the cuts of a word from their number, or `None` if the number is 0.
#[inline(always)]
fn unpack(number: u16, word: &str) -> Option<Cuts> {
    let rule = *StemRule::ALL.get(usize::from(number & 15).wrapping_sub(1))?;
    Some(Cuts { rule, ..Cuts::between(word, usize::from(number >> 4 & 63), usize::from(number >> 10)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// Tests that the cache never changes a stem: for words that occur once, for words that occur again, and after entries were evicted.
    #[test]
    fn stems_are_those_of_the_stemmer() {
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
            // The entries of batched words do not change the cuts of single words.
            let mut memo = Memo::new(stemmer);
            memo.for_each_stem(all(), |_, _| {});
            for word in all() {
                assert_eq!(memo.stem(word), stemmer.stem(word), "{stemmer}");
            }
        }
    }

    /// Tests that `for_each_stem` finds the words that `stem_into` cached, and the reverse for words without marks.
    #[test]
    fn all_methods_share_the_cache() {
        let fill: Vec<String> = (0..64).map(|n| std::format!("كتاب{n}")).collect();
        for &stemmer in Stemmer::ALL {
            let (mut single, mut batched) = (Memo::new(stemmer), Memo::new(stemmer));
            fill.iter().for_each(|word| drop(single.stem(word)));
            drop(single.stem("والكتاب"));
            batched.for_each_stem(fill.iter().map(|w| &**w).chain(["والكتاب", "وَالْقَلَم"]), |_, _| {});
            let key = word_key::key(Level::best(), "والكتاب", stemmer.ignores_marks());
            assert_ne!(single.cache.get(key), PackedTerm::UNKNOWN);
            assert_eq!(unpack(batched.cache.get(exact_key("والكتاب")).number(), "والكتاب"), Some(stemmer.stem("والكتاب").cuts()));
            let is_exact = unpack(batched.cache.get(exact_key("والقلم")).number(), "والقلم").is_some();
            assert!(!is_exact, "{stemmer}: the cuts of another spelling");
        }
    }

    /// Tests that words that cannot be cached use no memory.
    #[test]
    fn the_cache_grows_with_its_entries() {
        let mut memo = Memo::new(Stemmer::Light10);
        memo.for_each_stem(["éééééééé"; 9000], |word, stem| assert_eq!(word, stem));
        assert_eq!(std::format!("{:?}", memo.cache), "WordCache { buckets: 0, .. }");
        let words: Vec<String> = (0..100).map(|n| std::format!("كتاب{n}")).collect();
        memo.for_each_stem(words.iter().map(|w| &**w), |word, stem| assert_eq!(word, stem));
        assert_ne!(std::format!("{:?}", memo.cache), "WordCache { buckets: 0, .. }");
    }
}

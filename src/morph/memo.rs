//! A cache of readings. Most words of a text occur repeatedly. A cache lookup is many times faster than a search for the best reading.

use alloc::sync::Arc;

use super::extended::best_extended;
use super::parse::Parse;
use super::readings::best_reading;
use super::search::reading::Reading;
use super::user::UserLexicon;
use super::word::codes::LetterCodes;
use crate::scan::cache::WordCache;
use crate::scan::{Level, word_key};

/// A cache of the results of [`best`](super::best) for the words of a text, or of the results of [`Grammar::best`](super::Grammar::best) with a user
/// lexicon. A cached result is always equal to the result of the function.
///
/// A word is cached if it has at most 16 characters, marks included, and all of them are ASCII or in U+0601–067F, or if it has at most 14
/// bytes. Words without a reading are not cached. The cache allocates its first memory at the 64th miss, and grows to at most 8.4 MB. A miss
/// is a lookup of a word that can be cached but is not in the cache. Use a separate cache for each thread.
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
    /// The readings by the key of all characters, because marks exclude readings and the positions of a reading depend on them.
    readings: WordCache<Option<Reading>>,
    lexicon: Option<Arc<UserLexicon>>,
}

impl Memo {
    /// Creates an empty cache. Allocates no memory.
    pub const fn new() -> Memo {
        Memo { readings: WordCache::new(), lexicon: None }
    }

    /// Creates an empty cache of the results of [`Grammar::best`](super::Grammar::best) with a user lexicon. Allocates no memory.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use kalima::morph::{Memo, UserLexicon};
    ///
    /// let lexicon = UserLexicon::parse("g تويتر")?;
    /// let mut memo = Memo::with_lexicon(Arc::new(lexicon));
    /// assert_eq!(memo.best("بتويتر").unwrap().lemma(), "تويتر");
    /// # Ok::<(), kalima::morph::LexiconError>(())
    /// ```
    pub const fn with_lexicon(lexicon: Arc<UserLexicon>) -> Memo {
        Memo { readings: WordCache::new(), lexicon: Some(lexicon) }
    }

    /// Returns the result of [`best`](super::best) for a word. If the result is not in the cache, computes the result. Also inserts the
    /// result, unless the word is too long or has no reading; the cache may then grow and allocate memory.
    pub fn best<'w>(&mut self, word: &'w str) -> Option<Parse<'w>> {
        let letters = LetterCodes::of(word).ok()?;
        let key = word_key::key(Level::best(), word, false);
        let reading = self.readings.get(key).unwrap_or_else(|| {
            let reading = match &self.lexicon {
                Some(lexicon) => best_extended(word, &letters, lexicon),
                None => best_reading(word, &letters),
            };
            self.readings.insert(key, Some(reading));
            reading
        });
        Some(match &self.lexicon {
            Some(lexicon) => Parse::with_lexicon(word, letters, reading, lexicon),
            None => Parse::new(word, letters, reading),
        })
    }

    /// Returns the result of [`Memo::best`] for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
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

    /// The cache returns the result of `best` for each word. The test looks up each word several times, and uses enough different words
    /// that words evict each other.
    #[test]
    fn returns_the_best_reading() {
        let mut memo = Memo::new();
        let text = include_str!("../../seeds/vocalized.txt");
        let words: Vec<String> = text.split_whitespace().map(String::from).collect();
        let compounds = (0..6000).map(|i| std::format!("{}{}", words[i % words.len()], words[i * 7 % words.len()]));
        let all: Vec<String> = words.iter().cloned().chain(compounds).collect();
        for word in all.iter().chain(&all).chain(&words) {
            let (one, other) = (memo.best(word), best(word));
            assert_eq!(one, other, "{word}");
        }
        assert!(memo.best("").is_none() && memo.best("\0").is_none() && memo.best_utf8(b"\xFF").is_none());
    }
}

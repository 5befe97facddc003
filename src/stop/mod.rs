//! Stop words: lists by class, folded like the text they are compared with, and seen through conjunctions and prepositions.
//!
//! ```
//! use kalima::normalize::Normalizer;
//! use kalima::stop::StopWords;
//!
//! let stop = StopWords::standard().union(&StopWords::of(["شركة"])).fold(Normalizer::search());
//! assert!(stop.contains("إلى") && stop.contains("فَهُوَ") && stop.contains("وبهذا") && stop.contains("شركه"));
//! assert!(!stop.contains("كتاب") && !stop.contains("فهم"));
//! ```
//!
//! Folding merges words: under a normalizer that folds alefs and yehs, the name علي is the preposition على. A name that matters can be taken
//! out with [`difference`](StopWords::difference), which compares words as they are spelled.
//!
//! | list | what is in it |
//! |---|---|
//! | [`small`](StopWords::small) | prepositions, with pronouns too; conjunctions and particles; pronouns, demonstratives, relatives |
//! | [`standard`](StopWords::standard) | `small`, and كان ليس and their like, words of quantity, place and time, connecting words |
//! | [`questions`](StopWords::questions) | question words: for queries, beside another list |
//! | [`lucene`](StopWords::lucene) | the 119 words of Lucene's `ArabicAnalyzer`, not seen through clitics |

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::normalize::Normalizer;

const WORDS: &str = include_str!("words.txt");
const LUCENE: &str = include_str!("lucene.txt");

/// A list of words as they are spelled. [`fold`](StopWords::fold) makes it ready for use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopWords {
    words: BTreeSet<Box<str>>,
    clitics: bool,
}

/// The words of a section of a file.
fn section<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let mut open = false;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(move |line| match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            Some(opened) => {
                open = opened == name;
                None
            }
            None => open.then(|| line.split_whitespace()),
        })
        .flatten()
}

impl StopWords {
    /// No words.
    pub fn none() -> StopWords {
        StopWords::default()
    }

    /// Words without a meaning of their own.
    pub fn small() -> StopWords {
        StopWords::of(section(WORDS, "small"))
    }

    /// `small`, and words that say little in most texts.
    pub fn standard() -> StopWords {
        StopWords::small().union(&StopWords::of(section(WORDS, "standard")))
    }

    /// Question words.
    pub fn questions() -> StopWords {
        StopWords::of(section(WORDS, "question"))
    }

    /// The default list of Lucene's `ArabicAnalyzer`: compare before normalizing, as Lucene does, with `fold(Normalizer::none())`.
    pub fn lucene() -> StopWords {
        StopWords { words: section(LUCENE, "lucene").map(Box::from).collect(), clitics: false }
    }

    /// Words of your own.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> StopWords {
        StopWords { words: words.into_iter().filter(|w| !w.is_empty()).map(Box::from).collect(), clitics: true }
    }

    /// The words of both.
    #[must_use]
    pub fn union(&self, other: &StopWords) -> StopWords {
        StopWords { words: self.words.union(&other.words).cloned().collect(), clitics: self.clitics || other.clitics }
    }

    /// The words that are not in `other`.
    #[must_use]
    pub fn difference(&self, other: &StopWords) -> StopWords {
        StopWords { words: self.words.difference(&other.words).cloned().collect(), clitics: self.clitics }
    }

    /// Whether conjunctions و ف and prepositions ب ل ك in front are seen through; on but for [`lucene`](StopWords::lucene).
    #[must_use]
    pub fn clitics(mut self, on: bool) -> StopWords {
        self.clitics = on;
        self
    }

    /// Whether clitics are seen through.
    pub(crate) fn sees_clitics(&self) -> bool {
        self.clitics
    }

    /// The words, as they are spelled, in order of code points.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|w| &**w)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The list for text that is folded by `normalizer`.
    pub fn fold(&self, normalizer: Normalizer) -> StopSet {
        let fold = |words: &mut dyn Iterator<Item = &str>| {
            let mut all: Vec<Box<str>> = words.map(|w| normalizer.normalize(w)).filter(|w| !w.is_empty()).map(|w| w.into()).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let words = fold(&mut self.iter());
        let not = if self.clitics { fold(&mut section(WORDS, "not")) } else { Vec::new() };
        StopSet { words, not, clitics: self.clitics, normalizer }
    }
}

/// Stop words under one normalizer.
#[derive(Clone, Debug)]
pub struct StopSet {
    /// Sorted.
    words: Vec<Box<str>>,
    /// Words that only look like a clitic and a stop word; sorted.
    not: Vec<Box<str>>,
    clitics: bool,
    normalizer: Normalizer,
}

impl StopSet {
    /// Whether a word is a stop word, in whatever spelling. Allocates only if the word is not in its normal form.
    pub fn contains(&self, word: &str) -> bool {
        self.contains_folded(&self.normalizer.normalize(word))
    }

    /// [`contains`](StopSet::contains) of bytes that may not be UTF-8: then they are no stop word, as with U+FFFD.
    pub fn contains_utf8(&self, word: &[u8]) -> bool {
        core::str::from_utf8(word).is_ok_and(|word| self.contains(word))
    }

    /// Whether a word that is in its normal form is a stop word. Allocates nothing.
    pub fn contains_folded(&self, word: &str) -> bool {
        if self.has(word) {
            return true;
        }
        if !self.clitics || has(&self.not, word) {
            return false;
        }
        let bare = word.strip_prefix(['و', 'ف']);
        let prepositional = |word: &str| {
            // Of the short words, prepositions stand before few.
            let long = |rest: &str| rest.chars().nth(2).is_some() || matches!(rest, "ما" | "من" | "أن" | "ان" | "ذا" | "لا");
            word.strip_prefix(['ب', 'ل', 'ك']).is_some_and(|rest| long(rest) && self.has(rest)) && !has(&self.not, word)
        };
        bare.is_some_and(|bare| self.has(bare) || prepositional(bare)) || prepositional(word)
    }

    fn has(&self, word: &str) -> bool {
        has(&self.words, word)
    }

    /// How many words there are, folded.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// All that the answers depend on, in words.
    pub(crate) fn describe(&self) -> String {
        alloc::format!("{} {:?} {:?} {:?}", self.clitics, self.words, self.not, self.normalizer)
    }
}

fn has(sorted: &[Box<str>], word: &str) -> bool {
    sorted.binary_search_by(|w| (**w).cmp(word)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_they_say() {
        assert_eq!(StopWords::lucene().len(), 119);
        assert!(StopWords::small().len() > 200 && StopWords::standard().len() > StopWords::small().len() + 150);
        assert!(StopWords::questions().len() > 15 && StopWords::none().is_empty());
        assert_eq!(StopWords::standard().difference(&StopWords::small()).union(&StopWords::small()), StopWords::standard());
    }

    #[test]
    fn clitics_are_seen_through() {
        let stop = StopWords::standard().fold(Normalizer::search());
        for word in "وفي فهو بأن لأن ولهذا وبهذه كهذا فإنه والذي وكان ليس وليس إلَى".split(' ')
        {
            assert!(stop.contains(word), "{word}");
        }
        for word in "فهم كتاب وزير ولي والد بيت فيلم".split(' ') {
            assert!(!stop.contains(word), "{word}");
        }
        assert!(!StopWords::small().clitics(false).fold(Normalizer::search()).contains("وفي"));
        assert!(!StopWords::none().fold(Normalizer::search()).contains("في"));
    }

    #[test]
    fn folded_as_the_text_is() {
        assert!(StopWords::of(["إلى"]).fold(Normalizer::search()).contains("الي"));
        assert!(!StopWords::of(["إلى"]).fold(Normalizer::light()).contains("الي"));
        assert!(StopWords::of(["إلى"]).fold(Normalizer::light()).contains("إلَى"));
    }
}

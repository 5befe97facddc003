//! [`StopSet`]: a list of stop words, compiled for fast lookup.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::letter_set::LetterSet;
use super::list::{StopWords, section};
use crate::debug::{FirstItems, short_debug};
use crate::normalize::Normalizer;
use crate::span::slice;
use crate::static_map::{StaticMap, hash_text};

/// The normalizer that removes the marks of a word and keeps the hamzas and dots.
const SPELLED: Normalizer = Normalizer::light();

/// A set of stop words, folded by one normalizer. Use [`StopWords::fold`] to make a set.
///
/// ```
/// use kalima::normalize::Normalizer;
/// use kalima::stop::StopWords;
///
/// let stop = StopWords::small().fold(Normalizer::search());
/// assert!(stop.contains("فِي") && stop.contains("وفي"));
/// assert!(!stop.contains("") && !stop.contains("في_") && !stop.contains("the"));
/// ```
#[derive(Clone)]
pub struct StopSet {
    words: Entries,
    /// One set for each prefix in [`UNWRITTEN`]. For each stop word whose folded form starts with this prefix, the set contains the folded
    /// form and the spelling without the prefix. If the spelling does not start with the prefix, the whole spelling is stored.
    without_article: [Entries; 2],
    /// Words that are not stop words, although each word looks like a proclitic and a stop word: فهم (understanding) is not ف and هم.
    not: Entries,
    /// Names that have the same folded form as a stop word: علي and على. For [`contains_spelled`](StopSet::contains_spelled), a word with
    /// exactly the spelling of a name is a stop word only if the list contains this spelling.
    names: Entries,
    /// The folded words of the field `words`, each given by the codes of its letters.
    letters: LetterSet,
    clitics: bool,
    normalizer: Normalizer,
}

short_debug!([] StopSet, "StopSet", |s| {
    words: FirstItems(s.words.sorted.iter().map(|(folded, _)| folded)),
    clitics: s.clitics,
    normalizer: s.normalizer,
});

/// Prefixes of stop words. The preposition ل and such a prefix together are written لل: ل and الذي become للذي, ل and اللاتي become للاتي.
const UNWRITTEN: [&str; 2] = ["ال", "الل"];

/// A pair of strings: the folded word, and the word in its original spelling without marks.
type Entry = (Box<str>, Box<str>);

/// A set of words with lookup by the folded word.
#[derive(Clone, Debug)]
struct Entries {
    sorted: Vec<Entry>,
    /// A hash table of the positions in `sorted`. The table is boxed, so that a move of a [`StopSet`] does not copy the table.
    table: Box<StaticMap<Vec<u32>, 256>>,
}

impl Entries {
    fn new(mut words: Vec<Entry>) -> Entries {
        words.sort_unstable();
        words.dedup();
        let key = |n: usize| words.get(n).map(|(key, _)| key);
        let table = StaticMap::new(words.iter().map(|(key, _)| hash_text(key)), |a, b| key(a) == key(b));
        Entries { table: Box::new(table), sorted: words }
    }

    /// Returns all entries whose folded word is equal to `word`.
    fn matching(&self, word: &str) -> &[Entry] {
        let is = |entry: &Entry| *entry.0 == *word;
        let Some(from) = self.table.find(hash_text(word), |n| self.sorted.get(n).is_some_and(is)) else { return &[] };
        let all = self.sorted.get(from..).unwrap_or_default();
        all.get(..all.iter().take_while(|entry| is(entry)).count()).unwrap_or_default()
    }
}

/// The list that a lookup searches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Words,
    Not,
    /// The rest of each stop word that starts with a prefix of [`UNWRITTEN`]. The number is the index of the prefix.
    WithoutArticle(usize),
}

/// The words of two letters to which the prepositions ب, ل and ك can be attached: بما, لمن.
const SHORT: [&str; 9] = ["ما", "من", "أن", "ان", "ذا", "لا", "كل", "أي", "اي"];

impl StopWords {
    /// Compiles the list to a set for fast lookup. `normalizer` folds the words of the list and of the text.
    pub fn fold(&self, normalizer: Normalizer) -> StopSet {
        StopSet::new(self, normalizer, |word| normalizer.normalize(word).into())
    }

    /// Compiles the list to a set for fast lookup. `key` folds the words of the list: the function applies `normalizer` and may apply
    /// further steps. If it applies further steps, the caller folds the words of the text by the same steps and uses only the methods of
    /// the set that take a folded word.
    pub(crate) fn fold_by(&self, normalizer: Normalizer, key: impl Fn(&str) -> Box<str>) -> StopSet {
        StopSet::new(self, normalizer, key)
    }
}

impl StopSet {
    fn new(list: &StopWords, normalizer: Normalizer, key: impl Fn(&str) -> Box<str>) -> StopSet {
        let fold = |words: &mut dyn Iterator<Item = &str>| {
            let entry = |w: &str| (key(w), Box::from(SPELLED.normalize(w)));
            Entries::new(words.map(entry).filter(|(key, _): &Entry| !key.is_empty()).collect())
        };
        let words = fold(&mut list.iter());
        let without = |letters: &str| {
            let rest = |word: &str| word.strip_prefix(letters).map(Box::from);
            Entries::new(words.sorted.iter().filter_map(|(key, word)| Some((rest(key)?, rest(word).unwrap_or(word.clone())))).collect())
        };
        let clitics = list.get_clitics();
        StopSet {
            without_article: UNWRITTEN.map(without),
            letters: LetterSet::new(words.sorted.iter().map(|(key, _)| &**key)),
            not: if clitics { fold(&mut section("not")) } else { Entries::new(Vec::new()) },
            names: fold(&mut section("names")),
            words,
            clitics,
            normalizer,
        }
    }

    /// Returns whether a word is a stop word. The word may be spelled in any way that the normalizer folds. Allocates only if the
    /// normalizer changes the word.
    pub fn contains(&self, word: &str) -> bool {
        self.contains_folded(&self.normalizer.normalize(word))
    }

    /// Returns whether a word of bytes is a stop word. Returns `false` for bytes that are not UTF-8.
    pub fn contains_utf8(&self, word: &[u8]) -> bool {
        core::str::from_utf8(word).is_ok_and(|word| self.contains(word))
    }

    /// Returns whether a word is a stop word. The word must already be folded by the normalizer. Allocates nothing.
    pub fn contains_folded(&self, word: &str) -> bool {
        self.find(word, &mut |list, rest, _| !self.matching(list, rest).is_empty())
    }

    /// Returns whether a word in its original spelling is a stop word. The word may omit hamzas and dots of the stop word, but must not
    /// have أ, إ, آ or ة where the stop word has another letter. Names such as علي and منى are stop words only if the list contains exactly
    /// the spelling of the name.
    ///
    /// ```
    /// # use kalima::{normalize::Normalizer, stop::StopWords};
    /// let stop = StopWords::standard().fold(Normalizer::search());
    /// for word in ["أمام", "امام", "إلى", "الى", "فى", "ولكل"] {
    ///     assert!(stop.contains_spelled(word));
    /// }
    /// for word in ["إمام", "علي", "لمنى"] {
    ///     assert!(!stop.contains_spelled(word));
    /// }
    /// assert!(stop.contains("إمام"));
    /// ```
    pub fn contains_spelled(&self, word: &str) -> bool {
        self.contains_written(&self.normalizer.normalize(word), word, &mut String::new())
    }

    /// Implements [`contains_spelled`](StopSet::contains_spelled) for the word `word` whose folded form `folded` is known. If the folded
    /// form and the spelling without marks have different lengths in bytes, the function compares only the folded form, and ignores
    /// [`List::Not`]. Overwrites `buffer`.
    pub(crate) fn contains_written(&self, folded: &str, word: &str, buffer: &mut String) -> bool {
        // Compares only the folded word at first, because most words are not stop words in any spelling.
        if !self.find(folded, &mut |list, rest, _| list != List::Not && !self.matching(list, rest).is_empty()) {
            return false;
        }
        buffer.clear();
        SPELLED.normalize_into(word, buffer);
        if buffer.len() != folded.len() {
            return true;
        }
        let written = &**buffer;
        self.find(folded, &mut |list, rest, from| {
            let (written, found) = (slice(written, from..written.len()), self.matching(list, rest));
            let mut listed = found.iter().map(|(_, listed)| listed);
            match list {
                // A word of this list is excluded only in its own spelling, including a final ى: بكى (wept), but not بكي.
                List::Not => listed.any(|l| agree(written, l) && written.ends_with('ى') == l.ends_with('ى')),
                List::Words | List::WithoutArticle(_) if self.is_name(rest, written) => listed.any(|l| **l == *written),
                List::Words | List::WithoutArticle(_) => listed.any(|l| agree(written, l)),
            }
        })
    }

    /// Returns whether the word with the folded form `folded` and the spelling `written` is a name.
    fn is_name(&self, folded: &str, written: &str) -> bool {
        self.names.matching(folded).iter().any(|(_, name)| **name == *written)
    }

    /// Returns whether a folded word is a stop word. `codes` contains the codes of the letters, so the word must have at most 16 letters
    /// and all letters must be in U+0600–067F. If the list recognizes proclitics, the result is `Some(false)` or `None`. `None` means that
    /// the word may be a stop word. If the list does not recognize proclitics, the result is not `None`.
    #[inline(always)]
    pub(crate) fn has_letters(&self, codes: u128) -> Option<bool> {
        if self.clitics { (!self.letters.may_contain_with_clitics(codes)).then_some(false) } else { Some(self.letters.contains(codes)) }
    }

    /// Returns whether a word, or the rest of the word after proclitics, is a stop word. A word of [`List::Not`] is a stop word only if the
    /// list contains the whole word. The function `is` performs each lookup. The arguments of `is` are the list, the rest of the word, and
    /// the byte position at which the rest starts. `is` returns whether the list contains the rest.
    fn find(&self, word: &str, is: &mut dyn FnMut(List, &str, usize) -> bool) -> bool {
        if is(List::Words, word, 0) {
            return true;
        }
        if !self.clitics || is(List::Not, word, 0) {
            return false;
        }
        let mut is_after_preposition = |rest: &str| {
            let from = |part: &str| word.len() - part.len();
            let prepositional = rest.strip_prefix(['ب', 'ل', 'ك']).is_some_and(|noun| {
                // Of the stop words with at most two letters, only the words in `SHORT` can follow a preposition.
                let long = noun.chars().nth(2).is_some() || SHORT.contains(&noun);
                long && is(List::Words, noun, from(noun)) && !is(List::Not, rest, from(rest))
            });
            prepositional
                || rest.strip_prefix("لل").is_some_and(|noun| {
                    let long = noun.chars().nth(1).is_some();
                    long && (is(List::WithoutArticle(0), noun, from(noun)) || is(List::WithoutArticle(1), noun, from(noun)))
                })
        };
        if is_after_preposition(word) {
            return true;
        }
        let Some(rest) = word.strip_prefix(['و', 'ف']) else { return false };
        is_after_preposition(rest) || is(List::Words, rest, word.len() - rest.len())
    }

    /// Returns the entries of a list whose folded word is equal to `word`.
    fn matching(&self, list: List, word: &str) -> &[Entry] {
        match list {
            List::Words => self.words.matching(word),
            List::Not => self.not.matching(word),
            List::WithoutArticle(n) => self.without_article.get(n).map_or(&[], |entries| entries.matching(word)),
        }
    }

    /// Returns the number of stop words in the set. Words that have the same folded form are counted once.
    pub fn len(&self) -> usize {
        self.words.sorted.chunk_by(|a, b| a.0 == b.0).count()
    }

    /// Returns whether the set contains no words.
    pub fn is_empty(&self) -> bool {
        self.words.sorted.is_empty()
    }
}

/// Returns whether the spelling of the word `written` agrees with the stop word `listed`. Both words must have the same folded form. Each
/// أ, إ, آ and ة of `written` must be at the same position in `listed`.
fn agree(written: &str, listed: &str) -> bool {
    written.chars().zip(listed.chars()).all(|(w, l)| w == l || !matches!(w, 'أ' | 'إ' | 'آ' | 'ة'))
}

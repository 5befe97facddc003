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
//! Folding merges words: under a normalizer that folds alefs and yehs, the name علي is the preposition على, and إمام is أمام.
//! [`contains_spelled`](StopSet::contains_spelled) tells them apart where the word is written with its hamzas and dots; a word that matters can
//! also be taken out with [`difference`](StopWords::difference), which compares words as they are spelled.
//!
//! | list | what is in it |
//! |---|---|
//! | [`small`](StopWords::small) | prepositions, with pronouns too; conjunctions and particles; pronouns, demonstratives, relatives |
//! | [`standard`](StopWords::standard) | `small`, and كان ليس and their like, words of quantity, place and time, connecting words |
//! | [`questions`](StopWords::questions) | question words: for queries, beside another list |
//! | [`lucene`](StopWords::lucene) | the 119 words of Lucene's `ArabicAnalyzer`, not seen through clitics |

mod filter;

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use crate::debug::{FirstItems, short_debug};
use crate::normalize::Normalizer;
use crate::span::slice;
use filter::{ByLetters, Places};

const WORDS: &str = include_str!("words.txt");
const LUCENE: &str = include_str!("lucene.txt");

/// A list of words as they are spelled. [`fold`](StopWords::fold) makes it ready for use.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct StopWords {
    words: BTreeSet<Box<str>>,
    clitics: bool,
}

short_debug!([] StopWords, "StopWords", |s| { words: FirstItems(s.words.iter()), clitics: s.clitics });

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
        self.fold_by(normalizer, |word| normalizer.normalize(word).into())
    }

    /// The list for text that is folded by `key`, which is `normalizer` and perhaps more.
    pub(crate) fn fold_by(&self, normalizer: Normalizer, key: impl Fn(&str) -> Box<str>) -> StopSet {
        let fold = |words: &mut dyn Iterator<Item = &str>| {
            let bare = |w: &str| (key(w), Box::from(SPELLED.normalize(w)));
            Entries::of(words.map(bare).filter(|(key, _): &Entry| !key.is_empty()).collect())
        };
        let words = fold(&mut self.iter());
        let behind = |letters: &str| {
            let rest = |word: &str| word.strip_prefix(letters).map(Box::from);
            Entries::of(words.sorted.iter().filter_map(|(key, word)| Some((rest(key)?, rest(word).unwrap_or(word.clone())))).collect())
        };
        StopSet {
            behind: UNWRITTEN.map(behind),
            letters: ByLetters::of(words.sorted.iter().map(|(key, _)| &**key)),
            not: if self.clitics { fold(&mut section(WORDS, "not")) } else { Entries::of(Vec::new()) },
            names: fold(&mut section(WORDS, "names")),
            words,
            clitics: self.clitics,
            normalizer,
        }
    }
}

/// The names of the lists.
#[cfg(feature = "serde")]
const LISTS: &[&str] = &["none", "small", "standard", "questions", "lucene"];

/// Returns the list of a name.
#[cfg(feature = "serde")]
fn named(name: &str) -> Result<StopWords, String> {
    match LISTS.iter().position(|list| list.eq_ignore_ascii_case(name)) {
        Some(0) => Ok(StopWords::none()),
        Some(1) => Ok(StopWords::small()),
        Some(2) => Ok(StopWords::standard()),
        Some(3) => Ok(StopWords::questions()),
        Some(4) => Ok(StopWords::lucene()),
        _ => Err(alloc::format!("{}", crate::error::ParseNameError::new("stop word list", name, LISTS))),
    }
}

#[cfg(feature = "serde")]
crate::config::serde_options!(
    StopWords, "stop word list",
    StopWords { words, clitics } = |s| s,
    default: StopWords::of([]),
    preset: None,
    start: named,
    options: {
        words: Vec<String> = words.iter().map(|word| String::from(&**word)).collect() => |s, words| {
            let clitics = s.clitics;
            s.union(&StopWords::of(words.iter().map(String::as_str))).clitics(clitics)
        };
        clitics: bool = *clitics => StopWords::clitics;
    }
);

/// A word without its marks, hamzas and dots as they are.
const SPELLED: Normalizer = Normalizer::light();

/// Stop words under one normalizer.
#[derive(Clone)]
pub struct StopSet {
    words: Entries,
    /// What is behind [`UNWRITTEN`] letters in `words`.
    behind: [Entries; 2],
    /// Words that only look like a clitic and a stop word.
    not: Entries,
    /// Words that are no stop words where they are spelled like this, to the dot.
    names: Entries,
    /// Of `words`.
    letters: ByLetters,
    clitics: bool,
    normalizer: Normalizer,
}

short_debug!([] StopSet, "StopSet", |s| {
    words: FirstItems(s.words.sorted.iter().map(|(folded, _)| folded)),
    clitics: s.clitics,
    normalizer: s.normalizer,
});

/// What is not written behind لل: للذي is ل and الذي, للاتي is ل and اللاتي.
const UNWRITTEN: [&str; 2] = ["ال", "الل"];

/// A word folded and as it is spelled, without marks.
type Entry = (Box<str>, Box<str>);

/// Words, found by their folded spelling.
#[derive(Clone, Debug)]
struct Entries {
    sorted: Vec<Entry>,
    places: Places,
}

impl Entries {
    fn of(mut words: Vec<Entry>) -> Entries {
        words.sort_unstable();
        words.dedup();
        Entries { places: Places::of(words.iter().map(|(key, _)| &**key)), sorted: words }
    }

    /// The entries of a folded word.
    fn matching(&self, word: &str) -> &[Entry] {
        let is = |entry: &Entry| *entry.0 == *word;
        let Some(from) = self.places.find(word, |n| self.sorted.get(n).is_some_and(is)) else { return &[] };
        let all = self.sorted.get(from..).unwrap_or_default();
        all.get(..all.iter().take_while(|entry| is(entry)).count()).unwrap_or_default()
    }
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
        self.find(word, &mut |list, rest, _| !self.matching(list, rest).is_empty())
    }

    /// Whether a word is a stop word as it is spelled: hamzas and dots may be missing from it, but those that it has must be those of the stop
    /// word. علي and منى, which are also names, are stop words only where the list has them in this spelling.
    ///
    /// ```
    /// # use kalima::{normalize::Normalizer, stop::StopWords};
    /// let stop = StopWords::standard().fold(Normalizer::search());
    /// assert!(["أمام", "امام", "إلى", "الى", "فى", "ولكل"].into_iter().all(|w| stop.contains_spelled(w)));
    /// assert!(!["إمام", "علي", "لمنى"].into_iter().any(|w| stop.contains_spelled(w)));
    /// assert!(stop.contains("إمام"));
    /// ```
    pub fn contains_spelled(&self, word: &str) -> bool {
        self.contains_written(&self.normalizer.normalize(word), word, &mut String::new())
    }

    /// [`contains_spelled`](StopSet::contains_spelled) for a word that is given in its normal form too, and with a buffer.
    pub(crate) fn contains_written(&self, folded: &str, word: &str, buffer: &mut String) -> bool {
        // Most words are none in any spelling.
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
                List::Not => listed.any(|l| agree(written, l) && written.ends_with('ى') == l.ends_with('ى')),
                _ if self.names.matching(rest).iter().any(|(_, name)| **name == *written) => listed.any(|l| **l == *written),
                _ => listed.any(|l| agree(written, l)),
            }
        })
    }

    /// Whether a word in its normal form is a stop word, by the codes of its letters, all of them in U+0600–067F and so many as are read into
    /// registers; `None` if that takes a closer look, as it does for all that may be one where clitics are seen through.
    #[inline(always)]
    pub(crate) fn has_letters(&self, codes: u128) -> Option<bool> {
        if self.clitics { (!self.letters.may_have_behind_clitics(codes)).then_some(false) } else { Some(self.letters.has(codes)) }
    }

    /// Whether a word, or what is behind its clitics, is in a list: `is` says so of a list, the rest of the word and where that starts.
    fn find(&self, word: &str, is: &mut dyn FnMut(List, &str, usize) -> bool) -> bool {
        if is(List::Words, word, 0) {
            return true;
        }
        if !self.clitics || is(List::Not, word, 0) {
            return false;
        }
        let mut behind = |rest: &str| {
            let from = |part: &str| word.len() - part.len();
            let prepositional = rest.strip_prefix(['ب', 'ل', 'ك']).is_some_and(|noun| {
                // Of the short words, prepositions stand before few.
                let long = noun.chars().nth(2).is_some() || SHORT.contains(&noun);
                long && is(List::Words, noun, from(noun)) && !is(List::Not, rest, from(rest))
            });
            prepositional
                || rest.strip_prefix("لل").is_some_and(|noun| {
                    let long = noun.chars().nth(1).is_some();
                    long && (is(List::Behind(0), noun, from(noun)) || is(List::Behind(1), noun, from(noun)))
                })
        };
        if behind(word) {
            return true;
        }
        let Some(rest) = word.strip_prefix(['و', 'ف']) else { return false };
        behind(rest) || is(List::Words, rest, word.len() - rest.len())
    }

    fn matching(&self, list: List, word: &str) -> &[Entry] {
        match list {
            List::Words => self.words.matching(word),
            List::Not => self.not.matching(word),
            List::Behind(n) => self.behind.get(n).map_or(&[], |entries| entries.matching(word)),
        }
    }

    /// How many words there are, folded.
    pub fn len(&self) -> usize {
        self.words.sorted.chunk_by(|a, b| a.0 == b.0).count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.sorted.is_empty()
    }

    /// All that the answers depend on, in words.
    pub(crate) fn describe(&self) -> String {
        let [words, not, names] = [&self.words, &self.not, &self.names].map(|entries| &entries.sorted);
        alloc::format!("{} {words:?} {not:?} {names:?} {:?}", self.clitics, self.normalizer.options())
    }
}

/// What a word is looked for in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Words,
    Not,
    /// Behind these of the [`UNWRITTEN`] letters.
    Behind(usize),
}

/// The words of two letters that ب ل ك stand before, and are written on to.
const SHORT: [&str; 9] = ["ما", "من", "أن", "ان", "ذا", "لا", "كل", "أي", "اي"];

/// Whether two words that fold to one could be one as they are written: what has a hamza, a madda or dots has those of the listed word, or none.
fn agree(written: &str, listed: &str) -> bool {
    written.chars().zip(listed.chars()).all(|(w, l)| w == l || !matches!(w, 'أ' | 'إ' | 'آ' | 'ة'))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(feature = "serde")]
    use alloc::string::ToString;

    #[test]
    fn lists_hold_what_they_say() {
        assert_eq!(StopWords::lucene().len(), 119);
        assert!(StopWords::small().len() > 200 && StopWords::standard().len() > StopWords::small().len() + 150);
        assert!(StopWords::questions().len() > 15 && StopWords::none().is_empty());
        assert_eq!(StopWords::standard().difference(&StopWords::small()).union(&StopWords::small()), StopWords::standard());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn lists_are_the_same_after_they_were_written_and_read() {
        let read = |written: &str| serde_json::from_str::<StopWords>(written).unwrap();
        let own = StopWords::of(["شركة", "قيل"]);
        for name in LISTS {
            assert_eq!(read(&alloc::format!("{name:?}")), named(name).unwrap());
            for list in
                [named(name).unwrap(), named(name).unwrap().union(&own), named(name).unwrap().clitics(false), own.clone().clitics(true)]
            {
                assert_eq!(read(&serde_json::to_string(&list).unwrap()), list, "{name}");
            }
        }
        assert_eq!(read(r#"{"preset": "Standard", "words": ["شركة", "قيل"]}"#), StopWords::standard().union(&own));
        assert_eq!(read(r#"{"words": ["شركة", "قيل"]}"#), own);
        let error = serde_json::from_str::<StopWords>(r#""smal""#).unwrap_err().to_string();
        assert!(error.contains(r#"unknown stop word list "smal" (did you mean "small"?)"#), "{error}");
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
    fn clitics_before_short_words_and_relatives() {
        let stop = StopWords::standard().union(&StopWords::questions()).fold(Normalizer::search());
        let words = "لكل بكل ولكل لأي بأي لاي للذي للتي للذين وللذين للآن لليوم وله وبه فلها سيكون ستكون وسيكون ولدى أليس أفلا أولم وأحد";
        for word in words.split(' ') {
            assert!(stop.contains_spelled(word), "{word}");
        }
        for word in "للعب لله للكتاب للناس ولي ولدي واحد بكى لكم_ كلي".split(' ') {
            assert!(!stop.contains_spelled(word), "{word}");
        }
    }

    #[test]
    fn hamzas_and_dots_tell_words_apart() {
        let stop = StopWords::standard().fold(Normalizer::search());
        for word in "علي منى وعلي لمنى إمام الإمام إمامه أذى آن عدّاء آل بهيّ عَلِيّ ﻋﻠﻲ ا\u{655}مام".split(' ')
        {
            assert!(!stop.contains_spelled(word), "{word}");
        }
        for word in "على علَى عَلَيْهِ مني مِنِّي فى الى امام أمام انه إلى بعده لان اذا وإلى ﻋﻠﻰ ان اي ا\u{654}مام".split(' ')
        {
            assert!(stop.contains_spelled(word), "{word}");
        }
        // A list that has the name means it.
        assert!(StopWords::of(["علي"]).fold(Normalizer::search()).contains_spelled("عليّ"));
    }

    #[test]
    fn folded_as_the_text_is() {
        assert!(StopWords::of(["إلى"]).fold(Normalizer::search()).contains("الي"));
        assert!(!StopWords::of(["إلى"]).fold(Normalizer::light()).contains("الي"));
        assert!(StopWords::of(["إلى"]).fold(Normalizer::light()).contains("إلَى"));
    }
}

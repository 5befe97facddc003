//! The type [`StopWords`], a list of words in their original spelling, and the lists of this crate.

use alloc::boxed::Box;
use alloc::collections::{BTreeSet, btree_set};
#[cfg(feature = "serde")]
use alloc::string::String;
use alloc::vec::{self, Vec};
use core::fmt;
use core::iter::FusedIterator;

use crate::debug::{FirstItems, short_debug};

const WORDS: &str = include_str!("words.txt");
const LUCENE: &str = include_str!("lucene.txt");

/// A list of stop words in their original spelling. [`fold`](StopWords::fold) compiles the list to a set with a fast lookup.
///
/// ```
/// use kalima::stop::StopWords;
///
/// // The words can be strings of any type, for example from a file.
/// let mut list: StopWords = "شركة مؤسسة".split(' ').map(String::from).collect();
/// list.extend(["شركات"]);
/// assert!(list.contains("شركة") && !list.contains("شركه"));
/// assert_eq!(list.iter().collect::<Vec<_>>(), ["شركات", "شركة", "مؤسسة"]);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct StopWords {
    words: BTreeSet<Box<str>>,
    clitics: bool,
}

short_debug!([] StopWords, "StopWords", |s| { words: FirstItems(s.words.iter()), clitics: s.clitics });

/// Returns the words of the section `name` of `words.txt`. A section starts with the line `[name]`.
pub(super) fn section(name: &str) -> impl Iterator<Item = &'static str> {
    words_of_section(WORDS, name)
}

fn words_of_section<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
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
    /// Returns an empty list, with [`clitics`](StopWords::clitics) off.
    pub fn none() -> StopWords {
        StopWords::default()
    }

    /// Returns the function words: prepositions, conjunctions, particles, pronouns, demonstratives and relative pronouns.
    pub fn small() -> StopWords {
        StopWords::of(section("small"))
    }

    /// Returns the words of [`small`](StopWords::small), and other frequent words that add little meaning in most texts.
    pub fn standard() -> StopWords {
        StopWords::small().union(&StopWords::of(section("standard")))
    }

    /// Returns the question words, such as كيف.
    pub fn questions() -> StopWords {
        StopWords::of(section("question"))
    }

    /// Returns the default list of Lucene's `ArabicAnalyzer`. Lucene removes stop words before the normalization. To get the same stop
    /// words as in Lucene, compile this list with `fold(Normalizer::none())`.
    pub fn lucene() -> StopWords {
        StopWords { words: words_of_section(LUCENE, "lucene").map(Box::from).collect(), clitics: false }
    }

    /// Returns a list of the given words, with [`clitics`](StopWords::clitics) on. Omits empty words.
    ///
    /// ```
    /// use kalima::stop::StopWords;
    ///
    /// let own = StopWords::of(vec![String::from("شركة")]);
    /// assert_eq!(own, StopWords::of(["شركة", ""]));
    /// ```
    pub fn of<I>(words: I) -> StopWords
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        words.into_iter().collect()
    }

    /// Returns a list with the words of this list and the words of `other`. The option [`clitics`](StopWords::clitics) is on if the option
    /// is on in at least one of the two lists.
    #[must_use]
    pub fn union(&self, other: &StopWords) -> StopWords {
        StopWords { words: self.words.union(&other.words).cloned().collect(), clitics: self.clitics || other.clitics }
    }

    /// Returns a list of the words of this list that `other` does not contain. Words are compared in their original spelling.
    #[must_use]
    pub fn difference(&self, other: &StopWords) -> StopWords {
        StopWords { words: self.words.difference(&other.words).cloned().collect(), clitics: self.clitics }
    }

    /// Sets whether a word of the list is also a stop word after a conjunction (و, ف) or a preposition (ب, ل, ك): if هذا is in the list,
    /// وبهذا is a stop word. Some combinations are not stop words, because they are other words: فهم (understanding). The option is off in
    /// the lists [`none`](StopWords::none) and [`lucene`](StopWords::lucene), and on in all other new lists.
    #[must_use]
    pub fn clitics(mut self, on: bool) -> StopWords {
        self.clitics = on;
        self
    }

    /// Returns the value of the option [`clitics`](StopWords::clitics).
    pub fn get_clitics(&self) -> bool {
        self.clitics
    }

    /// Returns whether the list contains a word in exactly this spelling. To compare folded words and to recognize proclitics, use
    /// [`StopSet::contains`](super::StopSet::contains).
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Returns an iterator over the words, in order of code points.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.words.iter())
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns whether the list has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl<S: AsRef<str>> FromIterator<S> for StopWords {
    /// Returns a list of the given words; see [`StopWords::of`].
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> StopWords {
        let mut list = StopWords { words: BTreeSet::new(), clitics: true };
        list.extend(words);
        list
    }
}

impl<S: AsRef<str>> Extend<S> for StopWords {
    /// Adds words to the list. Omits empty words.
    fn extend<I: IntoIterator<Item = S>>(&mut self, words: I) {
        self.words.extend(words.into_iter().filter(|word| !word.as_ref().is_empty()).map(|word| Box::from(word.as_ref())));
    }
}

impl<'s> IntoIterator for &'s StopWords {
    type Item = &'s str;
    type IntoIter = Iter<'s>;

    fn into_iter(self) -> Iter<'s> {
        self.iter()
    }
}

impl IntoIterator for StopWords {
    type Item = Box<str>;
    type IntoIter = IntoIter;

    fn into_iter(self) -> IntoIter {
        IntoIter(self.words.into_iter().collect::<Vec<_>>().into_iter())
    }
}

/// An iterator over the words of a list, in order of code points. [`StopWords::iter`] returns this type.
#[derive(Clone)]
pub struct Iter<'s>(btree_set::Iter<'s, Box<str>>);

/// An iterator that owns the words of a list and returns them in order of code points.
#[derive(Clone)]
pub struct IntoIter(vec::IntoIter<Box<str>>);

impl<'s> Iterator for Iter<'s> {
    type Item = &'s str;

    fn next(&mut self) -> Option<&'s str> {
        self.0.next().map(|word| &**word)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|word| &**word)
    }
}

impl ExactSizeIterator for Iter<'_> {}
impl FusedIterator for Iter<'_> {}

impl fmt::Debug for Iter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Iter").field(&FirstItems(self.0.clone())).finish()
    }
}

impl Iterator for IntoIter {
    type Item = Box<str>;

    fn next(&mut self) -> Option<Box<str>> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for IntoIter {
    fn next_back(&mut self) -> Option<Box<str>> {
        self.0.next_back()
    }
}

impl ExactSizeIterator for IntoIter {}
impl FusedIterator for IntoIter {}

impl fmt::Debug for IntoIter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("IntoIter").field(&FirstItems(self.0.as_slice().iter())).finish()
    }
}

/// The names of the lists of this crate.
#[cfg(feature = "serde")]
const LISTS: &[&str] = &["none", "small", "standard", "questions", "lucene"];

/// Returns the list with the given name, or an error message if no list has this name. The comparison ignores ASCII case.
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
    default: StopWords::none().clitics(true),
    preset: None,
    start: named,
    options: {
        words: Vec<String> = words.iter().map(|word| String::from(&**word)).collect() => |mut s, words| {
            s.extend(words);
            s
        };
        clitics: bool = *clitics => StopWords::clitics;
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(feature = "serde"))]
    use alloc::string::String;
    #[cfg(feature = "serde")]
    use alloc::string::ToString;

    #[test]
    fn lists_have_the_documented_sizes() {
        assert_eq!(StopWords::lucene().len(), 119);
        assert!(StopWords::small().len() > 200 && StopWords::standard().len() > StopWords::small().len() + 150);
        assert!(StopWords::questions().len() > 15 && StopWords::none().is_empty());
        assert_eq!(StopWords::standard().difference(&StopWords::small()).union(&StopWords::small()), StopWords::standard());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_round_trips() {
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
    fn lists_are_collections() {
        let mut list: StopWords = ["من", "", "إلى"].into_iter().collect();
        assert!(list.contains("من") && !list.contains("الى") && !list.contains(""));
        list.extend([String::from("عن")]);
        assert_eq!(list.iter().rev().collect::<Vec<_>>(), ["من", "عن", "إلى"]);
        assert_eq!((list.iter().len(), (&list).into_iter().count(), list.get_clitics()), (3, 3, true));
        assert_eq!(list.into_iter().map(String::from).collect::<Vec<_>>(), ["إلى", "عن", "من"]);
    }
}

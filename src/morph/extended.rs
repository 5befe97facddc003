//! [`Grammar`]: the functions that return readings, with the lexemes of a user.
//!
//! A search for the stems of the user lexicon precedes the built-in search. If it finds none, the result is that of the built-in functions. The
//! built-in search itself does not change.

use alloc::string::String;
use alloc::sync::Arc;
use core::ops::Range;

use super::lemma::{Spelling, push_user_lemma};
use super::parse::Parse;
use super::readings::{Parses, best_reading, parses, push_folded_lemma, root_of_reading};
use super::root::Root;
use super::search::best_by_letters;
use super::search::reading::{BestReading, Reading, TopReadings, UNKNOWN, USER};
use super::search::user::search_user;
use super::search::vowel_filter::VowelFilter;
use super::search::{look_up_word, search};
use super::user::UserLexicon;
use super::word::codes::LetterCodes;
use super::word::marks::Marks;

/// The word grammar with an optional [`UserLexicon`]. Without a lexicon, the methods return the results of the functions of the [module](super). A
/// clone shares the lexicon.
///
/// [`Memo::with_lexicon`](super::Memo::with_lexicon) caches the results of [`best`](Grammar::best).
/// [`clitic::segment_as`](crate::clitic::segment_as) returns the segments of a reading, and
/// [`Analyzer::lexicon`](crate::analyzer::Analyzer::lexicon) makes index terms.
///
/// ```
/// use std::sync::Arc;
///
/// use kalima::clitic::{Scheme, segment_as};
/// use kalima::morph::{Grammar, PartOfSpeech, UserLexicon};
///
/// let lexicon = UserLexicon::parse("n هاشتاغ / ات\np بايدن")?;
/// let grammar = Grammar::new().lexicon(Arc::new(lexicon));
/// let parse = grammar.best("وهاشتاغاتهم").unwrap();
/// assert_eq!((parse.lemma().as_str(), parse.part_of_speech()), ("هاشتاغ", PartOfSpeech::Noun));
/// assert_eq!(segment_as(&parse, Scheme::Atb).map(|s| s.text()).collect::<Vec<_>>(), ["و", "هاشتاغات", "هم"]);
/// assert_eq!(grammar.best("لبايدن").unwrap().part_of_speech(), PartOfSpeech::Name);
/// assert_eq!(grammar.lemma("والكتاب"), kalima::morph::lemma("والكتاب"));
/// # Ok::<(), kalima::morph::LexiconError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grammar {
    lexicon: Option<Arc<UserLexicon>>,
}

impl Grammar {
    /// Returns the grammar without a user lexicon.
    pub const fn new() -> Grammar {
        Grammar { lexicon: None }
    }

    /// Sets the user lexicon. It replaces the previous one.
    #[must_use = "a setter returns the value with the option"]
    pub fn lexicon(mut self, lexicon: Arc<UserLexicon>) -> Grammar {
        self.lexicon = Some(lexicon);
        self
    }

    /// Returns the user lexicon.
    pub const fn get_lexicon(&self) -> Option<&Arc<UserLexicon>> {
        self.lexicon.as_ref()
    }

    /// Returns the cheapest reading of a word. See [`best`](super::best).
    pub fn best<'w>(&self, word: &'w str) -> Option<Parse<'w>> {
        let letters = LetterCodes::of(word).ok()?;
        Some(match &self.lexicon {
            Some(lexicon) => Parse::with_lexicon(word, letters, best_extended(word, &letters, lexicon), lexicon),
            None => Parse::new(word, letters, best_reading(word, &letters)),
        })
    }

    /// Returns up to eight readings of a word, the cheapest first. See [`parses`](super::parses()).
    pub fn parses<'w>(&self, word: &'w str) -> Parses<'w> {
        if let (Some(lexicon), Ok(letters)) = (&self.lexicon, LetterCodes::of(word))
            && let Some(top) = top_extended(word, &letters, lexicon)
        {
            return Parses::new(word, letters, top, Some(Arc::clone(lexicon)));
        }
        parses(word)
    }

    /// Returns the root of the cheapest reading of a word. See [`root`](super::root()). The root of a word of the lexicon is that of its line.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use kalima::morph::{Grammar, UserLexicon};
    ///
    /// let grammar = Grammar::new().lexicon(Arc::new(UserLexicon::parse("كنسل\nQI\n-\ng تويتر")?));
    /// assert_eq!(grammar.root("سيكنسلونه").unwrap().as_str(), "كنسل");
    /// assert_eq!(grammar.root("تويتر"), None);
    /// assert_eq!(grammar.root("يكتب"), kalima::morph::root("يكتب"));
    /// # Ok::<(), kalima::morph::LexiconError>(())
    /// ```
    pub fn root(&self, word: &str) -> Option<Root> {
        let letters = LetterCodes::of(word).ok()?;
        let Some(lexicon) = &self.lexicon else { return root_of_reading(word, &letters, &best_reading(word, &letters)) };
        let reading = best_extended(word, &letters, lexicon);
        if reading.is_user {
            return Parse::with_lexicon(word, letters, reading, lexicon).root();
        }
        root_of_reading(word, &letters, &reading)
    }

    /// Returns the lemma of the cheapest reading of a word. See [`lemma`](super::lemma()).
    pub fn lemma(&self, word: &str) -> Option<String> {
        self.best(word).map(|p| p.lemma())
    }

    /// Returns the result of [`best`](Grammar::best) for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
    pub fn best_utf8<'w>(&self, word: &'w [u8]) -> Option<Parse<'w>> {
        self.best(core::str::from_utf8(word).ok()?)
    }

    /// Returns the result of [`parses`](Grammar::parses) for a word that is given as UTF-8 bytes. If the bytes are not UTF-8, the iterator is empty.
    pub fn parses_utf8<'w>(&self, word: &'w [u8]) -> Parses<'w> {
        self.parses(core::str::from_utf8(word).unwrap_or_default())
    }

    /// Returns the result of [`root`](Grammar::root) for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
    pub fn root_utf8(&self, word: &[u8]) -> Option<Root> {
        self.root(core::str::from_utf8(word).ok()?)
    }

    /// Returns the result of [`lemma`](Grammar::lemma) for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
    pub fn lemma_utf8(&self, word: &[u8]) -> Option<String> {
        self.lemma(core::str::from_utf8(word).ok()?)
    }
}

/// Returns the cheapest reading that fits the marks of the word, with the stems of a user lexicon. If no reading fits the marks, ignores the marks.
pub(super) fn best_extended(word: &str, letters: &LetterCodes, user: &UserLexicon) -> Reading {
    if letters.has_marks {
        let mut best = BestReading::new(letters);
        let mut filter = VowelFilter::new(word, letters, &mut best);
        search_user(user, letters, Some(&Marks::of(word, letters)), &mut filter);
        search(letters, look_up_word(letters), &mut filter);
        if best.reading.template != UNKNOWN {
            return best.reading;
        }
    }
    best_by_letters_extended(letters, user)
}

/// Returns the cheapest reading of a word without regard to its marks, with the stems of a user lexicon.
fn best_by_letters_extended(letters: &LetterCodes, user: &UserLexicon) -> Reading {
    let mut best = BestReading::new(letters);
    search_user(user, letters, None, &mut best);
    if best.reading.template == UNKNOWN {
        return best_by_letters(letters);
    }
    search(letters, look_up_word(letters), &mut best);
    best.reading
}

/// Returns up to eight readings of a word with the stems of a user lexicon. Returns `None` if the lexicon has no stem in the word.
fn top_extended(word: &str, letters: &LetterCodes, user: &UserLexicon) -> Option<TopReadings> {
    let mut top = TopReadings::new();
    if letters.has_marks {
        let mut filter = VowelFilter::new(word, letters, &mut top);
        search_user(user, letters, Some(&Marks::of(word, letters)), &mut filter);
        search(letters, look_up_word(letters), &mut filter);
        if !top.readings().is_empty() {
            return Some(top);
        }
    }
    search_user(user, letters, None, &mut top);
    if top.readings().is_empty() {
        return None;
    }
    search(letters, look_up_word(letters), &mut top);
    Some(top)
}

/// Returns the result of [`folded_lemma`](super::folded_lemma) with the stems of a user lexicon.
pub(crate) fn folded_lemma_extended(word: &str, user: &UserLexicon, out: &mut String) -> Option<Range<usize>> {
    let letters = LetterCodes::of(word).ok()?;
    let reading = best_by_letters_extended(&letters, user);
    if reading.template != USER {
        return push_folded_lemma(word, letters, reading, out);
    }
    push_user_lemma(user, &reading, Spelling::Folded, out);
    Some(reading.stem_range(word, &letters))
}

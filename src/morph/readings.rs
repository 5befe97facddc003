//! The functions that return the readings of a word: the best reading, the best eight readings, and the root and the lemma of the best
//! reading. `morph` re-exports the public functions.
//!
//! If a word has marks (vowel signs and shaddas), the readings that contradict the marks are rejected. If every reading contradicts the
//! marks, the marks are ignored. The functions [`best_of_letters`] and [`folded_lemma`] always ignore the marks.

use alloc::string::String;
use alloc::sync::Arc;
use core::iter::FusedIterator;
use core::ops::Range;

use super::grammar::costs::ROOT_OF_NAME_COST;
use super::kinds::SegmentKind;
use super::lemma::{Spelling, push_lemma};
use super::parse::{Parse, root_of_singular};
use super::root::Root;
use super::schema::{YEH, flag};
use super::search::reading::{BestReading, CLOSED, NAME, PLURAL, Reading, TopReadings, UNKNOWN};
use super::search::vowel_filter::VowelFilter;
use super::search::{best_by_letters, look_up_word, search};
use super::user::UserLexicon;
use super::word::codes::LetterCodes;
use crate::debug::short_debug;

/// Returns the cheapest reading of a word. Without context, this reading is the likeliest.
///
/// Returns `None` if the word has no Arabic letter, has more than 24 letters (آ counts as two letters) or more than 65,535 bytes, or
/// contains U+FFFD, which replaces unreadable bytes. If neither the lexicon nor a template fits the word, the function returns a reading
/// with an unknown stem. The function allocates memory only for a word that contains a rare character, such as a presentation form, and
/// usually only if this word has more than 24 characters.
///
/// ```
/// use kalima::morph::{self, PartOfSpeech};
///
/// assert_eq!(morph::best("بالكتاب").unwrap().part_of_speech(), PartOfSpeech::Noun);
/// assert!(morph::best("2025").is_none());
/// ```
pub fn best(word: &str) -> Option<Parse<'_>> {
    let letters = LetterCodes::of(word).ok()?;
    Some(Parse::new(word, letters, best_reading(word, &letters)))
}

/// Returns the cheapest reading of a word. Ignores the marks of the word. Returns `None` for the words for which [`best`] returns `None`.
pub(crate) fn best_of_letters(word: &str) -> Option<Parse<'_>> {
    let letters = LetterCodes::of(word).ok()?;
    Some(Parse::new(word, letters, best_by_letters(&letters)))
}

/// Appends to `out` the folded lemma of a word: the lemma of the cheapest reading, with أ إ آ written as ا, ى as ي, and ة as ه. Ignores the
/// marks of the word. Returns the byte range of the stem in `word`. If the reading is a preposition with a pronoun and without a stem,
/// returns the byte range of the preposition: ل in له and in وله. If the stem is unknown or the word has no reading, appends nothing and
/// returns `None`.
#[inline]
pub(crate) fn folded_lemma(word: &str, out: &mut String) -> Option<Range<usize>> {
    let letters = LetterCodes::of(word).ok()?;
    push_folded_lemma(word, letters, best_by_letters(&letters), out)
}

/// Implements [`folded_lemma`] for a reading of a word.
#[inline(always)]
pub(super) fn push_folded_lemma(word: &str, letters: LetterCodes, reading: Reading, out: &mut String) -> Option<Range<usize>> {
    if reading.template == UNKNOWN {
        return None;
    }
    push_lemma(word, &letters, &reading, Spelling::Folded, out);
    let stem = reading.stem_range(word, &letters);
    if !stem.is_empty() {
        return Some(stem);
    }
    let mut segments = Parse::new(word, letters, reading).segments();
    Some(segments.find(|s| s.kind() == SegmentKind::Preposition).map_or(stem, |s| s.range()))
}

/// Returns the cheapest reading that fits the marks of the word. If no reading fits the marks, ignores the marks.
#[inline]
pub(super) fn best_reading(word: &str, letters: &LetterCodes) -> Reading {
    if letters.has_marks { best_vocalized(word, letters) } else { best_by_letters(letters) }
}

/// Implements [`best_reading`] for a word with marks.
#[cold]
#[inline(never)]
fn best_vocalized(word: &str, letters: &LetterCodes) -> Reading {
    let mut best = BestReading::new(letters);
    search(letters, look_up_word(letters), &mut VowelFilter::new(word, letters, &mut best));
    if best.reading.template == UNKNOWN { best_by_letters(letters) } else { best.reading }
}

/// Returns up to eight readings that fit the marks of the word, the cheapest first. If no reading fits the marks, ignores the marks.
fn top_readings(word: &str, letters: &LetterCodes) -> TopReadings {
    let (mut top, listed) = (TopReadings::new(), look_up_word(letters));
    if letters.has_marks {
        search(letters, listed, &mut VowelFilter::new(word, letters, &mut top));
    }
    if top.readings().is_empty() {
        search(letters, listed, &mut top);
    }
    top
}

/// Returns up to eight readings of a word, the cheapest first. The first reading equals the result of [`best`]. If [`best`] returns `None`,
/// the iterator is empty. The function allocates memory only for the words for which [`best`] allocates memory.
///
/// ```
/// let roots: Vec<_> = kalima::morph::parses("فهم").filter_map(|p| p.root()).map(|r| r.to_string()).collect();
/// assert_eq!(roots[0], "فهم");
/// ```
pub fn parses(word: &str) -> Parses<'_> {
    match LetterCodes::of(word) {
        Ok(letters) => Parses::new(word, letters, top_readings(word, &letters), None),
        Err(_) => Parses::new(word, LetterCodes::EMPTY, TopReadings::new(), None),
    }
}

/// An iterator over up to eight readings of a word, the cheapest first. See [`parses`].
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct Parses<'w> {
    word: &'w str,
    letters: LetterCodes,
    top: TopReadings,
    at: usize,
    /// The user lexicon of a [`Grammar`](super::Grammar).
    lexicon: Option<Arc<UserLexicon>>,
}

impl<'w> Parses<'w> {
    pub(super) fn new(word: &'w str, letters: LetterCodes, top: TopReadings, lexicon: Option<Arc<UserLexicon>>) -> Parses<'w> {
        Parses { word, letters, top, at: 0, lexicon }
    }
}

short_debug!(['w] Parses<'w>, "Parses", |p| { word: p.word, left: p.len() });

impl<'w> Iterator for Parses<'w> {
    type Item = Parse<'w>;

    fn next(&mut self) -> Option<Parse<'w>> {
        let reading = self.top.readings().get(self.at)?;
        self.at += 1;
        Some(match &self.lexicon {
            Some(lexicon) => Parse::with_lexicon(self.word, self.letters, *reading, lexicon),
            None => Parse::new(self.word, self.letters, *reading),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.top.readings().len().saturating_sub(self.at);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Parses<'_> {}
impl FusedIterator for Parses<'_> {}

/// Returns the root of the cheapest reading of a word. The root has three or four letters. A hamza is written ء. A weak radical is the
/// letter under which dictionaries list the root: قال has the root قول.
///
/// If the cheapest reading has no root of its own, the function may find a root in another way:
///
/// - For a name, and for a closed word that is also a noun (بين), the function returns the root of another reading whose stem starts at the
///   same letter.
/// - For a listed plural that fits no template, the function returns the root of the singular.
///
/// Returns `None` for other particles, for words without a known root, and for words for which [`best`] returns `None`.
///
/// ```
/// # use kalima::morph::root;
/// assert_eq!(root("استعمالاتها").unwrap().as_str(), "عمل");
/// assert_eq!(root("يقولون").unwrap().as_str(), "قول");
/// assert_eq!(root("من"), None);
/// ```
pub fn root(word: &str) -> Option<Root> {
    let letters = LetterCodes::of(word).ok()?;
    root_of_reading(word, &letters, &best_reading(word, &letters))
}

/// Returns the root of the cheapest reading of a word. See [`root`].
pub(super) fn root_of_reading(word: &str, letters: &LetterCodes, best: &Reading) -> Option<Root> {
    if best.template == PLURAL {
        return root_of_singular(best.singular);
    }
    if matches!(best.template, CLOSED | NAME)
        && let Some(root) = best.listed_root(letters)
    {
        return Root::from_codes(root);
    }
    if best.root != 0 {
        return Root::from_codes(best.root);
    }
    let (closed, name) = (best.template == CLOSED, best.template == NAME);
    let has_root = name || (closed && best.stem_flags(letters) & flag::ROOT != 0);
    if !has_root {
        return None;
    }
    // Searches for another reading that has a root and whose stem starts at the same letter. The stem of the other reading may end earlier
    // if `best` is a closed word, or if its stem ends in ي, which may be the ي of a relative adjective.
    let relative = best.to > 0 && letters.at(usize::from(best.to) - 1) == YEH;
    let same = |r: &&Reading| {
        r.root != 0
            && r.from == best.from
            && r.pronoun == best.pronoun
            && (closed || relative || r.to >= best.to)
            && (closed || r.cost < best.cost + ROOT_OF_NAME_COST)
    };
    let top = top_readings(word, letters);
    Root::from_codes(top.readings().iter().find(same)?.root)
}

/// Returns the lemma (dictionary form) of the cheapest reading of a word. Returns `None` if [`best`] returns `None`. See [`Parse::lemma`].
///
/// ```
/// # use kalima::morph::lemma;
/// assert_eq!(lemma("وبمدارسهم").as_deref(), Some("مدرسة"));
/// assert_eq!(lemma("قالوا").as_deref(), Some("قال"));
/// assert_eq!(lemma(""), None);
/// ```
pub fn lemma(word: &str) -> Option<String> {
    best(word).map(|p| p.lemma())
}

/// Returns the result of [`best`] for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
pub fn best_utf8(word: &[u8]) -> Option<Parse<'_>> {
    best(core::str::from_utf8(word).ok()?)
}

/// Returns the result of [`parses`] for a word that is given as UTF-8 bytes. If the bytes are not UTF-8, the iterator is empty.
pub fn parses_utf8(word: &[u8]) -> Parses<'_> {
    parses(core::str::from_utf8(word).unwrap_or_default())
}

/// Returns the result of [`root`] for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
pub fn root_utf8(word: &[u8]) -> Option<Root> {
    root(core::str::from_utf8(word).ok()?)
}

/// Returns the result of [`lemma()`] for a word that is given as UTF-8 bytes. Returns `None` if the bytes are not UTF-8.
pub fn lemma_utf8(word: &[u8]) -> Option<String> {
    lemma(core::str::from_utf8(word).ok()?)
}

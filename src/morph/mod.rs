//! The word grammar: what a word of Arabic can be, read without a dictionary of words.
//!
//! A word is proclitics, a stem with its inflection, and a pronoun: وَ + سَ + يَكتُب + ونَ + ها. The stem is a root in a template (مكتب is م123 of
//! ك ت ب), a closed word (في), or a name or loan word that is listed. Every reading has a cost; the cheapest is the best guess that can be
//! made of a word that stands alone.
//!
//! ```
//! use kalima::morph;
//!
//! let p = morph::best("وسيكتبونها").unwrap();
//! assert_eq!(p.root().unwrap().to_string(), "كتب");
//! assert_eq!(p.lemma(), "كتب");
//! assert_eq!(p.pieces().map(|c| c.text()).collect::<Vec<_>>(), ["و", "س", "يكتبون", "ها"]);
//! assert_eq!(morph::root("المكتبات").unwrap().to_string(), "كتب");
//! assert_eq!(morph::lemma("والأقلام").as_deref(), Some("قلم"));
//! assert_eq!(morph::root("Zürich"), None);
//! ```
//!
//! The grammar stands in text files that a reader of Arabic can check: `src/morph/data/`. They were written by hand for this crate.
//!
//! # Vowels
//!
//! A word is read by its letters; vowels and shaddas that are written rule out what they contradict: كَتَبَ is a verb and كُتُب the plural of كتاب,
//! مُدَرِّس is a participle and مَدرَس a noun, يُدَرِّس is of form II, a tanwin stands on no verb, no definite noun and no pronoun. A letter without marks
//! fits anything, so half a vocalization helps by half. The shapes of templates have their vowels in `templates.txt`, closed words and
//! irregular nouns in `vocalized.txt`; a name, and a noun whose vowels are not known, fits any marks and is a little dearer. Nothing is known
//! of the vowels of single roots: عَمَلَ may be a verb. Where the marks fit no reading at all, because they are wrong or the grammar is, they are
//! put aside: such a word has the answer of its letters. A word without marks pays nothing for this.
//!
//! ```
//! use kalima::morph::{self, Class};
//!
//! assert_eq!(morph::best("كَتَبَ").unwrap().class(), Class::Verb);
//! assert_eq!(morph::lemma("كُتُبٌ").as_deref(), Some("كتاب"));
//! assert_eq!(morph::lemma("يُخْرِجُ").as_deref(), Some("أخرج"));
//! assert_eq!(morph::lemma("يَخْرُجُ").as_deref(), Some("خرج"));
//! // No word has these vowels; the letters still have a root.
//! assert_eq!(morph::root("كْكتبُّ"), morph::root("ككتب"));
//! ```
//!
//! Stemmers do not look at vowels ([`crate::stem`]), so that a query without them finds a text with them.
//!
//! # Words of any spelling
//!
//! Tatweel, presentation forms and combining hamzas are read as [`crate::stem`] reads them: one word has one answer however it is encoded.
//! Words of more than 24 letters have no reading. The work for a word is bounded, and what reads a word allocates nothing. All tables
//! together have less than 256 KB.
//!
//! # The other way
//!
//! [`forms()`] makes the words of a root in a verb form, and [`parses`] finds them again with that root. `kalima::clitic::expand` gives the spellings in
//! which a word may stand in a text.

mod affix;
mod cut;
mod ending;
mod forms;
mod key;
mod lemma;
pub(crate) mod letters;
mod lexicon;
mod memo;
mod parse;
mod radicals;
mod reading;
mod search;
mod shape;
mod span;
mod spelling;
#[rustfmt::skip]
mod tables;
mod template;
mod vowels;

use alloc::string::String;
use core::ops::Range;

use key::Key;
use lexicon::flag;
use reading::{Best, Few, Reading};
use vowels::Fitting;

use crate::debug::short_debug;

pub use forms::{FormKind, Forms, Gender, Number, Person, Voice, WordForm, forms};
pub use memo::Memo;
pub use parse::{Class, Form, Inflection, Parse, Piece, PieceKind, Pieces, Root};

/// The cheapest reading of a word; `None` without an Arabic letter, with more than 24, and with U+FFFD, which stands for letters that are lost. Allocates
/// nothing, unless a word of more than two dozen characters is spelled in a rare way: see [`Stemmer::stem_into`](crate::stem::Stemmer::stem_into).
///
/// ```
/// use kalima::morph::{self, Class};
///
/// assert_eq!(morph::best("بالكتاب").unwrap().class(), Class::Noun);
/// assert!(morph::best("2025").is_none());
/// ```
pub fn best(word: &str) -> Option<Parse<'_>> {
    let key = Key::of(word).ok()?;
    Some(Parse::new(word, key, best_reading(word, &key)))
}

/// The same by the letters alone, whatever vowels are written.
pub(crate) fn best_of_letters(word: &str) -> Option<Parse<'_>> {
    let key = Key::of(word).ok()?;
    Some(Parse::new(word, key, best_by_letters(&key)))
}

/// Appends the lemma of that reading, with أ إ آ as ا, ى as ي, ة as ه, and gives the bytes of the stem; `None` if nothing is known of it. A
/// preposition with a pronoun has no stem of its own: the preposition is it, behind a conjunction (وله) too.
#[inline]
pub(crate) fn folded_lemma(word: &str, out: &mut String) -> Option<Range<usize>> {
    let key = Key::of(word).ok()?;
    let reading = best_by_letters(&key);
    if reading.template == reading::UNKNOWN {
        return None;
    }
    lemma::lemma(word, &key, &reading, lemma::Spelling::Folded, out);
    let stem = reading.stem_range(word, &key);
    if !stem.is_empty() {
        return Some(stem);
    }
    let mut pieces = Parse::new(word, key, reading).pieces();
    Some(pieces.find(|p| p.kind() == PieceKind::Preposition).map_or(stem, |p| p.range()))
}

fn best_by_letters(key: &Key) -> Reading {
    let listed = search::whole_word(key);
    if let Some(closed) = search::closed_alone(key, listed) {
        return closed;
    }
    let mut best = Best::none(key);
    search::readings(key, listed, &mut best);
    best.0
}

#[inline]
fn best_reading(word: &str, key: &Key) -> Reading {
    if key.marked { best_vocalized(word, key) } else { best_by_letters(key) }
}

#[cold]
#[inline(never)]
fn best_vocalized(word: &str, key: &Key) -> Reading {
    let mut best = Best::none(key);
    search::readings(key, search::whole_word(key), &mut Fitting::new(word, key, &mut best));
    if best.0.template == reading::UNKNOWN { best_by_letters(key) } else { best.0 }
}

fn few_readings(word: &str, key: &Key) -> Few {
    let (mut few, listed) = (Few::none(), search::whole_word(key));
    if key.marked {
        search::readings(key, listed, &mut Fitting::new(word, key, &mut few));
    }
    if few.readings().is_empty() {
        search::readings(key, listed, &mut few);
    }
    few
}

/// Up to eight readings of a word, the cheapest first; none where [`best`] has none. Allocates as [`best`] does.
///
/// ```
/// let roots: Vec<_> = kalima::morph::parses("فهم").filter_map(|p| p.root()).map(|r| r.to_string()).collect();
/// assert_eq!(roots[0], "فهم");
/// ```
pub fn parses(word: &str) -> Parses<'_> {
    match Key::of(word) {
        Ok(key) => Parses { word, key, few: few_readings(word, &key), at: 0 },
        Err(_) => Parses { word, key: Key::EMPTY, few: Few::none(), at: 0 },
    }
}

/// The readings of a word. See [`parses`].
#[derive(Clone)]
pub struct Parses<'w> {
    word: &'w str,
    key: Key,
    few: Few,
    at: usize,
}

short_debug!(['w] Parses<'w>, "Parses", |p| { word: p.word, left: p.len() });

impl<'w> Iterator for Parses<'w> {
    type Item = Parse<'w>;

    fn next(&mut self) -> Option<Parse<'w>> {
        let reading = self.few.readings().get(self.at)?;
        self.at += 1;
        Some(Parse::new(self.word, self.key, *reading))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.few.readings().len().saturating_sub(self.at);
        (left, Some(left))
    }
}

impl ExactSizeIterator for Parses<'_> {}
impl core::iter::FusedIterator for Parses<'_> {}

/// The root of a word by its best reading: three or four letters, hamza as ء, a weak letter as dictionaries list it.
///
/// `None` for particles, for words in which no root is found, and where [`best`] has nothing. A name or a noun that stands like a
/// preposition has the root that its letters show.
///
/// ```
/// # use kalima::morph::root;
/// assert_eq!(root("استعمالاتها").unwrap().to_string(), "عمل");
/// assert_eq!(root("يقولون").unwrap().to_string(), "قول");
/// assert_eq!(root("من"), None);
/// ```
pub fn root(word: &str) -> Option<Root> {
    let key = Key::of(word).ok()?;
    let best = best_reading(word, &key);
    if best.template == reading::PLURAL {
        return best_by_letters(&Key::of(lemma::listed(best.singular)).ok()?).root();
    }
    if best.root != 0 {
        return best.root();
    }
    let (closed, name) = (best.template == reading::CLOSED, best.template == reading::NAME);
    let rooted = name || (closed && lexicon::flags_of(&key, &best) & flag::ROOT != 0);
    if !rooted {
        return None;
    }
    // What else the same letters are; of a relative adjective that is listed, without its ي too.
    let relative = best.to > 0 && key.at(usize::from(best.to) - 1) == key::YEH;
    let same = |r: &&Reading| {
        r.root != 0
            && r.from == best.from
            && r.pronoun == best.pronoun
            && (closed || relative || r.to >= best.to)
            && (closed || r.cost < best.cost + ROOT_OF_NAME)
    };
    let few = few_readings(word, &key);
    few.readings().iter().find(same)?.root()
}

/// How much dearer than a name a reading with a root may be.
const ROOT_OF_NAME: i16 = 20;

/// The lemma of a word by its best reading. See [`Parse::lemma`]; `None` where [`best`] has nothing.
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

/// [`best`] of bytes: those that are not UTF-8 are no word and have no reading.
pub fn best_utf8(word: &[u8]) -> Option<Parse<'_>> {
    best(core::str::from_utf8(word).ok()?)
}

/// [`parses`] of bytes: those that are not UTF-8 have none.
pub fn parses_utf8(word: &[u8]) -> Parses<'_> {
    parses(core::str::from_utf8(word).unwrap_or_default())
}

/// [`root`] of bytes: those that are not UTF-8 have none.
pub fn root_utf8(word: &[u8]) -> Option<Root> {
    root(core::str::from_utf8(word).ok()?)
}

/// [`lemma()`] of bytes: those that are not UTF-8 have none.
pub fn lemma_utf8(word: &[u8]) -> Option<String> {
    lemma(core::str::from_utf8(word).ok()?)
}

#[cfg(test)]
mod tests;

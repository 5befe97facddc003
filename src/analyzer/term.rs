//! The type [`Term`], and the values that the steps of the pipeline pass to each other.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::debug::short_debug;
use crate::scan::cache::WordCache;
use crate::scan::word_key::PackedTerm;
use crate::token::TokenKind;

/// The relation between a term and the word to which the term belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TermKind {
    /// The term of a word, or of an entity as a whole. If the word is Arabic and the analyzer has a stemmer, the term is usually the stem.
    /// For a word of [`Analyzer::overrides`](super::Analyzer::overrides), the term is the term of this list.
    Word,
    /// The folded word, in addition to the stem. This kind occurs only with [`Analyzer::surface`](super::Analyzer::surface).
    Surface,
    /// A word inside an entity. Entities are hashtags, mentions and addresses. With
    /// [`Tokenizer::entities`](crate::token::Tokenizer::entities), dates, times, ranges, percentages, versions and telephone numbers are
    /// entities too.
    Part,
    /// An n-gram: a sequence of consecutive characters of a word. This kind occurs only with
    /// [`Analyzer::ngrams`](super::Analyzer::ngrams).
    Ngram,
}
crate::error::names!(TermKind, "term kind", Word = "word", Surface = "surface", Part = "part", Ngram = "ngram");

/// An index term with its range in the text. `Display` writes the text of the term.
///
/// ```
/// use kalima::Analyzer;
/// use kalima::analyzer::TermKind;
/// use kalima::token::TokenKind;
///
/// let analyzer = Analyzer::search();
/// let term = analyzer.terms("في المكتبات").next().unwrap();
/// assert_eq!((term.text(), term.range(), term.position()), ("مكتبه", 5..21, 1));
/// assert_eq!((term.kind(), term.token_kind()), (TermKind::Word, TokenKind::Arabic));
/// assert_eq!(term.to_string(), "مكتبه");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) position: usize,
    pub(super) kind: TermKind,
    pub(super) token: TokenKind,
}

impl<'t> Term<'t> {
    /// Returns the text of the term, in the form that is stored in the index.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the term without a copy. A term of [`Analyzer::terms`](super::Analyzer::terms) borrows its text from the source
    /// text if the term is equal to the source text at its range.
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// Returns the term with an owned copy of its text.
    pub fn into_owned(self) -> Term<'static> {
        Term { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// Returns the byte range of the word of this term in the source text: the range of the whole word with its clitics, of an entity
    /// without its sign (`#` or `@`), or of one word inside an entity. All terms of a word have the same range, including its n-grams.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the position of the word of this term among the words of the text. The first word has position 0, and stop words are
    /// counted.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Returns the relation between the term and its word.
    pub fn kind(&self) -> TermKind {
        self.kind
    }

    /// Returns the kind of the token to which the term belongs. For a word inside an entity, this is the kind of the entity.
    pub fn token_kind(&self) -> TokenKind {
        self.token
    }
}

impl AsRef<str> for Term<'_> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Term<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Serializes a structure with the fields `text`, `start`, `end`, `position`, `kind` and `token_kind`.
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl serde_core::Serialize for Term<'_> {
    fn serialize<S: serde_core::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        use serde_core::ser::SerializeStruct;
        let mut out = s.serialize_struct("Term", 6)?;
        out.serialize_field("text", self.text())?;
        out.serialize_field("start", &self.start)?;
        out.serialize_field("end", &self.end)?;
        out.serialize_field("position", &self.position)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("token_kind", &self.token)?;
        out.end()
    }
}

/// The buffers and the cache of [`Analyzer::for_each_term`](super::Analyzer::for_each_term). Pass the same `Scratch` for each text, so that
/// the analyzer reuses the memory and the cached terms.
#[derive(Clone, Default)]
pub struct Scratch {
    /// The folded form of the current word.
    pub(super) folded: String,
    /// The stem of the current word. Before the word is stemmed, the buffer contains an intermediate form, such as the word in lower case.
    pub(super) made: String,
    /// The current URL after its percent-encoding is decoded.
    pub(super) decoded: String,
    /// The last term other than an n-gram that was emitted for the current entity as a whole.
    pub(super) whole: String,
    /// The cached terms of earlier words.
    pub(super) cache: WordCache<PackedTerm>,
    /// The id of the [`Analyzer`](super::Analyzer) that computed the cached terms. 0 if no analyzer has used the cache.
    pub(super) owner: usize,
}

short_debug!([] Scratch, "Scratch", |s| { cache: s.cache });

impl Scratch {
    /// Returns empty buffers and an empty cache.
    ///
    /// The buffers grow to the length of the longest word, and the cache grows to at most 8.4 MB. The cache contains the terms of one
    /// analyzer. If another analyzer uses the `Scratch`, the cache is cleared. The terms are the same with and without the cache.
    pub const fn new() -> Scratch {
        Scratch {
            folded: String::new(),
            made: String::new(),
            decoded: String::new(),
            whole: String::new(),
            cache: WordCache::new(),
            owner: 0,
        }
    }
}

/// A word of a text: its byte range in the text, and its kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
}

/// The properties of a word that depend on its context and not on its letters.
#[derive(Clone, Copy)]
pub(super) struct WordContext {
    /// The position of the terms of the word.
    pub(super) position: usize,
    /// True if the word may be incomplete, because the option [`Analyzer::prefix`](super::Analyzer::prefix) is on and the text ends
    /// directly after the word.
    pub(super) is_open: bool,
    /// The kind of the stem or folded word: [`TermKind::Word`], or [`TermKind::Part`] inside an entity. Surface terms and n-grams have
    /// other kinds.
    pub(super) kind: TermKind,
}

/// Clears a buffer and returns it.
pub(super) fn cleared(buffer: &mut String) -> &mut String {
    buffer.clear();
    buffer
}

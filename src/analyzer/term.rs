//! Terms, and the values that the steps of the pipeline pass to each other.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::debug::short_debug;
use crate::memo::TermCache;
use crate::token::TokenKind;

/// The relation of a term to its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TermKind {
    /// The term of the word itself: stemmed if the word is Arabic and the analyzer stems.
    Word,
    /// The folded word, in addition to its stem. Only with [`Analyzer::surface`](super::Analyzer::surface).
    Surface,
    /// A word inside a hashtag, a mention, an address, or, with [`Tokenizer::entities`](crate::token::Tokenizer::entities), a date, a time, a
    /// range, a percentage, a version or a telephone number.
    Part,
    /// A run of characters of a word. Only with [`Analyzer::ngrams`](super::Analyzer::ngrams).
    Ngram,
}
crate::error::names!(TermKind, "term kind", Word = "word", Surface = "surface", Part = "part", Ngram = "ngram");

/// An index term with its range in the source. `Display` writes its text.
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
    /// Returns the text of the term, as it is indexed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the term without a copy: borrowed if it equals its range of the source.
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// Returns the term with a text of its own.
    pub fn into_owned(self) -> Term<'static> {
        Term { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// Returns the range of the source, in bytes, that the term stands for: the whole word with its clitics, or the part of an entity.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the position of the word among the words of the text, from 0. Stop words count.
    pub fn position(&self) -> usize {
        self.position
    }

    /// Returns the relation of the term to its word.
    pub fn kind(&self) -> TermKind {
        self.kind
    }

    /// Returns the kind of the token that the term was made from.
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

/// A structure of `text`, `start`, `end`, `position`, `kind` and `token_kind`.
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

/// Buffers and a cache that [`Analyzer::for_each_term`](super::Analyzer::for_each_term) uses again for each text.
#[derive(Clone, Default)]
pub struct Scratch {
    /// The folded word.
    pub(super) folded: String,
    /// The stem, or another text that is made of the folded word.
    pub(super) made: String,
    /// The current URL with its percent-encoding undone.
    pub(super) decoded: String,
    /// The term of the current entity as a whole.
    pub(super) whole: String,
    /// The terms of earlier words.
    pub(super) cache: TermCache,
    /// The [`id`](super::Analyzer) of the analyzer that made the terms in the cache.
    pub(super) owner: usize,
}

short_debug!([] Scratch, "Scratch", |s| { cache: s.cache });

impl Scratch {
    /// Returns empty buffers.
    ///
    /// The buffers grow to the longest word, and the cache to at most 8.4 MB. The cache holds the terms of one analyzer; it is cleared when another
    /// analyzer uses the scratch. It never changes a term.
    pub const fn new() -> Scratch {
        Scratch {
            folded: String::new(),
            made: String::new(),
            decoded: String::new(),
            whole: String::new(),
            cache: TermCache::new(),
            owner: 0,
        }
    }
}

/// A word of the text: its range in bytes and its kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
}

/// The properties of a word that depend on its context and not on its letters.
#[derive(Clone, Copy)]
pub(super) struct WordContext {
    /// The position in the index.
    pub(super) position: usize,
    /// Whether the word may continue after the end of the text; see [`Analyzer::prefix`](super::Analyzer::prefix).
    pub(super) is_open: bool,
    /// The kind of its terms.
    pub(super) kind: TermKind,
}

/// Clears a buffer and returns it.
pub(super) fn cleared(buffer: &mut String) -> &mut String {
    buffer.clear();
    buffer
}

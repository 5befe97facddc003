//! Sentences: where a text may be cut so that every piece is one utterance, with nothing lost between the pieces.
//!
//! A candidate is an end mark, a line break or, by option, a clause mark or a verse end. What a candidate does depends on at most
//! [`LOOKBEHIND`] bytes before and [`LOOKAHEAD`] bytes after it, and never on what stands before the sentence in which it is.

mod mark;
mod rules;
mod window;
mod words;

use alloc::{borrow::Cow, string::String};
use core::{iter::FusedIterator, ops::Range};

use crate::error::names;

/// How many bytes before a candidate are looked at, at most; never beyond the start of its sentence.
pub const LOOKBEHIND: usize = 64;
/// How many bytes from the start of a candidate on are looked at, at most.
pub const LOOKAHEAD: usize = 128;

/// What a line break does. White space around it is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NewlinePolicy {
    /// A blank line ends, as does a line break after an ellipsis, after a line of at most 56 bytes that does not end in `،` or `,`, and on both
    /// sides of a list item. Other lines are taken for wrapped.
    #[default]
    Smart,
    /// Every line break ends.
    Always,
    /// A blank line (or U+2029) ends, a single line break does not.
    BlankLine,
    /// Line breaks are white space.
    Never,
}

names!(NewlinePolicy, "newline policy", Smart = "smart", Always = "always", BlankLine = "blank-line", Never = "never");

/// Splits text into sentences, by options.
#[derive(Clone, Copy, Debug)]
pub struct SentenceSplitter {
    newlines: NewlinePolicy,
    clauses: bool,
    quotations: bool,
    verses: bool,
    abbreviations: &'static [&'static str],
    soft_limit: Option<usize>,
}

impl Default for SentenceSplitter {
    fn default() -> Self {
        Self::new()
    }
}

impl SentenceSplitter {
    /// Smart newlines, sentences inside a quotation split, no clauses, no verses, no limit.
    pub const fn new() -> Self {
        Self { newlines: NewlinePolicy::Smart, clauses: false, quotations: true, verses: false, abbreviations: &[], soft_limit: None }
    }

    /// What a line break does.
    pub const fn newlines(mut self, policy: NewlinePolicy) -> Self {
        self.newlines = policy;
        self
    }

    /// Whether `؛ ، : ; ,` end a segment (outside numbers, times and URLs); off by default.
    pub const fn clauses(mut self, on: bool) -> Self {
        self.clauses = on;
        self
    }

    /// Whether the sentences inside `«…»` and `“…”` are split; on by default. When off, a quotation that closes within 4096 bytes of the
    /// start of its sentence stays whole. Straight quotation marks open nothing.
    pub const fn quotations(mut self, on: bool) -> Self {
        self.quotations = on;
        self
    }

    /// Whether U+06DD with its digits ends a sentence; off by default.
    pub const fn verses(mut self, on: bool) -> Self {
        self.verses = on;
        self
    }

    /// More abbreviations, without their last stop and without marks, that never end a sentence. At most 32 bytes each; longer ones never match.
    pub const fn abbreviations(mut self, list: &'static [&'static str]) -> Self {
        self.abbreviations = list;
        self
    }

    /// A limit in bytes: a longer sentence is cut after its last clause mark within the limit, else after its last white space there, else at
    /// the first white space after it. A text without white space is not cut.
    pub const fn soft_limit(mut self, bytes: Option<usize>) -> Self {
        self.soft_limit = bytes;
        self
    }

    /// The sentences of a text. They cover it exactly; empty text has none.
    pub fn sentences<'t>(&self, text: &'t str) -> Sentences<'t> {
        Sentences { splitter: *self, text, at: 0 }
    }

    /// The sentences of bytes that may not be UTF-8: an invalid sequence counts as U+FFFD (maximal subparts); ranges are those of the source.
    pub fn sentences_utf8<'t>(&self, bytes: &'t [u8]) -> SentencesUtf8<'t> {
        SentencesUtf8 { splitter: *self, bytes, at: 0 }
    }

    /// How many bytes of the text hold sentences that cannot change, whatever follows: the end of a sentence, or 0.
    ///
    /// The sentences of `text` that end within `n`, then those of `text[n..]` with all that follows, are the sentences of the whole.
    pub fn safe_prefix(&self, text: &str) -> usize {
        let quotation = if self.quotations { 0 } else { rules::QUOTATION };
        let ahead = LOOKAHEAD.saturating_add(self.soft_limit.unwrap_or(0)).saturating_add(quotation);
        let mut safe = 0;
        for s in self.sentences(text) {
            if s.end().saturating_add(ahead) > text.len() {
                break;
            }
            if rules::stands_alone(text.as_bytes(), s.end()) {
                safe = s.end();
            }
        }
        safe
    }
}

/// The sentences of a text by the default options.
///
/// ```
/// let text = "وصل د. أحمد أمس. هل رأيته؟";
/// let all: Vec<_> = kalima::sentence::sentences(text).map(|s| s.trimmed()).collect();
/// assert_eq!(all, ["وصل د. أحمد أمس.", "هل رأيته؟"]);
/// assert_eq!(kalima::sentence::sentences("بلا نقطة").count(), 1);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    SentenceSplitter::new().sentences(text)
}

/// A sentence with the white space that follows it (and, at the start of the text, precedes it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Sentence<'t> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The text, white space included.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The range in bytes, white space included.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The text without white space at its ends; empty where the whole text is white space.
    pub fn trimmed(&self) -> &'t str {
        self.text.trim()
    }

    /// The range in bytes of [`trimmed`](Self::trimmed).
    pub fn trimmed_range(&self) -> Range<usize> {
        let start = self.start + self.text.len() - self.text.trim_start().len();
        start..start + self.text.trim().len()
    }
}

/// The sentences of a text, in order.
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    splitter: SentenceSplitter,
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = Sentence<'t>;
    fn next(&mut self) -> Option<Sentence<'t>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        self.at = rules::end(&self.splitter, self.text.as_bytes(), start);
        Some(Sentence { text: crate::span::slice(self.text, start..self.at), start })
    }
}

impl FusedIterator for Sentences<'_> {}

/// A sentence of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentenceUtf8<'t> {
    bytes: &'t [u8],
    start: usize,
}

impl<'t> SentenceUtf8<'t> {
    /// The bytes, white space included.
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// The text, borrowed where it is valid.
    pub fn text(&self) -> Cow<'t, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// The range in the source bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.bytes.len()
    }
}

/// The sentences of bytes, in order.
#[derive(Clone, Debug)]
pub struct SentencesUtf8<'t> {
    splitter: SentenceSplitter,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Iterator for SentencesUtf8<'t> {
    type Item = SentenceUtf8<'t>;
    fn next(&mut self) -> Option<SentenceUtf8<'t>> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        self.at = rules::end(&self.splitter, self.bytes, start);
        Some(SentenceUtf8 { bytes: self.bytes.get(start..self.at).unwrap_or_default(), start })
    }
}

impl FusedIterator for SentencesUtf8<'_> {}

//! The iterators over the sentences of a text and of bytes.

use core::iter::FusedIterator;

use super::item::{Sentence, SentenceUtf8};
use super::limits::{LOOKAHEAD, QUOTATION};
use super::options::SentenceSplitter;
use super::scanner::{is_independent, sentence_end};
use super::strategy::Strategy;
use crate::debug::short_debug;
use crate::scan::Level;

impl SentenceSplitter {
    /// Returns an iterator over the sentences of a text. The sentences cover every byte of the text. An empty text has no sentences.
    ///
    /// The time is linear in the length of the text. The iterator allocates no memory.
    pub fn sentences<'t>(&self, text: &'t str) -> Sentences<'t> {
        Sentences { level: Level::best(), splitter: self.clone(), text, at: 0 }
    }

    /// Returns an iterator over the sentences of bytes that may not be UTF-8. Each invalid sequence counts as one U+FFFD. An invalid
    /// sequence is a maximal subpart, as the Unicode Standard defines the term. Ranges are positions in the source bytes.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let mut bytes = "وصل الوفد. بدأ الاجتماع.".as_bytes().to_vec();
    /// bytes.insert(4, 0xD8); // a lead byte without its second byte
    /// let splitter = SentenceSplitter::new();
    /// let ranges: Vec<_> = splitter.sentences_utf8(&bytes).map(|s| s.range()).collect();
    /// assert_eq!(ranges, [0..20, 20..bytes.len()]);
    /// let last = splitter.sentences_utf8(&bytes).last().unwrap();
    /// assert_eq!(last.trimmed(), "بدأ الاجتماع.");
    /// ```
    pub fn sentences_utf8<'t>(&self, bytes: &'t [u8]) -> SentencesUtf8<'t> {
        SentencesUtf8 { level: Level::best(), splitter: self.clone(), bytes, at: 0 }
    }

    /// Returns the length in bytes of a prefix whose sentences cannot change if text is appended. The length is the end of a sentence, or
    /// 0.
    ///
    /// Let `n` be this length. The sentences of the given text with the appended text are the sentences of `text[..n]`, followed by the
    /// sentences of `text[n..]` with the appended text.
    ///
    /// The prefix excludes at least the last [`LOOKAHEAD`] bytes of the text. With [`quotations(false)`](Self::quotations), this number is
    /// larger by 4096 bytes. With [`soft_limit`](Self::soft_limit), this number is larger by the limit. The prefix does not end in the
    /// middle of a line whose line break is within 384 bytes after the end of the prefix.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let splitter = SentenceSplitter::new();
    /// let text = format!("وصل الوفد. {}", "ثم بدأ الاجتماع في القاعة الكبرى ".repeat(10));
    /// assert_eq!(splitter.safe_prefix(&text), "وصل الوفد. ".len());
    /// assert_eq!(splitter.safe_prefix("وصل الوفد. ثم"), 0); // more text may follow
    /// ```
    #[must_use]
    pub fn safe_prefix(&self, text: &str) -> usize {
        self.safe_prefix_utf8(text.as_bytes())
    }

    /// Returns the length in bytes of the prefix that [`safe_prefix`](Self::safe_prefix) describes, for bytes that may not be UTF-8. An
    /// incomplete character at the end of the bytes is ignored.
    #[must_use]
    pub fn safe_prefix_utf8(&self, bytes: &[u8]) -> usize {
        let bytes = crate::span::whole(bytes);
        let quotation = if self.options.quotations { 0 } else { QUOTATION };
        let lookahead = LOOKAHEAD.saturating_add(self.options.soft_limit.unwrap_or(0)).saturating_add(quotation);
        let ends = self.sentences_utf8(bytes).map(|sentence| sentence.end());
        let certain = ends.take_while(|end| end.saturating_add(lookahead) <= bytes.len());
        certain.filter(|&end| is_independent(bytes, end)).last().unwrap_or(0)
    }
}

/// Returns an iterator over the sentences of a text with the default options: see [`SentenceSplitter::sentences`].
///
/// ```
/// use kalima::sentence::sentences;
///
/// let text = "وصل د. أحمد أمس. هل رأيته؟";
/// let all: Vec<_> = sentences(text).map(|s| s.trimmed()).collect();
/// assert_eq!(all, ["وصل د. أحمد أمس.", "هل رأيته؟"]);
/// assert_eq!(sentences("بلا نقطة").count(), 1);
/// assert_eq!(sentences("").count(), 0);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    SentenceSplitter::new().sentences(text)
}

/// An iterator over the sentences of a text. [`SentenceSplitter::sentences`] returns this iterator.
#[derive(Clone)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct Sentences<'t> {
    level: Level,
    splitter: SentenceSplitter,
    text: &'t str,
    at: usize,
}

short_debug!(['t] Sentences<'t>, "Sentences", |s| { at: s.at, len: s.text.len(), splitter: s.splitter });

impl<'t> Iterator for Sentences<'t> {
    type Item = Sentence<'t>;

    fn next(&mut self) -> Option<Sentence<'t>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        self.at = sentence_end(Strategy::Fast(self.level), &self.splitter.options, self.text.as_bytes(), start);
        Some(Sentence { text: crate::span::slice(self.text, start..self.at), start })
    }
}

impl FusedIterator for Sentences<'_> {}

/// An iterator over the sentences of bytes that may not be UTF-8. [`SentenceSplitter::sentences_utf8`] returns this iterator.
#[derive(Clone)]
#[must_use = "an iterator does nothing until it is consumed"]
pub struct SentencesUtf8<'t> {
    level: Level,
    splitter: SentenceSplitter,
    bytes: &'t [u8],
    at: usize,
}

short_debug!(['t] SentencesUtf8<'t>, "SentencesUtf8", |s| { at: s.at, len: s.bytes.len(), splitter: s.splitter });

impl<'t> Iterator for SentencesUtf8<'t> {
    type Item = SentenceUtf8<'t>;

    fn next(&mut self) -> Option<SentenceUtf8<'t>> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        self.at = sentence_end(Strategy::Fast(self.level), &self.splitter.options, self.bytes, start);
        Some(SentenceUtf8 { bytes: self.bytes.get(start..self.at).unwrap_or_default(), start })
    }
}

impl FusedIterator for SentencesUtf8<'_> {}

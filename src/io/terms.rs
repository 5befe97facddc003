//! [`TermReader`]: finds the index terms of a stream.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, Read};
use std::ops::Range;
use std::string::String;

use super::tokens::{AHEAD, certain, least};
use super::window::Window;
use super::{DEFAULT_CAPACITY, Part, floor};
use crate::analyzer::{Analyzer, Scratch, TermKind};
use crate::debug::short_debug;
use crate::token::TokenKind;

/// The number of bytes that the reader usually analyzes in one batch. The terms of a batch are stored in a queue.
const STEP: usize = 1 << 12;
/// If a word is longer than the buffer, the buffer keeps the first `KEPT` bytes of the word and the last `KEPT` bytes of the part that was
/// analyzed last. The bytes between these two ranges are removed.
const KEPT: usize = 512;

/// Returns a reader of the index terms that `analyzer` finds in a stream.
///
/// ```
/// use kalima::{Analyzer, io};
///
/// let analyzer = Analyzer::search();
/// let terms: Vec<_> = io::terms("قرأتُ الكتابَ".as_bytes(), &analyzer).collect::<Result<_, _>>()?;
/// assert_eq!((terms[1].text(), terms[1].range(), terms[1].position()), ("كتاب", 11..25, 1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn terms<R: Read>(reader: R, analyzer: &Analyzer) -> TermReader<'_, R> {
    TermReader::new(reader, analyzer)
}

/// An index term of a stream.
///
/// `Display` writes the term.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StreamTerm {
    text: String,
    range: Range<u64>,
    position: u64,
    kind: TermKind,
    token: TokenKind,
    part: Part,
}

impl StreamTerm {
    /// Returns the text of the term. An index stores this text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text of the term as bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Returns the term as a `String`, without a copy.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Returns the byte range in the stream of the source text of the term. The source text consists of the bytes from which the term was
    /// made. The end of the range is excluded.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// Returns the offset in the stream of the first byte of the source text of the term.
    #[must_use]
    pub fn start(&self) -> u64 {
        self.range.start
    }

    /// Returns the offset in the stream of the first byte after the source text of the term.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.range.end
    }

    /// Returns the position of the term. The position is the number of words in the stream before the word of the term. Stop words are
    /// counted.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Returns the relation between the term and its word. For example, the term may be the word itself, a part of the word or an n-gram.
    #[must_use]
    pub fn kind(&self) -> TermKind {
        self.kind
    }

    /// Returns the kind of the token from which the term was made.
    #[must_use]
    pub fn token_kind(&self) -> TokenKind {
        self.token
    }

    /// Returns the part of the word from which the term was made: the whole word, or the first, a middle or the last part. The reader
    /// splits a word into parts if the word is longer than the buffer. The terms of all parts of a word have the same position.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }
}

impl AsRef<str> for StreamTerm {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl AsRef<[u8]> for StreamTerm {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

impl fmt::Display for StreamTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

/// A reader of index terms. [`advance`](Self::advance) and the iterator return terms that own their text.
pub struct TermReader<'a, R> {
    window: Window<R>,
    analyzer: &'a Analyzer,
    /// The offset in the window of the start of the next word.
    at: usize,
    /// If parts of the next word were already analyzed: the offset in the window of the end of these parts. Otherwise `None`.
    returned: Option<usize>,
    /// The position of the next word: the number of words before this word in the stream.
    position: u64,
    scratch: Scratch,
    /// The queue of terms that were not yet returned.
    ready: VecDeque<StreamTerm>,
}

short_debug!(['a, R] TermReader<'a, R>, "TermReader", |r| { window: r.window, position: r.position, analyzer: r.analyzer });

impl<'a, R: Read> TermReader<'a, R> {
    /// Creates a reader of the terms that `analyzer` finds.
    #[must_use]
    pub fn new(reader: R, analyzer: &'a Analyzer) -> TermReader<'a, R> {
        let reader = TermReader {
            window: Window::new(reader, 0),
            analyzer,
            at: 0,
            returned: None,
            position: 0,
            scratch: Scratch::new(),
            ready: VecDeque::new(),
        };
        reader.capacity(DEFAULT_CAPACITY)
    }

    /// Sets the capacity of the buffer, in bytes; see the [module](super). A capacity below the minimum is raised to the minimum. The new
    /// capacity applies from the next read.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> Self {
        self.window.set_capacity(bytes.max(least(self.analyzer.token_rules())));
        self
    }

    /// Returns the next term, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns the errors of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamTerm>> {
        self.analyze()?;
        Ok(self.ready.pop_front())
    }

    /// Reads and analyzes bytes until the queue has a term or the stream ends. Returns the errors of the reader.
    fn analyze(&mut self) -> io::Result<()> {
        while self.ready.is_empty() {
            if let Some(end) = self.certain() {
                // If bytes of a long word were removed from the window, the computed end may precede the parts that were already analyzed.
                // Then the word ends at the end of these parts.
                let end = end.max(self.returned.unwrap_or(0));
                let last = self.window.ended() && end == self.window.bytes().len();
                self.visit(end, last, true);
                self.at = end;
                continue;
            }
            if let Some(e) = self.window.take_error() {
                return Err(e);
            }
            if self.window.ended() {
                return Ok(());
            }
            self.window.remove(0, self.at);
            self.returned = self.returned.map(|returned| returned - self.at);
            self.at = 0;
            if !self.window.is_full() {
                self.window.fill();
                continue;
            }
            let bytes = self.window.bytes();
            let end = floor(bytes, bytes.len().saturating_sub(AHEAD)).max(self.returned.unwrap_or(0));
            self.visit(end, false, false);
            let (from, to) = (floor(self.window.bytes(), KEPT), floor(self.window.bytes(), end.saturating_sub(KEPT)));
            self.window.remove(from, to);
            self.returned = Some(end - to.saturating_sub(from));
        }
        Ok(())
    }

    /// Returns the end, as an offset in the window, of the next words to analyze. The words start at `at`, and no further text can change
    /// the words. Returns `None` if more bytes are necessary, or if no bytes are left.
    ///
    /// If parts of the next word were already analyzed, the result is the end of this word, or with Lucene's tokenizer the first safe cut
    /// after these parts; see [`standard`].
    fn certain(&self) -> Option<usize> {
        let rest = self.window.slice(self.at, self.window.bytes().len());
        let end = if self.analyzer.is_standard() {
            standard(rest, self.window.ended(), self.returned.is_some())
        } else {
            let mut ends = certain(self.analyzer.token_rules(), rest, self.window.ended(), STEP).map(|t| t.0);
            if self.returned.is_some() { ends.next() } else { ends.last() }
        };
        end.map(|end| self.at + end)
    }

    /// Analyzes the bytes between the last analyzed byte and the offset `end` in the window, and appends their terms to the queue. `last`
    /// is true if the stream ends at `end`. `ends` is true if a word ends at `end`, and false if the word continues.
    fn visit(&mut self, end: usize, last: bool, ends: bool) {
        let start = self.returned.unwrap_or(self.at);
        let part = Part::after(self.returned.is_some(), ends);
        let (base, position) = (self.window.position(start), self.position);
        // The kind of a whole word depends on the bytes after the word, so the analyzer also receives up to `AHEAD` of these bytes. For a
        // part of a long word, the analyzer receives only the bytes of the part.
        let seen = if part == Part::Whole { floor(self.window.bytes(), end + AHEAD).min(self.window.bytes().len()) } else { end };
        let ready = &mut self.ready;
        let taken = self.analyzer.visit_utf8(self.window.slice(start, seen), end - start, last, &mut self.scratch, &mut |term| {
            let range = term.range();
            ready.push_back(StreamTerm {
                range: base + range.start as u64..base + range.end as u64,
                position: position + if part == Part::Whole { term.position() as u64 } else { 0 },
                kind: term.kind(),
                token: term.token_kind(),
                text: term.into_text().into_owned(),
                part,
            });
        });
        if ends {
            self.position += if part == Part::Whole { taken as u64 } else { 1 };
            self.returned = None;
        }
    }
}

impl<R> TermReader<'_, R> {
    /// Returns the bytes that were read from the underlying reader but are not yet analyzed.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.returned.unwrap_or(self.at), self.window.bytes().len())
    }

    /// Treats the end of the [`pending`](Self::pending) bytes as the end of the stream, and stops reading. Call this method after a
    /// permanent error of the reader.
    pub fn end(&mut self) {
        self.window.end();
    }

    /// Returns the underlying reader. The [`pending`](Self::pending) bytes are lost.
    pub fn into_inner(self) -> R {
        self.window.into_reader()
    }
}

impl<R: Read> Iterator for TermReader<'_, R> {
    type Item = io::Result<StreamTerm>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().transpose()
    }
}

/// Returns an offset at which `rest` may be cut for Lucene's tokenizer. A cut is after a space or a line feed, and before an ASCII letter,
/// an ASCII digit or a letter of U+0627–063A and U+0641–064A. The word boundaries of UAX #29 on one side of a cut do not depend on the text
/// on the other side.
///
/// - If `first` is true, because parts of the first word were already analyzed, the result is the first cut.
/// - If `first` is false, the result is the last cut in the first [`STEP`] bytes. If these bytes contain no cut, the result is the first
///   cut after these bytes.
/// - If no cut exists and the stream has ended (`ended`), the result is the length of `rest`, or `None` if `rest` is empty.
/// - If no cut exists and the stream has not ended, the result is `None`.
fn standard(rest: &[u8], ended: bool, first: bool) -> Option<usize> {
    let cut = |at: &usize| {
        let space = at.checked_sub(1).and_then(|i| rest.get(i)).is_some_and(|b| matches!(b, b' ' | b'\n'));
        space
            && matches!(
                rest.get(*at..),
                Some([b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] | [0xD8, 0xA7..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..])
            )
    };
    let near = if first { None } else { (1..rest.len().min(STEP)).rev().find(cut) };
    near.or_else(|| (if first { 1 } else { STEP }..rest.len()).find(cut)).or((ended && !rest.is_empty()).then_some(rest.len()))
}

//! [`SentenceReader`]: finds the sentences of a stream, in bounded memory.
//!
//! After each read, the search for the end of a sentence continues at the byte where the previous search stopped, and does not start again
//! at the start of the sentence. If a sentence is longer than the buffer, the reader returns the sentence in parts.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};
use std::ops::Range;
use std::string::String;

use super::window::Window;
use super::{DEFAULT_CAPACITY, Part, floor};
use crate::debug::short_debug;
use crate::sentence::SentenceSplitter;
use crate::sentence::resume::PartialSentence;

/// Returns a reader of the sentences of a stream, with the default options. An empty stream has no sentences.
pub fn sentences<R: Read>(reader: R) -> SentenceReader<R> {
    SentenceReader::new(reader, SentenceSplitter::new())
}

/// A sentence of a stream, or a part of a sentence. The white space after a sentence belongs to the sentence. The ranges of all items are
/// adjacent and cover the whole stream.
///
/// `Display` writes the text of the item.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StreamSentence<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    part: Part,
}

short_debug!(['b] StreamSentence<'b>, "StreamSentence", |s| { text: s.text(), start: s.start, part: s.part });

impl StreamSentence<'_> {
    /// Returns the bytes of the sentence or part.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the text of the sentence. The text is borrowed if the bytes are valid UTF-8. Otherwise the text is a copy in which U+FFFD
    /// replaces each maximal subpart of an invalid sequence.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Returns the byte range of the sentence in the stream. The end is excluded.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.start..self.end()
    }

    /// Returns the offset in the stream of the first byte of the sentence.
    #[must_use]
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Returns the offset in the stream of the first byte after the sentence.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// Returns whether this item is the whole sentence, or the first, a middle or the last part of a sentence.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// Returns the sentence with its own copy of the bytes. The result does not borrow the buffer.
    #[must_use]
    pub fn into_owned(self) -> StreamSentence<'static> {
        StreamSentence { bytes: Cow::Owned(self.bytes.into_owned()), ..self }
    }
}

impl AsRef<[u8]> for StreamSentence<'_> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for StreamSentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// A reader of sentences. [`advance`](Self::advance) returns sentences that borrow the buffer; the iterator returns copies.
///
/// ```
/// use kalima::SentenceSplitter;
/// use kalima::io::{Part, SentenceReader};
///
/// let text = "كلام بلا نقطة ".repeat(2000); // 48 kB
/// let reader = SentenceReader::new(text.as_bytes(), SentenceSplitter::new()).capacity(16 << 10);
/// let parts: Vec<_> = reader.collect::<Result<_, _>>()?;
/// assert_eq!((parts[0].part(), parts.last().unwrap().part()), (Part::First, Part::Last));
/// assert_eq!(parts.iter().map(|p| p.text()).collect::<String>(), text);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct SentenceReader<R> {
    window: Window<R>,
    splitter: SentenceSplitter,
    partial: PartialSentence,
    /// The offset in the window of the start of the current sentence.
    start: usize,
    /// The offset in the window of the first byte of the current sentence that was not yet returned. The offset is greater than `start` if
    /// parts of the sentence were returned.
    returned: usize,
    /// True if the last call of [`advance`](Self::advance) returned a part of the current sentence. The next call removes bytes of the
    /// returned parts from the window.
    has_new_part: bool,
}

short_debug!([R] SentenceReader<R>, "SentenceReader", |r| { window: r.window, splitter: r.splitter });

impl<R: Read> SentenceReader<R> {
    /// Creates a reader of the sentences that `splitter` finds. The buffer has a capacity of [`DEFAULT_CAPACITY`] bytes, or the minimal
    /// capacity for the options of `splitter` if this minimum is larger.
    #[must_use]
    pub fn new(reader: R, splitter: SentenceSplitter) -> SentenceReader<R> {
        let window = Window::new(reader, 0);
        SentenceReader { window, splitter, partial: PartialSentence::new(0), start: 0, returned: 0, has_new_part: false }
            .capacity(DEFAULT_CAPACITY)
    }

    /// Sets the capacity of the buffer, in bytes; see the [module](super). A capacity below the minimum is raised to the minimum. The new
    /// capacity applies from the next read.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> SentenceReader<R> {
        let least = PartialSentence::lookahead(&self.splitter).saturating_mul(4).saturating_add(4096);
        self.window.set_capacity(bytes.max(least));
        self
    }

    /// Returns the next sentence or the next part of a long sentence. Returns `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns the errors of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamSentence<'_>>> {
        if core::mem::take(&mut self.has_new_part) {
            let dropped = self.partial.drop_read();
            self.window.remove(dropped.start, dropped.end);
            self.returned -= dropped.len();
        }
        loop {
            let (len, ended) = (self.window.bytes().len(), self.window.ended());
            if self.returned >= len && ended {
                return Ok(None);
            }
            let has_part = self.returned > self.start;
            if let Some(end) = self.partial.end(&self.splitter, self.window.bytes(), ended) {
                let from = self.returned;
                (self.start, self.returned, self.partial) = (end, end, PartialSentence::new(end));
                return Ok(Some(self.sentence(from, end, Part::after(has_part, true))));
            }
            if let Some(e) = self.window.take_error() {
                return Err(e);
            }
            let before = self.start.saturating_sub(PartialSentence::CONTEXT);
            self.window.remove(0, before);
            self.partial.shift(before);
            (self.start, self.returned) = (self.start - before, self.returned - before);
            if !self.window.is_full() {
                self.window.fill();
                continue;
            }
            // A further part of the sentence follows, and a part must have at least one byte. So this part excludes the last byte of the
            // window.
            let certain = self.partial.certain_end().min(self.window.bytes().len().saturating_sub(1));
            let from = self.returned;
            self.returned = floor(self.window.bytes(), certain).max(from);
            self.has_new_part = true;
            return Ok(Some(self.sentence(from, self.returned, Part::after(has_part, false))));
        }
    }

    /// Returns the bytes `start..end` of the window as a sentence.
    fn sentence(&self, start: usize, end: usize, part: Part) -> StreamSentence<'_> {
        StreamSentence { bytes: Cow::Borrowed(self.window.slice(start, end)), start: self.window.position(start), part }
    }
}

impl<R> SentenceReader<R> {
    /// Returns the bytes that were read from the underlying reader but are not yet part of a returned sentence.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.returned, self.window.bytes().len())
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

impl<R: Read> Iterator for SentenceReader<R> {
    type Item = io::Result<StreamSentence<'static>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|sentence| sentence.map(StreamSentence::into_owned)).transpose()
    }
}

//! Sentences of a reader.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;
use std::string::String;

use super::window::Window;
use super::{DEFAULT_CAPACITY, Part, floor};
use crate::debug::short_debug;
use crate::sentence::SentenceSplitter;
use crate::sentence::resume::PartialSentence;

/// The sentences of a reader by the default options.
pub fn sentences<R: Read>(reader: R) -> SentenceReader<R> {
    SentenceReader::new(reader, SentenceSplitter::new())
}

/// A sentence of a stream, white space included.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamSentence<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    part: Part,
}

short_debug!(['b] StreamSentence<'b>, "StreamSentence", |s| { text: s.text(), start: s.start, part: s.part });

impl StreamSentence<'_> {
    /// The bytes of the sentence.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of the sentence: borrowed where it is valid, else with U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The range in the stream, in bytes.
    pub fn range(&self) -> Range<u64> {
        self.start..self.start + self.bytes.len() as u64
    }

    /// Whether this is all of the sentence.
    pub fn part(&self) -> Part {
        self.part
    }

    /// The sentence with bytes of its own.
    pub fn into_owned(self) -> StreamSentence<'static> {
        StreamSentence { bytes: Cow::Owned(self.bytes.into_owned()), ..self }
    }
}

/// The sentences of a reader, in order: by [`advance`](Self::advance) without a copy, or as an iterator of owned ones.
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
    /// Where the sentence begins, and up to where it is given away.
    start: usize,
    given: usize,
    /// Whether a part was given away since the window was last cleared of what is not looked at again.
    parted: bool,
}

short_debug!([R] SentenceReader<R>, "SentenceReader", |r| { window: r.window, splitter: r.splitter });

impl<R: Read> SentenceReader<R> {
    /// The sentences of a reader by options.
    pub fn new(reader: R, splitter: SentenceSplitter) -> SentenceReader<R> {
        let window = Window::new(reader, 0);
        SentenceReader { window, splitter, partial: PartialSentence::new(0), start: 0, given: 0, parted: false }.capacity(DEFAULT_CAPACITY)
    }

    /// How many bytes are held at most; see the [module](super). Takes effect from the next read on.
    pub fn capacity(mut self, bytes: usize) -> SentenceReader<R> {
        let least = PartialSentence::lookahead(&self.splitter).saturating_mul(4).saturating_add(4096);
        self.window.set_capacity(bytes.max(least));
        self
    }

    /// The next sentence, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Those of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamSentence<'_>>> {
        if core::mem::take(&mut self.parted) {
            let hole = self.partial.drop_read();
            self.window.remove(hole.start, hole.end);
            self.given -= hole.len();
        }
        loop {
            let (len, ended) = (self.window.bytes().len(), self.window.ended());
            if self.given >= len && ended {
                return Ok(None);
            }
            let long = self.given > self.start;
            if let Some(end) = self.partial.end(&self.splitter, self.window.bytes(), ended) {
                let from = self.given;
                (self.start, self.given, self.partial) = (end, end, PartialSentence::new(end));
                return Ok(Some(self.sentence(from, end, Part::after(long, true))));
            }
            if let Some(e) = self.window.take_error() {
                return Err(e);
            }
            let before = self.start.saturating_sub(PartialSentence::CONTEXT);
            self.window.remove(0, before);
            self.partial.shift(before);
            (self.start, self.given) = (self.start - before, self.given - before);
            if !self.window.is_full() {
                self.window.fill();
                continue;
            }
            // At least one byte stays for the last part.
            let settled = self.partial.certain_end().min(self.window.bytes().len().saturating_sub(1));
            let from = self.given;
            self.given = floor(self.window.bytes(), settled).max(from);
            self.parted = true;
            return Ok(Some(self.sentence(from, self.given, Part::after(long, false))));
        }
    }

    fn sentence(&self, start: usize, end: usize, part: Part) -> StreamSentence<'_> {
        StreamSentence { bytes: Cow::Borrowed(self.window.slice(start, end)), start: self.window.position(start), part }
    }
}

impl<R> SentenceReader<R> {
    /// What was read and not given out.
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.given, self.window.bytes().len())
    }

    /// Reads no more: the text ends with what is [`pending`](Self::pending). For after an error that does not pass.
    pub fn end(&mut self) {
        self.window.end();
    }

    /// The reader. What is [`pending`](Self::pending) is lost.
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

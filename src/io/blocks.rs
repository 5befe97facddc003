//! Blocks of bytes for work on more than one thread: [`BlockReader`] cuts a stream where the tokens on both sides do not depend on each other,
//! [`line_blocks`] cuts bytes in memory at line ends.

use std::borrow::Cow;
use std::io::{self, Read};
use std::iter::FusedIterator;
use std::ops::Range;
use std::string::String;
use std::vec::Vec;

use super::tokens::{AHEAD, least};
use super::window::Window;
use super::{DEFAULT_CAPACITY, floor};
use crate::debug::short_debug;
use crate::token::{LOOKAHEAD, TokenKind, Tokenizer};

/// The number of bytes before the end of the safe part of the window in which a boundary is searched for, if the window holds no line feed.
const SPAN: usize = 4 * LOOKAHEAD;
/// The greatest number of token ends that are tried as a boundary.
const TRIES: usize = 64;

/// Returns the blocks of a reader by the default tokenizer.
///
/// ```
/// use kalima::{Tokenizer, io};
///
/// let text = "وصل الوفد مساء أمس.\nثم بدأ الاجتماع.\n".repeat(4000); // 292 kB
/// let mut words = 0;
/// for block in io::blocks(text.as_bytes()) {
///     // Each block may be sent to another thread.
///     words += Tokenizer::new().words_utf8(block?.bytes()).count();
/// }
/// assert_eq!(words, Tokenizer::new().words(&text).count());
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn blocks<R: Read>(reader: R) -> BlockReader<R> {
    BlockReader::new(reader, Tokenizer::new())
}

/// A block of a stream: whole tokens, if the reader found a boundary ([`ends_at_boundary`](StreamBlock::ends_at_boundary)).
#[derive(Clone, PartialEq, Eq)]
pub struct StreamBlock<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    at_boundary: bool,
}

short_debug!(['b] StreamBlock<'b>, "StreamBlock", |b| { start: b.start, len: b.bytes.len(), at_boundary: b.at_boundary });

impl StreamBlock<'_> {
    /// Returns the bytes of the block. They are never empty.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the text of the block: borrowed if it is valid UTF-8, otherwise a copy with U+FFFD for each invalid sequence.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Returns the range of the block in the stream, in bytes. Add its start to the offsets of the tokens of the block.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.start..self.start + self.bytes.len() as u64
    }

    /// Returns whether the tokens of the block and those of the next one are independent. `false` means that the reader found no such boundary within
    /// its capacity: a token is longer, or a cut would change the tokens everywhere (`12-34-12-34-…` with [`Tokenizer::entities`]).
    #[must_use]
    pub fn ends_at_boundary(&self) -> bool {
        self.at_boundary
    }

    /// Returns the block with its own copy of the bytes.
    #[must_use]
    pub fn into_owned(self) -> StreamBlock<'static> {
        StreamBlock { bytes: Cow::Owned(self.bytes.into_owned()), ..self }
    }
}

/// A reader of blocks: the tokens of the blocks, one after the other, are those of the stream, as long as each block
/// [ends at a boundary](StreamBlock::ends_at_boundary). [`advance`](Self::advance) borrows a block; the iterator returns owned ones.
///
/// A block ends after a line feed if the capacity holds one. Otherwise the line is longer than the capacity, and the block ends at a boundary within
/// the [safe prefix](Tokenizer::safe_prefix_utf8), usually after a space. Such a boundary is valid for the tokenizer of this crate. The
/// terms of [`Analyzer::lucene`](crate::Analyzer::lucene) are those of the stream only if every block ends after a line feed.
///
/// The terms of [`Analyzer`](crate::Analyzer) in the blocks are those of the stream, except that their positions start anew in each block. A sentence
/// may cross a line feed: use [`SentenceReader`](super::SentenceReader) for sentences.
///
/// ```
/// use kalima::Tokenizer;
/// use kalima::io::BlockReader;
///
/// let text = "كلمة ".repeat(2000); // one line of 18 kB
/// let reader = BlockReader::new(text.as_bytes(), Tokenizer::new()).capacity(8 << 10);
/// let blocks: Vec<_> = reader.collect::<Result<_, _>>()?;
/// assert!(blocks.len() == 3 && blocks.iter().all(|b| b.ends_at_boundary() && b.text().ends_with(' ')));
/// assert_eq!(blocks[1].range().start, blocks[0].range().end);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct BlockReader<R> {
    window: Window<R>,
    tokenizer: Tokenizer,
    /// The length of the block that the last call returned, at the start of the window.
    returned: usize,
}

short_debug!([R] BlockReader<R>, "BlockReader", |r| { window: r.window, tokenizer: r.tokenizer });

impl<R: Read> BlockReader<R> {
    /// Creates a reader of blocks whose boundaries are those of a tokenizer.
    #[must_use]
    pub fn new(reader: R, tokenizer: Tokenizer) -> BlockReader<R> {
        BlockReader { window: Window::new(reader, 0), tokenizer, returned: 0 }.capacity(DEFAULT_CAPACITY)
    }

    /// Sets the greatest length of a block, in bytes; see the [module](super). It applies from the next read on.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> BlockReader<R> {
        self.window.set_capacity(bytes.max(least(&self.tokenizer).saturating_add(SPAN)));
        self
    }

    /// Returns the next block, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns those of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamBlock<'_>>> {
        self.window.remove(0, std::mem::take(&mut self.returned));
        loop {
            if !self.window.has_error() {
                self.window.fill();
            }
            if let Some((end, at_boundary)) = self.block_end() {
                self.returned = end;
                let bytes = Cow::Borrowed(self.window.slice(0, end));
                return Ok(Some(StreamBlock { bytes, start: self.window.position(0), at_boundary }));
            }
            if let Some(e) = self.window.take_error() {
                return Err(e);
            }
            if self.window.ended() {
                return Ok(None);
            }
        }
    }

    /// Returns the end of the next block and whether it is a boundary; `None` if more bytes are needed or the stream has ended.
    fn block_end(&self) -> Option<(usize, bool)> {
        let bytes = self.window.bytes();
        if self.window.ended() {
            return (!bytes.is_empty()).then_some((bytes.len(), true));
        }
        if let Some(feed) = bytes.iter().rposition(|&b| b == b'\n') {
            return Some((feed + 1, true));
        }
        if let Some(end) = boundary(&self.tokenizer, bytes) {
            return Some((end, true));
        }
        self.window.is_full().then(|| match self.tokenizer.safe_prefix_utf8(bytes) {
            0 => (floor(bytes, bytes.len() - 1).max(1), false),
            end => (end, false),
        })
    }
}

impl<R> BlockReader<R> {
    /// Returns the bytes that were read and not yet returned.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.returned, self.window.bytes().len())
    }

    /// Ends the text after the [`pending`](Self::pending) bytes; the reader is not read any more. Call it after a permanent error.
    pub fn end(&mut self) {
        self.window.end();
    }

    /// Returns the underlying reader. The [`pending`](Self::pending) bytes are lost.
    pub fn into_inner(self) -> R {
        self.window.into_reader()
    }
}

impl<R: Read> Iterator for BlockReader<R> {
    type Item = io::Result<StreamBlock<'static>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|block| block.map(StreamBlock::into_owned)).transpose()
    }
}

/// Returns the last token boundary of the tried ones at which bytes can be cut: a cut there does not change the tokens before it, and a token
/// certainly starts after it. Boundaries after white space are tried first.
fn boundary(tokenizer: &Tokenizer, bytes: &[u8]) -> Option<usize> {
    let safe = bytes.len().checked_sub(AHEAD)?;
    // The last boundary at least `SPAN` bytes before the end of the safe part. The tokens are read again from there.
    let ends = tokenizer.tokens_utf8(bytes).map(|t| t.end());
    let restart = ends.take_while(|&end| end + SPAN <= safe).last().unwrap_or(0);
    let tokens = tokenizer.tokens_utf8(bytes.get(restart..)?).map(|t| (restart + t.start(), restart + t.end(), t.kind()));
    let near: Vec<(usize, usize, TokenKind)> = tokens.take_while(|t| t.1 <= safe).collect();
    let from_last = || near.iter().enumerate().rev();
    let candidates = from_last().filter(|(_, t)| t.2.is_space()).chain(from_last().filter(|(_, t)| !t.2.is_space()));
    candidates
        .take(TRIES)
        .map(|(n, t)| (n, t.1))
        .find(|&(n, end)| {
            // A cut changes no token that ends more than `LOOKAHEAD` bytes before it, so only the tokens from `first` to `n` are compared.
            let first = near.iter().position(|t| t.1 + LOOKAHEAD > end).unwrap_or(n);
            let whole = near.get(first..=n).unwrap_or_default();
            let from = whole.first().map_or(end, |t| t.0);
            let cut = tokenizer.tokens_utf8(bytes.get(from..end).unwrap_or_default()).map(|t| (from + t.start(), from + t.end(), t.kind()));
            cut.eq(whole.iter().copied())
        })
        .map(|(_, end)| end)
}

/// Returns blocks of about `size` bytes, each of which ends with a line feed (except the last one), without a copy.
///
/// No token crosses a line feed. So the tokens and words of the blocks, one after the other, are those of the whole, and so are the terms of
/// [`Analyzer`](crate::Analyzer), except that their positions start anew in each block. A sentence may cross a line feed; for the sentences of a
/// large file see [`sentences`](super::sentences()).
///
/// A block is longer than `size` if its last line is longer; a `size` of 0 counts as 1. Empty bytes have no block. [`BlockReader`] does the same for
/// readers, in bounded memory.
///
/// ```
/// let text = "سطر\nسطر ثان\nآخر".as_bytes();
/// let blocks: Vec<_> = kalima::io::line_blocks(text, 1).map(|b| b.len()).collect();
/// assert_eq!(blocks, [7, 14, 6]);
/// ```
pub fn line_blocks(bytes: &[u8], size: usize) -> LineBlocks<'_> {
    LineBlocks { bytes, size: size.max(1) }
}

/// An iterator over blocks of bytes. Made by [`line_blocks`].
#[derive(Clone)]
#[must_use]
pub struct LineBlocks<'b> {
    bytes: &'b [u8],
    size: usize,
}

short_debug!(['b] LineBlocks<'b>, "LineBlocks", |b| { len: b.bytes.len(), size: b.size });

impl<'b> Iterator for LineBlocks<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        if self.bytes.is_empty() {
            return None;
        }
        let rest = self.bytes.get(self.size - 1..).unwrap_or_default();
        let end = rest.iter().position(|&b| b == b'\n').map_or(self.bytes.len(), |n| self.size + n);
        let (block, rest) = self.bytes.split_at_checked(end).unwrap_or((self.bytes, &[]));
        self.bytes = rest;
        Some(block)
    }
}

impl FusedIterator for LineBlocks<'_> {}

//! Blocks of bytes for work on several threads. [`BlockReader`] cuts a stream into blocks, if possible at positions where the tokens of
//! each block do not depend on the bytes of other blocks. [`line_blocks`] cuts bytes in memory after line feeds.

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

/// The function [`boundary`] searches for the end of a block in at least the last `SPAN` bytes of the safe part of a window. The safe part
/// consists of the tokens that no further text can change.
const SPAN: usize = 4 * LOOKAHEAD;
/// The greatest number of token ends that [`boundary`] tests as possible ends of a block.
const TRIES: usize = 64;

/// Returns a reader of the blocks of a stream. If possible, a block ends at a token boundary of the default [`Tokenizer`]; see
/// [`StreamBlock::ends_at_boundary`].
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

/// A block of a stream. The block consists of whole tokens if [`ends_at_boundary`](StreamBlock::ends_at_boundary) is true for this block
/// and for the preceding block.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamBlock<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    at_boundary: bool,
}

short_debug!(['b] StreamBlock<'b>, "StreamBlock", |b| { start: b.start, len: b.bytes.len(), at_boundary: b.at_boundary });

impl StreamBlock<'_> {
    /// Returns the bytes of the block. A block has at least one byte.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the text of the block. The text is borrowed if the block is valid UTF-8. Otherwise the text is a copy in which U+FFFD
    /// replaces each invalid sequence.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Returns the byte range of the block in the stream. To get the position of a token in the stream, add the start of this range to the
    /// offset of the token in the block.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.start..self.start + self.bytes.len() as u64
    }

    /// Returns whether the block ends at a token boundary. If the result is `true`, the tokens of this block do not depend on the next
    /// block, and the tokens of the next block do not depend on this block.
    ///
    /// Returns `false` if the reader found no boundary in a full buffer. There are two causes: a token is longer than the buffer, or each
    /// cut that the reader tested changes the tokens. An example of the second cause is the text `12-34-12-34-…` with
    /// [`Tokenizer::entities`].
    #[must_use]
    pub fn ends_at_boundary(&self) -> bool {
        self.at_boundary
    }

    /// Returns the block with its own copy of the bytes. The result does not borrow the buffer.
    #[must_use]
    pub fn into_owned(self) -> StreamBlock<'static> {
        StreamBlock { bytes: Cow::Owned(self.bytes.into_owned()), ..self }
    }
}

/// A reader of blocks. If each block [ends at a boundary](StreamBlock::ends_at_boundary), the tokens of all blocks, in the order of the
/// stream, are the tokens of the stream. [`advance`](Self::advance) returns a block that borrows the buffer; the iterator returns copies.
///
/// The last block ends at the end of the stream. Any other block ends after the last line feed of the buffer. If the buffer contains no
/// line feed, the block ends, if possible, at a token boundary within the [safe prefix](Tokenizer::safe_prefix_utf8), usually after a
/// space. This boundary is valid for the tokenizer of the reader, but may be wrong for Lucene's tokenizer. If every block but the last ends
/// after a line feed, [`Analyzer::lucene`](crate::Analyzer::lucene) finds the terms of the stream in the blocks. Otherwise some terms may
/// differ.
///
/// If each block ends at a boundary, and an [`Analyzer`](crate::Analyzer) has the tokenizer of the reader, the terms of all blocks are the
/// terms of the stream, but the positions start at 0 in each block. A sentence may continue after a line feed, so use
/// [`SentenceReader`](super::SentenceReader) for sentences.
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
    /// The length in bytes of the block that the last call of [`advance`](Self::advance) returned. The block is at the start of the window.
    /// The next call removes the block.
    returned: usize,
}

short_debug!([R] BlockReader<R>, "BlockReader", |r| { window: r.window, tokenizer: r.tokenizer });

impl<R: Read> BlockReader<R> {
    /// Creates a reader of blocks that, if possible, end at token boundaries of `tokenizer`.
    #[must_use]
    pub fn new(reader: R, tokenizer: Tokenizer) -> BlockReader<R> {
        BlockReader { window: Window::new(reader, 0), tokenizer, returned: 0 }.capacity(DEFAULT_CAPACITY)
    }

    /// Sets the greatest length of a block, in bytes; see the [module](super). A length below the minimum is raised to the minimum. The new
    /// length applies from the next read.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> BlockReader<R> {
        self.window.set_capacity(bytes.max(least(&self.tokenizer).saturating_add(SPAN)));
        self
    }

    /// Returns the next block, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns the errors of the reader; see the [module](super).
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

    /// Returns the end of the next block as an offset in the window, and whether this end is a boundary. Returns `None` if the window needs
    /// more bytes, or if the stream has ended and the window is empty.
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
    /// Returns the bytes that were read from the underlying reader but are not yet part of a returned block.
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

impl<R: Read> Iterator for BlockReader<R> {
    type Item = io::Result<StreamBlock<'static>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|block| block.map(StreamBlock::into_owned)).transpose()
    }
}

/// Returns a token boundary at which `bytes` can be cut. Returns `None` if no tested token boundary qualifies, or if `bytes` has fewer than
/// [`AHEAD`] bytes. The cut must not change the tokens before the boundary. A cut never changes the tokens after a token boundary, because
/// a token does not depend on the preceding bytes.
///
/// The function tests the ends of tokens, from the last to the first: the ends of white space, then the ends of other tokens. The function
/// tests at most [`TRIES`] ends and returns the first end that passes the test.
fn boundary(tokenizer: &Tokenizer, bytes: &[u8]) -> Option<usize> {
    let safe = bytes.len().checked_sub(AHEAD)?;
    // `safe` is the end of the safe part (see [`SPAN`]). `restart` is the last token end that is at least `SPAN` bytes before `safe`, or 0.
    // The tokens from `restart` to `safe` are stored in `near`.
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
            // A cut can change a token only if the token ends less than `LOOKAHEAD` bytes before the cut. `first` is the first of these
            // tokens. The tokens from `first` to `n` are compared with the tokens of the bytes before the cut.
            let first = near.iter().position(|t| t.1 + LOOKAHEAD > end).unwrap_or(n);
            let whole = near.get(first..=n).unwrap_or_default();
            let from = whole.first().map_or(end, |t| t.0);
            let cut = tokenizer.tokens_utf8(bytes.get(from..end).unwrap_or_default()).map(|t| (from + t.start(), from + t.end(), t.kind()));
            cut.eq(whole.iter().copied())
        })
        .map(|(_, end)| end)
}

/// Cuts `bytes` into blocks of about `size` bytes, without a copy. A block ends after the first line feed with which the block has at least
/// `size` bytes. If no line feed follows, the block ends at the end of `bytes`. So only the last block can be shorter than `size`. A `size`
/// of 0 counts as 1. Empty `bytes` have no blocks.
///
/// No token continues after a line feed. So the tokens and words of all blocks, in the order of the blocks, are the tokens and words of
/// `bytes`. The terms that an [`Analyzer`](crate::Analyzer) finds in all blocks are the terms of `bytes`, but the positions start at 0 in
/// each block.
///
/// A sentence may continue after a line feed, so use [`sentences`](super::sentences()) for the sentences of a large file. To cut a stream
/// into blocks in bounded memory, use [`BlockReader`].
///
/// ```
/// let text = "سطر\nسطر ثان\nآخر".as_bytes();
/// let blocks: Vec<_> = kalima::io::line_blocks(text, 1).map(|b| b.len()).collect();
/// assert_eq!(blocks, [7, 14, 6]);
/// ```
pub fn line_blocks(bytes: &[u8], size: usize) -> LineBlocks<'_> {
    LineBlocks { bytes, size: size.max(1) }
}

/// An iterator over blocks of bytes. [`line_blocks`] returns this type.
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

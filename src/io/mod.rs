//! Readers for streams. A reader finds the tokens, sentences, terms or blocks of a stream that implements [`Read`](std::io::Read). A reader
//! uses bounded memory. All offsets are byte offsets from the start of the stream.
//!
//! ```
//! use kalima::io;
//!
//! let file = "وصل الوفد مساء أمس. ثم بدأ الاجتماع.".as_bytes(); // or a File, a socket, standard input
//! let mut sentences = io::sentences(file);
//! while let Some(sentence) = sentences.advance()? {
//!     println!("{:?} {}", sentence.range(), sentence.text());
//! }
//! let words: Vec<_> = io::tokens(file).collect::<Result<_, _>>()?;
//! assert_eq!((words[2].text(), words[2].range(), words.len()), ("الوفد".into(), 7..17, 15));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The four readers are iterators. All readers have the methods `new(reader, options)`, `capacity`, `advance`, `pending`, `end` and
//! `into_inner`. All items have the methods `range`, `bytes` and `text`; `range` returns byte offsets in the stream. All items except terms
//! have the method `into_owned`.
//!
//! | reader | items | function with the default options |
//! |---|---|---|
//! | [`TokenReader`] | [`StreamToken`] | [`tokens()`] |
//! | [`SentenceReader`] | [`StreamSentence`] | [`sentences()`] |
//! | [`TermReader`] | [`StreamTerm`] | [`terms()`], which takes an analyzer |
//! | [`BlockReader`] | [`StreamBlock`] | [`blocks()`] |
//!
//! # Invariants
//!
//! - *Equal results.* The tokens, sentences and terms of a reader are the results of the function for the whole input:
//!   [`tokens_utf8`](crate::Tokenizer::tokens_utf8), [`sentences_utf8`](crate::SentenceSplitter::sentences_utf8) or
//!   [`for_each_term_utf8`](crate::Analyzer::for_each_term_utf8). The sizes of the reads do not change the items. Each maximal subpart of
//!   an invalid UTF-8 sequence counts as one U+FFFD.
//! - *Bounded memory.* A reader buffers at most `capacity` bytes, by default [`DEFAULT_CAPACITY`]. A [`TermReader`] also stores terms,
//!   usually the terms of 4 KiB of text.
//! - *Minimal capacity.* The end of an item depends on the text around this end, so each reader has a minimal capacity: about 4 KiB for
//!   tokens and terms, 5 KiB for blocks, and 6 KiB for sentences. With [`quotations(false)`](crate::SentenceSplitter::quotations), the
//!   minimum for sentences is 22 KiB. A [`soft_limit`](crate::SentenceSplitter::soft_limit) adds four times its value to the minimum. A
//!   [`max_token_len`](crate::Tokenizer::max_token_len) adds eight times its value. A smaller capacity is raised to the minimum.
//! - *Parts.* A token, sentence or word that is longer than the buffer is returned in parts ([`Part`]). The parts together are the whole
//!   item. Only for a token or word that is longer than the buffer, the result may differ from the function for the whole input: the reader
//!   keeps the first 512 bytes and the most recent bytes of the token or word, and finds its end from these bytes. So a URL that is longer
//!   than the capacity may end at another bracket, and a word of mixed scripts may end at another full stop.
//! - *Linear work.* The time is linear in the length of the stream, for all bytes and all sizes of the reads.
//! - *Errors.* If the stream returns an error, the reader first returns all items that no further bytes can change. Then the reader returns
//!   the error. No byte is lost: the next call continues to read at the position of the error. The reader retries after the error
//!   `Interrupted`. After a call of [`end`](TokenReader::end), the text ends at the position of the error.
//!
//! If a reader needs more bytes, the reader waits until its buffer is full, the stream ends or an error occurs. A smaller capacity reduces
//! this delay.
//!
//! An empty stream has no items. The method [`pending`](TokenReader::pending) returns the bytes that were read but are not yet part of a
//! returned item. For a [`TermReader`], it returns the bytes that are not yet analyzed.
//!
//! # More than one thread
//!
//! [`blocks()`] cuts a stream into blocks, and [`line_blocks`] cuts bytes in memory. The tokens of the blocks are the tokens of the whole
//! text, if each block of a stream [ends at a boundary](StreamBlock::ends_at_boundary). See `examples/parallel.rs`.
//!
//! # Files
//!
//! | file | contents |
//! |---|---|
//! | `window.rs` | the buffer that all readers use |
//! | `tokens.rs`, `sentences.rs`, `terms.rs`, `blocks.rs` | one reader in each file |

mod blocks;
mod sentences;
mod terms;
mod tokens;
mod window;

use crate::error::names;

pub use blocks::{BlockReader, LineBlocks, StreamBlock, blocks, line_blocks};
pub use sentences::{SentenceReader, StreamSentence, sentences};
pub use terms::{StreamTerm, TermReader, terms};
pub use tokens::{StreamToken, TokenReader, tokens};

/// The default capacity of a reader: 64 KiB.
pub const DEFAULT_CAPACITY: usize = 1 << 16;

/// The relation of an item to its token, sentence or word. The reader splits a token, sentence or word into several items if the token,
/// sentence or word is longer than the buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The whole token, sentence or word.
    #[default]
    Whole,
    /// The first part of a split token, sentence or word.
    First,
    /// A middle part: other parts precede and follow this part.
    Middle,
    /// The last part of a split token, sentence or word.
    Last,
}
names!(Part, "part", Whole = "whole", First = "first", Middle = "middle", Last = "last");

impl Part {
    /// Returns whether the token, sentence or word ends with this part.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Part::Whole | Part::Last)
    }

    /// Returns the part for an item. `continued` is true if other parts of the same token, sentence or word precede the item. `last` is
    /// true if no part follows the item.
    const fn after(continued: bool, last: bool) -> Part {
        match (continued, last) {
            (false, true) => Part::Whole,
            (false, false) => Part::First,
            (true, false) => Part::Middle,
            (true, true) => Part::Last,
        }
    }
}

/// Returns the start of the character that contains the byte at `at`. The start is the last byte at or before `at` that is not a UTF-8
/// continuation byte. The result is `at` itself if the start is more than three bytes before `at`, which is possible only in invalid UTF-8,
/// or if `at` is not less than the length of `bytes`.
fn floor(bytes: &[u8], at: usize) -> usize {
    let start = (at.saturating_sub(3)..=at).rev().find(|&i| bytes.get(i).is_none_or(|b| b & 0xC0 != 0x80));
    start.unwrap_or(at)
}

//! Readers: the tokens, sentences, terms and blocks of anything that implements [`Read`](std::io::Read), in bounded memory, with the byte offsets of
//! the whole stream.
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
//! The four readers have the same methods: `new(reader, options)`, `capacity`, `advance`, `pending`, `end`, `into_inner`, and they are iterators.
//! Their items have `range`, in bytes of the stream, and `text`; all except terms have `bytes` and `into_owned`.
//!
//! | reader | items | by the default options |
//! |---|---|---|
//! | [`TokenReader`] | [`StreamToken`] | [`tokens()`] |
//! | [`SentenceReader`] | [`StreamSentence`] | [`sentences()`] |
//! | [`TermReader`] | [`StreamTerm`] | [`terms()`], which takes an analyzer |
//! | [`BlockReader`] | [`StreamBlock`] | [`blocks()`] |
//!
//! # Invariants
//!
//! - *One result.* The items are those of the same bytes in one piece ([`tokens_utf8`](crate::Tokenizer::tokens_utf8),
//!   [`sentences_utf8`](crate::SentenceSplitter::sentences_utf8), [`for_each_term_utf8`](crate::Analyzer::for_each_term_utf8)), however the
//!   reader cuts them. Bytes that are not UTF-8 count as U+FFFD by maximal subparts.
//! - *Bounded memory.* A reader buffers at most `capacity` bytes, [`DEFAULT_CAPACITY`] by default, and the terms of 4 KiB. A capacity that is too
//!   small for the rules is raised: to about 4 KiB for tokens and terms, 5 KiB for blocks, 6 KiB for sentences (22 KiB if
//!   [`quotations`](crate::SentenceSplitter::quotations) are kept together), and by four times a
//!   [`soft_limit`](crate::SentenceSplitter::soft_limit) or eight times a [`max_token_len`](crate::Tokenizer::max_token_len).
//! - *Parts.* A token, sentence or word that is longer than the buffer is returned in parts ([`Part`]). Together they are the item of the one piece.
//!   (The end of such a token is decided by its first and last 512 bytes: a URL longer than the capacity may end at another bracket, a word that
//!   mixes scripts at another full stop.)
//! - *Linear work*, for all bytes and all sizes of the chunks that the reader returns.
//! - *Errors* of the reader are returned after all items that were certain before them, and no byte is lost: the next call continues. `Interrupted`
//!   is retried. After [`end`](TokenReader::end) the text ends at the position of the error.
//!
//! A reader waits until its buffer is full or the stream ends. For less delay choose a smaller capacity.
//!
//! An empty stream has no items. [`pending`](TokenReader::pending) returns the bytes that were read and are not part of an item yet.
//!
//! # More than one thread
//!
//! [`blocks()`] cuts a stream, and [`line_blocks`] bytes in memory, into blocks whose tokens are those of the whole: `examples/parallel.rs`.
//!
//! # Files
//!
//! | file | contents |
//! |---|---|
//! | `window.rs` | the buffer between a reader and its items |
//! | `tokens.rs`, `sentences.rs`, `terms.rs`, `blocks.rs` | one reader each |

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

/// The position of an item in its token, sentence or word, which is split into several items if it is longer than the buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// The whole token, sentence or word.
    #[default]
    Whole,
    /// The first part of a split token, sentence or word.
    First,
    /// Neither the first nor the last part.
    Middle,
    /// The last part.
    Last,
}
names!(Part, "part", Whole = "whole", First = "first", Middle = "middle", Last = "last");

impl Part {
    /// Returns whether the token, sentence or word ends with this part.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Part::Whole | Part::Last)
    }

    /// Returns the part of an item. `continued` is true if other parts precede it, `last` if no part follows it.
    const fn after(continued: bool, last: bool) -> Part {
        match (continued, last) {
            (false, true) => Part::Whole,
            (false, false) => Part::First,
            (true, false) => Part::Middle,
            (true, true) => Part::Last,
        }
    }
}

/// Returns the start of the character that a byte is part of. In bytes that are not UTF-8 it is at most three bytes before.
fn floor(bytes: &[u8], at: usize) -> usize {
    let start = (at.saturating_sub(3)..=at).rev().find(|&i| bytes.get(i).is_none_or(|b| b & 0xC0 != 0x80));
    start.unwrap_or(at)
}

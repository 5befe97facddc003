//! Streams: tokens, sentences and terms of anything that implements [`Read`](std::io::Read), in bounded memory, with the byte offsets of the
//! whole stream.
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
//! # Laws
//!
//! - *One answer.* What comes out is what the same bytes give in one piece ([`tokens_utf8`](crate::Tokenizer::tokens_utf8),
//!   [`sentences_utf8`](crate::SentenceSplitter::sentences_utf8), [`for_each_term_utf8`](crate::Analyzer::for_each_term_utf8)), however the
//!   reader cuts them. Bytes that are not UTF-8 count as U+FFFD by maximal subparts.
//! - *Bounded memory.* A reader holds as many bytes as its `bound` says, [`BOUND`] by default, and what belongs to one item. A bound that is
//!   too small for the rules to see what they need is raised to what they need: some 4 KiB for tokens and terms, 6 KiB for sentences
//!   (22 KiB where [`quotations`](crate::SentenceSplitter::quotations) are held together), and to that four times a
//!   [`soft_limit`](crate::SentenceSplitter::soft_limit) or eight times a [`max_token_len`](crate::Tokenizer::max_token_len).
//! - *Parts.* A token, sentence or word that does not fit comes in parts that say so ([`Part`]). Together they are the unit of the one piece.
//!   (For a token this is told from its first and its last 512 bytes: a URL of more than the bound may end at another bracket, a word that
//!   mixes scripts at another full stop.)
//! - *Linear work*, whatever the bytes and however they come.
//! - *Errors* of the reader come out after everything that was certain before them, and lose nothing: the next call reads on. `Interrupted`
//!   is tried again. After [`end`](TokenReader::end) the text ends where the error was.
//!
//! A reader waits until its buffer is full or the stream ends. For less delay choose a smaller bound.
//!
//! An empty stream has no items. Without an item that fits, nothing is lost either: [`pending`](TokenReader::pending) is what was read and not
//! yet given out.
//!
//! # More than one thread
//!
//! [`blocks()`] cuts bytes where lines end, so that the tokens of the pieces are those of the whole: `examples/parallel.rs`.

mod blocks;
mod sentences;
mod terms;
mod tokens;
mod window;

use crate::error::names;

pub use blocks::{Blocks, blocks};
pub use sentences::{SentenceReader, StreamSentence, sentences};
pub use terms::{StreamTerm, TermReader, terms};
pub use tokens::{StreamToken, TokenReader, tokens};

/// How many bytes a reader holds, unless it is told otherwise: 64 KiB.
pub const BOUND: usize = 1 << 16;

/// Whether an item is all of its token, sentence or word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// The first part of what is too long.
    First,
    /// Neither the first nor the last part.
    Middle,
    /// The last part.
    Last,
}
names!(Part, "part", Whole = "whole", First = "first", Middle = "middle", Last = "last");

impl Part {
    /// Whether nothing more of the unit follows.
    pub const fn ends(self) -> bool {
        matches!(self, Part::Whole | Part::Last)
    }

    /// The part that comes after `given`, if it is the last one and if not.
    const fn after(given: bool, last: bool) -> Part {
        match (given, last) {
            (false, true) => Part::Whole,
            (false, false) => Part::First,
            (true, false) => Part::Middle,
            (true, true) => Part::Last,
        }
    }
}

/// The start of the character that a byte is in, as far as UTF-8 goes.
fn floor(bytes: &[u8], at: usize) -> usize {
    let start = (at.saturating_sub(3)..=at).rev().find(|&i| bytes.get(i).is_none_or(|b| b & 0xC0 != 0x80));
    start.unwrap_or(at)
}

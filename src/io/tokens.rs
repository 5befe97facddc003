//! [`TokenReader`]: the tokens of a reader, and the certain tokens at the start of a buffer, which the other readers use.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};
use std::ops::Range;
use std::string::String;
use std::vec::Vec;

use super::window::Window;
use super::{DEFAULT_CAPACITY, Part, floor};
use crate::debug::short_debug;
use crate::token::{LOOKAHEAD, TokenKind, Tokenizer};

/// The number of bytes that are kept in the buffer of a token that is too long: at its start, and before its current end.
const KEPT: usize = 512;
/// The number of bytes that are tokenized in one batch.
const STEP: usize = 1 << 12;
/// The number of bytes that must follow a token before it is certain: those that it depends on, and a character that may be incomplete.
pub(super) const AHEAD: usize = LOOKAHEAD + 4;

/// Returns the tokens of a reader by the default options.
pub fn tokens<R: Read>(reader: R) -> TokenReader<R> {
    TokenReader::new(reader, Tokenizer::new())
}

/// A token of a stream.
///
/// `Display` writes its text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StreamToken<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    kind: TokenKind,
    part: Part,
}

short_debug!(['b] StreamToken<'b>, "StreamToken", |t| { text: t.text(), start: t.start, kind: t.kind, part: t.part });

impl StreamToken<'_> {
    /// Returns the bytes of the token. They are never empty.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the text of the token: borrowed if it is valid UTF-8, otherwise U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Returns the range of the token in the stream, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.start..self.end()
    }

    /// Returns the position of the first byte of the token in the stream.
    #[must_use]
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Returns the position in the stream of the byte after the token.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// Returns the kind of the token. For the last part of a token that is too long it is the kind of all of it; for the parts before, the kind of
    /// the token as far as it was read.
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// Returns which part of its token this is, or [`Part::Whole`].
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// Returns the token with its own copy of the bytes.
    #[must_use]
    pub fn into_owned(self) -> StreamToken<'static> {
        StreamToken { bytes: Cow::Owned(self.bytes.into_owned()), ..self }
    }
}

impl AsRef<[u8]> for StreamToken<'_> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for StreamToken<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

/// A reader of tokens. [`advance`](Self::advance) borrows a token; the iterator returns owned ones.
///
/// ```
/// use kalima::io::TokenReader;
/// use kalima::{TokenKind, Tokenizer};
///
/// let mut reader = TokenReader::new("موعدنا 2025/02/10".as_bytes(), Tokenizer::new().entities(true)).capacity(1 << 20);
/// assert_eq!(reader.advance()?.unwrap().text(), "موعدنا");
/// assert_eq!(reader.last().unwrap()?.kind(), TokenKind::Date);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TokenReader<R> {
    window: Window<R>,
    tokenizer: Tokenizer,
    /// The start of the next token in the window.
    at: usize,
    /// The ends and kinds of certain tokens, and the number of them that were returned.
    ready: Vec<(usize, TokenKind)>,
    next: usize,
    long: Option<Long>,
}

short_debug!([R] TokenReader<R>, "TokenReader", |r| { window: r.window, tokenizer: r.tokenizer });

/// A token that is longer than the window, and whose first parts were returned.
#[derive(Clone, Copy, Debug)]
struct Long {
    /// The end of the last part in the window.
    returned: usize,
    kind: TokenKind,
}

impl<R: Read> TokenReader<R> {
    /// Creates a reader of the tokens of a tokenizer.
    #[must_use]
    pub fn new(reader: R, tokenizer: Tokenizer) -> TokenReader<R> {
        let reader = TokenReader { window: Window::new(reader, 0), tokenizer, at: 0, ready: Vec::new(), next: 0, long: None };
        reader.capacity(DEFAULT_CAPACITY)
    }

    /// Sets the capacity of the buffer, in bytes; see the [module](super). It applies from the next read on.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> TokenReader<R> {
        self.window.set_capacity(bytes.max(least(&self.tokenizer)));
        self
    }

    /// Returns the next token, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns those of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamToken<'_>>> {
        self.remove_middle();
        loop {
            if let Some(&(end, kind)) = self.ready.get(self.next) {
                self.next += 1;
                let long = self.long.take();
                let start = long.map_or(self.at, |l| l.returned);
                if end < start {
                    // Without the removed bytes, the token ends before the end of its returned parts. They cannot change any more, so the
                    // following text is tokenized from their end.
                    self.ready.clear();
                }
                self.at = end.max(start);
                let kind = long.map_or(kind, |l| whole_kind(l.kind, kind));
                return Ok(Some(self.token(start, self.at, kind, Part::after(long.is_some(), true))));
            }
            if self.scan() {
                continue;
            }
            if let Some(e) = self.window.take_error() {
                return Err(e);
            }
            if self.window.ended() {
                return Ok(None);
            }
            self.compact();
            if !self.window.is_full() {
                self.window.fill();
                continue;
            }
            let kind = self.tokenizer.tokens_utf8(self.window.slice(self.at, self.window.bytes().len())).next().map(|t| t.kind());
            let kind = kind.unwrap_or(TokenKind::Other);
            let start = self.long.map_or(self.at, |l| l.returned);
            let returned = floor(self.window.bytes(), self.window.bytes().len().saturating_sub(AHEAD)).max(start);
            let part = Part::after(self.long.is_some(), false);
            let kind = self.long.map_or(kind, |l| whole_kind(l.kind, kind));
            self.long = Some(Long { returned, kind });
            return Ok(Some(self.token(start, returned, kind, part)));
        }
    }

    /// Returns a range of the window as a token.
    fn token(&self, start: usize, end: usize, kind: TokenKind, part: Part) -> StreamToken<'_> {
        StreamToken { bytes: Cow::Borrowed(self.window.slice(start, end)), start: self.window.position(start), kind, part }
    }

    /// Finds tokens that no further text can change. Returns whether there are any.
    fn scan(&mut self) -> bool {
        self.ready.clear();
        self.next = 0;
        let at = self.at;
        let ends = certain(&self.tokenizer, self.window.slice(at, self.window.bytes().len()), self.window.ended(), STEP);
        self.ready.extend(ends.map(|(end, kind)| (at + end, kind)));
        !self.ready.is_empty()
    }

    /// Removes the middle of a long token from the window. These bytes were already returned as parts.
    fn remove_middle(&mut self) {
        if let Some(long) = &mut self.long {
            let bytes = self.window.bytes();
            let (from, to) = (floor(bytes, self.at + KEPT), floor(bytes, long.returned.saturating_sub(KEPT)));
            if from < to {
                self.window.remove(from, to);
                long.returned -= to - from;
            }
        }
    }
}

impl<R> TokenReader<R> {
    /// Removes the bytes before the next token.
    fn compact(&mut self) {
        self.window.remove(0, self.at);
        if let Some(long) = &mut self.long {
            long.returned -= self.at;
        }
        self.at = 0;
        self.ready.clear();
        self.next = 0;
    }

    /// Returns the bytes that were read and not yet returned.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.long.map_or(self.at, |l| l.returned), self.window.bytes().len())
    }

    /// Ends the text after the [`pending`](Self::pending) bytes; the reader is not read any more. For an error that is permanent.
    pub fn end(&mut self) {
        self.window.end();
    }

    /// Returns the underlying reader. The [`pending`](Self::pending) bytes are lost.
    pub fn into_inner(self) -> R {
        self.window.into_reader()
    }
}

impl<R: Read> Iterator for TokenReader<R> {
    type Item = io::Result<StreamToken<'static>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|token| token.map(StreamToken::into_owned)).transpose()
    }
}

/// Returns the least capacity with which every token can be decided.
pub(super) fn least(tokenizer: &Tokenizer) -> usize {
    tokenizer.get_max_token_len().unwrap_or(0).saturating_mul(8).saturating_add(4 * KEPT + 4 * AHEAD)
}

/// Returns the ends and kinds of some tokens at the start of `rest` that no further text can change. `step` bytes are tokenized, and more if they
/// have no such token.
pub(super) fn certain<'b>(
    tokenizer: &Tokenizer,
    rest: &'b [u8],
    ended: bool,
    step: usize,
) -> impl Iterator<Item = (usize, TokenKind)> + use<'b> {
    let mut len = step;
    loop {
        let seen = rest.get(..len).unwrap_or(rest);
        let all = seen.len() == rest.len();
        let sure = if all && ended { seen.len() } else { seen.len().saturating_sub(AHEAD) };
        let tokens = tokenizer.tokens_utf8(seen).map(|t| (t.range().end, t.kind())).take_while(move |t| t.0 <= sure);
        if all || tokens.clone().next().is_some() {
            return tokens;
        }
        len = len.saturating_mul(2);
    }
}

/// Returns the kind of a token by the kinds of its start and its end: a number at the end may be part of a word with letters in its middle.
fn whole_kind(before: TokenKind, now: TokenKind) -> TokenKind {
    if now == TokenKind::Number && before.is_word() || !now.is_word() { before } else { now }
}

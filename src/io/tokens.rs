//! [`TokenReader`]: finds the tokens of a stream. The readers of terms and blocks also use [`AHEAD`] and [`least`], and the reader of terms
//! uses [`certain`].

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

/// If a token is longer than the buffer, the buffer keeps the first `KEPT` bytes of the token and the last `KEPT` bytes of the part that
/// was returned last. The bytes between these two ranges are removed.
const KEPT: usize = 512;
/// The number of bytes that the reader usually tokenizes in one batch; see [`certain`].
const STEP: usize = 1 << 12;
/// The number of bytes that must follow a token, so that no further text can change the token. The rules of the tokenizer examine up to
/// [`LOOKAHEAD`] bytes after a token. The other four bytes are enough for an incomplete character.
pub(super) const AHEAD: usize = LOOKAHEAD + 4;

/// Returns a reader of the tokens that the default [`Tokenizer`] finds in a stream.
pub fn tokens<R: Read>(reader: R) -> TokenReader<R> {
    TokenReader::new(reader, Tokenizer::new())
}

/// A token of a stream.
///
/// `Display` writes the text of the token.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct StreamToken<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    kind: TokenKind,
    part: Part,
}

short_debug!(['b] StreamToken<'b>, "StreamToken", |t| { text: t.text(), start: t.start, kind: t.kind, part: t.part });

impl StreamToken<'_> {
    /// Returns the bytes of the token. A token has at least one byte.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the text of the token. The text is borrowed if the token is valid UTF-8. Otherwise the text is a copy in which U+FFFD
    /// replaces each invalid sequence.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Returns the byte range of the token in the stream. The end is excluded.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.start..self.end()
    }

    /// Returns the offset in the stream of the first byte of the token.
    #[must_use]
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Returns the offset in the stream of the first byte after the token.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// Returns the kind of the token. If the token is longer than the buffer, each part except the last has a preliminary kind, which
    /// depends only on the bytes that were already read. The last part has the final kind of the token.
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// Returns whether this item is the whole token, or the first, a middle or the last part of a token.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// Returns the token with its own copy of the bytes. The result does not borrow the buffer.
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

/// A reader of tokens. [`advance`](Self::advance) returns a token that borrows the buffer; the iterator returns copies.
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
    /// The offset in the window of the start of the next token.
    at: usize,
    /// The end (an offset in the window) and the kind of each certain token that the last scan found. A token is certain if no further text
    /// can change the token.
    ready: Vec<(usize, TokenKind)>,
    /// The number of tokens in `ready` that were already returned.
    next: usize,
    /// The next token, if parts of this token were already returned.
    long: Option<Long>,
}

short_debug!([R] TokenReader<R>, "TokenReader", |r| { window: r.window, tokenizer: r.tokenizer });

/// A token that is longer than the window, and whose first parts were already returned.
#[derive(Clone, Copy, Debug)]
struct Long {
    /// The offset in the window of the end of the last returned part.
    returned: usize,
    /// The kind of the returned parts.
    kind: TokenKind,
}

impl<R: Read> TokenReader<R> {
    /// Creates a reader of the tokens that `tokenizer` finds.
    #[must_use]
    pub fn new(reader: R, tokenizer: Tokenizer) -> TokenReader<R> {
        let reader = TokenReader { window: Window::new(reader, 0), tokenizer, at: 0, ready: Vec::new(), next: 0, long: None };
        reader.capacity(DEFAULT_CAPACITY)
    }

    /// Sets the capacity of the buffer, in bytes; see the [module](super). A capacity below the minimum is raised to the minimum. The new
    /// capacity applies from the next read.
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> TokenReader<R> {
        self.window.set_capacity(bytes.max(least(&self.tokenizer)));
        self
    }

    /// Returns the next token or the next part of a long token. Returns `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Returns the errors of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamToken<'_>>> {
        self.remove_middle();
        loop {
            if let Some(&(end, kind)) = self.ready.get(self.next) {
                self.next += 1;
                let long = self.long.take();
                let start = long.map_or(self.at, |l| l.returned);
                if end < start {
                    // Bytes of the long token were removed from the window, so the computed end may precede the parts that were already
                    // returned. Then the token ends at the end of these parts, and the next scan starts at this position.
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

    /// Returns the bytes `start..end` of the window as a token.
    fn token(&self, start: usize, end: usize, kind: TokenKind, part: Part) -> StreamToken<'_> {
        StreamToken { bytes: Cow::Borrowed(self.window.slice(start, end)), start: self.window.position(start), kind, part }
    }

    /// Stores in `ready` the next tokens that no further text can change. Returns whether at least one token was found.
    fn scan(&mut self) -> bool {
        self.ready.clear();
        self.next = 0;
        let at = self.at;
        let ends = certain(&self.tokenizer, self.window.slice(at, self.window.bytes().len()), self.window.ended(), STEP);
        self.ready.extend(ends.map(|(end, kind)| (at + end, kind)));
        !self.ready.is_empty()
    }

    /// Removes the middle of a long token from the window. The removed bytes were already returned as parts.
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
    /// Removes the bytes before the next token from the window.
    fn compact(&mut self) {
        self.window.remove(0, self.at);
        if let Some(long) = &mut self.long {
            long.returned -= self.at;
        }
        self.at = 0;
        self.ready.clear();
        self.next = 0;
    }

    /// Returns the bytes that were read from the underlying reader but are not yet part of a returned token.
    #[must_use]
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.long.map_or(self.at, |l| l.returned), self.window.bytes().len())
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

impl<R: Read> Iterator for TokenReader<R> {
    type Item = io::Result<StreamToken<'static>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|token| token.map(StreamToken::into_owned)).transpose()
    }
}

/// Returns the minimal capacity of the buffer, in bytes. The minimum is the sum of four times [`KEPT`], four times [`AHEAD`] and, if the
/// tokenizer limits the length of a token, eight times this limit.
pub(super) fn least(tokenizer: &Tokenizer) -> usize {
    tokenizer.get_max_token_len().unwrap_or(0).saturating_mul(8).saturating_add(4 * KEPT + 4 * AHEAD)
}

/// Returns an iterator over the first tokens of `rest` that no further text can change. An item is the end of a token in `rest` and the
/// kind of the token. `ended` is true if the stream ends after `rest`.
///
/// The function tokenizes the first `step` bytes. If further text can change every token of these bytes, the function doubles the number of
/// bytes, up to the length of `rest`.
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

/// Returns the kind of a long token. `before` is the kind of the parts that were already returned. `now` is the kind of the bytes in the
/// buffer, which may lack the middle of the token.
///
/// The result is `before` in two cases:
///
/// - `now` is not a kind of words;
/// - `before` is a kind of words and `now` is a number, because the removed middle may contain letters.
///
/// In all other cases the result is `now`.
fn whole_kind(before: TokenKind, now: TokenKind) -> TokenKind {
    if now == TokenKind::Number && before.is_word() || !now.is_word() { before } else { now }
}

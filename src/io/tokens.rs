//! Tokens of a reader.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;
use std::string::String;
use std::vec::Vec;

use super::window::Window;
use super::{BOUND, Part, floor};
use crate::debug::short_debug;
use crate::token::{LOOKAHEAD, TokenKind, Tokenizer};

/// What is kept of the start of a token that is too long, and before the place that it has come to.
const KEPT: usize = 512;
/// How many bytes are looked at to decide on some tokens at once.
const STEP: usize = 1 << 12;
/// What follows a token before it is certain: what it depends on, and a character that may be cut.
pub(super) const AHEAD: usize = LOOKAHEAD + 4;

/// The tokens of a reader by the default options.
pub fn tokens<R: Read>(reader: R) -> TokenReader<R> {
    TokenReader::new(reader, Tokenizer::new())
}

/// A token of a stream.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamToken<'b> {
    bytes: Cow<'b, [u8]>,
    start: u64,
    kind: TokenKind,
    part: Part,
}

short_debug!(['b] StreamToken<'b>, "StreamToken", |t| { text: t.text(), start: t.start, kind: t.kind, part: t.part });

impl StreamToken<'_> {
    /// The bytes of the token.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text of the token: borrowed where it is valid, else U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The range in the stream, in bytes.
    pub fn range(&self) -> Range<u64> {
        self.start..self.start + self.bytes.len() as u64
    }

    /// What the token is. Of the first parts of a token that is too long, what it is as far as it is known; of the last part, what all of it is.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }

    /// Whether this is all of the token.
    pub fn part(&self) -> Part {
        self.part
    }

    /// The token with bytes of its own.
    pub fn into_owned(self) -> StreamToken<'static> {
        StreamToken { bytes: Cow::Owned(self.bytes.into_owned()), ..self }
    }
}

/// The tokens of a reader, in order: by [`advance`](Self::advance) without a copy, or as an iterator of owned ones.
///
/// ```
/// use kalima::io::TokenReader;
/// use kalima::{TokenKind, Tokenizer};
///
/// let mut reader = TokenReader::new("موعدنا 2025/02/10".as_bytes(), Tokenizer::new().entities(true)).bound(1 << 20);
/// assert_eq!(reader.advance()?.unwrap().text(), "موعدنا");
/// assert_eq!(reader.last().unwrap()?.kind(), TokenKind::Date);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct TokenReader<R> {
    window: Window<R>,
    tokenizer: Tokenizer,
    /// Where the next token begins, in the window.
    at: usize,
    /// Tokens that are certain, by their ends; how many of them are given away.
    ready: Vec<(usize, TokenKind)>,
    next: usize,
    long: Option<Long>,
}

short_debug!([R] TokenReader<R>, "TokenReader", |r| { window: r.window, tokenizer: r.tokenizer });

/// A token of which parts are given away.
#[derive(Clone, Copy, Debug)]
struct Long {
    /// Up to here.
    given: usize,
    kind: TokenKind,
}

impl<R: Read> TokenReader<R> {
    /// The tokens of a reader by options.
    pub fn new(reader: R, tokenizer: Tokenizer) -> TokenReader<R> {
        let reader = TokenReader { window: Window::new(reader, 0), tokenizer, at: 0, ready: Vec::new(), next: 0, long: None };
        reader.bound(BOUND)
    }

    /// How many bytes are held at most; see the [module](super). Takes effect from the next read on.
    pub fn bound(mut self, bytes: usize) -> TokenReader<R> {
        self.window.set_bound(bytes.max(least(&self.tokenizer)));
        self
    }

    /// The next token, or `None` at the end of the stream.
    ///
    /// # Errors
    ///
    /// Those of the reader; see the [module](super).
    pub fn advance(&mut self) -> io::Result<Option<StreamToken<'_>>> {
        self.forget();
        loop {
            if let Some(&(end, kind)) = self.ready.get(self.next) {
                self.next += 1;
                let long = self.long.take();
                let start = long.map_or(self.at, |l| l.given);
                if end < start {
                    // What was forgotten would have told otherwise: what is given away stays so, and the rest is read from there.
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
            let start = self.long.map_or(self.at, |l| l.given);
            let given = floor(self.window.bytes(), self.window.bytes().len().saturating_sub(AHEAD)).max(start);
            let part = Part::after(self.long.is_some(), false);
            let kind = self.long.map_or(kind, |l| whole_kind(l.kind, kind));
            self.long = Some(Long { given, kind });
            return Ok(Some(self.token(start, given, kind, part)));
        }
    }

    fn token(&self, start: usize, end: usize, kind: TokenKind, part: Part) -> StreamToken<'_> {
        StreamToken { bytes: Cow::Borrowed(self.window.slice(start, end)), start: self.window.position(start), kind, part }
    }

    /// Finds tokens that no more text can change.
    fn scan(&mut self) -> bool {
        self.ready.clear();
        self.next = 0;
        let at = self.at;
        let ends = certain(&self.tokenizer, self.window.slice(at, self.window.bytes().len()), self.window.ended(), STEP);
        self.ready.extend(ends.map(|(end, kind)| (at + end, kind)));
        !self.ready.is_empty()
    }

    /// Takes out the middle of a long token, once its part is given away.
    fn forget(&mut self) {
        if let Some(long) = &mut self.long {
            let bytes = self.window.bytes();
            let (from, to) = (floor(bytes, self.at + KEPT), floor(bytes, long.given.saturating_sub(KEPT)));
            if from < to {
                self.window.forget(from, to);
                long.given -= to - from;
            }
        }
    }
}

impl<R> TokenReader<R> {
    /// Takes away what is given away.
    fn compact(&mut self) {
        self.window.forget(0, self.at);
        if let Some(long) = &mut self.long {
            long.given -= self.at;
        }
        self.at = 0;
        self.ready.clear();
        self.next = 0;
    }

    /// What was read and not given out.
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.long.map_or(self.at, |l| l.given), self.window.bytes().len())
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

impl<R: Read> Iterator for TokenReader<R> {
    type Item = io::Result<StreamToken<'static>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|token| token.map(StreamToken::into_owned)).transpose()
    }
}

/// What a buffer must hold for every token to be decided on.
pub(super) fn least(tokenizer: &Tokenizer) -> usize {
    tokenizer.max_len().unwrap_or(0).saturating_mul(8).saturating_add(4 * KEPT + 4 * AHEAD)
}

/// The tokens at the start of bytes that cannot change, if any: some of them, by their ends.
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

/// What a token is of which only the start and the end are seen: digits may have been letters in the middle.
fn whole_kind(before: TokenKind, now: TokenKind) -> TokenKind {
    if now == TokenKind::Number && before.is_word() || !now.is_word() { before } else { now }
}

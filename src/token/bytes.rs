//! Tokens of bytes that may not be UTF-8: those of the valid pieces, and one for each invalid sequence between them.

use alloc::{borrow::Cow, string::String};
use core::{iter::FusedIterator, ops::Range};

use super::{TokenKind, Tokenizer, Tokens};
use crate::debug::short_debug;

/// A token of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TokenUtf8<'t> {
    bytes: &'t [u8],
    start: usize,
    kind: TokenKind,
}

short_debug!(['t] TokenUtf8<'t>, "TokenUtf8", |t| { text: t.text(), start: t.start, kind: t.kind });

impl<'t> TokenUtf8<'t> {
    /// The bytes of the token.
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// The text of the token: borrowed where it is valid, else U+FFFD.
    pub fn text(&self) -> Cow<'t, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// The range in the source bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.bytes.len()
    }

    /// What the token is.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

/// The tokens of bytes, in order.
#[derive(Clone)]
pub struct TokensUtf8<'t> {
    /// Of the valid text that starts at `start`.
    tokens: Tokens<'t>,
    bytes: &'t [u8],
    start: usize,
}

short_debug!(['t] TokensUtf8<'t>, "TokensUtf8", |t| { len: t.bytes.len(), tokenizer: t.tokens.stream.tokenizer });

impl<'t> TokensUtf8<'t> {
    pub(super) fn new(tokenizer: Tokenizer, bytes: &'t [u8]) -> TokensUtf8<'t> {
        TokensUtf8 { tokens: tokenizer.tokens(""), bytes, start: 0 }
    }
}

impl<'t> Iterator for TokensUtf8<'t> {
    type Item = TokenUtf8<'t>;

    fn next(&mut self) -> Option<TokenUtf8<'t>> {
        loop {
            if let Some(t) = self.tokens.next() {
                return Some(TokenUtf8 { bytes: t.text.as_bytes(), start: self.start + t.start, kind: t.kind });
            }
            let start = self.start + self.tokens.stream.text.len();
            let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
            let (valid, invalid) = match core::str::from_utf8(rest) {
                Ok(text) => (text, 0),
                Err(e) if e.valid_up_to() == 0 => ("", e.error_len().unwrap_or(rest.len())),
                Err(e) => (rest.get(..e.valid_up_to()).and_then(|b| core::str::from_utf8(b).ok()).unwrap_or_default(), 0),
            };
            self.start = start + invalid;
            self.tokens = self.tokens.stream.tokenizer.tokens(valid);
            if invalid > 0 {
                return Some(TokenUtf8 { bytes: rest.get(..invalid).unwrap_or_default(), start, kind: TokenKind::Symbol });
            }
        }
    }
}

impl FusedIterator for TokensUtf8<'_> {}

/// The words of bytes, in order.
#[derive(Clone, Debug)]
pub struct WordsUtf8<'t> {
    tokens: TokensUtf8<'t>,
}

impl<'t> WordsUtf8<'t> {
    pub(super) fn new(tokenizer: Tokenizer, bytes: &'t [u8]) -> WordsUtf8<'t> {
        WordsUtf8 { tokens: TokensUtf8::new(tokenizer, bytes) }
    }
}

impl<'t> Iterator for WordsUtf8<'t> {
    type Item = TokenUtf8<'t>;

    fn next(&mut self) -> Option<TokenUtf8<'t>> {
        self.tokens.find(|token| token.kind.is_word())
    }
}

impl FusedIterator for WordsUtf8<'_> {}

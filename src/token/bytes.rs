//! [`TokensUtf8`] and [`WordsUtf8`]: iterators over the tokens of bytes that may not be UTF-8. The valid parts of the bytes are tokenized
//! as text. Each invalid sequence (a maximal subpart, as the Unicode Standard defines the term) is one token.

use core::iter::FusedIterator;

use super::item::TokenUtf8;
use super::kind::TokenKind;
use super::options::Tokenizer;
use super::rules::LOOKAHEAD;
use super::tokens::Tokens;
use crate::debug::short_debug;
use crate::span;

impl Tokenizer {
    /// Returns an iterator over the tokens of bytes that may not be UTF-8. Each invalid sequence (a maximal subpart, as the Unicode
    /// Standard defines the term) is a separate token with the text U+FFFD. The ranges of the tokens are ranges of `bytes`.
    pub fn tokens_utf8<'t>(&self, bytes: &'t [u8]) -> TokensUtf8<'t> {
        TokensUtf8 { tokens: self.tokens(""), bytes, start: 0 }
    }

    /// Returns an iterator over the [words](TokenKind::is_word) among the tokens of [`tokens_utf8`](Self::tokens_utf8).
    ///
    /// ```
    /// use kalima::token::Tokenizer;
    /// let all: Vec<_> = Tokenizer::new().words_utf8(b"\xFF \xD9\x83\xD8\xAA\xD8\xA8.").map(|t| (t.text(), t.range())).collect();
    /// assert_eq!(all, [("كتب".into(), 2..8)]);
    /// ```
    pub fn words_utf8<'t>(&self, bytes: &'t [u8]) -> WordsUtf8<'t> {
        WordsUtf8 { tokens: self.tokens_utf8(bytes) }
    }

    /// Returns the same length as [`safe_prefix`](Self::safe_prefix), for bytes that may not be UTF-8. The function ignores an incomplete
    /// character at the end of the bytes.
    #[must_use]
    pub fn safe_prefix_utf8(&self, bytes: &[u8]) -> usize {
        let bytes = span::whole(bytes);
        let last = bytes.len().saturating_sub(LOOKAHEAD);
        self.tokens_utf8(bytes).map(|t| t.end()).take_while(|&end| end <= last).last().unwrap_or(0)
    }
}

/// An iterator over the tokens of bytes that may not be UTF-8. [`Tokenizer::tokens_utf8`] returns this iterator.
#[derive(Clone)]
#[must_use]
pub struct TokensUtf8<'t> {
    /// The remaining tokens of the valid text that starts at byte `start` of `bytes`.
    tokens: Tokens<'t>,
    bytes: &'t [u8],
    start: usize,
}

short_debug!(['t] TokensUtf8<'t>, "TokensUtf8", |t| { len: t.bytes.len(), tokenizer: t.tokens.stream.tokenizer });

impl<'t> TokensUtf8<'t> {
    /// Returns the bytes from the start of the next token to the end.
    #[must_use]
    pub fn as_bytes(&self) -> &'t [u8] {
        self.bytes.get(self.offset()..).unwrap_or_default()
    }

    /// Returns the position of the next token in the bytes. After the last token, the position is the number of bytes.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.start + self.tokens.offset()
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

/// An iterator over the words of bytes that may not be UTF-8. [`Tokenizer::words_utf8`] returns this iterator.
#[derive(Clone, Debug)]
#[must_use]
pub struct WordsUtf8<'t> {
    tokens: TokensUtf8<'t>,
}

impl<'t> Iterator for WordsUtf8<'t> {
    type Item = TokenUtf8<'t>;

    fn next(&mut self) -> Option<TokenUtf8<'t>> {
        self.tokens.find(|token| token.kind.is_word())
    }
}

impl FusedIterator for WordsUtf8<'_> {}

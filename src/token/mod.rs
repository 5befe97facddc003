//! Tokens: text cut into words and what stands between them.

use core::iter::FusedIterator;
use core::ops::Range;

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use crate::chars::{self, Class};
use crate::error::names;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// A word with a letter of the Arabic script.
    Arabic,
    /// A word of another script.
    Word,
    /// Digits with their separators.
    Number,
    /// White space.
    Space,
    /// Anything else.
    Punctuation,
}
names!(TokenKind, "token kind", Arabic = "arabic", Word = "word", Number = "number", Space = "space", Punctuation = "punctuation");

impl TokenKind {
    /// Whether this counts as a word.
    pub const fn is_word(self) -> bool {
        matches!(self, TokenKind::Arabic | TokenKind::Word | TokenKind::Number)
    }
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    text: &'t str,
    start: usize,
    kind: TokenKind,
}

impl<'t> Token<'t> {
    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The range in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What it is.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

/// The tokenizer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tokenizer(());

impl Tokenizer {
    /// The default.
    pub const fn new() -> Tokenizer {
        Tokenizer(())
    }

    /// The tokens of a text.
    pub fn tokens<'t>(&self, text: &'t str) -> Tokens<'t> {
        Tokens { inner: text.split_word_bound_indices() }
    }
}

/// The tokens of a text.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    inner: UWordBoundIndices<'t>,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;
    fn next(&mut self) -> Option<Token<'t>> {
        let (start, text) = self.inner.next()?;
        let c = text.chars().next()?;
        let kind = if text.chars().any(chars::is_arabic) && text.chars().any(chars::is_letter) {
            TokenKind::Arabic
        } else if c.is_alphabetic() {
            TokenKind::Word
        } else if chars::digit_value(c).is_some() {
            TokenKind::Number
        } else if matches!(chars::class(c), Class::Space | Class::LineBreak) {
            TokenKind::Space
        } else {
            TokenKind::Punctuation
        };
        Some(Token { text, start, kind })
    }
}

impl FusedIterator for Tokens<'_> {}

/// The tokens of a text by the default options.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokenizer::new().tokens(text)
}

//! An iterator over the words of a text. The iterator uses the tokenizer of this crate or Lucene's tokenizer.

use core::ops::Range;

use super::standard::{self, StandardTokens};
use super::term::Word;
use crate::chars::{self, Class};
use crate::span::slice;
use crate::token::{Token, TokenKind, Words};

/// The words of a text, split by the tokenizer of the analyzer.
#[derive(Clone)]
pub(super) enum WordSource<'t> {
    /// The words of [`Tokenizer`](crate::token::Tokenizer).
    Words(Words<'t>),
    /// The text, and the tokens of Lucene's `StandardTokenizer`.
    Standard(&'t str, StandardTokens<'t>),
}

impl<'t> WordSource<'t> {
    /// Calls `f` with the start (in bytes), the text and the kind of each word.
    ///
    /// The three values are separate arguments for speed. A structure would be written to memory in parts and read as a whole, so the
    /// processor would stall until the writes are complete.
    #[inline(always)]
    pub(super) fn for_each_word(self, mut f: impl FnMut(usize, &'t str, TokenKind)) {
        match self {
            WordSource::Words(words) => words.for_each_or_symbol(move |token| {
                if let Some(kind) = kind_of_word(&token) {
                    f(token.start(), token.text(), kind);
                }
            }),
            WordSource::Standard(_, tokens) => tokens.for_each_token(move |start, text| f(start, text, kind_of_standard(text))),
        }
    }
}

/// Returns the kind of a word, or `None` for a symbol. ﷽ and ﷼ are exceptions: the tokenizer classifies them as symbols, but this function
/// classifies them as Arabic words. The tokenizer already classifies the other word ligatures, such as ﷲ, as Arabic words.
#[inline(always)]
fn kind_of_word(token: &Token<'_>) -> Option<TokenKind> {
    match token.kind() {
        TokenKind::Symbol => token.text().chars().any(|c| chars::class(c) == Class::WordLigature).then_some(TokenKind::Arabic),
        kind => Some(kind),
    }
}

/// Returns the kind of a token of Lucene's tokenizer: [`TokenKind::Arabic`] if the token contains an Arabic letter, otherwise
/// [`TokenKind::Word`].
#[inline(always)]
fn kind_of_standard(text: &str) -> TokenKind {
    let first = standard::first_two(text);
    // Most words are Arabic and start with a letter in ء–غ or ف–ي, so the slower search for an Arabic letter is rarely needed.
    let arabic = (0xD8A1..=0xD8BA).contains(&first) | (0xD981..=0xD98A).contains(&first) || text.chars().any(chars::is_letter);
    if arabic { TokenKind::Arabic } else { TokenKind::Word }
}

impl Iterator for WordSource<'_> {
    type Item = Word;

    #[inline(always)]
    fn next(&mut self) -> Option<Word> {
        match self {
            WordSource::Words(words) => loop {
                let token = words.next_or_symbol()?;
                if let Some(kind) = kind_of_word(&token) {
                    return Some(Word { start: token.start(), end: token.end(), kind });
                }
            },
            WordSource::Standard(text, tokens) => {
                let Range { start, end } = tokens.next()?;
                Some(Word { start, end, kind: kind_of_standard(slice(text, start..end)) })
            }
        }
    }
}

//! [`Tokens`] and [`Words`]: iterators over the tokens of a text.

use core::iter::FusedIterator;

use super::item::Token;
use super::options::Tokenizer;
use super::rules::LOOKAHEAD;
use super::stream::Stream;
use crate::debug::short_debug;
use crate::scan::Level;
use crate::span;

/// Returns an iterator over the tokens of a text, with the default options.
///
/// ```
/// let all: Vec<_> = kalima::token::tokens("وصل د. أحمد.").map(|t| t.text()).collect();
/// assert_eq!(all, ["وصل", " ", "د.", " ", "أحمد", "."]);
/// assert_eq!(kalima::token::tokens("").count(), 0);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokenizer::new().tokens(text)
}

/// Returns an iterator over the [words](super::TokenKind::is_word) of a text, with the default options.
///
/// ```
/// let all: Vec<_> = kalima::token::words("اشترى الـiPhone بـ3,500 ريال!").map(|t| t.text()).collect();
/// assert_eq!(all, ["اشترى", "الـ", "iPhone", "بـ", "3,500", "ريال"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Tokenizer::new().words(text)
}

impl Tokenizer {
    /// Returns an iterator over the tokens of a text. The tokens cover every byte of the text exactly once; an empty text has no tokens.
    /// The time is linear in the length of the text.
    #[inline]
    pub fn tokens<'t>(&self, text: &'t str) -> Tokens<'t> {
        Tokens::with(Level::best(), *self, text)
    }

    /// Returns an iterator over the tokens of a text that are [words](super::TokenKind::is_word).
    #[inline]
    pub fn words<'t>(&self, text: &'t str) -> Words<'t> {
        Words::with(Level::best(), *self, text)
    }

    /// Returns the length in bytes of a prefix of the text. The tokens of this prefix cannot change if more text is appended. The length is
    /// the end of a token, or 0.
    ///
    /// Let `n` be this length. Tokenize `text[..n]`, and then `text[n..]` together with the appended text. The tokens of both parts are the
    /// tokens of the whole text.
    ///
    /// ```
    /// use kalima::token::Tokenizer;
    /// assert_eq!(Tokenizer::new().safe_prefix("كتاب"), 0); // a letter may follow
    /// assert!(Tokenizer::new().safe_prefix(&"كتاب ".repeat(100)) > 500);
    /// ```
    #[must_use]
    pub fn safe_prefix(&self, text: &str) -> usize {
        let last = text.len().saturating_sub(LOOKAHEAD);
        // A token that ends at or before `last` cannot change, because at most `LOOKAHEAD` bytes after a token affect it. To find the last
        // of these tokens, all preceding tokens must be computed.
        self.tokens(text).map(|t| t.end()).take_while(|&end| end <= last).last().unwrap_or(0)
    }
}

/// An iterator over the tokens of a text. [`Tokenizer::tokens`] returns this iterator.
#[derive(Clone)]
#[must_use]
pub struct Tokens<'t> {
    pub(super) stream: Stream<'t, false>,
}

short_debug!(['t] Tokens<'t>, "Tokens", |t| { len: t.stream.text.len(), tokenizer: t.stream.tokenizer });

impl<'t> Tokens<'t> {
    /// Creates the iterator for one SIMD level.
    #[inline]
    pub(super) fn with(level: Level, tokenizer: Tokenizer, text: &'t str) -> Tokens<'t> {
        Tokens { stream: Stream::new(level, tokenizer, text) }
    }

    /// Returns the text from the start of the next token to the end.
    ///
    /// ```
    /// let mut tokens = kalima::token::tokens("في البيت");
    /// tokens.next();
    /// assert_eq!((tokens.as_str(), tokens.offset()), (" البيت", 4));
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        span::slice(self.stream.text, self.offset()..self.stream.text.len())
    }

    /// Returns the byte position of the next token in the text. After the last token, the position is the length of the text.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.stream.offset()
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        self.stream.next::<false>()
    }

    #[inline]
    fn fold<B, F: FnMut(B, Token<'t>) -> B>(self, init: B, f: F) -> B {
        self.stream.fold::<false, _>(init, f)
    }
}

impl FusedIterator for Tokens<'_> {}

/// An iterator over the words of a text. [`Tokenizer::words`] returns this iterator.
#[derive(Clone)]
#[must_use]
pub struct Words<'t> {
    stream: Stream<'t, true>,
}

short_debug!(['t] Words<'t>, "Words", |t| { len: t.stream.text.len(), tokenizer: t.stream.tokenizer });

impl<'t> Words<'t> {
    /// Creates the iterator for one SIMD level.
    #[inline]
    pub(super) fn with(level: Level, tokenizer: Tokenizer, text: &'t str) -> Words<'t> {
        Words { stream: Stream::new(level, tokenizer, text) }
    }

    /// Returns the next word or symbol, or `None` after the last token. The ASCII symbols that the block scanner skips are not returned.
    #[inline(always)]
    pub(crate) fn next_or_symbol(&mut self) -> Option<Token<'t>> {
        self.stream.next::<true>()
    }

    /// Calls `f` with each word and symbol that [`next_or_symbol`](Words::next_or_symbol) would return.
    #[inline(always)]
    pub(crate) fn for_each_or_symbol(self, mut f: impl FnMut(Token<'t>)) {
        self.stream.fold::<true, _>((), move |(), token| f(token));
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        self.stream.next::<false>()
    }

    #[inline]
    fn fold<B, F: FnMut(B, Token<'t>) -> B>(self, init: B, f: F) -> B {
        self.stream.fold::<false, _>(init, f)
    }
}

impl FusedIterator for Words<'_> {}

/// Returns whether all SIMD levels of this processor return the tokens and words of the level `SCALAR`. Compares the results of `next` and
/// of `fold`.
#[cfg(any(test, fuzzing))]
pub(crate) fn levels_agree(tokenizer: &Tokenizer, text: &str) -> bool {
    let known = |t: Token<'_>| (t.start(), t.end(), t.kind());
    let fold = |mut all: alloc::vec::Vec<_>, t| {
        all.push(known(t));
        all
    };
    // At the level `SCALAR`, the rules decide every token.
    let rules: alloc::vec::Vec<_> = Tokens::with(Level::Scalar, *tokenizer, text).map(known).collect();
    let words: alloc::vec::Vec<_> = rules.iter().copied().filter(|t| t.2.is_word()).collect();
    Level::all().into_iter().all(|level| {
        let (tokens, some) = (|| Tokens::with(level, *tokenizer, text), || Words::with(level, *tokenizer, text));
        tokens().map(known).eq(rules.iter().copied())
            && tokens().fold(alloc::vec::Vec::new(), fold) == rules
            && some().map(known).eq(words.iter().copied())
            && some().fold(alloc::vec::Vec::new(), fold) == words
    })
}

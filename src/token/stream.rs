//! The stream of tokens. The bitmasks of the [block scanner](crate::scan::words) decide most tokens; the [rules] decide all other tokens.
//! A token is *certain* if the block scanner decides the token. Only this file combines the scanner and the rules. The iterators of
//! `tokens.rs` are thin wrappers of [`Stream`].

use unicode_segmentation::UnicodeSegmentation;

use super::emoticon;
use super::item::Token;
use super::kind::TokenKind;
use super::options::Tokenizer;
use super::rules::{self, LOOKAHEAD};
use crate::entity::{self, Local};
use crate::scan::Level;
use crate::scan::words::classes::{self, PieceKind};
use crate::scan::words::{CertainToken, DeferOptions, Event, Reader, has_blocks};
use crate::span;

/// The kind of each certain token. The index is the byte that the scanner returns with the certain token.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static KINDS: [TokenKind; 256] = {
    let mut kinds = [TokenKind::Arabic; 256];
    let mut b = 0;
    while b < 256 {
        kinds[b] = match classes::KINDS[b] {
            PieceKind::Arabic => TokenKind::Arabic,
            PieceKind::Latin => TokenKind::Word,
            PieceKind::Number => TokenKind::Number,
            PieceKind::Space => TokenKind::Space,
            PieceKind::LineFeed => TokenKind::Newline,
            PieceKind::Punctuation => TokenKind::Punctuation,
            PieceKind::Symbol => TokenKind::Symbol,
        };
        b += 1;
    }
    kinds
};

/// A stream of the tokens of a text. If `WORDS` is true, the stream returns only words; [`next`](Stream::next) describes the exception.
#[derive(Clone)]
pub(super) struct Stream<'t, const WORDS: bool> {
    pub(super) tokenizer: Tokenizer,
    pub(super) text: &'t str,
    /// True if the block scanner supports the options of the tokenizer and the SIMD level.
    quick: bool,
    /// The block scanner.
    reader: Reader<'t, WORDS>,
    /// The byte position of the next token. This field is not used if `quick` is true.
    at: usize,
    /// The cache of the last local part (the text before `@`) of an e-mail address.
    known: Local,
    /// The byte position of the next U+200C, or the length of the text if no U+200C follows. The value is 0 before the first search.
    zwnj: usize,
}

impl<'t, const WORDS: bool> Stream<'t, WORDS> {
    /// Creates the stream for one SIMD level.
    #[inline]
    pub(super) fn new(level: Level, tokenizer: Tokenizer, text: &'t str) -> Self {
        let o = &tokenizer.options;
        let quick = has_blocks(level) && o.max_token_len.is_none() && !o.emoticons && !o.split_zwnj;
        let defer = DeferOptions { digits: o.entities, joins: false, short: entity::abbreviation_list::endings() };
        let reader = Reader::new(level, text, &defer);
        Stream { tokenizer, text, quick, reader, at: 0, known: Local::default(), zwnj: 0 }
    }

    /// Returns the byte position of the next token. The result is valid only if `WORDS` is false.
    pub(super) fn offset(&self) -> usize {
        if self.quick { self.reader.start() } else { self.at }
    }

    /// Returns the next token, or `None` after the last token. If `WORDS` is false, the stream returns all tokens. If `WORDS` is true, the
    /// stream returns words. If `WORDS` and `SYMBOLS` are both true, the stream also returns symbols, except the ASCII symbols that the
    /// block scanner skips.
    #[inline(always)]
    pub(super) fn next<const SYMBOLS: bool>(&mut self) -> Option<Token<'t>> {
        match self.reader.next_certain() {
            Some(certain) => Some(token(certain)),
            None => self.next_uncertain::<SYMBOLS>(),
        }
    }

    /// Calls `f` with each remaining token, like [`Iterator::fold`]. The documentation of [`next`](Stream::next) describes `SYMBOLS`.
    #[inline(always)]
    pub(super) fn fold<const SYMBOLS: bool, B>(mut self, mut so_far: B, mut f: impl FnMut(B, Token<'t>) -> B) -> B {
        if !self.quick {
            while let Some(token) = self.next_uncertain::<SYMBOLS>() {
                so_far = f(so_far, token);
            }
            return so_far;
        }
        let Stream { tokenizer, text, reader, mut known, .. } = self;
        let decide = |start| {
            let (end, kind) = decide_by_rules(&tokenizer, text, start, &mut known);
            (end, wanted::<WORDS, SYMBOLS>(kind).then_some(kind))
        };
        reader.fold(so_far, kind_by, decide, move |so_far, text, start, kind| f(so_far, Token { text, start, kind }))
    }

    /// Returns the next token, or `None` after the last token. This function is the slow path: the callers call it if the scanner has no
    /// certain token ready, or if `quick` is false.
    #[inline(never)]
    fn next_uncertain<const SYMBOLS: bool>(&mut self) -> Option<Token<'t>> {
        let wanted = wanted::<WORDS, SYMBOLS>;
        if self.quick {
            loop {
                let start = match self.reader.next()? {
                    Event::Token(certain) => return Some(token(certain)),
                    Event::Defer(start) => start,
                };
                let (end, kind) = rules::next(&self.tokenizer, self.text, start, &mut self.known);
                self.reader.resume_at(end);
                if wanted(kind) {
                    return Some(Token { text: span::slice(self.text, start..end), start, kind });
                }
            }
        }
        while self.at < self.text.len() {
            if WORDS && rules::is_single_space(self.text.as_bytes(), self.at) {
                // A stream of words skips a single space without a call of the rules.
                self.at += 1;
            }
            let start = self.at;
            let (end, kind) = self.by_rules();
            self.at = end;
            if wanted(kind) {
                return Some(Token { text: span::slice(self.text, start..end), start, kind });
            }
        }
        None
    }

    /// Computes the end and the kind of the token at the current position with the rules.
    #[inline]
    fn by_rules(&mut self) -> (usize, TokenKind) {
        let text = if self.tokenizer.options.split_zwnj { self.until_zwnj() } else { self.text };
        if self.tokenizer.options.emoticons
            && let Some(end) = emoticon::emoticon(text, self.at)
        {
            return (end, TokenKind::Symbol);
        }
        match self.tokenizer.options.max_token_len {
            None => rules::next(&self.tokenizer, text, self.at, &mut self.known),
            Some(max) => capped(&self.tokenizer, text, self.at, max),
        }
    }

    /// Returns the text from its start up to the next U+200C after the current position, or the whole text if no U+200C follows.
    #[cold]
    fn until_zwnj(&mut self) -> &'t str {
        if self.zwnj <= self.at {
            let from = self.at + entity::char_at(self.text, self.at).map_or(0, char::len_utf8);
            self.zwnj = self.text.get(from..).and_then(|rest| rest.find('\u{200C}')).map_or(self.text.len(), |i| from + i);
            crate::op_counter::count(self.zwnj - self.at);
        }
        span::slice(self.text, 0..self.zwnj)
    }
}

/// Calls [`rules::next`]. This function is not inlined, so that `fold` does not contain a copy of the rules for each closure.
#[inline(never)]
fn decide_by_rules(tokenizer: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    rules::next(tokenizer, text, at, known)
}

/// Returns whether a stream returns tokens of the kind `kind`. [`next`](Stream::next) describes `WORDS` and `SYMBOLS`.
#[inline(always)]
fn wanted<const WORDS: bool, const SYMBOLS: bool>(kind: TokenKind) -> bool {
    !WORDS || kind.is_word() || SYMBOLS && kind == TokenKind::Symbol
}

/// Converts a certain token of the scanner to a [`Token`].
#[inline(always)]
fn token((text, start, first): CertainToken<'_>) -> Token<'_> {
    Token { text, start, kind: kind_by(first) }
}

/// Returns the kind of a certain token. `first` is the byte that the scanner returned with the token.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn kind_by(first: u8) -> TokenKind {
    KINDS[first as usize]
}

/// Returns the end and the kind of the token at byte `start`. The token has at most `max` bytes, or is one grapheme cluster if the first
/// cluster is longer than `max` bytes. A `max` of 0 is treated as 1. The rules read only the bytes that can affect the result, so the work
/// is linear even for long tokens.
#[cold]
fn capped(tokenizer: &Tokenizer, text: &str, start: usize, max: usize) -> (usize, TokenKind) {
    let max = max.max(1);
    let window = span::slice(text, 0..span::floor(text, start.saturating_add(max).saturating_add(LOOKAHEAD)));
    let (end, kind) = rules::next(tokenizer, window, start, &mut Local::default());
    if end - start <= max {
        return (end, kind);
    }
    let mut cut = start;
    for cluster in span::slice(text, start..end).graphemes(true) {
        crate::op_counter::count(cluster.len());
        if cut > start && cut + cluster.len() - start > max {
            break;
        }
        cut += cluster.len();
        if cut - start >= max {
            break;
        }
    }
    (cut, kind)
}

//! The next token of a text: by the masks of the scanner where they are sure, by the rules where they are not.

use unicode_segmentation::UnicodeSegmentation;

use super::{LOOKAHEAD, Token, TokenKind, Tokenizer, emoticon, rules};
use crate::entity::{self, Local};
use crate::scan::Level;
use crate::scan::words::{CertainToken, DeferOptions, Event, Reader, has_blocks};
use crate::span;

/// The kinds of tokens that the scanner is sure of, by their first byte, or by the second byte of `، ؛ ؟ ٪` and of U+0660–0669.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static KINDS: [TokenKind; 256] = {
    let mut kinds = [TokenKind::Arabic; 256];
    let mut b = 0;
    while b < 128 {
        kinds[b] = match b as u8 {
            b' ' => TokenKind::Space,
            b'\n' => TokenKind::Newline,
            c if c.is_ascii_digit() => TokenKind::Number,
            c if c.is_ascii_alphabetic() => TokenKind::Word,
            b'$' | b'+' | b'<' | b'=' | b'>' | b'^' | b'|' | b'~' => TokenKind::Symbol,
            _ => TokenKind::Punctuation,
        };
        b += 1;
    }
    // ، ؛ ؟ ٪, « and », – — “ ” …
    let mut marks = [0x8C, 0x9B, 0x9F, 0xAA, 0xC2, 0xE2].as_slice();
    while let [b, rest @ ..] = marks {
        kinds[*b as usize] = TokenKind::Punctuation;
        marks = rest;
    }
    b = 0xA0;
    while b <= 0xA9 {
        kinds[b] = TokenKind::Number;
        b += 1;
    }
    // U+00C0–017F.
    b = 0xC3;
    while b <= 0xC5 {
        kinds[b] = TokenKind::Word;
        b += 1;
    }
    kinds
};

/// Tokens one after the other; with `WORDS`, those that are words.
#[derive(Clone)]
pub(super) struct Stream<'t, const WORDS: bool> {
    pub(super) tokenizer: Tokenizer,
    pub(super) text: &'t str,
    /// Whether the scanner knows the options, and has blocks.
    quick: bool,
    /// What tells tokens where all is plain.
    reader: Reader<'t, WORDS>,
    /// Where the next token begins, without a reader.
    at: usize,
    known: Local,
    /// Where the next U+200C is, if it was looked for.
    zwnj: usize,
}

impl<'t, const WORDS: bool> Stream<'t, WORDS> {
    /// The tokens of a text, by one implementation of the scanner.
    #[inline]
    pub(super) fn new(level: Level, tokenizer: Tokenizer, text: &'t str) -> Self {
        let o = &tokenizer;
        let quick = has_blocks(level) && o.max_token_len.is_none() && !o.emoticons && !o.split_zwnj;
        let asked = DeferOptions { digits: o.entities, joins: false, short: entity::abbreviation_list::endings() };
        let reader = Reader::new(level, text, &asked);
        Stream { tokenizer, text, quick, reader, at: 0, known: Local::default(), zwnj: 0 }
    }

    /// The next token. With `WORDS` also symbols are given if `SYMBOLS`, but those of ASCII may be left out.
    #[inline(always)]
    pub(super) fn next<const SYMBOLS: bool>(&mut self) -> Option<Token<'t>> {
        match self.reader.next_certain() {
            Some(sure) => Some(token(sure)),
            None => self.unsure::<SYMBOLS>(),
        }
    }

    /// All tokens, as [`Iterator::fold`] wants them; `SYMBOLS` as for [`next`](Stream::next).
    #[inline(always)]
    pub(super) fn fold<const SYMBOLS: bool, B>(mut self, mut so_far: B, mut f: impl FnMut(B, Token<'t>) -> B) -> B {
        if !self.quick {
            while let Some(token) = self.unsure::<SYMBOLS>() {
                so_far = f(so_far, token);
            }
            return so_far;
        }
        let Stream { tokenizer, text, reader, mut known, .. } = self;
        let ask = |start| {
            let (end, kind) = ask(&tokenizer, text, start, &mut known);
            (end, wanted::<WORDS, SYMBOLS>(kind).then_some(kind))
        };
        reader.fold(so_far, kind_by, ask, move |so_far, text, start, kind| f(so_far, Token { text, start, kind }))
    }

    /// The next token where the scanner is not sure of it.
    #[inline(never)]
    fn unsure<const SYMBOLS: bool>(&mut self) -> Option<Token<'t>> {
        let wanted = wanted::<WORDS, SYMBOLS>;
        if self.quick {
            loop {
                let start = match self.reader.next()? {
                    Event::Token(sure) => return Some(token(sure)),
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
                // Not worth a token.
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

    /// The end and the kind of the token that starts at the current byte, by the rules.
    #[inline]
    fn by_rules(&mut self) -> (usize, TokenKind) {
        let text = if self.tokenizer.split_zwnj { self.until_zwnj() } else { self.text };
        if self.tokenizer.emoticons
            && let Some(end) = emoticon::emoticon(text, self.at)
        {
            return (end, TokenKind::Symbol);
        }
        match self.tokenizer.max_token_len {
            None => rules::next(&self.tokenizer, text, self.at, &mut self.known),
            Some(max) => capped(&self.tokenizer, text, self.at, max),
        }
    }

    /// The text up to the next U+200C behind the place.
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

/// The rules, where they are not compiled once for each closure.
#[inline(never)]
fn ask(tokenizer: &Tokenizer, text: &str, at: usize, known: &mut Local) -> (usize, TokenKind) {
    rules::next(tokenizer, text, at, known)
}

/// Whether a token is given.
#[inline(always)]
fn wanted<const WORDS: bool, const SYMBOLS: bool>(kind: TokenKind) -> bool {
    !WORDS || kind.is_word() || SYMBOLS && kind == TokenKind::Symbol
}

/// A token that the scanner is sure of.
#[inline(always)]
fn token((text, start, first): CertainToken<'_>) -> Token<'_> {
    Token { text, start, kind: kind_by(first) }
}

/// The kind of a token that the scanner is sure of.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a byte in a table of 256")]
fn kind_by(first: u8) -> TokenKind {
    KINDS[first as usize]
}

/// The token at a byte, cut to a limit. Only what the answer can depend on is looked at, so that long tokens stay linear.
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

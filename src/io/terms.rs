//! Terms of a reader.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::ops::Range;
use std::string::String;

use super::tokens::{AHEAD, certain, least};
use super::window::Window;
use super::{BOUND, Part, floor};
use crate::analyzer::{Analyzer, Scratch, TermKind};
use crate::debug::short_debug;
use crate::token::TokenKind;

/// How many bytes are analyzed at once: their terms wait to be asked for.
const STEP: usize = 1 << 12;
/// What is kept of a word that is too long, at its start and before the place that it has come to.
const KEPT: usize = 512;

/// The terms of a reader.
///
/// ```
/// use kalima::{Analyzer, io};
///
/// let analyzer = Analyzer::search();
/// let terms: Vec<_> = io::terms("قرأتُ الكتابَ".as_bytes(), &analyzer).collect::<Result<_, _>>()?;
/// assert_eq!((terms[1].text(), terms[1].range(), terms[1].position()), ("كتاب", 11..25, 1));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn terms<R: Read>(reader: R, analyzer: &Analyzer) -> TermReader<'_, R> {
    TermReader {
        window: Window::new(reader, 0),
        analyzer,
        at: 0,
        given: None,
        position: 0,
        scratch: Scratch::new(),
        ready: VecDeque::new(),
    }
    .bound(BOUND)
}

/// An index term of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamTerm {
    text: String,
    range: Range<u64>,
    position: u64,
    kind: TermKind,
    token: TokenKind,
    part: Part,
}

impl StreamTerm {
    /// The term, as it is indexed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The term, as it is held.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The bytes of the stream that it stands for.
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// Its place among the words of the stream, from 0.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// What it is to its word.
    pub fn kind(&self) -> TermKind {
        self.kind
    }

    /// What the token was that it was made of.
    pub fn token_kind(&self) -> TokenKind {
        self.token
    }

    /// Whether its word came in one: the terms of a word that does not fit are those of its parts, all at one
    /// position.
    pub fn part(&self) -> Part {
        self.part
    }
}

/// The terms of a reader, in order. Made by [`terms`].
pub struct TermReader<'a, R> {
    window: Window<R>,
    analyzer: &'a Analyzer,
    /// Where the next word begins, in the window, and up to where it was analyzed in parts.
    at: usize,
    given: Option<usize>,
    position: u64,
    scratch: Scratch,
    ready: VecDeque<StreamTerm>,
}

short_debug!(['a, R] TermReader<'a, R>, "TermReader", |r| { window: r.window, position: r.position, analyzer: r.analyzer });

impl<R: Read> TermReader<'_, R> {
    /// How many bytes are held at most; see the [module](super). Takes effect from the next read on.
    pub fn bound(mut self, bytes: usize) -> Self {
        self.window.set_bound(bytes.max(least(self.analyzer.token_rules())));
        self
    }

    /// Reads and analyzes until there is a term. Whether there is one.
    fn analyze(&mut self) -> io::Result<bool> {
        while self.ready.is_empty() {
            if let Some(end) = self.certain() {
                // What was forgotten of a long word would have told otherwise: what was analyzed stays so.
                let end = end.max(self.given.unwrap_or(0));
                let last = self.window.ended() && end == self.window.bytes().len();
                self.visit(end, last, true);
                self.at = end;
                continue;
            }
            if let Some(e) = self.window.take_error() {
                return Err(e);
            }
            if self.window.ended() {
                return Ok(false);
            }
            self.window.forget(0, self.at);
            self.given = self.given.map(|given| given - self.at);
            self.at = 0;
            if !self.window.is_full() {
                self.window.fill();
                continue;
            }
            let bytes = self.window.bytes();
            let end = floor(bytes, bytes.len().saturating_sub(AHEAD)).max(self.given.unwrap_or(0));
            self.visit(end, false, false);
            let (from, to) = (floor(self.window.bytes(), KEPT), floor(self.window.bytes(), end.saturating_sub(KEPT)));
            self.window.forget(from, to);
            self.given = Some(end - to.saturating_sub(from));
        }
        Ok(true)
    }

    /// The end of some words that no more text can change; of the first, if parts of it were analyzed.
    fn certain(&self) -> Option<usize> {
        let rest = self.window.slice(self.at, self.window.bytes().len());
        let end = if self.analyzer.is_standard() {
            standard(rest, self.window.ended(), self.given.is_some())
        } else {
            let mut ends = certain(self.analyzer.token_rules(), rest, self.window.ended(), STEP).map(|t| t.0);
            if self.given.is_some() { ends.next() } else { ends.last() }
        };
        end.map(|end| self.at + end)
    }

    /// The terms up to a byte.
    fn visit(&mut self, end: usize, last: bool, ends: bool) {
        let start = self.given.unwrap_or(self.at);
        let part = Part::after(self.given.is_some(), ends);
        let (base, position) = (self.window.position(start), self.position);
        // What a word is depends on what follows it; a part is all that there is.
        let seen = if part == Part::Whole { floor(self.window.bytes(), end + AHEAD).min(self.window.bytes().len()) } else { end };
        let ready = &mut self.ready;
        let taken = self.analyzer.visit_utf8(self.window.slice(start, seen), end - start, last, &mut self.scratch, &mut |term| {
            let range = term.range();
            ready.push_back(StreamTerm {
                range: base + range.start as u64..base + range.end as u64,
                position: position + if part == Part::Whole { term.position() as u64 } else { 0 },
                kind: term.kind(),
                token: term.token_kind(),
                text: term.into_text().into_owned(),
                part,
            });
        });
        if ends {
            self.position += if part == Part::Whole { taken as u64 } else { 1 };
            self.given = None;
        }
    }
}

impl<R> TermReader<'_, R> {
    /// What was read and not analyzed.
    pub fn pending(&self) -> &[u8] {
        self.window.slice(self.given.unwrap_or(self.at), self.window.bytes().len())
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

impl<R: Read> Iterator for TermReader<'_, R> {
    type Item = io::Result<StreamTerm>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.analyze() {
            Ok(true) => self.ready.pop_front().map(Ok),
            Ok(false) => None,
            Err(e) => Some(Err(e)),
        }
    }
}

/// Where bytes may be cut for Lucene's tokenizer: behind white space, before a letter or a digit. Word boundaries of UAX #29 do not see over it.
/// The first such place is wanted for a word that came in parts, else one that is worth the work.
fn standard(rest: &[u8], ended: bool, first: bool) -> Option<usize> {
    let cut = |at: &usize| {
        let space = at.checked_sub(1).and_then(|i| rest.get(i)).is_some_and(|b| matches!(b, b' ' | b'\n'));
        space
            && matches!(
                rest.get(*at..),
                Some([b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] | [0xD8, 0xA7..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..])
            )
    };
    let near = if first { None } else { (1..rest.len().min(STEP)).rev().find(cut) };
    near.or_else(|| (if first { 1 } else { STEP }..rest.len()).find(cut)).or((ended && !rest.is_empty()).then_some(rest.len()))
}

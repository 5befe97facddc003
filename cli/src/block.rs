//! A text cut into blocks at places where the answer for both sides stays the same, so that blocks can be worked on alone.
//!
//! A block ends behind its core and carries some text beyond it, as far as any decision about the core can look. Offsets are those of the
//! source, also where bytes that are no UTF-8 were replaced or dropped.

use std::io::{self, Read};

use kalima::chars;
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::token::{self, Tokenizer};
use memchr::memrchr;

use crate::buffer::Buffer;

/// What becomes of bytes that are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invalid {
    /// Each maximal ill-formed part becomes U+FFFD.
    Replace,
    /// They are left out.
    Skip,
    /// The text ends there, with an error.
    Error,
}

impl Invalid {
    /// What takes the place of an ill-formed part.
    fn put(self) -> &'static str {
        if self == Invalid::Replace { "\u{FFFD}" } else { "" }
    }
}

/// Where a text may be cut.
#[derive(Clone, Debug)]
pub(crate) enum Cut {
    /// Behind a line feed and nowhere else: a line is a record.
    Record,
    /// Behind a line feed; in a line that is too long, between two words. Decisions may look ahead so many bytes.
    Line(usize),
    /// Between two tokens.
    Token(Tokenizer),
    /// Between two sentences.
    Sentence { splitter: SentenceSplitter, newlines: NewlinePolicy, breaks_end: bool, lookahead: usize },
}

impl Cut {
    /// How many bytes beyond the core a decision about the core may look at.
    fn lookahead(&self) -> usize {
        match self {
            Cut::Record => 0,
            Cut::Line(lookahead) => *lookahead,
            Cut::Token(_) => token::LOOKAHEAD,
            Cut::Sentence { lookahead, .. } => *lookahead,
        }
    }
}

/// Some of a text.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The core, and what decisions about it may look at.
    pub(crate) bytes: Buffer,
    /// Where the core ends.
    pub(crate) end: usize,
    /// Where the block starts in the source.
    pub(crate) offset: u64,
    /// How many line feeds the source has before the block.
    pub(crate) line: u64,
    /// How many ill-formed parts the core had.
    pub(crate) invalid: u64,
    /// Whether the block starts the text or a line.
    pub(crate) starts_line: bool,
    shifts: Vec<Shift>,
}

/// From this byte of a block on, the source is this many bytes ahead.
#[derive(Clone, Copy, Debug)]
struct Shift {
    at: usize,
    ahead: i64,
}

impl Block {
    /// The text; `None` if it must be [mended](Self::mend).
    pub(crate) fn valid(&self) -> Option<&str> {
        simdutf8::basic::from_utf8(&self.bytes).ok()
    }

    /// The text of a block that is valid or mended.
    pub(crate) fn text(&self) -> &str {
        self.valid().unwrap_or_default()
    }

    /// Mends what is not UTF-8.
    pub(crate) fn mend(&mut self, invalid: Invalid) {
        let mut bytes = Buffer::with_capacity(self.bytes.len());
        let (core, context) = self.bytes.split_at(self.end);
        let ahead = mend(core, invalid, 0, &mut bytes, &mut self.shifts);
        self.invalid = self.shifts.len() as u64;
        self.end = bytes.len();
        mend(context, invalid, ahead, &mut bytes, &mut self.shifts);
        self.bytes = bytes;
    }

    /// Where a byte of the block is in the source.
    pub(crate) fn source(&self, at: usize) -> u64 {
        let ahead = match self.shifts.partition_point(|s| s.at <= at).checked_sub(1).and_then(|n| self.shifts.get(n)) {
            Some(shift) => shift.ahead,
            None => 0,
        };
        (self.offset + at as u64).wrapping_add_signed(ahead)
    }
}

/// Reads a text block by block.
pub(crate) struct Blocks<R> {
    reader: R,
    cut: Cut,
    invalid: Invalid,
    /// How large a block should be; what one read gives if `live`.
    size: usize,
    live: bool,
    /// Whether who works on a block checks it: so it is where line feeds alone tell where to cut.
    late: bool,
    /// What is read and not given yet, checked unless `late`; then bytes that may begin a character.
    bytes: Buffer,
    valid: usize,
    shifts: Vec<Shift>,
    offset: u64,
    line: u64,
    starts_line: bool,
    ended: bool,
}

/// A line that is longer is taken for several where [`Cut::Line`] cuts.
pub(crate) const LONG_LINE: usize = 16 << 20;
/// How far back a place to cut is looked for.
const TAIL: usize = 1 << 16;

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R, cut: Cut, invalid: Invalid, size: usize, live: bool) -> Blocks<R> {
        Blocks {
            reader,
            late: invalid != Invalid::Error && matches!(cut, Cut::Record | Cut::Line(_)),
            cut,
            invalid,
            size: size.max(1),
            live,
            bytes: Buffer::default(),
            valid: 0,
            shifts: Vec::new(),
            offset: 0,
            line: 0,
            starts_line: true,
            ended: false,
        }
    }

    /// The next block; `None` behind the last one. An empty text has no blocks.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut wanted = self.size.saturating_add(self.cut.lookahead());
        loop {
            self.fill(wanted)?;
            if self.ended {
                return Ok((!self.bytes.is_empty()).then(|| self.give(self.bytes.len())));
            }
            let end = self.place();
            if end > 0 {
                return Ok(Some(self.give(end)));
            }
            // Nowhere to cut: a long line, sentence or token.
            wanted = wanted.saturating_mul(2);
        }
    }

    /// Reads on until so many bytes are there, or the text ends.
    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        if self.live {
            let start = self.bytes.len();
            self.bytes.resize(start + (1 << 16), 0);
            let n = self.reader.read(&mut self.bytes[start..]);
            self.bytes.truncate(start + *n.as_ref().unwrap_or(&0));
            self.ended = n? == 0;
            return self.check();
        }
        while !self.ended && self.valid < wanted {
            let missing = wanted - self.valid + 4;
            self.bytes.reserve(missing);
            let n = self.reader.by_ref().take(missing as u64).read_to_end(&mut self.bytes)?;
            self.ended = n < missing;
            self.check()?;
        }
        Ok(())
    }

    /// Checks what was read, and mends it by the policy.
    fn check(&mut self) -> io::Result<()> {
        if self.late {
            self.valid = self.bytes.len() - if self.ended { 0 } else { unfinished(&self.bytes) };
            return Ok(());
        }
        if let Err(e) = simdutf8::compat::from_utf8(&self.bytes[self.valid..]) {
            self.valid += e.valid_up_to();
            let len = match e.error_len() {
                Some(len) => len,
                // The rest of the character is still to come.
                None if !self.ended => return Ok(()),
                None => self.bytes.len() - self.valid,
            };
            return self.mend(len);
        }
        self.valid = self.bytes.len();
        Ok(())
    }

    /// Mends the rest from the ill-formed part at `valid` on, in one pass.
    fn mend(&mut self, first: usize) -> io::Result<()> {
        let ahead = self.shifts.last().map_or(0, |s| s.ahead);
        if self.invalid == Invalid::Error {
            let at = (self.offset + self.valid as u64).wrapping_add_signed(ahead);
            let what = format!("not UTF-8 at byte {at} ({}); see --invalid", hex(&self.bytes[self.valid..self.valid + first]));
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let rest = self.bytes.split_off(self.valid);
        let (rest, begun) = rest.split_at(rest.len() - if self.ended { 0 } else { unfinished(&rest) });
        mend(rest, self.invalid, ahead, &mut self.bytes, &mut self.shifts);
        self.valid = self.bytes.len();
        self.bytes.extend_from_slice(begun);
        Ok(())
    }

    /// Gives a block with its core up to `end`, and keeps what follows.
    fn give(&mut self, end: usize) -> Block {
        let context = self.valid.min(end.saturating_add(self.cut.lookahead()));
        let context = floor(&self.bytes[..self.valid], context);
        let mut kept = Buffer::with_capacity((self.size + self.cut.lookahead() + 8).max(self.bytes.len() - end));
        kept.extend_from_slice(&self.bytes[end..]);
        let mut bytes = std::mem::replace(&mut self.bytes, kept);
        bytes.truncate(context);
        self.valid -= end;

        let kept = self.shifts.iter().filter(|s| s.at > end).map(|s| Shift { at: s.at - end, ahead: s.ahead }).collect();
        let shifts = std::mem::replace(&mut self.shifts, kept);
        let invalid = shifts.iter().filter(|s| s.at <= end).count() as u64;
        let mut block = Block { bytes, end, offset: self.offset, line: self.line, invalid, starts_line: self.starts_line, shifts };
        self.starts_line = block.bytes[..end].ends_with(b"\n");
        self.line += memchr::memchr_iter(b'\n', &block.bytes[..end]).count() as u64;
        // Shifts are counted from the start of their block.
        let base = block.shifts.iter().rfind(|s| s.at <= end).map_or(0, |s| s.ahead);
        self.shifts.iter_mut().for_each(|s| s.ahead -= base);
        self.offset = (self.offset + end as u64).wrapping_add_signed(base);
        if block.shifts.iter().all(|s| s.ahead == 0) {
            block.shifts = Vec::new();
        }
        block
    }

    /// Where the next core ends; 0 if there is no such place yet.
    fn place(&self) -> usize {
        let limit = floor(&self.bytes[..self.valid], self.valid.saturating_sub(self.cut.lookahead()));
        let text = &self.bytes[..limit];
        let behind_line = || memrchr(b'\n', text).map_or(0, |at| at + 1);
        match &self.cut {
            Cut::Record => behind_line(),
            Cut::Line(_) => match behind_line() {
                0 if limit > LONG_LINE => between_words(text),
                end => end,
            },
            // A line feed is a token of its own, and so a token ends on each side of it.
            Cut::Token(tokenizer) => match behind_line() {
                0 => match between_words(text) {
                    0 => tokenizer.safe_prefix(str_of(&self.bytes[..self.valid])),
                    end => end,
                },
                end => end,
            },
            Cut::Sentence { splitter, newlines, breaks_end, .. } => {
                let window = limit.saturating_sub(TAIL);
                let known = breaks_end.then(|| sentence_start(text, window, *newlines)).flatten();
                // From a known start on the end of the block tells where sentences end; without one, all of it must be read.
                if let Some(start) = known {
                    return start + splitter.safe_prefix_utf8(&self.bytes[start..self.valid]);
                }
                splitter.safe_prefix_utf8(&self.bytes[..self.valid])
            }
        }
    }
}

/// Appends bytes, mended, and notes where the source is how far ahead; how far it is at the end.
fn mend(bytes: &[u8], invalid: Invalid, mut ahead: i64, to: &mut Vec<u8>, shifts: &mut Vec<Shift>) -> i64 {
    for chunk in bytes.utf8_chunks() {
        to.extend_from_slice(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            to.extend_from_slice(invalid.put().as_bytes());
            ahead += chunk.invalid().len() as i64 - invalid.put().len() as i64;
            // Also where lengths are equal: each entry counts one part.
            shifts.push(Shift { at: to.len(), ahead });
        }
    }
    ahead
}

/// How many bytes at the end may begin a character.
fn unfinished(bytes: &[u8]) -> usize {
    let begins = |n: &usize| {
        let end = bytes.len().checked_sub(*n).map(|at| &bytes[at..]);
        end.is_some_and(|end| std::str::from_utf8(end).is_err_and(|e| e.valid_up_to() == 0 && e.error_len().is_none()))
    };
    (1..4).find(begins).unwrap_or(0)
}

/// The last place in the tail of a text where a word starts behind a space: nothing attaches to a space, and no figure holds a letter behind one.
fn between_words(text: &[u8]) -> usize {
    let from = text.len().saturating_sub(TAIL);
    let tail = &text[from..];
    let letter = |at: &usize| {
        let first = tail[*at..].get(..4).unwrap_or(&tail[*at..]).utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        first.is_some_and(|c| c.is_ascii_alphabetic() || chars::is_letter(c))
    };
    memchr::memrchr_iter(b' ', tail).map(|at| at + 1).find(letter).map_or(0, |at| from + at)
}

/// The first place behind `from` where a sentence starts for certain: behind a line break that ends one by the policy's own words.
fn sentence_start(text: &[u8], from: usize, policy: NewlinePolicy) -> Option<usize> {
    let mut line = from + memchr::memchr(b'\n', &text[from..])? + 1;
    loop {
        let end = line + memchr::memchr(b'\n', &text[line..])?;
        let content = text[line..end].trim_ascii();
        let ends = match policy {
            NewlinePolicy::Always => true,
            NewlinePolicy::Smart | NewlinePolicy::BlankLine => content.is_empty(),
            _ => return None,
        };
        line = end + 1;
        // The sentence takes the white space behind it.
        if ends {
            let next = &text[line..];
            let space = next.iter().take_while(|b| b.is_ascii_whitespace()).count();
            return match next.get(space) {
                Some(b) if b.is_ascii_alphanumeric() || (0xD8..=0xDB).contains(b) => Some(line + space),
                Some(_) => {
                    line += space;
                    continue;
                }
                None => None,
            };
        }
    }
}

/// The text of bytes that were checked.
fn str_of(bytes: &[u8]) -> &str {
    simdutf8::basic::from_utf8(bytes).unwrap_or_default()
}

/// The last boundary of characters at or before `at`.
fn floor(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    let inside = |at: &usize| bytes.get(*at).is_some_and(|b| b & 0xC0 == 0x80);
    (at.saturating_sub(3)..=at).rev().find(|at| !inside(at)).unwrap_or(at)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "block_tests.rs"]
mod tests;

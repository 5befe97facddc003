//! Cuts a text into blocks that can be processed one by one, at places where the result on both sides stays the same.
//!
//! A block has a core and some text after it, as far as any decision about the core can look. Offsets are those of the source, also where bytes
//! that are not UTF-8 were replaced or left out. A line without a place to cut is cut at `max_line` bytes, so memory is bounded.

use std::io::{self, Read};

use kalima::chars;
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::token::{self, Tokenizer};
use memchr::memrchr;

use crate::buffer::Buffer;

/// The policy for bytes that are not UTF-8.
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
    /// Returns the replacement of an ill-formed part.
    pub(crate) fn replacement(self) -> &'static str {
        if self == Invalid::Replace { "\u{FFFD}" } else { "" }
    }
}

/// The places where a text may be cut.
#[derive(Clone, Debug)]
pub(crate) enum Cut {
    /// After a line feed: a line is a record. One that is too long is given in parts, see [`Part`].
    Record,
    /// After a line feed. A line that is too long is cut between two words, if it can be, and counted. Decisions may look ahead by this number of bytes.
    Line(usize),
    /// After a line feed; in a line that is too long, between two words, which changes no result.
    Word,
    /// Between two tokens.
    Token(Tokenizer),
    /// Between two sentences.
    Sentence { splitter: SentenceSplitter, newlines: NewlinePolicy, breaks_end: bool, lookahead: usize },
}

impl Cut {
    /// Returns the number of bytes after the core that a decision about the core may look at.
    fn lookahead(&self) -> usize {
        match self {
            Cut::Record | Cut::Word => 0,
            Cut::Line(lookahead) => *lookahead,
            Cut::Token(_) => token::LOOKAHEAD,
            Cut::Sentence { lookahead, .. } => *lookahead,
        }
    }
}

/// The part of a record that a block holds. Only [`Cut::Record`] splits a record, and only one that is too long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Whole records.
    #[default]
    Whole,
    /// The start of a record.
    Start,
    /// The middle or the end of a record.
    Rest,
}

/// A block of a text.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The core, and the text that decisions about it may look at.
    pub(crate) bytes: Buffer,
    /// The end of the core.
    pub(crate) end: usize,
    /// The offset of the block in the source.
    pub(crate) offset: u64,
    /// The number of line feeds in the source before the block.
    pub(crate) line: u64,
    /// The number of ill-formed parts in the core.
    pub(crate) invalid: u64,
    pub(crate) part: Part,
    /// Whether the block starts a line, sentence or token that is cut because it is too long.
    pub(crate) overlong: bool,
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
    /// The wanted size of a block in bytes. If `live`, a block is the result of one read.
    size: usize,
    live: bool,
    /// The most bytes of a line, sentence or token that are kept together.
    max_line: usize,
    /// Whether the worker checks the block for UTF-8. It does so if line feeds alone decide where to cut.
    late: bool,
    /// Bytes that are read and not returned yet, checked unless `late`; then bytes that may begin a character.
    bytes: Buffer,
    valid: usize,
    shifts: Vec<Shift>,
    offset: u64,
    line: u64,
    starts_line: bool,
    ended: bool,
    /// The error that ended the text. The text before it is returned first.
    fault: Option<io::Error>,
    /// Whether the next block continues what was too long.
    in_overlong: bool,
}

/// How the next core ends.
enum Place {
    /// There is no place to cut yet.
    None,
    /// The result stays the same on both sides.
    At(usize),
    /// The line, sentence or token is longer than allowed.
    Forced(usize),
}

/// The distance in which a place to cut is searched backwards, in bytes.
const TAIL: usize = 1 << 16;

impl<R: Read> Blocks<R> {
    pub(crate) fn new(reader: R, cut: Cut, invalid: Invalid, size: usize, max_line: usize, live: bool) -> Blocks<R> {
        let max_line = max_line.max(4);
        // A block of several lines is not larger than one line may be: then the size decides nothing.
        let size = size.clamp(1, max_line);
        Blocks {
            reader,
            late: invalid != Invalid::Error && matches!(cut, Cut::Record | Cut::Line(_) | Cut::Word),
            bytes: Buffer::with_capacity(size.saturating_add(cut.lookahead() + 8)),
            cut,
            invalid,
            size,
            live,
            max_line,
            valid: 0,
            shifts: Vec::new(),
            offset: 0,
            line: 0,
            starts_line: true,
            ended: false,
            fault: None,
            in_overlong: false,
        }
    }

    /// Returns the next block, and `None` after the last one. An empty text has no blocks. An error follows the blocks of the text before it.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        let most = self.max_line.saturating_add(self.cut.lookahead()).saturating_add(4);
        let mut wanted = self.size.saturating_add(self.cut.lookahead()).min(most);
        loop {
            self.fill(wanted);
            if let Some(end) = self.rest_of_record() {
                return Ok(Some(self.give(end, false)));
            }
            if self.ended && self.valid <= most {
                if self.bytes.is_empty() {
                    return self.fault.take().map_or(Ok(None), Err);
                }
                return Ok(Some(self.give(self.bytes.len(), false)));
            }
            match self.place() {
                Place::At(end) => return Ok(Some(self.give(end, false))),
                Place::Forced(end) => return Ok(Some(self.give(end, true))),
                // A long line, sentence or token.
                Place::None => wanted = wanted.saturating_mul(2).min(most),
            }
        }
    }

    /// Returns the end of the record in the buffer, if that is the rest of one that is given in parts.
    fn rest_of_record(&self) -> Option<usize> {
        let within = self.in_overlong && matches!(self.cut, Cut::Record);
        memchr::memchr(b'\n', &self.bytes[..self.valid]).filter(|_| within).map(|at| at + 1)
    }

    /// Reads until `wanted` bytes are there, or the text ends. Reads once if `live`.
    fn fill(&mut self, wanted: usize) {
        while !self.ended && (self.live || self.valid < wanted) {
            let read = if self.live {
                let start = self.bytes.len();
                self.bytes.resize(start + (1 << 16), 0);
                let n = self.reader.read(&mut self.bytes[start..]);
                self.bytes.truncate(start + *n.as_ref().unwrap_or(&0));
                n.map(|n| n == 0)
            } else {
                let missing = wanted - self.valid + 4;
                self.bytes.reserve(missing);
                // An error leaves what was read before it in the buffer.
                self.reader.by_ref().take(missing as u64).read_to_end(&mut self.bytes).map(|n| n < missing)
            };
            match read {
                Ok(ended) => self.ended = ended,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => self.end_with(e),
            }
            self.check();
            if self.live {
                break;
            }
        }
    }

    /// Ends the text. The first error is kept.
    fn end_with(&mut self, e: io::Error) {
        self.ended = true;
        self.fault.get_or_insert(e);
    }

    /// Checks what was read, and mends it by the policy.
    fn check(&mut self) {
        if self.late {
            self.valid = self.bytes.len() - if self.ended { 0 } else { unfinished(&self.bytes) };
            return;
        }
        let Err(e) = simdutf8::compat::from_utf8(&self.bytes[self.valid..]) else {
            self.valid = self.bytes.len();
            return;
        };
        self.valid += e.valid_up_to();
        let len = match e.error_len() {
            Some(len) => len,
            // The rest of the character is still to come.
            None if !self.ended => return,
            None => self.bytes.len() - self.valid,
        };
        self.mend(len);
    }

    /// Mends the rest from the ill-formed part at `valid` on, in one pass. By [`Invalid::Error`], the text ends before it.
    fn mend(&mut self, first: usize) {
        let ahead = self.shifts.last().map_or(0, |s| s.ahead);
        if self.invalid == Invalid::Error {
            let at = (self.offset + self.valid as u64).wrapping_add_signed(ahead);
            let what = format!("not UTF-8 at byte {at} ({}); see --invalid", hex(&self.bytes[self.valid..self.valid + first]));
            self.bytes.truncate(self.valid);
            return self.end_with(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let rest = self.bytes.split_off(self.valid);
        let (rest, begun) = rest.split_at(rest.len() - if self.ended { 0 } else { unfinished(&rest) });
        mend(rest, self.invalid, ahead, &mut self.bytes, &mut self.shifts);
        self.valid = self.bytes.len();
        self.bytes.extend_from_slice(begun);
    }

    /// Returns a block with its core up to `end`, and keeps what follows. `forced` is whether a line, sentence or token is cut there.
    fn give(&mut self, end: usize, forced: bool) -> Block {
        let overlong = forced && !self.in_overlong;
        let part = match (&self.cut, self.in_overlong) {
            (Cut::Record, true) => Part::Rest,
            (Cut::Record, false) if forced => Part::Start,
            _ => Part::Whole,
        };
        self.in_overlong = forced;
        let context = self.valid.min(end.saturating_add(self.cut.lookahead()));
        // Bytes after a line feed that only look like the rest of a character do not move the end into the core.
        let context = floor(&self.bytes[..self.valid], context).max(end);
        let mut kept = Buffer::with_capacity((self.size + self.cut.lookahead() + 8).max(self.bytes.len() - end));
        kept.extend_from_slice(&self.bytes[end..]);
        let mut bytes = std::mem::replace(&mut self.bytes, kept);
        bytes.truncate(context);
        self.valid -= end;

        let kept = self.shifts.iter().filter(|s| s.at > end).map(|s| Shift { at: s.at - end, ahead: s.ahead }).collect();
        let shifts = std::mem::replace(&mut self.shifts, kept);
        let invalid = shifts.iter().filter(|s| s.at <= end).count() as u64;
        let mut block =
            Block { bytes, end, offset: self.offset, line: self.line, invalid, part, overlong, starts_line: self.starts_line, shifts };
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

    /// Finds the end of the next core.
    fn place(&self) -> Place {
        let limit = floor(&self.bytes[..self.valid], self.valid.saturating_sub(self.cut.lookahead()));
        let text = &self.bytes[..limit];
        let too_long = limit > self.max_line;
        let after_line = memrchr(b'\n', text).map_or(0, |at| at + 1);
        let end = match &self.cut {
            Cut::Record if self.in_overlong => return Place::Forced(limit),
            Cut::Record => after_line,
            Cut::Line(_) => after_line,
            Cut::Word if after_line == 0 && too_long => between_words(&text[..self.max_line]),
            Cut::Word => after_line,
            // A line feed is a token of its own, and so a token ends on each side of it.
            Cut::Token(tokenizer) => match after_line {
                0 => match between_words(text) {
                    0 => tokenizer.safe_prefix(str_of(&self.bytes[..self.valid])),
                    end => end,
                },
                end => end,
            },
            Cut::Sentence { splitter, newlines, breaks_end, .. } => {
                let window = limit.saturating_sub(TAIL);
                let known = breaks_end.then(|| sentence_start(text, window, *newlines)).flatten();
                // A known start of a sentence is enough to find the ends after it; without one, all of the text must be read.
                let start = known.unwrap_or(0);
                start + splitter.safe_prefix_utf8(&self.bytes[start..self.valid])
            }
        };
        match (end, &self.cut) {
            (1.., _) => Place::At(end),
            (0, _) if !too_long => Place::None,
            (0, Cut::Record) => Place::Forced(floor(text, self.max_line)),
            (0, _) => match between_words(&text[..self.max_line]) {
                0 => Place::Forced(between_letters(text, self.max_line)),
                end => Place::Forced(end),
            },
        }
    }
}

/// Appends bytes, mended, and notes where the source is how far ahead; how far it is at the end.
fn mend(bytes: &[u8], invalid: Invalid, mut ahead: i64, to: &mut Vec<u8>, shifts: &mut Vec<Shift>) -> i64 {
    for chunk in bytes.utf8_chunks() {
        to.extend_from_slice(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            to.extend_from_slice(invalid.replacement().as_bytes());
            ahead += chunk.invalid().len() as i64 - invalid.replacement().len() as i64;
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

/// Returns the last place in the tail of a text where a word starts after a space, or 0: nothing attaches to a space, and no number has a letter
/// after one.
fn between_words(text: &[u8]) -> usize {
    let from = text.len().saturating_sub(TAIL);
    let tail = &text[from..];
    let letter = |at: &usize| {
        let first = tail[*at..].get(..4).unwrap_or(&tail[*at..]).utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        first.is_some_and(|c| c.is_ascii_alphabetic() || chars::is_letter(c))
    };
    memchr::memrchr_iter(b' ', tail).map(|at| at + 1).find(letter).map_or(0, |at| from + at)
}

/// Returns the last boundary of characters at or before `at` that no mark or joiner follows; one of them farther back than 64 characters is not
/// searched for.
fn between_letters(bytes: &[u8], at: usize) -> usize {
    let attaches = |at: usize| {
        let next = bytes.get(at..(at + 4).min(bytes.len())).and_then(|next| next.utf8_chunks().next());
        let next = next.and_then(|chunk| chunk.valid().chars().next());
        next.is_some_and(|c| chars::is_mark(c) || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}'))
    };
    let last = floor(bytes, at);
    let before = |at: &usize| at.checked_sub(1).map(|at| floor(bytes, at)).filter(|at| *at > 0);
    std::iter::successors(Some(last), before).take(64).find(|at| !attaches(*at)).unwrap_or(last)
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

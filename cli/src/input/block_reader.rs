//! Splits a stream into blocks that can be processed independently of each other.
//!
//! A block is a core and the context after the core (see `block`). The next block starts at the end of the core, so the reader keeps the
//! bytes after the core. The reader splits a line that exceeds `--max-line`. Therefore the reader stores at most `--max-line` bytes and the
//! context.

use std::io::{self, Read};

use super::block::{Block, RecordPart, Shift, append_repaired};
use super::boundary::{BlockBoundary, BlockEnd, floor_char_boundary};
use crate::buffer::Buffer;
use crate::options::policy::InvalidPolicy;

/// Reads a stream block by block.
pub(crate) struct BlockReader<R> {
    reader: R,
    boundary: BlockBoundary,
    invalid: InvalidPolicy,
    /// The target size of a block in bytes.
    size: usize,
    /// True if the reader searches for the end of a block after each read, even if the buffer has fewer than `size` bytes. Then the lines of
    /// a slow input are processed when they arrive.
    live: bool,
    /// The maximum length of a line, sentence or token in bytes.
    max_line: usize,
    /// True if the worker threads validate UTF-8 instead of this reader. Validation in the reader is not needed if the text is split only at
    /// line feeds and between words, and the policy is not [`InvalidPolicy::Error`].
    validates_later: bool,
    /// The bytes that were read but not yet returned in a core. The first `valid` bytes are validated, except under `validates_later`. After
    /// these bytes, the buffer contains at most three bytes, which may be the start of an incomplete character.
    bytes: Buffer,
    valid: usize,
    /// The shifts caused by repairs in `bytes`.
    shifts: Vec<Shift>,
    /// The offset of `bytes` in the source, in bytes.
    offset: u64,
    /// The number of line feeds in the source that precede `bytes`.
    line: u64,
    /// True if `bytes` starts at the start of the text or of a line.
    starts_line: bool,
    ended: bool,
    /// The error that ended the stream. The reader first returns the text that precedes the error, and then the error.
    error: Option<io::Error>,
    /// True if `bytes` continues a line, sentence or token that exceeds `max_line`.
    in_overlong: bool,
}

impl<R: Read> BlockReader<R> {
    /// Creates a reader. `size` is the target size of a block in bytes; `max_line` is the maximum length of a line, sentence or token in
    /// bytes.
    pub(crate) fn new(
        reader: R,
        boundary: BlockBoundary,
        invalid: InvalidPolicy,
        size: usize,
        max_line: usize,
        live: bool,
    ) -> BlockReader<R> {
        // The longest character has four bytes, so each block contains at least one character.
        let max_line = max_line.max(4);
        // A block of several lines is limited to `max_line` bytes, so that the splits of long lines do not depend on `size`.
        let size = size.clamp(1, max_line);
        BlockReader {
            reader,
            validates_later: invalid != InvalidPolicy::Error && boundary.is_at_line_feeds(),
            bytes: Buffer::with_capacity(size.saturating_add(boundary.lookahead() + 8)),
            boundary,
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
            error: None,
            in_overlong: false,
        }
    }

    /// Returns the next block, or `None` at the end of the text. An empty text has no blocks. If a read fails, the text before the error is
    /// returned first, and the error is returned by the next call.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        // The maximum size of the buffer in bytes: the longest core, its context, and four bytes. `find_block_end` moves the limit of its
        // search back to a character boundary, by at most three bytes. With four more bytes, an overlong line still exceeds `max_line` at
        // this boundary.
        let most = self.max_line.saturating_add(self.boundary.lookahead()).saturating_add(4);
        let mut wanted = self.size.saturating_add(self.boundary.lookahead()).min(most);
        loop {
            self.fill(wanted);
            if let Some(end) = self.rest_of_record() {
                return Ok(Some(self.split_off(end, false)));
            }
            if self.ended && self.valid <= most {
                if self.bytes.is_empty() {
                    return self.error.take().map_or(Ok(None), Err);
                }
                return Ok(Some(self.split_off(self.bytes.len(), false)));
            }
            match self.boundary.find_block_end(&self.bytes[..self.valid], self.max_line, self.in_overlong) {
                BlockEnd::Boundary(end) => return Ok(Some(self.split_off(end, false))),
                BlockEnd::Forced(end) => return Ok(Some(self.split_off(end, true))),
                // The buffer contains only a part of a line, sentence or token, so more bytes are read.
                BlockEnd::Unknown => wanted = wanted.saturating_mul(2).min(most),
            }
        }
    }

    /// Returns the end of the record whose first part was already returned in an earlier block. Returns `None` if the buffer does not
    /// continue such a record, or does not contain the line feed that ends the record.
    fn rest_of_record(&self) -> Option<usize> {
        let continues = self.in_overlong && matches!(self.boundary, BlockBoundary::Record);
        memchr::memchr(b'\n', &self.bytes[..self.valid]).filter(|_| continues).map(|at| at + 1)
    }

    /// Reads until the buffer has `wanted` valid bytes or the stream ends. If `live` is set, performs only one read.
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
                // If the read fails, the buffer still contains the bytes that precede the error.
                self.reader.by_ref().take(missing as u64).read_to_end(&mut self.bytes).map(|n| n < missing)
            };
            match read {
                Ok(ended) => self.ended = ended,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => self.end_with(e),
            }
            self.validate();
            if self.live {
                break;
            }
        }
    }

    /// Ends the stream with an error. Only the first error is kept.
    fn end_with(&mut self, e: io::Error) {
        self.ended = true;
        self.error.get_or_insert(e);
    }

    /// Validates the bytes that were read and repairs them according to the policy.
    fn validate(&mut self) {
        if self.validates_later {
            self.valid = self.bytes.len() - if self.ended { 0 } else { incomplete_len(&self.bytes) };
            return;
        }
        let Err(e) = simdutf8::compat::from_utf8(&self.bytes[self.valid..]) else {
            self.valid = self.bytes.len();
            return;
        };
        self.valid += e.valid_up_to();
        let len = match e.error_len() {
            Some(len) => len,
            // The stream has not ended, so the next read may complete the character.
            None if !self.ended => return,
            None => self.bytes.len() - self.valid,
        };
        self.repair(len);
    }

    /// Repairs the bytes from the offset `valid` to the end of the buffer. An ill-formed sequence of `len` bytes starts at this offset. Under
    /// [`InvalidPolicy::Error`], the bytes are not repaired, and the stream ends with an error before the sequence.
    fn repair(&mut self, len: usize) {
        let difference = self.shifts.last().map_or(0, |s| s.difference);
        if self.invalid == InvalidPolicy::Error {
            let at = (self.offset + self.valid as u64).wrapping_add_signed(difference);
            let what = format!("not UTF-8 at byte {at} ({}); see --invalid and --encoding", hex(&self.bytes[self.valid..self.valid + len]));
            self.bytes.truncate(self.valid);
            return self.end_with(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        let rest = self.bytes.split_off(self.valid);
        let (rest, incomplete) = rest.split_at(rest.len() - if self.ended { 0 } else { incomplete_len(&rest) });
        append_repaired(rest, self.invalid, difference, &mut self.bytes, &mut self.shifts);
        self.valid = self.bytes.len();
        self.bytes.extend_from_slice(incomplete);
    }

    /// Removes a block from the buffer and returns it. The core has `end` bytes. `forced` is true if the end of the core splits a line,
    /// sentence or token.
    fn split_off(&mut self, end: usize, forced: bool) -> Block {
        let overlong = forced && !self.in_overlong;
        let part = match (&self.boundary, self.in_overlong) {
            (BlockBoundary::Record, true) => RecordPart::Rest,
            (BlockBoundary::Record, false) if forced => RecordPart::Start,
            _ => RecordPart::Whole,
        };
        self.in_overlong = forced;
        let context = self.valid.min(end.saturating_add(self.boundary.lookahead()));
        // The bytes may be ill-formed here. Without `max(end)`, stray continuation bytes after a line feed would move the end of the context
        // into the core.
        let context = floor_char_boundary(&self.bytes[..self.valid], context).max(end);
        let mut kept = Buffer::with_capacity((self.size + self.boundary.lookahead() + 8).max(self.bytes.len() - end));
        kept.extend_from_slice(&self.bytes[end..]);
        let mut bytes = std::mem::replace(&mut self.bytes, kept);
        bytes.truncate(context);
        self.valid -= end;

        let (shifts, difference) = self.split_off_shifts(end);
        let invalid = shifts.iter().filter(|s| s.at <= end).count() as u64;
        let (offset, line, starts_line) = (self.offset, self.line, self.starts_line);
        self.starts_line = bytes[..end].ends_with(b"\n");
        self.line += memchr::memchr_iter(b'\n', &bytes[..end]).count() as u64;
        self.offset = (self.offset + end as u64).wrapping_add_signed(difference);
        let shifts = if shifts.iter().all(|s| s.difference == 0) { Vec::new() } else { shifts };
        Block { bytes, core_end: end, offset, line, invalid, part, overlong, starts_line, shifts }
    }

    /// Removes the shifts within the core, which has `end` bytes. Returns these shifts and the difference at the end of the core. The offsets
    /// of the remaining shifts become relative to the end of the core.
    fn split_off_shifts(&mut self, end: usize) -> (Vec<Shift>, i64) {
        let difference = self.shifts.iter().rfind(|s| s.at <= end).map_or(0, |s| s.difference);
        let rest = self.shifts.iter().filter(|s| s.at > end);
        let rest = rest.map(|s| Shift { at: s.at - end, difference: s.difference - difference }).collect();
        (std::mem::replace(&mut self.shifts, rest), difference)
    }
}

/// Returns the number of bytes, at most three, at the end of `bytes` that may be the start of an incomplete character. For example, the
/// result is 1 for a final D8, which is the first byte of many Arabic letters.
fn incomplete_len(bytes: &[u8]) -> usize {
    let starts_char = |n: &usize| {
        let end = bytes.len().checked_sub(*n).map(|at| &bytes[at..]);
        end.is_some_and(|end| std::str::from_utf8(end).is_err_and(|e| e.valid_up_to() == 0 && e.error_len().is_none()))
    };
    (1..4).find(starts_char).unwrap_or(0)
}

/// Formats bytes as hexadecimal numbers that are separated by spaces.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "block_reader_tests.rs"]
mod tests;

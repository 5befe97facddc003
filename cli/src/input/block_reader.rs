//! Splits a stream into blocks that can be processed independently of each other.
//!
//! A block is a core and the context after the core (see `block.rs`). The next block starts at the end of the core, so the reader keeps the
//! bytes after the core. The reader splits a line that exceeds `--max-line`. Therefore its memory is limited, even if a text has no line
//! breaks.

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
    /// True if the reader searches for the end of a block after each read, even if the buffer has fewer than `size` bytes. Then the lines
    /// of a slow input are processed before `size` bytes arrive.
    live: bool,
    /// The maximum length of a line, sentence or token in bytes.
    max_line: usize,
    /// True if the worker threads validate UTF-8 instead of this reader. This is possible if the text is split only after line feeds and
    /// inside lines that exceed `max_line`, and the policy is not [`InvalidPolicy::Error`].
    validates_later: bool,
    /// The bytes that were read, but not yet returned in a core.
    bytes: Buffer,
    /// The length in bytes of the part of `bytes` that was validated and repaired. At most three bytes follow this part: the start of an
    /// incomplete character. If the worker threads validate UTF-8, this part was not validated, but it also excludes the incomplete
    /// character.
    valid: usize,
    /// The shifts that repairs in `bytes` caused.
    shifts: Vec<Shift>,
    /// The byte offset of `bytes` in the source.
    offset: u64,
    /// The number of line feeds in the source that precede `bytes`.
    line: u64,
    /// True if `bytes` starts at the start of the text or of a line.
    starts_line: bool,
    ended: bool,
    /// The error that ended the stream. The reader returns this error after the text that precedes the error.
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
        // The longest character has four bytes. With this minimum, each block contains at least one character.
        let max_line = max_line.max(4);
        // `size` must not exceed `max_line`. Otherwise the positions at which long lines are split would depend on `size`.
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

    /// Returns the next block, or `None` at the end of the text. An empty text has no blocks. If a read fails, returns the text that
    /// precedes the error first, and then the error in a later call.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block>> {
        // The number of bytes that are always sufficient to find the end of a block: the longest core, its context, and four more bytes.
        // The four bytes are necessary because `find_block_end` searches up to a character boundary, which is up to three bytes before the
        // end of this range. With the four bytes, the searched part of an overlong line is still longer than `max_line`.
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
                // The buffer contains no end of a block, so more bytes are read.
                BlockEnd::Unknown => wanted = wanted.saturating_mul(2).min(most),
            }
        }
    }

    /// Returns the offset after the line feed that ends the current record, if an earlier block already contains the first part of this
    /// record. Returns `None` if the buffer does not start inside a record, or if it does not contain the line feed.
    fn rest_of_record(&self) -> Option<usize> {
        let continues = self.in_overlong && matches!(self.boundary, BlockBoundary::Record);
        memchr::memchr(b'\n', &self.bytes[..self.valid]).filter(|_| continues).map(|at| at + 1)
    }

    /// Reads until the buffer has `wanted` valid bytes or the stream ends. If `live` is set, reads only once.
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

    /// Validates the bytes that were read, and updates `valid`. Repairs ill-formed bytes according to the policy. If the worker threads
    /// validate UTF-8, only excludes an incomplete character at the end from `valid`.
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

    /// Repairs the bytes of the buffer from the offset `valid` on, but keeps an incomplete character at the end if the stream has not
    /// ended. An ill-formed sequence of `len` bytes starts at `valid`. Under [`InvalidPolicy::Error`], drops the bytes from `valid` on
    /// instead, and ends the stream with an error.
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

    /// Removes a block from the start of the buffer and returns the block. The core has `end` bytes. `forced` is true if the end of the
    /// core is inside a line, sentence or token.
    fn split_off(&mut self, end: usize, forced: bool) -> Block {
        let overlong = forced && !self.in_overlong;
        let part = match (&self.boundary, self.in_overlong) {
            (BlockBoundary::Record, true) => RecordPart::Rest,
            (BlockBoundary::Record, false) if forced => RecordPart::Start,
            _ => RecordPart::Whole,
        };
        self.in_overlong = forced;
        let context = self.valid.min(end.saturating_add(self.boundary.lookahead()));
        // The bytes may be ill-formed here. If stray continuation bytes follow a line feed, `floor_char_boundary` may return an offset
        // inside the core. The call of `max(end)` corrects this offset.
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

    /// Returns all shifts of the buffer, and the difference at the end of the core, which has `end` bytes. The reader keeps only the shifts
    /// after the core. Their offsets and differences become relative to the end of the core.
    fn split_off_shifts(&mut self, end: usize) -> (Vec<Shift>, i64) {
        let difference = self.shifts.iter().rfind(|s| s.at <= end).map_or(0, |s| s.difference);
        let rest = self.shifts.iter().filter(|s| s.at > end);
        let rest = rest.map(|s| Shift { at: s.at - end, difference: s.difference - difference }).collect();
        (std::mem::replace(&mut self.shifts, rest), difference)
    }
}

/// Returns the length in bytes, at most three, of an incomplete character at the end of `bytes`. Returns 0 if there is no such character.
/// For example, the result is 1 for a final D8, which is the first byte of many Arabic letters.
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

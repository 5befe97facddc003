//! A block of a text: a core that is processed, and the context after it that decisions about the core may depend on.
//!
//! Ill-formed UTF-8 in a block is repaired according to `--invalid`. The repair changes lengths, so a block keeps the shifts that convert
//! its offsets to offsets in the source.

use crate::buffer::Buffer;
use crate::options::policy::InvalidPolicy;

/// The part of a record that a block contains. Only a record that exceeds `--max-line` is split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecordPart {
    /// Whole records, one or several.
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
    /// The core and its context.
    pub(crate) bytes: Buffer,
    /// The length of the core in bytes.
    pub(crate) core_end: usize,
    /// The offset of the block in the source, in bytes.
    pub(crate) offset: u64,
    /// The number of line feeds in the source before the block.
    pub(crate) line: u64,
    /// The number of ill-formed sequences in the core.
    pub(crate) invalid: u64,
    pub(crate) part: RecordPart,
    /// True if the block starts a line, sentence or token that is split because it exceeds `--max-line`.
    pub(crate) overlong: bool,
    /// True if the block starts the text or a line.
    pub(crate) starts_line: bool,
    pub(super) shifts: Vec<Shift>,
}

/// From the offset `at` in a block on, offsets in the source are greater by `difference` bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    pub(super) at: usize,
    pub(super) difference: i64,
}

impl Block {
    /// Returns the core and its context, or `None` if the block must be [repaired](Self::repair) first.
    pub(crate) fn valid_text(&self) -> Option<&str> {
        simdutf8::basic::from_utf8(&self.bytes).ok()
    }

    /// Returns the core and its context. The block must be valid or repaired; the text of any other block is empty.
    pub(crate) fn text(&self) -> &str {
        self.valid_text().unwrap_or_default()
    }

    /// Returns the core of a block that is valid or repaired.
    pub(crate) fn core(&self) -> &str {
        self.text().get(..self.core_end).unwrap_or_default()
    }

    /// Replaces or drops everything that is not UTF-8.
    pub(crate) fn repair(&mut self, invalid: InvalidPolicy) {
        let mut repaired = Buffer::with_capacity(self.bytes.len());
        let (core, context) = self.bytes.split_at(self.core_end);
        let difference = append_repaired(core, invalid, 0, &mut repaired, &mut self.shifts);
        self.invalid = self.shifts.len() as u64;
        self.core_end = repaired.len();
        append_repaired(context, invalid, difference, &mut repaired, &mut self.shifts);
        self.bytes = repaired;
    }

    /// Converts an offset in the block to an offset in the source, both in bytes.
    pub(crate) fn source_offset(&self, at: usize) -> u64 {
        let shift = self.shifts.partition_point(|s| s.at <= at).checked_sub(1).and_then(|n| self.shifts.get(n));
        (self.offset + at as u64).wrapping_add_signed(shift.map_or(0, |shift| shift.difference))
    }
}

/// Appends bytes, with ill-formed sequences replaced or dropped, and records a shift for each of them. `difference` is that of the last
/// shift before these bytes. Returns the difference after them.
pub(super) fn append_repaired(
    bytes: &[u8],
    invalid: InvalidPolicy,
    mut difference: i64,
    repaired: &mut Vec<u8>,
    shifts: &mut Vec<Shift>,
) -> i64 {
    for chunk in bytes.utf8_chunks() {
        repaired.extend_from_slice(chunk.valid().as_bytes());
        if !chunk.invalid().is_empty() {
            repaired.extend_from_slice(invalid.replacement().as_bytes());
            difference += chunk.invalid().len() as i64 - invalid.replacement().len() as i64;
            // A shift is recorded even if the lengths are equal, because the number of shifts is the number of ill-formed sequences.
            shifts.push(Shift { at: repaired.len(), difference });
        }
    }
    difference
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repaired_block_keeps_its_source_offsets() {
        // A lead byte without a continuation byte, and a byte that occurs nowhere in UTF-8.
        let bytes = ["ك".as_bytes(), b"\xD8", "تا".as_bytes(), b"\xFF", "ب".as_bytes()].concat();
        for (policy, text) in [(InvalidPolicy::Replace, "ك\u{FFFD}تا\u{FFFD}ب"), (InvalidPolicy::Skip, "كتاب")] {
            let mut block = Block { core_end: 7, bytes: bytes.clone().into(), offset: 100, ..Block::default() };
            assert!(block.valid_text().is_none());
            block.repair(policy);
            assert_eq!((block.text(), block.invalid), (text, 1));
            assert!(block.core().ends_with("تا"));
            assert_eq!(block.source_offset(text.find('ك').unwrap()), 100);
            assert_eq!(block.source_offset(text.find('ت').unwrap()), 103);
            assert_eq!(block.source_offset(text.find('ب').unwrap()), 108);
        }
    }
}

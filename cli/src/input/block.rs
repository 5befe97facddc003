//! A block of a text. A block consists of a core, which the command processes, and a context, which follows the core. The context is needed
//! because the text after the core can change decisions about the core.
//!
//! Ill-formed UTF-8 in a block is repaired according to `--invalid`. A repair can change offsets, so a block stores the shifts that convert
//! byte offsets in the block to byte offsets in the source.

use crate::buffer::Buffer;
use crate::options::policy::InvalidPolicy;

/// The part of a record that a block contains. A record is one line of JSON Lines. Only records that exceed `--max-line` are split into
/// parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecordPart {
    /// One or more whole records, or text that is not JSON Lines.
    #[default]
    Whole,
    /// The first part of a record.
    Start,
    /// A later part of a record.
    Rest,
}

/// A block of a text.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The bytes of the core, followed by the bytes of the context.
    pub(crate) bytes: Buffer,
    /// The length of the core in bytes.
    pub(crate) core_end: usize,
    /// The byte offset of the block in the source.
    pub(crate) offset: u64,
    /// The number of line feeds in the source that precede the block.
    pub(crate) line: u64,
    /// The number of ill-formed UTF-8 sequences in the core.
    pub(crate) invalid: u64,
    pub(crate) part: RecordPart,
    /// True if the block contains the first part of a line, sentence or token that was split because it exceeds `--max-line`.
    pub(crate) overlong: bool,
    /// True if the block starts at the start of the text or of a line.
    pub(crate) starts_line: bool,
    pub(super) shifts: Vec<Shift>,
}

/// The difference between source offsets and block offsets after a repair, in bytes. For a block offset from `at` up to the next shift, the
/// source offset is the sum of `Block::offset`, the block offset and `difference`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    pub(super) at: usize,
    pub(super) difference: i64,
}

impl Block {
    /// Returns the core and the context. Returns `None` if the block is not valid UTF-8. The caller must then [repair](Self::repair) the
    /// block.
    pub(crate) fn valid_text(&self) -> Option<&str> {
        simdutf8::basic::from_utf8(&self.bytes).ok()
    }

    /// Returns the core and the context. The block must be valid UTF-8 or [repaired](Self::repair). Otherwise the result is empty.
    pub(crate) fn text(&self) -> &str {
        self.valid_text().unwrap_or_default()
    }

    /// Returns the core: the first `core_end` bytes. The block must be valid UTF-8 or [repaired](Self::repair).
    pub(crate) fn core(&self) -> &str {
        self.text().get(..self.core_end).unwrap_or_default()
    }

    /// Replaces or drops all ill-formed UTF-8 sequences, according to the policy. Sets `invalid` to the number of these sequences in the
    /// core.
    pub(crate) fn repair(&mut self, invalid: InvalidPolicy) {
        let mut repaired = Buffer::with_capacity(self.bytes.len());
        let (core, context) = self.bytes.split_at(self.core_end);
        let difference = append_repaired(core, invalid, 0, &mut repaired, &mut self.shifts);
        self.invalid = self.shifts.len() as u64;
        self.core_end = repaired.len();
        append_repaired(context, invalid, difference, &mut repaired, &mut self.shifts);
        self.bytes = repaired;
    }

    /// Converts a byte offset in the block to a byte offset in the source. If the block was repaired, the argument is an offset after the
    /// repair.
    pub(crate) fn source_offset(&self, at: usize) -> u64 {
        let shift = self.shifts.partition_point(|s| s.at <= at).checked_sub(1).and_then(|n| self.shifts.get(n));
        (self.offset + at as u64).wrapping_add_signed(shift.map_or(0, |shift| shift.difference))
    }
}

/// Appends `bytes` to `repaired`, and replaces or drops each ill-formed sequence. Appends one shift to `shifts` for each ill-formed
/// sequence. `difference` is the source offset minus the block offset (in bytes) at the start of `bytes`. Returns this difference at the
/// end of `bytes`.
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
            // A shift is recorded even if its difference does not change, because the number of shifts is the number of ill-formed
            // sequences.
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
        // D8 is a lead byte without a continuation byte. FF never occurs in UTF-8.
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

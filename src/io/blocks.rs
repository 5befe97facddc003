//! Bytes cut where lines end, for work on more than one thread.

use std::iter::FusedIterator;

use crate::debug::short_debug;

/// Cuts bytes into blocks of about `size` bytes, each of which ends with a line feed (but for the last one).
///
/// No token goes over a line feed. So the tokens and words of the blocks, one after the other, are those of the whole, and so are the terms of
/// [`Analyzer`](crate::Analyzer), but for their positions, which begin anew. A sentence may go over a line feed; for sentences of a
/// large file see [`sentences`](super::sentences()).
///
/// A block is longer than `size` where no line feed comes in time; a `size` of 0 counts as 1. Empty bytes have no block.
///
/// ```
/// let text = "سطر\nسطر ثان\nآخر".as_bytes();
/// let blocks: Vec<_> = kalima::io::blocks(text, 1).map(|b| b.len()).collect();
/// assert_eq!(blocks, [7, 14, 6]);
/// ```
pub fn blocks(bytes: &[u8], size: usize) -> Blocks<'_> {
    Blocks { bytes, size: size.max(1) }
}

/// Blocks of bytes. Made by [`blocks`].
#[derive(Clone)]
pub struct Blocks<'b> {
    bytes: &'b [u8],
    size: usize,
}

short_debug!(['b] Blocks<'b>, "Blocks", |b| { len: b.bytes.len(), size: b.size });

impl<'b> Iterator for Blocks<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        if self.bytes.is_empty() {
            return None;
        }
        let rest = self.bytes.get(self.size - 1..).unwrap_or_default();
        let end = rest.iter().position(|&b| b == b'\n').map_or(self.bytes.len(), |n| self.size + n);
        let (block, rest) = self.bytes.split_at_checked(end).unwrap_or((self.bytes, &[]));
        self.bytes = rest;
        Some(block)
    }
}

impl FusedIterator for Blocks<'_> {}

//! [`Recorder`]: records the source ranges of the output in an [`OffsetMap`], or records nothing.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::items::Items;
use super::map::OffsetMap;
use crate::span::slice;

/// A recorder of edits. An edit is a source range and the output range that replaces this source range, both in bytes.
pub(super) trait Recorder {
    /// Whether the recorder records edits.
    const IS_ON: bool;

    /// Records that the output range `output` replaces the source range `source`. The caller must record edits in ascending order.
    fn edit(&mut self, source: Range<usize>, output: Range<usize>);

    /// Removes each edit that ends after byte `source` of the source or after byte `output` of the output.
    fn truncate(&mut self, source: usize, output: usize);
}

/// A recorder that records nothing.
pub(super) struct NoMap;

impl Recorder for NoMap {
    const IS_ON: bool = false;

    #[inline(always)]
    fn edit(&mut self, _: Range<usize>, _: Range<usize>) {}

    #[inline(always)]
    fn truncate(&mut self, _: usize, _: usize) {}
}

impl Recorder for OffsetMap {
    const IS_ON: bool = true;

    #[inline]
    fn edit(&mut self, source: Range<usize>, output: Range<usize>) {
        self.push(source, output);
    }

    fn truncate(&mut self, source: usize, output: usize) {
        OffsetMap::truncate(self, source, output);
    }
}

/// Appends the normal form of a piece of the text to `out`, and records the edits. `items` contains the characters of the normal form with
/// their source ranges, which are relative to the start of `piece`. If a byte of the piece is not in the source of an item, the function
/// records the byte as deleted.
///
/// Adjacent items form a group if their source ranges overlap, or if marks were reordered and the source ranges are not in ascending order.
/// An item begins a new group if the sources of all preceding items end at or before the lowest start of the sources of this item and of
/// all later items. The function records each group as one edit, with one exception: it records no edit for a group of one item whose
/// character replaces one character of the same length in bytes.
pub(super) fn append<R: Recorder>(text: &str, items: &Items, piece: Range<usize>, out: &mut String, map: &mut R) {
    if !R::IS_ON {
        out.extend(items.chars());
        return;
    }
    // Contains one offset for each item: the lowest start among the source of the item and the sources of all later items. The vector is
    // empty if the sources are already sorted by their start.
    let mut lowest = Vec::new();
    if !items.is_sorted_by_key(|i| i.source().start) {
        lowest.reserve_exact(items.len());
        lowest.extend(items.iter().rev().scan(usize::MAX, |low, i| {
            *low = i.source().start.min(*low);
            Some(*low as u32)
        }));
        lowest.reverse();
    }
    let mut done = piece.start;
    let mut n = 0;
    while let Some(first) = items.get(n) {
        let (mut source, start) = (first.source(), out.len());
        out.push(first.char());
        n += 1;
        let mut alone = true;
        while let Some(next) = items.get(n) {
            let low = lowest.get(n).map_or(next.source().start, |&low| low as usize);
            if source.end <= low {
                break;
            }
            source = source.start.min(low)..source.end.max(next.source().end);
            out.push(next.char());
            n += 1;
            alone = false;
        }
        let source = piece.start + source.start..piece.start + source.end;
        if done < source.start {
            map.edit(done..source.start, start..start);
        }
        done = source.end;
        // If one character replaces one character of the same length in bytes, the function records no edit, because all offsets remain the
        // same.
        let length = out.len() - start;
        if !(alone && length == source.len() && slice(text, source.clone()).chars().count() == 1) {
            map.edit(source, start..out.len());
        }
    }
    if done < piece.end {
        map.edit(done..piece.end, out.len()..out.len());
    }
}

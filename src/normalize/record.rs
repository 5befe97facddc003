//! [`Recorder`], which records the source of the output: in an [`OffsetMap`], or not at all.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::items::Items;
use super::map::OffsetMap;
use crate::span::slice;

/// Records which bytes of the source became which bytes of the output.
pub(super) trait Recorder {
    /// True if edits are recorded.
    const IS_ON: bool;

    /// Records that source bytes became output bytes of another length, or output that has no separate part for each character. The caller records
    /// edits in order.
    fn edit(&mut self, source: Range<usize>, output: Range<usize>);

    /// Removes the edits that exceed these lengths of the source or the output, in bytes.
    fn truncate(&mut self, source: usize, output: usize);
}

/// Records nothing.
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

/// Appends the items of a piece of the text, and records their sources.
///
/// Items whose sources overlap or are out of order are one edit. An edit ends before an item if no preceding source overlaps the source of the
/// item or of a later one.
pub(super) fn append<R: Recorder>(text: &str, items: &Items, piece: Range<usize>, out: &mut String, map: &mut R) {
    if !R::IS_ON {
        out.extend(items.chars());
        return;
    }
    // The lowest start of the sources from each item on. Only a list that is out of order needs it.
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
        // The replacement of one character by one of the same length is not recorded as an edit.
        let length = out.len() - start;
        if !(alone && length == source.len() && slice(text, source.clone()).chars().count() == 1) {
            map.edit(source, start..out.len());
        }
    }
    if done < piece.end {
        map.edit(done..piece.end, out.len()..out.len());
    }
}

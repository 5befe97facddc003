//! [`OffsetMap`]: the map between byte offsets of a text and of its normal form.

use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use crate::debug::{FirstItems, short_debug};

/// An edit: a source range and the output range that replaces this source range. Usually, the two ranges have different lengths.
#[derive(Clone, PartialEq, Eq)]
struct Edit {
    source: Range<usize>,
    output: Range<usize>,
}

impl fmt::Debug for Edit {
    /// Writes `2..4 to 2..2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} to {:?}", self.source, self.output)
    }
}

/// A map between byte offsets of a source text and of its normal form. A [`Normalizer`](super::Normalizer) computes the map.
///
/// The map contains the edits in ascending order. An edit is a source range and an output range, usually with different lengths. Between
/// two edits, the source offset and the output offset differ by a constant. If a letter is replaced by another letter of the same length,
/// there is no edit. A lookup is a binary search and takes O(log n) for n edits.
///
/// All offsets are in bytes, and ranges exclude their ends. An offset after the end of a text counts as the end of the text. A range whose
/// start exceeds its end counts as the empty range at its start. [`OffsetMap::default`] returns the map of the empty text.
///
/// ```
/// use kalima::normalize::Normalizer;
///
/// let mapped = Normalizer::search().normalize_mapped("كَتَبَ");
/// assert_eq!(mapped.text(), "كتب");
/// // ت is at 2..4 in the result and at 4..6 in the source. Its mark is at 6..8.
/// assert_eq!(mapped.map().to_source(2..4), 4..6);
/// assert_eq!(mapped.map().to_source_grown(2..4), 4..8);
/// assert_eq!(mapped.map().to_output(4..6), 2..4);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OffsetMap {
    edits: Vec<Edit>,
    /// The lengths of the source and of the output, in bytes.
    source: usize,
    output: usize,
}

short_debug!([] OffsetMap, "OffsetMap", |m| { source: m.source, output: m.output, edits: FirstItems(m.edits.iter()) });

impl OffsetMap {
    /// Returns whether the map contains no edits, so that each source offset equals the corresponding output offset. The result is `true`
    /// for the empty text.
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// Returns the source range of an output range. Deleted bytes at the start and at the end of the source range are excluded.
    ///
    /// If the output range includes a part of the output of a ligature, the result includes the whole ligature. The result for an empty
    /// range is empty.
    pub fn to_source(&self, output: Range<usize>) -> Range<usize> {
        let output = output.start.min(self.output)..output.end.min(self.output);
        let start = self.source_start(output.start);
        let end = if output.end > output.start { self.source_end(output.end) } else { start };
        start..end.max(start)
    }

    /// Returns the source range of an output range, including the source bytes that were deleted directly after this source range.
    ///
    /// The added bytes are usually the dropped marks of the last letter, so a highlighted range does not separate this letter from its
    /// marks. The method does not add a kept mark, because a kept mark has its own output bytes. The result for an empty range is empty.
    /// [`grow`](super::grow) extends a source range to whole grapheme clusters.
    pub fn to_source_grown(&self, output: Range<usize>) -> Range<usize> {
        let exact = self.to_source(output.clone());
        if output.is_empty() {
            return exact;
        }
        let at = self.edits.partition_point(|e| e.source.start < exact.end);
        let end = match self.edits.get(at) {
            Some(e) if e.source.start == exact.end && e.output.is_empty() => e.source.end,
            _ => exact.end,
        };
        exact.start..end
    }

    /// Returns the output range of a source range.
    ///
    /// If all bytes of the source range were deleted, the result is an empty range at the position of the deletion in the output. If the
    /// source range includes a part of a ligature, the result includes the whole output of the ligature. The result for an empty range is
    /// empty.
    pub fn to_output(&self, source: Range<usize>) -> Range<usize> {
        let source = source.start.min(self.source)..source.end.min(self.source);
        let start = match self.edit_at_source(source.start) {
            Ok(e) => e.output.start,
            Err(shift) => source.start.wrapping_add_signed(shift),
        };
        if source.start >= source.end {
            return start..start;
        }
        let last = source.end - 1;
        let end = match self.edit_at_source(last) {
            Ok(e) => e.output.end,
            Err(shift) => last.wrapping_add_signed(shift) + 1,
        };
        start..end.max(start)
    }

    /// Returns `Ok` with the edit whose source contains byte `at`. If there is no such edit, returns `Err` with the output offset minus the
    /// source offset at byte `at`.
    fn edit_at_source(&self, at: usize) -> Result<&Edit, isize> {
        let n = self.edits.partition_point(|e| e.source.end <= at);
        match self.edits.get(n) {
            Some(e) if e.source.start <= at => Ok(e),
            _ => Err(self.shift(n)),
        }
    }

    /// Returns the output offset minus the source offset in the text between the edits with the numbers `n - 1` and `n`. The first edit has
    /// the number 0.
    fn shift(&self, n: usize) -> isize {
        n.checked_sub(1).and_then(|n| self.edits.get(n)).map_or(0, |e| e.output.end as isize - e.source.end as isize)
    }

    /// Returns the source offset for the start `at` of an output range. If source bytes were deleted at this position, the result is the
    /// offset after the deleted bytes.
    fn source_start(&self, at: usize) -> usize {
        let n = self.edits.partition_point(|e| e.output.end <= at);
        match self.edits.get(n) {
            Some(e) if e.output.start <= at && !e.output.is_empty() => e.source.start,
            _ => at.wrapping_add_signed(-self.shift(n)),
        }
    }

    /// Returns the source offset for the end `at` of an output range. If source bytes were deleted at this position, the result is the
    /// offset before the deleted bytes.
    fn source_end(&self, at: usize) -> usize {
        let n = self.edits.partition_point(|e| e.output.end < at);
        match self.edits.get(n) {
            Some(e) if e.output.start < at => e.source.end,
            _ => at.wrapping_add_signed(-self.shift(n)),
        }
    }

    /// Records that an output range replaces a source range. The caller must record edits in ascending order. If one deletion directly
    /// follows another deletion, one edit contains both deletions.
    #[inline]
    pub(super) fn push(&mut self, source: Range<usize>, output: Range<usize>) {
        if let Some(last) = self.edits.last_mut()
            && last.source.end == source.start
            && last.output.end == output.start
            && last.output.is_empty()
            && output.is_empty()
        {
            last.source.end = source.end;
            return;
        }
        self.edits.push(Edit { source, output });
    }

    /// Removes each edit that ends after byte `source` of the source or after byte `output` of the output.
    pub(super) fn truncate(&mut self, source: usize, output: usize) {
        while self.edits.last().is_some_and(|e| e.source.end > source || e.output.end > output) {
            self.edits.pop();
        }
    }

    /// Completes the map: sets the lengths of the source and of the output, in bytes.
    pub(super) fn close(&mut self, source: usize, output: usize) {
        (self.source, self.output) = (source, output);
    }

    /// Returns the composition of two maps. `outer` maps a source to an intermediate text, and `self` maps the intermediate text to the
    /// output. The result maps the source to the output.
    pub(super) fn after(&self, outer: &OffsetMap) -> OffsetMap {
        let (source, output) = (outer.source, self.output);
        if outer.is_identity() {
            return OffsetMap { source, ..self.clone() };
        }
        if self.is_identity() {
            return OffsetMap { output, ..outer.clone() };
        }
        // `spans` contains the edits of both maps as ranges of the intermediate text. The loop joins ranges that overlap. It also joins two
        // adjacent ranges if at least one of them is empty.
        let mut spans: Vec<Range<usize>> =
            outer.edits.iter().map(|e| e.output.clone()).chain(self.edits.iter().map(|e| e.source.clone())).collect();
        spans.sort_by_key(|r| (r.start, r.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start < last.end || span.start == last.end && (span.is_empty() || last.start == last.end) => {
                    last.end = last.end.max(span.end)
                }
                _ => joined.push(span),
            }
        }
        let (mut map, mut o, mut s) = (OffsetMap { source, output, ..OffsetMap::default() }, 0, 0);
        for span in joined {
            // Between two edits, a map shifts offsets by a constant. `before` contains the constants of both maps directly before the span,
            // and `after` contains the constants directly after the span. So `before` shifts the start of the span, and `after` shifts its
            // end. `o` and `s` are the numbers of edits of `outer` and `self` up to the current position.
            let before = (outer.shift(o), self.shift(s));
            o += outer.edits.iter().skip(o).take_while(|e| e.output.end <= span.end).count();
            s += self.edits.iter().skip(s).take_while(|e| e.source.end <= span.end).count();
            let after = (outer.shift(o), self.shift(s));
            map.push(
                span.start.wrapping_add_signed(-before.0)..span.end.wrapping_add_signed(-after.0),
                span.start.wrapping_add_signed(before.1)..span.end.wrapping_add_signed(after.1),
            );
        }
        map
    }
}

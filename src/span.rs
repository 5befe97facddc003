//! Small helpers on byte ranges, for any floor.

use core::ops::Range;

/// The text of a range, or the empty text where the range does not slice it.
///
/// Ranges that this crate makes always slice their text; this is how that is said without a panic.
#[inline]
pub(crate) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The last character boundary at or before a byte; the length of the text where that is less.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
/// Bytes without the start of a character that they end in.
pub(crate) fn whole(bytes: &[u8]) -> &[u8] {
    let is_start = |tail: &[u8]| core::str::from_utf8(tail).is_err_and(|e| e.valid_up_to() == 0 && e.error_len().is_none());
    let ends = (1..=3).filter_map(|n| bytes.split_at_checked(bytes.len().checked_sub(n)?));
    ends.into_iter().find(|(_, tail)| is_start(tail)).map_or(bytes, |(whole, _)| whole)
}

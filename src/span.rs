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

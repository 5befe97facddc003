//! Small helpers on byte ranges, for any floor.

use core::ops::Range;

/// The text of a range, or the empty text where the range does not slice it.
///
/// Ranges that this crate makes always slice their text; this is how that is said without a panic.
#[inline]
pub(crate) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

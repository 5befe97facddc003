//! Helper functions for byte ranges. Every module of the crate may use these functions.

use core::ops::Range;

/// Returns the part of `text` in the byte range `range`.
///
/// The range must start and end at character boundaries of the text. An invalid range is a bug in this crate: a debug build panics, and a
/// release build returns the empty text.
#[inline]
pub(crate) fn slice(text: &str, range: Range<usize>) -> &str {
    debug_assert!(text.get(range.clone()).is_some(), "the range {range:?} does not slice a text of {} bytes", text.len());
    text.get(range).unwrap_or_default()
}

/// Returns the last character boundary of the text that is at or before the byte offset `at`. Returns the length of the text if `at` is
/// after the end of the text.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns `bytes` without the last one to three bytes if these bytes are the start of an incomplete UTF-8 character. Otherwise returns
/// `bytes`.
pub(crate) fn whole(bytes: &[u8]) -> &[u8] {
    let is_start = |tail: &[u8]| core::str::from_utf8(tail).is_err_and(|e| e.valid_up_to() == 0 && e.error_len().is_none());
    let ends = (1..=3).filter_map(|n| bytes.split_at_checked(bytes.len().checked_sub(n)?));
    ends.into_iter().find(|(_, tail)| is_start(tail)).map_or(bytes, |(whole, _)| whole)
}

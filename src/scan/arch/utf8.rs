//! Strings made of bytes that the scanners know to be valid UTF-8, without validating them.
//!
//! The functions are safe to call only from `scan`, and are visible only there: each caller passes whole characters, and says why. Debug builds
//! validate the bytes.

use alloc::string::String;
use alloc::vec::Vec;
use core::mem::MaybeUninit;

/// Appends bytes to a string. `append` writes to the vector of the string, and the vector then ends with a whole character, also if `append` panics.
#[inline(always)]
pub(in crate::scan) fn append<R>(out: &mut String, append: impl FnOnce(&mut Vec<u8>) -> R) -> R {
    let start = out.len();
    // SAFETY: the callers in `scan` append whole characters of UTF-8 and change no other byte.
    let result = append(unsafe { out.as_mut_vec() });
    debug_assert!(out.get(start..).is_some_and(|new| core::str::from_utf8(new.as_bytes()).is_ok()), "whole characters");
    result
}

/// Increases the length of a vector to `len`, or to its capacity if `len` is more.
#[inline(always)]
pub(in crate::scan) fn set_len(out: &mut Vec<u8>, len: usize) {
    debug_assert!(out.len() <= len && len <= out.capacity());
    let len = len.clamp(out.len(), out.capacity());
    // SAFETY: `len` is at most the capacity. The callers in `scan` have written all bytes up to it.
    unsafe { out.set_len(len) }
}

/// Returns the first `n` bytes of a buffer.
#[inline(always)]
pub(in crate::scan) fn written(buffer: &[MaybeUninit<u8>], n: usize) -> &[u8] {
    let bytes = buffer.get(..n).unwrap_or_default();
    // SAFETY: the callers in `scan` have written the first `n` bytes. `MaybeUninit<u8>` has the layout of `u8`.
    unsafe { core::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) }
}

/// Returns bytes as a string.
#[inline(always)]
pub(in crate::scan) fn as_str(bytes: &[u8]) -> &str {
    debug_assert!(core::str::from_utf8(bytes).is_ok());
    // SAFETY: the callers in `scan` pass whole characters of UTF-8.
    unsafe { core::str::from_utf8_unchecked(bytes) }
}

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

/// Appends the first `n` of 32 bytes, and replaces the last of them by `last` if `n` is odd. Does nothing unless the string has 33 bytes of spare
/// capacity: all 33 are written, because a copy of a constant length has no branch.
#[inline(always)]
pub(in crate::scan) fn push_padded(out: &mut String, bytes: [u8; 32], n: usize, last: u8) {
    let n = n.min(32);
    let len = out.len();
    if out.capacity() - len < 33 {
        return;
    }
    // SAFETY: the spare capacity has 33 bytes, and the last byte that is written is the 33rd. The callers in `scan` pass whole characters in the
    // first `n` bytes.
    unsafe {
        let out = out.as_mut_vec();
        let to = out.as_mut_ptr().add(len);
        to.cast::<[u8; 32]>().write_unaligned(bytes);
        to.add(n & !1).write(last);
        out.set_len(len + n);
    }
    debug_assert!(out.get(len..).is_some_and(|new| core::str::from_utf8(new.as_bytes()).is_ok()), "whole characters");
}

/// Returns the characters of codes, each the distance from U+0600.
///
/// Not inlined, so the compiler reads the codes from memory and converts them with SIMD. From a number in registers it would shift out one after
/// the other.
#[inline(never)]
pub(in crate::scan) fn chars(codes: &[u8; 16]) -> [char; 16] {
    let chars = codes.map(|code| 0x600 + u32::from(code));
    // SAFETY: U+0600 to U+06FF are characters, and `char` has the layout of `u32`.
    unsafe { core::mem::transmute::<[u32; 16], [char; 16]>(chars) }
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

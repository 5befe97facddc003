//! The functions that `tools/cross/node.mjs` calls in a WebAssembly engine.
//!
//! A text is passed as an address and a length: the caller writes it to memory that [`allocate`] returned.

#[path = "../../../levels/hashes.rs"]
mod hashes;

use std::hint::black_box;

/// Returns the address of `len` bytes for a text. They are not freed.
#[unsafe(no_mangle)]
pub extern "C" fn allocate(len: usize) -> *mut u8 {
    Box::leak(vec![0; len].into_boxed_slice()).as_mut_ptr()
}

/// Returns the text of the caller.
///
/// # Safety
///
/// The caller wrote `len` bytes of valid UTF-8 at `text`, which [`allocate`] returned. They are not validated, because that takes longer than most of
/// the functions here.
unsafe fn text<'t>(text: *const u8, len: usize) -> &'t str {
    // SAFETY: the caller's condition.
    unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(text, len)) }
}

/// Returns the lines of [`hashes::hashes`] as an address in the high and a length in the low 32 bits. The seeds are separated by U+0000.
///
/// # Safety
///
/// The condition of [`text`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hashes(seeds: *const u8, len: usize, bytes: usize) -> u64 {
    // SAFETY: the caller's condition.
    let seeds: Vec<String> = unsafe { text(seeds, len) }.split('\0').map(String::from).collect();
    let lines = String::leak(hashes::hashes(&seeds, bytes));
    (lines.as_ptr() as u64) << 32 | lines.len() as u64
}

/// Normalizes a text and returns the length of the result in bytes.
///
/// # Safety
///
/// The condition of [`text`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn normalize(from: *const u8, len: usize) -> usize {
    // SAFETY: the caller's condition.
    black_box(kalima::normalize::Normalizer::search().normalize(unsafe { text(from, len) })).len()
}

/// Returns the number of tokens of a text.
///
/// # Safety
///
/// The condition of [`text`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tokens(from: *const u8, len: usize) -> usize {
    // SAFETY: the caller's condition.
    kalima::tokens(unsafe { text(from, len) }).count()
}

/// Returns the number of sentences of a text.
///
/// # Safety
///
/// The condition of [`text`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sentences(from: *const u8, len: usize) -> usize {
    // SAFETY: the caller's condition.
    kalima::sentences(unsafe { text(from, len) }).count()
}

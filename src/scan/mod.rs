//! The byte scanner: the operations that every byte or word of a text needs, with SIMD instructions.
//!
//! Each operation has a scalar implementation, which always exists, and SIMD ones, written over [`vector::Vector`] or with intrinsics. All have the
//! same result. A [`Level`], chosen once per process, selects one; tests and fuzz targets run every level of the processor.
//!
//! | file | contents |
//! |---|---|
//! | `level.rs` | instruction-set levels, their detection and dispatch |
//! | `vector.rs` | byte vectors of 16, 32 or 64 bytes |
//! | `fold.rs` | folding: copies a text, replaces letters and drops marks |
//! | `words.rs`, `words/` | token bitmasks and token boundaries |
//! | `sentences.rs`, `sentences/` | the bytes that can end a sentence |
//! | `letters.rs`, `letters/` | the letters of a word in one register |
//! | `affixes.rs` | light stemming: affixes removed by table lookups |
//! | `edge_letters.rs` | the first and last letters of a word as numbers, for `stem/rules` |
//! | `word_key.rs` | short words packed into a `u128`: cache keys and cached terms |
//! | `buckets.rs` | the buckets of the word cache, and batched lookup in them |
//! | `copy.rs`, `text.rs` | appending short words without a branch on their length; strings stored in place |
//!
//! This is the only module with `unsafe` code. It loads and stores vectors, calls functions that need instructions which the processor was found to
//! have, writes into the spare capacity of a `String`, reads copied bytes as the `str` that they were, and prefetches memory.

pub(crate) mod affixes;
pub(crate) mod buckets;
pub(crate) mod copy;
pub(crate) mod edge_letters;
pub(crate) mod fold;
pub(crate) mod letters;
mod level;
pub(crate) mod sentences;
pub(crate) mod text;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod vector;
pub(crate) mod word_key;
pub(crate) mod words;

pub use level::simd_level;
pub(crate) use level::{Isa, Level};

/// Prefetches the element of a slice at an index that will be read soon. An index out of bounds has no effect.
#[inline(always)]
pub(crate) fn prefetch<T>(all: &[T], at: usize) {
    if let Some(one) = all.get(at) {
        fetch(core::ptr::from_ref(one).cast());
    }
}

/// Prefetches the bytes that a scan reaches soon. The hardware prefetcher does not cross the end of a page, so without this the scan waits at each
/// page.
#[inline(always)]
pub(crate) fn read_ahead(at: *const u8) {
    /// The distance in bytes, half a page: early enough to arrive in time, and late enough not to be evicted again.
    const AHEAD: usize = 2048;
    fetch(at.wrapping_add(AHEAD));
}

/// Prefetches the cache line of an address. Any address is allowed.
#[inline(always)]
#[allow(unsafe_code)]
fn fetch(at: *const u8) {
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: the target has SSE2, and with it SSE, which has the instruction. A prefetch accepts any address: it accesses no memory that the
        // program can observe.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) }
    }
    #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
    let _ = at;
}

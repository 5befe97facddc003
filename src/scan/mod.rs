//! The byte scanner: what is asked of every byte of a text, answered for many bytes at once.
//!
//! Each question has a scalar answer, which is always there, and one written over the [`vector::Vector`] trait, which runs where the processor has the
//! instructions. All give the same answer; tests and fuzz targets run each of them by its [`Level`], not only the one that would be chosen.
//!
//! This is the only room that may use `unsafe`: to read and write memory by vectors, to call functions for instructions that the processor was
//! found to have, to write into the spare room of a `String`, to read a short text as the `str` that it is a copy of, and
//! to ask the memory for what will be read soon.

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

/// Asks the memory for an element that will be read soon; nothing where there is none.
#[inline(always)]
pub(crate) fn prefetch<T>(all: &[T], at: usize) {
    if let Some(one) = all.get(at) {
        fetch(core::ptr::from_ref(one).cast());
    }
}

/// Asks the memory for the bytes that a scan comes to soon, some way behind where it is: by itself the processor foresees them only within a page, and
/// waits at each.
#[inline(always)]
pub(crate) fn read_ahead(at: *const u8) {
    /// Half a page: on its way before it is read, and not so early that it is gone again.
    const AHEAD: usize = 2048;
    fetch(at.wrapping_add(AHEAD));
}

/// Asks the memory for what is at a place, whatever that is.
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

//! The byte scanner: what is asked of every byte of a text, answered for many bytes at once.
//!
//! Each question has a scalar answer, which is always there, and one written over the [`vector::Vector`] trait, which runs where the processor has the
//! instructions. All give the same answer; tests and fuzz targets run each of them by its [`Level`], not only the one that would be chosen.
//!
//! This is the only room that may use `unsafe`: to read and write memory by vectors, to call functions for instructions that the processor was
//! found to have, to write into the spare room of a `String`, to read a short text as the `str` that it is a copy of, and
//! to ask the memory for what will be read soon.

pub(crate) mod affixes;
pub(crate) mod codes;
pub(crate) mod copy;
pub(crate) mod ends;
pub(crate) mod fold;
pub(crate) mod letters;
pub(crate) mod row;
pub(crate) mod sentences;
pub(crate) mod text;
#[cfg(target_arch = "x86_64")]
mod vector;
pub(crate) mod words;

#[cfg(target_arch = "x86_64")]
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Which implementation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Any processor.
    Scalar,
    /// Vectors of 16 bytes: SSSE3 and POPCNT.
    #[cfg(target_arch = "x86_64")]
    Ssse3,
    /// Vectors of 32 bytes: AVX2, BMI1, BMI2 and POPCNT.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// Vectors of 64 bytes: AVX-512 F, BW, VL, VBMI and VBMI2, GFNI, and what [`Avx2`](Level::Avx2) has.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The best that this processor has. Without `std` it is known only from what the compiler was told to build for.
    #[inline]
    pub(crate) fn best() -> Level {
        #[cfg(target_arch = "x86_64")]
        match BEST.load(Relaxed) {
            AVX512 => Level::Avx512,
            AVX2 => Level::Avx2,
            other => lesser(other),
        }
        #[cfg(not(target_arch = "x86_64"))]
        Level::Scalar
    }

    /// All that this processor has.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn all() -> alloc::vec::Vec<Level> {
        #[allow(unused_mut, reason = "where there is nothing to add")]
        let mut all = alloc::vec![Level::Scalar];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(has_ssse3().then_some(Level::Ssse3));
            all.extend(has_avx2().then_some(Level::Avx2));
            all.extend(has_avx512().then_some(Level::Avx512));
        }
        all
    }
}

/// The best level, once it is known: asking the standard library for many features takes longer than a short word.
#[cfg(target_arch = "x86_64")]
static BEST: AtomicU8 = AtomicU8::new(UNKNOWN);
#[cfg(target_arch = "x86_64")]
const UNKNOWN: u8 = 0;
#[cfg(target_arch = "x86_64")]
const SCALAR: u8 = 1;
#[cfg(target_arch = "x86_64")]
const SSSE3: u8 = 2;
#[cfg(target_arch = "x86_64")]
const AVX2: u8 = 3;
#[cfg(target_arch = "x86_64")]
const AVX512: u8 = 4;

#[cfg(target_arch = "x86_64")]
#[inline(never)]
fn lesser(number: u8) -> Level {
    match number {
        SSSE3 => Level::Ssse3,
        SCALAR => Level::Scalar,
        _ => detect(),
    }
}

#[cfg(target_arch = "x86_64")]
#[cold]
fn detect() -> Level {
    let (level, number) = if has_avx512() {
        (Level::Avx512, AVX512)
    } else if has_avx2() {
        (Level::Avx2, AVX2)
    } else if has_ssse3() {
        (Level::Ssse3, SSSE3)
    } else {
        (Level::Scalar, SCALAR)
    };
    BEST.store(number, Relaxed);
    level
}

/// Whether the processor has features: with `std` it is asked, without it the compiler was told.
#[cfg(target_arch = "x86_64")]
macro_rules! has {
    ($($feature:tt),*) => {{
        #[cfg(any(test, feature = "std"))]
        let has = true $(&& std::arch::is_x86_feature_detected!($feature))*;
        #[cfg(not(any(test, feature = "std")))]
        let has = cfg!(all($(target_feature = $feature),*));
        has
    }};
}

#[cfg(target_arch = "x86_64")]
fn has_avx512() -> bool {
    has_avx2() && has!("avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512vbmi2", "gfni")
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    has!("avx2", "bmi1", "bmi2", "popcnt")
}

#[cfg(target_arch = "x86_64")]
fn has_ssse3() -> bool {
    has!("ssse3", "popcnt")
}

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
    #[cfg(target_arch = "x86_64")]
    {
        use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: all processors of this architecture have the instruction; it reads nothing, and may be asked for any place.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = at;
}

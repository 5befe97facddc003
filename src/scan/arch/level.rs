//! Levels: which backend runs, chosen once for each process.
//!
//! A [`Level`] has a backend as a value, and only detection makes those, so a safe function may take a `Level` and call code that needs the
//! instructions of its backend.

#[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
use super::Neon;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
use super::Simd128;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use super::{Avx2, Avx512, Ssse3};
#[cfg(any(test, feature = "std"))]
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// A backend that this processor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// Any processor.
    Scalar,
    /// x86-64 with registers of 16 bytes.
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    Ssse3(Ssse3),
    /// x86-64 with registers of 32 bytes.
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    Avx2(Avx2),
    /// x86-64 with registers of 64 bytes.
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    Avx512(Avx512),
    /// aarch64.
    #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
    Neon(Neon),
    /// WebAssembly.
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    Simd128(Simd128),
}

/// A function that returns a level if the processor has it.
type Detection = fn() -> Option<Level>;

/// The levels of this architecture, the slowest first: their names, as `KALIMA_LEVEL` spells them, and their detection. Each has the instructions of
/// the preceding ones.
const LEVELS: &[(&str, Detection)] = &[
    ("scalar", || Some(Level::Scalar)),
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    ("ssse3", || Ssse3::detect().map(Level::Ssse3)),
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    ("avx2", || Avx2::detect().map(Level::Avx2)),
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    ("avx512", || Avx512::detect().map(Level::Avx512)),
    #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
    ("neon", || Neon::detect().map(Level::Neon)),
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    ("simd128", || Simd128::detect().map(Level::Simd128)),
];

impl Level {
    /// Returns the level that runs in this process: the best that the processor has, or a lower one if `KALIMA_LEVEL` names it. Without `std` it is
    /// the best one that the target features of the build include.
    #[inline]
    pub(crate) fn best() -> Level {
        #[cfg(any(test, feature = "std"))]
        return match BEST.load(Relaxed) {
            0 => choose(),
            // SAFETY: only `choose` stores a number, after it detected the level.
            number => unsafe { Level::assume(number) },
        };
        #[cfg(not(any(test, feature = "std")))]
        LEVELS.iter().rev().find_map(|(_, detect)| detect()).unwrap_or(Level::Scalar)
    }

    /// Returns the level of a number: its index in [`LEVELS`], plus one.
    ///
    /// # Safety
    ///
    /// The level was detected in this process.
    #[cfg(any(test, feature = "std"))]
    #[inline(always)]
    unsafe fn assume(number: u8) -> Level {
        match number {
            // SAFETY: the caller's condition, here and below.
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            2 => Level::Ssse3(unsafe { Ssse3::assume() }),
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: the caller's condition.
            3 => Level::Avx2(unsafe { Avx2::assume() }),
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            // SAFETY: the caller's condition.
            4 => Level::Avx512(unsafe { Avx512::assume() }),
            #[cfg(any(target_arch = "aarch64", target_arch = "wasm32"))]
            2 => LEVELS.get(1).and_then(|(_, detect)| detect()).unwrap_or(Level::Scalar),
            _ => Level::Scalar,
        }
    }

    /// Returns all levels that this processor has, whatever `KALIMA_LEVEL` says, the slowest first. The first call of a test run prints them.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn all() -> alloc::vec::Vec<Level> {
        #[cfg(test)]
        tests::print_levels();
        LEVELS.iter().filter_map(|(_, detect)| detect()).collect()
    }
}

/// Returns the name of the instruction-set level that this process runs: `"scalar"`; on x86-64 also `"ssse3"`, `"avx2"` or `"avx512"`; on aarch64
/// `"neon"`; on WebAssembly `"simd128"`. The level changes the speed and never a result. The [crate documentation](crate#processors) says how it is
/// chosen.
///
/// ```
/// assert!(["scalar", "ssse3", "avx2", "avx512", "neon", "simd128"].contains(&kalima::simd_level()));
/// ```
pub fn simd_level() -> &'static str {
    let best = Level::best();
    LEVELS.iter().find(|(_, detect)| detect() == Some(best)).map_or("scalar", |&(name, _)| name)
}

/// The number of the level that runs, or 0 if none is chosen yet. It is stored because the detection of many features by the standard library takes
/// longer than a short word.
#[cfg(any(test, feature = "std"))]
static BEST: AtomicU8 = AtomicU8::new(0);

/// Chooses the level of this process and stores its number. If two threads come here at once, both choose the same level, unless another thread
/// changes `KALIMA_LEVEL` meanwhile; the number that is stored first counts for both.
#[cfg(any(test, feature = "std"))]
#[cold]
fn choose() -> Level {
    let limit = std::env::var_os("KALIMA_LEVEL").and_then(|name| number_of(name.as_encoded_bytes())).unwrap_or(u8::MAX);
    let (mut best, mut chosen) = (Level::Scalar, 1);
    for (number, (_, detect)) in (1..=limit).zip(LEVELS) {
        if let Some(level) = detect() {
            (best, chosen) = (level, number);
        }
    }
    match BEST.compare_exchange(0, chosen, Relaxed, Relaxed) {
        Ok(_) => best,
        // SAFETY: only this function stores a number, after it detected the level.
        Err(first) => unsafe { Level::assume(first) },
    }
}

/// Returns the number of the level with a name.
#[cfg(any(test, feature = "std"))]
fn number_of(name: &[u8]) -> Option<u8> {
    LEVELS.iter().position(|(level, _)| level.as_bytes() == name).map(|index| index as u8 + 1)
}

/// Defines functions that run an algorithm with the backend of a [`Level`].
///
/// An algorithm is a function that is generic over a [`Simd`](super::Simd), which it takes as its first argument. It is inlined into one function for
/// each backend, which is compiled for the instructions of the backend. Lifetimes come first, type parameters have at most one bound,
/// and a constant parameter comes last, after a semicolon. With `scalar`, the level without SIMD calls another implementation, with the same arguments except the backend.
///
/// ```text
/// dispatch! {
///     pub(crate) fn find<F: ByteSet>(b: &[u8], from: usize) -> usize = find_with::<_, F>, scalar find_scalar::<F>;
/// }
/// ```
macro_rules! dispatch {
    ($(
        $(#[$attribute:meta])*
        $visibility:vis fn $name:ident
        $(<$($lifetime:lifetime,)* $($parameter:ident $(: $bound:path)?),* $(; const $constant:ident: $constant_type:ty)?>)?
        ($($argument:ident: $type:ty),* $(,)?) $(-> $result:ty)?
        = $algorithm:path $(, scalar $scalar:path)?;
    )*) => {$(
        $(#[$attribute])*
        $visibility fn $name $(<$($lifetime,)* $($parameter $(: $bound)?,)* $(const $constant: $constant_type)?>)? (
            level: $crate::scan::Level,
            $($argument: $type),*
        ) $(-> $result)? {
            /// Compiles the algorithm for the instructions of a backend.
            #[allow(unused_macros)]
            macro_rules! with {
                ($backend:ident, $simd:ident, $features:literal) => {{
                    #[target_feature(enable = $features)]
                    #[allow(unsafe_code)]
                    fn run $(<$($lifetime,)* $($parameter $(: $bound)?,)* $(const $constant: $constant_type)?>)? (
                        simd: $crate::scan::arch::$backend,
                        $($argument: $type),*
                    ) $(-> $result)? {
                        $algorithm(simd, $($argument),*)
                    }
                    // SAFETY: the backend proves that the processor has the instructions.
                    #[allow(unsafe_code)]
                    unsafe { run $(::<$($parameter,)* $($constant)?>)? ($simd, $($argument),*) }
                }};
            }
            match level {
                $crate::scan::Level::Scalar => $crate::scan::arch::level::dispatch!(@scalar ($algorithm) ($($scalar)?) ($($argument),*)),
                #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
                $crate::scan::Level::Ssse3(simd) => with!(Ssse3, simd, "ssse3,popcnt"),
                #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
                $crate::scan::Level::Avx2(simd) => with!(Avx2, simd, "avx2,bmi1,bmi2,popcnt"),
                #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
                $crate::scan::Level::Avx512(simd) => {
                    with!(Avx512, simd, "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")
                }
                // These backends need no instructions beyond those of the target.
                #[cfg(all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"))]
                $crate::scan::Level::Neon(simd) => $algorithm(simd, $($argument),*),
                #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
                $crate::scan::Level::Simd128(simd) => $algorithm(simd, $($argument),*),
            }
        }
    )*};
    (@scalar ($algorithm:path) () ($($argument:ident),*)) => { $algorithm($crate::scan::arch::Scalar, $($argument),*) };
    (@scalar ($algorithm:path) ($scalar:path) ($($argument:ident),*)) => { $scalar($($argument),*) };
}
pub(in crate::scan) use dispatch;

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::string::String;
    use std::sync::Once;

    /// Prints the levels under test and those that this processor lacks, once for each process. It writes to the stream itself because the test
    /// harness captures `eprintln`.
    pub(super) fn print_levels() {
        static PRINTED: Once = Once::new();
        PRINTED.call_once(|| {
            let mut line = String::from("levels under test:");
            for (name, detect) in LEVELS {
                line.push_str(if detect().is_some() { " " } else { " not-on-this-processor:" });
                line.push_str(name);
            }
            line.push('\n');
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        });
    }

    #[test]
    fn scalar_is_first_and_detected_levels_are_a_prefix() {
        let all = Level::all();
        assert_eq!(all.first(), Some(&Level::Scalar));
        assert!(LEVELS.iter().take(all.len()).map(|(_, detect)| detect()).eq(all.iter().copied().map(Some)));
    }

    #[test]
    fn the_level_that_runs_is_detected_and_stays() {
        let best = Level::best();
        assert!(Level::all().contains(&best));
        assert_eq!(best, Level::best());
        let (_, detect) = LEVELS.iter().find(|(name, _)| *name == simd_level()).unwrap();
        assert_eq!(detect(), Some(best));
    }

    /// The number of each detected level is the level.
    #[test]
    fn numbers_are_levels() {
        for (number, (_, detect)) in (1..).zip(LEVELS) {
            if let Some(level) = detect() {
                // SAFETY: the level was detected.
                assert_eq!(unsafe { Level::assume(number) }, level);
            }
        }
    }

    #[test]
    fn names_are_exact() {
        for (number, (name, _)) in (1..).zip(LEVELS) {
            assert_eq!(number_of(name.as_bytes()), Some(number));
        }
        for name in ["", "SCALAR", "scalar ", "sse2", "avx", "avx512f", "native"] {
            assert_eq!(number_of(name.as_bytes()), None, "{name}");
        }
    }
}

//! Instruction-set levels: which implementation of the scanners runs, chosen once for each process.
//!
//! [`Level`] is a proof that the processor has the instructions of its [`Isa`]. Its field is private to this module and every constructor detects the
//! processor first, so a safe function may take a `Level` and call the implementation that needs those instructions.

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// An instruction set that has an implementation of its own. The order is from the slowest to the fastest; each has the instructions of those before
/// it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Isa {
    /// Any processor.
    Scalar,
    /// Vectors of 16 bytes: SSSE3 and POPCNT.
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    Ssse3,
    /// Vectors of 32 bytes: AVX2, BMI1, BMI2 and those of [`Ssse3`](Isa::Ssse3).
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    Avx2,
    /// Vectors of 64 bytes: AVX-512 F, BW, VL, VBMI and VBMI2, GFNI, and those of [`Avx2`](Isa::Avx2).
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    Avx512,
}

impl Isa {
    /// All instruction sets of this architecture, the slowest first.
    #[cfg(any(test, fuzzing, all(target_arch = "x86_64", target_feature = "sse2")))]
    const ALL: &'static [Isa] = &[
        Isa::Scalar,
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        Isa::Ssse3,
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        Isa::Avx2,
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        Isa::Avx512,
    ];

    /// Returns the name, as `KALIMA_LEVEL` spells it.
    const fn name(self) -> &'static str {
        match self {
            Isa::Scalar => "scalar",
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Isa::Ssse3 => "ssse3",
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Isa::Avx2 => "avx2",
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Isa::Avx512 => "avx512",
        }
    }

    /// Returns whether the processor has the instructions. With `std` the processor is queried; without it only the features that the compiler builds
    /// for are known.
    #[cfg(any(test, fuzzing, all(target_arch = "x86_64", target_feature = "sse2")))]
    fn is_detected(self) -> bool {
        match self {
            Isa::Scalar => true,
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Isa::Ssse3 => has!("ssse3", "popcnt"),
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Isa::Avx2 => Isa::Ssse3.is_detected() && has!("avx2", "bmi1", "bmi2"),
            #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
            Isa::Avx512 => Isa::Avx2.is_detected() && has!("avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512vbmi2", "gfni"),
        }
    }
}

/// Returns whether the processor has all of some features.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
macro_rules! has {
    ($($feature:tt),*) => {{
        #[cfg(any(test, feature = "std"))]
        let has = true $(&& std::arch::is_x86_feature_detected!($feature))*;
        #[cfg(not(any(test, feature = "std")))]
        let has = cfg!(all($(target_feature = $feature),*));
        has
    }};
}
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use has;

/// An instruction set that this processor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level(Isa);

impl Level {
    /// The level that every processor has.
    pub(crate) const SCALAR: Level = Level(Isa::Scalar);

    /// Returns the level if the processor has it.
    #[cfg(any(test, fuzzing, all(target_arch = "x86_64", target_feature = "sse2")))]
    fn detected(isa: Isa) -> Option<Level> {
        isa.is_detected().then_some(Level(isa))
    }

    /// Returns the level that runs in this process: the best that the processor has, or a lower one if `KALIMA_LEVEL` names it.
    #[inline]
    pub(crate) fn best() -> Level {
        #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
        match BEST.load(Relaxed) {
            // The two that most processors have need no call.
            AVX512 => Level(Isa::Avx512),
            AVX2 => Level(Isa::Avx2),
            other => stored_or_chosen(other),
        }
        #[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
        Level::SCALAR
    }

    /// Returns the instruction set, for a `match` that calls its implementation.
    #[inline(always)]
    pub(crate) const fn isa(self) -> Isa {
        self.0
    }

    /// Returns all levels that this processor has, whatever `KALIMA_LEVEL` says. The first call of a test run prints them.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn all() -> alloc::vec::Vec<Level> {
        #[cfg(test)]
        tests::print_levels();
        Isa::ALL.iter().filter_map(|&isa| Level::detected(isa)).collect()
    }
}

/// Returns the name of the instruction-set level that this process runs: `"scalar"`, `"ssse3"`, `"avx2"` or `"avx512"`. The level changes the speed
/// and never a result. The [crate documentation](crate#processors) says how it is chosen.
///
/// ```
/// assert!(["scalar", "ssse3", "avx2", "avx512"].contains(&kalima::simd_level()));
/// ```
pub fn simd_level() -> &'static str {
    Level::best().isa().name()
}

/// The level that runs. It is stored because a query of many features by the standard library takes longer than a short word.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
static BEST: AtomicU8 = AtomicU8::new(UNKNOWN);
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
const UNKNOWN: u8 = 0;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
const SCALAR: u8 = 1;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
const SSSE3: u8 = 2;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
const AVX2: u8 = 3;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
const AVX512: u8 = 4;

/// Returns the level of a stored number, and chooses one if none is stored.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[inline(never)]
fn stored_or_chosen(number: u8) -> Level {
    match number {
        // Only `choose` stores these numbers, each after it detected the level.
        AVX512 => Level(Isa::Avx512),
        AVX2 => Level(Isa::Avx2),
        SSSE3 => Level(Isa::Ssse3),
        SCALAR => Level::SCALAR,
        _ => choose(),
    }
}

/// Chooses the level of this process and stores it. If two threads come here at once, both use the level that is stored first.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
#[cold]
fn choose() -> Level {
    let limit = limit();
    let best = Isa::ALL.iter().filter(|&&isa| isa <= limit).filter_map(|&isa| Level::detected(isa)).next_back();
    let level = best.unwrap_or(Level::SCALAR);
    let number = match level.isa() {
        Isa::Scalar => SCALAR,
        Isa::Ssse3 => SSSE3,
        Isa::Avx2 => AVX2,
        Isa::Avx512 => AVX512,
    };
    match BEST.compare_exchange(UNKNOWN, number, Relaxed, Relaxed) {
        Ok(_) => level,
        Err(first) => stored_or_chosen(first),
    }
}

/// Returns the highest level that `KALIMA_LEVEL` permits; the fastest if the variable is not set or is no name of a level.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
fn limit() -> Isa {
    #[cfg(any(test, feature = "std"))]
    let named = std::env::var_os("KALIMA_LEVEL").and_then(|name| named(name.as_encoded_bytes()));
    #[cfg(not(any(test, feature = "std")))]
    let named = None;
    named.unwrap_or(Isa::Avx512)
}

/// Returns the instruction set of a name.
#[cfg(all(target_arch = "x86_64", target_feature = "sse2", any(test, feature = "std")))]
fn named(name: &[u8]) -> Option<Isa> {
    Isa::ALL.iter().copied().find(|isa| isa.name().as_bytes() == name)
}

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
            for isa in Isa::ALL {
                line.push_str(if isa.is_detected() { " " } else { " not-on-this-processor:" });
                line.push_str(isa.name());
            }
            line.push('\n');
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        });
    }

    #[test]
    fn all_levels_are_detected_and_scalar_is_first() {
        let all = Level::all();
        assert_eq!(all.first(), Some(&Level::SCALAR));
        assert!(all.iter().all(|level| level.isa().is_detected()));
        assert!(all.is_sorted_by_key(|level| level.isa()));
        // Each instruction set has those before it, so the detected ones are a prefix.
        assert!(all.iter().map(|level| level.isa()).eq(Isa::ALL.iter().copied().take(all.len())));
    }

    #[test]
    fn the_level_that_runs_is_detected_and_stays() {
        let best = Level::best();
        assert!(Level::all().contains(&best));
        assert_eq!(best, Level::best());
        assert_eq!(simd_level(), best.isa().name());
    }

    #[test]
    #[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
    fn names_are_exact() {
        for &isa in Isa::ALL {
            assert_eq!(named(isa.name().as_bytes()), Some(isa));
        }
        for name in ["", "AVX2", "avx2 ", "sse2", "avx", "avx512f", "native"] {
            assert_eq!(named(name.as_bytes()), None, "{name}");
        }
    }
}

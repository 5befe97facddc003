//! Compares the results of the implementations of a stemmer, for tests and fuzzing.

use alloc::string::String;

use super::stemmed::Cuts;
use crate::scan::Level;

/// The text in the output buffer before a stem is appended. If an implementation overwrites this text, the comparison fails.
const BEFORE: &str = "قبل";

/// Calls one implementation of a stemmer. Returns the cuts and the output buffer, which contains [`BEFORE`] and the stem.
pub(super) fn run(stem_into: impl FnOnce(&mut String) -> Cuts) -> (Cuts, String) {
    let mut out = String::from(BEFORE);
    (stem_into(&mut out), out)
}

/// Returns whether the fast path `stem_into` has the expected result at every SIMD level that this processor supports.
pub(super) fn at_all_levels(expected: &(Cuts, String), stem_into: impl Fn(Level, &mut String) -> Cuts) -> bool {
    Level::all().into_iter().all(|level| run(|out| stem_into(level, out)) == *expected)
}

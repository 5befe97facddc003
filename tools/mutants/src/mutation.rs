//! The switch that activates a mutant. The tool copies this file into the instrumented copy of the repository as `src/mutation.rs`, and
//! does not use the file itself.

extern crate std;

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::io::Write;

/// The number of the active mutant, or one of the special values below.
static ACTIVE: AtomicU32 = AtomicU32::new(UNSET);

/// The environment variable has not been read.
const UNSET: u32 = u32::MAX;
/// No mutant is active, and the numbers of the evaluated mutants are recorded.
const RECORD: u32 = u32::MAX - 1;
/// No mutant is active.
const NONE: u32 = u32::MAX - 2;

/// Returns whether the mutant with the number `id` is active.
#[inline(always)]
pub fn is_active(id: u32) -> bool {
    let active = ACTIVE.load(Relaxed);
    if active >= RECORD { decide(id) } else { active == id }
}

/// Returns whether the mutant with the number `id` is active, on the slow path. The first call reads the environment variable
/// `KALIMA_MUTANT`. If the value of the variable is `record`, appends `id` to the record of evaluated mutants.
#[cold]
#[inline(never)]
fn decide(id: u32) -> bool {
    if ACTIVE.load(Relaxed) == UNSET {
        let active = match std::env::var("KALIMA_MUTANT").as_deref() {
            Ok("record") => RECORD,
            Ok(number) => number.parse().unwrap_or(NONE),
            Err(_) => NONE,
        };
        ACTIVE.store(active, Relaxed);
    }
    if ACTIVE.load(Relaxed) == RECORD {
        record(id);
        return false;
    }
    ACTIVE.load(Relaxed) == id
}

/// Appends `id` to the file that `KALIMA_MUTANT_RECORD` names, at most once in a process.
fn record(id: u32) {
    static SEEN: [AtomicBool; 1 << 16] = [const { AtomicBool::new(false) }; 1 << 16];
    let seen = &SEEN[id as usize];
    if !seen.load(Relaxed) && !seen.swap(true, Relaxed) {
        let path = std::env::var_os("KALIMA_MUTANT_RECORD").expect("a path");
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).expect("a file");
        file.write_all(&id.to_le_bytes()).expect("a write");
    }
}

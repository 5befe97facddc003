//! Tests the environment variable `KALIMA_LEVEL`. The variable lowers the instruction-set level of a process and never raises the level. An
//! unknown value has no effect. Each case starts a new process, because a process chooses its level once, in the first call that needs the
//! level.

use std::env;
use std::process::Command;

/// The names of the instruction-set levels on architectures that have more than one level, from the slowest to the fastest.
const NAMES: [&str; 4] = ["scalar", "ssse3", "avx2", "avx512"];

/// Prints the level of the process. Other tests of this file run this test in a child process.
#[test]
fn print_level() {
    println!("runs {}.", kalima::simd_level());
}

/// Queries the level on 16 threads at the same time and checks that all threads return the same level. Another test of this file runs this
/// test in a child process.
#[test]
fn print_level_of_threads() {
    let start = std::sync::Barrier::new(16);
    let levels: Vec<&str> = std::thread::scope(|scope| {
        let run = || {
            start.wait();
            kalima::simd_level()
        };
        let threads: Vec<_> = (0..16).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(levels.iter().all(|level| *level == levels[0]), "{levels:?}");
    println!("runs {}.", levels[0]);
}

/// Starts a process in which `KALIMA_LEVEL` has the given value. If `value` is `None`, the variable is not set. Returns the level of the
/// process as an index into [`NAMES`].
fn level_with(value: Option<&str>) -> usize {
    level_in("print_level", value)
}

/// Starts a process that runs only the test `test`. Sets `KALIMA_LEVEL` like [`level_with`]. Returns the level of the process as an index
/// into [`NAMES`].
fn level_in(test: &str, value: Option<&str>) -> usize {
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", test, "--nocapture"]).env_remove("KALIMA_LEVEL");
    if let Some(value) = value {
        child.env("KALIMA_LEVEL", value);
    }
    let output = child.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    NAMES.iter().position(|name| text.contains(&format!("runs {name}."))).unwrap_or_else(|| panic!("no level in {text:?}"))
}

#[test]
fn the_variable_only_lowers_the_level() {
    let detected = level_with(None);
    for (limit, name) in NAMES.into_iter().enumerate() {
        assert_eq!(NAMES[level_with(Some(name))], NAMES[limit.min(detected)], "{name}");
    }
}

#[test]
fn a_value_that_is_not_a_level_is_ignored() {
    let detected = level_with(None);
    for value in ["", "SCALAR", " scalar", "sse2", "none", "0"] {
        assert_eq!(level_with(Some(value)), detected, "{value:?}");
    }
}

/// Tests that 16 threads that query the level at the same time agree. A process chooses its level only once, and a race between the threads
/// does not occur in every process. So the test repeats the check in several processes.
#[test]
fn threads_that_choose_at_once_agree() {
    let detected = level_with(None);
    for _ in 0..40 {
        assert_eq!(level_in("print_level_of_threads", None), detected);
    }
    assert_eq!(level_in("print_level_of_threads", Some("scalar")), 0);
}

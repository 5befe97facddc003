//! `KALIMA_LEVEL` lowers the instruction-set level of a process and never raises it; a value that is not a level is ignored. Each case is a process
//! of its own, because a process keeps the level that it chose first.

use std::env;
use std::process::Command;

/// The levels of all architectures that have more than one, the slowest first.
const NAMES: [&str; 4] = ["scalar", "ssse3", "avx2", "avx512"];

/// Prints the level of the process. Run as a child process by the tests below.
#[test]
fn print_level() {
    println!("runs {}.", kalima::simd_level());
}

/// Chooses the level on 16 threads at once and checks that all have the same. Run as a child process by the tests below.
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

/// Returns the level of a process that has this value of `KALIMA_LEVEL`, as its index in `NAMES`.
fn level_with(value: Option<&str>) -> usize {
    level_in("print_level", value)
}

/// Returns the level of a process that runs one test.
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

/// A race between threads that choose at once shows only in a new process, and not in each.
#[test]
fn threads_that_choose_at_once_agree() {
    let detected = level_with(None);
    for _ in 0..40 {
        assert_eq!(level_in("print_level_of_threads", None), detected);
    }
    assert_eq!(level_in("print_level_of_threads", Some("scalar")), 0);
}

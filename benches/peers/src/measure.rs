//! Measures the CPU time of systems in rounds, and counts the allocations of each system in one pass. Each round measures every system
//! once.

use std::collections::HashMap;
use std::hint::black_box;

use serde::{Deserialize, Serialize};

use crate::corpora::documents;
use crate::counting;
use crate::system::System;

/// The results of one system for one corpus. A JSON line has the same fields.
#[derive(Serialize, Deserialize)]
pub struct Row {
    pub task: String,
    pub system: String,
    pub corpus: String,
    /// The minimum number of bytes of a document; 0 if the whole text is one document.
    pub doc: usize,
    /// The speed in 10^6 bytes of input per second. `mbs` is the median of the rounds, `min` is the slowest round, and `max` is the fastest
    /// round.
    pub mbs: f64,
    pub min: f64,
    pub max: f64,
    /// The number of outputs per 10^6 bytes of input. The task determines the kind of output: bytes of normalized text, tokens, sentences,
    /// stems or index terms. For the task `limit`, the number has no meaning.
    pub out_per_mb: u64,
    /// The number of allocations and reallocations in one pass, per 10^6 bytes of input. `alloc_bytes_per_mb` is the number of bytes that
    /// were requested, per 10^6 bytes of input. `peak_heap` is the maximum number of bytes that were allocated at the same time in the
    /// pass. The three fields are `None` if the system was measured in another process.
    pub allocs_per_mb: Option<f64>,
    pub alloc_bytes_per_mb: Option<u64>,
    pub peak_heap: Option<i64>,
}

/// The options of a measurement.
pub struct Plan {
    /// The minimum number of bytes of a document; 0 if the whole text is one document.
    pub doc: usize,
    pub rounds: usize,
    /// The approximate maximum time in milliseconds that each system runs in one round. If one pass over a text takes longer, only the
    /// start of the text is measured, but at least one input.
    pub budget_ms: u64,
}

/// Measures all systems on one text, and returns one row for each system. Every round runs each system once, so that a change of the
/// machine's speed affects all systems, and not only one of them.
pub fn measure(list: &mut [System], corpus: &str, text: &str, plan: &Plan) -> Vec<Row> {
    let inputs: HashMap<_, _> = list.iter().map(|s| (s.task, inputs(s.task, text, plan.doc))).collect();
    let mut rows = Vec::new();
    let mut speeds: Vec<(&[&str], usize, Vec<f64>)> = Vec::new();
    for system in list.iter_mut() {
        let (all, gap) = &inputs[system.task];
        let some = fitting(system, all, plan.budget_ms);
        // About 1 MiB of text is enough to count allocations. `fitting` has already run the system, so the buffers that the system keeps
        // from one pass to the next have their final capacity.
        let few = &some[..some.len().min(1 + (1 << 20) / some[0].len().max(1))];
        let mut sum = 0;
        let ((), allocated) = counting::measure(|| sum = pass(system, few));
        let mb = size(few, *gap) as f64 / 1e6;
        rows.push(Row {
            task: system.task.to_owned(),
            system: system.name.to_owned(),
            corpus: corpus.to_owned(),
            doc: plan.doc,
            mbs: 0.0,
            min: 0.0,
            max: 0.0,
            out_per_mb: (sum as f64 / mb) as u64,
            allocs_per_mb: Some((allocated.calls as f64 / mb * 10.0).round() / 10.0),
            alloc_bytes_per_mb: Some((allocated.bytes as f64 / mb) as u64),
            peak_heap: Some(allocated.peak),
        });
        speeds.push((some, size(some, *gap), Vec::new()));
    }
    for _ in 0..plan.rounds.max(1) {
        for (system, (some, bytes, speeds)) in list.iter_mut().zip(&mut speeds) {
            speeds.push(*bytes as f64 * 1e3 / timed(system, some) as f64);
        }
    }
    for (row, (.., mut speeds)) in rows.iter_mut().zip(speeds) {
        speeds.sort_by(f64::total_cmp);
        (row.min, row.mbs, row.max) = (speeds[0], speeds[speeds.len() / 2], speeds[speeds.len() - 1]);
    }
    rows
}

/// Returns the inputs of a task, and the number of bytes after each input that are counted as input too. For the task `stem`, the inputs
/// are words, and this number is 1 for the white space after a word. For all other tasks, the inputs are documents, and this number is 0.
pub fn inputs<'t>(task: &str, text: &'t str, doc: usize) -> (Vec<&'t str>, usize) {
    match task {
        "stem" => (text.split_whitespace().collect(), 1),
        _ => (documents(text, doc), 0),
    }
}

/// Runs `restart`, and then runs the system on all inputs. If the system has a batch function, calls this function once with all inputs;
/// otherwise calls `work` once for each input. Returns the total number of outputs.
pub fn pass(system: &mut System, inputs: &[&str]) -> u64 {
    (system.restart)();
    if let Some(batch) = &mut system.batch {
        return batch(black_box(inputs));
    }
    inputs.iter().fold(0u64, |sum, input| sum.wrapping_add((system.work)(black_box(input))))
}

/// Returns a prefix of the inputs that contains at least one input. One pass over this prefix takes more than half of `budget_ms`
/// milliseconds, or the prefix contains all inputs.
fn fitting<'i, 't>(system: &mut System, all: &'i [&'t str], budget_ms: u64) -> &'i [&'t str] {
    let mut n = 1;
    loop {
        let want = (budget_ms as f64 * 1e6 / timed(system, &all[..n]) as f64 * n as f64) as usize;
        if n == all.len() || want < n * 2 {
            return &all[..n];
        }
        n = want.min(n * 16).min(all.len());
    }
}

/// Returns the CPU time of one pass in nanoseconds. The result is at least 1.
fn timed(system: &mut System, inputs: &[&str]) -> u64 {
    let start = cpu_ns();
    black_box(pass(system, inputs));
    (cpu_ns() - start).max(1)
}

/// Returns the number of bytes of the inputs, including `gap` bytes after each input.
pub fn size(inputs: &[&str], gap: usize) -> usize {
    inputs.iter().map(|i| i.len() + gap).sum()
}

/// Returns the CPU time of this thread in nanoseconds. The time in which other threads and processes run is not included.
fn cpu_ns() -> u64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `t` is a valid timespec, and no other code uses it during the call.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut t) };
    t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64
}

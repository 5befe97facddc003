//! The measurement: interleaved rounds in CPU time of the thread, and one pass that counts allocations.

use std::collections::HashMap;
use std::hint::black_box;

use serde::{Deserialize, Serialize};

use crate::corpora::documents;
use crate::counting;
use crate::system::System;

/// The figures of one system on one corpus. A JSON line holds the same fields.
#[derive(Serialize, Deserialize)]
pub struct Row {
    pub task: String,
    pub system: String,
    pub corpus: String,
    /// Bytes a document.
    pub doc: usize,
    /// 10^6 bytes of input per second: the median of the rounds, the slowest, the fastest.
    pub mbs: f64,
    pub min: f64,
    pub max: f64,
    /// Outputs per 10^6 bytes of input: bytes of normalized text, or tokens, sentences, stems, terms.
    pub out_per_mb: u64,
    /// Allocations per 10^6 bytes of input, the bytes they requested, and the peak of the pass. Unknown for another process.
    pub allocs_per_mb: Option<f64>,
    pub alloc_bytes_per_mb: Option<u64>,
    pub peak_heap: Option<i64>,
}

/// The options of a measurement.
pub struct Plan {
    /// Bytes a document; 0 for the whole text.
    pub doc: usize,
    pub rounds: usize,
    /// Milliseconds for each system in one round. A text that takes longer is cut.
    pub budget_ms: u64,
}

/// Measures all systems on one text. Every round runs each system once, so noise affects all of them alike.
pub fn measure(list: &mut [System], corpus: &str, text: &str, plan: &Plan) -> Vec<Row> {
    let inputs: HashMap<_, _> = list.iter().map(|s| (s.task, inputs(s.task, text, plan.doc))).collect();
    let mut rows = Vec::new();
    let mut speeds: Vec<(&[&str], usize, Vec<f64>)> = Vec::new();
    for system in list.iter_mut() {
        let (all, gap) = &inputs[system.task];
        let some = fitting(system, all, plan.budget_ms);
        // A megabyte is enough to count allocations. The preceding passes have filled the reused buffers.
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

/// Returns the inputs of a task, words for `stem` and documents otherwise, and the number of bytes between two inputs, which count as input.
pub fn inputs<'t>(task: &str, text: &'t str, doc: usize) -> (Vec<&'t str>, usize) {
    match task {
        "stem" => (text.split_whitespace().collect(), 1),
        _ => (documents(text, doc), 0),
    }
}

/// Runs one call for each input, or one for all of them, and returns the sum of their results.
pub fn pass(system: &mut System, inputs: &[&str]) -> u64 {
    (system.restart)();
    if let Some(batch) = &mut system.batch {
        return batch(black_box(inputs));
    }
    inputs.iter().fold(0u64, |sum, input| sum.wrapping_add((system.work)(black_box(input))))
}

/// Returns the longest prefix of the inputs that fits the time.
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

/// Returns the CPU time of one pass in nanoseconds, at least 1.
fn timed(system: &mut System, inputs: &[&str]) -> u64 {
    let start = cpu_ns();
    black_box(pass(system, inputs));
    (cpu_ns() - start).max(1)
}

/// Returns the bytes of input.
pub fn size(inputs: &[&str], gap: usize) -> usize {
    inputs.iter().map(|i| i.len() + gap).sum()
}

/// Returns the CPU time of this thread. Other processes do not affect it.
fn cpu_ns() -> u64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock exists on every system that libc has it for, and `t` is a timespec to write to.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut t) };
    t.tv_sec as u64 * 1_000_000_000 + t.tv_nsec as u64
}

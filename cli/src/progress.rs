//! What a person at a terminal sees of long work: a bar with rate and time left, and a summary.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::block::Invalid;
use crate::show;

/// Work that takes longer is long: it gets a bar, and a summary.
pub(crate) const LONG: Duration = Duration::from_secs(1);

/// The bar follows a count of stored bytes; it is drawn by a thread of its own, so that work never waits for a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    follower: Option<(JoinHandle<()>, Arc<AtomicBool>)>,
}

impl Progress {
    /// A bar of so many bytes, 0 for a number that is not known; none if not asked for.
    pub(crate) fn start(show: bool, total: u64, read: &Arc<AtomicU64>) -> Progress {
        if !show {
            return Progress { bar: ProgressBar::hidden(), follower: None };
        }
        let bar = if total > 0 { ProgressBar::new(total) } else { ProgressBar::no_length() };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let template = match total {
            0 => "{spinner} {bytes}  {bytes_per_sec}  {elapsed}",
            _ => "{wide_bar} {percent:>3}%  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left",
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        let ended = Arc::new(AtomicBool::new(false));
        let (count, stop, followed) = (read.clone(), ended.clone(), bar.clone());
        let thread = std::thread::spawn(move || {
            // Who is done at once shows no bar.
            std::thread::park_timeout(LONG);
            if !stop.load(Ordering::Relaxed) {
                followed.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
            }
            while !stop.load(Ordering::Relaxed) {
                followed.set_position(count.load(Ordering::Relaxed));
                std::thread::park_timeout(Duration::from_millis(200));
            }
        });
        Progress { bar, follower: Some((thread, ended)) }
    }

    /// Writes a line that the bar does not overwrite.
    pub(crate) fn message(&self, line: &str) {
        self.bar.suspend(|| show::tell(line));
    }

    pub(crate) fn finish(&mut self) {
        if let Some((thread, ended)) = self.follower.take() {
            ended.store(true, Ordering::Relaxed);
            thread.thread().unpark();
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Whether a bar or a summary is for somebody: standard error is a terminal, and results do not go to it as well.
pub(crate) fn watched(to_stdout: bool) -> bool {
    io::stderr().is_terminal() && !(to_stdout && io::stdout().is_terminal())
}

/// What was done.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) files: u64,
    pub(crate) skipped: u64,
    pub(crate) failed: u64,
    pub(crate) bytes_in: u64,
    pub(crate) bytes_out: u64,
    pub(crate) invalid: u64,
    pub(crate) with_field: u64,
    /// Records whose text is not within an object, so that no result can be added.
    pub(crate) without_object: u64,
    /// The number of inputs with ill-formed parts, and the first one.
    pub(crate) invalid_inputs: u64,
    pub(crate) first_invalid: Option<usize>,
    pub(crate) surrogates: u64,
    /// Lines, sentences, tokens and records that are longer than `--max-line`.
    pub(crate) overlong: u64,
    pub(crate) without_field: u64,
    pub(crate) bad_records: u64,
}

impl Summary {
    /// One line: files, bytes, time and rate, then what was not as it should be.
    pub(crate) fn line(&self, start: Instant) -> String {
        let time = start.elapsed();
        // MB, not MiB: the rate that disks and networks are sold by.
        let rate = self.bytes_in as f64 / 1e6 / time.as_secs_f64().max(1e-9);
        let took = if time.as_secs() < 60 { format!("{:.2} s", time.as_secs_f64()) } else { HumanDuration(time).to_string() };
        let (read, wrote) = (BinaryBytes(self.bytes_in), BinaryBytes(self.bytes_out));
        let mut line = format!("{} {}, {read} in, {wrote} out, {took}, {rate:.1} MB/s", self.files, plural(self.files, "file"));
        let counts = [(self.skipped, "skipped as done"), (self.failed, "failed")];
        for (count, what) in counts {
            if count > 0 {
                line += &format!(", {count} {what}");
            }
        }
        line
    }

    /// Returns a line for each way in which the inputs were changed or not processed.
    pub(crate) fn remarks(&self, how: &Policies<'_>) -> Vec<String> {
        let mut all = Vec::new();
        let invalid = if how.invalid == Invalid::Skip { "left out" } else { "replaced by U+FFFD" };
        let records = if how.bad_records == "skip" { "left out" } else { "passed through" };
        if self.invalid > 0 {
            let inputs = match (self.invalid_inputs, how.first_invalid) {
                (_, None) => String::new(),
                (1, Some(name)) => format!(" in {name}"),
                (n, Some(name)) => format!(" in {n} inputs, the first is {name}"),
            };
            all.push(format!("{} ill-formed byte {} {invalid}{inputs}", self.invalid, plural(self.invalid, "sequence")));
        }
        if self.surrogates > 0 {
            all.push(format!("{} lone {} {invalid}", self.surrogates, plural(self.surrogates, "surrogate")));
        }
        let max_line = size(how.max_line);
        let n = self.overlong;
        // With the policy `error`, the error names the line.
        let overlong = if !how.records { n } else { n.min(self.bad_records) };
        if overlong > 0 {
            let (what, done) = if how.records { ("record", records) } else { ("line", "cut") };
            all.push(format!("{overlong} {} longer than {max_line} {done}; see --max-line", plural(overlong, what)));
        }
        let bad = if how.records { self.bad_records - overlong } else { 0 };
        if bad > 0 {
            all.push(format!("{bad} {} that {} not JSON {records}", plural(bad, "line"), are(bad)));
        }
        if self.without_object > 0 {
            let n = self.without_object;
            all.push(format!("{n} {} without an object to add the result to passed through", plural(n, "record")));
        }
        if self.without_field > 0 {
            all.push(format!("{} {} without a text in the field", self.without_field, plural(self.without_field, "record")));
        }
        all
    }
}

/// The options that a remark is about.
pub(crate) struct Policies<'a> {
    pub(crate) invalid: Invalid,
    pub(crate) bad_records: &'a str,
    pub(crate) max_line: usize,
    /// Whether the inputs are JSON Lines.
    pub(crate) records: bool,
    /// The name of the first input with ill-formed parts, if there are several inputs.
    pub(crate) first_invalid: Option<&'a str>,
}

/// Formats a number of bytes in the largest unit that gives a whole number.
pub(crate) fn size(bytes: usize) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.iter().find(|unit| bytes.is_multiple_of(unit.0)) {
        Some((unit, name)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} bytes"),
    }
}

fn plural(n: u64, noun: &str) -> String {
    if n == 1 { noun.into() } else { format!("{noun}s") }
}

fn are(n: u64) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

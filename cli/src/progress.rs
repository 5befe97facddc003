//! What a person at a terminal sees of long work: a bar with rate and time left, and a summary.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

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

    /// What was mended or passed over, a line each.
    pub(crate) fn remarks(&self, dropped: bool, invalid: &str) -> Vec<String> {
        let mut all = Vec::new();
        if self.invalid > 0 {
            all.push(format!("{} ill-formed byte {} {invalid}", self.invalid, plural(self.invalid, "sequence")));
        }
        if self.bad_records > 0 {
            let what = if dropped { "left out" } else { "passed through" };
            all.push(format!("{} {} that {} not JSON {what}", self.bad_records, plural(self.bad_records, "line"), are(self.bad_records)));
        }
        if self.without_field > 0 {
            all.push(format!("{} {} without a text in the field", self.without_field, plural(self.without_field, "record")));
        }
        all
    }
}

fn plural(n: u64, noun: &str) -> String {
    if n == 1 { noun.into() } else { format!("{noun}s") }
}

fn are(n: u64) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

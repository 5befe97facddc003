//! The progress bar of a long run. The bar shows bytes, rate and remaining time on a terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::terminal;

/// The duration that a run must exceed to show a progress bar and a summary.
pub(super) const LONG_RUN: Duration = Duration::from_secs(1);

/// A progress bar. A separate thread draws the bar, so that the work does not wait for the terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The thread that draws the bar, and the flag that stops it.
    drawer: Option<(JoinHandle<()>, Arc<AtomicBool>)>,
}

impl Progress {
    /// Returns a progress bar that is never shown.
    pub(super) fn hidden() -> Progress {
        Progress { bar: ProgressBar::hidden(), drawer: None }
    }

    /// Starts a progress bar. `total` is the number of bytes to read, or 0 if this number is not known. The bar shows the value of `read`,
    /// the number of bytes that have been read.
    pub(super) fn start(total: u64, read: &Arc<AtomicU64>) -> Progress {
        let bar = if total > 0 { ProgressBar::new(total) } else { ProgressBar::no_length() };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let template = match total {
            0 => "{spinner} {bytes}  {bytes_per_sec}  {elapsed}",
            _ => "{wide_bar} {percent:>3}%  {bytes} of {total_bytes}  {bytes_per_sec}  {eta} left",
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        let ended = Arc::new(AtomicBool::new(false));
        let (count, stop, drawn) = (read.clone(), ended.clone(), bar.clone());
        let thread = std::thread::spawn(move || {
            // A run that ends within the minimum duration shows no progress bar.
            std::thread::park_timeout(LONG_RUN);
            if !stop.load(Ordering::Relaxed) {
                drawn.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
            }
            while !stop.load(Ordering::Relaxed) {
                drawn.set_position(count.load(Ordering::Relaxed));
                std::thread::park_timeout(Duration::from_millis(200));
            }
        });
        Progress { bar, drawer: Some((thread, ended)) }
    }

    /// Prints a line above the progress bar.
    pub(super) fn print_message(&self, line: &str) {
        self.bar.suspend(|| terminal::print_message(line));
    }

    /// Removes the bar.
    pub(super) fn finish(&mut self) {
        if let Some((thread, ended)) = self.drawer.take() {
            ended.store(true, Ordering::Relaxed);
            thread.thread().unpark();
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Returns whether a person can see a progress bar or a summary: standard error is a terminal, and the results are not written to a terminal.
/// `to_stdout` is true if results are written to standard output.
pub(super) fn is_watched(to_stdout: bool) -> bool {
    io::stderr().is_terminal() && !(to_stdout && io::stdout().is_terminal())
}

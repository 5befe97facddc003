//! The progress bar of a long run. The bar is shown on a terminal and contains the number of bytes, the rate, and the remaining time. If
//! the total number of bytes is not known, the bar contains the elapsed time instead of the remaining time.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::terminal;

/// A run shows a progress bar only if it takes longer than this duration. The same condition applies to the summary if `--summary` is not
/// set.
pub(super) const LONG_RUN: Duration = Duration::from_secs(1);

/// A progress bar. A separate thread draws the bar, so that the work does not wait for the terminal.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The thread that draws the bar, and the flag that stops this thread. `None` if the bar is hidden or finished.
    drawer: Option<(JoinHandle<()>, Arc<AtomicBool>)>,
}

impl Progress {
    /// Returns a progress bar that is never shown.
    pub(super) fn hidden() -> Progress {
        Progress { bar: ProgressBar::hidden(), drawer: None }
    }

    /// Starts a progress bar. `total` is the total number of bytes to read, or 0 if this number is not known. `read` is the number of bytes
    /// that have been read so far. The run increases `read`, and the bar shows its current value.
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
            // `finish` wakes the thread, so a run that ends within `LONG_RUN` shows no progress bar.
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

    /// Stops the thread that draws the bar, and removes the bar from the terminal.
    pub(super) fn finish(&mut self) {
        if let Some((thread, ended)) = self.drawer.take() {
            ended.store(true, Ordering::Relaxed);
            thread.thread().unpark();
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Returns true if standard error is a terminal and the results are not written to a terminal. Otherwise a progress bar would not be
/// visible, or it would be mixed with the results. `to_stdout` is true if the results are written to standard output.
pub(super) fn is_watched(to_stdout: bool) -> bool {
    io::stderr().is_terminal() && !(to_stdout && io::stdout().is_terminal())
}

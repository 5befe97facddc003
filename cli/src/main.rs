//! The command `kalima`, which applies the library to files, corpora and pipes.
//!
//! Each module uses only the modules that precede it in this table. `tests/layering.rs` of the library checks that no two files use each
//! other.
//!
//! | module | content |
//! |---|---|
//! | `options` | options of the command line |
//! | `buffer.rs` | buffers whose memory is reused |
//! | `input` | converts paths to blocks of text and JSON records |
//! | `output` | rows, terminal output, and result files |
//! | `task.rs` | the interface of a command that computes results from text |
//! | `run` | a run: the pipeline, the errors and the summary |
//! | `commands` | the commands, in one file or folder for each command |
//! | `cli.rs` | the command line |

mod buffer;
mod cli;
mod commands;
mod input;
mod options;
mod output;
mod run;
mod task;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use cli::Cli;
use output::partial_file;
use output::terminal::{is_terminal_control, print_message};
use run::state::Outcome;

fn main() -> ExitCode {
    let cli = parse(std::env::args_os().collect()).unwrap_or_else(|e| print_and_exit(&e));
    // If the handler cannot be installed, a signal ends the process without removing the partial file. The next run that writes to the same
    // folder then removes the partial file.
    let _ = partial_file::remove_on_signals();
    match cli.command.run() {
        Outcome::Complete => ExitCode::SUCCESS,
        Outcome::NotFound => ExitCode::from(1),
        Outcome::BadUsage(message) => {
            print_message(&format!("error: {message}"));
            print_message("");
            print_message("For more information, try '--help'.");
            ExitCode::from(2)
        }
        Outcome::Incomplete => ExitCode::from(3),
    }
}

/// Parses the command line. If `kalima find` has no argument except `-h`, prints help. Otherwise `-h` of `find` omits file names, like
/// `grep -h`.
fn parse(mut args: Vec<OsString>) -> Result<Cli, clap::Error> {
    if let [_, command, last] = &mut *args
        && command == "find"
        && last == "-h"
    {
        *last = "--help".into();
    }
    Cli::try_parse_from(args)
}

/// Prints the help or an error of the command line, and ends the process. On a terminal, escapes control characters in error messages,
/// because these messages repeat arguments, and an argument may be any file name that the shell found with a glob.
fn print_and_exit(error: &clap::Error) -> ! {
    let message = error.render().to_string();
    if !error.use_stderr() || !message.contains(is_terminal_control) {
        error.exit();
    }
    message.trim_end().lines().for_each(print_message);
    std::process::exit(error.exit_code());
}

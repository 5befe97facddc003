//! `kalima`: the library over files, corpora and pipes.

mod args;
mod block;
mod buffer;
mod commands;
mod conllu;
mod counts;
mod decode;
mod names;
mod per_word;
mod pipeline;
mod printer;
mod progress;
mod record;
mod report;
mod resume;
mod run;
mod search;
mod show;
mod sink;
mod source;
mod switches;
mod task;
mod word_cache;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command, Format, InputArgs, OutputArgs, RunArgs};
use run::Ended;
use task::Task;

fn main() -> ExitCode {
    let cli = parse(std::env::args_os().collect()).unwrap_or_else(|e| exit(&e));
    // Without it, a signal ends the process as signals do; only the unfinished file would be left behind.
    let _ = run::end_on_signals();
    match dispatch(&cli.command) {
        Ended::Well => ExitCode::SUCCESS,
        Ended::NotFound => ExitCode::from(1),
        Ended::Usage(message) => {
            show::tell(&format!("error: {message}"));
            show::tell("");
            show::tell("For more information, try '--help'.");
            ExitCode::from(2)
        }
        Ended::Partly => ExitCode::from(3),
    }
}

/// Parses the command line. `kalima find -h` alone is a request for help; with a pattern, `-h` leaves out file names as grep's does.
fn parse(mut args: Vec<OsString>) -> Result<Cli, clap::Error> {
    if let [_, command, last] = &mut *args
        && command == "find"
        && last == "-h"
    {
        *last = "--help".into();
    }
    Cli::try_parse_from(args)
}

/// Prints help or an error of the command line, and ends the process. An error repeats arguments, which a glob may have made of file names.
fn exit(error: &clap::Error) -> ! {
    let message = error.render().to_string();
    if !error.use_stderr() || !message.contains(show::is_command) {
        error.exit();
    }
    message.trim_end().lines().for_each(show::tell);
    std::process::exit(error.exit_code());
}

fn dispatch(command: &Command) -> Ended {
    // What --resume compares: all that can change a result, and nothing else.
    let options = format!("kalima {}\n{command:?}\n", env!("CARGO_PKG_VERSION"));
    let text = Texts { options: &options };
    match command {
        Command::Normalize(a) => text.run(&a.input, &a.output, &a.run, a.format, a.task()),
        Command::Tokens(a) => text.run(&a.input, &a.output, &a.run, a.format(), a.task()),
        Command::Sentences(a) => text.run(&a.input, &a.output, &a.run, a.format(), Ok(a.task())),
        Command::Stem(a) => text.run(&a.input, &a.output, &a.run, a.format, Ok(a.task())),
        Command::Segment(a) => text.run(&a.input, &a.output, &a.run, a.format, Ok(a.task())),
        Command::Root(a) => text.run(&a.input, &a.output, &a.run, a.format, Ok(a.task())),
        Command::Parse(a) => text.run(&a.input, &a.output, &a.run, a.format(), a.task()),
        Command::Analyze(a) => text.run(&a.input, &a.output, &a.run, a.format(), a.task()),
        Command::Find(a) => a.run(),
        Command::Stats(a) => a.run(),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Cli::command(), "kalima", &mut io::stdout());
            Ended::Well
        }
        Command::Man { output_dir } => manual(output_dir.as_deref()),
    }
}

struct Texts<'a> {
    options: &'a str,
}

impl Texts<'_> {
    fn run<T: Task>(&self, input: &InputArgs, output: &OutputArgs, run: &RunArgs, format: Format, task: Result<T, String>) -> Ended {
        match task {
            Ok(task) => run::texts(input, output, run, format, &task, self.options),
            Err(message) => Ended::Usage(message),
        }
    }
}

fn manual(folder: Option<&Path>) -> Ended {
    let command = Cli::command();
    let written = match folder {
        Some(folder) => std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder)),
        None => clap_mangen::Man::new(command).render(&mut io::stdout()).and_then(|()| io::stdout().flush()),
    };
    match written {
        Ok(()) => Ended::Well,
        Err(e) => {
            show::tell(&format!("kalima: {e}"));
            Ended::Partly
        }
    }
}

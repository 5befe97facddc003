//! The command line: the list of commands and the help texts.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser, Subcommand};

use crate::commands;
use crate::output::terminal::print_message;
use crate::run::state::Outcome;
use crate::run::text_command;
use crate::task::TextCommand;

/// Processes Arabic text in files, folders and corpora: plain text, gzip, zstd and JSON Lines.
///
/// Without an input, the command reads standard input. It writes the results to standard output, or to files with --output and
/// --output-dir. A file appears under its name only when it is complete. Offsets are byte offsets in the decompressed input.
#[derive(Parser, Debug)]
#[command(name = "kalima", version, max_term_width = 110, subcommand_required = true, arg_required_else_help = true, after_long_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0    all work was done, or the reader of the results closed the pipe
  1    `find` found nothing
  2    the command line is wrong; nothing was done
  3    an input could not be read completely, or a result could not be written;
       all other work was done, unless the disk is full
  130  interrupted by Ctrl-C (143: terminated); complete files are kept";

const COMPLETIONS_EXAMPLES: &str = "Examples:
  kalima completions bash > ~/.local/share/bash-completion/completions/kalima
  kalima completions fish > ~/.config/fish/completions/kalima.fish";

const MAN_EXAMPLES: &str = "Examples:
  kalima man | man -l -
  kalima man --output-dir ~/.local/share/man/man1";

/// A command and its options.
#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Normalize(commands::normalize::Args),
    Tokens(commands::tokens::Args),
    Sentences(commands::sentences::Args),
    Stem(commands::words::StemArgs),
    Segment(commands::words::SegmentArgs),
    Root(commands::words::RootArgs),
    Parse(commands::parse::Args),
    Analyze(commands::analyze::Args),
    Find(commands::find::Args),
    Stats(commands::stats::Args),
    /// Prints the completion script of a shell.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The name of the shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Prints the manual page of kalima, or writes a manual page for each command to a folder.
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The folder of the manual pages. A missing folder is created.
        #[arg(long, value_name = "FOLDER")]
        output_dir: Option<PathBuf>,
    },
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(&self) -> Outcome {
        match self {
            Command::Normalize(args) => self.run_on_texts(args),
            Command::Tokens(args) => self.run_on_texts(args),
            Command::Sentences(args) => self.run_on_texts(args),
            Command::Stem(args) => self.run_on_texts(args),
            Command::Segment(args) => self.run_on_texts(args),
            Command::Root(args) => self.run_on_texts(args),
            Command::Parse(args) => self.run_on_texts(args),
            Command::Analyze(args) => self.run_on_texts(args),
            Command::Find(args) => args.run(),
            Command::Stats(args) => args.run(),
            Command::Completions { shell } => {
                clap_complete::generate(*shell, &mut Cli::command(), "kalima", &mut io::stdout());
                Outcome::Complete
            }
            Command::Man { output_dir } => write_manual(output_dir.as_deref()),
        }
    }

    fn run_on_texts(&self, command: &dyn TextCommand) -> Outcome {
        // `--resume` compares this text with the text of the earlier run. Therefore the text contains the version, and the `Debug` output
        // of the command, which shows all options that can change a result.
        let options = format!("kalima {}\n{self:?}\n", env!("CARGO_PKG_VERSION"));
        text_command::run(command, &options)
    }
}

/// Prints the manual page of kalima, or writes the manual pages of all commands to `folder`.
fn write_manual(folder: Option<&Path>) -> Outcome {
    let command = Cli::command();
    let written = match folder {
        Some(folder) => std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder)),
        None => clap_mangen::Man::new(command).render(&mut io::stdout()).and_then(|()| io::stdout().flush()),
    };
    match written {
        Ok(()) => Outcome::Complete,
        Err(e) => {
            print_message(&format!("kalima: cannot write the manual: {e}"));
            Outcome::Incomplete
        }
    }
}

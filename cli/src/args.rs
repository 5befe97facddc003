//! The command line.

use std::fmt;
use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::{Args, Parser, Subcommand};
use encoding_rs::Encoding;

use crate::block::Invalid;
use crate::commands;
use crate::names::{of, table};
use crate::record::Field;
use crate::sink::Packing;
use crate::source::{Binary, encoding};

/// Arabic text from the command line: files, folders and corpora, plain, gzip, zstd or JSON Lines.
///
/// Without an input, standard input is read. Results go to standard output, or with --output and --output-dir to files that appear when
/// they are complete. Offsets are bytes of the (unpacked) source.
#[derive(Parser, Debug)]
#[command(name = "kalima", version, max_term_width = 110, subcommand_required = true, arg_required_else_help = true, after_long_help = EXIT)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT: &str = "Exit codes:
  0    done; also where the reader of a pipe has left
  1    `find` found nothing
  2    the command line is wrong
  3    an input could not be read to its end, or a result not be written; everything else was done, unless the disk is full
  130  interrupted (143: asked to end); finished files are whole, unfinished ones are removed";

const COMPLETIONS_EXAMPLES: &str = "Examples:
  kalima completions bash > ~/.local/share/bash-completion/completions/kalima
  kalima completions fish > ~/.config/fish/completions/kalima.fish";

const MAN_EXAMPLES: &str = "Examples:
  kalima man | man -l -
  kalima man --output-dir ~/.local/share/man/man1";

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
    /// Completions for a shell, to standard output.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// bash, elvish, fish, powershell or zsh.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// The manual: one page to standard output, or a page for each command to a folder.
    #[command(after_help = MAN_EXAMPLES)]
    Man {
        /// The folder.
        #[arg(long, value_name = "FOLDER")]
        output_dir: Option<PathBuf>,
    },
}

/// What is read.
#[derive(Args, Clone)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Files, folders and globs; `-` is standard input, as is no input at all. gzip and zstd are recognized by their first bytes.
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// A text instead of inputs.
    #[arg(short, long, value_name = "TEXT", conflicts_with = "inputs", allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Inputs are JSON Lines with the text in this field: a key, or a JSON pointer (RFC 6901) such as /meta/text or /lines/0. Everything else
    /// in a record is kept, byte by byte. Offsets are those of the text in the field.
    #[arg(long, value_name = "FIELD", value_parser = Field::parse)]
    pub(crate) field: Option<Field>,
    /// With --field: the policy for lines that are not JSON or are too long (--max-line): an error, passed through, or left out.
    #[arg(long, value_name = "POLICY", default_value = "error", value_parser = of(["error", "pass", "skip"]))]
    pub(crate) bad_records: String,
    /// The policy for bytes that are not UTF-8 (or not --encoding), and for lone surrogates in JSON: U+FFFD for each ill-formed part, left out,
    /// or an error.
    #[arg(long, value_name = "POLICY", default_value = "replace", value_parser = table(INVALID))]
    pub(crate) invalid: Invalid,
    /// The encoding of the inputs: utf-8 (auto), utf-16le, utf-16be, windows-1256, iso-8859-6 or another label of the WHATWG Encoding Standard. A
    /// byte order mark takes precedence. Results are UTF-8; offsets are those of the text in UTF-8.
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = encoding)]
    pub(crate) encoding: &'static Encoding,
    /// The policy for binary files: skipped, read as text, or an error. auto: those in folders and globs are skipped; named ones are an error, and
    /// text with --field; standard input is text. A file is binary if the first 8 KiB have U+0000 and one character in a hundred is that or not UTF-8.
    #[arg(long, value_name = "POLICY", default_value = "auto", value_parser = table(BINARY))]
    pub(crate) binary: Binary,
    /// The most bytes of a line (sentence, token) that are kept together, with K, M or G for powers of 1024. A longer one is cut, if possible between two
    /// words; a longer JSON record follows --bad-records.
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub(crate) max_line: usize,
    /// Of folders and globs, only files whose name or path below the folder matches.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Of folders and globs, no files whose name or path below the folder matches.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Of folders, also files and folders whose name starts with a dot.
    #[arg(long)]
    pub(crate) hidden: bool,
}

const INVALID: &[(&str, Invalid)] = &[("replace", Invalid::Replace), ("skip", Invalid::Skip), ("error", Invalid::Error)];

const BINARY: &[(&str, Binary)] = &[("auto", Binary::Auto), ("skip", Binary::Skip), ("text", Binary::Text), ("error", Binary::Error)];

/// Parses a number of bytes, with K, M or G for powers of 1024.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(['K', 'M', 'G', 'k', 'm', 'g']);
    let unit: usize = match text.strip_prefix(digits).unwrap_or_default() {
        "" => 1,
        "K" | "k" => 1 << 10,
        "M" | "m" => 1 << 20,
        "G" | "g" => 1 << 30,
        _ => 0,
    };
    let bytes = digits.parse::<usize>().ok().and_then(|n| n.checked_mul(unit)).filter(|n| *n > 0);
    bytes.ok_or_else(|| "expected a number of bytes from 1, such as 65536, 64K, 16M or 1G".into())
}

/// Where results go.
#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// A file for all results, in a folder that exists. It is written beside its place and appears when it is complete; compressed if its name ends
    /// in .gz or .zst. A file that it replaces keeps its permissions.
    #[arg(short, long, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// A folder for a file of results for each input, at the same path below it; each appears when it is complete.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Leaves out inputs whose result in --output-dir was made when they had the same size and time. The options must be those of the run before.
    #[arg(long, requires = "output_dir")]
    pub(crate) resume: bool,
    /// How results are packed; by the name of --output if not given.
    #[arg(long, value_name = "FORMAT", value_parser = table(PACKING))]
    pub(crate) compress: Option<Packing>,
    /// With --field: the result is added to the record under this key, instead of its usual place. A value that the key has is replaced.
    #[arg(long, value_name = "KEY", requires = "field")]
    pub(crate) into: Option<String>,
}

const PACKING: &[(&str, Packing)] = &[("none", Packing::None), ("gzip", Packing::Gzip), ("zstd", Packing::Zstd)];

/// How the work is done.
#[derive(Args, Clone)]
#[command(next_help_heading = "Work")]
pub(crate) struct RunArgs {
    /// Workers, at most 256; 0 for one a core. No number changes a result.
    #[arg(short = 'j', long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
    /// No progress bar and no summary.
    #[arg(long)]
    pub(crate) no_progress: bool,
    /// No remarks on standard error, such as the number of ill-formed bytes; errors only.
    #[arg(long)]
    pub(crate) no_remarks: bool,
    /// No messages on inputs that cannot be read either; the exit code still reports them.
    #[arg(skip)]
    pub(crate) no_messages: bool,
    /// A summary on standard error, also where it is not a terminal.
    #[arg(long, conflicts_with = "no_progress")]
    pub(crate) summary: bool,
    /// Results as soon as there are any: for pipes that go on for long.
    #[arg(long)]
    pub(crate) line_buffered: bool,
    /// Colours; `auto` is on a terminal, unless NO_COLOR is set.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = of(["auto", "always", "never"]))]
    pub(crate) color: String,
    /// U+2068 and U+2069 around Arabic in columns, so that a terminal that reorders a line moves nothing across them; `auto` is on a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = of(["auto", "always", "never"]))]
    pub(crate) isolate: String,
    /// Control characters, ESC and bidi overrides of texts and file names as escapes, such as \u{1b}, so that they cannot command a terminal;
    /// `auto` is on a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = of(["auto", "always", "never"]))]
    pub(crate) escape: String,
    /// How much is read at a time, in bytes. No number changes a result.
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20, hide = true)]
    pub(crate) block_size: usize,
}

/// `Debug` shows what can change a result, and nothing else: --resume compares it.
impl fmt::Debug for InputArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?} ", self.field, self.bad_records, self.invalid)?;
        write!(f, "{} {:?} {}", self.encoding.name(), self.binary, self.max_line)
    }
}

impl fmt::Debug for OutputArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.compress, self.into)
    }
}

impl fmt::Debug for RunArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.color, self.isolate, self.escape)
    }
}

/// The forms of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Lines,
    Tsv,
    Jsonl,
    Conllu,
    Pretty,
}

const FORMATS: &[(&str, Format)] = &[
    ("text", Format::Text),
    ("lines", Format::Lines),
    ("tsv", Format::Tsv),
    ("jsonl", Format::Jsonl),
    ("conllu", Format::Conllu),
    ("pretty", Format::Pretty),
];

/// A parser of some of the forms.
pub(crate) fn formats(names: &'static [&'static str]) -> impl TypedValueParser<Value = Format> {
    of(names.iter().copied()).try_map(|name| FORMATS.iter().find(|f| f.0 == name).map(|f| f.1).ok_or("no such format"))
}

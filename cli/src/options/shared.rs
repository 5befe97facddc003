//! Options that several commands have: the inputs, the outputs, and how the work is done.
//!
//! Their `Debug` output lists only the options that can change a result, because `--resume` compares it with that of an earlier run.

use std::fmt;
use std::path::PathBuf;

use clap::Args;
use encoding_rs::Encoding;

use super::field::Field;
use super::policy::{BadRecordPolicy, BinaryPolicy, Compression, Format, InvalidPolicy, When};
use super::value_parsers::{encoding, named, size};

/// The options of every command that writes results of texts.
#[derive(Args, Debug)]
pub(crate) struct TextArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

impl TextArgs {
    /// Returns the format that a command uses if none is given: JSON Lines for records, `plain` for other inputs.
    pub(crate) fn default_format(&self, plain: Format) -> Format {
        if self.input.field.is_some() { Format::Jsonl } else { plain }
    }
}

/// The inputs.
#[derive(Args, Clone)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Files, folders and globs. Without an input, and for `-`, standard input is read. Files that are compressed with gzip or zstd are
    /// decompressed, whatever their name.
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Processes this text instead of inputs.
    #[arg(short, long, value_name = "TEXT", conflicts_with = "inputs", allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Reads JSON Lines, and processes the text in this field of each record: a key, or a JSON pointer (RFC 6901) such as /meta/text or
    /// /lines/0. The rest of a record is copied byte by byte. Offsets are bytes of the text in the field.
    #[arg(long, value_name = "FIELD", value_parser = Field::parse)]
    pub(crate) field: Option<Field>,
    /// With --field, the policy for lines that are not JSON or are too long (--max-line): error ends the input with an error, pass copies
    /// the line, skip drops it.
    #[arg(long, value_name = "POLICY", default_value = "error", value_parser = named(BadRecordPolicy::NAMES))]
    pub(crate) bad_records: BadRecordPolicy,
    /// The policy for bytes that are not UTF-8 (or not of --encoding) and for lone surrogates in JSON: replace writes U+FFFD for each
    /// ill-formed sequence, skip drops it, error ends the input with an error.
    #[arg(long, value_name = "POLICY", default_value = "replace", value_parser = named(InvalidPolicy::NAMES))]
    pub(crate) invalid: InvalidPolicy,
    /// The encoding of the inputs: utf-8 (auto), utf-16le, utf-16be, windows-1256, iso-8859-6 or another label of the WHATWG Encoding
    /// Standard. A byte order mark takes precedence. Results are UTF-8; offsets are bytes of the text in UTF-8.
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = encoding)]
    pub(crate) encoding: &'static Encoding,
    /// The policy for binary files: skip, read as text, or error. auto skips those in folders and globs; a named one is an error, except
    /// that it is text with --field; standard input is text. A file is binary if its first 8 KiB contain U+0000 and at least 1 in 100
    /// characters is U+0000 or not UTF-8.
    #[arg(long, value_name = "POLICY", default_value = "auto", value_parser = named(BinaryPolicy::NAMES))]
    pub(crate) binary: BinaryPolicy,
    /// The maximal length of a line, sentence or token in bytes, with K, M or G for powers of 1024. A longer one is cut, between two words
    /// if possible. --bad-records applies to a longer JSON record.
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub(crate) max_line: usize,
    /// Reads only those files of folders and globs whose name, or whose path below the folder, matches.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Skips those files of folders and globs whose name, or whose path below the folder, matches.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Reads files and folders whose name starts with a dot, too.
    #[arg(long)]
    pub(crate) hidden: bool,
}

impl fmt::Debug for InputArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?} ", self.field, self.bad_records, self.invalid)?;
        write!(f, "{} {:?} {}", self.encoding.name(), self.binary, self.max_line)
    }
}

/// The outputs.
#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Writes all results to this file, in a folder that exists. The file appears under its name when it is complete. It is compressed if
    /// its name ends in .gz or .zst. If it replaces a file, it keeps that file's permissions.
    #[arg(short, long, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Writes the results of each input to a file in this folder, at the path of the input. Each file appears when it is complete.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Skips an input if its result exists in --output-dir and the size and modification time of the input have not changed since. The
    /// options must be those of the earlier run.
    #[arg(long, requires = "output_dir")]
    pub(crate) resume: bool,
    /// The compression of results. The default follows the name of --output.
    #[arg(long, value_name = "FORMAT", value_parser = named(Compression::NAMES))]
    pub(crate) compress: Option<Compression>,
    /// With --field, adds the result to the record under this key. If the record has the key, its value is replaced.
    #[arg(long, value_name = "KEY", requires = "field")]
    pub(crate) into: Option<String>,
}

impl fmt::Debug for OutputArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.compress, self.into)
    }
}

/// How the work is done, and what is shown of it.
#[derive(Args, Clone)]
#[command(next_help_heading = "Work")]
pub(crate) struct RunArgs {
    /// The number of worker threads, at most 256. 0 uses one for each core. Results do not depend on the number.
    #[arg(short = 'j', long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
    /// Shows neither a progress bar nor a summary.
    #[arg(long)]
    pub(crate) no_progress: bool,
    /// Writes errors only, no remarks to standard error, such as the number of ill-formed sequences.
    #[arg(long)]
    pub(crate) no_remarks: bool,
    /// Counts errors of inputs without writing them. Only `find` has a switch for it.
    #[arg(skip)]
    pub(crate) no_messages: bool,
    /// Writes a summary to standard error, even if it is not a terminal.
    #[arg(long, conflicts_with = "no_progress")]
    pub(crate) summary: bool,
    /// Writes results as soon as they are available, for pipes that stay open for a long time.
    #[arg(long)]
    pub(crate) line_buffered: bool,
    /// Colours results. auto does so on a terminal, unless NO_COLOR is set.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = named(When::NAMES))]
    pub(crate) color: When,
    /// Encloses Arabic in columns in U+2068 and U+2069, so that a terminal that reorders a line does not move text between columns. auto
    /// does so on a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = named(When::NAMES))]
    pub(crate) isolate: When,
    /// Writes control characters and bidi controls of texts and file names as escapes, such as \u{1b}, in results and messages. auto does
    /// so on a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = named(When::NAMES))]
    pub(crate) escape: When,
    /// The size of a block in bytes, for tests.
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20, hide = true)]
    pub(crate) block_size: usize,
}

impl fmt::Debug for RunArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?}", self.color, self.isolate, self.escape)
    }
}

//! Options that several commands share: the inputs, the outputs, and the execution of the work.
//!
//! The ledger of a result folder (the file `.kalima-run`) contains the `Debug` output of these options. `--resume` requires that the
//! `Debug` output of this run equals that of the earlier run. Therefore the `Debug` output contains only the options that can change a
//! result.

use std::fmt;
use std::path::PathBuf;

use clap::Args;
use encoding_rs::Encoding;

use super::field::Field;
use super::policy::{BadRecordPolicy, BinaryPolicy, Compression, Format, InvalidPolicy, When};
use super::value_parsers::{encoding, named, size};

/// The options that the commands `normalize`, `tokens`, `sentences`, `stem`, `segment`, `root`, `parse` and `analyze` share.
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
    /// Returns the default format of a command: JSON Lines if `--field` is set, otherwise the format `plain`.
    pub(crate) fn default_format(&self, plain: Format) -> Format {
        if self.input.field.is_some() { Format::Jsonl } else { plain }
    }
}

/// The options of the inputs.
#[derive(Args, Clone)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Files, folders and globs. Without an input, and for the input `-`, standard input is read. Files that are compressed with gzip or
    /// zstd are decompressed, regardless of their names.
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Processes this text instead of input files.
    #[arg(short, long, value_name = "TEXT", conflicts_with = "inputs", allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Reads JSON Lines and processes the text in this field of each record. The field is a key, or a JSON pointer (RFC 6901) such as
    /// /meta/text or /lines/0. With the formats text and jsonl, all other bytes of a record are copied unchanged. Offsets are byte offsets
    /// in the text of the field.
    #[arg(long, value_name = "FIELD", value_parser = Field::parse)]
    pub(crate) field: Option<Field>,
    /// With --field, the policy for lines that are not JSON or are longer than --max-line, and for lone surrogates with --invalid error:
    /// error ends the input with an error, pass copies the line to the results, skip drops the line.
    #[arg(long, value_name = "POLICY", default_value = "error", value_parser = named(BadRecordPolicy::NAMES))]
    pub(crate) bad_records: BadRecordPolicy,
    /// The policy for bytes that are ill-formed in UTF-8 (or in --encoding), and for lone surrogates in JSON: replace writes U+FFFD for
    /// each ill-formed sequence, skip drops the sequence, error ends the input with an error.
    #[arg(long, value_name = "POLICY", default_value = "replace", value_parser = named(InvalidPolicy::NAMES))]
    pub(crate) invalid: InvalidPolicy,
    /// The encoding of the inputs: auto (UTF-8), utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6 or another label of the WHATWG
    /// Encoding Standard. A byte order mark takes precedence over this option. Results are UTF-8, and offsets are byte offsets in the UTF-8
    /// text.
    #[arg(long, value_name = "LABEL", default_value = "auto", value_parser = encoding)]
    pub(crate) encoding: &'static Encoding,
    /// The policy for binary files: skip, text (read as text) or error. With auto, binary files that are found in folders and by globs are
    /// skipped, binary files that are named are errors (with --field, they are read as text), and standard input is read as text. A file is
    /// binary if its first 8 KiB contain U+0000, and at least 1 in 100 characters is U+0000 or not UTF-8.
    #[arg(long, value_name = "POLICY", default_value = "auto", value_parser = named(BinaryPolicy::NAMES))]
    pub(crate) binary: BinaryPolicy,
    /// The maximum length of a line, sentence or token in bytes. The suffixes K, M and G are powers of 1024. Longer lines are split,
    /// between two words if possible. --bad-records applies to JSON records that are longer.
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub(crate) max_line: usize,
    /// Reads only files whose name or path matches this glob. This option applies to the files of folders and globs. The path is relative
    /// to the folder.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Skips files whose name or path matches this glob. This option applies to the files of folders and globs. The path is relative to the
    /// folder.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Also reads files and folders whose names start with a dot, except names that start with .kalima-.
    #[arg(long)]
    pub(crate) hidden: bool,
}

impl fmt::Debug for InputArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?} ", self.field, self.bad_records, self.invalid)?;
        write!(f, "{} {:?} {}", self.encoding.name(), self.binary, self.max_line)
    }
}

/// The options of the outputs.
#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Writes all results to this file. The folder of the file must exist. The file appears under its name only when it is complete. The
    /// file is compressed if its name ends in .gz or .zst. A file that replaces an existing file gets the permissions of the existing file.
    #[arg(short, long, value_name = "FILE", conflicts_with = "output_dir")]
    pub(crate) output: Option<PathBuf>,
    /// Writes the results of each input to a separate file in this folder, at the relative path of the input. Each file appears only when
    /// it is complete.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Skips an input if its result exists in --output-dir and the size and modification time of the input are unchanged. All options that
    /// can change a result must be those of the earlier run.
    #[arg(long, requires = "output_dir")]
    pub(crate) resume: bool,
    /// The compression of results. By default, the file name of --output determines the compression.
    #[arg(long, value_name = "FORMAT", value_parser = named(Compression::NAMES))]
    pub(crate) compress: Option<Compression>,
    /// With --field, adds the result to the record under this key. If the record already has this key, the result replaces the value of the
    /// key.
    #[arg(long, value_name = "KEY", requires = "field")]
    pub(crate) into: Option<String>,
}

impl fmt::Debug for OutputArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.compress, self.into)
    }
}

/// The options that control the execution, the progress bar and the messages.
#[derive(Args, Clone)]
#[command(next_help_heading = "Work")]
pub(crate) struct RunArgs {
    /// The number of worker threads, at most 256. 0 starts one thread for each core. Results do not depend on this number.
    #[arg(short = 'j', long, value_name = "NUMBER", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,
    /// Shows no progress bar and no summary.
    #[arg(long)]
    pub(crate) no_progress: bool,
    /// Writes no remarks, such as the number of ill-formed sequences, to standard error.
    #[arg(long)]
    pub(crate) no_remarks: bool,
    /// True if errors are counted but not printed. Only `find` has an option for this setting (`-s`).
    #[arg(skip)]
    pub(crate) no_messages: bool,
    /// Writes a summary to standard error, even if standard error is not a terminal.
    #[arg(long, conflicts_with = "no_progress")]
    pub(crate) summary: bool,
    /// Writes results as soon as they are available. This option is useful for pipes that remain open for a long time.
    #[arg(long)]
    pub(crate) line_buffered: bool,
    /// Writes results in colours. auto uses colours on a terminal, unless NO_COLOR is set.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = named(When::NAMES))]
    pub(crate) color: When,
    /// Puts U+2068 before and U+2069 after the Arabic text in a column, so that the bidirectional layout of a terminal does not move text
    /// between columns. auto has this effect only on a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = named(When::NAMES))]
    pub(crate) isolate: When,
    /// Replaces control characters and bidi controls with escapes such as \u{1b}, in the texts and file names of results and messages. auto
    /// has this effect only on a terminal.
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = named(When::NAMES))]
    pub(crate) escape: When,
    /// The target size of a block in bytes. Only tests set this option.
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20, hide = true)]
    pub(crate) block_size: usize,
}

impl fmt::Debug for RunArgs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?} {:?}", self.color, self.isolate, self.escape)
    }
}

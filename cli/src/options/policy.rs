//! The enums for option values, with the names that the command line accepts.

use clap::builder::TypedValueParser;

use super::value_parsers::one_of;

/// The format of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text. For most commands, the input text with the changes of the command.
    Text,
    /// One result on each line, without other columns.
    Lines,
    /// Tab-separated columns.
    Tsv,
    /// One JSON object on each line.
    Jsonl,
    /// CoNLL-U, the format of Universal Dependencies.
    Conllu,
    /// A layout for human readers.
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

/// Returns a parser that accepts only the formats whose names are in `names`.
pub(crate) fn formats(names: &'static [&'static str]) -> impl TypedValueParser<Value = Format> {
    one_of(names.iter().copied()).try_map(|name| FORMATS.iter().find(|f| f.0 == name).map(|f| f.1).ok_or("no such format"))
}

/// The policy for bytes that are ill-formed in the encoding of the input, and for lone surrogates in JSON strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvalidPolicy {
    /// Replaces each maximal ill-formed sequence with U+FFFD.
    Replace,
    /// Drops ill-formed sequences.
    Skip,
    /// Ends the input with an error at the first ill-formed byte sequence. A record whose text contains a lone surrogate is a bad record.
    Error,
}

impl InvalidPolicy {
    pub(crate) const NAMES: &[(&str, InvalidPolicy)] =
        &[("replace", InvalidPolicy::Replace), ("skip", InvalidPolicy::Skip), ("error", InvalidPolicy::Error)];

    /// Returns the text that replaces an ill-formed sequence. The text is empty except under `Replace`.
    pub(crate) fn replacement(self) -> &'static str {
        if self == InvalidPolicy::Replace { "\u{FFFD}" } else { "" }
    }
}

/// The policy for binary files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BinaryPolicy {
    /// Skips binary files that are found in folders and by globs, rejects binary files that the user named, and reads standard input as
    /// text. With `--field`, binary files that the user named are read as text too, because `--bad-records` applies to their lines.
    Auto,
    Skip,
    Text,
    Error,
}

impl BinaryPolicy {
    pub(crate) const NAMES: &[(&str, BinaryPolicy)] =
        &[("auto", BinaryPolicy::Auto), ("skip", BinaryPolicy::Skip), ("text", BinaryPolicy::Text), ("error", BinaryPolicy::Error)];
}

/// The policy for bad lines: lines that are not JSON, that exceed `--max-line`, or that have a lone surrogate in their text under
/// [`InvalidPolicy::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadRecordPolicy {
    /// Ends the input with an error at the first bad line.
    Error,
    /// Copies each bad line to the results if the results are JSON records. Otherwise the line has no result.
    Pass,
    /// Drops each bad line.
    Skip,
}

impl BadRecordPolicy {
    pub(crate) const NAMES: &[(&str, BadRecordPolicy)] =
        &[("error", BadRecordPolicy::Error), ("pass", BadRecordPolicy::Pass), ("skip", BadRecordPolicy::Skip)];
}

/// The compression of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    pub(crate) const NAMES: &[(&str, Compression)] =
        &[("none", Compression::None), ("gzip", Compression::Gzip), ("zstd", Compression::Zstd)];
}

/// The setting of an output feature, such as colours. Under `Auto`, each feature has its own condition: for example, escapes are on if the
/// output is a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

impl When {
    pub(crate) const NAMES: &[(&str, When)] = &[("auto", When::Auto), ("always", When::Always), ("never", When::Never)];

    /// Returns true if the feature is always on, and false if it is always off. Returns `None` for [`When::Auto`].
    pub(crate) fn fixed(self) -> Option<bool> {
        match self {
            When::Auto => None,
            When::Always => Some(true),
            When::Never => Some(false),
        }
    }
}

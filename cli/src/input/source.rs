//! An input, and the remarks about inputs. A remark informs the user about a condition that is not an error.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// The origin of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Stdin,
    /// A text that is an argument of the command line.
    Text(String),
    File(PathBuf),
}

/// An input of a run.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) origin: Origin,
    /// The path of the file relative to the input folder, or relative to the folder before the first wildcard of a glob. If the user named
    /// the file, this is the file name. For standard input and `--text`, this is a fixed name.
    pub(crate) relative: PathBuf,
    /// The size of the file on disk in bytes. The value is 0 if the size is not known.
    pub(crate) stored_size: u64,
    /// The time at which the file was last modified, read when the inputs were listed.
    pub(crate) modified: Option<SystemTime>,
    /// True if the input is a file that was found in a folder or by a glob. False for all other inputs.
    pub(crate) is_listed: bool,
}

impl Source {
    /// Creates an input that is not a file.
    pub(crate) fn new(origin: Origin, relative: impl Into<PathBuf>) -> Source {
        Source { origin, relative: relative.into(), stored_size: 0, modified: None, is_listed: false }
    }

    /// Returns the name of the input in messages and columns.
    pub(crate) fn name(&self) -> String {
        match &self.origin {
            Origin::Stdin => "standard input".into(),
            Origin::Text(_) => "text".into(),
            Origin::File(path) => path.display().to_string(),
        }
    }
}

/// A remark about an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Remark {
    DanglingLink,
    Binary,
    /// The text does not seem to be UTF-8. Contains the guessed encoding, or `None` if the encoding is not recognized.
    NotUtf8(Option<&'static str>),
    TrailingGarbage,
}

/// The remarks of a run. For each kind of remark, contains the number of its inputs and the name of the first of these inputs.
#[derive(Debug, Default)]
pub(crate) struct Remarks(Mutex<BTreeMap<Remark, (u64, String)>>);

impl Remarks {
    /// Adds a remark about an input. `name` is the name of the input.
    pub(crate) fn add(&self, remark: Remark, name: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(remark).or_insert_with(|| (0, name.into())).0 += 1;
    }

    /// Returns one line of text for each kind of remark.
    pub(crate) fn lines(&self) -> Vec<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |(remark, (count, first)): (&Remark, &(u64, String))| {
            let inputs = if *count > 1 { format!("{first} and {} more", count - 1) } else { first.clone() };
            let what = match remark {
                Remark::DanglingLink => "skipped: the target of the link does not exist".into(),
                Remark::Binary => "skipped: binary; see --binary".into(),
                Remark::NotUtf8(Some(encoding)) => format!("looks like {encoding}, not UTF-8; see --encoding {encoding}"),
                Remark::NotUtf8(None) => "most bytes outside ASCII are not UTF-8; see --encoding".into(),
                Remark::TrailingGarbage => "bytes after the end of the gzip data were ignored".into(),
            };
            format!("{inputs}: {what}")
        };
        all.iter().map(line).collect()
    }
}

//! The ledger of a result folder, the file `.kalima-run`. The ledger contains the options of the run, and one line for each finished result
//! of an input file: the size and the modification time of the input, and the path of the result.
//!
//! `--resume` skips an input if its result exists, and its size and modification time equal those in the ledger. An input with another
//! modification time is processed again, even if this time is earlier.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::input::source::{Origin, Source};

/// The size of a file in bytes, and its modification time. A file whose stamp has not changed is treated as unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileStamp {
    size: u64,
    modified: SystemTime,
}

impl FileStamp {
    /// Returns the size and modification time that the file had when the inputs were listed. Returns `None` if the input is not a file, or
    /// if the modification time is not known.
    pub(crate) fn of(source: &Source) -> Option<FileStamp> {
        let Origin::File(_) = source.origin else { return None };
        Some(FileStamp { size: source.stored_size, modified: source.modified? })
    }

    /// Formats the stamp for the ledger: the size in bytes, a space, and the modification time in nanoseconds since 1970.
    fn to_line_start(self) -> String {
        let nanoseconds = match self.modified.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos().to_string(),
            Err(before) => format!("-{}", before.duration().as_nanos()),
        };
        format!("{} {nanoseconds}", self.size)
    }
}

/// The result file of an input.
pub(crate) struct Destination {
    pub(crate) path: PathBuf,
    /// The stamp of the input, see [`FileStamp::of`].
    pub(crate) stamp: Option<FileStamp>,
}

/// The file name of the ledger.
pub(crate) const NAME: &str = ".kalima-run";

/// The ledger of a result folder.
pub(crate) struct Ledger {
    folder: PathBuf,
    options: String,
    /// Maps the path of each finished result to the stamp (size and modification time) of its input, both as written in the ledger.
    /// Contains only results of earlier runs with the same options.
    finished: HashMap<String, String>,
    /// True if the ledger on the disk was written by an earlier run with the same options.
    has_same_options: bool,
    file: Option<File>,
}

impl Ledger {
    /// Reads the ledger of a folder. If the folder or the file does not exist, the ledger is empty. If the ledger was written with other
    /// options, returns `None` if `resume` is set, and otherwise an empty ledger.
    pub(crate) fn read(folder: &Path, options: &str, resume: bool) -> io::Result<Option<Ledger>> {
        let text = match fs::read(folder.join(NAME)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
            Err(e) => return Err(e),
        };
        let lines = text.strip_prefix(options);
        if resume && lines.is_none() && !text.is_empty() {
            return Ok(None);
        }
        // If a run was killed while it wrote a line, the last line has no line feed. This incomplete line is ignored.
        let line = |line: &str| line.strip_suffix('\n')?.split_once('\t').map(|(stamp, path)| (path.to_owned(), stamp.to_owned()));
        let finished = lines.unwrap_or_default().split_inclusive('\n').filter_map(line).collect();
        Ok(Some(Ledger { folder: folder.to_path_buf(), options: options.into(), finished, has_same_options: lines.is_some(), file: None }))
    }

    /// Returns whether the result exists and the input is unchanged since the result was written.
    pub(crate) fn is_up_to_date(&self, destination: &Destination) -> bool {
        let stamp = destination.stamp.map(|stamp| stamp.to_line_start());
        stamp.is_some() && self.finished.get(&key(&self.folder, &destination.path)) == stamp.as_ref() && destination.path.is_file()
    }

    /// Creates the folder if necessary, and opens the ledger on the disk. Keeps the lines of the ledger if it was written with the options
    /// of this run. Otherwise replaces the ledger.
    pub(crate) fn begin(&mut self) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(NAME);
        if self.has_same_options {
            let is_complete = fs::read(&path)?.ends_with(b"\n");
            let mut file = File::options().append(true).open(path)?;
            if !is_complete {
                file.write_all(b"\n")?;
            }
            self.file = Some(file);
        } else {
            fs::write(&path, &self.options)?;
            self.file = Some(File::options().append(true).open(path)?);
        }
        Ok(())
    }

    /// Adds a line for a complete result. Adds nothing if the input has no stamp. One call writes the whole line, so that lines of two
    /// simultaneous runs are not mixed.
    pub(crate) fn add(&mut self, destination: &Destination) -> io::Result<()> {
        let (Some(file), Some(stamp)) = (&mut self.file, destination.stamp) else { return Ok(()) };
        let line = format!("{}\t{}\n", stamp.to_line_start(), key(&self.folder, &destination.path));
        let with_name = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", self.folder.join(NAME).display()));
        file.write_all(line.as_bytes()).map_err(with_name)
    }
}

/// Returns the path of a result relative to the folder, in quotation marks and with escapes. Because of the escapes, the path is on one
/// line even if a file name contains a line feed.
fn key(folder: &Path, path: &Path) -> String {
    format!("{:?}", path.strip_prefix(folder).unwrap_or(path))
}

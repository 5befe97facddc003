//! The ledger of a folder of results, `.kalima-run`: the options of the run, then a line for each result with the size and the time of its input.
//! `--resume` leaves out an input whose size and time are those of its line, so that one that was replaced is processed again, also if the new one is older.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::sink::Output;
use crate::source::{Place, Source};

/// The state of a file: its size in bytes and the time of its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    size: u64,
    modified: SystemTime,
}

impl Stamp {
    /// Returns the state of a file when it was listed; `None` for other sources.
    pub(crate) fn of(source: &Source) -> Option<Stamp> {
        let Place::File(_) = source.place else { return None };
        Some(Stamp { size: source.stored, modified: source.modified? })
    }

    /// The form in the ledger: size, and nanoseconds since 1970.
    fn text(&self) -> String {
        let nanoseconds = match self.modified.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos().to_string(),
            Err(before) => format!("-{}", before.duration().as_nanos()),
        };
        format!("{} {nanoseconds}", self.size)
    }
}

/// The name of the ledger in its folder.
pub(crate) const NAME: &str = ".kalima-run";

/// The ledger of a folder.
pub(crate) struct Ledger {
    folder: PathBuf,
    options: String,
    /// The states of the inputs by the paths of the results, from earlier runs with the same options.
    known: HashMap<String, String>,
    /// Whether the options of the ledger on the disk are the same.
    same: bool,
    file: Option<File>,
}

impl Ledger {
    /// Reads the ledger of a folder, which need not exist. `None` if its options are others, and `resume` asks for the same.
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
        // A line that a killed run has not finished is not one.
        let line = |line: &str| line.strip_suffix('\n')?.split_once('\t').map(|(stamp, path)| (path.to_owned(), stamp.to_owned()));
        let known = lines.unwrap_or_default().split_inclusive('\n').filter_map(line).collect();
        Ok(Some(Ledger { folder: folder.to_path_buf(), options: options.into(), known, same: lines.is_some(), file: None }))
    }

    /// Whether a result was made of its input as it is now.
    pub(crate) fn has(&self, output: &Output) -> bool {
        let stamp = output.stamp.map(|stamp| stamp.text());
        stamp.is_some() && self.known.get(&self.key(&output.place)) == stamp.as_ref() && output.place.is_file()
    }

    /// Makes the folder and begins the ledger on the disk, or continues that of the same options.
    pub(crate) fn begin(&mut self) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(NAME);
        if self.same {
            let whole = fs::read(&path)?.ends_with(b"\n");
            let mut file = File::options().append(true).open(path)?;
            if !whole {
                file.write_all(b"\n")?;
            }
            self.file = Some(file);
        } else {
            fs::write(&path, &self.options)?;
            self.file = Some(File::options().append(true).open(path)?);
        }
        Ok(())
    }

    /// Adds a result that is in its place. One write, so that the lines of two runs do not mix.
    pub(crate) fn add(&mut self, output: &Output) -> io::Result<()> {
        let (Some(file), Some(stamp)) = (&mut self.file, output.stamp) else { return Ok(()) };
        let line = format!("{}\t{}\n", stamp.text(), Self::key_of(&self.folder, &output.place));
        let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", self.folder.join(NAME).display()));
        file.write_all(line.as_bytes()).map_err(named)
    }

    fn key(&self, place: &Path) -> String {
        Self::key_of(&self.folder, place)
    }

    /// The path of a result below the folder, in quotation marks with escapes: on one line, whatever is in the name.
    fn key_of(folder: &Path, place: &Path) -> String {
        format!("{:?}", place.strip_prefix(folder).unwrap_or(place))
    }
}

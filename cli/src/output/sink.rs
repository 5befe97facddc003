//! The destination of results: standard output, one file, or a file for each input.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::ledger::{Destination, Ledger};
use super::partial_file::{PartialFile, folder_of, follow_links, remove_stale_files, with_name};
use crate::buffer::Buffer;
use crate::options::policy::Compression;

/// The destination of the results of a run.
pub(crate) enum Sink {
    Stdout(io::Stdout),
    /// A device or a pipe at the path that the user named. Results are written directly to the device or pipe, because a result file must
    /// not replace the device or pipe.
    Special(File, PathBuf),
    File(PartialFile),
    /// One result file for each input. `current` contains the index of the current input, and the partial result file of this input.
    Folder {
        destinations: Vec<Destination>,
        ledger: Ledger,
        current: Option<(usize, PartialFile)>,
    },
}

impl Sink {
    /// Creates the destination for all results in one file, or opens the device or pipe at `path`. The folder of a file must exist. It is
    /// not created, because the path may be mistyped.
    pub(crate) fn file(path: &Path) -> io::Result<Sink> {
        match path.metadata() {
            Ok(m) if !m.is_file() && !m.is_dir() => {
                Ok(Sink::Special(File::options().write(true).open(path).map_err(|e| with_name(e, path.display()))?, path.to_path_buf()))
            }
            Ok(m) if m.is_dir() => {
                Err(with_name(io::Error::new(ErrorKind::IsADirectory, "a folder has this name; see --output-dir"), path.display()))
            }
            _ => {
                let target = follow_links(path).map_err(|e| with_name(e, path.display()))?;
                let folder = folder_of(&target);
                if !folder.is_dir() {
                    let what = format!("the folder {} does not exist; create it first", folder.display());
                    return Err(with_name(io::Error::new(ErrorKind::NotFound, what), path.display()));
                }
                remove_stale_files([&*target]);
                Ok(Sink::File(PartialFile::create(path)?))
            }
        }
    }

    /// Creates a destination that has one result file for each input.
    pub(crate) fn folder(destinations: Vec<Destination>, ledger: Ledger) -> Sink {
        Sink::Folder { destinations, ledger, current: None }
    }

    /// Starts the results of an input. `source` is the index of the input. If each input has its own result file, creates this file.
    pub(crate) fn open(&mut self, source: usize) -> io::Result<()> {
        if let Sink::Folder { destinations, current, .. } = self
            && let Some(Destination { path, .. }) = destinations.get(source)
        {
            let folder = folder_of(path);
            fs::create_dir_all(folder).map_err(|e| with_name(e, folder.display()))?;
            *current = Some((source, PartialFile::create(path)?));
        }
        Ok(())
    }

    /// Writes results of the current input.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => {
                let mut out = out.lock();
                out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| with_name(e, "standard output"))
            }
            Sink::Special(file, path) => file.write_all(bytes).map_err(|e| with_name(e, path.display())),
            Sink::File(file) => file.write_all(bytes),
            Sink::Folder { current: Some((_, file)), .. } => file.write_all(bytes),
            Sink::Folder { current: None, .. } => Ok(()),
        }
    }

    /// Ends the results of the current input. `complete` is true if the input was processed without an error.
    ///
    /// If each input has its own result file, the file is finished and added to the ledger if `complete` is true, and removed otherwise. If
    /// all results are in one file, returns an error if `complete` is false, because the file would be incomplete.
    pub(crate) fn close(&mut self, complete: bool) -> io::Result<()> {
        match self {
            Sink::Folder { destinations, ledger, current } => match current.take() {
                Some((source, file)) if complete => {
                    file.finish()?;
                    destinations.get(source).map_or(Ok(()), |destination| ledger.add(destination))
                }
                _ => Ok(()),
            },
            Sink::File(file) if !complete => {
                Err(with_name(io::Error::other("an input could not be read completely; see the error above"), file.path().display()))
            }
            _ => Ok(()),
        }
    }

    /// Returns whether the run can continue after the error `e`. This is true if each input has its own result file, and the error does not
    /// prevent writing the other result files.
    pub(crate) fn can_continue_after(&self, e: &io::Error) -> bool {
        let fatal = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::ReadOnlyFilesystem];
        matches!(self, Sink::Folder { .. }) && !fatal.contains(&e.kind())
    }

    /// Completes the output: flushes standard output, or gives a single result file its final name. The caller must have written all
    /// results.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush(),
            Sink::File(file) => file.finish(),
            _ => Ok(()),
        }
    }
}

impl Compression {
    /// Returns the compression that the extension of a file name indicates: `.gz`, `.zst`, or none.
    pub(crate) fn of(path: &Path) -> Compression {
        match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Compression::Gzip,
            Some("zst") => Compression::Zstd,
            _ => Compression::None,
        }
    }

    /// Returns the file name extension with its dot. The extension is empty for uncompressed results.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Compression::None => "",
            Compression::Gzip => ".gz",
            Compression::Zstd => ".zst",
        }
    }

    /// Compresses the results of a block. Each block becomes a separate gzip member or zstd frame, so that the workers can compress blocks
    /// in parallel. Empty results remain empty.
    pub(crate) fn compress(self, bytes: Buffer) -> io::Result<Buffer> {
        match self {
            Compression::Gzip if !bytes.is_empty() => {
                let mut gz = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::default());
                gz.write_all(&bytes)?;
                Ok(gz.finish()?.into())
            }
            Compression::Zstd if !bytes.is_empty() => Ok(zstd::bulk::compress(&bytes, 0)?.into()),
            _ => Ok(bytes),
        }
    }
}

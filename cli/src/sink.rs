//! Where results go: standard output, one file, or a file for each that is read. A file appears under its name when it is complete.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::buffer::Buffer;

/// How results are packed. Every block is a member or frame of its own, so that blocks are packed side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    /// By the end of a file's name.
    pub(crate) fn of(path: &Path) -> Packing {
        match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Packing::Gzip,
            Some("zst") => Packing::Zstd,
            _ => Packing::None,
        }
    }

    /// What is added to a name; the empty text for none.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Packing::None => "",
            Packing::Gzip => ".gz",
            Packing::Zstd => ".zst",
        }
    }

    pub(crate) fn pack(self, bytes: Buffer) -> io::Result<Buffer> {
        match self {
            Packing::Gzip if !bytes.is_empty() => {
                let mut gz = flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), flate2::Compression::default());
                gz.write_all(&bytes)?;
                Ok(gz.finish()?.into())
            }
            Packing::Zstd if !bytes.is_empty() => Ok(zstd::bulk::compress(&bytes, 0)?.into()),
            _ => Ok(bytes),
        }
    }
}

/// The unfinished file of this process, for whoever must end it. While the lock is held, nothing is put in place.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes the unfinished file and ends the process, at once.
pub(crate) fn abandon(code: i32) -> ! {
    let unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = &*unfinished {
        let _ = fs::remove_file(path);
    }
    std::process::exit(code)
}

/// A file that is written beside its place.
pub(crate) struct Unfinished {
    file: NamedTempFile,
    place: PathBuf,
}

impl Unfinished {
    /// Begins a file, in a folder that is made if it is missing.
    pub(crate) fn create(place: &Path) -> io::Result<Unfinished> {
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|e| named(e, folder.display()))?;
        let mut builder = tempfile::Builder::new();
        let prefix = prefix(place);
        builder.prefix(&prefix).suffix(".part");
        // As a file that is opened in the usual way: what the umask leaves of it, not for the owner alone.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(|e| named(e, place.display()))?;
        *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(file.path().to_path_buf());
        Ok(Unfinished { file, place: place.to_path_buf() })
    }

    /// Puts the file in its place, all of it on the disk.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.file.as_file().sync_all().map_err(|e| named(e, self.place.display()))?;
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        self.file.persist(&self.place).map_err(|e| named(e.error, self.place.display()))?;
        *unfinished = None;
        Ok(())
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes).map_err(|e| named(e, self.place.display()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush().map_err(|e| named(e, self.place.display()))
    }
}

/// An error with what it is about.
fn named(e: io::Error, what: impl fmt::Display) -> io::Error {
    io::Error::new(e.kind(), format!("{what}: {e}"))
}

fn prefix(place: &Path) -> String {
    format!(".{}.kalima-", place.file_name().unwrap_or_default().to_string_lossy())
}

/// Removes what a killed run left beside a place.
pub(crate) fn sweep(place: &Path) {
    let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let prefix = prefix(place);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(".part") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Where results go.
pub(crate) enum Sink {
    Stdout(io::Stdout),
    /// A device or a pipe, which no file can take the place of.
    Special(File),
    File(Unfinished),
    /// A file for each source, at these places; the one that is being written.
    Folder {
        places: Vec<PathBuf>,
        current: Option<Unfinished>,
    },
}

impl Sink {
    /// One file for all.
    pub(crate) fn file(path: &Path) -> io::Result<Sink> {
        match path.metadata() {
            Ok(m) if !m.is_file() && !m.is_dir() => Ok(Sink::Special(File::options().write(true).open(path)?)),
            Ok(m) if m.is_dir() => {
                Err(io::Error::new(io::ErrorKind::IsADirectory, format!("{}: this is a folder; see --output-dir", path.display())))
            }
            _ => Ok(Sink::File(Unfinished::create(path)?)),
        }
    }

    /// A source begins.
    pub(crate) fn open(&mut self, source: usize) -> io::Result<()> {
        if let Sink::Folder { places, current } = self {
            *current = places.get(source).map(|place| Unfinished::create(place)).transpose()?;
        }
        Ok(())
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => {
                let mut out = out.lock();
                out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| named(e, "standard output"))
            }
            Sink::Special(file) => file.write_all(bytes),
            Sink::File(file) => file.write_all(bytes),
            Sink::Folder { current: Some(file), .. } => file.write_all(bytes),
            Sink::Folder { current: None, .. } => Ok(()),
        }
    }

    /// A source has ended; if not well, its file is not put in place. One file for all must hold all: then it is an error to go on.
    pub(crate) fn close(&mut self, well: bool) -> io::Result<()> {
        match self {
            Sink::Folder { current, .. } => match current.take() {
                Some(file) if well => file.finish(),
                _ => Ok(()),
            },
            Sink::File(file) if !well => Err(named(io::Error::other("an input failed"), file.place.display())),
            _ => Ok(()),
        }
    }

    /// All has been written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush(),
            Sink::File(file) => file.finish(),
            _ => Ok(()),
        }
    }
}

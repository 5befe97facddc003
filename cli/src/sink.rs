//! The outputs: standard output, one file, or a file for each input. A file appears under its name when it is complete.
//!
//! A file is written as `.kalima-XXXXXX.part` in the folder of its place, under a lock of the operating system. A file of that name without a lock
//! was left by a run that was killed; the next run that writes to the folder removes it.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use crate::buffer::Buffer;
use crate::resume::{Ledger, Stamp};

/// The compression of results. Every block is a member or frame of its own, so that blocks are compressed in parallel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    /// Returns the compression that the end of a file name indicates.
    pub(crate) fn of(path: &Path) -> Packing {
        match path.extension().and_then(|e| e.to_str()) {
            Some("gz") => Packing::Gzip,
            Some("zst") => Packing::Zstd,
            _ => Packing::None,
        }
    }

    /// Returns the end of a file name; the empty text for no compression.
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

/// The unfinished file of this process, for [`abandon`]. While the lock is held, no file is put in place.
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
    /// The path that the user named, for messages.
    place: PathBuf,
    /// The same path with symbolic links followed.
    target: PathBuf,
}

/// The start and the end of the name of an unfinished file. The name has nothing of the place, which may be as long as a name can be.
const PREFIX: &str = ".kalima-";
const SUFFIX: &str = ".part";

impl Unfinished {
    /// Begins a file in a folder that exists. The file will have the permissions of the one that it replaces, and a symbolic link stays.
    fn create(place: &Path) -> io::Result<Unfinished> {
        let of_place = |e| named(e, place.display());
        let target = follow(place).map_err(of_place)?;
        let replaced = match target.symlink_metadata() {
            Ok(m) if m.is_dir() => return Err(of_place(io::Error::new(ErrorKind::IsADirectory, "this is a folder"))),
            Ok(m) => Some(m),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(of_place(e)),
        };
        let file = locked(folder_of(&target), replaced.is_some()).map_err(of_place)?;
        if let Some(replaced) = &replaced {
            keep_permissions(file.as_file(), replaced).map_err(of_place)?;
        }
        *UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner) = Some(file.path().to_path_buf());
        Ok(Unfinished { file, place: place.to_path_buf(), target })
    }

    /// Puts the file in its place, all of it on the disk.
    fn finish(self) -> io::Result<()> {
        self.file.as_file().sync_all().map_err(|e| named(e, self.place.display()))?;
        let mut unfinished = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        self.file.persist(&self.target).map_err(|e| named(e.error, self.place.display()))?;
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

/// Creates an unfinished file and locks it. `private` is whether only the owner may read it until its permissions are set.
fn locked(folder: &Path, private: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // As a file that is opened in the usual way: 666 without the bits of the umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(if private { 0o600 } else { 0o666 }));
    #[cfg(not(unix))]
    let _ = private;
    for _ in 0..16 {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            // Another run may have swept the file between the two calls.
            Ok(()) if file.path().symlink_metadata().is_ok() => return Ok(file),
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // A file system without locks. There `sweep` gets none either, and removes nothing.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
    Err(io::Error::other("other runs remove its unfinished file again and again"))
}

/// Sets the owner and the permissions of a file that will be replaced. If the owner cannot be kept, only the bits for access are.
#[cfg(unix)]
fn keep_permissions(file: &File, replaced: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let new = file.metadata()?;
    let same = (new.uid(), new.gid()) == (replaced.uid(), replaced.gid());
    let kept = same || fchown(file, Some(replaced.uid()), Some(replaced.gid())).is_ok();
    let bits = if kept { 0o7777 } else { 0o777 };
    file.set_permissions(fs::Permissions::from_mode(replaced.mode() & bits))
}

#[cfg(not(unix))]
fn keep_permissions(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Returns the path at the end of a chain of symbolic links, also if nothing is there yet.
fn follow(place: &Path) -> io::Result<PathBuf> {
    let mut path = place.to_path_buf();
    // As many as Linux follows.
    for _ in 0..40 {
        if !path.is_symlink() {
            return Ok(path);
        }
        path = folder_of(&path).join(fs::read_link(&path)?);
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error with the name of the file.
fn named(e: io::Error, what: impl fmt::Display) -> io::Error {
    io::Error::new(e.kind(), format!("{what}: {e}"))
}

/// Removes the unfinished files of killed runs from the folders of some places. The file of a run that is alive is locked.
pub(crate) fn sweep<'a>(places: impl IntoIterator<Item = &'a Path>) {
    let folders: BTreeSet<&Path> = places.into_iter().map(folder_of).collect();
    for entry in folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        let unfinished = name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes());
        if unfinished
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            && let Ok(file) = File::options().read(true).write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            // While the lock is held, so that a run that has just created the file sees it missing.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The place of the results of a source, and the state of the source.
pub(crate) struct Output {
    pub(crate) place: PathBuf,
    pub(crate) stamp: Option<Stamp>,
}

/// The destination of results.
pub(crate) enum Sink {
    Stdout(io::Stdout),
    /// A device or a pipe, which no file can replace.
    Special(File, PathBuf),
    File(Unfinished),
    /// A file for each source, and the one that is being written.
    Folder {
        outputs: Vec<Output>,
        ledger: Ledger,
        current: Option<(usize, Unfinished)>,
    },
}

impl Sink {
    /// Begins one file for all. Its folder must exist, because a folder that is made of a mistyped path is found by no one.
    pub(crate) fn file(path: &Path) -> io::Result<Sink> {
        match path.metadata() {
            Ok(m) if !m.is_file() && !m.is_dir() => {
                Ok(Sink::Special(File::options().write(true).open(path).map_err(|e| named(e, path.display()))?, path.to_path_buf()))
            }
            Ok(m) if m.is_dir() => {
                Err(named(io::Error::new(ErrorKind::IsADirectory, "this is a folder; see --output-dir"), path.display()))
            }
            _ => {
                let target = follow(path).map_err(|e| named(e, path.display()))?;
                let folder = folder_of(&target);
                if !folder.is_dir() {
                    let what = format!("there is no folder {}", folder.display());
                    return Err(named(io::Error::new(ErrorKind::NotFound, what), path.display()));
                }
                sweep([&*target]);
                Ok(Sink::File(Unfinished::create(path)?))
            }
        }
    }

    /// A file for each source.
    pub(crate) fn folder(outputs: Vec<Output>, ledger: Ledger) -> Sink {
        Sink::Folder { outputs, ledger, current: None }
    }

    /// Begins a source.
    pub(crate) fn open(&mut self, source: usize) -> io::Result<()> {
        if let Sink::Folder { outputs, current, .. } = self
            && let Some(Output { place, .. }) = outputs.get(source)
        {
            let folder = folder_of(place);
            fs::create_dir_all(folder).map_err(|e| named(e, folder.display()))?;
            *current = Some((source, Unfinished::create(place)?));
        }
        Ok(())
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => {
                let mut out = out.lock();
                out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| named(e, "standard output"))
            }
            Sink::Special(file, path) => file.write_all(bytes).map_err(|e| named(e, path.display())),
            Sink::File(file) => file.write_all(bytes),
            Sink::Folder { current: Some((_, file)), .. } => file.write_all(bytes),
            Sink::Folder { current: None, .. } => Ok(()),
        }
    }

    /// Ends a source. If `well` is false, its file is not put in place; one file for all must hold all, so that is an error then.
    pub(crate) fn close(&mut self, well: bool) -> io::Result<()> {
        match self {
            Sink::Folder { outputs, ledger, current } => match current.take() {
                Some((source, file)) if well => {
                    file.finish()?;
                    outputs.get(source).map_or(Ok(()), |output| ledger.add(output))
                }
                _ => Ok(()),
            },
            Sink::File(file) if !well => Err(named(io::Error::other("an input failed"), file.place.display())),
            _ => Ok(()),
        }
    }

    /// Whether an error concerns the current file alone, so that the others can still be written.
    pub(crate) fn survives(&self, e: &io::Error) -> bool {
        let for_all = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::ReadOnlyFilesystem];
        matches!(self, Sink::Folder { .. }) && !for_all.contains(&e.kind())
    }

    /// Ends the run: all has been written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush(),
            Sink::File(file) => file.finish(),
            _ => Ok(()),
        }
    }
}

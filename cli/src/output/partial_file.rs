//! A file that appears under its name only when it is complete.
//!
//! The file is written as `.kalima-XXXXXX.part` in the folder of its destination, and is renamed at the end. The process locks the file
//! with a lock of the operating system. If a run is killed, its partial file remains without a lock. The next run that writes to the folder
//! removes this file.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, Metadata, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

/// The path of the last partial file of this process. `None` if no partial file was created, or if the last one was finished. The process
/// holds the mutex while it renames a partial file, so that the signal handler cannot remove the file at the same time.
static CURRENT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// A file that is not complete yet. Its name is temporary.
pub(crate) struct PartialFile {
    file: NamedTempFile,
    /// The path that the user named. Messages contain this path.
    path: PathBuf,
    /// The path of the destination: `path` after all symbolic links were followed.
    target: PathBuf,
}

/// The prefix and the suffix of the name of a partial file. The name does not contain the name of the destination, because the name of the
/// destination may already have the maximum length.
const PREFIX: &str = ".kalima-";
const SUFFIX: &str = ".part";

impl PartialFile {
    /// Creates a partial file for the destination `path`. The folder of the destination must exist. If the destination exists, the partial
    /// file gets the permissions of the destination (only on Unix). If the destination is a symbolic link, the partial file will replace
    /// the target of the link.
    pub(super) fn create(path: &Path) -> io::Result<PartialFile> {
        let with_path = |e| with_name(e, path.display());
        let target = follow_links(path).map_err(with_path)?;
        let replaced = match target.symlink_metadata() {
            Ok(m) if m.is_dir() => return Err(with_path(io::Error::new(ErrorKind::IsADirectory, "a folder has this name"))),
            Ok(m) => Some(m),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(with_path(e)),
        };
        let file = create_locked(folder_of(&target), replaced.is_some()).map_err(with_path)?;
        if let Some(replaced) = &replaced {
            keep_permissions(file.as_file(), replaced).map_err(with_path)?;
        }
        *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = Some(file.path().to_path_buf());
        Ok(PartialFile { file, path: path.to_path_buf(), target })
    }

    /// Returns the path that the user named.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all data to the disk, and renames the file to the name of the destination.
    pub(super) fn finish(self) -> io::Result<()> {
        self.file.as_file().sync_all().map_err(|e| with_name(e, self.path.display()))?;
        let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
        self.file.persist(&self.target).map_err(|e| with_name(e.error, self.path.display()))?;
        *current = None;
        Ok(())
    }
}

impl Write for PartialFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes).map_err(|e| with_name(e, self.path.display()))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush().map_err(|e| with_name(e, self.path.display()))
    }
}

/// Creates a partial file, and locks it if the file system supports locks. If `private` is true, only the owner can read the file on Unix.
/// The caller sets `private` if the file will replace an existing file, and then sets the permissions of the existing file.
fn create_locked(folder: &Path, private: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // New files usually have the mode 666 without the bits of the umask. The operating system applies the umask.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(if private { 0o600 } else { 0o666 }));
    #[cfg(not(unix))]
    let _ = private;
    for _ in 0..16 {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            // Another run may have removed the file between its creation and the lock. Therefore this check is necessary.
            Ok(()) if file.path().symlink_metadata().is_ok() => return Ok(file),
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // The file system does not support locks. Therefore no other run can lock the file, and no other run removes it.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
    Err(io::Error::other("other runs repeatedly removed the temporary file; try again"))
}

/// Gives a new file the owner, the group and the permissions of the file that it replaces. If the owner and the group cannot be set, the
/// set-user-ID, set-group-ID and sticky bits are cleared.
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

/// Follows a chain of symbolic links and returns the target of the last link. The target need not exist. If `path` is not a symbolic link,
/// returns `path`. Returns an error for a chain of 40 or more links.
pub(super) fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    // Linux follows at most 40 links.
    for _ in 0..40 {
        if !path.is_symlink() {
            return Ok(path);
        }
        path = folder_of(&path).join(fs::read_link(&path)?);
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

/// Returns the folder that contains a path.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Creates an error whose message is `name`, a colon and the message of `e`.
pub(super) fn with_name(e: io::Error, name: impl fmt::Display) -> io::Error {
    io::Error::new(e.kind(), format!("{name}: {e}"))
}

/// Removes the partial files of killed runs from the folders that contain `paths`. The partial files of running processes are locked, so
/// these files are not removed.
pub(crate) fn remove_stale_files<'a>(paths: impl IntoIterator<Item = &'a Path>) {
    let folders: BTreeSet<&Path> = paths.into_iter().map(folder_of).collect();
    for entry in folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        let is_partial = name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes());
        if is_partial
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            && let Ok(file) = File::options().read(true).write(true).open(entry.path())
            && file.try_lock().is_ok()
        {
            // The process has the lock while it removes the file. If another run has just created the file and has not locked it yet, the
            // other run notices that the file is missing, and creates a new file.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the partial file of this process and ends the process with the exit code `code`.
#[cfg(unix)]
fn remove_and_exit(code: i32) -> ! {
    let current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(path) = &*current {
        let _ = fs::remove_file(path);
    }
    std::process::exit(code)
}

/// Installs a handler for the signals SIGINT, SIGTERM and SIGHUP. The handler removes the partial file of this process and ends the process
/// with the exit code 128 plus the number of the signal. Complete files are kept.
#[cfg(unix)]
pub(crate) fn remove_on_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            remove_and_exit(128 + signal);
        }
    });
    Ok(())
}

/// Does nothing on systems other than Unix. If the process is killed, the next run that writes to the folder removes the partial file.
#[cfg(not(unix))]
pub(crate) fn remove_on_signals() -> io::Result<()> {
    Ok(())
}

//! Helpers for the tests. They run the command `kalima` and create folders with test files.
#![allow(dead_code)] // Each test file uses only some of these helpers.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The result of a finished process.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code. `None` if a signal ended the process.
    pub(crate) code: Option<i32>,
    /// The bytes of standard output.
    pub(crate) out: Vec<u8>,
    /// The text of standard error.
    pub(crate) err: String,
}

impl Ran {
    /// Returns standard output as text. Panics if the output is not UTF-8.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }

    /// Returns standard output as text. Panics if the exit code is not 0, if standard error is not empty, or if the output is not UTF-8.
    #[track_caller]
    pub(crate) fn success(&self) -> &str {
        assert_eq!((self.code, &*self.err), (Some(0), ""));
        self.text()
    }
}

/// Returns a [`Command`] that starts `kalima` with a fixed environment for colours: `TERM` is `xterm`, and the variables `NO_COLOR`,
/// `CLICOLOR` and `CLICOLOR_FORCE` are removed.
pub(crate) fn kalima() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kalima"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR").env("TERM", "xterm");
    command
}

/// Runs the command in a folder. `input` is written to standard input.
pub(crate) fn run_in(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &[u8]) -> Ran {
    let mut child =
        kalima().args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A separate thread writes the input, because one thread alone could cause a deadlock: this process would wait until the command reads
    // its input, and the command would wait until this process reads the output.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let ran = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    Ran { code: ran.status.code(), out: ran.stdout, err: String::from_utf8(ran.stderr).unwrap() }
}

/// Runs the command in the root folder of the repository. `input` is written to standard input.
pub(crate) fn run(args: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &str) -> Ran {
    run_in(&root(), args, input.as_bytes())
}

/// Runs the command on the inputs in `args` and then on standard input. Returns the memory use of the process in KiB, measured while the
/// process reads standard input. At this time, the process has already read all inputs in `args`. `key` is the name of the measured value
/// in `/proc/PID/status`, such as `VmHWM`.
#[cfg(target_os = "linux")]
pub(crate) fn memory(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>, key: &str) -> u64 {
    let mut command = kalima();
    command.args(args).arg("-").current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The text is larger than the pipe buffer. Therefore `write_all` returns only after the command has started to read standard input.
    stdin.write_all("كتاب\n".repeat(1 << 17).as_bytes()).unwrap();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    child.wait().unwrap();
    let line = status.lines().find(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Returns the root folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Reads a file of the folder `seeds`.
pub(crate) fn seed(name: &str) -> String {
    fs::read_to_string(root().join("seeds").join(name)).unwrap()
}

/// Creates a temporary folder. Each item of `files` is the relative path and the content of a file in the folder. The folder is removed
/// when the result is dropped.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Returns the paths of all files in a folder and its subfolders, including hidden files. The paths are relative to the folder and sorted.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push(path.strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    all.sort();
    all
}

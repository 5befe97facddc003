//! Runs the command, and creates folders to run it in.
#![allow(dead_code)] // Not every test file uses all of it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The result of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Ran {
    /// Returns the output, which must be UTF-8.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }

    /// Returns the output of a run that must have had exit code 0 and no messages.
    #[track_caller]
    pub(crate) fn success(&self) -> &str {
        assert_eq!((self.code, &*self.err), (Some(0), ""));
        self.text()
    }
}

/// Returns the command, without the environment variables that change colours.
pub(crate) fn kalima() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kalima"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR").env("TERM", "xterm");
    command
}

/// Runs the command in a folder on some input.
pub(crate) fn run_in(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &[u8]) -> Ran {
    let mut child =
        kalima().args(args).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A thread writes the input, because a process that fills its output pipe stops reading.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let ran = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    Ran { code: ran.status.code(), out: ran.stdout, err: String::from_utf8(ran.stderr).unwrap() }
}

/// Runs the command at the root of the repository, where the seeds are.
pub(crate) fn run(args: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &str) -> Ran {
    run_in(&root(), args, input.as_bytes())
}

/// Runs the command on inputs and then on standard input, and returns a figure of its memory in KiB (a key of `/proc/PID/status`) as it is
/// when the other inputs have been read.
#[cfg(target_os = "linux")]
pub(crate) fn memory(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>, key: &str) -> u64 {
    let mut command = kalima();
    command.args(args).arg("-").current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More than the pipe holds: all of it is written only when the command reads it.
    stdin.write_all("كتاب\n".repeat(1 << 17).as_bytes()).unwrap();
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    child.wait().unwrap();
    let line = status.lines().find(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Returns the root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Reads a seed text.
pub(crate) fn seed(name: &str) -> String {
    fs::read_to_string(root().join("seeds").join(name)).unwrap()
}

/// Creates a folder with files.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Returns the paths of the files in a folder and its subfolders, hidden ones too, in order.
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

//! Tests of outputs. They check that result files appear only when they are complete, that killed runs can be resumed, and that closed
//! pipes and full disks are handled.
#![cfg(unix)]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{files, folder, kalima, run_in};

/// Waits until a condition is true. Panics after 30 seconds.
#[track_caller]
fn wait_for(what: impl Fn() -> bool) {
    let start = Instant::now();
    while !what() {
        assert!(start.elapsed() < Duration::from_secs(30), "the condition did not hold within 30 s");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Sends a signal to a process.
fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// Returns whether a folder or one of its subfolders contains a partial file.
fn has_partial_file(folder: &Path) -> bool {
    files(folder).iter().any(|name| name.ends_with(".part"))
}

#[test]
fn a_file_of_results_appears_when_it_is_complete() {
    let at = folder(&[("in", "أ\n".as_bytes()), ("out", b"before\n")]);
    assert_eq!(run_in(at.path(), ["normalize", "in", "-o", "out"], b"").success(), "");
    assert_eq!(fs::read_to_string(at.path().join("out")).unwrap(), "ا\n");
    // The output file may be the input file.
    run_in(at.path(), ["normalize", "in", "-o", "in"], b"").success();
    assert_eq!(fs::read_to_string(at.path().join("in")).unwrap(), "ا\n");
    // A missing folder is not created, and a file does not replace a folder.
    let missing = run_in(at.path(), ["normalize", "in", "-o", "new/folder/out"], b"");
    assert_eq!(
        (missing.code, &*missing.err),
        (Some(3), "kalima: cannot write new/folder/out: the folder new/folder does not exist; create it first\n")
    );
    fs::create_dir(at.path().join("folder")).unwrap();
    let taken = run_in(at.path(), ["normalize", "in", "-o", "folder"], b"");
    assert_eq!((taken.code, &*taken.err), (Some(3), "kalima: cannot write folder: a folder has this name; see --output-dir\n"));
    run_in(at.path(), ["normalize", "in", "-o", "folder/out"], b"").success();
    assert_eq!(files(at.path()), ["folder/out", "in", "out"]);
    run_in(at.path(), ["normalize", "in", "-o", "/dev/null"], b"").success();
}

/// Returns the permission bits of a file.
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

#[test]
fn a_replaced_file_keeps_its_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    for to in [["-o", "out/in"], ["--output-dir", "out"]] {
        let at = folder(&[("in", "أ\n".as_bytes()), ("out/other/file", b"before\n")]);
        let (place, target) = (at.path().join("out/in"), at.path().join("out/other/file"));
        let run = || run_in(at.path(), ["normalize", "in"].iter().chain(&to), b"").success().to_owned();
        // A new result file has the default permissions of new files, which the umask determines.
        run();
        fs::write(at.path().join("new"), "").unwrap();
        assert_eq!(mode(&place), mode(&at.path().join("new")));
        for bits in [0o600, 0o640, 0o777] {
            fs::set_permissions(&place, fs::Permissions::from_mode(bits)).unwrap();
            run();
            assert_eq!(mode(&place), bits, "{bits:o}");
        }
        // The output path is a link to a file, then a link to a link to a missing file, and then a link to itself.
        fs::remove_file(&place).unwrap();
        symlink("other/file", &place).unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(0o604)).unwrap();
        run();
        assert_eq!((fs::read_to_string(&target).unwrap(), mode(&target)), ("ا\n".into(), 0o604));
        symlink("other/file", at.path().join("out/second")).unwrap();
        fs::remove_file(&place).unwrap();
        symlink("second", &place).unwrap();
        fs::remove_file(&target).unwrap();
        run();
        assert_eq!(fs::read_to_string(&target).unwrap(), "ا\n");
        assert!(place.is_symlink() && at.path().join("out/second").is_symlink());
        fs::remove_file(&place).unwrap();
        symlink("in", &place).unwrap();
        let looped = run_in(at.path(), ["normalize", "in"].iter().chain(&to), b"");
        assert!(looped.code == Some(3) && looped.err.contains("out/in: "), "{}", looped.err);
    }
}

#[test]
fn a_result_that_cannot_be_written_does_not_stop_the_others() {
    // A file name has at most 255 bytes. Names of 126 and 127 Arabic letters have 252 and 254 bytes, so they are valid. With the extension
    // `.tsv`, both names are too long.
    let long = "ن".repeat(126);
    let too_long = "م".repeat(127);
    let inputs = [("a", 1), (&*long, 1), ("folder", 3), (&*too_long, 1), ("x/y", 1), ("z", 1)];
    let text = "أ\n".repeat(1 << 14);
    let texts: Vec<(String, String)> = inputs.iter().map(|(name, n)| (format!("d/{name}"), text.repeat(*n))).collect();
    let all: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (&**name, text.as_bytes())).collect();
    let at = folder(&all);
    fs::create_dir_all(at.path().join("out/folder.tsv")).unwrap();
    fs::write(at.path().join("out/x"), "a file\n").unwrap();
    let plain = run_in(at.path(), ["normalize", "d", "--output-dir", "plain"], b"");
    assert_eq!(plain.success(), "");
    assert_eq!(files(&at.path().join("plain")).len(), 7);
    let ran = run_in(at.path(), ["normalize", "d", "-f", "tsv", "--output-dir", "out", "--block-size", "4096"], b"");
    assert_eq!(ran.code, Some(3));
    let mut errors: Vec<&str> = ran.err.lines().map(|line| line.strip_prefix("kalima: cannot write out/").unwrap()).collect();
    errors.sort();
    assert!(errors[0].starts_with("folder.tsv: a folder has this name"), "{errors:?}");
    assert!(
        errors[1].starts_with("x: ") && errors[2].starts_with(&too_long) && errors[3].starts_with(&long) && errors.len() == 4,
        "{errors:?}"
    );
    assert_eq!(files(&at.path().join("out")), [".kalima-run", "a.tsv", "x", "z.tsv"]);
    // The next run skips the inputs that have a result: `a` and `z`. The pattern `[a-z]*` excludes the two long names.
    fs::remove_dir(at.path().join("out/folder.tsv")).unwrap();
    let resume = ["normalize", "d", "-f", "tsv", "--output-dir", "out", "--resume", "--summary", "--include", "[a-z]*"];
    let again = run_in(at.path(), resume, b"");
    assert!(again.err.contains("2 files, ") && again.err.contains(", 2 skipped because up to date, 1 failed"), "{}", again.err);
}

#[test]
fn a_refused_run_writes_nothing() {
    let at = folder(&[("a/x", b"1\n"), ("b/x", b"2\n"), (".kalima-run", b"3\n"), ("f", b"4\n")]);
    for (inputs, reason) in
        [(&["a", "b"][..], "would have the same result file new/x"), (&[".kalima-run"], "a file that this command uses itself")]
    {
        let ran = run_in(at.path(), ["normalize", "--output-dir", "new"].iter().chain(inputs), b"");
        assert!(ran.code == Some(2) && ran.err.contains(reason), "{}", ran.err);
        assert!(!at.path().join("new").exists());
    }
    assert_eq!(run_in(at.path(), ["normalize", "a", "--output-dir", "f"], b"").code, Some(2));
    // The ledger and the partial files in a result folder are not inputs.
    fs::write(at.path().join("a/.kalima-abcdef.part"), "half").unwrap();
    for _ in 0..2 {
        run_in(at.path(), ["normalize", "a", "--hidden", "--output-dir", "a"], b"").success();
    }
    assert_eq!(files(&at.path().join("a")), [".kalima-run", "x"]);
}

#[test]
fn partial_files_are_removed_unless_their_run_is_alive() {
    let at = folder(&[("in", "أ\n".as_bytes()), ("a", "أ\n".as_bytes()), ("c", "آ\n".as_bytes())]);
    let (mut live, mut pipe) = half_done(at.path());
    let parts = || files(&at.path().join("out")).into_iter().filter(|name| name.ends_with(".part")).collect::<Vec<_>>();
    let live_part = parts();
    assert_eq!(live_part.len(), 1);
    for (n, to) in [&["-o", "out/other"][..], &["--output-dir", "out"], &["--output-dir", "out", "--resume"]].iter().enumerate() {
        fs::write(at.path().join(format!("out/.kalima-{n}.part")), "half").unwrap();
        run_in(at.path(), ["normalize", "in"].iter().chain(*to), b"").success();
        assert_eq!(parts(), live_part, "{to:?}");
    }
    pipe.write_all("إ\n".as_bytes()).unwrap();
    drop(pipe);
    assert!(live.wait().unwrap().success());
    assert_eq!(files(&at.path().join("out")), [".kalima-run", "a", "b", "c", "in", "other"]);
    assert_eq!(fs::read_to_string(at.path().join("out/b")).unwrap(), "ا\n".repeat(501));
}

#[test]
fn results_are_compressed_by_name_or_option() {
    let at = folder(&[("in", "أ\n".repeat(1000).as_bytes())]);
    for (name, more) in [("out.gz", &[][..]), ("out.zst", &[]), ("out", &["--compress", "zstd"])] {
        run_in(at.path(), ["normalize", "in", "-o", name, "--block-size", "300"].iter().chain(more), b"").success();
        assert!(fs::metadata(at.path().join(name)).unwrap().len() < 1500);
        assert_eq!(run_in(at.path(), ["normalize", "--normalizer", "none", name], b"").success(), "ا\n".repeat(1000));
    }
}

#[test]
fn a_folder_of_results_has_the_paths_of_the_inputs() {
    let at = folder(&[("d/a.txt", "أ\n".as_bytes()), ("d/b/c.txt", "إ\n".as_bytes())]);
    run_in(at.path(), ["normalize", "d", "--output-dir", "out"], b"").success();
    run_in(at.path(), ["tokens", "d", "-f", "tsv", "--output-dir", "rows", "--compress", "gzip"], b"").success();
    assert_eq!(files(&at.path().join("out")), [".kalima-run", "a.txt", "b/c.txt"]);
    assert_eq!(files(&at.path().join("rows")), [".kalima-run", "a.txt.tsv.gz", "b/c.txt.tsv.gz"]);
    // If the result folder is a subfolder of the input folder, the result files are not inputs. If the result folder is the input folder
    // itself, its files are changed in place.
    for _ in 0..2 {
        run_in(at.path(), ["normalize", "d", "--output-dir", "d/out"], b"").success();
        assert_eq!(files(&at.path().join("d/out")), [".kalima-run", "a.txt", "b/c.txt"]);
    }
    fs::remove_dir_all(at.path().join("d/out")).unwrap();
    run_in(at.path(), ["normalize", "d", "--output-dir", "d"], b"").success();
    assert_eq!(fs::read_to_string(at.path().join("d/b/c.txt")).unwrap(), "ا\n");
    let clash = run_in(at.path(), ["normalize", "d/a.txt", "d/a.txt", "--output-dir", "out"], b"");
    assert_eq!(
        (clash.code, &*clash.err),
        (Some(2), "error: d/a.txt and d/a.txt would have the same result file out/a.txt\n\nFor more information, try '--help'.\n")
    );
}

/// Starts a run with the inputs `a`, `b` and `c`, where `b` is a pipe. Returns when the result file of `a` is complete and the partial file
/// of `b` exists. The result contains the process and the write end of the pipe. While the write end is open, the run waits for more bytes
/// of `b`.
fn half_done(at: &Path) -> (Child, fs::File) {
    assert!(Command::new("mkfifo").arg(at.join("b")).status().unwrap().success());
    let child = kalima()
        .args(["normalize", "a", "b", "c", "--output-dir", "out", "--block-size", "100"])
        .current_dir(at)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = fs::File::options().write(true).open(at.join("b")).unwrap();
    pipe.write_all("إ\n".repeat(500).as_bytes()).unwrap();
    wait_for(|| at.join("out/a").exists() && has_partial_file(at));
    (child, pipe)
}

#[test]
fn a_killed_run_keeps_complete_files_only_and_is_resumed() {
    let at = folder(&[("a", "أ\n".as_bytes()), ("c", "آ\n".as_bytes())]);
    let (mut child, pipe) = half_done(at.path());
    signal(&child, "-KILL");
    child.wait().unwrap();
    drop(pipe);
    let left = files(&at.path().join("out"));
    assert!(left.contains(&"a".into()) && !left.contains(&"b".into()) && !left.contains(&"c".into()), "{left:?}");

    fs::remove_file(at.path().join("b")).unwrap();
    fs::write(at.path().join("b"), "إ\n").unwrap();
    // The resumed run must skip `a`, so it must not overwrite the word `untouched`.
    fs::write(at.path().join("out/a"), "untouched\n").unwrap();
    let resume = ["normalize", "a", "b", "c", "--output-dir", "out", "--resume", "--summary"];
    let ran = run_in(at.path(), resume, b"");
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("2 files") && ran.err.contains("1 skipped because up to date"), "{}", ran.err);
    assert_eq!(files(&at.path().join("out")), [".kalima-run", "a", "b", "c"]);
    let read = |name: &str| fs::read_to_string(at.path().join("out").join(name)).unwrap();
    assert_eq!((&*read("a"), &*read("b"), &*read("c")), ("untouched\n", "ا\n", "ا\n"));

    // All results are up to date. Then the input `a` changes four times. Its modification time becomes later, earlier, and earlier than
    // 1970. Finally, only its size changes. After each change, `a` is processed again.
    assert!(run_in(at.path(), resume, b"").err.contains("3 skipped because up to date"));
    let now = std::time::SystemTime::now();
    let set_time = |time| fs::File::options().write(true).open(at.path().join("a")).unwrap().set_modified(time).unwrap();
    for time in [now + Duration::from_secs(10), now - Duration::from_secs(1_000_000), std::time::UNIX_EPOCH - Duration::from_secs(1)] {
        fs::write(at.path().join("out/a"), "untouched\n").unwrap();
        set_time(time);
        assert!(run_in(at.path(), resume, b"").err.contains("2 skipped because up to date"));
        assert_eq!(read("a"), "ا\n");
    }
    fs::write(at.path().join("a"), "أأ\n").unwrap();
    set_time(std::time::UNIX_EPOCH - Duration::from_secs(1));
    assert!(run_in(at.path(), resume, b"").err.contains("2 skipped because up to date"));
    assert_eq!(read("a"), "اا\n");
    // One result file is removed. The last line of the ledger (the list of finished results) is made incomplete, so another result is not
    // known to be finished.
    fs::remove_file(at.path().join("out/c")).unwrap();
    let ledger = at.path().join("out/.kalima-run");
    let lines = fs::read_to_string(&ledger).unwrap();
    fs::write(&ledger, &lines[..lines.len() - 3]).unwrap();
    assert!(run_in(at.path(), resume, b"").err.contains("1 skipped because up to date"));
    assert!(run_in(at.path(), resume, b"").err.contains("3 skipped because up to date"));

    // With `--resume`, a run with different options does not write its results into the same folder.
    let other = run_in(at.path(), resume.iter().chain(&["--alef", "keep"]), b"");
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("other options"), "{}", other.err);
}

#[test]
fn a_signal_removes_the_partial_file_only() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let at = folder(&[("a", "أ\n".as_bytes()), ("c", "آ\n".as_bytes())]);
        let (mut child, pipe) = half_done(at.path());
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        drop(pipe);
        assert_eq!(files(&at.path().join("out")), [".kalima-run", "a"]);
        assert_eq!(fs::read_to_string(at.path().join("out/a")).unwrap(), "ا\n");
    }
}

#[test]
fn an_existing_file_survives_a_killed_run() {
    let at = folder(&[("out", b"before\n")]);
    for name in ["-KILL", "-INT"] {
        let mut child = kalima().args(["normalize", "-o", "out"]).current_dir(at.path()).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.as_mut().unwrap().write_all("أ\n".repeat(1_000_000).as_bytes()).unwrap();
        wait_for(|| has_partial_file(at.path()));
        signal(&child, name);
        child.wait().unwrap();
        assert_eq!(fs::read_to_string(at.path().join("out")).unwrap(), "before\n");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let text = "كتاب\n".repeat(1_000_000);
    let at = folder(&[("in", text.as_bytes())]);
    for args in [&["normalize", "in"][..], &["tokens", "in", "-f", "jsonl"], &["analyze", "in"], &["find", "كتاب", "in"]] {
        let mut child = kalima().args(args).current_dir(at.path()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        drop(out);
        let code = child.wait().unwrap().code();
        let mut messages = String::new();
        child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
        assert_eq!((code, &*messages), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn line_buffered_results_are_written_at_once() {
    let mut child = kalima().args(["normalize", "--line-buffered"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    // The first line has three bytes, and the signature of zstd has four. The command must not wait for the fourth byte.
    for (text, normal) in [("أ\n", "ا\n"), ("\n", "\n"), ("أحمد\n", "احمد\n")] {
        stdin.write_all(text.as_bytes()).unwrap();
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        assert_eq!(line, normal);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_full_disk_is_reported_and_keeps_complete_files_only() {
    let text = "كتاب\n".repeat(100_000);
    let at = folder(&[("in", text.as_bytes()), ("disk/out", b"before\n")]);
    let full = kalima().args(["normalize", "in"]).current_dir(at.path()).stdout(fs::File::create("/dev/full").unwrap()).output().unwrap();
    assert_eq!(full.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&full.stderr), "kalima: cannot write standard output: No space left on device (os error 28)\n");

    let disk = at.path().join("disk");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).output();
    if !mounted.as_ref().is_ok_and(|m| m.status.success()) {
        println!("skipped: a small disk cannot be mounted here: {mounted:?}");
        return;
    }
    fs::write(disk.join("out"), "before\n").unwrap();
    let ran = [["-o", "disk/out"], ["--output-dir", "disk/all"]].map(|to| run_in(at.path(), ["normalize", "in"].iter().chain(&to), b""));
    let left = files(&disk);
    let before = fs::read_to_string(disk.join("out"));
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    for (ran, name) in ran.iter().zip(["disk/out", "disk/all/in"]) {
        let message = format!("kalima: cannot write {name}: No space left on device (os error 28)\n");
        assert_eq!((ran.code, &*ran.err), (Some(3), &*message));
    }
    assert_eq!(left, ["all/.kalima-run", "out"]);
    assert_eq!(before.unwrap(), "before\n");
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_files() {
    let names: Vec<String> = (0..2000).map(|n| format!("d/{}/{n}", if n < 200 { "few" } else { "many" })).collect();
    let all: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, "أحمد\n".as_bytes())).collect();
    let at = folder(&all);
    let commands: [&[&str]; 6] = [
        &["normalize"],
        &["normalize", "--output-dir", "out"],
        &["tokens", "-f", "jsonl", "--output-dir", "packed", "--compress", "gzip"],
        &["sentences", "-o", "one.zst"],
        &["find", "كتاب"],
        &["stats"],
    ];
    for command in commands {
        let [few, many] = ["d/few", "d"].map(|input| common::memory(at.path(), command.iter().chain(&["-j", "2", input]), "VmPeak"));
        // If each of the 1800 additional files kept 1 MB, the memory would grow by 1.8 GB. The limit of 140 MiB allows a difference in the
        // address space that the allocator reserves: 64 MiB for each of the two worker threads.
        assert!(many < few + (140 << 10), "{command:?}: {few} KiB for 200 files, {many} KiB for 2000");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    let text = common::seed("000_cada6452b4c8d822.txt").repeat(256);
    let peak = |command: &[&str], times: usize| {
        let mut child = kalima().args(command).args(["-j", "2"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for _ in 0..times {
            stdin.write_all(text.as_bytes()).unwrap();
        }
        // At this time, the process has read the whole text, except the bytes that are still in the pipe buffer.
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        drop(stdin);
        assert!(child.wait().unwrap().success());
        let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    for command in [&["normalize"][..], &["tokens", "-f", "jsonl"], &["sentences"], &["analyze", "-f", "tsv", "--stemmer", "light10"]] {
        let kib = peak(command, 40);
        assert!(kib < 96 << 10, "{command:?} took {kib} KiB for {} MiB", (text.len() * 40) >> 20);
    }
}

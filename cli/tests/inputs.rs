//! What is read: packed files, folders, globs, pipes, broken bytes, broken records, nothing, and very long lines; and what cannot be read.

mod common;

use std::fs;
use std::io::Write;

use common::{files, folder, run_in, seed};

fn gzip(text: &str) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(text.as_bytes()).unwrap();
    gz.finish().unwrap()
}

#[test]
fn packed_files_are_told_by_their_first_bytes() {
    let text = "قَرَأَ\n";
    let two_frames = [zstd::bulk::compress(text.as_bytes(), 1).unwrap(), zstd::bulk::compress(text.as_bytes(), 1).unwrap()].concat();
    let packed = gzip(text);
    let at = folder(&[("a.gz", &packed), ("b.bin", &packed), ("c.zst", &two_frames)]);
    assert_eq!(run_in(at.path(), ["normalize", "a.gz", "b.bin", "c.zst"], b"").well(), "قرا\nقرا\nقرا\nقرا\n");
    // Standard input too; and a file that is cut off is an error behind what it held.
    assert_eq!(run_in(at.path(), ["normalize"], &packed).well(), "قرا\n");
    let cut = run_in(at.path(), ["normalize", "-"], &packed[..packed.len() - 9]);
    assert_eq!(cut.code, Some(3));
    assert!(cut.err.starts_with("kalima: standard input: "), "{}", cut.err);
}

#[test]
fn folders_and_globs_are_read_in_the_order_of_paths() {
    let at =
        folder(&[("d/b.txt", "ب\n".as_bytes()), ("d/a/1.txt", "أ\n".as_bytes()), ("d/c.md", "ج\n".as_bytes()), ("d/.h", "ه\n".as_bytes())]);
    let all = |args: &[&str]| run_in(at.path(), ["normalize", "--normalizer", "none"].iter().chain(args), b"").well().replace('\n', "");
    assert_eq!(all(&["d"]), "أبج");
    assert_eq!(all(&["d", "--hidden"]), "هأبج");
    assert_eq!(all(&["d", "--include", "*.txt"]), "أب");
    assert_eq!(all(&["d", "--exclude", "a/*", "--exclude", "*.md"]), "ب");
    assert_eq!(all(&["d/*.txt"]), "ب");
    assert_eq!(all(&["d/**/*.txt"]), "أب");
    assert_eq!(all(&["*/*.md"]), "ج");
    assert_eq!(all(&["d/c.md", "d/b.txt"]), "جب");
    let none = run_in(at.path(), ["normalize", "d/*.csv"], b"");
    assert_eq!((none.code, &*none.err), (Some(3), "kalima: d/*.csv: no file matches\n"));
    let bad = run_in(at.path(), ["normalize", "d", "--include", "[a"], b"");
    assert_eq!(bad.code, Some(2));
    // Several inputs are named in rows.
    let rows = run_in(at.path(), ["tokens", "-f", "tsv", "d/c.md", "d/b.txt"], b"");
    assert_eq!(rows.well(), "d/c.md\t0\t2\tarabic\tج\nd/b.txt\t0\t2\tarabic\tب\n");
}

#[test]
fn nothing_gives_nothing() {
    let at = folder(&[("empty", b"")]);
    for command in ["normalize", "tokens", "sentences", "stem", "segment", "root", "parse", "analyze"] {
        assert_eq!(run_in(at.path(), [command, "empty"], b"").well(), "");
        assert_eq!(run_in(at.path(), [command], b"").well(), "");
        assert_eq!(run_in(at.path(), [command, "--field", "text"], b"").well(), "");
    }
    let found = run_in(at.path(), ["find", "كتاب"], b"");
    assert_eq!((found.code, &*found.err, found.text()), (Some(1), "", ""));
    assert!(run_in(at.path(), ["stats"], b"").well().contains("0  Arabic words"));
    let empty_folder = tempfile::tempdir().unwrap();
    assert_eq!(run_in(empty_folder.path(), ["normalize", "."], b"").well(), "");
}

#[test]
fn bytes_that_are_no_utf8_follow_the_policy() {
    let bytes = [b"\xFF".as_slice(), "أ ".as_bytes(), b"\xD8", " كتاب\n".as_bytes()].concat();
    let at = folder(&[("f", &bytes)]);
    let replaced = run_in(at.path(), ["normalize", "f"], b"");
    assert_eq!((replaced.code, replaced.text()), (Some(0), "\u{FFFD}ا \u{FFFD} كتاب\n"));
    assert_eq!(replaced.err, "kalima: 2 ill-formed byte sequences replaced by U+FFFD\n");
    let skipped = run_in(at.path(), ["normalize", "f", "--invalid", "skip"], b"");
    assert_eq!((skipped.code, skipped.text()), (Some(0), "ا  كتاب\n"));
    assert_eq!(skipped.err, "kalima: 2 ill-formed byte sequences left out\n");
    let failed = run_in(at.path(), ["normalize", "f", "--invalid", "error"], b"");
    assert_eq!((failed.code, failed.text()), (Some(3), ""));
    assert_eq!(failed.err, "kalima: f: not UTF-8 at byte 0 (FF); see --invalid\n");
    // Offsets are those of the source.
    for policy in ["replace", "skip"] {
        let tokens = run_in(at.path(), ["tokens", "f", "-f", "tsv", "--kinds", "arabic", "--no-remarks", "--invalid", policy], b"");
        assert_eq!(tokens.well(), "1\t3\tarabic\tأ\n6\t14\tarabic\tكتاب\n");
    }
    let utf16 = run_in(at.path(), ["normalize"], b"\xFF\xFE\x43\x06");
    assert!(utf16.code == Some(3) && utf16.err.contains("UTF-16") && utf16.err.contains("iconv"));
}

#[test]
fn records_that_are_wrong_follow_the_policy() {
    let lines = "{\"text\":\"أ\"}\nnot json\n{\"text\":7}\r\n{\"text\":\"إ\"}";
    let at = folder(&[("f.jsonl", lines.as_bytes())]);
    let args = ["normalize", "f.jsonl", "--field", "text"];
    let failed = run_in(at.path(), args, b"");
    assert_eq!((failed.code, failed.text()), (Some(3), "{\"text\":\"ا\"}\n"));
    assert!(
        failed.err.starts_with("kalima: f.jsonl: line 2 is not JSON (") && failed.err.ends_with("see --bad-records\n"),
        "{}",
        failed.err
    );
    let passed = run_in(at.path(), args.iter().chain(&["--bad-records", "pass"]), b"");
    assert_eq!((passed.code, passed.text()), (Some(0), &*lines.replace(['أ', 'إ'], "ا")));
    assert_eq!(passed.err, "kalima: 1 line that is not JSON passed through\nkalima: 1 record without a text in the field\n");
    let skipped = run_in(at.path(), args.iter().chain(&["--bad-records", "skip"]), b"");
    assert_eq!((skipped.code, skipped.text()), (Some(0), "{\"text\":\"ا\"}\n{\"text\":7}\r\n{\"text\":\"ا\"}"));
    // Every block size finds the same line.
    let small = run_in(at.path(), args.iter().chain(&["--block-size", "1"]), b"");
    assert_eq!((small.text(), &small.err), (failed.text(), &failed.err));
}

#[test]
fn a_line_may_be_very_long() {
    // 20 MiB without a line break: more than any block, and than the longest line that is kept whole.
    let word = "والكِتَابِ ";
    let text = word.repeat((20 << 20) / word.len());
    let at = folder(&[("f", text.as_bytes())]);
    let normal = run_in(at.path(), ["normalize", "f"], b"");
    assert!(normal.well() == "والكتاب ".repeat(text.len() / word.len()));
    let count = run_in(at.path(), ["tokens", "f", "-f", "lines"], b"");
    assert_eq!(count.well().lines().count(), text.len() / word.len());
    let terms = run_in(at.path(), ["analyze", "f", "-f", "lines", "--stemmer", "light10"], b"");
    assert_eq!(terms.well().lines().count(), text.len() / word.len());
    // One token of 3 MiB, longer than a block.
    let token = "ك".repeat(3 << 19);
    assert_eq!(run_in(at.path(), ["tokens", "-f", "tsv"], token.as_bytes()).well(), format!("0\t{}\tarabic\t{token}\n", token.len()));
}

#[test]
fn what_is_not_there_is_told_and_the_rest_is_done() {
    let at = folder(&[("a", "أ\n".as_bytes()), ("b", "إ\n".as_bytes())]);
    let ran = run_in(at.path(), ["normalize", "a", "missing", "b"], b"");
    assert_eq!((ran.code, ran.text()), (Some(3), "ا\nا\n"));
    assert_eq!(ran.err, "kalima: missing: No such file or directory (os error 2)\n");
    // One file for all would not hold all: it is not put in place. A folder gets what can be had.
    let one = run_in(at.path(), ["normalize", "a", "missing", "-o", "out"], b"");
    assert_eq!(one.code, Some(3));
    assert!(one.err.ends_with("kalima: cannot write out: an input failed\n"), "{}", one.err);
    assert_eq!(run_in(at.path(), ["normalize", "a", "missing", "--output-dir", "all"], b"").code, Some(3));
    assert_eq!(files(at.path()), ["a", "all/.kalima-run", "all/a", "b"]);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told_and_the_rest_is_done() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let at = folder(&[("a", "أ\n".as_bytes()), ("secret", "س\n".as_bytes())]);
    fs::set_permissions(at.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(at.path().join("secret"), fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = common::kalima();
    command.args(["normalize", "a", "secret"]).current_dir(at.path());
    if fs::metadata(at.path()).unwrap().uid() == 0 {
        // The superuser reads everything: give that up.
        command.uid(65534).gid(65534);
    }
    match command.output() {
        Ok(ran) => {
            assert_eq!((ran.status.code(), &*ran.stdout), (Some(3), "ا\n".as_bytes()));
            assert_eq!(String::from_utf8_lossy(&ran.stderr), "kalima: secret: Permission denied (os error 13)\n");
        }
        Err(e) => println!("skipped: nobody cannot run {}: {e}", env!("CARGO_BIN_EXE_kalima")),
    }
}

#[test]
fn commands_agree_with_the_library() {
    use kalima::{Normalizer, sentences, tokens};
    for name in ["000_cada6452b4c8d822.txt", "layout.txt", "social.txt", "messy.txt", "email.txt", "quran.txt"] {
        let text = seed(name);
        assert_eq!(common::run(["normalize"], &text).well(), Normalizer::search().normalize(&text));
        let rows = tokens(&text).filter(|t| !t.kind().is_space()).map(|t| format!("{}\t{}\n", t.start(), t.end())).collect::<String>();
        let ours = common::run(["tokens", "-f", "tsv", "--block-size", "500"], &text);
        let ours: String = ours.well().lines().map(|l| l.splitn(3, '\t').take(2).collect::<Vec<_>>().join("\t") + "\n").collect();
        assert_eq!(ours, rows);
        let count = sentences(&text).filter(|s| !s.trimmed().is_empty()).count();
        assert_eq!(common::run(["sentences", "--block-size", "2000"], &text).well().lines().count(), count);
    }
}

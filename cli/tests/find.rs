//! Tests of `find`: the options of grep, JSON records, patterns, and case.

mod common;

use std::path::Path;
use std::process::Command;

use common::{Ran, folder, kalima, run, run_in};

/// Runs grep with the arguments `args` in the folder `at`. Returns the exit code that is expected of `kalima find`, and the output of grep.
fn grep(at: &Path, args: &[&str]) -> (Option<i32>, String) {
    let ran = Command::new("grep").args(args).env("LC_ALL", "C.UTF-8").current_dir(at).output().unwrap();
    // If an error occurred, the exit code 2 of grep corresponds to the exit code 3 of `kalima find`.
    let code = ran.status.code().map(|code| if code == 2 { 3 } else { code });
    (code, String::from_utf8(ran.stdout).unwrap())
}

#[test]
fn options_have_the_effects_that_they_have_in_grep() {
    let at = folder(&[
        ("a", "كتاب a\nسطر\nكتاب كتاب b\nسطر ب\nسطر ج\nكتاب c\nآخر\n".as_bytes()),
        ("b", "سطر\n".as_bytes()),
        ("c", "الكتاب\nThe Book\nBOOK book\n".as_bytes()),
        ("d", b""),
        ("patterns", "كتاب\n\nآخر\n".as_bytes()),
    ]);
    let cases: &[&[&str]] = &[
        &["كتاب", "a"],
        &["-n", "كتاب", "a", "b", "c"],
        &["-h", "كتاب", "a", "b", "c"],
        &["-hn", "كتاب", "a", "c"],
        &["-H", "كتاب", "a"],
        &["-o", "كتاب", "a", "c"],
        &["-on", "كتاب", "a"],
        &["-c", "كتاب", "a", "b", "c", "d"],
        &["-ch", "كتاب", "a", "b"],
        &["-l", "كتاب", "a", "b", "c", "d"],
        &["-L", "كتاب", "a", "b", "c", "d"],
        &["-L", "سطر", "b"],
        &["-L", "nothing", "b"],
        &["-v", "كتاب", "a", "d"],
        &["-vc", "كتاب", "a", "b"],
        &["-m", "1", "كتاب", "a", "c"],
        &["-m", "2", "-c", "كتاب", "a", "c"],
        &["-m", "1", "-n", "-A", "3", "كتاب", "a", "c"],
        &["-m", "2", "-n", "-C", "1", "كتاب", "a"],
        &["-m", "1", "-v", "كتاب", "a", "b"],
        &["-m", "0", "كتاب", "a"],
        &["-n", "-C", "2", "-A", "0", "آخر", "a"],
        &["-Z", "كتاب", "a", "c"],
        &["-Zn", "كتاب", "a", "c"],
        &["-Zl", "كتاب", "a", "b", "c"],
        &["-ZL", "كتاب", "a", "b", "c"],
        &["-Zc", "كتاب", "a", "b"],
        &["-q", "كتاب", "a"],
        &["-q", "nothing", "a"],
        &["-q", "كتاب", "a", "no-such-file"],
        &["-s", "كتاب", "no-such-file", "a"],
        &["-sq", "nothing", "no-such-file", "a"],
        &["-i", "book", "c"],
        &["-io", "BOOK", "c"],
        &["book", "c"],
        &["-F", "ك.اب", "a"],
        &["-e", "كتاب", "-e", "سطر", "a", "b"],
        &["-w", "كتاب", "a", "c"],
        &["-r", "-h", "The", "c"],
        &["--max-count=1", "--no-filename", "--line-number", "--only-matching", "كتاب", "a", "c"],
        &["--files-without-match", "--null", "كتاب", "a", "b"],
        &["--regexp", "كتاب", "--invert-match", "--with-filename", "b"],
        &["--word-regexp", "--ignore-case", "--after-context=1", "the", "c"],
    ];
    for args in cases {
        let (code, out) = grep(at.path(), args);
        for how in [&[][..], &["--block-size", "1", "-j", "1"]] {
            let ours = run_in(at.path(), ["find", "--normalizer", "none"].iter().chain(*args).chain(how), b"");
            assert_eq!((ours.code, ours.text()), (code, &*out), "{args:?} {ours:?}");
            // If the exit code is 3 and `-s` is not set, an error message contains the name of the missing input. Otherwise no message
            // contains this name.
            let reported = code == Some(3) && !args.iter().any(|arg| arg.starts_with("-s"));
            assert_eq!(ours.err.contains("no-such-file"), reported, "{args:?} {ours:?}");
        }
    }
    let ours = run_in(at.path(), ["find", "--normalizer", "none", "--patterns-file", "patterns", "a", "b"], b"");
    assert_eq!(ours.success(), grep(at.path(), &["-e", "كتاب", "-e", "آخر", "a", "b"]).1);
}

#[test]
fn names_with_line_feeds_are_separated_by_nul() {
    let at = folder(&[("d/x\ny", "كتاب\n".as_bytes()), ("d/z", "كتاب\n".as_bytes())]);
    for null in ["-Z", "-0", "--null"] {
        assert_eq!(run_in(at.path(), ["find", "-l", null, "كتاب", "d"], b"").success(), "d/x\ny\0d/z\0");
    }
}

#[test]
fn quiet_ends_at_the_first_match_without_output() {
    // Standard input remains open, so the run can end only because of the match.
    let mut child = kalima()
        .args(["find", "-q", "كتاب", "--line-buffered"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, "سطر\nالكِتَاب\n".as_bytes()).unwrap();
    let ran = std::thread::spawn(move || child.wait_with_output().unwrap()).join().unwrap();
    drop(stdin);
    assert_eq!((ran.status.code(), ran.stdout), (Some(0), Vec::new()));
    let broken = run_in(&common::root(), ["find", "-q", "قلم"], b"\xFF\n");
    assert_eq!((broken.code, broken.text()), (Some(1), ""));
}

#[test]
fn a_pattern_is_literal() {
    assert_eq!(run(["find", "ك.اب", "-t", "كتاب"], "").code, Some(1));
    assert_eq!(run(["find", "ك.*", "-t", "في ك.* نقط"], "").success(), "في ك.* نقط\n");
    assert!(run(["find", "--help"], "").success().contains("literal"));
}

#[test]
fn case_is_ignored_under_every_preset() {
    for preset in ["none", "orthographic", "light", "search", "lucene", "keyboard", "quran"] {
        let args = |extra: &'static [&str]| {
            ["find", "--normalizer", preset, "-o", "iPhone", "-t", "الـiPHONE و IPhone"].into_iter().chain(extra.iter().copied())
        };
        assert_eq!(run(args(&["-i"]), "").success(), "iPHONE\nIPhone\n", "{preset}");
        assert_eq!(run(args(&[]), "").code, Some(1), "{preset}");
    }
}

const RECORDS: &str = concat!(
    r#"{"id":1,"meta":{"text":"قرأت الكتاب"},"x":1}"#,
    "\n",
    r#"{"meta":{"text":"\u0643تاب \"\\كِتَابٌ"}, "كتاب":"كتاب"}"#,
    "\r\n",
    r#"{"meta":{"text":"😀\ud83d\ude00\tكتاب"}}"#,
    "\n",
    r#"{"meta":{"text":"قلم"}}"#,
    "\n",
    r#"{"text":"كتاب"}"#,
);

fn records(args: &[&str]) -> Ran {
    run(["find", "--field", "/meta/text", "كتاب"].iter().chain(args), RECORDS)
}

#[test]
fn offsets_of_matches_are_those_in_the_decoded_field() {
    let texts: Vec<Option<String>> = RECORDS
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["meta"]["text"].as_str().map(String::from))
        .collect();
    let tsv = records(&["-f", "tsv"]);
    let rows: Vec<Vec<String>> = tsv.text().lines().map(|row| row.split('\t').map(String::from).collect()).collect();
    assert_eq!(tsv.code, Some(0));
    let at: Vec<&str> = rows.iter().map(|row| &*row[1]).collect();
    assert_eq!(at, ["1", "2", "2", "3"]);
    for row in &rows {
        let text = texts[row[1].parse::<usize>().unwrap() - 1].as_ref().unwrap();
        assert_eq!(text[row[2].parse().unwrap()..row[3].parse().unwrap()], row[4]);
    }
    let jsonl = records(&["-f", "jsonl"]);
    for (object, row) in jsonl.text().lines().zip(&rows) {
        let object: serde_json::Value = serde_json::from_str(object).unwrap();
        let columns = [&object["file"], &object["line"], &object["start"], &object["end"], &object["text"]];
        let columns = columns.map(|v| v.as_str().map_or_else(|| v.to_string(), String::from));
        assert_eq!(columns[..], row[..]);
    }
    assert_eq!(jsonl.text().lines().count(), rows.len());
    assert_eq!(records(&["-on"]).text(), "1:كتاب\n2:كتاب\n2:كِتَابٌ\n3:كتاب\n");
}

/// Without the colours, the lines that `find` prints are the selected records. Colours surround each match in the spelling of the JSON
/// record: the spelling of `كتاب` may be `\u0643تاب`.
#[test]
fn matches_of_records_are_highlighted_in_their_spelling() {
    let (on, off) = ("\u{1B}[1m\u{1B}[31m", "\u{1B}[0m");
    let colored = records(&["--color", "always"]);
    let plain = colored.text().replace(on, "").replace(off, "");
    assert_eq!(plain, RECORDS.lines().take(3).map(|line| format!("{line}\n")).collect::<String>());
    let spelled: Vec<&str> = colored.text().split(on).skip(1).map(|rest| rest.split(off).next().unwrap()).collect();
    assert_eq!(spelled, ["كتاب", r"\u0643تاب", "كِتَابٌ", "كتاب"]);
}

#[test]
fn options_of_grep_apply_to_records() {
    assert_eq!(records(&["-c"]).text(), "3\n");
    assert_eq!(records(&["-m", "1", "-n"]).text(), format!("1:{}\n", RECORDS.lines().next().unwrap()));
    assert_eq!(records(&["-v", "-n"]).text(), format!("4:{}\n", RECORDS.lines().nth(3).unwrap()));
    assert_eq!(records(&["-w", "-o"]).text(), "كتاب\nكِتَابٌ\nكتاب\n");
    assert_eq!(run(["find", "--field", "t", "-i", "-o", "BOOK"], "{\"t\":\"a \\u0042ook\"}\n").text(), "Book\n");
    assert_eq!(records(&["-q"]).text(), "");
}

/// If no record has a text in the field, the commands print the same remark.
#[test]
fn a_field_that_no_record_has_is_reported() {
    let line = "{\"meta\":{\"text\":\"كتاب\"}}\n";
    for command in [&["find", "كتاب"][..], &["normalize"], &["tokens"], &["sentences"], &["stem"], &["parse"], &["analyze"], &["stats"]]
    {
        let with = |field: &'static str| run(command.iter().copied().chain(["--field", field]), line);
        for field in ["meta.text", "text", "/meta/x", "meta"] {
            let err = with(field).err;
            assert_eq!(
                err,
                format!(
                    "kalima: no record has a text in the field {field}; a nested field is written as a JSON pointer, such as /meta/text\n"
                ),
                "{command:?}"
            );
        }
        assert_eq!(with("/meta/text").err, "", "{command:?}");
        assert_eq!(run(command.iter().copied().chain(["--field", "x", "--no-remarks"]), line).err, "", "{command:?}");
    }
    let some = run(["find", "--field", "text", "كتاب"], "{\"text\":\"كتاب\"}\n{}\n");
    assert_eq!((some.text(), &*some.err), ("{\"text\":\"كتاب\"}\n", "kalima: 1 record without a text in the field\n"));
}

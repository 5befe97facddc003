//! Tests of the command on a terminal. Control characters in texts and file names are escaped. If the command reads standard input from a
//! terminal, the command prints a remark, unless `--no-remarks` is set.
#![cfg(unix)]

mod common;

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use common::{folder, kalima, run_in};

/// A text with characters that can control a terminal: C0 and C1 control characters, DEL, bidi controls, and a line separator.
const TEXT: &str = "كتاب \u{1B}]0;pwned\u{7} و\u{202E}قلم \u{9B}2J \u{8}\u{7F} \u{2067}نص\u{2028}آخر\rكتاب\n";
const NAME: &str = "كتاب\u{1B}[2J\u{202E}x";

/// Runs the command in the folder `at`. A pseudoterminal is the standard input, the standard output and the standard error of the command.
/// `typed` is the text that the user types. Returns the exit code and the text that the terminal receives.
fn on_terminal(at: &Path, args: &[&str], typed: &str) -> (Option<i32>, String) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let main = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&main).unwrap();
    unlockpt(&main).unwrap();
    let path = ptsname(&main, Vec::new()).unwrap().into_string().unwrap();
    let end = || Stdio::from(File::options().read(true).write(true).open(&path).unwrap());
    let mut child = kalima().args(args).current_dir(at).stdin(end()).stdout(end()).stderr(end()).spawn().unwrap();
    let mut main = File::from(main);
    std::io::Write::write_all(&mut main, typed.as_bytes()).unwrap();
    let mut received = Vec::new();
    let mut buffer = [0; 4096];
    // When no process has the terminal open, the read fails or returns 0 bytes, which ends the loop.
    while let Ok(n @ 1..) = main.read(&mut buffer) {
        received.extend_from_slice(&buffer[..n]);
    }
    (child.wait().unwrap().code(), String::from_utf8(received).unwrap())
}

/// Returns whether a character can control a terminal. Returns false for line feed and tab, because results may contain these characters.
fn is_terminal_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Removes the colours and isolates that the command adds, and the carriage returns that the terminal inserts before line feeds. Panics if
/// the isolates on a line are not paired, or if they are nested.
fn plain(received: &str) -> String {
    let mut text = received.replace("\r\n", "\n");
    for code in ["0", "1", "2", "31", "32", "35"] {
        text = text.replace(&format!("\u{1B}[{code}m"), "");
    }
    assert_eq!(text.matches('\u{2068}').count(), text.matches('\u{2069}').count(), "{text:?}");
    for line in text.lines() {
        let depths = line.chars().scan(0i32, |depth, c| {
            *depth += i32::from(c == '\u{2068}') - i32::from(c == '\u{2069}');
            Some(*depth)
        });
        assert!(depths.clone().all(|depth| (0..=1).contains(&depth)) && depths.last().unwrap_or(0) == 0, "{line:?}");
    }
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The tested commands with their formats.
const FORMS: &[&[&str]] = &[
    &["normalize", "--normalizer", "none"],
    &["normalize", "-f", "tsv"],
    &["normalize", "-f", "jsonl"],
    &["tokens"],
    &["tokens", "-f", "lines"],
    &["tokens", "-f", "tsv"],
    &["tokens", "-f", "jsonl"],
    &["tokens", "-f", "conllu"],
    &["sentences"],
    &["sentences", "-f", "lines"],
    &["sentences", "-f", "tsv"],
    &["sentences", "-f", "jsonl"],
    &["stem"],
    &["segment", "-f", "tsv"],
    &["segment", "--separator", "\u{1B}"],
    &["root"],
    &["parse"],
    &["parse", "-f", "tsv"],
    &["analyze"],
    &["analyze", "-f", "text"],
    &["analyze", "-f", "tsv"],
    &["find", "كتاب"],
    &["find", "كتاب", "-n", "-H"],
    &["find", "pwned\u{7} و", "-o"],
    &["find", "لا", "-v", "-C", "1"],
    &["find", "قلم", "-C", "1", "-n"],
    &["find", "كتاب", "-c", "-H"],
    &["find", "كتاب", "-l"],
    &["find", "قلم", "-f", "tsv"],
    &["find", "pwned", "-f", "jsonl"],
    &["stats"],
    &["stats", "-f", "jsonl", "--each"],
];

#[test]
fn controls_in_texts_and_names_are_escaped_on_a_terminal() {
    let at = folder(&[(NAME, TEXT.as_bytes()), ("\u{1B}[1mb", TEXT.as_bytes())]);
    let json = serde_json::json!({ "text": TEXT }).to_string() + "\n";
    std::fs::write(at.path().join("records"), &json).unwrap();
    for form in FORMS {
        for color in ["always", "never"] {
            let (_, received) = on_terminal(at.path(), &[form, &[NAME, "\u{1B}[1mb", "--color", color][..]].concat(), "");
            let text = plain(&received);
            assert!(!text.contains(is_terminal_control), "{form:?}: {text:?}");
            assert!(!text.is_empty(), "{form:?}");
        }
        let (_, received) = on_terminal(at.path(), &[form, &["--field", "text", "records"][..]].concat(), "");
        assert!(!plain(&received).contains(is_terminal_control), "{form:?}: {received:?}");
        if form.contains(&"jsonl") {
            // The escapes in JSON have JSON syntax, so each line can be parsed.
            for line in plain(&received).lines() {
                serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|e| panic!("{form:?}: {e} {line}"));
            }
        }
    }
}

#[test]
fn a_pipe_receives_bytes_unchanged_unless_escapes_are_on() {
    let at = folder(&[(NAME, TEXT.as_bytes())]);
    let raw = run_in(at.path(), ["normalize", "--normalizer", "none", NAME], b"");
    assert_eq!(raw.success(), TEXT);
    assert_eq!(run_in(at.path(), ["find", "كتاب", NAME], b"").success(), TEXT);
    assert_eq!(run_in(at.path(), ["find", "-l", "كتاب", NAME], b"").success(), format!("{NAME}\n"));
    let escaped = run_in(at.path(), ["normalize", "--normalizer", "none", "--escape", "always", NAME], b"");
    assert!(
        !escaped.success().contains(is_terminal_control) && escaped.text().starts_with(r"كتاب \u{1b}]0;pwned\u{7} و\u{202e}قلم"),
        "{}",
        escaped.text()
    );
    let (_, received) = on_terminal(at.path(), &["normalize", "--normalizer", "none", "--escape", "never", NAME], "");
    assert_eq!(received.replace("\r\n", "\n"), TEXT);
}

/// The tested messages are remarks, messages of `clap`, errors of inputs, errors of outputs, errors of the command line, and errors of word
/// list files.
#[test]
fn controls_in_messages_are_escaped_on_a_terminal() {
    let at = folder(&[(&format!("{NAME}.jsonl"), b"not JSON\n")]);
    let (missing, records) = (format!("no{NAME}"), format!("{NAME}.jsonl"));
    let option = format!("--{NAME}");
    let cases: &[&[&str]] = &[
        &["normalize", &missing],
        &["find", "كتاب", &missing],
        &["normalize", "--field", "text", &records],
        &["normalize", "--include", &format!("[{NAME}"), "."],
        &["analyze", "--stop-file", &missing, &records],
        &["find", "\u{202E}", &records],
        &["normalize", &option],
        &["normalize", "--field", &format!("{NAME}.x"), "-t", "{}"],
        &["normalize", &records, "--output", &format!("{records}/x")],
    ];
    for args in cases {
        let (code, received) = on_terminal(at.path(), args, "");
        let text = plain(&received);
        assert!(!text.contains(is_terminal_control), "{args:?}: {text:?}");
        assert!(text.contains(r"\u{202e}"), "{args:?}: {code:?} {text:?}");
    }
    // `--escape` also applies to messages.
    let piped = run_in(at.path(), ["normalize", "--escape", "always", &missing], b"");
    assert!(piped.err.contains(r"\u{1b}[2J") && !piped.err.contains(is_terminal_control), "{}", piped.err);
}

#[test]
fn reading_from_a_terminal_is_remarked() {
    let at = folder(&[]);
    for command in ["normalize", "tokens", "sentences", "stem", "segment", "root", "parse", "analyze", "stats"] {
        let (code, received) = on_terminal(at.path(), &[command], "كتاب\n\u{4}");
        assert!(code == Some(0) && received.contains("reading standard input from the terminal"), "{command}: {received}");
    }
    let (code, received) = on_terminal(at.path(), &["find", "كتاب", "-"], "كتاب\n\u{4}");
    assert!(code == Some(0) && received.contains("reading standard input from the terminal"), "{received}");
    let (_, received) = on_terminal(at.path(), &["normalize", "-t", "كتاب"], "");
    assert_eq!(received, "كتاب\r\n");
    let (_, received) = on_terminal(at.path(), &["normalize", "--no-remarks"], "كتاب\n\u{4}");
    assert!(!received.contains("standard input"), "{received}");
}

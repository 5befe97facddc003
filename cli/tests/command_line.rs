//! The command line itself: names in errors, exit codes, help, completions, manual, colours.

mod common;

use common::{folder, run, run_in};

#[test]
fn an_error_lists_the_names_that_are_accepted() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["normalize", "--normalizer", "x"], &["none, orthographic, light, search, lucene, keyboard, quran"]),
        (&["normalize", "--alef", "x"], &["keep, hamza, all"]),
        (&["normalize", "--strip", "tanwin,x"], &["tanwin", "harakat", "tashkeel", "glyph-parts"]),
        (&["normalize", "--tatweel", "x"], &["on, off"]),
        (&["tokens", "--kinds", "x"], &["arabic", "hashtag", "ignorable"]),
        (&["tokens", "--format", "x"], &["text, lines, tsv, jsonl, conllu"]),
        (&["sentences", "--newlines", "x"], &["smart, always, blank-line, never"]),
        (&["stem", "--stemmer", "x"], &["light1, light2, light3, light8, light10, lucene, snowball, rules, lexical"]),
        (&["segment", "--scheme", "x"], &["d1, d2, atb, d3"]),
        (&["analyze", "--analyzer", "x"], &["search, lucene, exact"]),
        (&["analyze", "--stop", "x"], &["none, small, standard, questions, lucene"]),
        (&["analyze", "--ngrams", "4-3"], &["two numbers from 1", "3-4"]),
        (&["normalize", "--invalid", "x"], &["replace, skip, error"]),
        (&["normalize", "--compress", "x"], &["none, gzip, zstd"]),
        (&["normalize", "--field", "/"], &["JSON pointer"]),
        (&["x"], &["unrecognized subcommand"]),
    ];
    for (args, names) in cases {
        let ran = run(*args, "");
        assert_eq!(ran.code, Some(2), "{args:?}");
        for name in *names {
            assert!(ran.err.contains(name), "{args:?}: {}", ran.err);
        }
    }
}

#[test]
fn options_that_would_do_nothing_are_errors() {
    let cases: &[&[&str]] = &[
        &["normalize", "--changed"],
        &["tokens", "--lemmas"],
        &["tokens", "--format", "conllu", "--words-only"],
        &["parse", "--explain", "--format", "tsv"],
        &["analyze", "--analyzer", "lucene", "--entities"],
        &["normalize", "--resume"],
        &["normalize", "--into", "x"],
        &["find", "كتاب", "-c", "--format", "tsv"],
        &["find", "\u{64B}"],
        &["find"],
        &["analyze", "--stop-file", "no-such-file"],
    ];
    for args in cases {
        let ran = run(*args, "");
        assert_eq!(ran.code, Some(2), "{args:?} {ran:?}");
        assert!(ran.err.starts_with("error: "), "{args:?}: {}", ran.err);
    }
}

#[test]
fn find_tells_by_its_code_whether_it_found() {
    assert_eq!(run(["find", "كتاب"], "الكِتَاب\n").code, Some(0));
    assert_eq!(run(["find", "قلم"], "الكِتَاب\n").code, Some(1));
    assert_eq!(run(["find", "قلم", "no-such-file"], "").code, Some(3));
    assert_eq!(run(["find", "قلم", "--alef", "keep", "-v"], "الكِتَاب\n").text(), "الكِتَاب\n");
    // Folds are the normalizer's: with none, only what is the same.
    assert_eq!(run(["find", "كتاب", "--normalizer", "none"], "الكِتَاب\n").code, Some(1));
    assert_eq!(run(["find", "-e", "كتاب", "-t", "كتب و كتاب", "--only-matching"], "").text(), "كتاب\n");
}

#[test]
fn context_is_what_grep_gives() {
    let text: String = (1..=30).map(|n| if n % 7 == 0 || n == 15 { format!("كِتاب {n}\n") } else { format!("سطر {n}\n") }).collect();
    let plain = text.replace('\u{650}', "");
    let at = folder(&[("f", text.as_bytes()), ("g", plain.as_bytes())]);
    for options in [&["-n", "-C", "1"][..], &["-n", "-A", "2"], &["-B", "3"], &["-n", "-B", "1", "-A", "9"]] {
        let grep = std::process::Command::new("grep").args(options).args(["كتاب", "g"]).current_dir(at.path()).output().unwrap();
        for size in ["1", "100", "100000"] {
            let ours = run_in(at.path(), ["find", "كتاب", "f", "--block-size", size].iter().chain(options), b"");
            assert_eq!(ours.well().replace('\u{650}', ""), String::from_utf8_lossy(&grep.stdout), "{options:?}");
        }
    }
}

#[test]
fn lists_of_words_come_from_files() {
    let at = folder(&[
        ("stop", "# comment\nكتاب\n".as_bytes()),
        ("keep", "المدارس\n".as_bytes()),
        ("pairs", "شبكات\tنت\n".as_bytes()),
        ("bad", "شبكات\n".as_bytes()),
    ]);
    let args = ["analyze", "-f", "text", "-t", "كتاب المدارس شبكات", "--stop-file", "stop", "--exclude-file", "keep", "--override-file"];
    assert_eq!(run_in(at.path(), args.iter().chain(&["pairs"]), b"").well(), "المدارس نت\n");
    let bad = run_in(at.path(), args.iter().chain(&["bad"]), b"");
    assert!(bad.code == Some(2) && bad.err.contains("bad: expected a word, a tab and a term"), "{}", bad.err);
}

#[test]
fn a_remark_is_silenced_and_a_summary_asked_for() {
    let broken = "{\"text\":1}\n";
    assert_eq!(run(["normalize", "--field", "text", "--quiet"], broken).well(), broken);
    let ran = run(["normalize", "--summary"], "أ\n");
    assert!(ran.err.starts_with("kalima: 1 file, 3 B in, 3 B out, ") && ran.err.ends_with(" MB/s\n"), "{}", ran.err);
}

#[test]
fn colours_are_for_terminals_or_on_request() {
    let colored = |args: &[&str], set: Option<(&str, &str)>| {
        let mut command = common::kalima();
        command.args(["find", "كتاب", "-t", "كتاب"]).args(args);
        if let Some((name, value)) = set {
            command.env(name, value);
        }
        command.output().unwrap().stdout.contains(&0x1B)
    };
    assert!(!colored(&[], None) && !colored(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
    assert!(colored(&["--color", "always"], Some(("NO_COLOR", "1"))) && colored(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!colored(&[], Some(("NO_COLOR", "1"))));
}

#[test]
fn help_completions_and_manual_are_there() {
    let help = run(["--help"], "");
    assert!(help.well().contains("Exit codes:") && help.text().contains("143"));
    for command in ["normalize", "tokens", "sentences", "stem", "segment", "root", "parse", "analyze", "find", "stats"] {
        assert!(help.text().contains(command));
        let help = run([command, "--help"], "");
        assert!(help.well().contains("--invalid") && help.text().contains("jsonl"), "{command}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(run(["completions", shell], "").well().contains("normalize"), "{shell}");
    }
    assert!(run(["man"], "").well().contains(".TH kalima 1"));
    let at = folder(&[]);
    run_in(at.path(), ["man", "--output-dir", "man"], b"").well();
    assert!(common::files(at.path()).contains(&"man/kalima-find.1".to_string()), "{:?}", common::files(at.path()));
}

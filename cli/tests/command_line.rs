//! Tests of the command line: names in error messages, exit codes, help, completions, manual pages, colours.

mod common;

use common::{folder, run, run_in};
use kalima::stem::Stemmer;

#[test]
fn an_error_lists_the_accepted_names() {
    let stemmers = Stemmer::ALL.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
    let cases: &[(&[&str], &[&str])] = &[
        (&["normalize", "--normalizer", "x"], &["none, orthographic, light, search, lucene, keyboard, quran"]),
        (&["normalize", "--alef", "x"], &["keep, hamza, all"]),
        (&["normalize", "--strip-marks", "tanwin,x"], &["tanwin", "harakat", "tashkeel", "glyph-parts"]),
        (&["normalize", "--tatweel", "x"], &["off, on"]),
        (&["tokens", "--kinds", "x"], &["arabic", "hashtag", "ignorable"]),
        (&["tokens", "--format", "x"], &["text, lines, tsv, jsonl, conllu"]),
        (&["sentences", "--newlines", "x"], &["smart, always, blank-line, never"]),
        (&["stem", "--stemmer", "x"], &[&stemmers]),
        (&["segment", "--scheme", "x"], &["d1, d2, atb, d3"]),
        (&["analyze", "--analyzer", "x"], &["search, lucene, exact"]),
        (&["analyze", "--stop", "x"], &["none, small, standard, questions, lucene"]),
        (&["analyze", "--ngrams", "4-3"], &["two numbers from 1", "3-4"]),
        (&["normalize", "--invalid", "x"], &["replace, skip, error"]),
        (&["normalize", "--compress", "x"], &["none, gzip, zstd"]),
        (&["normalize", "--field", ""], &["JSON pointer"]),
        (&["normalize", "--field", "/a~2"], &["~0", "~1"]),
        (&["normalize", "--encoding", "x"], &["auto", "windows-1256", "iso-8859-6", "utf-16le"]),
        (&["normalize", "--binary", "x"], &["auto, skip, text, error"]),
        (&["normalize", "--max-line", "1T"], &["64K, 16M or 1G"]),
        (&["normalize", "--max-line", "0"], &["from 1"]),
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
fn options_without_effect_are_errors() {
    let cases: &[&[&str]] = &[
        &["normalize", "--changed"],
        &["tokens", "--lemmas"],
        &["tokens", "--format", "conllu", "--words-only"],
        &["parse", "--explain", "--format", "tsv"],
        &["analyze", "--analyzer", "lucene", "--entities"],
        &["analyze", "--analyzer", "lucene", "--emoticons"],
        &["analyze", "--analyzer", "lucene", "--split-zwnj"],
        &["normalize", "--resume"],
        &["normalize", "--into", "x"],
        &["find", "كتاب", "-c", "--format", "tsv"],
        &["find", "\u{64B}"],
        &["find", "كتاب", "-L", "--format", "jsonl"],
        &["find", "كتاب", "-e", "\u{64B}"],
        &["find", "--patterns-file", "no-such-file"],
        &["find", "كتاب", "-l", "-L"],
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
fn the_exit_code_of_find_depends_on_matches() {
    assert_eq!(run(["find", "كتاب"], "الكِتَاب\n").code, Some(0));
    assert_eq!(run(["find", "قلم"], "الكِتَاب\n").code, Some(1));
    assert_eq!(run(["find", "قلم", "no-such-file"], "").code, Some(3));
    assert_eq!(run(["find", "قلم", "--alef", "keep", "-v"], "الكِتَاب\n").text(), "الكِتَاب\n");
    // Without folds, a pattern matches only the identical spelling.
    assert_eq!(run(["find", "كتاب", "--normalizer", "none"], "الكِتَاب\n").code, Some(1));
    assert_eq!(run(["find", "-e", "كتاب", "-t", "كتب و كتاب", "--only-matching"], "").text(), "كتاب\n");
}

#[test]
fn context_lines_are_those_of_grep() {
    let text: String = (1..=30).map(|n| if n % 7 == 0 || n == 15 { format!("كِتاب {n}\n") } else { format!("سطر {n}\n") }).collect();
    let plain = text.replace('\u{650}', "");
    let at = folder(&[("f", text.as_bytes()), ("g", plain.as_bytes())]);
    for options in [&["-n", "-C", "1"][..], &["-n", "-A", "2"], &["-B", "3"], &["-n", "-B", "1", "-A", "9"]] {
        let grep = std::process::Command::new("grep").args(options).args(["كتاب", "g"]).current_dir(at.path()).output().unwrap();
        for size in ["1", "100", "100000"] {
            let ours = run_in(at.path(), ["find", "كتاب", "f", "--block-size", size].iter().chain(options), b"");
            assert_eq!(ours.success().replace('\u{650}', ""), String::from_utf8_lossy(&grep.stdout), "{options:?}");
        }
    }
}

#[test]
fn large_numbers_are_accepted() {
    let most = usize::MAX.to_string();
    for option in ["-j", "--block-size", "--max-line"] {
        for command in [&["normalize"][..], &["tokens"], &["sentences"], &["normalize", "--field", "text"]] {
            let text = if command.len() > 1 { "{\"text\":\"ب\"}" } else { "ب" };
            assert_eq!(run(command.iter().copied().chain([option, &most]), text).success().trim_end(), text, "{command:?} {option}");
        }
    }
    for option in ["-A", "-B", "-C"] {
        assert!(run(["find", "ب", option, &most], "ا\nب\nت\n").success().contains("ب\n"), "{option}");
    }
    assert_eq!(run(["stats", "--top", &most, "--max-words", &most, "-t", "من"], "").code, Some(0));
}

#[test]
fn lists_of_words_are_read_from_files() {
    let at = folder(&[
        ("stop", "# comment\nكتاب\n".as_bytes()),
        ("keep", "المدارس\n".as_bytes()),
        ("pairs", "شبكات\tنت\n".as_bytes()),
        ("bad", "شبكات\n".as_bytes()),
    ]);
    let args = ["analyze", "-f", "text", "-t", "كتاب المدارس شبكات", "--stop-file", "stop", "--no-stem-words", "keep", "--override-file"];
    assert_eq!(run_in(at.path(), args.iter().chain(&["pairs"]), b"").success(), "المدارس نت\n");
    let bad = run_in(at.path(), args.iter().chain(&["bad"]), b"");
    assert!(bad.code == Some(2) && bad.err.contains("bad: expected a word, a tab and a term"), "{}", bad.err);
}

#[test]
fn a_lexicon_is_read_from_a_file() {
    let at = folder(&[("words", "g تويتر\nغرد\nII\n".as_bytes()), ("bad", "g تويتر\nn bot\n".as_bytes())]);
    let text = "بتويتر سيغردون";
    for (args, expected) in [
        (&["stem"][..], "تويتر غرد\n"),
        (&["stem", "-f", "lines"], "تويتر\nغرد\n"),
        (&["segment"], "ب+تويتر س+يغردون\n"),
        (&["root", "-f", "lines"], "\nغرد\n"),
        (&["parse", "-f", "lines", "-n", "1"], "تويتر\nغرد\n"),
        (&["analyze", "-f", "text"], "تويتر غرد\n"),
    ] {
        let with = |file| args.iter().copied().chain(["-t", text, "--lexicon", file]);
        assert_eq!(run_in(at.path(), with("words"), b"").success().trim_end(), expected.trim_end(), "{args:?}");
        let bad = run_in(at.path(), with("bad"), b"");
        assert!(bad.code == Some(2) && bad.err.contains("bad: line 2: \"bot\": "), "{}", bad.err);
        let missing = run_in(at.path(), with("missing"), b"");
        assert!(missing.code == Some(2) && missing.err.contains("cannot read missing"), "{}", missing.err);
    }
    for command in ["stem", "analyze"] {
        let light = run_in(at.path(), [command, "-t", text, "--stemmer", "light10", "--lexicon", "words"], b"");
        assert!(light.code == Some(2) && light.err.contains("--lexicon has an effect with the stemmer lexical only"), "{}", light.err);
    }
}

#[test]
fn remarks_can_be_suppressed_and_a_summary_requested() {
    let broken = "{\"text\":1}\n";
    assert_eq!(run(["normalize", "--field", "text", "--no-remarks"], broken).success(), broken);
    let ran = run(["normalize", "--summary"], "أ\n");
    assert!(ran.err.starts_with("kalima: 1 file, 3 B in, 3 B out, ") && ran.err.ends_with(" MB/s\n"), "{}", ran.err);
}

#[test]
fn colours_require_a_terminal_or_an_option() {
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
fn options_of_the_tokenizer_have_an_effect() {
    let tokens = |args: &[&str]| run(["tokens", "-f", "lines", "-t", "می\u{200C}خواهم :)"].iter().chain(args), "").success().to_string();
    assert_eq!(tokens(&[]), "می\u{200C}خواهم\n:\n)\n");
    assert_eq!(tokens(&["--emoticons"]), "می\u{200C}خواهم\n:)\n");
    assert_eq!(tokens(&["--split-zwnj"]), "می\n\u{200C}\nخواهم\n:\n)\n");
    let terms = |args: &[&str]| {
        run(["analyze", "-f", "text", "--stop", "none", "--stemmer", "none", "-t", "می\u{200C}خواهم"].iter().chain(args), "")
            .success()
            .to_string()
    };
    assert_eq!(terms(&[]).split_whitespace().count(), 1);
    assert_eq!(terms(&["--split-zwnj"]).split_whitespace().count(), 2);
}

const COMMANDS: [&str; 12] =
    ["normalize", "tokens", "sentences", "stem", "segment", "root", "parse", "analyze", "find", "stats", "completions", "man"];

/// Creates a folder with the files that are used in the examples of the help and the README.
#[cfg(unix)]
fn example_folder() -> tempfile::TempDir {
    let text = "قرأت الكتب في مدرسة. وهذا قلم!\nالكتاب\n";
    let records = "{\"text\":\"الكتاب\",\"body\":\"قلم\",\"meta\":{\"text\":\"كتاب\"}}\n";
    let files = ["book.txt", "quran.txt", "tweets.txt", "a.txt", "b.txt", "corpus/c.txt", "names.txt"];
    let at = folder(&files.map(|name| (name, text.as_bytes())));
    std::fs::write(at.path().join("docs.jsonl"), records).unwrap();
    std::fs::write(at.path().join("crawl.jsonl"), records).unwrap();
    std::fs::write(at.path().join("quran.txt"), "ٱلرَّحْمَٰنِ\n").unwrap();
    std::fs::write(at.path().join("docs.jsonl.zst"), zstd::bulk::compress(records.as_bytes(), 1).unwrap()).unwrap();
    std::fs::write(at.path().join("news.txt.gz"), text).unwrap();
    std::fs::write(at.path().join("words.txt"), "g تويتر\n").unwrap();
    for folder in [".local/share/bash-completion/completions", ".config/fish/completions"] {
        std::fs::create_dir_all(at.path().join(folder)).unwrap();
    }
    at
}

/// Runs an example in a shell and returns the standard output. Panics if the exit code is not 0 or standard error is not empty.
#[cfg(unix)]
#[track_caller]
fn run_example(at: &std::path::Path, example: &str) -> String {
    let ours = std::path::Path::new(env!("CARGO_BIN_EXE_kalima")).parent().unwrap();
    let path = format!("{}:{}", ours.display(), std::env::var("PATH").unwrap());
    // If an example has a remark, at least three spaces separate the command from the remark. The remark is removed here. `cat` replaces
    // `man -l -`, because `man` may not be installed.
    let shell = example.split("   ").next().unwrap().replace("man -l -", "cat");
    let mut command = std::process::Command::new("sh");
    let ran = command.arg("-c").arg(&shell).current_dir(at).env("PATH", &path).env("HOME", at).output().unwrap();
    assert!(ran.status.success() && ran.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// The help and the manual page of each command contain examples. The examples of the help run without errors.
#[test]
#[cfg(unix)]
fn examples_of_the_help_run() {
    let at = example_folder();
    run_in(at.path(), ["man", "--output-dir", "man"], b"").success();
    for command in COMMANDS {
        let help = run([command, "--help"], "");
        let examples: Vec<&str> = help.success().split("Examples:\n").nth(1).unwrap_or_default().lines().map(str::trim).collect();
        assert!(examples.len() >= 2, "{command}");
        let page = std::fs::read_to_string(at.path().join(format!("man/kalima-{command}.1"))).unwrap();
        assert!(page.contains("Examples:"), "{command}");
        for example in examples {
            assert!(example.contains(&format!("kalima {command}")), "{example}");
            run_example(at.path(), example);
        }
    }
}

#[test]
#[cfg(unix)]
fn examples_of_the_readme_run() {
    let at = example_folder();
    let readme = include_str!("../README.md");
    let section = readme.split("## Ten examples\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let outputs: Vec<String> =
        section.lines().filter(|line| line.starts_with("kalima ")).map(|example| run_example(at.path(), example)).collect();
    assert_eq!(outputs.len(), 10);
    // The section of the README shows the output of its first example.
    let shown = section.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(outputs[0].trim_end(), shown.trim_end());
}

#[test]
fn help_groups_options() {
    let help = run(["find", "--help"], "");
    let headings: Vec<&str> = help.success().lines().filter(|line| line.ends_with(':') && !line.starts_with(' ')).collect();
    assert_eq!(headings, ["Arguments:", "Options:", "Matching:", "Results:", "Input:", "Work:", "Normalizer:", "Examples:"]);
    let normalizer = help.text().split("\nNormalizer:\n").nth(1).unwrap();
    for switch in ["--normalizer", "--alef", "--tatweel", "--elongation"] {
        assert!(normalizer.contains(switch), "{switch}");
    }
    assert_eq!(run(["find", "-h"], "").success(), help.text());
}

#[test]
fn help_completions_and_manual_are_complete() {
    let help = run(["--help"], "");
    assert!(help.success().contains("Exit codes:") && help.text().contains("143"));
    for command in ["normalize", "tokens", "sentences", "stem", "segment", "root", "parse", "analyze", "find", "stats"] {
        assert!(help.text().contains(command));
        let help = run([command, "--help"], "");
        assert!(help.success().contains("--invalid") && help.text().contains("jsonl"), "{command}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(run(["completions", shell], "").success().contains("normalize"), "{shell}");
    }
    assert!(run(["man"], "").success().contains(".TH kalima 1"));
    let at = folder(&[]);
    run_in(at.path(), ["man", "--output-dir", "man"], b"").success();
    assert!(common::files(at.path()).contains(&"man/kalima-find.1".to_string()), "{:?}", common::files(at.path()));
}

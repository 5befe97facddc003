//! Compares the output of the commands with the files in the folder `expected`. To replace these files with the current output, run
//! `UPDATE_EXPECTED=1 cargo test -p kalima-cli`. Read the differences before you commit the files.

mod common;

use std::fs;
use std::path::Path;

const SHORT: &str = "cli/tests/input/short.txt";
const RECORDS: &str = "cli/tests/input/records.jsonl";
const ARTICLE: &str = "seeds/000_cada6452b4c8d822.txt";

/// Runs the command with the arguments `args` and compares the output with the file `name` in the folder `expected`.
#[track_caller]
fn check(name: &str, args: &[&str]) {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    // `success` requires that standard error is empty. Other test files check the remarks, so the remarks are switched off here.
    let args = &[args, &["--no-remarks"]].concat();
    let ran = common::run(args, "");
    let out = ran.success();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&expected, out).unwrap();
    }
    assert!(out == fs::read_to_string(&expected).unwrap(), "{args:?} differs from {}:\n{out}", expected.display());
    // The output must not depend on the number of worker threads and the block size.
    for how in [["-j", "1", "--block-size", "1"], ["-j", "4", "--block-size", "300"]] {
        assert!(common::run(args.iter().chain(&how), "").success() == out, "{args:?} with {how:?}");
    }
}

macro_rules! golden {
    ($($test:ident: $name:literal, $($arg:expr),+;)+) => {
        $(#[test] fn $test() { check($name, &[$($arg),+]); })+
    };
}

golden! {
    normalize_text: "normalize.txt", "normalize", SHORT;
    normalize_tsv: "normalize.tsv", "normalize", SHORT, "--format", "tsv";
    normalize_jsonl: "normalize.jsonl", "normalize", SHORT, "--format", "jsonl", "--changed";
    normalize_switches: "normalize-switches.txt", "normalize", SHORT, "--normalizer", "none", "--alef", "hamza", "--strip-marks", "harakat,tanwin",
        "--tatweel", "on", "--digits", "ascii", "--punctuation", "on";
    normalize_records: "normalize-records.jsonl", "normalize", RECORDS, "--field", "text";
    normalize_into: "normalize-into.jsonl", "normalize", RECORDS, "--field", "text", "--into", "folded";
    normalize_nested: "normalize-nested.jsonl", "normalize", RECORDS, "--field", "/nested/text";
    tokens_text: "tokens.txt", "tokens", SHORT;
    tokens_lines: "tokens.lines.txt", "tokens", SHORT, "--format", "lines", "--words-only", "--fold", "search";
    tokens_tsv: "tokens.tsv", "tokens", SHORT, "--format", "tsv", "--entities";
    tokens_kinds: "tokens-kinds.jsonl", "tokens", SHORT, "--format", "jsonl", "--kinds", "email,hashtag,emoji,number,newline";
    tokens_conllu: "tokens.conllu", "tokens", SHORT, "--format", "conllu", "--segment", "atb", "--lemmas";
    tokens_records: "tokens-records.jsonl", "tokens", RECORDS, "--field", "text";
    sentences_text: "sentences.txt", "sentences", SHORT;
    sentences_article: "sentences-article.txt", "sentences", ARTICLE;
    sentences_tsv: "sentences.tsv", "sentences", SHORT, "--format", "tsv", "--clauses", "--newlines", "always";
    sentences_jsonl: "sentences.jsonl", "sentences", SHORT, "--format", "jsonl", "--keep-quotations", "--abbreviations", "غد,ملايين كتاب";
    sentences_conllu: "sentences.conllu", "sentences", SHORT, "--format", "conllu";
    sentences_records: "sentences-records.jsonl", "sentences", RECORDS, "--field", "text";
    sentences_of_records: "sentences-of-records.tsv", "sentences", RECORDS, "--field", "text", "--format", "tsv";
    stem_text: "stem.txt", "stem", SHORT;
    stem_lines: "stem.lines.txt", "stem", SHORT, "--format", "lines", "--stemmer", "light10";
    stem_tsv: "stem.tsv", "stem", SHORT, "--format", "tsv", "--stemmer", "rules";
    stem_jsonl: "stem.jsonl", "stem", SHORT, "--format", "jsonl", "--stemmer", "snowball";
    segment_text: "segment.txt", "segment", SHORT;
    segment_forms: "segment.lines.txt", "segment", SHORT, "--format", "lines", "--scheme", "d3", "--forms", "--separator", " + ";
    segment_tsv: "segment.tsv", "segment", SHORT, "--format", "tsv";
    segment_jsonl: "segment.jsonl", "segment", SHORT, "--format", "jsonl", "--scheme", "d1";
    root_text: "root.txt", "root", SHORT;
    root_lines: "root.lines.txt", "root", SHORT, "--format", "lines";
    root_tsv: "root.tsv", "root", SHORT, "--format", "tsv";
    root_jsonl: "root.jsonl", "root", SHORT, "--format", "jsonl";
    parse_pretty: "parse.txt", "parse", SHORT, "-n", "2";
    parse_explain: "parse-explain.txt", "parse", SHORT, "--explain", "-n", "1", "--isolate", "always";
    parse_lines: "parse.lines.txt", "parse", SHORT, "--format", "lines", "-n", "1";
    parse_tsv: "parse.tsv", "parse", SHORT, "--format", "tsv", "-n", "3";
    parse_jsonl: "parse.jsonl", "parse", SHORT, "--format", "jsonl", "-n", "1", "--explain";
    analyze_pretty: "analyze.pretty.txt", "analyze", SHORT;
    analyze_article: "analyze-article.txt", "analyze", ARTICLE;
    analyze_color: "analyze-color.txt", "analyze", SHORT, "--color", "always", "--isolate", "always";
    analyze_text: "analyze.txt", "analyze", SHORT, "--format", "text";
    analyze_lines: "analyze.lines.txt", "analyze", SHORT, "--format", "lines", "--analyzer", "lucene";
    analyze_tsv: "analyze.tsv", "analyze", SHORT, "--format", "tsv", "--surface", "--stemmer", "light10", "--stop", "small";
    analyze_jsonl: "analyze.jsonl", "analyze", SHORT, "--format", "jsonl", "--analyzer", "exact";
    analyze_records: "analyze-records.jsonl", "analyze", RECORDS, "--field", "text";
    analyze_ngrams: "analyze-ngrams.txt", "analyze", SHORT, "--format", "text", "--ngrams", "3-4", "--stop", "none";
    find_text: "find.txt", "find", "الكتاب", SHORT, "seeds/messy.txt", "seeds/vocalized.txt", "-n";
    find_color: "find-color.txt", "find", "كتاب", SHORT, "-n", "--color", "always", "--isolate", "always";
    find_context: "find-context.txt", "find", "الرباط", "seeds/layout.txt", "-n", "-C", "2";
    find_count: "find-count.txt", "find", "كتاب", "seeds", "--include", "[cmv]*.txt", "-c";
    find_files: "find-files.txt", "find", "على", "seeds", "--include", "*.txt", "-l";
    find_matches: "find.tsv", "find", "-e", "كتاب", "-e", "المعلم", SHORT, "--format", "tsv";
    find_jsonl: "find.jsonl", "find", "مدارس", SHORT, "--format", "jsonl";
    find_invert: "find-invert.txt", "find", "في", SHORT, "-v", "-n";
    find_word: "find-word.txt", "find", "كتاب", SHORT, "-w", "--only-matching", "-n", "-H";
    find_records: "find-records.jsonl", "find", "الكتاب", RECORDS, "--field", "text";
    stats_text: "stats.txt", "stats", SHORT, "seeds/vocalized.txt";
    stats_jsonl: "stats.jsonl", "stats", ARTICLE, "seeds/social.txt", "--format", "jsonl", "--each", "--top", "3", "--stop", "standard", "--stemmer", "light10";
    stats_records: "stats-records.txt", "stats", RECORDS, "--field", "text", "--normalizer", "lucene";
}

//! Runs the entry points of kalima on texts of three lengths for each hard pattern. A hard pattern is a short text that is hard for an
//! algorithm if it is repeated. Each call is inside the function [`measured`].
//!
//! `growth run` makes the calls. The script `tools/growth/run` runs this command under callgrind, which writes the number of executed
//! instructions of each call to a file. `growth check PREFIX` reads these files and fails if the number of instructions grows too fast with
//! the length of the text. `growth check-time` makes the calls and checks their time, for machines without callgrind.

use std::hint::black_box;
use std::process::ExitCode;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::clitic;
use kalima::io::{SentenceReader, TokenReader, terms};
use kalima::morph;
use kalima::normalize::{DaggerAlefFold, DigitFold, ElongationFold, Normalizer, Preset, SpaceFold, TanwinFold, UnicodeForm};
use kalima::sentence::SentenceSplitter;
use kalima::stem::Stemmer;
use kalima::token::Tokenizer;

#[path = "../../../src/op_counter/patterns.rs"]
mod patterns;

/// The number of texts for each pattern. Each text is twice as long as the preceding text.
const LENGTHS: usize = 3;

/// The maximum factor by which the number of instructions may grow if the length of the text doubles.
const DOUBLING: f64 = 2.3;
/// The maximum factor by which the time may grow if the length of the text doubles. The factor is higher than [`DOUBLING`], because the
/// time varies from run to run.
const DOUBLING_OF_TIME: f64 = 3.0;

/// Uses a result, so that the compiler does not remove the call.
fn discard<T>(result: T) {
    drop(black_box(result));
}

/// A function that runs an entry point on a text.
type Work = Box<dyn Fn(&str)>;

fn entries() -> Vec<(String, Work)> {
    let mut all: Vec<(String, Work)> = Vec::new();
    let mut add = |name: String, work: Work| all.push((name, work));
    let search = Normalizer::search();
    let mut normalizers: Vec<(String, Normalizer)> = Preset::ALL.iter().map(|p| (p.to_string(), p.normalizer())).collect();
    normalizers.extend([
        ("madda".into(), search.madda(true)),
        ("promote".into(), search.dagger_alef(DaggerAlefFold::Promote)),
        (
            "tanwin".into(),
            search.tanwin(TanwinFold::BeforeAlef).digits(DigitFold::ArabicIndic).spaces(SpaceFold::Collapse).elongation(ElongationFold::ToOne),
        ),
        ("nfkc".into(), search.form(UnicodeForm::Nfkc)),
    ]);
    for (name, n) in normalizers {
        add(format!("normalize {name}"), Box::new(move |text| discard(n.normalize(text))));
        add(format!("normalize_mapped {name}"), Box::new(move |text| discard(n.normalize_mapped(text))));
        add(format!("is_normalized {name}"), Box::new(move |text| discard(n.is_normalized(text))));
    }
    for preset in [Preset::Search, Preset::Quran] {
        let n = preset.normalizer();
        // The first needle occurs throughout the text. The second needle is a hard case for texts of many alefs: only its first three
        // characters occur in these texts.
        add(
            format!("find_iter {preset}"),
            Box::new(move |text| {
                let needle: String = text.chars().take(3).collect();
                black_box((n.find_iter(text, &needle).count(), n.find_iter(text, "ااا\u{654}").count()));
            }),
        );
        add(format!("highlight {preset}"), Box::new(move |text| discard(n.highlight(text, "ا", "[", "]"))));
    }
    // The light stemmers that are not in this list use the same code with other tables.
    for stemmer in [Stemmer::Light10, Stemmer::Lucene, Stemmer::Snowball, Stemmer::Rules, Stemmer::Lexical] {
        add(format!("stem {stemmer}"), Box::new(move |text| discard(stemmer.stem(text))));
    }
    let tokenizers = [
        ("plain", Tokenizer::new()),
        ("entities", Tokenizer::new().entities(true).emoticons(true)),
        ("max_token_len", Tokenizer::new().max_token_len(Some(20)).split_zwnj(true)),
    ];
    for (name, tokenizer) in tokenizers {
        add(format!("tokens {name}"), Box::new(move |text| discard((tokenizer.tokens(text).count(), tokenizer.safe_prefix(text)))));
    }
    let splitter = SentenceSplitter::new();
    add("sentences".into(), Box::new(move |text| discard((splitter.sentences(text).count(), splitter.safe_prefix(text)))));
    for (name, analyzer) in [("search", Analyzer::search()), ("lucene", Analyzer::lucene()), ("exact", Analyzer::exact())] {
        add(format!("for_each_term {name}"), Box::new(move |text| analyzer.for_each_term(text, &mut Scratch::new(), |_| ())));
    }
    add("TokenReader".into(), Box::new(|text| discard(TokenReader::new(text.as_bytes(), Tokenizer::new()).capacity(0).count())));
    add("TermReader".into(), Box::new(|text| discard(terms(text.as_bytes(), &Analyzer::exact()).capacity(0).count())));
    add("SentenceReader".into(), Box::new(|text| discard(SentenceReader::new(text.as_bytes(), SentenceSplitter::new()).capacity(0).count())));
    add("morph::parses".into(), Box::new(|text| discard(morph::parses(text))));
    // Each word of the text is a noun. The parser stops at the first word that a lexicon cannot contain.
    let nouns = |text: &str| text.split_whitespace().map(|word| format!("n {word}\n")).collect::<String>();
    add("UserLexicon::parse".into(), Box::new(move |text| discard(morph::UserLexicon::parse(&nouns(text)))));
    add("clitic::segment".into(), Box::new(|text| discard(clitic::segment(text, clitic::Scheme::Atb))));
    all
}

/// Runs an entry point on a text. callgrind counts the instructions of each call of this function.
#[inline(never)]
fn measured(work: &Work, text: &str) {
    work(text);
    black_box(text);
}

/// Returns two numbers for an entry point: the shortest length of its texts in bytes, and `n` if the entry point runs with every `n`th
/// pattern. An algorithm may scan a text several times if the text is shorter than its window. So the texts for the sentence splitter, the
/// tokenizer and the readers are longer. The readers run with every fourth pattern, because their texts are the longest.
fn first_length(name: &str) -> (usize, usize) {
    match name {
        "sentences" => (4 << 10, 1),
        _ if name.starts_with("tokens") => (4 << 10, 1),
        _ if name.ends_with("Reader") => (24 << 10, 4),
        _ => (1 << 10, 1),
    }
}

/// Calls `call` with the name of the entry point, the pattern, the length in bytes, the entry point, and the text. The order is by entry
/// point, then by pattern, then by length. Each entry point runs once before its first call, so that tables that are built on first use are
/// not counted.
fn each_call(mut call: impl FnMut(&str, &str, usize, &Work, &str)) {
    for (name, work) in &entries() {
        work("ﷲ كَتَبَ http://a.b 12:30 ءَامَنُوا é\u{301}. قال: «نعم!»");
        let (first, step) = first_length(name);
        for unit in patterns::PATTERNS.iter().step_by(step) {
            for length in (0..LENGTHS).map(|n| first << n) {
                call(name, unit, length, work, &unit.repeat(length / unit.len()));
            }
        }
    }
}

/// Returns the time of a call in nanoseconds: the minimum of five runs.
fn time(work: &Work, text: &str) -> f64 {
    let once = |_| {
        let start = std::time::Instant::now();
        measured(work, text);
        start.elapsed().as_nanos() as f64
    };
    (0..5).map(once).fold(f64::INFINITY, f64::min)
}

/// Returns the instruction count of call `n` from the files that callgrind wrote. The first call has the number 1.
fn instructions(prefix: &str, n: usize) -> f64 {
    let path = format!("{prefix}.{n}");
    let file = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let total = file.lines().find_map(|line| line.strip_prefix("totals: ")).unwrap_or_else(|| panic!("{path} has no totals"));
    total.trim().parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares the figures (instructions or nanoseconds) of consecutive lengths, and fails if a figure grows by more than the factor
/// `doubling`. The figure of the longer text is first reduced by 4,000, because the first use of a table may add this number of
/// instructions.
fn check(calls: &[String], figures: &[f64], doubling: f64) -> ExitCode {
    const NOISE: f64 = 4_000.0;
    assert_eq!(calls.len(), figures.len(), "a figure for each call");
    let (mut wrong, mut steepest) = (0, (0.0, ""));
    for (calls, figures) in calls.chunks(LENGTHS).zip(figures.chunks(LENGTHS)) {
        for (call, pair) in calls.iter().skip(1).zip(figures.windows(2)) {
            let [once, twice] = pair else { continue };
            let growth = (twice - NOISE).max(0.0) / once;
            if growth > steepest.0 {
                steepest = (growth, call);
            }
            if growth > doubling {
                wrong += 1;
                println!("{call}: {once} for half of it, then {twice}: {:.2} times", twice / once);
            }
        }
    }
    println!("{} calls; the steepest grows by {:.2} a doubling, {}; the bound is {doubling}", calls.len(), steepest.0, steepest.1);
    if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut calls = Vec::new();
    match arguments[..] {
        ["run"] => each_call(|_, _, _, work, text| measured(work, text)),
        ["check", prefix] => {
            each_call(|name, unit, length, _, _| calls.push(format!("{name} of {unit:?}, {length} bytes")));
            let figures: Vec<f64> = (1..=calls.len()).map(|n| instructions(prefix, n)).collect();
            return check(&calls, &figures, DOUBLING);
        }
        ["check-time"] => {
            let mut figures = Vec::new();
            each_call(|name, unit, length, work, text| {
                calls.push(format!("{name} of {unit:?}, {length} bytes"));
                figures.push(time(work, text));
            });
            return check(&calls, &figures, DOUBLING_OF_TIME);
        }
        _ => {
            eprintln!("growth run | check PREFIX | check-time");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

//! Calls functions of kalima for evaluation programs that are written in any language: `eval_adapter MODE [OPTION ...]`. For each line of
//! standard input, the program writes one line to standard output. Only the mode `parses` can write several lines.
//!
//! | mode | input line | output line |
//! |---|---|---|
//! | `sentences`, `tokens` | a JSON string | JSON array with the byte range `[start, end]` of each sentence or token, without white space |
//! | `analyze` | a JSON string | JSON array of the index terms; [`analyzer`] describes the options |
//! | `normalize` | a JSON string | JSON string: the text after normalization by the preset `search` |
//! | `stem` | a word | the stem; the option is the name of the stemmer, by default `lexical` |
//! | `lucene-norm` | a word | the word after Lucene's `ArabicNormalizer` |
//! | `lucene-stem` | a word | the stem of Lucene's stemmer, after Lucene's `ArabicNormalizer` |
//! | `lucene-stem-raw`, `snowball` | a word | the stem of Lucene's stemmer or of Snowball, without normalization |
//! | `lucene-analyze` | a JSON string | JSON array of `[term, start, end, position]` |
//! | `segment` | a word | the segments, joined by `+` |
//! | `root`, `lemma` | a word | the root or the lemma, or an empty line |
//! | `tag` | a JSON string | JSON array of `[start, end, segments, lemma, UPOS]` for each Arabic word; the lemma has vowels if the dictionary lists it |
//! | `parses` | a word | the cost and the explanation of each reading, one reading on each line |

use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};
use std::process::ExitCode;

use kalima::analyzer::Analyzer;
use kalima::clitic::{Scheme, segment};
use kalima::morph;
use kalima::normalize::Normalizer;
use kalima::sentence::sentences;
use kalima::stem::Stemmer;
use kalima::stop::StopWords;
use kalima::token::Tokenizer;

/// A function that converts an input line to an output line.
type Answer = Box<dyn Fn(&str) -> Result<String, Box<dyn Error>>>;

fn main() -> ExitCode {
    match std::env::args().nth(1).ok_or_else(|| "which mode?".into()).and_then(|mode| run(&mode)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("eval_adapter: {e}");
            ExitCode::FAILURE
        }
    }
}

/// Reads lines from standard input until its end, and writes the output of each line.
fn run(mode: &str) -> Result<(), Box<dyn Error>> {
    let answer = answer(mode)?;
    let (mut stdin, mut out) = (io::stdin().lock(), BufWriter::new(io::stdout().lock()));
    let mut line = Vec::new();
    while stdin.read_until(b'\n', &mut line)? > 0 {
        // A word may contain other line separators, so only the final LF is removed.
        let text = std::str::from_utf8(line.strip_suffix(b"\n").unwrap_or(&line))?;
        writeln!(out, "{}", answer(text)?)?;
        line.clear();
    }
    Ok(out.flush()?)
}

/// Returns the analyzer of the preset `search` with changed options, so that an evaluation can measure the effect of each option. Returns
/// an error if an option is not in this list, or if its value is invalid:
///
/// - `stemmer=NAME`: the name of a stemmer, or `none`.
/// - `stop=LIST`: the list of stop words: `none`, `small`, `standard` or `lucene`.
/// - `folded`: stems the folded word instead of the word in its original spelling.
/// - `surface`: adds the folded word to its stem.
/// - `ngrams=N`: adds n-grams of `N` characters, and does not stem.
fn analyzer(options: impl Iterator<Item = String>) -> Result<Analyzer, Box<dyn Error>> {
    let mut analyzer = Analyzer::search();
    for option in options {
        analyzer = match option.split_once('=').unwrap_or((&option, "")) {
            ("stemmer", "none") => analyzer.stemmer(None),
            ("stemmer", name) => analyzer.stemmer(Some(name.parse()?)),
            ("stop", "none") => analyzer.stop_words(StopWords::none()),
            ("stop", "small") => analyzer.stop_words(StopWords::small()),
            ("stop", "standard") => analyzer.stop_words(StopWords::standard()),
            ("stop", "lucene") => analyzer.stop_words(StopWords::lucene()),
            ("folded", "") => analyzer.stem_original(false),
            ("surface", "") => analyzer.surface(true),
            ("ngrams", n) => analyzer.stemmer(None).ngrams(Some(n.parse()?..=n.parse()?)),
            _ => return Err(format!("unknown option {option}").into()),
        };
    }
    Ok(analyzer)
}

/// Returns the function that converts the lines in a mode. Returns an error if the mode is unknown, or if one of its options is unknown or
/// invalid.
fn answer(mode: &str) -> Result<Answer, Box<dyn Error>> {
    Ok(match mode {
        "sentences" => Box::new(|line| {
            let text: String = serde_json::from_str(line)?;
            let ranges = sentences(&text).map(|s| s.trimmed_range()).filter(|r| !r.is_empty()).map(|r| [r.start, r.end]);
            Ok(serde_json::to_string(&ranges.collect::<Vec<_>>())?)
        }),
        "tokens" => Box::new(|line| {
            let text: String = serde_json::from_str(line)?;
            let tokens = Tokenizer::new().tokens(&text).filter(|t| !t.kind().is_space());
            Ok(serde_json::to_string(&tokens.map(|t| [t.range().start, t.range().end]).collect::<Vec<_>>())?)
        }),
        "analyze" => {
            let analyzer = analyzer(std::env::args().skip(2))?;
            Box::new(move |line| {
                let text: String = serde_json::from_str(line)?;
                Ok(serde_json::to_string(&analyzer.terms(&text).map(|t| t.text().to_owned()).collect::<Vec<_>>())?)
            })
        }
        "normalize" => Box::new(|line| {
            let text: String = serde_json::from_str(line)?;
            Ok(serde_json::to_string(&Normalizer::search().normalize(&text))?)
        }),
        "lucene-norm" => Box::new(|word| Ok(Normalizer::lucene().normalize(word).into_owned())),
        "lucene-stem" => Box::new(|word| Ok(Stemmer::Lucene.stem(&Normalizer::lucene().normalize(word)).into_text().into_owned())),
        "lucene-stem-raw" => Box::new(|word| Ok(Stemmer::Lucene.stem(word).into_text().into_owned())),
        "snowball" => Box::new(|word| Ok(Stemmer::Snowball.stem(word).into_text().into_owned())),
        "lucene-analyze" => {
            let analyzer = Analyzer::lucene();
            Box::new(move |line| {
                let text: String = serde_json::from_str(line)?;
                let terms = analyzer.terms(&text).map(|t| serde_json::json!([t.text(), t.range().start, t.range().end, t.position()]));
                Ok(serde_json::to_string(&terms.collect::<Vec<_>>())?)
            })
        }
        "stem" => {
            let stemmer: Stemmer = std::env::args().nth(2).map_or(Ok(Stemmer::Lexical), |name| name.parse())?;
            Box::new(move |word| Ok(stemmer.stem(word).into_text().into_owned()))
        }
        "root" => Box::new(|word| Ok(morph::root(word).map_or(String::new(), |r| r.to_string()))),
        "segment" => Box::new(|word| Ok(segment(word, Scheme::Atb).map(|s| s.text()).collect::<Vec<_>>().join("+"))),
        "lemma" => Box::new(|word| Ok(morph::lemma(word).unwrap_or_default())),
        "tag" => Box::new(|line| {
            let text: String = serde_json::from_str(line)?;
            let words = Tokenizer::new().tokens(&text).filter_map(|token| {
                let parse = morph::best(token.text())?;
                let lemma = parse.vocalized_lemma().unwrap_or_else(|| parse.lemma());
                let segments = segment(token.text(), Scheme::Atb).map(|s| s.text()).collect::<Vec<_>>().join("+");
                Some(serde_json::json!([token.range().start, token.range().end, segments, lemma, parse.upos().name()]))
            });
            Ok(serde_json::to_string(&words.collect::<Vec<_>>())?)
        }),
        "parses" => {
            Box::new(|word| Ok(morph::parses(word).map(|p| format!("{:4} {}", p.cost(), p.explain())).collect::<Vec<_>>().join("\n")))
        }
        _ => return Err(format!("unknown mode {mode}").into()),
    })
}

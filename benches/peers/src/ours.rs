//! The entry points of kalima as measured systems. The name of each of these systems begins with `ours`.

use std::hint::black_box;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::Normalizer;
use kalima::stem::{Memo, Stemmer};

use crate::system::{System, count};

/// Appends the systems of kalima for one task to `list`.
pub fn add(task: &str, list: &mut Vec<System>) {
    match task {
        "normalize" => normalize(list),
        "tokenize" => {
            list.push(System::new("tokenize", "ours words", |t| count(kalima::words(t))));
            list.push(System::new("tokenize", "ours tokens", |t| count(kalima::tokens(t))));
        }
        "sentences" => list.push(System::new("sentences", "ours sentences", |t| count(kalima::sentences(t)))),
        "stem" => stem(list),
        "analyze" => analyze(list),
        _ => {}
    }
}

fn normalize(list: &mut Vec<System>) {
    for (returned, reused, n) in [
        ("ours search", "ours search, reused buffer", Normalizer::search()),
        ("ours lucene", "ours lucene, reused buffer", Normalizer::lucene()),
        ("ours light", "ours light, reused buffer", Normalizer::light()),
    ] {
        list.push(System::new("normalize", returned, move |t| black_box(n.normalize(t)).len() as u64));
        let mut out = String::new();
        list.push(System::new("normalize", reused, move |t| {
            out.clear();
            n.normalize_into(t, &mut out);
            black_box(&out).len() as u64
        }));
    }
}

fn stem(list: &mut Vec<System>) {
    for (name, stemmer) in [
        ("ours light10", Stemmer::Light10),
        ("ours lucene", Stemmer::Lucene),
        ("ours snowball", Stemmer::Snowball),
        ("ours rules", Stemmer::Rules),
        ("ours lexical", Stemmer::Lexical),
    ] {
        let mut out = String::new();
        list.push(System::new("stem", name, move |w| {
            out.clear();
            stemmer.stem_into(w, &mut out);
            u64::from(!black_box(&out).is_empty())
        }));
    }
    let fresh = || (Memo::new(Stemmer::Lexical), String::new());
    list.push(System::cached("stem", "ours lexical, cached", fresh, |(memo, out), w| {
        out.clear();
        memo.stem_into(w, out);
        u64::from(!black_box(&out).is_empty())
    }));
    for (name, warm, stemmer) in [
        ("ours snowball, batched", "ours snowball, batched, warm", Stemmer::Snowball),
        ("ours rules, batched", "ours rules, batched, warm", Stemmer::Rules),
        ("ours lexical, batched", "ours lexical, batched, warm", Stemmer::Lexical),
    ] {
        let batched = |name| System::batched("stem", name, move || Memo::new(stemmer), stems);
        list.push(batched(name));
        list.push(batched(warm).warm(warm));
    }
}

fn stems(memo: &mut Memo, words: &[&str]) -> u64 {
    let mut n = 0;
    memo.for_each_stem(words.iter().copied(), |_, stem| {
        n += u64::from(!black_box(stem).is_empty());
    });
    n
}

/// Appends each analyzer to `list` in two or three variants, which differ in the lifetime of the scratch (the buffers and the word cache):
///
/// - All documents of a pass share one scratch. Each pass starts with a new scratch.
/// - In the variant `warm`, all passes share one scratch. This variant exists only for analyzers that cache words.
/// - In the variant `new scratch`, each document has a new scratch.
fn analyze(list: &mut Vec<System>) {
    for (one, warm, new, analyzer) in [
        ("ours rules", Some("ours rules, warm"), "ours rules, new scratch", Analyzer::search().stemmer(Some(Stemmer::Rules))),
        ("ours lexical", Some("ours lexical, warm"), "ours lexical, new scratch", Analyzer::search()),
        ("ours lucene", None, "ours lucene, new scratch", Analyzer::lucene()),
    ] {
        let same = analyzer.clone();
        list.push(System::cached("analyze", one, Scratch::new, move |scratch, t| terms(&same, t, scratch)));
        if let Some(warm) = warm {
            let (same, mut scratch) = (analyzer.clone(), Scratch::new());
            list.push(System::new("analyze", warm, move |t| terms(&same, t, &mut scratch)));
        }
        list.push(System::new("analyze", new, move |t| terms(&analyzer, t, &mut Scratch::new())));
    }
}

fn terms(analyzer: &Analyzer, text: &str, scratch: &mut Scratch) -> u64 {
    let mut n = 0;
    analyzer.for_each_term(text, scratch, |term| {
        black_box(&term);
        n += 1;
    });
    n
}

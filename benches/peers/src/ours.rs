//! kalima's entry points, under names that start with `ours`.

use std::hint::black_box;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::Normalizer;
use kalima::stem::{Stem, Stemmer};

use crate::peers::{System, count};

/// Those of one task.
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
}

/// Each analyzer warm, with one scratch for all documents, and cold, with a new one for each.
fn analyze(list: &mut Vec<System>) {
    for (warm, cold, analyzer) in [
        ("ours rules", "ours rules, new scratch", Analyzer::search().stemmer(Some(Stemmer::Rules))),
        ("ours lexical", "ours lexical, new scratch", Analyzer::search()),
        ("ours lucene", "ours lucene, new scratch", Analyzer::lucene()),
    ] {
        let (mut scratch, same) = (Scratch::new(), analyzer.clone());
        list.push(System::new("analyze", warm, move |t| terms(&same, t, &mut scratch)));
        list.push(System::new("analyze", cold, move |t| terms(&analyzer, t, &mut Scratch::new())));
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

//! kalima's systems, under names that start with `ours`.
use std::hint::black_box;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::Normalizer;
use kalima::stem::{Stem, Stemmer};

use crate::systems::{System, count};

/// Adds them.
pub fn add(list: &mut Vec<System>) {
    for (name, n) in [("ours search", Normalizer::search()), ("ours lucene", Normalizer::lucene()), ("ours light", Normalizer::light())] {
        list.push(System::new("normalize", name, move |t| black_box(n.normalize(t)).len() as u64));
    }
    let mut out = String::new();
    list.push(System::new("normalize", "ours search, reused buffer", move |t| {
        out.clear();
        Normalizer::search().normalize_into(t, &mut out);
        black_box(&out).len() as u64
    }));
    list.push(System::new("tokenize", "ours words", |t| count(kalima::words(t))));
    list.push(System::new("tokenize", "ours tokens", |t| count(kalima::tokens(t))));
    list.push(System::new("sentences", "ours", |t| count(kalima::sentences(t))));
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
    for (name, analyzer) in [
        ("ours rules", Analyzer::search().stemmer(Some(Stemmer::Rules))),
        ("ours lexical", Analyzer::search()),
        ("ours lucene", Analyzer::lucene()),
    ] {
        let mut scratch = Scratch::new();
        list.push(System::new("chain", name, move |t| {
            let mut n = 0;
            analyzer.for_each_term(t, &mut scratch, |term| {
                black_box(&term);
                n += 1;
            });
            n
        }));
    }
}

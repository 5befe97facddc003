//! Measures the computation of readings, roots, clitics and lemmas on one thread, in words per second. The peer is the stemmer
//! `rust-stemmers` on the same words.
//!
//! `cargo bench --bench morph` takes about a minute. The bench uses only the words for which `morph::best` returns a reading. Before the
//! measurement, the bench checks each of these words: the clitic segments must concatenate to the word, and `morph::best` and the first
//! item of `morph::parses` must have equal costs.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalima::clitic::{Scheme, segment};
use kalima::morph;
use kalima::stem::Stemmer;

const TEXTS: [(&str, &str); 3] = [
    ("article", include_str!("../seeds/000_cada6452b4c8d822.txt")),
    ("vocalized", include_str!("../seeds/vocalized.txt")),
    ("dialect", include_str!("../seeds/dialect.txt")),
];

fn all(c: &mut Criterion) {
    let peer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
    for (name, text) in TEXTS {
        let words: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || kalima::chars::is_mark(c))).filter(|w| morph::best(w).is_some()).collect();
        let mut g = c.benchmark_group(name);
        g.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1500)).sample_size(30);
        g.throughput(Throughput::Elements(words.len() as u64));
        for word in &words {
            assert_eq!(segment(word, Scheme::D3).map(|s| s.text()).collect::<String>(), *word);
            assert_eq!(morph::parses(word).next().map(|p| p.cost()), morph::best(word).map(|p| p.cost()), "{word}");
        }
        g.bench_function("best", |b| b.iter(|| words.iter().for_each(|w| _ = black_box(morph::best(black_box(w))))));
        // Each pass over the text starts with an empty cache. Therefore the cache saves less time on a short text than on a long text.
        g.bench_function("best, new memo", |b| {
            b.iter(|| {
                let mut memo = morph::Memo::new();
                words.iter().for_each(|w| _ = black_box(memo.best(black_box(w))));
            });
        });
        g.bench_function("parses", |b| b.iter(|| words.iter().for_each(|w| _ = black_box(morph::parses(black_box(w))))));
        g.bench_function("root", |b| {
            b.iter(|| {
                words.iter().for_each(|w| {
                    black_box(morph::root(black_box(w)));
                })
            })
        });
        g.bench_function("segment", |b| {
            b.iter(|| words.iter().for_each(|w| segment(black_box(w), Scheme::Atb).for_each(|s| drop(black_box(s)))));
        });
        let mut out = String::new();
        g.bench_function("lexical stem", |b| {
            b.iter(|| {
                for word in &words {
                    out.clear();
                    Stemmer::Lexical.stem_into(black_box(word), &mut out);
                    black_box(&out);
                }
            });
        });
        g.bench_function("rust-stemmers", |b| b.iter(|| words.iter().for_each(|w| drop(black_box(peer.stem(black_box(w)))))));
        g.finish();
    }
}

criterion_group!(benches, all);
criterion_main!(benches);

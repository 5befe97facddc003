//! Measures the computation of index terms on one thread, in bytes of text per second. The peer splits the text with `unicode-segmentation`
//! and stems each word with `rust-stemmers`.
//!
//! `cargo bench --bench analyze` takes less than a minute.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalima::analyzer::{Analyzer, Scratch};
use unicode_segmentation::UnicodeSegmentation;

const TEXTS: [(&str, &str); 3] = [
    ("article", include_str!("../seeds/000_cada6452b4c8d822.txt")),
    ("vocalized", include_str!("../seeds/vocalized.txt")),
    ("mixed", include_str!("../seeds/technical.txt")),
];

fn all(c: &mut Criterion) {
    let peer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
    let analyzer = Analyzer::search();
    for (name, text) in TEXTS {
        let mut g = c.benchmark_group(name);
        g.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1000)).sample_size(30);
        g.throughput(Throughput::Bytes(text.len() as u64));
        let mut scratch = Scratch::new();
        let (mut visited, listed) = (0, analyzer.terms(text).count());
        analyzer.for_each_term(text, &mut scratch, |_| visited += 1);
        assert!(visited == listed && listed > 100);
        g.bench_function("ours for_each_term", |b| {
            b.iter(|| {
                analyzer.for_each_term(black_box(text), &mut scratch, |term| {
                    black_box(term.text());
                });
            });
        });
        g.bench_function("ours terms", |b| b.iter(|| analyzer.terms(black_box(text)).map(|t| t.text().len()).sum::<usize>()));
        g.bench_function("unicode_words + rust-stemmers", |b| {
            b.iter(|| black_box(text).unicode_words().map(|w| peer.stem(w).len()).sum::<usize>())
        });
        g.finish();
    }
}

criterion_group!(benches, all);
criterion_main!(benches);

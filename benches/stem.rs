//! Stemming word by word, beside `rust-stemmers` (an older Snowball), on one thread, in bytes of words a second.
//!
//! `cargo bench --bench stem` takes about a minute. Every answer is checked before it is timed; the peer's only where both are Snowball.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalima::normalize::Normalizer;
use kalima::stem::{Stem, Stemmer};

const TEXTS: [(&str, &str); 3] = [
    ("article", include_str!("../seeds/000_cada6452b4c8d822.txt")),
    ("vocalized", include_str!("../seeds/vocalized.txt")),
    ("mixed", include_str!("../seeds/technical.txt")),
];

fn all(c: &mut Criterion) {
    let peer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
    assert_eq!(peer.stem("الكتاب"), Stemmer::Snowball.stem("الكتاب").text());
    for (name, text) in TEXTS {
        let words: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || kalima::chars::is_mark(c))).filter(|w| !w.is_empty()).collect();
        let mut g = c.benchmark_group(name);
        g.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1000)).sample_size(30);
        g.throughput(Throughput::Bytes(words.iter().map(|w| w.len() as u64).sum()));
        for stemmer in [Stemmer::Light10, Stemmer::Lucene, Stemmer::Snowball, Stemmer::Rules, Stemmer::Lexical] {
            let mut out = String::new();
            for word in &words {
                // The same word, folded before, has the same stem; the compatible ones ask for it to be folded.
                let folded = Normalizer::lucene().normalize(word);
                let s = stemmer.stem(&folded);
                assert!(!s.text().is_empty() && folded[s.stem_range()].len() >= s.text().len().min(1));
            }
            g.bench_function(format!("ours {stemmer}"), |b| {
                b.iter(|| {
                    for word in &words {
                        out.clear();
                        stemmer.stem_into(black_box(word), &mut out);
                        black_box(&out);
                    }
                });
            });
        }
        g.bench_function("rust-stemmers", |b| {
            b.iter(|| {
                for word in &words {
                    black_box(peer.stem(black_box(word)));
                }
            });
        });
        g.finish();
    }
}

criterion_group!(benches, all);
criterion_main!(benches);

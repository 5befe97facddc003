//! Measures stemming word by word on one thread, in bytes of words per second. The peer is `rust-stemmers`, which contains an older version
//! of Snowball's stemmer.
//!
//! `cargo bench --bench stem` takes less than a minute. Before the measurement, each stemmer must return known stems for three words.
//! `stem` and `stem_into` must return the same stem and the same cuts for each word. The peer and kalima's Snowball stemmer must return the
//! same stem for one word.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalima::normalize::Normalizer;
use kalima::stem::Stemmer;

const TEXTS: [(&str, &str); 3] = [
    ("article", include_str!("../seeds/000_cada6452b4c8d822.txt")),
    ("vocalized", include_str!("../seeds/vocalized.txt")),
    ("mixed", include_str!("../seeds/technical.txt")),
];

/// The expected stems of وبالكتاب, سيارات and المهندسون for each stemmer.
const KNOWN: [(Stemmer, [&str; 3]); 5] = [
    (Stemmer::Light10, ["كتاب", "سيار", "مهندس"]),
    (Stemmer::Lucene, ["بالكتاب", "سيار", "مهندس"]),
    (Stemmer::Snowball, ["كتاب", "يارا", "مهندس"]),
    (Stemmer::Rules, ["كتاب", "سيار", "مهندس"]),
    (Stemmer::Lexical, ["كتاب", "سياره", "مهندس"]),
];

fn all(c: &mut Criterion) {
    for (stemmer, stems) in KNOWN {
        for (word, stem) in ["وبالكتاب", "سيارات", "المهندسون"].iter().zip(stems) {
            assert_eq!(stemmer.stem(word).text(), stem, "{stemmer} {word}");
        }
    }
    let peer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::Arabic);
    assert_eq!(peer.stem("الكتاب"), Stemmer::Snowball.stem("الكتاب").text());
    for (name, text) in TEXTS {
        let words: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || kalima::chars::is_mark(c))).filter(|w| !w.is_empty()).collect();
        let mut g = c.benchmark_group(name);
        g.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1000)).sample_size(30);
        g.throughput(Throughput::Bytes(words.iter().map(|w| w.len() as u64).sum()));
        for (stemmer, _) in KNOWN {
            let mut out = String::new();
            for word in &words {
                out.clear();
                let (cuts, s) = (stemmer.stem_into(word, &mut out), stemmer.stem(word));
                assert_eq!((&*out, cuts), (s.text(), s.cuts()), "{stemmer} {word}");
                // A stemmer that ignores marks returns the same stem if the marks of the word are removed. The check omits Lucene and
                // Snowball, which reproduce the results of other programs exactly, and Lexical, which uses marks.
                if !matches!(stemmer, Stemmer::Lucene | Stemmer::Snowball | Stemmer::Lexical) {
                    assert_eq!(stemmer.stem(&Normalizer::light().normalize(word)).text(), out, "{stemmer} {word}");
                }
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

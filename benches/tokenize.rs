//! Measures how fast tokens and words are found in four texts: an article, vocalized text, mixed text and ASCII text. The peers are
//! `unicode-segmentation` and a regular expression.
//!
//! The regular expression is a class of ranges: ASCII letters, digits, `_`, and most characters of the Arabic block. It does not use `\w`,
//! because this crate uses `regex` without its Unicode tables. The ranges are faster than `\w+` with the Unicode tables.
#![allow(missing_docs)]
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kalima::token::{Tokenizer, tokens, words};
use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

const SIZE: usize = 256 << 10;

const VOCALIZED: &str = "وَقَالَ الْمُعَلِّمُ لِلطُّلَّابِ: إِنَّ الْعِلْمَ نُورٌ، وَإِنَّ الْجَهْلَ ظَلَامٌ. فَاقْرَؤُوا كُلَّ يَوْمٍ شَيْئًا جَدِيدًا.\n";
const MIXED: &str = "أعلنت شركة Google عن هاتف Pixel 9 بسعر 3,499 ر.س. (نحو 933$) في 2024/08/13؛ التفاصيل على https://store.example.com/pixel_9?lang=ar \
أو راسلوا د. سامي على info@example.com 📱 #هواتف_جديدة\n";
const ASCII: &str =
    "The quick brown fox doesn't jump over 3.5 lazy dogs; it walks around them, e.g. at 10 km/h, and reads snake_case names.\n";

fn texts() -> Vec<(&'static str, String)> {
    let article = include_str!("../seeds/000_cada6452b4c8d822.txt");
    [("article", article), ("vocalized", VOCALIZED), ("mixed", MIXED), ("ascii", ASCII)]
        .into_iter()
        .map(|(name, text)| (name, text.repeat(SIZE / text.len() + 1)))
        .collect()
}

/// Checks the results before the measurement: the tokens must cover the text, the number of words must be within 25 % of the peer's number,
/// and the words `info@example.com` and `doesn't` must be found.
fn check(text: &str) {
    let mut at = 0;
    for token in tokens(text) {
        assert_eq!(token.start(), at);
        at = token.end();
    }
    assert_eq!(at, text.len());
    let ours = words(text).count() as f64;
    let theirs = text.unicode_words().count() as f64;
    assert!((ours / theirs - 1.0).abs() < 0.25, "{ours} {theirs}"); // In kalima, an address is one word.
    assert!(words(MIXED).any(|t| t.text() == "info@example.com") && words(ASCII).any(|t| t.text() == "doesn't"));
}

fn tokenize(c: &mut Criterion) {
    let word = Regex::new("[0-9A-Za-z_\u{600}-\u{60B}\u{610}-\u{61A}\u{61C}-\u{61E}\u{620}-\u{669}\u{66E}-\u{6D3}\u{6D5}-\u{6FF}]+");
    let word = word.expect("a valid pattern");
    for (name, text) in texts() {
        check(&text);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("kalima tokens", |b| {
            b.iter(|| tokens(black_box(&text)).map(|t| t.end() ^ t.kind() as usize).fold(0, |a, b| a ^ b))
        });
        group.bench_function("kalima words", |b| b.iter(|| words(black_box(&text)).map(|t| t.text().len()).sum::<usize>()));
        let entities = Tokenizer::new().entities(true);
        group.bench_function("kalima words, entities", |b| {
            b.iter(|| entities.words(black_box(&text)).map(|t| t.text().len()).sum::<usize>())
        });
        group.bench_function("kalima tokens of bytes", |b| b.iter(|| Tokenizer::new().tokens_utf8(black_box(text.as_bytes())).count()));
        group.bench_function("unicode_words", |b| b.iter(|| black_box(&text).unicode_words().map(str::len).sum::<usize>()));
        group.bench_function("split_word_bounds", |b| b.iter(|| black_box(&text).split_word_bounds().map(str::len).sum::<usize>()));
        group.bench_function("regex", |b| b.iter(|| word.find_iter(black_box(&text)).map(|m| m.len()).sum::<usize>()));
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(std::time::Duration::from_secs(1)).warm_up_time(std::time::Duration::from_millis(300));
    targets = tokenize
}
criterion_main!(benches);

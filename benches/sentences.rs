//! Measures sentence splitting in bytes of text per second. The peers are `unicode_sentences` of `unicode-segmentation` and a regular
//! expression.
//!
//! Before the measurement, the sentences of kalima and of the regular expression must concatenate to the text. The systems do not find the
//! same sentences.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kalima::sentence::sentences;
use regex::Regex;
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

const MIXED: &str = "أعلنت شركة Apple Inc. عن هاتف جديد بسعر 3.500 ر.س. في 10/2/2025، راسلونا على info@example.com. هل تريد المزيد؟ \
    زوروا https://example.com/a.b?c=1 الآن! قال د. أحمد: «السعر مناسب». The new model is sold from Monday. #تقنية @user 👍\n\n";
const VOCALIZED: &str = "كَتَبَ الوَلَدُ الدَّرْسَ ثُمَّ خَرَجَ إِلَى الحَدِيقَةِ مَعَ أَصْدِقَائِهِ. أَشْرَقَتِ الشَّمْسُ وَغَرَّدَتِ الطُّيُورُ، فَهَلْ رَأَيْتَ أَجْمَلَ مِنْ هَذَا الصَّبَاحِ؟ \
    قَالَ المُعَلِّمُ: «العِلْمُ نُورٌ.» وَانْصَرَفَ الطُّلَّابُ إِلَى بُيُوتِهِمْ فَرِحِينَ.\n";
const ASCII: &str = "The committee met on Tuesday to discuss the budget, which had been delayed since the spring. All agreed. \
    Was it a good plan? Mr. Smith thought so; the others, who came from the U.S. by train, said nothing at all until 5 p.m. that day.\n";

fn regex_split<'t>(end: &Regex, text: &'t str) -> impl Iterator<Item = &'t str> {
    let mut start = 0;
    let ends = end.find_iter(text).map(|m| m.end()).chain([text.len()]);
    ends.map(move |e| &text[std::mem::replace(&mut start, e)..e]).filter(|s| !s.is_empty())
}

fn bench(c: &mut Criterion) {
    let end = Regex::new(r#"[.!?؟…۔]+[»”")\]]*(?-u:\s)+"#).unwrap_or_else(|e| panic!("{e}"));
    let article = include_str!("../seeds/000_cada6452b4c8d822.txt");
    let size = 64 * 1024;
    for (name, piece) in [("article", article), ("mixed", MIXED), ("vocalized", VOCALIZED), ("ascii", ASCII)] {
        let text = piece.repeat(size / piece.len() + 1);
        let text = text.as_str();
        assert_eq!(sentences(text).map(|s| s.text()).collect::<String>(), text);
        assert_eq!(regex_split(&end, text).collect::<String>(), text);
        assert!(text.unicode_sentences().count() > 100 && sentences(text).count() > 100);

        let mut group = c.benchmark_group(format!("sentences/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
        group.bench_function(BenchmarkId::from_parameter("kalima"), |b| {
            b.iter(|| sentences(black_box(text)).map(|s| s.text().len()).fold(0, |a, n| a ^ n));
        });
        group.bench_function(BenchmarkId::from_parameter("unicode_sentences"), |b| {
            b.iter(|| black_box(text).unicode_sentences().map(|s| s.len()).fold(0, |a, n| a ^ n));
        });
        group.bench_function(BenchmarkId::from_parameter("regex"), |b| {
            b.iter(|| regex_split(&end, black_box(text)).map(|s| s.len()).fold(0, |a, n| a ^ n));
        });
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);

//! Measures normalization on one thread, in bytes of input per second. The peers are other common ways to normalize Arabic text.
//!
//! `cargo bench --bench normalize` takes about two minutes. `cargo bench --bench normalize -- 'article/.*search'` measures only the
//! functions whose names match the regular expression. Before a function other than `memcpy` is measured, its results are compared with
//! expected results.
//!
//! - `memcpy` only copies the text. Its time is a lower bound for every function that makes a new `String`.
//! - NFKC is a different task: it does not apply the folds of the presets.
//! - The preset `lucene` and the peers whose names end in `lucene` change the fourteen characters that Lucene's `ArabicNormalizer` changes.
//! - The presets `search` and `light` apply other folds than these peers.

use std::borrow::Cow;
use std::hint::black_box;
use std::time::Duration;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use kalima::normalize::{Normalizer, UnicodeForm};
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

const ARTICLE: &str = include_str!("../seeds/000_cada6452b4c8d822.txt");

const VOCALIZED: &str = "خَرَجَ الْفَلَّاحُ مِنْ بَيْتِهِ قَبْلَ طُلُوعِ الشَّمْسِ، وَحَمَلَ عَلَى كَتِفِهِ فَأْسًا قَدِيمَةً وَرِثَهَا عَنْ أَبِيهِ. كَانَ الْهَوَاءُ بَارِدًا، \
    وَكَانَتْ رَائِحَةُ التُّرَابِ الْمُبَلَّلِ تَمْلَأُ الطَّرِيقَ. سَلَّمَ عَلَى جَارِهِ، ثُمَّ سَأَلَهُ عَنِ الْمَطَرِ الَّذِي نَزَلَ فِي اللَّيْلِ، فَقَالَ: لَمْ نَرَ \
    مِثْلَهُ مُنْذُ أَعْوَامٍ! جَلَسَ الرَّجُلَانِ تَحْتَ شَجَرَةِ التِّينِ، وَأَكَلَا خُبْزًا وَزَيْتُونًا، وَشَرِبَا شَايًا حُلْوًا. وَلَمَّا ارْتَفَعَتِ الشَّمْسُ قَامَا \
    إِلَى الْعَمَلِ، فَحَرَثَا الْأَرْضَ وَنَظَّفَا السَّاقِيَةَ مِنَ الْحِجَارَةِ وَالْأَعْشَابِ، حَتَّى جَرَى الْمَاءُ صَافِيًا بَيْنَ الْأَشْجَارِ. فَرِحَ الْأَطْفَالُ \
    بِالْمَاءِ، وَأَخَذُوا يَلْعَبُونَ عَلَى ضِفَّتَيِ السَّاقِيَةِ، وَالْأُمَّهَاتُ يَنْظُرْنَ إِلَيْهِمْ مِنْ بَعِيدٍ وَيَضْحَكْنَ. وَفِي الْمَسَاءِ عَادَ كُلُّ وَاحِدٍ إِلَى \
    دَارِهِ مُتْعَبًا مَسْرُورًا، يَرْجُو أَنْ يَكُونَ الْحَصَادُ فِي هَذِهِ السَّنَةِ خَيْرًا مِمَّا كَانَ.";

const MIXED: &str = "أصدرت مؤسسة Mozilla النسخة 115 من متصفح Firefox للحواسيب التي تعمل بنظام Windows 7 أو macOS 10.14، وقالت إن \
    الدعم سيستمر حتى سبتمبر. وتتيح لغة Rust إنشاء مكتبات WebAssembly صغيرة، ويمكن تثبيت الأداة عبر الأمر cargo install wasm-pack ثم \
    إضافة الملف package.json إلى المشروع. أما واجهة API الجديدة فتعتمد على JSON و HTTP/2، وتقبل الطلبات من نوع GET و POST فقط.";

const ASCII: &str = "The quick answer is that the reader skips what it does not know; a longer one would have to say why. \
    Sentences of ten, twenty or thirty words, some numbers (1990, 3.14), an e-mail address like someone@example.com, a path such as \
    /usr/share/doc/readme.txt, and now and then a line that ends early.\n";

/// Returns at least 64 KiB of randomly selected words of a text. A word may occur several times. The order is random, so that the branch
/// predictors of the processor do not learn the text. The result is the same in every run.
fn shuffled(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    let (mut out, mut state) = (String::new(), 1u64);
    while out.len() < 1 << 16 {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        out.push_str(words[(state >> 33) as usize % words.len()]);
    }
    out
}

/// Cuts a text into chunks of 48 bytes. If a character crosses offset 48, the chunk has 47 bytes. Drops the rest of the text if the rest is
/// shorter than 48 bytes. Panics if a character of three or four bytes crosses both offsets, 47 and 48.
fn pieces(text: &str) -> Vec<&str> {
    let (mut all, mut rest) = (Vec::new(), text);
    while rest.len() >= 48 {
        let (piece, tail) = rest.split_at(if rest.is_char_boundary(48) { 48 } else { 47 });
        all.push(piece);
        rest = tail;
    }
    all
}

/// Applies the folds of Lucene's `ArabicNormalizer` to one character. Returns `None` if the folds remove the character.
fn lucene_char(c: char) -> Option<char> {
    match c {
        'آ' | 'أ' | 'إ' => Some('ا'),
        'ى' => Some('ي'),
        'ة' => Some('ه'),
        '\u{640}' | '\u{64B}'..='\u{652}' => None,
        c => Some(c),
    }
}

fn is_mark(c: &char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{652}')
}

/// Replaces all matches of the regular expression `from` with `to`. Returns `t` without a copy if nothing matches.
fn replaced<'t>(t: Cow<'t, str>, from: &Regex, to: &str) -> Cow<'t, str> {
    if let Cow::Owned(new) = from.replace_all(&t, to) {
        return Cow::Owned(new);
    }
    t
}

struct Texts<'t> {
    pieces: Vec<&'t str>,
    bytes: u64,
}

/// Measures the speed of `work` on all texts. Does not check the results of `work`.
fn time(g: &mut BenchmarkGroup<'_, WallTime>, name: &str, texts: &Texts<'_>, mut work: impl FnMut(&str) -> usize) {
    g.throughput(Throughput::Bytes(texts.bytes));
    g.bench_function(name, |b| b.iter(|| texts.pieces.iter().map(|t| work(black_box(t))).sum::<usize>()));
}

/// Returns the length of `s` in bytes. `black_box` prevents the compiler from removing the computation of `s`.
fn len(s: impl AsRef<str>) -> usize {
    black_box(s.as_ref()).len()
}

fn ours(g: &mut BenchmarkGroup<'_, WallTime>, name: &str, n: Normalizer, texts: &Texts<'_>, expected: impl Fn(&str) -> String) {
    let mut buffer = String::new();
    for t in &texts.pieces {
        let want = expected(t);
        assert_eq!(n.normalize(t), want);
        buffer.clear();
        n.normalize_into(t, &mut buffer);
        assert_eq!(buffer, want);
        let mapped = n.normalize_mapped(t);
        assert_eq!(mapped.text(), want);
        assert_eq!(mapped.map().to_source_grown(0..want.len()).end, t.len());
    }
    time(g, &format!("ours {name}"), texts, |t| len(n.normalize(t)));
    time(g, &format!("ours {name} into"), texts, |t| {
        buffer.clear();
        n.normalize_into(t, &mut buffer);
        len(&buffer)
    });
    time(g, &format!("ours {name} mapped"), texts, |t| len(n.normalize_mapped(t).text()));
}

/// Checks that `work` returns the results of `Normalizer::lucene`, and measures `work`.
fn peer(g: &mut BenchmarkGroup<'_, WallTime>, name: &str, texts: &Texts<'_>, work: impl for<'t> Fn(&'t str) -> Cow<'t, str>) {
    for t in &texts.pieces {
        assert_eq!(work(t), Normalizer::lucene().normalize(t), "{name}");
    }
    time(g, name, texts, |t| len(work(t)));
}

fn all(c: &mut Criterion) {
    let (vocalized, mixed, ascii) = (shuffled(VOCALIZED), shuffled(MIXED), shuffled(ASCII));
    let short: Vec<&str> = pieces(ARTICLE).into_iter().chain(pieces(&vocalized[..8192 - vocalized[..8192].len() % 2])).collect();
    let texts = [
        ("article", vec![ARTICLE]),
        ("vocalized", vec![&*vocalized]),
        ("mixed", vec![&*mixed]),
        ("ascii", vec![&*ascii]),
        ("48 bytes", short),
    ];
    let chain = [("[\u{640}\u{64B}-\u{652}]", ""), ("[أإآ]", "ا"), ("ى", "ي"), ("ة", "ه")];
    let chain = chain.map(|(from, to)| (Regex::new(from).unwrap(), to));
    let fold_from: Vec<String> = ('\u{600}'..'\u{700}').filter(|&c| lucene_char(c) != Some(c)).map(String::from).collect();
    let fold_to: Vec<String> = fold_from.iter().map(|f| f.chars().filter_map(lucene_char).collect()).collect();
    let aho = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&fold_from).unwrap();

    for (name, pieces) in texts {
        let bytes = pieces.iter().map(|p| p.len() as u64).sum();
        let texts = Texts { pieces, bytes };
        let mut g = c.benchmark_group(name);
        g.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_millis(1000)).sample_size(30);
        // In these texts, the presets fold each character independently of its neighbours. Therefore the expected results can be computed
        // character by character.
        ours(&mut g, "lucene", Normalizer::lucene(), &texts, |t| t.chars().filter_map(lucene_char).collect());
        ours(&mut g, "search", Normalizer::search(), &texts, |t| t.chars().filter_map(lucene_char).collect());
        ours(&mut g, "light", Normalizer::light(), &texts, |t| t.chars().filter(|c| !is_mark(c)).collect());
        peer(&mut g, "filter_map lucene", &texts, |t| t.chars().filter_map(lucene_char).collect());
        peer(&mut g, "regex lucene", &texts, |t| chain.iter().fold(Cow::Borrowed(t), |t, (from, to)| replaced(t, from, to)));
        peer(&mut g, "aho-corasick lucene", &texts, |t| Cow::Owned(aho.replace_all(t, &fold_to)));
        for t in &texts.pieces {
            assert_eq!(t.nfkc().collect::<String>(), Normalizer::none().form(UnicodeForm::Nfkc).normalize(t));
        }
        time(&mut g, "NFKC", &texts, |t| len(t.nfkc().collect::<String>()));
        time(&mut g, "memcpy", &texts, |t| len(String::from(t)));
        g.finish();
    }
}

criterion_group!(normalize, all);
criterion_main!(normalize);

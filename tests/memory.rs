//! Tests the peak memory of each entry point on the hard patterns. A hard pattern is a short text that is hard for an algorithm if it is
//! repeated (`src/op_counter/patterns.rs`). The limit is a constant plus a multiple of the sum of two lengths: the length of the text and
//! the length of the result. For a stream, the limit is a multiple of the default capacity of its buffer.

use std::io::Read;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::io::{SentenceReader, TokenReader, terms};
use kalima::morph::UserLexicon;
use kalima::normalize::{DaggerAlefFold, Normalizer, Preset};
use kalima::sentence::SentenceSplitter;
use kalima::stem::Stemmer;
use kalima::token::Tokenizer;

#[allow(unreachable_pub, dead_code, reason = "a bench uses the file as well")]
mod counting;

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

/// Returns the maximum number of bytes that `work` holds in allocations at the same time.
fn peak(work: impl FnOnce()) -> usize {
    counting::measure(work).1.peak.max(0) as usize
}

#[path = "../src/op_counter/patterns.rs"]
#[allow(unreachable_pub, reason = "the file is a module of tests and tools as well")]
mod patterns;

/// Uses the result of a call, so that the compiler does not remove the call.
fn run<T>(result: T) {
    drop(std::hint::black_box(result));
}

/// Returns the normalizers of all presets with their names. Also returns the preset `search` with each of two options: `madda` and
/// `dagger_alef`. With these options, a decision depends on more than one letter and its marks.
fn normalizers() -> Vec<(String, Normalizer)> {
    let search = Normalizer::search();
    let mut all: Vec<_> = Preset::ALL.iter().map(|p| (p.to_string(), p.normalizer())).collect();
    all.push(("madda".into(), search.madda(true)));
    all.push(("promote".into(), search.dagger_alef(DaggerAlefFold::Promote)));
    all
}

/// Repeats each hard pattern to a text of 64 KiB, and measures the peak memory of each entry point on this text. The limit is 64 KiB plus
/// four times the sum of the bytes of the text and of the result. The result of `find_iter` and `highlight` counts like the result of
/// `normalize_mapped`, and the result of the analyzer is its longest term. Returns a message for each entry point and pattern above this
/// limit.
fn peaks_of_patterns() -> Vec<String> {
    const SIZE: usize = 1 << 16;
    const FREE: usize = 1 << 16;
    let mut wrong = Vec::new();
    for unit in patterns::PATTERNS {
        let text = unit.repeat(SIZE / unit.len());
        let mut check = |name: &str, result: usize, held: usize| {
            if held > 4 * (text.len() + result) + FREE {
                wrong.push(format!("{name} of {unit:?}: {held} bytes for {} and a result of {result}", text.len()));
            }
        };
        for (name, normalizer) in normalizers() {
            let result = normalizer.normalize(&text).len();
            check(&format!("normalize {name}"), result, peak(|| drop(normalizer.normalize(&text))));
            check(&format!("is_normalized {name}"), 0, peak(|| run(normalizer.is_normalized(&text))));
            // The map is part of the result, so the memory of the map counts as memory of the result.
            let (mapped, allocated) = counting::measure(|| normalizer.normalize_mapped(&text));
            drop(mapped);
            let result = allocated.live.max(0) as usize;
            check(&format!("normalize_mapped {name}"), result, peak(|| drop(normalizer.normalize_mapped(&text))));
            check(&format!("find_iter {name}"), result, peak(|| run(normalizer.find_iter(&text, "كتاب").count())));
            check(&format!("highlight {name}"), result, peak(|| drop(normalizer.highlight(&text, "كتاب", "[", "]"))));
        }
        for stemmer in Stemmer::ALL {
            let result = stemmer.stem(&text).text().len();
            check(&format!("stem {stemmer}"), result, peak(|| drop(stemmer.stem(&text))));
        }
        for (name, analyzer) in [("search", Analyzer::search()), ("lucene", Analyzer::lucene()), ("exact", Analyzer::exact())] {
            let mut longest = 0;
            analyzer.for_each_term(&text, &mut Scratch::new(), |term| longest = longest.max(term.text().len()));
            // The scratch includes a large cache, so 9 MiB do not count.
            let held = peak(|| analyzer.for_each_term(&text, &mut Scratch::new(), |_| ()));
            check(&format!("terms {name}"), longest, held.saturating_sub(9 << 20));
        }
        check("tokens", 0, peak(|| run(Tokenizer::new().entities(true).tokens(&text).count())));
        check("sentences", 0, peak(|| run(SentenceSplitter::new().sentences(&text).count())));
    }
    wrong
}

/// Tests the peak memory on the hard patterns, on a text that is one long token, and on streams.
#[test]
fn peaks() {
    const MB: usize = 1 << 20;
    // Compiles the regular expressions of numbers and dates before the measurement. A process compiles these expressions only once.
    Tokenizer::new().entities(true).tokens("12:30").count();

    let wrong = peaks_of_patterns();
    assert!(wrong.is_empty(), "{} in all\n{}", wrong.len(), wrong.join("\n"));

    // A text of 64 MiB that is one token.
    let token = "م".repeat(32 * MB);
    assert_eq!(peak(|| assert_eq!(Tokenizer::new().entities(true).tokens(&token).count(), 1)), 0);
    assert_eq!(peak(|| assert_eq!(SentenceSplitter::new().sentences(&token).count(), 1)), 0);
    assert_eq!(peak(|| assert!(Normalizer::search().is_normalized(&token))), 0);
    assert!(peak(|| drop(Normalizer::search().normalize_mapped(&token))) < 1000);
    let whole = peak(|| Analyzer::exact().for_each_term(&token, &mut Scratch::new(), |term| assert_eq!(term.text().len(), 64 * MB)));
    assert!(whole < 3 * 64 * MB, "{whole}");
    let stem = peak(|| drop(Stemmer::Rules.stem(&token)));
    assert!(stem < 3 * 64 * MB, "{stem}");

    // The peak memory of a stream depends on the capacity of its buffer and not on the length of the stream.
    let analyzer = Analyzer::exact();
    for (name, unit) in [
        ("one token", "م"),
        ("a million dots", "."),
        ("no end", "كلمة "),
        ("marks", "\u{651}"),
        ("spaces", " "),
        ("bytes", "\u{FFFD}"),
        ("a url", "a/"),
    ] {
        let stream = || std::io::repeat(0).take(0).chain(Repeat(unit.as_bytes(), 0).take(8 * MB as u64));
        let held = peak(|| {
            let mut tokens = TokenReader::new(stream(), Tokenizer::new());
            while tokens.advance().unwrap().is_some() {}
        });
        assert!(held < 3 * kalima::io::DEFAULT_CAPACITY, "{name}: {held} for tokens");
        let held = peak(|| {
            let mut sentences = SentenceReader::new(stream(), SentenceSplitter::new());
            while sentences.advance().unwrap().is_some() {}
        });
        assert!(held < 3 * kalima::io::DEFAULT_CAPACITY, "{name}: {held} for sentences");
        let held = peak(|| assert!(terms(stream(), &analyzer).all(|t| t.is_ok())));
        assert!(held < 10 * kalima::io::DEFAULT_CAPACITY, "{name}: {held} for terms");
    }

    let dots = ".".repeat(MB);
    assert_eq!(peak(|| assert_eq!(Tokenizer::new().tokens(&dots).count(), MB)), 0);
    assert_eq!(peak(|| assert!(SentenceSplitter::new().sentences(&dots).count() >= 1)), 0);
}

/// An endless source that repeats the bytes of its first field. The second field is the number of bytes that the source has returned.
struct Repeat<'b>(&'b [u8], usize);

impl Read for Repeat<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in &mut *buffer {
            *byte = self.0[self.1 % self.0.len()];
            self.1 += 1;
        }
        Ok(buffer.len())
    }
}

/// Returns the text of a user lexicon with `count` nouns of four to seven letters, each with vowel signs and a broken plural.
fn nouns(count: usize) -> String {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect();
    let mut state = 1_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        letters[(state >> 40) as usize % letters.len()]
    };
    let mut text = String::new();
    for n in 0..count {
        text.push_str("1 n ");
        (0..4 + n % 4).for_each(|_| text.extend([letter(), '\u{64E}']));
        text.push_str(" / ");
        (0..5).for_each(|_| text.extend([letter(), '\u{64F}']));
        text.push('\n');
    }
    text
}

/// Tests that a user lexicon of 100,000 nouns has less than 20 MB, and that one of 200,000 nouns has at most 2.3 times as much.
#[test]
fn a_user_lexicon_is_small() {
    let texts = [100_000, 200_000].map(nouns);
    let [small, large] = texts.each_ref().map(|text| {
        let start = std::time::Instant::now();
        let (lexicon, allocated) = counting::measure(|| UserLexicon::parse(text).unwrap());
        println!("{} nouns: {} bytes, peak {} bytes, {:?}", lexicon.len(), allocated.live, allocated.peak, start.elapsed());
        allocated.live
    });
    assert!(small < 20_000_000, "{small} bytes");
    assert!(large as f64 <= 2.3 * small as f64, "{small} and {large} bytes");
}

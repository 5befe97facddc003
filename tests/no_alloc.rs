//! Tests the number of allocations of the entry points. A normalizer that does not change the text makes no allocation. A normalizer that
//! changes the text makes one allocation, for the result. Tokens, sentences, stems and terms need no allocation if the buffers are large
//! enough.

use std::borrow::Cow;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::{Normalizer, Preset};
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::stem::Stemmer;
use kalima::token::{TokenKind, Tokenizer};

#[allow(unreachable_pub, dead_code, reason = "a bench uses the file as well")]
mod counting;

#[global_allocator]
static ALLOCATOR: counting::Counting = counting::Counting;

/// Returns the result of `work` and the number of allocations that `work` makes.
fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let (result, allocated) = counting::measure(work);
    (result, allocated.calls as usize)
}

/// Returns the number of allocations that `work` makes.
fn allocations(work: impl FnOnce()) -> usize {
    counted(work).1
}

const ARTICLE: &str = include_str!("../seeds/000_cada6452b4c8d822.txt");
const VOCALIZED: &str = "سَلَّمَ الرَّجُلُ عَلَى جَارِهِ ثُمَّ جَلَسَا تَحْتَ شَجَرَةِ التِّينِ، وَأَكَلَا خُبْزًا وَزَيْتُونًا. ";

#[test]
fn a_borrowed_result_does_not_allocate() {
    let plain = "سال رجل عن كتاب ثم قرا منه in two languages, 1999. ".repeat(50);
    for preset in [Preset::Search, Preset::Lucene, Preset::Light, Preset::Orthographic, Preset::Keyboard, Preset::None] {
        for text in ["", "كتاب", "abc", &plain] {
            let (normal, count) = counted(|| preset.normalizer().normalize(text));
            assert!(matches!(normal, Cow::Borrowed(_)) && count == 0, "{preset} {count} {normal}");
            let (is, count) = counted(|| preset.normalizer().is_normalized(text));
            assert!(is && count == 0);
            let (mapped, count) = counted(|| preset.normalizer().normalize_mapped(text));
            assert!(mapped.map().is_identity() && count == 0);
        }
    }
    // This text has characters that the normalizers examine but do not change.
    for n in [Normalizer::search(), Normalizer::orthographic()] {
        let (normal, count) = counted(|| n.normalize("سؤال، شيء؟ پاكستان Zürich – 日本 😀"));
        assert!(matches!(normal, Cow::Borrowed(_)) && count == 0, "{count} {normal}");
    }
}

#[test]
fn a_changed_result_allocates_once() {
    let vocalized = VOCALIZED.repeat(40);
    for preset in [Preset::Search, Preset::Lucene, Preset::Light] {
        for text in ["أ", "كِتاب", "قرأ", &vocalized, "الكتاب ﻻ ﷺ\u{200F} ١٢٣\u{A0}"] {
            let (normal, count) = counted(|| preset.normalizer().normalize(text));
            assert_eq!(count, usize::from(matches!(normal, Cow::Owned(_))), "{preset} {normal}");
        }
    }
    let (_, count) = counted(|| Normalizer::search().normalize(ARTICLE));
    assert_eq!(count, 1);
}

/// Tests texts with many characters that need context, because their normal form depends on adjacent characters. Examples are a shadda
/// typed before its vowel, joiners, combining hamzas, and hamzas on tatweels.
#[test]
fn characters_that_need_context_allocate_nothing() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = ARTICLE.nfd().collect();
    let texts = [
        ("vocalized", include_str!("../seeds/vocalized.txt")),
        ("persian", include_str!("../seeds/persian.txt")),
        ("decomposed", &decomposed),
        ("quran", include_str!("../seeds/quran.txt")),
    ];
    for preset in [Preset::Search, Preset::Lucene, Preset::Light, Preset::Orthographic, Preset::Keyboard] {
        for (name, text) in texts {
            let (normal, count) = counted(|| preset.normalizer().normalize(text));
            assert_eq!(count, usize::from(matches!(normal, Cow::Owned(_))), "{preset} {name}");
            let mut out = String::with_capacity(1 << 16);
            assert_eq!(allocations(|| preset.normalizer().normalize_into(text, &mut out)), 0, "{preset} {name}");
        }
    }
}

#[test]
fn a_large_buffer_is_not_reallocated() {
    let vocalized = VOCALIZED.repeat(40);
    let mut out = String::with_capacity(1 << 16);
    for preset in [Preset::Search, Preset::Lucene, Preset::Light, Preset::None] {
        for text in ["", "كتاب", "أ", ARTICLE, &vocalized] {
            out.clear();
            let ((), count) = counted(|| preset.normalizer().normalize_into(text, &mut out));
            assert_eq!((count, &*out), (0, &*preset.normalizer().normalize(text)), "{preset}");
        }
    }
}

const TOKENS: &str = "قال د. سامي لـ«الحياة»: إن 3,500 طالب سجلوا في 2024/09/01 بنسبة ٪١٢ 👍🏽 https://example.com/a info@example.com #وسم Привет, naïve e.g. 漢字\n";

#[test]
fn tokens_allocate_nothing() {
    let (once, long) = (TOKENS.to_string(), TOKENS.repeat(200));
    for tokenizer in [Tokenizer::new(), Tokenizer::new().max_token_len(Some(10))] {
        assert_eq!(allocations(|| assert!(tokenizer.tokens(&long).count() > 8000)), 0);
        assert_eq!(allocations(|| assert!(tokenizer.words(&long).count() > 3000)), 0);
        assert_eq!(allocations(|| assert!(tokenizer.tokens_utf8(long.as_bytes()).count() > 8000)), 0);
        assert_eq!(allocations(|| assert!(tokenizer.safe_prefix(&long) > 0)), 0);
    }
    // The first call compiles the regular expressions of numbers and dates, so this call is not measured. Later calls reuse the buffers of
    // these expressions.
    let entities = Tokenizer::new().entities(true);
    assert!(entities.tokens(&once).count() > 40);
    assert_eq!(allocations(|| assert!(entities.tokens(&long).count() > 8000)), 0);
}

#[test]
fn sentences_allocate_nothing() {
    let texts = [
        ARTICLE.to_owned(),
        "وصل د. أحمد سنة 322 ق.م. (انظر ص. 45). قال: «من أنت؟» ثم سكت... إلخ.\n- بند\n".repeat(50),
        "\u{FFFD}\0.!؟\"\"«».".repeat(50),
    ];
    assert!(allocations(|| drop(std::hint::black_box(vec![1]))) > 0);
    for text in &texts {
        for policy in NewlinePolicy::ALL {
            let plain = || SentenceSplitter::new().newlines(*policy).abbreviations(["فلا"]);
            for s in [plain(), plain().clauses(true).verses(true), plain().quotations(false), plain().soft_limit(Some(40))] {
                let mut count = 0;
                let n = allocations(|| {
                    count = s.sentences(text).map(|x| x.trimmed_range().len()).filter(|&n| n > 0).count();
                    count += s.sentences_utf8(text.as_bytes()).filter(|x| !x.range().is_empty()).count();
                    count += s.safe_prefix(text);
                });
                assert!(n == 0 && count > 0, "{n} allocations");
            }
        }
    }
}

#[test]
fn stems_allocate_nothing_in_a_large_buffer() {
    let mut out = String::with_capacity(1 << 10);
    for stemmer in Stemmer::ALL {
        let words = kalima::words(ARTICLE).filter(|t| t.kind() == TokenKind::Arabic).map(|t| t.text());
        let rare = [
            "«الكتاب»",
            "\u{FEDB}\u{FE98}\u{FE8E}\u{FE91}\u{FEEA}",
            "ا\u{654}حمد",
            "گچپژ",
            "می\u{200C}خواهم",
            "ﷺ",
            "–السعودية",
            "٢٠°م",
            "فَأَسۡقَيۡنَٰكُمُوهُ",
        ];
        for word in words.chain(["وَبِالْمَكْتَباتِ", "", "Zürich", "١٢٣"]).chain(rare) {
            out.clear();
            let count = allocations(|| {
                stemmer.stem_into(word, &mut out);
            });
            assert_eq!(count, 0, "{stemmer} {word}");
        }
    }
}

#[test]
fn terms_allocate_nothing_once_the_buffers_have_grown() {
    let text = ARTICLE.repeat(10) + &VOCALIZED.repeat(10);
    let mut scratch = Scratch::new();
    for analyzer in [Analyzer::search(), Analyzer::exact(), Analyzer::lucene(), Analyzer::search().surface(true).entity_parts(false)] {
        let mut terms = 0;
        analyzer.for_each_term(&text, &mut scratch, |_| terms += 1);
        let count = allocations(|| analyzer.for_each_term(&text, &mut scratch, |_| terms += 1));
        assert!(count == 0 && terms > 2000, "{count} {terms}");
    }
}

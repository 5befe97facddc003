//! The analyzer: presets, options, positions, and that its fingerprint keeps its word.

use kalima::analyzer::{Analyzer, Scratch, TermKind};
use kalima::normalize::Normalizer;
use kalima::stem::Stemmer;
use kalima::stop::StopWords;
use kalima::token::Tokenizer;

fn terms(analyzer: &Analyzer, text: &str) -> Vec<(String, usize)> {
    analyzer.terms(text).map(|t| (t.text().to_owned(), t.position())).collect()
}

fn texts(analyzer: &Analyzer, text: &str) -> Vec<String> {
    analyzer.terms(text).map(|t| t.text().to_owned()).collect()
}

#[test]
fn a_stop_word_leaves_a_gap() {
    assert_eq!(terms(&Analyzer::search(), "الكتاب في المكتبة"), [("كتاب".into(), 0), ("مكتبه".into(), 2)]);
    assert_eq!(terms(&Analyzer::search().stop_words(StopWords::none()), "الكتاب في المكتبة").len(), 3);
}

#[test]
fn spellings_meet() {
    for spelling in ["الْمُهَنْدِسُونَ", "المهندسون", "المهندســــون", "ﺍﻟﻤﻬﻨﺪﺳﻮﻥ", "والمهندسين"]
    {
        assert_eq!(texts(&Analyzer::search(), spelling), ["مهندس"], "{spelling}");
    }
    assert_eq!(texts(&Analyzer::search(), "إعلان"), texts(&Analyzer::search(), "اعلان"));
}

#[test]
fn lucene_is_lucene() {
    let all: Vec<_> =
        Analyzer::lucene().terms("The ﻛﺘﺎب والكتاب من ٢٠٢٥").map(|t| (t.text().to_owned(), t.range(), t.position())).collect();
    assert_eq!(
        all,
        [("the".to_owned(), 0..3, 0), ("ﻛﺘﺎب".to_owned(), 4..15, 1), ("كتاب".to_owned(), 16..30, 2), ("2025".to_owned(), 36..44, 4)]
    );
}

#[test]
fn latin_is_lowered_and_loses_its_accents() {
    assert_eq!(texts(&Analyzer::search(), "Zürich CAFÉ İzmir"), ["zurich", "cafe", "izmir"]);
    assert_eq!(texts(&Analyzer::exact(), "Zürich CAFÉ"), ["zürich", "café"]);
}

#[test]
fn entities_whole_and_in_parts() {
    let all: Vec<_> =
        Analyzer::search().terms("#اليوم_الوطني info@example.com").map(|t| (t.text().to_owned(), t.position(), t.kind())).collect();
    let expected = [
        ("اليوم_الوطني", 0, TermKind::Word),
        ("وطن", 1, TermKind::Part),
        ("info@example.com", 2, TermKind::Word),
        ("info", 2, TermKind::Part),
        ("example", 3, TermKind::Part),
        ("com", 4, TermKind::Part),
    ];
    assert!(all.iter().any(|t| t.0.starts_with("وطن") && t.2 == TermKind::Part));
    assert_eq!(all.len(), expected.len());
    for (got, want) in all.iter().zip(expected) {
        assert_eq!((got.1, got.2), (want.1, want.2), "{got:?}");
    }
    assert_eq!(texts(&Analyzer::search().parts(false), "#وسم_آخر").len(), 1);
    assert_eq!(texts(&Analyzer::search().whole(false), "info@example.com"), ["info", "example", "com"]);
    assert_eq!(texts(&Analyzer::search(), "#السعودية"), ["السعوديه"]);
}

#[test]
fn a_ligature_of_words_is_several_terms_in_one_place() {
    let all: Vec<_> = Analyzer::exact().terms("﷽").map(|t| (t.range(), t.position())).collect();
    assert_eq!(all, [(0..3, 0), (0..3, 1), (0..3, 2), (0..3, 3)]);
}

#[test]
fn an_entity_stays_one_term_whatever_folds_to_a_space_in_it() {
    let all = terms(&Analyzer::search(), "#كلمة\u{200B}أخرى https://m\u{200B}e.example.com/a هنا نص");
    assert!(all.windows(2).all(|w| w[0].1 <= w[1].1), "{all:?}");
}

#[test]
fn surface_beside_stem() {
    let analyzer = Analyzer::search().surface(true);
    assert_eq!(terms(&analyzer, "المعلمون هنا قلم"), [("معلم".into(), 0), ("المعلمون".into(), 0), ("قلم".into(), 2)]);
}

#[test]
fn ngrams() {
    let analyzer = Analyzer::exact().ngrams(Some((2, 3)));
    assert_eq!(texts(&analyzer, "كتاب"), ["كتاب", "كت", "كتا", "تا", "تاب", "اب"]);
}

#[test]
fn exclusions_and_overrides() {
    let analyzer = Analyzer::search().stemmer(Some(Stemmer::Rules)).exclude(["الرياض"]).overrides([("كُتُب", "كتاب"), ("أقلام", "قلم")]);
    assert_eq!(texts(&analyzer, "الرِّياض كتب أقلام الكتب"), ["الرياض", "كتاب", "قلم", "كتب"]);
}

#[test]
fn the_last_word_while_it_is_typed() {
    let analyzer = Analyzer::search().prefix(true);
    assert_eq!(texts(&analyzer, "المهندسون المعما"), ["مهندس", "المعما"]);
    assert_eq!(texts(&analyzer, "المهندسون المعماري "), ["مهندس", "معماري"]);
    assert_eq!(texts(&analyzer, "في"), ["في"]);
}

#[test]
fn long_terms_are_left_out() {
    let analyzer = Analyzer::exact().max_term_len(Some(10));
    assert_eq!(terms(&analyzer, "كتاب والمستشفيات جديد"), [("كتاب".into(), 0), ("جديد".into(), 2)]);
}

#[test]
fn nothing_in_nothing_out() {
    for text in ["", " ", "...", "\u{64E}", "؟!", "\u{200F}"] {
        assert_eq!(texts(&Analyzer::search(), text), [""; 0], "{text:?}");
    }
}

#[test]
fn every_option_is_in_the_fingerprint() {
    let base = Analyzer::search;
    let all = [
        base(),
        Analyzer::lucene(),
        Analyzer::exact(),
        base().stemmer(None),
        base().stemmer(Some(Stemmer::Snowball)),
        base().surface(true),
        base().spelled(true),
        base().parts(false),
        base().whole(false),
        base().accents(true),
        base().prefix(true),
        base().ngrams(Some((3, 3))),
        base().max_term_len(Some(20)),
        base().stop_words(StopWords::small()),
        base().normalizer(Normalizer::light()),
        base().tokenizer(Tokenizer::new().entities(true)),
        base().exclude(["الرياض"]),
        base().overrides([("كتب", "كتاب")]),
    ];
    let mut prints: Vec<_> = all.iter().map(Analyzer::fingerprint).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), all.len());
    assert_eq!(base().fingerprint(), base().fingerprint());
}

/// What the terms of all seeds are, as a number: if this fails, outputs have changed. Raise `VERSION` in `src/analyzer/builder.rs`, so that every
/// fingerprint changes too, and write the new numbers here.
#[test]
fn outputs_change_only_with_the_fingerprint() {
    let mut seeds: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds")).unwrap().map(|e| e.unwrap().path()).collect();
    seeds.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    seeds.sort();
    let mut scratch = Scratch::new();
    let sums = [Analyzer::search(), Analyzer::lucene(), Analyzer::exact()].map(|analyzer| {
        let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
        let mut add = |bytes: &[u8]| hash = bytes.iter().fold(hash, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3));
        for seed in &seeds {
            analyzer.for_each_term(&std::fs::read_to_string(seed).unwrap(), &mut scratch, |t| {
                add(t.text().as_bytes());
                add(&t.position().to_le_bytes());
                add(&t.range().start.to_le_bytes());
                add(&t.range().end.to_le_bytes());
            });
        }
        (analyzer.fingerprint(), hash)
    });
    assert_eq!(
        sums,
        [
            (12673739429852067587, 17362169857120472855),
            (11805973464804935587, 10897690611713340311),
            (13313423724584739638, 14937370815041780586),
        ]
    );
}

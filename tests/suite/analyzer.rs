//! Tests the analyzer: its presets, options, positions of terms, and fingerprints of options.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use crate::common::{SEEDS, Seed};
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
fn spellings_of_a_word_have_one_term() {
    for spelling in ["الْمُهَنْدِسُونَ", "المهندسون", "المهندســــون", "ﺍﻟﻤﻬﻨﺪﺳﻮﻥ", "والمهندسين"]
    {
        assert_eq!(texts(&Analyzer::search(), spelling), ["مهندس"], "{spelling}");
    }
    assert_eq!(texts(&Analyzer::search(), "إعلان"), texts(&Analyzer::search(), "اعلان"));
}

#[test]
fn lucene_has_the_terms_of_lucene() {
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
        ("وطني", 1, TermKind::Part),
        ("info@example.com", 2, TermKind::Word),
        ("info", 2, TermKind::Part),
        ("example", 3, TermKind::Part),
        ("com", 4, TermKind::Part),
    ];
    assert_eq!(all.iter().map(|t| (&*t.0, t.1, t.2)).collect::<Vec<_>>(), expected);
    assert_eq!(texts(&Analyzer::search().entity_parts(false), "#وسم_آخر").len(), 1);
    assert_eq!(texts(&Analyzer::search().entity_whole(false), "info@example.com"), ["info", "example", "com"]);
    assert_eq!(texts(&Analyzer::search(), "#كتاب"), ["كتاب"]);
    assert_eq!(terms(&Analyzer::search(), "#المكتبات قلم"), [("المكتبات".into(), 0), ("مكتبه".into(), 0), ("قلم".into(), 1)]);
}

#[test]
fn entities_are_found_by_the_words_in_them() {
    let search = Analyzer::search();
    let found = |text: &str, word: &str| {
        let inside: Vec<_> = search.terms(text).filter(|t| t.kind() == TermKind::Part).map(|t| t.text().to_owned()).collect();
        texts(&search, word).iter().all(|term| inside.contains(term))
    };
    for (text, words) in [
        ("#السعودية2030", "السعودية 2030"),
        ("#كأس_العالم2022", "كأس العالم 2022"),
        ("#می\u{200C}خواهم_کتاب", "می\u{200C}خواهم کتاب"),
        ("#كتا\u{200F}ب_قديم", "كتاب قديم"),
        ("#हिन्दी_किताब", "हिन्दी किताब"),
        ("https://ar.wikipedia.org/wiki/%D9%83%D8%AA%D8%A7%D8%A8_%D8%A7%D9%84%D9%85%D8%AF%D8%B1%D8%B3%D8%A9", "كتاب المدرسة wikipedia"),
        ("www.example.com/كتب/المدارس?q=2030", "كتب المدارس 2030 example"),
    ] {
        for word in words.split(' ') {
            assert!(found(text, word), "{text} {word} {:?}", texts(&search, text));
        }
    }
    // The percent-encoded bytes of this address are not valid UTF-8, so the analyzer does not decode these bytes.
    let terms: Vec<_> = search.terms("http://a.com/%C7%E1%20b").map(|t| (t.text().to_owned(), t.range())).collect();
    assert_eq!(
        terms,
        [
            ("http://a.com/%c7%e1%20b".to_owned(), 0..23),
            ("http".into(), 0..4),
            ("a".into(), 7..8),
            ("com".into(), 9..12),
            ("b".into(), 22..23)
        ]
    );
    let text = "x.com/%D9%83%D8%AA%D8%A7%D8%A8/abc";
    let term = search.terms(text).find(|t| t.text() == "كتاب").unwrap();
    assert_eq!(&text[term.range()], "%D9%83%D8%AA%D8%A7%D8%A8");
    assert_eq!(texts(&search, text)[0], "x.com/كتاب/abc");
}

#[test]
fn figures_whole_and_in_parts() {
    let search = Analyzer::search().tokenizer(Tokenizer::new().entities(true));
    for (text, expected) in [
        ("2025/02/10", &["2025/02/10", "2025", "02", "10"][..]),
        ("١٢:٣٠", &["12:30", "12", "30"]),
        ("1990–1995", &["1990–1995", "1990", "1995"]),
        ("3,500%", &["3,500%", "3500"]),
        ("v2.0.1", &["v2.0.1", "v2", "0", "1"]),
        ("+966 50 123 4567", &["+966501234567", "966", "50", "123", "4567"]),
        ("+966-50-123-4567", &["+966501234567", "966", "50", "123", "4567"]),
    ] {
        assert_eq!(texts(&search, text), expected, "{text}");
    }
    assert_eq!(terms(&search, "يوم 2025/02/10 قلم").last(), Some(&("قلم".into(), 4)));
}

#[test]
fn clitics_before_other_scripts_have_no_terms() {
    for (clitic, bare) in [("الـiPhone", "iPhone"), ("للـUSB", "USB"), ("بالـ\"نص\"", "\"نص\""), ("بـ10", "10"), ("وللـWi-Fi", "Wi-Fi")]
    {
        let text = |word: &str| format!("جهاز {word} قديم");
        assert_eq!(terms(&Analyzer::search(), &text(clitic)), terms(&Analyzer::search(), &text(bare)), "{clitic}");
    }
    assert_eq!(terms(&Analyzer::search().keep_clitics(true), "الـiPhone"), [("ال".into(), 0), ("iphone".into(), 1)]);
    assert_eq!(texts(&Analyzer::exact(), "الـiPhone"), ["ال", "iphone"]);
}

#[test]
fn abbreviations_lose_their_last_full_stop() {
    for (with, without) in [
        ("ق.م. تقريبا", "ق.م، تقريبا"),
        ("أ.ف.ب. تقول", "أ.ف.ب، تقول"),
        ("هـ. الموافق", "هـ الموافق"),
        ("U.S. Army", "US Army"),
        ("e.g. this", "eg this"),
        ("وق.م. تقريبا", "ق.م. تقريبا"),
        ("لأ.د. خالد", "أ.د. خالد"),
    ] {
        assert_eq!(texts(&Analyzer::search(), with), texts(&Analyzer::search(), without), "{with}");
    }
    assert_eq!(texts(&Analyzer::search(), "د. أحمد")[0], "د");
}

#[test]
fn numbers_without_separators_of_thousands() {
    for (text, expected) in [
        ("1,234", "1234"),
        ("١٬٢٣٤", "1234"),
        ("۱٬۲۳۴٬۵۶۷", "1234567"),
        ("1,234.5", "1234.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("3,5", "3,5"),
        ("0,125", "0,125"),
        ("12,34,567", "12,34,567"),
        ("1234,567", "1234,567"),
        ("192.168.1.1", "192.168.1.1"),
    ] {
        assert_eq!(texts(&Analyzer::search(), text), [expected], "{text}");
    }
    assert_eq!(texts(&Analyzer::search().keep_thousands(true), "1,234"), ["1,234"]);
    assert_eq!(texts(&Analyzer::exact(), "1,234"), ["1,234"]);
}

#[test]
fn marks_of_other_scripts_are_kept() {
    for word in ["हिन्दी", "が", "パン", "йод", "ёж", "ไทย", "한국", "வணக்கம்"] {
        let lower: String = word.to_lowercase();
        assert!(texts(&Analyzer::search(), word).concat() == lower, "{word} {:?}", texts(&Analyzer::search(), word));
    }
    assert_eq!(texts(&Analyzer::search(), "Ångström Ελλάδα Việt naïve"), ["angstrom", "ελλαδα", "viet", "naive"]);
}

#[test]
fn names_are_no_stop_words() {
    assert_eq!(terms(&Analyzer::search(), "علي بن أبي طالب").first().map(|t| &*t.0), Some("علي"));
    assert_eq!(texts(&Analyzer::search(), "منى").len(), 1);
    assert_eq!(texts(&Analyzer::search(), "على مني فى إلى امام"), [""; 0]);
    assert_eq!(texts(&Analyzer::search(), "إمام المسجد").len(), 2);
    assert_eq!(texts(&Analyzer::search().stem_original(false), "علي منى"), [""; 0]);
    assert_eq!(texts(&Analyzer::search(), "للذي لكل وله سيكون ولدى"), [""; 0]);
}

#[test]
fn a_ligature_of_words_has_several_terms_with_one_range() {
    let all: Vec<_> = Analyzer::exact().terms("﷽").map(|t| (t.range(), t.position())).collect();
    assert_eq!(all, [(0..3, 0), (0..3, 1), (0..3, 2), (0..3, 3)]);
}

#[test]
fn an_entity_is_one_term_although_it_contains_spaces() {
    let all = terms(&Analyzer::search(), "#كلمة\u{200B}أخرى https://m\u{200B}e.example.com/a هنا نص");
    assert!(all.windows(2).all(|w| w[0].1 <= w[1].1), "{all:?}");
}

#[test]
fn the_surface_form_has_the_position_of_the_stem() {
    let analyzer = Analyzer::search().surface(true);
    assert_eq!(terms(&analyzer, "المعلمون هنا قلم"), [("معلم".into(), 0), ("المعلمون".into(), 0), ("قلم".into(), 2)]);
}

/// Tests an entity of one word with n-grams. The part equals the term of the whole entity, so the part is not a second term.
#[test]
fn ngrams_of_an_entity_of_one_word() {
    let analyzer = Analyzer::search().ngrams(Some(3..=3));
    let all = |text| analyzer.terms(text).map(|t| (t.kind().name(), t.text().to_owned())).collect::<Vec<_>>();
    let expected = [("word", "rust"), ("ngram", "rus"), ("ngram", "ust")].map(|(kind, text)| (kind, text.to_owned()));
    assert_eq!(all("#rust"), expected);
    assert_eq!(all("#rust_rust").iter().filter(|t| t.0 == "part").count(), 2);
}

#[test]
fn ngrams() {
    let analyzer = Analyzer::exact().ngrams(Some(2..=3));
    assert_eq!(texts(&analyzer, "كتاب"), ["كتاب", "كت", "كتا", "تا", "تاب", "اب"]);
}

#[test]
fn exclusions_and_overrides() {
    let analyzer =
        Analyzer::search().stemmer(Some(Stemmer::Rules)).stem_exclusions(["الرياض"]).overrides([("كُتُب", "كتاب"), ("أقلام", "قلم")]);
    assert_eq!(texts(&analyzer, "الرِّياض كتب أقلام الكتب"), ["الرياض", "كتاب", "قلم", "كتب"]);
}

#[test]
fn the_last_word_of_a_prefix_query_is_not_stemmed() {
    let analyzer = Analyzer::search().prefix(true);
    assert_eq!(texts(&analyzer, "المهندسون المعما"), ["مهندس", "المعما"]);
    assert_eq!(texts(&analyzer, "المهندسون المعماري "), ["مهندس", "معماري"]);
    assert_eq!(texts(&analyzer, "في"), ["في"]);
}

#[test]
fn long_terms_are_dropped() {
    let analyzer = Analyzer::exact().max_term_len(Some(10));
    assert_eq!(terms(&analyzer, "كتاب والمستشفيات جديد"), [("كتاب".into(), 0), ("جديد".into(), 2)]);
}

/// Tests that a noun, the noun with its article, and the plural of the noun have the same term. The analyzer stems the original spelling
/// (مكتبة), because the stemmer could analyze the folded spelling مكتبه as the noun مكتب with the pronoun ه.
#[test]
fn a_teh_marbuta_is_read_before_it_is_folded() {
    assert_eq!(texts(&Analyzer::search(), "مكتبة المكتبة ومكتباتهم مَكتَبَةٌ"), ["مكتبه"; 4]);
    assert_eq!(texts(&Analyzer::search().stem_original(false), "مكتبة المكتبة"), ["مكتب", "مكتبه"]);
    // A word has the same term with and without its hamzas, both in queries and in texts.
    assert_eq!(texts(&Analyzer::search(), "أستاذ استاذ الاستاذ إستاذ"), ["استاذ"; 4]);
}

#[test]
fn text_without_words_has_no_terms() {
    for text in ["", " ", "...", "\u{64E}", "؟!", "\u{200F}", "ـ"] {
        assert_eq!(texts(&Analyzer::search(), text), [""; 0], "{text:?}");
    }
    // The stem of a tatweel is empty. Lucene also returns an empty term here.
    assert_eq!(texts(&Analyzer::lucene(), "ـ"), [""]);
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
        base().stem_original(false),
        base().entity_parts(false),
        base().entity_whole(false),
        base().keep_accents(true),
        base().keep_clitics(true),
        base().keep_thousands(true),
        base().prefix(true),
        base().ngrams(Some(3..=3)),
        base().ngrams(Some(3..=4)),
        base().max_term_len(Some(20)),
        base().stop_words(StopWords::small()),
        base().normalizer(Normalizer::light()),
        base().tokenizer(Tokenizer::new().entities(true)),
        base().stem_exclusions(["الرياض"]),
        base().overrides([("كتب", "كتاب")]),
    ];
    let prints: HashSet<_> = all.iter().map(|analyzer| analyzer.fingerprint().options()).collect();
    assert_eq!(prints.len(), all.len());
    assert_eq!(base().fingerprint(), base().fingerprint());
}

/// Tests the hash of the options, which is one part of the fingerprint of an analyzer. The hash must not change, because users store
/// fingerprints. So the hash may include a new option only if its value differs from the value that reproduces the earlier results.
#[test]
fn fingerprints_of_options_are_stable() {
    let analyzers = [
        Analyzer::search(),
        Analyzer::lucene(),
        Analyzer::exact(),
        Analyzer::search().stem_exclusions(["الرياض"]).overrides([("موبايل", "جوال")]).ngrams(Some(2..=3)).max_term_len(Some(40)),
    ];
    let prints = analyzers.map(|analyzer| format!("{:016x}", analyzer.fingerprint().options()));
    assert_eq!(prints, ["e1f273f6b32eddcc", "0b3b25309f1877a3", "2abad31f9f18159f", "430209ac11b5cc12"]);
    let print = Analyzer::search().fingerprint();
    let start = format!("{:016x}-{}-{:016x}-", print.options(), print.rules(), print.lexicon());
    assert!(print.to_string().starts_with(&start), "{print}");
}

/// Returns the paths of the `.txt` and `.bin` files that the code of a source file includes. The unit tests of the file are not code.
fn included_data(source: &Path) -> BTreeSet<PathBuf> {
    let text = std::fs::read_to_string(source).unwrap();
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let paths = ["include_str!(\"", "include_bytes!(\""].into_iter().flat_map(|call| code.split(call).skip(1));
    let files = paths.map(|rest| source.with_file_name(rest.split('"').next().unwrap()).canonicalize().unwrap());
    files.filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "bin")).collect()
}

/// Tests that [`Fingerprint::lexicon`](kalima::analyzer::Fingerprint::lexicon) is the hash of all data files from which the library is compiled.
/// The files of stop words are excluded, because stop words are options.
#[test]
fn the_lexicon_contains_every_data_file() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").canonicalize().unwrap();
    let hashed = included_data(&src.join("analyzer/fingerprint.rs"));
    let (mut folders, mut used) = (vec![src.clone()], BTreeSet::new());
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".rs") && !["fingerprint.rs", "tests.rs", "invariants.rs"].contains(&name) {
                used.append(&mut included_data(&path));
            }
        }
    }
    // The stop words are options, and the generator stores the hash of the tables of the grammar in them.
    used.retain(|path| !path.starts_with(src.join("stop")) && !path.starts_with(src.join("morph/grammar")));
    assert!(hashed.len() >= 2);
    assert_eq!(hashed, used);
}

/// Tests that the order of the setters has no effect: the stop words are folded like the text, even if the normalizer is set after the stop
/// words.
#[test]
fn lists_are_folded_as_the_text_is() {
    let names = ["أحمد", "Étoile"];
    let before = Analyzer::search().stop_words(StopWords::of(names)).normalizer(Normalizer::light()).keep_accents(true);
    let after = Analyzer::search().normalizer(Normalizer::light()).keep_accents(true).stop_words(StopWords::of(names));
    assert_eq!(before, after);
    for analyzer in [before, after] {
        assert_eq!(texts(&analyzer, "أحمد Étoile"), [""; 0]);
        assert_eq!(texts(&analyzer, "احمد etoile"), ["احمد", "etoile"]);
    }
}

#[test]
fn list_options_replace_and_are_returned() {
    let analyzer = Analyzer::search().stem_exclusions(["الرياض"]).stem_exclusions([String::from("مكة")]);
    assert_eq!(analyzer.get_stem_exclusions().collect::<Vec<_>>(), ["مكة"]);
    let analyzer = analyzer.overrides([("a", "b")]).overrides([(String::from("موبايل"), "جوال")]);
    assert_eq!(analyzer.get_overrides().collect::<Vec<_>>(), [("موبايل", "جوال")]);
    assert_eq!((analyzer.get_stemmer(), analyzer.get_ngrams(), analyzer.get_stem_original()), (Some(Stemmer::Lexical), None, true));
    assert_eq!(Analyzer::lucene().get_stop_words(), &StopWords::lucene());
    assert_eq!(Analyzer::search().ngrams(Some(0..=2)).get_ngrams(), Some(1..=2));
    assert_eq!("Exact".parse(), Ok(Analyzer::exact()));
    assert_eq!("exakt".parse::<Analyzer>().unwrap_err().suggestion(), Some("exact"));
}

/// Tests that earlier calls with the same scratch, for other texts and other analyzers, do not change the terms.
#[test]
fn a_scratch_does_not_change_terms() {
    let mut scratch = Scratch::new();
    let seeds: Vec<String> = ["000_cada6452b4c8d822", "social", "quran", "technical", "persian", "presentation", "vocalized", "messy"]
        .iter()
        .map(|name| SEEDS.iter().find(|seed| seed.name == format!("{name}.txt")).unwrap().text.clone())
        .collect();
    let base = Analyzer::search;
    let analyzers = [
        base(),
        Analyzer::lucene(),
        Analyzer::exact(),
        base().stemmer(Some(Stemmer::Rules)),
        base().prefix(true),
        base().surface(true),
        base().ngrams(Some(3..=4)),
        base().max_term_len(Some(6)),
        base().overrides([("مدينة", "بلدة")]).stem_exclusions(["المغرب"]),
    ];
    for _ in 0..2 {
        for text in &seeds {
            for analyzer in &analyzers {
                let anew: Vec<_> = analyzer.terms(text).map(|t| t.into_owned()).collect();
                for _ in 0..3 {
                    let mut terms = Vec::new();
                    analyzer.for_each_term(text, &mut scratch, |t| terms.push(t.into_owned()));
                    assert_eq!(terms, anew, "{analyzer:?}");
                }
            }
        }
    }
}

/// Tests that the terms of all corpora in `seeds/` are the terms in `tests/golden/terms.txt`. The first lines of that file describe its
/// format.
///
/// The command `UPDATE_EXPECTED=1 cargo test --test suite outputs` writes the file again, so that the changes can be reviewed. The test refuses to
/// write the file if the file already has the current version of the rules (`RULES` in `src/analyzer/fingerprint.rs`) and the current hash of the
/// data files. The file does not list fingerprints, because fingerprints depend on the Unicode versions of the compiler and of the dependencies.
#[test]
fn outputs_change_only_with_the_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let print = Analyzer::search().fingerprint();
    let (rules, lexicon) = (print.rules(), print.lexicon());
    let presets = [("search", Analyzer::search()), ("lucene", Analyzer::lucene()), ("exact", Analyzer::exact())];
    let mut listed = format!(
        "# Terms by RULES {rules} and LEXICON {lexicon:016x} of src/analyzer/fingerprint.rs.\n\
         # A line is a word of a seed: its range in bytes, the word, and its\n\
         # terms by {}, with | between the presets. +n after a term is the number of positions from the preceding term, if it is not 1.\n\
         # ∅ is the empty term.\n",
        presets.each_ref().map(|(name, _)| *name).join(", ")
    );
    let mut scratch = Scratch::new();
    for Seed { name: seed, text } in &*SEEDS {
        let mut words: BTreeMap<(usize, usize), [String; 3]> = BTreeMap::new();
        for (n, (_, analyzer)) in presets.iter().enumerate() {
            // The position after the preceding term, or 0 before the first term. The positions of the terms never decrease.
            let mut next = 0;
            analyzer.for_each_term(text, &mut scratch, |t| {
                let steps = (t.position() + 1).checked_sub(next).unwrap_or_else(|| panic!("position {} after {next}", t.position()));
                next = t.position() + 1;
                let all = &mut words.entry((t.range().start, t.range().end)).or_default()[n];
                let text = if t.text().is_empty() { "∅" } else { t.text() };
                *all += &format!(" {}{}", text.escape_debug(), if steps == 1 { String::new() } else { format!("+{steps}") });
            });
        }
        listed += &format!("\n[{}]\n", seed);
        for ((start, end), [search, lucene, exact]) in words {
            listed += &format!("{start} {end} {} :{search} |{lucene} |{exact}\n", text[start..end].escape_debug());
        }
    }
    let path = root.join("tests/golden/terms.txt");
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if listed == golden {
        return;
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let heading = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        assert_ne!(heading(&listed), heading(&golden), "outputs have changed: raise RULES first");
        std::fs::write(path, listed).unwrap();
        return;
    }
    let lines = listed.lines().zip(golden.lines()).filter(|(new, old)| new != old).take(10);
    let differ: String = lines.map(|(new, old)| format!("- {old}\n+ {new}\n")).collect();
    panic!("outputs have changed ({} lines, {} were listed):\n{differ}", listed.lines().count(), golden.lines().count());
}

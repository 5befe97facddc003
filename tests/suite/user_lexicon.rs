//! Tests of the lexemes that a user adds at run time: words of each class with their inflections and clitics, errors, and all carriers.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use kalima::Analyzer;
use kalima::analyzer::Scratch;
use kalima::clitic::{Scheme, segment_as};
use kalima::morph::{
    self, Definite, Gender, Grammar, GrammaticalNumber, Inflection, LexiconErrorKind, Memo, Parse, PartOfSpeech, Upos, UserLexicon,
    VerbForm,
};
use kalima::stem::{self, Stemmer};

/// Verbs of new and of old roots, nouns, adjectives, names and an adverb, with and without vowel signs.
const WORDS: &str = "\
# words of the web
g تويتر
p زوكربيرغ
p بايدن
n هاشتاغ / ات
n يوتيوبر يوتيوبرة / ون
n كاميرا
n مُحَامِي / ون
n سيرفر / سيرفرات
a كيوت
d أونلاين

غرد
1 II
1 n تَغْرِيدَة / تَغَارِيد
شير
II
دردش
QI QII
هكر
1 II = تَهْكِير
كنسل
1 QI # to cancel
قول
I قَالَ يَقُولُ
مدد
I مَدَّ يَمُدُّ = مَدّ
-
pf أَمَل
g القاهرة
n بنك / بنوك
n مستشفى
e أَكْوَد كُودَى
";

fn lexicon(text: &str) -> Arc<UserLexicon> {
    Arc::new(UserLexicon::parse(text).unwrap_or_else(|error| panic!("{error}")))
}

fn grammar() -> Grammar {
    Grammar::new().lexicon(lexicon(WORDS))
}

fn best<'w>(grammar: &Grammar, word: &'w str) -> Parse<'w> {
    grammar.best(word).unwrap_or_else(|| panic!("{word}"))
}

/// Tests the lemma of many inflections of each lexeme.
#[test]
fn inflections_have_the_lemma_of_their_lexeme() {
    let grammar = grammar();
    for (lemma, words) in [
        ("تويتر", "تويتر بتويتر وتويتر ولتويتر كتويتر"),
        ("تويتري", "تويتري التويترية تويتريون"),
        ("زوكربيرغ", "زوكربيرغ لزوكربيرغ وزوكربيرغ"),
        ("بايدن", "بايدن وبايدن لبايدن أبايدن"),
        ("هاشتاغ", "هاشتاغ الهاشتاغ للهاشتاغ هاشتاغه هاشتاغي هاشتاغات وهاشتاغاتهم بالهاشتاغات هاشتاغان هاشتاغين هاشتاغا هَاشْتَاغ"),
        ("يوتيوبر", "اليوتيوبر يوتيوبرة يوتيوبرتها يوتيوبرون اليوتيوبرين يوتيوبرات يوتيوبرو"),
        ("كاميرا", "كاميرا الكاميرا كاميراه كاميرات كاميراتنا والكاميرات"),
        ("محامي", "محام المحامي محامون المحامين محاميه لمحاميها"),
        ("سيرفر", "سيرفر السيرفرات وسيرفراتهم"),
        ("كيوت", "كيوت كيوتة الكيوت كيوتات"),
        ("أونلاين", "أونلاين اونلاين وأونلاين"),
        ("غرد", "غرد غردت غردوا غردنا يغرد تغردين نغرد أغرد سيغردون وسيغردونها لتغرد غردها غَرَّدَ يُغَرِّدُون"),
        ("مغرد", "مغرد المغردون مغردين مغردات ومغردوها"),
        ("تغريدة", "تغريدة التغريدة تغريدتي وتغريدتها تغريداتهم تغريدتان تغاريد تغاريدهم والتغاريد"),
        ("شير", "شيّر يشيّرون شيرتها شيروا"),
        ("دردش", "دردش يدردشون سندردش ودردشوا دردشت"),
        ("تدردش", "يتدردشون تدردشوا"),
        ("دردشة", "دردشة الدردشات دردشتهم ودردشاتهم"),
        ("هكر", "هكر يهكر هكروا سيهكرونه"),
        ("تهكير", "تهكير التهكير وتهكيرهم"),
        ("كنسل", "كنسل كنسلت يكنسلون سيكنسلونه كنسلناها ليكنسل"),
        ("مكنسل", "مكنسل المكنسلة"),
        ("قال", "قال قالت يقول قلت قلنا قيل يقال تقولون"),
        ("مد", "مد مدت مددت مددتم يمدون يمددن"),
        ("أمل", "أمل امل وأمل لأمل"),
        ("القاهرة", "القاهرة بالقاهرة والقاهرة"),
        ("بنك", "بنك بنوك البنوك بنوكهم للبنوك بنكين بنكا"),
        ("مستشفى", "مستشفى المستشفى مستشفاه مستشفيات مستشفيين بمستشفانا المستشفي"),
        ("أكود", "أكود الأكود كودى"),
    ] {
        for word in words.split(' ') {
            let parse = best(&grammar, word);
            assert_eq!(parse.lemma(), lemma, "{word}: {parse}");
            let segments: String = segment_as(&parse, Scheme::D3).map(|s| s.text().to_owned()).collect();
            assert_eq!(segments, word);
        }
    }
}

/// Tests the results of `Parse` for each class.
#[test]
fn parses_have_class_root_features_and_vowels() {
    let grammar = grammar();
    let parse = best(&grammar, "وسيغردونها");
    assert_eq!((parse.part_of_speech(), parse.upos(), parse.verb_form()), (PartOfSpeech::Verb, Upos::Verb, Some(VerbForm::II)));
    assert_eq!((parse.root().unwrap().as_str(), parse.template(), parse.stem()), ("غرد", Some("123"), "غرد"));
    assert_eq!(parse.features().to_string(), "Gender=Masc|Mood=Ind|Number=Plur|Person=3|Tense=Fut");
    assert_eq!(parse.vocalized_lemma().as_deref(), Some("غَرَّدَ"));
    assert_eq!(parse.lexeme(), None, "a lexeme of the dictionary");
    assert_eq!(best(&grammar, "يدردش").vocalized_lemma().as_deref(), Some("دَرْدَشَ"));
    assert_eq!(best(&grammar, "يقولون").vocalized_lemma().as_deref(), Some("قَالَ"));
    assert_eq!(best(&grammar, "المغردين").vocalized_lemma().as_deref(), Some("مُغَرِّد"));
    let parse = best(&grammar, "تغاريدهم");
    assert_eq!((parse.part_of_speech(), parse.upos(), parse.root()), (PartOfSpeech::Noun, Upos::Noun, morph::Root::new("غرد")));
    assert_eq!((parse.features().definite, parse.features().number), (Some(Definite::Construct), Some(GrammaticalNumber::Plural)));
    assert_eq!((parse.vocalized_lemma().as_deref(), parse.template()), (Some("تَغْرِيدَة"), None));
    let parse = best(&grammar, "والتغريدات");
    assert_eq!((parse.inflection(), parse.features().gender), (Inflection::FemininePlural, Some(Gender::Feminine)));
    assert!(parse.has_article());
    assert_eq!(parse.explain(), "و (conjunction) + ال (article) + تغريدات (stem): تغريد, root غرد, noun, feminine-plural, lemma تغريدة");
    let parse = best(&grammar, "بتويتر");
    assert_eq!((parse.part_of_speech(), parse.upos(), parse.root()), (PartOfSpeech::Name, Upos::Propn, None));
    assert_eq!((parse.vocalized_lemma(), grammar.root("بتويتر")), (None, None));
    assert_eq!(best(&grammar, "تويترية").upos(), Upos::Adj);
    let other = Grammar::new().lexicon(lexicon("n شَرِكَّة\nn صَحْرَاء\nn كَامِيرَا"));
    let relative = |word| best(&other, word).vocalized_lemma().unwrap();
    assert_eq!((relative("شركية"), relative("الصحراوية"), relative("كاميرية")), ("شَرِكِّيّ".into(), "صَحْرَاوِيّ".into(), "كَامِيرِيّ".into()));
    assert_eq!(best(&grammar, "اليوتيوبرين").inflection(), Inflection::MasculinePlural);
    assert_eq!(best(&grammar, "هاشتاغين").inflection(), Inflection::Dual);
    assert_eq!((best(&grammar, "كيوت").upos(), best(&grammar, "أمل").features().gender), (Upos::Adj, Some(Gender::Feminine)));
    assert_eq!(grammar.root("سيكنسلونه").unwrap().as_str(), "كنسل");
    let forms: Vec<String> = segment_as(&best(&grammar, "وتغريدتها"), Scheme::Atb).map(|s| s.form().to_owned()).collect();
    assert_eq!(forms, ["و", "تغريدة", "ها"]);
    let forms: Vec<String> = segment_as(&best(&grammar, "مستشفاه"), Scheme::Atb).map(|s| s.form().to_owned()).collect();
    assert_eq!(forms, ["مستشفى", "ه"]);
}

/// Tests that a lexeme wins over the built-in entry with the same affixes, that vowel signs choose between both, and that short stems do not split
/// words of the dictionary.
#[test]
fn lexemes_win_over_the_dictionary() {
    assert_eq!(morph::best("أمل").unwrap().part_of_speech(), PartOfSpeech::Noun);
    assert_eq!(best(&grammar(), "أمل").part_of_speech(), PartOfSpeech::Name);
    let own = Grammar::new().lexicon(lexicon("p لام\nn مِنّ\np كَرِيم\nn كتب / كتوب"));
    assert_eq!((own.lemma("كلام").as_deref(), own.lemma("لام").as_deref()), (Some("كلام"), Some("لام")));
    assert_eq!((best(&own, "من").part_of_speech(), best(&own, "مَن").part_of_speech()), (PartOfSpeech::Noun, PartOfSpeech::Particle));
    assert_eq!((best(&own, "كريم").upos(), best(&own, "والكُتب").lemma()), (Upos::Propn, "كتب".into()));
    // A rare lexeme yields to a common word.
    let rare = Grammar::new().lexicon(lexicon("3 n من"));
    assert_eq!(best(&rare, "من").part_of_speech(), PartOfSpeech::Particle);
    // The readings of the dictionary remain in the list.
    let readings: Vec<_> = own.parses("كريم").map(|p| p.part_of_speech()).collect();
    assert_eq!(readings[0], PartOfSpeech::Name);
    assert!(readings.contains(&PartOfSpeech::Adjective), "{readings:?}");
}

/// Tests spellings of letters.
#[test]
fn spellings_of_a_lexeme_meet() {
    let grammar = Grammar::new().lexicon(lexicon("p إيلون\np آدم\nn أوبر\nn مَلْجَأ\nn بيتزا / ات\ng سويسرى\nn كَعْبَة"));
    for (word, lemma) in [
        ("ايلون", "إيلون"),
        ("وأيلون", "إيلون"),
        ("ادم", "آدم"),
        ("لآدم", "آدم"),
        ("الاوبر", "أوبر"),
        ("ملجا", "ملجأ"),
        ("سويسري", "سويسرى"),
        ("البيتزات", "بيتزا"),
        ("الكعبه", "كعبة"),
        ("ﻭﺍﻟﻜﻌﺒﺔ", "كعبة"),
        ("الكـعـبة", "كعبة"),
    ] {
        assert_eq!(grammar.lemma(word).as_deref(), Some(lemma), "{word}");
    }
    // أدم is not a spelling of آدم.
    assert_ne!(grammar.lemma("أدم").as_deref(), Some("آدم"));
}

/// Tests that an empty lexicon and a lexicon without a stem of the word change nothing, and that `Memo` equals `Grammar`.
#[test]
fn other_words_do_not_change() {
    let (plain, empty, own) = (Grammar::new(), Grammar::new().lexicon(Arc::default()), Grammar::new().lexicon(lexicon("g ظظظظظ")));
    let (mut memo, mut own_memo) = (Memo::with_lexicon(Arc::default()), Memo::with_lexicon(lexicon(WORDS)));
    let grammar = grammar();
    let text = concat!(include_str!("../../seeds/vocalized.txt"), include_str!("../../seeds/dialect.txt"));
    let words = text.split_whitespace().take(4000).chain(["", "2025", "Zürich", "تويتر", "وسيغردونها", "\u{FFFD}"]);
    for word in words {
        let expected = morph::best(word);
        for other in [plain.best(word), empty.best(word), own.best(word), memo.best(word), memo.best(word)] {
            assert_eq!(other, expected, "{word}");
        }
        assert_eq!((own.root(word), own.lemma(word)), (morph::root(word), morph::lemma(word)));
        assert!(own.parses(word).eq(morph::parses(word)));
        assert_eq!((own_memo.best(word), own_memo.best(word)), (grammar.best(word), grammar.best(word)), "{word}");
        assert_eq!(grammar.parses(word).next().map(|p| p.cost()), grammar.best(word).map(|p| p.cost()), "{word}");
    }
    assert_eq!(grammar.best_utf8("بتويتر".as_bytes()), grammar.best("بتويتر"));
    assert_eq!(grammar.lemma_utf8("بتويتر".as_bytes()).as_deref(), Some("تويتر"));
    assert_eq!(grammar.root_utf8("يكنسل".as_bytes()), grammar.root("يكنسل"));
    assert_eq!((grammar.best_utf8(b"\xFF"), grammar.parses_utf8(b"\xFF").count()), (None, 0));
    assert_eq!(
        (grammar.parses_utf8("غرد".as_bytes()).count() > 0, grammar.lemma_utf8(b"\xFF"), grammar.root_utf8(b"\xFF")),
        (true, None, None)
    );
}

/// Tests the error of each kind, with the number of its line.
/// Tests that an adjective with a plural in ون keeps its feminine in ة, that a name takes no pronoun, and that إ is neither the question particle nor
/// the letter of the first person.
#[test]
fn edges_of_the_classes() {
    let words = lexicon("a كيوت / ون\np زوزى\nغرد\nII");
    let grammar = Grammar::new().lexicon(words);
    for word in ["كيوت", "كيوتة", "كيوتون", "والكيوتات"] {
        let parse = best(&grammar, word);
        assert_eq!((parse.lemma().as_str(), parse.part_of_speech()), ("كيوت", PartOfSpeech::Adjective), "{word}");
    }
    assert_eq!(best(&grammar, "زوزى").part_of_speech(), PartOfSpeech::Name);
    assert_ne!(best(&grammar, "زوزاه").part_of_speech(), PartOfSpeech::Name);
    assert_eq!(best(&grammar, "أغرد").inflection(), Inflection::Present);
    assert_ne!(best(&grammar, "إغرد").inflection(), Inflection::Present);
    let long = format!("n كَ{}لب", "\u{64E}".repeat(100));
    assert_eq!(UserLexicon::parse(&long).unwrap_err().kind(), LexiconErrorKind::WordTooLong);
}

#[test]
fn errors_have_kinds_and_lines() {
    use LexiconErrorKind::*;
    for (text, line, kind, value) in [
        ("تويتر", 1, InvalidRoot, "تويتر"),
        ("كتب\r\nقال", 2, InvalidRoot, "قال"),
        ("\n\n4 n بوت", 3, InvalidTier, "4"),
        ("0 n بوت", 1, InvalidTier, "0"),
        ("# remark\n1", 2, MissingClass, "1"),
        ("1 x بوت", 1, UnknownClass, "x"),
        ("بوت تويتر", 1, UnknownClass, "بوت"),
        ("XIII بوت", 1, UnknownClass, "XIII"),
        ("n", 1, MissingWord, "n"),
        ("n / بوت", 1, MissingWord, "n"),
        ("p عبد الله", 1, TooManyWords, "الله"),
        ("n بوت بوتة بوتات", 1, TooManyWords, "بوتات"),
        ("كتب\nII III كَتَّبَ", 2, TooManyWords, "كَتَّبَ"),
        ("n بوت = بوتات", 1, UnexpectedSign, "="),
        ("n بوت / بوتات / ات", 1, UnexpectedSign, "/"),
        ("كتب\nII / تكتيب", 2, UnexpectedSign, "/"),
        ("d فوق / ات", 1, UnexpectedSign, "/"),
        ("n bot", 1, InvalidLetter, "bot"),
        ("n گوگل", 1, InvalidLetter, "گوگل"),
        ("n بـوت", 1, InvalidLetter, "بـوت"),
        ("n بةوت", 1, InvalidLetter, "بةوت"),
        ("n بوت / x", 1, InvalidLetter, "x"),
        ("n ب", 1, WordTooShort, "ب"),
        ("n \u{64E}", 1, WordTooShort, "\u{64E}"),
        ("n بارابسيكولوجيا", 1, WordTooLong, "بارابسيكولوجيا"),
        ("II", 1, VerbWithoutRoot, "II"),
        ("كتب\n-\n1 II", 3, VerbWithoutRoot, "II"),
        ("كتب\nII QI", 2, WrongRadicals, "QI"),
        ("كنسل\nII", 2, WrongRadicals, "II"),
    ] {
        let error = UserLexicon::parse(text).unwrap_err();
        assert_eq!((error.line(), error.kind(), error.value()), (line, kind, value), "{text:?}");
        let message = error.to_string();
        assert!(message.starts_with(&format!("line {line}: ")) && message.ends_with(&kind.to_string()), "{message}");
        assert_eq!(text.parse::<UserLexicon>().unwrap_err(), error);
    }
    let long = UserLexicon::parse(&format!("n {}", "x".repeat(1000))).unwrap_err();
    assert_eq!(long.value().len(), 64);
}

/// Tests the canonical text, line ends, remarks, and what the fingerprint depends on.
#[test]
fn equal_content_has_equal_text_and_fingerprint() {
    let unix = UserLexicon::parse("غرد\nII\n\n-\ng تويتر\n").unwrap();
    let windows = UserLexicon::parse("\u{FEFF}غرد # tweet\r\n  1\tII  # verb\r\n\r\n-\r\n1 g تويتر").unwrap();
    assert_eq!((&unix, unix.fingerprint(), unix.as_str()), (&windows, windows.fingerprint(), "غرد\n1 II\n-\n1 g تويتر\n"));
    let other = UserLexicon::parse("غرد\nII\n-\n2 g تويتر").unwrap();
    assert!(other != unix && other.fingerprint() != unix.fingerprint());
    assert_eq!(UserLexicon::parse(unix.as_str()).as_ref(), Ok(&unix));
    assert_eq!((unix.len(), unix.is_empty()), (2, false));
    for empty in ["", "\n", "# nothing", "\u{FEFF}", "كتب\n-\n"] {
        let lexicon = UserLexicon::parse(empty).unwrap();
        assert!(lexicon.is_empty() && lexicon.as_str().is_empty() && lexicon == UserLexicon::default(), "{empty:?}");
    }
    // The fingerprint must not change between versions and machines.
    assert_eq!(UserLexicon::default().fingerprint(), 0xCBF2_9CE4_8422_2325);
}

/// Tests that the whole dictionary is a user lexicon, except the lines with a word of more than twelve letters.
#[test]
fn the_dictionary_has_the_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/morph/data/lexicon");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let lexicon = loop {
            match UserLexicon::parse(&lines.join("\n")) {
                Ok(lexicon) => break lexicon,
                Err(error) if error.kind() == LexiconErrorKind::WordTooLong => lines[error.line() - 1] = "",
                Err(error) => panic!("{}: {error}", file.display()),
            }
        };
        assert_eq!(UserLexicon::parse(lexicon.as_str()).as_ref(), Ok(&lexicon));
        count += lexicon.len();
    }
    assert!(count > 35_000, "{count}");
}

/// Tests that inflections have one term, that the lexicon is part of the identity of an analyzer, and that a shared cache is cleared.
#[test]
fn analyzers_use_the_lexicon() {
    let own = lexicon(WORDS);
    let plain = Analyzer::search();
    let analyzer = Analyzer::search().lexicon(Some(Arc::clone(&own)));
    let terms = |analyzer: &Analyzer, text: &str| analyzer.terms(text).map(|t| t.text().to_owned()).collect::<Vec<_>>();
    assert_eq!(terms(&analyzer, "هاشتاغ وهاشتاغاتهم بالهاشتاغ هاشْتاغين"), ["هاشتاغ"; 4]);
    assert_eq!(terms(&analyzer, "غرد سيغردونها غردتم"), ["غرد"; 3]);
    assert_eq!(terms(&analyzer, "تغريدة وتغاريدهم التغريدات"), ["تغريده"; 3]);
    assert_eq!(analyzer.get_lexicon(), Some(&own));
    assert!(analyzer != plain && analyzer == plain.clone().lexicon(Some(lexicon(WORDS))));
    assert_eq!(plain.clone().lexicon(None).fingerprint(), plain.fingerprint());
    let other = plain.clone().lexicon(Some(lexicon("g تويتر")));
    assert_ne!(analyzer.fingerprint().options(), plain.fingerprint().options());
    assert_ne!(analyzer.fingerprint(), other.fingerprint());
    assert_eq!(analyzer.fingerprint(), plain.clone().lexicon(Some(lexicon(WORDS))).fingerprint());
    // One cache for three analyzers.
    let (mut scratch, text) = (Scratch::new(), "وهاشتاغاتهم سيغردونها بتويتر ".repeat(50));
    for analyzer in [&plain, &analyzer, &other, &plain] {
        let mut cached = Vec::new();
        analyzer.for_each_term(&text, &mut scratch, |term| cached.push(term.text().to_owned()));
        assert_eq!(cached, terms(analyzer, &text));
    }
    // Other stemmers do not change.
    let light = plain.clone().stemmer(Some(Stemmer::Light10));
    assert_eq!(terms(&light.clone().lexicon(Some(own)), &text), terms(&light, &text));
}

/// Tests that the stems of a cache are those of the stemmer, and that they are the terms of the analyzer.
#[test]
fn stems_are_the_terms() {
    let own = lexicon(WORDS);
    let mut memo = stem::Memo::with_lexicon(Stemmer::Lexical, Arc::clone(&own));
    let analyzer = Analyzer::search().lexicon(Some(Arc::clone(&own)));
    for word in ["وهاشتاغاتهم", "سيغردونها", "بتويتر", "والكتاب", "وهاشتاغاتهم", "Zürich"] {
        let stem = Stemmer::Lexical.stem_with_lexicon(word, &own);
        assert_eq!((&memo.stem(word), &memo.stem_utf8(word.as_bytes())), (&stem, &stem));
        memo.for_each_stem([word, word], |_, cached| assert_eq!(cached, stem.text()));
        assert_eq!(analyzer.terms(word).map(|t| t.text().replace("zurich", "Zürich")).collect::<Vec<_>>(), [stem.text()]);
        assert_eq!(Stemmer::Light10.stem_with_lexicon(word, &own), Stemmer::Light10.stem(word));
    }
    let cuts = Stemmer::Lexical.stem_with_lexicon("وهاشتاغاتهم", &own).cuts();
    assert_eq!(&"وهاشتاغاتهم"[cuts.stem_range()], "هاشتاغ");
}

#[cfg(feature = "serde")]
#[test]
fn lexicons_are_serialized_as_text() {
    let own = UserLexicon::parse("غرد\nII\n-\ng تويتر").unwrap();
    let text = serde_json::to_string(&own).unwrap();
    assert_eq!(text, r#""غرد\n1 II\n-\n1 g تويتر\n""#);
    assert_eq!(serde_json::from_str::<UserLexicon>(&text).unwrap(), own);
    let error = serde_json::from_str::<UserLexicon>(r#""n bot""#).unwrap_err();
    assert!(error.to_string().starts_with("line 1: \"bot\": "), "{error}");
    let analyzer = Analyzer::search().lexicon(Some(Arc::new(own)));
    let read: Analyzer = serde_json::from_str(&serde_json::to_string(&analyzer).unwrap()).unwrap();
    assert_eq!((&read, read.fingerprint()), (&analyzer, analyzer.fingerprint()));
    let error = serde_json::from_str::<Analyzer>(r#"{"lexicon": "n bot"}"#).unwrap_err();
    assert!(error.to_string().contains("line 1: \"bot\": "), "{error}");
}

/// Tests that threads share one lexicon.
#[test]
fn threads_share_a_lexicon() {
    let grammar = grammar();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(grammar.lemma("وسيغردونها").as_deref(), Some("غرد")));
        }
    });
    let shared = grammar.clone();
    assert!(Arc::ptr_eq(shared.get_lexicon().unwrap(), grammar.get_lexicon().unwrap()));
}

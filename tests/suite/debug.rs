//! Tests the `Debug` output of the public types. The output must be short enough for a log, even for a large value, and must contain the
//! words that identify the value.

#![cfg(all(feature = "std", feature = "serde", feature = "tantivy", feature = "testing"))]

use std::any::type_name;
use std::collections::BTreeSet;
use std::fmt::Debug;

use crate::common::{public_name, public_types};
use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::{Marks, Normalizer, find_iter};
use kalima::sentence::SentenceSplitter;
use kalima::stem::Stemmer;
use kalima::stop::StopWords;
use kalima::tantivy::ArabicTokenizer;
use kalima::token::Tokenizer;
use kalima::{chars, clitic, io, morph, normalize, sentence, stem, testing, token, units};
use tantivy_tokenizer_api::{TokenStream, Tokenizer as _};

/// The maximum length of the output for one value, in bytes.
const MAX: usize = 1000;

/// The types whose `Debug` output was checked, and the faults that were found.
#[derive(Default)]
struct Shown {
    types: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Shown {
    /// Checks the output for a value of a type. The output, without indentation, must have at most [`MAX`] bytes. The output must contain
    /// the given words.
    fn value<T: Debug>(&mut self, value: &T, words: &[&str]) {
        self.types.insert(public_name::<T>());
        for shown in [format!("{value:?}"), format!("{value:#?}").replace("    ", "")] {
            if shown.len() > MAX {
                let end = shown.char_indices().map(|(at, _)| at).take_while(|at| *at < 200).last().unwrap_or(0);
                self.wrong.push(format!("{}: {} bytes: {}", type_name::<T>(), shown.len(), &shown[..end]));
            }
        }
        let shown = format!("{value:?}");
        for word in words.iter().filter(|word| !shown.contains(**word)) {
            self.wrong.push(format!("{}: no {word:?} in {shown:.300}", type_name::<T>()));
        }
    }

    /// Checks the output for the given values of an enum. The output for each value must be one word of fewer than 40 bytes.
    fn kind<T: Debug>(&mut self, all: &[T]) {
        self.types.insert(public_name::<T>());
        for value in all {
            let shown = format!("{value:?}");
            assert!(shown.chars().all(char::is_alphanumeric) && shown.len() < 40, "{shown}");
        }
    }
}

#[test]
fn debug_output_is_short_and_identifies_the_value() {
    let mut shown = Shown::default();
    let text = include_str!("../../seeds/vocalized.txt").repeat(20);
    let mut bytes = text.clone().into_bytes();
    bytes[1000] = 0xFF;
    let words: Vec<String> = (0..2000).map(|n| format!("كلمة{n}")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();

    // For an analyzer or a normalizer, the output has the most similar preset and the options that differ from this preset.
    shown.value(&Analyzer::search(), &["Analyzer { preset: search }"]);
    shown.value(&Analyzer::lucene(), &["Analyzer { preset: lucene }"]);
    shown.value(&Analyzer::exact(), &["Analyzer { preset: exact }"]);
    shown.value(&Analyzer::search().fingerprint(), &["Fingerprint { options: "]);
    let own = Analyzer::search().stemmer(Some(Stemmer::Light10)).stop_words(StopWords::of(words.iter().copied())).surface(true);
    let own =
        own.stem_exclusions(words.iter().copied()).overrides(words.iter().map(|w| (*w, *w))).normalizer(Normalizer::search().madda(true));
    shown.value(
        &own,
        &["preset: search, ", "Normalizer { preset: search, madda: true }", "stemmer: Some(Light10)", "surface: true", "2000 in all"],
    );
    for preset in normalize::Preset::ALL {
        let n = preset.normalizer();
        shown.value(&n, &[&format!("Normalizer {{ preset: {preset} }}")]);
        shown.value(&n.strip_marks(Marks::TANWIN | Marks::HAMZA), &["strip_marks: Marks(tanwin,hamza)"]);
    }
    shown.value(&Normalizer::OPTIONS[0], &["alef"]);
    shown.value(&Marks::ALL, &["Marks(all)"]);
    shown.value(&Tokenizer::new().emoticons(true), &["emoticons: true", "split_zwnj: false"]);
    let splitter = SentenceSplitter::new().abbreviations(&words).verses(true);
    shown.value(&splitter, &["verses: true", "abbreviations: [\"كلمة0\", ", "2000 in all]"]);
    shown.value(&SentenceSplitter::new(), &["newlines: Smart", "abbreviations: []"]);
    shown.value(&StopWords::standard(), &["words: [", "in all]", "clitics: true"]);
    shown.value(&StopWords::standard().iter(), &["Iter([", "in all]"]);
    shown.value(&StopWords::standard().into_iter(), &["IntoIter([", "in all]"]);
    shown.value(&StopWords::standard().fold(Normalizer::light()), &["in all]", "preset: light"]);
    shown.value(&ArabicTokenizer::new(Analyzer::search()), &["preset: search"]);

    // The caches already contain words, because a full cache must have a short output, too.
    let mut scratch = Scratch::new();
    Analyzer::search().for_each_term(&text, &mut scratch, |_| {});
    shown.value(&scratch, &["Scratch { cache: "]);
    let mut memo = stem::Memo::new(Stemmer::Lexical);
    memo.for_each_stem(Tokenizer::new().words(&text).map(|t| t.text()), |_, _| {});
    shown.value(&memo, &["stemmer: Lexical"]);
    let mut memo = morph::Memo::new();
    Tokenizer::new().words(&text).for_each(|t| {
        memo.best(t.text());
    });
    shown.value(&memo, &["Memo"]);

    // For iterators over a long text and for readers, the output has positions or lengths, but not the whole text.
    let len = &*format!("len: {}", text.len());
    shown.value(&Tokenizer::new().tokens(&text), &[len]);
    shown.value(&Tokenizer::new().words(&text), &[len]);
    shown.value(&Tokenizer::new().tokens_utf8(&bytes), &[len]);
    shown.value(&Tokenizer::new().words_utf8(&bytes), &[len]);
    shown.value(&splitter.sentences(&text), &["at: 0", len]);
    shown.value(&splitter.sentences_utf8(&bytes), &["at: 0", len]);
    shown.value(&own.terms(&text), &["position: 0", len, "preset: search"]);
    shown.value(&own.terms_utf8(text.as_bytes()), &["position: 0", len]);
    shown.value(&own.terms_utf8(&bytes), &["in all]"]);
    shown.value(&find_iter(&text, "كتاب"), &["needle: \"كتاب\"", len]);
    shown.value(&io::line_blocks(&bytes, 4096), &[len, "size: 4096"]);
    let mut reader = io::blocks(&*bytes);
    shown.value(&reader.advance().unwrap().unwrap(), &["start: 0", "at_boundary: true"]);
    shown.value(&reader, &["offset: 0", "capacity: 65536"]);
    let mut reader = io::tokens(&*bytes);
    reader.advance().unwrap();
    shown.value(&reader, &["offset: 0", "capacity: 65536"]);
    let mut reader = io::sentences(&*bytes);
    reader.advance().unwrap();
    shown.value(&reader, &["capacity: 65536", "newlines: Smart"]);
    let mut reader = io::terms(&*bytes, &own);
    let term = reader.next().unwrap().unwrap();
    shown.value(&reader, &["capacity: 65536", "preset: search"]);
    let mut tokenizer = ArabicTokenizer::new(own.clone());
    let mut stream = tokenizer.token_stream(&text);
    stream.advance();
    shown.value(&stream, &["preset: search", "offset_from: 0"]);
    let lexicon: String = words.iter().map(|w| format!("n {}\n", w.trim_end_matches(char::is_numeric))).collect();
    let lexicon = std::sync::Arc::new(morph::UserLexicon::parse(&lexicon).unwrap());
    shown.value(&*lexicon, &["UserLexicon { len: 2000, fingerprint: "]);
    let grammar = morph::Grammar::new().lexicon(lexicon);
    shown.value(&grammar, &["Grammar", "len: 2000"]);
    shown.value(&grammar.best("الكلمة").unwrap(), &["lemma كلمة"]);
    shown.value(&morph::UserLexicon::parse(&"x".repeat(2000)).unwrap_err(), &["line: 1", "InvalidRoot"]);
    let root = morph::root("كتب").unwrap();
    shown.value(&morph::forms(root, morph::VerbForm::I), &["in all]"]);
    shown.value(&morph::parses("وكتابهم"), &["word: \"وكتابهم\""]);
    shown.value(&clitic::segment("وكتابهم", clitic::Scheme::Atb), &["word: \"وكتابهم\"", "scheme: Atb"]);
    shown.value(&units::Utf16Index::new(&text), &[&format!("Utf16Index {{ bytes: {}", text.len())]);
    shown.value(&units::CharIndex::new(&text), &[&format!("CharIndex {{ bytes: {}", text.len())]);

    // For results, such as tokens and terms, the output has the text of the result.
    let mapped = Normalizer::search().normalize_mapped("كَتَبْتُ في المَكتبةِ وفي البَيتِ");
    shown.value(&mapped, &["كتبت في المكتبه", "2..4 to 2..2", "in all]"]);
    let mapped = Normalizer::search().normalize_mapped(&text);
    shown.value(mapped.map(), &["edits: [", "in all]", &format!("source: {}", text.len())]);
    shown.value(&token::tokens("كتاب").next().unwrap(), &["text: \"كتاب\"", "kind: Arabic"]);
    shown.value(&Tokenizer::new().tokens_utf8("كتاب".as_bytes()).next().unwrap(), &["text: \"كتاب\"", "kind: Arabic"]);
    shown.value(&sentence::sentences("وصل الوفد.").next().unwrap(), &["text: \"وصل الوفد.\""]);
    shown.value(&splitter.sentences_utf8("وصل الوفد.".as_bytes()).next().unwrap(), &["text: \"وصل الوفد.\"", "start: 0"]);
    shown.value(&Analyzer::search().terms("الكتاب").next().unwrap(), &["text: \"كتاب\"", "kind: Word"]);
    shown.value(&term, &["text: ", "kind: Word"]);
    shown.value(&io::tokens("كتاب".as_bytes()).next().unwrap().unwrap(), &["text: \"كتاب\"", "part: Whole"]);
    shown.value(&io::sentences("وصل الوفد.".as_bytes()).next().unwrap().unwrap(), &["text: \"وصل الوفد.\"", "part: Whole"]);
    shown.value(&root, &["Root(كتب)"]);
    let parse = morph::best("وكتابهم").unwrap();
    shown.value(&parse.features(), &["definite: Some(Construct)", "number: Some(Singular)"]);
    shown.value(&parse.lexeme().unwrap(), &["كتاب", "Daily", "Noun"]);
    shown.value(&morph::Lexicon, &["Lexicon"]);
    shown.value(&morph::Lexicon.of_root(root), &["records"]);
    shown.value(&parse, &["word: \"وكتابهم\"", "lemma كتاب", "cost: "]);
    shown.value(&parse.segments(), &["word: \"وكتابهم\"", "left: 3"]);
    shown.value(&parse.segments().next().unwrap(), &["text: \"و\"", "kind: Conjunction"]);
    shown.value(&morph::forms(root, morph::VerbForm::I).next().unwrap(), &["text: \"كتب\"", "vocalized: \"", "voice: Active"]);
    shown.value(&"قال".parse::<morph::Root>().unwrap_err(), &["value: \"قال\""]);
    shown.value(&clitic::segment("وكتابهم", clitic::Scheme::Atb).next().unwrap(), &["text: \"و\"", "kind: Conjunction"]);
    let mut segments = clitic::segment_utf8("وكتابهم".as_bytes(), clitic::Scheme::Atb);
    shown.value(&segments, &["word: \"وكتابهم\"", "scheme: Atb"]);
    shown.value(&segments.next().unwrap(), &["text: \"و\"", "kind: Conjunction"]);
    let stemmed = Stemmer::Light10.stem("والكتاب");
    shown.value(&stemmed, &["text: \"كتاب\"", "rule: Prefix"]);
    shown.value(&stemmed.cuts(), &["stem_start: 6", "rule: Prefix"]);
    shown.value(&chars::number("١٢٫٥").unwrap(), &["value: 12.5"]);
    shown.value(&"كتاب".repeat(1000).parse::<Stemmer>().unwrap_err(), &["kind: \"stemmer\"", "\"light10\""]);
    for case in testing::cases() {
        shown.value(case, &[case.name(), "text: "]);
        case.expected().iter().for_each(|expected| shown.value(expected, &["("]));
    }

    shown.kind(kalima::analyzer::TermKind::ALL);
    shown.kind(&[chars::Class::Alef, chars::Class::Emoji]);
    shown.kind(clitic::Scheme::ALL);
    shown.kind(io::Part::ALL);
    shown.kind(morph::PartOfSpeech::ALL);
    shown.kind(morph::VerbForm::ALL);
    shown.kind(morph::WordFormKind::ALL);
    shown.kind(morph::Gender::ALL);
    shown.kind(morph::Inflection::ALL);
    shown.kind(morph::GrammaticalNumber::ALL);
    shown.kind(morph::Person::ALL);
    shown.kind(morph::SegmentKind::ALL);
    shown.kind(morph::Definite::ALL);
    shown.kind(&[morph::LexiconErrorKind::InvalidRoot, morph::LexiconErrorKind::WordTooLong]);
    shown.kind(morph::Mood::ALL);
    shown.kind(morph::Tense::ALL);
    shown.kind(morph::Tier::ALL);
    shown.kind(morph::Upos::ALL);
    shown.kind(morph::Voice::ALL);
    shown.kind(morph::Vowel::ALL);
    shown.value(&Normalizer::OPTIONS[0], &["OptionInfo", "alef"]);
    shown.kind(normalize::AlefFold::ALL);
    shown.kind(normalize::DaggerAlefFold::ALL);
    shown.kind(normalize::DigitFold::ALL);
    shown.kind(normalize::ElongationFold::ALL);
    shown.kind(normalize::UnicodeForm::ALL);
    shown.kind(normalize::FormatFold::ALL);
    shown.kind(normalize::HamzaFold::ALL);
    shown.kind(normalize::KeyboardFold::ALL);
    shown.kind(normalize::LigatureFold::ALL);
    shown.kind(normalize::Preset::ALL);
    shown.kind(normalize::SpaceFold::ALL);
    shown.kind(normalize::TanwinFold::ALL);
    shown.kind(normalize::TehMarbutaFold::ALL);
    shown.kind(normalize::YehFold::ALL);
    shown.kind(sentence::NewlinePolicy::ALL);
    shown.kind(stem::StemRule::ALL);
    shown.kind(Stemmer::ALL);
    shown.kind(token::TokenKind::ALL);

    assert!(shown.wrong.is_empty(), "{}", shown.wrong.join("\n"));
    // `testing::Failure` is added without a check, because no value of this type exists: the crate meets all expectations.
    let shown: BTreeSet<String> = shown.types.into_iter().chain(["testing::Failure".into()]).collect();
    assert_eq!(shown, public_types(), "the types of tools/public-api/list.txt");
}

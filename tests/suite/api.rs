//! Tests the public API: the auto traits of every type, the names of enum values, and the errors for unknown names.

use std::collections::BTreeSet;
use std::fmt::{Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::str::FromStr;

use crate::common::{public_name, public_types, types_with};
use kalima::{analyzer, chars, clitic, io, morph, normalize, sentence, stem, stop, token, units};

/// Requires the traits that all public types must implement, except the readers of the module `io`.
fn auto<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
/// Requires `Clone`, which all public types must implement, except the readers of the module `io`.
fn value<T: Clone>() {}

macro_rules! types {
    ($names:ident: $($t:ty),+ $(,)?) => {{ $( auto::<$t>(); value::<$t>(); $names.insert(public_name::<$t>()); )+ }};
}

#[test]
fn every_type_is_send_and_sync_and_debug_and_clone() {
    let mut names = BTreeSet::new();
    types!(names:
        analyzer::Analyzer,
        analyzer::Fingerprint,
        analyzer::Scratch,
        analyzer::Term<'_>,
        analyzer::TermKind,
        analyzer::Terms<'_, '_>,
        analyzer::TermsUtf8<'_, '_>,
        chars::Class,
        chars::Number,
        clitic::Scheme,
        clitic::Segment<'_>,
        clitic::Segments<'_>,
        clitic::SegmentUtf8<'_>,
        clitic::SegmentsUtf8<'_>,
        io::LineBlocks<'_>,
        io::Part,
        io::StreamBlock<'_>,
        io::StreamSentence<'_>,
        io::StreamTerm,
        io::StreamToken<'_>,
        morph::PartOfSpeech,
        morph::VerbForm,
        morph::WordFormKind,
        morph::Forms,
        morph::Gender,
        morph::Grammar,
        morph::Inflection,
        morph::Memo,
        morph::GrammaticalNumber,
        morph::Parse<'_>,
        morph::Parses<'_>,
        morph::Person,
        morph::ParseSegment<'_>,
        morph::SegmentKind,
        morph::ParseSegments<'_>,
        morph::ParseRootError,
        morph::Root,
        morph::Definite,
        morph::Features,
        morph::Lexeme,
        morph::Lexemes,
        morph::Lexicon,
        morph::LexiconError,
        morph::LexiconErrorKind,
        morph::Mood,
        morph::Tense,
        morph::Tier,
        morph::Upos,
        morph::UserLexicon,
        morph::Voice,
        morph::Vowel,
        morph::WordForm,
        normalize::AlefFold,
        normalize::DaggerAlefFold,
        normalize::DigitFold,
        normalize::ElongationFold,
        normalize::UnicodeForm,
        normalize::FormatFold,
        normalize::HamzaFold,
        normalize::KeyboardFold,
        normalize::LigatureFold,
        normalize::SpaceFold,
        normalize::TanwinFold,
        normalize::TehMarbutaFold,
        normalize::YehFold,
        normalize::Mapped<'_>,
        normalize::Marks,
        normalize::Matches<'_>,
        normalize::Normalizer,
        normalize::OffsetMap,
        normalize::Preset,
        sentence::NewlinePolicy,
        sentence::Sentence<'_>,
        sentence::SentenceSplitter,
        sentence::SentenceUtf8<'_>,
        sentence::Sentences<'_>,
        sentence::SentencesUtf8<'_>,
        stem::Cuts,
        stem::Memo,
        stem::StemRule,
        stem::Stemmed<'_>,
        stem::Stemmer,
        stop::IntoIter,
        stop::Iter<'_>,
        stop::StopSet,
        stop::StopWords,
        token::Token<'_>,
        token::TokenKind,
        token::TokenUtf8<'_>,
        token::Tokenizer,
        token::Tokens<'_>,
        token::TokensUtf8<'_>,
        token::Words<'_>,
        token::WordsUtf8<'_>,
        units::CharIndex<'_>,
        units::Utf16Index<'_>,
        kalima::OptionInfo,
        kalima::ParseNameError,
    );
    // A reader has the auto traits of its source, except `UnwindSafe` and `RefUnwindSafe`, because a reader stores an `io::Error`.
    fn moves<T: Send + Sync + Debug>() {}
    names.extend(["io::BlockReader", "io::TokenReader", "io::SentenceReader", "io::TermReader"].map(String::from));
    moves::<io::BlockReader<std::fs::File>>();
    moves::<io::TokenReader<std::fs::File>>();
    moves::<io::SentenceReader<std::fs::File>>();
    moves::<io::TermReader<'_, std::fs::File>>();
    let features = ["tantivy::", "testing::"];
    let listed: BTreeSet<_> = public_types().into_iter().filter(|name| !features.iter().any(|f| name.starts_with(f))).collect();
    assert_eq!(names, listed, "the types of tools/public-api/list.txt");
}

/// Tests that each name of an enum value, in lower and in upper case, is parsed as this value, and that an unknown name is rejected. Adds
/// the name of the enum to `tested`.
fn names<T: FromStr<Err = kalima::ParseNameError> + Display + Debug + PartialEq + Copy>(tested: &mut BTreeSet<String>, all: &[T]) {
    tested.insert(public_name::<T>());
    assert!(all.len() > 1);
    for value in all {
        assert_eq!(value.to_string().parse::<T>().as_ref(), Ok(value));
        assert_eq!(value.to_string().to_ascii_uppercase().parse::<T>().as_ref(), Ok(value));
        assert_eq!(format!("{value:>20}").trim_start(), value.to_string());
    }
    let error = "no such name".parse::<T>().unwrap_err();
    assert_eq!(error.accepted().len(), all.len());
    let listed = error.accepted().join(", ");
    assert_eq!(error.to_string(), format!("unknown {} \"no such name\"; expected one of: {listed}", error.kind()));
    // Tests the longest name without its last letter. If the parser rejects the shortened name, the error must suggest an accepted name.
    // The suggestion may be another name that is equally similar. Names of one letter have no shortened name.
    let longest = error.accepted().iter().max_by_key(|name| name.len()).unwrap();
    let cut = &longest[..longest.len() - 1];
    if let (false, Err(error)) = (cut.is_empty(), cut.parse::<T>()) {
        let suggestion = error.suggestion().unwrap_or_else(|| panic!("{error}"));
        assert!(error.to_string().contains(&format!("{cut:?} (did you mean {suggestion:?}?)")), "{error}");
    }
}

#[test]
fn names_round_trip() {
    let tested = &mut BTreeSet::new();
    names(tested, analyzer::TermKind::ALL);
    names(tested, clitic::Scheme::ALL);
    names(tested, io::Part::ALL);
    names(tested, morph::PartOfSpeech::ALL);
    names(tested, morph::VerbForm::ALL);
    names(tested, morph::WordFormKind::ALL);
    names(tested, morph::Gender::ALL);
    names(tested, morph::Inflection::ALL);
    names(tested, morph::GrammaticalNumber::ALL);
    names(tested, morph::Person::ALL);
    names(tested, morph::SegmentKind::ALL);
    names(tested, morph::Definite::ALL);
    names(tested, morph::Mood::ALL);
    names(tested, morph::Tense::ALL);
    names(tested, morph::Tier::ALL);
    names(tested, morph::Upos::ALL);
    names(tested, morph::Voice::ALL);
    names(tested, morph::Vowel::ALL);
    names(tested, normalize::Preset::ALL);
    names(tested, normalize::AlefFold::ALL);
    names(tested, normalize::DaggerAlefFold::ALL);
    names(tested, normalize::DigitFold::ALL);
    names(tested, normalize::ElongationFold::ALL);
    names(tested, normalize::UnicodeForm::ALL);
    names(tested, normalize::FormatFold::ALL);
    names(tested, normalize::HamzaFold::ALL);
    names(tested, normalize::KeyboardFold::ALL);
    names(tested, normalize::LigatureFold::ALL);
    names(tested, normalize::SpaceFold::ALL);
    names(tested, normalize::TanwinFold::ALL);
    names(tested, normalize::TehMarbutaFold::ALL);
    names(tested, normalize::YehFold::ALL);
    names(tested, sentence::NewlinePolicy::ALL);
    names(tested, stem::StemRule::ALL);
    names(tested, stem::Stemmer::ALL);
    names(tested, token::TokenKind::ALL);
    // These types implement `FromStr` but are not enums. A text for one of these types may consist of several words or letters.
    let others = ["analyzer::Analyzer", "morph::Root", "morph::UserLexicon", "normalize::Marks", "normalize::Normalizer"];
    let listed = types_with("FromStr").into_iter().filter(|name| !others.contains(&name.as_str())).collect();
    assert_eq!(*tested, listed, "the kinds of tools/public-api/list.txt");
}

#[test]
fn one_liners() {
    use kalima::ext::ArabicText;
    assert_eq!(("إِلى".normalize(), "إِلى".normalize_light()), ("الي".into(), "إلى".into()));
    assert!("أَحمد".equivalent_to("احمد") && !"أحمد".equivalent_to("محمد"));
    assert_eq!(("في الكِتاب".find_iter("كتاب").next(), "a b".tokens().count(), "a b".words().count()), (Some(9..19), 3, 2));
    assert_eq!(("نعم. لا.".sentences().count(), ArabicText::stem("والكتاب").text().to_owned()), (2, "كتاب".to_owned()));
}

/// Tests the `Default` values and several small functions.
#[test]
fn defaults_and_small_accessors() {
    assert!(normalize::Normalizer::default() == normalize::Normalizer::search());
    assert_eq!(analyzer::Analyzer::default().fingerprint(), analyzer::Analyzer::search().fingerprint());
    assert_eq!(token::Tokenizer::default(), token::Tokenizer::new());
    assert_eq!(sentence::SentenceSplitter::default().sentences("نعم. لا.").count(), 2);
    let mapped = normalize::Normalizer::search().normalize_mapped("أَب");
    assert!(!mapped.map().is_identity());
    assert_eq!(mapped.into_parts().0, "اب");
    let stop = stop::StopWords::of(["من", "مِن"]).fold(normalize::Normalizer::search());
    assert_eq!((stop.len(), stop.is_empty()), (1, false));
    assert!(chars::is_shadda('\u{651}') && !chars::is_shadda('ش') && chars::is_honorific_mark('\u{610}') && !chars::is_honorific_mark('م'));
    let cuts = stem::Stemmer::Light10.stem("والكتاب").cuts();
    assert_eq!(cuts.rule(), stem::StemRule::Prefix);
    let pieces: Vec<_> = clitic::segment("وكتاب", clitic::Scheme::Atb).map(|s| s.kind()).collect();
    assert_eq!(pieces, [morph::SegmentKind::Conjunction, morph::SegmentKind::Stem]);
    assert_eq!(morph::root("مكتب").map(|r| format!("{r:?}")).as_deref(), Some("Root(كتب)"));
    // The override of a Latin word applies to the word in upper and lower case.
    let own = analyzer::Analyzer::search().overrides([("Zürich", "city")]);
    assert_eq!(own.terms("ZURICH").map(|t| t.text().to_owned()).collect::<Vec<_>>(), ["city"]);
}

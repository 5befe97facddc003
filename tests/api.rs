//! The public API: auto traits of every type, names that round-trip, errors that say what would have been right.

use std::fmt::{Debug, Display};
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::str::FromStr;

use kalima::{analyzer, chars, clitic, io, morph, normalize, sentence, stem, stop, token, units};

/// What a user may rely on of every type.
fn auto<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
/// And of most.
fn value<T: Clone>() {
    // Clone of all but readers.
}

macro_rules! types {
    ($($t:ty),+ $(,)?) => {{ $( auto::<$t>(); value::<$t>(); )+ }};
}

#[test]
fn every_type_is_send_and_sync_and_debug_and_clone() {
    types!(
        analyzer::Analyzer,
        analyzer::Scratch,
        analyzer::Term<'_>,
        analyzer::TermKind,
        analyzer::Terms<'_, '_>,
        analyzer::TermsUtf8<'_, '_>,
        chars::Class,
        clitic::Scheme,
        clitic::Segment<'_>,
        clitic::Segments<'_>,
        io::Blocks<'_>,
        io::Part,
        io::StreamSentence<'_>,
        io::StreamTerm,
        io::StreamToken<'_>,
        morph::Parse<'_>,
        morph::Parses<'_>,
        morph::Piece<'_>,
        morph::Pieces<'_>,
        morph::Root,
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
        stem::StemRule,
        stem::Stemmed<'_>,
        stem::Stemmer,
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
        kalima::ParseNameError,
    );
    // Readers are as their reader is; an `io::Error` that is kept is not unwind safe.
    fn moves<T: Send + Sync + Debug>() {}
    moves::<io::TokenReader<std::fs::File>>();
    moves::<io::SentenceReader<std::fs::File>>();
    moves::<io::TermReader<'_, std::fs::File>>();
}

/// Each name of a kind reads as the kind, in upper case too, and no other name does.
fn names<T: FromStr<Err = kalima::ParseNameError> + Display + Debug + PartialEq + Copy>(all: &[T]) {
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
    // A typing error: the last letter is missing. Another name may be as near.
    let longest = error.accepted().iter().max_by_key(|name| name.len()).unwrap();
    let cut = &longest[..longest.len() - 1];
    if let Err(error) = cut.parse::<T>() {
        let suggestion = error.suggestion().unwrap_or_else(|| panic!("{error}"));
        assert!(error.to_string().contains(&format!("{cut:?} (did you mean {suggestion:?}?)")), "{error}");
    }
}

#[test]
fn names_round_trip() {
    names(analyzer::TermKind::ALL);
    names(clitic::Scheme::ALL);
    names(io::Part::ALL);
    names(morph::Class::ALL);
    names(morph::Form::ALL);
    names(morph::FormKind::ALL);
    names(morph::Gender::ALL);
    names(morph::Inflection::ALL);
    names(morph::Number::ALL);
    names(morph::Person::ALL);
    names(morph::PieceKind::ALL);
    names(morph::Voice::ALL);
    names(normalize::Preset::ALL);
    names(normalize::AlefFold::ALL);
    names(normalize::DaggerAlefFold::ALL);
    names(normalize::DigitFold::ALL);
    names(normalize::Form::ALL);
    names(normalize::FormatFold::ALL);
    names(normalize::HamzaFold::ALL);
    names(normalize::KeyboardFold::ALL);
    names(normalize::LigatureFold::ALL);
    names(normalize::SpaceFold::ALL);
    names(normalize::TanwinFold::ALL);
    names(normalize::TehMarbutaFold::ALL);
    names(normalize::YehFold::ALL);
    names(sentence::NewlinePolicy::ALL);
    names(stem::StemRule::ALL);
    names(stem::Stemmer::ALL);
    names(token::TokenKind::ALL);
}

#[test]
fn one_liners() {
    use kalima::ext::ArabicText;
    assert_eq!(("إِلى".fold(), "إِلى".strip_marks()), ("الي".into(), "إلى".into()));
    assert!("أَحمد".same_as("احمد") && !"أحمد".same_as("محمد"));
    assert_eq!(("في الكِتاب".find_folded("كتاب").next(), "a b".tokens().count(), "a b".words().count()), (Some(9..19), 3, 2));
    assert_eq!(("نعم. لا.".sentences().count(), ArabicText::stem("والكتاب").text().to_owned()), (2, "كتاب".to_owned()));
}

/// What is there for convenience says what its longer form says.
#[test]
fn defaults_and_small_accessors() {
    assert!(normalize::Normalizer::default() == normalize::Normalizer::search());
    assert_eq!(analyzer::Analyzer::default().fingerprint(), analyzer::Analyzer::search().fingerprint());
    assert_eq!(token::Tokenizer::default(), token::Tokenizer::new());
    assert_eq!(sentence::SentenceSplitter::default().sentences("نعم. لا.").count(), 2);
    assert_eq!(normalize::Preset::Search.version(), 1);
    let mapped = normalize::Normalizer::search().normalize_mapped("أَب");
    assert_eq!((mapped.map().is_empty(), mapped.map().len(), mapped.map().is_identity()), (false, 1, false));
    assert_eq!(mapped.into_parts().0, "اب");
    let stop = stop::StopWords::of(["من", "مِن"]).fold(normalize::Normalizer::search());
    assert_eq!((stop.len(), stop.is_empty()), (1, false));
    assert!(chars::is_shadda('\u{651}') && !chars::is_shadda('ش') && chars::is_honorific_mark('\u{610}') && !chars::is_honorific_mark('م'));
    let cuts = stem::Stemmer::Light10.stem("والكتاب").cuts();
    assert_eq!(cuts.rule(), stem::StemRule::Prefix);
    let pieces: Vec<_> = clitic::segment("وكتاب", clitic::Scheme::Atb).map(|s| s.kind()).collect();
    assert_eq!(pieces, [morph::PieceKind::Conjunction, morph::PieceKind::Stem]);
    assert_eq!(morph::root("مكتب").map(|r| format!("{r:?}")).as_deref(), Some("Root(كتب)"));
    // A Latin word is excluded in any case.
    let own = analyzer::Analyzer::search().overrides([("Zürich", "city")]);
    assert_eq!(own.terms("ZURICH").map(|t| t.text().to_owned()).collect::<Vec<_>>(), ["city"]);
}

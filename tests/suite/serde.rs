//! Tests the `serde` forms of options and kinds. A value that is serialized and then deserialized must be equal to the original value. The
//! error for an unknown option must contain the name of this option.

#![cfg(feature = "serde")]

use kalima::analyzer::Analyzer;
use kalima::morph::Root;
use kalima::normalize::{AlefFold, DigitFold, ElongationFold, Marks, Normalizer, Preset};
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::stem::Stemmer;
use kalima::stop::StopWords;
use kalima::token::{TokenKind, Tokenizer};
use serde_json::{from_str, to_string};

#[test]
fn kinds_are_their_names() {
    for kind in TokenKind::ALL {
        let written = to_string(kind).unwrap();
        assert_eq!(written, format!("\"{kind}\""));
        assert_eq!(from_str::<TokenKind>(&written).unwrap(), *kind);
    }
    for stemmer in Stemmer::ALL {
        assert_eq!(from_str::<Stemmer>(&to_string(stemmer).unwrap()).unwrap(), *stemmer);
    }
    assert_eq!(from_str::<AlefFold>("\"Hamza\"").unwrap(), AlefFold::Hamza);
    let error = from_str::<AlefFold>("\"hamzah\"").unwrap_err().to_string();
    assert!(error.contains(r#"unknown alef fold "hamzah" (did you mean "hamza"?); expected one of: keep, hamza, all"#), "{error}");
    let error = from_str::<AlefFold>("5").unwrap_err().to_string();
    assert!(error.contains("the name of an alef fold (one of: keep, hamza, all)"), "{error}");
    assert!(from_str::<Stemmer>("5").unwrap_err().to_string().contains("the name of a stemmer (one of: light1, "));
}

#[test]
fn roots_are_their_letters() {
    let root = Root::new("أكل").unwrap();
    assert_eq!(to_string(&root).unwrap(), "\"ءكل\"");
    assert_eq!(from_str::<Root>("\"ءكل\"").unwrap(), root);
    assert!(from_str::<Root>("\"قال\"").unwrap_err().to_string().contains("is no root"));
}

#[test]
fn normalizers_round_trip() {
    for preset in Preset::ALL {
        let n = preset.normalizer();
        let written = to_string(&n).unwrap();
        assert!(from_str::<Normalizer>(&written).unwrap() == n, "{preset} {written}");
        assert!(from_str::<Normalizer>(&to_string(preset).unwrap()).unwrap() == n, "{preset} by its name");
    }
    let own = Normalizer::search().alef(AlefFold::Keep).strip_marks(Marks::TANWIN | Marks::SHADDA).elongation(ElongationFold::ToTwo);
    assert!(from_str::<Normalizer>(&to_string(&own).unwrap()).unwrap() == own);
    let read: Normalizer =
        from_str(r#"{"preset": "search", "alef": "keep", "strip_marks": ["tanwin", "shadda"], "elongation": "to-two"}"#).unwrap();
    assert!(read == own);
    assert!(from_str::<Normalizer>("{}").unwrap() == Normalizer::none());
    for (wrong, says) in [
        (r#"{"alef": "keep", "preset": "search"}"#, "must be the first entry"),
        (r#"{"alif": "keep"}"#, "unknown field `alif`, expected one of `alef`, `hamza`"),
        (r#""searching""#, "orthographic"),
        (r#"{"strip_marks": ["dots"]}"#, r#"unknown set of marks "dots"; expected one of: none, all, tashkeel"#),
        (r#"{"strip_marks": 1}"#, "list of sets"),
        ("7", "a map of the options of a normalizer"),
    ] {
        let error = from_str::<Normalizer>(wrong).err().unwrap().to_string();
        assert!(error.contains(says), "{wrong}: {error}");
    }
}

// This test does not cover every option of the splitter. The unit test of each type covers every option, because only a unit test can list
// the private fields.
#[test]
fn tokenizers_and_splitters_round_trip() {
    for t in [Tokenizer::new(), Tokenizer::new().entities(true).emoticons(true).split_zwnj(true).max_token_len(Some(100))] {
        assert_eq!(from_str::<Tokenizer>(&to_string(&t).unwrap()).unwrap(), t);
    }
    assert_eq!(from_str::<Tokenizer>(r#"{"split_zwnj": true}"#).unwrap(), Tokenizer::new().split_zwnj(true));
    assert!(from_str::<Tokenizer>("\"fast\"").unwrap_err().to_string().contains("map of options"));
    let s = SentenceSplitter::new().newlines(NewlinePolicy::Always).clauses(true).soft_limit(Some(200)).abbreviations(["التفت"]);
    let written = to_string(&s).unwrap();
    assert_eq!(
        written,
        r#"{"newlines":"always","clauses":true,"quotations":true,"verses":false,"soft_limit":200,"abbreviations":["التفت"]}"#
    );
    assert_eq!(from_str::<SentenceSplitter>(&written).unwrap(), s);
    let error = from_str::<SentenceSplitter>("[]").unwrap_err().to_string();
    assert!(error.contains("a map of the options of a sentence splitter"), "{error}");
}

/// Tests the two forms of an analyzer in a configuration file: the name of a preset, or a map with a preset and the options that differ
/// from the preset.
#[test]
fn analyzers_are_read() {
    let same = |json: &str, analyzer: Analyzer| {
        let read = from_str::<Analyzer>(json).unwrap_or_else(|e| panic!("{json}: {e}"));
        assert_eq!(read.fingerprint(), analyzer.fingerprint(), "{json}");
    };
    same(r#""lucene""#, Analyzer::lucene());
    same("{}", Analyzer::search());
    same(r#"{"preset": "Exact", "stemmer": "light10"}"#, Analyzer::exact().stemmer(Some(Stemmer::Light10)));
    same(
        r#"{"stop_words": "small", "normalizer": {"preset": "search", "digits": "keep"}, "ngrams": [3, 4], "stemmer": null}"#,
        Analyzer::search()
            .stop_words(StopWords::small())
            .normalizer(Normalizer::search().digits(DigitFold::Keep))
            .ngrams(Some(3..=4))
            .stemmer(None),
    );
    same(
        r#"{"stem_exclusions": ["الرياض"], "overrides": {"موبايل": "جوال"}}"#,
        Analyzer::search().stem_exclusions(["الرياض"]).overrides([("موبايل", "جوال")]),
    );
    for (wrong, says) in [
        (r#""serch""#, r#"unknown analyzer preset "serch" (did you mean "search"?)"#),
        (r#"{"stemer": "light10"}"#, "unknown field `stemer`"),
        (r#"{"stemmer": "porter"}"#, "expected one of: light1, "),
        (r#"{"ngrams": 3}"#, "tuple"),
        ("1", "a map of the options of an analyzer"),
    ] {
        let error = from_str::<Analyzer>(wrong).err().unwrap().to_string();
        assert!(error.contains(says), "{wrong}: {error}");
    }
}

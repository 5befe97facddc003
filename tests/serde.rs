//! Options and kinds as configuration: what is written is read again as the same; what is no option is an error that says so.

#![cfg(feature = "serde")]

use kalima::normalize::{AlefFold, Marks, Normalizer, Preset};
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::stem::Stemmer;
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
    let error = from_str::<AlefFold>("\"some\"").unwrap_err().to_string();
    assert!(error.contains("keep, hamza, all"), "{error}");
    assert!(from_str::<AlefFold>("5").unwrap_err().to_string().contains("AlefFold"));
}

#[test]
fn normalizers_round_trip() {
    for preset in Preset::ALL {
        let n = preset.normalizer();
        let written = to_string(&n).unwrap();
        assert!(from_str::<Normalizer>(&written).unwrap() == n, "{preset} {written}");
        assert!(from_str::<Normalizer>(&to_string(preset).unwrap()).unwrap() == n, "{preset} by its name");
    }
    let own = Normalizer::search().alef(AlefFold::Keep).strip(Marks::TANWIN.and(Marks::SHADDA)).elongation(Some(2));
    assert!(from_str::<Normalizer>(&to_string(&own).unwrap()).unwrap() == own);
    let read: Normalizer = from_str(r#"{"preset": "search", "alef": "keep", "strip": ["tanwin", "shadda"], "elongation": 2}"#).unwrap();
    assert!(read == own);
    assert!(from_str::<Normalizer>("{}").unwrap() == Normalizer::none());
    for (wrong, says) in [
        (r#"{"alef": "keep", "preset": "search"}"#, "before the switches"),
        (r#"{"alif": "keep"}"#, "alif"),
        (r#""searching""#, "orthographic"),
        (r#"{"strip": ["dots"]}"#, "dots"),
        (r#"{"strip": 1}"#, "list of sets"),
        ("7", "switches"),
    ] {
        let error = from_str::<Normalizer>(wrong).err().unwrap().to_string();
        assert!(error.contains(says), "{wrong}: {error}");
    }
}

#[test]
fn tokenizers_and_splitters_round_trip() {
    for t in [Tokenizer::new(), Tokenizer::new().entities(true).max_token_len(Some(100))] {
        assert_eq!(from_str::<Tokenizer>(&to_string(&t).unwrap()).unwrap(), t);
    }
    assert_eq!(from_str::<Tokenizer>(r#"{"entities": true}"#).unwrap(), Tokenizer::new().entities(true));
    assert!(from_str::<Tokenizer>("\"fast\"").unwrap_err().to_string().contains("map"));
    let s = SentenceSplitter::new().newlines(NewlinePolicy::Always).clauses(true).soft_limit(Some(200));
    let written = to_string(&s).unwrap();
    assert_eq!(written, r#"{"newlines":"always","clauses":true,"quotations":true,"verses":false,"soft_limit":200}"#);
    assert_eq!(format!("{:?}", from_str::<SentenceSplitter>(&written).unwrap()), format!("{s:?}"));
}

//! The golden sentences, and the laws of the splitter.
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use proptest::prelude::*;

fn splitter(options: &str) -> SentenceSplitter {
    options.split([' ', ',']).filter(|o| !o.is_empty()).fold(SentenceSplitter::new(), |s, o| match o {
        "newline=always" => s.newlines(NewlinePolicy::Always),
        "newline=blank" => s.newlines(NewlinePolicy::BlankLine),
        "newline=never" => s.newlines(NewlinePolicy::Never),
        "clauses" => s.clauses(true),
        "quotations" => s.quotations(false),
        "verses" => s.verses(true),
        o => s.soft_limit(Some(o.strip_prefix("soft=").and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{o}")))),
    })
}

const OPTIONS: [&str; 6] = ["", "newline=always clauses", "quotations", "verses newline=never", "soft=20", "newline=blank"];

#[test]
fn golden() {
    let file: toml::Table = include_str!("golden/sentences.toml").parse().unwrap();
    let (mut failed, mut count) = (String::new(), 0);
    for case in file["case"].as_array().unwrap() {
        let text = case["text"].as_str().unwrap();
        let want: Vec<_> = case["sentences"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
        let options = case.get("options").map_or("", |o| o.as_str().unwrap());
        let got: Vec<_> = splitter(options).sentences(text).map(|s| s.trimmed()).filter(|s| !s.is_empty()).collect();
        count += 1;
        if got != want {
            failed += &format!("{} ({options})\n  got  {got:?}\n  want {want:?}\n", case["name"]);
        }
    }
    assert!(count >= 150);
    assert!(failed.is_empty(), "{failed}");
}

fn text() -> impl Strategy<Value = String> {
    let pieces = [
        "نص",
        "د",
        ".",
        "؟",
        "!",
        "…",
        " ",
        "\n",
        "\r\n",
        "«",
        "»",
        "\"",
        "،",
        "12",
        "٣",
        "www",
        "قال",
        "في",
        "\u{6DD}",
        "(",
        ")",
        "[1]",
        "- ",
        "\u{200F}",
        "\u{64E}",
        "أطول من كلمة واحدة بكثير",
        "\u{2029}",
        "۔",
        "م",
        ":",
        "😂",
        "\0",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..120).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn cover_and_bytes(t in prop_oneof![text(), any::<String>()]) {
        for o in OPTIONS {
            let s = splitter(o);
            prop_assert_eq!(s.sentences(&t).map(|s| s.text()).collect::<String>(), t.as_str());
            for x in s.sentences(&t) {
                prop_assert!(!x.range().is_empty());
                prop_assert_eq!(&t[x.range()], x.text());
                prop_assert_eq!(&t[x.trimmed_range()], x.trimmed());
            }
            prop_assert!(s.sentences(&t).map(|s| s.range()).eq(s.sentences_utf8(t.as_bytes()).map(|s| s.range())));
        }
    }

    #[test]
    fn any_bytes(b in proptest::collection::vec(any::<u8>(), 0..300)) {
        for o in OPTIONS {
            let mut at = 0;
            for s in splitter(o).sentences_utf8(&b) {
                prop_assert_eq!(s.range().start, at);
                at = s.range().end;
            }
            prop_assert_eq!(at, b.len());
        }
    }

    #[test]
    fn safe_prefix(t in text()) {
        for o in OPTIONS {
            let s = splitter(o);
            let whole: Vec<_> = s.sentences(&t).map(|s| s.range().end).collect();
            for cut in (0..=t.len()).filter(|&i| t.is_char_boundary(i)) {
                let p = s.safe_prefix(&t[..cut]);
                prop_assert!(p == 0 || whole.contains(&p), "{} {} {}", o, cut, p);
                let parts = s.sentences(&t[..cut]).map(|s| s.range().end).filter(|&e| e <= p).chain(s.sentences(&t[p..]).map(|s| p + s.range().end));
                prop_assert!(parts.eq(whole.iter().copied()), "{} {} {}", o, cut, p);
            }
        }
    }
}

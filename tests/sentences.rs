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

/// Every policy with every set of the other options.
fn options() -> Vec<SentenceSplitter> {
    let mut all = Vec::new();
    for &policy in NewlinePolicy::ALL {
        for bits in 0..16 {
            let s = SentenceSplitter::new().newlines(policy).clauses(bits & 1 > 0).quotations(bits & 2 == 0).verses(bits & 4 > 0);
            all.push(if bits & 8 > 0 { s.soft_limit(Some(20)) } else { s });
        }
    }
    all
}

struct Case {
    name: String,
    options: String,
    text: String,
    sentences: Vec<String>,
}

fn cases() -> Vec<Case> {
    let file: toml::Table = include_str!("golden/sentences.toml").parse().unwrap();
    let string = |v: &toml::Value| v.as_str().unwrap().to_owned();
    let all = file["case"].as_array().unwrap().iter();
    all.map(|case| Case {
        name: string(&case["name"]),
        options: case.get("options").map(string).unwrap_or_default(),
        text: string(&case["text"]),
        sentences: case["sentences"].as_array().unwrap().iter().map(string).collect(),
    })
    .collect()
}

#[test]
fn golden() {
    let (mut failed, mut names) = (String::new(), std::collections::HashSet::new());
    for case in cases() {
        let split = splitter(&case.options);
        let got: Vec<_> = split.sentences(&case.text).map(|s| s.trimmed()).filter(|s| !s.is_empty()).collect();
        if got != case.sentences {
            failed += &format!("{:?} ({})\n  got  {got:?}\n  want {:?}\n", case.name, case.options, case.sentences);
        }
        assert!(names.insert(case.name.clone()), "two cases have the name {}", case.name);
    }
    assert!(names.len() >= 250);
    assert!(failed.is_empty(), "{failed}");
}

/// What `safe_prefix` promises, for one cut: the sentences up to it and those of the rest are the sentences of the whole.
fn check_prefix(s: SentenceSplitter, text: &str, whole: &[usize], cut: usize) -> usize {
    let head = &text[..cut];
    let p = s.safe_prefix(head);
    assert!(p == 0 || whole.contains(&p), "{s:?} {text:?} {cut} {p}");
    let before = s.sentences(head).map(|s| s.range().end).filter(|&e| e <= p);
    let after = s.sentences(&text[p..]).map(|s| p + s.range().end);
    assert!(before.chain(after).eq(whole.iter().copied()), "{s:?} {text:?} {cut} {p}");
    p
}

fn check_prefixes(s: SentenceSplitter, text: &str) -> usize {
    let whole: Vec<_> = s.sentences(text).map(|s| s.range().end).collect();
    // Of bytes it is the same, and the start of a character at their end does not count.
    for cut in 0..=text.len() {
        let p = s.safe_prefix_utf8(&text.as_bytes()[..cut]);
        let whole = (0..=cut).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        assert_eq!(p, s.safe_prefix(&text[..whole]), "{s:?} {text:?} {cut}");
    }
    (0..=text.len()).filter(|&i| text.is_char_boundary(i)).map(|cut| check_prefix(s, text, &whole, cut)).max().unwrap_or(0)
}

/// Every cut of the golden texts, run together so that there is something after each.
#[test]
fn safe_prefix_on_the_golden_texts() {
    let cases = cases();
    let quote = SentenceSplitter::new().quotations(false);
    for joint in [" ", "\n", "\n\n", ""] {
        for group in cases.chunks(6) {
            let text = group.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(joint);
            for s in [SentenceSplitter::new(), splitter("newline=blank clauses"), splitter("soft=60 verses newline=never"), quote] {
                check_prefixes(s, &text);
            }
        }
    }
}

/// The text arrives in pieces of any size; what is safe is taken and forgotten.
#[test]
fn streaming_in_pieces() {
    let text = cases().iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("\n");
    for s in [SentenceSplitter::new(), splitter("clauses"), splitter("soft=50"), splitter("newline=always verses")] {
        let whole: Vec<_> = s.sentences(&text).map(|s| s.range().end).collect();
        for step in [1, 7, 64, 1000] {
            let (mut taken, mut got) = (0, Vec::new());
            for end in (step..text.len()).step_by(step).filter(|&i| text.is_char_boundary(i)) {
                let buffer = &text[taken..end];
                let safe = s.safe_prefix(buffer);
                got.extend(s.sentences(buffer).map(|x| taken + x.range().end).take_while(|&e| e <= taken + safe));
                taken += safe;
                assert!(buffer.len() - safe < 4096, "{} bytes are held back", buffer.len() - safe);
            }
            got.extend(s.sentences(&text[taken..]).map(|x| taken + x.range().end));
            assert_eq!(got, whole, "{step} {s:?}");
        }
    }
}

#[test]
fn names() {
    for &policy in NewlinePolicy::ALL {
        assert_eq!(policy.to_string().parse(), Ok(policy));
    }
    assert_eq!(NewlinePolicy::ALL.iter().map(|p| p.name()).collect::<Vec<_>>(), ["smart", "always", "blank-line", "never"]);
    let error = "blank".parse::<NewlinePolicy>().unwrap_err();
    assert_eq!(error.to_string(), "not a name of a newline policy; expected one of: smart, always, blank-line, never");
}

#[test]
fn types() {
    fn check<T: Clone + std::fmt::Debug + Send + Sync>() {}
    check::<SentenceSplitter>();
    check::<kalima::sentence::Sentences<'_>>();
    check::<kalima::sentence::SentencesUtf8<'_>>();
    check::<kalima::sentence::Sentence<'_>>();
    check::<kalima::sentence::SentenceUtf8<'_>>();
    check::<NewlinePolicy>();
}

#[test]
fn own_abbreviations() {
    let s = SentenceSplitter::new().abbreviations(&["كتا", "و.ص.ن"]);
    let all = |t: &'static str| s.sentences(t).map(|s| s.trimmed()).collect::<Vec<_>>();
    assert_eq!(all("قرأت كتا. سيبويه كله. ثم نمت."), ["قرأت كتا. سيبويه كله.", "ثم نمت."]);
    assert_eq!(all("صدر عن و.ص.ن. كتاب جديد."), ["صدر عن و.ص.ن. كتاب جديد."]);
    assert_eq!(all("قرأت كِتا. سيبويه."), ["قرأت كِتا. سيبويه."]);
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
        "“",
        "”",
        "،",
        "؛",
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
        "\u{85}",
        "\u{A0}",
        "\t",
        "وقال إن",
        "a",
        "'",
        "Inc",
        "مصر",
        "@",
        "/",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..120).prop_map(|v| v.concat())
}

proptest! {
    #[test]
    fn cover_and_slice(t in prop_oneof![text(), any::<String>()]) {
        for s in options() {
            prop_assert_eq!(s.sentences(&t).map(|s| s.text()).collect::<String>(), t.as_str());
            for x in s.sentences(&t) {
                prop_assert!(!x.range().is_empty());
                prop_assert_eq!(&t[x.range()], x.text());
                prop_assert_eq!(&t[x.trimmed_range()], x.trimmed());
            }
            // White space alone makes no sentence but the only one.
            prop_assert!(s.sentences(&t).all(|x| !x.trimmed().is_empty()) || t.trim().is_empty());
            prop_assert!(s.sentences(&t).map(|s| s.range()).eq(s.sentences_utf8(t.as_bytes()).map(|s| s.range())));
        }
    }

    #[test]
    fn any_bytes(b in proptest::collection::vec(any::<u8>(), 0..300)) {
        for s in options() {
            let mut at = 0;
            for x in s.sentences_utf8(&b) {
                prop_assert_eq!(x.range().start, at);
                prop_assert_eq!(x.bytes(), &b[x.range()]);
                at = x.range().end;
            }
            prop_assert_eq!(at, b.len());
        }
    }

    #[test]
    fn broken_text(t in text(), cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut b = t.into_bytes();
        if !b.is_empty() {
            let i = cut.index(b.len());
            b[i] = byte;
        }
        for s in options() {
            prop_assert_eq!(s.sentences_utf8(&b).flat_map(|x| x.bytes()).count(), b.len());
        }
    }

    #[test]
    fn safe_prefix(t in text(), s in proptest::sample::select(options())) {
        check_prefixes(s, &t);
    }
}

//! Tests the tokens that `tests/golden/tokens.toml` expects. Also tests lists of clitics, emoticons, emoji sequences, joining characters,
//! addresses and signs.
use kalima::token::{TokenKind, Tokenizer};

fn tokenizer(options: &str) -> Tokenizer {
    options.split([' ', ',']).filter(|o| !o.is_empty()).fold(Tokenizer::new(), |t, o| match o {
        "entities" => t.entities(true),
        "emoticons" => t.emoticons(true),
        "zwnj" => t.split_zwnj(true),
        o => t.max_token_len(Some(o.strip_prefix("max=").and_then(|n| n.parse().ok()).unwrap_or_else(|| panic!("{o}")))),
    })
}

#[test]
fn golden() {
    let file: toml::Table = include_str!("../golden/tokens.toml").parse().unwrap();
    let (mut failed, mut count) = (String::new(), 0);
    let mut names = std::collections::BTreeSet::new();
    for case in file["case"].as_array().unwrap() {
        assert!(names.insert(case["name"].as_str().unwrap()), "two cases are named {}", case["name"]);
        let text = case["text"].as_str().unwrap();
        let options = case.get("options").map_or("", |o| o.as_str().unwrap());
        let want: Vec<(&str, TokenKind)> =
            case["tokens"].as_array().unwrap().iter().map(|t| (t[0].as_str().unwrap(), t[1].as_str().unwrap().parse().unwrap())).collect();
        let got: Vec<_> = tokenizer(options).tokens(text).filter(|t| !t.kind().is_space()).map(|t| (t.text(), t.kind())).collect();
        count += 1;
        if got != want {
            failed += &format!("{} ({options}) {text:?}\n  got  {got:?}\n  want {want:?}\n", case["name"]);
        }
    }
    assert!(count >= 150);
    assert!(failed.is_empty(), "{failed}");
}

/// Returns the tokens of a text except white space.
fn all(t: Tokenizer, text: &str) -> Vec<(&str, TokenKind)> {
    t.tokens(text).filter(|t| !t.kind().is_space()).map(|t| (t.text(), t.kind())).collect()
}

#[test]
fn every_clitic_and_its_hosts() {
    use TokenKind::{Arabic, Clitic, Number, Word};
    let t = Tokenizer::new();
    let clitics = [
        "و", "ف", "ب", "ل", "ك", "ال", "لل", "بال", "كال", "وال", "فال", "وب", "ول", "وك", "فب", "فل", "فك", "وبال", "وكال", "فبال",
        "فكال", "ولل", "فلل",
    ];
    for clitic in clitics {
        assert_eq!(all(t, &format!("{clitic}Google")), [(clitic, Clitic), ("Google", Word)]);
        assert_eq!(all(t, &format!("{clitic}21")), [(clitic, Clitic), ("21", Number)]);
        let stretched = format!("{clitic}ـ");
        assert_eq!(all(t, &format!("{stretched} نص")), [(&*stretched, Clitic), ("نص", Arabic)]);
        let vocalized = format!("{clitic}\u{650}ـ\u{64E}");
        assert_eq!(all(t, &format!("{vocalized} نص")), [(&*vocalized, Clitic), ("نص", Arabic)]);
        // Before a space, the letters of a clitic without a tatweel are a token of the kind `Arabic`.
        assert_eq!(all(t, &format!("{clitic} نص")), [(clitic, Arabic), ("نص", Arabic)]);
    }
    for word in ["كتاب", "من", "فس", "بك", "المستشفيات"] {
        assert_eq!(all(t, &format!("{word}Google"))[0], (word, Arabic));
        assert_eq!(all(t, &format!("{word}ـ"))[0].1, Arabic);
    }
    // Before a space, only a tatweel after the letters of a clitic makes the token a clitic. A tatweel before the letters has no effect.
    assert_eq!(all(t, "ـب نص")[0], ("ـب", Arabic));
    for sign in ["\"", "'", "«", "“", "‘", "„", "‹", "(", "[", "{", "﴿", "#", "@", "$", "€", "£", "%", "٪", "+"] {
        assert_eq!(all(t, &format!("ب{sign}نص"))[0], ("ب", Clitic), "{sign}");
        assert_eq!(all(t, &format!("ب{sign}x"))[0], ("ب", Clitic), "{sign}");
        assert_eq!(all(t, &format!("ب{sign} نص"))[0], ("ب", Arabic), "{sign}");
    }
    for sign in ["»", ")", "،", "-", "؟", "/"] {
        assert_eq!(all(t, &format!("ب{sign}نص"))[0], ("ب", Arabic), "{sign}");
    }
}

#[test]
fn every_emoticon() {
    use TokenKind::{Punctuation, Symbol};
    let t = Tokenizer::new().emoticons(true);
    let faces = [
        ":'-(", ":'(", ":')", ":-)", ":-(", ":-D", ":-P", ":-O", ":-/", ":-|", ":-*", ";-)", ":)", ":(", ":D", ":d", ":P", ":p", ":O",
        ":o", ":/", ":|", ":*", ":]", ":[", ":3", ";)", "(:", "):", "(-:", "=)", "=(", "=D", "^_^", "^-^", "^.^", "^^", "-_-", "</3", "<3",
        ">_<", ">.<",
    ];
    for face in faces {
        assert_eq!(all(t, &format!("{face} نعم"))[0], (face, Symbol));
        assert_eq!(all(t, face), [(face, Symbol)]);
        assert_ne!(all(t, &format!("{face}نعم"))[0], (face, Symbol), "before a letter");
        assert_ne!(all(Tokenizer::new(), face)[0], (face, Symbol), "without the option");
    }
    for (text, first) in [(":)))", ":)))"), (":-((( ", ":-((("), ("(::", "(:"), (":DD", ":"), ("؟؟؟", "؟؟؟"), ("!?؟", "!?؟"), ("!!", "!!")]
    {
        assert_eq!(all(t, text)[0].0, first, "{text}");
    }
    assert_eq!((all(t, "؟"), all(t, "!")), (vec![("؟", Punctuation)], vec![("!", Punctuation)]));
}

/// Tests that an emoji token contains the whole emoji sequence. A pictographic character, such as ❤, is an emoji if U+FE0F follows it, and
/// otherwise a symbol.
#[test]
fn emoji_sequences() {
    use TokenKind::{Arabic, Emoji, Symbol, Word};
    let t = Tokenizer::new();
    for one in [
        "😀",
        "👍🏽",
        "👍🏻",
        "👍🏿",
        "❤\u{FE0F}",
        "👩\u{200D}💻",
        "👩🏽\u{200D}💻",
        "🏳\u{FE0F}\u{200D}🌈",
        "🇸🇦",
        "👨\u{200D}👩\u{200D}👧\u{200D}👦",
    ] {
        assert_eq!(all(t, &format!("نص{one}نص")), [("نص", Arabic), (one, Emoji), ("نص", Arabic)], "{one:?}");
        assert_eq!(all(t, &format!("{one}{one}")), [(one, Emoji), (one, Emoji)], "{one:?}");
    }
    assert_eq!(all(t, "❤ نص"), [("❤", Symbol), ("نص", Arabic)]);
    assert_eq!(all(t, "🇸 نص")[0], ("🇸", Emoji));
    assert_eq!(all(t, "🇸🇦🇪")[0], ("🇸🇦", Emoji));
    assert_eq!(all(t, "ℹx")[0].1, Word);
}

/// Tests the characters that join two runs of letters or digits into one token. Also tests characters that do not join these runs.
#[test]
fn joints_of_words_and_numbers() {
    let t = Tokenizer::new();
    for word in [
        "a.b",
        "a'b",
        "a:b",
        "a1",
        "1a",
        "a_b",
        "_a",
        "a.b.c",
        "don't",
        "1.5",
        "1,5",
        "1;5",
        "1'5",
        "1.2.3",
        "a1.2",
        "é.é",
        "aéb",
        "٣٫٥",
        "١٬٠٠٠",
        "١،٥",
        "1a_2",
        "نص_نص",
        "نص__نص",
        "نص_a",
        "نص_1",
        "a_نص",
        "カ\u{FF9E}",
        "カ\u{FF9F}",
    ] {
        assert_eq!(all(t, word).len(), 1, "{word}");
    }
    for (words, first) in [
        ("a,b", "a"),
        ("a;b", "a"),
        ("a.1", "a"),
        ("1.a", "1"),
        ("1:2", "1"),
        ("a:1", "a"),
        ("a..b", "a"),
        ("a_.b", "a_"),
        ("a-b", "a"),
        ("1-2", "1"),
        ("1, 2", "1"),
        ("a/b", "a"),
        ("نص.نص", "نص"),
        ("نص-نص", "نص"),
        ("نص_", "نص"),
        ("_", "_"),
        ("__ نص", "__"),
        ("_نص", "_"),
        ("نص1", "نص"),
        ("1نص", "1"),
        ("aنص", "a"),
        ("٣٫ نص", "٣"),
        ("٣٫) نص", "٣"),
        ("дـ نص", "д"),
        ("אـ نص", "א"),
        ("!\u{FF9E}", "!"),
        ("!\u{FF9F}", "!"),
        ("1 a", "1"),
    ] {
        let found = all(t, words);
        assert_eq!((found[0].0, found.len() > 1 || words == "_"), (first, true), "{words}");
    }
    // A run of at most 16 underscores joins two Arabic words.
    for (n, count) in [(16, 1), (17, 3)] {
        assert_eq!(all(t, &format!("نص{}نص", "_".repeat(n))).len(), count, "{n}");
    }
}

#[test]
fn addresses_without_a_scheme() {
    use TokenKind::{Email, Url, Word};
    let t = Tokenizer::new();
    for url in [
        "www.موقع.عرب",
        "www.x.com",
        "WWW.x.com",
        "www.x.com/a?b=1",
        "example.com/a",
        "www.مصر.com",
        "wikipedia.org",
        "wikipedia.org/wiki/مصر",
        "élan.com",
    ] {
        assert_eq!(all(t, &format!("زوروا {url} اليوم"))[1], (url, Url), "{url}");
    }
    for email in [
        "info@x.com",
        "a.b-c+d@x.org",
        "1@x.com",
        "123@x.com",
        "a_1@x.com",
        "info%x@x.com",
        "a-b%c@x.com",
        "émile@x.com",
        "مثال@موقع.عرب",
        "ا.ب@x.com",
        "مثال%ب@موقع.عرب",
    ] {
        assert_eq!(all(t, &format!("راسلوا {email} اليوم"))[1], (email, Email), "{email}");
    }
    for word in ["wwwx", "www", "Photoshop7"] {
        assert_eq!(all(t, &format!("قال {word} اليوم"))[1], (word, Word), "{word}");
    }
}

#[test]
fn schemes() {
    let t = Tokenizer::new();
    for url in ["https://x.com", "ftp://x.com/a", "s3://bucket/a", "HTTP://موقع.عرب", "7z://a/b"] {
        assert_eq!(all(t, &format!("نزلوا {url} اليوم"))[1], (url, TokenKind::Url), "{url}");
    }
}

/// Tests that a skin tone after a letter is a separate token.
#[test]
fn tones_after_letters() {
    use TokenKind::{Arabic, Emoji, Word};
    for tone in '\u{1F3FB}'..='\u{1F3FF}' {
        let tone = &*tone.to_string();
        assert_eq!(all(Tokenizer::new(), &format!("a{tone}b"))[..2], [("a", Word), (tone, Emoji)], "{tone}");
        assert_eq!(all(Tokenizer::new(), &format!("نص{tone}"))[..2], [("نص", Arabic), (tone, Emoji)], "{tone}");
    }
}

/// Tests that a single quotation mark attaches to the preceding letter only if this letter is Hebrew (rule WB7a of UAX #29).
#[test]
fn quotation_marks_after_hebrew() {
    use TokenKind::{Arabic, Word};
    for letter in ['א', 'ת', '\u{5F2}', '\u{FB1D}', '\u{FB21}', '\u{FB4F}'] {
        let word = &*format!("{letter}'");
        assert_eq!(all(Tokenizer::new(), &format!("{word}ب")), [(word, Word), ("ب", Arabic)], "{letter}");
    }
    for letter in ['a', 'é', 'д'] {
        assert_eq!(all(Tokenizer::new(), &format!("{letter}'ب"))[0], (&*letter.to_string(), Word), "{letter}");
    }
}

/// Tests honorific ligatures. Marks attach to the ligature, even if an invisible character precedes the marks. Letters do not attach to the
/// ligature.
#[test]
fn honorifics() {
    use TokenKind::Arabic;
    for sign in ["ﷺ", "ﷺ\u{308}", "ﷺ\u{FE0F}", "ﷺ\u{200F}\u{308}"] {
        assert_eq!(all(Tokenizer::new(), &format!("{sign} نص")), [(sign, Arabic), ("نص", Arabic)], "{sign:?}");
        assert_eq!(all(Tokenizer::new(), &format!("{sign}نص")), [(sign, Arabic), ("نص", Arabic)], "{sign:?}");
    }
}

#[test]
fn signs_alone() {
    use TokenKind::{Number, Punctuation, Symbol};
    let t = Tokenizer::new();
    for sign in [
        "،", "؛", "؟", "۔", "«", "»", "!", "\"", "(", ")", "*", ",", "-", ".", "/", ":", ";", "?", "[", "]", "{", "}", "…", "–", "—", "“",
        "”", "ـ",
    ] {
        for text in [format!("{sign} نص"), format!("{sign}نص"), format!("{sign}\n"), sign.to_owned()] {
            let joined = sign == "ـ" && text.ends_with('ص') && !text.contains(' ');
            assert_eq!(all(t, &text)[0] == (sign, Punctuation), !joined, "{text:?}");
        }
    }
    for sign in ["$", "<", "=", ">", "^", "`", "|", "~", "+", "€", "£", "\u{FFFD}", "°", "→"] {
        for text in [format!("{sign} نص"), format!("{sign}نص"), sign.to_owned()] {
            assert_eq!(all(t, &text)[0], (sign, Symbol), "{text:?}");
        }
    }
    assert_eq!((all(t, "½")[0].1, all(t, "²")[0].1, all(t, "۵")[0].1), (Number, Number, Number));
    for (text, kind) in [("#", Punctuation), ("@", Punctuation), ("%", Punctuation), ("&", Punctuation), ("\\", Punctuation)] {
        assert_eq!(all(t, text), [(text, kind)]);
    }
}

#[test]
fn white_space() {
    use TokenKind::{Newline, Space};
    let kinds = |text: &str| Tokenizer::new().tokens(text).map(|t| (t.text().to_owned(), t.kind())).collect::<Vec<_>>();
    for space in [" ", "  ", "\t", " \t", "\u{A0}", " \u{A0}", "\u{3000} ", "\u{202F}"] {
        assert_eq!(kinds(&format!("a{space}b"))[1], (space.to_owned(), Space), "{space:?}");
    }
    for line in ["\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
        assert_eq!(kinds(&format!("a{line}b"))[1], (line.to_owned(), Newline), "{line:?}");
        assert_eq!(kinds(&format!("{line}{line}")).len(), 2, "{line:?}");
    }
    assert_eq!(kinds("\n\r").len(), 2);
}

/// Tests the methods of the iterators: after each token, `as_str` and `as_bytes` return the remaining text, and `offset` returns the byte
/// offset of this text.
#[test]
fn the_rest_of_an_iterator() {
    let text = "قال د. أحمد: كتاب a.b 😀👍🏽 «نص»، ".repeat(9);
    for t in [Tokenizer::new(), Tokenizer::new().emoticons(true), Tokenizer::new().max_token_len(Some(3))] {
        let (mut tokens, mut bytes) = (t.tokens(&text), t.tokens_utf8(text.as_bytes()));
        assert_eq!((tokens.as_str(), tokens.offset(), bytes.offset()), (&*text, 0, 0));
        while let Some(token) = tokens.next() {
            assert_eq!((tokens.as_str(), tokens.offset()), (&text[token.end()..], token.end()));
            assert_eq!(bytes.next().map(|b| (b.start(), b.end(), b.kind())), Some((token.start(), token.end(), token.kind())));
            assert_eq!((bytes.as_bytes(), bytes.offset()), (&text.as_bytes()[token.end()..], token.end()));
        }
        assert_eq!((tokens.as_str(), tokens.offset(), bytes.offset()), ("", text.len(), text.len()));
    }
}

/// Tests that `Display` writes the text of a token, and that a token and its copy are equal and have the same hash.
#[test]
fn traits_of_tokens() {
    let text = "في المكتبة";
    let token = Tokenizer::new().words(text).nth(1).unwrap();
    assert_eq!((token.to_string(), format!("{token:>9}"), format!("{token:.2}")), ("المكتبة".into(), "  المكتبة".into(), "ال".into()));
    let (str, slice): (&str, &[u8]) = (token.as_ref(), token.as_ref());
    assert_eq!((str.as_bytes(), token.bytes()), (slice, slice));
    assert_eq!(std::collections::HashSet::from([token, token]).len(), 1);
    let bytes = Tokenizer::new().words_utf8(text.as_bytes()).nth(1).unwrap();
    assert_eq!((bytes.start(), bytes.end(), bytes.to_string()), (token.start(), token.end(), token.to_string()));
    assert_eq!(Tokenizer::new().tokens_utf8(b"\xFF").next().unwrap().to_string(), "\u{FFFD}");
}

#[cfg(feature = "serde")]
#[test]
fn tokens_are_serialized_as_maps() {
    let token = Tokenizer::new().words("في المكتبة").nth(1).unwrap();
    let expected = r#"{"text":"المكتبة","start":5,"end":19,"kind":"arabic"}"#;
    assert_eq!(serde_json::to_string(&token).unwrap(), expected);
    let bytes = Tokenizer::new().words_utf8("في المكتبة".as_bytes()).nth(1).unwrap();
    assert_eq!(serde_json::to_string(&bytes).unwrap(), expected);
}

//! The golden tokens, and the laws of the tokenizer.
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
    let file: toml::Table = include_str!("golden/tokens.toml").parse().unwrap();
    let (mut failed, mut count) = (String::new(), 0);
    let mut names = std::collections::BTreeSet::new();
    for case in file["case"].as_array().unwrap() {
        assert!(names.insert(case["name"].as_str().unwrap()), "{} is there twice", case["name"]);
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

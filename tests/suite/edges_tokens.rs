//! Tokens that one character decides: a mark alone, a stop that is missing, the last byte within a limit.

use kalima::token::{LOOKAHEAD, TokenKind, Tokenizer};

/// The tokens of a text that are no white space, which are the same with and without the options that the text does not concern.
fn all(text: &str) -> Vec<(&str, TokenKind)> {
    let of = |t: Tokenizer| -> Vec<_> { t.tokens(text).filter(|t| !t.kind().is_space()).map(|t| (t.text(), t.kind())).collect() };
    let tokens = of(Tokenizer::new());
    for t in [Tokenizer::new().emoticons(true), Tokenizer::new().split_zwnj(true), Tokenizer::new().max_token_len(Some(4096))] {
        assert_eq!(of(t), tokens, "{text:?} {t:?}");
    }
    tokens
}

/// The only token of a kind, between two Arabic words.
#[test]
fn one_token_between_words() {
    use TokenKind::{Abbreviation, Email, Ignorable, Number, Word};
    let number = format!("{}١", "١٬".repeat(100));
    let word = format!("{}cd", "ab.".repeat(150));
    for (token, kind) in [
        // The sign of the Hijri era is stretched by a tatweel or a joiner.
        ("هـ", Abbreviation),
        ("ه\u{200D}", Abbreviation),
        // Initials without their last stop.
        ("U.S", Abbreviation),
        ("p.m", Abbreviation),
        ("ق.م", Abbreviation),
        // By UAX #29 a decimal separator joins a digit to a letter.
        ("٣٫a", Word),
        // A local part may begin with a digit.
        ("5%a@x.com", Email),
        ("5.a@x.com", Email),
        // Numbers and Latin words may be longer than any window.
        (&number, Number),
        (&word, Word),
        // Marks without a letter.
        ("\u{64C}", Ignorable),
        ("\u{65B}", Ignorable),
        ("\u{65F}", Ignorable),
        ("\u{64E}\u{651}", Ignorable),
    ] {
        let text = format!("نص {token} نص");
        assert_eq!(all(&text), [("نص", TokenKind::Arabic), (token, kind), ("نص", TokenKind::Arabic)], "{token:?}");
    }
}

/// A token never exceeds the limit, also where the limit falls inside a letter; only a single cluster may.
#[test]
fn limits_inside_a_letter() {
    for (max, pieces) in [
        (1, ["ك", "ت", "ا", "ب"].as_slice()),
        (3, &["ك", "ت", "ا", "ب"]),
        (4, &["كت", "اب"]),
        (5, &["كت", "اب"]),
        (6, &["كتا", "ب"]),
        (7, &["كتا", "ب"]),
        (8, &["كتاب"]),
    ] {
        let found: Vec<_> = Tokenizer::new().max_token_len(Some(max)).tokens("كتاب").map(|t| t.text()).collect();
        assert_eq!(found, pieces, "{max}");
    }
    let found: Vec<_> = Tokenizer::new().max_token_len(Some(5)).tokens("كَتَبَ").map(|t| t.text()).collect();
    assert_eq!(found, ["كَ", "تَ", "بَ"]);
}

/// A token is safe as soon as [`LOOKAHEAD`] bytes follow it, and not one byte earlier.
#[test]
fn safe_prefix_at_the_last_byte() {
    let t = Tokenizer::new();
    for (more, safe) in [(LOOKAHEAD - 1, 8), (LOOKAHEAD, 9), (LOOKAHEAD + 1, 9)] {
        let text = format!("كتاب {}", "b".repeat(more));
        assert_eq!((t.safe_prefix(&text), t.safe_prefix_utf8(text.as_bytes())), (safe, safe), "{more}");
    }
}

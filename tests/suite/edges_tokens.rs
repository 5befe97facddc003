//! Tests texts in which one character decides the tokens: a mark without a letter, a missing full stop, or the last byte that a limit
//! permits.

use kalima::token::{LOOKAHEAD, TokenKind, Tokenizer};

/// Returns the tokens of a text except white space, with the default options. Checks that each of the options `emoticons`, `split_zwnj` and
/// `max_token_len` (4096 bytes) alone does not change these tokens.
fn all(text: &str) -> Vec<(&str, TokenKind)> {
    let of = |t: Tokenizer| -> Vec<_> { t.tokens(text).filter(|t| !t.kind().is_space()).map(|t| (t.text(), t.kind())).collect() };
    let tokens = of(Tokenizer::new());
    for t in [Tokenizer::new().emoticons(true), Tokenizer::new().split_zwnj(true), Tokenizer::new().max_token_len(Some(4096))] {
        assert_eq!(of(t), tokens, "{text:?} {t:?}");
    }
    tokens
}

/// Tests that each text of a list, between two Arabic words, is one token of the expected kind.
#[test]
fn one_token_between_words() {
    use TokenKind::{Abbreviation, Email, Ignorable, Number, Word};
    let number = format!("{}١", "١٬".repeat(100));
    let word = format!("{}cd", "ab.".repeat(150));
    for (token, kind) in [
        // The abbreviation ه for a year of the Hijri era. A tatweel or a joiner follows the letter.
        ("هـ", Abbreviation),
        ("ه\u{200D}", Abbreviation),
        // Abbreviations without their last full stop.
        ("U.S", Abbreviation),
        ("p.m", Abbreviation),
        ("ق.م", Abbreviation),
        // By UAX #29, a decimal separator joins the preceding digit to the following letter.
        ("٣٫a", Word),
        // The local part of an email address may begin with a digit.
        ("5%a@x.com", Email),
        ("5.a@x.com", Email),
        // The fullwidth low line joins letters, as `_` does.
        ("\u{FF3F}a", Word),
        // Numbers and Latin words that may be longer than the window in which the tokenizer searches.
        (&number, Number),
        (&word, Word),
        // Marks without a preceding letter.
        ("\u{64C}", Ignorable),
        ("\u{65B}", Ignorable),
        ("\u{65F}", Ignorable),
        ("\u{64E}\u{651}", Ignorable),
    ] {
        let text = format!("نص {token} نص");
        assert_eq!(all(&text), [("نص", TokenKind::Arabic), (token, kind), ("نص", TokenKind::Arabic)], "{token:?}");
    }
}

/// Tests that a token has at most `max_token_len` bytes, even if byte `max_token_len` is inside a letter. The only exception is a token
/// that is a single grapheme cluster.
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

/// Tests that the safe prefix contains a token if at least [`LOOKAHEAD`] bytes follow the token. If fewer bytes follow, the prefix does not
/// contain the token.
#[test]
fn safe_prefix_at_the_last_byte() {
    let t = Tokenizer::new();
    for (more, safe) in [(LOOKAHEAD - 1, 8), (LOOKAHEAD, 9), (LOOKAHEAD + 1, 9)] {
        let text = format!("كتاب {}", "b".repeat(more));
        assert_eq!((t.safe_prefix(&text), t.safe_prefix_utf8(text.as_bytes())), (safe, safe), "{more}");
    }
}

/// Tests that a comma or a semicolon joins two digits only, so it does not join a word that ends in a digit to a letter.
#[test]
fn commas_between_digits_and_letters() {
    use TokenKind::{Number, Punctuation, Word};
    for (text, tokens) in [
        ("a5,b", [("a5", Word), (",", Punctuation), ("b", Word)].as_slice()),
        ("a5;b", &[("a5", Word), (";", Punctuation), ("b", Word)]),
        ("ab,5", &[("ab", Word), (",", Punctuation), ("5", Number)]),
        ("a5,6", &[("a5,6", Word)]),
    ] {
        assert_eq!(all(text), tokens, "{text}");
    }
}

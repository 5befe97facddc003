//! Checks the tokens of any text and of any bytes, with combinations of the options of the tokenizer.
//!
//! - The tokens cover the whole text, and no token is empty.
//! - The implementation for each SIMD level returns the same tokens. For short texts and with the default options, the reference
//!   implementation also returns these tokens.
//! - The tokens in a safe prefix (see `Tokenizer::safe_prefix`) do not depend on the text after the prefix.
#![no_main]

use kalima::chars::{Class, class};
use kalima::token::{TokenKind, Tokenizer};
use libfuzzer_sys::fuzz_target;

/// Returns the length in bytes of the longest run of bidi characters and invisible characters.
fn longest_format_run(text: &str) -> usize {
    let is_format = |c: char| matches!(class(c), Class::BidiMark | Class::BidiControl | Class::Invisible);
    text.split(|c| !is_format(c)).map(str::len).max().unwrap_or(0)
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let (bytes, text) = (&input.bytes, &input.text);
    let max = if o.flag() { Some(o.below(16) * 3) } else { None };
    let tokenizer = Tokenizer::new().entities(o.flag()).max_token_len(max);
    // The options `emoticons` and `split_zwnj` are set only in `other`, not in the checks of `safe_prefix` and of the reference
    // implementation.
    let other = if o.below(4) == 0 { tokenizer.emoticons(o.flag()).split_zwnj(o.flag()) } else { tokenizer };

    let mut at = 0;
    for token in other.tokens(text) {
        assert_eq!((token.start(), &text[token.range()]), (at, token.text()));
        assert!(!token.text().is_empty());
        at = token.end();
    }
    assert_eq!(at, text.len(), "tokens cover");
    assert!(other.words(text).eq(other.tokens(text).filter(|t| t.kind().is_word())), "words are tokens");
    assert!(kalima::reference::levels_agree(&kalima::Normalizer::search(), &other, text), "every level");

    // The tokens of bytes must be the tokens of the text in which U+FFFD replaces each invalid sequence, except that the ranges refer to
    // the source bytes.
    let mut tokens = other.tokens(text);
    let mut at = 0;
    for token in other.tokens_utf8(bytes) {
        assert_eq!((token.range().start, &bytes[token.range()]), (at, token.bytes()));
        let same = tokens.next().map(|t| (t.text(), t.kind()));
        assert_eq!(same, Some((&*token.text(), token.kind())));
        at = token.range().end;
    }
    assert_eq!((at, tokens.next()), (bytes.len(), None), "bytes");

    let cut = o.boundary(text);
    let safe = tokenizer.safe_prefix(&text[..cut]);
    let ends = |text: &str| tokenizer.tokens(text).map(|t| (t.end(), t.kind())).take_while(|t| t.0 <= safe).collect::<Vec<_>>();
    let whole = ends(text);
    assert_eq!(whole, ends(&text[..cut]), "safe prefix");
    // The tokens of the text after the safe prefix must not depend on the prefix.
    assert_eq!(whole.last().map_or(0, |t| t.0), safe);
    let rest = tokenizer.tokens(&text[safe..]).map(|t| (t.end() + safe, t.kind()));
    assert!(rest.eq(tokenizer.tokens(text).skip(whole.len()).map(|t| (t.end(), t.kind()))), "a token starts anew");

    // The tokenizer limits the lengths of some runs and words, but the reference implementation has no limits. Therefore the test skips
    // texts of 250 bytes or more, and texts with a run of more than 64 bytes of bidi or invisible characters. The reference implementation
    // does not support format characters of other scripts, so the test also skips texts that contain such characters.
    if text.len() < 250 && longest_format_run(text) <= 64 && !text.chars().any(|c| class(c) == Class::Format) {
        use TokenKind::*;
        let ours: Vec<_> = Tokenizer::new().tokens(&text).collect();
        let whole = |at: usize| {
            let i = ours.binary_search_by_key(&at, |t| t.start()).ok()?;
            matches!(ours[i].kind(), Url | Email | Hashtag | Mention | Abbreviation).then(|| ours[i].end())
        };
        assert_eq!(
            ours.iter().map(|t| t.end()).collect::<Vec<_>>(),
            kalima::reference::token_ends(text, whole),
            "reference implementation: {text:?}"
        );
    }
}));

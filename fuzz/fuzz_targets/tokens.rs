//! Tokens cover the text.
#![no_main]

use kalima::token::Tokenizer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut at = 0;
    for token in Tokenizer::new().tokens(&text) {
        assert_eq!((token.range().start, &text[token.range()]), (at, token.text()));
        assert!(!token.text().is_empty());
        at = token.range().end;
    }
    assert_eq!(at, text.len());
});

//! Tokens cover the text, by all options, of text and of bytes; and what is safe at a cut stays.
#![no_main]

use kalima::token::Tokenizer;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&options, bytes)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    let max = (options & 2 != 0).then_some(usize::from(options >> 2 & 15) * 3);
    let tokenizer = Tokenizer::new().entities(options & 1 != 0).max_token_len(max);

    let mut at = 0;
    for token in tokenizer.tokens(&text) {
        assert_eq!((token.start(), &text[token.range()]), (at, token.text()));
        assert!(!token.text().is_empty());
        at = token.end();
    }
    assert_eq!(at, text.len());

    // Bytes are the text that they are when invalid sequences are U+FFFD, with the ranges of the source.
    let mut tokens = tokenizer.tokens(&text);
    let mut at = 0;
    for token in tokenizer.tokens_utf8(bytes) {
        assert_eq!((token.range().start, &bytes[token.range()]), (at, token.bytes()));
        let same = tokens.next().map(|t| (t.text(), t.kind()));
        assert_eq!(same, Some((&*token.text(), token.kind())));
        at = token.range().end;
    }
    assert_eq!((at, tokens.next()), (bytes.len(), None));

    let cut = text.floor_char_boundary(usize::from(options) * text.len() / 256);
    let safe = tokenizer.safe_prefix(&text[..cut]);
    let ends = |text: &str| tokenizer.tokens(text).map(|t| (t.end(), t.kind())).take_while(|t| t.0 <= safe).collect::<Vec<_>>();
    let whole = ends(&text);
    assert_eq!(whole, ends(&text[..cut]));
    // The rest is read as if nothing had been before it.
    assert_eq!(whole.last().map_or(0, |t| t.0), safe);
    let rest = tokenizer.tokens(&text[safe..]).map(|t| (t.end() + safe, t.kind()));
    assert!(rest.eq(tokenizer.tokens(&text).skip(whole.len()).map(|t| (t.end(), t.kind()))));
});

//! Tokens cover the text, by all options, of text and of bytes; they are those of the slow twin; and what is safe at a cut stays.
#![no_main]

use kalima::chars::{Class, class};
use kalima::token::{TokenKind, Tokenizer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (bytes, text, choice) = kalima_fuzz::text(data);
    let max = (choice & 2 != 0).then_some((choice >> 2 & 15) * 3);
    let tokenizer = Tokenizer::new().entities(choice & 1 != 0).max_token_len(max);

    let mut at = 0;
    for token in tokenizer.tokens(&text) {
        assert_eq!((token.start(), &text[token.range()]), (at, token.text()));
        assert!(!token.text().is_empty());
        at = token.end();
    }
    assert_eq!(at, text.len(), "tokens cover");
    assert!(tokenizer.words(&text).eq(tokenizer.tokens(&text).filter(|t| t.kind().is_word())), "words are tokens");
    assert!(kalima::slow::levels_agree(&kalima::Normalizer::search(), &tokenizer, &text), "every scanner");

    // Bytes are the text that they are when invalid sequences are U+FFFD, with the ranges of the source.
    let mut tokens = tokenizer.tokens(&text);
    let mut at = 0;
    for token in tokenizer.tokens_utf8(&bytes) {
        assert_eq!((token.range().start, &bytes[token.range()]), (at, token.bytes()));
        let same = tokens.next().map(|t| (t.text(), t.kind()));
        assert_eq!(same, Some((&*token.text(), token.kind())));
        at = token.range().end;
    }
    assert_eq!((at, tokens.next()), (bytes.len(), None), "bytes");

    let cut = text.floor_char_boundary(choice % 256 * text.len() / 256);
    let safe = tokenizer.safe_prefix(&text[..cut]);
    let ends = |text: &str| tokenizer.tokens(text).map(|t| (t.end(), t.kind())).take_while(|t| t.0 <= safe).collect::<Vec<_>>();
    let whole = ends(&text);
    assert_eq!(whole, ends(&text[..cut]), "safe prefix");
    // The rest is read as if nothing had been before it.
    assert_eq!(whole.last().map_or(0, |t| t.0), safe);
    let rest = tokenizer.tokens(&text[safe..]).map(|t| (t.end() + safe, t.kind()));
    assert!(rest.eq(tokenizer.tokens(&text).skip(whole.len()).map(|t| (t.end(), t.kind()))), "a token starts anew");

    // The slow twin knows no limits and leaves the format characters of other scripts out; a long word is a departure of its own.
    if text.len() < 250 && !text.chars().any(|c| class(c) == Class::Format) {
        use TokenKind::*;
        let ours: Vec<_> = Tokenizer::new().tokens(&text).collect();
        let whole = |at: usize| {
            let i = ours.binary_search_by_key(&at, |t| t.start()).ok()?;
            matches!(ours[i].kind(), Url | Email | Hashtag | Mention | Abbreviation).then(|| ours[i].end())
        };
        assert_eq!(ours.iter().map(|t| t.end()).collect::<Vec<_>>(), kalima::slow::token_ends(&text, whole), "the slow twin: {text:?}");
    }
});

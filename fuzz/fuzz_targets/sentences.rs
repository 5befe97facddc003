//! Sentences cover the text, by all options, and what is safe at a cut stays; by the default options no token is cut.
#![no_main]

use kalima::sentence::{NewlinePolicy, SentenceSplitter, sentences};
use kalima::token::tokens;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&options, bytes)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    let splitter = SentenceSplitter::new()
        .newlines(NewlinePolicy::ALL[usize::from(options & 3)])
        .clauses(options & 4 != 0)
        .quotations(options & 8 != 0)
        .verses(options & 16 != 0)
        .soft_limit((options & 32 != 0).then_some(80));
    let mut at = 0;
    for sentence in splitter.sentences(&text) {
        assert_eq!((sentence.range().start, &text[sentence.range()]), (at, sentence.text()));
        at = sentence.range().end;
    }
    assert_eq!(at, text.len());
    assert_eq!(splitter.sentences_utf8(bytes).map(|s| s.bytes().len()).sum::<usize>(), bytes.len());

    let cut = text.floor_char_boundary(usize::from(options) * text.len() / 256);
    let safe = splitter.safe_prefix(&text[..cut]);
    let ends = |text: &str| splitter.sentences(text).map(|s| s.range().end).filter(|end| *end <= safe).collect::<Vec<_>>();
    assert_eq!(ends(&text), ends(&text[..cut]));

    let mut ends = sentences(&text).map(|s| s.range().end).peekable();
    for token in tokens(&text) {
        while ends.next_if(|end| *end <= token.start()).is_some() {}
        assert!(ends.peek().is_some_and(|end| token.end() <= *end), "{token:?}");
    }
});

//! Sentences cover the text, by all options; they are those of the slow twin; what is safe at a cut stays; by the default options no token is
//! cut.
#![no_main]

use kalima::sentence::{NewlinePolicy, SentenceSplitter, sentences};
use kalima::token::tokens;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (bytes, text, options) = kalima_fuzz::text(data);
    let splitter = SentenceSplitter::new()
        .newlines(NewlinePolicy::ALL[options & 3])
        .clauses(options & 4 != 0)
        .quotations(options & 8 != 0)
        .verses(options & 16 != 0)
        .soft_limit((options & 32 != 0).then_some(options >> 6 & 127));
    let mut at = 0;
    for sentence in splitter.sentences(&text) {
        assert_eq!((sentence.range().start, &text[sentence.range()]), (at, sentence.text()));
        assert_eq!(&text[sentence.trimmed_range()], sentence.trimmed());
        at = sentence.range().end;
    }
    assert_eq!(at, text.len(), "sentences cover");
    let ends: Vec<_> = splitter.sentences_utf8(&bytes).map(|s| s.range().end).collect();
    assert_eq!(ends.last().copied().unwrap_or(0), bytes.len(), "of bytes too");
    assert_eq!(ends, kalima::slow::sentence_ends(&splitter, &bytes), "the slow twin");
    for by_level in kalima::slow::sentence_ends_by_level(&splitter, &bytes) {
        assert_eq!(by_level, ends, "every scanner");
    }

    let cut = text.floor_char_boundary(options % 256 * text.len() / 256);
    let safe = splitter.safe_prefix(&text[..cut]);
    let ends = |text: &str| splitter.sentences(text).map(|s| s.range().end).filter(|end| *end <= safe).collect::<Vec<_>>();
    assert_eq!(ends(&text), ends(&text[..cut]), "safe prefix");

    let mut ends = sentences(&text).map(|s| s.range().end).peekable();
    for token in tokens(&text) {
        while ends.next_if(|end| *end <= token.start()).is_some() {}
        assert!(ends.peek().is_some_and(|end| token.end() <= *end), "{token:?} is cut");
    }
});

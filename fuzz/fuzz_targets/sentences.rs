//! Checks the sentences of any text, with combinations of the options of the splitter.
//!
//! - The sentences cover the whole text.
//! - The reference implementation and the implementation for each SIMD level return the same sentences.
//! - The sentences in a safe prefix (see `SentenceSplitter::safe_prefix`) do not depend on the text after the prefix.
//! - With the default options, a sentence does not end inside a token.
#![no_main]

use kalima::sentence::{NewlinePolicy, SentenceSplitter, sentences};
use kalima::token::tokens;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let (bytes, text) = (&input.bytes, &input.text);
    let splitter = SentenceSplitter::new()
        .newlines(o.one(NewlinePolicy::ALL))
        .clauses(o.flag())
        .quotations(o.flag())
        .verses(o.flag())
        .soft_limit(if o.flag() { Some(o.below(128)) } else { None });
    let mut at = 0;
    for sentence in splitter.sentences(text) {
        assert_eq!((sentence.range().start, &text[sentence.range()]), (at, sentence.text()));
        assert_eq!(&text[sentence.trimmed_range()], sentence.trimmed());
        at = sentence.range().end;
    }
    assert_eq!(at, text.len(), "the sentences do not cover the text");
    let ends: Vec<_> = splitter.sentences_utf8(bytes).map(|s| s.range().end).collect();
    assert_eq!(ends.last().copied().unwrap_or(0), bytes.len(), "the sentences do not cover the bytes");
    assert_eq!(ends, kalima::reference::sentence_ends(&splitter, bytes), "differs from the reference implementation");
    for by_level in kalima::reference::sentence_ends_by_level(&splitter, bytes) {
        assert_eq!(by_level, ends, "differs between levels");
    }

    let cut = o.boundary(text);
    let safe = splitter.safe_prefix(&text[..cut]);
    let ends = |text: &str| splitter.sentences(text).map(|s| s.range().end).filter(|end| *end <= safe).collect::<Vec<_>>();
    assert_eq!(ends(text), ends(&text[..cut]), "the safe prefix depends on more text");

    let mut ends = sentences(text).map(|s| s.range().end).peekable();
    for token in tokens(text) {
        while ends.next_if(|end| *end <= token.start()).is_some() {}
        assert!(ends.peek().is_some_and(|end| token.end() <= *end), "a sentence ends inside {token:?}");
    }
}));

//! Tests the `_utf8` functions, which accept bytes that may be invalid UTF-8. In the expected text, U+FFFD replaces each maximal invalid
//! subpart of the bytes. The result of a `_utf8` function must be the result for this text, but with ranges of the source bytes. Three
//! functions differ:
//!
//! - `is_normalized_utf8` returns `false` for invalid bytes.
//! - `highlight_utf8` copies invalid bytes unchanged.
//! - `safe_prefix_utf8` returns a number of source bytes and ignores an incomplete character at the end of the bytes.
//!
//! The tests cover rows 57–62 of the catalogue of edge cases (`kalima::testing`).

use std::ops::Range;

use crate::common::bytes;
use kalima::analyzer::{Analyzer, Scratch};
use kalima::clitic::{Scheme, segment, segment_utf8};
use kalima::morph;
use kalima::normalize::{Normalizer, Preset};
use kalima::sentence::SentenceSplitter;
use kalima::stem::Stemmer;
use kalima::stop::StopWords;
use kalima::token::Tokenizer;
use proptest::prelude::*;

/// Returns the text of `bytes`, with U+FFFD for each invalid subpart. Also returns a list: the element with index `n` is the byte offset in
/// `bytes` that corresponds to byte `n` of the text. If byte `n` is not a character boundary, the element is `usize::MAX`.
fn lossy(bytes: &[u8]) -> (String, Vec<usize>) {
    let (mut text, mut source, mut at) = (String::new(), vec![0], 0);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            text.push(c);
            at += c.len_utf8();
            source.resize(text.len(), usize::MAX);
            source.push(at);
        }
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            at += chunk.invalid().len();
            source.resize(text.len(), usize::MAX);
            source.push(at);
        }
    }
    (text, source)
}

/// Compares the results of the functions that take bytes with the results of the corresponding functions that take text.
fn check(bytes: &[u8]) {
    let (text, source) = lossy(bytes);
    assert_eq!(text, String::from_utf8_lossy(bytes));
    let back = |r: Range<usize>| source[r.start]..source[r.end];

    for t in [Tokenizer::new(), Tokenizer::new().entities(true), Tokenizer::new().max_token_len(Some(8))] {
        assert!(t.tokens_utf8(bytes).map(|t| (t.range(), t.kind())).eq(t.tokens(&text).map(|t| (back(t.range()), t.kind()))));
        assert!(t.words_utf8(bytes).map(|t| t.range()).eq(t.words(&text).map(|t| back(t.range()))));
        assert!(t.tokens_utf8(bytes).all(|t| t.bytes() == &bytes[t.range()] && t.text() == String::from_utf8_lossy(t.bytes())));
        let safe = t.safe_prefix_utf8(bytes);
        assert!(safe == 0 || t.tokens_utf8(bytes).any(|t| t.range().end == safe));
    }
    let s = SentenceSplitter::new();
    assert_eq!(s.sentences_utf8(bytes).map(|s| s.text().into_owned()).collect::<String>(), text);

    for preset in Preset::ALL {
        let n = preset.normalizer();
        assert_eq!(n.normalize_utf8(bytes), n.normalize(&text), "{preset}");
        for start in [&b""[..], b"\xFF "] {
            let mut out = start.to_vec();
            n.normalize_utf8_into(bytes, &mut out);
            assert_eq!(out, [start, n.normalize(&text).as_bytes()].concat(), "{preset}");
        }
        assert_eq!(n.is_normalized_utf8(bytes), n.is_normalized(&text) && text.as_bytes() == bytes, "{preset}");
        let (mapped, plain) = (n.normalize_mapped_utf8(bytes), n.normalize_mapped(&text));
        assert_eq!(mapped.text(), plain.text());
    }
    let n = Normalizer::search();
    for needle in ["ال", "\u{FFFD}", "ا", ""] {
        assert!(n.find_iter_utf8(bytes, needle.as_bytes()).eq(n.find_iter(&text, needle).map(back)), "{needle}");
        let marked = n.highlight_utf8(bytes, needle.as_bytes(), b"<", b">");
        assert_eq!(String::from_utf8_lossy(&marked), n.highlight(&text, needle, "<", ">"), "{needle}");
    }
    assert!(n.equivalent_utf8(bytes, text.as_bytes()));

    for a in [Analyzer::search(), Analyzer::lucene(), Analyzer::search().prefix(true).ngrams(Some(2..=3))] {
        let expected: Vec<_> =
            a.terms(&text).map(|t| (t.text().to_owned(), back(t.range()), t.position(), t.kind(), t.token_kind())).collect();
        let found: Vec<_> = a.terms_utf8(bytes).map(|t| (t.text().to_owned(), t.range(), t.position(), t.kind(), t.token_kind())).collect();
        assert_eq!(found, expected);
        let mut at = 0;
        a.for_each_term_utf8(bytes, &mut Scratch::new(), |t| {
            assert_eq!((t.text(), t.range()), (&*expected[at].0, expected[at].1.clone()));
            at += 1;
        });
        assert_eq!(at, expected.len());
    }
}

/// Compares the results of the functions that take the bytes of one word with the results of the corresponding functions that take the word
/// as text. An invalid word has no reading.
fn check_word(word: &[u8]) {
    let (text, source) = lossy(word);
    let back = |r: Range<usize>| source[r.start]..source[r.end];
    for stemmer in Stemmer::ALL {
        let (a, b) = (stemmer.stem_utf8(word), stemmer.stem(&text));
        assert_eq!((a.text(), a.rule()), (b.text(), b.rule()), "{stemmer}");
        for (a, b) in [(a.prefix_range(), b.prefix_range()), (a.stem_range(), b.stem_range()), (a.suffix_range(), b.suffix_range())] {
            assert_eq!(a, back(b), "{stemmer} {text}");
        }
    }
    if text.as_bytes() != word {
        assert!(morph::best_utf8(word).is_none() && morph::root_utf8(word).is_none() && morph::lemma_utf8(word).is_none());
        assert_eq!(morph::parses_utf8(word).count(), 0);
        assert_eq!(
            segment_utf8(word, Scheme::Atb).map(|s| (s.range(), s.into_form().into_owned())).collect::<Vec<_>>(),
            [(0..word.len(), text)]
        );
        return;
    }
    assert_eq!(morph::best_utf8(word).map(|p| p.explain().to_string()), morph::best(&text).map(|p| p.explain().to_string()));
    assert_eq!(morph::parses_utf8(word).count(), morph::parses(&text).count());
    assert_eq!(morph::root_utf8(word), morph::root(&text));
    assert_eq!(morph::lemma_utf8(word), morph::lemma(&text));
    for scheme in Scheme::ALL {
        let expected = segment(&text, *scheme).map(|s| (back(s.range()), s.form().to_owned()));
        assert!(segment_utf8(word, *scheme).map(|s| (s.range(), s.into_form().into_owned())).eq(expected), "{text}");
    }
    let stop = StopWords::standard().fold(Normalizer::search());
    assert_eq!(stop.contains_utf8(word), stop.contains(&text));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_are_the_text_with_replacement_characters(bytes in bytes()) {
        check(&bytes);
    }

    #[test]
    fn so_are_words(bytes in bytes()) {
        for word in bytes.split(|b| *b == b' ') {
            check_word(word);
        }
    }

    /// Tests that the tokens in a safe prefix of bytes do not depend on the bytes after the prefix.
    #[test]
    fn a_safe_prefix_of_bytes_stays(bytes in bytes(), cut in any::<prop::sample::Index>()) {
        let bytes = bytes.repeat(3);
        let cut = cut.index(bytes.len() + 1);
        for t in [Tokenizer::new(), Tokenizer::new().entities(true)] {
            let safe = t.safe_prefix_utf8(&bytes[..cut]);
            let ends = |b: &[u8]| t.tokens_utf8(b).map(|t| (t.range().end, t.kind())).take_while(|t| t.0 <= safe).collect::<Vec<_>>();
            prop_assert_eq!(ends(&bytes[..cut]), ends(&bytes));
        }
    }
}

#[test]
fn row_61_invalid_bytes() {
    for invalid in
        [&b"\xD9"[..], b"\xD9 ", b"\xED\xA0\x80", b"\xC0\xAF", b"\xF8", b"\xF0\x9F\x98", b"\xE2\x80", b"\x80\x80\x80", b"\xFF\xFE"]
    {
        for (before, after) in
            [("", ""), ("كتاب", "قلم"), (" ", " "), ("وال", "كتاب"), ("ا\u{64E}", "\u{654}"), ("http://a.", "b/c"), ("د.", " أحمد")]
        {
            let all = [before.as_bytes(), invalid, after.as_bytes()].concat();
            check(&all);
            check_word(&all);
        }
    }
    let tokens: Vec<_> = Tokenizer::new().tokens_utf8(b"\xED\xA0\x80\xD9").map(|t| t.range()).collect();
    assert_eq!(tokens, [0..1, 1..2, 2..3, 3..4], "a surrogate is three invalid bytes");
}

#[test]
fn rows_57_to_62_in_bytes() {
    for text in [
        "\u{FEFF}كتاب",
        "كت\u{FEFF}اب",
        "ا\u{A0}ب\u{202F}ج\u{2007}د\u{3000}ه",
        "ا\u{85}ب\u{2028}ج\u{2029}د\u{B}ه\u{C}و",
        "كت\u{AD}اب\u{200B}قلم\u{2060}\u{34F}",
        "كت\0اب",
        "\u{FFFD}\u{E000}\u{F200}\u{378}",
    ] {
        check(text.as_bytes());
        check_word(text.as_bytes());
    }
}

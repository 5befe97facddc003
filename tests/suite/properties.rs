//! Tests invariants of the entry points on texts that the strategies of `common.rs` make from the seeds.

use std::borrow::Cow;

use crate::common::{bytes, text, word};
use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::{Normalizer, Preset};
use kalima::sentence::{NewlinePolicy, SentenceSplitter, sentences};
use kalima::stem::Stemmer;
use kalima::token::{Tokenizer, tokens};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalization_is_idempotent_and_mapped(text in text()) {
        for preset in Preset::ALL {
            let n = preset.normalizer();
            let once = n.normalize(&text);
            prop_assert_eq!(&n.normalize(&once), &once, "{}: idempotent", preset);
            prop_assert_eq!(once == text, matches!(once, Cow::Borrowed(_)), "{}: borrowed when nothing changes", preset);
            let (head, tail) = n.split_normalized(&text);
            prop_assert_eq!(format!("{head}{}", n.normalize(tail)), once.as_ref(), "{}: split", preset);
            let mapped = n.normalize_mapped(&text);
            prop_assert_eq!(mapped.text(), &*once);
            for (i, c) in once.char_indices() {
                let source = mapped.map().to_source(i..i + c.len_utf8());
                prop_assert!(text.get(source).is_some(), "{}: ranges slice", preset);
            }
        }
    }

    #[test]
    fn bytes_normalize_as_lossy_text(bytes in bytes()) {
        let n = Normalizer::search();
        let mapped = n.normalize_mapped_utf8(&bytes);
        let lossy = String::from_utf8_lossy(&bytes);
        let expected = n.normalize(&lossy);
        prop_assert_eq!(mapped.text(), &*expected);
        prop_assert!(mapped.map().to_source(0..mapped.text().len()).end <= bytes.len());
    }

    #[test]
    fn tokens_cover_the_text(text in text()) {
        let mut at = 0;
        for token in Tokenizer::new().tokens(&text) {
            prop_assert_eq!(token.range().start, at);
            prop_assert!(!token.range().is_empty());
            prop_assert_eq!(&text[token.range()], token.text());
            at = token.range().end;
        }
        prop_assert_eq!(at, text.len());
    }

    #[test]
    fn sentences_cover_the_text(text in text()) {
        for splitter in NewlinePolicy::ALL.iter().map(|p| SentenceSplitter::new().newlines(*p)) {
            let mut at = 0;
            for sentence in splitter.sentences(&text) {
                prop_assert_eq!(sentence.range().start, at);
                prop_assert_eq!(&text[sentence.range()], sentence.text());
                prop_assert_eq!(&text[sentence.trimmed_range()], sentence.trimmed());
                at = sentence.range().end;
            }
            prop_assert_eq!(at, text.len());
        }
    }

    /// Tests that the sentences in a safe prefix do not depend on the text after the prefix.
    #[test]
    fn sentences_of_a_safe_prefix_are_final(text in text(), cut in any::<prop::sample::Index>()) {
        let mut cut = cut.index(text.len() + 1);
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let safe = SentenceSplitter::new().safe_prefix(&text[..cut]);
        let whole: Vec<_> = sentences(&text).map(|s| s.range().end).filter(|end| *end <= safe).collect();
        let part: Vec<_> = sentences(&text[..cut]).map(|s| s.range().end).filter(|end| *end <= safe).collect();
        prop_assert_eq!(whole, part);
    }

    /// Tests that a sentence never ends inside a token.
    #[test]
    fn every_token_is_inside_one_sentence(text in text()) {
        let mut ends = sentences(&text).map(|s| s.range().end).peekable();
        for token in tokens(&text) {
            while ends.next_if(|end| *end <= token.start()).is_some() {}
            let end = ends.peek().copied();
            prop_assert!(end.is_some_and(|end| token.end() <= end), "{:?} {:?} {:?}", token, end.map(|end| text.split_at(end).0), text);
        }
    }

    #[test]
    fn sentences_of_bytes_cover_them(bytes in bytes()) {
        let total: usize = SentenceSplitter::new().sentences_utf8(&bytes).map(|s| s.bytes().len()).sum();
        prop_assert_eq!(total, bytes.len());
    }

    #[test]
    fn parts_of_a_stemmed_word_cover_it(word in word()) {
        for stemmer in Stemmer::ALL {
            let s = stemmer.stem(&word);
            prop_assert!(!s.text().is_empty() || *stemmer == Stemmer::Snowball, "{}: never empty", stemmer);
            let (prefix, stem, suffix) = (s.prefix_range(), s.stem_range(), s.suffix_range());
            for range in [prefix.clone(), stem.clone(), suffix.clone()] {
                prop_assert!(word.get(range).is_some(), "{}: ranges slice", stemmer);
            }
            prop_assert!(prefix.end >= stem.start && stem.end >= suffix.start && suffix.end == word.len(), "{}: parts cover", stemmer);
            let mut out = String::from("x");
            prop_assert_eq!(stemmer.stem_into(&word, &mut out), s.cuts());
            prop_assert_eq!(&out[1..], s.text());
        }
    }

    /// Tests that a word and its normal form under the preset `orthographic` have the same stem. For example, presentation forms do not
    /// change the stem.
    #[test]
    fn stems_do_not_depend_on_the_encoding(word in word()) {
        prop_assume!(word.chars().any(kalima::chars::is_letter));
        let n = Normalizer::orthographic();
        for stemmer in [Stemmer::Light1, Stemmer::Light2, Stemmer::Light3, Stemmer::Light8, Stemmer::Light10, Stemmer::Rules, Stemmer::Lexical] {
            let stem = stemmer.stem(&word).into_text();
            let plain = n.normalize(&word);
            prop_assert_eq!(stemmer.stem(&plain).into_text(), stem, "{}", stemmer);
        }
    }

    #[test]
    fn both_ways_to_the_terms_agree(text in text()) {
        let mut scratch = Scratch::new();
        for analyzer in [Analyzer::search(), Analyzer::exact()] {
            let terms: Vec<_> = analyzer.terms(&text).collect();
            let mut at = 0;
            analyzer.for_each_term(&text, &mut scratch, |term| {
                assert_eq!(term, terms[at]);
                at += 1;
            });
            prop_assert_eq!(at, terms.len());
            for pair in terms.windows(2) {
                prop_assert!(pair[0].position() <= pair[1].position());
            }
            for term in &terms {
                prop_assert!(text.get(term.range()).is_some());
            }
        }
    }
}

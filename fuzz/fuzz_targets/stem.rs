//! Checks one stemmer on any word.
//!
//! - The prefix, the stem and the suffix are ranges of the word, and together they cover the word.
//! - Only the stemmer Snowball can return an empty stem for a word that is not empty.
//! - The function for bytes, the implementation for each SIMD level, and the cache return the same result as the function for text.
//! - The stop word list returns the same result for the word and for its folded form.
#![no_main]

use kalima::normalize::Normalizer;
use kalima::stem::{Memo, Stemmer};
use kalima::stop::{StopSet, StopWords};
use libfuzzer_sys::fuzz_target;

static STOP: std::sync::LazyLock<StopSet> = std::sync::LazyLock::new(|| StopWords::standard().fold(Normalizer::search()));

thread_local! {
    static MEMOS: std::cell::RefCell<Vec<Memo>> = std::cell::RefCell::new(Stemmer::ALL.iter().map(|&s| Memo::new(s)).collect());
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let (bytes, word) = (&input.bytes, &input.text);
    let number = o.below(Stemmer::ALL.len());
    let stemmer = Stemmer::ALL[number];
    let s = stemmer.stem(word);
    let (prefix, stem, suffix) = (s.prefix_range(), s.stem_range(), s.suffix_range());
    assert!(prefix.end >= stem.start && stem.end >= suffix.start && suffix.end == word.len(), "{stemmer}");
    for range in [prefix, stem, suffix] {
        assert!(word.get(range).is_some(), "{stemmer}");
    }
    assert!(!s.text().is_empty() || word.is_empty() || stemmer == Stemmer::Snowball, "{stemmer}");
    let mut out = String::from("x");
    assert_eq!((stemmer.stem_into(word, &mut out), &out[1..]), (s.cuts(), s.text()), "{stemmer}");
    let b = stemmer.stem_utf8(bytes);
    assert_eq!(b.text(), s.text(), "{stemmer}");
    assert!([b.prefix_range(), b.stem_range(), b.suffix_range()].into_iter().all(|r| bytes.get(r).is_some()), "{stemmer}");
    assert!(MEMOS.with_borrow_mut(|memos| kalima::reference::stems_agree(&mut memos[number], word)), "{stemmer}");
    let search = Normalizer::search();
    assert_eq!(STOP.contains(word), STOP.contains_folded(&search.normalize(word)));
}));

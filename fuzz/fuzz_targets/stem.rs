//! Every stemmer on any word: parts that slice and cover, a stem that is not empty.
#![no_main]

use kalima::stem::{Stem, Stemmer};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let word = String::from_utf8_lossy(bytes);
    for stemmer in Stemmer::ALL {
        let s = stemmer.stem(&word);
        let (prefix, stem, suffix) = (s.prefix_range(), s.stem_range(), s.suffix_range());
        assert!(prefix.end >= stem.start && stem.end >= suffix.start && suffix.end == word.len(), "{stemmer}");
        for range in [prefix, stem, suffix] {
            assert!(word.get(range).is_some(), "{stemmer}");
        }
        assert!(!s.text().is_empty() || word.is_empty() || *stemmer == Stemmer::Snowball, "{stemmer}");
    }
});

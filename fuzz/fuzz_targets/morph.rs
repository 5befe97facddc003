//! Readings of any word: pieces that concatenate to it, in every scheme; the best is the first.
#![no_main]

use kalima::clitic::{Scheme, segment, segment_as};
use kalima::morph;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let word = String::from_utf8_lossy(bytes);
    for scheme in Scheme::ALL {
        assert_eq!(segment(&word, *scheme).map(|s| s.text().to_owned()).collect::<String>(), word, "{scheme}");
    }
    let best = morph::best(&word);
    for (n, parse) in morph::parses(&word).enumerate() {
        if n == 0 {
            assert_eq!(best.as_ref().map(|b| b.cost()), Some(parse.cost()));
        }
        assert!(word.get(parse.stem_range()).is_some());
        assert_eq!(segment_as(&parse, Scheme::D3).map(|s| s.text().to_owned()).collect::<String>(), word);
        assert!(!parse.explain().is_empty());
    }
});

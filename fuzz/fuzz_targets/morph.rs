//! Checks the readings of any word. A reading is a morphological analysis of the word.
//!
//! - In every segmentation scheme, the concatenated segments are the word.
//! - `best` returns a reading with the cost of the first reading in the list. The cache returns the same reading as `best`.
//! - A tatweel after each letter does not change the lemma.
//! - `expand` returns at most [`MAX_EXPANSIONS`] spellings, and all of them are different.
//! - The forms of a root contain only characters from U+0621 to U+064A.
#![no_main]

use kalima::clitic::{MAX_EXPANSIONS, Scheme, expand, segment, segment_as};
use kalima::morph::{self, Root, VerbForm, forms};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static MEMO: std::cell::RefCell<morph::Memo> = const { std::cell::RefCell::new(morph::Memo::new()) };
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let word = &input.text;
    let scheme = o.one(Scheme::ALL);
    assert_eq!(segment(word, scheme).map(|s| s.text().to_owned()).collect::<String>(), *word, "{scheme}");
    let best = morph::best(word);
    let cached = MEMO.with_borrow_mut(|memo| format!("{:?}", [memo.best(word), memo.best(word)]));
    assert_eq!(cached, format!("{:?}", [&best, &best]));
    for (n, parse) in morph::parses(word).enumerate() {
        if n == 0 {
            assert_eq!(best.as_ref().map(|b| b.cost()), Some(parse.cost()));
        }
        assert!(word.get(parse.stem_range()).is_some());
        assert_eq!(segment_as(&parse, scheme).map(|s| s.text().to_owned()).collect::<String>(), *word);
        assert!(!parse.explain().is_empty());
    }
    if word.chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c)) {
        let stretched: String = word.chars().flat_map(|c| [c, '\u{640}']).collect();
        assert_eq!(morph::lemma(&stretched), morph::lemma(word));
    }
    let mut all = expand(word);
    let n = all.len();
    assert!(n <= MAX_EXPANSIONS && (n == 0) == word.is_empty());
    all.sort();
    all.dedup();
    assert_eq!(all.len(), n);
    if let Some(root) = Root::new(word) {
        for word in forms(root, o.one(VerbForm::ALL)) {
            assert!(word.text().chars().all(|c| ('\u{621}'..='\u{64A}').contains(&c)));
            assert_eq!(word.vocalized().chars().filter(|c| !kalima::chars::is_mark(*c)).collect::<String>(), word.text());
        }
    }
}));

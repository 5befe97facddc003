//! Terms by iterator and by visitor are the same, and their ranges slice the source.
#![no_main]

use kalima::analyzer::{Analyzer, Scratch};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut scratch = Scratch::new();
    for analyzer in [Analyzer::search(), Analyzer::exact()] {
        let mut terms = analyzer.terms(&text);
        analyzer.for_each_term(&text, &mut scratch, |term| {
            assert!(text.get(term.range()).is_some());
            assert_eq!(Some(term), terms.next());
        });
        assert_eq!(terms.next(), None);
    }
});

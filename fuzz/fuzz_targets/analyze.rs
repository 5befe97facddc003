//! Terms by iterator, by visitor, of bytes: the same; their ranges slice the source, their positions grow.
#![no_main]

use kalima::analyzer::{Analyzer, Scratch};
use libfuzzer_sys::fuzz_target;

static ANALYZERS: std::sync::LazyLock<[Analyzer; 4]> = std::sync::LazyLock::new(|| {
    [Analyzer::search(), Analyzer::exact(), Analyzer::lucene(), Analyzer::search().surface(true).prefix(true).ngrams(Some((2, 3)))]
});

fuzz_target!(|data: &[u8]| {
    let (bytes, text, _) = kalima_fuzz::text(data);
    let mut scratch = Scratch::new();
    for analyzer in &*ANALYZERS {
        let mut terms = analyzer.terms(&text);
        let mut position = 0;
        analyzer.for_each_term(&text, &mut scratch, |term| {
            assert!(text.get(term.range()).is_some_and(|source| !source.is_empty()));
            assert!(term.position() >= position);
            position = term.position();
            assert_eq!(Some(term), terms.next());
        });
        assert_eq!(terms.next(), None);

        let mut terms = analyzer.terms(&text);
        for term in analyzer.terms_utf8(&bytes) {
            assert!(bytes.get(term.range()).is_some());
            let same = terms.next().map(|t| (t.text().to_owned(), t.position(), t.kind()));
            assert_eq!(same, Some((term.text().to_owned(), term.position(), term.kind())));
        }
        assert_eq!(terms.next(), None);
    }
});

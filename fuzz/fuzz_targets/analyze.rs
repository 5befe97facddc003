//! Checks the terms of one analyzer. The functions `terms`, `for_each_term` and `terms_utf8` must return the same terms, except that the
//! ranges of `terms_utf8` are ranges of the bytes. For a text, the range of each term must not be empty, and the positions of successive
//! terms must not decrease.
#![no_main]

use std::cell::RefCell;

use kalima::analyzer::{Analyzer, Scratch, Term};
use kalima::normalize::Preset;
use kalima::stem::Stemmer;
use kalima_fuzz::Options;
use libfuzzer_sys::fuzz_target;

/// The number of analyzers of this target. The analyzers are created once, because the parsing of their word lists takes longer than an
/// execution of the target.
const COUNT: usize = 24;

thread_local! {
    static ANALYZERS: Vec<Analyzer> = {
        let presets = [Analyzer::search(), Analyzer::exact(), Analyzer::lucene()];
        let rich = Analyzer::search().surface(true).prefix(true).ngrams(Some(2..=3));
        let mut all = vec![rich];
        all.extend(presets.iter().cloned());
        let mut o = Options::fixed(1);
        while all.len() < COUNT {
            all.push(varied(&presets[all.len() % 3], &mut o));
        }
        all
    };
    // All inputs and analyzers share this scratch, so an execution can start with the buffers and the cache of an earlier execution.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::new());
}

/// Returns a copy of `preset` with changed options. `o` selects the options and their values.
fn varied(preset: &Analyzer, o: &mut Options) -> Analyzer {
    let mut stemmers: Vec<_> = Stemmer::ALL.iter().map(|&s| Some(s)).collect();
    stemmers.push(None);
    let mut analyzer =
        preset.clone().stemmer(o.one(&stemmers)).stem_original(o.flag()).surface(o.flag()).entity_whole(o.flag()).entity_parts(o.flag());
    if o.flag() {
        analyzer = analyzer.normalizer(o.one(Preset::ALL).normalizer());
    }
    if o.flag() {
        analyzer = analyzer.keep_accents(o.flag()).keep_clitics(o.flag()).keep_thousands(o.flag()).prefix(o.flag());
    }
    if o.flag() {
        analyzer = analyzer.ngrams(Some(1 + o.below(2)..=3)).max_term_len(Some(o.below(20)));
    }
    analyzer
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| ANALYZERS.with(|analyzers| {
    let (bytes, text) = (&input.bytes, &input.text);
    // In one of two executions, the analyzer is one of the first four in the list: `rich` or an unchanged preset. In the other executions,
    // the analyzer is any analyzer in the list.
    let number = if o.flag() { o.below(4) } else { o.below(COUNT) };
    let analyzer = &analyzers[number];
    let (mut terms, mut position) = (analyzer.terms(text), 0);
    let mut check = |term: Term<'_>| {
        assert!(text.get(term.range()).is_some_and(|source| !source.is_empty()));
        assert!(term.position() >= position);
        position = term.position();
        assert_eq!(Some(term), terms.next());
    };
    SCRATCH.with_borrow_mut(|scratch| analyzer.for_each_term(text, scratch, |term| check(term)));
    assert_eq!(terms.next(), None);

    let mut terms = analyzer.terms(text);
    for term in analyzer.terms_utf8(bytes) {
        assert!(bytes.get(term.range()).is_some());
        let same = terms.next().map(|t| (t.text().to_owned(), t.position(), t.kind()));
        assert_eq!(same, Some((term.text().to_owned(), term.position(), term.kind())));
    }
    assert_eq!(terms.next(), None);
})));

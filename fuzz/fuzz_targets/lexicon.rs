//! Checks the parser of user lexicons and the readings with a lexicon.
//!
//! - The parser never panics. The number of an error's line is a line of the text.
//! - The canonical text of a lexicon is parsed as an equal lexicon with the same fingerprint.
//! - Segments of a reading are the word. The cache returns the reading of the grammar, and the lexical term is that of the analyzer.
//! - A word in which no stem of the lexicon occurs has the reading of the grammar without a lexicon.
#![no_main]

use std::sync::Arc;

use kalima::Analyzer;
use kalima::clitic::{Scheme, segment_as};
use kalima::morph::{self, Grammar, Memo, UserLexicon};
use libfuzzer_sys::fuzz_target;

/// Pieces of lines. Random text rarely has a class before a word.
const CLASSES: &[&str] = &["n", "nf", "nm", "a", "e", "p", "pf", "g", "d", "2 n", "3 p", "I", "II", "IV", "VIII", "X", "QI", "QIV", "XII"];

/// Reads words with a lexicon.
fn read(lexicon: UserLexicon, words: &str, scheme: Scheme) {
    assert_eq!(UserLexicon::parse(lexicon.as_str()).as_ref(), Ok(&lexicon));
    let lexicon = Arc::new(lexicon);
    let grammar = Grammar::new().lexicon(Arc::clone(&lexicon));
    let analyzer = Analyzer::search().lexicon(Some(Arc::clone(&lexicon)));
    let mut memo = Memo::with_lexicon(Arc::clone(&lexicon));
    for word in words.split_whitespace().take(8) {
        for prefix in ["", "ال", "وسي"] {
            let word = &format!("{prefix}{word}");
            let best = grammar.best(word);
            assert_eq!((&memo.best(word), &memo.best(word)), (&best, &best));
            assert_eq!(best.as_ref().map(|p| p.cost()), grammar.parses(word).next().map(|p| p.cost()));
            for parse in grammar.parses(word) {
                assert!(word.get(parse.stem_range()).is_some() && !parse.explain().is_empty());
                assert_eq!(segment_as(&parse, scheme).map(|s| s.text().to_owned()).collect::<String>(), *word);
                let _ = (parse.upos(), parse.features(), parse.vocalized_lemma(), parse.lexeme());
            }
            if lexicon.is_empty() {
                assert_eq!((best, grammar.root(word)), (morph::best(word), morph::root(word)));
            }
            assert!(analyzer.terms(word).all(|term| !term.text().is_empty()));
        }
    }
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let (text, scheme) = (&input.text, o.one(Scheme::ALL));
    match UserLexicon::parse(text) {
        Ok(lexicon) => read(lexicon, text, scheme),
        Err(error) => assert!(error.line() <= text.lines().count().max(1) && !error.to_string().is_empty()),
    }
    // The same words, each as a lexeme of a random class with a root before it.
    let root = o.one(&["-", "غرد", "قول", "مدد", "رمي", "ءمن", "وصل", "كنسل"]);
    let mut lexicon = UserLexicon::default();
    let mut lines = format!("{root}\n");
    for word in text.split_whitespace().take(8) {
        let line = format!("{} {word}\n", o.one(CLASSES));
        if let Ok(longer) = UserLexicon::parse(&format!("{lines}{line}")) {
            (lexicon, lines) = (longer, lines + &line);
        }
    }
    read(lexicon, text, scheme);
}));

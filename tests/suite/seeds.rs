//! Tests the corpora in `seeds/`. The file `seeds/README.md` must list every corpus, and the invariants of the entry points must hold for
//! every corpus.

use crate::common::{SEEDS, Seed};
use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::Preset;
use kalima::sentence::{SentenceSplitter, sentences};
use kalima::stem::Stemmer;
use kalima::token::Tokenizer;

#[test]
fn the_readme_lists_each_corpus() {
    let readme = include_str!("../../seeds/README.md");
    assert_eq!(SEEDS.len(), 13);
    for Seed { name, text } in &*SEEDS {
        assert!(readme.contains(&format!("`{name}`")), "{name} is not in seeds/README.md");
        assert!((3_000..=10_240).contains(&text.len()), "{name}: {} bytes", text.len());
    }
}

#[test]
fn tokens_and_sentences_cover() {
    for Seed { name, text } in &*SEEDS {
        assert_eq!(Tokenizer::new().tokens(text).map(|t| t.text()).collect::<String>(), *text, "{name}");
        assert_eq!(sentences(text).map(|s| s.text()).collect::<String>(), *text, "{name}");
        assert!(SentenceSplitter::new().safe_prefix(text) <= text.len());
    }
}

#[test]
fn normalizing_twice_changes_nothing() {
    for Seed { name, text } in &*SEEDS {
        for preset in Preset::ALL {
            let n = preset.normalizer();
            let once = n.normalize(text);
            assert!(n.is_normalized(&once), "{name} {preset}");
            assert_eq!(n.normalize_mapped(text).text(), once, "{name} {preset}");
        }
    }
}

#[test]
fn ranges_of_stems_and_terms_are_valid() {
    let analyzer = Analyzer::search();
    let mut scratch = Scratch::new();
    for Seed { name, text } in &*SEEDS {
        let terms: Vec<_> = analyzer.terms(text).collect();
        let mut visited = Vec::new();
        analyzer.for_each_term(text, &mut scratch, |t| visited.push((t.text().to_owned(), t.range(), t.position())));
        assert_eq!(terms.iter().map(|t| (t.text().to_owned(), t.range(), t.position())).collect::<Vec<_>>(), visited, "{name}");
        for term in terms {
            assert!(text.get(term.range()).is_some_and(|t| !t.is_empty()), "{name} {term:?}");
        }
        for token in Tokenizer::new().tokens(text) {
            for stemmer in Stemmer::ALL {
                let s = stemmer.stem(token.text());
                let word = token.text();
                assert!(word.get(s.prefix_range()).is_some() && word.get(s.stem_range()).is_some() && word.get(s.suffix_range()).is_some());
            }
        }
    }
}

//! Runs the entry points on inputs that failed in the past: the inputs that property tests found, and the files in `fuzz/regressions`. The
//! name of a file describes the fault that the input caused.

use std::fs;
use std::path::Path;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::clitic::{Scheme, segment};
use kalima::io::{SentenceReader, TokenReader};
use kalima::morph;
use kalima::normalize::Preset;
use kalima::sentence::SentenceSplitter;
use kalima::stem::Stemmer;
use kalima::token::Tokenizer;

/// Inputs on which a property test of the normalizer or the tokenizer failed in the past. Proptest has shortened these inputs.
const PROPERTY_FAILURES: &[&str] = &[
    " \u{200D}👍🏽",
    "\u{6E1}\u{327}",
    "ءﹱآ",
    "اا\u{64B}",
    "\u{301}\u{64B}ا",
    "﷽ا",
    "ؤؤا ",
    "\u{670}﷽A",
    "Ké﷽",
    "Å﷽",
    "ﻛ\u{670}",
    "カكتاب",
    "ﷺa",
    "カۥ",
    "\u{6DD}_ـ",
    "é.كتاب",
    "ﷺ🏽",
    "ـ\u{200F}_كتاب",
    "a.🏽كتاب",
    "ℹ٫٬\u{64E}\u{6DD}",
    "ش'كتاب",
    "1٫a",
    "٫\u{200F}٫كتاب",
    "٫_كتابﱠ",
    "﷽\u{64E}",
    "ℹ:🏽كتاب",
    "شۥ'كتاب",
    "ﻻ",
    "𞸴",
    "נּ'\u{64B}",
    "\u{64E}كتاب",
    "$\u{FF9E}",
];

#[test]
fn fuzz_regressions_stay_fixed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt")) {
        replay(&format!("{file:?}"), &fs::read(&file).unwrap());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn property_regressions_stay_fixed() {
    for text in PROPERTY_FAILURES {
        replay(&format!("{text:?}"), text.as_bytes());
        replay(&format!("{text:?}, repeated"), text.repeat(40).as_bytes());
    }
}

/// Runs the entry points on one input. `file` is the name of the input in the messages.
fn replay(file: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for preset in Preset::ALL {
        let n = preset.normalizer();
        let once = n.normalize_mapped_utf8(bytes);
        assert!(n.is_normalized(once.text()), "{file} {preset}");
        assert_eq!(once.text(), n.normalize(&text), "{file} {preset}");
        // Searches for the first line of the input in the following lines, like the fuzz target `find`.
        let (needle, haystack) = text.split_once('\n').unwrap_or((&text, &text));
        let (folded, mut at) = (n.normalize(needle), 0);
        for range in n.find_iter(haystack, needle) {
            assert!(range.start >= at && n.normalize(&haystack[range.clone()]).contains(folded.trim()), "{file} {preset}");
            at = range.end;
        }
    }
    for tokenizer in [Tokenizer::new(), Tokenizer::new().entities(true)] {
        let whole: Vec<_> = tokenizer.tokens_utf8(bytes).map(|t| (t.range().end as u64, t.kind())).collect();
        let stream = TokenReader::new(bytes, tokenizer).capacity(0).map(Result::unwrap);
        let stream = stream.filter(|t| t.part().ends()).map(|t| (t.range().end, t.kind()));
        assert!(stream.eq(whole.iter().copied()), "{file}");
        assert_eq!(whole.last().map_or(0, |t| t.0), bytes.len() as u64, "{file}");
    }
    for splitter in [SentenceSplitter::new(), SentenceSplitter::new().quotations(false).clauses(true)] {
        let whole: Vec<_> = splitter.sentences_utf8(bytes).map(|s| s.range().end as u64).collect();
        let stream: Vec<_> = SentenceReader::new(bytes, splitter)
            .capacity(0)
            .map(Result::unwrap)
            .filter(|s| s.part().ends())
            .map(|s| s.range().end)
            .collect();
        assert_eq!(stream, whole, "{file}");
    }
    for stemmer in Stemmer::ALL {
        let s = stemmer.stem(&text);
        assert!(text.get(s.prefix_range()).is_some() && text.get(s.stem_range()).is_some() && text.get(s.suffix_range()).is_some());
    }
    assert_eq!(morph::best(&text).map(|b| b.cost()), morph::parses(&text).next().map(|p| p.cost()), "{file}");
    assert_eq!(segment(&text, Scheme::D3).map(|s| s.text().to_owned()).collect::<String>(), text, "{file}");
    Analyzer::search().for_each_term_utf8(bytes, &mut Scratch::new(), |term| assert!(bytes.get(term.range()).is_some()));
}

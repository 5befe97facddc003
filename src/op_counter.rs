//! Counts the bytes that the algorithms read. Unit tests use this count instead of time to check that the work grows linearly. In other
//! builds, nothing is counted.
//!
//! The count includes only the loops that call [`count`]. The program `tools/growth` counts all executed instructions instead.

#[cfg(test)]
#[allow(unreachable_pub, reason = "the file is a module of tests and tools as well")]
mod patterns;

#[cfg(test)]
std::thread_local! {
    static BYTES: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

/// In unit tests, adds `bytes + 1` to the count of this thread. `bytes` is the number of bytes that a loop reads. The added 1 counts the
/// call itself.
#[inline(always)]
pub(crate) fn count(bytes: usize) {
    #[cfg(test)]
    BYTES.with(|n| n.set(n.get() + bytes + 1));
    #[cfg(not(test))]
    let _ = bytes;
}

/// Returns the count of this thread since the preceding call of `take` on this thread, and sets the count to 0.
#[cfg(test)]
pub(crate) fn take() -> usize {
    BYTES.with(|n| n.replace(0))
}

#[cfg(test)]
mod tests {
    //! Runs the main entry points on repetitions of the texts of `patterns`, which are hard for the algorithms. If the length of the text
    //! doubles, the count may grow by a factor of at most 2.1, plus 4,000. Tokens and sentences also have separate tests.

    use alloc::string::String;
    use alloc::vec;

    use super::take;
    use crate::analyzer::{Analyzer, Scratch};
    use crate::io::{SentenceReader, TokenReader, terms};
    use crate::normalize::{Normalizer, Preset};
    use crate::sentence::SentenceSplitter;
    use crate::stem::Stemmer;
    use crate::token::Tokenizer;

    /// The name of an entry point, and a function that runs this entry point on a text.
    type Entry = (&'static str, fn(&str));

    const ENTRIES: &[Entry] = &[
        ("normalize", |text| {
            for preset in Preset::ALL {
                let _ = (preset.normalizer().normalize(text), preset.normalizer().normalize_mapped_utf8(text.as_bytes()));
            }
        }),
        ("find", |text| {
            let needle: String = text.chars().take(3).collect();
            let _ = (Normalizer::search().find_iter(text, &needle).count(), Normalizer::search().find_iter(text, "ااا\u{654}").count());
        }),
        ("stem", |text| {
            for stemmer in Stemmer::ALL {
                let _ = stemmer.stem(text);
            }
        }),
        ("tokens", |text| {
            for tokenizer in [Tokenizer::new(), Tokenizer::new().entities(true), Tokenizer::new().max_token_len(Some(20))] {
                let _ = (tokenizer.tokens_utf8(text.as_bytes()).count(), tokenizer.safe_prefix(text));
            }
        }),
        ("terms", |text| {
            for analyzer in [Analyzer::search(), Analyzer::lucene(), Analyzer::exact()] {
                analyzer.for_each_term(text, &mut Scratch::new(), |_| ());
            }
        }),
        ("streams", |text| {
            let bytes = text.as_bytes();
            let _ = (TokenReader::new(bytes, Tokenizer::new()).capacity(0).count(), terms(bytes, &Analyzer::exact()).capacity(0).count());
            let _ = SentenceReader::new(bytes, SentenceSplitter::new()).capacity(0).count();
        }),
    ];

    #[test]
    fn nothing_is_superlinear() {
        let mut wrong = vec![];
        for (name, entry) in ENTRIES {
            for unit in super::patterns::PATTERNS {
                let cost = |bytes: usize| {
                    let text = unit.repeat(bytes / unit.len());
                    take();
                    entry(&text);
                    take()
                };
                // The buffer of a reader has several KiB. The text of a stream must be longer than the other texts, so that the reader
                // fills its buffer many times.
                let size = if *name == "streams" { 100_000 } else { 10_000 };
                let (once, twice) = (cost(size), cost(2 * size));
                if twice > once * 21 / 10 + 4_000 {
                    wrong.push(alloc::format!("{name} of {unit:?}: {once}, then {twice}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

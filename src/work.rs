//! Operations counted in tests, so that "linear" is a test and not a clock. Free in any other build.

#[cfg(test)]
std::thread_local! {
    static BYTES: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

/// Counts bytes that were looked at.
#[inline(always)]
pub(crate) fn count(bytes: usize) {
    #[cfg(test)]
    BYTES.with(|n| n.set(n.get() + bytes + 1));
    #[cfg(not(test))]
    let _ = bytes;
}

/// The count since the last call, on this thread.
#[cfg(test)]
pub(crate) fn take() -> usize {
    BYTES.with(|n| n.replace(0))
}

#[cfg(test)]
mod tests {
    //! Strings made to hurt, through every entry point: twice the text is twice the work. Tokens and sentences alone have tests of their own.

    use alloc::string::String;
    use alloc::vec;

    use super::take;
    use crate::analyzer::{Analyzer, Scratch};
    use crate::io::{SentenceReader, TokenReader, terms};
    use crate::normalize::{Normalizer, Preset};
    use crate::sentence::SentenceSplitter;
    use crate::stem::{Stem, Stemmer};
    use crate::token::Tokenizer;

    const HURT: &[&str] = &[
        "\u{651}",
        "ا\u{654}",
        "\u{654}",
        "ب\u{64E}\u{651}",
        "\u{650}\u{64E}",
        "ـ\u{654}",
        "ء",
        "ءا",
        "ءَا",
        "\u{202B}ا\u{202C}",
        "\u{2067}",
        "\u{200F}ا\u{200E}",
        "«",
        "«»",
        "(«",
        ".",
        ". ",
        "...",
        "م",
        "ال",
        "وال",
        "http://",
        "www.",
        "http://a.b/(",
        "a@",
        "a.b@c-",
        "#",
        "#_",
        "1.",
        "1-",
        "+1 ",
        "00 1",
        "12:30:",
        "٪1",
        "v1.",
        "a.a.",
        "ق.م.",
        "\u{FDFA}",
        "﷽",
        "ﻻ",
        "𞸀",
        "👩\u{200D}",
        "\u{FE0F}",
        "\u{200D}",
        "\0",
        "\u{FFFD}",
        "e\u{301}",
        "\u{1100}",
        "ไ",
        " ",
        "\n",
        "\u{A0}",
        "ا ",
        "كتاب ",
        "\u{6DD}١",
    ];

    /// What an entry point is, and its work on a text.
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
                stemmer.stem(text);
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
            let _ = (TokenReader::new(bytes, Tokenizer::new()).bound(0).count(), terms(bytes, &Analyzer::exact()).bound(0).count());
            let _ = SentenceReader::new(bytes, SentenceSplitter::new()).bound(0).count();
        }),
    ];

    #[test]
    fn nothing_is_superlinear() {
        let mut wrong = vec![];
        for (name, entry) in ENTRIES {
            for unit in HURT {
                let cost = |bytes: usize| {
                    let text = unit.repeat(bytes / unit.len());
                    take();
                    entry(&text);
                    take()
                };
                // A stream pays for its first window before it goes on with half of one at a time.
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

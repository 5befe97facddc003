//! Blocks give the text back, whatever their size, and cut where the answer stays the same.

use kalima::sentence::LOOKAHEAD;

use super::*;

const SEEDS: &[&str] = &[
    include_str!("../../seeds/000_cada6452b4c8d822.txt"),
    include_str!("../../seeds/layout.txt"),
    include_str!("../../seeds/social.txt"),
    include_str!("../../seeds/email.txt"),
    include_str!("../../seeds/messy.txt"),
];

/// A bound that none of these lines exceeds.
const LONG: usize = 16 << 20;

fn blocks(bytes: &[u8], cut: &Cut, invalid: Invalid, size: usize) -> Vec<Block> {
    let mut reader = Blocks::new(bytes, cut.clone(), invalid, size, LONG, false);
    let mended = |mut block: Block| {
        if block.valid().is_none() {
            block.mend(invalid);
        }
        block
    };
    std::iter::from_fn(|| reader.next().unwrap().map(mended)).collect()
}

/// The cores, one after the other.
fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(|b| &b.text()[..b.end]).collect()
}

fn sentences(newlines: NewlinePolicy) -> Cut {
    let splitter = SentenceSplitter::new().newlines(newlines);
    Cut::Sentence { splitter, newlines, breaks_end: true, lookahead: LOOKAHEAD }
}

#[test]
fn cores_are_the_text() {
    for seed in SEEDS {
        for cut in [Cut::Record, Cut::Line(0), Cut::Token(Tokenizer::new()), sentences(NewlinePolicy::Smart)] {
            for size in [1, 7, 100, 1000, 1 << 20] {
                let all = blocks(seed.as_bytes(), &cut, Invalid::Error, size);
                assert_eq!(joined(&all), *seed);
                let mut at = 0;
                for b in &all {
                    assert_eq!(b.offset, at as u64);
                    assert_eq!(b.line, seed[..at].matches('\n').count() as u64);
                    at += b.end;
                }
            }
        }
    }
    assert!(blocks(b"", &Cut::Line(0), Invalid::Replace, 10).is_empty());
}

#[test]
fn tokens_of_blocks_are_the_tokens() {
    for tokenizer in [Tokenizer::new(), Tokenizer::new().entities(true)] {
        for seed in SEEDS {
            // Without line breaks, cuts must be found within lines.
            for text in [seed.to_string(), seed.replace('\n', " "), seed.replace([' ', '\n'], "")] {
                let whole: Vec<_> = tokenizer.tokens(&text).map(|t| (t.range(), t.kind())).collect();
                for size in [1, 300, 2000] {
                    let all = blocks(text.as_bytes(), &Cut::Token(tokenizer), Invalid::Error, size);
                    let mut parts = Vec::new();
                    for b in &all {
                        let at = b.offset as usize;
                        let tokens = tokenizer.tokens(b.text()).take_while(|t| t.start() < b.end);
                        parts.extend(tokens.map(|t| (t.start() + at..t.end() + at, t.kind())));
                    }
                    assert_eq!(parts, whole);
                }
            }
        }
    }
}

#[test]
fn sentences_of_blocks_are_the_sentences() {
    for &newlines in NewlinePolicy::ALL {
        let splitter = SentenceSplitter::new().newlines(newlines);
        let long = SEEDS.concat().repeat(4);
        for text in SEEDS.iter().copied().chain([&*long]) {
            let whole: Vec<_> = splitter.sentences(text).map(|s| s.range()).collect();
            for size in [1, 1000, 30_000, 100_000] {
                let mut parts = Vec::new();
                for b in blocks(text.as_bytes(), &sentences(newlines), Invalid::Error, size) {
                    let at = b.offset as usize;
                    let ranges = splitter.sentences(b.text()).map(|s| s.range()).take_while(|r| r.start < b.end);
                    parts.extend(ranges.map(|r| r.start + at..r.end + at));
                }
                assert_eq!(parts, whole, "{newlines} {size}");
            }
        }
    }
}

#[test]
fn invalid_bytes_are_replaced_or_skipped_and_offsets_stay() {
    // A lone lead byte, a lone continuation, a cut three-byte sequence, and a truncated end.
    let bytes = [b"ab\xD8 \x80cd\n" as &[u8], "كتاب".as_bytes(), b"\xE2\x80z\n\xD9"].concat();
    let cuts = [Cut::Record, Cut::Line(0), Cut::Line(8), Cut::Token(Tokenizer::new())];
    for (cut, size) in cuts.iter().flat_map(|cut| [1, 2, 3, 5, 100].map(|size| (cut, size))) {
        let all = blocks(&bytes, cut, Invalid::Replace, size);
        assert_eq!(joined(&all), String::from_utf8_lossy(&bytes));
        assert_eq!(all.iter().map(|b| b.invalid).sum::<u64>(), 4);
        let skipped = blocks(&bytes, cut, Invalid::Skip, size);
        assert_eq!(joined(&skipped), "ab cd\nكتابz\n");
        // The z, wherever its block starts.
        for all in [&all, &skipped] {
            let at = all.iter().find_map(|b| b.text()[..b.end].find('z').map(|z| b.source(z)));
            assert_eq!(at, bytes.iter().position(|&b| b == b'z').map(|z| z as u64));
        }
    }
    // The text before the first one is not lost.
    for cut in cuts {
        let mut reader = Blocks::new(&bytes[..], cut, Invalid::Error, 4, LONG, false);
        let mut before = Vec::new();
        let error = loop {
            match reader.next() {
                Ok(block) => before.extend(block),
                Err(e) => break e,
            }
        };
        assert_eq!((joined(&before), error.to_string()), ("ab".into(), "not UTF-8 at byte 2 (D8); see --invalid".into()));
        assert!(reader.next().unwrap().is_none());
    }
}

#[test]
fn a_long_line_is_cut_where_its_length_says() {
    let invalid = [b"\x80\x80 \xFF \xD9" as &[u8], " كتاب".as_bytes()].concat().repeat(40);
    let lines = ["\0".repeat(1000), "كِتَاب".repeat(100), "كتاب ".repeat(100), "\u{64E}".repeat(300)].map(String::into_bytes);
    for line in lines.iter().chain([&invalid]) {
        let text = [b"a\n", &line[..], b"\nb\n", &line[..5], b"\n", line].concat();
        for cut in [Cut::Record, Cut::Line(0), Cut::Line(7), Cut::Word, Cut::Token(Tokenizer::new()), sentences(NewlinePolicy::Always)] {
            let all = |size| {
                let mut reader = Blocks::new(&text[..], cut.clone(), Invalid::Replace, size, 100, false);
                let all: Vec<Block> = std::iter::from_fn(|| reader.next().unwrap()).collect();
                assert!(all.iter().all(|b| b.bytes.len() <= 3 * (100 + cut.lookahead() + 8)), "{cut:?} {size}");
                all.into_iter().map(|mut b| {
                    if b.valid().is_none() {
                        b.mend(Invalid::Replace);
                    }
                    b
                })
            };
            assert_eq!(joined(&all(100).collect::<Vec<_>>()), String::from_utf8_lossy(&text));
            // Where words and sentences end, nothing is cut; else each of the two lines counts once.
            let counted = all(100).filter(|b| b.overlong).count();
            let lines = |size| all(size).map(|b| (b.part, b.overlong, b.text()[..b.end].to_owned())).filter(|b| b.1).collect::<Vec<_>>();
            match &cut {
                Cut::Record | Cut::Line(_) => {
                    assert_eq!(counted, 2, "{cut:?}");
                    assert_eq!(lines(1), lines(1000));
                }
                _ => assert!(counted <= 2, "{cut:?}"),
            }
            if matches!(cut, Cut::Record) {
                let parts: Vec<Part> = all(100).map(|b| b.part).collect();
                assert_eq!(parts.iter().filter(|part| **part == Part::Start).count(), 2);
                assert!(parts.windows(2).all(|pair| pair[1] != Part::Rest || pair[0] != Part::Whole), "{parts:?}");
                let whole: String = all(100).filter(|b| b.part == Part::Whole).map(|b| b.text()[..b.end].to_owned()).collect();
                assert_eq!(whole, String::from_utf8_lossy(&[b"a\nb\n", &line[..5], b"\n"].concat()));
            } else if std::str::from_utf8(line).is_ok() && line[0] != 0xD9 {
                let starts = all(100).filter_map(|b| b.text()[..b.end].chars().next());
                assert!(starts.into_iter().all(|c| !chars::is_mark(c)), "{cut:?}");
            }
        }
    }
}

#[test]
fn an_error_comes_after_the_text_before_it() {
    struct Broken<'a>(&'a [u8]);
    impl Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::Error::other("broken")) } else { self.0.read(buffer) }
        }
    }
    let text = "كتاب\nقلم\n\u{648}رق";
    for (cut, live) in [Cut::Record, Cut::Word, Cut::Token(Tokenizer::new())].iter().flat_map(|cut| [(cut, false), (cut, true)]) {
        for size in [1, 12, 1000] {
            let mut reader = Blocks::new(Broken(text.as_bytes()), cut.clone(), Invalid::Error, size, LONG, live);
            let mut all = Vec::new();
            let error = loop {
                match reader.next() {
                    Ok(block) => all.push(block.unwrap()),
                    Err(e) => break e,
                }
            };
            assert_eq!((joined(&all), error.to_string()), (text.into(), "broken".into()));
        }
    }
}

#[test]
fn a_character_may_lie_across_reads() {
    struct Slow<'a>(&'a [u8]);
    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let n = self.0.len().min(1).min(buffer.len());
            buffer[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }
    let text = "كتاب\nقلم 🇸🇦\n";
    for live in [false, true] {
        let mut reader = Blocks::new(Slow(text.as_bytes()), Cut::Line(0), Invalid::Error, 3, LONG, live);
        let all: Vec<_> = std::iter::from_fn(|| reader.next().unwrap()).collect();
        assert_eq!(joined(&all), text);
    }
}

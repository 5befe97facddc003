//! Tests of the block reader. The concatenated cores must be the text, and the results must not depend on the block size.

use kalima::chars;
use kalima::sentence::{LOOKAHEAD, NewlinePolicy, SentenceSplitter};
use kalima::token::Tokenizer;

use super::*;

const SEEDS: &[&str] = &[
    include_str!("../../../seeds/000_cada6452b4c8d822.txt"),
    include_str!("../../../seeds/layout.txt"),
    include_str!("../../../seeds/social.txt"),
    include_str!("../../../seeds/email.txt"),
    include_str!("../../../seeds/messy.txt"),
];

/// A maximum line length in bytes that is longer than every seed.
const LONG: usize = 16 << 20;

fn blocks(bytes: &[u8], boundary: &BlockBoundary, invalid: InvalidPolicy, size: usize) -> Vec<Block> {
    let mut reader = BlockReader::new(bytes, boundary.clone(), invalid, size, LONG, false);
    std::iter::from_fn(|| reader.next().unwrap().map(|block| repaired(block, invalid))).collect()
}

fn repaired(mut block: Block, invalid: InvalidPolicy) -> Block {
    if block.valid_text().is_none() {
        block.repair(invalid);
    }
    block
}

/// Returns the concatenated cores of the blocks.
fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(Block::core).collect()
}

fn sentences(newlines: NewlinePolicy) -> BlockBoundary {
    let splitter = SentenceSplitter::new().newlines(newlines);
    BlockBoundary::Sentence { splitter, newlines, newline_is_certain: true, lookahead: LOOKAHEAD }
}

#[test]
fn cores_concatenate_to_the_text() {
    for seed in SEEDS {
        for boundary in [
            BlockBoundary::Record,
            BlockBoundary::Line { lookahead: 0 },
            BlockBoundary::Token(Tokenizer::new()),
            sentences(NewlinePolicy::Smart),
        ] {
            for size in [1, 7, 100, 1000, 1 << 20] {
                let all = blocks(seed.as_bytes(), &boundary, InvalidPolicy::Error, size);
                assert_eq!(joined(&all), *seed);
                let mut at = 0;
                for b in &all {
                    assert_eq!(b.offset, at as u64);
                    assert_eq!(b.line, seed[..at].matches('\n').count() as u64);
                    at += b.core_end;
                }
            }
        }
    }
    assert!(blocks(b"", &BlockBoundary::Line { lookahead: 0 }, InvalidPolicy::Replace, 10).is_empty());
}

#[test]
fn tokens_of_blocks_are_those_of_the_text() {
    for tokenizer in [Tokenizer::new(), Tokenizer::new().entities(true)] {
        for seed in SEEDS {
            // Each seed is tested unchanged, without line feeds, and without spaces and line feeds. If the text has no line feeds, the
            // reader must find boundaries between the tokens of the line.
            for text in [seed.to_string(), seed.replace('\n', " "), seed.replace([' ', '\n'], "")] {
                let whole: Vec<_> = tokenizer.tokens(&text).map(|t| (t.range(), t.kind())).collect();
                for size in [1, 300, 2000] {
                    let all = blocks(text.as_bytes(), &BlockBoundary::Token(tokenizer), InvalidPolicy::Error, size);
                    let mut parts = Vec::new();
                    for b in &all {
                        let at = b.offset as usize;
                        let tokens = tokenizer.tokens(b.text()).take_while(|t| t.start() < b.core_end);
                        parts.extend(tokens.map(|t| (t.start() + at..t.end() + at, t.kind())));
                    }
                    assert_eq!(parts, whole);
                }
            }
        }
    }
}

#[test]
fn sentences_of_blocks_are_those_of_the_text() {
    for &newlines in NewlinePolicy::ALL {
        let splitter = SentenceSplitter::new().newlines(newlines);
        let long = SEEDS.concat().repeat(4);
        for text in SEEDS.iter().copied().chain([&*long]) {
            let whole: Vec<_> = splitter.sentences(text).map(|s| s.range()).collect();
            for size in [1, 1000, 30_000, 100_000] {
                let mut parts = Vec::new();
                for b in blocks(text.as_bytes(), &sentences(newlines), InvalidPolicy::Error, size) {
                    let at = b.offset as usize;
                    let ranges = splitter.sentences(b.text()).map(|s| s.range()).take_while(|r| r.start < b.core_end);
                    parts.extend(ranges.map(|r| r.start + at..r.end + at));
                }
                assert_eq!(parts, whole, "{newlines} {size}");
            }
        }
    }
}

#[test]
fn offsets_are_those_of_the_source_after_a_repair() {
    // The ill-formed sequences are a lone lead byte, a lone continuation byte, an incomplete three-byte sequence, and an incomplete
    // character at the end.
    let bytes = [b"ab\xD8 \x80cd\n" as &[u8], "كتاب".as_bytes(), b"\xE2\x80z\n\xD9"].concat();
    let boundaries = [
        BlockBoundary::Record,
        BlockBoundary::Line { lookahead: 0 },
        BlockBoundary::Line { lookahead: 8 },
        BlockBoundary::Token(Tokenizer::new()),
    ];
    for (boundary, size) in boundaries.iter().flat_map(|boundary| [1, 2, 3, 5, 100].map(|size| (boundary, size))) {
        let all = blocks(&bytes, boundary, InvalidPolicy::Replace, size);
        assert_eq!(joined(&all), String::from_utf8_lossy(&bytes));
        assert_eq!(all.iter().map(|b| b.invalid).sum::<u64>(), 4);
        let skipped = blocks(&bytes, boundary, InvalidPolicy::Skip, size);
        assert_eq!(joined(&skipped), "ab cd\nكتابz\n");
        // Depending on the block size, the z is in different blocks, but its offset in the source must not change.
        for all in [&all, &skipped] {
            let at = all.iter().find_map(|b| b.core().find('z').map(|z| b.source_offset(z)));
            assert_eq!(at, bytes.iter().position(|&b| b == b'z').map(|z| z as u64));
        }
    }
    // Under the policy `error`, the reader returns the text that precedes the first ill-formed sequence, and then an error.
    for boundary in boundaries {
        let mut reader = BlockReader::new(&bytes[..], boundary, InvalidPolicy::Error, 4, LONG, false);
        let mut before = Vec::new();
        let error = loop {
            match reader.next() {
                Ok(block) => before.extend(block),
                Err(e) => break e,
            }
        };
        assert_eq!((joined(&before), error.to_string()), ("ab".into(), "not UTF-8 at byte 2 (D8); see --invalid and --encoding".into()));
        assert!(reader.next().unwrap().is_none());
    }
}

#[test]
fn an_overlong_line_is_split_independently_of_the_block_size() {
    let invalid = [b"\x80\x80 \xFF \xD9" as &[u8], " كتاب".as_bytes()].concat().repeat(40);
    let lines = ["\0".repeat(1000), "كِتَاب".repeat(100), "كتاب ".repeat(100), "\u{64E}".repeat(300)].map(String::into_bytes);
    for line in lines.iter().chain([&invalid]) {
        let text = [b"a\n", &line[..], b"\nb\n", &line[..5], b"\n", line].concat();
        for boundary in [
            BlockBoundary::Record,
            BlockBoundary::Line { lookahead: 0 },
            BlockBoundary::Line { lookahead: 7 },
            BlockBoundary::Word,
            BlockBoundary::Token(Tokenizer::new()),
            sentences(NewlinePolicy::Always),
        ] {
            let all = |size| {
                let mut reader = BlockReader::new(&text[..], boundary.clone(), InvalidPolicy::Replace, size, 100, false);
                let all: Vec<Block> = std::iter::from_fn(|| reader.next().unwrap()).collect();
                assert!(all.iter().all(|b| b.bytes.len() <= 3 * (100 + boundary.lookahead() + 8)), "{boundary:?} {size}");
                all.into_iter().map(|block| repaired(block, InvalidPolicy::Replace))
            };
            assert_eq!(joined(&all(100).collect::<Vec<_>>()), String::from_utf8_lossy(&text));
            // Under `Record` and `Line`, each of the two overlong lines is counted once. Under the other boundaries, an overlong line that
            // is split between two words, tokens or sentences is not counted.
            let counted = all(100).filter(|b| b.overlong).count();
            let lines = |size| all(size).map(|b| (b.part, b.overlong, b.core().to_owned())).filter(|b| b.1).collect::<Vec<_>>();
            match &boundary {
                BlockBoundary::Record | BlockBoundary::Line { .. } => {
                    assert_eq!(counted, 2, "{boundary:?}");
                    assert_eq!(lines(1), lines(1000));
                }
                _ => assert!(counted <= 2, "{boundary:?}"),
            }
            if matches!(boundary, BlockBoundary::Record) {
                let parts: Vec<RecordPart> = all(100).map(|b| b.part).collect();
                assert_eq!(parts.iter().filter(|part| **part == RecordPart::Start).count(), 2);
                assert!(parts.windows(2).all(|pair| pair[1] != RecordPart::Rest || pair[0] != RecordPart::Whole), "{parts:?}");
                let whole: String = all(100).filter(|b| b.part == RecordPart::Whole).map(|b| b.core().to_owned()).collect();
                assert_eq!(whole, String::from_utf8_lossy(&[b"a\nb\n", &line[..5], b"\n"].concat()));
            } else if std::str::from_utf8(line).is_ok() && line[0] != 0xD9 {
                let starts = all(100).filter_map(|b| b.core().chars().next());
                assert!(starts.into_iter().all(|c| !chars::is_mark(c)), "{boundary:?}");
            }
        }
    }
}

#[test]
fn an_error_is_returned_after_the_text_before_it() {
    struct Broken<'a>(&'a [u8]);
    impl Read for Broken<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() { Err(io::Error::other("broken")) } else { self.0.read(buffer) }
        }
    }
    let text = "كتاب\nقلم\n\u{648}رق";
    for (boundary, live) in [BlockBoundary::Record, BlockBoundary::Word, BlockBoundary::Token(Tokenizer::new())]
        .iter()
        .flat_map(|boundary| [(boundary, false), (boundary, true)])
    {
        for size in [1, 12, 1000] {
            let mut reader = BlockReader::new(Broken(text.as_bytes()), boundary.clone(), InvalidPolicy::Error, size, LONG, live);
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
fn a_character_may_span_several_reads() {
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
        let mut reader = BlockReader::new(Slow(text.as_bytes()), BlockBoundary::Line { lookahead: 0 }, InvalidPolicy::Error, 3, LONG, live);
        let all: Vec<_> = std::iter::from_fn(|| reader.next().unwrap()).collect();
        assert_eq!(joined(&all), text);
    }
}

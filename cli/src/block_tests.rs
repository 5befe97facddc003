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

fn blocks(bytes: &[u8], cut: &Cut, invalid: Invalid, size: usize) -> Vec<Block> {
    let mut reader = Blocks::new(bytes, cut.clone(), invalid, size, false);
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
    let error = Blocks::new(&bytes[..], Cut::Line(0), Invalid::Error, 4, false).next().unwrap_err();
    assert_eq!(error.to_string(), "not UTF-8 at byte 2 (D8); see --invalid");
}

#[test]
fn a_long_line_is_cut_whatever_its_bytes() {
    let line = [b"\x80\x80 \xFF \xD9" as &[u8], " كتاب".as_bytes()].concat().repeat(LONG_LINE / 12);
    let all = blocks(&line, &Cut::Line(0), Invalid::Replace, 1 << 20);
    assert!(all.len() > 1);
    assert_eq!(joined(&all), String::from_utf8_lossy(&line));
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
        let mut reader = Blocks::new(Slow(text.as_bytes()), Cut::Line(0), Invalid::Error, 3, live);
        let all: Vec<_> = std::iter::from_fn(|| reader.next().unwrap()).collect();
        assert_eq!(joined(&all), text);
    }
}

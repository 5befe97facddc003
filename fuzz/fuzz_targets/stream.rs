//! Streams: however a reader cuts the bytes, and however small the window is, tokens, sentences and terms are those of one piece.
#![no_main]

use std::io::{self, Read};

use kalima::analyzer::{Analyzer, Scratch};
use kalima::io::{SentenceReader, TokenReader, terms};
use kalima::sentence::SentenceSplitter;
use kalima::token::Tokenizer;
use libfuzzer_sys::fuzz_target;

/// Gives the bytes in pieces of which the lengths come from a number; fails now and then, and goes on.
struct Pieces<'b>(&'b [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = self.1.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        match self.1 >> 40 & 15 {
            0 => return Err(io::ErrorKind::Interrupted.into()),
            1 => return Err(io::ErrorKind::WouldBlock.into()),
            _ => {}
        }
        let n = (self.1 >> 50 & 1023).max(1).min(buffer.len());
        self.0.read(&mut buffer[..n])
    }
}

fuzz_target!(|data: &[u8]| {
    let (bytes, _, choice) = kalima_fuzz::text(data);
    // Long enough for windows of the least size to end in it, some times in a unit that is longer.
    let bytes = bytes.repeat((20_000 / bytes.len().max(1)).clamp(1, 200));
    let pieces = || Pieces(&bytes, choice);

    let tokenizer = Tokenizer::new().entities(choice & 1 != 0);
    let (mut at, mut ends) = (0, Vec::new());
    for token in TokenReader::new(pieces(), tokenizer).bound(choice >> 8 & 0x1FFF).filter_map(Result::ok) {
        assert_eq!(token.range().start, at);
        at = token.range().end;
        if token.part().ends() {
            ends.push(at as usize);
        }
    }
    assert_eq!(at as usize, bytes.len());
    let whole: Vec<_> = tokenizer.tokens_utf8(&bytes).map(|t| t.range()).collect();
    // A token of more than the window is told from its two ends: see the documentation.
    if whole.iter().all(|t| t.len() < 1500) {
        assert!(ends.iter().copied().eq(whole.iter().map(|t| t.end)), "tokens");
    }

    let splitter = SentenceSplitter::new().quotations(choice & 2 != 0).soft_limit((choice & 4 != 0).then_some(choice >> 3 & 255));
    let mut ends = Vec::new();
    for sentence in SentenceReader::new(pieces(), splitter.clone()).bound(0).filter_map(Result::ok) {
        if sentence.part().ends() {
            ends.push(sentence.range().end as usize);
        }
    }
    assert!(ends.into_iter().eq(splitter.sentences_utf8(&bytes).map(|s| s.range().end)), "sentences");

    if whole.iter().all(|t| t.len() < 1500) {
        let analyzer = if choice & 8 != 0 { Analyzer::search() } else { Analyzer::lucene() };
        let mut all = Vec::new();
        analyzer.for_each_term_utf8(&bytes, &mut Scratch::new(), |t| {
            all.push((t.text().to_owned(), t.range().start as u64, t.position() as u64))
        });
        let stream = terms(pieces(), &analyzer).bound(0).filter_map(Result::ok);
        // Words between white space may be longer than the window, for Lucene's tokenizer.
        if choice & 8 != 0 {
            assert!(stream.map(|t| (t.text().to_owned(), t.range().start, t.position())).eq(all), "terms");
        } else {
            assert!(stream.count() >= usize::from(!all.is_empty()));
        }
    }
});

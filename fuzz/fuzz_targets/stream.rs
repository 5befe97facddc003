//! Checks a reader of tokens, sentences, terms or blocks. The items of the reader must be the items of the whole text in memory, whatever
//! the sizes of the reads and the capacity of the buffer are. The exceptions are described at the checks.
#![no_main]

use std::io::{self, Read};

use kalima::analyzer::{Analyzer, Scratch};
use kalima::io::{BlockReader, SentenceReader, TermReader, TokenReader};
use kalima::sentence::SentenceSplitter;
use kalima::token::Tokenizer;
use kalima_fuzz::Options;
use libfuzzer_sys::fuzz_target;

thread_local! {
    // The analyzers are created once, because the parsing of their word lists takes longer than an execution of the target.
    static ANALYZERS: [Analyzer; 2] = [Analyzer::search(), Analyzer::lucene()];
}

/// A source of bytes. Each call of `read` returns at most `longest` bytes. On average, one of eight calls returns a temporary error and no
/// bytes.
struct Source<'b> {
    bytes: &'b [u8],
    longest: usize,
    options: Options,
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.options.below(16) {
            0 => Err(io::ErrorKind::Interrupted.into()),
            1 => Err(io::ErrorKind::WouldBlock.into()),
            _ => {
                let n = (1 + self.options.below(self.longest)).min(buffer.len());
                self.bytes.read(&mut buffer[..n])
            }
        }
    }
}

/// The length limit in bytes of the tokens that the test compares. The tokens and terms of a reader are compared with those of the whole
/// text only if every token of the text is shorter. A reader decides a longer token by the first bytes and the last bytes of the token, so
/// its result may differ.
const LONGEST: usize = 1500;

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    // The smallest buffer has 3.6 KB for tokens and terms. For sentences, the smallest buffer has 6 KB, or 22 KB if quotations are kept
    // together. In one of four executions, the text is repeated (at most 400 times) until it has about 5 KB or 8 KB, so that the text is
    // longer than the smallest buffer of 3.6 KB or 6 KB.
    let length = match o.below(16) {
        0..=2 => 5 << 10,
        3 => 8 << 10,
        _ => 0,
    };
    let bytes = input.bytes.repeat((length / input.bytes.len().max(1)).clamp(1, 400));
    let longest = if length == 0 { 16 } else { o.one(&[100, 1000]) };
    let source = Source { bytes: &bytes, longest, options: Options::fixed(o.bits()) };
    let capacity = if o.flag() { 0 } else { o.below(8 << 10) };
    match o.below(4) {
        0 => tokens(source, capacity, o),
        1 => sentences(source, capacity, o),
        2 => blocks(source, capacity, o),
        _ => terms_of(source, capacity, o),
    }
}));

/// Checks a reader of tokens.
fn tokens(source: Source<'_>, capacity: usize, o: &mut Options) {
    let bytes = source.bytes;
    let tokenizer = Tokenizer::new().entities(o.flag());
    let (mut at, mut ends) = (0, Vec::new());
    for token in TokenReader::new(source, tokenizer).capacity(capacity).filter_map(Result::ok) {
        assert_eq!(token.range().start, at);
        at = token.range().end;
        if token.part().ends() {
            ends.push(at as usize);
        }
    }
    assert_eq!(at as usize, bytes.len());
    let whole: Vec<_> = tokenizer.tokens_utf8(bytes).map(|t| t.range()).collect();
    if whole.iter().all(|t| t.len() < LONGEST) {
        assert!(ends.into_iter().eq(whole.iter().map(|t| t.end)), "tokens");
    }
}

/// Checks a reader of blocks. If all blocks end at token boundaries, the tokens of the blocks must be the tokens of the whole text.
fn blocks(source: Source<'_>, capacity: usize, o: &mut Options) {
    let bytes = source.bytes;
    let tokenizer = Tokenizer::new().entities(o.flag());
    let (mut at, mut all, mut at_boundary) = (0, Vec::new(), true);
    for block in BlockReader::new(source, tokenizer).capacity(capacity).filter_map(Result::ok) {
        assert_eq!(block.range().start as usize, at);
        assert_eq!(block.bytes(), &bytes[at..block.range().end as usize]);
        all.extend(tokenizer.tokens_utf8(block.bytes()).map(|t| (at + t.start(), at + t.end(), t.kind())));
        at = block.range().end as usize;
        at_boundary &= block.ends_at_boundary();
    }
    assert_eq!(at, bytes.len());
    if at_boundary {
        assert!(all.into_iter().eq(tokenizer.tokens_utf8(bytes).map(|t| (t.start(), t.end(), t.kind()))), "blocks");
    }
}

/// Checks a reader of sentences.
fn sentences(source: Source<'_>, capacity: usize, o: &mut Options) {
    let bytes = source.bytes;
    let splitter = SentenceSplitter::new().quotations(o.flag()).soft_limit(if o.flag() { Some(o.below(256)) } else { None });
    let (mut at, mut ends) = (0, Vec::new());
    for sentence in SentenceReader::new(source, splitter.clone()).capacity(capacity).filter_map(Result::ok) {
        assert_eq!(sentence.range().start, at);
        at = sentence.range().end;
        if sentence.part().ends() {
            ends.push(at as usize);
        }
    }
    assert!(ends.into_iter().eq(splitter.sentences_utf8(bytes).map(|s| s.range().end)), "sentences");
}

/// Checks a reader of terms.
fn terms_of(source: Source<'_>, capacity: usize, o: &mut Options) {
    let bytes = source.bytes;
    let lucene = o.flag();
    ANALYZERS.with(|analyzers| {
        let analyzer = &analyzers[usize::from(lucene)];
        let mut all = Vec::new();
        analyzer.for_each_term_utf8(bytes, &mut Scratch::new(), |t| {
            all.push((t.text().to_owned(), t.range().start as u64, t.position() as u64));
        });
        let stream = TermReader::new(source, analyzer).capacity(capacity).filter_map(Result::ok);
        // For Lucene's tokenizer, the reader splits the text only at white space. A text between two white spaces may be longer than the
        // buffer, so the terms of the reader may differ. The test checks only that the reader returns a term if the whole text has a term.
        if lucene {
            assert!(stream.count() >= usize::from(!all.is_empty()));
        } else if Tokenizer::new().tokens_utf8(bytes).all(|t| t.range().len() < LONGEST) {
            assert!(stream.map(|t| (t.text().to_owned(), t.range().start, t.position())).eq(all), "terms");
        }
    });
}

//! Tests the readers of `io`. The items of a reader (tokens, sentences, terms or blocks) must not depend on the sizes of the reads or on
//! the capacity of the buffer. After an error of the source, no byte may be lost.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use crate::common::{SEEDS, Seed, bytes};
use kalima::analyzer::{Analyzer, Scratch, TermKind};
use kalima::io::{BlockReader, Part, SentenceReader, StreamBlock, StreamTerm, StreamToken, TermReader, TokenReader, line_blocks, terms};
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::token::{TokenKind, Tokenizer};
use proptest::prelude::*;

/// A source with a list of results. Each call of `read` returns the next result: an error, or the next bytes. If the bytes are longer than
/// the buffer of the caller, the next call returns the remaining bytes.
struct Script(VecDeque<Result<Vec<u8>, ErrorKind>>);

impl Script {
    /// Makes a source that returns `bytes` in pieces. Each cut is the byte offset of the end of a piece, modulo the length plus 1. The
    /// source returns the error `Interrupted` in place of an empty piece.
    fn cut(bytes: &[u8], cuts: &[usize]) -> Script {
        let mut cuts: Vec<usize> = cuts.iter().map(|c| c % (bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|w| &bytes[w[0]..w[1]]);
        Script(pieces.map(|p| if p.is_empty() { Err(ErrorKind::Interrupted) } else { Ok(p.to_vec()) }).collect())
    }
}

impl Read for Script {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.pop_front() {
            None => Ok(0),
            Some(Err(kind)) => Err(kind.into()),
            Some(Ok(piece)) => {
                let n = piece.len().min(buffer.len());
                buffer[..n].copy_from_slice(&piece[..n]);
                if n < piece.len() {
                    self.0.push_front(Ok(piece[n..].to_vec()));
                }
                Ok(n)
            }
        }
    }
}

/// Joins items that a reader returned in parts. Returns the byte range of each item and the kind of its last part. Checks that the bytes of
/// each part are the bytes of the source in the range of the part.
fn joined<K: Clone>(source: &[u8], parts: impl Iterator<Item = (Range<u64>, Vec<u8>, Part, K)>) -> Vec<(Range<usize>, K)> {
    let mut units: Vec<(Range<usize>, K)> = Vec::new();
    let mut open = false;
    for (range, bytes, part, kind) in parts {
        let range = range.start as usize..range.end as usize;
        assert_eq!(&source[range.clone()], bytes, "{range:?}");
        assert_eq!(open, matches!(part, Part::Middle | Part::Last), "{range:?} {part}");
        match units.last_mut().filter(|_| open) {
            Some(unit) => {
                assert_eq!(unit.0.end, range.start);
                *unit = (unit.0.start..range.end, kind);
            }
            None => units.push((range, kind)),
        }
        open = !part.ends();
    }
    assert!(!open);
    units
}

/// Asserts that the items of a stream are equal to the items of the whole text. The message shows the first difference and `context`.
fn same<T: PartialEq + std::fmt::Debug>(stream: &[T], whole: &[T], context: &dyn std::fmt::Debug) {
    if stream != whole {
        let at = stream.iter().zip(whole).take_while(|(a, b)| a == b).count();
        let near = |all: &[T]| format!("{:?}", all.iter().skip(at.saturating_sub(1)).take(4).collect::<Vec<_>>());
        panic!("{context:?}: item {at}\n stream {}\n whole  {}", near(stream), near(whole));
    }
}

fn stream_tokens(tokenizer: Tokenizer, source: &[u8], reader: impl Read, capacity: usize) -> Vec<(Range<usize>, TokenKind)> {
    let tokens = TokenReader::new(reader, tokenizer).capacity(capacity);
    joined(source, tokens.map(Result::unwrap).map(|t| (t.range(), t.bytes().to_vec(), t.part(), t.kind())))
}

fn stream_sentences(splitter: SentenceSplitter, source: &[u8], reader: impl Read, capacity: usize) -> Vec<Range<usize>> {
    let sentences = SentenceReader::new(reader, splitter).capacity(capacity);
    joined(source, sentences.map(Result::unwrap).map(|s| (s.range(), s.bytes().to_vec(), s.part(), ()))).into_iter().map(|s| s.0).collect()
}

fn tokens(tokenizer: Tokenizer, bytes: &[u8]) -> Vec<(Range<usize>, TokenKind)> {
    tokenizer.tokens_utf8(bytes).map(|t| (t.range(), t.kind())).collect()
}

fn sentences(splitter: &SentenceSplitter, bytes: &[u8]) -> Vec<Range<usize>> {
    splitter.sentences_utf8(bytes).map(|s| s.range()).collect()
}

/// A term: its text, byte range, position, kind, and the kind of its token.
type Flat = (String, Range<u64>, u64, TermKind, TokenKind);

fn flat(t: StreamTerm) -> Flat {
    (t.text().to_owned(), t.range(), t.position(), t.kind(), t.token_kind())
}

/// Returns the terms of a whole text, without a reader.
fn one_shot(analyzer: &Analyzer, bytes: &[u8]) -> Vec<Flat> {
    let mut all = Vec::new();
    analyzer.for_each_term_utf8(bytes, &mut Scratch::new(), |t| {
        let range = t.range().start as u64..t.range().end as u64;
        all.push((t.text().to_owned(), range, t.position() as u64, t.kind(), t.token_kind()));
    });
    all
}

fn splitters() -> Vec<SentenceSplitter> {
    let new = SentenceSplitter::new;
    let policies = NewlinePolicy::ALL.iter().map(|p| new().newlines(*p));
    policies.chain([new().quotations(false), new().clauses(true).verses(true), new().soft_limit(Some(40))]).collect()
}

fn tokenizers() -> [Tokenizer; 3] {
    [Tokenizer::new(), Tokenizer::new().entities(true), Tokenizer::new().max_token_len(Some(9))]
}

fn analyzers() -> [Analyzer; 4] {
    [Analyzer::search(), Analyzer::exact(), Analyzer::lucene(), Analyzer::search().prefix(true).surface(true)]
}

/// Compares the items of the readers with the items of the whole text. The readers raise a capacity of 0 to the minimum capacity, so the
/// buffer ends at many positions of the text.
fn check(source: &[u8], cuts: &[usize], capacity: usize) {
    for t in tokenizers() {
        same(&stream_tokens(t, source, Script::cut(source, cuts), capacity), &tokens(t, source), &t);
    }
    for s in splitters() {
        same(&stream_sentences(s.clone(), source, Script::cut(source, cuts), capacity), &sentences(&s, source), &s);
    }
    for a in analyzers() {
        let all: Vec<_> = terms(Script::cut(source, cuts), &a).capacity(capacity).map(|t| flat(t.unwrap())).collect();
        same(&all, &one_shot(&a, source), &a.fingerprint());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn row_125_random_chunks_are_one_text(
        pieces in prop::collection::vec(bytes(), 0..60),
        cuts in prop::collection::vec(any::<usize>(), 0..40),
        capacity in prop_oneof![Just(0_usize), 0..20_000_usize],
    ) {
        check(&pieces.concat(), &cuts, capacity);
    }

    #[test]
    fn line_blocks_of_any_bytes_have_the_tokens_of_the_whole(pieces in prop::collection::vec(bytes(), 0..6), size in 0..300_usize) {
        let source = pieces.join(&b'\n');
        for t in [Tokenizer::new(), Tokenizer::new().entities(true)] {
            let (mut at, mut all) = (0, Vec::new());
            for block in line_blocks(&source, size) {
                all.extend(tokens(t, block).into_iter().map(|(r, k)| (r.start + at..r.end + at, k)));
                at += block.len();
            }
            same(&all, &tokens(t, &source), &t);
        }
        let analyzer = Analyzer::search();
        let mut at = 0;
        let mut all = Vec::new();
        for block in line_blocks(&source, size) {
            all.extend(one_shot(&analyzer, block).into_iter().map(|t| (t.0, t.1.start + at..t.1.end + at, t.3)));
            at += block.len() as u64;
        }
        same(&all, &one_shot(&analyzer, &source).into_iter().map(|t| (t.0, t.1, t.3)).collect::<Vec<_>>(), &"terms");
    }

    /// Tests items that are longer than the buffer. The text consists of a head, and of runs with other bytes after each run. A run is one
    /// short text, repeated to at most about 14,000 bytes.
    #[test]
    fn long_units_come_in_parts(
        runs in prop::collection::vec((prop::sample::select(vec![
            "ا", "كِ", "م\u{640}", " ", "\t\u{A0}", "\n", "7", "٣", "x", "é", "_ا", "\u{64E}", "\u{200F}", "漢", ".", "؟", "«", "»", "\"", "كلمة ", "word ", "- ",
            "كلمة، ", "\u{6DD}", "😀", "\u{FFFD}", "#", "a/",
        ]), 1..14_000_usize), 1..4),
        pieces in prop::collection::vec(bytes(), 1..4),
        cuts in prop::collection::vec(any::<usize>(), 0..5),
        head in prop::sample::select(vec!["", "http://a.b/", "#", "1. ", "«", "كلمة\n", "نص. "]),
    ) {
        let mut source = head.as_bytes().to_vec();
        for (run, piece) in runs.iter().zip(pieces.iter().cycle()) {
            source.extend(run.0.repeat(run.1 / run.0.len() + 1).bytes());
            source.extend(piece);
        }
        for t in tokenizers() {
            same(&stream_tokens(t, &source, Script::cut(&source, &cuts), 0), &tokens(t, &source), &t);
        }
        for s in splitters() {
            same(&stream_sentences(s.clone(), &source, Script::cut(&source, &cuts), 0), &sentences(&s, &source), &s);
        }
    }
}

/// Tests the readers on every seed. First, the source returns the text in two parts, for 200 positions of the cut between the parts.
/// Second, the text starts at 100 different bytes, so that the buffer ends at different positions of the text.
#[test]
fn row_125_every_cut_of_a_window_of_each_seed() {
    for Seed { text: seed, .. } in SEEDS.iter() {
        let source = seed.as_bytes();
        let middle = source.len() / 2;
        for cut in middle..middle + 200 {
            let source = &source[..source.len().min(middle + 1200)];
            let t = Tokenizer::new();
            assert_eq!(stream_tokens(t, source, Script::cut(source, &[cut]), 0), tokens(t, source), "{cut}");
            let s = SentenceSplitter::new();
            assert_eq!(stream_sentences(s.clone(), source, Script::cut(source, &[cut]), 0), sentences(&s, source), "{cut}");
        }
        // Each value of `shift` moves the ends of the buffer to other positions of the text.
        let long = source.repeat(3);
        for shift in 0..100 {
            let long = &long[shift..];
            assert_eq!(stream_tokens(Tokenizer::new(), long, long, 0), tokens(Tokenizer::new(), long), "{shift}");
            assert_eq!(stream_sentences(SentenceSplitter::new(), long, long, 0), sentences(&SentenceSplitter::new(), long), "{shift}");
            if shift % 20 == 0 {
                let a = Analyzer::search();
                assert_eq!(terms(long, &a).capacity(0).map(|t| flat(t.unwrap())).collect::<Vec<_>>(), one_shot(&a, long), "{shift}");
            }
        }
    }
}

#[test]
fn row_126_empty_streams_and_empty_chunks() {
    for cuts in [&[][..], &[0, 0, 0]] {
        assert_eq!(TokenReader::new(Script::cut(b"", cuts), Tokenizer::new()).count(), 0);
        assert_eq!(SentenceReader::new(Script::cut(b"", cuts), SentenceSplitter::new()).count(), 0);
        assert_eq!(terms(Script::cut(b"", cuts), &Analyzer::search()).count(), 0);
    }
    for text in [" ", "ك", "\n", "\u{FEFF}", "\0"] {
        check(text.as_bytes(), &[0, 0, 1, 1], 0);
    }
    // A chain of sources, some of which are empty.
    let chain = io::empty().chain("كتاب ".as_bytes()).chain(io::empty()).chain("جديد".as_bytes()).chain(io::empty());
    let all: Vec<_> = kalima::io::tokens(chain).map(|t| t.unwrap().text().into_owned()).collect();
    assert_eq!(all, ["كتاب", " ", "جديد"]);
}

#[test]
fn no_item_is_lost_before_an_error() {
    let text = "وصل الوفد مساء أمس. ثم بدأ الاجتماع في القاعة الكبرى. ".repeat(40);
    let (head, tail) = text.as_bytes().split_at(text.len() / 2 + 1);
    let script = || Script(VecDeque::from([Ok(head.to_vec()), Err(ErrorKind::WouldBlock), Err(ErrorKind::TimedOut), Ok(tail.to_vec())]));
    // The reader first returns the items that following bytes cannot change. Then the reader returns the errors in the order of the source,
    // and then all other items.
    let mut reader = TokenReader::new(script(), Tokenizer::new());
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    loop {
        match reader.advance() {
            Ok(None) => break,
            Ok(Some(token)) => found.push((token.range(), errors.len())),
            Err(e) => errors.push(e.kind()),
        }
    }
    assert_eq!(errors, [ErrorKind::WouldBlock, ErrorKind::TimedOut]);
    let expected = tokens(Tokenizer::new(), text.as_bytes());
    assert_eq!(
        found.iter().map(|t| t.0.start as usize..t.0.end as usize).collect::<Vec<_>>(),
        expected.iter().map(|t| t.0.clone()).collect::<Vec<_>>()
    );
    // The last token that the reader returns before the errors ends fewer than `LOOKAHEAD` + 30 bytes before the end of `head`.
    let before = found.iter().rfind(|t| t.1 == 0).unwrap().0.end as usize;
    assert!(before <= head.len() && before + kalima::token::LOOKAHEAD + 30 > head.len(), "{before} of {}", head.len());

    let mut errors = 0;
    let mut sentences = Vec::new();
    for s in SentenceReader::new(script(), SentenceSplitter::new()) {
        match s {
            Ok(s) => sentences.push(s.text().into_owned()),
            Err(_) => errors += 1,
        }
    }
    assert_eq!((errors, sentences.concat(), sentences.len()), (2, text.clone(), 80));
    let analyzer = Analyzer::search();
    let (ok, err): (Vec<_>, Vec<_>) = terms(script(), &analyzer).partition(Result::is_ok);
    assert_eq!((ok.len(), err.len()), (one_shot(&analyzer, text.as_bytes()).len(), 2));
}

/// Tests the methods for a permanent error. `pending` returns the bytes whose items the reader has not returned. After a call of `end`, the
/// reader returns the items of these bytes and then ends.
#[test]
fn a_stream_can_be_ended_after_an_error() {
    let script =
        || Script(VecDeque::from([Ok("وصل الوفد. ثم".as_bytes().to_vec()), Err(ErrorKind::BrokenPipe), Ok(b"never read".to_vec())]));
    let mut t = TokenReader::new(script(), Tokenizer::new());
    assert_eq!(t.advance().unwrap_err().kind(), ErrorKind::BrokenPipe);
    assert_eq!(t.pending(), "وصل الوفد. ثم".as_bytes());
    t.end();
    assert_eq!(t.by_ref().map(|t| t.unwrap().text().into_owned()).collect::<Vec<_>>(), ["وصل", " ", "الوفد", ".", " ", "ثم"]);
    assert_eq!((t.pending().len(), t.into_inner().0.len()), (0, 1));

    let mut s = SentenceReader::new(script(), SentenceSplitter::new());
    assert!(s.advance().is_err());
    assert_eq!(s.pending().len(), "وصل الوفد. ثم".len());
    s.end();
    assert_eq!(s.by_ref().count(), 2);
    assert_eq!((s.pending().len(), s.into_inner().0.len()), (0, 1));

    let analyzer = Analyzer::exact();
    let mut a = terms(script(), &analyzer);
    assert!(a.next().unwrap().is_err());
    assert_eq!(a.pending().len(), "وصل الوفد. ثم".len());
    a.end();
    assert_eq!(a.by_ref().map(|t| t.unwrap().into_text()).collect::<Vec<_>>(), ["وصل", "الوفد", "ثم"]);
    assert_eq!((a.pending().len(), a.into_inner().0.len()), (0, 1));
}

/// Tests the terms of a word that is longer than the buffer. The reader returns one term for each part of the word. All these terms have
/// the same position.
#[test]
fn terms_of_a_long_word() {
    let text = format!("كتاب {} قلم", "م".repeat(20_000));
    for analyzer in [Analyzer::exact(), Analyzer::lucene().stemmer(None)] {
        let all: Vec<_> = terms(text.as_bytes(), &analyzer).capacity(0).map(Result::unwrap).collect();
        assert_eq!((all[0].part(), all.last().unwrap().part(), all.last().unwrap().text()), (Part::Whole, Part::Whole, "قلم"));
        let long: Vec<_> = all.iter().filter(|t| t.part() != Part::Whole).collect();
        assert!(long.len() > 3 && long.iter().all(|t| t.position() == 1));
        assert_eq!(long.iter().map(|t| t.text()).collect::<String>().len(), 40_000);
    }
}

/// Tests an address with a closing bracket. When the reader reads this bracket, the opening bracket is no longer in the buffer. So the
/// address may end at a different byte than in the whole text, but the reader must return every byte once and in order.
#[test]
fn a_long_address_with_brackets_loses_no_byte() {
    for tail in ["", " نص", ") نص", "(((x"] {
        let text = format!("http://a.b/{}({}){}{tail}", "x".repeat(700), "y".repeat(2_600), "z".repeat(9_000));
        let (mut at, mut terms_at) = (0, 0);
        for token in TokenReader::new(text.as_bytes(), Tokenizer::new()).capacity(0).map(Result::unwrap) {
            assert_eq!((token.range().start, &*token.text()), (at, &text[at as usize..token.range().end as usize]));
            at = token.range().end;
        }
        assert_eq!(at as usize, text.len());
        let analyzer = Analyzer::search();
        for term in terms(text.as_bytes(), &analyzer).capacity(0).map(Result::unwrap) {
            assert!(term.position() >= terms_at);
            terms_at = term.position();
        }
    }
}

/// Tests tokens that are longer than `max_token_len`. The reader and the tokenizer must cut these tokens at the same bytes, because the
/// buffer is always longer than `max_token_len`.
#[test]
fn long_tokens_are_cut_at_the_limit() {
    for max in [1, 9, 500, 5_000] {
        let t = Tokenizer::new().max_token_len(Some(max));
        for text in ["ك".repeat(6_000), "a".repeat(12_000), "كتاب ".repeat(2_000)] {
            same(&stream_tokens(t, text.as_bytes(), text.as_bytes(), 0), &tokens(t, text.as_bytes()), &t);
        }
    }
}

#[test]
fn line_blocks_have_the_tokens_of_the_whole() {
    for Seed { text: seed, .. } in SEEDS.iter() {
        for size in [0, 1, 100, 1000, 1 << 20] {
            let mut at = 0;
            let mut all = Vec::new();
            for block in line_blocks(seed.as_bytes(), size) {
                all.extend(tokens(Tokenizer::new().entities(true), block).into_iter().map(|(r, k)| (r.start + at..r.end + at, k)));
                at += block.len();
            }
            assert_eq!((at, all), (seed.len(), tokens(Tokenizer::new().entities(true), seed.as_bytes())));
        }
    }
    assert_eq!(line_blocks(b"", 5).count(), 0);
}

/// Checks that the blocks of a reader cover the source in order. If all blocks end at a token boundary, compares the tokens of the blocks
/// with the tokens of the source. Returns whether all blocks end at a boundary.
fn check_blocks(t: Tokenizer, source: &[u8], reader: impl Read, capacity: usize) -> bool {
    let (mut at, mut all, mut at_boundary) = (0, Vec::new(), true);
    for block in BlockReader::new(reader, t).capacity(capacity).map(Result::unwrap) {
        assert!(!block.bytes().is_empty() && block.range().start as usize == at);
        assert_eq!(block.bytes(), &source[at..block.range().end as usize]);
        all.extend(tokens(t, block.bytes()).into_iter().map(|(r, kind)| (r.start + at..r.end + at, kind)));
        at = block.range().end as usize;
        at_boundary &= block.ends_at_boundary();
    }
    assert_eq!(at, source.len());
    if at_boundary {
        same(&all, &tokens(t, source), &t);
    }
    at_boundary
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Tests blocks that end at the end of a line, and blocks that end inside a line that is longer than the buffer.
    #[test]
    fn blocks_of_a_reader_have_the_tokens_of_the_whole(
        pieces in prop::collection::vec(bytes(), 1..60),
        between in prop::sample::select(vec!["\n", " ", "", "\r\n", "، "]),
        cuts in prop::collection::vec(any::<usize>(), 0..20),
        capacity in prop_oneof![Just(0_usize), 0..20_000_usize],
    ) {
        let source = pieces.join(between.as_bytes()).repeat(8);
        for t in tokenizers() {
            check_blocks(t, &source, Script::cut(&source, &cuts), capacity);
        }
    }
}

/// Tests each seed with its line breaks, and with a space in place of each line break. First, the source returns one byte in each read, and
/// every block must consist of whole tokens. Second, no block may be longer than the capacity of 8 KiB.
#[test]
fn blocks_of_one_byte_at_a_time() {
    for Seed { text: seed, .. } in SEEDS.iter() {
        for source in [seed.to_string(), seed.replace('\n', " ")] {
            let source = &source.as_bytes()[..source.len().min(30_000)];
            let cuts: Vec<usize> = (0..source.len()).collect();
            for t in tokenizers() {
                assert!(check_blocks(t, source, Script::cut(source, &cuts), 0), "{t:?}");
            }
            for block in BlockReader::new(source, Tokenizer::new()).capacity(8 << 10).map(Result::unwrap) {
                assert!(block.bytes().len() <= 8 << 10 && block.ends_at_boundary());
            }
        }
    }
}

/// Tests that a block does not end between a token and the text that decides the token. For example, a block that ends after the `ب` of
/// `ب10%` would make `ب` a word. A block that ends after the `د` of `د.أحمد` would separate the abbreviation from its full stop.
#[test]
fn blocks_keep_tokens_with_the_text_that_decides_them() {
    for unit in ["ب10%", "د.أحمد", "12-34-", "الـiPhone", "x@y.com،", "👩\u{200D}💻", "5كم"] {
        let text = unit.repeat(40_000 / unit.len());
        for t in [Tokenizer::new(), Tokenizer::new().entities(true)] {
            let at_boundary = check_blocks(t, text.as_bytes(), text.as_bytes(), 0);
            assert!(at_boundary || unit == "12-34-" && t != Tokenizer::new(), "{unit}");
        }
    }
}

/// Tests a token that is longer than the capacity. The reader cuts the token at a character boundary. For a block that ends at this cut,
/// `ends_at_boundary` returns `false`.
#[test]
fn a_block_within_a_long_token_reports_it() {
    let text = format!("كتاب {} قلم", "م".repeat(20_000));
    let blocks: Vec<StreamBlock<'static>> =
        BlockReader::new(text.as_bytes(), Tokenizer::new()).capacity(8 << 10).map(Result::unwrap).collect();
    assert!(blocks.len() > 4 && blocks.iter().any(|b| !b.ends_at_boundary()) && blocks.last().unwrap().ends_at_boundary());
    assert_eq!(blocks.iter().map(|b| b.text()).collect::<String>(), text);
}

#[test]
fn blocks_before_and_after_errors() {
    let script = || {
        let text = |t: &str| Ok(t.as_bytes().to_vec());
        Script(VecDeque::from([
            text("وصل الوفد.\nثم"),
            Err(ErrorKind::WouldBlock),
            text(" بدأ"),
            Err(ErrorKind::BrokenPipe),
            text("\nغدا"),
        ]))
    };
    let mut reader = kalima::io::blocks(script());
    assert_eq!(reader.advance().unwrap().unwrap().text(), "وصل الوفد.\n");
    assert_eq!(reader.pending(), "ثم".as_bytes());
    assert_eq!(reader.advance().unwrap_err().kind(), ErrorKind::WouldBlock);
    assert_eq!(reader.advance().unwrap_err().kind(), ErrorKind::BrokenPipe);
    let block = reader.advance().unwrap().unwrap().into_owned();
    assert_eq!((block.text(), block.range(), block.ends_at_boundary()), ("ثم بدأ\nغدا".into(), 19..37, true));
    assert!(reader.advance().unwrap().is_none() && reader.next().is_none());

    let mut reader = kalima::io::blocks(script());
    assert!(reader.next().unwrap().is_ok() && reader.next().unwrap().is_err());
    reader.end();
    assert_eq!(reader.next().unwrap().unwrap().text(), "ثم");
    assert_eq!((reader.next().is_none(), reader.into_inner().0.len()), (true, 3));
    assert_eq!(kalima::io::blocks(io::empty()).count(), 0);
}

/// Tests that calls of `advance` and of `next` on one reader of terms return consecutive terms.
#[test]
fn terms_by_advance() {
    let analyzer = Analyzer::search();
    let mut reader = TermReader::new("قرأتُ الكتابَ".as_bytes(), &analyzer);
    assert_eq!(reader.advance().unwrap().unwrap().text(), "قرا");
    assert_eq!(reader.next().unwrap().unwrap().text(), "كتاب");
    assert!(reader.advance().unwrap().is_none());
}

#[test]
fn owned_items_are_the_borrowed_ones() {
    let mut a = kalima::io::tokens("كتاب".as_bytes());
    let token: StreamToken<'static> = a.advance().unwrap().unwrap().into_owned();
    assert_eq!((token.text(), token.range(), token.kind(), token.part()), ("كتاب".into(), 0..8, TokenKind::Arabic, Part::Whole));
    for part in Part::ALL {
        assert_eq!(part.to_string().parse(), Ok(*part));
    }
}

#[test]
fn items_of_streams_have_the_methods_of_items_of_texts() {
    let text = "قرأتُ الكتابَ. ثم نمت.";
    let token = kalima::io::tokens(text.as_bytes()).nth(2).unwrap().unwrap();
    assert_eq!((token.start(), token.end(), token.to_string()), (11, 25, String::from("الكتابَ")));
    let bytes: &[u8] = token.as_ref();
    assert_eq!((bytes, token.bytes()), (&text.as_bytes()[11..25], bytes));
    let sentence = kalima::io::sentences(text.as_bytes()).nth(1).unwrap().unwrap();
    assert_eq!((sentence.start(), sentence.end()), (27, text.len() as u64));
    assert_eq!(format!("{sentence:>9}"), "  ثم نمت.");
    let analyzer = Analyzer::search();
    let term = terms(text.as_bytes(), &analyzer).nth(1).unwrap().unwrap();
    assert_eq!((term.start(), term.end(), term.to_string()), (11, 25, String::from("كتاب")));
    let bytes: &[u8] = term.as_ref();
    assert_eq!((bytes, term.as_ref() as &str), (term.bytes(), term.text()));
}

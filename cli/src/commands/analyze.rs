//! `kalima analyze`: converts text to index terms.

use std::cell::RefCell;

use kalima::analyzer::{Analyzer, Scratch, Term};
use kalima::normalize::Normalizer;
use kalima::sentence::SentenceSplitter;
use kalima::token::{Token, Tokenizer};

use crate::input::boundary::BlockBoundary;
use crate::input::lines::lines;
use crate::options::analyzer::AnalyzerArgs;
use crate::options::policy::{Format, formats};
use crate::options::segmentation::SplitterArgs;
use crate::options::shared::TextArgs;
use crate::output::row::{Chunk, Item, Value};
use crate::output::terminal::{FAINT, MATCH, NUMBER, OutputStyle, on_one_line};
use crate::task::{Task, TextCommand};

/// Converts text to index terms: splits the text into tokens, normalizes the tokens, removes stop words, and stems.
///
/// The format pretty prints each sentence, and below it each token with byte range, kind, normalized form and terms.
///
/// In all other formats, a document is a line of the input, or with --field the text of a record. Positions are counted from the start of
/// the document. text prints the terms of a document on one line; lines prints one term on each line; tsv prints start, end, position, kind
/// and term; jsonl prints an object for each term.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The format of the results. The default is pretty, or jsonl with --field.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["pretty", "text", "lines", "tsv", "jsonl"]))]
    format: Option<Format>,
    #[command(flatten)]
    analyzer: AnalyzerArgs,
    #[command(flatten)]
    splitter: SplitterArgs,
    #[command(flatten)]
    shared: TextArgs,
}

const EXAMPLES: &str = "Examples:
  kalima analyze -t 'قرأت الكتب في المكتبات'         tokens, normalized forms and terms
  kalima analyze -f text book.txt                   the index terms of each line
  kalima analyze --analyzer lucene -f tsv book.txt
  kalima analyze --stemmer light10 --stop small --no-stem-words names.txt -f lines book.txt
  kalima analyze --field body --into terms -f text docs.jsonl.zst -o indexed.jsonl.zst";

impl TextCommand for Args {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(self.shared.default_format(Format::Pretty))
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        let splitter = self.splitter.build();
        let boundary = match self.format() {
            Format::Pretty => BlockBoundary::of_sentences(&splitter),
            _ => BlockBoundary::Line { lookahead: 0 },
        };
        Ok(Box::new(Analyze {
            analyzer: self.analyzer.build()?,
            normalizer: self.analyzer.normalizer(),
            tokenizer: self.analyzer.tokenizer.build(),
            splitter,
            boundary,
        }))
    }
}

struct Analyze {
    analyzer: Analyzer,
    normalizer: Normalizer,
    tokenizer: Tokenizer,
    splitter: SentenceSplitter,
    boundary: BlockBoundary,
}

thread_local! {
    /// The buffers and the word cache of one worker thread. The worker keeps this scratch between blocks, because many words of a block
    /// also occur in later blocks.
    static SCRATCH: RefCell<Scratch> = const { RefCell::new(Scratch::new()) };
}

impl Analyze {
    /// Calls `each` with every term of a document, in the order of the text.
    fn for_each_term(&self, document: &str, each: impl FnMut(Term<'_>)) {
        SCRATCH.with_borrow_mut(|scratch| self.analyzer.for_each_term(document, scratch, each));
    }

    /// Returns the documents of a chunk. If the chunk is a block of a file, the documents are the lines of its core. If the chunk is the
    /// text of a JSON record, the whole text is one document. An item contains the byte offset of the document in the chunk, the text of
    /// the document, and its line ending (empty for a record).
    fn documents<'t>(chunk: &Chunk<'t>) -> Box<dyn Iterator<Item = (usize, &'t str, &'t str)> + 't> {
        match chunk.block {
            Some(_) => Box::new(lines(chunk.core()).map(|line| (line.range.start, line.text, line.ending))),
            None => Box::new(std::iter::once((0, chunk.text, ""))),
        }
    }
}

impl Task for Analyze {
    fn boundary(&self) -> BlockBoundary {
        self.boundary.clone()
    }

    fn key(&self) -> &'static str {
        "terms"
    }

    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for (start, document, _) in Analyze::documents(chunk) {
            self.for_each_term(document, |term| {
                let range = term.range().start + start..term.range().end + start;
                let columns = [("position", Value::Number(term.position() as i64)), ("kind", Value::Text(term.kind().name()))];
                each(Item { range, columns: &columns, main: ("term", Value::Text(term.text())) });
            });
        }
    }

    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        // A line that exceeds `--max-line` is split, so the chunk may start inside a line. In this case, a space precedes the first term of
        // the rest of the line, and separates this term from the terms of the preceding chunk.
        let mut first = chunk.starts_line();
        for (_, document, ending) in Analyze::documents(chunk) {
            self.for_each_term(document, |term| {
                if !std::mem::take(&mut first) {
                    out.push(b' ');
                }
                out.extend_from_slice(term.text().as_bytes());
            });
            out.extend_from_slice(ending.as_bytes());
            first = true;
        }
    }

    /// Appends the sentences that start in the core of the chunk, and below each sentence its tokens except white space. On the line of a
    /// token, the byte range and the kind precede the text. If the style requires isolates, U+2068 precedes and U+2069 follows each Arabic
    /// text of the input. Both measures keep the columns in order on a terminal that reorders right-to-left text.
    fn write_pretty(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        let style = chunk.style;
        for sentence in self.splitter.sentences(chunk.text).take_while(|s| s.range().start < chunk.core_end) {
            let (text, start) = (sentence.trimmed(), sentence.trimmed_range().start);
            if text.is_empty() {
                continue;
            }
            let range = chunk.source_range(sentence.trimmed_range());
            if let Some(name) = chunk.name {
                style.paint(out, FAINT, &format!("{name}  "));
            }
            style.paint(out, FAINT, &format!("{}..{}", range.start, range.end));
            out.push(b'\n');
            style.isolate_text(out, &on_one_line(text));
            out.push(b'\n');
            let terms: Vec<Term<'_>> = self.analyzer.terms(text).collect();
            for token in self.tokenizer.tokens(text).filter(|t| !t.kind().is_space()) {
                let range = chunk.source_range(start + token.start()..start + token.end());
                style.paint(out, NUMBER, &format!("{:>15}", format!("{}..{}", range.start, range.end)));
                self.write_token(&token, &terms, style, out);
            }
            out.push(b'\n');
        }
    }
}

impl Analyze {
    /// Appends the columns after the byte range of a token: its kind and text, the normalized form if it differs from the text, and the
    /// terms if they differ from the normalized form. If a word has no term, appends `stop` instead of the terms. `terms` contains the
    /// terms of the whole sentence.
    fn write_token(&self, token: &Token<'_>, terms: &[Term<'_>], style: OutputStyle, out: &mut Vec<u8>) {
        style.paint(out, FAINT, &format!("  {:<12} ", token.kind().name()));
        style.isolate_text(out, &on_one_line(token.text()));
        let normalized = self.normalizer.normalize(token.text());
        if normalized != token.text() {
            style.paint(out, FAINT, "  folded ");
            style.isolate_text(out, &on_one_line(&normalized));
        }
        let terms: Vec<&str> = terms.iter().filter(|t| token.range().contains(&t.range().start)).map(Term::text).collect();
        if terms.is_empty() && token.kind().is_word() {
            style.paint(out, FAINT, "  stop");
        } else if !terms.is_empty() && terms != [&*normalized] {
            style.paint(out, FAINT, if terms.len() == 1 { "  term" } else { "  terms" });
            for term in terms {
                out.push(b' ');
                style.paint_isolated(out, MATCH, term);
            }
        }
        out.push(b'\n');
    }
}

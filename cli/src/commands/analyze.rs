//! `kalima analyze`: text to index terms.

use std::cell::RefCell;

use kalima::analyzer::{Analyzer, Scratch, Term};
use kalima::normalize::Normalizer;
use kalima::sentence::SentenceSplitter;
use kalima::token::Tokenizer;

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::block::Cut;
use crate::show::{FAINT, MATCH, NUMBER, on_one_line};
use crate::switches::{AnalyzerArgs, SplitterArgs};
use crate::task::{Item, Piece, Task, Value, lines};

/// Text to index terms: tokens, folded, without stop words, stemmed.
///
/// pretty: sentences, and for each its tokens with bytes, kind, folded form and terms. The other forms take each line (with --field each
/// record) for a document of its own, from which positions are counted: text: the terms of a line on a line. lines: one term a line. tsv: start,
/// end, position, kind, term. jsonl: an object a term.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["pretty", "text", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    analyzer: AnalyzerArgs,
    #[command(flatten)]
    splitter: SplitterArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

const EXAMPLES: &str = "Examples:
  kalima analyze -t 'قرأت الكتب في المكتبات'         tokens, folded forms and terms
  kalima analyze -f text book.txt                   the index terms of each line
  kalima analyze --analyzer lucene -f tsv book.txt
  kalima analyze --stemmer light10 --stop small --no-stem-words names.txt -f lines book.txt
  kalima analyze --field body --into terms -f text docs.jsonl.zst -o indexed.jsonl.zst";

impl Args {
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(if self.input.field.is_some() { Format::Jsonl } else { Format::Pretty })
    }

    pub(crate) fn task(&self) -> Result<Analyze, String> {
        Ok(Analyze {
            analyzer: self.analyzer.build()?,
            normalizer: self.analyzer.folds(),
            tokenizer: self.analyzer.tokenizer.build(),
            splitter: self.splitter.build(),
            cut: if self.format() == Format::Pretty { self.splitter.cut() } else { Cut::Line(0) },
        })
    }
}

pub(crate) struct Analyze {
    analyzer: Analyzer,
    normalizer: Normalizer,
    tokenizer: Tokenizer,
    splitter: SentenceSplitter,
    cut: Cut,
}

thread_local! {
    /// The words that a worker has analyzed; the next block has most of them again.
    static SCRATCH: RefCell<Scratch> = const { RefCell::new(Scratch::new()) };
}

impl Analyze {
    fn for_each_term(&self, document: &str, each: impl FnMut(Term<'_>)) {
        SCRATCH.with_borrow_mut(|scratch| self.analyzer.for_each_term(document, scratch, each));
    }

    /// The documents of a piece, with where they start: its lines, or all of the text of a record.
    fn documents<'t>(piece: &Piece<'t>) -> Box<dyn Iterator<Item = (usize, &'t str, &'t str)> + 't> {
        match piece.block {
            Some(_) => Box::new(lines(piece.core()).map(|(range, line, ending)| (range.start, line, ending))),
            None => Box::new(std::iter::once((0, piece.text, ""))),
        }
    }
}

impl Task for Analyze {
    fn cut(&self) -> Cut {
        self.cut.clone()
    }

    fn key(&self) -> &'static str {
        "terms"
    }

    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for (start, document, _) in Analyze::documents(piece) {
            self.for_each_term(document, |term| {
                let range = term.range().start + start..term.range().end + start;
                let columns = [("position", Value::Number(term.position() as i64)), ("kind", Value::Text(term.kind().name()))];
                each(Item { range, columns: &columns, main: ("term", Value::Text(term.text())) });
            });
        }
    }

    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        // A line that is too long for one block goes on with a space.
        let mut first = piece.block.is_none_or(|block| block.starts_line);
        for (_, document, ending) in Analyze::documents(piece) {
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

    /// Numbers first, Arabic last in isolates: so a terminal that reorders a line moves nothing across a column.
    fn pretty(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        let show = piece.show;
        for sentence in self.splitter.sentences(piece.text).take_while(|s| s.range().start < piece.end) {
            let (text, start) = (sentence.trimmed(), sentence.trimmed_range().start);
            if text.is_empty() {
                continue;
            }
            let range = piece.source(sentence.trimmed_range());
            if let Some(name) = piece.name {
                show.paint(out, FAINT, &format!("{name}  "));
            }
            show.paint(out, FAINT, &format!("{}..{}", range.start, range.end));
            out.push(b'\n');
            show.isolated(out, &on_one_line(text));
            out.push(b'\n');
            let terms: Vec<Term<'_>> = self.analyzer.terms(text).collect();
            for token in self.tokenizer.tokens(text).filter(|t| !t.kind().is_space()) {
                let range = piece.source(start + token.start()..start + token.end());
                show.paint(out, NUMBER, &format!("{:>15}", format!("{}..{}", range.start, range.end)));
                show.paint(out, FAINT, &format!("  {:<12} ", token.kind().name()));
                show.isolated(out, &on_one_line(token.text()));
                let folded = self.normalizer.normalize(token.text());
                if folded != token.text() {
                    show.paint(out, FAINT, "  folded ");
                    show.isolated(out, &on_one_line(&folded));
                }
                let of_token = terms.iter().filter(|t| token.range().contains(&t.range().start)).map(Term::text);
                let of_token: Vec<&str> = of_token.collect();
                if of_token.is_empty() && token.kind().is_word() {
                    show.paint(out, FAINT, "  stop");
                } else if !of_token.is_empty() && of_token != [&*folded] {
                    show.paint(out, FAINT, if of_token.len() == 1 { "  term" } else { "  terms" });
                    for term in of_token {
                        out.push(b' ');
                        show.paint_isolated(out, MATCH, term);
                    }
                }
                out.push(b'\n');
            }
            out.push(b'\n');
        }
    }
}

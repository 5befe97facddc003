//! `kalima sentences`: where a text may be cut so that every piece is one utterance.

use kalima::sentence::SentenceSplitter;
use kalima::token::Tokenizer;

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::block::Cut;
use crate::conllu::Conllu;
use crate::switches::SplitterArgs;
use crate::task::{Item, Piece, Task, Value};

/// One sentence a line.
///
/// text, lines: the sentence, its line breaks as spaces. tsv: start, end, sentence as it is. jsonl: an object a sentence. conllu: sentences of
/// tokens. White space around a sentence is left out, as are sentences of nothing else.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["text", "lines", "tsv", "jsonl", "conllu"]))]
    pub(crate) format: Option<Format>,
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
  kalima sentences book.txt                         one sentence a line
  kalima sentences --clauses --soft-limit 500 -f tsv book.txt
  kalima sentences --abbreviations 'ص.ب,ق.م' book.txt
  kalima sentences --field text -f lines crawl.jsonl";

impl Args {
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(if self.input.field.is_some() { Format::Jsonl } else { Format::Text })
    }

    pub(crate) fn task(&self) -> Sentences {
        Sentences {
            splitter: self.splitter.build(),
            cut: self.splitter.cut(),
            conllu: Conllu::new(&self.splitter, Tokenizer::new(), None, false),
        }
    }
}

pub(crate) struct Sentences {
    splitter: SentenceSplitter,
    cut: Cut,
    conllu: Conllu,
}

impl Task for Sentences {
    fn cut(&self) -> Cut {
        self.cut.clone()
    }

    fn key(&self) -> &'static str {
        "sentences"
    }

    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for s in self.splitter.sentences(piece.text).take_while(|s| s.range().start < piece.end) {
            if !s.trimmed().is_empty() {
                each(Item { range: s.trimmed_range(), columns: &[], main: ("text", Value::Text(s.trimmed())) });
            }
        }
    }

    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        for s in self.splitter.sentences(piece.text).take_while(|s| s.range().start < piece.end) {
            let text = s.trimmed();
            if text.is_empty() {
                continue;
            }
            out.extend_from_slice(single_spaced(text).as_bytes());
            out.push(b'\n');
        }
    }

    fn conllu(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        self.conllu.write(piece, out);
    }

    fn begin(&self, name: &str, out: &mut Vec<u8>) {
        self.conllu.begin(name, out);
    }
}

/// White space around a line break becomes one space.
fn single_spaced(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        return text.into();
    }
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.split(breaks).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").into()
}

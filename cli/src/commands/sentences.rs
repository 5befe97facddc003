//! `kalima sentences`: splits text into sentences.

use std::borrow::Cow;

use kalima::sentence::SentenceSplitter;
use kalima::token::Tokenizer;

use super::conllu::ConlluWriter;
use crate::input::boundary::BlockBoundary;
use crate::options::policy::{Format, formats};
use crate::options::segmentation::SplitterArgs;
use crate::options::shared::TextArgs;
use crate::output::row::{Chunk, Item, Value};
use crate::task::{Task, TextCommand};

/// Splits text into sentences.
///
/// Formats: text prints one sentence on each line, with spaces instead of the line breaks in the sentence; lines also prints one sentence
/// on each line, but writes these line breaks as \n; tsv prints start, end and sentence; jsonl prints an object for each sentence; conllu
/// prints the tokens of each sentence. White space around a sentence is removed, and blank sentences are skipped.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The format of the results. The default is text, or jsonl with --field.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["text", "lines", "tsv", "jsonl", "conllu"]))]
    format: Option<Format>,
    #[command(flatten)]
    splitter: SplitterArgs,
    #[command(flatten)]
    shared: TextArgs,
}

const EXAMPLES: &str = "Examples:
  kalima sentences book.txt                         one sentence on each line
  kalima sentences --clauses --soft-limit 500 -f tsv book.txt
  kalima sentences --abbreviations 'ص.ب,ق.م' book.txt
  kalima sentences --field text -f lines crawl.jsonl";

impl TextCommand for Args {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(self.shared.default_format(Format::Text))
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        let splitter = self.splitter.build();
        let boundary = BlockBoundary::of_sentences(&splitter);
        let conllu = ConlluWriter::new(splitter.clone(), Tokenizer::new(), None, false);
        Ok(Box::new(Sentences { splitter, boundary, conllu }))
    }
}

/// The task of the command `sentences`.
struct Sentences {
    splitter: SentenceSplitter,
    boundary: BlockBoundary,
    conllu: ConlluWriter,
}

impl Task for Sentences {
    fn boundary(&self) -> BlockBoundary {
        self.boundary.clone()
    }

    fn key(&self) -> &'static str {
        "sentences"
    }

    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for s in self.splitter.sentences(chunk.text).take_while(|s| s.range().start < chunk.core_end) {
            if !s.trimmed().is_empty() {
                each(Item { range: s.trimmed_range(), columns: &[], main: ("text", Value::Text(s.trimmed())) });
            }
        }
    }

    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        for s in self.splitter.sentences(chunk.text).take_while(|s| s.range().start < chunk.core_end) {
            let text = s.trimmed();
            if !text.is_empty() {
                out.extend_from_slice(join_lines(text).as_bytes());
                out.push(b'\n');
            }
        }
    }

    fn write_conllu(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.conllu.write(chunk, out);
    }

    fn write_conllu_start(&self, name: &str, out: &mut Vec<u8>) {
        self.conllu.write_start(name, out);
    }
}

/// Replaces each run of white space between two words with one space if the run contains a line break.
fn join_lines(text: &str) -> Cow<'_, str> {
    const LINE_BREAKS: [char; 7] = ['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(LINE_BREAKS) {
        return text.into();
    }
    text.split(LINE_BREAKS).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_of_a_sentence_become_single_spaces() {
        assert_eq!(join_lines("قرأ الطالب \n  الكتاب\r\n\r\nكله."), "قرأ الطالب الكتاب كله.");
        assert!(matches!(join_lines("قرأ  الكتاب."), Cow::Borrowed("قرأ  الكتاب.")));
    }
}

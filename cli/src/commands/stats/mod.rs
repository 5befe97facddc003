//! `kalima stats`: counts the characters, tokens and words of a corpus, and the changes that a normalizer would make.
//!
//! | file | content |
//! |---|---|
//! | `counts.rs` | the counts of a text |
//! | `report.rs` | computes the figures of a report from the counts, and writes them as JSON |
//! | `report_text.rs` | writes the report for human readers |

mod counts;
mod report;
mod report_text;

use std::io;

use kalima::morph;
use kalima::normalize::Normalizer;
use kalima::stem::Stemmer;
use kalima::stop::StopWords;

use crate::input::block::Block;
use crate::input::boundary::BlockBoundary;
use crate::input::record::{self, Content};
use crate::input::source::Source;
use crate::options::normalizer::NormalizerArgs;
use crate::options::policy::{Format, formats};
use crate::options::shared::{InputArgs, RunArgs};
use crate::options::value_parsers::{library_name, one_of};
use crate::output::sink::Sink;
use crate::output::terminal::OutputStyle;
use crate::run::pipeline::{Abandoned, Event};
use crate::run::state::{Outcome, Run};
use crate::run::summary::RecordCounts;
use counts::TextCounts;
use report::{Report, WordFunctions};
use report_text::write_report;

/// Reports scripts, diacritics, vocalization, kinds of tokens, the most frequent words, stems and roots, and the changes that a normalizer
/// would make.
///
/// Formats: text prints a report; jsonl prints an object with the same figures. The memory use grows with the number of different words, up
/// to --max-words.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The format of the results.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "jsonl"]))]
    format: Format,
    /// Writes a separate report for each input.
    #[arg(long)]
    each: bool,
    /// The maximum length of the lists of words, stems, roots and changes.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    top: usize,
    /// The stop word list. The lists of words, stems and roots in the report do not contain stop words.
    #[arg(long, value_name = "LIST", default_value = "none", value_parser = one_of(["none", "small", "standard"]))]
    stop: String,
    /// The stemmer.
    #[arg(long, value_name = "STEMMER", default_value = "lexical", value_parser = library_name!(Stemmer))]
    stemmer: Stemmer,
    /// The maximum number of different words to count. The report contains the number of occurrences of all further words.
    #[arg(long, value_name = "NUMBER", default_value_t = 5_000_000)]
    max_words: usize,
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    normalizer: NormalizerArgs,
}

const EXAMPLES: &str = "Examples:
  kalima stats corpus/                              a report on all files
  kalima stats --each --top 20 --stop standard a.txt b.txt
  kalima stats --normalizer light book.txt          what this preset would change
  kalima stats -f jsonl --field text docs.jsonl";

/// The counts of a block.
#[derive(Default)]
struct BlockCounts {
    text: TextCounts,
    records: RecordCounts,
    /// The error message if a line of the block ends the input with an error. Otherwise `None`.
    error: Option<String>,
}

impl Args {
    /// Runs the command.
    pub(crate) fn run(&self) -> Outcome {
        let mut run = match Run::new(&self.input, &self.run, true) {
            Ok(run) => run,
            Err(outcome) => return outcome,
        };
        let written = self.count_and_report(&mut run);
        run.end(written)
    }

    /// Counts all inputs and writes the reports.
    fn count_and_report(&self, run: &mut Run<'_>) -> io::Result<()> {
        let names: Vec<String> = run.sources.iter().map(Source::name).collect();
        let normalizer = self.normalizer.build();
        let style = OutputStyle::new(&self.run, true);
        let abandoned = Abandoned::new();
        // Blocks end at line feeds, because the command counts lines. The lookahead is the number of bytes after the core that the
        // tokenizer needs, because these bytes can change the last token of the core.
        let boundary = match self.input.field {
            Some(_) => BlockBoundary::Record,
            None => BlockBoundary::Line { lookahead: kalima::token::LOOKAHEAD },
        };
        let mut counts = TextCounts::default();
        let mut sink = Sink::Stdout(io::stdout());
        // True if no error has occurred in the current input so far.
        let mut is_intact = true;
        let mut files = 0;
        run.process(
            boundary,
            &abandoned,
            |_, block, text| self.count(block, text, &normalizer),
            |run, source, event| {
                let name = names.get(source).map(String::as_str).unwrap_or_default();
                match event {
                    Event::Open(_) => (is_intact, files) = (true, files + 1),
                    Event::Result(block, _) => {
                        run.summary.records.add(block.records);
                        if let Some(error) = block.error.filter(|_| is_intact) {
                            is_intact = false;
                            abandoned.set(source);
                            run.fail(&format!("{name}: {error}"));
                        }
                        counts.merge(block.text, self.max_words);
                    }
                    Event::Close(ended) => {
                        if let Err(e) = ended {
                            run.fail(&format!("{name}: {e}"));
                        }
                        if self.each {
                            let counts = std::mem::take(&mut counts);
                            sink.write(&self.report(&counts, &normalizer, Some(name), 1, style))?;
                        }
                    }
                }
                Ok(())
            },
        )?;
        if self.each { Ok(()) } else { sink.write(&self.report(&counts, &normalizer, None, files, style)) }
    }

    /// Computes the counts of a block.
    fn count(&self, block: &Block, text: &str, normalizer: &Normalizer) -> BlockCounts {
        let mut counts = BlockCounts::default();
        let Some(field) = &self.input.field else {
            counts.text.add(text, block.core_end, normalizer);
            return counts;
        };
        for line in record::records(block, text, field, &self.input) {
            match line.content {
                Content::Text(record) => {
                    counts.records.with_text += 1;
                    counts.records.surrogates += record.surrogates;
                    counts.text.add(&record.text, record.text.len(), normalizer);
                }
                Content::Blank => {}
                Content::NoText => counts.records.without_text += 1,
                Content::Rejected { first, .. } => counts.records.rejected += u64::from(first),
                Content::Error(message) => counts.error = Some(message),
            }
        }
        counts
    }

    /// Returns a report in the selected format. With `--each`, `name` is the name of the input; otherwise `name` is `None`. `files` is the
    /// number of inputs that the report is about.
    fn report(&self, counts: &TextCounts, normalizer: &Normalizer, name: Option<&str>, files: u64, style: OutputStyle) -> Vec<u8> {
        let stop = match &*self.stop {
            "small" => StopWords::small(),
            "standard" => StopWords::standard(),
            _ => StopWords::none(),
        };
        let stop = stop.fold(*normalizer);
        let functions = WordFunctions {
            normalizer,
            is_stop: &|word| stop.contains(word),
            stem: &|word| self.stemmer.stem(word).into_text().into_owned(),
            root: &|word| morph::root(word).map(|r| r.to_string()),
        };
        let report = Report::new(counts, &functions, self.top);
        if self.format != Format::Jsonl {
            return write_report(&report, name, files, style);
        }
        let mut json = report.json(name, files);
        style.escape_results(&mut json, true);
        json
    }
}

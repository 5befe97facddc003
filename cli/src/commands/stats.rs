//! `kalima stats`: what a corpus is made of, and what a normalizer would do to it.

use std::io;

use kalima::morph;
use kalima::normalize::Normalizer;
use kalima::stem::Stemmer;
use kalima::stop::StopWords;

use crate::args::{Format, InputArgs, RunArgs, formats};
use crate::block::Cut;
use crate::counts::Counts;
use crate::names::{named, of};
use crate::pipeline::{Abandoned, Event};
use crate::record::{self, Content};
use crate::report::Report;
use crate::run::{Ended, Run};
use crate::show::Show;
use crate::sink::Sink;
use crate::source::Source;
use crate::switches::NormalizerArgs;

/// Letters, marks, scripts, vocalization, kinds of tokens, the most frequent words and stems, and what a normalizer would change and merge.
///
/// text: a report. jsonl: one object with the same figures. Memory grows with the number of different words, up to --max-words.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "jsonl"]))]
    format: Format,
    /// A report for each input.
    #[arg(long)]
    each: bool,
    /// How many words, stems and changes are listed.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    top: usize,
    /// Words that are not listed.
    #[arg(long, value_name = "LIST", default_value = "none", value_parser = of(["none", "small", "standard"]))]
    stop: String,
    /// The stemmer.
    #[arg(long, value_name = "STEMMER", default_value = "lexical", value_parser = named!(Stemmer))]
    stemmer: Stemmer,
    /// How many different words are kept count of; what comes later is told as not counted.
    #[arg(long, value_name = "NUMBER", default_value_t = 5_000_000)]
    max_words: usize,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    normalizer: NormalizerArgs,
}

const EXAMPLES: &str = "Examples:
  kalima stats corpus/                              a report on all files
  kalima stats --each --top 20 --stop standard a.txt b.txt
  kalima stats --normalizer light book.txt          what this preset would change and merge
  kalima stats -f jsonl --field text docs.jsonl";

/// Counts of the records of a block, and why it was not read to its end.
#[derive(Default)]
struct Records {
    with_field: u64,
    without_field: u64,
    bad: u64,
    surrogates: u64,
    fault: Option<String>,
}

impl Args {
    pub(crate) fn run(&self) -> Ended {
        let mut run = match Run::new(&self.input, &self.run, true) {
            Ok(run) => run,
            Err(ended) => return ended,
        };
        let names: Vec<String> = run.sources.iter().map(Source::name).collect();
        let normalizer = self.normalizer.build();
        let show = Show::new(&self.run, true);
        let abandoned = Abandoned::new();
        // Lines are counted, and so must be whole; a token looks ahead into the next one.
        let cut = if self.input.field.is_some() { Cut::Record } else { Cut::Line(kalima::token::LOOKAHEAD) };
        let (mut counts, mut well) = (Counts::default(), true);
        let mut sink = Sink::Stdout(io::stdout());
        let mut files = 0;
        let written = run.drive(
            cut,
            &abandoned,
            |_, block, text| {
                let mut counts = Counts::default();
                let mut records = Records::default();
                match &self.input.field {
                    None => counts.add(text, block.end, &normalizer),
                    Some(field) => {
                        for line in record::records(block, text, field, &self.input) {
                            match line.content {
                                Content::Text(record) => {
                                    records.with_field += 1;
                                    records.surrogates += record.invalid;
                                    counts.add(&record.text, record.text.len(), &normalizer);
                                }
                                Content::Blank => {}
                                Content::Without => records.without_field += 1,
                                Content::Bad { first, .. } => records.bad += u64::from(first),
                                Content::Fault(message) => records.fault = Some(message),
                            }
                        }
                    }
                }
                (counts, records)
            },
            |run, number, event| {
                let name = names.get(number).map(String::as_str).unwrap_or_default();
                match event {
                    Event::Open(_) => (well, files) = (true, files + 1),
                    Event::Result((block, records), _) => {
                        run.summary.with_field += records.with_field;
                        run.summary.without_field += records.without_field;
                        run.summary.bad_records += records.bad;
                        run.summary.surrogates += records.surrogates;
                        if let Some(fault) = records.fault.filter(|_| well) {
                            well = false;
                            abandoned.set(number);
                            run.fail(&format!("{name}: {fault}"));
                        }
                        counts.merge(block, self.max_words);
                    }
                    Event::Close(ended) => {
                        if let Err(e) = ended {
                            run.fail(&format!("{name}: {e}"));
                        }
                        if self.each {
                            let counts = std::mem::take(&mut counts);
                            sink.write(&self.report(&counts, &normalizer, Some(name), 1, show))?;
                        }
                    }
                }
                Ok(())
            },
        );
        let written =
            written.and_then(|()| if self.each { Ok(()) } else { sink.write(&self.report(&counts, &normalizer, None, files, show)) });
        run.end(written)
    }

    fn report(&self, counts: &Counts, normalizer: &Normalizer, name: Option<&str>, files: u64, show: Show) -> Vec<u8> {
        let stop = match &*self.stop {
            "small" => StopWords::small(),
            "standard" => StopWords::standard(),
            _ => StopWords::none(),
        };
        let stop = stop.fold(*normalizer);
        let stem = |word: &str| self.stemmer.stem(word).into_text().into_owned();
        let root = |word: &str| morph::root(word).map(|r| r.to_string());
        let report = Report::new(counts, normalizer, &|word| stop.contains(word), &stem, &root, self.top);
        if self.format != Format::Jsonl {
            return report.text(name, files, show);
        }
        let mut json = report.json(name, files);
        show.escape_results(&mut json, true);
        json
    }
}

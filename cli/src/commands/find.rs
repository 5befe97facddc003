//! `kalima find`: grep under the folds of a normalizer.

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use clap::ArgAction;

use crate::args::{Format, InputArgs, RunArgs, formats};
use crate::block::{Block, Cut};
use crate::names::of;
use crate::pipeline::{Abandoned, Event};
use crate::printer::{Line, Options, Parts, Printer};
use crate::record::{self, Content, Field};
use crate::run::{Ended, Run};
use crate::search::{Searcher, in_json};
use crate::show::Show;
use crate::sink::Sink;
use crate::source::Source;
use crate::switches::{NormalizerArgs, lines};
use crate::task;

/// Finds lines with a text in them, whatever its spelling: «الكتاب» finds الكِتَابَ and ٱلكتاب.
///
/// A pattern is literal text, not a regular expression. text: the lines as they are, matches in colour on a terminal. tsv: file, line, start, end,
/// matched text for each match. jsonl: an object for each match. Lines are counted from 1; start and end are bytes of the source, or with
/// --field of the text in the field. The options of grep have their names and meanings, except for -f, which is the form of the result here.
#[derive(clap::Args, Debug)]
#[command(disable_help_flag = true, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text to find, literally; it is folded as the inputs are.
    #[arg(value_name = "PATTERN", required_unless_present_any = ["patterns", "patterns_file"])]
    pattern: Option<String>,
    /// A pattern; with several, any of them may match. With -e all positions are inputs.
    #[arg(short = 'e', long = "pattern", visible_alias = "regexp", value_name = "PATTERN", allow_hyphen_values = true, help_heading = MATCHING)]
    patterns: Vec<String>,
    /// A file of patterns, one a line; empty lines are ignored. All positions are inputs.
    #[arg(long, value_name = "FILE", help_heading = MATCHING)]
    patterns_file: Option<PathBuf>,
    /// Ignores upper and lower case of letters that have it, such as Latin. Arabic has no case, and the presets keep that of other scripts.
    #[arg(short, long, help_heading = MATCHING)]
    ignore_case: bool,
    /// Only matches that are not part of a longer word.
    #[arg(short, long, visible_alias = "word-regexp", help_heading = MATCHING)]
    word: bool,
    /// Selects lines that have no match.
    #[arg(short = 'v', long, visible_alias = "invert-match", help_heading = MATCHING)]
    invert: bool,
    /// Accepted for the habit of grep: patterns are always literal.
    #[arg(short = 'F', long, help_heading = MATCHING)]
    fixed_strings: bool,
    /// Accepted for the habit of grep: folders are always read with all that is in them.
    #[arg(short, long, help_heading = MATCHING)]
    recursive: bool,
    /// Stops reading an input after this number of selected lines.
    #[arg(short, long, value_name = "NUMBER", help_heading = MATCHING)]
    max_count: Option<u64>,

    /// Writes the number of selected lines of each input.
    #[arg(short, long, conflicts_with_all = ["files_with_matches", "files_without_match", "only_matching"], help_heading = RESULTS)]
    count: bool,
    /// Writes the names of inputs that have a selected line.
    #[arg(short = 'l', long, conflicts_with_all = ["only_matching", "files_without_match"], help_heading = RESULTS)]
    files_with_matches: bool,
    /// Writes the names of inputs that have no selected line.
    #[arg(short = 'L', long, conflicts_with = "only_matching", help_heading = RESULTS)]
    files_without_match: bool,
    /// Writes the matched text only, each match on a line.
    #[arg(short, long, conflicts_with = "invert", help_heading = RESULTS)]
    only_matching: bool,
    /// Writes nothing, and ends with exit code 0 at the first selected line.
    #[arg(short, long, visible_alias = "silent", help_heading = RESULTS)]
    quiet: bool,
    /// No messages on inputs that cannot be read, and no remarks. The exit code still reports them.
    #[arg(short = 's', long, help_heading = RESULTS)]
    no_messages: bool,
    /// Writes line numbers.
    #[arg(short = 'n', long, help_heading = RESULTS)]
    line_number: bool,
    /// Writes the name of the input before each line; auto is for more than one input.
    #[arg(short = 'H', long, value_name = "WHEN", default_value = "auto", num_args = 0..=1, require_equals = true, default_missing_value = "always", value_parser = of(["auto", "always", "never"]), overrides_with = "no_filename", help_heading = RESULTS)]
    with_filename: String,
    /// Writes no names of inputs.
    #[arg(short = 'h', long, overrides_with = "with_filename", help_heading = RESULTS)]
    no_filename: bool,
    /// Writes a NUL byte after each name of an input, for `xargs -0`.
    #[arg(short = 'Z', visible_short_alias = '0', long, help_heading = RESULTS)]
    null: bool,
    /// Writes this number of lines after each selected line.
    #[arg(short = 'A', long, visible_alias = "after-context", value_name = "LINES", help_heading = RESULTS)]
    after: Option<usize>,
    /// Writes this number of lines before each selected line.
    #[arg(short = 'B', long, visible_alias = "before-context", value_name = "LINES", help_heading = RESULTS)]
    before: Option<usize>,
    /// Writes this number of lines before and after each selected line, where -A and -B do not say otherwise.
    #[arg(short = 'C', long, value_name = "LINES", default_value_t = 0, hide_default_value = true, help_heading = RESULTS)]
    context: usize,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "tsv", "jsonl"]), help_heading = RESULTS)]
    format: Format,
    /// Print help.
    #[arg(long, action = ArgAction::Help)]
    help: Option<bool>,

    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    normalizer: NormalizerArgs,
}

const MATCHING: &str = "Matching";
const RESULTS: &str = "Results";

const EXAMPLES: &str = "Examples:
  kalima find 'الكتاب' book.txt                   lines with الكتاب, الكِتَابَ or ٱلكتاب
  kalima find -c 'مدرسه' corpus/                  lines with مدرسة or مدرسه, counted by file
  kalima find -no -e 'كتاب' -e 'قلم' *.txt        each match with its line number
  kalima find -lZ 'قلم' corpus/ | xargs -0 wc     files with the word, whatever their names
  kalima find --normalizer quran -w 'الرحمن' quran.txt
  kalima find --field /meta/text -f tsv 'كتاب' docs.jsonl
  if kalima find -q 'قلم' book.txt; then echo yes; fi";

/// The selected lines of a block.
#[derive(Default)]
struct Selected {
    lines: Vec<Line>,
    fault: Option<String>,
    with_field: u64,
    without_field: u64,
    bad_records: u64,
    surrogates: u64,
}

impl Args {
    pub(crate) fn run(&self) -> Ended {
        let (patterns, first_input) = match self.all_patterns() {
            Ok(all) => all,
            Err(message) => return Ended::Usage(message),
        };
        let searcher = match Searcher::new(patterns, self.normalizer.build(), self.ignore_case, self.word) {
            Ok(searcher) => searcher,
            Err(message) => return Ended::Usage(message),
        };
        let parts = self.parts();
        if self.format != Format::Text && (!matches!(parts, Parts::Lines | Parts::Matches | Parts::Nothing) || self.invert) {
            return Ended::Usage("-c, -l, -L and -v go with --format text".into());
        }
        let input = InputArgs { inputs: first_input.into_iter().chain(self.input.inputs.iter().cloned()).collect(), ..self.input.clone() };
        let no_remarks = self.run.no_remarks || self.no_messages;
        let run_args = RunArgs { no_remarks, no_messages: self.no_messages, ..self.run.clone() };
        let mut run = match Run::new(&input, &run_args, true) {
            Ok(run) => run,
            Err(ended) => return ended,
        };
        let names: Vec<String> = run.sources.iter().map(Source::name).collect();
        let mut printer = Printer::new(self.options(parts, run.several()), Show::new(&self.run, true));
        let abandoned = Abandoned::new();
        let cut = if input.field.is_some() { Cut::Record } else { Cut::Line(0) };
        let work = |_: usize, block: &Block, text: &str| self.select(&searcher, block, text);
        let (mut any, mut well) = (false, true);
        let mut sink = Sink::Stdout(io::stdout());
        let written = run.drive(cut, &abandoned, work, |run, number, event| {
            let name = names.get(number).map(String::as_str).unwrap_or_default();
            match event {
                Event::Open(_) => {
                    well = true;
                    printer.open(name);
                }
                Event::Result(selected, block) => {
                    run.summary.bad_records += selected.bad_records;
                    run.summary.with_field += selected.with_field;
                    run.summary.without_field += selected.without_field;
                    run.summary.surrogates += selected.surrogates;
                    if let Some(fault) = selected.fault.as_ref().filter(|_| well) {
                        well = false;
                        run.fail(&format!("{name}: {fault}"));
                    }
                    any |= !selected.lines.is_empty() && self.max_count != Some(0);
                    if any && parts == Parts::Nothing {
                        // The workers may be waiting for input that never ends; nothing else is open.
                        std::process::exit(0);
                    }
                    printer.block(&block, &selected.lines);
                    if !well || printer.is_complete() {
                        abandoned.set(number);
                    }
                }
                Event::Close(ended) => {
                    if let Err(e) = ended {
                        well = false;
                        run.fail(&format!("{name}: {e}"));
                    }
                    printer.close(well);
                }
            }
            run.summary.bytes_out += printer.out.len() as u64;
            let ended = sink.write(&printer.out);
            printer.out.clear();
            ended
        });
        match run.end(written) {
            Ended::Well if !any => Ended::NotFound,
            ended => ended,
        }
    }

    /// Returns all patterns, and the first input if it is where a pattern could be.
    fn all_patterns(&self) -> Result<(Vec<String>, Option<PathBuf>), String> {
        let mut patterns = self.patterns.clone();
        if let Some(path) = &self.patterns_file {
            patterns.extend(lines(path)?.lines().filter(|line| !line.is_empty()).map(String::from));
            if patterns.is_empty() {
                return Err(format!("{}: there is no pattern in this file", path.display()));
            }
        }
        match &self.pattern {
            Some(first) if !patterns.is_empty() => Ok((patterns, Some(first.into()))),
            first => Ok((patterns.into_iter().chain(first.clone()).collect(), None)),
        }
    }

    fn parts(&self) -> Parts {
        match self {
            Args { quiet: true, .. } => Parts::Nothing,
            Args { count: true, .. } => Parts::Count,
            Args { files_with_matches: true, .. } => Parts::With,
            Args { files_without_match: true, .. } => Parts::Without,
            Args { only_matching: true, .. } => Parts::Matches,
            _ => Parts::Lines,
        }
    }

    fn options(&self, parts: Parts, several: bool) -> Options {
        let named = match &*self.with_filename {
            _ if self.no_filename => false,
            "always" => true,
            "never" => false,
            _ => several,
        };
        Options {
            format: self.format,
            parts,
            named,
            numbered: self.line_number,
            null: self.null,
            before: self.before.unwrap_or(self.context),
            after: self.after.unwrap_or(self.context),
            max: self.max_count.unwrap_or(u64::MAX),
        }
    }

    fn select(&self, searcher: &Searcher, block: &Block, text: &str) -> Selected {
        let mut selected = Selected::default();
        let text = text.get(..block.end).unwrap_or_default();
        if let Some(field) = &self.input.field {
            self.select_records(searcher, field, block, text, &mut selected);
        } else if self.invert {
            let unmatched = task::lines(text).enumerate().filter(|(_, (_, line, _))| searcher.matches(line).is_empty());
            selected.lines.extend(unmatched.map(|(number, (range, _, _))| Line::of_text(number as u64, range, Vec::new())));
        } else {
            // No fold joins lines, and no pattern has a line break, so the block can be searched as a whole.
            let mut at = 0;
            let mut number = 0;
            for m in searcher.matches(text) {
                let start = memchr::memrchr(b'\n', &text.as_bytes()[..m.start]).map_or(0, |n| n + 1);
                match selected.lines.last_mut() {
                    Some(line) if line.range.contains(&m.start) => line.spans.push(m),
                    _ => {
                        number += memchr::memchr_iter(b'\n', &text.as_bytes()[at..start]).count() as u64;
                        let end = memchr::memchr(b'\n', &text.as_bytes()[m.end..]).map_or(text.len(), |n| m.end + n);
                        selected.lines.push(Line::of_text(number, start..end, vec![m]));
                        at = start;
                    }
                }
            }
        }
        selected
    }

    /// Selects records by the text of their field.
    fn select_records(&self, searcher: &Searcher, field: &Field, block: &Block, text: &str, selected: &mut Selected) {
        let replaced = self.input.invalid.replacement().len();
        for record::Line { number, range, line, content, .. } in record::records(block, text, field, &self.input) {
            match content {
                Content::Text(record) => {
                    selected.with_field += 1;
                    selected.surrogates += record.invalid;
                    let matches = searcher.matches(&record.text);
                    if matches.is_empty() == self.invert {
                        selected.lines.push(of_record(number, range, line, record, matches, replaced));
                    }
                }
                Content::Without => selected.without_field += 1,
                Content::Blank => {}
                Content::Bad { first, .. } => selected.bad_records += u64::from(first),
                Content::Fault(message) => selected.fault = Some(message),
            }
        }
    }
}

/// Returns the line of a record with its matches; `replaced` is the length of what replaces a lone surrogate.
fn of_record(number: u64, range: Range<usize>, line: &str, record: record::Text, matches: Vec<Range<usize>>, replaced: usize) -> Line {
    let (text, value) = (record.text, record.value);
    let start = range.start + value.start;
    let spelled = in_json(&line[value], &matches, replaced);
    let spans = spelled.into_iter().map(|span| start + span.start..start + span.end).collect();
    let of_field = matches.into_iter().map(|m| (m.clone(), text[m].to_owned())).collect();
    Line { number, range, spans, of_field: Some(of_field) }
}

//! `kalima find`: finds lines like grep. The pattern and the text are normalized first, so the pattern الكتاب also matches الكِتَابَ.
//!
//! | file | content |
//! |---|---|
//! | `search.rs` | literal patterns in normalized text |
//! | `printer.rs` | the output: lines, matches, counts, names |

mod printer;
mod search;

use std::io;
use std::ops::Range;
use std::path::PathBuf;

use clap::ArgAction;

use crate::input::block::Block;
use crate::input::boundary::BlockBoundary;
use crate::input::lines::lines;
use crate::input::record::{self, Content, RecordText};
use crate::input::source::Source;
use crate::options::field::Field;
use crate::options::files::read_file;
use crate::options::normalizer::NormalizerArgs;
use crate::options::policy::{Format, When, formats};
use crate::options::shared::{InputArgs, RunArgs};
use crate::options::value_parsers::named;
use crate::output::sink::Sink;
use crate::output::terminal::OutputStyle;
use crate::run::pipeline::{Abandoned, Event};
use crate::run::state::{Outcome, Run};
use crate::run::summary::RecordCounts;
use printer::{FindOutput, Printer, PrinterOptions, SelectedLine};
use search::{Searcher, json_ranges};

/// Finds lines that contain a text in any spelling: الكتاب matches الكِتَابَ and ٱلكتاب.
///
/// A pattern is literal text, not a regular expression. Patterns are normalized like the inputs.
///
/// The format text prints the lines unchanged, with colours on a terminal; tsv prints file, line number, start, end and matched text of
/// each match; jsonl prints an object for each match. Line numbers start at 1. start and end are byte offsets in the source, or with
/// --field in the text of the field. The options have the same names and meanings as in grep, except that -f is --format.
#[derive(clap::Args, Debug)]
#[command(disable_help_flag = true, after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The literal text to search for.
    #[arg(value_name = "PATTERN", required_unless_present_any = ["patterns", "patterns_file"])]
    pattern: Option<String>,
    /// A pattern. This option can be repeated. A line is selected if it matches at least one pattern. With this option, all arguments are
    /// inputs.
    #[arg(short = 'e', long = "pattern", visible_alias = "regexp", value_name = "PATTERN", allow_hyphen_values = true, help_heading = MATCHING)]
    patterns: Vec<String>,
    /// A file of patterns, one on each line. Empty lines are ignored. With this option, all arguments are inputs.
    #[arg(long, value_name = "FILE", help_heading = MATCHING)]
    patterns_file: Option<PathBuf>,
    /// Ignores the difference between upper and lower case. Arabic letters have no case.
    #[arg(short, long, help_heading = MATCHING)]
    ignore_case: bool,
    /// Selects only matches that are whole words.
    #[arg(short, long, visible_alias = "word-regexp", help_heading = MATCHING)]
    word: bool,
    /// Selects the lines without a match instead of the lines with a match.
    #[arg(short = 'v', long, visible_alias = "invert-match", help_heading = MATCHING)]
    invert: bool,
    /// Has no effect, because patterns are always literal. The option exists for compatibility with grep.
    #[arg(short = 'F', long, help_heading = MATCHING)]
    fixed_strings: bool,
    /// Has no effect, because folders are always searched recursively. The option exists for compatibility with grep.
    #[arg(short, long, help_heading = MATCHING)]
    recursive: bool,
    /// Stops searching an input after this number of selected lines.
    #[arg(short, long, value_name = "NUMBER", help_heading = MATCHING)]
    max_count: Option<u64>,

    /// Prints only the number of selected lines of each input.
    #[arg(short, long, conflicts_with_all = ["files_with_matches", "files_without_match", "only_matching"], help_heading = RESULTS)]
    count: bool,
    /// Prints only the names of inputs that have a selected line.
    #[arg(short = 'l', long, conflicts_with_all = ["only_matching", "files_without_match"], help_heading = RESULTS)]
    files_with_matches: bool,
    /// Prints only the names of inputs that have no selected line.
    #[arg(short = 'L', long, conflicts_with = "only_matching", help_heading = RESULTS)]
    files_without_match: bool,
    /// Prints only the matched texts, one match on each line.
    #[arg(short, long, conflicts_with = "invert", help_heading = RESULTS)]
    only_matching: bool,
    /// Prints nothing, and exits with code 0 at the first selected line.
    #[arg(short, long, visible_alias = "silent", help_heading = RESULTS)]
    quiet: bool,
    /// Prints no remarks, and no errors about inputs that cannot be read. The exit code still indicates these errors.
    #[arg(short = 's', long, help_heading = RESULTS)]
    no_messages: bool,
    /// Prints the line number before each line.
    #[arg(short = 'n', long, help_heading = RESULTS)]
    line_number: bool,
    /// Prints the name of the input before each line. auto prints names if there are several inputs or if an input is a folder.
    #[arg(short = 'H', long, value_name = "WHEN", default_value = "auto", num_args = 0..=1, require_equals = true, default_missing_value = "always", value_parser = named(When::NAMES), overrides_with = "no_filename", help_heading = RESULTS)]
    with_filename: When,
    /// Prints no names of inputs.
    #[arg(short = 'h', long, overrides_with = "with_filename", help_heading = RESULTS)]
    no_filename: bool,
    /// Prints a NUL byte instead of a colon or a line end after each input name, for `xargs -0`.
    #[arg(short = 'Z', visible_short_alias = '0', long, help_heading = RESULTS)]
    null: bool,
    /// Prints this number of lines after each selected line.
    #[arg(short = 'A', long, visible_alias = "after-context", value_name = "LINES", help_heading = RESULTS)]
    after: Option<usize>,
    /// Prints this number of lines before each selected line.
    #[arg(short = 'B', long, visible_alias = "before-context", value_name = "LINES", help_heading = RESULTS)]
    before: Option<usize>,
    /// Prints this number of lines before and after each selected line. -A and -B take precedence.
    #[arg(short = 'C', long, value_name = "LINES", default_value_t = 0, hide_default_value = true, help_heading = RESULTS)]
    context: usize,
    /// The format of the results.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "tsv", "jsonl"]), help_heading = RESULTS)]
    format: Format,
    /// Prints help.
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
  kalima find 'الكتاب' book.txt                   lines that contain الكتاب, الكِتَابَ or ٱلكتاب
  kalima find -c 'مدرسه' corpus/                  number of lines with مدرسة or مدرسه, by file
  kalima find -no -e 'كتاب' -e 'قلم' *.txt        each match with its line number
  kalima find -lZ 'قلم' corpus/ | xargs -0 wc     files that contain the word
  kalima find --normalizer quran -w 'الرحمن' quran.txt
  kalima find --field /meta/text -f tsv 'كتاب' docs.jsonl
  if kalima find -q 'قلم' book.txt; then echo yes; fi";

/// The selected lines of a block, and the counts of the JSON records of the block.
#[derive(Default)]
struct SelectedLines {
    lines: Vec<SelectedLine>,
    records: RecordCounts,
    /// The error message if a line of the block ends the input with an error. Otherwise `None`.
    error: Option<String>,
}

impl Args {
    /// Runs the command.
    pub(crate) fn run(&self) -> Outcome {
        let (searcher, first_input) = match self.check() {
            Ok(checked) => checked,
            Err(message) => return Outcome::BadUsage(message),
        };
        let input = InputArgs { inputs: first_input.into_iter().chain(self.input.inputs.iter().cloned()).collect(), ..self.input.clone() };
        let no_remarks = self.run.no_remarks || self.no_messages;
        let run_args = RunArgs { no_remarks, no_messages: self.no_messages, ..self.run.clone() };
        let mut run = match Run::new(&input, &run_args, true) {
            Ok(run) => run,
            Err(outcome) => return outcome,
        };
        let mut any = false;
        let written = self.search(&mut run, &searcher, &mut any);
        match run.end(written) {
            Outcome::Complete if !any => Outcome::NotFound,
            outcome => outcome,
        }
    }

    /// Returns the searcher. Also returns the first argument if it is an input and not a pattern, which is the case under `-e` or
    /// `--patterns-file`. Returns an error if options contradict each other, if a pattern cannot match, or if the file of patterns cannot
    /// be used.
    fn check(&self) -> Result<(Searcher, Option<PathBuf>), String> {
        let (patterns, first_input) = self.all_patterns()?;
        let searcher = Searcher::new(patterns, self.normalizer.build(), self.ignore_case, self.word)?;
        let is_rows = matches!(self.output(), FindOutput::Lines | FindOutput::Matches | FindOutput::Nothing);
        if self.format != Format::Text && (!is_rows || self.invert) {
            return Err("-c, -l, -L and -v require --format text".into());
        }
        Ok((searcher, first_input))
    }

    /// Returns all patterns. Also returns the first argument if it is an input and not a pattern, which is the case under `-e` or
    /// `--patterns-file`. Returns an error if the file of patterns cannot be read, or if neither this file nor `-e` contains a pattern.
    fn all_patterns(&self) -> Result<(Vec<String>, Option<PathBuf>), String> {
        let mut patterns = self.patterns.clone();
        if let Some(path) = &self.patterns_file {
            patterns.extend(read_file(path)?.lines().filter(|line| !line.is_empty()).map(String::from));
            if patterns.is_empty() {
                return Err(format!("{}: the file contains no pattern", path.display()));
            }
        }
        match &self.pattern {
            Some(first) if !patterns.is_empty() => Ok((patterns, Some(first.into()))),
            first => Ok((patterns.into_iter().chain(first.clone()).collect(), None)),
        }
    }

    /// Returns the kind of output that the options select.
    fn output(&self) -> FindOutput {
        match self {
            Args { quiet: true, .. } => FindOutput::Nothing,
            Args { count: true, .. } => FindOutput::Count,
            Args { files_with_matches: true, .. } => FindOutput::FilesWithMatches,
            Args { files_without_match: true, .. } => FindOutput::FilesWithoutMatch,
            Args { only_matching: true, .. } => FindOutput::Matches,
            _ => FindOutput::Lines,
        }
    }

    /// Searches all inputs and prints the results. Sets `any` to true if at least one line of any input is selected.
    fn search(&self, run: &mut Run<'_>, searcher: &Searcher, any: &mut bool) -> io::Result<()> {
        let names: Vec<String> = run.sources.iter().map(Source::name).collect();
        let mut printer = Printer::new(self.printer_options(run.has_several_inputs()), OutputStyle::new(&self.run, true));
        let abandoned = Abandoned::new();
        let boundary = if self.input.field.is_some() { BlockBoundary::Record } else { BlockBoundary::Line { lookahead: 0 } };
        let mut sink = Sink::Stdout(io::stdout());
        // True if no error has occurred in the current input so far.
        let mut is_intact = true;
        run.process(
            boundary,
            &abandoned,
            |_, block, text| self.select(searcher, block, text),
            |run, source, event| {
                let name = names.get(source).map(String::as_str).unwrap_or_default();
                match event {
                    Event::Open(_) => {
                        is_intact = true;
                        printer.open(name);
                    }
                    Event::Result(selected, block) => {
                        run.summary.records.add(selected.records);
                        if let Some(error) = selected.error.filter(|_| is_intact) {
                            is_intact = false;
                            run.fail(&format!("{name}: {error}"));
                        }
                        *any |= !selected.lines.is_empty() && self.max_count != Some(0);
                        if *any && self.quiet {
                            // The process exits here without joining the threads, because a worker thread may wait forever for input. The
                            // exit loses no data, because no output file is open.
                            std::process::exit(0);
                        }
                        printer.print_block(&block, &selected.lines);
                        if !is_intact || printer.is_complete() {
                            abandoned.set(source);
                        }
                    }
                    Event::Close(ended) => {
                        if let Err(e) = ended {
                            is_intact = false;
                            run.fail(&format!("{name}: {e}"));
                        }
                        printer.close(is_intact);
                    }
                }
                run.summary.bytes_out += printer.out.len() as u64;
                let written = sink.write(&printer.out);
                printer.out.clear();
                written
            },
        )
    }

    /// Returns the options of the printer. `several_inputs` is true if the run has several inputs or an input folder.
    fn printer_options(&self, several_inputs: bool) -> PrinterOptions {
        PrinterOptions {
            format: self.format,
            output: self.output(),
            named: !self.no_filename && self.with_filename.fixed().unwrap_or(several_inputs),
            numbered: self.line_number,
            null: self.null,
            before: self.before.unwrap_or(self.context),
            after: self.after.unwrap_or(self.context),
            max_count: self.max_count.unwrap_or(u64::MAX),
        }
    }

    /// Returns the selected lines of the core of a block (the bytes before `core_end`). `text` is the text of the whole block.
    fn select(&self, searcher: &Searcher, block: &Block, text: &str) -> SelectedLines {
        let text = text.get(..block.core_end).unwrap_or_default();
        match &self.input.field {
            Some(field) => self.select_records(searcher, field, block, text),
            None => SelectedLines { lines: self.select_lines(searcher, text), ..SelectedLines::default() },
        }
    }

    /// Returns the selected lines of a text. Used only without `--field`.
    fn select_lines(&self, searcher: &Searcher, text: &str) -> Vec<SelectedLine> {
        if self.invert {
            let unmatched = lines(text).enumerate().filter(|(_, line)| searcher.matches(line.text).is_empty());
            return unmatched.map(|(number, line)| SelectedLine::of_text(number as u64, line.range, Vec::new())).collect();
        }
        // One search of the whole block finds all matches, because no match spans two lines: no fold changes a line feed, and no pattern
        // contains a line feed.
        let mut selected: Vec<SelectedLine> = Vec::new();
        let (mut counted, mut number) = (0, 0);
        for m in searcher.matches(text) {
            match selected.last_mut() {
                Some(line) if line.range.contains(&m.start) => line.matches.push(m),
                _ => {
                    let start = memchr::memrchr(b'\n', &text.as_bytes()[..m.start]).map_or(0, |n| n + 1);
                    let end = memchr::memchr(b'\n', &text.as_bytes()[m.end..]).map_or(text.len(), |n| m.end + n);
                    number += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count() as u64;
                    counted = start;
                    selected.push(SelectedLine::of_text(number, start..end, vec![m]));
                }
            }
        }
        selected
    }

    /// Returns the selected records of a block, and the counts of its records. A record is selected if the text of `field` contains a
    /// match. Under `--invert`, a record is selected if it has a text in `field` and this text contains no match.
    fn select_records(&self, searcher: &Searcher, field: &Field, block: &Block, text: &str) -> SelectedLines {
        let mut selected = SelectedLines::default();
        let surrogate_len = self.input.invalid.replacement().len();
        for line in record::records(block, text, field, &self.input) {
            match line.content {
                Content::Text(record) => {
                    selected.records.with_text += 1;
                    selected.records.surrogates += record.surrogates;
                    let matches = searcher.matches(&record.text);
                    if matches.is_empty() == self.invert {
                        selected.lines.push(line_of_record(line.number, line.range, line.line, record, matches, surrogate_len));
                    }
                }
                Content::NoText => selected.records.without_text += 1,
                Content::Blank => {}
                Content::Rejected { first, .. } => selected.records.rejected += u64::from(first),
                Content::Error(message) => selected.error = Some(message),
            }
        }
        selected
    }
}

/// Converts a record and its matches to a selected line.
///
/// - `number` is the number of line feeds between the start of the block and the line.
/// - `range` is the byte range of the line in the block, and `line` is its text.
/// - `matches` contains byte ranges in the decoded text of the record.
/// - `surrogate_len` is the length in bytes of the text that replaces a lone surrogate (half of a surrogate pair).
fn line_of_record(
    number: u64,
    range: Range<usize>,
    line: &str,
    record: RecordText,
    matches: Vec<Range<usize>>,
    surrogate_len: usize,
) -> SelectedLine {
    let RecordText { text, value, .. } = record;
    let start = range.start + value.start;
    let spelled = json_ranges(&line[value], &matches, surrogate_len);
    let in_block = spelled.into_iter().map(|span| start + span.start..start + span.end).collect();
    let field_matches = matches.into_iter().map(|m| (m.clone(), text[m].to_owned())).collect();
    SelectedLine { number, range, matches: in_block, field_matches: Some(field_matches) }
}

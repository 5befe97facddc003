//! `kalima find`: grep that does not see how a word is spelled.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::ops::Range;

use kalima::chars;
use kalima::normalize::Normalizer;

use crate::args::{Format, InputArgs, RunArgs, formats};
use crate::block::{Block, Cut};
use crate::names::of;
use crate::pipeline::{Abandoned, Event};
use crate::record::{self, Record};
use crate::run::{Ended, Run};
use crate::show::{FAINT, MATCH, NAME, NUMBER, Show, on_one_line};
use crate::sink::Sink;
use crate::source::Source;
use crate::switches::NormalizerArgs;

/// Lines with a text in them, however it is spelled there: «الكتاب» finds الكِتَابَ and ٱلكتاب.
///
/// text: the lines as they are, matches highlighted on a terminal. tsv: file, line, start, end, matched text for each match. jsonl: an object a
/// match. Lines are counted from 1, start and end are bytes of the source. Folds are those of the normalizer; none of them joins lines.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// What is looked for; folded as the text is.
    #[arg(value_name = "PATTERN", required_unless_present = "patterns")]
    pattern: Option<String>,
    /// More patterns, any of which may match. With -e all positions are inputs.
    #[arg(short = 'e', long = "pattern", value_name = "PATTERN", allow_hyphen_values = true)]
    patterns: Vec<String>,
    #[command(flatten)]
    input: InputArgs,
    /// Only where the match is not part of a longer word.
    #[arg(short, long)]
    word: bool,
    /// Lines that have no match.
    #[arg(short = 'v', long)]
    invert: bool,
    /// How many lines match, for each input.
    #[arg(short, long, conflicts_with_all = ["files_with_matches", "only_matching"])]
    count: bool,
    /// Names of inputs that have a match.
    #[arg(short = 'l', long, conflicts_with = "only_matching")]
    files_with_matches: bool,
    /// Only the matched text, each match on a line.
    #[arg(long, conflicts_with = "invert")]
    only_matching: bool,
    /// Line numbers.
    #[arg(short = 'n', long)]
    line_number: bool,
    /// Names of inputs before each line; auto is for more than one input.
    #[arg(short = 'H', long, value_name = "WHEN", default_value = "auto", num_args = 0..=1, require_equals = true, default_missing_value = "always", value_parser = of(["auto", "always", "never"]))]
    with_filename: String,
    /// Lines after each match.
    #[arg(short = 'A', long, value_name = "LINES", default_value_t = 0)]
    after: usize,
    /// Lines before each match.
    #[arg(short = 'B', long, value_name = "LINES", default_value_t = 0)]
    before: usize,
    /// Lines around each match.
    #[arg(short = 'C', long, value_name = "LINES", conflicts_with_all = ["after", "before"])]
    context: Option<usize>,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "tsv", "jsonl"]))]
    format: Format,
    #[command(flatten)]
    normalizer: NormalizerArgs,
    #[command(flatten)]
    run: RunArgs,
}

/// What was found in a block.
struct Searched {
    /// Of lines: number within the block, range, and in it the ranges of matches.
    found: Vec<Line>,
    fault: Option<String>,
    bad_records: u64,
}

struct Line {
    number: u64,
    range: Range<usize>,
    matches: Vec<Range<usize>>,
}

impl Args {
    pub(crate) fn run(&self) -> Ended {
        let (mut patterns, mut extra) = (self.patterns.clone(), None);
        match &self.pattern {
            // With -e, what stands first is an input.
            Some(first) if !self.patterns.is_empty() => extra = Some(first.into()),
            Some(first) => patterns.push(first.clone()),
            None => {}
        }
        let normalizer = self.normalizer.build();
        if let Some(empty) = patterns.iter().find(|p| normalizer.normalize(p).is_empty() || p.contains('\n')) {
            return Ended::Usage(format!("nothing is left of the pattern «{empty}» when it is folded, or it has a line break"));
        }
        if self.format != Format::Text && (self.count || self.files_with_matches || self.only_matching || self.invert) {
            return Ended::Usage("-c, -l, -v and --only-matching go with --format text".into());
        }
        let input = InputArgs { inputs: extra.into_iter().chain(self.input.inputs.iter().cloned()).collect(), ..self.input.clone() };
        let mut run = match Run::new(&input, &self.run, true) {
            Ok(run) => run,
            Err(ended) => return ended,
        };
        let names: Vec<String> = run.sources.iter().map(Source::name).collect();
        let named = match &*self.with_filename {
            "always" => true,
            "never" => false,
            _ => run.several(),
        };
        let (before, after) = self.context.map_or((self.before, self.after), |lines| (lines, lines));
        let mut printer = Printer {
            args: self,
            show: Show::new(&self.run, true),
            named,
            name: "",
            before,
            after,
            kept: VecDeque::new(),
            due: 0,
            printed: 0,
            lines: 0,
            ever: false,
            out: Vec::new(),
        };
        let abandoned = Abandoned::new();
        let work = |_: usize, block: &Block, text: &str| self.search(&patterns, &normalizer, block, text);
        let cut = if input.field.is_some() { Cut::Record } else { Cut::Line(0) };
        let (mut any, mut well) = (false, true);
        let mut sink = Sink::Stdout(io::stdout());
        let written = run.drive(cut, &abandoned, work, |run, number, event| {
            let name = names.get(number).map(String::as_str).unwrap_or_default();
            match event {
                Event::Open(_) => {
                    well = true;
                    printer.open(name);
                }
                Event::Result(searched, block) => {
                    run.summary.bad_records += searched.bad_records;
                    if let Some(fault) = searched.fault.as_ref().filter(|_| well) {
                        well = false;
                        run.fail(&format!("{name}: {fault}"));
                    }
                    any |= !searched.found.is_empty();
                    printer.block(&block, &searched);
                    // One line is enough to name the file.
                    if !well || (self.files_with_matches && printer.lines > 0) {
                        abandoned.set(number);
                    }
                }
                Event::Close(ended) => {
                    if let Err(e) = ended {
                        run.fail(&format!("{name}: {e}"));
                    }
                    printer.close();
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

    fn search(&self, patterns: &[String], normalizer: &Normalizer, block: &Block, text: &str) -> Searched {
        let mut searched = Searched { found: Vec::new(), fault: None, bad_records: 0 };
        let text = text.get(..block.end).unwrap_or_default();
        if self.input.field.is_some() {
            self.search_records(patterns, normalizer, block, text, &mut searched);
        } else if !self.invert {
            // No fold joins lines, and no pattern holds one: the block can be searched as a whole.
            let mut at = 0;
            let mut number = 0;
            for m in self.matches(patterns, normalizer, text) {
                let start = memchr::memrchr(b'\n', &text.as_bytes()[..m.start]).map_or(0, |n| n + 1);
                match searched.found.last_mut() {
                    Some(line) if line.range.contains(&m.start) => line.matches.push(m),
                    _ => {
                        number += memchr::memchr_iter(b'\n', &text.as_bytes()[at..start]).count() as u64;
                        let end = memchr::memchr(b'\n', &text.as_bytes()[m.end..]).map_or(text.len(), |n| m.end + n);
                        searched.found.push(Line { number, range: start..end, matches: vec![m] });
                        at = start;
                    }
                }
            }
        } else {
            for (number, (range, line, _)) in crate::task::lines(text).enumerate() {
                if self.matches(patterns, normalizer, line).is_empty() {
                    searched.found.push(Line { number: number as u64, range, matches: Vec::new() });
                }
            }
        }
        searched
    }

    /// A record is found by the text of its field, and shown whole.
    fn search_records(&self, patterns: &[String], normalizer: &Normalizer, block: &Block, text: &str, searched: &mut Searched) {
        let Some(field) = &self.input.field else { return };
        for (number, (range, line, _)) in crate::task::lines(text).enumerate() {
            let number = number as u64;
            match record::read(line, field) {
                Ok(Record::Text { text, .. }) => {
                    if self.matches(patterns, normalizer, &text).is_empty() == self.invert {
                        searched.found.push(Line { number, range, matches: Vec::new() });
                    }
                }
                Ok(_) => {}
                Err(_) if self.input.bad_records != "error" => searched.bad_records += 1,
                Err(e) => {
                    searched.fault = Some(format!("line {} is not JSON ({e}); see --bad-records", block.line + number + 1));
                    return;
                }
            }
        }
    }

    /// Where any of the patterns is, in order, without overlaps.
    fn matches(&self, patterns: &[String], normalizer: &Normalizer, text: &str) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> = Vec::new();
        for pattern in patterns {
            all.extend(normalizer.find_iter(text, pattern).filter(|m| !self.word || is_word(text, m)));
        }
        if patterns.len() > 1 {
            all.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
            let mut end = 0;
            all.retain(|m| {
                let apart = m.start >= end;
                end = if apart { m.end } else { end };
                apart
            });
        }
        all
    }
}

/// Whether no letter, mark or digit goes on at either end.
fn is_word(text: &str, m: &Range<usize>) -> bool {
    let inner = |c: char| c.is_alphanumeric() || chars::is_mark(c) || chars::is_tatweel(c);
    !text[..m.start].chars().next_back().is_some_and(inner) && !text[m.end..].chars().next().is_some_and(inner)
}

/// Writes what was found of the inputs, one block after the other.
struct Printer<'a> {
    args: &'a Args,
    show: Show,
    named: bool,
    name: &'a str,
    before: usize,
    after: usize,
    /// Lines that may stand before the next match: number and text.
    kept: VecDeque<(u64, String)>,
    /// How many lines behind a match are still to come.
    due: usize,
    /// The number of the last line that was written.
    printed: u64,
    /// How many lines were found in this input.
    lines: u64,
    /// Whether anything was written, in any input.
    ever: bool,
    out: Vec<u8>,
}

impl<'a> Printer<'a> {
    fn open(&mut self, name: &'a str) {
        self.name = name;
        self.kept.clear();
        (self.due, self.printed, self.lines) = (0, 0, 0);
    }

    fn close(&mut self) {
        if self.args.count {
            if self.named {
                self.show.paint(&mut self.out, NAME, self.name);
                self.show.paint(&mut self.out, FAINT, ":");
            }
            let _ = writeln!(self.out, "{}", self.lines);
        } else if self.args.files_with_matches && self.lines > 0 {
            self.show.paint(&mut self.out, NAME, self.name);
            self.out.push(b'\n');
        }
    }

    fn block(&mut self, block: &Block, searched: &Searched) {
        self.lines += searched.found.len() as u64;
        if self.args.count || self.args.files_with_matches {
            return;
        }
        let text = block.text().get(..block.end).unwrap_or_default();
        match self.args.format {
            Format::Text if self.before + self.after > 0 => self.with_context(block, searched, text),
            Format::Text => searched.found.iter().for_each(|line| self.line(block, text, line)),
            format => searched.found.iter().for_each(|line| self.matches(format, block, text, line)),
        }
    }

    fn with_context(&mut self, block: &Block, searched: &Searched, text: &str) {
        let mut found = searched.found.iter().peekable();
        for (number, (range, content, _)) in crate::task::lines(text).enumerate() {
            let number = number as u64;
            let absolute = block.line + number + 1;
            if let Some(line) = found.next_if(|line| line.number == number) {
                let first = self.kept.front().map_or(absolute, |kept| kept.0);
                if self.ever && first > self.printed + 1 {
                    self.show.paint(&mut self.out, FAINT, "--");
                    self.out.push(b'\n');
                }
                for (number, kept) in std::mem::take(&mut self.kept) {
                    self.prefix(number, "-");
                    self.out.extend_from_slice(kept.as_bytes());
                    self.out.push(b'\n');
                }
                self.line(block, text, line);
                self.printed = absolute;
                self.due = self.after;
            } else if self.due > 0 {
                self.due -= 1;
                self.prefix(absolute, "-");
                self.out.extend_from_slice(text[range].as_bytes());
                self.out.push(b'\n');
                self.printed = absolute;
            } else if self.before > 0 {
                if self.kept.len() == self.before {
                    self.kept.pop_front();
                }
                self.kept.push_back((absolute, content.to_owned()));
            }
        }
    }

    fn prefix(&mut self, number: u64, mark: &str) {
        if self.named {
            self.show.paint(&mut self.out, NAME, self.name);
            self.show.paint(&mut self.out, FAINT, mark);
        }
        if self.args.line_number {
            self.show.paint(&mut self.out, NUMBER, &number.to_string());
            self.show.paint(&mut self.out, FAINT, mark);
        }
        self.ever = true;
    }

    fn line(&mut self, block: &Block, text: &str, line: &Line) {
        let number = block.line + line.number + 1;
        if self.args.only_matching {
            for m in &line.matches {
                self.prefix(number, ":");
                self.show.paint(&mut self.out, MATCH, &text[m.clone()]);
                self.out.push(b'\n');
            }
            return;
        }
        self.prefix(number, ":");
        // Isolated, so that the line keeps its own direction behind names and numbers.
        let isolate = self.show.isolate && (self.named || self.args.line_number);
        let (open, close) = if isolate { ("\u{2068}", "\u{2069}") } else { ("", "") };
        self.out.extend_from_slice(open.as_bytes());
        let mut done = line.range.start;
        for m in &line.matches {
            self.out.extend_from_slice(&text.as_bytes()[done..m.start]);
            self.show.paint(&mut self.out, MATCH, &text[m.clone()]);
            done = m.end;
        }
        let rest = &text[done..line.range.end];
        self.out.extend_from_slice(rest.strip_suffix('\r').unwrap_or(rest).as_bytes());
        self.out.extend_from_slice(close.as_bytes());
        self.out.push(b'\n');
    }

    fn matches(&mut self, format: Format, block: &Block, text: &str, line: &Line) {
        let number = block.line + line.number + 1;
        // A record that was found has no match of its own: it is one.
        let whole = [line.range.clone()];
        for m in if line.matches.is_empty() { &whole[..] } else { &line.matches } {
            let (start, end, matched) = (block.source(m.start), block.source(m.end), &text[m.clone()]);
            if format == Format::Jsonl {
                self.out.extend_from_slice(b"{\"file\":");
                record::string(&mut self.out, self.name);
                let _ = write!(self.out, ",\"line\":{number},\"start\":{start},\"end\":{end},\"text\":");
                record::string(&mut self.out, matched);
                self.out.extend_from_slice(b"}\n");
            } else {
                let _ = write!(self.out, "{}\t{number}\t{start}\t{end}\t", self.name);
                self.show.isolated(&mut self.out, &on_one_line(matched));
                self.out.push(b'\n');
            }
        }
    }
}

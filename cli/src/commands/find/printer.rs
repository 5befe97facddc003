//! Prints the results of `kalima find`: selected lines with context lines, matches as TSV rows or JSON objects, counts of lines, or names
//! of inputs.

use std::collections::VecDeque;
use std::io::Write;
use std::ops::Range;

use crate::input::block::Block;
use crate::input::lines::lines;
use crate::options::policy::Format;
use crate::output::row::{write_escaped, write_json_string};
use crate::output::terminal::{FAINT, ISOLATE_CLOSE, ISOLATE_OPEN, MATCH, NAME, NUMBER, OutputStyle};

/// A selected line of a block, with its matches.
pub(super) struct SelectedLine {
    /// The number of line feeds between the start of the block and the line. The first line of the block has the number 0.
    pub(super) number: u64,
    /// The byte range of the line in the block.
    pub(super) range: Range<usize>,
    /// The byte ranges of the matches in the block.
    pub(super) matches: Vec<Range<usize>>,
    /// Under `--field`, the byte range of each match in the decoded text of the field, and the matched text. Without `--field`, `None`.
    pub(super) field_matches: Option<Vec<(Range<usize>, String)>>,
}

/// The kind of output for the selected lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FindOutput {
    /// Under the format text, the whole selected lines. Under the formats tsv and jsonl, the matches.
    Lines,
    /// Only the matched texts.
    Matches,
    /// The number of selected lines of each input.
    Count,
    /// The names of the inputs that have a selected line.
    FilesWithMatches,
    /// The names of the inputs that have no selected line.
    FilesWithoutMatch,
    Nothing,
}

/// The options of the output.
pub(super) struct PrinterOptions {
    pub(super) format: Format,
    pub(super) output: FindOutput,
    /// True if the name of the input precedes each line.
    pub(super) named: bool,
    /// True if the line number precedes each line.
    pub(super) numbered: bool,
    /// True if a NUL byte follows each input name in the format text.
    pub(super) null: bool,
    /// The number of context lines before each selected line (`before`) and after it (`after`).
    pub(super) before: usize,
    pub(super) after: usize,
    /// The maximum number of selected lines of an input.
    pub(super) max_count: u64,
}

/// Formats the results of the inputs, block by block. The caller takes the formatted bytes from `out`.
pub(super) struct Printer<'a> {
    options: PrinterOptions,
    style: OutputStyle,
    name: &'a str,
    /// The last lines of the input that were read but not printed, with their line numbers counted from 1. If the next line is selected,
    /// these lines are printed as its context.
    kept: VecDeque<(u64, String)>,
    /// The number of following lines that must still be printed as context of the last selected line.
    due: usize,
    /// The number of the last printed line of this input, counted from 1. `None` if no line of this input was printed, or if no context
    /// lines are requested.
    printed: Option<u64>,
    /// The number of selected lines of this input.
    selected: u64,
    /// True if at least one line of any input was printed.
    has_printed: bool,
    pub(super) out: Vec<u8>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(options: PrinterOptions, style: OutputStyle) -> Printer<'a> {
        Printer { options, style, name: "", kept: VecDeque::new(), due: 0, printed: None, selected: 0, has_printed: false, out: Vec::new() }
    }

    /// Resets the state at the start of an input. `name` is the name of the input.
    pub(super) fn open(&mut self, name: &'a str) {
        self.name = name;
        self.kept.clear();
        (self.due, self.printed, self.selected) = (0, None, 0);
    }

    /// Ends an input after its last block. Appends the count or the name of the input if the options select this output. `intact` is true
    /// if no error occurred in the input before the end of the search. After an error, a count of 0 is not appended, and the input is not
    /// listed as an input without a selected line.
    pub(super) fn close(&mut self, intact: bool) {
        match self.options.output {
            FindOutput::Count if intact || self.selected > 0 => {
                if self.options.named {
                    self.write_name(":");
                }
                let _ = writeln!(self.out, "{}", self.selected);
            }
            FindOutput::FilesWithMatches if self.selected > 0 => self.write_name("\n"),
            FindOutput::FilesWithoutMatch if intact && self.selected == 0 => self.write_name("\n"),
            _ => {}
        }
    }

    /// Returns true only if the output for this input is complete, whatever its remaining lines contain. The search of the input can then
    /// stop.
    pub(super) fn is_complete(&self) -> bool {
        match self.options.output {
            FindOutput::FilesWithMatches | FindOutput::FilesWithoutMatch | FindOutput::Nothing => self.selected > 0,
            _ => self.selected >= self.options.max_count && self.due == 0,
        }
    }

    /// Counts the selected lines of a block, and appends the lines, matches or rows that the options select to `out`. Lines beyond the
    /// maximum number of selected lines are ignored. `selected` contains the selected lines in ascending order.
    pub(super) fn print_block(&mut self, block: &Block, selected: &[SelectedLine]) {
        let remaining = usize::try_from(self.options.max_count.saturating_sub(self.selected)).unwrap_or(usize::MAX);
        let selected = selected.get(..remaining).unwrap_or(selected);
        self.selected += selected.len() as u64;
        let text = block.core();
        match (self.options.output, self.options.format) {
            (FindOutput::Lines, Format::Text) if self.options.before > 0 || self.options.after > 0 => {
                self.print_with_context(block, selected, text)
            }
            (FindOutput::Lines, Format::Text) => selected.iter().for_each(|line| self.print_line(block, text, line)),
            (FindOutput::Matches, Format::Text) => selected.iter().for_each(|line| self.print_matches(block, text, line)),
            (FindOutput::Lines | FindOutput::Matches, _) => {
                let start = self.out.len();
                selected.iter().for_each(|line| self.print_rows(block, text, line));
                if self.options.format == Format::Jsonl {
                    let mut rows = self.out.split_off(start);
                    self.style.escape_results(&mut rows, true);
                    self.out.append(&mut rows);
                }
            }
            _ => {}
        }
    }

    /// Appends the selected lines of a block and their context lines. `text` is the core of the block.
    fn print_with_context(&mut self, block: &Block, selected: &[SelectedLine], text: &str) {
        let mut selected = selected.iter().peekable();
        for (number, content) in lines(text).enumerate() {
            let number = number as u64;
            let absolute = block.line + number + 1;
            if let Some(line) = selected.next_if(|line| line.number == number) {
                let first = self.kept.front().map_or(absolute, |kept| kept.0);
                if self.has_printed && self.printed.is_none_or(|printed| first > printed + 1) {
                    self.style.paint(&mut self.out, FAINT, "--");
                    self.out.push(b'\n');
                }
                for (number, kept) in std::mem::take(&mut self.kept) {
                    self.print_context(number, &kept);
                }
                self.print_line(block, text, line);
                self.printed = Some(absolute);
                self.due = self.options.after;
            } else if self.due > 0 {
                self.due -= 1;
                self.print_context(absolute, content.text);
                self.printed = Some(absolute);
            } else if self.is_complete() {
                return;
            } else if self.options.before > 0 {
                if self.kept.len() == self.options.before {
                    self.kept.pop_front();
                }
                self.kept.push_back((absolute, content.text.to_owned()));
            }
        }
    }

    /// Appends a context line. `number` is the line number in the input, counted from 1.
    fn print_context(&mut self, number: u64, line: &str) {
        self.write_prefix(number, "-");
        self.write_isolate(true);
        self.out.extend_from_slice(self.style.line_text(line).as_bytes());
        self.write_isolate(false);
        self.out.push(b'\n');
    }

    /// Appends the name of the input and then `separator`. Under `--null`, appends a NUL byte instead of `separator`.
    fn write_name(&mut self, separator: &str) {
        self.style.paint(&mut self.out, NAME, self.name);
        match (self.options.null, separator) {
            (true, _) => self.out.push(0),
            (false, "\n") => self.out.push(b'\n'),
            (false, separator) => self.style.paint(&mut self.out, FAINT, separator),
        }
    }

    /// Appends the name of the input and the line number at the start of a line, each only if its option is set. `separator` follows the
    /// name, and also follows the number.
    fn write_prefix(&mut self, number: u64, separator: &str) {
        if self.options.named {
            self.write_name(separator);
        }
        if self.options.numbered {
            self.style.paint(&mut self.out, NUMBER, &number.to_string());
            self.style.paint(&mut self.out, FAINT, separator);
        }
        self.has_printed = true;
    }

    /// Appends U+2068, which opens a bidirectional isolate, if `start` is true, and otherwise U+2069, which closes the isolate. The isolate
    /// encloses the line, so a right-to-left line does not move the name and the number. Appends nothing if isolates are off or if lines
    /// have no prefix.
    fn write_isolate(&mut self, start: bool) {
        if self.style.isolate && (self.options.named || self.options.numbered) {
            self.out.extend_from_slice(if start { ISOLATE_OPEN } else { ISOLATE_CLOSE }.as_bytes());
        }
    }

    /// Appends a selected line, with its matches in colour.
    fn print_line(&mut self, block: &Block, text: &str, line: &SelectedLine) {
        self.write_prefix(block.line + line.number + 1, ":");
        self.write_isolate(true);
        let style = self.style;
        let part = |part| if line.field_matches.is_some() { style.json_text(part) } else { style.line_text(part) };
        let mut copied = line.range.start;
        for span in &line.matches {
            self.out.extend_from_slice(part(&text[copied..span.start]).as_bytes());
            style.paint(&mut self.out, MATCH, &part(&text[span.clone()]));
            copied = span.end;
        }
        let rest = &text[copied..line.range.end];
        self.out.extend_from_slice(part(rest.strip_suffix('\r').unwrap_or(rest)).as_bytes());
        self.write_isolate(false);
        self.out.push(b'\n');
    }

    /// Appends each match of a line on a separate output line.
    fn print_matches(&mut self, block: &Block, text: &str, line: &SelectedLine) {
        for (_, matched) in line.source_matches(block, text) {
            self.write_prefix(block.line + line.number + 1, ":");
            self.write_isolate(true);
            self.style.paint(&mut self.out, MATCH, matched);
            self.write_isolate(false);
            self.out.push(b'\n');
        }
    }

    /// Appends each match of a line as a TSV row or as a JSON object on one line.
    fn print_rows(&mut self, block: &Block, text: &str, line: &SelectedLine) {
        let number = block.line + line.number + 1;
        for (range, matched) in line.source_matches(block, text) {
            let (start, end) = (range.start, range.end);
            if self.options.format == Format::Jsonl {
                self.out.extend_from_slice(b"{\"file\":");
                write_json_string(&mut self.out, self.name);
                let _ = write!(self.out, ",\"line\":{number},\"start\":{start},\"end\":{end},\"text\":");
                write_json_string(&mut self.out, matched);
                self.out.extend_from_slice(b"}\n");
            } else {
                write_escaped(&mut self.out, self.name, OutputStyle { isolate: false, ..self.style });
                let _ = write!(self.out, "\t{number}\t{start}\t{end}\t");
                write_escaped(&mut self.out, matched, self.style);
                self.out.push(b'\n');
            }
        }
    }
}

impl SelectedLine {
    /// Creates a selected line. Used only without `--field`.
    pub(super) fn of_text(number: u64, range: Range<usize>, matches: Vec<Range<usize>>) -> SelectedLine {
        SelectedLine { number, range, matches, field_matches: None }
    }

    /// Returns the byte range and the text of each match. The ranges are offsets in the source. If the line is a JSON record, the ranges
    /// are offsets in the decoded text of the field instead.
    fn source_matches<'l>(&'l self, block: &'l Block, text: &'l str) -> Box<dyn Iterator<Item = (Range<u64>, &'l str)> + 'l> {
        match &self.field_matches {
            Some(matches) => Box::new(matches.iter().map(|(range, text)| (range.start as u64..range.end as u64, &**text))),
            None => Box::new(self.matches.iter().map(|m| (block.source_offset(m.start)..block.source_offset(m.end), &text[m.clone()]))),
        }
    }
}

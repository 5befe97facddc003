//! The output of `kalima find`: lines with their matches and context, matches as rows or objects, counts, names.

use std::collections::VecDeque;
use std::io::Write;
use std::ops::Range;

use crate::args::Format;
use crate::block::Block;
use crate::record;
use crate::show::{FAINT, MATCH, NAME, NUMBER, Show};
use crate::task::{escaped_text, lines};

/// A line that was selected.
pub(crate) struct Line {
    /// Line feeds of the block that precede it.
    pub(crate) number: u64,
    /// Its range in the block.
    pub(crate) range: Range<usize>,
    /// The ranges of its matches in the block.
    pub(crate) spans: Vec<Range<usize>>,
    /// Of a record, each match in the text of the field: its range, and the matched text.
    pub(crate) of_field: Option<Vec<(Range<usize>, String)>>,
}

/// What is written of the selected lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// The lines, in the forms other than text their matches.
    Lines,
    /// The matches.
    Matches,
    /// The number of lines of each input.
    Count,
    /// Names of inputs that have a selected line.
    With,
    /// Names of inputs that have none.
    Without,
    Nothing,
}

/// The options of the output.
pub(crate) struct Options {
    pub(crate) format: Format,
    pub(crate) parts: Parts,
    pub(crate) named: bool,
    pub(crate) numbered: bool,
    /// A NUL byte follows each name of an input.
    pub(crate) null: bool,
    /// Numbers of context lines.
    pub(crate) before: usize,
    pub(crate) after: usize,
    /// The number of lines after which an input is not searched on.
    pub(crate) max: u64,
}

/// Writes results of inputs, one block after the other.
pub(crate) struct Printer<'a> {
    options: Options,
    show: Show,
    name: &'a str,
    /// Lines that may become the context of the next selected line: number and text.
    kept: VecDeque<(u64, String)>,
    /// The number of context lines after a selected line that are still to be written.
    due: usize,
    /// The number of the last line of this input that was written.
    printed: Option<u64>,
    /// The number of selected lines of this input.
    selected: u64,
    /// Whether anything was written, for any input.
    ever: bool,
    pub(crate) out: Vec<u8>,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(options: Options, show: Show) -> Printer<'a> {
        Printer { options, show, name: "", kept: VecDeque::new(), due: 0, printed: None, selected: 0, ever: false, out: Vec::new() }
    }

    /// Begins an input.
    pub(crate) fn open(&mut self, name: &'a str) {
        self.name = name;
        self.kept.clear();
        (self.due, self.printed, self.selected) = (0, None, 0);
    }

    /// Ends an input; `well` if it was read to its end or as far as needed.
    pub(crate) fn close(&mut self, well: bool) {
        match self.options.parts {
            Parts::Count if well || self.selected > 0 => {
                if self.options.named {
                    self.name(":");
                }
                let _ = writeln!(self.out, "{}", self.selected);
            }
            Parts::With if self.selected > 0 => self.name("\n"),
            Parts::Without if well && self.selected == 0 => self.name("\n"),
            _ => {}
        }
    }

    /// Whether the rest of the input can change nothing in the output.
    pub(crate) fn is_complete(&self) -> bool {
        match self.options.parts {
            Parts::With | Parts::Without | Parts::Nothing => self.selected > 0,
            _ => self.selected >= self.options.max && self.due == 0,
        }
    }

    /// Writes the results of a block.
    pub(crate) fn block(&mut self, block: &Block, selected: &[Line]) {
        let room = usize::try_from(self.options.max.saturating_sub(self.selected)).unwrap_or(usize::MAX);
        let selected = selected.get(..room).unwrap_or(selected);
        self.selected += selected.len() as u64;
        let text = block.text().get(..block.end).unwrap_or_default();
        match (self.options.parts, self.options.format) {
            (Parts::Lines, Format::Text) if self.options.before > 0 || self.options.after > 0 => self.with_context(block, selected, text),
            (Parts::Lines, Format::Text) => selected.iter().for_each(|line| self.line(block, text, line)),
            (Parts::Matches, Format::Text) => selected.iter().for_each(|line| self.only_matches(block, text, line)),
            (Parts::Lines | Parts::Matches, _) => {
                let start = self.out.len();
                selected.iter().for_each(|line| self.rows(block, text, line));
                if self.options.format == Format::Jsonl {
                    let mut rows = self.out.split_off(start);
                    self.show.escape_results(&mut rows, true);
                    self.out.append(&mut rows);
                }
            }
            _ => {}
        }
    }

    fn with_context(&mut self, block: &Block, selected: &[Line], text: &str) {
        let mut selected = selected.iter().peekable();
        for (number, (range, content, _)) in lines(text).enumerate() {
            let number = number as u64;
            let absolute = block.line + number + 1;
            if let Some(line) = selected.next_if(|line| line.number == number) {
                let first = self.kept.front().map_or(absolute, |kept| kept.0);
                if self.ever && self.printed.is_none_or(|printed| first > printed + 1) {
                    self.show.paint(&mut self.out, FAINT, "--");
                    self.out.push(b'\n');
                }
                for (number, kept) in std::mem::take(&mut self.kept) {
                    self.context(number, &kept);
                }
                self.line(block, text, line);
                self.printed = Some(absolute);
                self.due = self.options.after;
            } else if self.due > 0 {
                self.due -= 1;
                self.context(absolute, &text[range]);
                self.printed = Some(absolute);
            } else if self.is_complete() {
                return;
            } else if self.options.before > 0 {
                if self.kept.len() == self.options.before {
                    self.kept.pop_front();
                }
                self.kept.push_back((absolute, content.to_owned()));
            }
        }
    }

    /// Writes a line of context.
    fn context(&mut self, number: u64, line: &str) {
        self.prefix(number, "-");
        self.isolate(true);
        self.out.extend_from_slice(self.show.text(line).as_bytes());
        self.isolate(false);
        self.out.push(b'\n');
    }

    /// Writes the name of the input, and after it `mark` or NUL.
    fn name(&mut self, mark: &str) {
        self.show.paint(&mut self.out, NAME, self.name);
        match (self.options.null, mark) {
            (true, _) => self.out.push(0),
            (false, "\n") => self.out.push(b'\n'),
            (false, mark) => self.show.paint(&mut self.out, FAINT, mark),
        }
    }

    fn prefix(&mut self, number: u64, mark: &str) {
        if self.options.named {
            self.name(mark);
        }
        if self.options.numbered {
            self.show.paint(&mut self.out, NUMBER, &number.to_string());
            self.show.paint(&mut self.out, FAINT, mark);
        }
        self.ever = true;
    }

    /// Begins or ends an isolate around a line, so that the line keeps its own direction after names and numbers.
    fn isolate(&mut self, begin: bool) {
        if self.show.isolate && (self.options.named || self.options.numbered) {
            self.out.extend_from_slice(if begin { "\u{2068}" } else { "\u{2069}" }.as_bytes());
        }
    }

    /// Writes a line with its matches in colour.
    fn line(&mut self, block: &Block, text: &str, line: &Line) {
        self.prefix(block.line + line.number + 1, ":");
        self.isolate(true);
        let show = self.show;
        let part = |part| if line.of_field.is_some() { show.json_text(part) } else { show.text(part) };
        let mut done = line.range.start;
        for span in &line.spans {
            self.out.extend_from_slice(part(&text[done..span.start]).as_bytes());
            show.paint(&mut self.out, MATCH, &part(&text[span.clone()]));
            done = span.end;
        }
        let rest = &text[done..line.range.end];
        self.out.extend_from_slice(part(rest.strip_suffix('\r').unwrap_or(rest)).as_bytes());
        self.isolate(false);
        self.out.push(b'\n');
    }

    /// Writes each match of a line on a line of its own.
    fn only_matches(&mut self, block: &Block, text: &str, line: &Line) {
        for (_, matched) in line.matches(block, text) {
            self.prefix(block.line + line.number + 1, ":");
            self.isolate(true);
            self.show.paint(&mut self.out, MATCH, matched);
            self.isolate(false);
            self.out.push(b'\n');
        }
    }

    /// Writes each match of a line as a row of columns or a JSON object.
    fn rows(&mut self, block: &Block, text: &str, line: &Line) {
        let number = block.line + line.number + 1;
        for (range, matched) in line.matches(block, text) {
            let (start, end) = (range.start, range.end);
            if self.options.format == Format::Jsonl {
                self.out.extend_from_slice(b"{\"file\":");
                record::string(&mut self.out, self.name);
                let _ = write!(self.out, ",\"line\":{number},\"start\":{start},\"end\":{end},\"text\":");
                record::string(&mut self.out, matched);
                self.out.extend_from_slice(b"}\n");
            } else {
                escaped_text(&mut self.out, self.name, Show { isolate: false, ..self.show });
                let _ = write!(self.out, "\t{number}\t{start}\t{end}\t");
                escaped_text(&mut self.out, matched, self.show);
                self.out.push(b'\n');
            }
        }
    }
}

impl Line {
    /// A line of plain text.
    pub(crate) fn of_text(number: u64, range: Range<usize>, spans: Vec<Range<usize>>) -> Line {
        Line { number, range, spans, of_field: None }
    }

    /// Returns the matches: their ranges in the source, or of a record in the text of its field, and the matched text.
    fn matches<'l>(&'l self, block: &'l Block, text: &'l str) -> Box<dyn Iterator<Item = (Range<u64>, &'l str)> + 'l> {
        match &self.of_field {
            Some(matches) => Box::new(matches.iter().map(|(range, text)| (range.start as u64..range.end as u64, &**text))),
            None => Box::new(self.spans.iter().map(|m| (block.source(m.start)..block.source(m.end), &text[m.clone()]))),
        }
    }
}

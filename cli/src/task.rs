//! The interface of the commands that compute results from text, and the functions that write the results in the selected format.

use crate::input::boundary::BlockBoundary;
use crate::options::policy::Format;
use crate::options::shared::TextArgs;
use crate::output::row::{Chunk, Item, end_row, start_row};

/// The options of a command that computes results from text.
pub(crate) trait TextCommand {
    /// Returns the options that all commands that compute results from text share.
    fn shared(&self) -> &TextArgs;

    /// Returns the format of the results.
    fn format(&self) -> Format;

    /// Returns the task that the options describe. Returns an error message if the options contradict each other, or if a file that they
    /// name cannot be used.
    fn task(&self) -> Result<Box<dyn Task>, String>;
}

/// The work of a command on one chunk of text. A chunk is a block of an input, or the text of a JSON record.
pub(crate) trait Task: Sync {
    /// Returns the rule for the positions at which an input is split into blocks. Together, the results of the blocks must be the results
    /// of the unsplit text, unless a line, sentence or token exceeds `--max-line`.
    fn boundary(&self) -> BlockBoundary;

    /// Returns the JSON key under which the results are added to a record if `--into` is not set.
    fn key(&self) -> &'static str;

    /// Calls `each` with every item that starts in the core of the chunk (the first `core_end` bytes), in the order of the text. An item is
    /// a part of the text that one row of the results describes, such as a token.
    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>));

    /// Appends one row for each item, in the format lines, tsv or jsonl. Appends the byte `end` after each row.
    fn write_rows(&self, format: Format, end: u8, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.items(chunk, &mut |item| {
            start_row(out, format, item.range, chunk);
            end_row(out, format, item.columns, item.main, chunk.style);
            out.push(end);
        });
    }

    /// Appends the results in the format text: the core of the chunk, changed by the command.
    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>);

    /// Appends the results in a layout for human readers. The default implementation appends the results in the format tsv.
    fn write_pretty(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.write_rows(Format::Tsv, b'\n', chunk, out);
    }

    /// Appends the results in the format CoNLL-U. Only commands that accept `--format conllu` override the default implementation.
    fn write_conllu(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.write_text(chunk, out);
    }

    /// Appends the lines that precede the first result of an input in the format CoNLL-U. The first argument is the name of the input. The
    /// default implementation appends nothing.
    fn write_conllu_start(&self, _name: &str, _out: &mut Vec<u8>) {}
}

/// Appends the results of a chunk in the given format.
pub(crate) fn write_results(task: &dyn Task, format: Format, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
    match format {
        Format::Text => task.write_text(chunk, out),
        Format::Pretty => task.write_pretty(chunk, out),
        Format::Conllu => task.write_conllu(chunk, out),
        Format::Lines | Format::Tsv | Format::Jsonl => task.write_rows(format, b'\n', chunk, out),
    }
}

/// Appends the items of a chunk as a JSON array of objects.
pub(crate) fn write_json_array(task: &dyn Task, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
    out.push(b'[');
    let start = out.len();
    task.write_rows(Format::Jsonl, b',', chunk, out);
    if out.len() > start {
        out.pop();
    }
    out.push(b']');
}

//! The interface of the commands that compute results from text, and the formats of the results.

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

    /// Returns the task that the options describe. Returns an error if the options contradict each other.
    fn task(&self) -> Result<Box<dyn Task>, String>;
}

/// The work of a command on one chunk of text.
pub(crate) trait Task: Sync {
    /// Returns the rule that splits a text into blocks. The rule must not change any result.
    fn boundary(&self) -> BlockBoundary;

    /// Returns the JSON key under which the results are added to a record if the user names no other key.
    fn key(&self) -> &'static str;

    /// Calls `each` with every item that starts in the core of the chunk (the bytes before `core_end`), in the order of the text.
    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>));

    /// Appends the items in the format lines, tsv or jsonl. The byte `end` follows each row.
    fn write_rows(&self, format: Format, end: u8, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.items(chunk, &mut |item| {
            start_row(out, format, item.range, chunk);
            end_row(out, format, item.columns, item.main, chunk.style);
            out.push(end);
        });
    }

    /// Appends the core of the chunk with the changes of the command.
    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>);

    /// Appends the results in a layout for human readers.
    fn write_pretty(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.write_rows(Format::Tsv, b'\n', chunk, out);
    }

    /// Appends the results in the format CoNLL-U.
    fn write_conllu(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.write_text(chunk, out);
    }

    /// Appends the lines that precede the first result of an input in the format CoNLL-U.
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

/// Appends the items of a chunk as a JSON array.
pub(crate) fn write_json_array(task: &dyn Task, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
    out.push(b'[');
    let start = out.len();
    task.write_rows(Format::Jsonl, b',', chunk, out);
    if out.len() > start {
        out.pop();
    }
    out.push(b']');
}

//! Rows of results in TSV and JSON Lines. A row contains the columns of an item and the range of the item in the source.

use std::ops::Range;

use super::terminal::OutputStyle;
use crate::input::block::Block;
use crate::options::policy::Format;

/// A part of a text that a command processes as a unit: a block of a file, or the text of a record.
pub(crate) struct Chunk<'a> {
    /// The core, followed by the context. The core is the text that the command processes. The context is the text after the core. The
    /// command only reads the context, because the context can change decisions about the core.
    pub(crate) text: &'a str,
    /// The length of the core in bytes. The core starts at the first byte of `text`.
    pub(crate) core_end: usize,
    /// The block, if the chunk is a block of a file. `None` if the chunk is the text of a record. The offsets of a record start at 0.
    pub(crate) block: Option<&'a Block>,
    /// The name of the input, or `None` if the results do not contain the name.
    pub(crate) name: Option<&'a str>,
    pub(crate) style: OutputStyle,
}

impl<'a> Chunk<'a> {
    /// Returns the core: the first `core_end` bytes of the chunk.
    pub(crate) fn core(&self) -> &'a str {
        self.text.get(..self.core_end).unwrap_or(self.text)
    }

    /// Converts a byte range of the chunk to a byte range of the source (the input file, or the text of the record).
    pub(crate) fn source_range(&self, range: Range<usize>) -> Range<u64> {
        match self.block {
            Some(block) => block.source_offset(range.start)..block.source_offset(range.end),
            None => range.start as u64..range.end as u64,
        }
    }

    /// Returns whether the chunk starts at the start of a line. The text of a record counts as the start of a line.
    pub(crate) fn starts_line(&self) -> bool {
        self.block.is_none_or(|block| block.starts_line)
    }
}

/// The value of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Number(i64),
    Text(&'a str),
    /// A missing value. A missing value is `null` in JSON and an empty column in TSV.
    None,
    /// Several texts, such as the segments of a word. In JSON, the texts are an array. In TSV, they are joined with `+`.
    List(&'a [&'a str]),
}

/// A column: the JSON key and the value.
pub(crate) type Column<'a> = (&'static str, Value<'a>);

/// A part of a text that a row describes, such as a token or a sentence.
pub(crate) struct Item<'a> {
    /// The byte range of the item in the chunk.
    pub(crate) range: Range<usize>,
    /// The columns between the byte range and the main column.
    pub(crate) columns: &'a [Column<'a>],
    /// The main column, such as the text of a token. The main column is the last column of a row. Under the format `lines`, it is the only
    /// column.
    pub(crate) main: Column<'a>,
}

/// Appends the start of a row: the name of the input (unless `chunk.name` is `None`), and the byte range of the item in the source. `range`
/// is the byte range in the chunk. Under the format `lines`, appends nothing.
pub(crate) fn start_row(out: &mut Vec<u8>, format: Format, range: Range<usize>, chunk: &Chunk<'_>) {
    if format == Format::Lines {
        return;
    }
    let range = chunk.source_range(range);
    if format == Format::Jsonl {
        out.push(b'{');
        if let Some(name) = chunk.name {
            out.extend_from_slice(b"\"file\":");
            write_json_string(out, name);
            out.push(b',');
        }
        out.extend_from_slice(b"\"start\":");
        write_number(out, range.start);
        out.extend_from_slice(b",\"end\":");
    } else {
        if let Some(name) = chunk.name {
            write_escaped(out, name, OutputStyle { isolate: false, ..chunk.style });
            out.push(b'\t');
        }
        write_number(out, range.start);
        out.push(b'\t');
    }
    write_number(out, range.end);
}

/// Appends the columns of a row after its start: `columns`, and then `main`. Under the format `lines`, appends only `main`.
pub(crate) fn end_row(out: &mut Vec<u8>, format: Format, columns: &[Column<'_>], main: Column<'_>, style: OutputStyle) {
    match format {
        Format::Lines => tsv_value(out, main.1, OutputStyle::default()),
        Format::Jsonl => {
            for (key, value) in columns.iter().chain([&main]) {
                out.extend_from_slice(b",\"");
                out.extend_from_slice(key.as_bytes());
                out.extend_from_slice(b"\":");
                json_value(out, *value);
            }
            out.push(b'}');
        }
        _ => {
            for (_, value) in columns.iter().chain([&main]) {
                out.push(b'\t');
                tsv_value(out, *value, style);
            }
        }
    }
}

/// Appends a value in TSV syntax.
fn tsv_value(out: &mut Vec<u8>, value: Value<'_>, style: OutputStyle) {
    match value {
        Value::Number(n) => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
        Value::Text(text) => write_escaped(out, text, style),
        Value::None => {}
        Value::List(texts) => write_escaped(out, &texts.join("+"), style),
    }
}

/// Appends a value in JSON syntax.
fn json_value(out: &mut Vec<u8>, value: Value<'_>) {
    match value {
        Value::Number(n) => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
        Value::Text(text) => write_json_string(out, text),
        Value::None => out.extend_from_slice(b"null"),
        Value::List(texts) => {
            out.push(b'[');
            for (n, text) in texts.iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                write_json_string(out, text);
            }
            out.push(b']');
        }
    }
}

/// Appends a number in decimal digits.
pub(crate) fn write_number(out: &mut Vec<u8>, n: u64) {
    out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes());
}

/// Appends a text to a TSV column, with the escapes of [`escape_tsv`], and with the isolates and escapes that `style` requires.
pub(crate) fn write_escaped(out: &mut Vec<u8>, text: &str, style: OutputStyle) {
    if !style.isolate && !style.escape {
        return escape_tsv(out, text);
    }
    let mut escaped = Vec::with_capacity(text.len());
    escape_tsv(&mut escaped, text);
    style.isolate_text(out, &String::from_utf8_lossy(&escaped));
}

/// Appends a text. Replaces tab, line feed, carriage return and backslash with `\t`, `\n`, `\r` and `\\`.
fn escape_tsv(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (at, b) in bytes.iter().enumerate() {
        let escape = match b {
            b'\t' => b"\\t",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\\' => b"\\\\",
            _ => continue,
        };
        out.extend_from_slice(&bytes[copied..at]);
        out.extend_from_slice(escape);
        copied = at + 1;
    }
    out.extend_from_slice(&bytes[copied..]);
}

/// Appends a text as a JSON string, with quotation marks and escapes.
pub(crate) fn write_json_string(out: &mut Vec<u8>, text: &str) {
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(out, text);
}

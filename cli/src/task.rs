//! A command that makes items or text of text, and the forms that its results take.

use std::ops::Range;

use crate::args::Format;
use crate::block::{Block, Cut};
use crate::record;
use crate::show::Show;

/// Some of a text: a block of a file, or the text of a record.
pub(crate) struct Piece<'a> {
    /// The core, and what decisions about it may look at.
    pub(crate) text: &'a str,
    /// Where the core ends.
    pub(crate) end: usize,
    /// Of a file; the text of a record has its own offsets.
    pub(crate) block: Option<&'a Block>,
    /// The source, where there are several.
    pub(crate) name: Option<&'a str>,
    pub(crate) show: Show,
}

impl<'a> Piece<'a> {
    pub(crate) fn core(&self) -> &'a str {
        self.text.get(..self.end).unwrap_or(self.text)
    }

    /// Where a range of the piece is in the source.
    pub(crate) fn source(&self, range: Range<usize>) -> Range<u64> {
        match self.block {
            Some(block) => block.source(range.start)..block.source(range.end),
            None => range.start as u64..range.end as u64,
        }
    }
}

/// A column beside the main one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Number(i64),
    Text(&'a str),
    /// Nothing: `null`, an empty column.
    None,
    /// Several texts, such as the pieces of a word; joined by `+` in a column.
    List(&'a [&'a str]),
}

/// A column: its key in JSON, and its value.
pub(crate) type Column<'a> = (&'static str, Value<'a>);

/// A part of a text, such as a token or a sentence: its range, the columns that describe it, and the main column, which is the last.
pub(crate) struct Item<'a> {
    pub(crate) range: Range<usize>,
    pub(crate) columns: &'a [Column<'a>],
    pub(crate) main: Column<'a>,
}

/// What a command does to text.
pub(crate) trait Task: Sync {
    /// Where text may be cut without changing a result.
    fn cut(&self) -> Cut;

    /// The key under which items are added to a record.
    fn key(&self) -> &'static str;

    /// Gives the items that start in the core, in order.
    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>));

    /// Appends the items in a form (lines, tsv or jsonl), with the byte `end` after each.
    fn rows(&self, format: Format, end: u8, piece: &Piece<'_>, out: &mut Vec<u8>) {
        self.items(piece, &mut |item| {
            start_row(out, format, item.range, piece);
            end_row(out, format, item.columns, item.main, piece.show);
            out.push(end);
        });
    }

    /// Text for text: the core as the command changes it.
    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>);

    /// For a person.
    fn pretty(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        self.rows(Format::Tsv, b'\n', piece, out);
    }

    /// In the format of Universal Dependencies.
    fn conllu(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        self.text(piece, out);
    }

    /// What stands before the results of a source.
    fn begin(&self, _name: &str, _out: &mut Vec<u8>) {}
}

/// The results for a piece in a form.
pub(crate) fn write<T: Task + ?Sized>(task: &T, format: Format, piece: &Piece<'_>, out: &mut Vec<u8>) {
    match format {
        Format::Text => task.text(piece, out),
        Format::Pretty => task.pretty(piece, out),
        Format::Conllu => task.conllu(piece, out),
        Format::Lines | Format::Tsv | Format::Jsonl => task.rows(format, b'\n', piece, out),
    }
}

/// The items of a text as a JSON array.
pub(crate) fn array<T: Task + ?Sized>(task: &T, piece: &Piece<'_>, out: &mut Vec<u8>) {
    out.push(b'[');
    let start = out.len();
    task.rows(Format::Jsonl, b',', piece, out);
    if out.len() > start {
        out.pop();
    }
    out.push(b']');
}

/// Appends what a row has before the columns of an item: source, start and end. A form of lines has none of these.
pub(crate) fn start_row(out: &mut Vec<u8>, format: Format, range: Range<usize>, piece: &Piece<'_>) {
    if format == Format::Lines {
        return;
    }
    let range = piece.source(range);
    if format == Format::Jsonl {
        out.push(b'{');
        if let Some(name) = piece.name {
            out.extend_from_slice(b"\"file\":");
            record::string(out, name);
            out.push(b',');
        }
        out.extend_from_slice(b"\"start\":");
        number(out, range.start);
        out.extend_from_slice(b",\"end\":");
    } else {
        if let Some(name) = piece.name {
            escaped_text(out, name, Show { isolate: false, ..piece.show });
            out.push(b'\t');
        }
        number(out, range.start);
        out.push(b'\t');
    }
    number(out, range.end);
}

/// Appends the columns of a row, the main one last. A form of lines has that one only.
pub(crate) fn end_row(out: &mut Vec<u8>, format: Format, columns: &[Column<'_>], main: Column<'_>, show: Show) {
    match format {
        Format::Lines => tsv_value(out, main.1, Show::default()),
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
                tsv_value(out, *value, show);
            }
        }
    }
}

fn tsv_value(out: &mut Vec<u8>, value: Value<'_>, show: Show) {
    match value {
        Value::Number(n) => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
        Value::Text(text) => escaped_text(out, text, show),
        Value::None => {}
        Value::List(texts) => escaped_text(out, &texts.join("+"), show),
    }
}

fn json_value(out: &mut Vec<u8>, value: Value<'_>) {
    match value {
        Value::Number(n) => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
        Value::Text(text) => record::string(out, text),
        Value::None => out.extend_from_slice(b"null"),
        Value::List(texts) => {
            out.push(b'[');
            for (n, text) in texts.iter().enumerate() {
                if n > 0 {
                    out.push(b',');
                }
                record::string(out, text);
            }
            out.push(b']');
        }
    }
}

pub(crate) fn number(out: &mut Vec<u8>, n: u64) {
    out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes());
}

/// Appends a text in a column as [`escaped`] does, and for a terminal.
pub(crate) fn escaped_text(out: &mut Vec<u8>, text: &str, show: Show) {
    if !show.isolate && !show.escape {
        return escaped(out, text);
    }
    let mut shown = Vec::with_capacity(text.len());
    escaped(&mut shown, text);
    show.isolated(out, &String::from_utf8_lossy(&shown));
}

/// Appends a text in a column or on a line: tab, line feed, carriage return and backslash as `\t`, `\n`, `\r`, `\\`.
pub(crate) fn escaped(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, b) in bytes.iter().enumerate() {
        let escape = match b {
            b'\t' => b"\\t",
            b'\n' => b"\\n",
            b'\r' => b"\\r",
            b'\\' => b"\\\\",
            _ => continue,
        };
        out.extend_from_slice(&bytes[done..at]);
        out.extend_from_slice(escape);
        done = at + 1;
    }
    out.extend_from_slice(&bytes[done..]);
}

/// The lines of a text with their ranges, without the line feed and a carriage return before it; and whether there was a line feed.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = whole.strip_suffix('\n').map_or(whole, |line| line.strip_suffix('\r').unwrap_or(line));
        let start = at;
        at += whole.len();
        (start..start + line.len(), line, &whole[line.len()..])
    })
}

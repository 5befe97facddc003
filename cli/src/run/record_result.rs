//! Writes the results of JSON records. Under the formats text and jsonl, the result becomes a value in the record, and all other bytes of
//! the line are copied unchanged. Under the other formats, only the results are written, without the records.

use super::summary::RecordCounts;
use crate::input::block::Block;
use crate::input::record::{self, Content, RecordText};
use crate::options::field::Field;
use crate::options::policy::Format;
use crate::options::shared::TextArgs;
use crate::output::row::{Chunk, write_json_string};
use crate::output::terminal::OutputStyle;
use crate::task::{Task, write_json_array, write_results};

/// Applies a command to JSON records and writes the results.
pub(super) struct RecordWriter<'a> {
    pub(super) args: &'a TextArgs,
    /// The field that contains the text of a record.
    pub(super) field: &'a Field,
    pub(super) format: Format,
    pub(super) task: &'a dyn Task,
    pub(super) style: OutputStyle,
}

impl RecordWriter<'_> {
    /// Returns whether the results are written into the JSON records.
    fn is_in_place(&self) -> bool {
        matches!(self.format, Format::Text | Format::Jsonl)
    }

    /// Appends the results of all records of a block to `out`. `text` is the valid text of the block. `name` is the name of the input, or
    /// `None` if the results contain no names.
    ///
    /// Returns the counts of the records, and an error message if a line ends the input with an error. In this case, the later lines of the
    /// block are not processed.
    pub(super) fn write_block(&self, block: &Block, text: &str, name: Option<&str>, out: &mut Vec<u8>) -> (RecordCounts, Option<String>) {
        let mut counts = RecordCounts::default();
        for line in record::records(block, text, self.field, &self.args.input) {
            let copied = match line.content {
                Content::Text(record) => {
                    let is_written = if self.is_in_place() {
                        let is_written = self.write_into_record(line.line, &record, out).is_some();
                        out.extend_from_slice(if is_written { line.ending.as_bytes() } else { b"" });
                        is_written
                    } else {
                        write_results(self.task, self.format, &self.chunk(&record, name), out);
                        true
                    };
                    counts.with_text += u64::from(is_written);
                    counts.surrogates += if is_written { record.surrogates } else { 0 };
                    counts.without_object += u64::from(!is_written);
                    !is_written
                }
                Content::Blank => true,
                Content::NoText => {
                    counts.without_text += 1;
                    true
                }
                Content::Rejected { dropped, first } => {
                    counts.rejected += u64::from(first);
                    !dropped
                }
                Content::Error(message) => return (counts, Some(message)),
            };
            if copied && self.is_in_place() {
                out.extend_from_slice(line.line.as_bytes());
                out.extend_from_slice(line.ending.as_bytes());
            }
        }
        (counts, None)
    }

    /// Returns the whole text of a record as one chunk (a text that a command processes as a unit).
    fn chunk<'r>(&self, record: &'r RecordText, name: Option<&'r str>) -> Chunk<'r> {
        Chunk { text: &record.text, core_end: record.text.len(), block: None, name, style: self.style }
    }

    /// Appends the record `line`, with the result of the command, to `out`.
    ///
    /// - Under the format text without `--into`, the result replaces the value of the field.
    /// - Otherwise the result is stored in the innermost object that contains the field. The key is the value of `--into` or, without
    ///   `--into`, the key of the task. A value that the object already has under this key is replaced. If no object contains the field,
    ///   appends nothing and returns `None`.
    fn write_into_record(&self, line: &str, record: &RecordText, out: &mut Vec<u8>) -> Option<()> {
        let as_text = self.format == Format::Text;
        let key = match &self.args.output.into {
            Some(key) => Some(&**key),
            None => (!as_text).then(|| self.task.key()),
        };
        // A new member is inserted directly before the closing brace of the object.
        let insertion = record.object.end.checked_sub(1);
        let replaced = match key {
            None => Some(record.value.clone()),
            Some(key) => {
                insertion?;
                record::member_range(line, record.object.clone(), key)
            }
        };
        let range = replaced.clone().or_else(|| insertion.map(|at| at..at))?;
        out.extend_from_slice(&line.as_bytes()[..range.start]);
        if let (None, Some(key)) = (&replaced, key) {
            out.push(b',');
            write_json_string(out, key);
            out.push(b':');
        }
        let chunk = self.chunk(record, None);
        if as_text {
            let mut result = Vec::new();
            self.task.write_text(&chunk, &mut result);
            write_json_string(out, &String::from_utf8_lossy(&result));
        } else {
            write_json_array(self.task, &chunk, out);
        }
        out.extend_from_slice(&line.as_bytes()[range.end..]);
        Some(())
    }
}

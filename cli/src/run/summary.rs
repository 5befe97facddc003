//! The counts of a run, the summary line, and the remarks about inputs that were changed or not processed.

use std::time::Instant;

use indicatif::{BinaryBytes, HumanDuration};

use crate::options::policy::{BadRecordPolicy, InvalidPolicy};
use crate::options::value_parsers::format_size;

/// The counts of a run.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    /// The number of inputs, without the skipped inputs. Inputs that could not be opened are counted.
    pub(crate) files: u64,
    /// The number of inputs that `--resume` skipped.
    pub(crate) skipped: u64,
    /// The number of errors that were reported.
    pub(crate) failed: u64,
    /// The number of bytes of text that were processed, after decompression.
    pub(crate) bytes_in: u64,
    /// The number of bytes of results, after compression. The reports of `stats` and the CoNLL-U lines that start an input are not counted.
    pub(crate) bytes_out: u64,
    /// The number of byte sequences that are ill-formed in the encoding of their input, and that were replaced or dropped.
    pub(crate) invalid: u64,
    /// The number of inputs that contain ill-formed sequences.
    pub(crate) invalid_inputs: u64,
    /// The index of the first input that contains ill-formed sequences.
    pub(crate) first_invalid: Option<usize>,
    /// The number of lines, sentences, tokens and records that exceed `--max-line` and were split at a position at which a split may change
    /// results.
    pub(crate) overlong: u64,
    pub(crate) records: RecordCounts,
}

/// The counts of the records of a run or of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RecordCounts {
    /// The number of records that contain a text in the field of `--field`, without the records that `without_object` counts.
    pub(crate) with_text: u64,
    /// The number of records that contain no text in the field of `--field`.
    pub(crate) without_text: u64,
    /// The number of records that contain a text to which no result could be added. A result is added under a key of a JSON object, but no
    /// object contains this text: for example, the record is the array `["كتاب"]`.
    pub(crate) without_object: u64,
    /// The number of bad lines under `--bad-records pass` and `skip`: lines that are not JSON, that exceed `--max-line`, or whose text
    /// contains a lone surrogate under `--invalid error`.
    pub(crate) rejected: u64,
    /// The number of lone surrogates that were replaced or dropped in the texts of records.
    pub(crate) surrogates: u64,
}

impl RecordCounts {
    /// Adds the counts of a block to these counts.
    pub(crate) fn add(&mut self, block: RecordCounts) {
        self.with_text += block.with_text;
        self.without_text += block.without_text;
        self.without_object += block.without_object;
        self.rejected += block.rejected;
        self.surrogates += block.surrogates;
    }
}

/// The options that determine the remarks.
pub(crate) struct RemarkOptions<'a> {
    pub(crate) invalid: InvalidPolicy,
    pub(crate) bad_records: BadRecordPolicy,
    pub(crate) max_line: usize,
    /// True if the inputs are JSON Lines.
    pub(crate) records: bool,
    /// The name of the first input with ill-formed sequences. `None` if no input has such sequences, or if the run has a single input that
    /// is not a folder.
    pub(crate) first_invalid: Option<&'a str>,
}

impl Summary {
    /// Returns the summary on one line: files, bytes, time, rate, and the numbers of skipped inputs and of errors if they are not 0.
    /// `start` is the time at which the run started.
    pub(crate) fn line(&self, start: Instant) -> String {
        let time = start.elapsed();
        // The unit is MB (10^6 bytes), because rates of disks and networks are usually in MB/s.
        let rate = self.bytes_in as f64 / 1e6 / time.as_secs_f64().max(1e-9);
        let duration = if time.as_secs() < 60 { format!("{:.2} s", time.as_secs_f64()) } else { HumanDuration(time).to_string() };
        let (read, wrote) = (BinaryBytes(self.bytes_in), BinaryBytes(self.bytes_out));
        let mut line = format!("{} {}, {read} in, {wrote} out, {duration}, {rate:.1} MB/s", self.files, plural(self.files, "file"));
        for (count, what) in [(self.skipped, "skipped because up to date"), (self.failed, "failed")] {
            if count > 0 {
                line += &format!(", {count} {what}");
            }
        }
        line
    }

    /// Returns the remarks, one line for each kind of remark: ill-formed sequences, lone surrogates, overlong lines, lines that are not
    /// JSON, and records without a result.
    pub(crate) fn remarks(&self, options: &RemarkOptions<'_>) -> Vec<String> {
        let mut all = Vec::new();
        let repaired = if options.invalid == InvalidPolicy::Skip { "dropped" } else { "replaced by U+FFFD" };
        let rejected = if options.bad_records == BadRecordPolicy::Skip { "dropped" } else { "copied unchanged" };
        if self.invalid > 0 {
            let inputs = match (self.invalid_inputs, options.first_invalid) {
                (_, None) => String::new(),
                (1, Some(name)) => format!(" in {name}"),
                (n, Some(name)) => format!(" in {n} inputs, the first is {name}"),
            };
            all.push(format!("{} ill-formed byte {} {repaired}{inputs}", self.invalid, plural(self.invalid, "sequence")));
        }
        let records = &self.records;
        if records.surrogates > 0 {
            all.push(format!("{} lone {} {repaired}", records.surrogates, plural(records.surrogates, "surrogate")));
        }
        let max_line = format_size(options.max_line);
        // Under `--bad-records error`, an overlong record ends its input, and an error message names its line. `self.overlong` counts the
        // record, but `rejected` does not. The minimum omits the record from the remark, because the error message is sufficient.
        let overlong = if options.records { self.overlong.min(records.rejected) } else { self.overlong };
        if overlong > 0 {
            let (what, done) = if options.records { ("record", rejected) } else { ("line", "split") };
            all.push(format!("{overlong} {} longer than {max_line} {done}; see --max-line", plural(overlong, what)));
        }
        let no_json = if options.records { records.rejected - overlong } else { 0 };
        if no_json > 0 {
            all.push(format!("{no_json} {} not JSON, {rejected}", if no_json == 1 { "line is" } else { "lines are" }));
        }
        let unchanged = [
            (records.without_object, "without an object for the result copied unchanged"),
            (records.without_text, "without a text in the field"),
        ];
        all.extend(unchanged.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {} {what}", plural(*n, "record"))));
        all
    }
}

/// Returns `noun` if `n` is 1, otherwise the plural: `noun` and the letter `s`.
fn plural(n: u64, noun: &str) -> String {
    if n == 1 { noun.into() } else { format!("{noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_count_what_was_changed() {
        let options = RemarkOptions {
            invalid: InvalidPolicy::Skip,
            bad_records: BadRecordPolicy::Pass,
            max_line: 1024,
            records: true,
            first_invalid: None,
        };
        let records = RecordCounts { with_text: 9, without_text: 1, without_object: 2, rejected: 3, surrogates: 1 };
        let summary = Summary { invalid: 2, invalid_inputs: 1, overlong: 1, records, ..Summary::default() };
        assert_eq!(
            summary.remarks(&options),
            [
                "2 ill-formed byte sequences dropped",
                "1 lone surrogate dropped",
                "1 record longer than 1 KiB copied unchanged; see --max-line",
                "2 lines are not JSON, copied unchanged",
                "2 records without an object for the result copied unchanged",
                "1 record without a text in the field",
            ]
        );
        assert!(Summary::default().remarks(&options).is_empty());
    }
}

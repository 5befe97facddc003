//! The report of `kalima stats` for human readers. Each row starts with a number. If the style requires isolates, the Arabic words and
//! letters of the input are enclosed in bidirectional isolates (U+2068 and U+2069). Both measures keep the columns in order on a terminal
//! that reorders right-to-left text.

use std::io::Write;

use kalima::chars;

use super::report::Report;
use crate::output::terminal::{FAINT, NAME, NUMBER, OutputStyle};

/// Returns the report as text. `name` is the name of the input if the report is about a single input. Otherwise the report is about `files`
/// inputs.
pub(super) fn write_report(report: &Report<'_>, name: Option<&str>, files: u64, style: OutputStyle) -> Vec<u8> {
    let mut writer = Writer { out: Vec::new(), style };
    match name {
        Some(name) => {
            style.paint(&mut writer.out, NAME, name);
            writer.out.push(b'\n');
        }
        None => writer.row(files, if files == 1 { "file" } else { "files" }, ""),
    }
    writer.totals(report);
    writer.characters(report);
    writer.words(report);
    writer.normalization(report);
    writer.out.push(b'\n');
    writer.out
}

/// The text of the report so far, and its style.
struct Writer {
    out: Vec<u8>,
    style: OutputStyle,
}

impl Writer {
    fn totals(&mut self, report: &Report<'_>) {
        self.row(report.counts.bytes, "bytes", "");
        self.row(report.chars.all, "characters", "");
        self.row(report.counts.lines, "lines", "");
        self.row(report.words.all, "Arabic words", "");
        self.row(report.words.different as u64, "different Arabic words", "");
        if report.counts.uncounted_words > 0 {
            self.row(report.counts.uncounted_words, "Arabic words not counted individually; see --max-words", "");
        }
    }

    fn characters(&mut self, report: &Report<'_>) {
        let (chars, words) = (&report.chars, &report.words);
        let letters: u64 = chars.scripts.iter().map(|s| s.1).sum();
        self.heading("letters by script");
        for (script, n) in &chars.scripts {
            self.row(*n, script, &share(*n, letters));
        }
        self.heading("diacritics, tatweel, digits");
        for (sign, n) in &chars.signs {
            self.row(*n, sign, "");
        }
        self.heading("vocalization");
        let rate = chars.vowel_signs as f64 / (chars.arabic_letters as f64).max(1.0);
        self.row(chars.vowel_signs, "vowel signs", &format!("{rate:.3} per letter"));
        self.row(words.vocalized, "words with at least one", &share(words.vocalized, words.all));
        self.row(words.fully_vocalized, "words with all", &share(words.fully_vocalized, words.all));
    }

    fn words(&mut self, report: &Report<'_>) {
        let kinds = || report.counts.kinds().filter(|k| !k.0.is_space());
        let tokens: u64 = kinds().map(|k| k.1).sum();
        self.heading("tokens by kind");
        for (kind, n) in kinds() {
            self.row(n, kind.name(), &share(n, tokens));
        }
        let words = &report.words;
        for (title, list) in [("words", &words.top_words), ("stems", &words.top_stems), ("roots", &words.top_roots)] {
            if !list.is_empty() {
                self.heading(title);
                for (text, n) in list {
                    self.row_with(*n, |out, style| style.isolate_text(out, text));
                }
            }
        }
    }

    fn normalization(&mut self, report: &Report<'_>) {
        let (counts, words) = (report.counts, &report.words);
        self.heading("effect of the normalizer");
        self.row(counts.changed_lines, "lines change", &share(counts.changed_lines, counts.lines));
        self.row(words.changed, "Arabic words change", &share(words.changed, words.all));
        let fewer = words.different.saturating_sub(words.different_normalized) as u64;
        self.row(fewer, "fewer different words", &share(fewer, words.different as u64));
        for (c, to, n) in &report.chars.changes {
            self.row_with(*n, |out, style| {
                // Writing to memory cannot fail. The other writes in this file cannot fail for the same reason.
                let _ = write!(out, "U+{:04X} ", u32::from(*c));
                if c.is_alphabetic() && !chars::is_mark(*c) {
                    style.isolate_text(out, &c.to_string());
                    out.push(b' ');
                }
                match &**to {
                    "" => out.extend_from_slice(b"is dropped"),
                    to => {
                        out.extend_from_slice(b"becomes ");
                        style.isolate_text(out, to);
                    }
                }
            });
        }
        if !words.merged.is_empty() {
            self.heading(&format!("words that become equal: {} groups", words.merged_groups));
            for group in &words.merged {
                self.row_with(group.count(), |out, style| {
                    style.isolate_text(out, &group.normalized);
                    out.extend_from_slice(b" from");
                    for (n, (word, count)) in group.words.iter().take(6).enumerate() {
                        let _ = write!(out, "{} {count} ", if n > 0 { "," } else { "" });
                        style.isolate_text(out, word);
                    }
                    if group.words.len() > 6 {
                        let _ = write!(out, ", and {} more", group.words.len() - 6);
                    }
                });
            }
        }
    }

    /// Appends an empty line and then a heading.
    fn heading(&mut self, text: &str) {
        self.out.push(b'\n');
        self.style.paint(&mut self.out, NAME, text);
        self.out.push(b'\n');
    }

    /// Appends a row: the number `n`, the label, and the note if it is not empty.
    fn row(&mut self, n: u64, label: &str, note: &str) {
        self.row_with(n, |out, style| {
            out.extend_from_slice(label.as_bytes());
            if !note.is_empty() {
                style.paint(out, FAINT, &format!("  {note}"));
            }
        });
    }

    /// Appends a row: the number `n`, and the columns that the closure `rest` appends.
    fn row_with(&mut self, n: u64, rest: impl FnOnce(&mut Vec<u8>, OutputStyle)) {
        self.style.paint(&mut self.out, NUMBER, &format!("{n:>12}"));
        self.out.extend_from_slice(b"  ");
        rest(&mut self.out, self.style);
        self.out.push(b'\n');
    }
}

/// Formats the ratio of `n` to `of` as a percentage with one decimal place.
fn share(n: u64, of: u64) -> String {
    format!("{:.1} %", 100.0 * n as f64 / (of as f64).max(1.0))
}

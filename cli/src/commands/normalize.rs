//! `kalima normalize`: normalizes text.

use kalima::normalize::Normalizer;

use crate::input::boundary::BlockBoundary;
use crate::input::lines::lines;
use crate::options::normalizer::NormalizerArgs;
use crate::options::policy::{Format, formats};
use crate::options::shared::TextArgs;
use crate::output::row::{Chunk, Item, Value};
use crate::task::{Task, TextCommand};

/// Normalizes spelling: forms of alef and yeh, diacritics, tatweel, presentation forms, digits. Each of these folds has a switch.
///
/// Formats: text prints the normalized text; tsv and jsonl print each line with its byte range in the source.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The format of the results.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "tsv", "jsonl"]))]
    format: Format,
    /// With tsv and jsonl, prints only the lines that the normalizer changes. Each row contains the original line and then the normalized
    /// line.
    #[arg(long)]
    changed: bool,
    #[command(flatten)]
    normalizer: NormalizerArgs,
    #[command(flatten)]
    shared: TextArgs,
}

const EXAMPLES: &str = "Examples:
  kalima normalize book.txt                         with the preset `search`
  kalima normalize --normalizer none --alef hamza --strip-marks tashkeel book.txt
  kalima normalize -f tsv --changed book.txt        changed lines: range, original, result
  kalima normalize corpus/ --output-dir clean/ --compress zstd --resume
  kalima normalize --field text docs.jsonl -o folded.jsonl";

impl TextCommand for Args {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        if self.changed && self.format == Format::Text {
            return Err("--changed requires --format tsv or --format jsonl".into());
        }
        Ok(Box::new(Normalize { normalizer: self.normalizer.build(), changed: self.changed, as_text: self.format == Format::Text }))
    }
}

struct Normalize {
    normalizer: Normalizer,
    changed: bool,
    as_text: bool,
}

impl Task for Normalize {
    /// Returns the rule that splits the input into blocks. In the format text, blocks end after line feeds, or, if possible, between two
    /// words of a line that exceeds `--max-line`. A split at these positions changes no result: no fold reads text across a line feed, only
    /// the fold of spaces reads text across a space, and these positions are not inside a run of spaces. In the formats tsv and jsonl, a
    /// row is a line, so blocks end after line feeds.
    fn boundary(&self) -> BlockBoundary {
        if self.as_text { BlockBoundary::Word } else { BlockBoundary::Line { lookahead: 0 } }
    }

    fn key(&self) -> &'static str {
        "normalized"
    }

    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for line in lines(chunk.core()) {
            let normalized = self.normalizer.normalize(line.text);
            let main = ("text", Value::Text(&normalized));
            if !self.changed {
                each(Item { range: line.range, columns: &[], main });
            } else if normalized != line.text {
                each(Item { range: line.range, columns: &[("source", Value::Text(line.text))], main });
            }
        }
    }

    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        // `out` is empty when this function is called, so the conversion to a `String` validates no bytes and copies no bytes.
        let mut normalized = String::from_utf8(std::mem::take(out)).unwrap_or_default();
        self.normalizer.normalize_into(chunk.core(), &mut normalized);
        *out = normalized.into_bytes();
    }
}

//! `kalima normalize`: text in, its normal form out.

use kalima::normalize::Normalizer;

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::block::Cut;
use crate::switches::NormalizerArgs;
use crate::task::{Item, Piece, Task, Value, lines};

/// Folds spellings: alefs, yehs, marks, tatweel, presentation forms, digits, each by a switch of its own.
///
/// text: the text itself, folded. tsv, jsonl: each line with its bytes in the source.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "tsv", "jsonl"]))]
    pub(crate) format: Format,
    /// Only lines that change, with tsv and jsonl; the line as it was stands before.
    #[arg(long)]
    changed: bool,
    #[command(flatten)]
    normalizer: NormalizerArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

const EXAMPLES: &str = "Examples:
  kalima normalize book.txt                         the text under the preset `search`
  kalima normalize --normalizer none --alef hamza --strip tashkeel book.txt
  kalima normalize -f tsv --changed book.txt        lines that change: range, before, after
  kalima normalize corpus/ --output-dir clean/ --compress zstd --resume
  kalima normalize --field text docs.jsonl -o folded.jsonl";

impl Args {
    pub(crate) fn task(&self) -> Result<Normalize, String> {
        if self.changed && self.format == Format::Text {
            return Err("--changed needs --format tsv or jsonl".into());
        }
        Ok(Normalize { normalizer: self.normalizer.build(), changed: self.changed, as_text: self.format == Format::Text })
    }
}

pub(crate) struct Normalize {
    normalizer: Normalizer,
    changed: bool,
    as_text: bool,
}

impl Task for Normalize {
    /// No fold depends on what is beyond a line break or, except for runs of spaces, beyond a space. A row is a line.
    fn cut(&self) -> Cut {
        if self.as_text { Cut::Word } else { Cut::Line(0) }
    }

    fn key(&self) -> &'static str {
        "normalized"
    }

    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for (range, line, _) in lines(piece.core()) {
            let normal = self.normalizer.normalize(line);
            let main = ("text", Value::Text(&normal));
            if !self.changed {
                each(Item { range, columns: &[], main });
            } else if normal != line {
                each(Item { range, columns: &[("source", Value::Text(line))], main });
            }
        }
    }

    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        // A block's results start empty: then they are made where they are kept.
        let mut made = String::from_utf8(std::mem::take(out)).unwrap_or_default();
        self.normalizer.normalize_into(piece.core(), &mut made);
        *out = made.into_bytes();
    }
}

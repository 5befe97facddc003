//! `kalima parse`: the readings of words.

use kalima::morph::{self, Parse};

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::per_word::{PerWord, WordTask};
use crate::show::{NUMBER, Show};
use crate::task::{Column, Value};

/// Readings of words by the word grammar: clitics, root, template, inflection, lemma; best first.
///
/// pretty: a word, and below it its readings with their costs. lines: one lemma a line. tsv: start, end, word, rank, cost, class, form,
/// inflection, root, template, kinds, pieces, lemma. jsonl: an object a reading.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Readings in words, as a sentence that a person can follow.
    #[arg(long)]
    explain: bool,
    /// The most readings of a word, up to 8.
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=8))]
    readings: u8,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["pretty", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Option<Format>,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

const EXAMPLES: &str = "Examples:
  kalima parse -t 'وسيكتبونها'                       all readings, best first
  kalima parse --explain -n 1 -t 'فاستكتبه'          the best reading in words
  kalima parse -f lines -n 1 book.txt               the lemma of each word
  kalima parse -f tsv book.txt > readings.tsv";

impl Args {
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(if self.input.field.is_some() { Format::Jsonl } else { Format::Pretty })
    }

    pub(crate) fn task(&self) -> Result<PerWord<Parses>, String> {
        if self.explain && matches!(self.format(), Format::Lines | Format::Tsv) {
            return Err("--explain needs --format pretty or jsonl".into());
        }
        Ok(PerWord::new(Parses { explain: self.explain, readings: self.readings.into() }))
    }
}

pub(crate) struct Parses {
    explain: bool,
    readings: usize,
}

impl WordTask for Parses {
    fn key(&self) -> &'static str {
        "parses"
    }

    fn rows(&self, word: &str, each: &mut dyn FnMut(&[Column<'_>], Column<'_>)) {
        for (rank, p) in morph::parses(word).take(self.readings).enumerate() {
            let (root, explain) = (p.root().map(|r| r.to_string()), self.explain.then(|| p.explain()));
            let lemma = p.lemma();
            let pieces: Vec<&str> = p.pieces().map(|c| c.text()).collect();
            let kinds: Vec<&str> = p.pieces().map(|c| c.kind().name()).collect();
            let text = |text: Option<&'static str>| text.map_or(Value::None, Value::Text);
            let columns = [
                ("word", Value::Text(word)),
                ("rank", Value::Number(rank as i64 + 1)),
                ("cost", Value::Number(p.cost().into())),
                ("class", Value::Text(p.class().name())),
                ("form", text(p.form().map(|f| f.name()))),
                ("inflection", Value::Text(p.inflection().name())),
                ("root", root.as_deref().map_or(Value::None, Value::Text)),
                ("template", text(p.template())),
                ("kinds", Value::List(&kinds)),
                ("pieces", Value::List(&pieces)),
                ("explain", explain.as_deref().map_or(Value::None, Value::Text)),
            ];
            let shown = columns.len() - usize::from(!self.explain);
            each(&columns[..shown], ("lemma", Value::Text(&lemma)));
        }
    }

    /// Numbers and Latin precede Arabic, and each Arabic word is isolated, so no terminal moves one across the other.
    fn write(&self, word: &str, show: Show, out: &mut Vec<u8>) {
        show.isolated(out, word);
        out.push(b'\n');
        let mut any = false;
        for p in morph::parses(word).take(self.readings) {
            any = true;
            show.paint(out, NUMBER, &format!("{:>6}", p.cost()));
            out.extend_from_slice(b"  ");
            if self.explain {
                explained(&p, show, out)
            } else {
                in_columns(&p, show, out)
            }
            out.push(b'\n');
        }
        if !any {
            out.extend_from_slice(b"        no reading\n");
        }
    }
}

/// [`Parse::explain`], with each Arabic word isolated.
fn explained(p: &Parse<'_>, show: Show, out: &mut Vec<u8>) {
    for (n, word) in p.explain().split(' ').enumerate() {
        if n > 0 {
            out.push(b' ');
        }
        let bare = word.trim_end_matches([',', ':']);
        show.isolated(out, bare);
        out.extend_from_slice(&word.as_bytes()[bare.len()..]);
    }
}

fn in_columns(p: &Parse<'_>, show: Show, out: &mut Vec<u8>) {
    let kind = match p.form() {
        Some(form) => format!("{} {form}", p.class()),
        None => p.class().to_string(),
    };
    out.extend_from_slice(format!("{kind:<10} {:<16}", p.inflection().name()).as_bytes());
    let mut arabic = |label: &str, text: &str| {
        out.push(b' ');
        out.extend_from_slice(label.as_bytes());
        out.push(b' ');
        show.isolated(out, text);
    };
    arabic("lemma", &p.lemma());
    if let (Some(root), Some(template)) = (p.root(), p.template()) {
        arabic(" root", &root.to_string());
        arabic(" template", template);
    }
    let pieces: Vec<&str> = p.pieces().map(|c| c.text()).collect();
    if pieces.len() > 1 {
        arabic(" pieces", &pieces.join("+"));
    }
}

//! `kalima parse`: lists the morphological readings of words.

use kalima::morph::{Grammar, Parse};

use super::per_word::{PerWordTask, WordTask};
use crate::options::lexicon::LexiconArgs;
use crate::options::policy::{Format, formats};
use crate::options::shared::TextArgs;
use crate::output::row::{Column, Value};
use crate::output::terminal::{NUMBER, OutputStyle};
use crate::task::{Task, TextCommand};

/// Lists the readings of Arabic words, best first: clitics, root, pattern, inflection, lemma.
///
/// Formats: pretty prints each word, and below it the readings of the word with their costs; lines prints one lemma on each line; tsv
/// prints start, end, word, rank, cost, class, form, inflection, root, template, kinds, pieces, upos, features, vocalized and lemma; jsonl
/// prints an object for each reading. upos and features have the names of Universal Dependencies; vocalized is the lemma with its vowels.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Describes each reading with a sentence.
    #[arg(long)]
    explain: bool,
    /// The maximum number of readings of a word, from 1 to 8.
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=8))]
    readings: u8,
    /// The format of the results. The default is pretty, or jsonl with --field.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["pretty", "lines", "tsv", "jsonl"]))]
    format: Option<Format>,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    shared: TextArgs,
}

const EXAMPLES: &str = "Examples:
  kalima parse -t 'وسيكتبونها'                       all readings, best first
  kalima parse --explain -n 1 -t 'فاستكتبه'          a description of the best reading
  kalima parse -f lines -n 1 book.txt               the lemma of each word
  kalima parse -f tsv book.txt > readings.tsv";

impl TextCommand for Args {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(self.shared.default_format(Format::Pretty))
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        if self.explain && matches!(self.format(), Format::Lines | Format::Tsv) {
            return Err("--explain requires --format pretty or --format jsonl".into());
        }
        let grammar = self.lexicon.grammar()?;
        Ok(Box::new(PerWordTask::new(ParseCommand { grammar, explain: self.explain, readings: self.readings.into() })))
    }
}

/// The options of the command `parse`.
struct ParseCommand {
    grammar: Grammar,
    explain: bool,
    /// The maximum number of readings of a word.
    readings: usize,
}

impl WordTask for ParseCommand {
    fn key(&self) -> &'static str {
        "parses"
    }

    fn rows(&self, word: &str, each: &mut dyn FnMut(&[Column<'_>], Column<'_>)) {
        for (rank, p) in self.grammar.parses(word).take(self.readings).enumerate() {
            let (root, explain) = (p.root().map(|r| r.to_string()), self.explain.then(|| p.explain()));
            let (lemma, vocalized, features) = (p.lemma(), p.vocalized_lemma(), p.features().to_string());
            let pieces: Vec<&str> = p.segments().map(|c| c.text()).collect();
            let kinds: Vec<&str> = p.segments().map(|c| c.kind().name()).collect();
            let text = |text: Option<&'static str>| text.map_or(Value::None, Value::Text);
            let columns = [
                ("word", Value::Text(word)),
                ("rank", Value::Number(rank as i64 + 1)),
                ("cost", Value::Number(p.cost().into())),
                ("class", Value::Text(p.part_of_speech().name())),
                ("form", text(p.verb_form().map(|f| f.name()))),
                ("inflection", Value::Text(p.inflection().name())),
                ("root", root.as_deref().map_or(Value::None, Value::Text)),
                ("template", text(p.template())),
                ("kinds", Value::List(&kinds)),
                ("pieces", Value::List(&pieces)),
                ("upos", Value::Text(p.upos().name())),
                ("features", Value::Text(&features)),
                ("vocalized", vocalized.as_deref().map_or(Value::None, Value::Text)),
                ("explain", explain.as_deref().map_or(Value::None, Value::Text)),
            ];
            let shown = columns.len() - usize::from(!self.explain);
            each(&columns[..shown], ("lemma", Value::Text(&lemma)));
        }
    }

    /// Appends a word, and below it one line for each of the first `readings` readings, or the line `no reading`. The line of a reading
    /// starts with a number. If the style requires isolates, each Arabic word is enclosed in bidirectional isolates (U+2068 and U+2069).
    /// Both measures keep the columns in order on a terminal that reorders right-to-left text.
    fn write(&self, word: &str, style: OutputStyle, out: &mut Vec<u8>) {
        style.isolate_text(out, word);
        out.push(b'\n');
        let mut has_reading = false;
        for p in self.grammar.parses(word).take(self.readings) {
            has_reading = true;
            style.paint(out, NUMBER, &format!("{:>6}", p.cost()));
            out.extend_from_slice(b"  ");
            if self.explain {
                write_explanation(&p, style, out)
            } else {
                write_columns(&p, style, out)
            }
            out.push(b'\n');
        }
        if !has_reading {
            out.extend_from_slice(b"        no reading\n");
        }
    }
}

/// Appends the description of a reading. If the style requires isolates, encloses each Arabic word of the description in bidirectional
/// isolates.
fn write_explanation(p: &Parse<'_>, style: OutputStyle, out: &mut Vec<u8>) {
    for (n, word) in p.explain().split(' ').enumerate() {
        if n > 0 {
            out.push(b' ');
        }
        let bare = word.trim_end_matches([',', ':']);
        style.isolate_text(out, bare);
        out.extend_from_slice(&word.as_bytes()[bare.len()..]);
    }
}

/// Appends the columns of a reading: part of speech (and form, if the reading has a verb form), inflection and lemma. Then appends the root
/// and the template if the reading has both, and the pieces if the word has several pieces.
fn write_columns(p: &Parse<'_>, style: OutputStyle, out: &mut Vec<u8>) {
    let kind = match p.verb_form() {
        Some(form) => format!("{} {form}", p.part_of_speech()),
        None => p.part_of_speech().to_string(),
    };
    out.extend_from_slice(format!("{kind:<10} {:<16}", p.inflection().name()).as_bytes());
    let mut arabic = |label: &str, text: &str| {
        out.push(b' ');
        out.extend_from_slice(label.as_bytes());
        out.push(b' ');
        style.isolate_text(out, text);
    };
    arabic("lemma", &p.lemma());
    if let Some(root) = p.root() {
        arabic(" root", root.as_ref());
        if let Some(template) = p.template() {
            arabic(" template", template);
        }
    }
    let pieces: Vec<&str> = p.segments().map(|c| c.text()).collect();
    if pieces.len() > 1 {
        arabic(" pieces", &pieces.join("+"));
    }
}

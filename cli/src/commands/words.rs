//! `kalima stem`, `segment` and `root`: every Arabic word of a text replaced, or listed with what was made of it.

use std::borrow::Cow;

use kalima::clitic::{Scheme, segment};
use kalima::morph;
use kalima::stem::{Stem, Stemmer};
use kalima::token::{TokenKind, Tokenizer};

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::block::Cut;
use crate::names::named;
use crate::task::{Item, Piece, Task, Value};

/// Cuts words down to what their forms share.
///
/// text: the text with every Arabic word replaced by its stem; all else stays as it is. lines: one stem a line. tsv: start, end, word, stem.
/// jsonl: an object a word.
#[derive(clap::Args, Debug)]
pub(crate) struct StemArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The stemmer.
    #[arg(short, long, value_name = "STEMMER", default_value = "lexical", value_parser = named!(Stemmer))]
    stemmer: Stemmer,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// Cuts clitics off words, as treebanks do.
///
/// text: the text with the pieces of every Arabic word joined by the separator; all else stays as it is. lines: the pieces of a word with the
/// separator. tsv: start, end, word, kinds, pieces. jsonl: an object a word.
#[derive(clap::Args, Debug)]
pub(crate) struct SegmentArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Which clitics are cut off: و ف (d1), also ب ك ل س (d2), also pronouns (atb), also the article (d3).
    #[arg(short, long, value_name = "SCHEME", default_value = "atb", value_parser = named!(Scheme))]
    scheme: Scheme,
    /// Pieces as they are written when they stand alone: مدرسة for مدرست.
    #[arg(long)]
    forms: bool,
    /// What is put between pieces, in text and lines.
    #[arg(long, value_name = "TEXT", default_value = "+")]
    separator: String,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

/// The root of words, by their best reading.
///
/// text: the text with every Arabic word that has a root replaced by it; all else stays as it is. lines: one root a line, an empty line where a
/// word has none. tsv: start, end, word, root. jsonl: an object a word, its root null where it has none.
#[derive(clap::Args, Debug)]
pub(crate) struct RootArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

impl StemArgs {
    pub(crate) fn task(&self) -> Words {
        Words::Stem(self.stemmer)
    }
}

impl SegmentArgs {
    pub(crate) fn task(&self) -> Words {
        Words::Segment { scheme: self.scheme, forms: self.forms, separator: self.separator.clone() }
    }
}

impl RootArgs {
    pub(crate) fn task(&self) -> Words {
        Words::Root
    }
}

/// What is made of a word.
pub(crate) enum Words {
    Stem(Stemmer),
    Segment { scheme: Scheme, forms: bool, separator: String },
    Root,
}

impl Words {
    /// What takes the place of a word; `None` if there is nothing.
    fn made<'w>(&self, word: &'w str) -> Option<Cow<'w, str>> {
        match self {
            Words::Stem(stemmer) => Some(stemmer.stem(word).into_text()),
            Words::Root => morph::root(word).map(|root| root.to_string().into()),
            Words::Segment { scheme, forms, separator } => {
                let mut made = String::with_capacity(word.len() + 8);
                for (n, piece) in segment(word, *scheme).enumerate() {
                    if n > 0 {
                        made.push_str(separator);
                    }
                    made.push_str(if *forms { piece.form() } else { piece.text() });
                }
                Some(made.into())
            }
        }
    }
}

impl Task for Words {
    fn cut(&self) -> Cut {
        Cut::Token(Tokenizer::new())
    }

    fn key(&self) -> &'static str {
        match self {
            Words::Stem(_) => "stems",
            Words::Segment { .. } => "segments",
            Words::Root => "roots",
        }
    }

    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for t in Tokenizer::new().words(piece.text).take_while(|t| t.start() < piece.end).filter(|t| t.kind() == TokenKind::Arabic) {
            let word = ("word", Value::Text(t.text()));
            match self {
                Words::Segment { scheme, forms, .. } => {
                    let pieces: Vec<_> = segment(t.text(), *scheme).collect();
                    let texts: Vec<&str> = pieces.iter().map(|p| if *forms { p.form() } else { p.text() }).collect();
                    let kinds: Vec<&str> = pieces.iter().map(|p| p.kind().name()).collect();
                    let columns = [word, ("kinds", Value::List(&kinds))];
                    each(Item { range: t.range(), columns: &columns, main: ("pieces", Value::List(&texts)) });
                }
                _ => {
                    let made = self.made(t.text());
                    let main = made.as_deref().map_or(Value::None, Value::Text);
                    let key = if matches!(self, Words::Root) { "root" } else { "stem" };
                    each(Item { range: t.range(), columns: &[word], main: (key, main) });
                }
            }
        }
    }

    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        for t in Tokenizer::new().tokens(piece.text).take_while(|t| t.start() < piece.end) {
            match (t.kind() == TokenKind::Arabic).then(|| self.made(t.text())).flatten() {
                Some(made) => out.extend_from_slice(made.as_bytes()),
                None => out.extend_from_slice(t.text().as_bytes()),
            }
        }
    }
}

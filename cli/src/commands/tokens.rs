//! `kalima tokens`: splits text into tokens.

use kalima::clitic::Scheme;
use kalima::normalize::{Normalizer, Preset};
use kalima::token::{TokenKind, Tokenizer};

use super::conllu::ConlluWriter;
use crate::input::boundary::BlockBoundary;
use crate::options::policy::{Format, formats};
use crate::options::segmentation::{SplitterArgs, TokenizerArgs};
use crate::options::shared::TextArgs;
use crate::options::value_parsers::library_name;
use crate::output::row::{Chunk, Item, Value};
use crate::task::{Task, TextCommand};

/// Splits text into tokens: words, numbers, addresses, hashtags, emoji, abbreviations, punctuation.
///
/// Formats: text prints the tokens of each line, separated by spaces; lines prints one token on each line; tsv prints start, end, kind and
/// token; jsonl prints an object for each token; conllu prints the tokens of each sentence. White space is omitted; with lines, tsv and
/// jsonl, --kinds can select it.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The format of the results. The default is text, or jsonl with --field.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["text", "lines", "tsv", "jsonl", "conllu"]))]
    format: Option<Format>,
    /// Omits punctuation, symbols and emoji.
    #[arg(long, conflicts_with = "kinds")]
    words_only: bool,
    /// Prints only tokens of these kinds. Several kinds are separated by commas.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = library_name!(TokenKind))]
    kinds: Vec<TokenKind>,
    /// Normalizes tokens with this preset.
    #[arg(long, value_name = "PRESET", value_parser = library_name!(Preset))]
    fold: Option<Preset>,
    /// With conllu, splits clitics from words by this scheme. A line for the whole word precedes the lines of its parts.
    #[arg(long, value_name = "SCHEME", value_parser = library_name!(Scheme))]
    segment: Option<Scheme>,
    /// With conllu, adds the lemmas of Arabic words.
    #[arg(long)]
    lemmas: bool,
    #[command(flatten)]
    tokenizer: TokenizerArgs,
    #[command(flatten)]
    splitter: SplitterArgs,
    #[command(flatten)]
    shared: TextArgs,
}

const EXAMPLES: &str = "Examples:
  kalima tokens -t 'كتبتُ 3 رسائل إلى a@b.com'       tokens with a space between them
  kalima tokens -f tsv news.txt.gz                  start, end, kind and token
  kalima tokens -f lines --words-only --fold search book.txt | sort | uniq -c
  kalima tokens --kinds hashtag,emoji -f jsonl tweets.txt
  kalima tokens -f conllu --segment atb --lemmas book.txt";

impl TextCommand for Args {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format.unwrap_or(self.shared.default_format(Format::Text))
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        let conllu = self.format() == Format::Conllu;
        if !conllu && (self.lemmas || self.segment.is_some()) {
            return Err("--segment and --lemmas require --format conllu".into());
        }
        if conllu && (self.words_only || !self.kinds.is_empty() || self.fold.is_some()) {
            return Err("--words-only, --kinds and --fold cannot be combined with --format conllu, which contains the whole text".into());
        }
        let tokenizer = self.tokenizer.build();
        let conllu = conllu.then(|| ConlluWriter::new(self.splitter.build(), tokenizer, self.segment, self.lemmas));
        let boundary = match (&conllu, self.format()) {
            (Some(conllu), _) => conllu.boundary(),
            // Blocks end at line feeds. If a block ended within a line, the spaces that the format text writes between tokens could
            // change.
            (None, Format::Text) => BlockBoundary::Line { lookahead: kalima::token::LOOKAHEAD },
            (None, _) => BlockBoundary::Token(tokenizer),
        };
        Ok(Box::new(Tokens {
            tokenizer,
            words_only: self.words_only,
            kinds: self.kinds.clone(),
            fold: self.fold.map(Preset::normalizer),
            conllu,
            boundary,
        }))
    }
}

struct Tokens {
    tokenizer: Tokenizer,
    words_only: bool,
    kinds: Vec<TokenKind>,
    fold: Option<Normalizer>,
    conllu: Option<ConlluWriter>,
    boundary: BlockBoundary,
}

impl Tokens {
    /// Returns whether the options select tokens of this kind.
    fn selects(&self, kind: TokenKind) -> bool {
        match (self.words_only, &*self.kinds) {
            (true, _) => kind.is_word(),
            (false, []) => !kind.is_space(),
            (false, kinds) => kinds.contains(&kind),
        }
    }
}

impl Task for Tokens {
    fn boundary(&self) -> BlockBoundary {
        self.boundary.clone()
    }

    fn key(&self) -> &'static str {
        "tokens"
    }

    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for t in self.tokenizer.tokens(chunk.text).take_while(|t| t.start() < chunk.core_end) {
            if !self.selects(t.kind()) {
                continue;
            }
            let columns = [("kind", Value::Text(t.kind().name()))];
            match &self.fold {
                Some(fold) => {
                    let folded = fold.normalize(t.text());
                    each(Item { range: t.range(), columns: &columns, main: ("text", Value::Text(&folded)) });
                }
                None => each(Item { range: t.range(), columns: &columns, main: ("text", Value::Text(t.text())) }),
            }
        }
    }

    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        let mut first = chunk.starts_line();
        for t in self.tokenizer.tokens(chunk.text).take_while(|t| t.start() < chunk.core_end) {
            if t.kind() == TokenKind::Newline {
                out.extend_from_slice(t.text().as_bytes());
                first = true;
            } else if !t.kind().is_space() && self.selects(t.kind()) {
                if !std::mem::take(&mut first) {
                    out.push(b' ');
                }
                match &self.fold {
                    Some(fold) => out.extend_from_slice(fold.normalize(t.text()).as_bytes()),
                    None => out.extend_from_slice(t.text().as_bytes()),
                }
            }
        }
    }

    fn write_conllu(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        if let Some(conllu) = &self.conllu {
            conllu.write(chunk, out);
        }
    }

    fn write_conllu_start(&self, name: &str, out: &mut Vec<u8>) {
        if let Some(conllu) = &self.conllu {
            conllu.write_start(name, out);
        }
    }
}

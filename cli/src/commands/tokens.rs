//! `kalima tokens`: what a text is made of.

use kalima::clitic::Scheme;
use kalima::normalize::{Normalizer, Preset};
use kalima::token::{TokenKind, Tokenizer};

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::block::Cut;
use crate::conllu::Conllu;
use crate::names::named;
use crate::switches::{SplitterArgs, TokenizerArgs};
use crate::task::{Item, Piece, Task, Value};

/// Words, numbers, addresses, hashtags, emoji, abbreviations and what stands between them.
///
/// text: tokens with a space between them, lines as they were. lines: one token a line. tsv: start, end, kind, token. jsonl: an object a token.
/// conllu: sentences of tokens. White space is left out but in kinds that ask for it.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(&["text", "lines", "tsv", "jsonl", "conllu"]))]
    pub(crate) format: Option<Format>,
    /// Words only: no punctuation, symbols, emoji.
    #[arg(long, conflicts_with = "kinds")]
    words_only: bool,
    /// Only tokens of these kinds, separated by commas.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = named!(TokenKind))]
    kinds: Vec<TokenKind>,
    /// Tokens are folded by a preset of the normalizer.
    #[arg(long, value_name = "PRESET", value_parser = named!(Preset))]
    fold: Option<Preset>,
    /// With conllu: clitics are words of their own, in a multiword token.
    #[arg(long, value_name = "SCHEME", value_parser = named!(Scheme))]
    segment: Option<Scheme>,
    /// With conllu: lemmas by the word grammar.
    #[arg(long)]
    lemmas: bool,
    #[command(flatten)]
    tokenizer: TokenizerArgs,
    #[command(flatten)]
    splitter: SplitterArgs,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

const EXAMPLES: &str = "Examples:
  kalima tokens -t 'كتبتُ 3 رسائل إلى a@b.com'       tokens with a space between them
  kalima tokens -f tsv news.txt.gz                  start, end, kind and token of each
  kalima tokens -f lines --words-only --fold search book.txt | sort | uniq -c
  kalima tokens --kinds hashtag,emoji -f jsonl tweets.txt
  kalima tokens -f conllu --segment atb --lemmas book.txt";

impl Args {
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or(if self.input.field.is_some() { Format::Jsonl } else { Format::Text })
    }

    pub(crate) fn task(&self) -> Result<Tokens, String> {
        let conllu = self.format() == Format::Conllu;
        if !conllu && (self.lemmas || self.segment.is_some()) {
            return Err("--segment and --lemmas need --format conllu".into());
        }
        if conllu && (self.words_only || !self.kinds.is_empty() || self.fold.is_some()) {
            return Err("--words-only, --kinds and --fold do not go with conllu, which covers the text".into());
        }
        let tokenizer = self.tokenizer.build();
        let conllu = conllu.then(|| Conllu::new(&self.splitter, tokenizer, self.segment, self.lemmas));
        let cut = match (&conllu, self.format()) {
            (Some(conllu), _) => conllu.cut(),
            // A line is written as a line, so that the space between two tokens does not depend on the cut.
            (None, Format::Text) => Cut::Line(kalima::token::LOOKAHEAD),
            (None, _) => Cut::Token(tokenizer),
        };
        Ok(Tokens {
            tokenizer,
            words_only: self.words_only,
            kinds: self.kinds.clone(),
            fold: self.fold.map(Preset::normalizer),
            conllu,
            cut,
        })
    }
}

pub(crate) struct Tokens {
    tokenizer: Tokenizer,
    words_only: bool,
    kinds: Vec<TokenKind>,
    fold: Option<Normalizer>,
    conllu: Option<Conllu>,
    cut: Cut,
}

impl Tokens {
    fn wants(&self, kind: TokenKind) -> bool {
        match (self.words_only, &*self.kinds) {
            (true, _) => kind.is_word(),
            (false, []) => !kind.is_space(),
            (false, kinds) => kinds.contains(&kind),
        }
    }
}

impl Task for Tokens {
    fn cut(&self) -> Cut {
        self.cut.clone()
    }

    fn key(&self) -> &'static str {
        "tokens"
    }

    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for t in self.tokenizer.tokens(piece.text).take_while(|t| t.start() < piece.end) {
            if !self.wants(t.kind()) {
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

    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        let mut first = piece.block.is_none_or(|b| b.starts_line);
        for t in self.tokenizer.tokens(piece.text).take_while(|t| t.start() < piece.end) {
            if t.kind() == TokenKind::Newline {
                out.extend_from_slice(t.text().as_bytes());
                first = true;
            } else if !t.kind().is_space() && self.wants(t.kind()) {
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

    fn conllu(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        if let Some(conllu) = &self.conllu {
            conllu.write(piece, out);
        }
    }

    fn begin(&self, name: &str, out: &mut Vec<u8>) {
        if let Some(conllu) = &self.conllu {
            conllu.begin(name, out);
        }
    }
}

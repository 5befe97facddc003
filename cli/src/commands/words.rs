//! The commands `kalima stem`, `segment` and `root`. Each command replaces the Arabic words of a text with their results, or lists the
//! results.

use std::sync::Arc;

use kalima::clitic::{Scheme, Segment, segment, segment_as};
use kalima::morph::{Grammar, UserLexicon};
use kalima::stem::{Memo, Stemmed, Stemmer};

use super::per_word::{PerWordTask, Pool, WordTask, arabic_words};
use super::word_cache::WordCache;
use crate::options::lexicon::LexiconArgs;
use crate::options::policy::{Format, formats};
use crate::options::shared::TextArgs;
use crate::options::value_parsers::library_name;
use crate::output::row::{Chunk, Column, Value};
use crate::output::terminal::OutputStyle;
use crate::task::{Task, TextCommand};

/// Replaces Arabic words with their stems or lemmas.
///
/// Formats: text prints the text with a stem instead of each Arabic word; lines prints one stem on each line; tsv prints start, end, word
/// and stem; jsonl prints an object for each word.
#[derive(clap::Args, Debug)]
#[command(after_help = STEM_EXAMPLES)]
pub(crate) struct StemArgs {
    /// The stemmer.
    #[arg(short, long, value_name = "STEMMER", default_value = "lexical", value_parser = library_name!(Stemmer))]
    stemmer: Stemmer,
    /// The format of the results.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    format: Format,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    shared: TextArgs,
}

/// Splits clitics (attached conjunctions, prepositions, pronouns and the article) from Arabic words, as treebanks do.
///
/// Formats: text prints the text with the pieces of each Arabic word, joined with the separator; lines prints one word on each line; tsv
/// prints start, end, word, kinds and pieces; jsonl prints an object for each word.
#[derive(clap::Args, Debug)]
#[command(after_help = SEGMENT_EXAMPLES)]
pub(crate) struct SegmentArgs {
    /// The clitics to split off. d1: conjunctions (و ف) and the question particle أ. d2: also prepositions (ب ك ل) and the future particle
    /// س. atb: also pronouns. d3: also the article.
    #[arg(short, long, value_name = "SCHEME", default_value = "atb", value_parser = library_name!(Scheme))]
    scheme: Scheme,
    /// Writes each piece in the spelling that it has as an independent word: مدرسة+هم instead of مدرست+هم.
    #[arg(long)]
    forms: bool,
    /// The separator between the pieces of a word, under the formats text and lines.
    #[arg(long, value_name = "TEXT", default_value = "+")]
    separator: String,
    /// The format of the results.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    format: Format,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    shared: TextArgs,
}

/// Replaces Arabic words with the root of their best reading.
///
/// Formats: text prints the text with the root instead of each Arabic word, and keeps words without a root; lines prints one root on each
/// line, or an empty line for a word without a root; tsv prints start, end, word and root; jsonl prints an object for each word, with null
/// for a word without a root.
#[derive(clap::Args, Debug)]
#[command(after_help = ROOT_EXAMPLES)]
pub(crate) struct RootArgs {
    /// The format of the results.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    format: Format,
    #[command(flatten)]
    lexicon: LexiconArgs,
    #[command(flatten)]
    shared: TextArgs,
}

const STEM_EXAMPLES: &str = "Examples:
  kalima stem -t 'قرأت الكتب في المكتبات'            with a lemma for each word
  kalima stem --stemmer light10 book.txt
  kalima stem --lexicon words.txt book.txt           with words of a file: g تويتر
  kalima stem -f lines book.txt | sort | uniq -c | sort -rn | head
  kalima stem -f tsv book.txt                       start, end, word and stem";

const SEGMENT_EXAMPLES: &str = "Examples:
  kalima segment -t 'وسيكتبونها'                     و+س+يكتبون+ها
  kalima segment --scheme d3 --separator ' ' book.txt
  kalima segment --forms -f jsonl book.txt          pieces as independent words";

const ROOT_EXAMPLES: &str = "Examples:
  kalima root -f tsv book.txt                       start, end, word and root
  kalima root -f lines book.txt | sort | uniq -c | sort -rn | head
  kalima root --field text --into roots -f jsonl docs.jsonl";

impl TextCommand for StemArgs {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        if self.lexicon.is_set() && self.stemmer != Stemmer::Lexical {
            return Err("--lexicon has an effect with the stemmer lexical only".into());
        }
        Ok(Box::new(PerWordTask::new(WordCommand::Stem { stemmer: self.stemmer, lexicon: self.lexicon.read()?, memos: Pool::new() })))
    }
}

impl TextCommand for SegmentArgs {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        let grammar = self.lexicon.grammar()?;
        let command = WordCommand::Segment { grammar, scheme: self.scheme, forms: self.forms, separator: self.separator.clone() };
        Ok(Box::new(PerWordTask::new(command)))
    }
}

impl TextCommand for RootArgs {
    fn shared(&self) -> &TextArgs {
        &self.shared
    }

    fn format(&self) -> Format {
        self.format
    }

    fn task(&self) -> Result<Box<dyn Task>, String> {
        Ok(Box::new(PerWordTask::new(WordCommand::Root { grammar: self.lexicon.grammar()? })))
    }
}

/// A command, with the options that change the result of a word. `memos` contains the stem caches of the workers.
enum WordCommand {
    Stem { stemmer: Stemmer, lexicon: Option<Arc<UserLexicon>>, memos: Pool<(Memo, WordCache)> },
    Segment { grammar: Grammar, scheme: Scheme, forms: bool, separator: String },
    Root { grammar: Grammar },
}

/// Returns the stem of a word, with the lexemes of a lexicon if there is one.
fn stem<'w>(stemmer: Stemmer, lexicon: Option<&UserLexicon>, word: &'w str) -> Stemmed<'w> {
    match lexicon {
        Some(lexicon) => stemmer.stem_with_lexicon(word, lexicon),
        None => stemmer.stem(word),
    }
}

/// Returns the segments of the best reading of a word.
fn segments<'w>(grammar: &Grammar, word: &'w str, scheme: Scheme) -> Vec<Segment<'w>> {
    match grammar.best(word) {
        Some(parse) => segment_as(&parse, scheme).collect(),
        None => segment(word, scheme).collect(),
    }
}

impl WordTask for WordCommand {
    fn key(&self) -> &'static str {
        match self {
            WordCommand::Stem { .. } => "stems",
            WordCommand::Segment { .. } => "segments",
            WordCommand::Root { .. } => "roots",
        }
    }

    fn rows(&self, word: &str, each: &mut dyn FnMut(&[Column<'_>], Column<'_>)) {
        let source = ("word", Value::Text(word));
        match self {
            WordCommand::Stem { stemmer, lexicon, .. } => {
                each(&[source], ("stem", Value::Text(stem(*stemmer, lexicon.as_deref(), word).text())));
            }
            WordCommand::Root { grammar } => {
                let root = grammar.root(word).map(|root| root.to_string());
                each(&[source], ("root", root.as_deref().map_or(Value::None, Value::Text)));
            }
            WordCommand::Segment { grammar, scheme, forms, .. } => {
                let pieces = segments(grammar, word, *scheme);
                let texts: Vec<&str> = pieces.iter().map(|p| if *forms { p.form() } else { p.text() }).collect();
                let kinds: Vec<&str> = pieces.iter().map(|p| p.kind().name()).collect();
                each(&[source, ("kinds", Value::List(&kinds))], ("pieces", Value::List(&texts)));
            }
        }
    }

    fn write(&self, word: &str, _style: OutputStyle, out: &mut Vec<u8>) {
        match self {
            WordCommand::Stem { stemmer, lexicon, .. } => {
                out.extend_from_slice(stem(*stemmer, lexicon.as_deref(), word).text().as_bytes());
            }
            WordCommand::Root { grammar } => match grammar.root(word) {
                Some(root) => out.extend_from_slice(root.to_string().as_bytes()),
                // A word without a root is copied unchanged.
                None => out.extend_from_slice(word.as_bytes()),
            },
            WordCommand::Segment { grammar, scheme, forms, separator } => {
                for (n, piece) in segments(grammar, word, *scheme).iter().enumerate() {
                    if n > 0 {
                        out.extend_from_slice(separator.as_bytes());
                    }
                    out.extend_from_slice(if *forms { piece.form() } else { piece.text() }.as_bytes());
                }
            }
        }
    }

    /// Appends the core of a chunk with each Arabic word replaced by its stem, and returns true. For the commands other than `stem`,
    /// returns false.
    ///
    /// A [`Memo`] (the stem cache of the library) looks up short Arabic words in batches. If the stemmer ignores diacritics, words that
    /// differ only in diacritics share one entry of the memo. A separate word cache contains the words for which [`is_cached_by_memo`]
    /// returns false.
    fn write_replaced(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) -> bool {
        let WordCommand::Stem { stemmer, lexicon, memos } = self else { return false };
        let text = chunk.text.as_bytes();
        let mut copied = 0;
        let mut replace = |word: &str, stem: &[u8]| {
            // The word is a slice of `text`, so the difference of the addresses is the offset of the word.
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            out.extend_from_slice(text.get(copied..start).unwrap_or_default());
            out.extend_from_slice(stem);
            copied = start + word.len();
        };
        let mut words = arabic_words(chunk).map(|t| t.text()).peekable();
        let work = |(memo, cache): &mut (Memo, WordCache)| {
            while words.peek().is_some() {
                let batch = std::iter::from_fn(|| words.next_if(|word| is_cached_by_memo(word)));
                memo.for_each_stem(batch, |word, stem| replace(word, stem.as_bytes()));
                if let Some(word) = words.next() {
                    replace(
                        word,
                        cache.get_or_insert(word, |out| out.extend_from_slice(stem(*stemmer, lexicon.as_deref(), word).text().as_bytes())),
                    );
                }
            }
        };
        let memo = || lexicon.as_ref().map_or(Memo::new(*stemmer), |lexicon| Memo::with_lexicon(*stemmer, Arc::clone(lexicon)));
        memos.with(|| (memo(), WordCache::default()), work);
        out.extend_from_slice(text.get(copied..chunk.core_end).unwrap_or_default());
        true
    }
}

/// Returns whether the command `stem` looks up a word in the memo and not in the word cache: the word has at most 16 characters, all in the
/// range U+0600–067F (both ends included). A memo can cache almost all of these words.
fn is_cached_by_memo(word: &str) -> bool {
    word.len() <= 32 && word.bytes().all(|b| matches!(b, 0x80..=0xBF | 0xD8 | 0xD9))
}

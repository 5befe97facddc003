//! `kalima stem`, `segment` and `root`: every Arabic word of a text replaced, or listed with what was made of it.

use kalima::clitic::{Scheme, segment};
use kalima::morph;
use kalima::stem::{Memo, Stemmer};

use crate::args::{Format, InputArgs, OutputArgs, RunArgs, formats};
use crate::names::named;
use crate::per_word::{PerWord, Pool, WordTask, arabic_words};
use crate::show::Show;
use crate::task::{Column, Piece, Value};
use crate::word_cache::WordCache;

/// Cuts words down to what their forms share.
///
/// text: the text with every Arabic word replaced by its stem; all else stays as it is. lines: one stem a line. tsv: start, end, word, stem.
/// jsonl: an object a word.
#[derive(clap::Args, Debug)]
#[command(after_help = STEM_EXAMPLES)]
pub(crate) struct StemArgs {
    /// The stemmer.
    #[arg(short, long, value_name = "STEMMER", default_value = "lexical", value_parser = named!(Stemmer))]
    stemmer: Stemmer,
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) input: InputArgs,
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
#[command(after_help = SEGMENT_EXAMPLES)]
pub(crate) struct SegmentArgs {
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
    pub(crate) input: InputArgs,
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
#[command(after_help = ROOT_EXAMPLES)]
pub(crate) struct RootArgs {
    /// The form of the result.
    #[arg(short, long, value_name = "FORMAT", default_value = "text", value_parser = formats(&["text", "lines", "tsv", "jsonl"]))]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

const STEM_EXAMPLES: &str = "Examples:
  kalima stem -t 'قرأت الكتب في المكتبات'            each word replaced by its lemma
  kalima stem --stemmer light10 book.txt
  kalima stem -f lines book.txt | sort | uniq -c | sort -rn | head
  kalima stem -f tsv book.txt                       start, end, word and stem of each word";

const SEGMENT_EXAMPLES: &str = "Examples:
  kalima segment -t 'وسيكتبونها'                     و+س+يكتبون+ها
  kalima segment --scheme d3 --separator ' ' book.txt
  kalima segment --forms -f jsonl book.txt          pieces as they are written alone";

const ROOT_EXAMPLES: &str = "Examples:
  kalima root -f tsv book.txt                       start, end, word and root of each word
  kalima root -f lines book.txt | sort | uniq -c | sort -rn | head
  kalima root --field text --into roots -f jsonl docs.jsonl";

impl StemArgs {
    pub(crate) fn task(&self) -> PerWord<Words> {
        PerWord::new(Words::Stem { stemmer: self.stemmer, memos: Pool::new() })
    }
}

impl SegmentArgs {
    pub(crate) fn task(&self) -> PerWord<Words> {
        PerWord::new(Words::Segment { scheme: self.scheme, forms: self.forms, separator: self.separator.clone() })
    }
}

impl RootArgs {
    pub(crate) fn task(&self) -> PerWord<Words> {
        PerWord::new(Words::Root)
    }
}

/// What is made of a word.
pub(crate) enum Words {
    Stem { stemmer: Stemmer, memos: Pool<(Memo, WordCache)> },
    Segment { scheme: Scheme, forms: bool, separator: String },
    Root,
}

impl WordTask for Words {
    fn key(&self) -> &'static str {
        match self {
            Words::Stem { .. } => "stems",
            Words::Segment { .. } => "segments",
            Words::Root => "roots",
        }
    }

    fn rows(&self, word: &str, each: &mut dyn FnMut(&[Column<'_>], Column<'_>)) {
        let source = ("word", Value::Text(word));
        match self {
            Words::Stem { stemmer, .. } => each(&[source], ("stem", Value::Text(stemmer.stem(word).text()))),
            Words::Root => {
                let root = morph::root(word).map(|root| root.to_string());
                each(&[source], ("root", root.as_deref().map_or(Value::None, Value::Text)));
            }
            Words::Segment { scheme, forms, .. } => {
                let pieces: Vec<_> = segment(word, *scheme).collect();
                let texts: Vec<&str> = pieces.iter().map(|p| if *forms { p.form() } else { p.text() }).collect();
                let kinds: Vec<&str> = pieces.iter().map(|p| p.kind().name()).collect();
                each(&[source, ("kinds", Value::List(&kinds))], ("pieces", Value::List(&texts)));
            }
        }
    }

    fn write(&self, word: &str, _show: Show, out: &mut Vec<u8>) {
        match self {
            Words::Stem { stemmer, .. } => out.extend_from_slice(stemmer.stem(word).text().as_bytes()),
            Words::Root => match morph::root(word) {
                Some(root) => out.extend_from_slice(root.to_string().as_bytes()),
                // A word without a root stays as it is.
                None => out.extend_from_slice(word.as_bytes()),
            },
            Words::Segment { scheme, forms, separator } => {
                for (n, piece) in segment(word, *scheme).enumerate() {
                    if n > 0 {
                        out.extend_from_slice(separator.as_bytes());
                    }
                    out.extend_from_slice(if *forms { piece.form() } else { piece.text() }.as_bytes());
                }
            }
        }
    }

    /// A memo of the library finds batches of short Arabic words, and where the stemmer ignores marks, all vocalizations of a word as one. It
    /// does not keep other words; they are in a cache of their own.
    fn write_text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) -> bool {
        let Words::Stem { stemmer, memos } = self else { return false };
        let text = piece.text.as_bytes();
        let mut done = 0;
        let mut replace = |word: &str, stem: &[u8]| {
            // The word is a part of the text.
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            out.extend_from_slice(text.get(done..start).unwrap_or_default());
            out.extend_from_slice(stem);
            done = start + word.len();
        };
        let mut words = arabic_words(piece).map(|t| t.text()).peekable();
        let work = |(memo, cache): &mut (Memo, WordCache)| {
            while words.peek().is_some() {
                let batch = std::iter::from_fn(|| words.next_if(|word| is_kept(word)));
                memo.for_each_stem(batch, |word, stem| replace(word, stem.as_bytes()));
                if let Some(word) = words.next() {
                    replace(word, cache.get_or_make(word, |out| out.extend_from_slice(stemmer.stem(word).text().as_bytes())));
                }
            }
        };
        memos.with(|| (Memo::new(*stemmer), WordCache::default()), work);
        out.extend_from_slice(text.get(done..piece.end).unwrap_or_default());
        true
    }
}

/// Whether a memo keeps a word: it has at most 16 characters, all of U+0600 to U+067F.
fn is_kept(word: &str) -> bool {
    word.len() <= 32 && word.bytes().all(|b| matches!(b, 0x80..=0xBF | 0xD8 | 0xD9))
}

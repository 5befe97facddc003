//! Options of the tokenizer and of the sentence splitter.

use clap::Args;
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::token::Tokenizer;

use super::value_parsers::library_name;

/// Options of the tokenizer.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Tokenizer")]
pub(crate) struct TokenizerArgs {
    /// Keeps each date, time, range, percentage, version and telephone number as one token.
    #[arg(long)]
    entities: bool,
    /// Keeps each emoticon, such as `:)`, and each run of question marks and exclamation marks, such as `؟!`, as one token.
    #[arg(long)]
    emoticons: bool,
    /// Ends a word at the zero-width non-joiner, which separates the parts of Persian words.
    #[arg(long)]
    split_zwnj: bool,
    /// The maximum length of a token in bytes. A longer token is split into several tokens.
    #[arg(long, value_name = "BYTES")]
    max_token_len: Option<usize>,
}

impl TokenizerArgs {
    /// Returns the tokenizer that these options describe.
    pub(crate) fn build(&self) -> Tokenizer {
        Tokenizer::new().entities(self.entities).emoticons(self.emoticons).split_zwnj(self.split_zwnj).max_token_len(self.max_token_len)
    }

    /// Returns whether `--entities`, `--emoticons` or `--split-zwnj` is set. These options can change the kinds of tokens.
    pub(super) fn changes_kinds(&self) -> bool {
        self.entities || self.emoticons || self.split_zwnj
    }

    /// Returns whether at least one option of the tokenizer is set.
    pub(super) fn is_set(&self) -> bool {
        self.changes_kinds() || self.max_token_len.is_some()
    }
}

/// Options of the sentence splitter.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Sentences")]
pub(crate) struct SplitterArgs {
    /// Determines which line breaks end a sentence.
    #[arg(long, value_name = "POLICY", default_value = "smart", value_parser = library_name!(NewlinePolicy))]
    newlines: NewlinePolicy,
    /// Also ends a sentence after each clause mark (؛ ، : ; ,) that is not inside a number, a time or a URL.
    #[arg(long)]
    clauses: bool,
    /// Does not end a sentence inside a quotation («…» or “…”). A quotation of more than 4096 bytes is split nevertheless.
    #[arg(long)]
    keep_quotations: bool,
    /// Ends a sentence after each end-of-verse sign (U+06DD) and the digits that follow the sign.
    #[arg(long)]
    verses: bool,
    /// Cuts a sentence that is longer than this number of bytes. The cut is after a clause mark or at white space. A sentence that
    /// contains neither is not cut.
    #[arg(long, value_name = "BYTES")]
    soft_limit: Option<usize>,
    /// Additional abbreviations without their last full stop. Several abbreviations are separated by commas.
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    abbreviations: Vec<String>,
}

impl SplitterArgs {
    /// Returns the sentence splitter that these options describe.
    pub(crate) fn build(&self) -> SentenceSplitter {
        SentenceSplitter::new()
            .newlines(self.newlines)
            .clauses(self.clauses)
            .quotations(!self.keep_quotations)
            .verses(self.verses)
            .soft_limit(self.soft_limit)
            .abbreviations(&self.abbreviations)
    }
}

//! The option `--lexicon`: a file of lexemes that extends the dictionary.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use kalima::morph::{Grammar, UserLexicon};

use super::files::read_file;

/// The file of a user lexicon.
#[derive(Args, Clone, Debug)]
pub(crate) struct LexiconArgs {
    /// A file of words that the dictionary does not have, or that win over its words. Each line contains a class and a word, such as `g تويتر`, or
    /// the root of the following lines. The documentation of the library describes the format (UserLexicon).
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
}

impl LexiconArgs {
    /// Returns whether the option is given.
    pub(crate) fn is_set(&self) -> bool {
        self.lexicon.is_some()
    }

    /// Reads the file. The error message contains the path and, if a line is invalid, its number.
    pub(crate) fn read(&self) -> Result<Option<Arc<UserLexicon>>, String> {
        let Some(path) = &self.lexicon else { return Ok(None) };
        let lexicon = UserLexicon::parse(&read_file(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Some(Arc::new(lexicon)))
    }

    /// Returns the grammar with the lexicon of the file. See [`read`](LexiconArgs::read).
    pub(crate) fn grammar(&self) -> Result<Grammar, String> {
        Ok(self.read()?.map_or(Grammar::new(), |lexicon| Grammar::new().lexicon(lexicon)))
    }
}

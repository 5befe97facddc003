//! The lexemes that a user adds to the grammar at run time. The text has the format of the dictionary, which `data/lexicon/README.md` describes.
//!
//! [`UserLexicon`] stores the text in a canonical form, one lexeme for each line, and a hash table of the stems of all lexemes. A stem has sixteen
//! bytes: its hash, the number of its lexeme, and either its role in a word of the line, or the template that forms it from the root. The search
//! (`search/user.rs`) looks up the stems, so the tables of affixes make all inflections.
//!
//! | file | content |
//! |---|---|
//! | `error` | the error for a line |
//! | `line` | the parser of a line |
//! | `role` | the roles and forms of stems |
//! | `stems` | the stems of a noun, an adjective or a name |
//! | `verbs` | the stems of a verb, its participles and its verbal nouns |
//! | `lexicon` | the lexicon: lookup of stems, and the words of their lines |
//! | `builder` | the construction of the lexicon from a text |

mod builder;
mod error;
mod lexicon;
mod line;
mod role;
mod stems;
mod verbs;

pub use error::{LexiconError, LexiconErrorKind};
pub use lexicon::UserLexicon;
pub(crate) use line::{StemCodes, vocalization};
pub(crate) use role::{StemForm, StemRole};
pub(crate) use verbs::fill;

//! The commands.
//!
//! | file | content |
//! |---|---|
//! | `conllu.rs` | the format CoNLL-U, of `tokens` and `sentences` |
//! | `word_cache.rs` | a cache of the results of words |
//! | `per_word.rs` | commands whose result for a word depends on the word only |
//! | `normalize.rs`, `tokens.rs`, `sentences.rs`, `parse.rs`, `analyze.rs` | the commands of these names |
//! | `words.rs` | `stem`, `segment` and `root` |
//! | `find/` | `find`: options, search, output |
//! | `stats/` | `stats`: options, counts, report |

pub(crate) mod analyze;
mod conllu;
pub(crate) mod find;
pub(crate) mod normalize;
pub(crate) mod parse;
mod per_word;
pub(crate) mod sentences;
pub(crate) mod stats;
pub(crate) mod tokens;
mod word_cache;
pub(crate) mod words;

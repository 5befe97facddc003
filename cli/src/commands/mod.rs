//! The commands of `kalima`.
//!
//! | file | content |
//! |---|---|
//! | `conllu.rs` | the format CoNLL-U of the commands `tokens` and `sentences` |
//! | `word_cache.rs` | a cache that maps words to their results |
//! | `per_word.rs` | shared code of the commands that process each word independently |
//! | `normalize.rs`, `tokens.rs`, `sentences.rs`, `parse.rs`, `analyze.rs` | one command in each file, with the name of the file |
//! | `words.rs` | the commands `stem`, `segment` and `root` |
//! | `find/` | the command `find`: options, search, output |
//! | `stats/` | the command `stats`: options, counts, report |

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

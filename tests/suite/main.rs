//! The integration tests that can run in the same process. These tests form one program, so that the library is linked only once.

extern crate alloc;

mod common;

mod analyzer;
mod api;
mod bytes;
mod catalogue;
mod debug;
mod edges_morph;
mod edges_normalize;
mod edges_sentences;
mod edges_stem;
mod edges_tokens;
mod io;
mod lexicon;
mod morph;
mod normalize_context;
mod normalize_folds;
mod normalize_rows;
mod properties;
mod regressions;
mod seeds;
mod sentences;
mod serde;
mod stem_rows;
mod stem_rules;
mod tantivy;
mod tokens;
mod user_lexicon;

//! Options of the command line: the bottom layer, which every other module may use and which uses none.
//!
//! | file | content |
//! |---|---|
//! | `value_parsers.rs` | parsers of option values: names in a table, `on` and `off`, sizes, encodings |
//! | `policy.rs` | kinds that options choose from: formats, policies, compressions |
//! | `field.rs` | the path of a field in a JSON record |
//! | `shared.rs` | options that several commands have: inputs, outputs, work |
//! | `normalizer.rs` | options of the normalizer |
//! | `segmentation.rs` | options of the tokenizer and the sentence splitter |
//! | `analyzer.rs` | options of the analyzer, and the files of words that it reads |

pub(crate) mod analyzer;
pub(crate) mod field;
pub(crate) mod normalizer;
pub(crate) mod policy;
pub(crate) mod segmentation;
pub(crate) mod shared;
pub(crate) mod value_parsers;

//! Options of the command line. This module is the lowest layer: all other modules may use this module, and this module uses no other
//! module.
//!
//! | file | content |
//! |---|---|
//! | `value_parsers.rs` | parsers of option values: names in a table, `on` and `off`, sizes, encodings |
//! | `policy.rs` | enums for option values: formats, policies, compressions |
//! | `field.rs` | the path of a field in a JSON record |
//! | `files.rs` | reads the text file that an option names |
//! | `shared.rs` | options that several commands share: inputs, outputs, work |
//! | `normalizer.rs` | options of the normalizer |
//! | `segmentation.rs` | options of the tokenizer and the sentence splitter |
//! | `analyzer.rs` | options of the analyzer, and word lists in files |
//! | `lexicon.rs` | the file of a user lexicon |

pub(crate) mod analyzer;
pub(crate) mod field;
pub(crate) mod files;
pub(crate) mod lexicon;
pub(crate) mod normalizer;
pub(crate) mod policy;
pub(crate) mod segmentation;
pub(crate) mod shared;
pub(crate) mod value_parsers;

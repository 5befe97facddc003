//! The commands, one file each.

pub(crate) mod analyze;
pub(crate) mod find;
pub(crate) mod normalize;
pub(crate) mod parse;
pub(crate) mod sentences;
pub(crate) mod stats;
pub(crate) mod tokens;
pub(crate) mod words;

//! The inputs of a run. This module converts the paths of the command line to blocks of text, and reads JSON records from blocks.
//!
//! | file | content |
//! |---|---|
//! | `source.rs` | an input, and the remarks about inputs |
//! | `listing.rs` | lists the files of folders and globs |
//! | `open.rs` | opens an input: decompression, binary files, byte order marks |
//! | `gzip.rs` | reads the members of a gzip file as one stream |
//! | `encoding.rs` | decodes texts that are not UTF-8, and guesses their encoding |
//! | `block.rs` | a block of text, and its offsets in the source |
//! | `boundary.rs` | finds positions at which a text can be split into blocks |
//! | `block_reader.rs`, `block_reader_tests.rs` | splits a stream into blocks |
//! | `lines.rs` | the lines of a text |
//! | `record.rs` | reads the text in a field of a JSON record |

pub(crate) mod block;
pub(crate) mod block_reader;
pub(crate) mod boundary;
pub(crate) mod encoding;
pub(crate) mod gzip;
pub(crate) mod lines;
pub(crate) mod listing;
pub(crate) mod open;
pub(crate) mod record;
pub(crate) mod source;

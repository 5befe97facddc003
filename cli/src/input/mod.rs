//! Inputs: from the paths of the command line to blocks of text and JSON records.
//!
//! | file | content |
//! |---|---|
//! | `source.rs` | one input, and the remarks about inputs |
//! | `listing.rs` | the files of folders and globs |
//! | `open.rs` | opening an input: decompression, binary files, byte order marks |
//! | `gzip.rs` | the members of a gzip file as one stream |
//! | `encoding.rs` | texts that are not UTF-8: decoding them, and recognizing them |
//! | `block.rs` | a block of text, and its offsets in the source |
//! | `boundary.rs` | the positions at which a text may be split into blocks |
//! | `block_reader.rs`, `block_reader_tests.rs` | splitting a stream into blocks |
//! | `lines.rs` | the lines of a text |
//! | `record.rs` | JSON Lines: the text in a field of a record |

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

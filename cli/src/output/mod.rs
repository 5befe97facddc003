//! Outputs: the colours and escapes of results and messages, and the result files.
//!
//! | file | content |
//! |---|---|
//! | `terminal.rs` | colours, bidirectional isolates and escapes; messages on standard error |
//! | `row.rs` | the columns of a row in TSV and JSON |
//! | `partial_file.rs` | a file that appears under its name only when it is complete |
//! | `ledger.rs` | the list of finished results in a folder, for `--resume` |
//! | `sink.rs` | the destination of results: standard output, one file, or a file for each input; compression |

pub(crate) mod ledger;
pub(crate) mod partial_file;
pub(crate) mod row;
pub(crate) mod sink;
pub(crate) mod terminal;

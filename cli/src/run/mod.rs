//! A run of a command over its inputs.
//!
//! | file | content |
//! |---|---|
//! | `pipeline.rs` | worker threads that process blocks; delivery of the results in order |
//! | `progress.rs` | the progress bar |
//! | `summary.rs` | the counts of a run, and the remarks that follow from them |
//! | `state.rs` | the state of a run: inputs, errors, counts |
//! | `destinations.rs` | the files of results below `--output-dir` |
//! | `record_result.rs` | the results of JSON records, and the records that they are written into |
//! | `text_command.rs` | the run of a command that computes results from text |

pub(crate) mod destinations;
pub(crate) mod pipeline;
pub(crate) mod progress;
pub(crate) mod record_result;
pub(crate) mod state;
pub(crate) mod summary;
pub(crate) mod text_command;

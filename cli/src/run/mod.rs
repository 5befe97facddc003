//! A run: the execution of one command for all its inputs.
//!
//! | file | content |
//! |---|---|
//! | `pipeline.rs` | worker threads that process blocks, and the delivery of results in order |
//! | `progress.rs` | the progress bar |
//! | `summary.rs` | the counts of a run, and the remarks that are derived from these counts |
//! | `state.rs` | the state of a run: inputs, errors, counts |
//! | `destinations.rs` | the result files in the folder `--output-dir` |
//! | `record_result.rs` | writes results into JSON records |
//! | `text_command.rs` | the run of a command that computes results from text |

pub(crate) mod destinations;
pub(crate) mod pipeline;
pub(crate) mod progress;
pub(crate) mod record_result;
pub(crate) mod state;
pub(crate) mod summary;
pub(crate) mod text_command;

//! The execution of one command on all inputs. Such an execution is called a run.
//!
//! | file | content |
//! |---|---|
//! | `pipeline.rs` | worker threads that process blocks of text, and the delivery of the results in the order of the blocks |
//! | `progress.rs` | the progress bar |
//! | `summary.rs` | the counts of a run, and the messages that report these counts |
//! | `state.rs` | the state of a run: inputs, errors, counts |
//! | `destinations.rs` | the result files of a run with `--output-dir` |
//! | `record_result.rs` | the results of JSON records |
//! | `text_command.rs` | the run of a command that computes results from text |

pub(crate) mod destinations;
pub(crate) mod pipeline;
pub(crate) mod progress;
pub(crate) mod record_result;
pub(crate) mod state;
pub(crate) mod summary;
pub(crate) mod text_command;

//! Arabic text processing.
#![no_std]
extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod chars;
mod error;
pub use error::ParseNameError;
pub mod normalize;
pub mod sentence;
#[cfg(any(test, fuzzing))]
#[allow(missing_docs, clippy::unwrap_used)]
pub mod slow;
mod span;
mod tables;
pub mod units;

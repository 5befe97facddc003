//! Arabic text processing.
#![no_std]
extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod chars;
mod error;
pub use error::ParseNameError;
pub mod normalize;
mod span;
mod tables;

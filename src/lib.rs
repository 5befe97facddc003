//! Arabic text processing.
#![no_std]
extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod chars;
mod span;
mod tables;

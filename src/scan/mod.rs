//! The byte scanner: the operations that every byte or word of a text needs, with SIMD instructions.
//!
//! Each operation is an algorithm over the vectors of [`arch`], compiled for every SIMD backend, and some have an implementation without SIMD. All have
//! the same result. A [`Level`], chosen once per process, selects the backend; tests and fuzz targets run every level of the processor.
//!
//! | file | contents |
//! |---|---|
//! | `arch/` | the SIMD backends, their detection and dispatch |
//! | `fold.rs` | folding: copies a text, replaces letters and drops marks |
//! | `words.rs`, `words/` | token bitmasks and token boundaries |
//! | `sentences.rs`, `sentences/` | the bytes that can end a sentence |
//! | `letters.rs`, `letters/` | the letters of a word in one register |
//! | `affixes.rs` | light stemming: affixes removed by table lookups |
//! | `word_key.rs` | short words packed into a `u128`: cache keys and cached terms |
//! | `cache/` | the word cache, with batched lookup |

// A target without a backend compiles only the implementations without SIMD.
#![cfg_attr(
    not(any(
        all(target_arch = "x86_64", target_feature = "sse2"),
        all(target_arch = "aarch64", target_feature = "neon", target_endian = "little"),
        all(target_arch = "wasm32", target_feature = "simd128")
    )),
    allow(dead_code, unused_imports, unused_macros)
)]

pub(crate) mod affixes;
pub(crate) mod arch;
pub(crate) mod cache;
pub(crate) mod fold;
pub(crate) mod letters;
pub(crate) mod sentences;
pub(crate) mod word_key;
pub(crate) mod words;

pub use arch::simd_level;
pub(crate) use arch::{Level, copy, prefetch, read_ahead};

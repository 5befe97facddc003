//! The edge cases of Arabic text as data, for tests of your own code, with this crate or another. Feature `testing`.
//!
//! Arabic text that breaks programs is of a few kinds: letters of two code points, marks (diacritics) in any order, forms of old encodings,
//! direction marks, digits of three sets, full stops that end no sentence, root letters that look like affixes. [`cases`] lists some of each,
//! with a description and the results of this crate.
//!
//! ```
//! use kalima::normalize::Preset;
//! use kalima::testing::cases;
//!
//! // A normalizer that removes vowels, as many programs have one.
//! fn naive(text: &str) -> String {
//!     text.chars().filter(|c| !('\u{64B}'..='\u{652}').contains(c)).collect()
//! }
//!
//! let mut failed = Vec::new();
//! for case in cases() {
//!     let expected = case.normalized(Preset::Search);
//!     if expected.is_some_and(|expected| naive(&case.text()) != expected) {
//!         failed.push(case.name());
//!     }
//! }
//! assert!(failed.contains(&"decomposed-alef-hamza"));
//! ```
//!
//! `cargo run --features testing --example naive` prints the cases that such a normalizer fails. The guide has a page on
//! [tests](mod@crate::guide).
//!
//! Row numbers are stable, and a row may have several cases. Minor versions add cases. An expectation changes if the result of the crate does;
//! that of a preset never does.
//!
//! # Strategies
//!
//! With the feature `testing-proptest` the module `strategy` has strategies of `proptest`: Arabic words, vocalized words, texts, and texts with
//! characters that do not belong there.

// | file | content |
// |---|---|
// | `case.rs` | `Case`, and the check of this crate against it |
// | `rows/` | the cases, by row |
// | `strategy.rs` | strategies of `proptest` |

mod case;
mod rows;
#[cfg(feature = "testing-proptest")]
pub mod strategy;

pub use case::{Case, Expectation, Failure};

/// Returns all cases.
///
/// ```
/// let rows: std::collections::BTreeSet<_> = kalima::testing::cases().map(|case| case.row()).collect();
/// assert!(rows.into_iter().eq(1..=130));
/// ```
pub fn cases() -> impl Iterator<Item = &'static Case> + Clone {
    rows::ALL.iter().flat_map(|part| part.iter())
}

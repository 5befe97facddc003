//! The edge cases of Arabic text as data. You can test your code with these cases, even if your code does not use this crate. The module
//! requires the feature `testing`.
//!
//! Some kinds of Arabic text often break programs: letters of two code points, marks (diacritics) in any order, presentation forms of old
//! encodings, direction marks, three sets of digits, full stops that do not end a sentence, and root letters that look like affixes.
//! [`cases`] returns examples of each kind, with a description and the results of this crate.
//!
//! ```
//! use kalima::normalize::Preset;
//! use kalima::testing::cases;
//!
//! // A simple normalizer that only removes vowel marks.
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
//! The command `cargo run --features testing --example naive` prints the cases that a simple normalizer fails. The page
//! [tests](mod@crate::guide) of the guide shows tests with these cases.
//!
//! The catalogue of edge cases has 130 rows. A row is one kind of edge case, such as a decimal separator, and has one or several cases. The
//! number of a row never changes. Minor versions may add cases. An expectation changes if the result of the crate changes, but the results
//! of presets never change.
//!
//! # Strategies
//!
//! With the feature `testing-proptest`, the module `strategy` contains `proptest` strategies that generate Arabic words, vocalized words,
//! texts, and texts with irregular characters.

// | file | content |
// |---|---|
// | `case.rs` | `Case`, and the check of this crate against a case |
// | `rows/` | the cases, in one file for each topic |
// | `strategy.rs` | strategies of `proptest` |

mod case;
mod rows;
#[cfg(feature = "testing-proptest")]
pub mod strategy;

pub use case::{Case, Expectation, Failure};

/// Returns all cases, grouped by topic. The row numbers are 1 to 130, and each row has at least one case.
///
/// ```
/// let rows: std::collections::BTreeSet<_> = kalima::testing::cases().map(|case| case.row()).collect();
/// assert!(rows.into_iter().eq(1..=130));
/// ```
pub fn cases() -> impl Iterator<Item = &'static Case> + Clone {
    rows::ALL.iter().flat_map(|part| part.iter())
}

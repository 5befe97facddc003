//! The edge cases that this crate is held to, as data: for tests of your own code, whatever library it uses.
//!
//! Arabic text that breaks programs is of a few kinds: a letter that is two code points, marks in any order, forms of old encodings, marks of
//! direction, digits of three sets, stops that end no sentence, letters that look like affixes. [`cases`] lists some of each, with what each
//! is and what this crate makes of it. Feature `testing`.
//!
//! ```
//! use kalima::normalize::Preset;
//! use kalima::testing::cases;
//!
//! // A normalizer that strips marks, as many programs have one.
//! let naive = |text: &str| text.chars().filter(|c| !('\u{64B}'..='\u{652}').contains(c)).collect::<String>();
//! let broken: Vec<_> = cases().filter(|case| case.normalized(Preset::Search).is_some_and(|want| naive(&case.text()) != want)).collect();
//! assert!(broken.iter().any(|case| case.name() == "decomposed-alef-hamza"));
//! ```
//!
//! `cargo run --features testing --example naive` prints what breaks.
//!
//! Row numbers are stable; a row may have several cases. Cases are added in minor versions, and an expectation changes when the crate's answer
//! does, which a frozen preset's never will.
//!
//! # Strategies
//!
//! With the feature `testing-proptest` the module `strategy` has strategies of `proptest`: Arabic words, vocalized words, text, and text with
//! what should not be in it.

mod case;
mod rows;
#[cfg(feature = "testing-proptest")]
pub mod strategy;

pub use case::{Case, Expectation, Failure};

/// All cases, by row.
///
/// ```
/// let rows: std::collections::BTreeSet<_> = kalima::testing::cases().map(|case| case.row()).collect();
/// assert!(rows.into_iter().eq(1..=130));
/// ```
pub fn cases() -> impl Iterator<Item = &'static Case> + Clone {
    rows::ALL.iter().flat_map(|part| part.iter())
}

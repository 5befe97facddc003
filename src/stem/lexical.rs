//! The stemmer that knows words: the lemma of the best reading, its letters folded as the light stemmers fold them.
//!
//! It reads letters alone, as all stemmers here do: a query is seldom vocalized, and must find the vocalized word.

use alloc::string::String;

use super::{Cuts, StemRule};
use crate::morph;

/// Appends the stem of a word; `None` if the grammar does not know it.
pub(super) fn stem(word: &str, out: &mut String) -> Option<Cuts> {
    let stem = morph::folded_lemma(word, out)?;
    Some(Cuts { rule: StemRule::Lemma, ..Cuts::between(word, stem.start, stem.end) })
}

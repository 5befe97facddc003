//! The stemmer `lexical`: the lemma of the best reading of a word, with its letters folded as the light stemmers fold them.
//!
//! It reads letters alone and ignores marks, because queries are seldom vocalized and must match vocalized text.

use alloc::string::String;

use super::stemmed::{Cuts, StemRule};
use crate::morph;

/// Appends the stem of a word. Returns `None`, and appends nothing, if the word grammar has no reading of the word.
pub(super) fn stem_into(word: &str, out: &mut String) -> Option<Cuts> {
    let stem = morph::folded_lemma(word, out)?;
    Some(Cuts { rule: StemRule::Lemma, ..Cuts::between(word, stem.start, stem.end) })
}

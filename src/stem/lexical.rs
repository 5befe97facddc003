//! The stemmer `lexical`. The stem is the lemma of the best reading of a word. The stemmer folds the letters of the lemma in the same way
//! as the light stemmers.
//!
//! The stemmer uses only the letters and ignores marks, because queries seldom contain marks and must match text with marks.

use alloc::string::String;

use super::stemmed::{Cuts, StemRule};
use crate::morph::{self, UserLexicon};

/// Appends the stem of a word to `out` and returns the positions of the cuts. If the grammar of [`crate::morph`] has no reading of the
/// word, returns `None` and appends nothing.
pub(super) fn stem_into(word: &str, out: &mut String) -> Option<Cuts> {
    let stem = morph::folded_lemma(word, out)?;
    Some(Cuts { rule: StemRule::Lemma, ..Cuts::between(word, stem.start, stem.end) })
}

/// Implements [`stem_into`] with the lexemes of a user.
pub(super) fn stem_extended_into(word: &str, user: &UserLexicon, out: &mut String) -> Option<Cuts> {
    let stem = morph::folded_lemma_extended(word, user, out)?;
    Some(Cuts { rule: StemRule::Lemma, ..Cuts::between(word, stem.start, stem.end) })
}

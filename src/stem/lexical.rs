//! The stemmer that knows words: the lemma of the best reading, its letters folded as the light stemmers fold them.
//!
//! It reads letters alone, as all stemmers here do: a query is seldom vocalized, and must find the vocalized word.

use alloc::string::String;

use super::{Cuts, StemRule};
use crate::morph::{self, PieceKind};

/// Appends the stem of a word; `None` if the grammar does not know it.
pub(super) fn stem(word: &str, out: &mut String) -> Option<Cuts> {
    let parse = morph::best_of_letters(word)?;
    if !parse.is_known() {
        return None;
    }
    parse.folded_lemma_into(out);
    let stem = parse.stem_range();
    // A preposition with a pronoun has no stem of its own: the preposition is it, behind a conjunction (وله) too.
    let preposition = || parse.pieces().find(|p| p.kind() == PieceKind::Preposition).map_or(stem.clone(), |p| p.range());
    let stem = if stem.is_empty() { preposition() } else { stem };
    Some(Cuts { rule: StemRule::Lemma, ..Cuts::at(word, stem.start, stem.start, stem.end, stem.end) })
}

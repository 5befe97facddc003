//! The stemmer that knows words: the lemma of the best reading, its letters folded as the light stemmers fold them.

use alloc::string::String;

use super::{Cuts, StemRule};
use crate::morph::{self, Class, PieceKind};

/// Appends the stem of a word; `None` if the grammar does not know it.
pub(super) fn stem(word: &str, out: &mut String) -> Option<Cuts> {
    let parse = morph::best(word).filter(|p| p.class() != Class::Unknown)?;
    let from = out.len();
    parse.lemma_into(out);
    // Folded behind itself, so that nothing is allocated.
    let (end, mut at) = (out.len(), from);
    while let Some(c) = out.get(at..end).and_then(|lemma| lemma.chars().next()) {
        at += c.len_utf8();
        out.push(fold(c));
    }
    out.drain(from..end);
    let stem = parse.stem_range();
    // A preposition with a pronoun has no stem of its own: the preposition is it, behind a conjunction (وله) too.
    let preposition = || parse.pieces().find(|p| p.kind() == PieceKind::Preposition).map_or(stem.clone(), |p| p.range());
    let stem = if stem.is_empty() { preposition() } else { stem };
    Some(Cuts { rule: StemRule::Lemma, ..Cuts::at(word, stem.start, stem.start, stem.end, stem.end) })
}

/// What `Normalizer::search` does to letters that lemmas have.
fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    }
}

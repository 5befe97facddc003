//! The terms of one word. The direct path stems an unfolded word; the full path folds the word first.

use alloc::borrow::Cow;
use core::cell::Cell;

use super::options::Analyzer;
use super::spelling::is_entity;
use super::term::{Scratch, Term, TermKind, Word, WordContext, cleared};
use crate::normalize::Normalizer;
use crate::scan::letters::PUSHED;
use crate::span::slice;
use crate::stem::{Folding, Stemmer};
use crate::token::TokenKind;

impl Analyzer {
    /// Returns the stemmer if the direct path can be used for most Arabic words. Two conditions must hold: the stemmer applies the same
    /// folding as the analyzer, and no option needs the folded word. The options that need the folded word are `overrides`,
    /// `stem_exclusions`, `max_term_len`, `ngrams` and `surface`.
    pub(super) fn direct_stemmer(&self) -> Option<Stemmer> {
        let alone = self.lists.overrides.is_empty() && self.lists.stem_exclusions.is_empty() && self.options.max_term_len.is_none();
        let folds = |stemmer: &Stemmer| match stemmer.folding() {
            Some(Folding::Lucene) => self.is_standard && self.options.normalizer == Normalizer::lucene(),
            Some(Folding::Search) => !self.is_standard && self.options.stem_original && self.options.normalizer == Normalizer::search(),
            None => false,
        };
        self.options.stemmer.filter(|stemmer| alone && self.options.ngrams.is_none() && !self.options.surface && folds(stemmer))
    }

    /// Calls `each` with the stem of an Arabic word, without folding the word first; the word takes one position. Returns `true` if the
    /// stem was emitted or if the word is a stop word. Returns `false`, without a call of `each`, if the word needs
    /// [`word_terms`](Analyzer::word_terms).
    ///
    /// The text of the word is an argument in addition to its range, because the caller already has the text in registers.
    #[inline(always)]
    pub(super) fn stem_directly(
        &self,
        stemmer: Stemmer,
        word_text: &str,
        word: &Word,
        position: usize,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> bool {
        let made = cleared(&mut scratch.made);
        let &Word { start, end, kind } = word;
        let stops = Cell::new(Some(false));
        let may_stop = |letters| {
            stops.set(self.lists.stop.has_letters(letters));
            stops.get() != Some(false)
        };
        if stemmer.stem_unfolded(word_text, may_stop, made) {
            // Reads only the length of `made`, which the stemmer has just written. A combined load of the pointer and the length would
            // stall until that write is complete.
            let text = Cow::Borrowed(slice(made, 0..made.len().min(PUSHED)));
            each(Term { text, start, end, position, kind: TermKind::Word, token: kind });
            return true;
        }
        stops.get() == Some(true)
    }

    /// Calls `each` with the term of a word of ASCII characters, by the rules of Lucene's analyzer.
    #[inline(never)]
    pub(super) fn ascii_word(&self, word_text: &str, word: &Word, position: usize, scratch: &mut Scratch, each: &mut impl FnMut(Term<'_>)) {
        let made = cleared(&mut scratch.made);
        made.push_str(word_text);
        made.make_ascii_lowercase();
        if !self.lists.stop.contains_folded(made) {
            let &Word { start, end, kind } = word;
            each(Term { text: Cow::Borrowed(made), start, end, position, kind: TermKind::Word, token: kind });
        }
    }

    /// Calls `each` with the terms of one word. Returns the number of positions that the word takes.
    #[inline(never)]
    pub(super) fn word_terms(
        &self,
        text: &str,
        word: &Word,
        position: usize,
        last: Option<usize>,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        let context = WordContext { position, is_open: last == Some(word.end), kind: TermKind::Word };
        match word.kind {
            TokenKind::Clitic if !self.options.keep_clitics => 0,
            kind if is_entity(kind) => self.entity_terms(text, word, context, scratch, each),
            _ => self.fold_and_emit(slice(text, word.start..word.end), word, context, scratch, each),
        }
    }
}

//! The terms of one word. There are two paths. The direct path passes the unfolded word to a stemmer that folds and stems in one step. The
//! full path folds the word first.

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
    /// Returns the stemmer if the direct path can be used for most Arabic words, otherwise `None`. The direct path requires that
    ///
    /// - the stemmer folds words like the analyzer (for the folding of the preset `search`, `stem_original` must be on);
    /// - the options `overrides`, `stem_exclusions`, `max_term_len`, `ngrams` and `surface` are not set, because the direct path ignores
    ///   them.
    pub(super) fn direct_stemmer(&self) -> Option<Stemmer> {
        let alone = self.lists.overrides.is_empty() && self.lists.stem_exclusions.is_empty() && self.options.max_term_len.is_none();
        let folds = |stemmer: &Stemmer| match stemmer.folding() {
            Some(Folding::Lucene) => self.is_standard && self.options.normalizer == Normalizer::lucene(),
            Some(Folding::Search) => !self.is_standard && self.options.stem_original && self.options.normalizer == Normalizer::search(),
            None => false,
        };
        self.options.stemmer.filter(|stemmer| alone && self.options.ngrams.is_none() && !self.options.surface && folds(stemmer))
    }

    /// Implements the direct path for an Arabic word. Returns `true` in two cases: the function called `each` with the stem, or the word is
    /// a stop word and has no term. In both cases the word takes one position. Returns `false`, without a call of `each`, if the word needs
    /// the full path [`word_terms`](Analyzer::word_terms).
    ///
    /// `word_text` is the text of `word`. The text is a separate argument, because the caller already has it in registers.
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
        // The result of the lookup in the stop word list: whether the word is a stop word, or `None` if the letters of the word alone
        // cannot decide. If the result is not `Some(false)`, the stemmer appends nothing and returns `false`.
        let stops = Cell::new(Some(false));
        let may_stop = |letters| {
            stops.set(self.lists.stop.has_letters(letters));
            stops.get() != Some(false)
        };
        if stemmer.stem_unfolded(word_text, may_stop, made) {
            // A stem has at most `PUSHED` bytes. The call of `min` ensures that the length of `made` is loaded separately. A combined load
            // of the pointer and the length would stall, because the stemmer has just written the length.
            let text = Cow::Borrowed(slice(made, 0..made.len().min(PUSHED)));
            each(Term { text, start, end, position, kind: TermKind::Word, token: kind });
            return true;
        }
        stops.get() == Some(true)
    }

    /// Calls `each` with the term of a word of ASCII characters, by the rules of Lucene's analyzer: the word in lower case, unless it is a
    /// stop word.
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

    /// Calls `each` with the terms of the word `word` of `text`. Returns the number of positions that the word takes. The word may be
    /// incomplete if `last` is its end; see [`last_word`](Analyzer::last_word).
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

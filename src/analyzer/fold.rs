//! Folding, removal of stop words, and stemming: the steps that convert the spelling of a word in the text to the terms of the word.

use alloc::borrow::Cow;
use alloc::string::String;

use super::options::Analyzer;
use super::term::{Scratch, Term, TermKind, Word, WordContext, cleared};
use super::{case, spelling, standard};
use crate::span::slice;
use crate::token::TokenKind;

impl Analyzer {
    /// Folds a word and calls `each` with the terms of the word. `source` is the spelling of the word in the text. A stop word has no
    /// terms, unless `context.is_open` is true. Returns the number of positions that the word takes.
    pub(super) fn fold_and_emit(
        &self,
        source: &str,
        word: &Word,
        context: WordContext,
        scratch: &mut Scratch,
        each: &mut dyn FnMut(Term<'_>),
    ) -> usize {
        let Scratch { folded, made, .. } = scratch;
        folded.clear();
        if self.is_standard {
            standard::lower_case(source, cleared(made));
            if !context.is_open && self.lists.stop.contains_folded(made) {
                return 1;
            }
            self.options.normalizer.normalize_into(made, folded);
        } else if source.is_ascii() {
            folded.push_str(source);
            folded.make_ascii_lowercase();
        } else {
            self.options.normalizer.normalize_into(source, folded);
            if word.kind != TokenKind::Arabic {
                case::lower(folded, self.options.keep_accents, made);
            }
        }
        if !self.is_standard && word.kind != TokenKind::Arabic {
            spelling::unify(folded, word.kind, self.options.keep_clitics, self.options.keep_thousands);
        }
        // A word ligature such as ﷽ becomes several words. The terms of these words have the range of the ligature.
        let mut taken = 0;
        for piece in folded.split(' ').filter(|piece| self.is_standard || !piece.is_empty()) {
            let here = WordContext { position: context.position + taken, ..context };
            taken += 1;
            let spelled = if self.options.stem_original && !self.is_standard && piece.len() == folded.len() { source } else { piece };
            if context.is_open || self.is_standard || !self.is_stop(piece, spelled, word.kind, made) {
                self.emit(piece, spelled, word, here, made, each);
            }
        }
        taken
    }

    /// Returns whether a word is a stop word. `folded` is the folded word. `spelled` is the original spelling, which is compared only if
    /// the option `stem_original` is on. May overwrite `buffer`.
    fn is_stop(&self, folded: &str, spelled: &str, kind: TokenKind, buffer: &mut String) -> bool {
        // An abbreviation is never a stop word: `ف.` is not the conjunction ف.
        kind != TokenKind::Abbreviation
            && if self.options.stem_original {
                self.lists.stop.contains_written(folded, spelled, buffer)
            } else {
                self.lists.stop.contains_folded(folded)
            }
    }

    /// Calls `each` with the terms of a word. The caller has already dropped the stop words. `folded` is the folded word, and `spelled` is
    /// the spelling that the stemmer receives. May overwrite `made`.
    fn emit(&self, folded: &str, spelled: &str, word: &Word, context: WordContext, made: &mut String, each: &mut dyn FnMut(Term<'_>)) {
        let &Word { start, end, kind: token } = word;
        let WordContext { position, is_open, kind } = context;
        let mut give = |text: &str, kind: TermKind| {
            if self.options.max_term_len.is_none_or(|max| text.len() <= max) {
                each(Term { text: Cow::Borrowed(text), start, end, position, kind, token });
            }
        };
        if let Some(to) = self.lists.overrides.get(folded) {
            give(to, kind);
            return;
        }
        let stems = (self.is_standard || token == TokenKind::Arabic) && !is_open && !self.lists.stem_exclusions.contains(folded);
        match self.options.stemmer.filter(|_| stems) {
            Some(stemmer) => {
                match &self.options.lexicon {
                    Some(lexicon) => stemmer.stem_with_lexicon_into(spelled, lexicon, cleared(made)),
                    None => stemmer.stem_into(spelled, cleared(made)),
                };
                give(made, kind);
                if self.options.surface && made != folded {
                    give(folded, TermKind::Surface);
                }
            }
            None => give(folded, kind),
        }
        if let Some((min, max)) = self.options.ngrams {
            for (from, _) in folded.char_indices() {
                let rest = slice(folded, from..folded.len());
                let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8());
                for end in ends.skip(min - 1).take((max - min).saturating_add(1)) {
                    give(slice(rest, 0..end), TermKind::Ngram);
                }
            }
        }
    }
}

//! The cache of terms. The cache saves time because most words of a text occur more than once and a lookup takes less time than the
//! stemming of a word.

use alloc::borrow::Cow;

use super::options::Analyzer;
use super::term::{Scratch, Term, TermKind, Word};
use crate::memo::{self, TermCache};
use crate::normalize::Normalizer;
use crate::scan::word_key::{PackedTerm, TermBuf};
use crate::stem::Stemmer;
use crate::token::TokenKind;

/// The queue of words whose cache buckets are being prefetched. Each word has its start (in bytes) and its kind.
pub(super) type PrefetchQueue<'t> = memo::PrefetchQueue<'t, (usize, TokenKind)>;

/// Visits words in batches and calls `each` with their terms. Terms in the cache are not computed again.
pub(super) struct CachedVisitor<'a, 't, F> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) text: &'t str,
    /// The end (in bytes) of the last word, if the word may be incomplete.
    pub(super) last: Option<usize>,
    pub(super) cache: TermCache,
    pub(super) scratch: &'a mut Scratch,
    pub(super) each: &'a mut F,
    pub(super) position: usize,
    /// The [`direct_stemmer`](Analyzer::direct_stemmer) of the analyzer, which folds and stems an unfolded word in one step, if there is
    /// one.
    pub(super) direct: Option<Stemmer>,
    /// Whether all vocalizations of a word share one cache entry.
    pub(super) ignores_marks: bool,
}

impl<'t, F: FnMut(Term<'_>)> CachedVisitor<'_, 't, F> {
    /// Emits the terms of the words that are still in the queue.
    pub(super) fn finish(&mut self, queue: &mut PrefetchQueue<'t>) {
        if let Some(word) = queue.last().filter(|word| self.last == Some(word.beside.0 + word.text.len())) {
            word.leave();
        }
        self.flush(queue);
        self.flush(queue);
    }

    /// Emits the terms of one batch of words and starts the cache lookup of the next batch.
    #[inline(never)]
    pub(super) fn flush(&mut self, queue: &mut PrefetchQueue<'t>) {
        for word in queue.flush(&self.cache, self.ignores_marks) {
            let (text, (start, kind)) = (word.text, word.beside);
            let end = start + text.len();
            if let Some(term) = word.letters(note(kind)) {
                self.emit(term, start, end, kind);
            } else if word.cached().is_nothing(note(kind)) {
                self.position += 1;
            } else if word.cached().is_noted(note(kind)) {
                self.emit(word.spell(&mut TermBuf::new()), start, end, kind);
            } else {
                self.analyze(text, &Word { start, end, kind }, word.key());
            }
        }
    }

    /// Emits a cached term.
    #[inline(always)]
    fn emit(&mut self, term: &str, start: usize, end: usize, kind: TokenKind) {
        let (text, position) = (Cow::Borrowed(term), self.position);
        (self.each)(Term { text, start, end, position, kind: TermKind::Word, token: kind });
        self.position += 1;
    }

    /// Emits the terms of a word that is not in the cache. Caches the term if the word has a cache key and at most one term.
    #[inline(never)]
    fn analyze(&mut self, word_text: &str, word: &Word, key: u128) {
        let CachedVisitor { analyzer, text, last, cache, scratch, each, position, direct, .. } = self;
        let (mut terms, mut cached) = (0, None);
        let mut each = |term: Term<'_>| {
            terms += 1;
            if key != 0 {
                cached = PackedTerm::of(Some(term.text()), note(word.kind));
            }
            each(term);
        };
        let direct = direct.filter(|_| key != 0 && word.kind == TokenKind::Arabic);
        let done = direct.is_some_and(|stemmer| analyzer.stem_directly(stemmer, word_text, word, *position, scratch, &mut each));
        let taken = if done { 1 } else { analyzer.word_terms(text, word, *position, *last, scratch, &mut each) };
        *position += taken;
        let cached = if terms == 0 { PackedTerm::of(None, note(word.kind)) } else { cached };
        if let Some(cached) = cached.filter(|_| taken == 1 && terms <= 1) {
            cache.insert(key, cached);
        }
    }
}

impl Analyzer {
    /// Returns whether the terms of a word do not depend on its marks.
    pub(super) fn ignores_marks(&self) -> bool {
        self.options.stemmer.is_none_or(Stemmer::ignores_marks) && !self.is_standard && self.options.normalizer == Normalizer::search()
    }
}

/// Returns whether words of a kind are cached. Words of other kinds are not cached, because they can have several terms.
#[inline(always)]
pub(super) fn is_cacheable(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Arabic | TokenKind::Word | TokenKind::Number)
}

/// Returns the kind of a cacheable word as a two-bit number, which the cache stores with the term.
#[inline(always)]
fn note(kind: TokenKind) -> u8 {
    const _: () = assert!(TokenKind::Arabic as u8 == 0 && TokenKind::Word as u8 == 1 && TokenKind::Number as u8 == 2);
    kind as u8 & 3
}

//! The loop over the words of a text with a cache of terms. Most words of a text occur more than once. The cache saves time if a lookup
//! takes less time than the stemming of a word.

use alloc::borrow::Cow;

use super::options::Analyzer;
use super::term::{Scratch, Term, TermKind, Word};
use crate::normalize::Normalizer;
use crate::scan::cache::{self, WordCache};
use crate::scan::word_key::{PackedTerm, TermBuf};
use crate::stem::Stemmer;
use crate::token::TokenKind;

/// The queue of words whose cache buckets are being prefetched. The queue stores two values beside each word: the start (in bytes) and the
/// kind.
pub(super) type PrefetchQueue<'t> = cache::PrefetchQueue<'t, (usize, TokenKind)>;

/// Visits words in batches and calls `each` with their terms. Terms in the cache are not computed again.
pub(super) struct CachedVisitor<'a, 't, F> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) text: &'t str,
    /// The result of [`last_word`](Analyzer::last_word): a word that ends at this byte may be incomplete.
    pub(super) last: Option<usize>,
    pub(super) cache: WordCache<PackedTerm>,
    pub(super) scratch: &'a mut Scratch,
    pub(super) each: &'a mut F,
    /// The position of the next word.
    pub(super) position: usize,
    /// The result of [`direct_stemmer`](Analyzer::direct_stemmer): a stemmer that folds and stems an unfolded word in one step.
    pub(super) direct: Option<Stemmer>,
    /// True if all vocalizations of a word share one cache entry.
    pub(super) ignores_marks: bool,
}

impl<'t, F: FnMut(Term<'_>)> CachedVisitor<'_, 't, F> {
    /// Emits the terms of the words that are still in the queue.
    pub(super) fn finish(&mut self, queue: &mut PrefetchQueue<'t>) {
        // A word that may be incomplete is not stemmed, so its terms are not the cached terms. The word bypasses the cache.
        if let Some(word) = queue.last().filter(|word| self.last == Some(word.data.0 + word.text.len())) {
            word.exclude();
        }
        self.flush(queue);
        self.flush(queue);
    }

    /// Prefetches the cache buckets of the newest batch of words, and emits the terms of the preceding batch. Therefore
    /// [`finish`](Self::finish) calls this function twice.
    #[inline(never)]
    pub(super) fn flush(&mut self, queue: &mut PrefetchQueue<'t>) {
        for word in queue.flush(&self.cache, self.ignores_marks) {
            let (text, (start, kind)) = (word.text, word.data);
            let end = start + text.len();
            if let Some(term) = word.letters(note(kind)) {
                self.emit(term, start, end, kind);
            } else if word.cached().is_nothing(note(kind)) {
                self.position += 1;
            } else if word.cached().is_noted(note(kind)) {
                self.emit(word.cached().spell(&mut TermBuf::new()), start, end, kind);
            } else {
                self.analyze(text, &Word { start, end, kind }, word.key);
            }
        }
    }

    /// Calls `each` with a cached term, and advances the position by one.
    #[inline(always)]
    fn emit(&mut self, term: &str, start: usize, end: usize, kind: TokenKind) {
        let (text, position) = (Cow::Borrowed(term), self.position);
        (self.each)(Term { text, start, end, position, kind: TermKind::Word, token: kind });
        self.position += 1;
    }

    /// Computes the terms of a word that is not in the cache, and calls `each` with them. `key` is the cache key of the word, or 0 if the
    /// word cannot be cached. Caches the result if the word has a key, takes one position, and has no term or one term that fits into a
    /// cache entry.
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
    /// Returns true only if the terms of an Arabic word are the same for all marks (vocalizations) of the word.
    pub(super) fn ignores_marks(&self) -> bool {
        self.options.stemmer.is_none_or(Stemmer::ignores_marks) && !self.is_standard && self.options.normalizer == Normalizer::search()
    }
}

/// Returns whether words of a kind can be cached: Arabic words, words of other scripts, and numbers. Entities are not cached, because an
/// entity can have several terms.
#[inline(always)]
pub(super) fn is_cacheable(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Arabic | TokenKind::Word | TokenKind::Number)
}

/// Returns the kind of a cacheable word as a number of two bits. The cache stores this number with the term.
#[inline(always)]
fn note(kind: TokenKind) -> u8 {
    const _: () = assert!(TokenKind::Arabic as u8 == 0 && TokenKind::Word as u8 == 1 && TokenKind::Number as u8 == 2);
    kind as u8 & 3
}

//! The loop over the words of a text. The loop uses a cache of terms, unless the stemmer is faster than a cache lookup.

use alloc::borrow::Cow;
use alloc::collections::VecDeque;
use alloc::string::String;
use core::iter::FusedIterator;

use super::cached::{CachedVisitor, PrefetchQueue, is_cacheable};
use super::options::Analyzer;
use super::standard::StandardTokens;
use super::term::{Scratch, Term, Word};
use super::words::WordSource;
use crate::debug::short_debug;
use crate::span::slice;
use crate::stem::{Folding, Stemmer};
use crate::token::TokenKind;

impl Analyzer {
    /// Returns an iterator over the terms of a text. The iterator allocates a string for each term that differs from the text at its range;
    /// [`for_each_term`](Analyzer::for_each_term) is faster.
    ///
    /// ```
    /// use kalima::Analyzer;
    ///
    /// let analyzer = Analyzer::search();
    /// let terms: Vec<String> = analyzer.terms("قرأت الكتب").map(|t| t.into_text().into()).collect();
    /// assert_eq!(terms, ["قرا", "كتاب"]);
    /// assert_eq!(analyzer.terms("").count(), 0);
    /// ```
    pub fn terms<'a, 't>(&'a self, text: &'t str) -> Terms<'a, 't> {
        Terms {
            analyzer: self,
            words: self.source(text),
            text,
            last: self.last_word(text),
            scratch: Scratch::new(),
            position: 0,
            ready: VecDeque::new(),
        }
    }

    /// Calls `each` with each term of a text, in the order of the text.
    ///
    /// After `scratch` has grown to its final size (see [`Scratch::new`]), allocates nothing for most words. A rare word, such as a long
    /// word with presentation forms, may need an allocation.
    ///
    /// ```
    /// use kalima::Analyzer;
    /// use kalima::analyzer::Scratch;
    ///
    /// let (analyzer, mut scratch) = (Analyzer::search(), Scratch::new());
    /// let mut terms = Vec::new();
    /// for text in ["قرأت الكتب", "كتاب"] {
    ///     analyzer.for_each_term(text, &mut scratch, |term| terms.push(term.text().to_owned()));
    /// }
    /// assert_eq!(terms, ["قرا", "كتاب", "كتاب"]);
    /// ```
    pub fn for_each_term(&self, text: &str, scratch: &mut Scratch, mut each: impl FnMut(Term<'_>)) {
        self.visit(text, text.len(), true, scratch, &mut each);
    }

    /// Calls `each` with the terms of the words that start before the byte `until`. Returns the number of positions that these words take.
    ///
    /// `text` may be a chunk of a longer text, as in the readers of the module `io`. `ends` is true if `text` is the last chunk or the
    /// whole text. Only in this case, the option `prefix` applies to the last word of `text`.
    pub(super) fn visit(&self, text: &str, until: usize, ends: bool, scratch: &mut Scratch, each: &mut impl FnMut(Term<'_>)) -> usize {
        let last = self.last_word(text).filter(|_| ends);
        let direct = self.direct_stemmer();
        // Some stemmers, such as the light stemmers and Lucene's stemmer, take less time than a cache lookup. If the analyzer can call such
        // a stemmer directly, the words bypass the cache.
        match direct.filter(|stemmer| stemmer.is_cheaper_than_cache()).map(|stemmer| (stemmer, stemmer.folding())) {
            Some((Stemmer::Lucene, _)) => return self.stem_each::<true>(Stemmer::Lucene, text, until, last, scratch, each),
            Some((stemmer, Some(Folding::Search))) => return self.stem_each::<false>(stemmer, text, until, last, scratch, each),
            Some((_, Some(Folding::Lucene) | None)) | None => {}
        }
        let mut cache = core::mem::take(&mut scratch.cache);
        if scratch.owner != self.id {
            cache.clear();
            scratch.owner = self.id;
        }
        // True if no option adds a second term to a word.
        let has_one_term = self.options.ngrams.is_none() && !self.options.surface;
        let ignores_marks = self.ignores_marks();
        let mut visitor = CachedVisitor { analyzer: self, text, last, cache, scratch, each, position: 0, direct, ignores_marks };
        let mut queue = PrefetchQueue::new((0, TokenKind::Space));
        // The closure below takes ownership of these two references. A closure that borrowed the variables would need one more indirection.
        let (visitor_ref, queue_ref) = (&mut visitor, &mut queue);
        self.source(text).for_each_word(move |start, word_text, kind| {
            if start < until && queue_ref.push(word_text, (start, kind), has_one_term & is_cacheable(kind)) {
                visitor_ref.flush(queue_ref);
            }
        });
        visitor.finish(&mut queue);
        let CachedVisitor { cache, position, .. } = visitor;
        scratch.cache = cache;
        position
    }

    /// Implements [`visit`](Analyzer::visit) without a cache, for a [`direct_stemmer`](Analyzer::direct_stemmer): a stemmer that folds and
    /// stems an unfolded word in one step.
    ///
    /// The const parameter `LUCENE` creates a separate copy of the loop for Lucene's analyzer. The compiler inlines Lucene's stemmer into
    /// this copy. Without the copy, each word would need a branch and a call, which together take as long as the stemming of the word.
    #[inline(never)]
    fn stem_each<const LUCENE: bool>(
        &self,
        stemmer: Stemmer,
        text: &str,
        until: usize,
        last: Option<usize>,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        debug_assert_eq!(LUCENE, stemmer == Stemmer::Lucene);
        let words = if LUCENE {
            WordSource::Standard(text, StandardTokens::new(text))
        } else {
            WordSource::Words(self.options.tokenizer.words(text))
        };
        let mut position = 0;
        words.for_each_word(|start, word_text, kind| {
            if start >= until {
                return;
            }
            let stemmer = if LUCENE { Stemmer::Lucene } else { stemmer };
            let word = Word { start, end: start + word_text.len(), kind };
            let done = match kind {
                _ if last == Some(word.end) => false,
                TokenKind::Arabic => self.stem_directly(stemmer, word_text, &word, position, scratch, each),
                _ if LUCENE && word_text.is_ascii() => {
                    self.ascii_word(word_text, &word, position, scratch, each);
                    true
                }
                _ => false,
            };
            position += if done { 1 } else { self.word_terms(text, &word, position, last, scratch, each) };
        });
        position
    }

    /// Returns an iterator over the words of a text.
    fn source<'t>(&self, text: &'t str) -> WordSource<'t> {
        if self.is_standard {
            WordSource::Standard(text, StandardTokens::new(text))
        } else {
            WordSource::Words(self.options.tokenizer.words(text))
        }
    }

    /// Returns the length of the text in bytes if the option `prefix` is set and the text does not end with white space. A word that ends
    /// at this byte may be incomplete. Otherwise returns `None`.
    fn last_word(&self, text: &str) -> Option<usize> {
        (self.options.prefix && !text.ends_with(char::is_whitespace)).then_some(text.len())
    }
}

/// An iterator over the terms of a text, in the order of the text. [`Analyzer::terms`] returns this type.
#[derive(Clone)]
pub struct Terms<'a, 't> {
    analyzer: &'a Analyzer,
    words: WordSource<'t>,
    text: &'t str,
    /// The result of [`last_word`](Analyzer::last_word): a word that ends at this byte may be incomplete.
    last: Option<usize>,
    scratch: Scratch,
    /// The position of the next word.
    position: usize,
    /// The terms of the current word that [`next`](Terms::next) has not returned yet.
    ready: VecDeque<Term<'t>>,
}

short_debug!(['a, 't] Terms<'a, 't>, "Terms", |t| { position: t.position, len: t.text.len(), analyzer: t.analyzer });

impl<'t> Iterator for Terms<'_, 't> {
    type Item = Term<'t>;

    fn next(&mut self) -> Option<Term<'t>> {
        while self.ready.is_empty() {
            let word = self.words.next()?;
            let (text, ready) = (self.text, &mut self.ready);
            let mut each = |term: Term<'_>| {
                // If the term is equal to the text at its range, the term borrows this text. Otherwise the term is copied.
                let source = slice(text, term.start..term.end);
                let held = if term.text == source { Cow::Borrowed(source) } else { Cow::Owned(String::from(&*term.text)) };
                let Term { start, end, position, kind, token, .. } = term;
                ready.push_back(Term { text: held, start, end, position, kind, token });
            };
            self.position += self.analyzer.word_terms(text, &word, self.position, self.last, &mut self.scratch, &mut each);
        }
        self.ready.pop_front()
    }
}

impl FusedIterator for Terms<'_, '_> {}

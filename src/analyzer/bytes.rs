//! The analyzer for bytes that may not be UTF-8, and for chunks of a longer text.

use alloc::vec::{IntoIter, Vec};
use core::fmt;
use core::iter::FusedIterator;

use super::options::Analyzer;
use super::pipeline::Terms;
use super::term::{Scratch, Term};
use crate::debug::FirstItems;
use crate::normalize::Normalizer;
#[cfg(any(test, feature = "std"))]
use crate::token::Tokenizer;

impl Analyzer {
    /// Returns an iterator over the terms of bytes that may not be UTF-8. Each maximal subpart of an ill-formed sequence is treated as
    /// U+FFFD, a character that separates words. The ranges of the terms are ranges of `bytes`. Empty input has no terms.
    ///
    /// If the bytes are UTF-8, the iterator is lazy. If not, this method computes and stores all terms before it returns. For such bytes,
    /// [`for_each_term_utf8`](Analyzer::for_each_term_utf8) and [`io::terms`](crate::io::terms) need less memory.
    ///
    /// ```
    /// use kalima::Analyzer;
    ///
    /// let analyzer = Analyzer::search();
    /// let terms: Vec<_> = analyzer.terms_utf8(b"\xD9 \xD9\x82\xD9\x84\xD9\x85").map(|t| (t.text().to_owned(), t.range())).collect();
    /// assert_eq!(terms, [("قلم".to_owned(), 2..8)]);
    /// assert_eq!(analyzer.terms_utf8(b"\xFF").count(), 0);
    /// ```
    pub fn terms_utf8<'a, 't>(&'a self, bytes: &'t [u8]) -> TermsUtf8<'a, 't> {
        TermsUtf8(match core::str::from_utf8(bytes) {
            Ok(text) => TermList::Lazy(self.terms(text)),
            Err(_) => {
                let mut all = Vec::new();
                self.for_each_term_utf8(bytes, &mut Scratch::new(), |term| all.push(term.into_owned()));
                TermList::Collected(all.into_iter())
            }
        })
    }

    /// Calls `each` with each term of bytes that may not be UTF-8; see [`terms_utf8`](Analyzer::terms_utf8). Copies the bytes if they are
    /// not UTF-8.
    ///
    /// ```
    /// use kalima::Analyzer;
    /// use kalima::analyzer::Scratch;
    ///
    /// let mut terms = Vec::new();
    /// Analyzer::search().for_each_term_utf8(b"\xFF \xD9\x82\xD9\x84\xD9\x85", &mut Scratch::new(), |term| {
    ///     terms.push((term.text().to_owned(), term.range()));
    /// });
    /// assert_eq!(terms, [("قلم".to_owned(), 2..8)]);
    /// ```
    pub fn for_each_term_utf8(&self, bytes: &[u8], scratch: &mut Scratch, mut each: impl FnMut(Term<'_>)) {
        self.visit_utf8(bytes, bytes.len(), true, scratch, &mut each);
    }

    /// Calls `each` with the terms of the words that start before the byte `until`. Returns the number of positions that these words take.
    ///
    /// `bytes` may be a chunk of a longer text. `ends` is true if `bytes` is the last chunk or the whole text.
    pub(crate) fn visit_utf8(
        &self,
        bytes: &[u8],
        until: usize,
        ends: bool,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        if let Ok(text) = core::str::from_utf8(bytes) {
            return self.visit(text, until, ends, scratch, each);
        }
        let lossy = Normalizer::none().normalize_mapped_utf8(bytes);
        self.visit(lossy.text(), lossy.map().to_output(until..until).start, ends, scratch, &mut |term| {
            let source = lossy.map().to_source(term.range());
            each(Term { start: source.start, end: source.end, ..term });
        })
    }

    /// Returns whether the analyzer uses Lucene's tokenizer.
    #[cfg(any(test, feature = "std"))]
    pub(crate) fn is_standard(&self) -> bool {
        self.is_standard
    }

    /// Returns the tokenizer of this crate with the options of the analyzer. The analyzer uses this tokenizer if `is_standard` is false.
    #[cfg(any(test, feature = "std"))]
    pub(crate) fn token_rules(&self) -> &Tokenizer {
        &self.options.tokenizer
    }
}

/// An iterator over the terms of bytes, in the order of the text. [`Analyzer::terms_utf8`] returns this type.
#[derive(Clone)]
pub struct TermsUtf8<'a, 't>(TermList<'a, 't>);

impl fmt::Debug for TermsUtf8<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("TermsUtf8");
        match &self.0 {
            TermList::Lazy(terms) => out.field("terms", terms).finish(),
            TermList::Collected(terms) => out.field("terms", &FirstItems(terms.as_slice().iter())).finish(),
        }
    }
}

/// The terms of bytes. If the bytes are UTF-8, the terms are computed lazily. If not, all terms are computed in advance.
// The different sizes of the variants matter little, because usually only one value exists at a time, on the stack.
#[allow(clippy::large_enum_variant)]
#[derive(Clone)]
enum TermList<'a, 't> {
    Lazy(Terms<'a, 't>),
    Collected(IntoIter<Term<'static>>),
}

impl<'t> Iterator for TermsUtf8<'_, 't> {
    type Item = Term<'t>;

    fn next(&mut self) -> Option<Term<'t>> {
        match &mut self.0 {
            TermList::Lazy(terms) => terms.next(),
            TermList::Collected(terms) => terms.next(),
        }
    }
}

impl FusedIterator for TermsUtf8<'_, '_> {}

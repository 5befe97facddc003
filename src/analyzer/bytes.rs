//! The analyzer on bytes that may not be UTF-8, and on pieces of a longer text.

use alloc::borrow::Cow;
use alloc::vec::{IntoIter, Vec};
use core::fmt;
use core::iter::FusedIterator;

use super::{Analyzer, Scratch, Term, Terms};
use crate::debug::FirstItems;
use crate::normalize::Normalizer;
#[cfg(any(test, feature = "std"))]
use crate::token::Tokenizer;

impl Analyzer {
    /// The terms of bytes that may not be UTF-8: those of [`terms`](Analyzer::terms) with an invalid sequence (a maximal subpart) as U+FFFD,
    /// which parts words; ranges are those of the source.
    ///
    /// Lazy where the bytes are UTF-8. Else the text and its terms are made at once; [`for_each_term_utf8`](Analyzer::for_each_term_utf8)
    /// and [`io::terms`](crate::io::terms) keep less.
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
            Ok(text) => Found::Lazy(self.terms(text)),
            Err(_) => {
                let mut all = Vec::new();
                self.for_each_term_utf8(bytes, &mut Scratch::new(), |term| all.push(term.into_owned()));
                Found::Made(all.into_iter())
            }
        })
    }

    /// Calls `each` with the terms of bytes that may not be UTF-8; see [`terms_utf8`](Analyzer::terms_utf8). Bytes that are not are copied
    /// once.
    pub fn for_each_term_utf8(&self, bytes: &[u8], scratch: &mut Scratch, mut each: impl FnMut(Term<'_>)) {
        self.visit_utf8(bytes, bytes.len(), true, scratch, &mut each);
    }

    /// The terms of the words of a piece of a longer text that begin before `until`; `ends` says that the text ends with the piece. How many
    /// positions they take.
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

    /// Whether text is cut as Lucene does.
    #[cfg(any(test, feature = "std"))]
    pub(crate) fn is_standard(&self) -> bool {
        self.standard
    }

    /// How text is cut otherwise.
    #[cfg(any(test, feature = "std"))]
    pub(crate) fn token_rules(&self) -> &Tokenizer {
        &self.tokenizer
    }
}

impl Term<'_> {
    /// The term with a text of its own.
    pub fn into_owned(self) -> Term<'static> {
        Term { text: Cow::Owned(self.text.into_owned()), ..self }
    }
}

/// The terms of bytes, in order. Made by [`Analyzer::terms_utf8`].
#[derive(Clone)]
pub struct TermsUtf8<'a, 't>(Found<'a, 't>);

impl fmt::Debug for TermsUtf8<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("TermsUtf8");
        match &self.0 {
            Found::Lazy(terms) => out.field("terms", terms).finish(),
            Found::Made(terms) => out.field("terms", &FirstItems(terms.as_slice().iter())).finish(),
        }
    }
}

// One lives at a time, on the stack.
#[allow(clippy::large_enum_variant)]
#[derive(Clone)]
enum Found<'a, 't> {
    Lazy(Terms<'a, 't>),
    Made(IntoIter<Term<'static>>),
}

impl<'t> Iterator for TermsUtf8<'_, 't> {
    type Item = Term<'t>;

    fn next(&mut self) -> Option<Term<'t>> {
        match &mut self.0 {
            Found::Lazy(terms) => terms.next(),
            Found::Made(terms) => terms.next(),
        }
    }
}

impl FusedIterator for TermsUtf8<'_, '_> {}

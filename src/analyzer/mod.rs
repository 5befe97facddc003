//! Search analysis: text to index terms, each with its place in the source.
//!
//! tokens → fold → stem → [`Term`]. What a query and a document have in common after this is what a search can find.
//!
//! ```
//! use kalima::analyzer::Analyzer;
//!
//! let terms: Vec<_> = Analyzer::search().terms("وَالكِتابُ الجديدُ").map(|t| t.text().to_string()).collect();
//! assert_eq!(terms, ["كتاب", "جديد"]);
//! ```

use alloc::borrow::Cow;
use alloc::string::String;
use core::ops::Range;

use crate::normalize::Normalizer;
use crate::stem::{Stem, Stemmer};
use crate::token::{Token, TokenKind, Tokenizer, Tokens};

/// The pipeline.
#[derive(Clone, Debug)]
pub struct Analyzer {
    tokenizer: Tokenizer,
    normalizer: Normalizer,
    stemmer: Option<Stemmer>,
}

impl Analyzer {
    /// Words folded by [`Normalizer::search`] and stemmed.
    pub fn search() -> Analyzer {
        Analyzer { tokenizer: Tokenizer::new(), normalizer: Normalizer::search(), stemmer: Some(Stemmer::Light10) }
    }

    /// Words folded by [`Normalizer::search`], not stemmed.
    pub fn exact() -> Analyzer {
        Analyzer { stemmer: None, ..Analyzer::search() }
    }

    /// The stemmer, or none.
    pub fn stemmer(mut self, stemmer: Option<Stemmer>) -> Analyzer {
        self.stemmer = stemmer;
        self
    }

    /// The terms of a text.
    pub fn terms<'a, 't>(&'a self, text: &'t str) -> Terms<'a, 't> {
        Terms { analyzer: self, tokens: self.tokenizer.tokens(text), scratch: Scratch::new(), position: 0 }
    }

    /// Calls `each` with the terms of a text. Allocates nothing once `scratch` has grown to the longest word.
    pub fn for_each_term(&self, text: &str, scratch: &mut Scratch, mut each: impl FnMut(Term<'_>)) {
        let mut position = 0;
        for token in self.tokenizer.tokens(text) {
            if let Some(term) = self.term(&token, scratch, position) {
                each(term);
                position += 1;
            }
        }
    }

    fn term<'s>(&self, token: &Token<'_>, scratch: &'s mut Scratch, position: usize) -> Option<Term<'s>> {
        if !token.kind().is_word() {
            return None;
        }
        scratch.folded.clear();
        self.normalizer.normalize_into(token.text(), &mut scratch.folded);
        let text = match self.stemmer {
            Some(stemmer) if token.kind() == TokenKind::Arabic => {
                scratch.stem.clear();
                stemmer.stem_into(&scratch.folded, &mut scratch.stem);
                &scratch.stem
            }
            _ => &scratch.folded,
        };
        Some(Term { text: Cow::Borrowed(text), range: token.range(), position, kind: token.kind() })
    }
}

/// Buffers that [`Analyzer::for_each_term`] uses again and again.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    folded: String,
    stem: String,
}

impl Scratch {
    /// Empty buffers.
    pub const fn new() -> Scratch {
        Scratch { folded: String::new(), stem: String::new() }
    }
}

/// An index term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'s> {
    text: Cow<'s, str>,
    range: Range<usize>,
    position: usize,
    kind: TokenKind,
}

impl Term<'_> {
    /// The term.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that it stands for.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Its place among the words, from 0.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What the token was.
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

/// The terms of a text, in order.
#[derive(Clone, Debug)]
pub struct Terms<'a, 't> {
    analyzer: &'a Analyzer,
    tokens: Tokens<'t>,
    scratch: Scratch,
    position: usize,
}

impl Iterator for Terms<'_, '_> {
    type Item = Term<'static>;
    fn next(&mut self) -> Option<Term<'static>> {
        loop {
            let token = self.tokens.next()?;
            if let Some(term) = self.analyzer.term(&token, &mut self.scratch, self.position) {
                self.position += 1;
                return Some(Term { text: Cow::Owned(String::from(&*term.text)), ..term });
            }
        }
    }
}

//! [`Analyzer`] as a tokenizer of tantivy, on `tantivy-tokenizer-api` alone; with the feature `tantivy`.
//!
//! Register it under a name, and name it in the schema. A query parser of tantivy then analyzes queries in the same way.
//!
//! ```
//! use kalima::analyzer::Analyzer;
//! use kalima::tantivy::KalimaTokenizer;
//! use tantivy_tokenizer_api::{TokenStream, Tokenizer};
//!
//! let mut tokenizer = KalimaTokenizer::new(Analyzer::search());
//! // index.tokenizers().register("arabic", tokenizer.clone());
//! let mut stream = tokenizer.token_stream("في المكتباتِ");
//! assert!(stream.advance());
//! assert_eq!((stream.token().text.as_str(), stream.token().position, stream.token().offset_from), ("مكتبه", 1, 5));
//! assert!(!stream.advance());
//! ```
//!
//! A token's offsets are bytes of the source and slice it. Stop words leave gaps in the positions. `examples/tantivy` of the repository indexes
//! and highlights with the real tantivy.

use alloc::string::String;
use alloc::sync::Arc;

use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

use crate::analyzer::{Analyzer, Terms};
use crate::debug::short_debug;

/// An analyzer that tantivy can register. Clones share it.
#[derive(Clone, Debug)]
pub struct KalimaTokenizer(Arc<Analyzer>);

impl KalimaTokenizer {
    /// A tokenizer of the analyzer's terms.
    pub fn new(analyzer: Analyzer) -> KalimaTokenizer {
        KalimaTokenizer(Arc::new(analyzer))
    }
}

impl Default for KalimaTokenizer {
    /// With [`Analyzer::search`].
    fn default() -> KalimaTokenizer {
        KalimaTokenizer::new(Analyzer::search())
    }
}

impl Tokenizer for KalimaTokenizer {
    type TokenStream<'a> = KalimaTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KalimaTokenStream<'a> {
        KalimaTokenStream { terms: self.0.terms(text), token: Token { text: String::with_capacity(32), ..Token::default() } }
    }
}

/// The terms of one text.
#[derive(Clone)]
pub struct KalimaTokenStream<'a> {
    terms: Terms<'a, 'a>,
    token: Token,
}

short_debug!(['a] KalimaTokenStream<'a>, "KalimaTokenStream", |s| { terms: s.terms, token: s.token });

impl TokenStream for KalimaTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        let range = term.range();
        (self.token.offset_from, self.token.offset_to, self.token.position) = (range.start, range.end, term.position());
        self.token.text.clear();
        self.token.text.push_str(term.text());
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

//! A tokenizer for tantivy that returns the terms of an [`Analyzer`]. The module requires the feature `tantivy` and depends only on the
//! crate `tantivy-tokenizer-api`.
//!
//! Register the tokenizer in the index under a name, and use this name in the schema of the index. The query parser of tantivy then uses
//! this tokenizer for queries, too.
//!
//! ```
//! use kalima::analyzer::Analyzer;
//! use kalima::tantivy::ArabicTokenizer;
//! use tantivy_tokenizer_api::{TokenStream, Tokenizer};
//!
//! let mut tokenizer = ArabicTokenizer::new(Analyzer::search());
//! // index.tokenizers().register("arabic", tokenizer.clone());
//! let mut stream = tokenizer.token_stream("في المكتباتِ");
//! assert!(stream.advance());
//! assert_eq!((stream.token().text.as_str(), stream.token().position, stream.token().offset_from), ("مكتبه", 1, 5));
//! assert!(!stream.advance());
//! ```
//!
//! The offsets of a token are byte offsets in the source text. A stop word has no token, but increases the position of the next token by 1.
//! The example `examples/tantivy` in the repository builds an index with tantivy and highlights the matches in the results.

use alloc::string::String;
use alloc::sync::Arc;

use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

use crate::analyzer::{Analyzer, Terms};
use crate::debug::short_debug;

/// A tokenizer that tantivy can register. All clones share one analyzer.
#[derive(Clone, Debug)]
pub struct ArabicTokenizer(Arc<Analyzer>);

impl ArabicTokenizer {
    /// Returns a tokenizer whose tokens are the terms of `analyzer`.
    pub fn new(analyzer: Analyzer) -> ArabicTokenizer {
        ArabicTokenizer(Arc::new(analyzer))
    }
}

impl Default for ArabicTokenizer {
    /// Returns a tokenizer whose tokens are the terms of [`Analyzer::search`].
    fn default() -> ArabicTokenizer {
        ArabicTokenizer::new(Analyzer::search())
    }
}

impl Tokenizer for ArabicTokenizer {
    type TokenStream<'a> = ArabicTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ArabicTokenStream<'a> {
        ArabicTokenStream { terms: self.0.terms(text), token: Token { text: String::with_capacity(32), ..Token::default() } }
    }
}

/// The terms of one text, as a stream of tantivy tokens.
#[derive(Clone)]
pub struct ArabicTokenStream<'a> {
    terms: Terms<'a, 'a>,
    token: Token,
}

short_debug!(['a] ArabicTokenStream<'a>, "ArabicTokenStream", |s| { terms: s.terms, token: s.token });

impl TokenStream for ArabicTokenStream<'_> {
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

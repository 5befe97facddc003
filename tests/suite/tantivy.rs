//! The tokenizer of tantivy gives the analyzer's terms, with their places.

#![cfg(feature = "tantivy")]

use kalima::Analyzer;
use kalima::tantivy::KalimaTokenizer;
use tantivy_tokenizer_api::{TokenStream, Tokenizer};

#[test]
fn tokens_are_terms() {
    let text = "قَرَأتُ في المَكتباتِ عن iPhone، ثم كَتَبْتُ.";
    for (mut tokenizer, analyzer) in
        [(KalimaTokenizer::default(), Analyzer::search()), (KalimaTokenizer::new(Analyzer::exact()), Analyzer::exact())]
    {
        let mut stream = tokenizer.token_stream(text);
        for term in analyzer.terms(text) {
            assert!(stream.advance());
            let token = stream.token();
            assert_eq!((&*token.text, token.offset_from..token.offset_to, token.position), (term.text(), term.range(), term.position()));
            // A filter behind it may change the token.
            stream.token_mut().text.push('!');
        }
        assert!(!stream.advance());
    }
}

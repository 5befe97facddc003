//! Tests that the tokens of `ArabicTokenizer` are the terms of the analyzer, with the same ranges and positions.

#![cfg(feature = "tantivy")]

use kalima::Analyzer;
use kalima::tantivy::ArabicTokenizer;
use tantivy_tokenizer_api::{TokenStream, Tokenizer};

#[test]
fn tokens_are_the_terms_of_the_analyzer() {
    let text = "قَرَأتُ في المَكتباتِ عن iPhone، ثم كَتَبْتُ.";
    for (mut tokenizer, analyzer) in
        [(ArabicTokenizer::default(), Analyzer::search()), (ArabicTokenizer::new(Analyzer::exact()), Analyzer::exact())]
    {
        let mut stream = tokenizer.token_stream(text);
        for term in analyzer.terms(text) {
            assert!(stream.advance());
            let token = stream.token();
            assert_eq!((&*token.text, token.offset_from..token.offset_to, token.position), (term.text(), term.range(), term.position()));
            // A token filter may change the text of the token. The next token must not depend on this change.
            stream.token_mut().text.push('!');
        }
        assert!(!stream.advance());
    }
}

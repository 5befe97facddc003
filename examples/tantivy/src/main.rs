//! Indexes a few Arabic texts with tantivy, and searches these texts for words in other spellings. Prints the texts that match, with each
//! matching word in brackets.
//!
//!     cargo run --release --manifest-path examples/tantivy/Cargo.toml -- الكتب كتاب المكتبة

use kalima::analyzer::Analyzer;
use kalima::tantivy::ArabicTokenizer;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, TantivyDocument, doc};

const TEXTS: [&str; 4] =
    ["قَرَأْتُ الكِتَابَ في المَكْتَبَةِ القَديمَةِ.", "والكتاب الجديد عند المهندسين.", "زُرْنا مكتباتِ المدينةِ كلَّها.", "الطقس جميل اليوم."];

/// Returns at most ten texts that match a query, from the highest score to the lowest. Each word that matches the query is in brackets.
fn search(index: &Index, body: tantivy::schema::Field, query: &str) -> tantivy::Result<Vec<String>> {
    let searcher = index.reader()?.searcher();
    let parsed = QueryParser::for_index(index, vec![body]).parse_query(query)?;
    let analyzer = Analyzer::search();
    let wanted: Vec<String> = analyzer.terms(query).map(|t| t.text().to_owned()).collect();
    let mut found = Vec::new();
    for (_, address) in searcher.search(&parsed, &TopDocs::with_limit(10).order_by_score())? {
        let document: TantivyDocument = searcher.doc(address)?;
        let text = document.get_first(body).and_then(|v| v.as_str()).unwrap_or_default();
        let (mut shown, mut at) = (String::new(), 0);
        for term in analyzer.terms(text).filter(|t| wanted.iter().any(|w| w == t.text())) {
            if term.range().start < at {
                continue; // The word of this term was already shown.
            }
            shown += &text[at..term.range().start];
            shown += &format!("[{}]", &text[term.range()]);
            at = term.range().end;
        }
        found.push(shown + &text[at..]);
    }
    Ok(found)
}

fn main() -> tantivy::Result<()> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("arabic").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(indexing) | STORED);
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("arabic", ArabicTokenizer::new(Analyzer::search()));
    let mut writer = index.writer_with_num_threads(1, 20_000_000)?;
    for text in TEXTS {
        writer.add_document(doc!(body => text))?;
    }
    writer.commit()?;

    // Checks the results of some queries, so that the example is also a test.
    let mut both = search(&index, body, "الكتاب")?;
    both.sort();
    assert_eq!(both, ["[والكتاب] الجديد عند المهندسين.", "قَرَأْتُ [الكِتَابَ] في المَكْتَبَةِ القَديمَةِ."]);
    assert_eq!(search(&index, body, "مكتبة")?.len(), 2);
    assert_eq!(search(&index, body, "مهندس")?, ["والكتاب الجديد عند [المهندسين]."]);

    let queries: Vec<String> = std::env::args().skip(1).collect();
    for query in
        if queries.is_empty() { vec!["كِتاب".to_owned(), "المكتبة".to_owned(), "مهندسون".to_owned()] } else { queries }
    {
        println!("\u{2068}{query}\u{2069}");
        for hit in search(&index, body, &query)? {
            println!("    \u{2068}{hit}\u{2069}");
        }
    }
    Ok(())
}

//! Search analysis: text to index terms, each with its place in the source.
//!
//! tokens → fold → stop → stem → [`Term`]. What a query and a document have in common after this is what a search can find.
//!
//! ```
//! use kalima::analyzer::Analyzer;
//!
//! let text = "كَتَبْتُ في المَكتباتِ";
//! let terms: Vec<_> = Analyzer::search().terms(text).map(|t| (t.text().to_string(), t.position(), &text[t.range()])).collect();
//! assert_eq!(terms, [("كتب".to_string(), 0, "كَتَبْتُ"), ("مكتبه".to_string(), 2, "المَكتباتِ")]);
//! assert_eq!(Analyzer::search().terms("...").count(), 0);
//! ```
//!
//! # Presets
//!
//! | | `search` | `lucene` | `exact` |
//! |---|---|---|---|
//! | tokens | [`Tokenizer`](crate::token::Tokenizer) | `StandardTokenizer` | [`Tokenizer`](crate::token::Tokenizer) |
//! | folded by | [`search`](crate::normalize::Normalizer::search), lower case, no accents | lower case, digits, [`lucene`](crate::normalize::Normalizer::lucene) | [`light`](crate::normalize::Normalizer::light), lower case |
//! | stop words | [`standard`](crate::stop::StopWords::standard) and [`questions`](crate::stop::StopWords::questions) | [`lucene`](crate::stop::StopWords::lucene), before folding | none |
//! | stemmed by | [`Lexical`](crate::stem::Stemmer::Lexical) | [`Lucene`](crate::stem::Stemmer::Lucene) | – |
//! | clitics before a number, Latin, a quotation mark | left out | in the word, or a term | terms |
//! | hashtags, addresses | whole and in parts | in parts | whole |
//! | abbreviations | without their last stop, Latin ones without any | as `StandardTokenizer` cuts them | as in `search` |
//! | numbers | ASCII digits, no separators of thousands | ASCII digits | as they are |
//!
//! `lucene` gives the terms, offsets and positions of `ArabicAnalyzer` (Lucene 8.7; Elasticsearch's and Solr's `arabic`). Lucene 8.7 has its
//! word-break data frozen at about Unicode 9, ours are those of `unicode-segmentation`; where a character is newer, or its class has changed
//! since, boundaries can differ. Its tokenizer, accents, parts and spelling are its own: the options for these have no effect on it.
//!
//! Text without a word (empty, white space, punctuation) gives no term, but that `lucene` gives the empty term for a lone tatweel, as Lucene
//! does: the tokenizer takes it for a letter, and the normalizer drops it. Words of other scripts are folded and not stemmed. Work is linear.
//!
//! The stemmer reads the word as it is spelled, and its stem is folded: hamzas and dots tell it what the word is, and a query that was typed
//! without them still meets the text wherever the word is no other word without them; see [`Analyzer::spelled`].
//!
//! # What each option gains
//!
//! Mean reciprocal rank (MRR@10) of the answer's paragraph for questions about Arabic encyclopedia articles, with BM25; Lucene's
//! `ArabicAnalyzer` reaches 41.57 on the same questions. The figures are of one collection: they say which options matter, not what yours will
//! show. `examples/eval_adapter` takes the options by name to measure them.
//!
//! | `search`, with | points above Lucene (95 % interval) |
//! |---|---|
//! | nothing else | +2.06 (1.25 to 2.87) |
//! | [`spelled(false)`](Analyzer::spelled) | +1.35 (0.53 to 2.17) |
//! | [`stemmer`](Analyzer::stemmer): [`Rules`](crate::stem::Stemmer::Rules) | +0.94 (0.24 to 1.65) |
//! | `Rules` and `spelled(false)` | +1.18 (0.48 to 1.89) |
//! | [`Light10`](crate::stem::Stemmer::Light10) | +0.41 (0.01 to 0.80) |
//! | no stemmer | −3.94 (−5.00 to −2.87) |
//! | [`stop_words`](Analyzer::stop_words): [`none`](crate::stop::StopWords::none) | +0.72 (−0.08 to 1.55) |
//! | [`small`](crate::stop::StopWords::small) | +1.31 (0.52 to 2.09) |
//! | [`lucene`](crate::stop::StopWords::lucene) | +1.40 (0.65 to 2.18) |
//! | [`surface(true)`](Analyzer::surface) | +0.53 (−0.38 to 1.44) |
//!
//! # Positions
//!
//! Positions count words; a stop word leaves a gap. Terms of one word share a position. A word ligature (﷽) gives a term for each of its
//! words, all with its range. Memory is that of the longest word.

// | file | contents |
// |---|---|
// | `options.rs` | `Analyzer`: presets and options |
// | `term.rs` | `Term`, `Scratch`, and the values that the steps pass to each other |
// | `pipeline.rs` | the loop over the words of a text; `Terms` |
// | `bytes.rs` | the same for bytes; `TermsUtf8` |
// | `cached.rs` | the loop with a cache of terms |
// | `words.rs` | the words of a text |
// | `standard.rs` | Lucene's tokenizer, lower case and digits |
// | `word.rs` | the terms of one word |
// | `entity.rs` | the terms of hashtags, addresses and figures |
// | `fold.rs` | folding, stop words and stems of one word |
// | `case.rs` | lower case and accents of other scripts |
// | `spelling.rs` | one spelling for figures and abbreviations |

mod bytes;
mod cached;
mod case;
mod entity;
mod fold;
mod options;
mod pipeline;
mod spelling;
mod standard;
mod term;
mod word;
mod words;

pub use bytes::TermsUtf8;
pub use options::Analyzer;
pub use pipeline::Terms;
pub use term::{Scratch, Term, TermKind};

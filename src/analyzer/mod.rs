//! Search analysis: from text to index terms, each with its range in the source.
//!
//! The steps are tokens → fold → stop words → stem → [`Term`]. A query matches a document if they have terms in common after these steps.
//!
//! ```
//! use kalima::analyzer::Analyzer;
//!
//! let text = "كَتَبْتُ في المَكتباتِ";
//! let analyzer = Analyzer::search();
//! let terms: Vec<_> = analyzer.terms(text).collect();
//! assert_eq!(terms[0].text(), "كتب");
//! assert_eq!(terms[1].text(), "مكتبه");
//! assert_eq!(&text[terms[1].range()], "المَكتباتِ");
//! assert_eq!((terms[0].position(), terms[1].position()), (0, 2));
//! assert_eq!(analyzer.terms("...").count(), 0);
//! ```
//!
//! # Presets
//!
//! | | `search` | `lucene` | `exact` |
//! |---|---|---|---|
//! | tokens | [`Tokenizer`](crate::token::Tokenizer) | `StandardTokenizer` | [`Tokenizer`](crate::token::Tokenizer) |
//! | folding | [`search`](crate::normalize::Normalizer::search), lower case, no accents | lower case, digits, [`lucene`](crate::normalize::Normalizer::lucene) | [`light`](crate::normalize::Normalizer::light), lower case |
//! | stop words | [`standard`](crate::stop::StopWords::standard) and [`questions`](crate::stop::StopWords::questions) | [`lucene`](crate::stop::StopWords::lucene), before folding | none |
//! | stemmer | [`Lexical`](crate::stem::Stemmer::Lexical) | [`Lucene`](crate::stem::Stemmer::Lucene) | none |
//! | clitics before a number, a Latin word, a quotation mark | dropped | in the word, or a term | terms |
//! | hashtags, addresses | whole and in parts | in parts | whole |
//! | abbreviations | without the last full stop; Latin ones without any | as `StandardTokenizer` splits them | as in `search` |
//! | numbers | ASCII digits, no separators of thousands | ASCII digits | unchanged |
//!
//! `lucene` has the terms, offsets and positions of `ArabicAnalyzer` (Lucene 8.7; the analyzer `arabic` of Elasticsearch and Solr). Lucene 8.7 has its
//! word-break data frozen at about Unicode 9; this crate has those of `unicode-segmentation`. Boundaries can differ for characters that are newer or
//! whose class has changed. The options [`tokenizer`](Analyzer::tokenizer), [`keep_accents`](Analyzer::keep_accents),
//! [`entity_parts`](Analyzer::entity_parts) and [`stem_original`](Analyzer::stem_original) have no effect on this preset.
//!
//! Text without a word (empty, white space, punctuation) has no terms. There is one exception: `lucene` has the empty term for a lone tatweel, as
//! Lucene has, because its tokenizer reads a letter and its normalizer drops it. Words of other scripts are folded and not stemmed. Work is linear in
//! the length of the text. Memory is that of the longest word, and at most 8.4 MB for a cache of terms.
//!
//! The stemmer of `search` receives the unfolded word and folds its stem, because hamzas and dots distinguish words. A query without them still
//! matches if no other word has the same letters; see [`Analyzer::stem_original`].
//!
//! # Effect of each option
//!
//! The figures are mean reciprocal ranks (MRR@10) of the paragraph with the answer, for questions about Arabic encyclopedia articles, with BM25. Lucene's
//! `ArabicAnalyzer` has 41.57 on the same questions. They are of one collection: they show which options matter, and not the result on other texts.
//! `examples/eval_adapter` of the repository takes the options by name to measure them.
//!
//! | `search`, with | points above Lucene (95 % interval) |
//! |---|---|
//! | no change | +2.06 (1.25 to 2.87) |
//! | [`stem_original(false)`](Analyzer::stem_original) | +1.35 (0.53 to 2.17) |
//! | [`stemmer`](Analyzer::stemmer): [`Rules`](crate::stem::Stemmer::Rules) | +0.94 (0.24 to 1.65) |
//! | `Rules` and `stem_original(false)` | +1.18 (0.48 to 1.89) |
//! | [`Light10`](crate::stem::Stemmer::Light10) | +0.41 (0.01 to 0.80) |
//! | no stemmer | −3.94 (−5.00 to −2.87) |
//! | [`stop_words`](Analyzer::stop_words): [`none`](crate::stop::StopWords::none) | +0.72 (−0.08 to 1.55) |
//! | [`small`](crate::stop::StopWords::small) | +1.31 (0.52 to 2.09) |
//! | [`lucene`](crate::stop::StopWords::lucene) | +1.40 (0.65 to 2.18) |
//! | [`surface(true)`](Analyzer::surface) | +0.53 (−0.38 to 1.44) |
//!
//! # Positions
//!
//! Positions count words, so a stop word leaves a gap between positions. All terms of one word have its position. A word ligature (﷽) has a term for
//! each of its words, all with its range.

// | file | contents |
// |---|---|
// | `options.rs` | `Analyzer`: presets and options |
// | `fingerprint.rs` | `Fingerprint`: the identity of the terms |
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
mod fingerprint;
mod fold;
mod options;
mod pipeline;
mod spelling;
mod standard;
mod term;
mod word;
mod words;

pub use bytes::TermsUtf8;
pub use fingerprint::Fingerprint;
pub use options::Analyzer;
pub use pipeline::Terms;
pub use term::{Scratch, Term, TermKind};

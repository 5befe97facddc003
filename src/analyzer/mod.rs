//! Search analysis: turns a text into index terms. Each term has its byte range in the text.
//!
//! The analyzer splits the text into words, folds each word, drops the stop words, and stems the other Arabic words. Each result is a
//! [`Term`]. A term of a query matches a document if the document has an equal term.
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
//! | stop words | [`standard`](crate::stop::StopWords::standard) and [`questions`](crate::stop::StopWords::questions) | [`lucene`](crate::stop::StopWords::lucene), compared before folding | none |
//! | stemmer | [`Lexical`](crate::stem::Stemmer::Lexical) | [`Lucene`](crate::stem::Stemmer::Lucene) | none |
//! | clitics before a number, a Latin word or a quotation mark | dropped | part of the word, or a separate term | a separate term |
//! | hashtags, mentions, addresses | a term of the whole, and terms of its words | terms of its words | a term of the whole |
//! | abbreviations | without the last full stop; in Latin letters, without any full stop | split by `StandardTokenizer` | like `search` |
//! | numbers | ASCII digits, no separators of thousands | ASCII digits | unchanged |
//!
//! The preset `lucene` returns the terms, offsets and positions of `ArabicAnalyzer` (Lucene 8.7; the analyzer `arabic` of Elasticsearch and
//! Solr). Lucene 8.7 uses the word-break data of about Unicode 9. This crate uses the newer data of `unicode-segmentation`. Therefore word
//! boundaries can differ at two kinds of characters: characters that were added after Unicode 9, and characters whose word-break class has
//! changed since Unicode 9. The options [`tokenizer`](Analyzer::tokenizer), [`keep_accents`](Analyzer::keep_accents),
//! [`entity_parts`](Analyzer::entity_parts) and [`stem_original`](Analyzer::stem_original) do not change how this preset converts the words
//! of a text.
//!
//! A text without words (empty text, white space, punctuation) has no terms. There is one exception: the preset `lucene` returns an empty
//! term for a tatweel that is not part of a word. Lucene also returns this empty term, because its tokenizer treats the tatweel as a letter
//! and its normalizer removes the tatweel.
//!
//! Words of scripts other than Arabic are folded, but not stemmed. The time is linear in the length of the text. The memory depends on the
//! length of the longest word; the cache of terms needs at most 8.4 MB more.
//!
//! The preset `search` passes the unfolded word to the stemmer, because hamzas and dots distinguish words. The stem is folded. A query
//! without hamzas and dots usually still matches. The query may not match if another word has the same letters without hamzas and dots; see
//! [`Analyzer::stem_original`].
//!
//! # Effect of each option
//!
//! The search quality is measured as the mean reciprocal rank (MRR@10), multiplied by 100. The queries are questions about Arabic
//! encyclopedia articles, the ranking is BM25, and the relevant result is the paragraph with the answer. Lucene's `ArabicAnalyzer` has the
//! value 41.57. The table lists the difference from this value. All values are from one collection of texts. They show which options
//! matter, but the values of other collections differ. To measure other options, pass the names of the options to the program
//! `examples/eval_adapter` of the repository.
//!
//! | change to `search` | points above Lucene (95 % interval) |
//! |---|---|
//! | no change | +2.06 (1.25 to 2.87) |
//! | [`stem_original(false)`](Analyzer::stem_original) | +1.35 (0.53 to 2.17) |
//! | [`stemmer`](Analyzer::stemmer): [`Rules`](crate::stem::Stemmer::Rules) | +0.94 (0.24 to 1.65) |
//! | `stemmer`: `Rules`, with `stem_original(false)` | +1.18 (0.48 to 1.89) |
//! | `stemmer`: [`Light10`](crate::stem::Stemmer::Light10) | +0.41 (0.01 to 0.80) |
//! | `stemmer`: `None` | −3.94 (−5.00 to −2.87) |
//! | [`stop_words`](Analyzer::stop_words): [`none`](crate::stop::StopWords::none) | +0.72 (−0.08 to 1.55) |
//! | `stop_words`: [`small`](crate::stop::StopWords::small) | +1.31 (0.52 to 2.09) |
//! | `stop_words`: [`lucene`](crate::stop::StopWords::lucene) | +1.40 (0.65 to 2.18) |
//! | [`surface(true)`](Analyzer::surface) | +0.53 (−0.38 to 1.44) |
//!
//! # Positions
//!
//! Positions count words. Stop words are counted, so the positions have a gap where a stop word was dropped. All terms of one word have the
//! same position. A word ligature (﷽) and an entity can contain several words, and these words have successive positions. Each term of a
//! ligature has the range of the whole ligature.

// | file | contents |
// |---|---|
// | `options.rs` | `Analyzer`: presets and options |
// | `fingerprint.rs` | `Fingerprint`: identifies the options and rules that determine the terms |
// | `term.rs` | `Term`, `Scratch`, and the values that the steps pass to each other |
// | `pipeline.rs` | the loop over the words of a text; `Terms` |
// | `bytes.rs` | the loop over the words of a text in bytes; `TermsUtf8` |
// | `cached.rs` | the loop with a cache of terms |
// | `words.rs` | the words of a text |
// | `standard.rs` | Lucene's tokenizer, lower case and digits |
// | `word.rs` | the terms of one word |
// | `entity.rs` | the terms of hashtags, addresses and figures |
// | `fold.rs` | folding, stop words and stems of one word |
// | `case.rs` | lower case and accents of other scripts |
// | `spelling.rs` | one common form for all spellings of a number, an abbreviation or an entity |

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

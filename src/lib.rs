//! Arabic text processing: normalization, sentence splitting, tokenization, stemming and search analysis, where every result knows its
//! bytes in the text that went in.
//!
//! ```
//! use kalima::{Analyzer, Normalizer, Stem, Stemmer, sentences, tokens};
//!
//! let text = "قَرَأَ د. أحمد الكِتَابَ. هل أعجبَهُ؟";
//! assert_eq!(Normalizer::search().normalize(text), "قرا د. احمد الكتاب. هل اعجبه؟");
//! assert_eq!(sentences(text).map(|s| s.trimmed()).collect::<Vec<_>>(), ["قَرَأَ د. أحمد الكِتَابَ.", "هل أعجبَهُ؟"]);
//! assert_eq!(tokens(text).filter(|t| t.kind().is_word()).count(), 6);
//! assert_eq!(Stemmer::Light10.stem("والكتابان").text(), "كتاب");
//! assert_eq!(kalima::normalize::highlight(text, "كتاب", "<b>", "</b>"), "قَرَأَ د. أحمد ال<b>كِتَابَ</b>. هل أعجبَهُ؟");
//!
//! let terms: Vec<_> = Analyzer::search().terms("الكِتَابُ").map(|t| (t.text().to_string(), t.range())).collect();
//! assert_eq!(terms, [("كتاب".to_string(), 0..18)]);
//! ```
//!
//! # Where to look
//!
//! | to | see |
//! |---|---|
//! | fold spellings, with a map back to the source; search that does not see marks | [`normalize`] |
//! | cut a text into sentences | [`sentence`] |
//! | cut a text into words and what is between them | [`token`] |
//! | read a word: clitics, root, template, lemma | [`morph`] |
//! | cut clitics off as treebanks do | [`clitic`] |
//! | stem words: by the word grammar, by rules, light10, Lucene's, Snowball's | [`stem`] |
//! | leave out words without a meaning of their own | [`stop`] |
//! | make index terms of documents and queries | [`analyzer`] |
//! | read files and sockets, of any size | `io` |
//! | call the one-liners as methods of `str` | [`ext`] |
//! | convert offsets to UTF-16 or characters | [`units`] |
//! | know what a character is | [`chars`] |
//!
//! # Manners
//!
//! Offsets are bytes of UTF-8 unless a name says otherwise. Ranges slice their text. Nothing panics on any input; an error is a name that does
//! not parse. What changes nothing borrows. Presets are frozen once released.
//!
//! Modern Standard and Classical Arabic are modelled. Persian, Urdu and other languages in Arabic script come through unharmed and folded
//! where the docs say so; dialects are read as if they were standard; other scripts follow Unicode's rules.
//!
//! # Processors
//!
//! The scanners of bytes are written for several instruction sets: `avx512` (vectors of 64 bytes; F, BW, VL, VBMI, VBMI2 and GFNI), `avx2` (32 bytes;
//! with BMI1, BMI2 and POPCNT), `ssse3` (16 bytes; with POPCNT), and `scalar`, which runs everywhere. All have the same results.
//!
//! With `std` a process detects its processor once, on the first call, and keeps the best level that it has. The environment variable `KALIMA_LEVEL`
//! lowers it: with `KALIMA_LEVEL=avx2` the code for AVX-512 does not run. The variable is read once, with the detection. It never raises the level, so
//! a name that the processor lacks has no effect; nor has a value that is not one of these four names, spelled in lower case. [`simd_level`] returns
//! the level that runs. Without `std` the level follows from the target features of the build, and the variable is not read.
//!
//! # Features
//!
//! `std` (default): readers, and what else needs an operating system; without it the crate needs `alloc`. `tantivy`: a tokenizer for tantivy.
//! `serde`: options and kinds as [configuration](#configuration). `testing`: the edge cases as data; `testing-proptest`: strategies for property tests. No feature
//! changes a result.
//!
//! # Configuration
//!
//! With the feature `serde`, a kind is its name, such as `"light10"`, and options are a map by the names of their setters, such as
//! `{"entities": true}` for a [`Tokenizer`]. A [`Normalizer`], an [`Analyzer`] and [`StopWords`](stop::StopWords) may also be the name of a preset,
//! `"lucene"`, or a map that starts from one: `{"preset": "search", "digits": "keep"}`. A map without `preset` starts from [`Normalizer::none`],
//! [`Analyzer::search`], no stop words, or `new()` of the other types.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Nothing panics: what could is not written, or says why it cannot.
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::get_unwrap,
        clippy::unwrap_in_result
    )
)]
extern crate alloc;
#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod analyzer;
mod bits;
pub mod chars;
pub mod clitic;
mod config;
mod debug;
mod entity;
mod error;
pub mod ext;
#[cfg(any(test, feature = "std"))]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
pub mod io;
mod memo;
pub mod morph;
pub mod normalize;
mod op_counter;
#[cfg(any(test, fuzzing))]
// The reference implementations are for reading: they may panic, in tests alone.
#[allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used, clippy::panic)]
pub mod reference;
mod scan;
pub mod sentence;
mod short;
mod span;
pub mod stem;
pub mod stop;
mod tables;
#[cfg(feature = "tantivy")]
#[cfg_attr(docsrs, doc(cfg(feature = "tantivy")))]
pub mod tantivy;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
pub mod token;
pub mod units;
mod word_list;

pub use analyzer::Analyzer;
pub use error::ParseNameError;
pub use normalize::Normalizer;
pub use scan::simd_level;
pub use sentence::{SentenceSplitter, sentences};
pub use stem::{Stem, Stemmer};
pub use token::{Token, TokenKind, Tokenizer, tokens, words};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

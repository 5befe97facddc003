//! Arabic text processing: normalization, sentence splitting, tokenization, stemming and search analysis.
//!
//! Every result has its byte range in the source text, so a match can be shown in the original, with its vowels.
//!
//! ```
//! use kalima::{Analyzer, Normalizer, Stemmer, sentences, tokens};
//!
//! let text = "قَرَأَ د. أحمد الكِتَابَ. هل أعجبَهُ؟";
//!
//! // One spelling for one word.
//! assert_eq!(
//!     Normalizer::search().normalize(text),
//!     "قرا د. احمد الكتاب. هل اعجبه؟",
//! );
//! // The full stop of an abbreviation ends no sentence.
//! assert_eq!(
//!     sentences(text).map(|s| s.trimmed()).collect::<Vec<_>>(),
//!     [
//!         "قَرَأَ د. أحمد الكِتَابَ.",
//!         "هل أعجبَهُ؟",
//!     ],
//! );
//! assert_eq!(tokens(text).filter(|t| t.kind().is_word()).count(), 6);
//! assert_eq!(Stemmer::Light10.stem("والكتابان").text(), "كتاب");
//!
//! // Index terms, with their range in the source.
//! let analyzer = Analyzer::search();
//! let term = analyzer.terms("الكِتَابُ").next().unwrap();
//! assert_eq!(term.text(), "كتاب");
//! assert_eq!(term.range(), 0..18);
//! ```
//!
//! # Modules
//!
//! | task | module |
//! |---|---|
//! | learn the crate by task: search, corpora, apps, streams, tests | [`guide`] |
//! | fold spellings, with a map to the source; search without regard to vowels and hamzas | [`normalize`] |
//! | split a text into sentences | [`sentence`] |
//! | split a text into words, numbers, addresses and punctuation | [`token`] |
//! | analyze a word: clitics, root, pattern, lemma | [`morph`] |
//! | split clitics off as treebanks do | [`clitic`] |
//! | stem words: by the word grammar, by rules, by light10, as Lucene and Snowball do | [`stem`] |
//! | remove stop words | [`stop`] |
//! | make index terms of documents and queries | [`analyzer`] |
#![cfg_attr(feature = "tantivy", doc = "| use the analyzer as a tokenizer of tantivy | [`tantivy`] |")]
#![cfg_attr(feature = "std", doc = "| read files and sockets of any size | [`io`] |")]
//! | call the most common functions as methods of `str` | [`ext`] |
//! | convert byte offsets to UTF-16 code units or characters | [`units`] |
//! | classify characters | [`chars`] |
#![cfg_attr(feature = "testing", doc = "| test your own code with the edge cases of Arabic text | [`testing`] |")]
//!
//! # Conventions
//!
//! - Offsets are bytes of UTF-8 unless a name contains another unit. Every range slices its text.
//! - No function panics, on any input. The only errors are names that do not parse, and I/O.
//! - A result that equals its input is borrowed from it.
//! - A preset does not change what it does after its release.
//! - A function with `_utf8` in its name takes bytes that may be invalid UTF-8. Invalid bytes count as U+FFFD, one for each maximal subpart
//!   (Unicode 17.0, section 3.9).
//!
//! Modern Standard and Classical Arabic are modelled. Dialects are treated as if they were the standard language. Text in Persian, Urdu and other languages
//! of the Arabic script is preserved; the documentation of each fold lists the letters of these languages that it changes. Other scripts
//! follow the rules of Unicode.
//!
//! # Processors
//!
//! The byte scanners use SIMD instructions. They exist for several instruction-set levels: `avx512` (vectors of 64 bytes; F, BW, VL, VBMI, VBMI2
//! and GFNI), `avx2` (32 bytes; with BMI1, BMI2 and POPCNT), `ssse3` (16 bytes; with POPCNT), and the fallback `scalar`, which runs everywhere.
//! All levels have the same results.
//!
//! With `std` a process detects its processor once, on the first call, and uses the highest level that it supports. The environment variable
//! `KALIMA_LEVEL` lowers the level: with `KALIMA_LEVEL=avx2` the code for AVX-512 does not run. The variable is read once, with the detection. It never raises
//! the level, so a level that the processor does not support has no effect, nor has a value that is not one of the four names in lower case.
//! [`simd_level`] returns the level in use. Without `std` the level follows from the target features of the build, and the variable is not
//! read.
//!
//! # Features
//!
//! - `std` (default): readers, and detection of the processor. Without it the crate needs `alloc`.
//! - `tantivy`: a tokenizer for tantivy.
//! - `serde`: kinds and options implement `Serialize` and `Deserialize`; [`guide`] has a page on the form.
//! - `testing`: the edge cases of Arabic text as data.
//! - `testing-proptest`: strategies for property tests.
//!
//! No feature changes a result.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
// No code path panics. These lints deny everything that could; each exception states why it cannot.
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
pub mod guide;
#[cfg(any(test, feature = "std"))]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
pub mod io;
mod memo;
pub mod morph;
pub mod normalize;
mod op_counter;
#[cfg(any(test, fuzzing))]
// The reference implementations favour clarity. They may panic, because only tests and fuzz targets call them.
#[allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::expect_used, clippy::panic)]
pub mod reference;
mod scan;
pub mod sentence;
mod short;
mod span;
mod static_map;
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
pub use config::OptionInfo;
pub use error::ParseNameError;
pub use normalize::Normalizer;
pub use scan::simd_level;
pub use sentence::{SentenceSplitter, sentences};
pub use stem::Stemmer;
pub use token::{Token, TokenKind, Tokenizer, tokens, words};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

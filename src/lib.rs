//! Arabic text processing: normalization, sentence splitting, tokenization, stemming and search analysis.
//!
//! Tokens, sentences, terms and matches have byte ranges in the source text. So a program can highlight a match in the original text, which
//! still has its vowel marks.
//!
//! ```
//! use kalima::{Analyzer, Normalizer, Stemmer, sentences, tokens};
//!
//! let text = "قَرَأَ د. أحمد الكِتَابَ. هل أعجبَهُ؟";
//!
//! // Normalization: different spellings of a word become one spelling.
//! assert_eq!(
//!     Normalizer::search().normalize(text),
//!     "قرا د. احمد الكتاب. هل اعجبه؟",
//! );
//! // Sentences: the full stop of the abbreviation `د.` does not end a sentence.
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
//! // Analysis: the terms of a search index, with their byte ranges in the source text.
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
//! | learn the crate from tutorials: search, corpora, apps, streams, tests | [`guide`] |
//! | fold spellings, with a map to the source; find a phrase while ignoring vowel marks and hamzas | [`normalize`] |
//! | split a text into sentences | [`sentence`] |
//! | split a text into words, numbers, addresses and punctuation | [`token`] |
//! | analyze a word: clitics, root, pattern, lemma | [`morph`] |
//! | split clitics from words as treebanks do | [`clitic`] |
//! | stem words with the word grammar, with rules, or like light10, Lucene and Snowball | [`stem`] |
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
//! - Offsets are bytes of UTF-8 unless the name of a function or type contains another unit. Every range starts and ends at character
//!   boundaries of its text.
//! - Functions never panic, for any input. The causes of errors are unknown names and values, texts that are not roots, and I/O errors.
//! - A function that returns a `Cow` borrows the result from the input if the result is equal to the input.
//! - A preset is a named set of options. The results of a preset never change after the release in which the preset first appears.
//! - A function with `_utf8` in its name accepts bytes that may be invalid UTF-8. The function treats each maximal subpart of an invalid
//!   sequence as one U+FFFD (Unicode 17.0, section 3.9).
//!
//! The rules model Modern Standard Arabic and Classical Arabic. The crate also applies the rules to dialects. Folds do not change text in
//! Persian, Urdu and other languages of the Arabic script, except the letters that the documentation of a fold lists. Text in other scripts
//! follows the rules of Unicode.
//!
//! # Processors
//!
//! The byte scanners use SIMD instructions on x86-64, aarch64 and WebAssembly. All instruction-set levels return the same results.
//!
//! | level | register | required instructions |
//! |---|---|---|
//! | `avx512` | 64 bytes | AVX-512F, AVX-512BW, AVX-512VL, AVX-512VBMI, AVX-512VBMI2, and the instructions of `avx2` |
//! | `avx2` | 32 bytes | AVX2, BMI1, BMI2, and the instructions of `ssse3` |
//! | `ssse3` | 16 bytes | SSSE3 and POPCNT |
//! | `neon` | 16 bytes | NEON, which every little-endian aarch64 target has unless the build disables it |
//! | `simd128` | 16 bytes | simd128 of WebAssembly, if the build enables it: `-C target-feature=+simd128` |
//! | `scalar` | none | none: this level is the fallback for every processor |
//!
//! With the feature `std`, the first call detects the processor and selects the highest level that the processor supports. The level does
//! not change while the process runs. The function [`simd_level`] returns the level.
//!
//! The environment variable `KALIMA_LEVEL` can lower the level but never raises the level: with `KALIMA_LEVEL=avx2`, the AVX-512 code does
//! not run. The process reads the variable once, during the detection. The process ignores the variable if the value is not the lowercase
//! name of a level, or if the processor does not support this level.
//!
//! Without `std`, the target features of the build determine the level, and the variable has no effect.
//!
//! # Features
//!
//! - `std` (default): the readers of streams, and detection of the processor at run time. Without `std`, the crate needs only `alloc`.
//! - `tantivy`: a tokenizer for tantivy.
//! - `serde`: kinds and options implement `Serialize` and `Deserialize`. A page of the [`guide`] describes the format.
//! - `testing`: a list of the edge cases of Arabic text, as data.
//! - `testing-proptest`: `proptest` strategies for property tests.
//!
//! Features do not change the results of functions.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
// No code path panics. These lints deny the usual constructs that could panic. If an `allow` permits such a construct, its reason states
// why the construct cannot panic.
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
pub mod morph;
pub mod normalize;
mod op_counter;
#[cfg(any(test, fuzzing))]
// The reference implementations favour clarity over speed. The functions may panic, because only tests and fuzz targets call the functions.
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

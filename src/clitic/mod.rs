//! Segmentation of clitics: a word is split into proclitics, stem and pronoun. A segmentation scheme determines which clitics are split
//! off. Treebanks and machine translation use these schemes:
//!
//! | scheme | split off | وللمدرسة | سيكتبونها |
//! |---|---|---|---|
//! | `d1` | the conjunctions و ف and the question particle أ | و+للمدرسة | سيكتبونها |
//! | `d2` | the clitics of `d1`, the prepositions ب ك ل, and the particles ل and س before a present | و+ل+لمدرسة | س+يكتبونها |
//! | `atb` | the clitics of `d2` and pronouns (Penn Arabic Treebank, Universal Dependencies) | و+ل+لمدرسة | س+يكتبون+ها |
//! | `d3` | the clitics of `atb` and the article | و+ل+ل+مدرسة | س+يكتبون+ها |
//!
//! The concatenated texts of the segments are equal to the word. Each segment also has an underlying form, which is the spelling of the
//! segment as a separate word: المدرسة for the segment لمدرسة. [`desegment`] joins underlying forms to a word.
//!
//! Some particles are written as one word with a preposition or with another particle. Treebanks differ in the segmentation of these words.
//! This crate keeps لأن, لذلك, لذا, كذلك, كما, مما, عما, ممن, فيما and عندما as one segment, and splits بدون, بلا, بحيث, بأن and بما into
//! two segments.
//!
//! ```
//! use kalima::clitic::{Scheme, desegment, segment};
//!
//! let segments: Vec<_> = segment("ولمدرستها", Scheme::Atb).collect();
//! assert_eq!(segments.iter().map(|s| s.text()).collect::<Vec<_>>(), ["و", "ل", "مدرست", "ها"]);
//! assert_eq!(segments[2].form(), "مدرسة");
//! assert_eq!(desegment(segments.iter().map(|s| s.form())), "ولمدرستها");
//! assert_eq!(segment("Zürich", Scheme::Atb).count(), 1);
//! ```
//!
//! # Files
//!
//! | file | content |
//! |---|---|
//! | `scheme` | the segmentation schemes |
//! | `segment` | splits a word into segments |
//! | `bytes` | splits a word that may be invalid UTF-8 into segments |
//! | `join` | joins segments to a word |
//! | `expand` | generates the spellings in which a text may contain a word |

mod bytes;
mod expand;
mod join;
mod scheme;
mod segment;

pub use bytes::{SegmentUtf8, SegmentsUtf8, segment_utf8};
pub use expand::{MAX_EXPANSIONS, expand};
pub use join::desegment;
pub use scheme::Scheme;
pub use segment::{Segment, Segments, segment, segment_as};

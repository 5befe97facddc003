//! Segmentation of clitics: a word is split into proclitics, stem and pronoun. Treebanks and machine translation use these segmentation
//! schemes:
//!
//! | scheme | split off | وللمدرسة | سيكتبونها |
//! |---|---|---|---|
//! | `d1` | the conjunctions و ف and the question particle أ | و+للمدرسة | سيكتبونها |
//! | `d2` | the clitics of `d1`, the prepositions ب ك ل and the future particle س | و+ل+لمدرسة | س+يكتبونها |
//! | `atb` | the clitics of `d2` and pronouns (Penn Arabic Treebank, Universal Dependencies) | و+ل+لمدرسة | س+يكتبون+ها |
//! | `d3` | the clitics of `atb` and the article | و+ل+ل+مدرسة | س+يكتبون+ها |
//!
//! The concatenated texts of the segments are equal to the word. Each segment also has an underlying form (المدرسة for the segment
//! لمدرسة). [`desegment`] joins the underlying forms to the word.
//!
//! Treebanks differ in the treatment of particles that are written as one word with a preposition or another particle. This crate keeps
//! لأن, لذلك, لذا, كذلك, كما, مما, عما, ممن, فيما and عندما as one segment, and splits بدون, بلا, بحيث, بأن and بما into two segments.
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
//! | `scheme` | the schemes |
//! | `segment` | splits a word into segments |
//! | `bytes` | splits a word of bytes into segments |
//! | `join` | joins segments to a word |
//! | `expand` | the spellings in which a text may contain a word |

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

//! Tutorials for the crate. Each page is a short tutorial for one task. The tests of the crate run the Rust examples of all pages.
//!
//! | task | page |
//! |---|---|
//! | index and search documents, with tantivy or another engine | [`search`] |
//! | clean texts for a language model, split texts into sentences and find duplicates | [`corpus`] |
//! | search a text and highlight the matches in an app: a Quran, a dictionary, contacts | [`app`] |
//! | process files and sockets of any size, on all processor cores | [`streams`] |
//! | read options from a configuration file | [`configuration`] |
//! | choose the fastest function | [`speed`] |
//! | test your own code with the edge cases of Arabic text | [`tests`] |
//!
//! Some pages require a feature: `search` requires `tantivy`, `streams` requires `std`, `configuration` requires `serde`, and `tests`
//! requires `testing-proptest`.

#[doc = include_str!("app.md")]
pub mod app {}

#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
#[doc = include_str!("configuration.md")]
pub mod configuration {}

#[doc = include_str!("corpus.md")]
pub mod corpus {}

#[cfg(feature = "tantivy")]
#[cfg_attr(docsrs, doc(cfg(feature = "tantivy")))]
#[doc = include_str!("search.md")]
pub mod search {}

#[doc = include_str!("speed.md")]
pub mod speed {}

#[cfg(any(test, feature = "std"))]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
#[doc = include_str!("streams.md")]
pub mod streams {}

#[cfg(feature = "testing-proptest")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing-proptest")))]
#[doc = include_str!("tests.md")]
pub mod tests {}

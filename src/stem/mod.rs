//! Stemming: reduces a word to the part that its inflected forms have in common.
//!
//! [`Stemmer`] is the list of stemmers. A [`Stemmed`] contains the stem and the byte ranges of the prefix, the stem and the suffix in the
//! word:
//!
//! ```
//! use kalima::stem::Stemmer;
//!
//! let s = Stemmer::Light10.stem("وَالمُعَلِّمُون");
//! assert_eq!(s.text(), "معلم");
//! assert_eq!(&"وَالمُعَلِّمُون"[s.prefix_range()], "وَال");
//! assert_eq!(&"وَالمُعَلِّمُون"[s.suffix_range()], "ون");
//! assert_eq!(Stemmer::Light10.stem("Zürich").text(), "Zürich");
//! ```
//!
//! Each variant of [`Stemmer`] states its algorithm. The input is a word in any spelling, except for `lucene` and `snowball`, which state their
//! input.
//!
//! *Any spelling* means that the stemmer ignores marks (diacritics), tatweel, joiners and bidi marks. Presentation forms and combining
//! hamzas are replaced by the letters that they encode. The stem is folded in the same way as by
//! [`Normalizer::search`](crate::normalize::Normalizer::search).
//!
//! The stem of a non-empty word is not empty, with one exception: `snowball` returns an empty stem for a word that consists only of
//! tashkeel (U+064B–0652) and tatweel. The stem of a word without Arabic letters is the word itself, except that `snowball` replaces
//! Arabic-Indic digits by ASCII digits and removes tashkeel and tatweel. `light…` and `rules` do not cut words of more than 32 letters. The
//! time is linear in the length of the word.
//!
//! [`Memo`] caches the stems of the words of a text. A `Memo` is the fastest way to stem many words.

// | file | contents |
// |---|---|
// | `stemmer.rs` | `Stemmer` and the table with one entry for each stemmer |
// | `stemmed.rs` | the result types: `Stemmed`, `Cuts`, `StemRule` |
// | `memo.rs` | `Memo`, a stemmer with a cache |
// | `light.rs` | the light stemmers |
// | `lucene.rs` | Lucene's stemmer |
// | `snowball.rs` | Snowball's stemmer |
// | `rules/` | the stemmer `rules`: the word lists, the grammar, and a fast path that uses tables |
// | `lexical.rs` | the stemmer `lexical`, which uses the word grammar of `crate::morph` |
// | `prefix_table.rs`, `suffix_table.rs` | lookup tables of affixes, for the light stemmers and Lucene's stemmer |
// | `fallback.rs` | the slow path of the light stemmers and of `rules` |
// | `agreement.rs` | comparison of fast and slow paths, for tests and fuzzing |

#[cfg(any(test, fuzzing))]
mod agreement;
mod fallback;
mod lexical;
mod light;
mod lucene;
mod memo;
mod prefix_table;
mod rules;
mod snowball;
mod stemmed;
mod stemmer;
mod suffix_table;

pub use memo::Memo;
pub use stemmed::{Cuts, StemRule, Stemmed};
pub(crate) use stemmer::Folding;
pub use stemmer::Stemmer;

//! Normalization: every fold an option of its own, presets as tables, and a map back to the source.
//!
//! A [`Normalizer`] is a `Copy` value. Presets are `const` constructors, and options are by-value setters:
//!
//! ```
//! use kalima::normalize::{AlefFold, Normalizer};
//!
//! const SEARCH: Normalizer = Normalizer::search();
//! assert_eq!(SEARCH.normalize("إِلَى الْمَدْرَسَةِ"), "الي المدرسه");
//! let n = Normalizer::none().alef(AlefFold::Hamza);
//! assert_eq!(n.normalize("أحمد إلى"), "احمد الى");
//! ```
//!
//! # Presets
//!
//! A preset is frozen once released: its name is all that must be stored beside an index, and a better preset will have a new name.
//!
//! | characters | `orthographic` | `light` | `search` | `lucene` | `keyboard` | `quran` |
//! |---|---|---|---|---|---|---|
//! | Unicode form | NFC | NFC | NFC | – | NFC | NFC |
//! | U+0653–0655 after ا و ي, perhaps after marks or joiners | joined | joined | joined | – | joined | joined |
//! | U+0654 after ى ی | – | – | ئ | – | ئ | ئ |
//! | U+0654 on a tatweel | – | ء | ء | – | – | ء |
//! | ء and ا | – | – | – | – | – | آ, then ا |
//! | U+0622 0623 0625 | – | – | ا | ا | – | ا |
//! | U+0671 0672 0673 0675 | – | – | ا | – | – | ا |
//! | ى U+0649 | – | – | ي | ي | – | ي |
//! | ی U+06CC | – | – | ي | – | ي | ي |
//! | ة U+0629 | – | – | ه | ه | – | ه |
//! | ۃ U+06C3 | – | – | ه | – | ة | ه |
//! | ک ڪ U+06A9 06AA | – | – | ك | – | ك | ك |
//! | ہ ھ ۀ ۂ U+06C1 06BE 06C0 06C2 | – | – | ه | – | ه | ه |
//! | ے ۓ ە U+06D2 06D3 06D5 | – | – | – | – | ي ئ ه | – |
//! | ؤ ئ U+0624 0626 | – | – | – | – | – | ء |
//! | ء, پ چ ژ گ ڤ | – | – | – | – | – | – |
//! | marks U+064B–0652 | ordered, no repeats | dropped | dropped | dropped | ordered, no repeats | dropped |
//! | other marks | ordered, no repeats | dropped | dropped | – | ordered, no repeats | dropped |
//! | dagger alef U+0670 | ordered, no repeats | dropped | dropped | – | ordered, no repeats | ا, or dropped |
//! | tatweel U+0640 | – | dropped | dropped | dropped | – | dropped |
//! | presentation forms of letters and marks | nominal | nominal | nominal | – | nominal | nominal |
//! | mathematical letters U+1EE00–1EEBB | – | nominal | nominal | – | – | nominal |
//! | word ligatures (ﷲ ﷼ ﷽); spaces around the words of ﷼ ﷽ | – | words | words | – | – | words |
//! | honorific ligatures (ﷺ ﷻ) | – | dropped | dropped | – | – | dropped |
//! | digits ٠–٩ ۰–۹, ٫ ٬ ٪ | – | – | 0–9 . , % | – | – | 0–9 . , % |
//! | U+00AD 034F 2060–2064 206A–206F FEFF | dropped | dropped | dropped | – | dropped | dropped |
//! | bidi marks and controls | – | dropped | dropped | – | – | dropped |
//! | U+200B | – | space | space | – | – | space |
//! | U+200C 200D after Arabic or ASCII | – | dropped | dropped | – | – | dropped |
//! | spaces (Zs, tab) | – | U+0020 | U+0020 | – | – | U+0020 |
//!
//! `search` keeps these apart: ؤ from و, ئ from ي, ء, the loan letters, and ە. It folds these on purpose: أن, إن, آن and ان become one word, as
//! do على and علي.
//!
//! # Invariants
//!
//! For every preset and text:
//!
//! - Normalizing twice changes nothing.
//! - The result is the same for canonically equivalent texts, except with `lucene`, which equals Lucene bit for bit.
//! - The result is borrowed if nothing changes.
//! - Nothing panics. The empty text becomes the empty text. Bytes that are not UTF-8 count as U+FFFD in the methods whose name has `utf8`.
//!
//! Time is linear in the length of the text, except that a run of n marks on one letter which are not in canonical order costs n log n. A call
//! holds at most four bytes for each byte of the text and of the result (text and map), for every text. A run of more than 4 GiB of marks
//! is normalized as several.
//!
//! # Files
//!
//! Each file uses only files above it in this table.
//!
//! | file | contents |
//! |---|---|
//! | `folds.rs`, `marks.rs` | the values of the options |
//! | `options.rs` | the table of options, and the folds of single characters |
//! | `plan.rs` | an action for each class of characters, computed from the options |
//! | `items.rs`, `map.rs` | characters with their source ranges; the map of byte offsets |
//! | `piece.rs` | where a text can be split into pieces |
//! | `expand.rs`, `compose.rs`, `dagger_alef.rs` | steps on the characters of a piece |
//! | `context.rs` | all steps on a piece: the fallback if the neighbours of a character decide |
//! | `decide.rs` | the decision on one character by its class |
//! | `record.rs`, `block.rs` | recording of changes; bitmasks of 64 bytes |
//! | `run.rs` | the loop over a text |
//! | `normalizer.rs` | the public type: presets, options, entry points |
//! | `preset.rs`, `serde.rs`, `bytes.rs` | names and text form; configuration; bytes that may not be UTF-8 |
//! | `find.rs` | search in folded text with ranges of the source |
//! | `invariants.rs` | tests: idempotence, ranges, and the reference implementation |

mod block;
mod bytes;
mod compose;
mod context;
mod dagger_alef;
mod decide;
mod expand;
mod find;
mod folds;
#[cfg(test)]
mod invariants;
mod items;
mod map;
mod marks;
mod normalizer;
mod options;
mod piece;
mod plan;
mod preset;
mod record;
mod run;
#[cfg(feature = "serde")]
mod serde;

pub use find::{Matches, equivalent, find_iter, grow, highlight};
pub use folds::{
    AlefFold, DaggerAlefFold, DigitFold, ElongationFold, FormatFold, HamzaFold, KeyboardFold, LigatureFold, SpaceFold, TanwinFold,
    TehMarbutaFold, UnicodeForm, YehFold,
};
pub use map::OffsetMap;
pub use marks::Marks;
pub use normalizer::{Mapped, Normalizer};
pub use preset::Preset;

/// Access for the reference implementation.
#[cfg(any(test, fuzzing))]
pub(crate) mod test_access {
    pub(crate) use super::folds::*;
    pub(crate) use super::options::Options;

    /// Returns whether a word, given by its letters, is one of those whose long a is not written today.
    pub(crate) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
        super::dagger_alef::is_spelled_without_alef(letters)
    }

    /// Returns the normal form of a text at each instruction-set level that the processor has.
    pub(crate) fn by_level(n: &super::Normalizer, text: &str) -> alloc::vec::Vec<alloc::string::String> {
        let normalize = |level| n.runner_at(level).normalize(text, &mut super::record::NoMap).into_owned();
        crate::scan::Level::all().into_iter().map(normalize).collect()
    }

    /// Returns the options of a normalizer.
    pub(crate) fn options(n: &super::Normalizer) -> &Options {
        n.options()
    }
}

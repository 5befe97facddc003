//! Normalization of Arabic text. Each fold is a separate option, a preset is a set of option values, and an offset map relates the normalized text to
//! the source.
//!
//! A [`Normalizer`] is a `Copy` value. Presets are `const` constructors. The setter of an option takes a normalizer by value and returns the
//! changed normalizer:
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
//! The rules of a preset never change after its release, so an index has to store only the name of its preset. A better preset gets a new name. In
//! the table, a dash means that the preset does not change the characters.
//!
//! | characters | `orthographic` | `light` | `search` | `lucene` | `keyboard` | `quran` |
//! |---|---|---|---|---|---|---|
//! | Unicode form | NFC | NFC | NFC | – | NFC | NFC |
//! | U+0653–0655 after ا و ي; marks or joiners may be between them | joined | joined | joined | – | joined | joined |
//! | U+0654 after ى ی | – | – | ئ | – | ئ | ئ |
//! | U+0654 on a tatweel | – | ء | ء | – | – | ء |
//! | ء followed by ا | – | – | – | – | – | آ, then ا |
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
//! `search` does not change ؤ, ئ, ء, ە or the loan letters, so a search for و does not find ؤ, and a search for ي does not find ئ. On purpose,
//! `search` folds some different words to one word: أن, إن and آن become ان, and على becomes علي.
//!
//! # Invariants
//!
//! The following invariants hold for every preset and every text:
//!
//! - A second normalization does not change the result.
//! - Canonically equivalent texts have the same result. The exception is `lucene`, because it equals Lucene bit for bit.
//! - If the text does not change, the result borrows the text.
//! - No function panics. The empty text becomes the empty text. The methods with `utf8` in their name treat each maximal subpart of an ill-formed
//!   sequence (Unicode 17.0, section 3.9) as one U+FFFD.
//!
//! The time is linear in the length of the text. The exception is a run of n marks on one letter that are not in canonical order: sorting these
//! marks takes O(n log n). A call uses at most four bytes of memory for each byte of the text and of the result, which consists of the normalized
//! text and the map. A run of more than 4 GiB of marks is normalized in several parts.
//!
//! # Files
//!
//! Each file uses only files from earlier rows of this table.
//!
//! | file | contents |
//! |---|---|
//! | `folds.rs`, `marks.rs` | the values of the options |
//! | `options.rs` | the table of options, and the folds of single characters |
//! | `plan.rs` | an action for each class of code points, computed from the options |
//! | `items.rs`, `map.rs` | characters with their source ranges; the map of byte offsets |
//! | `piece.rs` | the split of a text into pieces: byte ranges that are normalized one by one |
//! | `expand.rs`, `compose.rs`, `dagger_alef.rs` | steps of the context routine: expansion of ligatures, composition, promotion of the dagger alef |
//! | `context.rs` | the context routine: applies all steps to a piece if the output for a character depends on its neighbours |
//! | `decide.rs` | the output for one character, if its class and the preceding characters determine the output |
//! | `record.rs`, `block.rs` | recording of changes; bitmasks of 64 bytes |
//! | `run.rs` | the loop over a text |
//! | `normalizer.rs` | the public type: presets, options, entry points |
//! | `preset.rs`, `serde.rs`, `bytes.rs` | names and text form; configuration; normalization of bytes that may not be UTF-8 |
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

/// Functions and types that the reference implementation uses.
#[cfg(any(test, fuzzing))]
pub(crate) mod test_access {
    pub(crate) use super::folds::*;
    pub(crate) use super::options::Options;

    /// Returns whether modern spelling writes a word without the alef of its long a, as in هذا (hādhā). `letters` are the letters of the word,
    /// without marks.
    pub(crate) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
        super::dagger_alef::is_spelled_without_alef(letters)
    }

    /// Returns the normal form of a text at each instruction-set level that the processor supports.
    pub(crate) fn by_level(n: &super::Normalizer, text: &str) -> alloc::vec::Vec<alloc::string::String> {
        let normalize = |level| n.runner_at(level).normalize(text, &mut super::record::NoMap).into_owned();
        crate::scan::Level::all().into_iter().map(normalize).collect()
    }

    /// Returns the options of a normalizer.
    pub(crate) fn options(n: &super::Normalizer) -> &Options {
        n.options()
    }
}

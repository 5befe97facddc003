//! Normalization of Arabic text. Each option controls one fold: a rule that replaces, reorders or drops characters. For example, the option
//! `alef` can fold أ إ آ to ا. A preset is a named set of option values. An offset map relates byte offsets of the normalized text to byte
//! offsets of the source.
//!
//! A [`Normalizer`] is a `Copy` value. Each preset has a `const` constructor. The setter of an option takes a normalizer by value and
//! returns the changed normalizer:
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
//! The rules of a preset never change after the release of the preset, so an index needs to store only the name of the preset. An improved
//! preset gets a new name.
//!
//! A cell of the table states how a preset changes the characters of the row:
//!
//! - a dash: the preset does not change the characters. If the row is a sequence of characters, the rows of the single characters apply
//! - a character: this character replaces the characters
//! - joined: the mark and the letter become one letter
//! - ordered: the marks of a letter are in canonical order
//! - nominal: ordinary letters and marks replace the characters
//! - words: the words of a ligature replace the ligature
//!
//! | characters | `orthographic` | `light` | `search` | `lucene` | `keyboard` | `quran` |
//! |---|---|---|---|---|---|---|
//! | Unicode form | NFC | NFC | NFC | – | NFC | NFC |
//! | combining madda and hamza: U+0653–0655 after ا, U+0654 after و ي | joined | joined | joined | – | joined | joined |
//! | combining hamza U+0654 after ى ی | – | – | ئ | – | ئ | ء |
//! | combining hamza U+0654 on a tatweel | – | ء | ء | – | – | ء |
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
//! | other marks of the Arabic script | ordered, no repeats | dropped | dropped | – | ordered, no repeats | dropped |
//! | dagger alef U+0670 | ordered, no repeats | dropped | dropped | – | ordered, no repeats | ا, or dropped |
//! | tatweel U+0640 | – | dropped | dropped | dropped | – | dropped |
//! | presentation forms of letters and marks | nominal | nominal | nominal | – | nominal | nominal |
//! | mathematical letters U+1EE00–1EEBB | – | nominal | nominal | – | – | nominal |
//! | word ligatures (ﷲ ﷼ ﷽) | – | words | words | – | – | words |
//! | honorific ligatures (ﷺ ﷻ) | – | dropped | dropped | – | – | dropped |
//! | digits ٠–٩ ۰–۹, ٫ ٬ ٪ | – | – | 0–9 . , % | – | – | 0–9 . , % |
//! | invisible characters U+00AD 034F 2060–2064 206A–206F FEFF | dropped | dropped | dropped | – | dropped | dropped |
//! | bidi marks and controls | – | dropped | dropped | – | – | dropped |
//! | zero width space U+200B | – | space | space | – | – | space |
//! | joiners U+200C 200D after an Arabic or ASCII character | – | dropped | dropped | – | – | dropped |
//! | spaces (Zs, tab) | – | U+0020 | U+0020 | – | – | U+0020 |
//!
//! Marks and joiners may be between a letter and the combining hamza or madda that composes with the letter. If words replace ﷼ or ﷽, a
//! space separates these words from an adjacent word.
//!
//! `search` does not change ؤ, ئ, ء, ە or the loan letters پ چ ژ گ ڤ. So a search for و does not find ؤ, and a search for ي does not find
//! ئ. `search` deliberately folds some different words to one word: أن, إن and آن become ان, and على becomes علي.
//!
//! # Invariants
//!
//! The following invariants hold for every preset and every text:
//!
//! - A second normalization does not change the result.
//! - Canonically equivalent texts have the same result. The exceptions are `none`, which changes no text, and `lucene`, whose result equals
//!   the result of Lucene bit for bit.
//! - If the text does not change, the result borrows the text.
//! - No function panics. The empty text becomes the empty text. The methods with `utf8` in their name treat each maximal subpart of an
//!   ill-formed sequence (Unicode 17.0, section 3.9) as one U+FFFD.
//!
//! The time of a call is linear in the length of the text. The exception is a run of n marks on one letter that are not in canonical order:
//! sorting these marks takes O(n log n). The result of a call consists of the normalized text and, for some methods, the offset map. With a
//! preset, a call uses about four bytes of memory or less for each byte of the text and of the result. A run of more than 4 GiB of marks
//! is normalized in several parts.
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
//! | `expand.rs`, `compose.rs`, `dagger_alef.rs` | steps of the context routine: ligatures, composition, promotion of the dagger alef |
//! | `context.rs` | the context routine: applies all steps to a piece if the output for a character depends on its neighbours |
//! | `decide.rs` | the output for one character, if its class and the preceding characters determine the output |
//! | `record.rs`, `block.rs` | the recorder of edits for the offset map; bitmasks of a block of 64 bytes |
//! | `run.rs` | the loop over a text |
//! | `normalizer.rs` | the public type: presets, options, entry points |
//! | `preset.rs`, `serde.rs`, `bytes.rs` | names and text form; configuration; normalization of bytes that may not be UTF-8 |
//! | `find.rs` | search in folded text with ranges of the source |
//! | `invariants.rs` | tests: idempotence, ranges, and the comparison with the reference implementation |

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

    /// Returns whether modern spelling writes a long a of a word without an alef: هذا (hādhā) has no alef for its first long a. `letters`
    /// are the letters of the word, without marks.
    pub(crate) fn is_spelled_without_alef(letters: impl Iterator<Item = char>) -> bool {
        super::dagger_alef::is_spelled_without_alef(letters)
    }

    /// Returns the normal forms of a text, one for each instruction-set level that the processor supports.
    pub(crate) fn by_level(n: &super::Normalizer, text: &str) -> alloc::vec::Vec<alloc::string::String> {
        let normalize = |level| n.runner_at(level).normalize(text, &mut super::record::NoMap).into_owned();
        crate::scan::Level::all().into_iter().map(normalize).collect()
    }

    /// Returns the options of a normalizer.
    pub(crate) fn options(n: &super::Normalizer) -> &Options {
        n.options()
    }
}

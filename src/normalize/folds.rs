//! The types of the option values of a [`Normalizer`](super::Normalizer). The value of an option is a switch (`bool`), a value of one of
//! these enums, or a set of marks ([`Marks`](super::Marks), in `marks.rs`).
//!
//! `Keep` is the first value of each enum. This value turns the option off.

use crate::error::names;

/// The fold of the forms of alef: آ أ إ ٱ ٲ ٳ ٵ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlefFold {
    /// Keeps all forms of alef.
    #[default]
    Keep,
    /// Folds آ أ إ (U+0622, U+0623, U+0625) to ا, as Lucene does.
    Hamza,
    /// Folds آ أ إ ٱ ٲ ٳ ٵ (U+0622, U+0623, U+0625, U+0671–0673, U+0675) to ا.
    All,
}
names!(AlefFold, "alef fold", Keep = "keep", Hamza = "hamza", All = "all");

/// The fold of ؤ U+0624 and ئ U+0626, which are hamza on waw and hamza on yeh. No value of this option changes ء.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HamzaFold {
    /// Keeps ؤ and ئ.
    #[default]
    Keep,
    /// Folds ؤ and ئ to ء.
    ToHamza,
    /// Folds ؤ to و, and ئ to ي.
    ToSeat,
}
names!(HamzaFold, "hamza fold", Keep = "keep", ToHamza = "to-hamza", ToSeat = "to-seat");

/// The fold of letters that look like yeh: ى and ی.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum YehFold {
    /// Keeps ى and ی.
    #[default]
    Keep,
    /// Folds ى U+0649 to ي, as Lucene does.
    Maksura,
    /// Folds ى U+0649 and ی U+06CC to ي.
    All,
}
names!(YehFold, "yeh fold", Keep = "keep", Maksura = "maksura", All = "all");

/// The fold of teh marbuta ة U+0629. [`KeyboardFold::Letters`] folds ۃ U+06C3 to ة. If both options are on, the fold of teh marbuta also
/// applies to this ة.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TehMarbutaFold {
    /// Keeps teh marbuta.
    #[default]
    Keep,
    /// Folds teh marbuta to ه.
    ToHeh,
    /// Folds teh marbuta to ت.
    ToTeh,
}
names!(TehMarbutaFold, "teh marbuta fold", Keep = "keep", ToHeh = "to-heh", ToTeh = "to-teh");

/// The fold of letters that Persian and Urdu keyboards produce instead of Arabic letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyboardFold {
    /// Keeps these letters.
    #[default]
    Keep,
    /// Folds ک ڪ to ك, ی to ي, ہ ھ ۀ ۂ to ه, and ۃ to ة. The option for teh marbuta then applies to this ة.
    Letters,
    /// Makes the same changes as [`Letters`](KeyboardFold::Letters). Also folds ے to ي, ۓ to ئ, and ە to ه. Use this value only for text
    /// that is certainly Arabic.
    All,
}
names!(KeyboardFold, "keyboard fold", Keep = "keep", Letters = "letters", All = "all");

/// The fold of the dagger alef U+0670. The dagger alef is a small alef above a letter and marks a long a.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlefFold {
    /// Keeps the dagger alef.
    #[default]
    Keep,
    /// Drops the dagger alef: هٰذا becomes هذا. In some words, modern spelling writes an alef instead of the dagger alef, and the result
    /// then lacks this alef: خٰلد becomes خلد instead of خالد.
    Drop,
    /// Replaces the dagger alef with ا if modern spelling has an alef at this position: كِتَٰب becomes كِتَاب.
    ///
    /// The dagger alef is dropped in four cases:
    ///
    /// - No letter of the word precedes the dagger alef.
    /// - The dagger alef is after a ى at the end of a word.
    /// - The preceding or the next letter of the word is a form of alef.
    /// - Modern spelling writes the word without this alef: هذا ذلك لكن أولئك الله إله الرحمن and similar words, also with proclitics.
    ///
    /// In two cases the dagger alef and the preceding letter together become ا: وٰة becomes اة, and ىٰ inside a word becomes ا. The
    /// normalizer makes these changes before all other folds of letters.
    Promote,
}
names!(DaggerAlefFold, "dagger alef fold", Keep = "keep", Drop = "drop", Promote = "promote");

/// The fold of ligatures that represent words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LigatureFold {
    /// Keeps the ligatures.
    #[default]
    Keep,
    /// Replaces each ligature with its text, which [`base_text`](crate::chars::base_text) returns.
    Expand,
    /// Drops the ligatures.
    Drop,
}
names!(LigatureFold, "ligature fold", Keep = "keep", Expand = "expand", Drop = "drop");

/// The fold of digits and of signs in numbers. The digit sets are `0–9`, `٠–٩` and `۰–۹`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DigitFold {
    /// Keeps digits and signs.
    #[default]
    Keep,
    /// Folds all digits to `0–9`, ٫ to `.`, ٬ to `,`, and ٪ to `%`.
    Ascii,
    /// Folds all digits to `٠–٩`. Folds `%` after a digit to ٪. Folds `.` between two digits to ٫, and `,` between two digits to ٬.
    ArabicIndic,
    /// Folds all digits to `۰–۹`. Folds the same signs as [`ArabicIndic`](DigitFold::ArabicIndic).
    Extended,
}
names!(DigitFold, "digit fold", Keep = "keep", Ascii = "ascii", ArabicIndic = "arabic-indic", Extended = "extended");

/// The fold of format characters: joiners, bidi marks and controls, and invisible characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatFold {
    /// Keeps all format characters.
    #[default]
    Keep,
    /// Drops the characters of [`Class::Invisible`](crate::chars::Class::Invisible), for example soft hyphen, byte order mark and word
    /// joiner.
    Invisible,
    /// Makes the same changes as [`Invisible`](FormatFold::Invisible). Also drops bidi marks and controls, and replaces U+200B (zero width
    /// space) with a space.
    ///
    /// This value also drops most joiners (U+200C and U+200D). A joiner is kept after an emoji, and after a letter or mark of another
    /// script, because the joiner has a meaning there.
    All,
}
names!(FormatFold, "format fold", Keep = "keep", Invisible = "invisible", All = "all");

/// The fold of spaces within a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpaceFold {
    /// Keeps all spaces.
    #[default]
    Keep,
    /// Replaces each space within a line with U+0020. A space is a tab or a character with the General_Category Zs.
    Ascii,
    /// Replaces each run of spaces within a line with one U+0020.
    Collapse,
}
names!(SpaceFold, "space fold", Keep = "keep", Ascii = "ascii", Collapse = "collapse");

/// The position of the fathatan of an accusative: before the alef (كتابًا) or after the alef (كتاباً).
///
/// If several alefs and fathatans are adjacent, all these fathatans move together. The new position is before or after the last alef.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TanwinFold {
    /// Keeps the position of the fathatan.
    #[default]
    Keep,
    /// Moves the fathatan before the alef.
    BeforeAlef,
    /// Moves the fathatan after the alef.
    AfterAlef,
    /// Drops the alef directly before or after a fathatan. If several alefs and fathatans are adjacent, drops all these alefs. An alef
    /// without a fathatan is kept. The fathatan itself is dropped only if the option for marks drops tanwin: then كتابًا becomes كتاب.
    DropAlef,
}
names!(TanwinFold, "tanwin fold", Keep = "keep", BeforeAlef = "before-alef", AfterAlef = "after-alef", DropAlef = "drop-alef");

/// The fold of letters that are repeated for emphasis. The option changes each run of three or more equal Arabic letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElongationFold {
    /// Keeps all runs.
    #[default]
    Keep,
    /// Shortens each run to one letter: راااائع becomes رائع.
    ToOne,
    /// Shortens each run to two letters: راااائع becomes راائع.
    ToTwo,
}
names!(ElongationFold, "elongation fold", Keep = "keep", ToOne = "to-one", ToTwo = "to-two");

/// The Unicode normalization form of the result (UAX #15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnicodeForm {
    /// Keeps the Unicode form of the text.
    #[default]
    Keep,
    /// Composes characters of all scripts to NFC.
    Nfc,
    /// Applies the compatibility decomposition to characters that are not Arabic, and then composes the result to NFC. Arabic presentation
    /// forms have a separate option.
    Nfkc,
}
names!(UnicodeForm, "Unicode form", Keep = "keep", Nfc = "nfc", Nfkc = "nfkc");

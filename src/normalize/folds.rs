//! The values of the options of a [`Normalizer`](super::Normalizer): one enum for each option that is not a switch.
//!
//! `Keep`, the first value of each, turns the option off. [`Marks`](super::Marks), a set, is in a file of its own.

use crate::error::names;

/// The fold of the forms of alef.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlefFold {
    /// Keeps all forms.
    #[default]
    Keep,
    /// Folds آ أ إ (U+0622, U+0623, U+0625) to ا, as Lucene does.
    Hamza,
    /// Folds آ أ إ ٱ ٲ ٳ ٵ (U+0622, U+0623, U+0625, U+0671–0673, U+0675) to ا.
    All,
}
names!(AlefFold, "alef fold", Keep = "keep", Hamza = "hamza", All = "all");

/// The fold of hamza on waw and yeh (ؤ U+0624, ئ U+0626). No value changes ء itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HamzaFold {
    /// Keeps both.
    #[default]
    Keep,
    /// Folds both to ء.
    ToHamza,
    /// Folds ؤ to و, and ئ to ي.
    ToSeat,
}
names!(HamzaFold, "hamza fold", Keep = "keep", ToHamza = "to-hamza", ToSeat = "to-seat");

/// The fold of the letters that look like yeh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum YehFold {
    /// Keeps all of them.
    #[default]
    Keep,
    /// Folds ى U+0649 to ي, as Lucene does.
    Maksura,
    /// Folds ى U+0649 and ی U+06CC to ي.
    All,
}
names!(YehFold, "yeh fold", Keep = "keep", Maksura = "maksura", All = "all");

/// The fold of teh marbuta (ة U+0629; with [`KeyboardFold::Letters`] also ۃ U+06C3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TehMarbutaFold {
    /// Keeps it.
    #[default]
    Keep,
    /// Folds it to ه.
    ToHeh,
    /// Folds it to ت.
    ToTeh,
}
names!(TehMarbutaFold, "teh marbuta fold", Keep = "keep", ToHeh = "to-heh", ToTeh = "to-teh");

/// The fold of letters that Persian and Urdu keyboards write for Arabic ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyboardFold {
    /// Keeps them.
    #[default]
    Keep,
    /// Folds ک ڪ to ك, ی to ي, ہ ھ ۀ ۂ to ه, and ۃ to ة, which the teh marbuta fold then may change.
    Letters,
    /// As `Letters`, and folds ے to ي, ۓ to ئ, and ە to ه: for text that is certainly Arabic.
    All,
}
names!(KeyboardFold, "keyboard fold", Keep = "keep", Letters = "letters", All = "all");

/// The fold of the dagger alef U+0670, the small alef above a letter that writes a long a.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlefFold {
    /// Keeps it.
    #[default]
    Keep,
    /// Drops it: هٰذا becomes هذا. In a word that modern spelling writes with an alef, the alef is lost: خَٰلدون becomes the name خلدون.
    Drop,
    /// Replaces it by ا if modern spelling writes one.
    ///
    /// It is dropped instead after a ى at the end of a word, next to another alef, and in the words that modern spelling writes without alef
    /// (هذا ذلك لكن أولئك الله إله الرحمن … with any proclitics). وٰة becomes اة, and ىٰ inside a word becomes ا. This precedes all other folds
    /// of letters.
    Promote,
}
names!(DaggerAlefFold, "dagger alef fold", Keep = "keep", Drop = "drop", Promote = "promote");

/// The fold of ligatures that stand for words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LigatureFold {
    /// Keeps them.
    #[default]
    Keep,
    /// Replaces them by the words of [`base_text`](crate::chars::base_text).
    Expand,
    /// Drops them.
    Drop,
}
names!(LigatureFold, "ligature fold", Keep = "keep", Expand = "expand", Drop = "drop");

/// The fold of digits, of the sets `0–9`, `٠–٩` and `۰–۹`, and of the signs in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DigitFold {
    /// Keeps them.
    #[default]
    Keep,
    /// Folds all digits to `0–9`, ٫ to `.`, ٬ to `,`, and ٪ to `%`.
    Ascii,
    /// Folds all digits to ٠–٩. `%` after a digit becomes ٪, and between two digits `.` becomes ٫ and `,` becomes ٬.
    ArabicIndic,
    /// Folds all digits to ۰–۹, and signs as `ArabicIndic` does.
    Extended,
}
names!(DigitFold, "digit fold", Keep = "keep", Ascii = "ascii", ArabicIndic = "arabic-indic", Extended = "extended");

/// The fold of format characters: joiners, bidi marks and controls, and invisible characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatFold {
    /// Keeps them.
    #[default]
    Keep,
    /// Drops the characters of [`Class::Invisible`](crate::chars::Class::Invisible): soft hyphen, byte order mark, word joiner and the like.
    Invisible,
    /// Also drops bidi marks and controls, and makes U+200B a space.
    ///
    /// U+200C and U+200D are dropped, except after letters and marks of other scripts and after emoji, where they have a meaning.
    All,
}
names!(FormatFold, "format fold", Keep = "keep", Invisible = "invisible", All = "all");

/// The fold of spaces within a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpaceFold {
    /// Keeps them.
    #[default]
    Keep,
    /// Replaces every space within a line (general category Zs, and the tab) by one U+0020.
    Ascii,
    /// As `Ascii`, and replaces each run of spaces by one.
    Collapse,
}
names!(SpaceFold, "space fold", Keep = "keep", Ascii = "ascii", Collapse = "collapse");

/// The position of the fathatan of an accusative: on the letter before the alef (كتابًا) or on the alef (كتاباً).
///
/// In a run of several alefs and fathatans, all fathatans move together, and the last alef counts as theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TanwinFold {
    /// Keeps the position.
    #[default]
    Keep,
    /// Moves it before the alef.
    BeforeAlef,
    /// Moves it after the alef.
    AfterAlef,
    /// Drops the alef, and its fathatan if tanwin is stripped: كتابًا becomes كتاب. An alef without a fathatan is kept.
    DropAlef,
}
names!(TanwinFold, "tanwin fold", Keep = "keep", BeforeAlef = "before-alef", AfterAlef = "after-alef", DropAlef = "drop-alef");

/// The fold of letters that are repeated for emphasis: runs of three or more of the same Arabic letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ElongationFold {
    /// Keeps all runs.
    #[default]
    Keep,
    /// Cuts each run to one letter: راااائع becomes رائع.
    ToOne,
    /// Cuts each run to two letters: راااائع becomes راائع.
    ToTwo,
}
names!(ElongationFold, "elongation fold", Keep = "keep", ToOne = "to-one", ToTwo = "to-two");

/// The Unicode normalization form of the result (UAX #15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnicodeForm {
    /// Keeps the form of the text.
    #[default]
    Keep,
    /// Composes all scripts to NFC.
    Nfc,
    /// Composes to NFC after the compatibility decomposition of characters that are not Arabic. Arabic presentation forms have an option of their own.
    Nfkc,
}
names!(UnicodeForm, "Unicode form", Keep = "keep", Nfc = "nfc", Nfkc = "nfkc");

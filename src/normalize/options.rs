//! The switches of a [`Normalizer`](super::Normalizer): one enum for each fold that has more than two settings.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use crate::chars::{Class, ClassSet};
use crate::error::{ParseNameError, names};

/// What happens to forms of alef.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AlefFold {
    /// Nothing.
    #[default]
    Keep,
    /// آ أ إ (U+0622, U+0623, U+0625) become ا: Lucene's set.
    Hamza,
    /// آ أ إ ٱ ٲ ٳ ٵ (U+0622, U+0623, U+0625, U+0671–0673, U+0675) become ا.
    All,
}
names!(AlefFold, "alef fold", Keep = "keep", Hamza = "hamza", All = "all");

/// What happens to hamza on waw and yeh (ؤ U+0624, ئ U+0626). ء itself is always kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HamzaFold {
    /// Nothing.
    #[default]
    Keep,
    /// Both become ء.
    ToHamza,
    /// ؤ becomes و, ئ becomes ي.
    ToSeat,
}
names!(HamzaFold, "hamza fold", Keep = "keep", ToHamza = "to-hamza", ToSeat = "to-seat");

/// What happens to the yehs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum YehFold {
    /// Nothing.
    #[default]
    Keep,
    /// ى U+0649 becomes ي: Lucene's set.
    Maksura,
    /// ى U+0649 and ی U+06CC become ي.
    All,
}
names!(YehFold, "yeh fold", Keep = "keep", Maksura = "maksura", All = "all");

/// What happens to teh marbuta (ة U+0629; with [`KeyboardFold::Letters`] also ۃ U+06C3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TehMarbutaFold {
    /// Nothing.
    #[default]
    Keep,
    /// It becomes ه.
    ToHeh,
    /// It becomes ت.
    ToTeh,
}
names!(TehMarbutaFold, "teh marbuta fold", Keep = "keep", ToHeh = "to-heh", ToTeh = "to-teh");

/// What happens to letters that Persian and Urdu keyboards give for Arabic ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyboardFold {
    /// Nothing.
    #[default]
    Keep,
    /// ک ڪ become ك, ی becomes ي, ہ ھ ۀ ۂ become ه, ۃ becomes ة (and then what the teh marbuta fold makes of it).
    Letters,
    /// As `Letters`, and ے becomes ي, ۓ becomes ئ, ە becomes ه: for text that is Arabic for certain.
    All,
}
names!(KeyboardFold, "keyboard fold", Keep = "keep", Letters = "letters", All = "all");

/// What happens to the dagger alef U+0670.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DaggerAlefFold {
    /// Nothing.
    #[default]
    Keep,
    /// It is dropped: هٰذا becomes هذا, but خَٰلدون becomes the name خلدون.
    Drop,
    /// It becomes ا, but is dropped after a ى at the end of a word, beside another alef, and in the words that are spelled without alef today
    /// (هذا ذلك لكن أولئك الله إله الرحمن … with any proclitics); وٰة becomes اة, and ىٰ inside a word ا. This comes before all other folds of
    /// letters.
    Promote,
}
names!(DaggerAlefFold, "dagger alef fold", Keep = "keep", Drop = "drop", Promote = "promote");

/// What happens to a ligature that stands for words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LigatureFold {
    /// Nothing.
    #[default]
    Keep,
    /// The words of [`base_text`](crate::chars::base_text) take its place.
    Expand,
    /// It is dropped.
    Drop,
}
names!(LigatureFold, "ligature fold", Keep = "keep", Expand = "expand", Drop = "drop");

/// What happens to digits of the three sets `0–9`, `٠–٩`, `۰–۹` and to the signs that go with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DigitFold {
    /// Nothing.
    #[default]
    Keep,
    /// ASCII digits; ٫ becomes `.`, ٬ becomes `,`, ٪ becomes `%`.
    Ascii,
    /// ٠–٩; `%` after a digit becomes ٪, and between two digits `.` becomes ٫ and `,` becomes ٬.
    ArabicIndic,
    /// ۰–۹, with the signs of `ArabicIndic`.
    Extended,
}
names!(DigitFold, "digit fold", Keep = "keep", Ascii = "ascii", ArabicIndic = "arabic-indic", Extended = "extended");

/// What happens to format characters: joiners, bidi marks and controls, invisible ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormatFold {
    /// Nothing.
    #[default]
    Keep,
    /// The characters of [`Class::Invisible`] are dropped: soft hyphen, byte order mark, word joiner and the like.
    Invisible,
    /// Also bidi marks and controls. U+200B becomes a space. U+200C and U+200D are dropped, but kept behind letters and marks of other
    /// scripts and behind emoji, where they mean something.
    All,
}
names!(FormatFold, "format fold", Keep = "keep", Invisible = "invisible", All = "all");

/// What happens to spaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpaceFold {
    /// Nothing.
    #[default]
    Keep,
    /// Every space within a line (Zs and tab) becomes U+0020, one for one.
    Ascii,
    /// As `Ascii`, and runs become one.
    Collapse,
}
names!(SpaceFold, "space fold", Keep = "keep", Ascii = "ascii", Collapse = "collapse");

/// Where the fathatan of an accusative stands: on the letter before the alef (كتابًا) or on the alef (كتاباً).
///
/// Where alefs and fathatans are mixed, all fathatans go together, and before the alef means before the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TanwinFold {
    /// Where it is.
    #[default]
    Keep,
    /// Before the alef.
    BeforeAlef,
    /// After the alef.
    AfterAlef,
    /// The alef is dropped, as is its fathatan if tanwin is stripped: كتابًا becomes كتاب. Nothing happens without a fathatan.
    DropAlef,
}
names!(TanwinFold, "tanwin fold", Keep = "keep", BeforeAlef = "before-alef", AfterAlef = "after-alef", DropAlef = "drop-alef");

/// The Unicode normalization form of the result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// As it comes.
    #[default]
    None,
    /// NFC, of all scripts.
    Nfc,
    /// NFC, after the compatibility decomposition of what is not Arabic (Arabic presentation forms have a switch of their own).
    Nfkc,
}
names!(Form, "normalization form", None = "none", Nfc = "nfc", Nfkc = "nfkc");

/// A set of kinds of marks.
///
/// ```
/// use kalima::normalize::{Marks, Normalizer};
///
/// let n = Normalizer::none().strip(Marks::TANWIN.and(Marks::HARAKAT));
/// assert_eq!(n.normalize("مُدَرِّسًا"), "مدرّسا");
/// ```
///
/// `FromStr` reads the [names](Marks::NAMED) of sets with commas between them and ignores white space around them and ASCII case. `Display`
/// writes the fewest names that make up the set. The empty text is no name; the empty set is `none`.
///
/// ```
/// use kalima::normalize::Marks;
///
/// assert_eq!("tanwin, harakat".parse(), Ok(Marks::TANWIN.and(Marks::HARAKAT)));
/// assert_eq!(Marks::TASHKEEL.and(Marks::HAMZA).to_string(), "tashkeel,hamza");
/// assert!("vowels".parse::<Marks>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Marks(ClassSet);

impl Marks {
    /// No marks.
    pub const NONE: Marks = Marks(ClassSet::of(&[]));
    /// Tanwin: U+064B–064D.
    pub const TANWIN: Marks = Marks(ClassSet::of(&[Class::Tanwin]));
    /// Short vowels and sukun: U+064E–0650, U+0652.
    pub const HARAKAT: Marks = Marks(ClassSet::of(&[Class::Haraka]));
    /// Shadda: U+0651.
    pub const SHADDA: Marks = Marks(ClassSet::of(&[Class::Shadda]));
    /// Tanwin, short vowels, sukun and shadda: U+064B–0652.
    pub const TASHKEEL: Marks = Marks::TANWIN.and(Marks::HARAKAT).and(Marks::SHADDA);
    /// Combining madda and hamza that belong to no letter they could compose with: U+0653–0655.
    pub const HAMZA: Marks = Marks(ClassSet::of(&[Class::HamzaMark]));
    /// Small letters, Quranic annotation, honorific marks and the vowels of other orthographies: the members of
    /// [`Class::SmallLetter`], [`Class::QuranicMark`], [`Class::HonorificMark`] and [`Class::ExtendedMark`].
    pub const ANNOTATION: Marks = Marks(ClassSet::of(&[Class::SmallLetter, Class::QuranicMark, Class::HonorificMark, Class::ExtendedMark]));
    /// Pieces of letters that stand alone: [`Class::GlyphPart`].
    pub const GLYPH_PARTS: Marks = Marks(ClassSet::of(&[Class::GlyphPart]));
    /// All of these. The dagger alef has [a switch of its own](DaggerAlefFold).
    pub const ALL: Marks = Marks::TASHKEEL.and(Marks::HAMZA).and(Marks::ANNOTATION).and(Marks::GLYPH_PARTS);

    /// The sets that have a name, with it: those that hold others first.
    pub const NAMED: &'static [(&'static str, Marks)] = &[
        ("none", Marks::NONE),
        ("all", Marks::ALL),
        ("tashkeel", Marks::TASHKEEL),
        ("tanwin", Marks::TANWIN),
        ("harakat", Marks::HARAKAT),
        ("shadda", Marks::SHADDA),
        ("hamza", Marks::HAMZA),
        ("annotation", Marks::ANNOTATION),
        ("glyph-parts", Marks::GLYPH_PARTS),
    ];

    /// The marks of either set.
    pub const fn and(self, other: Marks) -> Marks {
        Marks(self.0.or(other.0))
    }

    /// Whether a class of marks is in the set.
    #[inline]
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0.has(class)
    }
}

impl fmt::Debug for Marks {
    /// Writes `Marks(tashkeel,hamza)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Marks({self})")
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Marks::NONE {
            return f.pad("none");
        }
        let (mut written, mut text) = (Marks::NONE, String::new());
        for &(name, set) in Marks::NAMED {
            if self.and(set) == *self && written.and(set) != written {
                if written != Marks::NONE {
                    text.push(',');
                }
                text.push_str(name);
                written = written.and(set);
            }
        }
        f.pad(&text)
    }
}

impl FromStr for Marks {
    type Err = ParseNameError;

    fn from_str(names: &str) -> Result<Marks, ParseNameError> {
        const NAMES: &[&str] = &["none", "all", "tashkeel", "tanwin", "harakat", "shadda", "hamza", "annotation", "glyph-parts"];
        names.split(',').try_fold(Marks::NONE, |marks, name| {
            let known = Marks::NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
            known.map(|(_, set)| marks.and(*set)).ok_or_else(|| ParseNameError::new("set of marks", name.trim(), NAMES))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    #[test]
    fn sets_of_marks_round_trip() {
        // All unions of the sets that hold no other.
        let least: Vec<Marks> = Marks::NAMED.iter().skip(3).map(|(_, set)| *set).collect();
        for bits in 0..1_u32 << least.len() {
            let chosen = least.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1);
            let set = chosen.fold(Marks::NONE, |all, (_, set)| all.and(*set));
            assert_eq!(set.to_string().parse(), Ok(set), "{set}");
        }
        for (name, set) in Marks::NAMED {
            assert_eq!((name.parse(), &*set.to_string()), (Ok(*set), *name));
        }
        assert_eq!(alloc::format!("{:?}", Marks::TASHKEEL.and(Marks::HAMZA)), "Marks(tashkeel,hamza)");
        assert_eq!(" Tanwin,HARAKAT ".parse(), Ok(Marks::TANWIN.and(Marks::HARAKAT)));
        let error = "tanwin, vowel".parse::<Marks>().unwrap_err();
        assert_eq!(error.value(), "vowel");
        assert!(error.accepted().iter().copied().eq(Marks::NAMED.iter().map(|(name, _)| *name)) && "".parse::<Marks>().is_err());
        assert_eq!(alloc::format!("{:>8}|{:<6}|", Marks::SHADDA, Marks::NONE), "  shadda|none  |");
    }
}

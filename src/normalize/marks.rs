//! [`Marks`]: the set of marks (diacritics) that the normalizer drops.

use alloc::string::String;
use core::fmt;
use core::ops::{BitOr, BitOrAssign};
use core::str::FromStr;

use crate::chars::{Class, ClassSet};
use crate::config::OptionValue;
use crate::error::ParseNameError;

/// A set of Arabic marks (diacritics). The set is a union of groups such as tanwin and harakat.
///
/// ```
/// use kalima::normalize::{Marks, Normalizer};
///
/// let n = Normalizer::none().strip_marks(Marks::TANWIN | Marks::HARAKAT);
/// assert_eq!(n.normalize("مُدَرِّسًا"), "مدرّسا");
/// ```
///
/// `FromStr` parses a list of the [names](Marks::NAMED) of sets, separated by commas. White space around a name and ASCII case are ignored.
/// `Display` writes the shortest list of names whose union is the set. The empty text is an error, because the empty set has the name
/// `none`.
///
/// ```
/// use kalima::normalize::Marks;
///
/// assert_eq!("tanwin, harakat".parse(), Ok(Marks::TANWIN | Marks::HARAKAT));
/// assert_eq!(Marks::TASHKEEL.union(Marks::HAMZA).to_string(), "tashkeel,hamza");
/// assert!("vowels".parse::<Marks>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Marks(ClassSet);

impl Marks {
    /// The empty set.
    pub const NONE: Marks = Marks(ClassSet::of(&[]));
    /// Tanwin: U+064B–064D.
    pub const TANWIN: Marks = Marks(ClassSet::of(&[Class::Tanwin]));
    /// Short vowels and sukun: U+064E–0650, U+0652.
    pub const HARAKAT: Marks = Marks(ClassSet::of(&[Class::Haraka]));
    /// Shadda: U+0651.
    pub const SHADDA: Marks = Marks(ClassSet::of(&[Class::Shadda]));
    /// Tanwin, short vowels, sukun and shadda: U+064B–0652.
    pub const TASHKEEL: Marks = Marks::TANWIN.union(Marks::HARAKAT).union(Marks::SHADDA);
    /// Combining madda and hamza: U+0653–0655. The normalizer drops such a mark only if the mark does not compose with a letter.
    pub const HAMZA: Marks = Marks(ClassSet::of(&[Class::HamzaMark]));
    /// Small letters, Quranic annotation, honorific marks, and vowels of languages other than Arabic: the members of
    /// [`Class::SmallLetter`], [`Class::QuranicMark`], [`Class::HonorificMark`] and [`Class::ExtendedMark`].
    pub const ANNOTATION: Marks = Marks(ClassSet::of(&[Class::SmallLetter, Class::QuranicMark, Class::HonorificMark, Class::ExtendedMark]));
    /// Code points that represent a part of a letter, such as its dots: the members of [`Class::GlyphPart`].
    pub const GLYPH_PARTS: Marks = Marks(ClassSet::of(&[Class::GlyphPart]));
    /// The union of all sets above. The dagger alef is not a member, because [`DaggerAlefFold`](super::DaggerAlefFold) is its option.
    pub const ALL: Marks = Marks::TASHKEEL.union(Marks::HAMZA).union(Marks::ANNOTATION).union(Marks::GLYPH_PARTS);

    /// The named sets with their names. In this list, a set precedes all its nonempty subsets, so that `Display` finds the largest sets
    /// first.
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

    /// Returns the union of two sets. The operator `|` returns the same set.
    #[must_use = "the union is a new set"]
    pub const fn union(self, other: Marks) -> Marks {
        Marks(self.0.or(other.0))
    }

    /// Returns whether all marks of `other` are members of this set. Every set contains the empty set.
    pub fn contains(self, other: Marks) -> bool {
        self.union(other) == self
    }

    /// Returns whether the marks of a class are members of the set.
    #[inline]
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0.has(class)
    }
}

impl BitOr for Marks {
    type Output = Marks;

    fn bitor(self, other: Marks) -> Marks {
        self.union(other)
    }
}

impl BitOrAssign for Marks {
    fn bitor_assign(&mut self, other: Marks) {
        *self = self.union(other);
    }
}

impl Default for Marks {
    /// Returns the empty set.
    fn default() -> Marks {
        Marks::NONE
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
            if self.contains(set) && !written.contains(set) {
                if written != Marks::NONE {
                    text.push(',');
                }
                text.push_str(name);
                written |= set;
            }
        }
        f.pad(&text)
    }
}

impl FromStr for Marks {
    type Err = ParseNameError;

    fn from_str(names: &str) -> Result<Marks, ParseNameError> {
        names.split(',').try_fold(Marks::NONE, |marks, name| {
            let known = Marks::NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
            known.map(|(_, set)| marks.union(*set)).ok_or_else(|| ParseNameError::new("set of marks", name.trim(), Marks::VALUES))
        })
    }
}

impl OptionValue for Marks {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const VALUES: &'static [&'static str] = &{
        let mut names = [""; Marks::NAMED.len()];
        let mut n = 0;
        while n < names.len() {
            names[n] = Marks::NAMED[n].0;
            n += 1;
        }
        names
    };
    const TAKES_LIST: bool = true;

    fn parse(text: &str) -> Result<Marks, ParseNameError> {
        text.parse()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    #[test]
    fn every_union_of_sets_round_trips() {
        // The sets that do not contain another named set except `none`: all named sets except `none`, `all` and `tashkeel`.
        let smallest: Vec<Marks> = Marks::NAMED.iter().skip(3).map(|(_, set)| *set).collect();
        for bits in 0..1_u32 << smallest.len() {
            let chosen = smallest.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1);
            let set = chosen.fold(Marks::NONE, |all, (_, set)| all | *set);
            assert_eq!(set.to_string().parse(), Ok(set), "{set}");
        }
        for (name, set) in Marks::NAMED {
            assert_eq!((name.parse(), &*set.to_string()), (Ok(*set), *name));
        }
    }

    #[test]
    fn texts_of_sets() {
        assert_eq!(alloc::format!("{:?}", Marks::TASHKEEL | Marks::HAMZA), "Marks(tashkeel,hamza)");
        assert_eq!(alloc::format!("{:>8}|{:<6}|", Marks::SHADDA, Marks::NONE), "  shadda|none  |");
        assert_eq!(" Tanwin,HARAKAT ".parse(), Ok(Marks::TANWIN | Marks::HARAKAT));
        let error = "tanwin, vowel".parse::<Marks>().unwrap_err();
        assert_eq!((error.value(), error.accepted().len()), ("vowel", Marks::NAMED.len()));
        assert!("".parse::<Marks>().is_err());
    }

    #[test]
    fn sets_contain_their_parts() {
        assert!(Marks::ALL.contains(Marks::TASHKEEL) && Marks::TASHKEEL.contains(Marks::NONE));
        assert!(!Marks::HARAKAT.contains(Marks::TASHKEEL));
    }
}

//! The role of a stem of a user lexicon: the slots of the stem and the inflections that it takes. The form of a stem is a role or a template.

use super::line::StemCodes;
use crate::morph::grammar::slots::InflectionKind;
use crate::morph::schema::*;

/// The role of a stem that is a part of a word of a line. The comments name the word, with the stem in the example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum StemRole {
    /// A noun without ة: كتاب.
    Noun,
    /// A noun of a person without ة: مدرس.
    Person,
    /// An adjective whose feminine ends in ة: كبير.
    Adjective,
    /// An adjective whose feminine is another word, or such a feminine: أحمر, أكبر, حمراء.
    IrregularAdjective,
    /// A noun in ة, without this ة: مدرس of مدرسة.
    NounInTeh,
    /// A verbal noun without ة that a line of a verb lists: كتب.
    VerbalNoun,
    /// A verbal noun in ة that a line of a verb lists, without this ة: كتاب of كتابة.
    VerbalNounInTeh,
    /// A name: تويتر.
    Name,
    /// A name in ة, without this ة.
    NameInTeh,
    /// A name that is written with the article, without this article: سيسي of السيسي.
    NameAfterArticle,
    /// The same for a name in ة: قاهر of القاهرة.
    NameInTehAfterArticle,
    /// A broken plural without ة: كتب.
    Plural,
    /// A broken plural in ة, without this ة: كتب of كتبة.
    PluralInTeh,
    /// A word in ى, without a suffix: مستشفى.
    Maksura,
    /// A word in ى before a pronoun, with ا instead: مستشفا.
    MaksuraAsAlef,
    /// A word in ى before an ending, with ي instead: مستشفي in مستشفيات.
    MaksuraAsYeh,
    /// A word in ا before ات and before the ي of a relative adjective, without its ا: كامير of كاميرا.
    WithoutAlef,
    /// A word in اء before an ending, with و instead of ء: صحراو in صحراوات.
    HamzaAsWaw,
    /// A word in ي that its indefinite form drops: محام of محامي.
    Defective,
    /// An adverb or a nominal preposition.
    Adverb,
}

impl StemRole {
    /// The roles, indexed by number.
    const ALL: [StemRole; 20] = {
        use StemRole::*;
        [
            Noun,
            Person,
            Adjective,
            IrregularAdjective,
            NounInTeh,
            VerbalNoun,
            VerbalNounInTeh,
            Name,
            NameInTeh,
            NameAfterArticle,
            NameInTehAfterArticle,
            Plural,
            PluralInTeh,
            Maksura,
            MaksuraAsAlef,
            MaksuraAsYeh,
            WithoutAlef,
            HamzaAsWaw,
            Defective,
            Adverb,
        ]
    };

    /// Returns the role with a number.
    pub(super) fn from_number(number: u32) -> StemRole {
        StemRole::ALL.get(number as usize).copied().unwrap_or(StemRole::Noun)
    }

    /// Returns the slots of the stem.
    pub(crate) fn slots(self) -> u32 {
        use StemRole::*;
        match self {
            Noun | MaksuraAsYeh | WithoutAlef | HamzaAsWaw => SLOT_N,
            Person => SLOT_N | SLOT_A,
            Adjective | IrregularAdjective => SLOT_A,
            VerbalNoun => SLOT_V,
            NounInTeh | VerbalNounInTeh => SLOT_F,
            Name | NameAfterArticle => SLOT_X,
            NameInTeh | NameInTehAfterArticle => SLOT_F | SLOT_T,
            Plural => SLOT_B,
            PluralInTeh => SLOT_T,
            Maksura => SLOT_E0,
            MaksuraAsAlef => SLOT_E1,
            Defective => SLOT_DI | SLOT_DU,
            Adverb => SLOT_C,
        }
    }

    /// Returns whether the stem takes an inflection. The slots decide most cases; this function excludes the inflections that only other stems of the
    /// same slots take.
    pub(crate) fn takes(self, kind: InflectionKind, text: &str) -> bool {
        use StemRole::*;
        match self {
            // A noun takes ة only if its line has the feminine, which has its own stem.
            Noun | Person | IrregularAdjective | VerbalNoun | Name | NameAfterArticle => kind != InflectionKind::Teh,
            MaksuraAsYeh => kind == InflectionKind::Plural || matches!(text, "ان" | "ين"),
            WithoutAlef => matches!(kind, InflectionKind::Plural | InflectionKind::Nisba),
            HamzaAsWaw => matches!(kind, InflectionKind::Plural | InflectionKind::Nisba) || matches!(text, "ان" | "ين"),
            _ => true,
        }
    }

    /// Returns whether the lemma is the word of the stem instead of the first word of its line.
    pub(super) fn has_own_lemma(self) -> bool {
        matches!(self, StemRole::VerbalNoun | StemRole::VerbalNounInTeh)
    }

    /// Returns whether the stem is that of a name.
    pub(crate) fn is_name(self) -> bool {
        use StemRole::*;
        matches!(self, Name | NameInTeh | NameAfterArticle | NameInTehAfterArticle)
    }

    /// Returns whether the stem occurs only after the article.
    pub(crate) fn needs_article(self) -> bool {
        matches!(self, StemRole::NameAfterArticle | StemRole::NameInTehAfterArticle)
    }

    /// Returns whether the ending ين of the stem is that of a plural rather than of a dual.
    pub(crate) fn is_adjective(self) -> bool {
        self.slots() & (SLOT_A | SLOT_DU) != 0
    }
}

/// A function that receives the stems of a lexeme.
pub(super) type PushStem<'a> = &'a mut dyn FnMut(StemCodes, StemForm);

/// How a stem follows from its lexeme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StemForm {
    /// The stem is a part of the word with this index in the line.
    Word(StemRole, usize),
    /// The template with this number forms the stem from the root. The second field is true for a participle or a verbal noun.
    Template(u16, bool),
}

/// The bit of [`StemForm::bits`] of a stem by template.
const TEMPLATE: u32 = 1 << 31;
/// The bit of [`StemForm::bits`] of a participle or a verbal noun.
const DERIVED: u32 = 1 << 30;

impl StemForm {
    /// Returns the form as 32 bits.
    pub(super) fn bits(self) -> u32 {
        match self {
            StemForm::Word(role, word) => (word as u32) << 8 | role as u32,
            StemForm::Template(number, is_derived) => TEMPLATE | u32::from(number) | if is_derived { DERIVED } else { 0 },
        }
    }

    /// Returns the form of which [`bits`](StemForm::bits) has returned the bits.
    pub(super) fn from_bits(bits: u32) -> StemForm {
        if bits & TEMPLATE != 0 {
            StemForm::Template(bits as u16, bits & DERIVED != 0)
        } else {
            StemForm::Word(StemRole::from_number(bits & 0xFF), (bits >> 8) as usize)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_identify_roles() {
        assert!((0..).zip(StemRole::ALL).all(|(n, role)| role as u32 == n && StemRole::from_number(n) == role));
    }
}

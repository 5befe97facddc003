//! Sets of slots, the contexts of prefixes, and the kinds of inflections. A slot is a context in which a stem can occur.

use crate::morph::schema::*;

/// The slots of nouns, adjectives and verbal nouns, except nouns that occur only with ة.
pub(crate) const NOUN: u32 = SLOT_N | SLOT_A | SLOT_V;
/// All slots of nouns, adjectives and names. [`SLOT_C`], the slot of closed words (listed function words), is excluded.
pub(crate) const NOMINAL: u32 = NOUN | SLOT_B | SLOT_F | SLOT_T | SLOT_E0 | SLOT_E1 | SLOT_DI | SLOT_DU | SLOT_X;
pub(crate) const PERFECT: u32 = SLOT_P0 | SLOT_PO | SLOT_PT | SLOT_PW | SLOT_PA | SLOT_PC;
pub(crate) const PRESENT: u32 = SLOT_I0 | SLOT_IO | SLOT_IJ | SLOT_IW | SLOT_IA | SLOT_IC;
/// The slots of verbs and of closed words. Only these stems can precede the pronoun ني.
pub(crate) const VERBAL: u32 = PERFECT | PRESENT | SLOT_M | SLOT_C;
pub(crate) const ANY: u32 = u32::MAX;

/// The context of a prefix with the article: ال in الكتاب.
pub(crate) const DEFINITE: u8 = 1;
/// The context of a prefix with the preposition ب, ل or ك.
pub(crate) const PREPOSITION: u8 = 2;
/// The context of a prefix with the prefix letter أ or ن of a present of the first person. Such a present has no letters of inflection after its
/// stem.
pub(crate) const FIRST_PERSON: u8 = 4;
/// The context of a prefix whose article is not written, because one ل is both the ل of the article and the first letter of the stem: للجنة.
pub(crate) const SHARED_LAM: u8 = 8;
/// The context of a prefix with ي, the prefix letter of a present of the third person.
pub(crate) const PRESENT_YEH: u8 = 16;

/// The kind of an inflection. The computation of the lemma depends on this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InflectionKind {
    /// A nominal ending that is not part of the lemma, such as the dual ان.
    Plain,
    /// The ending ة, or an ending whose first letter replaces ة: تان in مدرستان.
    Teh,
    /// The ending ات.
    Plural,
    /// An ending that begins with the ي of a relative adjective.
    Nisba,
    /// An ending of a verb: وا in كتبوا.
    Verb,
}

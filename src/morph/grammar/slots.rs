//! Slots, the contexts in which a stem can occur, as sets; the contexts that prefixes make; and the kinds of inflections.

use crate::morph::schema::*;

/// Nouns of any kind that occur without ة.
pub(crate) const NOUN: u32 = SLOT_N | SLOT_A | SLOT_V;
/// Every slot of nouns, adjectives, names and closed words but [`SLOT_C`].
pub(crate) const NOMINAL: u32 = NOUN | SLOT_B | SLOT_F | SLOT_T | SLOT_E0 | SLOT_E1 | SLOT_DI | SLOT_DU | SLOT_X;
pub(crate) const PERFECT: u32 = SLOT_P0 | SLOT_PO | SLOT_PT | SLOT_PW | SLOT_PA | SLOT_PC;
pub(crate) const PRESENT: u32 = SLOT_I0 | SLOT_IO | SLOT_IJ | SLOT_IW | SLOT_IA | SLOT_IC;
/// Verbs, and closed words, which take the pronoun ني too.
pub(crate) const VERBAL: u32 = PERFECT | PRESENT | SLOT_M | SLOT_C;
pub(crate) const ANY: u32 = u32::MAX;

/// The prefix has the article.
pub(crate) const DEFINITE: u8 = 1;
/// The prefix has a preposition.
pub(crate) const PREPOSITION: u8 = 2;
/// The prefix is of a present of the first person, which takes no suffix.
pub(crate) const FIRST_PERSON: u8 = 4;
/// The ل of the article is the first letter of the stem: للجنة.
pub(crate) const SHARED_LAM: u8 = 8;
/// The prefix is of a present in ي.
pub(crate) const PRESENT_YEH: u8 = 16;

/// The kind of an inflection, as far as the lemma depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InflectionKind {
    /// A nominal ending that the lemma does not have.
    Plain,
    /// ة, or an ending that replaces it.
    Teh,
    /// ات.
    Plural,
    /// An ending that begins with the ي of a relative adjective.
    Nisba,
    /// An ending of a verb.
    Verb,
}

//! Sets of slots, the contexts of prefixes, and the kinds of inflections. A slot is a context in which a stem can occur, such as "perfect
//! before a pronoun". A context of a prefix is a flag, such as [`DEFINITE`]. An inflection lists the contexts of the prefixes with which it
//! cannot occur.

use crate::morph::schema::*;

/// The slots of nouns, adjectives and verbal nouns that can have most nominal endings. Nouns that occur only with ة, broken plurals and
/// nouns in ى have other slots.
pub(crate) const NOUN: u32 = SLOT_N | SLOT_A | SLOT_V;
/// All slots of nouns, adjectives and names. [`SLOT_C`], the slot of closed words (listed function words), is excluded.
pub(crate) const NOMINAL: u32 = NOUN | SLOT_B | SLOT_F | SLOT_T | SLOT_E0 | SLOT_E1 | SLOT_DI | SLOT_DU | SLOT_X | SLOT_R | SLOT_RT;
/// The slots of verbs in the perfect.
pub(crate) const PERFECT: u32 = SLOT_P0 | SLOT_PO | SLOT_PT | SLOT_PW | SLOT_PA | SLOT_PC;
/// The slots of verbs in the present.
pub(crate) const PRESENT: u32 = SLOT_I0 | SLOT_IO | SLOT_IJ | SLOT_IW | SLOT_IA | SLOT_IC;
/// The slots of verbs and of closed words. Only stems with one of these slots can precede the pronoun ني.
pub(crate) const VERBAL: u32 = PERFECT | PRESENT | SLOT_M | SLOT_C;
/// All slots.
pub(crate) const ANY: u32 = u32::MAX;

/// The context of a prefix with the article: ال in الكتاب.
pub(crate) const DEFINITE: u8 = 1;
/// The context of a prefix that ends in the preposition ب, ل or ك, without the article.
pub(crate) const PREPOSITION: u8 = 2;
/// The context of a prefix that ends in the prefix letter of a first-person present: أ in أكتب, ن in نكتب, or ا in texts that write ا for
/// أ. Such a present has no letters of inflection after its stem.
pub(crate) const FIRST_PERSON: u8 = 4;
/// The context of a prefix whose article is not written, because one written ل is both the ل of the article and the first letter of the
/// stem. Example: للجنة is the preposition ل, the article and the stem لجن with ة.
pub(crate) const SHARED_LAM: u8 = 8;
/// The context of a prefix that ends in ي, the prefix letter of a third-person present: ي in يكتب.
pub(crate) const PRESENT_YEH: u8 = 16;

/// The kind of an inflection. The computation of the lemma depends on this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InflectionKind {
    /// The empty ending of a noun or closed word, or an ending of a noun that the lemma does not contain, such as the dual ان.
    Plain,
    /// The ending ة, or an ending whose first letter replaces ة: تان in مدرستان, ت in مدرستها, ه in مدرسه.
    Teh,
    /// The ending ات.
    Plural,
    /// An ending that begins with the ي of a relative adjective: ي and ية in عربي and عربية.
    Nisba,
    /// An ending of a verb, such as وا in كتبوا, or the empty ending of a verb.
    Verb,
}

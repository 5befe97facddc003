//! Slots. A slot is a context in which a stem can occur, such as "perfect before a pronoun".

/// Defines the slots, with one bit for each slot. Each prefix, stem and suffix has a set of slots. A prefix, a stem and a suffix fit
/// together only if their three sets have at least one common slot. The string of each slot is its name. `templates.txt` uses the names of
/// the slots of verbs, in upper or lower case.
macro_rules! slots {
    ($($(#[$doc:meta])* $slot:ident = $name:literal,)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the number of each slot is its place in the list")]
        enum SlotNumber { $($slot),+ }
        $($(#[$doc])* pub(crate) const $slot: u32 = 1 << SlotNumber::$slot as u32;)+
        /// The names of the slots. The bit of a slot is `1 << i`, where `i` is the index of its name.
        pub(crate) const SLOT_NAMES: &[&str] = &[$($name),+];
    };
}
slots! {
    /// A noun that can have every nominal ending.
    SLOT_N = "N",
    /// An adjective or participle.
    SLOT_A = "A",
    /// A verbal noun.
    SLOT_V = "V",
    /// A broken plural without ة.
    SLOT_B = "B",
    /// A noun that occurs only with ة or with an ending that replaces this ة, such as the ات of its plural.
    SLOT_F = "F",
    /// A noun or a broken plural that occurs only with the ending ة, which is written ت before a pronoun.
    SLOT_T = "T",
    /// A noun that ends in ى (rarely in ا), without a suffix: مستشفى.
    SLOT_E0 = "E0",
    /// A noun that ends in ى (rarely in ا), before a pronoun. The ى is then written ا: مستشفاه.
    SLOT_E1 = "E1",
    /// A participle, noun or plural whose weak last radical is not written, without the article and without a suffix: قاض.
    SLOT_DI = "DI",
    /// A participle or noun whose weak last radical is not written, before the suffix ون or ين, or before its short form و or ي: قاضون.
    SLOT_DU = "DU",
    /// A name, a loan word or an unknown stem.
    SLOT_X = "X",
    /// The stem of a relative adjective that the dictionary lists: علم in علمي. No template has this slot.
    SLOT_R = "R",
    /// The stem of a noun in ية that the dictionary lists without a relative adjective: مسؤول in مسؤولية. No template has this slot.
    SLOT_RT = "RT",
    /// A perfect without an ending and without a pronoun: كتب.
    SLOT_P0 = "P0",
    /// A perfect before a pronoun: كتبها.
    SLOT_PO = "PO",
    /// A perfect before the ت of the third person feminine: كتبت.
    SLOT_PT = "PT",
    /// A perfect before the و of the plural: كتبوا.
    SLOT_PW = "PW",
    /// A perfect before the ا of the dual: كتبا.
    SLOT_PA = "PA",
    /// A perfect before an ending that begins with a consonant: كتبنا.
    SLOT_PC = "PC",
    /// A present without an ending and without a pronoun: يكتب.
    SLOT_I0 = "I0",
    /// A present before a pronoun: يكتبها.
    SLOT_IO = "IO",
    /// A present without an ending, with or without a pronoun, whose letters show that its mood is the jussive: يقل.
    SLOT_IJ = "IJ",
    /// A present before an ending that begins with و or ي: يكتبون.
    SLOT_IW = "IW",
    /// A present before the ending ان or ا: يكتبان.
    SLOT_IA = "IA",
    /// A present before the ن of the feminine plural: يكتبن.
    SLOT_IC = "IC",
    /// An imperative: اكتب.
    SLOT_M = "M",
}
/// The slot of a closed word (a listed function word such as في). No template has this slot.
pub(crate) const SLOT_C: u32 = 1 << 30;

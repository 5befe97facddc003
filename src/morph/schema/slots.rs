//! Slots: contexts in which a stem can occur.

/// Defines slots: contexts in which a stem can occur, one bit each. A prefix, a stem and a suffix fit together if their three sets of slots
/// share one. The name is that of `templates.txt`.
macro_rules! slots {
    ($($(#[$doc:meta])* $slot:ident = $name:literal,)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the number of each slot is its place in the list")]
        enum SlotNumber { $($slot),+ }
        $($(#[$doc])* pub(crate) const $slot: u32 = 1 << SlotNumber::$slot as u32;)+
        /// The names of the slots, by bit.
        pub(crate) const SLOT_NAMES: &[&str] = &[$($name),+];
    };
}
slots! {
    /// A noun that takes every nominal ending.
    SLOT_N = "N",
    /// An adjective or participle.
    SLOT_A = "A",
    /// A verbal noun.
    SLOT_V = "V",
    /// A broken plural.
    SLOT_B = "B",
    /// A noun that occurs with ة or its plural ات only.
    SLOT_F = "F",
    /// A noun that occurs with ة only.
    SLOT_T = "T",
    /// A noun in ى without suffix.
    SLOT_E0 = "E0",
    /// A noun in ى before a pronoun, where it is ا.
    SLOT_E1 = "E1",
    /// A defective participle without article and suffix: قاض.
    SLOT_DI = "DI",
    /// A defective participle before ون and ين: قاضون.
    SLOT_DU = "DU",
    /// A name or an unknown stem.
    SLOT_X = "X",
    /// A perfect without ending: كتب.
    SLOT_P0 = "P0",
    /// A perfect before a pronoun.
    SLOT_PO = "PO",
    /// A perfect before the ت of *she*.
    SLOT_PT = "PT",
    /// A perfect before وا.
    SLOT_PW = "PW",
    /// A perfect before the ا of the dual.
    SLOT_PA = "PA",
    /// A perfect before an ending that begins with a consonant.
    SLOT_PC = "PC",
    /// A present without ending.
    SLOT_I0 = "I0",
    /// A present before a pronoun.
    SLOT_IO = "IO",
    /// A present that is a jussive only: يقل.
    SLOT_IJ = "IJ",
    /// A present before ون, وا and ين.
    SLOT_IW = "IW",
    /// A present before ان and ا.
    SLOT_IA = "IA",
    /// A present before the ن of feminine plurals.
    SLOT_IC = "IC",
    /// An imperative.
    SLOT_M = "M",
}
/// A closed word. No template has this slot.
pub(crate) const SLOT_C: u32 = 1 << 30;

//! The records of the dictionary: a lexeme is one record, followed by the records of its other words.

use super::numbered::numbered;

numbered! {
    /// The kind of a record. The records from [`RecordKind::Feminine`] on belong to the lexeme before.
    RecordKind {
        /// A verb of form I.
        FormI = "I",
        FormII = "II",
        FormIII = "III",
        FormIV = "IV",
        FormV = "V",
        FormVI = "VI",
        FormVII = "VII",
        FormVIII = "VIII",
        FormIX = "IX",
        FormX = "X",
        FormQ1 = "Q1",
        FormQ2 = "Q2",
        FormQ4 = "Q4",
        /// A noun whose ending shows its gender.
        Noun = "n",
        /// A feminine noun without an ending of the feminine: شَمْس.
        FeminineNoun = "nf",
        /// A masculine noun with an ending of the feminine: خَلِيفَة.
        MasculineNoun = "nm",
        Adjective = "a",
        Elative = "e",
        /// The name of a man.
        MasculineName = "p",
        /// The name of a woman.
        FeminineName = "pf",
        /// The name of a place or of a people.
        PlaceName = "g",
        Adverb = "d",
        /// The feminine of a noun or an adjective: طَالِبَة.
        Feminine = "feminine",
        /// A broken plural, or the ending of a sound plural: ون, ات.
        Plural = "plural",
        /// The present of a verb of form I whose vowels do not follow from its record.
        PresentWord = "present",
        /// A verbal noun.
        VerbalNoun = "verbal-noun",
    }
}

/// The number of patterns with one byte offset in `tables.bin`.
pub(crate) const PATTERN_BLOCK: usize = 32;

/// A word of the dictionary, as four bytes in `tables.bin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The number of the pattern. A verb of another form than I has the pattern 0, because its words are regular.
    pub(crate) pattern: u16,
    pub(crate) kind: RecordKind,
    /// The tier of the lexeme: 1 is met daily, 2 weekly, 3 by readers of books.
    pub(crate) tier: u8,
    /// The vowels of a verb of form I: 1 + 3 × the vowel of the perfect + the vowel of the present, with 0 for a, 1 for i and 2 for u. 0 if the
    /// vowels are not known.
    pub(crate) vowels: u8,
}

impl Record {
    /// The number of bytes of a record.
    pub(crate) const BYTES: usize = 4;

    /// Returns the record that [`Record::to_bytes`] has stored in the bytes.
    pub(crate) const fn from_bytes(b: [u8; Record::BYTES]) -> Record {
        let [low, high, kind, value] = b;
        Record { pattern: u16::from_le_bytes([low, high]), kind: RecordKind::from_number(kind), tier: value & 3, vowels: value >> 2 }
    }

    /// Returns the record as bytes for `tables.bin`.
    pub(crate) const fn to_bytes(self) -> [u8; Record::BYTES] {
        let [low, high] = self.pattern.to_le_bytes();
        [low, high, self.kind as u8, self.tier | self.vowels << 2]
    }
}

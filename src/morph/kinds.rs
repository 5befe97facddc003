//! The enums by which readings and word forms are described. Each has a name for every value, read by `FromStr` and, with `serde`, from configuration.

use crate::error::names;

/// The part of speech of a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartOfSpeech {
    /// A noun; verbal nouns are nouns.
    Noun,
    /// An adjective or a participle.
    Adjective,
    /// A verb.
    Verb,
    /// A closed word: preposition, conjunction, pronoun, demonstrative, numeral and others.
    Particle,
    /// A listed name.
    Name,
    /// A listed loan word.
    Loan,
    /// An unknown stem: neither a list nor a template contains it.
    Unknown,
}
names!(
    PartOfSpeech,
    "part of speech",
    Noun = "noun",
    Adjective = "adjective",
    Verb = "verb",
    Particle = "particle",
    Name = "name",
    Loan = "loan",
    Unknown = "unknown",
);

/// A verb form (wazn): I to X of three radicals; Q1, Q2 and Q4 of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerbForm {
    /// فعل
    I,
    /// فعّل
    II,
    /// فاعل
    III,
    /// أفعل
    IV,
    /// تفعّل
    V,
    /// تفاعل
    VI,
    /// انفعل
    VII,
    /// افتعل
    VIII,
    /// افعلّ
    IX,
    /// استفعل
    X,
    /// فعلل
    Q1,
    /// تفعلل
    Q2,
    /// افعللّ
    Q4,
}
names!(
    VerbForm,
    "verb form",
    I = "I",
    II = "II",
    III = "III",
    IV = "IV",
    V = "V",
    VI = "VI",
    VII = "VII",
    VIII = "VIII",
    IX = "IX",
    X = "X",
    Q1 = "Q1",
    Q2 = "Q2",
    Q4 = "Q4",
);

/// The inflection of a word, as far as its letters show it. An ending with two meanings has the commoner one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inflection {
    /// No letter of inflection.
    Plain,
    /// ة, or ت for it before a pronoun.
    Feminine,
    /// ان, or ين of two.
    Dual,
    /// ون or ين, or و and ي for them before a noun or pronoun.
    MasculinePlural,
    /// ات.
    FemininePlural,
    /// The ا of the indefinite accusative.
    Accusative,
    /// The ي of relative adjectives, alone or with an ending.
    Relative,
    /// A perfect.
    Perfect,
    /// A present.
    Present,
    /// An imperative.
    Imperative,
}
names!(
    Inflection,
    "inflection",
    Plain = "plain",
    Feminine = "feminine",
    Dual = "dual",
    MasculinePlural = "masculine-plural",
    FemininePlural = "feminine-plural",
    Accusative = "accusative",
    Relative = "relative",
    Perfect = "perfect",
    Present = "present",
    Imperative = "imperative",
);

/// The kind of a segment of a word: a proclitic, the stem, or a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SegmentKind {
    /// The conjunction و or ف.
    Conjunction,
    /// The question particle أ.
    Question,
    /// ب, ل or ك before a noun.
    Preposition,
    /// ل before a present.
    Subjunctive,
    /// The س of the future.
    Future,
    /// ال, or its ل after the preposition ل.
    Article,
    /// The stem with its inflection.
    Stem,
    /// A pronoun.
    Pronoun,
}
names!(
    SegmentKind,
    "segment kind",
    Conjunction = "conjunction",
    Question = "question",
    Preposition = "preposition",
    Subjunctive = "subjunctive",
    Future = "future",
    Article = "article",
    Stem = "stem",
    Pronoun = "pronoun",
);

/// The kind of a word form of a verb. The moods are listed separately even if their letters are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordFormKind {
    /// كتب
    Perfect,
    /// يكتب, يكتبون
    Present,
    /// (لن) يكتبوا
    Subjunctive,
    /// (لم) يكتبوا, يقل
    Jussive,
    /// اكتب
    Imperative,
    /// كاتب
    ActiveParticiple,
    /// مكتوب
    PassiveParticiple,
    /// تكتيب
    VerbalNoun,
}
names!(
    WordFormKind,
    "word form kind",
    Perfect = "perfect",
    Present = "present",
    Subjunctive = "subjunctive",
    Jussive = "jussive",
    Imperative = "imperative",
    ActiveParticiple = "active-participle",
    PassiveParticiple = "passive-participle",
    VerbalNoun = "verbal-noun",
);

/// The voice of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Voice {
    Active,
    Passive,
}
names!(Voice, "voice", Active = "active", Passive = "passive");

/// The person of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Person {
    First,
    Second,
    Third,
}
names!(Person, "person", First = "first", Second = "second", Third = "third");

/// The grammatical gender of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Gender {
    Masculine,
    Feminine,
}
names!(Gender, "gender", Masculine = "masculine", Feminine = "feminine");

/// The grammatical number of a word form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum GrammaticalNumber {
    Singular,
    Dual,
    Plural,
}
names!(GrammaticalNumber, "grammatical number", Singular = "singular", Dual = "dual", Plural = "plural");

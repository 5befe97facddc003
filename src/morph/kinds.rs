//! Enums that describe readings and word forms. Each value has a name: `Display` writes the name, `FromStr` parses the name, and with the
//! feature `serde` the value is serialized as the name.

use crate::error::names;

/// The part of speech of the stem of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartOfSpeech {
    /// A noun. Verbal nouns are nouns.
    Noun,
    /// An adjective or a participle: كبير, مدرس.
    Adjective,
    /// A verb: كتب.
    Verb,
    /// A closed word, which is a word of a fixed list: a preposition, conjunction, pronoun, demonstrative, numeral or other function word.
    /// A preposition with a pronoun (له) is also a particle.
    Particle,
    /// A listed name: محمد.
    Name,
    /// A listed loan word: تلفزيون.
    Loan,
    /// An unknown stem. The reading uses neither the lexicon nor a template.
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

/// A verb form (wazn). The forms I to X have three radicals; the forms Q1, Q2 and Q4 have four radicals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerbForm {
    /// The pattern فعل: كتب.
    I,
    /// The pattern فعّل: درّس.
    II,
    /// The pattern فاعل: شاهد.
    III,
    /// The pattern أفعل: أخرج.
    IV,
    /// The pattern تفعّل: تعلّم.
    V,
    /// The pattern تفاعل: تعاون.
    VI,
    /// The pattern انفعل: انكسر.
    VII,
    /// The pattern افتعل: اجتمع.
    VIII,
    /// The pattern افعلّ: احمرّ.
    IX,
    /// The pattern استفعل: استعمل.
    X,
    /// The pattern فعلل: ترجم.
    Q1,
    /// The pattern تفعلل: تدحرج.
    Q2,
    /// The pattern افعللّ: اطمأنّ.
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

/// The inflection of a word. Vowel signs do not distinguish the meanings of an ending. If an ending has two meanings, the value is the more
/// frequent meaning: كتابين is a dual, and مدرسين is a masculine plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inflection {
    /// A word that is not a verb and has no letters of inflection: كتاب.
    Plain,
    /// The ending ة (مدرسة). Before a pronoun, ة is written ت (مدرستها). Some texts write ه for ة (مدرسه).
    Feminine,
    /// The dual ending ان or ين: كتابان, كتابين. Before a pronoun, the ending ان is written ا (كتاباها).
    Dual,
    /// The ending ون or ين: مدرسون, مدرسين. Before a noun or a pronoun, the ending is written و or ي (مدرسو).
    MasculinePlural,
    /// The ending ات: مدرسات.
    FemininePlural,
    /// The ا of the indefinite accusative: كتابا.
    Accusative,
    /// The ي of a relative adjective, alone (عربي) or followed by another ending (عربية).
    Relative,
    /// A verb in the perfect: كتب.
    Perfect,
    /// A verb in the present: يكتب.
    Present,
    /// A verb in the imperative: اكتب.
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

/// The kind of a segment of a word. A segment is a proclitic, the stem with its inflection, or a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SegmentKind {
    /// The conjunction و or ف.
    Conjunction,
    /// The question particle أ.
    Question,
    /// The preposition ب, ل or ك before a noun, a closed word or a pronoun: ب in بالكتاب, ل in له.
    Preposition,
    /// The particle ل before a present: ليكتب.
    Subjunctive,
    /// The future particle س: سيكتب.
    Future,
    /// The article ال. After the preposition ل, only the ل of the article is written (للكتاب). If the stem also begins with ل, no letter of
    /// the article is written (للجنة).
    Article,
    /// The stem with its inflection: كتاب in وكتابها.
    Stem,
    /// A pronoun at the end of the word: ها in كتابها.
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

/// The kind of a word form that is derived from a verb. Each mood has separate word forms, even if two moods have the same letters: يكتب is
/// a present indicative, a subjunctive and a jussive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordFormKind {
    /// The perfect: كتب.
    Perfect,
    /// The present indicative: يكتب, يكتبون.
    Present,
    /// The subjunctive: (لن) يكتبوا.
    Subjunctive,
    /// The jussive: (لم) يكتبوا, يقل.
    Jussive,
    /// The imperative: اكتب.
    Imperative,
    /// The active participle: كاتب.
    ActiveParticiple,
    /// The passive participle: مكتوب.
    PassiveParticiple,
    /// The verbal noun: تكتيب.
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

/// A short vowel. The vowels after the second radical of a verb of form I differ between verbs. See
/// `forms_with_vowels`.
///
/// ```
/// use kalima::morph::Vowel;
///
/// assert_eq!(Vowel::ALL, [Vowel::A, Vowel::I, Vowel::U]);
/// assert_eq!("i".parse(), Ok(Vowel::I));
/// assert_eq!(Vowel::U.to_string(), "u");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vowel {
    /// The vowel a, a fatha: كَتَبَ, يَفْتَحُ.
    A,
    /// The vowel i, a kasra: شَرِبَ, يَضْرِبُ.
    I,
    /// The vowel u, a damma: كَبُرَ, يَكْتُبُ.
    U,
}
names!(Vowel, "vowel", A = "a", I = "i", U = "u");

/// The parts of speech of Universal Dependencies that a reading can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Sconj,
    Verb,
    X,
}
names!(
    Upos,
    "universal part of speech",
    Adj = "ADJ",
    Adp = "ADP",
    Adv = "ADV",
    Aux = "AUX",
    Cconj = "CCONJ",
    Det = "DET",
    Intj = "INTJ",
    Noun = "NOUN",
    Num = "NUM",
    Part = "PART",
    Pron = "PRON",
    Propn = "PROPN",
    Sconj = "SCONJ",
    Verb = "VERB",
    X = "X",
);

/// The definiteness of a noun or adjective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Definite {
    /// With the article: الكتاب. UD: `Def`.
    Article,
    /// Before a pronoun: كتابها. UD: `Cons`.
    Construct,
    /// The accusative in ا, which has no article: كتابا. UD: `Ind`.
    Indefinite,
}
names!(Definite, "definiteness", Article = "Def", Construct = "Cons", Indefinite = "Ind");

/// The mood of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mood {
    /// The present after س, or with the endings ون, ين and ان. UD: `Ind`.
    Indicative,
    /// The present after ل. UD: `Sub`.
    Subjunctive,
    /// A present whose letters are those of the jussive: يقل. UD: `Jus`.
    Jussive,
    /// UD: `Imp`.
    Imperative,
}
names!(Mood, "mood", Indicative = "Ind", Subjunctive = "Sub", Jussive = "Jus", Imperative = "Imp");

/// The tense of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// The perfect. UD: `Past`.
    Past,
    /// The present. UD: `Pres`.
    Present,
    /// The present after س. UD: `Fut`.
    Future,
}
names!(Tense, "tense", Past = "Past", Present = "Pres", Future = "Fut");

/// How common a lexeme of the dictionary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A word that is met daily, in news, talk or plain prose.
    Daily,
    /// A word that is met weekly.
    Weekly,
    /// A word that readers of books know.
    Rare,
}
names!(Tier, "tier", Daily = "daily", Weekly = "weekly", Rare = "rare");

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

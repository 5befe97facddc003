//! From a root and a verb form to its words: conjugation, participles and verbal nouns.

mod spell;
mod verb;

use alloc::string::String;
use alloc::vec::{self, Vec};

use self::verb::Verb;
use super::parse::{Form, Root};
use crate::debug::{FirstItems, short_debug};
use crate::error::names;

/// What a word of a verb is. Moods that the letters do not tell apart stand all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormKind {
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
    FormKind,
    "kind of word form",
    Perfect = "perfect",
    Present = "present",
    Subjunctive = "subjunctive",
    Jussive = "jussive",
    Imperative = "imperative",
    ActiveParticiple = "active-participle",
    PassiveParticiple = "passive-participle",
    VerbalNoun = "verbal-noun",
);

/// Active or passive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Voice {
    Active,
    Passive,
}
names!(Voice, "voice", Active = "active", Passive = "passive");

/// Who speaks, is spoken to, is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Person {
    First,
    Second,
    Third,
}
names!(Person, "person", First = "first", Second = "second", Third = "third");

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Gender {
    Masculine,
    Feminine,
}
names!(Gender, "gender", Masculine = "masculine", Feminine = "feminine");

/// One, two, or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Dual,
    Plural,
}
names!(Number, "number", Singular = "singular", Dual = "dual", Plural = "plural");

/// A word of a verb, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WordForm {
    text: String,
    kind: FormKind,
    voice: Voice,
    person: Option<Person>,
    gender: Option<Gender>,
    number: Option<Number>,
}

impl WordForm {
    /// The word, without vowels.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it is.
    pub fn kind(&self) -> FormKind {
        self.kind
    }

    /// Its voice; active for verbal nouns.
    pub fn voice(&self) -> Voice {
        self.voice
    }

    /// Its person; none of participles and verbal nouns.
    pub fn person(&self) -> Option<Person> {
        self.person
    }

    /// Its gender; none of the first person, of the dual of the second, and of verbal nouns.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Its number; none of verbal nouns.
    pub fn number(&self) -> Option<Number> {
        self.number
    }
}

/// The words of a root in a verb form. See [`forms`].
#[derive(Clone)]
pub struct Forms(vec::IntoIter<WordForm>);

short_debug!([] Forms, "Forms", |f| { left: FirstItems(f.0.as_slice().iter().map(WordForm::text)) });

impl Iterator for Forms {
    type Item = WordForm;

    fn next(&mut self) -> Option<WordForm> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Forms {}
impl core::iter::FusedIterator for Forms {}

/// All words of a root in a verb form: perfect, present, subjunctive, jussive and imperative in every person, gender and number, the passive
/// where its letters differ from the active, participles (nominative, indefinite), and verbal nouns.
///
/// Every root is conjugated, whether the language has the verb or not. Of form I the letters depend on vowels that no rule gives, where a
/// radical is weak or a hamza: verbs like خاف, نسي and سعى are listed, others follow قال, باع, رمى, دعا and قرأ. The verbal noun of form I
/// cannot be told from its root; the pattern فعل stands for it. None for a form that is not of as many radicals as the root,
/// and of form IX none of roots with a hamza, a doubled radical or a weak one at an end.
///
/// [`parses`](super::parses) finds each word again with its root, but for these: another root with the other weak letter may be likelier (the letters hide
/// which); eight cheaper readings may hide it; a last radical ت or ن may have run together with the ending; and about one word in two
/// thousand has a shape too rare for a template. A test over the inventory of roots holds this.
///
/// ```
/// use kalima::morph::{Form, FormKind, Root, forms};
///
/// let root = Root::new("قول").unwrap();
/// let words: Vec<String> = forms(root, Form::I).filter(|f| f.kind() == FormKind::Perfect).map(|f| f.text().to_owned()).collect();
/// assert_eq!(words[..4], ["قال", "قالت", "قالا", "قالتا"]);
/// assert!(words.contains(&"قلتم".to_owned()) && words.contains(&"قيل".to_owned()));
/// let noun = forms(root, Form::X).find(|f| f.kind() == FormKind::VerbalNoun).unwrap();
/// assert_eq!(noun.text(), "استقالة");
/// assert_eq!(forms(root, Form::Q1).count(), 0);
/// ```
pub fn forms(root: Root, form: Form) -> Forms {
    let letters: Vec<char> = root.letters().collect();
    let quadriliteral = matches!(form, Form::Q1 | Form::Q2 | Form::Q4);
    let mut out = Vec::new();
    if (letters.len() == 4) == quadriliteral {
        let verb = Verb::new(&letters, form);
        if verb.exists() {
            verb.all(&mut out);
        }
    }
    Forms(out.into_iter())
}

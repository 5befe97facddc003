//! A word form of a verb, with its grammatical features.

use alloc::string::String;
use core::fmt;

use crate::morph::kinds::{Gender, GrammaticalNumber, Person, Voice, WordFormKind};

/// A word form of a verb: a word without short vowels, and its grammatical features. `Display` writes the word.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WordForm {
    pub(super) text: String,
    pub(super) kind: WordFormKind,
    pub(super) voice: Voice,
    pub(super) person: Option<Person>,
    pub(super) gender: Option<Gender>,
    pub(super) number: Option<GrammaticalNumber>,
}

impl WordForm {
    /// Returns the word, without short vowels.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Consumes the word form and returns the word, without short vowels.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Returns the kind of the word form: perfect, a mood of the present, imperative, participle, or verbal noun.
    pub fn kind(&self) -> WordFormKind {
        self.kind
    }

    /// Returns the voice. The voice of imperatives and verbal nouns is active.
    pub fn voice(&self) -> Voice {
        self.voice
    }

    /// Returns the person, or `None` for participles and verbal nouns.
    pub fn person(&self) -> Option<Person> {
        self.person
    }

    /// Returns the gender, or `None` for the first person, the dual of the second person, and verbal nouns.
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Returns the grammatical number, or `None` for verbal nouns.
    pub fn number(&self) -> Option<GrammaticalNumber> {
        self.number
    }
}

impl AsRef<str> for WordForm {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for WordForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

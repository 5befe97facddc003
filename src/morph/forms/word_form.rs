//! A word form of a verb, with its grammatical features.

use alloc::string::String;
use core::fmt;

use crate::morph::kinds::{Gender, GrammaticalNumber, Person, Voice, WordFormKind};

/// A word form of a verb: a word without and with vowel signs, and its grammatical features. `Display` writes the word without vowel signs.
///
/// ```
/// use kalima::morph::{Root, VerbForm, forms};
///
/// let word = forms(Root::new("كتب").unwrap(), VerbForm::II).next().unwrap();
/// assert_eq!((word.text(), word.vocalized()), ("كتب", "كَتَّبَ"));
/// assert_eq!(word.to_string(), "كتب");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WordForm {
    pub(super) text: String,
    pub(super) vocalized: String,
    pub(super) kind: WordFormKind,
    pub(super) voice: Voice,
    pub(super) person: Option<Person>,
    pub(super) gender: Option<Gender>,
    pub(super) number: Option<GrammaticalNumber>,
}

impl WordForm {
    /// Returns the word without vowel signs.
    ///
    /// ```
    /// use kalima::morph::{Root, VerbForm, forms};
    ///
    /// let word = forms(Root::new("رمي").unwrap(), VerbForm::I).next().unwrap();
    /// assert_eq!(word.text(), "رمى");
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Consumes the word form and returns the word without vowel signs.
    ///
    /// ```
    /// use kalima::morph::{Root, VerbForm, forms};
    ///
    /// let words: Vec<String> = forms(Root::new("رمي").unwrap(), VerbForm::I).map(|w| w.into_text()).collect();
    /// assert_eq!(words[..3], ["رمى", "رمت", "رميا"]);
    /// ```
    pub fn into_text(self) -> String {
        self.text
    }

    /// Returns the word with all vowel signs. If the marks are removed, the result is [`text`](WordForm::text).
    ///
    /// - Every consonant has a vowel sign or a sukun. The letter of a long vowel has no mark: the ا of كِتَاب. The letter آ contains its
    ///   vowel.
    /// - A doubled letter has a shadda. The text is in the normalization form NFC, in which the vowel sign precedes the shadda.
    /// - The ا at the start of a word has a vowel sign: اُكْتُبْ, اِسْتَعْمَلَ.
    /// - A verb has the ending of its mood: يَكْتُبُ, يَكْتُبَ, يَكْتُبْ. If the last two radicals are contracted, the jussive and the
    ///   imperative have a fatha: يَمُدَّ.
    /// - A participle or a verbal noun has no case ending: كَاتِب, مُعْطَى. There is one exception: a word that drops its last radical has
    ///   a kasratan: قَاضٍ.
    ///
    /// ```
    /// use kalima::morph::{Root, VerbForm, WordFormKind, forms};
    ///
    /// let root = Root::new("دعو").unwrap();
    /// let words: Vec<_> = forms(root, VerbForm::I).collect();
    /// let first = |kind| words.iter().find(|w| w.kind() == kind).unwrap().vocalized();
    /// assert_eq!(first(WordFormKind::Perfect), "دَعَا");
    /// assert_eq!(first(WordFormKind::Subjunctive), "يَدْعُوَ");
    /// assert_eq!(first(WordFormKind::Imperative), "اُدْعُ");
    /// assert_eq!(first(WordFormKind::ActiveParticiple), "دَاعٍ");
    /// assert_eq!(first(WordFormKind::PassiveParticiple), "مَدْعُوّ");
    /// ```
    pub fn vocalized(&self) -> &str {
        &self.vocalized
    }

    /// Consumes the word form and returns the word with all vowel signs. See [`vocalized`](WordForm::vocalized).
    ///
    /// ```
    /// use kalima::morph::{Root, VerbForm, forms};
    ///
    /// let words: Vec<String> = forms(Root::new("مدد").unwrap(), VerbForm::I).map(|w| w.into_vocalized()).collect();
    /// assert_eq!(words[..3], ["مَدَّ", "مَدَّتْ", "مَدَّا"]);
    /// ```
    pub fn into_vocalized(self) -> String {
        self.vocalized
    }

    /// Returns the kind of the word form: perfect, a mood of the present, imperative, participle, or verbal noun.
    ///
    /// ```
    /// use kalima::morph::{Root, VerbForm, WordFormKind, forms};
    ///
    /// let word = forms(Root::new("كتب").unwrap(), VerbForm::I).next().unwrap();
    /// assert_eq!(word.kind(), WordFormKind::Perfect);
    /// ```
    pub fn kind(&self) -> WordFormKind {
        self.kind
    }

    /// Returns the voice. The voice of imperatives and verbal nouns is active.
    ///
    /// ```
    /// use kalima::morph::{Root, VerbForm, Voice, forms};
    ///
    /// let word = forms(Root::new("كتب").unwrap(), VerbForm::I).next().unwrap();
    /// assert_eq!(word.voice(), Voice::Active);
    /// ```
    pub fn voice(&self) -> Voice {
        self.voice
    }

    /// Returns the person, or `None` for participles and verbal nouns.
    ///
    /// ```
    /// use kalima::morph::{Person, Root, VerbForm, forms};
    ///
    /// let word = forms(Root::new("كتب").unwrap(), VerbForm::I).next().unwrap();
    /// assert_eq!(word.person(), Some(Person::Third));
    /// ```
    pub fn person(&self) -> Option<Person> {
        self.person
    }

    /// Returns the gender, or `None` for the first person, the dual of the second person, and verbal nouns.
    ///
    /// ```
    /// use kalima::morph::{Gender, Root, VerbForm, forms};
    ///
    /// let word = forms(Root::new("كتب").unwrap(), VerbForm::I).next().unwrap();
    /// assert_eq!(word.gender(), Some(Gender::Masculine));
    /// ```
    pub fn gender(&self) -> Option<Gender> {
        self.gender
    }

    /// Returns the grammatical number, or `None` for verbal nouns.
    ///
    /// ```
    /// use kalima::morph::{GrammaticalNumber, Root, VerbForm, forms};
    ///
    /// let word = forms(Root::new("كتب").unwrap(), VerbForm::I).next().unwrap();
    /// assert_eq!(word.number(), Some(GrammaticalNumber::Singular));
    /// ```
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

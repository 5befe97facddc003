//! The part of speech and the features of a reading, by the names of Universal Dependencies.

use alloc::string::String;
use core::fmt;

use super::forms::{WordForm, form_word, forms};
use super::kinds::{Definite, Gender, GrammaticalNumber, Inflection, Mood, PartOfSpeech, Person, Tense, Upos, WordFormKind};
use super::lexeme::{Evidence, Lexeme, Lexicon, lexeme_of};
use super::parse::Parse;
use super::readings::root;
use super::root::Root;
use super::schema::{ALEF, BEH, HAMZA, LAM, NOON, RecordKind, SEEN, SLOT_IJ, SLOT_PC, SLOT_PT, TEH, TemplateKind, YEH};
use super::search::reading::{CLOSED, EMPTY, USER};
use super::user::{StemRole, UserLexicon};
use crate::chars::is_mark;

/// The features of a word that its letters show, by Universal Dependencies. `Display` writes them as a column of CoNLL-U, in alphabetical order and
/// separated by `|`, or `_` if there are none.
///
/// A field is `None` if the feature does not apply, or if the letters do not decide it. For example, the case of a noun is rarely written, and a
/// present in وا is a subjunctive or a jussive. Where two readings have the same letters, the likelier one counts: تكتب is *she writes*, not *you
/// write*, and كتبت is *she wrote*.
///
/// ```
/// use kalima::morph::best;
///
/// assert_eq!(best("يكتبون").unwrap().features().to_string(), "Gender=Masc|Mood=Ind|Number=Plur|Person=3|Tense=Pres");
/// assert_eq!(best("والمدرسات").unwrap().features().to_string(), "Definite=Def|Gender=Fem|Number=Plur");
/// assert_eq!(best("من").unwrap().features().to_string(), "_");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Features {
    /// `Definite`: with the article, or in the construct state before a pronoun.
    pub definite: Option<Definite>,
    /// `Gender`: that of a verb form, of an ending, or of a noun in the dictionary.
    pub gender: Option<Gender>,
    /// `Mood`.
    pub mood: Option<Mood>,
    /// `Number`.
    pub number: Option<GrammaticalNumber>,
    /// `Person` of a verb.
    pub person: Option<Person>,
    /// `Tense`.
    pub tense: Option<Tense>,
}

impl fmt::Display for Features {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let definite = self.definite.map(Definite::name);
        let gender = self.gender.map(|g| match g {
            Gender::Masculine => "Masc",
            Gender::Feminine => "Fem",
        });
        let mood = self.mood.map(Mood::name);
        let number = self.number.map(|n| match n {
            GrammaticalNumber::Singular => "Sing",
            GrammaticalNumber::Dual => "Dual",
            GrammaticalNumber::Plural => "Plur",
        });
        let person = self.person.map(|p| match p {
            Person::First => "1",
            Person::Second => "2",
            Person::Third => "3",
        });
        let tense = self.tense.map(Tense::name);
        let names = ["Definite", "Gender", "Mood", "Number", "Person", "Tense"];
        let mut is_first = true;
        for (name, value) in names.into_iter().zip([definite, gender, mood, number, person, tense]) {
            if let Some(value) = value {
                write!(f, "{}{name}={value}", if is_first { "" } else { "|" })?;
                is_first = false;
            }
        }
        if is_first { f.write_str("_") } else { Ok(()) }
    }
}

/// The person, gender and number of a verb.
type Subject = (Option<Person>, Option<Gender>, Option<GrammaticalNumber>);

impl Parse<'_> {
    /// Returns the part of speech of the stem by Universal Dependencies. Closed words have the one of their list. Nouns,
    /// adjectives and names have that of their lexeme, if the dictionary lists it: رئيس is a noun and محمد a proper noun. كان and its sisters are verbs.
    /// An unknown word is `X`. The function allocates the lemma to find the lexeme.
    ///
    /// ```
    /// use kalima::morph::{Upos, best};
    ///
    /// let upos = |word| best(word).unwrap().upos();
    /// assert_eq!([upos("الذي"), upos("في"), upos("أن"), upos("له")], [Upos::Pron, Upos::Adp, Upos::Sconj, Upos::Adp]);
    /// assert_eq!([upos("كتاب"), upos("كبير"), upos("يكتب"), upos("دمشق")], [Upos::Noun, Upos::Adj, Upos::Verb, Upos::Propn]);
    /// ```
    pub fn upos(&self) -> Upos {
        let r = self.reading();
        match self.part_of_speech() {
            PartOfSpeech::Particle if r.template == EMPTY => Upos::Adp,
            PartOfSpeech::Particle => r.closed_analysis(self.letters()).and_then(|a| Upos::ALL.get(a.upos)).copied().unwrap_or(Upos::Part),
            PartOfSpeech::Verb => Upos::Verb,
            PartOfSpeech::Unknown => Upos::X,
            class => match self.lexeme().map_or(class, |l| l.part_of_speech()) {
                PartOfSpeech::Adjective => Upos::Adj,
                PartOfSpeech::Name => Upos::Propn,
                _ => Upos::Noun,
            },
        }
    }

    /// Returns the lexeme of the dictionary to which the word belongs, with its vowels, tier and plurals. Returns `None` if the dictionary does not list
    /// the word, for closed words, and for words of a [`UserLexicon`], whose lexemes are lines of its text.
    ///
    /// ```
    /// use kalima::morph::best;
    ///
    /// assert_eq!(best("وكتبهم").unwrap().lexeme().unwrap().vocalized(), "كِتَاب");
    /// assert_eq!(best("يستقبلون").unwrap().lexeme().unwrap().vocalized(), "اِسْتَقْبَلَ");
    /// assert_eq!(best("في").unwrap().lexeme(), None);
    /// ```
    pub fn lexeme(&self) -> Option<Lexeme> {
        let r = self.reading();
        if matches!(r.template, CLOSED | EMPTY) || r.is_user {
            return None;
        }
        let lemma = self.lemma();
        let own_root = Root::from_codes(r.root).or_else(|| r.listed_root(self.letters()).and_then(Root::from_codes));
        let class = self.part_of_speech();
        let is_plural = r.singular != 0 || r.template().is_some_and(|t| t.kind == TemplateKind::Plural);
        let evidence = match (is_plural, self.letters().has_marks) {
            (true, _) => Evidence::Plural(self.stem()),
            (_, true) => Evidence::Marks(self.stem()),
            _ => Evidence::None,
        };
        if own_root.is_some() {
            // A noun from another root than its lemma: نساء.
            let suppletive = || lexeme_of(Some(root(&lemma)?), &lemma, class, None, evidence);
            return lexeme_of(own_root, &lemma, class, self.verb_form(), evidence).or_else(suppletive);
        }
        // The dictionary lists an Arabic name under its root: لبنان.
        let lemma = lemma.strip_suffix('ى').map_or(lemma.clone(), |stem| String::from(stem) + "ي");
        // A text without hamzas writes ا for أ and إ.
        let with_hamza =
            |hamza: &str| lemma.strip_prefix('ا').and_then(|rest| lexeme_of(None, &(String::from(hamza) + rest), class, None, evidence));
        lexeme_of(None, &lemma, class, None, evidence)
            .or_else(|| with_hamza("أ"))
            .or_else(|| with_hamza("إ"))
            .or_else(|| lexeme_of(Some(root(self.word())?), &lemma, class, None, evidence))
    }

    /// Returns the lemma with its vowels: that of the lexeme, of the closed word, or of the participle or verbal noun that follows from a verb of the
    /// dictionary. Nouns have no case ending, and verbs end in their last vowel. Returns `None` if the dictionary does not decide the vowels. The
    /// vowels of a word of a [`UserLexicon`] are those of its line; if the line of a noun has none, the result is `None`. The search for the line of
    /// a verb takes time in proportion to the number of lexemes.
    ///
    /// ```
    /// use kalima::morph::best;
    ///
    /// let lemma = |word| best(word).unwrap().vocalized_lemma();
    /// assert_eq!(lemma("وكتبهم").as_deref(), Some("كِتَاب"));
    /// assert_eq!(lemma("تطويرها").as_deref(), Some("تَطْوِير"));
    /// assert_eq!(lemma("منها").as_deref(), Some("مِنْ"));
    /// assert_eq!(lemma("قططططط"), None);
    /// ```
    pub fn vocalized_lemma(&self) -> Option<String> {
        let r = self.reading();
        if let Some(user) = self.lexicon() {
            return self.vocalized_user_lemma(user);
        }
        match r.template {
            CLOSED => r.closed_analysis(self.letters()).map(|a| a.lemma.into()),
            EMPTY => match r.prefix().particle {
                BEH => Some("بِ".into()),
                LAM => Some("لِ".into()),
                _ => None,
            },
            _ => self.lexeme().map(|l| l.vocalized()).or_else(|| self.vocalized_derivative()),
        }
    }

    /// Returns the lemma of a word of a user lexicon with its vowels.
    fn vocalized_user_lemma(&self, user: &UserLexicon) -> Option<String> {
        let r = self.reading();
        let has_marks = |word: &str| word.chars().any(is_mark);
        if r.template == USER {
            return Some(user.lemma_of_stem(r.root, self.inflection() == Inflection::Relative)).filter(|lemma| has_marks(lemma));
        }
        let root = self.root()?;
        let Some(form) = self.verb_form() else {
            let lemma = self.lemma();
            let words = user.verbs_of_root(root).flat_map(|(form, _)| forms(root, form));
            let is_noun = |w: &WordForm| {
                use WordFormKind::{ActiveParticiple, PassiveParticiple, VerbalNoun};
                matches!(w.kind(), ActiveParticiple | PassiveParticiple | VerbalNoun)
            };
            return words.filter(is_noun).find(|w| w.text() == lemma).map(WordForm::into_vocalized);
        };
        let perfect = user.verbs_of_root(root).find(|(f, _)| *f == form).and_then(|(_, perfect)| perfect).filter(|word| has_marks(word));
        perfect.map(String::from).or_else(|| form_word(root, form, None, WordFormKind::Perfect))
    }

    /// Returns the participle or verbal noun with the letters of the lemma, of the commonest verb that has one.
    fn vocalized_derivative(&self) -> Option<String> {
        let (root, lemma) = (self.root()?, self.lemma());
        let same_letters = |word: &String| word.chars().filter(|c| !is_mark(*c)).eq(lemma.chars());
        let verbs = || Lexicon.of_root(root).filter(|l| l.verb_form().is_some());
        let participles = || {
            let words = verbs().filter_map(|l| l.verb_form()).flat_map(move |form| forms(root, form));
            let is_participle = |w: &WordForm| matches!(w.kind(), WordFormKind::ActiveParticiple | WordFormKind::PassiveParticiple);
            words.filter(is_participle).map(WordForm::into_vocalized).find(same_letters)
        };
        verbs().flat_map(|l| l.verbal_nouns()).find(same_letters).or_else(participles)
    }

    /// Returns the features of the word that its letters show. See [`Features`] for an example. A closed word and an unknown word have no features.
    pub fn features(&self) -> Features {
        match self.part_of_speech() {
            PartOfSpeech::Verb => self.verb_features(),
            PartOfSpeech::Particle | PartOfSpeech::Unknown => Features::default(),
            _ => self.noun_features(),
        }
    }

    fn verb_features(&self) -> Features {
        let (prefix, inflection) = (self.reading().prefix(), self.inflection());
        let text = self.reading().inflection().text;
        let slots = self.reading().template().map_or(0, |t| t.slots);
        let (person, gender, number) = self.subject(inflection, text);
        let tense = match inflection {
            Inflection::Perfect => Some(Tense::Past),
            Inflection::Present if prefix.particle == SEEN => Some(Tense::Future),
            Inflection::Present => Some(Tense::Present),
            _ => None,
        };
        let mood = match inflection {
            Inflection::Imperative => Some(Mood::Imperative),
            Inflection::Present if matches!(text, "ون" | "ين" | "ان") || prefix.particle == SEEN => Some(Mood::Indicative),
            Inflection::Present if prefix.particle == LAM => Some(Mood::Subjunctive),
            Inflection::Present if text.is_empty() && slots == SLOT_IJ => Some(Mood::Jussive),
            _ => None,
        };
        Features { gender, mood, number, person, tense, ..Features::default() }
    }

    /// Returns the person, gender and number of a verb with the inflection `text`.
    fn subject(&self, inflection: Inflection, text: &str) -> Subject {
        use Gender::{Feminine, Masculine};
        use GrammaticalNumber::{Dual, Plural, Singular};
        use Person::{First, Second, Third};
        let of = |person, gender, number| (Some(person), gender, Some(number));
        let present = self.reading().prefix().present;
        // An ending ت that is also the ت of *I* and *you* is rather that of *she*.
        let is_she = self.reading().inflection().slots & SLOT_PT != 0 || self.reading().inflection().slots & SLOT_PC == 0;
        match (inflection, text) {
            (Inflection::Perfect, "ت") if !is_she => (None, None, Some(Singular)),
            (Inflection::Perfect, "ت") => of(Third, Some(Feminine), Singular),
            (Inflection::Perfect, "وا" | "و") => of(Third, Some(Masculine), Plural),
            (Inflection::Perfect, "نا") => of(First, None, Plural),
            (Inflection::Perfect, "تم" | "تمو") => of(Second, Some(Masculine), Plural),
            (Inflection::Perfect, "تن") => of(Second, Some(Feminine), Plural),
            (Inflection::Perfect, "تما") => of(Second, None, Dual),
            (Inflection::Perfect, "ا") => of(Third, Some(Masculine), Dual),
            (Inflection::Perfect, "تا") => of(Third, Some(Feminine), Dual),
            (Inflection::Perfect, "ن") => of(Third, Some(Feminine), Plural),
            (Inflection::Perfect, _) => of(Third, Some(Masculine), Singular),
            (Inflection::Imperative, "وا" | "و") => of(Second, Some(Masculine), Plural),
            (Inflection::Imperative, "ي") => of(Second, Some(Feminine), Singular),
            (Inflection::Imperative, "ا") => of(Second, None, Dual),
            (Inflection::Imperative, "ن") => of(Second, Some(Feminine), Plural),
            (Inflection::Imperative, _) => of(Second, Some(Masculine), Singular),
            (_, _) if present == NOON => of(First, None, Plural),
            (_, _) if matches!(present, HAMZA | ALEF) => of(First, None, Singular),
            (_, "ون" | "وا" | "و") if present == YEH => of(Third, Some(Masculine), Plural),
            (_, "ون" | "وا" | "و") => of(Second, Some(Masculine), Plural),
            (_, "ين" | "ي") => of(Second, Some(Feminine), Singular),
            (_, "ان" | "ا") if present == YEH => of(Third, Some(Masculine), Dual),
            (_, "ان" | "ا") => (None, None, Some(Dual)),
            (_, "ن") if present == YEH => of(Third, Some(Feminine), Plural),
            (_, "ن") => of(Second, Some(Feminine), Plural),
            (_, _) if present == TEH => of(Third, Some(Feminine), Singular),
            (_, _) => of(Third, Some(Masculine), Singular),
        }
    }

    fn noun_features(&self) -> Features {
        use Gender::{Feminine, Masculine};
        use GrammaticalNumber::{Dual, Plural, Singular};
        let r = self.reading();
        let inflection = self.inflection();
        let definite = match inflection {
            _ if self.has_article() => Some(Definite::Article),
            _ if r.pronoun != 0 => Some(Definite::Construct),
            Inflection::Accusative => Some(Definite::Indefinite),
            _ => None,
        };
        let text = r.inflection().text;
        let user = self.user_stem();
        let is_user_plural = user.is_some_and(|(role, _)| matches!(role, StemRole::Plural | StemRole::PluralInTeh));
        let is_broken = r.singular != 0 || is_user_plural || r.template().is_some_and(|t| t.kind == TemplateKind::Plural);
        let own_gender = || match user {
            Some((role, kind)) => user_gender(role, kind),
            None => self.lexeme().and_then(|l| l.gender()),
        };
        let (gender, number) = match inflection {
            Inflection::FemininePlural => (Some(Feminine), Plural),
            Inflection::MasculinePlural => (Some(Masculine), Plural),
            Inflection::Dual => (if text.starts_with('ت') { Some(Feminine) } else { own_gender() }, Dual),
            Inflection::Feminine => (Some(Feminine), if is_broken { Plural } else { Singular }),
            Inflection::Relative => match text {
                "يون" | "يين" => (Some(Masculine), Plural),
                "يات" => (Some(Feminine), Plural),
                "يان" => (Some(Masculine), Dual),
                "يتان" | "يتين" => (Some(Feminine), Dual),
                "ي" | "يا" => (Some(Masculine), Singular),
                _ => (Some(Feminine), Singular),
            },
            _ if is_broken => (own_gender(), Plural),
            _ if self.part_of_speech() == PartOfSpeech::Adjective => (Some(Masculine), Singular),
            _ => (own_gender(), Singular),
        };
        Features { definite, gender, number: Some(number), ..Features::default() }
    }
}

/// Returns the gender of a noun or of the name of a person in a user lexicon.
fn user_gender(role: StemRole, kind: Option<RecordKind>) -> Option<Gender> {
    match kind? {
        RecordKind::FeminineNoun | RecordKind::FeminineName => Some(Gender::Feminine),
        RecordKind::Noun if matches!(role, StemRole::NounInTeh) => Some(Gender::Feminine),
        // The gender of a broken plural is that of its singular, which another stem has.
        RecordKind::Noun if matches!(role, StemRole::Plural | StemRole::PluralInTeh) => None,
        RecordKind::Noun | RecordKind::MasculineNoun | RecordKind::MasculineName => Some(Gender::Masculine),
        _ => None,
    }
}

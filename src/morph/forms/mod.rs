//! The word forms of a root in a verb form: the conjugated verb, its participles and its verbal nouns. The verb forms I to X require roots
//! of three radicals. The verb forms Q1, Q2 and Q4 require roots of four radicals.
//!
//! | file | content |
//! |---|---|
//! | `word_form` | a word and its grammatical features |
//! | `spell` | writes a word with Latin vowels in Arabic letters, without and with vowel signs |
//! | `verb` | the stems and the endings of a verb |

mod spell;
mod verb;
mod word_form;

use alloc::string::String;
use alloc::vec::{self, Vec};

use self::verb::Verb;
use super::grammar::dictionary;
use super::kinds::{VerbForm, Vowel, WordFormKind};
use super::root::Root;
use crate::debug::{FirstItems, short_debug};

pub use word_form::WordForm;

/// An iterator over the word forms of a root in a verb form. See [`forms`] and [`forms_with_vowels`].
///
/// ```
/// use kalima::morph::{Root, VerbForm, forms};
///
/// let mut words = forms(Root::new("كتب").unwrap(), VerbForm::VIII);
/// assert_eq!(words.next().unwrap().text(), "اكتتب");
/// assert_eq!(words.map(|w| w.into_vocalized()).next().unwrap(), "اِكْتَتَبَتْ");
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct Forms(vec::IntoIter<WordForm>);

short_debug!([] Forms, "Forms", |f| { left: FirstItems(f.0.as_slice().iter().map(WordForm::text)) });

impl Forms {
    /// Returns the word forms of a verb. The result is empty if the root cannot have the verb form.
    fn of(verb: &Verb) -> Forms {
        let mut out = Vec::new();
        if verb.exists() {
            verb.all(&mut out);
        }
        Forms(out.into_iter())
    }
}

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

/// Returns the word forms of a root in a verb form. Each word form has a spelling without vowel signs ([`WordForm::text`]) and a spelling
/// with all vowel signs ([`WordForm::vocalized`]). The word forms are:
///
/// - the perfect, present, subjunctive and jussive in every person, gender and number, and the imperative in every gender and number of the
///   second person;
/// - the active participle (nominative, indefinite);
/// - if the verb form has a passive: the passive participle, and the passive perfect, present, subjunctive and jussive in every person,
///   gender and number. The letters of a passive word are often the letters of the active word, but the vowels differ: كَتَبَ, كُتِبَ;
/// - the verbal nouns.
///
/// The function conjugates every root, even if the Arabic language does not use the verb. The result is empty in two cases. First, the verb
/// form requires another number of radicals than the root has. Second, the verb form is IX, and the root has a hamza, equal second and
/// third radicals, or a weak first or third radical. The imperative of رأى in form I is omitted.
///
/// No rule determines the vowels after the second radical in form I. If a root has a weak radical (و or ي) or a hamza, the letters depend on
/// these vowels, too. The function takes the vowels of the commonest verb of the root in the dictionary: شَرِبَ يَشْرَبُ. If the dictionary has no
/// verb of form I, it follows a common model, such as كَتَبَ يَكْتُبُ, قَالَ, بَاعَ, رَمَى, دَعَا, قَرَأَ or وَصَلَ. If the root has several verbs of form I,
/// [`Lexicon`](super::Lexicon) lists them with their vowels, and [`forms_with_vowels`] conjugates each of them.
///
/// The root does not determine the verbal noun of form I, so the function returns only the pattern فَعْل.
///
/// The results of [`parses`](super::parses) for a word form contain a reading with the root, with four exceptions:
///
/// - The same letters may belong to a more probable root that has و instead of ي, or ي instead of و.
/// - [`parses`](super::parses) returns at most eight readings, and other readings may have lower costs.
/// - A last radical ت or ن may be merged with the ending.
/// - At most one word form in a thousand has a shape that is too rare for a template of the grammar.
///
/// A test checks the word forms of every seventh listed root.
///
/// ```
/// use kalima::morph::{Root, VerbForm, WordFormKind, forms};
///
/// let root = Root::new("قول").unwrap();
/// let perfects = forms(root, VerbForm::I).filter(|f| f.kind() == WordFormKind::Perfect);
/// let words: Vec<String> = perfects.map(|f| f.into_text()).collect();
/// assert_eq!(words[..4], ["قال", "قالت", "قالا", "قالتا"]);
/// assert!(words.contains(&"قلتم".to_owned()) && words.contains(&"قيل".to_owned()));
///
/// let noun = forms(root, VerbForm::X).find(|f| f.kind() == WordFormKind::VerbalNoun).unwrap();
/// assert_eq!((noun.text(), noun.vocalized()), ("استقالة", "اِسْتِقَالَة"));
/// assert_eq!(forms(root, VerbForm::Q1).count(), 0);
/// ```
pub fn forms(root: Root, form: VerbForm) -> Forms {
    let listed = if form == VerbForm::I { dictionary::vowels(root.codes()) } else { None };
    let vowels = listed.and_then(|n| Some((*Vowel::ALL.get(n / 3)?, *Vowel::ALL.get(n % 3)?)));
    verb(root, form, vowels).map_or(Forms(Vec::new().into_iter()), |verb| Forms::of(&verb))
}

/// Returns the verb of a root in a verb form, or `None` if the form requires another number of radicals.
fn verb(root: Root, form: VerbForm, vowels: Option<(Vowel, Vowel)>) -> Option<Verb> {
    let letters: Vec<char> = root.letters().collect();
    let quadriliteral = matches!(form, VerbForm::Q1 | VerbForm::Q2 | VerbForm::Q4);
    ((letters.len() == 4) == quadriliteral).then(|| Verb::with_vowels(&letters, form, vowels))
}

/// Returns the participles of a verb in the masculine singular, and its regular verbal nouns, without vowel signs. Form I has no regular verbal noun.
/// The second field is true for a participle.
pub(super) fn derivatives(root: Root, form: VerbForm) -> Vec<(String, bool)> {
    let words = verb(root, form, None).filter(Verb::exists).map_or(Vec::new(), |verb| verb.derivatives());
    words.into_iter().filter(|(_, is_participle)| *is_participle || form != VerbForm::I).collect()
}

/// Returns one word of a verb with all vowel signs. See [`Verb::word`].
pub(super) fn form_word(root: Root, form: VerbForm, vowels: Option<(Vowel, Vowel)>, kind: WordFormKind) -> Option<String> {
    verb(root, form, vowels)?.word(kind)
}

/// Returns the word forms of a root in form I with the given vowels after the second radical. `perfect` is the vowel of the perfect, and
/// `present` is the vowel of the present, the subjunctive, the jussive and the imperative. The word forms are the word forms of [`forms`].
///
/// One root may have several verbs of form I, which differ only in these vowels: حَسَبَ يَحْسُبُ (to count) and حَسِبَ يَحْسَبُ (to think).
/// Dictionaries state both vowels. The vowels of a hollow verb are the vowels before the contraction:
///
/// | verb | vowels | model |
/// |---|---|---|
/// | نَامَ يَنَامُ | i, a | شَرِبَ يَشْرَبُ |
/// | قَالَ يَقُولُ | a, u | كَتَبَ يَكْتُبُ |
/// | بَاعَ يَبِيعُ | a, i | ضَرَبَ يَضْرِبُ |
///
/// A first radical و is dropped in the present if the present has the vowel i (يَصِلُ), or if both vowels are a (يَضَعُ). If the vowels are i
/// and a, the present keeps the و (يَوْجَلُ), except in a few listed verbs such as يَسَعُ.
///
/// The function conjugates the verb with any vowels, even if no verb of Arabic has these vowels. The passive, the participles and the
/// verbal noun do not depend on the vowels. There is one exception: the passive participle of رَضِيَ, whose last radical is و, is مَرْضِيّ. The
/// result is empty if the root has four radicals.
///
/// ```
/// use kalima::morph::{Root, Vowel, WordFormKind, forms_with_vowels};
///
/// let verb = |root, perfect, present| {
///     let words: Vec<_> = forms_with_vowels(Root::new(root).unwrap(), perfect, present).collect();
///     let first = |kind| words.iter().find(|w| w.kind() == kind).unwrap().vocalized().to_owned();
///     [first(WordFormKind::Perfect), first(WordFormKind::Present), first(WordFormKind::Imperative)]
/// };
/// assert_eq!(verb("حسب", Vowel::A, Vowel::U), ["حَسَبَ", "يَحْسُبُ", "اُحْسُبْ"]);
/// assert_eq!(verb("حسب", Vowel::I, Vowel::A), ["حَسِبَ", "يَحْسَبُ", "اِحْسَبْ"]);
/// assert_eq!(verb("نوم", Vowel::I, Vowel::A), ["نَامَ", "يَنَامُ", "نَمْ"]);
/// assert_eq!(verb("وجل", Vowel::I, Vowel::A), ["وَجِلَ", "يَوْجَلُ", "اِيجَلْ"]);
///
/// let words: Vec<_> = forms_with_vowels(Root::new("نوم").unwrap(), Vowel::I, Vowel::A).map(|w| w.into_vocalized()).collect();
/// assert!(words.contains(&"نِمْتُ".to_owned()));
/// ```
pub fn forms_with_vowels(root: Root, perfect: Vowel, present: Vowel) -> Forms {
    let letters: Vec<char> = root.letters().collect();
    if letters.len() == 3 {
        Forms::of(&Verb::with_vowels(&letters, VerbForm::I, Some((perfect, present))))
    } else {
        Forms(Vec::new().into_iter())
    }
}

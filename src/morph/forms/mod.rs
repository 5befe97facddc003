//! All word forms of a root in a verb form: the conjugated verb, its participles and its verbal nouns.
//!
//! | file | content |
//! |---|---|
//! | `word_form` | a word and its grammatical features |
//! | `spell` | the written form of a word whose vowels are given |
//! | `verb` | the stems and the endings of a verb |

mod spell;
mod verb;
mod word_form;

use alloc::vec::{self, Vec};

use self::verb::Verb;
use super::kinds::VerbForm;
use super::root::Root;
use crate::debug::{FirstItems, short_debug};

pub use word_form::WordForm;

/// An iterator over the word forms of a root in a verb form. See [`forms`].
#[derive(Clone)]
#[must_use = "iterators are lazy"]
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

/// Returns all word forms of a root in a verb form: the perfect, present, subjunctive, jussive and imperative in every person, gender and number;
/// the passive word forms whose letters differ from the letters of the active; the participles (nominative, indefinite); and the verbal nouns.
///
/// The function conjugates every root, even if the Arabic language does not use the verb. There are two exceptions, for which the function
/// returns no word forms: the verb form requires another number of radicals than the root has; or the form is IX and the root has a hamza, a
/// doubled radical, or a weak first or last radical.
///
/// If a radical of form I is weak or a hamza, the letters of the verb depend on vowels that no rule determines. Verbs like خاف, نسي and سعى are
/// listed; all other verbs follow the model of قال, باع, رمى, دعا or قرأ. The root does not determine the verbal noun of form I either; the
/// function returns only the pattern فعل.
///
/// [`parses`](super::parses) of each word form contains a reading with the root, with four exceptions. First, a root with و instead of ي, or with ي
/// instead of و, may be likelier, because the letters do not distinguish the two roots. Second, the word may have eight cheaper readings. Third, a
/// last radical ت or ن may have merged with the ending. Fourth, about one word form in two thousand has a shape that is too rare for a template. A
/// test checks these statements for every seventh listed root.
///
/// ```
/// use kalima::morph::{Root, VerbForm, WordFormKind, forms};
///
/// let root = Root::new("قول").unwrap();
/// let perfects = forms(root, VerbForm::I).filter(|f| f.kind() == WordFormKind::Perfect);
/// let words: Vec<String> = perfects.map(|f| f.into_text()).collect();
/// assert_eq!(words[..4], ["قال", "قالت", "قالا", "قالتا"]);
/// assert!(words.contains(&"قلتم".to_owned()) && words.contains(&"قيل".to_owned()));
/// let noun = forms(root, VerbForm::X).find(|f| f.kind() == WordFormKind::VerbalNoun).unwrap();
/// assert_eq!(noun.text(), "استقالة");
/// assert_eq!(forms(root, VerbForm::Q1).count(), 0);
/// ```
pub fn forms(root: Root, form: VerbForm) -> Forms {
    let letters: Vec<char> = root.letters().collect();
    let quadriliteral = matches!(form, VerbForm::Q1 | VerbForm::Q2 | VerbForm::Q4);
    let mut out = Vec::new();
    if (letters.len() == 4) == quadriliteral {
        let verb = Verb::new(&letters, form);
        if verb.exists() {
            verb.all(&mut out);
        }
    }
    Forms(out.into_iter())
}

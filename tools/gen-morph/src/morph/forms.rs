//! The regular derivatives of a verb: its participles and its verbal nouns.

#[path = "../../../../src/morph/forms/spell.rs"]
mod spell;
#[path = "../../../../src/morph/forms/verb.rs"]
mod verb;
#[path = "../../../../src/morph/forms/word_form.rs"]
#[allow(dead_code, unreachable_pub, reason = "the generator uses participles and verbal nouns only")]
mod word_form;

use super::kinds::{GrammaticalNumber, VerbForm, Vowel, WordFormKind};

/// Returns the participles of a verb in the singular, and its verbal nouns, without vowels. Form I has no verbal noun, because its pattern does
/// not follow from the root. The second field is true for a participle.
pub(crate) fn derivatives(root: &str, form: VerbForm) -> Vec<(String, bool)> {
    let letters: Vec<char> = root.chars().collect();
    let is_quadriliteral = matches!(form, VerbForm::Q1 | VerbForm::Q2 | VerbForm::Q4);
    let verb = verb::Verb::with_vowels(&letters, form, None);
    if (letters.len() == 4) != is_quadriliteral || !verb.exists() {
        return Vec::new();
    }
    let mut words = Vec::new();
    verb.all(&mut words);
    let derived = words.into_iter().filter_map(|w| match w.kind {
        WordFormKind::ActiveParticiple | WordFormKind::PassiveParticiple if w.number == Some(GrammaticalNumber::Singular) => {
            Some((w.text, true))
        }
        WordFormKind::VerbalNoun if form != VerbForm::I => Some((w.text, false)),
        _ => None,
    });
    derived.collect()
}

/// Returns the vowels of a verb of form I as [`Record::vowels`](crate::schema::Record::vowels) stores them: those with which the conjugator makes
/// the perfect and the present. Returns 0 if there are none.
pub(crate) fn vowels(root: &str, perfect: &str, present: &str) -> u8 {
    let letters: Vec<char> = root.chars().collect();
    let all = [Vowel::A, Vowel::I, Vowel::U];
    let pairs = all.into_iter().flat_map(|first| all.into_iter().map(move |second| (first, second)));
    let fits = |vowels: (Vowel, Vowel)| {
        let verb = verb::Verb::with_vowels(&letters, VerbForm::I, Some(vowels));
        verb.word(WordFormKind::Perfect).as_deref() == Some(perfect) && verb.word(WordFormKind::Present).as_deref() == Some(present)
    };
    (1..).zip(pairs).find(|(_, vowels)| fits(*vowels)).map_or(0, |(number, _)| number)
}

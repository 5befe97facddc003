//! Generates the spellings of a word for query expansion: with other clitics, and with other spellings of the hamzas and the last letter.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::join::desegment;
use super::segment::free_form;
use crate::morph::letters::Letters;
use crate::morph::{self, Inflection, PartOfSpeech, SegmentKind};

/// The maximal number of spellings that [`expand`] returns.
pub const MAX_EXPANSIONS: usize = 256;

/// The sequences of proclitics that [`expand`] adds to a noun without a pronoun. Adjectives, loan words and unknown stems count as nouns.
/// [`desegment`] joins the proclitics to the word by the rules of spelling.
const BEFORE_NOUN: [&[&str]; 16] = [
    &[],
    &["ال"],
    &["و"],
    &["و", "ال"],
    &["ب"],
    &["ب", "ال"],
    &["ل"],
    &["ل", "ال"],
    &["ك"],
    &["ك", "ال"],
    &["ف"],
    &["ف", "ال"],
    &["و", "ب"],
    &["و", "ب", "ال"],
    &["و", "ل"],
    &["و", "ل", "ال"],
];
/// The sequences of proclitics that [`expand`] adds to a verb in the perfect or imperative, a particle or a noun in the accusative.
const BEFORE_PERFECT: [&[&str]; 3] = [&[], &["و"], &["ف"]];
/// The sequences of proclitics that [`expand`] adds to a verb in the present.
const BEFORE_PRESENT: [&[&str]; 8] = [&[], &["و"], &["ف"], &["س"], &["و", "س"], &["ف", "س"], &["ل"], &["و", "ل"]];
/// The sequences of proclitics that [`expand`] adds to a name.
const BEFORE_NAME: [&[&str]; 8] = [&[], &["و"], &["ب"], &["ل"], &["ك"], &["ف"], &["و", "ب"], &["و", "ل"]];
/// The sequences of proclitics that [`expand`] adds to a noun with a pronoun.
const BEFORE_BOUND: [&[&str]; 4] = [&[], &["و"], &["ب"], &["ل"]];
/// The pronouns that [`expand`] adds to a noun.
const AFTER_NOUN: [&str; 8] = ["ه", "ها", "هم", "نا", "ي", "ك", "كم", "هما"];
/// The pronouns that [`expand`] adds to a verb.
const AFTER_VERB: [&str; 8] = ["ه", "ها", "هم", "نا", "ني", "ك", "كم", "هما"];

/// Returns the spellings in which a text may contain a word. Use the spellings for query expansion if the documents cannot be indexed
/// again. The spellings differ from the word in
///
/// - the clitics: conjunctions, prepositions, the article, the future particle س, and pronouns;
/// - the hamzas: أ, إ and آ may become ا, and an initial ا may become أ or إ;
/// - the last letter, in spellings without a pronoun: ى may become ي, ي may become ى, and ة may become ه.
///
/// The first spelling is the word itself, without marks and tatweel. The stem with other proclitics follows, and then the stem with
/// proclitics and pronouns. The result has no duplicates and at most [`MAX_EXPANSIONS`] spellings. The order is the same in each call. The
/// inflection of the stem does not change: the spellings of مدارس do not include مدرسة.
///
/// A word without Arabic letters, and a word of more than 24 letters, has one spelling, which is the unchanged word. A preposition with a
/// pronoun (له) also has one spelling. The result for the empty word is empty.
///
/// ```
/// use kalima::clitic::expand;
///
/// let all = expand("بالمدرسة");
/// assert_eq!(all[0], "بالمدرسة");
/// for form in ["مدرسة", "والمدرسة", "للمدرسة", "المدرسه", "مدرستها", "لمدرسته"] {
///     assert!(all.iter().any(|w| w == form), "{form}");
/// }
/// assert!(expand("إعلان").contains(&"الاعلان".to_owned()));
/// assert_eq!(expand("Zürich"), ["Zürich"]);
/// ```
pub fn expand(word: &str) -> Vec<String> {
    let Some(best) = morph::best_of_letters(word) else {
        return if word.is_empty() { Vec::new() } else { vec![word.to_owned()] };
    };
    let mut all = Expansions(Vec::new());
    let plain = |text: &str| Letters::of(text).map_or(String::new(), |l| l.spelled().iter().collect());
    all.push(plain(word));
    let Some(stem) = best.segments().find(|s| s.kind() == SegmentKind::Stem) else { return all.0 };
    let bound = stem.range().end < word.len();
    let stem = plain(&free_form(&best, stem.text(), stem.range().start, bound));
    let (before, after): (&[&[&str]], &[&str]) = match (best.part_of_speech(), best.inflection()) {
        (PartOfSpeech::Verb, Inflection::Present) => (&BEFORE_PRESENT, &AFTER_VERB),
        (PartOfSpeech::Verb, _) => (&BEFORE_PERFECT, &AFTER_VERB),
        (PartOfSpeech::Particle, _) => (&BEFORE_PERFECT, &[]),
        (PartOfSpeech::Name, _) => (&BEFORE_NAME, &[]),
        (_, Inflection::Accusative) => (&BEFORE_PERFECT, &[]),
        _ => (&BEFORE_NOUN, &AFTER_NOUN),
    };
    let bound_before = if best.part_of_speech() == PartOfSpeech::Verb { before } else { &BEFORE_BOUND[..] };
    for spelling in ends(&stem).iter().flat_map(|s| hamzas(s)) {
        for clitics in before {
            all.push(desegment(clitics.iter().copied().chain([spelling.as_str()])));
        }
    }
    for spelling in hamzas(&stem) {
        for clitics in bound_before {
            for pronoun in after {
                all.push(desegment(clitics.iter().copied().chain([spelling.as_str(), pronoun])));
            }
        }
    }
    all.0
}

/// A list of words. [`push`](Expansions::push) ignores an empty word, a word that is already in the list, and every word after the first
/// [`MAX_EXPANSIONS`].
struct Expansions(Vec<String>);

impl Expansions {
    fn push(&mut self, word: String) {
        if self.0.len() < MAX_EXPANSIONS && !word.is_empty() && !self.0.contains(&word) {
            self.0.push(word);
        }
    }
}

/// Returns the spellings of a word that differ in the last letter. The first spelling is the unchanged word. A second spelling follows in
/// three cases: a final ى becomes ي, a final ي becomes ى, and a final ة becomes ه.
fn ends(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let other = match word.chars().next_back() {
        Some('ى') => 'ي',
        Some('ي') => 'ى',
        Some('ة') => 'ه',
        _ => return all,
    };
    let mut changed = word.to_owned();
    changed.pop();
    changed.push(other);
    all.push(changed);
    all
}

/// Returns the spellings of a word that differ in the hamzas, without duplicates:
///
/// - the unchanged word;
/// - the word with ا for each أ, إ and آ: اسبانيا for إسبانيا;
/// - only if the word starts with ا: the preceding spelling with أ as its first letter, and the preceding spelling with إ as its first
///   letter: أسلام and إسلام for اسلام.
fn hamzas(word: &str) -> Vec<String> {
    let mut all = Expansions(vec![word.to_owned()]);
    let bare: String = word.chars().map(|c| if matches!(c, 'أ' | 'إ' | 'آ') { 'ا' } else { c }).collect();
    if let Some(rest) = bare.strip_prefix('ا') {
        let written = word.chars().next();
        all.push(bare.clone());
        // Writers often omit the hamza of an initial أ or إ, so an initial ا may represent أ or إ. A written hamza is intended, so the
        // function never replaces أ by إ or إ by أ.
        if written == Some('ا') {
            all.push(["أ", rest].concat());
            all.push(["إ", rest].concat());
        }
    } else {
        all.push(bare);
    }
    all.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        for (word, expected) in [
            ("مستشفى", "بالمستشفي"),
            ("اسلام", "للإسلام"),
            ("إسبانيا", "باسبانيا"),
            ("يكتبون", "وسيكتبون"),
            ("كتبوا", "كتبوها"),
            ("والمدارس", "مدارسنا"),
            ("لجنة", "للجنة"),
            ("مِنَ", "ومن"),
        ] {
            assert!(expand(word).iter().any(|w| w == expected), "{word} {expected} {:?}", expand(word));
        }
        assert_eq!(expand("له"), ["له"]);
        assert!(expand("").is_empty());
    }
}

//! The conjugation of a verb. In this file a word is a string of Arabic consonants and Latin vowels: `a`, `i` and `u` are short vowels,
//! `A`, `I` and `U` are long vowels, `Y` is a final ى, `O` is the silent ا of وا, and `N` is the tanwin of a final kasra. For example,
//! كِتَاب is `كiتAب`.
//!
//! A stem has four parts: the head, the second-to-last consonant, the vowel after this consonant, and the last consonant. The parts of
//! كَتَب are `كa`, `ت`, `a` and `ب`. [`Verb::join`] joins a stem and an ending by the rules of weak and doubled radicals. Then `spell`
//! writes the word in Arabic letters, without and with vowel signs.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::spell::{Spelling, spell};
use super::word_form::WordForm;
use crate::morph::kinds::{Gender, GrammaticalNumber, Person, VerbForm, Voice, Vowel, WordFormKind};

/// Roots with the first radical و whose present has the vowel a and drops the و, although their perfect has the vowel i: وسع يسع. The dictionary
/// lists the vowels of all verbs, but not that these verbs drop the و.
const WAW_DROPPED: &[&str] = &["وسع", "وطء", "وذر", "ولغ"];

/// A verb: a root in a verb form.
pub(super) struct Verb {
    /// The radicals from the first to the last. If the root has three radicals, the fourth element is NUL.
    radicals: [char; 4],
    form: VerbForm,
    /// The vowels after the second radical in form I: first the vowel of the perfect, then the vowel of the present.
    vowels: (char, char),
    /// True if the present active of form I drops the first radical و: يضع.
    drops_waw: bool,
    /// True if the root is رءي. The verb drops the hamza in the present of form I (يرى) and in form IV (أرى).
    is_raa: bool,
}

/// A stem in four parts: the head (all letters and vowels before the last two consonants), the second-to-last consonant, the vowel after
/// the second-to-last consonant, and the last consonant.
struct Stem {
    head: String,
    c2: char,
    vowel: char,
    c3: char,
}

/// Returns whether a radical is weak. The weak radicals are و and ي.
fn weak(c: char) -> bool {
    matches!(c, 'و' | 'ي')
}

/// Returns the Latin letter of a vowel.
fn letter_of(vowel: Vowel) -> char {
    match vowel {
        Vowel::A => 'a',
        Vowel::I => 'i',
        Vowel::U => 'u',
    }
}

/// One word of a conjugation: the person, the gender, the grammatical number, the prefix letter of the present (a space in the perfect),
/// and the ending.
type Row = (Person, Option<Gender>, GrammaticalNumber, char, &'static str);

const MASCULINE: Option<Gender> = Some(Gender::Masculine);
const FEMININE: Option<Gender> = Some(Gender::Feminine);

/// The conjugation of the perfect: one entry for each person, gender and number.
const PERFECT: [Row; 13] = {
    use {GrammaticalNumber::*, Person::*};
    [
        (Third, MASCULINE, Singular, ' ', "a"),
        (Third, FEMININE, Singular, ' ', "aت"),
        (Third, MASCULINE, Dual, ' ', "A"),
        (Third, FEMININE, Dual, ' ', "aتA"),
        (Third, MASCULINE, Plural, ' ', "UO"),
        (Third, FEMININE, Plural, ' ', "نa"),
        (Second, MASCULINE, Singular, ' ', "تa"),
        (Second, FEMININE, Singular, ' ', "تi"),
        (Second, None, Dual, ' ', "تuمA"),
        (Second, MASCULINE, Plural, ' ', "تuم"),
        (Second, FEMININE, Plural, ' ', "تuننa"),
        (First, None, Singular, ' ', "تu"),
        (First, None, Plural, ' ', "نA"),
    ]
};
/// The conjugation of the present indicative: one entry for each person, gender and number.
const PRESENT: [Row; 13] = {
    use {GrammaticalNumber::*, Person::*};
    [
        (Third, MASCULINE, Singular, 'ي', "u"),
        (Third, FEMININE, Singular, 'ت', "u"),
        (Third, MASCULINE, Dual, 'ي', "Aنi"),
        (Third, FEMININE, Dual, 'ت', "Aنi"),
        (Third, MASCULINE, Plural, 'ي', "Uنa"),
        (Third, FEMININE, Plural, 'ي', "نa"),
        (Second, MASCULINE, Singular, 'ت', "u"),
        (Second, FEMININE, Singular, 'ت', "Iنa"),
        (Second, None, Dual, 'ت', "Aنi"),
        (Second, MASCULINE, Plural, 'ت', "Uنa"),
        (Second, FEMININE, Plural, 'ت', "نa"),
        (First, None, Singular, 'ء', "u"),
        (First, None, Plural, 'ن', "u"),
    ]
};

/// Returns the ending of the mood `kind`. `ending` is the ending of the indicative with the same person, gender and number. For example,
/// `Uنa` (ون) becomes `UO` (وا) in the subjunctive and the jussive. The imperative has the endings of the jussive. If `kind` is `Present`,
/// the result is `ending`.
fn mood(ending: &'static str, kind: WordFormKind) -> &'static str {
    match (kind, ending) {
        (WordFormKind::Present, e) => e,
        (WordFormKind::Subjunctive, "u") => "a",
        (_, "u") => "",
        (_, "Aنi") => "A",
        (_, "Uنa") => "UO",
        (_, "Iنa") => "I",
        (_, e) => e,
    }
}

impl Verb {
    /// Creates the verb of a root in the given verb form. `letters` contains the three or four radicals. `vowels` are the vowels after the
    /// second radical in form I: first the vowel of the perfect, then the vowel of the present. If `vowels` is `None`, the vowels are
    /// those of the common model of the root.
    pub(super) fn with_vowels(letters: &[char], form: VerbForm, vowels: Option<(Vowel, Vowel)>) -> Verb {
        let mut r = ['\0'; 4];
        r.iter_mut().zip(letters).for_each(|(r, c)| *r = *c);
        let text: String = letters.iter().collect();
        let hollow = weak(r[1]) && !weak(r[2]);
        let vowels = match (vowels, r) {
            (Some((perfect, present)), _) => (letter_of(perfect), letter_of(present)),
            (_, [_, _, 'ي', _]) => ('a', 'i'),
            (_, [_, 'ي', _, _]) if hollow => ('a', 'i'),
            (_, ['و', b, c, _]) if b == c => ('i', 'a'),
            (_, ['و', b, c, _]) if b == 'ء' || (c != 'ء' && !hollow) => ('a', 'i'),
            (_, [_, 'ء', _, _] | [_, _, 'ء', _]) if !hollow => ('a', 'a'),
            _ => ('a', 'u'),
        };
        // The present drops the و before the vowel i (يصل) and in verbs with the vowel a in the perfect and in the present (يضع). In verbs
        // with the vowel i in the perfect and the vowel a in the present, only the listed roots drop the و: يسع, but يوجل.
        let drops = match vowels {
            (_, 'i') | ('a', 'a') => true,
            (_, 'a') => WAW_DROPPED.contains(&text.as_str()),
            _ => false,
        };
        let drops_waw = form == VerbForm::I && r[0] == 'و' && !hollow && r[1] != r[2] && drops;
        Verb { radicals: r, form, vowels, drops_waw, is_raa: text == "رءي" }
    }

    /// Appends all word forms of the verb to `out`.
    pub(super) fn all(&self, out: &mut Vec<WordForm>) {
        let mut push = |word: &str, kind, voice, person: Option<Person>, gender, number| {
            // Only verbs have a person. Participles and verbal nouns are nouns.
            let Spelling { text, vocalized } = spell(word, person.is_some());
            out.push(WordForm { text, vocalized, kind, voice, person, gender, number });
        };
        use WordFormKind::*;
        for kind in [Perfect, Present, Subjunctive, Jussive] {
            for voice in [Voice::Active, Voice::Passive] {
                if voice == Voice::Passive && !self.has_passive() {
                    continue;
                }
                for (person, gender, number, letter, ending) in if kind == Perfect { PERFECT } else { PRESENT } {
                    push(&self.finite(letter, ending, kind, voice), kind, voice, Some(person), gender, Some(number));
                }
            }
        }
        // The imperative of رأى in form I is omitted, because one of its words is the single letter ر.
        for (person, gender, number, _, ending) in
            PRESENT.iter().filter(|r| r.0 == Person::Second && !(self.is_raa && self.form == VerbForm::I))
        {
            push(&self.imperative(mood(ending, Jussive)), Imperative, Voice::Active, Some(*person), *gender, Some(*number));
        }
        for (kind, voice) in [(ActiveParticiple, Voice::Active), (PassiveParticiple, Voice::Passive)] {
            if voice == Voice::Passive && !self.has_passive() {
                continue;
            }
            for (gender, number, ending) in [
                (MASCULINE, GrammaticalNumber::Singular, ""),
                (FEMININE, GrammaticalNumber::Singular, "aة"),
                (MASCULINE, GrammaticalNumber::Dual, "Aنi"),
                (FEMININE, GrammaticalNumber::Dual, "aتAنi"),
                (MASCULINE, GrammaticalNumber::Plural, "Uنa"),
                (FEMININE, GrammaticalNumber::Plural, "Aت"),
            ] {
                push(&self.participle(ending, kind, voice), kind, voice, None, gender, Some(number));
            }
        }
        for noun in self.verbal_nouns() {
            push(&noun, VerbalNoun, Voice::Active, None, None, None);
        }
    }

    /// Returns the participles in the masculine singular and the verbal nouns. The second field is true for a participle.
    #[allow(dead_code, reason = "the generator, which includes this file, selects the derivatives among all word forms")]
    pub(super) fn derivatives(&self) -> Vec<(String, bool)> {
        let participle = |kind, voice| (self.participle("", kind, voice), true);
        let mut words: Vec<_> = self.verbal_nouns().into_iter().map(|word| (word, false)).collect();
        words.push(participle(WordFormKind::ActiveParticiple, Voice::Active));
        if self.has_passive() {
            words.push(participle(WordFormKind::PassiveParticiple, Voice::Passive));
        }
        words.into_iter().map(|(word, is_participle)| (spell(&word, false).text, is_participle)).collect()
    }

    /// Returns one word of the verb with all vowel signs: the perfect or the present of *he*, or the first verbal noun. Returns `None` for other kinds,
    /// and if the root cannot have the verb form.
    pub(super) fn word(&self, kind: WordFormKind) -> Option<String> {
        let [(.., ending), ..] = if kind == WordFormKind::Perfect { PERFECT } else { PRESENT };
        let word = match kind {
            _ if !self.exists() => return None,
            WordFormKind::Perfect | WordFormKind::Present => self.finite('ي', ending, kind, Voice::Active),
            WordFormKind::VerbalNoun => self.verbal_nouns().into_iter().next()?,
            _ => return None,
        };
        Some(spell(&word, kind != WordFormKind::VerbalNoun).vocalized)
    }

    /// Returns a word of the perfect or of a mood of the present. `letter` is the prefix letter of the present, and `ending` is the ending of the perfect
    /// or of the present indicative.
    fn finite(&self, letter: char, ending: &'static str, kind: WordFormKind, voice: Voice) -> String {
        match kind {
            WordFormKind::Perfect => self.join(&self.perfect(voice), ending, kind, voice),
            _ => self.join(&self.present(letter, voice), mood(ending, kind), kind, voice),
        }
    }

    /// Returns whether the root can have the verb form. All forms except form IX accept every root. Form IX (colours and defects) accepts
    /// only roots without a hamza, without a weak first or third radical, and without equal second and third radicals. A weak second
    /// radical is allowed (اسودّ).
    pub(super) fn exists(&self) -> bool {
        let [a, b, c, _] = self.radicals;
        self.form != VerbForm::IX || !(weak(a) || a == 'ء' || b == c || b == 'ء' || weak(c) || c == 'ء')
    }

    /// Returns whether the verb form has a passive. The forms VII, IX, Q2 and Q4 have no passive.
    fn has_passive(&self) -> bool {
        !matches!(self.form, VerbForm::VII | VerbForm::IX | VerbForm::Q2 | VerbForm::Q4)
    }

    /// Returns whether the verb is hollow: the second radical is weak, the third radical is not weak, and the verb form contracts the
    /// second radical to a vowel (قال).
    fn is_hollow(&self) -> bool {
        weak(self.radicals[1])
            && !weak(self.radicals[2])
            && matches!(self.form, VerbForm::I | VerbForm::IV | VerbForm::VII | VerbForm::VIII | VerbForm::X)
    }

    /// Returns whether the last two consonants of the stem are equal and not weak, and the verb form can contract these consonants to one
    /// letter: مدّ.
    fn is_doubled(&self, stem: &Stem) -> bool {
        stem.c2 == stem.c3 && !weak(stem.c3) && !matches!(self.form, VerbForm::II | VerbForm::V | VerbForm::Q1 | VerbForm::Q2)
    }

    /// Returns the first radical followed by the infix ت of form VIII, after assimilation: تت for اتصل, دد for ادّعى, ضط for اضطر.
    fn eighth(&self) -> String {
        match self.radicals[0] {
            'و' | 'ي' | 'ت' => "تت".into(),
            'ء' if self.radicals[1] == 'خ' && self.radicals[2] == 'ذ' => "تت".into(),
            c @ ('ط' | 'ظ' | 'د' | 'ذ' | 'ث') => format!("{c}{c}"),
            c @ ('ص' | 'ض') => format!("{c}ط"),
            'ز' => "زد".into(),
            c => format!("{c}ت"),
        }
    }

    /// Returns the head of an active stem: the letters and vowels before the last two consonants of the stem. If `present` is true, the
    /// stem is the stem of the present without its prefix letter. Otherwise the stem is the stem of the perfect.
    fn head(&self, present: bool) -> String {
        let [a, b, c, _] = self.radicals;
        let wasla = if present { "" } else { "i" };
        match self.form {
            VerbForm::I if present && self.drops_waw => String::new(),
            VerbForm::I if present => format!("{a}"),
            VerbForm::I => format!("{a}a"),
            VerbForm::II | VerbForm::Q1 => format!("{a}a{b}"),
            VerbForm::III => format!("{a}A"),
            VerbForm::IV if present => format!("{a}"),
            VerbForm::IV => format!("ءa{a}"),
            VerbForm::V | VerbForm::Q2 => format!("تa{a}a{b}"),
            VerbForm::VI => format!("تa{a}A"),
            VerbForm::VII => format!("{wasla}ن{a}a"),
            VerbForm::VIII => format!("{wasla}{}a", self.eighth()),
            VerbForm::IX => format!("{wasla}{a}{b}a"),
            VerbForm::X => format!("{wasla}ستa{a}"),
            VerbForm::Q4 => format!("{wasla}{a}{b}a{c}"),
        }
    }

    /// Returns the stem with the given head and the given vowel between its last two consonants.
    fn stem(&self, head: String, vowel: char) -> Stem {
        let [_, b, c, d] = self.radicals;
        let (c2, c3) = match self.form {
            VerbForm::IX => (c, c),
            VerbForm::Q4 => (d, d),
            VerbForm::Q1 | VerbForm::Q2 => (c, d),
            _ => (b, c),
        };
        Stem { head, c2, vowel, c3 }
    }

    /// Returns the stem of the perfect in the given voice.
    fn perfect(&self, voice: Voice) -> Stem {
        match voice {
            Voice::Active => self.stem(self.head(false), if self.form == VerbForm::I { self.vowels.0 } else { 'a' }),
            Voice::Passive => {
                let head = self.head(false).replace('a', "u").replace('A', "U").replace('i', "u");
                self.stem(head, 'i')
            }
        }
    }

    /// Returns the stem of the present in the given voice. `letter` is the prefix letter at the start of the stem.
    fn present(&self, letter: char, voice: Voice) -> Stem {
        let active = voice == Voice::Active;
        let before = match self.form {
            VerbForm::II | VerbForm::III | VerbForm::IV | VerbForm::Q1 => 'u',
            _ if active => 'a',
            _ => 'u',
        };
        let head = self.head(true);
        let head = match self.form {
            // The passive present keeps the first radical و (يوضع), although the active present drops the و (يضع).
            VerbForm::I if !active => format!("{}", self.radicals[0]),
            _ => head,
        };
        self.stem(format!("{letter}{before}{head}"), if active { self.present_vowel() } else { 'a' })
    }

    /// Returns the vowel between the last two consonants of the stem of the present active.
    fn present_vowel(&self) -> char {
        match self.form {
            VerbForm::I => self.vowels.1,
            VerbForm::V | VerbForm::VI | VerbForm::Q2 => 'a',
            VerbForm::VII | VerbForm::VIII if self.is_hollow() => 'a',
            _ => 'i',
        }
    }

    /// Returns the imperative with the given ending. The ending must be an ending of the jussive.
    fn imperative(&self, ending: &'static str) -> String {
        let mut stem = self.stem(self.head(true), self.present_vowel());
        if self.form == VerbForm::I && matches!(self.radicals[..3], ['ء', 'خ', 'ذ'] | ['ء', 'ك', 'ل'] | ['ء', 'م', 'ر']) {
            stem.head.clear();
        }
        let word = self.join(&stem, ending, WordFormKind::Imperative, Voice::Active);
        let second = word.chars().nth(1).unwrap_or('a');
        // In form IV, the imperative always starts with أ: أخرج. In the other forms, an initial vowel is added if the imperative would
        // start with two consonants. The vowel is written ا: اكتب.
        if self.form == VerbForm::IV {
            format!("ءa{word}")
        } else if "aiuAIUY".contains(second) {
            word
        } else if self.form == VerbForm::I && stem.vowel == 'u' {
            format!("u{word}")
        } else {
            format!("i{word}")
        }
    }

    /// Joins a stem and an ending by the rules of weak and doubled radicals. For example, the stem of رمى and the ending `aت` become رمت.
    /// `kind` and `voice` are the kind and the voice of the result.
    fn join(&self, stem: &Stem, ending: &str, kind: WordFormKind, voice: Voice) -> String {
        let Stem { head, c2, vowel, c3 } = stem;
        let open = ending.starts_with(['a', 'i', 'u', 'A', 'I', 'U']);
        if weak(*c3) {
            // The words يرى and أرى drop the hamza of رأى.
            let drops_hamza = self.is_raa && (self.form == VerbForm::IV || (self.form == VerbForm::I && kind != WordFormKind::Perfect));
            let base = if drops_hamza { head.clone() } else { format!("{head}{c2}") };
            let glide = if self.form == VerbForm::I && *c3 == 'و' && voice == Voice::Active && kind == WordFormKind::Perfect {
                'و'
            } else {
                'ي'
            };
            return defective(&base, *vowel, glide, ending);
        }
        // A hollow stem has a long vowel before an ending that starts with a vowel (قالت), and a short vowel before any other ending (قلت).
        if self.is_hollow() {
            let base = head.trim_end_matches(['a', 'i', 'u']);
            let base =
                if matches!(head.chars().next_back(), Some('a' | 'i' | 'u')) && kind != WordFormKind::Perfect && self.form == VerbForm::I {
                    head.as_str()
                } else {
                    base
                };
            let perfect = kind == WordFormKind::Perfect;
            let long = match (perfect, voice) {
                (true, Voice::Active) => 'A',
                (true, Voice::Passive) => 'I',
                (false, Voice::Passive) => 'A',
                _ => match vowel {
                    'u' => 'U',
                    'i' => 'I',
                    _ => 'A',
                },
            };
            let short = match (perfect, self.form) {
                (true, _) if voice == Voice::Passive => 'i',
                (true, VerbForm::I) if *vowel != 'i' && self.vowels.1 == 'u' => 'u',
                (true, VerbForm::I) => 'i',
                _ => long.to_ascii_lowercase(),
            };
            return format!("{base}{}{c3}{ending}", if open { long } else { short });
        }
        // Equal consonants are contracted if no ending follows, or if the ending starts with a vowel: مدّت, but مددت before `تu`.
        if self.is_doubled(stem) && (open || ending.is_empty()) {
            let vowel = if head.ends_with(['a', 'i', 'u', 'A', 'U']) { String::new() } else { format!("{vowel}") };
            // A verb without an ending has the vowel a after the doubled letter: لم يمدّ.
            let ending = if ending.is_empty() { "a" } else { ending };
            return format!("{head}{vowel}{c2}{c3}{ending}");
        }
        format!("{head}{c2}{vowel}{c3}{ending}")
    }

    /// Returns the participle of the given voice with the given ending. The ending shows the gender and the number.
    fn participle(&self, ending: &'static str, kind: WordFormKind, voice: Voice) -> String {
        let [a, b, c, _] = self.radicals;
        let active = voice == Voice::Active;
        if self.form != VerbForm::I {
            let vowel = match self.form {
                _ if !active => 'a',
                VerbForm::VII | VerbForm::VIII if self.is_hollow() => 'a',
                _ => 'i',
            };
            let stem = self.stem(format!("مu{}", self.head(true)), vowel);
            // Without an ending, the stem has the shape of a stem before a case ending. The case ending is not written: مختار, معدّ.
            if (self.is_doubled(&stem) || self.is_hollow()) && ending.is_empty() {
                return self.join(&stem, "u", kind, voice).trim_end_matches('u').into();
            }
            return match (weak(stem.c3), vowel, ending) {
                (true, 'a', "") => self.join(&stem, "u", kind, voice),
                (true, _, "") => self.join(&stem, "N", kind, voice),
                (true, 'a', e) if e.starts_with("aة") || e.starts_with("aت") => {
                    let long = self.join(&stem, "u", kind, voice);
                    format!("{}A{}", long.trim_end_matches('Y'), e.trim_start_matches('a'))
                }
                _ => self.join(&stem, ending, kind, voice),
            };
        }
        let ending = if active && (weak(c) || self.is_hollow() && c == 'ء') && ending.is_empty() { "N" } else { ending };
        match (active, self.is_hollow()) {
            (true, true) if c == 'ء' => defective(&format!("{a}Aء"), 'i', 'ي', ending),
            (true, true) => format!("{a}Aءi{c}{ending}"),
            (true, false) if weak(c) => defective(&format!("{a}A{b}"), 'i', 'ي', ending),
            (true, false) if b == c => format!("{a}A{b}{c}{ending}"),
            (true, false) => format!("{a}A{b}i{c}{ending}"),
            (false, true) => format!("مa{a}{}{c}{ending}", if b == 'و' { 'U' } else { 'I' }),
            (false, false) if c == 'و' && self.vowels.0 != 'i' => format!("مa{a}{b}uوو{ending}"),
            // If the vowel of the perfect is i, a last radical و becomes ي: مرضيّ of رضي.
            (false, false) if weak(c) => format!("مa{a}{b}iيي{ending}"),
            (false, false) => format!("مa{a}{b}U{c}{ending}"),
        }
    }

    /// Returns the verbal nouns. The verb form determines their patterns, except in form I. For form I, returns only the pattern فَعْل.
    fn verbal_nouns(&self) -> Vec<String> {
        let [a, b, c, d] = self.radicals;
        let (hollow, defective) = (self.is_hollow(), weak(c));
        // In the forms IV, VII, VIII and X, a long a precedes the last radical. After this ا, a weak last radical becomes ء: إعطاء. In the
        // forms VII and VIII, an i precedes the second radical. After this i, the weak second radical of a hollow verb becomes ي: انقياد.
        let last = if defective { 'ء' } else { c };
        let middle = if hollow { 'ي' } else { b };
        match self.form {
            // A و with a sukun before ي becomes ي: طيّ of طوى.
            VerbForm::I if b == 'و' && c == 'ي' => [format!("{a}aيي")].into(),
            VerbForm::I => [format!("{a}a{b}{c}")].into(),
            VerbForm::II if defective && b == c => [format!("تa{a}i{b}{c}aة")].into(),
            VerbForm::II if defective || c == 'ء' => [format!("تa{a}{b}i{}aة", if defective { 'ي' } else { c })].into(),
            VerbForm::II => [format!("تa{a}{b}I{c}")].into(),
            VerbForm::III if defective => [format!("مu{a}A{b}Aة"), format!("{a}i{b}Aء")].into(),
            VerbForm::III if b == c => [format!("مu{a}A{b}{c}aة"), format!("{a}i{b}A{c}")].into(),
            VerbForm::III => [format!("مu{a}A{b}a{c}aة"), format!("{a}i{b}A{c}")].into(),
            VerbForm::IV if self.is_raa => ["ءiرAءaة".into()].into(),
            VerbForm::IV if hollow => [format!("ءi{a}A{c}aة")].into(),
            VerbForm::IV => [format!("ءi{a}{b}A{last}")].into(),
            VerbForm::V if defective => [format!("تa{a}a{b}{b}N")].into(),
            VerbForm::V => [format!("تa{a}a{b}{b}u{c}")].into(),
            VerbForm::VI if defective => [format!("تa{a}A{b}N")].into(),
            VerbForm::VI if b == c => [format!("تa{a}A{b}{c}")].into(),
            VerbForm::VI => [format!("تa{a}A{b}u{c}")].into(),
            VerbForm::VII => [format!("iن{a}i{middle}A{last}")].into(),
            VerbForm::VIII => [format!("i{}i{middle}A{last}", self.eighth())].into(),
            VerbForm::IX => [format!("i{a}{b}i{c}A{c}")].into(),
            VerbForm::X if hollow => [format!("iستi{a}A{c}aة")].into(),
            VerbForm::X => [format!("iستi{a}{b}A{last}")].into(),
            VerbForm::Q1 => [format!("{a}a{b}{c}a{d}aة")].into(),
            VerbForm::Q2 => [format!("تa{a}a{b}{c}u{d}")].into(),
            VerbForm::Q4 => [format!("i{a}{b}i{c}{d}A{d}")].into(),
        }
    }
}

/// Joins a stem with a weak last radical and an ending. `base` is the stem without its last vowel and its last radical, and `vowel` is the
/// last vowel. `glide` is the letter of the last radical after the vowel `a`: و or ي. After other vowels, the vowel determines the letter.
///
/// The ending `N` is the tanwin of a participle, and replaces the vowel. Otherwise, the vowel contracts with the ending. For example, the
/// base `يaنس`, the vowel `a` and the ending `Uنa` become `يaنسaونa` (ينسون).
fn defective(base: &str, vowel: char, glide: char, ending: &str) -> String {
    let long = match (vowel, glide) {
        ('a', 'و') => 'A',
        ('a', _) => 'Y',
        ('i', _) => 'I',
        _ => 'U',
    };
    let glide = match vowel {
        'a' => glide,
        'i' => 'ي',
        _ => 'و',
    };
    let mut rest = ending.chars();
    match (rest.next(), vowel) {
        (None, v) => format!("{base}{v}"),
        (Some('N'), _) => format!("{base}N"),
        (Some('u'), _) => format!("{base}{long}"),
        (Some('a'), 'a') if ending.len() == 1 => format!("{base}{long}"),
        // The vowel of the stem and the weak radical are dropped before the ending: رمت.
        (Some('a'), 'a') => format!("{base}{ending}"),
        (Some('U'), 'a') => format!("{base}aو{}", rest.as_str()),
        (Some('I'), 'a') => format!("{base}aي{}", rest.as_str()),
        (Some('U' | 'I'), _) => format!("{base}{ending}"),
        (Some('a' | 'A'), v) => format!("{base}{v}{glide}{ending}"),
        (Some(_), 'a') => format!("{base}a{glide}{ending}"),
        (Some(_), _) => format!("{base}{long}{ending}"),
    }
}

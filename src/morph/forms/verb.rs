//! The conjugation of a verb, as letters with their vowels: a i u A I U, `Y` a final ى, `O` the ا that is not spoken.
//!
//! A stem is what stands before its last two consonants, these, and the vowel between them. Weak and doubled radicals are what these and the
//! ending make of each other.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::spell::spell;
use super::{Form, FormKind, Gender, Number, Person, Voice, WordForm};

/// Verbs of form I whose vowels show in the letters and are not those that the last radical leads to, by root.
/// Perfect in i, present in a, hollow: خاف يخاف.
const HOLLOW_A: &[&str] = &["خوف", "نوم", "نيل", "هيب", "حير", "غير", "شيء", "عيف", "كود", "زيل"];
/// Perfect in i, present in a, defective: نسي ينسى.
const DEFECTIVE_I_A: &[&str] = &[
    "نسي", "رضي", "رضو", "بقي", "لقي", "خشي", "فني", "عمي", "قوي", "عري", "حظي", "خفي", "شقي", "غني", "حيي", "عيي", "صدي", "خزي", "هوي",
    "غشي", "ردي", "شجي", "ضني", "كسي", "ءسي", "ءذي", "حفي", "ظمي", "رقي", "سلي",
];
/// Perfect in a, present in a, defective: سعى يسعى.
const DEFECTIVE_A_A: &[&str] = &["سعي", "رعي", "نهي", "نءي", "ءبي", "رءي", "طغي", "نعي", "محي", "نحي", "صغي"];
/// Perfect in i, present in i, defective: ولي يلي.
const DEFECTIVE_I_I: &[&str] = &["ولي"];
/// Perfect in i, present in a, with a hamza that shows it: سئم يسأم, ظمئ يظمأ.
const HAMZA_I_A: &[&str] = &["سءم", "يءس", "بءس", "ظمء", "خطء", "برء", "صدء", "هنء", "وطء", "فتء", "دفء"];
/// Perfect and present in u: بطؤ يبطؤ.
const HAMZA_U_U: &[&str] = &["بطء", "جرء", "بذء", "دنء", "ردء", "مرء", "وضء", "ضءل", "لءم"];
/// First radical و, which falls out of a present in a: وضع يضع.
const WAW_FALLS: &[&str] = &["وضع", "وقع", "وهب", "ودع", "وسع", "وطء", "وذر", "وزع", "ولغ"];
/// First radical و, which stays: وجع يوجع.
const WAW_STAYS: &[&str] = &["وجع", "وجل", "وسن", "وحل", "وخم", "وضء", "وجه", "وقح", "وسم", "وعر"];

/// A verb: its radicals, its form, and what of form I no rule gives.
pub(super) struct Verb {
    r: [char; 4],
    form: Form,
    /// Vowels of the second radical in perfect and present of form I.
    vowels: (char, char),
    /// Whether a first radical و falls out of the present.
    falls: bool,
    /// ر ء ي, whose hamza falls out of the present and of form IV.
    raa: bool,
}

/// A stem: what stands before its last two consonants, and these with the vowel between them.
struct Stem {
    head: String,
    c2: char,
    vowel: char,
    c3: char,
}

fn weak(c: char) -> bool {
    matches!(c, 'و' | 'ي')
}

/// Endings: person, gender, number, letters. Before the present stands the letter of its row.
type Row = (Person, Option<Gender>, Number, char, &'static str);

const MASCULINE: Option<Gender> = Some(Gender::Masculine);
const FEMININE: Option<Gender> = Some(Gender::Feminine);

const PERFECT: [Row; 13] = {
    use {Number::*, Person::*};
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
const PRESENT: [Row; 13] = {
    use {Number::*, Person::*};
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

/// What an indicative ending is in the subjunctive and in the jussive.
fn mood(ending: &'static str, kind: FormKind) -> &'static str {
    match (kind, ending) {
        (FormKind::Present, e) => e,
        (FormKind::Subjunctive, "u") => "a",
        (_, "u") => "",
        (_, "Aنi") => "A",
        (_, "Uنa") => "UO",
        (_, "Iنa") => "I",
        (_, e) => e,
    }
}

impl Verb {
    pub(super) fn new(letters: &[char], form: Form) -> Verb {
        let mut r = ['\0'; 4];
        r.iter_mut().zip(letters).for_each(|(r, c)| *r = *c);
        let text: String = letters.iter().collect();
        let listed = |list: &[&str]| list.contains(&text.as_str());
        let hollow = weak(r[1]) && !weak(r[2]);
        let vowels = match r {
            _ if hollow && listed(HOLLOW_A) => ('i', 'a'),
            _ if listed(DEFECTIVE_I_A) || listed(HAMZA_I_A) => ('i', 'a'),
            _ if listed(DEFECTIVE_A_A) => ('a', 'a'),
            _ if listed(DEFECTIVE_I_I) => ('i', 'i'),
            _ if listed(HAMZA_U_U) => ('u', 'u'),
            [_, _, 'ي', _] => ('a', 'i'),
            [_, 'ي', _, _] if hollow => ('a', 'i'),
            [_, 'ء', _, _] | [_, _, 'ء', _] if !hollow => ('a', 'a'),
            ['و', ..] if listed(WAW_FALLS) || listed(WAW_STAYS) => ('a', 'a'),
            ['و', ..] if !hollow => ('a', 'i'),
            _ => ('a', 'u'),
        };
        let falls = form == Form::I && r[0] == 'و' && !hollow && r[1] != r[2] && !listed(WAW_STAYS);
        Verb { r, form, vowels, falls, raa: text == "رءي" }
    }

    pub(super) fn all(&self, out: &mut Vec<WordForm>) {
        let mut push = |text: String, kind, voice, person, gender, number| out.push(WordForm { text, kind, voice, person, gender, number });
        use FormKind::*;
        for kind in [Perfect, Present, Subjunctive, Jussive] {
            for voice in [Voice::Active, Voice::Passive] {
                if voice == Voice::Passive && !self.has_passive() {
                    continue;
                }
                for (person, gender, number, letter, ending) in if kind == Perfect { PERFECT } else { PRESENT } {
                    let word = |voice| match kind {
                        Perfect => spell(&self.join(&self.perfect(voice), ending, kind, voice)),
                        _ => spell(&self.join(&self.present(letter, voice), mood(ending, kind), kind, voice)),
                    };
                    let text = word(voice);
                    // A passive stands where its letters tell it from the active.
                    if voice == Voice::Active || text != word(Voice::Active) {
                        push(text, kind, voice, Some(person), gender, Some(number));
                    }
                }
            }
        }
        // ر alone is not written.
        for (person, gender, number, _, ending) in PRESENT.iter().filter(|r| r.0 == Person::Second && !(self.raa && self.form == Form::I)) {
            let text = spell(&self.imperative(mood(ending, Jussive)));
            push(text, Imperative, Voice::Active, Some(*person), *gender, Some(*number));
        }
        for (kind, voice) in [(ActiveParticiple, Voice::Active), (PassiveParticiple, Voice::Passive)] {
            if voice == Voice::Passive && !self.has_passive() {
                continue;
            }
            for (gender, number, ending) in [
                (MASCULINE, Number::Singular, ""),
                (FEMININE, Number::Singular, "aة"),
                (MASCULINE, Number::Dual, "Aنi"),
                (FEMININE, Number::Dual, "aتAنi"),
                (MASCULINE, Number::Plural, "Uنa"),
                (FEMININE, Number::Plural, "Aت"),
            ] {
                push(spell(&self.participle(ending, kind, voice)), kind, voice, None, gender, Some(number));
            }
        }
        for noun in self.verbal_nouns() {
            push(spell(&noun), VerbalNoun, Voice::Active, None, None, None);
        }
    }

    /// Form IX is of colours and defects: their roots are sound, but for و and ي in the middle.
    pub(super) fn exists(&self) -> bool {
        let [a, b, c, _] = self.r;
        self.form != Form::IX || !(weak(a) || a == 'ء' || b == c || b == 'ء' || weak(c) || c == 'ء')
    }

    fn has_passive(&self) -> bool {
        !matches!(self.form, Form::VII | Form::IX | Form::Q2 | Form::Q4)
    }

    /// Whether a weak second radical is a long vowel, and whether two equal radicals are one.
    fn is_hollow(&self) -> bool {
        weak(self.r[1]) && !weak(self.r[2]) && matches!(self.form, Form::I | Form::IV | Form::VII | Form::VIII | Form::X)
    }

    fn is_doubled(&self, stem: &Stem) -> bool {
        stem.c2 == stem.c3 && !weak(stem.c3) && !matches!(self.form, Form::II | Form::V | Form::Q1 | Form::Q2)
    }

    /// The first radical with the ت of form VIII.
    fn eighth(&self) -> String {
        match self.r[0] {
            'و' | 'ي' | 'ت' => "تت".into(),
            'ء' if self.r[1] == 'خ' && self.r[2] == 'ذ' => "تت".into(),
            c @ ('ط' | 'ظ' | 'د' | 'ذ' | 'ث') => format!("{c}{c}"),
            c @ ('ص' | 'ض') => format!("{c}ط"),
            'ز' => "زد".into(),
            c => format!("{c}ت"),
        }
    }

    /// What stands before the last two consonants, as in the perfect active; of the present behind the letter of the person.
    fn head(&self, present: bool) -> String {
        let [a, b, c, _] = self.r;
        let wasla = if present { "" } else { "i" };
        match self.form {
            Form::I if present && self.falls => String::new(),
            Form::I if present => format!("{a}"),
            Form::I => format!("{a}a"),
            Form::II | Form::Q1 => format!("{a}a{b}"),
            Form::III => format!("{a}A"),
            Form::IV if present => format!("{a}"),
            Form::IV => format!("ءa{a}"),
            Form::V | Form::Q2 => format!("تa{a}a{b}"),
            Form::VI => format!("تa{a}A"),
            Form::VII => format!("{wasla}ن{a}a"),
            Form::VIII => format!("{wasla}{}a", self.eighth()),
            Form::IX => format!("{wasla}{a}{b}a"),
            Form::X => format!("{wasla}ستa{a}"),
            Form::Q4 => format!("{wasla}{a}{b}a{c}"),
        }
    }

    fn stem(&self, head: String, vowel: char) -> Stem {
        let [_, b, c, d] = self.r;
        let (c2, c3) = match self.form {
            Form::IX => (c, c),
            Form::Q4 => (d, d),
            Form::Q1 | Form::Q2 => (c, d),
            _ => (b, c),
        };
        Stem { head, c2, vowel, c3 }
    }

    fn perfect(&self, voice: Voice) -> Stem {
        match voice {
            Voice::Active => self.stem(self.head(false), if self.form == Form::I { self.vowels.0 } else { 'a' }),
            Voice::Passive => {
                let head = self.head(false).replace('a', "u").replace('A', "U").replace('i', "u");
                self.stem(head, 'i')
            }
        }
    }

    fn present(&self, letter: char, voice: Voice) -> Stem {
        let active = voice == Voice::Active;
        let before = match self.form {
            Form::II | Form::III | Form::IV | Form::Q1 => 'u',
            _ if active => 'a',
            _ => 'u',
        };
        let head = self.head(true);
        let head = match self.form {
            // A و that falls out of the active stays in the passive.
            Form::I if !active => format!("{}", self.r[0]),
            _ => head,
        };
        self.stem(format!("{letter}{before}{head}"), if active { self.present_vowel() } else { 'a' })
    }

    fn present_vowel(&self) -> char {
        match self.form {
            Form::I => self.vowels.1,
            Form::V | Form::VI | Form::Q2 => 'a',
            Form::VII | Form::VIII if self.is_hollow() => 'a',
            _ => 'i',
        }
    }

    fn imperative(&self, ending: &'static str) -> String {
        let [a, ..] = self.r;
        let mut stem = self.stem(self.head(true), self.present_vowel());
        if self.form == Form::I && matches!(self.r[..3], ['ء', 'خ', 'ذ'] | ['ء', 'ك', 'ل'] | ['ء', 'م', 'ر']) {
            stem.head.clear();
        }
        let word = self.join(&stem, ending, FormKind::Imperative, Voice::Active);
        let mut letters = word.chars();
        let (first, second) = (letters.next().unwrap_or(a), letters.next().unwrap_or('a'));
        // A word does not begin with two consonants.
        if self.form == Form::IV {
            format!("ءa{word}")
        } else if "aiuAIUY".contains(second) || (first == second && self.form != Form::VIII) {
            word
        } else if self.form == Form::I && stem.vowel == 'u' {
            format!("u{word}")
        } else {
            format!("i{word}")
        }
    }

    /// A stem with its ending.
    fn join(&self, stem: &Stem, ending: &str, kind: FormKind, voice: Voice) -> String {
        let Stem { head, c2, vowel, c3 } = stem;
        let open = ending.starts_with(['a', 'i', 'u', 'A', 'I', 'U']);
        if weak(*c3) {
            // رأى has lost its hamza in يرى and أرى.
            let raa = self.raa && (self.form == Form::IV || (self.form == Form::I && kind != FormKind::Perfect));
            let base = if raa { head.clone() } else { format!("{head}{c2}") };
            let glide =
                if self.form == Form::I && *c3 == 'و' && voice == Voice::Active && kind == FormKind::Perfect { 'و' } else { 'ي' };
            return defective(&base, *vowel, glide, ending);
        }
        if self.is_hollow() {
            let base = head.trim_end_matches(['a', 'i', 'u']);
            let base = if matches!(head.chars().next_back(), Some('a' | 'i' | 'u')) && kind != FormKind::Perfect && self.form == Form::I {
                head.as_str()
            } else {
                base
            };
            let perfect = kind == FormKind::Perfect;
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
                (true, Form::I) if *c2 == 'و' && *vowel == 'a' => 'u',
                (true, Form::I) => 'i',
                _ => long.to_ascii_lowercase(),
            };
            return format!("{base}{}{c3}{ending}", if open { long } else { short });
        }
        if self.is_doubled(stem) && (open || ending.is_empty()) {
            let vowel = if head.ends_with(['a', 'i', 'u', 'A', 'U']) { String::new() } else { format!("{vowel}") };
            return format!("{head}{vowel}{c2}{c3}{ending}");
        }
        format!("{head}{c2}{vowel}{c3}{ending}")
    }

    fn participle(&self, ending: &'static str, kind: FormKind, voice: Voice) -> String {
        let [a, b, c, _] = self.r;
        let active = voice == Voice::Active;
        if self.form != Form::I {
            let vowel = match self.form {
                _ if !active => 'a',
                Form::VII | Form::VIII if self.is_hollow() => 'a',
                _ => 'i',
            };
            let stem = self.stem(format!("مu{}", self.head(true)), vowel);
            if self.is_doubled(&stem) && ending.is_empty() {
                return self.join(&stem, "u", kind, voice);
            }
            if self.is_hollow() && ending.is_empty() {
                return self.join(&stem, "u", kind, voice);
            }
            return match (weak(stem.c3), vowel, ending) {
                (true, 'a', "") => self.join(&stem, "u", kind, voice),
                (true, 'a', e) if e.starts_with("aة") || e.starts_with("aت") => {
                    let long = self.join(&stem, "u", kind, voice);
                    format!("{}A{}", long.trim_end_matches('Y'), e.trim_start_matches('a'))
                }
                _ => self.join(&stem, ending, kind, voice),
            };
        }
        match (active, self.is_hollow()) {
            (true, true) if c == 'ء' => defective(&format!("{a}Aء"), 'i', 'ي', ending),
            (true, true) => format!("{a}Aءi{c}{ending}"),
            (true, false) if weak(c) => defective(&format!("{a}A{b}"), 'i', 'ي', ending),
            (true, false) if b == c => format!("{a}A{b}{c}{ending}"),
            (true, false) => format!("{a}A{b}i{c}{ending}"),
            (false, true) => format!("مa{a}{}{c}{ending}", if b == 'و' { 'U' } else { 'I' }),
            (false, false) if c == 'و' => format!("مa{a}{b}uوو{ending}"),
            (false, false) if c == 'ي' => format!("مa{a}{b}iيي{ending}"),
            (false, false) => format!("مa{a}{b}U{c}{ending}"),
        }
    }

    fn verbal_nouns(&self) -> Vec<String> {
        let [a, b, c, d] = self.r;
        let (hollow, defective) = (self.is_hollow(), weak(c));
        // The last radical behind ا, and a second that is hollow before it.
        let last = if defective { 'ء' } else { c };
        let middle = if hollow { 'ي' } else { b };
        match self.form {
            Form::I => [format!("{a}a{b}{c}")].into(),
            Form::II if defective || c == 'ء' => [format!("تa{a}{b}i{}aة", if defective { 'ي' } else { c })].into(),
            Form::II => [format!("تa{a}{b}I{c}")].into(),
            Form::III if defective => [format!("مu{a}A{b}Aة"), format!("{a}i{b}Aء")].into(),
            Form::III if b == c => [format!("مu{a}A{b}{c}aة"), format!("{a}i{b}A{c}")].into(),
            Form::III => [format!("مu{a}A{b}a{c}aة"), format!("{a}i{b}A{c}")].into(),
            Form::IV if self.raa => ["ءiرAءaة".into()].into(),
            Form::IV if hollow => [format!("ءi{a}A{c}aة")].into(),
            Form::IV => [format!("ءi{a}{b}A{last}")].into(),
            Form::V if defective => [format!("تa{a}a{b}{b}i")].into(),
            Form::V => [format!("تa{a}a{b}{b}u{c}")].into(),
            Form::VI if defective => [format!("تa{a}A{b}i")].into(),
            Form::VI if b == c => [format!("تa{a}A{b}{c}")].into(),
            Form::VI => [format!("تa{a}A{b}u{c}")].into(),
            Form::VII => [format!("iن{a}i{middle}A{last}")].into(),
            Form::VIII => [format!("i{}i{middle}A{last}", self.eighth())].into(),
            Form::IX => [format!("i{a}{b}i{c}A{c}")].into(),
            Form::X if hollow => [format!("iستi{a}A{c}aة")].into(),
            Form::X => [format!("iستi{a}{b}A{last}")].into(),
            Form::Q1 => [format!("{a}a{b}{c}a{d}aة")].into(),
            Form::Q2 => [format!("تa{a}a{b}{c}u{d}")].into(),
            Form::Q4 => [format!("i{a}{b}i{c}{d}A{d}")].into(),
        }
    }
}

/// A stem whose last radical is weak: the vowel before it and the ending run together.
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
        (Some('u'), _) => format!("{base}{long}"),
        (Some('a'), 'a') if ending.len() == 1 => format!("{base}{long}"),
        // رمت
        (Some('a'), 'a') => format!("{base}{ending}"),
        (Some('U'), 'a') => format!("{base}aو{}", rest.as_str()),
        (Some('I'), 'a') => format!("{base}aي{}", rest.as_str()),
        (Some('U' | 'I'), _) => format!("{base}{ending}"),
        (Some('a' | 'A'), v) => format!("{base}{v}{glide}{ending}"),
        (Some(_), 'a') => format!("{base}a{glide}{ending}"),
        (Some(_), _) => format!("{base}{long}{ending}"),
    }
}

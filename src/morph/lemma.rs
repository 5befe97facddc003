//! The lemma of a reading, computed from its root and template: verbs as the perfect of *he*, broken plurals as their singular, adjectives
//! without ة, nouns with it.

use alloc::string::String;

use super::ending::Ending;
use super::key::{ALEF, ALPHABET, HAMZA, Key, TEH_MARBUTA, WAW, YEH};
use super::lexicon::{flag, flags_of, lexicon_key, look_up};
use super::reading::{CLOSED, EMPTY, NAME, OLD_HAMZA, PLURAL, Reading, UNKNOWN};
use super::tables::*;
use super::template::{FIRST_VERB, FIXED, HAMZA_BELOW, Template};
use crate::scan::copy;

/// Letters of a lemma under way.
struct Codes {
    codes: [u8; 32],
    len: usize,
}

impl Codes {
    fn push(&mut self, code: u8) {
        if let Some(c) = self.codes.get_mut(self.len) {
            *c = code;
            self.len += 1;
        }
    }

    fn replace_last(&mut self, code: u8) {
        if let Some(last) = self.last() {
            *last = code;
        }
    }

    fn last(&mut self) -> Option<&mut u8> {
        self.len.checked_sub(1).and_then(|i| self.codes.get_mut(i))
    }
}

/// ى among the codes; not a code of keys.
const MAKSURA_CODE: u8 = 32;
/// Hamzas whose seat is known: إ ؤ ئ ء.
const BELOW: u8 = 33;
const ON_WAW: u8 = 34;
const ON_YEH: u8 = 35;
const ON_LINE: u8 = 36;
const ABOVE: u8 = 37;

/// How a lemma is written: as a careful writer does, or with the letters that [`crate::stem`] folds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Careful,
    Folded,
}

/// What `Normalizer::search` does to letters that lemmas have.
const fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    }
}

/// Appends the lemma of a reading of a word.
pub(crate) fn lemma(word: &str, key: &Key, r: &Reading, spelling: Spelling, out: &mut String) {
    let mut codes = Codes { codes: [0; 32], len: 0 };
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let ending = r.inflection().kind;
    let Some(t) = TEMPLATES.get(usize::from(r.template)) else {
        match r.template {
            EMPTY => codes.push(r.prefix().particle),
            PLURAL => return singular(r.singular, spelling, out),
            _ => {
                if spelling == Spelling::Folded && key.stays(from, to) {
                    copy::push(word, 2 * from, 2 * to, out);
                } else {
                    stem(key, from, to, &mut codes);
                }
                match (r.template, ending) {
                    // عليه of على.
                    (CLOSED, _) if spelling == Spelling::Careful && flags_of(key, r) & flag::MAKSURA != 0 => {
                        if let Some(last) = codes.last() {
                            *last = MAKSURA_CODE;
                        }
                    }
                    // The feminine of a relative adjective that is listed.
                    (NAME | UNKNOWN, Ending::Teh) if key.at(to - 1) == YEH => {}
                    (NAME | UNKNOWN, Ending::Teh) => codes.push(TEH_MARBUTA),
                    (NAME | UNKNOWN, Ending::Nisba) => codes.push(YEH),
                    _ => {}
                }
            }
        }
        return spell(&codes, spelling, out);
    };
    if t.kind >= FIRST_VERB {
        if t.fill == FIXED && t.lemma != 0 {
            pattern(line(LEMMAS, LEMMAS_STARTS.get(usize::from(t.lemma))), r.root, &mut codes);
        } else {
            verb(r.root, t.kind, &mut codes);
        }
        return spell(&codes, spelling, out);
    }
    let plural = ending == Ending::Plain || (ending == Ending::Teh && matches!(r.inflection().text, "ة" | "ت" | "ه"));
    if r.singular != 0 && plural && t.free & HAMZA_BELOW == 0 {
        return singular(r.singular, spelling, out);
    }
    // أغنية is listed, so it is no plural of غناء.
    let listed_teh = r.feminine && ending == Ending::Teh && t.fill != FIXED;
    if t.lemma != 0 && !listed_teh {
        pattern(line(LEMMAS, LEMMAS_STARTS.get(usize::from(t.lemma))), r.root, &mut codes);
    } else {
        let weak_end = t.slots & (SLOT_DI | SLOT_DU) != 0;
        let maksura = t.slots & (SLOT_E0 | SLOT_E1) != 0;
        if spelling == Spelling::Folded && r.variant == 0 && !maksura && key.stays(from, to) {
            copy::push(word, 2 * from, 2 * to, out);
        } else {
            written(key, r, t, &mut codes);
        }
        if weak_end {
            codes.push(YEH);
        }
        if maksura
            && let Some(last) = codes.last()
            && matches!(*last, ALEF | YEH)
        {
            *last = MAKSURA_CODE;
        }
    }
    let needs_teh = t.slots & SLOT_F != 0 && t.lemma == 0;
    // ات of a noun with a long ا is seldom the plural of ة (قطاعات of قطاع).
    let long = (from + 2..to).any(|i| key.at(i) == ALEF);
    let keeps = r.feminine || needs_teh || (t.kind == 0 && !(long && ending == Ending::Plural));
    let listed = t.fill == FIXED && t.lemma != 0;
    match ending {
        _ if listed && ending != Ending::Nisba => {}
        Ending::Nisba => {
            codes.push(YEH);
            // A relative noun that is listed with its ة: أهمية.
            if t.kind == 1 && feminine_nisba(key, r) {
                codes.push(TEH_MARBUTA);
            }
        }
        Ending::Teh if listed_teh || keeps || t.kind == 2 => codes.push(TEH_MARBUTA),
        Ending::Plural if keeps => codes.push(TEH_MARBUTA),
        _ if needs_teh => codes.push(TEH_MARBUTA),
        _ => {}
    }
    spell(&codes, spelling, out);
}

/// The stem of a reading as its template's variant has it.
fn written(key: &Key, r: &Reading, t: &Template, codes: &mut Codes) {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    match r.variant {
        1 if t.free & HAMZA_BELOW != 0 => codes.push(BELOW),
        1 => codes.push(HAMZA),
        2 => {
            codes.push(HAMZA);
            codes.push(ALEF);
        }
        3 => codes.push(ALEF),
        _ => {}
    }
    stem(key, from + usize::from((1..=3).contains(&r.variant)), to, codes);
    // لاجئين is of لاجئ, قارئه of قارئ; but a case before a pronoun makes a ئ of أ (مبدئه).
    let (before, last) = (key.at(to.wrapping_sub(2)), to - 1);
    let own = !r.inflection().text.is_empty() || key.at(to.wrapping_sub(3)) == ALEF;
    if own && key.on_yeh >> last & 1 == 1 && !matches!(before, ALEF | WAW | YEH) {
        codes.replace_last(ON_YEH);
    }
    if r.variant == OLD_HAMZA {
        codes.replace_last(YEH);
        codes.push(ON_LINE);
    }
}

/// Whether the ending is ية, يات or يت of a listed noun.
fn feminine_nisba(key: &Key, r: &Reading) -> bool {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let text = r.inflection().text;
    matches!(text, "ية" | "يه" | "يت" | "يات") && look_up(lexicon_key(key.part(from, to + 1))).flags() & flag::FEMININE != 0
}

/// The singular that an entry of the lexicon has.
pub(crate) fn listed(entry: u16) -> &'static str {
    let at = SINGULARS.binary_search_by_key(&entry, |s| s.0).ok();
    line(WORDS, at.and_then(|i| SINGULARS.get(i)).map(|s| &s.1))
}

/// The line of a text that begins at a place.
pub(crate) fn line(text: &'static str, at: Option<&u16>) -> &'static str {
    at.and_then(|&at| text.get(usize::from(at)..)).and_then(|rest| rest.split('\n').next()).unwrap_or_default()
}

fn singular(entry: u16, spelling: Spelling, out: &mut String) {
    match spelling {
        Spelling::Careful => out.push_str(listed(entry)),
        Spelling::Folded => out.extend(listed(entry).chars().map(fold)),
    }
}

fn stem(key: &Key, from: usize, to: usize, out: &mut Codes) {
    for i in from..to {
        let is = |places: u32| places >> i & 1 == 1;
        // The seat of the last letter depends on what follows it.
        let last = i + 1 == to;
        out.push(match key.at(i) {
            _ if is(key.maksura) => MAKSURA_CODE,
            HAMZA if is(key.below) => BELOW,
            HAMZA if (is(key.on_waw) || (is(key.on_yeh) && key.at(i + 1) == WAW)) && !last => ON_WAW,
            HAMZA if is(key.on_yeh) && (!last || to == key.len()) => ON_YEH,
            // رأي, whatever the rule says.
            HAMZA if is(key.above) && i > from && !last && key.at(i + 1) == YEH => ABOVE,
            HAMZA if is(key.on_waw | key.on_yeh | key.above) || (!last && key.at(i + 1) == ALEF) => HAMZA,
            // The آ of مكافآت is أ with the ا of the plural.
            HAMZA if last && is(key.madda) => ABOVE,
            HAMZA => ON_LINE,
            c => c,
        });
    }
}

fn radical(root: u32, digit: u32) -> u8 {
    let n = if root >> 15 != 0 { 4 } else { 3 };
    (root >> (5 * (n - digit.min(n)))) as u8 & 31
}

fn pattern(pattern: &str, root: u32, out: &mut Codes) {
    for c in pattern.chars() {
        match c.to_digit(10) {
            Some(d) => out.push(radical(root, d.max(1))),
            None => match c {
                'ى' => out.push(MAKSURA_CODE),
                'إ' => out.push(BELOW),
                'ؤ' => out.push(ON_WAW),
                'ئ' => out.push(ON_YEH),
                'ء' => out.push(ON_LINE),
                'آ' => {
                    out.push(HAMZA);
                    out.push(ALEF);
                }
                c => out.push(super::key::code(c)),
            },
        }
    }
}

/// The perfect of a form, third person, by the rules of weak and doubled radicals.
fn verb(root: u32, kind: u8, out: &mut Codes) {
    if kind >= 14 {
        let p = match kind {
            14 => "1234",
            15 => "ت1234",
            _ => "ا1234",
        };
        return pattern(p, root, out);
    }
    let form = kind - FIRST_VERB + 1;
    let (r1, r2, r3) = (radical(root, 1), radical(root, 2), radical(root, 3));
    let weak = |r: u8| r == WAW || r == YEH;
    let plain = matches!(form, 1 | 4 | 7 | 8 | 10);
    let prefix: &[u8] = match form {
        4 => &[HAMZA],
        5 | 6 => &[4],
        7 => &[ALEF, 26],
        8 | 9 => &[ALEF],
        10 => &[ALEF, 13, 4],
        _ => &[],
    };
    for &c in prefix {
        out.push(c);
    }
    match (form, r1) {
        (8, WAW) => out.push(4),
        (8, 17 | 18 | 9) => out.push(r1),
        (8, 10) => out.push(9),
        (8, 15 | 16) => {
            out.push(r1);
            out.push(17);
        }
        (8, 12) => {
            out.push(r1);
            out.push(9);
        }
        (8, _) => {
            out.push(r1);
            out.push(4);
        }
        _ => out.push(r1),
    }
    if form == 4 && r1 == HAMZA {
        // آمن
        if let Some(last) = out.last() {
            *last = ALEF;
        }
    }
    if matches!(form, 3 | 6) {
        out.push(ALEF);
    }
    let hollow = plain && weak(r2) && !weak(r3) && r2 != r3;
    out.push(if hollow { ALEF } else { r2 });
    if weak(r3) {
        out.push(if form == 1 && r3 == WAW { ALEF } else { MAKSURA_CODE });
    } else if !(r2 == r3 && (plain || matches!(form, 3 | 6 | 9))) {
        out.push(r3);
    }
}

/// Letters of a lemma by code, as a careful writer has them, and folded. ء is not told: its seat follows its neighbours.
static CAREFUL: [char; 64] = letters(false);
static FOLDED: [char; 64] = letters(true);

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn letters(folded: bool) -> [char; 64] {
    let mut letters = ['\u{FFFD}'; 64];
    let own = [(MAKSURA_CODE, 'ى'), (BELOW, 'إ'), (ON_WAW, 'ؤ'), (ON_YEH, 'ئ'), (ON_LINE, 'ء'), (ABOVE, 'أ')];
    let mut i = 0;
    while i < ALPHABET.len() + own.len() {
        let (code, letter) = if i < ALPHABET.len() { (i as u8, ALPHABET[i]) } else { own[i - ALPHABET.len()] };
        letters[code as usize] = if folded { fold(letter) } else { letter };
        i += 1;
    }
    letters
}

/// Letters as text. The seat of a hamza follows its neighbours as far as letters without vowels tell.
#[inline(always)]
fn spell(codes: &Codes, spelling: Spelling, out: &mut String) {
    if codes.len != 0 {
        spell_letters(codes, spelling, out);
    }
}

#[inline(never)]
fn spell_letters(codes: &Codes, spelling: Spelling, out: &mut String) {
    let all = codes.codes.get(..codes.len).unwrap_or_default();
    let folded = spelling == Spelling::Folded;
    let letters = if folded { &FOLDED } else { &CAREFUL };
    let mut before = None;
    let mut all = all.iter().copied().peekable();
    while let Some(code) = all.next() {
        let mut letter = letters.get(usize::from(code)).copied().unwrap_or('\u{FFFD}');
        let mut last = code;
        if code == HAMZA {
            letter = hamza(before, all.peek().copied());
            if letter == 'آ' {
                last = all.next().unwrap_or(code);
            }
            letter = if folded { fold(letter) } else { letter };
        }
        before = Some(last);
        out.push(letter);
    }
}

/// A hamza between two letters, or آ for it and the ا behind it.
fn hamza(before: Option<u8>, next: Option<u8>) -> char {
    match (before, next) {
        (b, Some(ALEF)) if !matches!(b, Some(ALEF | WAW)) => 'آ',
        (None, _) => 'أ',
        (Some(ALEF | WAW | YEH), None) => 'ء',
        (_, None) => 'أ',
        (_, Some(YEH)) | (Some(YEH), _) => 'ئ',
        (Some(ALEF), Some(TEH_MARBUTA)) => 'ء',
        (Some(ALEF), _) => 'ئ',
        (_, Some(WAW)) | (Some(WAW), _) => 'ؤ',
        _ => 'أ',
    }
}

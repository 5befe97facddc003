//! The lemma of a reading, computed from its root and template. The lemma of a verb is the third person masculine singular of its perfect. The
//! lemma of a broken plural is its singular. The lemma of an adjective is its form without ة. The lemma of a noun ends in ة if the singular ends
//! in ة. Only the singulars of broken plurals and a few irregular lemmas are listed.
//!
//! [`Parse::lemma`](super::Parse::lemma) returns the lemma in the standard spelling. The lexical stemmer uses `readings::folded_lemma`, which
//! returns the lemma with folded letters.

use alloc::string::String;

use super::grammar::lexicon::look_up;
use super::grammar::slots::InflectionKind;
use super::grammar::tables::singular;
use super::grammar::template::lemma_pattern;
use super::schema::*;
use super::search::reading::{CLOSED, EMPTY, NAME, PLURAL, Reading, StemVariant, UNKNOWN};
use super::word::codes::LetterCodes;
use crate::scan::copy;

/// The letter codes of a lemma while the lemma is built. The codes are the letter codes of `schema`, and the codes 32 to 37 below. The codes 32
/// to 37 distinguish letters that have the same code in `schema`, such as إ and أ.
struct LemmaCodes {
    codes: [u8; 32],
    len: usize,
}

impl LemmaCodes {
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

/// The code of ى in a lemma. In `schema`, ى has the code of ي.
const MAKSURA: u8 = 32;
/// The codes of إ, ؤ, ئ, ء and أ in a lemma. These codes fix the seat of a hamza. The code [`HAMZA`] leaves the seat open: the function [`hamza`]
/// chooses the seat by the letters before and after the hamza.
const HAMZA_BELOW: u8 = 33;
const HAMZA_ON_WAW: u8 = 34;
const HAMZA_ON_YEH: u8 = 35;
const HAMZA_ON_LINE: u8 = 36;
const HAMZA_ABOVE: u8 = 37;

/// The spelling in which a lemma is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// The standard spelling, with hamzas, ى and ة: مدرسة.
    Careful,
    /// The spelling after folding by the rules of [`crate::stem`]: أ إ آ are ا, ى is ي, ة is ه.
    Folded,
}

/// Appends the lemma of a reading of `word` to `out`.
///
/// If the lemma starts with the stem and folding does not change the stem, the bytes of the stem are copied to `out` at once. All other letters
/// are collected as codes. [`spell`] appends these codes at the end, because the seat of a hamza depends on the next letter.
pub(crate) fn push_lemma(word: &str, letters: &LetterCodes, r: &Reading, spelling: Spelling, out: &mut String) {
    let mut codes = LemmaCodes { codes: [0; 32], len: 0 };
    let ending = r.inflection().kind;
    let Some(t) = r.template() else {
        if r.template == PLURAL {
            return push_singular(r.singular, spelling, out);
        }
        push_untemplated(word, letters, r, spelling, &mut codes, out);
        return spell(&codes, spelling, out);
    };
    if t.kind.is_verb() {
        if t.fill == Fill::Fixed && t.lemma != 0 {
            push_pattern(lemma_pattern(t), r.root, &mut codes);
        } else {
            push_verb(r.root, t.kind, &mut codes);
        }
        return spell(&codes, spelling, out);
    }
    let may_be_plural =
        ending == InflectionKind::Plain || (ending == InflectionKind::Teh && matches!(r.inflection().text, "ة" | "ت" | "ه"));
    if r.singular != 0 && may_be_plural && t.root_classes & BEGINS_WITH_HAMZA_BELOW == 0 {
        return push_singular(r.singular, spelling, out);
    }
    // The row of the template names the lemma pattern of another word with the same letters. A listed noun in ة does not have this lemma: أغنية
    // is not a plural of غناء.
    let listed_teh = r.feminine && ending == InflectionKind::Teh && t.fill != Fill::Fixed;
    if t.lemma != 0 && !listed_teh {
        push_pattern(lemma_pattern(t), r.root, &mut codes);
    } else {
        push_noun_stem(word, letters, r, t, spelling, &mut codes, out);
    }
    push_noun_ending(letters, r, t, listed_teh, &mut codes);
    spell(&codes, spelling, out);
}

/// Appends the singular that is stored for the lexicon word with the number `entry`.
fn push_singular(entry: u16, spelling: Spelling, out: &mut String) {
    match spelling {
        Spelling::Careful => out.push_str(singular(entry)),
        Spelling::Folded => out.extend(singular(entry).chars().map(fold)),
    }
}

/// Folds a letter of a lemma by the rules of `Normalizer::search`: أ إ آ to ا, ى to ي, ة to ه.
const fn fold(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    }
}

/// Appends the lemma of a reading without a template. The lemma is the stem or, if the reading has no stem, the preposition. If folding would not
/// change the stem, the bytes of the stem are copied to `out`.
#[inline(always)]
fn push_untemplated(word: &str, letters: &LetterCodes, r: &Reading, spelling: Spelling, codes: &mut LemmaCodes, out: &mut String) {
    if r.template == EMPTY {
        return codes.push(r.prefix().particle);
    }
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    if spelling == Spelling::Folded && letters.is_folded(from, to) {
        copy::push(word, 2 * from, 2 * to, out);
    } else {
        push_letters(letters, from, to, codes);
    }
    match (r.template, r.inflection().kind) {
        // The lemma of عليه is على.
        (CLOSED, _) if spelling == Spelling::Careful && r.stem_flags(letters) & flag::MAKSURA != 0 => codes.replace_last(MAKSURA),
        // A listed relative adjective ends in ي. The lemma of this adjective has no ة.
        (NAME | UNKNOWN, InflectionKind::Teh) if letters.at(to - 1) == YEH => {}
        (NAME | UNKNOWN, InflectionKind::Teh) => codes.push(TEH_MARBUTA),
        (NAME | UNKNOWN, InflectionKind::Nisba) => codes.push(YEH),
        _ => {}
    }
}

/// Appends the letters of the stem at the positions `from..to`. Keeps the seat of a hamza if the hamza has the same seat in the lemma. Otherwise
/// appends [`HAMZA`], so that the seat is chosen later.
fn push_letters(letters: &LetterCodes, from: usize, to: usize, codes: &mut LemmaCodes) {
    for i in from..to {
        let is = |positions: u32| positions >> i & 1 == 1;
        // The seat of a hamza at the end of the stem depends on the suffix. The lemma has no suffix, so the seat may differ.
        let last = i + 1 == to;
        let before_waw = letters.at(i + 1) == WAW;
        codes.push(match letters.at(i) {
            _ if is(letters.maksura) => MAKSURA,
            HAMZA if is(letters.hamza_below) => HAMZA_BELOW,
            HAMZA if (is(letters.hamza_on_waw) || (is(letters.hamza_on_yeh) && before_waw)) && !last => HAMZA_ON_WAW,
            HAMZA if is(letters.hamza_on_yeh) && (!last || to == letters.len()) => HAMZA_ON_YEH,
            // The function `hamza` would choose ئ before ي, but رأي is written with أ.
            HAMZA if is(letters.hamza_above) && i > from && !last && letters.at(i + 1) == YEH => HAMZA_ABOVE,
            HAMZA if is(letters.hamza_on_waw | letters.hamza_on_yeh | letters.hamza_above) || (!last && letters.at(i + 1) == ALEF) => HAMZA,
            // The آ of مكافآت combines the أ of the stem and the ا of the plural ending ات.
            HAMZA if last && is(letters.madda) => HAMZA_ABOVE,
            HAMZA => HAMZA_ON_LINE,
            c => c,
        });
    }
}

/// Appends the letters of a pattern, with the radicals of the root instead of the digits 1 to 4.
fn push_pattern(pattern: &str, root: u32, codes: &mut LemmaCodes) {
    for c in pattern.chars() {
        match c.to_digit(10) {
            Some(d) => codes.push(radical(root, d.max(1))),
            None => match c {
                'ى' => codes.push(MAKSURA),
                'إ' => codes.push(HAMZA_BELOW),
                'ؤ' => codes.push(HAMZA_ON_WAW),
                'ئ' => codes.push(HAMZA_ON_YEH),
                'ء' => codes.push(HAMZA_ON_LINE),
                'آ' => {
                    codes.push(HAMZA);
                    codes.push(ALEF);
                }
                c => codes.push(letter_code(c)),
            },
        }
    }
}

/// Returns the radical that a digit of a pattern represents: digit 1 is the first radical of the root.
fn radical(root: u32, digit: u32) -> u8 {
    let n = if root >> 15 != 0 { 4 } else { 3 };
    (root >> (5 * (n - digit.min(n)))) as u8 & 31
}

/// Appends the lemma of a verb: the third person masculine singular of the perfect of a root in a verb form, by the rules of weak and doubled
/// radicals.
fn push_verb(root: u32, form: TemplateKind, codes: &mut LemmaCodes) {
    use TemplateKind::*;
    match form {
        Q1 => return push_pattern("1234", root, codes),
        Q2 => return push_pattern("ت1234", root, codes),
        Q4 => return push_pattern("ا1234", root, codes),
        _ => {}
    }
    let (r1, r2, r3) = (radical(root, 1), radical(root, 2), radical(root, 3));
    let weak = |r: u8| r == WAW || r == YEH;
    let has_short_vowels = matches!(form, I | IV | VII | VIII | X);
    let prefix: &[u8] = match form {
        IV => &[HAMZA],
        V | VI => &[TEH],
        VII => &[ALEF, NOON],
        VIII | IX => &[ALEF],
        X => &[ALEF, SEEN, TEH],
        _ => &[],
    };
    prefix.iter().for_each(|&c| codes.push(c));
    if form == VIII {
        push_eighth(r1, codes);
    } else {
        codes.push(r1);
    }
    if form == IV && r1 == HAMZA {
        // The two letters أ and ء are written together as آ: آمن.
        codes.replace_last(ALEF);
    }
    if matches!(form, III | VI) {
        codes.push(ALEF);
    }
    let hollow = has_short_vowels && weak(r2) && !weak(r3) && r2 != r3;
    codes.push(if hollow { ALEF } else { r2 });
    if weak(r3) {
        codes.push(if form == I && r3 == WAW { ALEF } else { MAKSURA });
    } else if !(r2 == r3 && (has_short_vowels || matches!(form, III | VI | IX))) {
        codes.push(r3);
    }
}

/// Appends the first radical and the infix ت of form VIII after assimilation: اتصل, اطلع, ادعى, اصطبر, ازدحم.
fn push_eighth(r1: u8, codes: &mut LemmaCodes) {
    let (first, second) = match r1 {
        WAW => (TEH, None),
        TAH | ZAH | DAL => (r1, None),
        THAL => (DAL, None),
        SAD | DAD => (r1, Some(TAH)),
        ZAIN => (r1, Some(DAL)),
        _ => (r1, Some(TEH)),
    };
    codes.push(first);
    if let Some(second) = second {
        codes.push(second);
    }
}

/// Appends the stem of a noun. Adds the final ي that a defective participle has lost (قاض, lemma قاضي). If the template ends in ى, writes a final
/// ا or ي of the stem as ى. If folding would not change the stem, the bytes of the stem are copied to `out`.
#[inline(always)]
fn push_noun_stem(
    word: &str,
    letters: &LetterCodes,
    r: &Reading,
    t: &Template,
    spelling: Spelling,
    codes: &mut LemmaCodes,
    out: &mut String,
) {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let weak_end = t.slots & (SLOT_DI | SLOT_DU) != 0;
    let maksura = t.slots & (SLOT_E0 | SLOT_E1) != 0;
    if spelling == Spelling::Folded && r.variant == StemVariant::AsWritten && !maksura && letters.is_folded(from, to) {
        copy::push(word, 2 * from, 2 * to, out);
    } else {
        push_variant(letters, r, t, codes);
    }
    if weak_end {
        codes.push(YEH);
    }
    if maksura
        && let Some(last) = codes.last()
        && matches!(*last, ALEF | YEH)
    {
        *last = MAKSURA;
    }
}

/// Appends the stem of a reading in the spelling of its template. If the word writes the stem differently, reverses this respelling, which is the
/// [`StemVariant`] of the reading.
fn push_variant(letters: &LetterCodes, r: &Reading, t: &Template, codes: &mut LemmaCodes) {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let replaced = match r.variant {
        StemVariant::AlefForHamza if t.root_classes & BEGINS_WITH_HAMZA_BELOW != 0 => {
            codes.push(HAMZA_BELOW);
            1
        }
        StemVariant::AlefForHamza => {
            codes.push(HAMZA);
            1
        }
        StemVariant::AlefForMadda => {
            codes.push(HAMZA);
            codes.push(ALEF);
            1
        }
        StemVariant::HamzaForAlef => {
            codes.push(ALEF);
            1
        }
        StemVariant::AsWritten | StemVariant::OldHamza => 0,
    };
    push_letters(letters, from + replaced, to, codes);
    // A final ئ of the stem remains in the lemma if an inflection follows (لاجئين, lemma لاجئ), and if the third-to-last letter of the stem is ا
    // (قارئه, lemma قارئ). In all other words the lemma may end in أ, because the case ending before a pronoun has changed أ to ئ: مبدئه, lemma
    // مبدأ.
    let (before, last) = (letters.at(to.wrapping_sub(2)), to - 1);
    let keeps_seat = !r.inflection().text.is_empty() || letters.at(to.wrapping_sub(3)) == ALEF;
    if keeps_seat && letters.hamza_on_yeh >> last & 1 == 1 && !matches!(before, ALEF | WAW | YEH) {
        codes.replace_last(HAMZA_ON_YEH);
    }
    if r.variant == StemVariant::OldHamza {
        codes.replace_last(YEH);
        codes.push(HAMZA_ON_LINE);
    }
}

/// Appends the final letters of the lemma: the ي of a relative adjective, and ة if the lemma of the noun ends in ة.
#[inline(always)]
fn push_noun_ending(letters: &LetterCodes, r: &Reading, t: &Template, listed_teh: bool, codes: &mut LemmaCodes) {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let ending = r.inflection().kind;
    let needs_teh = t.slots & SLOT_F != 0 && t.lemma == 0;
    // If a noun has an ا after its first two letters and a plural in ات, its singular rarely ends in ة: the singular of قطاعات is قطاع.
    let has_long_alef = (from + 2..to).any(|i| letters.at(i) == ALEF);
    let noun = t.kind == TemplateKind::Noun && !(has_long_alef && ending == InflectionKind::Plural);
    let keeps_teh = r.feminine || needs_teh || noun;
    let lemma_is_listed = t.fill == Fill::Fixed && t.lemma != 0;
    match ending {
        _ if lemma_is_listed && ending != InflectionKind::Nisba => {}
        InflectionKind::Nisba => {
            codes.push(YEH);
            // If a relative adjective is also a listed noun in ة, the lemma keeps the ة: أهمية.
            if t.kind == TemplateKind::Adjective && is_feminine_nisba(letters, r) {
                codes.push(TEH_MARBUTA);
            }
        }
        InflectionKind::Teh if listed_teh || keeps_teh || t.kind == TemplateKind::VerbalNoun => codes.push(TEH_MARBUTA),
        InflectionKind::Plural if keeps_teh => codes.push(TEH_MARBUTA),
        _ if needs_teh => codes.push(TEH_MARBUTA),
        _ => {}
    }
}

/// Returns whether the inflection is ية, يه, يات or يت and the lexicon lists the stem with this ي as a noun in ة: أهمية.
fn is_feminine_nisba(letters: &LetterCodes, r: &Reading) -> bool {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let text = r.inflection().text;
    matches!(text, "ية" | "يه" | "يت" | "يات") && look_up(lexicon_key(letters.part(from, to + 1))).flags() & flag::FEMININE != 0
}

/// Appends the text of the codes to `out`.
#[inline(always)]
fn spell(codes: &LemmaCodes, spelling: Spelling, out: &mut String) {
    if codes.len != 0 {
        spell_letters(codes, spelling, out);
    }
}

/// Appends the text of a list of codes to `out`. The list must not be empty. This function is separate from [`spell`], because most lemmas are
/// copied and have no codes.
#[inline(never)]
fn spell_letters(codes: &LemmaCodes, spelling: Spelling, out: &mut String) {
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

/// The letters of a lemma, indexed by code, in standard and in folded spelling. The code [`HAMZA`] is the only exception: the function [`hamza`]
/// chooses its letter.
static CAREFUL: [char; 64] = spelled_letters(false);
static FOLDED: [char; 64] = spelled_letters(true);

#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const fn spelled_letters(folded: bool) -> [char; 64] {
    let mut letters = ['\u{FFFD}'; 64];
    let own = [(MAKSURA, 'ى'), (HAMZA_BELOW, 'إ'), (HAMZA_ON_WAW, 'ؤ'), (HAMZA_ON_YEH, 'ئ'), (HAMZA_ON_LINE, 'ء'), (HAMZA_ABOVE, 'أ')];
    let mut i = 0;
    while i < ALPHABET.len() + own.len() {
        let (code, letter) = if i < ALPHABET.len() { (i as u8, ALPHABET[i]) } else { own[i - ALPHABET.len()] };
        letters[code as usize] = if folded { fold(letter) } else { letter };
        i += 1;
    }
    letters
}

/// Returns a hamza with the seat that the preceding and the following letter determine in a word without vowels. If the next letter is ا and the
/// preceding letter is neither ا nor و, returns آ, which also represents this ا.
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

//! Computes the lemma of a reading from its root and template, or from its stem. The lemma of a verb is the third person masculine singular
//! of its perfect. The lemma of a broken plural is its singular. The lemma of an adjective is its form without ة. The lemma of a noun ends
//! in ة if the singular ends in ة. The data files list only the singulars of plurals, the lemma patterns of some templates, and the lemmas
//! of irregular stems.
//!
//! [`Parse::lemma`](super::Parse::lemma) returns the lemma in the standard spelling. The function `readings::folded_lemma` returns the
//! lemma with folded letters for the lexical stemmer.

use alloc::string::String;

use super::grammar::lexemes;
use super::grammar::lexicon::look_up;
use super::grammar::slots::InflectionKind;
use super::grammar::tables::singular;
use super::grammar::template::lemma_pattern;
use super::schema::*;
use super::search::reading::{CLOSED, EMPTY, NAME, PLURAL, Reading, StemVariant, UNKNOWN};
use super::user::UserLexicon;
use super::word::codes::LetterCodes;
use crate::chars::is_mark;
use crate::scan::copy;

/// The letter codes of a lemma while the lemma is built. A code is a letter code of `schema` (0 to 31) or one of the constants below (32 to
/// 37). These constants distinguish letters that have the same code in `schema`, such as إ and أ.
struct LemmaCodes {
    codes: [u8; 32],
    len: usize,
}

impl LemmaCodes {
    /// Appends a code. If the list is full, ignores the code.
    fn push(&mut self, code: u8) {
        if let Some(c) = self.codes.get_mut(self.len) {
            *c = code;
            self.len += 1;
        }
    }

    /// Replaces the last code. If the list is empty, does nothing.
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
/// The codes of إ, ؤ, ئ, ء and أ in a lemma. Each of these codes determines the seat of a hamza, which is the letter that carries the
/// hamza. The code [`HAMZA`] does not determine the seat: the function [`hamza`] chooses the seat by the preceding and the following
/// letter.
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
    /// The spelling after folding by the rules of [`crate::stem`]: أ إ آ become ا, ى becomes ي, and ة becomes ه.
    Folded,
}

/// Appends the lemma of a reading of `word` to `out`. `letters` contains the letter codes of `word`.
///
/// In most cases, the function collects the letters of the lemma as codes. After the last code, [`spell`] appends the text of the codes to
/// `out`. The text of a code cannot be appended earlier, because the seat of a hamza depends on the next letter. There are two exceptions.
/// First, a listed singular is appended directly. Second, a fast path exists for lemmas that start with the stem: if the spelling is
/// [`Spelling::Folded`] and neither folding nor the template changes the stem, the bytes of the stem are copied from `word` to `out`.
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
    if r.singular != 0 && may_be_plural && t.root_classes & BEGINS_WITH_HAMZA_BELOW == 0 && !is_elative(t) {
        return push_singular(r.singular, spelling, out);
    }
    // A listed noun in ة does not use the lemma pattern of its template, because the pattern may belong to a plural with the same letters.
    // For example, أغنية has the template of a plural of غناء, but أغنية is a listed noun.
    let listed_teh = r.feminine && ending == InflectionKind::Teh && t.fill != Fill::Fixed;
    // A relative adjective keeps its stem as it is written, also if the stem is a plural: نسائي, أخلاقي.
    let is_relative = ending == InflectionKind::Nisba;
    if t.lemma != 0 && !listed_teh && !is_relative {
        push_pattern(lemma_pattern(t), r.root, &mut codes);
    } else {
        push_noun_stem(word, letters, r, t, spelling, &mut codes, out);
    }
    push_noun_ending(letters, r, t, listed_teh, &mut codes);
    spell(&codes, spelling, out);
}

/// Appends the lemma of a reading whose stem is a part of a word of a user lexicon.
pub(crate) fn push_user_lemma(user: &UserLexicon, r: &Reading, spelling: Spelling, out: &mut String) {
    let lemma = user.lemma_of_stem(r.root, r.inflection().kind == InflectionKind::Nisba);
    let letters = lemma.chars().filter(|c| !is_mark(*c));
    match spelling {
        Spelling::Careful => out.extend(letters),
        Spelling::Folded => out.extend(letters.map(fold)),
    }
}

/// Returns whether a template is that of elatives, whose letters may also be those of a plural: أشهر.
const fn is_elative(t: &Template) -> bool {
    matches!(t.kind, TemplateKind::Adjective) && t.root_classes & (BEGINS_WITH_HAMZA_ABOVE | DIPTOTE) == BEGINS_WITH_HAMZA_ABOVE | DIPTOTE
}

/// Appends the singular that is stored for the lexicon word with the number `entry`. Appends nothing if no singular is stored.
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

/// Appends the lemma of a reading that has no template and is not a listed plural. The lemma is the stem or, if the reading has no stem,
/// the preposition. If a name or an unknown stem has an ending with ة (after a letter other than ي) or with the ي of a relative adjective,
/// the lemma also has this ة or ي. The letters are appended to `codes`, except that the bytes of the stem are copied to `out` if the
/// spelling is [`Spelling::Folded`] and folding does not change the stem.
#[inline(always)]
fn push_untemplated(word: &str, letters: &LetterCodes, r: &Reading, spelling: Spelling, codes: &mut LemmaCodes, out: &mut String) {
    if r.template == EMPTY {
        return codes.push(r.prefix().particle);
    }
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    if r.template == CLOSED {
        let entry = look_up(lexicon_key(letters.part(from, to))).number();
        if !singular(entry).is_empty() {
            return push_singular(entry, spelling, out);
        }
    }
    if spelling == Spelling::Folded && letters.is_folded(from, to) {
        copy::push(word, 2 * from, 2 * to, out);
    } else {
        push_letters(letters, from, to, codes);
    }
    match (r.template, r.inflection().kind) {
        // The reading of عليه has the stem علي. Its lemma is على.
        (CLOSED, _) if spelling == Spelling::Careful && r.stem_flags(letters) & flag::MAKSURA != 0 => codes.replace_last(MAKSURA),
        // A name or unknown stem in ي before ة is a relative adjective. The lemma of a relative adjective has no ة.
        (NAME | UNKNOWN, InflectionKind::Teh) if letters.at(to - 1) == YEH && !r.feminine => {}
        // An adjective that no template forms has its root in the lexicon: مؤقتة.
        (NAME, InflectionKind::Teh) if !r.feminine && r.listed_root(letters).is_some() => {}
        (NAME | UNKNOWN, InflectionKind::Teh) => codes.push(TEH_MARBUTA),
        (NAME, InflectionKind::Plural) if r.feminine => codes.push(TEH_MARBUTA),
        (NAME | UNKNOWN, InflectionKind::Nisba) => {
            codes.push(YEH);
            if is_feminine_nisba(letters, r) {
                codes.push(TEH_MARBUTA);
            }
        }
        _ => {}
    }
}

/// Appends the codes of the letters at the positions `from..to`; `to` is not included. If the word determines the seat of a hamza in the
/// lemma, appends the code of this seat. Otherwise appends [`HAMZA`], so that [`hamza`] chooses the seat later.
fn push_letters(letters: &LetterCodes, from: usize, to: usize, codes: &mut LemmaCodes) {
    for i in from..to {
        let is = |positions: u32| positions >> i & 1 == 1;
        // The seat of a final hamza of the stem depends on the suffix. The lemma has no suffix, so the seat in the lemma may differ.
        let last = i + 1 == to;
        let before_waw = letters.at(i + 1) == WAW;
        codes.push(match letters.at(i) {
            _ if is(letters.maksura) => MAKSURA,
            HAMZA if is(letters.hamza_below) => HAMZA_BELOW,
            // The standard spelling of ئ before و is ؤ: the lemma of مسئول is مسؤول.
            HAMZA if (is(letters.hamza_on_waw) || (is(letters.hamza_on_yeh) && before_waw)) && !last => HAMZA_ON_WAW,
            // Without a suffix, the final seat is that of the lemma: لؤلؤ, أسوأ.
            HAMZA if is(letters.hamza_on_waw) && to == letters.len() => HAMZA_ON_WAW,
            HAMZA if is(letters.hamza_above) && last && to == letters.len() => HAMZA_ABOVE,
            HAMZA if is(letters.hamza_on_yeh) && (!last || to == letters.len()) => HAMZA_ON_YEH,
            // After ي or before it, the function `hamza` would choose ئ, but يأس and رأي are written with أ. So the written أ is kept.
            HAMZA if is(letters.hamza_above) && i > from && !last && (letters.at(i + 1) == YEH || letters.at(i - 1) == YEH) => HAMZA_ABOVE,
            HAMZA if is(letters.hamza_on_waw | letters.hamza_on_yeh | letters.hamza_above) || (!last && letters.at(i + 1) == ALEF) => HAMZA,
            // The آ of مكافآت is the final أ of the stem and the ا of the ending ات. So the stem ends in أ.
            HAMZA if last && is(letters.madda) => HAMZA_ABOVE,
            HAMZA => HAMZA_ON_LINE,
            c => c,
        });
    }
}

/// Appends the letters of a pattern, with the radicals of `root` instead of the digits 1 to 4. For example, the pattern م123 and the root
/// كتب result in مكتب.
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

/// Returns the letter code of the radical that a digit of a pattern represents: the digit 1 represents the first radical. A digit that is
/// greater than the number of radicals represents the last radical.
fn radical(root: u32, digit: u32) -> u8 {
    let n = if root >> 15 != 0 { 4 } else { 3 };
    (root >> (5 * (n - digit.min(n)))) as u8 & 31
}

/// Appends the lemma of a verb: the third person masculine singular of the perfect of a root in a verb form. Weak and doubled radicals
/// follow the rules of conjugation: قول in form I is قال, and مدد in form I is مد.
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
    // In these forms, a weak second radical becomes ا unless the third radical is weak too (قال), and equal second and third radicals that
    // are not weak are written as one letter (مد).
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
        // The prefix أ and the radical ء are written as one آ: آمن. The codes of آ are `HAMZA` and `ALEF`.
        codes.replace_last(ALEF);
    }
    if matches!(form, III | VI) {
        codes.push(ALEF);
    }
    let hollow = has_short_vowels && weak(r2) && !weak(r3) && r2 != r3;
    codes.push(if hollow { ALEF } else { r2 });
    if weak(r3) {
        codes.push(if form == I && r3 == WAW { ALEF } else { MAKSURA });
    } else if r3 == HAMZA && matches!(form, II | V) {
        // A doubled ي with a short a precedes the hamza: هيأ.
        codes.push(HAMZA_ABOVE);
    } else if !(r2 == r3 && (has_short_vowels || matches!(form, III | VI | IX))) {
        codes.push(r3);
    }
}

/// Appends the first radical and the infix ت of form VIII. The two letters may be assimilated: the root وصل results in اتصل, طلع in اطلع,
/// دعو in ادعى, صبر in اصطبر, and زحم in ازدحم.
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

/// Appends the stem of a noun or adjective. If the stem has lost its final ي in this template (قاض), appends this ي (lemma قاضي). If the
/// template has the slots of nouns in ى, writes a final ا or ي of the stem as ى. The letters are appended to `codes`, except that the bytes
/// of the stem are copied to `out` if the spelling is [`Spelling::Folded`] and neither folding nor the template changes the stem.
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

/// Appends the stem of a reading in the spelling of its template. The written stem may differ from the template: احمد is written for أحمد.
/// If the difference is at the initial letter or is a final ئ for يء, the [`StemVariant`] of the reading records the difference, and the
/// function reverses it.
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
    // The function `push_letters` keeps a final ئ only at the end of the word. This code also keeps a final ئ of the stem after a letter
    // other than ا, و and ي in two cases: an inflection follows the stem (لاجئين, lemma لاجئ), or the third letter from the end of the stem
    // is ا (قارئه, lemma قارئ). Otherwise the lemma may end in أ, because the case ending before a pronoun can change أ to ئ (مبدئه, lemma
    // مبدأ).
    let (before, last) = (letters.at(to.wrapping_sub(2)), to - 1);
    let keeps_seat = !r.inflection().text.is_empty() || letters.at(to.wrapping_sub(3)) == ALEF;
    let is_short = to - from == 3 && r.inflection().text == "ا";
    let middle = (r.root >> 5) as u8 & 31;
    if letters.hamza_on_yeh >> last & 1 == 1 && (is_short && before != YEH || middle == YEH && to == letters.len()) {
        // Nouns of three letters have no seat (عبئا, lemma عبء), and شيئ is a common spelling of شيء.
        codes.replace_last(HAMZA_ON_LINE);
    } else if before == YEH && middle != YEH && to - from == 3 && letters.hamza_on_yeh >> last & 1 == 1 {
        // The ي is doubled and has a short i: سيئة, lemma سيئ.
        codes.replace_last(HAMZA_ON_YEH);
    } else if keeps_seat && letters.hamza_on_yeh >> last & 1 == 1 && !matches!(before, ALEF | WAW | YEH) {
        codes.replace_last(HAMZA_ON_YEH);
    }
    if r.variant == StemVariant::OldHamza {
        codes.replace_last(YEH);
        codes.push(HAMZA_ON_LINE);
    }
}

/// Appends the final letters of the lemma of a noun: the ي of a relative adjective, and ة if the lemma ends in ة. `listed_teh` is true if
/// the template has radicals, the stem with ة is a listed noun, and the word has this ة or an ending that replaces this ة.
#[inline(always)]
fn push_noun_ending(letters: &LetterCodes, r: &Reading, t: &Template, listed_teh: bool, codes: &mut LemmaCodes) {
    let (from, to) = (usize::from(r.from), usize::from(r.to));
    let ending = r.inflection().kind;
    let listed = if t.fill == Fill::Fixed { 0 } else { lexemes::find(r.root, r.template.into()) };
    let has_teh = ending == InflectionKind::Teh && listed >> LEXEME_TEH_SHIFT & 3 != 0;
    let listed_with_teh = (listed & LEXEME_NEEDS_TEH != 0 || has_teh) && t.slots & (SLOT_N | SLOT_V) != 0;
    let needs_teh = (t.slots & SLOT_F != 0 || listed_with_teh) && t.lemma == 0;
    // If a noun has an ا after its first two letters and a plural in ات, its singular rarely ends in ة. For example, the singular of قطاعات
    // is قطاع.
    let has_long_alef = (from + 2..to).any(|i| letters.at(i) == ALEF);
    let is_adjective = listed & LEXEME_IS_ADJECTIVE != 0;
    let noun = t.kind == TemplateKind::Noun && !is_adjective && !(has_long_alef && ending == InflectionKind::Plural);
    // The dictionary lists the noun without ة only: the singular of محركات is محرك.
    let takes_at = listed & LEXEME_TAKES_AT != 0 || matches!(listed & LEXEME_TIER, 1..=3) && !r.feminine;
    let is_masculine = takes_at && !needs_teh && ending == InflectionKind::Plural;
    let keeps_teh = (r.feminine || needs_teh || noun) && !is_masculine;
    let lemma_is_listed = t.fill == Fill::Fixed && t.lemma != 0;
    match ending {
        _ if lemma_is_listed && ending != InflectionKind::Nisba => {}
        InflectionKind::Nisba => {
            codes.push(YEH);
            // If the relative adjective with ة is a listed noun, the lemma keeps the ة: أهمية.
            if is_feminine_nisba(letters, r) {
                codes.push(TEH_MARBUTA);
            }
        }
        InflectionKind::Teh if listed_teh || keeps_teh || t.kind == TemplateKind::VerbalNoun && !is_adjective => codes.push(TEH_MARBUTA),
        InflectionKind::Plural if keeps_teh => codes.push(TEH_MARBUTA),
        _ if needs_teh => codes.push(TEH_MARBUTA),
        _ => {}
    }
}

/// Returns true if both conditions hold: the inflection is ية, يه, يات or يت, and the lexicon lists the stem followed by ية as a noun. For
/// example, the word أهمية has the stem أهم and the inflection ية, and the lexicon lists أهمية.
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

/// Appends the text of a list of codes to `out`. This function is not inlined into [`spell`], because most folded lemmas are copied and
/// have no codes.
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

/// The letters of a lemma, indexed by code, in the standard spelling. The code [`HAMZA`] has no fixed letter: the function [`hamza`]
/// chooses the letter.
static CAREFUL: [char; 64] = spelled_letters(false);
/// The letters of a lemma, indexed by code, in the folded spelling.
static FOLDED: [char; 64] = spelled_letters(true);

/// Returns the table [`FOLDED`] if `folded` is true, otherwise the table [`CAREFUL`].
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

/// Returns a hamza with the seat that is most likely by the spelling rules. The function does not know the vowels of the word. `before` and
/// `next` are the codes of the preceding and the following letter; `None` means that there is no letter. If `next` is ا and `before` is
/// neither ا nor و, returns آ. The letter آ also represents the next ا, so the caller must skip this ا.
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

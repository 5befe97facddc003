//! The reading of a stem by a template: the radicals that the stem shows, the root of these radicals, and the cost.

use super::candidate::{StemAnalysis, StemCandidate, StemSpelling, TemplateRef};
use super::reading::{EMPTY, ReadingSink, StemVariant};
use super::split::waw_discount;
use crate::morph::grammar::costs::*;
use crate::morph::grammar::lexemes;
use crate::morph::grammar::lexicon::look_up;
use crate::morph::grammar::slots::{PERFECT, PRESENT};
use crate::morph::grammar::tables::ROOTS;
use crate::morph::grammar::template::{allows_first_radical, fixed_root, hidden_radicals};
use crate::morph::schema::*;

/// The root كون.
const KANA: u32 = 23 << 10 | 28 << 5 | 26;

/// The reason why a stem has no reading by a template.
enum Rejection {
    /// The root does not exist. So the other templates of the shape with the same `radicals_number` have no reading either.
    NoRoot,
    /// The template does not allow the class of the root.
    WrongClass,
}

/// The root of a stem in a template.
#[derive(Clone, Copy)]
struct FoundRoot {
    root: u32,
    /// The flags of the root in [`ROOTS`].
    flags: u8,
    /// The cost of the root in the template.
    cost: i16,
    /// The value of the lexeme: its tier and its flags. 0 if the dictionary does not list it.
    listed: u32,
}

impl FoundRoot {
    /// Returns the slots of a template with this root: those of a noun in ة if the dictionary lists the noun only with ة, those of an adjective if it
    /// lists an adjective, and those of a noun without the plural in ون.
    #[inline(always)]
    fn slots(&self, slots: u32) -> u32 {
        const WITHOUT_TEH: u32 = SLOT_N | SLOT_V | SLOT_E0 | SLOT_E1;
        if self.listed & (LEXEME_NEEDS_TEH | LEXEME_IS_ADJECTIVE | LEXEME_NO_SOUND_PLURAL) == 0 {
            return slots;
        }
        if self.listed & LEXEME_NEEDS_TEH != 0 && slots & WITHOUT_TEH != 0 {
            slots & !WITHOUT_TEH | SLOT_F
        } else if self.listed & LEXEME_IS_ADJECTIVE != 0 && slots & SLOT_N != 0 {
            slots | SLOT_A
        } else if self.listed & LEXEME_NO_SOUND_PLURAL != 0 && slots & SLOT_A != 0 {
            slots & !SLOT_A | SLOT_V
        } else {
            slots
        }
    }

    /// Pushes the reading of the stem with ة, if the dictionary lists a noun in ة beside the word without ة: قلة beside قل. `analysis` is that of the stem
    /// without ة.
    #[inline(always)]
    fn push_with_teh(&self, stem: &StemCandidate<'_>, analysis: &StemAnalysis, t: &Template, sink: &mut impl ReadingSink) {
        let tier = self.listed >> LEXEME_TEH_SHIFT & 3;
        if tier != 0 && stem.wanted & SLOT_F != 0 && t.slots & (SLOT_N | SLOT_V | SLOT_A) != 0 && !t.kind.is_verb() {
            let cost = analysis.cost - self.cost + tier_cost(tier) + LISTED_TEH_COST;
            stem.push(&StemAnalysis { slots: SLOT_F, cost, ..*analysis }, sink);
        }
    }

    /// Pushes the reading of the stem as a relative adjective that the dictionary lists. `analysis` is that of the stem alone.
    #[inline(always)]
    fn push_relative(&self, stem: &StemCandidate<'_>, analysis: &StemAnalysis, sink: &mut impl ReadingSink) {
        let tier = self.listed >> LEXEME_NISBA_SHIFT & 3;
        let slots = if self.listed & LEXEME_NISBA_NEEDS_TEH != 0 { SLOT_RT } else { SLOT_R };
        if tier != 0 && stem.wanted & slots != 0 && analysis.template < EMPTY {
            let cost = analysis.cost - self.cost + tier_cost(tier);
            stem.push(&StemAnalysis { slots, cost, ..*analysis }, sink);
        }
    }
}

/// Returns the cost of a root and its flags. Returns `None` if the root does not exist.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 32,768 of 32,768, and below 4 of 4")]
fn root_cost(root: u32) -> Option<(i16, u8)> {
    let flags = ROOTS[root as usize & 0x7FFF];
    (flags & ROOT_TIER != 0).then_some((ROOT_TIER_COSTS[usize::from(flags & ROOT_TIER)], flags))
}

#[inline(always)]
fn is_weak(radical: u32) -> bool {
    radical == u32::from(WAW) || radical == u32::from(YEH)
}

/// Returns the letter of a stem at the position that [`Template::fourth`] returns.
#[inline(always)]
fn fourth(stem: u64, t: &Template) -> u32 {
    (stem >> (5 * t.fourth()).min(60)) as u32 & 31
}

/// Pushes the reading of a stem by a template. Returns false if the root does not exist.
#[inline(never)]
pub(super) fn push_template(
    stem: &StemCandidate<'_>,
    spelling: &StemSpelling,
    number: TemplateRef,
    t: &Template,
    sink: &mut impl ReadingSink,
) -> bool {
    let &StemSpelling { codes, cost: respelled, variant, .. } = spelling;
    // The offset of a hidden radical is 60, above all letters of the stem, so its code is 0.
    let radical = |i: u32| (codes >> (t.offsets >> (8 * i) & 63)) as u32 & 31;
    let radicals = [radical(0), radical(1), radical(2)];
    let class = if t.kind.is_verb() { VERB_CLASS + t.kind as u32 } else { u32::from(number.number) };
    let found = match t.fill {
        Fill::Sound => sound_root(codes, t, class, radicals),
        Fill::Quadriliteral => return push_quadriliteral(stem, spelling, number, t, class, radicals, sink),
        _ => hidden_root(t, class, radicals, stem.wanted),
    };
    let found = match found {
        Ok(found) => found,
        Err(reason) => return matches!(reason, Rejection::WrongClass),
    };
    let (FoundRoot { root, flags, .. }, slots) = (found, found.slots(t.slots));
    let mut cost = t.cost + respelled + found.cost;
    if flags & ROOT_PRESENT_IS_IV != 0
        && t.slots & PRESENT != 0
        && t.slots & PERFECT == 0
        && t.kind == TemplateKind::IV
        && !stem.ends_in_alef_seat()
    {
        cost -= PRESENT_IV_DISCOUNT;
    }
    // Where the present is rather of form IV, a perfect such as توقف is rather of form V than a present.
    if flags & ROOT_PRESENT_IS_IV != 0 && t.kind == TemplateKind::V && t.slots & stem.wanted & SLOT_P0 != 0 && !is_weak(root & 31) {
        cost -= PERFECT_V_DISCOUNT;
    }
    if t.kind == TemplateKind::I && root == KANA {
        cost -= KANA_DISCOUNT;
    }
    if matches!(found.listed & LEXEME_TIER, 1..=3) {
        cost -= waw_discount(stem.from, stem.codes);
    }
    if t.root_classes & SHOWS_VOWEL != 0 && found.listed != 0 {
        cost += vowel_cost(spelling, t, found.listed);
    }
    if root >> 10 == u32::from(HAMZA) && t.kind.is_verb() {
        cost += seat_cost(stem, codes, t);
    }
    if !stem.is_regular
        || spelling.stage != 1
        || t.root_classes & (ENDS_IN_MAKSURA | BEGINS_WITH_HAMZA_ABOVE | BEGINS_WITH_HAMZA_BELOW) != 0
    {
        cost += adjustment(stem, spelling, t, root);
    }
    let analysis = StemAnalysis { slots, cost, template: number.number, root, variant, order: number.order };
    found.push_relative(stem, &analysis, sink);
    found.push_with_teh(stem, &analysis, t, sink);
    stem.push(&analysis, sink);
    true
}

/// Pushes the reading of a stem by a template of four radicals. Returns false if the root does not exist.
#[inline(never)]
fn push_quadriliteral(
    stem: &StemCandidate<'_>,
    spelling: &StemSpelling,
    number: TemplateRef,
    t: &Template,
    class: u32,
    [r1, r2, r3]: [u32; 3],
    sink: &mut impl ReadingSink,
) -> bool {
    let Some(root) = quadriliteral_root([r1, r2, r3, fourth(spelling.codes, t)]) else { return false };
    let unlisted = if r1 == u32::from(HAMZA) && stem.to - stem.from > 4 { QUADRILITERAL_HAMZA_COST } else { 0 };
    let listed = lexemes::find(root, class);
    let more = listed_cost(listed).unwrap_or(unlisted + t.unlisted);
    let found = FoundRoot { root, flags: 0, cost: more, listed };
    let cost = t.cost + spelling.cost + more;
    let variant = spelling.variant;
    let analysis = StemAnalysis { slots: found.slots(t.slots), cost, template: number.number, root, variant, order: number.order };
    found.push_relative(stem, &analysis, sink);
    found.push_with_teh(stem, &analysis, t, sink);
    stem.push(&analysis, sink);
    true
}

/// Returns the cost that the spelling of a stem and its flags add to the cost of a template.
#[inline(never)]
fn adjustment(stem: &StemCandidate<'_>, spelling: &StemSpelling, t: &Template, root: u32) -> i16 {
    let &StemSpelling { codes, n, .. } = spelling;
    let letters = stem.letters;
    let mut cost = 0;
    let begins_with_alef_lam = root >> 10 == u32::from(LAM) && stem.first() == ALEF;
    if t.kind == TemplateKind::VIII && begins_with_alef_lam && stem.ends_in_maksura() {
        cost -= ILTAQA_DISCOUNT;
    }
    if t.root_classes & (BEGINS_WITH_HAMZA_ABOVE | BEGINS_WITH_HAMZA_BELOW) != 0 {
        let wrong = if t.root_classes & BEGINS_WITH_HAMZA_BELOW != 0 { letters.hamza_above } else { letters.hamza_below };
        if wrong >> stem.from & 1 == 1 {
            cost += WRONG_HAMZA_COST;
        }
    }
    if stem.to == letters.len() {
        let maksura = stem.ends_in_maksura();
        let written = (codes >> (5 * (n - 1))) as u8 & 31 == YEH;
        if t.root_classes & ENDS_IN_MAKSURA != 0 && !maksura {
            cost += YEH_FOR_MAKSURA_COST;
        } else if t.root_classes & ENDS_IN_MAKSURA == 0 && maksura && written {
            cost += MAKSURA_FOR_YEH_COST;
        }
    }
    if !t.kind.is_verb() {
        cost += noun_adjustment(stem, spelling, t, root);
    }
    cost
}

/// Returns the cost of a last letter that the verb of form I does not have in its perfect or in its present. تسمى is not the present of سما, which
/// is تسمو.
#[inline(always)]
fn vowel_cost(spelling: &StemSpelling, t: &Template, listed: u32) -> i16 {
    let is_alef = t.root_classes & ENDS_IN_MAKSURA != 0 || (spelling.codes >> (5 * (spelling.n - 1))) as u8 & 31 == ALEF;
    let ending = match (t.slots & PRESENT != 0, is_alef) {
        (true, true) => LEXEME_PRESENT_IN_ALEF,
        (true, false) => LEXEME_PRESENT_IN_YEH,
        (false, true) => LEXEME_PERFECT_IN_ALEF,
        (false, false) => LEXEME_PERFECT_IN_YEH,
    };
    if listed & ending == 0 { WRONG_ENDING_COST } else { 0 }
}

/// Returns the cost of a hamza with a wrong seat as the first radical of a verb. In the present of the forms II, III and IV, a short u precedes the
/// first radical (يؤكد), in form I only in the passive (يؤخذ), and in the forms V and VI never (تأكد).
#[inline(never)]
fn seat_cost(stem: &StemCandidate<'_>, codes: u64, t: &Template) -> i16 {
    let is_first = codes as u8 & 31 == HAMZA;
    let at = stem.from + usize::from(!is_first);
    let is_present = is_first && t.slots & stem.wanted & PRESENT != 0;
    let on_waw = stem.letters.hamza_on_waw >> at & 1 == 1;
    let on_alef = stem.letters.hamza_above >> at & 1 == 1;
    let is_wrong = match t.kind {
        TemplateKind::II | TemplateKind::III | TemplateKind::IV => is_present && on_alef,
        TemplateKind::V | TemplateKind::VI => !is_first && on_waw,
        _ => false,
    };
    match t.kind {
        TemplateKind::I if is_present && on_waw => WRONG_SEAT_COST / 2,
        _ if is_wrong => WRONG_SEAT_COST,
        _ => 0,
    }
}

/// Returns the part of [`adjustment`] that applies to all templates except verbs.
#[inline(always)]
fn noun_adjustment(stem: &StemCandidate<'_>, spelling: &StemSpelling, t: &Template, root: u32) -> i16 {
    let &StemSpelling { codes, n, variant, .. } = spelling;
    let letters = stem.letters;
    let (r2, r3) = (root >> 5 & 31, root & 31);
    let mut cost = 0;
    // The discount on a plural that is listed with ة is not part of this sum. It is subtracted together with the cost of the ending.
    if stem.flags & flag::PLURALS != 0 && matches!(t.kind, TemplateKind::Noun | TemplateKind::Plural) {
        if stem.flags & flag::PLURAL != 0 {
            cost -= if t.kind == TemplateKind::Plural { LISTED_PLURAL_DISCOUNT } else { LISTED_NOUN_PLURAL_DISCOUNT };
        }
        if t.fill == Fill::Sound && r2 == r3 && t.root_classes & ALLOWS_GEMINATE == 0 {
            cost -= GEMINATE_PLURAL_DISCOUNT;
        }
    }
    let last = stem.to - 1;
    if t.kind == TemplateKind::Noun && n == 3 && (codes >> 10) as u8 == HAMZA && variant != StemVariant::OldHamza {
        let at_end = stem.to == letters.len();
        let on_yeh = at_end && letters.hamza_on_yeh >> last & 1 == 1;
        let on_alef = letters.at(last) == ALEF || (at_end && letters.hamza_above >> last & 1 == 1);
        cost += if on_yeh || (on_alef && t.fill != Fill::Fixed) { NOUN_IN_SEATED_HAMZA_COST } else { 0 };
    }
    if variant == StemVariant::OldHamza && t.kind == TemplateKind::Adjective && t.fill != Fill::Fixed {
        cost += OLD_HAMZA_ADJECTIVE_COST;
    }
    if stem.flags & flag::ROOT != 0 && stem.wanted & SLOT_C != 0 {
        cost -= CLOSED_NOUN_DISCOUNT;
    }
    cost
}

/// Returns the root of a stem that shows three radicals.
#[inline(always)]
fn sound_root(stem: u64, t: &Template, class: u32, [r1, r2, r3]: [u32; 3]) -> Result<FoundRoot, Rejection> {
    if t.fourth() != NO_FOURTH && fourth(stem, t) != r3 {
        return Err(Rejection::NoRoot);
    }
    if is_weak(r3) && t.root_classes & ALLOWS_DEFECTIVE == 0 {
        return Err(Rejection::WrongClass);
    }
    if !allows_first_radical(t, r1) {
        return Err(Rejection::NoRoot);
    }
    let root = r1 << 10 | r2 << 5 | r3;
    let (mut cost, flags) = root_cost(root).ok_or(Rejection::NoRoot)?;
    // The class of a noun is its template, but that of a verb says nothing of its stems.
    let listed = lexemes::find(root, class);
    let known = listed_cost(listed);
    if let Some(cost) = known
        && !t.kind.is_verb()
    {
        return Ok(FoundRoot { root, flags, cost, listed });
    }
    cost = known.unwrap_or(cost + t.unlisted);
    if is_weak(r2) && t.root_classes & ALLOWS_HOLLOW == 0 {
        cost += UNEXPECTED_HOLLOW_COST;
    }
    if r2 == r3 && t.root_classes & ALLOWS_GEMINATE == 0 {
        cost += UNEXPECTED_GEMINATE_COST;
    }
    Ok(FoundRoot { root, flags, cost, listed })
}

/// Returns the root of a stem that hides a radical, or the root of a template with a fixed root. The code of a hidden radical is 0 in the argument.
/// `wanted` are the slots of the affixes of the stem.
#[inline(always)]
fn hidden_root(t: &Template, class: u32, [r1, r2, r3]: [u32; 3], wanted: u32) -> Result<FoundRoot, Rejection> {
    if t.fill == Fill::Fixed {
        return Ok(FoundRoot { root: fixed_root(t), flags: 0, cost: 0, listed: 0 });
    }
    let (fill, other) = hidden_radicals(t.fill);
    let mut root = r1 << 10 | r2 << 5 | r3 | fill;
    let mut more = 0;
    if t.fill == Fill::Geminate {
        if r3 != 0 && r3 != r2 {
            return Err(Rejection::NoRoot);
        }
        root |= r2;
        if is_weak(r2) {
            more = WEAK_GEMINATE_COST;
        }
    } else if t.kind.is_verb() && is_weak(r3) && matches!(t.fill, Fill::Hollow | Fill::HollowWaw | Fill::HollowYeh) {
        // The و of روى and نوى is a consonant.
        return Err(Rejection::WrongClass);
    } else if matches!(t.fill, Fill::InitialWaw | Fill::InitialHamza | Fill::InitialYeh)
        && is_weak(r3)
        && t.root_classes & ALLOWS_DEFECTIVE == 0
    {
        return Err(Rejection::WrongClass);
    }
    if !allows_first_radical(t, root >> 10) {
        return Err(Rejection::NoRoot);
    }
    let shape = t.fourth();
    let losing = |flags: u8| if shape < NO_FOURTH && flags >> ROOT_LOSES_SHIFT >> (shape & 7) & 1 == 1 { LOSING_ROOT_COST } else { 0 };
    // The cost of the root without what depends on the template, if the dictionary does not list the word.
    let ranked = |root: u32| {
        let (cost, flags) = root_cost(root)?;
        let listed = lexemes::find(root, class);
        Some(match listed_cost(listed) {
            Some(cost) => (FoundRoot { root, flags, cost, listed }, true),
            None => (FoundRoot { root, flags, cost: cost + losing(flags) + t.unlisted, listed }, false),
        })
    };
    let first = ranked(root);
    let found = if other == 0 { first } else { [first, ranked(root | other)].into_iter().flatten().min_by_key(|f| f.0.cost) };
    let (mut found, is_listed) = found.ok_or(Rejection::NoRoot)?;
    let is_decided = (t.fill as u8) < Fill::InitialWaw as u8 && shape < LONGER_WEAK_SHAPE && (shape != WEAK_SHAPE_YEH || t.kind.is_verb());
    if is_listed {
        // The perfect of *he* of a hollow verb has other letters.
        // The present يقل is rather that of قلّ than the jussive of قال.
        let is_present = t.fill == Fill::Geminate && t.slots & wanted & (SLOT_I0 | SLOT_IO) != 0;
        let loses =
            is_decided && t.kind.is_verb() && losing(found.flags) != 0 && t.slots & wanted & (SLOT_P0 | SLOT_PO) == 0 && !is_present;
        found.cost += if loses { LOSING_VERB_COST } else { 0 };
    } else {
        found.cost += more - if is_decided { 0 } else { losing(found.flags) };
    }
    Ok(found)
}

/// Returns the cost of a lexeme with the value of [`lexemes::find`], or `None` if the dictionary does not list it.
#[inline(always)]
fn listed_cost(listed: u32) -> Option<i16> {
    let tier = listed & LEXEME_TIER;
    let teh = if listed & LEXEME_NEEDS_TEH != 0 { LISTED_TEH_COST } else { 0 };
    (tier != 0).then(|| tier_cost(tier) + teh)
}

/// Returns the cost of a tier.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 8 of 8")]
fn tier_cost(tier: u32) -> i16 {
    LEXEME_TIER_COSTS[(tier & LEXEME_TIER) as usize]
}

/// Returns the root of four radicals. Returns `None` if the root does not exist.
#[inline(always)]
fn quadriliteral_root([a, b, c, d]: [u32; 4]) -> Option<u32> {
    let stem = u64::from(a) | u64::from(b) << 5 | u64::from(c) << 10 | u64::from(d) << 15;
    (look_up(lexicon_key(stem)).flags() & flag::QUADRILITERAL != 0).then_some(a << 15 | b << 10 | c << 5 | d)
}

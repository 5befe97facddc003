//! The reading of a stem by a template: the radicals that the stem shows, the root of these radicals, and the cost.

use super::candidate::{StemAnalysis, StemCandidate, StemSpelling, TemplateRef};
use super::reading::{ReadingSink, StemVariant};
use crate::morph::grammar::costs::*;
use crate::morph::grammar::lexemes;
use crate::morph::grammar::lexicon::look_up;
use crate::morph::grammar::slots::{PERFECT, PRESENT};
use crate::morph::grammar::tables::ROOTS;
use crate::morph::grammar::template::{allows_first_radical, fixed_root};
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

/// A root, its flags in [`ROOTS`], and the cost of the root in the template.
type Root = (u32, u8, i16);

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
    let (root, flags, more) = match found {
        Ok(found) => found,
        Err(reason) => return matches!(reason, Rejection::WrongClass),
    };
    let mut cost = t.cost + respelled + more;
    if flags & ROOT_PRESENT_IS_IV != 0 && t.slots & PRESENT != 0 && t.slots & PERFECT == 0 && t.kind == TemplateKind::IV {
        cost -= PRESENT_IV_DISCOUNT;
    }
    // Where the present is rather of form IV, a perfect such as توقف is rather of form V than a present.
    if flags & ROOT_PRESENT_IS_IV != 0 && t.kind == TemplateKind::V && t.slots & stem.wanted & SLOT_P0 != 0 && !is_weak(root & 31) {
        cost -= PERFECT_V_DISCOUNT;
    }
    if t.kind == TemplateKind::I && root == KANA {
        cost -= KANA_DISCOUNT;
    }
    if !stem.is_regular
        || spelling.stage != 1
        || t.root_classes & (ENDS_IN_MAKSURA | BEGINS_WITH_HAMZA_ABOVE | BEGINS_WITH_HAMZA_BELOW) != 0
    {
        cost += adjustment(stem, spelling, t, root);
    }
    stem.push(&StemAnalysis { slots: t.slots, cost, template: number.number, root, variant, order: number.order }, sink);
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
    let more = lexeme_cost(root, class).unwrap_or(unlisted + t.unlisted);
    let cost = t.cost + spelling.cost + more;
    let variant = spelling.variant;
    stem.push(&StemAnalysis { slots: t.slots, cost, template: number.number, root, variant, order: number.order }, sink);
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
    if stem.flags & flag::WAW != 0 && stem.from == 0 && t.fill != Fill::Fixed {
        cost -= INITIAL_WAW_DISCOUNT;
    }
    cost
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
    if stem.from == 0 && letters.at(0) == WAW && t.fill != Fill::Fixed && stem.flags & flag::WAW == 0 {
        cost += UNLISTED_WAW_COST;
    }
    cost
}

/// Returns the root of a stem that shows three radicals.
#[inline(always)]
fn sound_root(stem: u64, t: &Template, class: u32, [r1, r2, r3]: [u32; 3]) -> Result<Root, Rejection> {
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
    let listed = lexeme_cost(root, class);
    if let Some(cost) = listed
        && !t.kind.is_verb()
    {
        return Ok((root, flags, cost));
    }
    cost = listed.unwrap_or(cost + t.unlisted);
    if is_weak(r2) && t.root_classes & ALLOWS_HOLLOW == 0 {
        cost += UNEXPECTED_HOLLOW_COST;
    }
    if r2 == r3 && t.root_classes & ALLOWS_GEMINATE == 0 {
        cost += UNEXPECTED_GEMINATE_COST;
    }
    Ok((root, flags, cost))
}

/// For each fill: the codes of the hidden radicals, and the bit that changes a hidden و to ي if the radical may be either letter.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const HIDDEN_RADICALS: [(u32, u32); 16] = {
    let (waw, yeh) = (WAW as u32, YEH as u32);
    assert!(waw | 1 == yeh);
    let mut fills = [(0, 0); 16];
    fills[Fill::Hollow as usize] = (waw << 5, 1 << 5);
    fills[Fill::HollowWaw as usize] = (waw << 5, 0);
    fills[Fill::HollowYeh as usize] = (yeh << 5, 0);
    fills[Fill::Defective as usize] = (waw, 1);
    fills[Fill::DefectiveWaw as usize] = (waw, 0);
    fills[Fill::DefectiveYeh as usize] = (yeh, 0);
    fills[Fill::InitialWaw as usize] = (waw << 10, 0);
    fills[Fill::InitialHamza as usize] = ((HAMZA as u32) << 10, 0);
    fills[Fill::InitialWawDefective as usize] = (waw << 10 | waw, 1);
    fills[Fill::InitialYeh as usize] = (yeh << 10, 0);
    fills
};

/// Returns the root of a stem that hides a radical, or the root of a template with a fixed root. The code of a hidden radical is 0 in the argument.
/// `wanted` are the slots of the affixes of the stem.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
fn hidden_root(t: &Template, class: u32, [r1, r2, r3]: [u32; 3], wanted: u32) -> Result<Root, Rejection> {
    if t.fill == Fill::Fixed {
        return Ok((fixed_root(t), 0, 0));
    }
    let (fill, other) = HIDDEN_RADICALS[t.fill as usize & 15];
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
        Some(match lexeme_cost(root, class) {
            Some(cost) => (cost, root, flags, true),
            None => (cost + losing(flags) + t.unlisted, root, flags, false),
        })
    };
    let first = ranked(root);
    let found = if other == 0 { first } else { [first, ranked(root | other)].into_iter().flatten().min_by_key(|f| f.0) };
    let (cost, root, flags, is_listed) = found.ok_or(Rejection::NoRoot)?;
    let is_decided = (t.fill as u8) < Fill::InitialWaw as u8 && shape < LONGER_WEAK_SHAPE && (shape != WEAK_SHAPE_YEH || t.kind.is_verb());
    if is_listed {
        // The perfect of *he* of a hollow verb has other letters.
        let loses = is_decided && t.kind.is_verb() && losing(flags) != 0 && t.slots & wanted & (SLOT_P0 | SLOT_PO) == 0;
        return Ok((root, flags, if loses { cost + LOSING_VERB_COST } else { cost }));
    }
    Ok((root, flags, more + cost - if is_decided { 0 } else { losing(flags) }))
}

/// Returns the cost of a lexeme, or `None` if the dictionary does not list it.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 4 of 4")]
fn lexeme_cost(root: u32, class: u32) -> Option<i16> {
    match lexemes::tier(root, class) {
        0 => None,
        tier => Some(LEXEME_TIER_COSTS[tier as usize & 3]),
    }
}

/// Returns the root of four radicals. Returns `None` if the root does not exist.
#[inline(always)]
fn quadriliteral_root([a, b, c, d]: [u32; 4]) -> Option<u32> {
    let stem = u64::from(a) | u64::from(b) << 5 | u64::from(c) << 10 | u64::from(d) << 15;
    (look_up(lexicon_key(stem)).flags() & flag::QUADRILITERAL != 0).then_some(a << 15 | b << 10 | c << 5 | d)
}

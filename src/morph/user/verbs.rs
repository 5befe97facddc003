//! The stems of a verb: those of its perfect, present and imperative, of its participles and of its regular verbal nouns. The templates of the
//! grammar form them from the root.

use alloc::vec::Vec;

use super::line::StemCodes;
use super::role::{PushStem, StemForm};
use crate::morph::forms::derivatives;
use crate::morph::grammar::tables::TEMPLATES;
use crate::morph::grammar::template::{allows_first_radical, fixed_root, hidden_radicals, pattern};
use crate::morph::kinds::VerbForm;
use crate::morph::root::Root;
use crate::morph::schema::*;

/// Appends the stems of a verb. `words` are the perfect and the present, if the line has them.
pub(super) fn push_verb_stems(root: Root, form: VerbForm, words: &str, push: PushStem<'_>) {
    let codes = root.codes();
    let derived = derived_codes(root, form);
    // A verb such as عَوِرَ keeps its weak radical as a consonant.
    let keeps_weak = words.split_whitespace().next().and_then(|w| StemCodes::of(w).ok()).is_some_and(|w| {
        let radical = |i: u32| (codes >> (5 * (2 - i))) as u8 & 31;
        form == VerbForm::I && w.len == 3 && (0..3).all(|i| w.at(i) == radical(i as u32))
    });
    for (number, t) in (0..).zip(TEMPLATES.iter()) {
        let is_verb = t.kind.is_verb();
        if is_verb && t.kind as u32 != TemplateKind::I as u32 + form as u32 || t.kind == TemplateKind::Plural {
            continue;
        }
        let Some(stem) = fill(number, t, codes) else { continue };
        if is_verb {
            if allows_weak(number, t, codes) || keeps_weak {
                push(stem, StemForm::Template(number, false));
            }
        } else if derived.iter().any(|(codes, is_participle)| *codes == stem && *is_participle == (t.kind == TemplateKind::Adjective)) {
            push(stem, StemForm::Template(number, true));
        }
    }
}

/// Returns whether a template without hidden radicals is one of those that the root takes: a weak second radical is hidden in most forms, and two
/// equal radicals are contracted.
fn allows_weak(number: u16, t: &Template, root: u32) -> bool {
    let (r2, r3) = (root >> 5 & 31, root & 31);
    let is_weak = |r: u32| r == u32::from(WAW) || r == u32::from(YEH);
    let hollow = is_weak(r2) && !is_weak(r3) && t.root_classes & ALLOWS_HOLLOW == 0;
    // The template 122 is that of equal radicals.
    let geminate = r2 == r3 && t.root_classes & ALLOWS_GEMINATE == 0 && pattern(number).is_some_and(|p| p.contains('3'));
    t.fill != Fill::Sound || !hollow && !geminate
}

/// Returns the letters of the participles and regular verbal nouns of a verb, and whether they are a participle. A participle that drops its last
/// radical is followed by its other forms.
fn derived_codes(root: Root, form: VerbForm) -> Vec<(StemCodes, bool)> {
    let mut all = Vec::new();
    for (word, is_participle) in derivatives(root, form) {
        let Ok(mut codes) = StemCodes::of(&word) else { continue };
        if codes.last() == TEH_MARBUTA {
            codes = codes.without_last();
        }
        all.push((codes, is_participle));
        let is_weak = matches!(root.codes() as u8 & 31, WAW | YEH);
        if is_weak && codes.last() != YEH {
            all.extend(codes.and(YEH).map(|c| (c, is_participle)));
        } else if is_weak {
            all.extend(codes.without_last().and(ALEF).map(|c| (c, is_participle)));
        }
    }
    all
}

/// Returns the stem that a template forms from a root. Returns `None` if the search does not find this root in the stem by this template.
pub(crate) fn fill(number: u16, t: &Template, root: u32) -> Option<StemCodes> {
    let is_quadriliteral = root >> 15 != 0;
    if t.fill == Fill::Fixed {
        if root == 0 || fixed_root(t) != root {
            return None;
        }
    } else if (t.fill == Fill::Quadriliteral) != is_quadriliteral {
        return None;
    }
    let count = if is_quadriliteral { 4 } else { 3 };
    let mut stem = StemCodes::EMPTY;
    for c in pattern(number)?.chars() {
        stem = match c.to_digit(10) {
            Some(digit @ 1..=4) if digit <= count => stem.and((root >> (5 * (count - digit))) as u8 & 31)?,
            Some(_) => return None,
            None if c == 'آ' => stem.and(HAMZA)?.and(ALEF)?,
            None => stem.and(letter_code(c))?,
        };
    }
    (t.fill == Fill::Fixed || reads(t, stem, root)).then_some(stem)
}

/// Returns whether the search finds a root in a stem by a template.
fn reads(t: &Template, stem: StemCodes, root: u32) -> bool {
    let radical = |i: u32| (stem.codes >> (t.offsets >> (8 * i) & 63)) as u32 & 31;
    let [r1, r2, r3] = [radical(0), radical(1), radical(2)];
    let fourth = (stem.codes >> (5 * t.fourth()).min(60)) as u32 & 31;
    let last = root & 31;
    let is_weak = last == u32::from(WAW) || last == u32::from(YEH);
    let allows = || allows_first_radical(t, root >> 10) && (!is_weak || t.root_classes & ALLOWS_DEFECTIVE != 0);
    match t.fill {
        Fill::Fixed => false,
        Fill::Quadriliteral => r1 << 15 | r2 << 10 | r3 << 5 | fourth == root,
        Fill::Sound => (t.fourth() == NO_FOURTH || fourth == r3) && r1 << 10 | r2 << 5 | r3 == root && allows(),
        Fill::Geminate => (r3 == 0 || r3 == r2) && r1 << 10 | r2 << 5 | r2 == root && allows_first_radical(t, root >> 10),
        fill => {
            let (hidden, other) = hidden_radicals(fill);
            let found = r1 << 10 | r2 << 5 | r3 | hidden;
            let hides_last = !matches!(fill, Fill::InitialWaw | Fill::InitialHamza | Fill::InitialYeh);
            (found == root || other != 0 && found | other == root) && (allows() || hides_last && allows_first_radical(t, root >> 10))
        }
    }
}

//! The readings of a stem by the templates, in its written spelling and in possible other spellings. In the other spellings, a hamza that the writer
//! omitted is added, or a hamza that the writer added is removed.

use super::candidate::{STAGE_SHIFT, StemCandidate, StemSpelling, TEMPLATE_BITS, TemplateRef, push_listed};
use super::radicals::push_template;
use super::reading::{ReadingSink, StemVariant};
use crate::morph::grammar::costs::*;
use crate::morph::grammar::shape::{ShapeSet, Shapes, StemLength, whole_stem, with_first, with_last_hamza, with_madda, with_old_hamza};
use crate::morph::grammar::tables::TEMPLATES;
use crate::morph::schema::{ALEF, ALEF_CLASS, HAMZA, HAMZA_CLASS, SHAPE_LETTERS, Shape, TemplateKind, YEH};

/// Pushes all readings of a stem except the unknown stem. `fits` is the set of the shapes that the letters of the word fit from the stem on.
#[inline(always)]
pub(super) fn push_readings(stem: &StemCandidate<'_>, fits: &ShapeSet, sink: &mut impl ReadingSink) {
    let n = stem.to - stem.from;
    if stem.flags != 0 {
        push_listed(stem, sink);
    }
    let base = stem.affixes_bound - stem.discount_bound;
    let written = StemSpelling { codes: stem.codes, classes: stem.classes, n, cost: 0, variant: StemVariant::AsWritten, stage: 1 };
    let shapes = fits.of_length(StemLength::of(n));
    let highest = if shapes.is_empty() { 0 } else { highest_cost(stem, base, sink) };
    push_shapes(stem, &written, shapes, base, highest, sink);
    if stem.ends_in_old_hamza || last(stem) == ALEF || matches!(stem.first(), ALEF | HAMZA) {
        push_respelled(stem, &written, base, sink);
    }
}

/// Returns the last letter of the stem. The stem must have at most twelve letters.
#[inline(always)]
fn last(stem: &StemCandidate<'_>) -> u8 {
    (stem.codes >> ((5 * (stem.to - stem.from - 1)) & 63)) as u8 & 31
}

/// Returns the highest cost that a template may have so that its reading is below the limit. The other parts of the reading cost at least `base`.
#[inline(always)]
fn highest_cost(stem: &StemCandidate<'_>, base: i16, sink: &impl ReadingSink) -> i16 {
    sink.limit().highest_cost(stem.order) - base
}

/// Pushes the readings of the stem in its possible other spellings.
#[inline(always)]
fn push_respelled(stem: &StemCandidate<'_>, written: &StemSpelling, base: i16, sink: &mut impl ReadingSink) {
    let &StemSpelling { codes, classes, n, .. } = written;
    match stem.first() {
        ALEF => {
            let (hamza, classes) = (codes & !31 | u64::from(HAMZA), with_first(classes, HAMZA_CLASS));
            let variant = StemVariant::AlefForHamza;
            let spelling = StemSpelling { codes: hamza, classes, cost: ALEF_AS_HAMZA_COST, variant, stage: 2, ..*written };
            push_spelling(stem, &spelling, base, sink);
            let (madda, classes) = (codes << 5 | u64::from(HAMZA), with_madda(written.classes));
            let variant = StemVariant::AlefForMadda;
            let spelling = StemSpelling { codes: madda, classes, n: n + 1, cost: ALEF_AS_MADDA_COST, variant, stage: 3 };
            push_spelling(stem, &spelling, base, sink);
        }
        HAMZA if (stem.letters.hamza_above | stem.letters.hamza_below) >> stem.from & 1 == 1 => {
            let (alef, classes) = (codes & !31 | u64::from(ALEF), with_first(classes, ALEF_CLASS));
            let variant = StemVariant::HamzaForAlef;
            let spelling = StemSpelling { codes: alef, classes, cost: HAMZA_AS_ALEF_COST, variant, stage: 4, ..*written };
            push_spelling(stem, &spelling, base, sink);
        }
        _ => {}
    }
    // The final hamza is not written: بدا for بدأ.
    if (3..=SHAPE_LETTERS).contains(&n) && last(stem) == ALEF {
        let shift = 5 * (n - 1);
        let (codes, classes) = (codes & !(31 << shift) | u64::from(HAMZA) << shift, with_last_hamza(classes, n));
        push_spelling(stem, &StemSpelling { codes, classes, cost: ALEF_AS_FINAL_HAMZA_COST, stage: 5, ..*written }, base, sink);
    }
    // شئ is an old spelling of شيء, and يجئ is an old spelling of يجيء.
    if stem.ends_in_old_hamza && n < SHAPE_LETTERS {
        let shift = 5 * (n - 1);
        let codes = codes & !(31 << shift) | u64::from(YEH) << shift | u64::from(HAMZA) << (shift + 5);
        let classes = with_old_hamza(classes, n);
        push_spelling(stem, &StemSpelling { codes, classes, n: n + 1, cost: 0, variant: StemVariant::OldHamza, stage: 6 }, base, sink);
    }
}

/// Pushes the readings of another spelling if the cost of a template can be low enough.
#[inline(always)]
fn push_spelling(stem: &StemCandidate<'_>, spelling: &StemSpelling, base: i16, sink: &mut impl ReadingSink) {
    let base = base + spelling.cost;
    let highest = highest_cost(stem, base, sink);
    let least = match spelling.variant {
        _ if stem.may_be_whole_stem => LEAST_TEMPLATE_COST,
        StemVariant::OldHamza => 0,
        _ => StemLength::of(spelling.n).least,
    };
    if highest >= least {
        push_cheap_spelling(stem, spelling, base, highest, sink);
    }
}

#[inline(never)]
fn push_cheap_spelling(stem: &StemCandidate<'_>, spelling: &StemSpelling, base: i16, highest: i16, sink: &mut impl ReadingSink) {
    let shapes = ShapeSet::of(spelling.classes).of_length(StemLength::of(spelling.n));
    push_shapes(stem, spelling, shapes, base, highest, sink);
}

/// Pushes the readings of a spelling by the templates of the shapes that the spelling fits. `base` is the lower bound on the cost of the other parts
/// of the reading. `highest` is the highest cost that a template may have so that its reading is below the limit.
#[inline(always)]
fn push_shapes(
    stem: &StemCandidate<'_>,
    spelling: &StemSpelling,
    mut shapes: Shapes,
    base: i16,
    mut highest: i16,
    sink: &mut impl ReadingSink,
) {
    loop {
        let shape = shapes.next();
        if shape.least > highest {
            break;
        }
        if shape.slots & stem.wanted != 0 {
            highest = push_shape(stem, spelling, base, highest, shape, sink);
        }
    }
    if stem.may_be_whole_stem || spelling.variant == StemVariant::OldHamza {
        push_whole_stem(stem, spelling, base, sink);
    }
}

/// Pushes the readings by templates that list all letters of the stem.
#[inline(never)]
fn push_whole_stem(stem: &StemCandidate<'_>, spelling: &StemSpelling, base: i16, sink: &mut impl ReadingSink) {
    if spelling.n <= SHAPE_LETTERS
        && let Some(shape) = whole_stem(spelling.codes, spelling.n)
    {
        push_shape(stem, spelling, base, highest_cost(stem, base, sink), &shape, sink);
    }
}

/// Pushes the readings by the templates of a shape. `highest` is the highest cost that a template may have so that its reading is below the limit.
/// Returns this limit for the next shape.
#[inline(always)]
fn push_shape(
    stem: &StemCandidate<'_>,
    spelling: &StemSpelling,
    base: i16,
    mut highest: i16,
    shape: &Shape,
    sink: &mut impl ReadingSink,
) -> i16 {
    let order = spelling.stage << STAGE_SHIFT | u32::from(shape.letters) << TEMPLATE_BITS;
    let templates = usize::from(shape.first)..usize::from(shape.first) + usize::from(shape.count);
    // A bit set of the `radicals_number` values for which no root was found.
    let mut rootless = 0u32;
    for (i, t) in TEMPLATES.get(templates).unwrap_or_default().iter().enumerate() {
        if t.cost - PRESENT_IV_DISCOUNT > highest {
            break;
        }
        let too_dear = t.cost > highest && t.kind != TemplateKind::IV;
        if t.slots & stem.wanted == 0 || rootless >> t.radicals_number & 1 == 1 || too_dear {
            continue;
        }
        let number = TemplateRef { number: shape.first + i as u16, order: order | i as u32 };
        if !push_template(stem, spelling, number, t, sink) {
            rootless |= 1 << t.radicals_number;
        }
        highest = highest_cost(stem, base, sink);
    }
    highest
}

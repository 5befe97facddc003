//! A stem by the templates: as it is written, and as it may have been meant.

use super::key::{ALEF, ALEF_KIND, HAMZA, HAMZA_KIND, YEH};
use super::radicals::FORM_IV_BONUS;
use super::reading::{Keep, OLD_HAMZA};
use super::shape::{Fits, Fitting, Length, Shape, whole_stem, with_first, with_last_hamza, with_madda, with_old_hamza};
use super::span::{ROW_BITS, Row, STAGE_SHIFT, Span};
use super::tables::*;
use super::template::FORM_IV;

/// What it costs to read ا as ء or as ءا, a seated ء as ا, a final ا as ء.
pub(crate) const ALEF_AS_HAMZA: i16 = 8;
const ALEF_AS_MADDA: i16 = 16;
pub(crate) const HAMZA_AS_ALEF: i16 = 15;
pub(crate) const ALEF_AS_FINAL_HAMZA: i16 = 6;
/// What ليس costs; no other stem costs less than nothing.
pub(crate) const LAYSA: i16 = -20;

/// The stem as it is written, or as it may have been meant.
#[derive(Clone, Copy)]
pub(crate) struct Spelled {
    pub(super) codes: u64,
    pub(super) kinds: u64,
    pub(super) n: usize,
    /// What it costs to read it so.
    pub(super) extra: i16,
    /// The variant of the reading.
    pub(super) variant: u8,
    /// Its place among the spellings.
    pub(super) stage: u32,
}

impl Span<'_> {
    /// All its readings; its letters and those that follow fit some shapes.
    #[inline(always)]
    pub(super) fn read(&self, fits: &Fits, keep: &mut impl Keep) {
        let n = self.to - self.from;
        if self.flags != 0 {
            self.lexical(keep);
        }
        let base = self.floor - self.bonus;
        let written = Spelled { codes: self.codes, kinds: self.kinds, n, extra: 0, variant: 0, stage: 1 };
        let shapes = fits.shapes(Length::of(n));
        let most = if shapes.is_empty() { 0 } else { self.most(base, keep) };
        self.templates(&written, shapes, base, most, keep);
        if self.old_hamza || self.last() == ALEF || matches!(self.first(), ALEF | HAMZA) {
            self.respelled(&written, base, keep);
        }
    }

    /// The last letter of the stem, if it has not more than twelve.
    #[inline(always)]
    fn last(&self) -> u8 {
        (self.codes >> ((5 * (self.to - self.from - 1)) & 63)) as u8 & 31
    }

    /// The stem as it may have been meant.
    #[inline(always)]
    fn respelled(&self, written: &Spelled, base: i16, keep: &mut impl Keep) {
        let &Spelled { codes, kinds, n, .. } = written;
        match self.first() {
            ALEF => {
                let (hamza, kinds) = (codes & !31 | u64::from(HAMZA), with_first(kinds, HAMZA_KIND));
                let spelled = Spelled { codes: hamza, kinds, extra: ALEF_AS_HAMZA, variant: 1, stage: 2, ..*written };
                self.respelled_templates(&spelled, base, keep);
                let (madda, kinds) = (codes << 5 | u64::from(HAMZA), with_madda(kinds));
                self.respelled_templates(
                    &Spelled { codes: madda, kinds, n: n + 1, extra: ALEF_AS_MADDA, variant: 2, stage: 3 },
                    base,
                    keep,
                );
            }
            HAMZA if (self.key.above | self.key.below) >> self.from & 1 == 1 => {
                let (alef, kinds) = (codes & !31 | u64::from(ALEF), with_first(kinds, ALEF_KIND));
                let spelled = Spelled { codes: alef, kinds, extra: HAMZA_AS_ALEF, variant: 3, stage: 4, ..*written };
                self.respelled_templates(&spelled, base, keep);
            }
            _ => {}
        }
        // A final hamza that is not written (بدا for بدأ).
        if (3..=SHAPE_LETTERS).contains(&n) && self.last() == ALEF {
            let shift = 5 * (n - 1);
            let (codes, kinds) = (codes & !(31 << shift) | u64::from(HAMZA) << shift, with_last_hamza(kinds, n));
            self.respelled_templates(&Spelled { codes, kinds, extra: ALEF_AS_FINAL_HAMZA, stage: 5, ..*written }, base, keep);
        }
        // شئ is an old spelling of شيء, يجئ of يجيء.
        if self.old_hamza && n < SHAPE_LETTERS {
            let shift = 5 * (n - 1);
            let codes = codes & !(31 << shift) | u64::from(YEH) << shift | u64::from(HAMZA) << (shift + 5);
            let kinds = with_old_hamza(kinds, n);
            self.respelled_templates(&Spelled { codes, kinds, n: n + 1, extra: 0, variant: OLD_HAMZA, stage: 6 }, base, keep);
        }
    }

    /// The stem as it is spelled, by the templates of the shapes that it fits. `base` is the least that a reading costs but for the template, and `most` what one may cost.
    #[inline(always)]
    fn templates(&self, spelled: &Spelled, mut shapes: Fitting, base: i16, mut most: i16, keep: &mut impl Keep) {
        loop {
            let shape = shapes.next();
            if shape.least > most {
                break;
            }
            if shape.slots & self.want != 0 {
                most = self.rows(spelled, base, most, shape, keep);
            }
        }
        if self.whole || spelled.variant == OLD_HAMZA {
            self.whole_stem(spelled, base, keep);
        }
    }

    /// The same for a stem as it may have been meant, if any template is cheap enough.
    #[inline(always)]
    fn respelled_templates(&self, spelled: &Spelled, base: i16, keep: &mut impl Keep) {
        let base = base + spelled.extra;
        let most = self.most(base, keep);
        let least = match spelled.variant {
            _ if self.whole => LAYSA,
            OLD_HAMZA => 0,
            _ => Length::of(spelled.n).least,
        };
        if most >= least {
            self.cheap_templates(spelled, base, most, keep);
        }
    }

    #[inline(never)]
    fn cheap_templates(&self, spelled: &Spelled, base: i16, most: i16, keep: &mut impl Keep) {
        self.templates(spelled, Fits::of(spelled.kinds).shapes(Length::of(spelled.n)), base, most, keep);
    }

    /// What a template may cost beside the rest of a reading.
    #[inline(always)]
    fn most(&self, base: i16, keep: &impl Keep) -> i16 {
        keep.limit().most(self.order) - base
    }

    #[inline(never)]
    fn whole_stem(&self, spelled: &Spelled, base: i16, keep: &mut impl Keep) {
        if spelled.n <= SHAPE_LETTERS
            && let Some(stem) = whole_stem(spelled.codes, spelled.n)
        {
            self.rows(spelled, base, self.most(base, keep), &stem, keep);
        }
    }

    /// The same by the templates of some letters. `most` is what a template may cost, and again what one may cost behind these.
    #[inline(always)]
    fn rows(&self, spelled: &Spelled, base: i16, mut most: i16, shape: &Shape, keep: &mut impl Keep) -> i16 {
        let order = spelled.stage << STAGE_SHIFT | u32::from(shape.letters) << ROW_BITS;
        let rows = usize::from(shape.first)..usize::from(shape.first) + usize::from(shape.count);
        // Templates that find their radicals alike, and found no root.
        let mut rootless = 0u32;
        for (i, t) in TEMPLATES.get(rows).unwrap_or_default().iter().enumerate() {
            if t.cost - FORM_IV_BONUS > most {
                break;
            }
            if t.slots & self.want == 0 || rootless >> t.alike & 1 == 1 || (t.cost > most && t.kind != FORM_IV) {
                continue;
            }
            let row = Row { number: shape.first + i as u16, order: order | i as u32 };
            if !self.template(spelled, row, t, keep) {
                rootless |= 1 << t.alike;
            }
            most = self.most(base, keep);
        }
        most
    }
}

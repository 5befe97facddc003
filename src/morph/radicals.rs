//! A stem by a template: its radicals, the root that they are, and what that costs.

use super::affix::{PERFECT, PRESENT, SLOT_C};
use super::key::{ALEF, HAMZA, LAM, WAW, YEH};
use super::lexicon::{flag, lexicon_key, look_up};
use super::reading::{Keep, OLD_HAMZA};
use super::span::{Found, Row, Span};
use super::spelling::Spelled;
use super::tables::*;
use super::template::*;

/// What a template's reading of a closed word with a root costs less.
pub(crate) const ROOT_BONUS: i16 = 30;
/// The same for كان and for verbs of form VIII in الت.
pub(crate) const KANA_BONUS: i16 = 15;
pub(crate) const MEETS_BONUS: i16 = 26;
/// The same for nouns in و.
pub(crate) const WAW_BONUS: i16 = 10;
/// The same for the present of form IV, for some roots.
pub(crate) const FORM_IV_BONUS: i16 = 8;
/// What a root costs where its weak radical is hidden and another one is likelier.
const LOSES: i16 = 6;
/// The place of a radical that is not shown.
const HIDDEN: u32 = 15;
/// ك و ن.
const KANA: u32 = 23 << 10 | 28 << 5 | 26;

/// The marks of all roots from their text, of which `0` is none.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn roots<const N: usize>(text: &[u8; N]) -> [u8; N] {
    let (mut marks, mut i) = ([0; N], 0);
    while i < N {
        marks[i] = text[i] ^ b'0';
        i += 1;
    }
    marks
}

/// What a root costs by tier, and its marks.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 32,768 of 32,768")]
fn root_cost(root: u32) -> Option<(i16, u8)> {
    let marks = ROOTS[root as usize & 0x7FFF];
    match marks & 3 {
        0 => None,
        1 => Some((0, marks)),
        2 => Some((6, marks)),
        _ => Some((20, marks)),
    }
}

impl Span<'_> {
    /// A stem by a template; false if there is no such root.
    #[inline(never)]
    pub(super) fn template(&self, spelled: &Spelled, row: Row, t: &Template, keep: &mut impl Keep) -> bool {
        let &Spelled { codes: stem, extra, variant, .. } = spelled;
        // Hidden radicals are at 60, behind all letters.
        let radical = |i: u32| (stem >> (t.at >> (8 * i) & 63)) as u32 & 31;
        let (mut r1, mut r2, mut r3) = (radical(0), radical(1), radical(2));
        let (waw, yeh) = (u32::from(WAW), u32::from(YEH));
        let weak = |r: u32| r == waw || r == yeh;
        let mut cost = t.cost + extra;
        // The other root, where ي may stand for و.
        let mut other = 0;
        let shape = t.at >> 24;
        let loses = |marks: u8| if shape < HIDDEN && marks >> 3 >> (shape & 7) & 1 == 1 { LOSES } else { 0 };
        let fourth = || (stem >> (5 * shape).min(60)) as u32 & 31;
        let mut fixed = 0;
        match t.fill {
            0 => {
                if shape != HIDDEN && fourth() != r3 {
                    return false;
                }
                if weak(r3) && t.free & FREE_DEFECTIVE == 0 {
                    return true;
                }
                if weak(r2) && t.free & FREE_HOLLOW == 0 {
                    cost += 10;
                }
                if r2 == r3 && t.free & FREE_GEMINATE == 0 {
                    cost += 10;
                }
            }
            1 => {
                let Some(root) = quadriliteral([r1, r2, r3, fourth()]) else { return false };
                // أسبوع is أ12و3 before it is four radicals.
                cost += if r1 == u32::from(HAMZA) && self.to - self.from > 4 { 8 } else { 0 };
                self.take(&Found { slots: t.slots, cost, template: row.number, root, variant, order: row.order }, keep);
                return true;
            }
            2 => {
                if r3 != 0 && r3 != r2 {
                    return false;
                }
                r3 = r2;
                if weak(r2) {
                    cost += 15;
                }
            }
            3 => (r2, other) = (waw, yeh << 5),
            4 => r2 = waw,
            5 => r2 = yeh,
            6 => (r3, other) = (waw, yeh),
            7 => r3 = waw,
            8 => r3 = yeh,
            9 => r1 = waw,
            10 => r1 = u32::from(HAMZA),
            11 => (r1, r3, other) = (waw, waw, yeh),
            13 => r1 = yeh,
            // The root is named.
            _ => fixed = FIRSTS.get(usize::from(t.first)).copied().unwrap_or(0),
        }
        if matches!(t.fill, 9 | 10 | 13) && weak(r3) && t.free & FREE_DEFECTIVE == 0 {
            return true;
        }
        if t.first != 0 && t.fill != FIXED && FIRSTS.get(usize::from(t.first)).is_some_and(|set| set >> r1 & 1 == 0) {
            return false;
        }
        let mut root = r1 << 10 | r2 << 5 | r3;
        let mut found = root_cost(root);
        if other != 0 {
            let field = if t.fill == 3 { 31 << 5 } else { 31 };
            let second = root & !field | other;
            let cost = |f: Option<(i16, u8)>| f.map_or(i16::MAX, |(cost, marks)| cost + loses(marks));
            let other = root_cost(second);
            if cost(other) < cost(found) {
                (root, found) = (second, other);
            }
        }
        if t.fill == FIXED {
            (root, found) = (fixed, Some((0, 0)));
        }
        let Some((tier, marks)) = found else { return false };
        cost += tier;
        if (2..9).contains(&t.fill) && shape < 8 && (shape != 2 || t.kind >= FIRST_VERB) {
            cost += loses(marks);
        }
        if marks & 4 != 0 && t.slots & PRESENT != 0 && t.slots & PERFECT == 0 && t.kind == FORM_IV {
            cost -= FORM_IV_BONUS;
        }
        // كان is the commonest verb.
        if t.kind == FORM_I && root == KANA {
            cost -= KANA_BONUS;
        }
        if !self.plain || spelled.stage != 1 || t.free & (MAKSURA | HAMZA_ABOVE | HAMZA_BELOW) != 0 {
            cost += self.adjustment(spelled, t, root);
        }
        self.take(&Found { slots: t.slots, cost, template: row.number, root, variant, order: row.order }, keep);
        true
    }

    /// What the spelling of a stem and what is listed make a template cost more.
    #[inline(never)]
    fn adjustment(&self, spelled: &Spelled, t: &Template, root: u32) -> i16 {
        let &Spelled { codes: stem, n, variant, .. } = spelled;
        let [r1, r2, r3] = [root >> 10, root >> 5 & 31, root & 31];
        let mut cost = 0;
        // التقى is a verb before it is ال with a noun in ى.
        if t.kind == FORM_VIII && r1 == u32::from(LAM) && self.first() == ALEF && self.key.maksura >> (self.to - 1) & 1 == 1 {
            cost -= MEETS_BONUS;
        }
        if t.free & (HAMZA_ABOVE | HAMZA_BELOW) != 0 {
            let wrong = if t.free & HAMZA_BELOW != 0 { self.key.above } else { self.key.below };
            if wrong >> self.from & 1 == 1 {
                cost += 12;
            }
        }
        // ى and ي at the end of the word.
        if self.to == self.key.len() {
            let maksura = self.key.maksura >> (self.to - 1) & 1 == 1;
            let written = (stem >> (5 * (n - 1))) as u8 & 31 == YEH;
            if t.free & MAKSURA != 0 && !maksura {
                cost += 6;
            } else if t.free & MAKSURA == 0 && maksura && written {
                cost += 4;
            }
        }
        let verb = t.kind >= FIRST_VERB;
        if !verb {
            // A plural that is listed with its ة has its part where the ة is found.
            if self.flags & flag::PLURALS != 0 && matches!(t.kind, 0 | PLURAL_KIND) {
                if self.flags & flag::PLURAL != 0 {
                    cost -= if t.kind == PLURAL_KIND { 8 } else { 6 };
                }
                // A plural shows both letters where its singular is contracted (حصص, حصة).
                if t.fill == 0 && r2 == r3 && t.free & FREE_GEMINATE == 0 {
                    cost -= 10;
                }
            }
            // The vowel before أ is a, before ئ i: few nouns of three letters have it (نبأ), and those are listed.
            let last = self.to - 1;
            if t.kind == 0 && n == 3 && (stem >> 10) as u8 == HAMZA && variant != OLD_HAMZA {
                let on_yeh = self.to == self.key.len() && self.key.on_yeh >> last & 1 == 1;
                let on_alef = self.key.at(last) == ALEF || (self.to == self.key.len() && self.key.above >> last & 1 == 1);
                cost += if on_yeh || (on_alef && t.fill != FIXED) { 8 } else { 0 };
            }
            // دفئ is a verb before it is دفيء.
            cost += if variant == OLD_HAMZA && t.kind == 1 && t.fill != FIXED { 3 } else { 0 };
            if self.flags & flag::ROOT != 0 && self.want & SLOT_C != 0 {
                cost -= ROOT_BONUS;
            }
            if self.from == 0 && self.key.at(0) == WAW && t.fill != FIXED && self.flags & flag::WAW == 0 {
                cost += 6;
            }
        }
        if self.flags & flag::WAW != 0 && self.from == 0 && t.fill != FIXED {
            cost -= WAW_BONUS;
        }
        cost
    }
}

/// The root of four radicals, if there is one.
#[inline(never)]
fn quadriliteral([a, b, c, d]: [u32; 4]) -> Option<u32> {
    let key = u64::from(a) | u64::from(b) << 5 | u64::from(c) << 10 | u64::from(d) << 15;
    (look_up(lexicon_key(key)).flags() & flag::QUAD != 0).then_some(a << 15 | b << 10 | c << 5 | d)
}

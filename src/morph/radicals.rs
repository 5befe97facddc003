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

/// What a root costs by tier, of which 0 is none.
const TIERS: [i16; 4] = [i16::MAX / 2, 0, 6, 20];

/// What a root costs, and its marks; `None` if there is no such root.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 32,768 of 32,768, and below 4 of 4")]
fn root_cost(root: u32) -> Option<(i16, u8)> {
    let marks = ROOTS[root as usize & 0x7FFF];
    (marks & 3 != 0).then_some((TIERS[usize::from(marks & 3)], marks))
}

/// Why a stem has no reading by a template.
enum No {
    /// There is no such root: other templates that find their radicals alike have none either.
    Root,
    /// The template is not for such roots.
    Such,
}

/// A weak radical.
#[inline(always)]
fn weak(radical: u32) -> bool {
    radical == u32::from(WAW) || radical == u32::from(YEH)
}

/// Whether a template is for roots with some first radical.
#[inline(always)]
fn begins(t: &Template, first: u32) -> bool {
    t.first == 0 || FIRSTS.get(usize::from(t.first)).is_none_or(|set| set >> first & 1 == 1)
}

/// The letter of a stem where a fourth radical would be.
#[inline(always)]
fn fourth(stem: u64, t: &Template) -> u32 {
    (stem >> (5 * (t.at >> 24)).min(60)) as u32 & 31
}

impl Span<'_> {
    /// A stem by a template; false if there is no such root.
    #[inline(never)]
    pub(super) fn template(&self, spelled: &Spelled, row: Row, t: &Template, keep: &mut impl Keep) -> bool {
        let &Spelled { codes: stem, extra, variant, .. } = spelled;
        // Hidden radicals are at 60, behind all letters.
        let radical = |i: u32| (stem >> (t.at >> (8 * i) & 63)) as u32 & 31;
        let radicals = [radical(0), radical(1), radical(2)];
        let found = match t.fill {
            0 => sound(stem, t, radicals),
            1 => return self.four(spelled, row, t, radicals, keep),
            _ => hidden(t, radicals),
        };
        let (root, marks, more) = match found {
            Ok(found) => found,
            Err(no) => return matches!(no, No::Such),
        };
        let mut cost = t.cost + extra + more;
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

    /// A stem by a template of four radicals.
    #[inline(never)]
    fn four(&self, spelled: &Spelled, row: Row, t: &Template, [r1, r2, r3]: [u32; 3], keep: &mut impl Keep) -> bool {
        let Some(root) = quadriliteral([r1, r2, r3, fourth(spelled.codes, t)]) else { return false };
        // أسبوع is أ12و3 before it is four radicals.
        let more = if r1 == u32::from(HAMZA) && self.to - self.from > 4 { 8 } else { 0 };
        let cost = t.cost + spelled.extra + more;
        self.take(&Found { slots: t.slots, cost, template: row.number, root, variant: spelled.variant, order: row.order }, keep);
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

/// The root of a stem that shows three radicals, its marks, and what the template costs more with it.
#[inline(always)]
fn sound(stem: u64, t: &Template, [r1, r2, r3]: [u32; 3]) -> Result<(u32, u8, i16), No> {
    if t.at >> 24 != HIDDEN && fourth(stem, t) != r3 {
        return Err(No::Root);
    }
    if weak(r3) && t.free & FREE_DEFECTIVE == 0 {
        return Err(No::Such);
    }
    if !begins(t, r1) {
        return Err(No::Root);
    }
    let root = r1 << 10 | r2 << 5 | r3;
    let (mut cost, marks) = root_cost(root).ok_or(No::Root)?;
    if weak(r2) && t.free & FREE_HOLLOW == 0 {
        cost += 10;
    }
    if r2 == r3 && t.free & FREE_GEMINATE == 0 {
        cost += 10;
    }
    Ok((root, marks, cost))
}

/// What radicals that are not shown are in a root, by fill, and what makes a ي of a و that may be either.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const FILLS: [(u32, u32); 16] = {
    let (waw, yeh) = (WAW as u32, YEH as u32);
    assert!(waw | 1 == yeh);
    let mut fills = [(0, 0); 16];
    fills[3] = (waw << 5, 1 << 5);
    fills[4] = (waw << 5, 0);
    fills[5] = (yeh << 5, 0);
    fills[6] = (waw, 1);
    fills[7] = (waw, 0);
    fills[8] = (yeh, 0);
    fills[9] = (waw << 10, 0);
    fills[10] = ((HAMZA as u32) << 10, 0);
    fills[11] = (waw << 10 | waw, 1);
    fills[13] = (yeh << 10, 0);
    fills
};

/// The same where a radical is not shown, which is 0, or the root is named.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
fn hidden(t: &Template, [r1, r2, r3]: [u32; 3]) -> Result<(u32, u8, i16), No> {
    if t.fill == FIXED {
        return Ok((FIRSTS.get(usize::from(t.first)).copied().unwrap_or(0), 0, 0));
    }
    let (fill, other) = FILLS[usize::from(t.fill & 15)];
    let mut root = r1 << 10 | r2 << 5 | r3 | fill;
    let mut more = 0;
    if t.fill == 2 {
        if r3 != 0 && r3 != r2 {
            return Err(No::Root);
        }
        root |= r2;
        if weak(r2) {
            more = 15;
        }
    } else if matches!(t.fill, 9 | 10 | 13) && weak(r3) && t.free & FREE_DEFECTIVE == 0 {
        return Err(No::Such);
    }
    if !begins(t, root >> 10) {
        return Err(No::Root);
    }
    let shape = t.at >> 24;
    let loses = |marks: u8| if shape < HIDDEN && marks >> 3 >> (shape & 7) & 1 == 1 { LOSES } else { 0 };
    let mut found = root_cost(root);
    if other != 0 {
        let cost = |f: Option<(i16, u8)>| f.map_or(i16::MAX, |(cost, marks)| cost + loses(marks));
        let second = root_cost(root | other);
        if cost(second) < cost(found) {
            (root, found) = (root | other, second);
        }
    }
    let (tier, marks) = found.ok_or(No::Root)?;
    more += tier;
    if t.fill < 9 && shape < 8 && (shape != 2 || t.kind >= FIRST_VERB) {
        more += loses(marks);
    }
    Ok((root, marks, more))
}

/// The root of four radicals, if there is one.
#[inline(always)]
fn quadriliteral([a, b, c, d]: [u32; 4]) -> Option<u32> {
    let key = u64::from(a) | u64::from(b) << 5 | u64::from(c) << 10 | u64::from(d) << 15;
    (look_up(lexicon_key(key)).flags() & flag::QUAD != 0).then_some(a << 15 | b << 10 | c << 5 | d)
}

//! Cuts: where a word can be cut into prefix, stem and ending, and what a reading costs there at least.

use super::affix::{NOMINAL, SLOT_C};
use super::key::{ALEF, HAMZA, KAF, Key, LAM, TEH, WAW, YEH};
use super::lexicon::flag;
use super::radicals::{KANA_BONUS, MEETS_BONUS, ROOT_BONUS, WAW_BONUS};
use super::shape::{fitting, shapes};
use super::span::CLOSED_ALONE;
use super::spelling::{ALEF_AS_FINAL_HAMZA, ALEF_AS_HAMZA, HAMZA_AS_ALEF, LAYSA};
use super::tables::*;

/// The most that a listed name or plural costs less than nothing.
const LISTED_BONUS: i16 = 12;

/// What readings cost at least where there are none; costs are far below.
pub(crate) const NEVER: i16 = 1000;

/// The letters of a prefix and those of an ending, what a reading between them costs at least, and what the lexicon says of the stem. The
/// order of the numbers is that of the costs.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Cut(u64);

impl Cut {
    pub(crate) const LAST: Cut = Cut(u64::MAX);

    #[inline(always)]
    pub(crate) fn new(least: i16, node: u8, from: usize, size: usize, (flags, number): (u16, u16)) -> Cut {
        let place = u64::from(node) << 8 | (from as u64 & 15) << 4 | size as u64 & 15;
        Cut(((i32::from(least) + 0x8000) as u64) << 48 | place << 32 | u64::from(flags) << 16 | u64::from(number))
    }

    #[inline(always)]
    pub(crate) fn least(self) -> i16 {
        ((self.0 >> 48) as i32 - 0x8000) as i16
    }

    /// The node of the prefix, and the letters of prefix and ending.
    #[inline(always)]
    pub(crate) fn place(self) -> (u8, usize, usize) {
        ((self.0 >> 40) as u8, (self.0 >> 36) as usize & 15, (self.0 >> 32) as usize & 15)
    }

    /// What the lexicon says of the stem.
    #[inline(always)]
    pub(crate) fn listed(self) -> (u16, u16) {
        ((self.0 >> 16) as u16, self.0 as u16)
    }
}

/// A word behind the letters of a prefix.
pub(crate) struct Rest {
    /// Its letters: codes, of which twelve fit, and kinds.
    pub(crate) codes: u64,
    pub(crate) kinds: u64,
    /// What a template costs at least if the first letter was meant to be another one.
    respelled: i16,
    /// What a template may cost less for its first letters.
    pub(crate) bonus: i16,
    /// Whether a stem here may be one that is named letter by letter though the lexicon does not say so: of two ا the first may be a hamza.
    pub(crate) may_be_whole: bool,
    /// Whether it is the whole word.
    whole: bool,
}

impl Rest {
    #[inline(always)]
    pub(crate) fn new(key: &Key, from: usize) -> Rest {
        let (codes, kinds) = (key.codes_from(from), key.kinds_from(from));
        let two = (codes as u8 & 31, (codes >> 5) as u8 & 31);
        let respelled = match two {
            (ALEF, ALEF) => 0,
            (ALEF, _) => ALEF_AS_HAMZA,
            (HAMZA, _) if (key.above | key.below) >> from & 1 == 1 => HAMZA_AS_ALEF,
            _ => NEVER,
        };
        let bonus = match two {
            (KAF, _) | (ALEF, KAF) => KANA_BONUS,
            // A word in ى that begins in الت, as form VIII of roots in ل does.
            (ALEF, LAM) if key.maksura != 0 && (codes >> 10) as u8 & 31 == TEH => MEETS_BONUS,
            _ => 0,
        };
        Rest { codes, kinds, respelled, bonus, may_be_whole: two == (ALEF, ALEF), whole: from == 0 }
    }

    /// The codes of a stem of some letters.
    #[inline(always)]
    pub(crate) fn stem(&self, n: usize) -> u64 {
        self.codes & ((1 << (5 * n.min(12))) - 1)
    }

    /// What readings of a stem of some letters cost at least if something is known of it, but for prefix and ending.
    #[inline(always)]
    pub(crate) fn least(&self, n: usize, want: u32, old_hamza: bool, listed: u16) -> i16 {
        let shape = shapes(fitting(self.kinds, n), n).find(|s| s.slots & want != 0);
        let mut least = shape.map_or(NEVER, |s| s.least).min(self.respelled);
        if n > 2 && n <= SHAPE_LETTERS && (self.codes >> (5 * n - 5)) as u8 & 31 == ALEF {
            least = least.min(ALEF_AS_FINAL_HAMZA);
        }
        if old_hamza {
            least = 0;
        }
        least -= self.bonus;
        if listed == 0 { least } else { self::listed(listed, least, self.bonus, want, self.whole, self.codes as u8 & 31 == LAM) }
    }
}

/// The least that a stem costs of which the lexicon says this, from the least that templates cost.
#[inline(never)]
fn listed(flags: u16, templates: i16, bonus: i16, want: u32, from_start: bool, lam: bool) -> i16 {
    let mut least = templates;
    if flags & flag::STEM != 0 {
        least = least.min(if lam { LAYSA } else { 0 } - bonus);
    }
    if want & (NOMINAL | SLOT_C) == 0 && !from_start {
        return least;
    }
    least -= self::bonus(flags, want, from_start);
    if flags & (flag::NAME | flag::PLURALS) != 0 {
        least = least.min(-LISTED_BONUS);
    }
    if flags & flag::CLOSED != 0 && want & SLOT_C != 0 { least.min(CLOSED_ALONE) } else { least }
}

/// What a reading by template may cost less because the stem is listed: as a plural with its ة or behind a shared ل, as a noun in ة, as a
/// closed word with a root, as a noun in و.
#[inline(never)]
pub(crate) fn bonus(flags: u16, want: u32, from_start: bool) -> i16 {
    let noun = match flags {
        f if f & flag::PLURALS != 0 => 18,
        f if f & flag::FEMININE != 0 => 10,
        _ => 0,
    };
    let root = if flags & flag::ROOT != 0 && want & SLOT_C != 0 { ROOT_BONUS } else { 0 };
    let waw = if flags & flag::WAW != 0 && from_start { WAW_BONUS } else { 0 };
    noun + root + waw
}

/// Whether a word ends in a ئ behind a consonant.
#[inline(always)]
pub(crate) fn old_hamza(key: &Key) -> bool {
    let last = key.len() - 1;
    key.on_yeh >> last & 1 == 1 && last > 0 && !matches!(key.at(last - 1), ALEF | WAW | YEH)
}

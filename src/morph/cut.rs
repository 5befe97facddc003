//! Cuts: where a word can be cut into prefix, stem and ending, and what a reading costs there at least.

use super::affix::{MAX_PREFIX, NOMINAL, PREFIX_NODES, SLOT_C};
use super::ending::MAX_ENDING;
use super::key::{ALEF, HAMZA, KAF, Key, LAM, TEH, WAW, YEH};
use super::lexicon::{Entry, flag, lexicon_key, look_up};
use super::radicals::{KANA_BONUS, MEETS_BONUS, ROOT_BONUS, WAW_BONUS};
use super::shape::{Fits, Length};
use super::span::CLOSED_ALONE;
use super::spelling::{ALEF_AS_HAMZA, HAMZA_AS_ALEF, LAYSA};

/// The most that a listed name or plural costs less than nothing.
const LISTED_BONUS: i16 = 12;

/// How many cuts are put off until it is known what each can cost. Few words have more.
pub(crate) const MAX_CUTS: usize = 8;

/// What readings cost at least where there are none; costs are far below.
pub(crate) const NEVER: i16 = 1000;

/// The letters of a prefix and those of an ending, what a reading between them costs at least, and what the lexicon says of the stem. The
/// order of the numbers is that of the costs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cut(u64);

impl Cut {
    pub(crate) const LAST: Cut = Cut(u64::MAX);

    /// `number` is that of the cut among the others.
    #[inline(always)]
    pub(crate) fn new(least: i16, node: u8, from: usize, size: usize, number: usize, entry: Entry) -> Cut {
        const { assert!(MAX_PREFIX < 8 && MAX_ENDING <= 8 && MAX_CUTS <= 8 && PREFIX_NODES <= 128) };
        let place = (number as u64 & 7) << 13 | u64::from(node & 127) << 6 | (from as u64 & 7) << 3 | size as u64 & 7;
        Cut(((i32::from(least) + 0x8000) as u64) << 48 | place << 32 | u64::from(entry.0))
    }

    #[inline(always)]
    pub(crate) fn least(self) -> i16 {
        ((self.0 >> 48) as i32 - 0x8000) as i16
    }

    #[inline(always)]
    pub(crate) fn number(self) -> usize {
        (self.0 >> 45) as usize & 7
    }

    /// The node of the prefix, and the letters of prefix and ending.
    #[inline(always)]
    pub(crate) fn place(self) -> (u8, usize, usize) {
        ((self.0 >> 38) as u8 & 127, (self.0 >> 35) as usize & 7, (self.0 >> 32) as usize & 7)
    }

    /// What the lexicon says of the stem.
    #[inline(always)]
    pub(crate) fn entry(self) -> Entry {
        Entry(self.0 as u32)
    }
}

/// A word behind the letters of a prefix.
pub(crate) struct Rest {
    /// The codes of its letters, of which twelve fit.
    pub(crate) codes: u64,
    /// The codes as the lexicon has them, and how many letters of the stem are not there.
    listed: u64,
    left_out: usize,
    /// What a template costs at least if the first letter was meant to be another one.
    respelled: i16,
    /// What the first letters make of any stem.
    flags: u16,
    /// Whether it is the whole word.
    whole: bool,
}

impl Rest {
    /// The rest of a word from a place on, of which the codes are given.
    #[inline(always)]
    pub(crate) fn new(key: &Key, from: usize, codes: u64) -> Rest {
        let mut rest = Rest { codes, listed: codes, left_out: 0, respelled: NEVER, flags: 0, whole: from == 0 };
        match codes as u8 & 31 {
            ALEF => rest.alef(key),
            HAMZA => rest.hamza(key, from),
            KAF => rest.flags = flag::KANA,
            _ => {}
        }
        rest
    }

    #[inline(always)]
    fn alef(&mut self, key: &Key) {
        self.respelled = ALEF_AS_HAMZA;
        match (self.codes >> 5) as u8 & 31 {
            // The first may be a hamza of a stem that is named letter by letter.
            ALEF => (self.respelled, self.flags) = (0, flag::STEM),
            KAF => self.flags = flag::KANA,
            // A word in ى that begins in الت, as form VIII of roots in ل does.
            LAM if key.maksura != 0 && (self.codes >> 10) as u8 & 31 == TEH => self.flags = flag::MEETS,
            _ => {}
        }
    }

    #[inline(always)]
    fn hamza(&mut self, key: &Key, from: usize) {
        if (key.above | key.below) >> from & 1 == 1 {
            self.respelled = HAMZA_AS_ALEF;
        }
        self.listed = lexicon_key(self.codes);
        self.left_out = usize::from((self.codes >> 5) as u8 & 31 == ALEF);
    }

    /// What the lexicon says of a stem of some letters.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 2 of 2")]
    pub(crate) fn look_up(&self, length: &Length) -> Entry {
        look_up(self.listed & length.listed[self.left_out & 1])
    }

    /// What readings of a stem of some letters, which fit some shapes, cost at least if something is known of it, but for prefix and ending; `last`
    /// is what a template costs at least if the last letter was meant to be another one. Beside it what the lexicon says with the flags of the first letters.
    #[inline(always)]
    pub(crate) fn least(&self, fits: &Fits, length: &Length, want: u32, last: i16, entry: Entry) -> (i16, Entry) {
        let mut shapes = fits.shapes(length);
        let mut shape = shapes.next();
        while shape.slots & want == 0 {
            shape = shapes.next();
        }
        let least = shape.least.min(self.respelled).min(last);
        let entry = entry.with(self.flags);
        let flags = entry.flags();
        (if flags == 0 { least } else { listed(flags, least, want, self.whole, self.codes as u8 & 31 == LAM) }, entry)
    }
}

/// The least that a stem of these flags costs, from the least that templates cost.
#[inline(always)]
fn listed(flags: u16, templates: i16, want: u32, from_start: bool, lam: bool) -> i16 {
    let mut least = templates;
    if flags & flag::STEM != 0 {
        least = least.min(if lam { LAYSA } else { 0 });
    }
    least -= bonus(flags, want, from_start);
    if want & (NOMINAL | SLOT_C) == 0 && !from_start {
        return least;
    }
    if flags & (flag::NAME | flag::PLURALS) != 0 {
        least = least.min(-LISTED_BONUS);
    }
    if flags & flag::CLOSED != 0 && want & SLOT_C != 0 { least.min(CLOSED_ALONE) } else { least }
}

/// What a reading by template may cost less for the first letters, and because the stem is listed: as a plural with its ة or behind a shared ل,
/// as a noun in ة, as a closed word with a root, as a noun in و.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 16 of 16, and below 2 of 2")]
pub(crate) fn bonus(flags: u16, want: u32, from_start: bool) -> i16 {
    let noun = NOUN_BONUS[usize::from(from_start)][usize::from(flags / flag::PLURAL) & 15];
    if flags & (flag::KANA | flag::MEETS | flag::ROOT) == 0 { noun } else { noun + rare_bonus(flags, want) }
}

/// By the flags for plurals, nouns in ة and nouns in و, which are neighbours: those in و only count at the beginning of a word.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const NOUN_BONUS: [[i16; 16]; 2] = {
    assert!(flag::PLURALS == flag::PLURAL * 3 && flag::FEMININE == flag::PLURAL * 4 && flag::WAW == flag::PLURAL * 8);
    let mut bonus = [[0; 16]; 2];
    let mut i = 0;
    while i < 32 {
        let flags = (i & 15) as u16 * flag::PLURAL;
        let noun = if flags & flag::PLURALS != 0 {
            18
        } else if flags & flag::FEMININE != 0 {
            10
        } else {
            0
        };
        bonus[i >> 4][i & 15] = noun + if flags & flag::WAW != 0 && i >= 16 { WAW_BONUS } else { 0 };
        i += 1;
    }
    bonus
};

#[inline(never)]
fn rare_bonus(flags: u16, want: u32) -> i16 {
    let verb = match flags {
        f if f & flag::KANA != 0 => KANA_BONUS,
        f if f & flag::MEETS != 0 => MEETS_BONUS,
        _ => 0,
    };
    verb + if flags & flag::ROOT != 0 && want & SLOT_C != 0 { ROOT_BONUS } else { 0 }
}

/// Whether a word ends in a ئ behind a consonant.
#[inline(always)]
pub(crate) fn old_hamza(key: &Key) -> bool {
    let last = key.len() - 1;
    key.on_yeh >> last & 1 == 1 && last > 0 && !matches!(key.at(last - 1), ALEF | WAW | YEH)
}

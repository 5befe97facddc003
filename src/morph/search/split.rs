//! Splits of a word into prefix, stem and ending. Each split has a lower bound on the cost of its readings.
//!
//! The search reads the split with the least bound first. It stops when no bound is below the cost of the best reading.

use crate::morph::grammar::affix::{MAX_PREFIX, PREFIX_NODES};
use crate::morph::grammar::costs::*;
use crate::morph::grammar::ending::MAX_ENDING;
use crate::morph::grammar::lexicon::{Entry, look_up};
use crate::morph::grammar::shape::{ShapeSet, StemLength};
use crate::morph::grammar::slots::NOMINAL;
use crate::morph::schema::{ALEF, HAMZA, KAF, LAM, SLOT_C, TEH, WAW, YEH, flag, lexicon_key};
use crate::morph::word::codes::LetterCodes;

/// The greatest number of splits that are collected before the search reads the split with the least bound. Few words have more splits.
pub(crate) const MAX_SPLITS: usize = 8;

/// A split, packed into one integer: the lower bound in the highest bits, the lengths of the prefix and of the ending, and the lexicon entry of the
/// stem. The order of the integers is the order of the bounds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SplitCandidate(u64);

impl SplitCandidate {
    /// The value that follows all splits.
    pub(crate) const LAST: SplitCandidate = SplitCandidate(u64::MAX);

    /// Packs a split: the bound, the node of the prefix, the numbers of letters of the prefix and of the ending, the number of the split in the list
    /// of splits, and the lexicon entry.
    #[inline(always)]
    pub(crate) fn new(bound: i16, node: u8, from: usize, size: usize, number: usize, entry: Entry) -> SplitCandidate {
        const { assert!(MAX_PREFIX < 8 && MAX_ENDING <= 8 && MAX_SPLITS <= 8 && PREFIX_NODES <= 128) };
        let affixes = (number as u64 & 7) << 13 | u64::from(node & 127) << 6 | (from as u64 & 7) << 3 | size as u64 & 7;
        SplitCandidate(((i32::from(bound) + 0x8000) as u64) << 48 | affixes << 32 | u64::from(entry.bits()))
    }

    /// Returns the lower bound on the cost of the readings of this split.
    #[inline(always)]
    pub(crate) fn bound(self) -> i16 {
        ((self.0 >> 48) as i32 - 0x8000) as i16
    }

    /// Returns the number of the split in the list of splits.
    #[inline(always)]
    pub(crate) fn number(self) -> usize {
        (self.0 >> 45) as usize & 7
    }

    /// Returns the node of the prefix, the number of letters of the prefix, and the number of letters of the ending.
    #[inline(always)]
    pub(crate) fn affixes(self) -> (u8, usize, usize) {
        ((self.0 >> 38) as u8 & 127, (self.0 >> 35) as usize & 7, (self.0 >> 32) as usize & 7)
    }

    /// Returns the lexicon entry of the stem.
    #[inline(always)]
    pub(crate) fn entry(self) -> Entry {
        Entry::from_bits(self.0 as u32)
    }
}

/// The letters of a word that follow a prefix.
pub(crate) struct Remainder {
    /// The codes of these letters, at most twelve.
    pub(crate) codes: u64,
    /// The lexicon key of these letters.
    key: u64,
    /// The number of letters that the key omits: 1 if the letters begin with ءا, otherwise 0.
    omitted: usize,
    /// The lower bound on the cost of a template that reads the first letter as another letter.
    respelled: i16,
    /// The flags that the first letters give to every stem.
    flags: u16,
    /// True if the prefix is empty, so the letters are the whole word.
    is_word: bool,
    /// The discount on a listed word that begins with و.
    waw_discount: i16,
}

impl Remainder {
    /// Returns the rest of a word from position `from` on. `codes` are the codes of these letters.
    #[inline(always)]
    pub(crate) fn new(letters: &LetterCodes, from: usize, codes: u64) -> Remainder {
        let mut rest = Remainder {
            codes,
            key: codes,
            omitted: 0,
            respelled: NEVER,
            flags: 0,
            is_word: from == 0,
            waw_discount: waw_discount(from, codes),
        };
        match codes as u8 & 31 {
            ALEF => rest.begin_with_alef(letters),
            HAMZA => rest.begin_with_hamza(letters, from),
            KAF => rest.flags = flag::KANA,
            _ => {}
        }
        rest
    }

    #[inline(always)]
    fn begin_with_alef(&mut self, letters: &LetterCodes) {
        self.respelled = ALEF_AS_HAMZA_COST;
        match (self.codes >> 5) as u8 & 31 {
            // The first ا may be the hamza of a stem that a template lists with all its letters.
            ALEF => (self.respelled, self.flags) = (0, flag::STEM),
            KAF => self.flags = flag::KANA,
            // A verb of form VIII whose root begins with ل starts with the letters ال: التقى.
            LAM if letters.maksura != 0 && (self.codes >> 10) as u8 & 31 == TEH => self.flags = flag::ILTAQA,
            _ => {}
        }
    }

    #[inline(always)]
    fn begin_with_hamza(&mut self, letters: &LetterCodes, from: usize) {
        if (letters.hamza_above | letters.hamza_below) >> from & 1 == 1 {
            self.respelled = HAMZA_AS_ALEF_COST;
        }
        self.key = lexicon_key(self.codes);
        self.omitted = usize::from((self.codes >> 5) as u8 & 31 == ALEF);
    }

    /// Looks up the stem that consists of the first letters, for a given number of letters.
    #[inline(always)]
    #[allow(clippy::indexing_slicing, reason = "below 2 of 2")]
    pub(crate) fn look_up(&self, length: &StemLength) -> Entry {
        look_up(self.key & length.listed[self.omitted & 1])
    }

    /// Returns a lower bound on the cost of any reading of a stem without its prefix and ending. Also returns the lexicon entry with the flags that
    /// the first letters of the stem add. `last` is the lower bound for readings that read the last letter as another letter.
    #[inline(always)]
    pub(crate) fn bound(&self, fits: &ShapeSet, length: &StemLength, wanted: u32, last: i16, entry: Entry) -> (i16, Entry) {
        let mut shapes = fits.of_length(length);
        let mut shape = shapes.next();
        while shape.slots & wanted == 0 {
            shape = shapes.next();
        }
        let least = shape.least.min(self.respelled).min(last) - self.waw_discount;
        let entry = entry.with_flags(self.flags);
        let flags = entry.flags();
        let begins_with_lam = self.codes as u8 & 31 == LAM;
        (if flags == 0 { least } else { listed_bound(flags, least, wanted, self.is_word, begins_with_lam) }, entry)
    }
}

/// Returns the discount on a word of the dictionary at the position `from` of the word, if it begins the word with و. `codes` are the codes of the
/// stem.
#[inline(always)]
pub(crate) const fn waw_discount(from: usize, codes: u64) -> i16 {
    if from == 0 && codes as u8 & 31 == WAW { LISTED_WAW_DISCOUNT } else { 0 }
}

/// Returns the lower bound on the cost of a stem with flags. `templates` is the lower bound on the cost of its templates.
#[inline(always)]
fn listed_bound(flags: u16, templates: i16, wanted: u32, from_start: bool, begins_with_lam: bool) -> i16 {
    let mut least = templates;
    if flags & flag::STEM != 0 {
        least = least.min(if begins_with_lam { LEAST_TEMPLATE_COST } else { 0 });
    }
    least -= discount_bound(flags, wanted);
    if wanted & (NOMINAL | SLOT_C) == 0 && !from_start {
        return least;
    }
    if flags & (flag::NAME | flag::RARE_NAME | flag::PLURALS) != 0 {
        least = least.min(-LISTED_STEM_BOUND);
    }
    if flags & flag::CLOSED != 0 && wanted & SLOT_C != 0 { least.min(CLOSED_COST) } else { least }
}

/// Returns an upper bound on the discounts that the flags of a stem give to a reading by template. Listed plurals with ة or after a shared ل, nouns
/// in ة, and closed words with a root have discounts.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 8 of 8")]
pub(crate) fn discount_bound(flags: u16, wanted: u32) -> i16 {
    let noun = NOUN_DISCOUNT_BOUNDS[usize::from(flags / flag::PLURAL) & 7];
    if flags & (flag::KANA | flag::ILTAQA | flag::ROOT) == 0 { noun } else { noun + rare_discount(flags, wanted) }
}

/// The upper bounds on the discounts of nouns. The index is the flags of plurals and nouns in ة, which are adjacent bits.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const NOUN_DISCOUNT_BOUNDS: [i16; 8] = {
    assert!(flag::PLURALS == flag::PLURAL * 3 && flag::FEMININE == flag::PLURAL * 4);
    let mut bounds = [0; 8];
    let mut i = 0;
    while i < 8 {
        let flags = i as u16 * flag::PLURAL;
        bounds[i] = if flags & flag::PLURALS != 0 {
            PLURAL_DISCOUNT_BOUND
        } else if flags & flag::FEMININE != 0 {
            FEMININE_DISCOUNT_BOUND
        } else {
            0
        };
        i += 1;
    }
    bounds
};

#[inline(never)]
fn rare_discount(flags: u16, wanted: u32) -> i16 {
    let verb = match flags {
        f if f & flag::KANA != 0 => KANA_DISCOUNT,
        f if f & flag::ILTAQA != 0 => ILTAQA_DISCOUNT,
        _ => 0,
    };
    verb + if flags & flag::ROOT != 0 && wanted & SLOT_C != 0 { CLOSED_NOUN_DISCOUNT } else { 0 }
}

/// Returns whether a word ends in ئ after a consonant, as in شئ for شيء.
#[inline(always)]
pub(crate) fn ends_in_old_hamza(letters: &LetterCodes) -> bool {
    let last = letters.len() - 1;
    letters.hamza_on_yeh >> last & 1 == 1 && last > 0 && !matches!(letters.at(last - 1), ALEF | WAW | YEH)
}

//! A span: a stem with the prefixes of some letters before it and the suffixes of some letters behind it. What stands between them is
//! taken with the cheapest of both.

use super::affix::*;
use super::cut::bonus;
use super::ending::{Ending, Letters, inflection, pronoun_row};
use super::key::{ALEF, Key, LAM, TEH, WAW, YEH};
use super::lexicon::flag;
use super::reading::{CLOSED, Keep, NAME, PLURAL, Rank, Reading, UNKNOWN};
use super::tables::*;
use super::template::PLURAL_KIND;

/// What a closed word costs.
pub(crate) const CLOSED_ALONE: i16 = -26;
/// The least that an unknown stem costs: 70, less 15 with an article, less 8 with a ة.
pub(crate) const UNKNOWN_LEAST: i16 = 47;
/// What a listed plural costs that no template makes.
const PLURAL_ALONE: i16 = 16;

/// A stem between the prefixes of some letters and the suffixes of some letters.
pub(crate) struct Span<'a> {
    pub(super) key: &'a Key,
    /// The letters before it and behind it.
    pub(super) prefix: &'static Node,
    pub(super) ending: &'static Letters,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Its letters: codes, of which twelve fit, and kinds, with those that follow.
    pub(super) codes: u64,
    pub(super) kinds: u64,
    /// The slots that a prefix and a suffix have in common.
    pub(super) want: u32,
    /// The least that prefix and suffix cost.
    pub(super) floor: i16,
    /// The order of its readings among those of the same cost.
    pub(super) order: u64,
    /// The most that a reading by template costs less for its letters and for what is listed.
    pub(super) bonus: i16,
    /// Whether it ends the word in a ئ behind a consonant.
    pub(super) old_hamza: bool,
    /// Whether the stem may be one that is named letter by letter.
    pub(super) whole: bool,
    /// What the lexicon says of the stem where nouns, names and closed words may be, and at the beginning of the word.
    pub(super) flags: u16,
    pub(super) singular: u16,
}

/// A template by number, with the order of its readings among those of the stem.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(super) number: u16,
    pub(super) order: u32,
}

/// The readings of a span are in this order: those of the lexicon, those of templates by spelling, letters and row, the unknown.
pub(super) const ROW_BITS: u32 = 6;
pub(super) const STAGE_SHIFT: u32 = ROW_BITS + 8;
const UNKNOWN_STAGE: u32 = 7;
/// Bits of all this.
pub(super) const ORDER_BITS: u32 = STAGE_SHIFT + 3;

/// What a stem has been found to be.
pub(crate) struct Found {
    /// Where it can stand.
    pub(super) slots: u32,
    pub(super) cost: i16,
    pub(super) template: u16,
    pub(super) root: u32,
    pub(super) variant: u8,
    pub(super) order: u32,
}

impl Found {
    const fn listed(slots: u32, cost: i16, template: u16, order: u32) -> Found {
        Found { slots, cost, template, root: 0, variant: 0, order }
    }
}

impl Span<'_> {
    /// Takes note of what the lexicon says of the stem.
    #[inline(never)]
    pub(super) fn list(&mut self, flags: u16, singular: u16) {
        self.whole |= flags & flag::STEM != 0;
        if self.want & (NOMINAL | SLOT_C) == 0 && self.from != 0 {
            return;
        }
        (self.flags, self.singular) = (flags, singular);
        self.bonus += bonus(flags, self.want, self.from == 0);
        // قرا is only before a pronoun what قرى is elsewhere.
        let at_end = self.to == self.key.len() && self.to - self.from > 2;
        if flags & flag::PLURAL != 0 && at_end && self.key.at(self.to - 1) == ALEF && self.key.at(self.to - 2) != YEH {
            self.flags &= !flag::PLURAL;
        }
    }

    /// The rank of its readings that cost this, and of all that cost more.
    #[inline(always)]
    pub(super) fn rank(&self, cost: i16, order: u32) -> Rank {
        Rank::new(cost, self.order | u64::from(order))
    }

    /// Every prefix with every suffix that can stand with it around a stem of these slots: their rows, and their cost.
    #[inline(always)]
    fn pairs(&self, slots: u32, mut each: impl FnMut(u8, &Prefix, u8, u8, i16)) {
        for row in self.prefix.first..self.prefix.end {
            let Some(p) = PREFIXES.get(usize::from(row)) else { return };
            let slots = slots & p.slots;
            if slots == 0 || (p.env & SHARED_LAM != 0 && self.first() != LAM) {
                continue;
            }
            for group in self.ending.suffixes() {
                let pronoun = pronoun_row(group.pronoun);
                let slots = slots & pronoun.slots;
                for number in group.first..group.end {
                    let i = inflection(number);
                    // The ي of the speaker stands on nouns without further letters.
                    if slots & i.slots != 0 && p.env & i.forbids == 0 && !(pronoun.cost == 50 && i.cost > 6) {
                        each(row, p, group.pronoun, number, p.cost + pronoun.cost + i.cost + i16::from(group.more));
                    }
                }
            }
        }
    }

    /// Whether the stem with its ending is a plural that the lexicon tells of.
    fn listed_plural(&self, number: u8) -> bool {
        let ending = inflection(number);
        let listed = if ending.kind == Ending::Plural { flag::FEMININE } else { flag::PLURAL };
        self.flags & listed != 0 && matches!(ending.text, "" | "ات")
    }

    /// The first letter of the stem, and the second.
    #[inline(always)]
    pub(super) fn first(&self) -> u8 {
        self.codes as u8 & 31
    }

    #[inline(always)]
    pub(super) fn second(&self) -> u8 {
        (self.codes >> 5) as u8 & 31
    }

    /// Whether the stem begins in ا and ل, as an article does.
    fn alef_lam(&self) -> bool {
        (self.first(), self.second()) == (ALEF, LAM)
    }

    /// Takes a stem with its cheapest prefix and suffix.
    pub(super) fn take(&self, found: &Found, keep: &mut impl Keep) {
        self.take_if(found, keep, |_, _| Some(0));
    }

    /// The same with the prefixes and pronouns that it may stand with, and what it costs more with them.
    #[inline]
    fn take_if<K: Keep>(&self, found: &Found, keep: &mut K, more: impl Fn(&Prefix, u8) -> Option<i16>) {
        let &Found { slots, cost, template, root, variant, order } = found;
        let (from, to) = (self.from as u8, self.to as u8);
        let (mut best, mut cheapest) = (i16::MAX, None);
        let feminine = self.flags & flag::FEMININE != 0;
        let teh = if self.flags & (flag::PLURALS | flag::FEMININE) == 0 { 0 } else { self.teh(template) };
        self.pairs(slots & self.want, |prefix, p, pronoun, inflection, pair| {
            let Some(mut more) = more(p, pronoun) else { return };
            // للهجات is of لهجات and not of هجات: the noun is listed.
            if p.env & SHARED_LAM != 0 && self.listed_plural(inflection) {
                more -= 10;
            }
            let teh = if teh != 0 && self::inflection(inflection).kind == Ending::Teh { teh } else { 0 };
            let cost = cost + pair + more - teh;
            if K::EVERY {
                let singular = self.singular_of(inflection);
                let reading = Reading { prefix, pronoun, inflection, from, to, variant, feminine, template, singular, cost, root };
                keep.take(self.rank(cost, order), &reading);
            } else if cost < best {
                (best, cheapest) = (cost, Some((prefix, pronoun, inflection)));
            }
        });
        if let Some((prefix, pronoun, inflection)) = cheapest
            && self.rank(best, order) < keep.limit()
        {
            let singular = self.singular_of(inflection);
            let reading = Reading { prefix, pronoun, inflection, from, to, variant, feminine, template, singular, cost: best, root };
            keep.take(self.rank(best, order), &reading);
        }
    }

    /// What a stem that is listed costs less with a ة.
    fn teh(&self, template: u16) -> i16 {
        let kind = TEMPLATES.get(usize::from(template)).map_or(u8::MAX, |t| t.kind);
        match kind {
            PLURAL_KIND if self.flags & flag::PLURALS == flag::PLURAL_TEH => 8,
            0 if self.flags & flag::PLURALS == flag::PLURAL_TEH => 6,
            PLURAL_KIND => 0,
            _ if self.flags & flag::FEMININE != 0 => 4,
            _ => 0,
        }
    }

    /// The singular that the lexicon has for the stem, with ة or without.
    fn singular_of(&self, inflection: u8) -> u16 {
        let teh = self::inflection(inflection).kind == Ending::Teh;
        let listed = self.flags & if teh { flag::PLURAL_TEH } else { flag::PLURAL };
        if listed == 0 { 0 } else { self.singular }
    }

    /// What the lexicon says of the stem.
    #[inline(never)]
    pub(super) fn lexical(&self, keep: &mut impl Keep) {
        let flags = self.flags;
        if flags & flag::CLOSED != 0 {
            let mut cost = if flags & flag::ROOT != 0 { -18 } else { CLOSED_ALONE };
            // علي for على is another word more often than not.
            if flags & flag::MAKSURA != 0 && self.to == self.key.len() && self.key.maksura >> (self.to - 1) & 1 == 0 {
                cost += 12;
            }
            self.take_if(&Found::listed(SLOT_C, cost, CLOSED, 0), keep, |p, pronoun| {
                let allowed = (p.env & PREPOSITION == 0 || flags & flag::AFTER_PREPOSITION != 0)
                    && (pronoun == 0 || flags & flag::TAKES_PRONOUN != 0);
                allowed.then_some(0)
            });
        }
        if flags & flag::NAME != 0 {
            // A loan that is listed with its broken plural (أباطرة) has a lemma that way.
            let cost = if flags & flag::PLURALS != 0 {
                20
            } else if self.alef_lam() && self.to - self.from >= 5 {
                // The ال of المانيا is not the article: names are listed without theirs.
                -8
            } else {
                10
            };
            // After لل the ل may be that of the stem: للغات is of لغات and not of غات.
            self.take_if(&Found::listed(SLOT_X, cost, NAME, 1), keep, |p, _| Some(if p.particle == LAM && p.article == 1 { 2 } else { 0 }));
        }
        // A plural in ات is only listed where the rule would find another singular.
        let sound = self.key.at(self.to.wrapping_sub(2)) == ALEF && self.key.at(self.to.wrapping_sub(1)) == TEH;
        let cost = if sound { 2 } else { PLURAL_ALONE };
        if flags & flag::PLURAL != 0 {
            self.take(&Found::listed(SLOT_B, cost, PLURAL, 2), keep);
        }
        if flags & flag::PLURAL_TEH != 0 {
            self.take(&Found::listed(SLOT_T, PLURAL_ALONE, PLURAL, 3), keep);
        }
    }

    /// A stem of which nothing is known. A lone preposition or ف is not cut off it.
    #[inline(never)]
    pub(super) fn unknown(&self, keep: &mut impl Keep) {
        let n = self.to - self.from;
        if n < 2 && n != self.key.len() {
            return;
        }
        self.take_if(&Found { order: UNKNOWN_STAGE << STAGE_SHIFT, ..Found::listed(SLOT_X, 70, UNKNOWN, 0) }, keep, |p, _| {
            let definite = p.article != 0;
            match (p.conjunction, p.particle) {
                (0, 0) => Some(0),
                (WAW, 0) if !definite => (n >= 4).then_some(-12),
                (_, 0) => definite.then_some(-15),
                _ => definite.then_some(0),
            }
        });
    }
}

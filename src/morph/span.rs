//! A span: a stem with the prefixes of some letters before it and the suffixes of some letters behind it. What stands between them is
//! taken with the cheapest of both.

use super::affix::*;
use super::cut::bonus;
use super::ending::{Ending, Letters, Suffix, inflection, pronoun_row};
use super::key::{ALEF, Key, LAM, TEH, WAW, YEH};
use super::lexicon::{Entry, flag};
use super::reading::{CLOSED, Keep, NAME, PLURAL, Rank, Reading, UNKNOWN};
use super::tables::*;
use super::template::PLURAL_KIND;

/// What a closed word costs.
pub(crate) const CLOSED_ALONE: i16 = -26;
/// The least that an unknown stem costs: 70, less 15 with an article, less 8 with a ة.
pub(crate) const UNKNOWN_LEAST: i16 = 47;
/// What a listed noun behind a ل that it shares with the article costs less.
const SHARED_LAM_BONUS: i16 = 10;
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
    /// Whether neither its last letter, a و at the beginning nor the lexicon makes any template dearer or cheaper than its root and itself.
    pub(super) plain: bool,
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
/// Those of one template are in the order of the prefixes, of the letters of the pronouns, and of the inflections.
const PAIR_BITS: u32 = 2 + 2 + 7;
/// Bits of all this.
pub(super) const ORDER_BITS: u32 = STAGE_SHIFT + 3 + PAIR_BITS;

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
    #[inline(always)]
    pub(super) fn list(&mut self, entry: Entry) {
        let flags = entry.flags();
        if flags == 0 {
            return;
        }
        self.whole = flags & flag::STEM != 0;
        self.bonus = bonus(flags, self.want, self.from == 0);
        if self.want & (NOMINAL | SLOT_C) == 0 && self.from != 0 {
            return;
        }
        self.flags = flags & !(flag::KANA | flag::MEETS);
        (self.singular, self.plain) = (entry.number(), self.plain && flags & (flag::PLURALS | flag::ROOT | flag::WAW) == 0);
        // قرا is only before a pronoun what قرى is elsewhere.
        let at_end = self.to == self.key.len() && self.to - self.from > 2;
        if flags & flag::PLURAL != 0 && at_end && self.key.at(self.to - 1) == ALEF && self.key.at(self.to - 2) != YEH {
            self.flags &= !flag::PLURAL;
        }
    }

    /// The rank of its readings that cost this, and of all that cost more.
    #[inline(always)]
    pub(super) fn rank(&self, cost: i16, order: u32) -> Rank {
        Rank::new(cost, self.order | u64::from(order) << PAIR_BITS)
    }

    /// The prefixes that can stand before a stem of these slots.
    #[inline(always)]
    fn prefixes(&self, slots: u32) -> impl Iterator<Item = (u8, &'static Prefix)> {
        let rows = PREFIXES.get(usize::from(self.prefix.first)..usize::from(self.prefix.end)).unwrap_or_default();
        let lam = self.first() == LAM;
        (self.prefix.first..).zip(rows).filter(move |(_, p)| slots & p.slots != 0 && (p.env & SHARED_LAM == 0 || lam))
    }

    /// The suffixes that can stand behind a stem of these slots with a prefix, the cheapest first.
    #[inline(always)]
    fn suffixes(&self, slots: u32, p: &Prefix) -> impl Iterator<Item = &'static Suffix> {
        let (slots, env) = (slots & p.slots, p.env);
        self.ending.suffixes().iter().filter(move |s| s.slots & slots != 0 && s.forbids & env == 0)
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
    #[inline(always)]
    pub(super) fn take<K: Keep>(&self, found: &Found, keep: &mut K) {
        let listed = self.flags & (flag::PLURALS | flag::FEMININE) != 0;
        if K::EVERY || (listed && (self.ending.teh || self.first() == LAM)) {
            return self.take_if(found, keep, |_, _| Some(0));
        }
        if self.rank(found.cost + self.floor, found.order) >= keep.limit() {
            return;
        }
        let slots = found.slots & self.want;
        let mut cheapest: Option<(i16, u8, &Suffix)> = None;
        for (row, p) in self.prefixes(slots) {
            if let Some(s) = self.suffixes(slots, p).next() {
                let cost = p.cost + i16::from(s.cost);
                if cheapest.is_none_or(|(least, ..)| cost < least) {
                    cheapest = Some((cost, row, s));
                }
            }
        }
        if let Some((cost, prefix, suffix)) = cheapest {
            let cost = found.cost + cost;
            if self.rank(cost, found.order) < keep.limit() {
                keep.take(self.rank(cost, found.order), &self.reading(found, cost, prefix, suffix));
            }
        }
    }

    /// The same with the prefixes and pronouns that it may stand with, and what it costs more with them, which is nothing or more.
    #[inline(never)]
    fn take_if<K: Keep>(&self, found: &Found, keep: &mut K, more: impl Fn(&Prefix, u8) -> Option<i16>) {
        let listed = self.flags & (flag::PLURALS | flag::FEMININE) != 0;
        let teh = if listed { self.teh(found.template) } else { 0 };
        let least = found.cost + self.floor - if listed { teh + SHARED_LAM_BONUS } else { 0 };
        if !K::EVERY && self.rank(least, found.order) >= keep.limit() {
            return;
        }
        let slots = found.slots & self.want;
        let mut best: Option<(Rank, i16, u8, &Suffix)> = None;
        for (row, p) in self.prefixes(slots) {
            for s in self.suffixes(slots, p) {
                let Some(mut more) = more(p, s.pronoun) else { continue };
                // للهجات is of لهجات and not of هجات: the noun is listed.
                if listed && p.env & SHARED_LAM != 0 && self.listed_plural(s.inflection) {
                    more -= SHARED_LAM_BONUS;
                }
                let teh = if teh != 0 && inflection(s.inflection).kind == Ending::Teh { teh } else { 0 };
                let cost = found.cost + p.cost + i16::from(s.cost) + more - teh;
                let pair = u64::from(row - self.prefix.first) << 9 | u64::from(pronoun_row(s.pronoun).len) << 7 | u64::from(s.inflection);
                let rank = self.rank(cost, found.order).then(pair);
                if K::EVERY {
                    keep.take(rank, &self.reading(found, cost, row, s));
                } else if best.is_none_or(|(best, ..)| rank < best) {
                    best = Some((rank, cost, row, s));
                }
            }
        }
        if let Some((rank, cost, row, s)) = best
            && rank < keep.limit()
        {
            keep.take(rank, &self.reading(found, cost, row, s));
        }
    }

    /// The reading of what was found with a prefix and a suffix.
    #[inline(always)]
    fn reading(&self, found: &Found, cost: i16, prefix: u8, suffix: &Suffix) -> Reading {
        let &Found { template, root, variant, .. } = found;
        let &Suffix { pronoun, inflection, .. } = suffix;
        let (from, to) = (self.from as u8, self.to as u8);
        let feminine = self.flags & flag::FEMININE != 0;
        let singular = if self.flags & flag::PLURALS == 0 { 0 } else { self.singular_of(inflection) };
        Reading { prefix, pronoun, inflection, from, to, variant, feminine, template, singular, cost, root }
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
        if flags & flag::PLURAL != 0 {
            // A plural in ات is only listed where the rule would find another singular.
            let sound = self.key.at(self.to.wrapping_sub(2)) == ALEF && self.key.at(self.to.wrapping_sub(1)) == TEH;
            self.take(&Found::listed(SLOT_B, if sound { 2 } else { PLURAL_ALONE }, PLURAL, 2), keep);
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
        self.take_if(&Found { order: UNKNOWN_STAGE << STAGE_SHIFT, ..Found::listed(SLOT_X, 55, UNKNOWN, 0) }, keep, |p, _| {
            let definite = p.article != 0;
            match (p.conjunction, p.particle) {
                (0, 0) => Some(15),
                (WAW, 0) if !definite => (n >= 4).then_some(3),
                (_, 0) => definite.then_some(0),
                _ => definite.then_some(15),
            }
        });
    }
}

//! A stem candidate: the letters of a word between a prefix and a suffix of given lengths. This module combines an analysis of the stem with the
//! cheapest prefix and suffix that fit the analysis, and so makes a reading.

use super::reading::{CLOSED, EMPTY, NAME, PLURAL, Rank, Reading, ReadingSink, StemVariant, UNKNOWN, hamza_seat};
use super::split::discount_bound;
use crate::morph::grammar::affix::{AffixNode, PREFIXES, Prefix};
use crate::morph::grammar::costs::*;
use crate::morph::grammar::ending::{EndingNode, Suffix, inflection, pronoun};
use crate::morph::grammar::lexicon::Entry;
use crate::morph::grammar::slots::{InflectionKind, NOMINAL, PREPOSITION, SHARED_LAM};
use crate::morph::grammar::tables::closed_analyses;
use crate::morph::grammar::template::template;
use crate::morph::schema::{
    ALEF, LAM, SLOT_A, SLOT_B, SLOT_C, SLOT_F, SLOT_N, SLOT_R, SLOT_RT, SLOT_T, SLOT_X, TEH, TemplateKind, WAW, YEH, flag,
};
use crate::morph::word::codes::LetterCodes;

/// A stem candidate: the letters of a word between a prefix and a suffix of given lengths.
pub(crate) struct StemCandidate<'a> {
    pub(super) letters: &'a LetterCodes,
    /// The prefixes that consist of the letters before the stem.
    pub(super) prefix: &'static AffixNode,
    /// The suffixes that consist of the letters after the stem.
    pub(super) ending: &'static EndingNode,
    /// The positions of the stem in the codes of the word; `to` is not included.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The codes of the stem, at most twelve.
    pub(super) codes: u64,
    /// The letter classes of the word from the stem on, at most sixteen.
    pub(super) classes: u64,
    /// The slots that the prefixes and the suffixes share.
    pub(super) wanted: u32,
    /// The sum of the least cost of a prefix and the least cost of a suffix.
    pub(super) affixes_bound: i16,
    /// The order of this candidate's readings among all readings with the same cost.
    pub(super) order: u64,
    /// An upper bound on the discount that the letters and the flags of the stem give to a reading by template.
    pub(super) discount_bound: i16,
    /// True if the stem ends the word in ئ after a consonant.
    pub(super) ends_in_old_hamza: bool,
    /// True if the spelling and the lexicon add no cost to a template without spelling flags: the last letter is not ى, ئ or أ, and the lexicon entry has no
    /// flag of a plural or of a closed word with a root.
    pub(super) is_regular: bool,
    /// True if a template may list this stem with all its letters.
    pub(super) may_be_whole_stem: bool,
    /// The flags of the lexicon entry. They are set only if nouns, names and closed words can occur here, or if the stem begins the word.
    pub(super) flags: u16,
    /// The number of the lexicon entry.
    pub(super) entry: u16,
}

/// The number of a template, and the order of its readings among the readings of the stem.
#[derive(Clone, Copy)]
pub(crate) struct TemplateRef {
    pub(super) number: u16,
    pub(super) order: u32,
}

/// A spelling of a stem: the written spelling, or another spelling that the writer may have meant (ا for أ).
#[derive(Clone, Copy)]
pub(crate) struct StemSpelling {
    pub(super) codes: u64,
    pub(super) classes: u64,
    /// The number of letters of the spelling.
    pub(super) n: usize,
    /// The cost of the respelling; 0 for the written spelling.
    pub(super) cost: i16,
    pub(super) variant: StemVariant,
    /// The rank of the spelling in the order of readings.
    pub(super) stage: u32,
}

/// The readings of a candidate have this order: readings of the lexicon, readings by template (sorted by spelling, shape and template), the reading
/// of the unknown stem.
pub(super) const TEMPLATE_BITS: u32 = 6;
pub(super) const STAGE_SHIFT: u32 = TEMPLATE_BITS + 8;
const UNKNOWN_STAGE: u32 = 7;
/// The readings of one template are sorted by prefix (2 bits), by length of the pronoun (2 bits), and by inflection (7 bits).
const AFFIX_BITS: u32 = 2 + 2 + 7;
/// The number of bits of the whole order.
pub(super) const ORDER_BITS: u32 = STAGE_SHIFT + 3 + AFFIX_BITS;

/// An analysis of a stem, without affixes.
pub(crate) struct StemAnalysis {
    pub(super) slots: u32,
    pub(super) cost: i16,
    pub(super) template: u16,
    pub(super) root: u32,
    pub(super) variant: StemVariant,
    pub(super) order: u32,
}

impl StemAnalysis {
    const fn listed(slots: u32, cost: i16, template: u16, order: u32) -> StemAnalysis {
        StemAnalysis { slots, cost, template, root: 0, variant: StemVariant::AsWritten, order }
    }
}

impl StemCandidate<'_> {
    /// Sets the fields that depend on the lexicon entry of the stem.
    #[inline(always)]
    pub(super) fn set_entry(&mut self, entry: Entry) {
        let flags = entry.flags();
        if flags == 0 {
            return;
        }
        self.may_be_whole_stem = flags & flag::STEM != 0;
        self.discount_bound += discount_bound(flags, self.wanted);
        if self.wanted & (NOMINAL | SLOT_C) == 0 && self.from != 0 {
            return;
        }
        self.flags = flags & !(flag::KANA | flag::ILTAQA);
        self.entry = entry.number();
        self.is_regular = self.is_regular && flags & (flag::PLURALS | flag::ROOT) == 0;
        // قرا is the plural قرى only before a pronoun.
        let at_end = self.to == self.letters.len() && self.to - self.from > 2;
        if flags & flag::PLURAL != 0 && at_end && self.letters.at(self.to - 1) == ALEF && self.letters.at(self.to - 2) != YEH {
            self.flags &= !flag::PLURAL;
        }
    }

    /// Returns the rank of a reading with the given cost and order. Readings with higher costs have higher ranks.
    #[inline(always)]
    pub(super) fn rank(&self, cost: i16, order: u32) -> Rank {
        Rank::new(cost, self.order | u64::from(order) << AFFIX_BITS)
    }

    /// Returns the order of a prefix and a suffix among those of a template. `number` is the number of the prefix.
    #[inline(always)]
    pub(super) fn affix_order(&self, number: u8, s: &Suffix) -> u64 {
        u64::from(number - self.prefix.first) << 9 | u64::from(pronoun(s.pronoun).len) << 7 | u64::from(s.inflection)
    }

    /// Returns the code of the first letter of the stem.
    #[inline(always)]
    pub(super) fn first(&self) -> u8 {
        self.codes as u8 & 31
    }

    /// Returns whether the letter of the word at the end of the stem is ى.
    #[inline(always)]
    pub(super) fn ends_in_maksura(&self) -> bool {
        self.letters.maksura >> (self.to - 1) & 1 == 1
    }

    /// Returns whether the last letter of the stem is ى or أ, which follow an a: ينشأ is not the active present of أنشأ, which is ينشئ.
    #[inline(always)]
    pub(super) fn ends_in_alef_seat(&self) -> bool {
        (self.letters.maksura | self.letters.hamza_above) >> (self.to - 1) & 1 == 1
    }

    /// Returns whether the stem begins with the letters ال.
    fn begins_with_alef_lam(&self) -> bool {
        (self.first(), (self.codes >> 5) as u8 & 31) == (ALEF, LAM)
    }

    /// Returns the prefixes that fit a stem with the given slots, with their numbers.
    #[inline(always)]
    pub(super) fn prefixes(&self, slots: u32) -> impl Iterator<Item = (u8, &'static Prefix)> {
        let rows = PREFIXES.get(usize::from(self.prefix.first)..usize::from(self.prefix.end)).unwrap_or_default();
        let lam = self.first() == LAM;
        (self.prefix.first..).zip(rows).filter(move |(_, p)| slots & p.slots != 0 && (p.contexts & SHARED_LAM == 0 || lam))
    }

    /// Returns the suffixes that fit a stem with the given slots and a prefix, the cheapest first.
    #[inline(always)]
    pub(super) fn suffixes(&self, slots: u32, p: &Prefix) -> impl Iterator<Item = &'static Suffix> {
        let (slots, contexts) = (slots & p.slots, p.contexts);
        self.ending.suffixes().iter().filter(move |s| s.slots & slots != 0 && s.excluded & contexts == 0)
    }

    /// Pushes the reading that an analysis has with its cheapest prefix and suffix.
    #[inline(always)]
    pub(super) fn push<S: ReadingSink>(&self, analysis: &StemAnalysis, sink: &mut S) {
        let listed = self.flags & (flag::PLURALS | flag::FEMININE) != 0;
        if S::ALL_AFFIXES || self.ending.has_nisba || self.ending.has_teh || (listed && self.first() == LAM) {
            return self.push_if(analysis, sink, |_, _| Some(0));
        }
        if self.rank(analysis.cost + self.affixes_bound, analysis.order) >= sink.limit() {
            return;
        }
        let slots = analysis.slots & self.wanted;
        let mut cheapest: Option<(i16, u8, &Suffix)> = None;
        for (number, p) in self.prefixes(slots) {
            if let Some(s) = self.suffixes(slots, p).next() {
                let cost = p.cost + i16::from(s.cost);
                if cheapest.is_none_or(|(least, ..)| cost < least) {
                    cheapest = Some((cost, number, s));
                }
            }
        }
        if let Some((cost, prefix, suffix)) = cheapest {
            let cost = analysis.cost + cost;
            if self.rank(cost, analysis.order) < sink.limit() {
                sink.push(self.rank(cost, analysis.order), &self.reading(analysis, cost, prefix, suffix));
            }
        }
    }

    /// Pushes the reading that an analysis has with its cheapest prefix and suffix, among those for which `more` returns a cost. This cost is added;
    /// it must not be negative.
    #[inline(never)]
    fn push_if<S: ReadingSink>(&self, analysis: &StemAnalysis, sink: &mut S, more: impl Fn(&Prefix, u8) -> Option<i16>) {
        let listed = self.flags & (flag::PLURALS | flag::FEMININE) != 0;
        let teh = if listed { self.teh_discount(analysis.template) } else { 0 };
        let least = analysis.cost + self.affixes_bound - if listed { teh + SHARED_LAM_DISCOUNT } else { 0 };
        if !S::ALL_AFFIXES && self.rank(least, analysis.order) >= sink.limit() {
            return;
        }
        let slots = analysis.slots & self.wanted;
        let mut best: Option<(Rank, i16, u8, &Suffix)> = None;
        for (number, p) in self.prefixes(slots) {
            for s in self.suffixes(slots, p) {
                let Some(mut more) = more(p, s.pronoun) else { continue };
                if listed && p.contexts & SHARED_LAM != 0 && self.is_listed_plural(s.inflection) {
                    more -= SHARED_LAM_DISCOUNT;
                }
                let kind = inflection(s.inflection).kind;
                let teh = if teh != 0 && kind == InflectionKind::Teh { teh } else { 0 };
                if kind == InflectionKind::Teh && self.flags & flag::FEMININE == 0 && analysis.slots & (SLOT_N | SLOT_A) == SLOT_N {
                    more += UNLISTED_TEH_COST;
                }
                let may_be_pronoun = matches!(inflection(s.inflection).text, "ي" | "يه") && analysis.slots & (SLOT_R | SLOT_RT) == 0;
                if kind == InflectionKind::Nisba && !may_be_pronoun && analysis.slots & (SLOT_R | SLOT_RT) == 0 && analysis.template < EMPTY
                {
                    more += UNLISTED_NISBA_COST / 2;
                }
                // A final ي alone may be the pronoun, and the ي of يه a plural ending before a pronoun: مساعديه.
                if kind == InflectionKind::Nisba && may_be_pronoun && analysis.template < EMPTY {
                    more += UNLISTED_NISBA_COST;
                }
                let cost = analysis.cost + p.cost + i16::from(s.cost) + more - teh;
                let rank = self.rank(cost, analysis.order).with_order(self.affix_order(number, s));
                if S::ALL_AFFIXES {
                    sink.push(rank, &self.reading(analysis, cost, number, s));
                } else if best.is_none_or(|(best, ..)| rank < best) {
                    best = Some((rank, cost, number, s));
                }
            }
        }
        if let Some((rank, cost, number, s)) = best
            && rank < sink.limit()
        {
            sink.push(rank, &self.reading(analysis, cost, number, s));
        }
    }

    /// Returns the reading that combines an analysis, a prefix and a suffix.
    #[inline(always)]
    fn reading(&self, analysis: &StemAnalysis, cost: i16, prefix: u8, suffix: &Suffix) -> Reading {
        let &StemAnalysis { template, root, variant, .. } = analysis;
        let &Suffix { pronoun, inflection, .. } = suffix;
        let (from, to) = (self.from as u8, self.to as u8);
        let feminine = self.flags & flag::FEMININE != 0;
        let singular = if self.flags & flag::PLURALS == 0 { 0 } else { self.singular(inflection) };
        Reading { prefix, pronoun, inflection, from, to, variant, feminine, is_user: false, template, singular, cost, root }
    }

    /// Returns whether the stem with an inflection is a listed plural, or the plural in ات of a listed noun in ة.
    fn is_listed_plural(&self, number: u8) -> bool {
        let ending = inflection(number);
        let listed = if ending.kind == InflectionKind::Plural { flag::FEMININE } else { flag::PLURAL };
        self.flags & listed != 0 && matches!(ending.text, "" | "ات")
    }

    /// Returns the discount on readings of the listed stem with ة, by the number of the template.
    fn teh_discount(&self, number: u16) -> i16 {
        let only_with_teh = self.flags & flag::PLURALS == flag::PLURAL_TEH;
        match template(number).map(|t| t.kind) {
            Some(TemplateKind::Plural) if only_with_teh => PLURAL_TEH_DISCOUNT,
            Some(TemplateKind::Noun) if only_with_teh => NOUN_TEH_DISCOUNT,
            Some(TemplateKind::Plural) => 0,
            _ if self.flags & flag::FEMININE != 0 => FEMININE_TEH_DISCOUNT,
            _ => 0,
        }
    }

    /// Returns the number of the lexicon entry if the entry lists a singular for the stem with this inflection. Otherwise returns 0.
    fn singular(&self, number: u8) -> u16 {
        let teh = inflection(number).kind == InflectionKind::Teh;
        let listed = self.flags & if teh { flag::PLURAL_TEH } else { flag::PLURAL };
        if listed == 0 { 0 } else { self.entry }
    }
}

/// Pushes the readings of a listed stem without a template: closed word, name or plural.
#[inline(never)]
pub(super) fn push_listed(stem: &StemCandidate<'_>, sink: &mut impl ReadingSink) {
    let (flags, letters) = (stem.flags, stem.letters);
    if flags & flag::CLOSED != 0 {
        let mut cost = if flags & flag::ROOT != 0 { CLOSED_WITH_ROOT_COST } else { CLOSED_COST };
        if flags & flag::MAKSURA != 0 && stem.to == letters.len() && !stem.ends_in_maksura() {
            cost += CLOSED_YEH_FOR_MAKSURA_COST;
        }
        if !fits_hamza(letters, stem.from, stem.entry) {
            cost += CLOSED_WRONG_HAMZA_COST;
        }
        stem.push_if(&StemAnalysis::listed(SLOT_C, cost, CLOSED, 0), sink, |p, pronoun| {
            let allowed = (p.contexts & PREPOSITION == 0 || flags & flag::AFTER_PREPOSITION != 0)
                && (pronoun == 0 || flags & flag::TAKES_PRONOUN != 0);
            allowed.then_some(0)
        });
    }
    let (name_slots, with_teh) = if flags & flag::NAME_NEEDS_TEH != 0 { (SLOT_F | SLOT_T, NAME_WITH_TEH_COST) } else { (SLOT_X, 0) };
    if flags & flag::NAME != 0 {
        let cost = if flags & flag::PLURALS != 0 {
            NAME_WITH_PLURAL_COST
        } else if stem.begins_with_alef_lam() && stem.to - stem.from >= 5 {
            NAME_IN_ALEF_LAM_COST
        } else {
            NAME_COST
        };
        // ى for ي is rare in names: أدى is rather the verb than the name Eddie.
        let is_respelled = flags & flag::MAKSURA == 0 && stem.to == letters.len() && stem.ends_in_maksura();
        let cost = cost + if is_respelled { MAKSURA_FOR_YEH_COST } else { 0 };
        stem.push_if(&StemAnalysis::listed(name_slots, cost + with_teh, NAME, 1), sink, |p, _| {
            Some(if p.particle == LAM && p.article == 1 { NAME_AFTER_LAM_ARTICLE_COST } else { 0 })
        });
    } else if flags & flag::RARE_NAME != 0 {
        stem.push(&StemAnalysis::listed(name_slots, RARE_NAME_COST, NAME, 1), sink);
    }
    if flags & flag::PLURAL != 0 {
        let sound = letters.at(stem.to.wrapping_sub(2)) == ALEF && letters.at(stem.to.wrapping_sub(1)) == TEH;
        stem.push(&StemAnalysis::listed(SLOT_B, if sound { SOUND_PLURAL_COST } else { PLURAL_COST }, PLURAL, 2), sink);
    }
    if flags & flag::PLURAL_TEH != 0 {
        stem.push(&StemAnalysis::listed(SLOT_T, PLURAL_COST, PLURAL, 3), sink);
    }
}

/// Returns whether a closed word is listed with the hamza at a position of the word, or with none. `entry` is the number of its lexicon entry.
#[inline]
pub(super) fn fits_hamza(letters: &LetterCodes, at: usize, entry: u16) -> bool {
    let seat = hamza_seat(letters, at);
    let mut analyses = closed_analyses(entry).peekable();
    seat.is_none() || analyses.peek().is_none() || analyses.any(|a| a.fits_seat(seat))
}

/// Pushes the readings of an unknown stem. A preposition or ف can be the prefix of an unknown stem only before an article.
#[inline(never)]
pub(super) fn push_unknown(stem: &StemCandidate<'_>, sink: &mut impl ReadingSink) {
    let n = stem.to - stem.from;
    if n < 2 && n != stem.letters.len() {
        return;
    }
    let analysis = StemAnalysis { order: UNKNOWN_STAGE << STAGE_SHIFT, ..StemAnalysis::listed(SLOT_X, UNKNOWN_COST, UNKNOWN, 0) };
    stem.push_if(&analysis, sink, |p, _| {
        let definite = p.article != 0;
        match (p.conjunction, p.particle) {
            (0, 0) => Some(UNKNOWN_BARE_COST),
            (WAW, 0) if !definite => (n >= 4).then_some(UNKNOWN_AFTER_WAW_COST),
            (_, 0) => definite.then_some(0),
            _ => definite.then_some(UNKNOWN_AFTER_PARTICLE_COST),
        }
    });
}

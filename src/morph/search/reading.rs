//! Readings of a word, their order, and the sinks that keep the cheapest of them.

use core::ops::Range;

use crate::morph::grammar::affix::{Prefix, prefix};
use crate::morph::grammar::ending::{Inflection, Pronoun, inflection, pronoun};
use crate::morph::grammar::lexicon::look_up;
use crate::morph::grammar::template::template;
use crate::morph::schema::{Template, lexicon_key};
use crate::morph::word::codes::LetterCodes;

/// Values of [`Reading::template`] of stems without a template: a closed word.
pub(crate) const CLOSED: u16 = 0xFFFF;
/// A listed name or loan word.
pub(crate) const NAME: u16 = 0xFFFE;
/// An unknown stem: neither a list nor a template contains it.
pub(crate) const UNKNOWN: u16 = 0xFFFD;
/// A listed plural that no template makes.
pub(crate) const PLURAL: u16 = 0xFFFC;
/// No stem: a preposition with a pronoun.
pub(crate) const EMPTY: u16 = 0xFFFB;

/// How a stem is spelled where it differs from its template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StemVariant {
    #[default]
    AsWritten,
    /// The first letter is ا for ء.
    AlefForHamza,
    /// The first letter is ا for ءا.
    AlefForMadda,
    /// The first letter is أ or إ for ا.
    HamzaForAlef,
    /// The last letter is ئ for يء.
    OldHamza,
}

/// One reading of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The numbers of the prefix, the pronoun and the inflection.
    pub(crate) prefix: u8,
    pub(crate) pronoun: u8,
    pub(crate) inflection: u8,
    /// The positions of the stem in the codes of the word; `to` is not included.
    pub(crate) from: u8,
    pub(crate) to: u8,
    pub(crate) variant: StemVariant,
    /// True if the stem is a listed noun in ة.
    pub(crate) feminine: bool,
    /// The number of the template, or one of the constants of this file.
    pub(crate) template: u16,
    /// The number of the lexicon entry that has the singular; 0 if there is no such one.
    pub(crate) singular: u16,
    pub(crate) cost: i16,
    /// The codes of the root, the first radical highest; 0 if there is no such one.
    pub(crate) root: u32,
}

impl Reading {
    #[inline]
    pub(crate) fn prefix(&self) -> &'static Prefix {
        prefix(self.prefix)
    }

    #[inline]
    pub(crate) fn pronoun(&self) -> &'static Pronoun {
        pronoun(self.pronoun)
    }

    #[inline]
    pub(crate) fn inflection(&self) -> &'static Inflection {
        inflection(self.inflection)
    }

    #[inline]
    pub(crate) fn template(&self) -> Option<&'static Template> {
        template(self.template)
    }

    /// Returns the bytes of the stem in its word.
    pub(crate) fn stem_range(&self, word: &str, letters: &LetterCodes) -> Range<usize> {
        let start = letters.start(word, self.from.into());
        let to = usize::from(self.to);
        start..if to >= letters.len() { word.len() } else { letters.start(word, to).max(start) }
    }

    /// Returns the flags of the stem in the lexicon.
    #[inline]
    pub(crate) fn stem_flags(&self, letters: &LetterCodes) -> u16 {
        look_up(lexicon_key(letters.part(self.from.into(), self.to.into()))).flags()
    }
}

/// The position of a reading in the order of all: the cheapest first, and of those with equal costs the one that the grammar has first (the tie-break).
/// No two readings of a word have the same rank, so the order in which they are found does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank(u64);

impl Rank {
    /// The rank after all readings.
    pub(crate) const LAST: Rank = Rank(u64::MAX);
    /// The number of bits of the order among readings of one cost.
    const ORDER_BITS: u32 = 51;

    #[inline(always)]
    pub(crate) const fn new(cost: i16, order: u64) -> Rank {
        Rank(((cost as i32 + 0x1000) as u64) << Rank::ORDER_BITS | order)
    }

    /// Returns the highest cost with which a reading of an order has a lower rank than this.
    #[inline(always)]
    pub(crate) const fn highest_cost(self, order: u64) -> i16 {
        let cost = (self.0 >> Rank::ORDER_BITS) as i16 - 0x1000;
        if order < self.0 & ((1 << Rank::ORDER_BITS) - 1) { cost } else { cost - 1 }
    }

    /// Returns the rank with more bits of the order.
    pub(crate) const fn with_order(self, order: u64) -> Rank {
        Rank(self.0 | order)
    }

    /// Returns the rank at a cost that is higher by `more`.
    pub(crate) const fn at_higher_cost(self, more: i16) -> Rank {
        Rank(self.0.saturating_add((more as u64) << Rank::ORDER_BITS))
    }
}

/// Receives the readings that the search makes.
pub(crate) trait ReadingSink {
    /// True if the sink needs a stem with each prefix and suffix, not only with the cheapest of them.
    const ALL_AFFIXES: bool = false;

    /// Returns the rank from which on readings are of no use.
    fn limit(&self) -> Rank;

    /// Receives a reading. Its rank may be above the limit.
    fn push(&mut self, rank: Rank, reading: &Reading);
}

/// Keeps the cheapest reading.
pub(crate) struct BestReading {
    pub(crate) reading: Reading,
    rank: Rank,
}

impl BestReading {
    /// Returns a sink without a reading: its reading is an unknown stem.
    #[inline(always)]
    pub(crate) fn new(letters: &LetterCodes) -> BestReading {
        let reading = Reading { cost: i16::MAX, template: UNKNOWN, to: letters.len() as u8, ..Reading::default() };
        BestReading { reading, rank: Rank::LAST }
    }
}

impl ReadingSink for BestReading {
    #[inline(always)]
    fn limit(&self) -> Rank {
        self.rank
    }

    #[inline(always)]
    fn push(&mut self, rank: Rank, reading: &Reading) {
        if rank < self.rank {
            (self.reading, self.rank) = (*reading, rank);
        }
    }
}

/// The number of readings that [`TopReadings`] keeps.
pub(crate) const MAX_READINGS: usize = 8;

/// Keeps the cheapest readings, in order. Readings with the same stem, root and template are one, with the cheapest affixes.
#[derive(Clone, Debug)]
pub(crate) struct TopReadings {
    len: usize,
    readings: [Reading; MAX_READINGS],
    ranks: [Rank; MAX_READINGS],
}

impl TopReadings {
    pub(crate) fn new() -> TopReadings {
        TopReadings { len: 0, readings: [Reading::default(); MAX_READINGS], ranks: [Rank::LAST; MAX_READINGS] }
    }

    pub(crate) fn readings(&self) -> &[Reading] {
        self.readings.get(..self.len).unwrap_or_default()
    }
}

impl ReadingSink for TopReadings {
    #[inline]
    fn limit(&self) -> Rank {
        if self.len < MAX_READINGS { Rank::LAST } else { self.ranks.last().copied().unwrap_or(Rank::LAST) }
    }

    fn push(&mut self, rank: Rank, reading: &Reading) {
        let same = |r: &Reading| (r.from, r.to, r.root, r.template) == (reading.from, reading.to, reading.root, reading.template);
        if let Some(at) = self.readings().iter().position(same) {
            if self.ranks.get(at).is_some_and(|r| *r <= rank) {
                return;
            }
            self.readings.copy_within(at + 1..self.len, at);
            self.ranks.copy_within(at + 1..self.len, at);
            self.len -= 1;
        }
        let at = self.ranks.iter().take(self.len).position(|r| *r > rank).unwrap_or(self.len);
        if at < MAX_READINGS {
            let end = self.len.min(MAX_READINGS - 1);
            self.readings.copy_within(at..end, at + 1);
            self.ranks.copy_within(at..end, at + 1);
            if let (Some(slot), Some(its)) = (self.readings.get_mut(at), self.ranks.get_mut(at)) {
                (*slot, *its) = (*reading, rank);
            }
            self.len = end + 1;
        }
    }
}

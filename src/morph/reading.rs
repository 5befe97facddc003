//! A reading, and what keeps the cheapest of those that the search makes.

use super::affix::{PREFIXES, Prefix};
use super::ending::{Inflection, Pronoun, inflection, pronoun_row};
use super::key::Key;

/// No template: the stem is what the lexicon says, or unknown.
pub(crate) const CLOSED: u16 = 0xFFFF;
pub(crate) const NAME: u16 = 0xFFFE;
pub(crate) const UNKNOWN: u16 = 0xFFFD;
pub(crate) const PLURAL: u16 = 0xFFFC;
/// A preposition with a pronoun and nothing between them.
pub(crate) const EMPTY: u16 = 0xFFFB;

/// The variant of a stem whose last letter is a ئ that stands for يء.
pub(crate) const OLD_HAMZA: u8 = 4;

/// One reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Rows of the prefix, the pronoun and the inflection.
    pub(crate) prefix: u8,
    pub(crate) pronoun: u8,
    pub(crate) inflection: u8,
    /// Where the stem is in the key.
    pub(crate) from: u8,
    pub(crate) to: u8,
    /// How the stem's first letter was read: as written, as ء, as ءا, as ا; or [`OLD_HAMZA`].
    pub(crate) variant: u8,
    /// The stem is a listed noun in ة.
    pub(crate) feminine: bool,
    /// The template's row, or one of the constants above.
    pub(crate) template: u16,
    /// The entry of the lexicon that has its singular, counted from 1.
    pub(crate) singular: u16,
    pub(crate) cost: i16,
    /// Letters of the root, five bits each, the first highest; 0 if there is none.
    pub(crate) root: u32,
}

impl Reading {
    pub(crate) fn prefix(&self) -> &'static Prefix {
        PREFIXES.get(usize::from(self.prefix)).unwrap_or(&PREFIXES[0])
    }

    pub(crate) fn pronoun(&self) -> &'static Pronoun {
        pronoun_row(self.pronoun)
    }

    pub(crate) fn inflection(&self) -> &'static Inflection {
        inflection(self.inflection)
    }
}

/// The order of readings: the cheapest first, and of those that cost the same the one that the grammar has first. No two readings of a word
/// have the same rank, so that it does not matter in which order they are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank(u64);

impl Rank {
    /// That of nothing.
    pub(crate) const LAST: Rank = Rank(u64::MAX);
    /// Bits of the order among those of the same cost.
    const ORDER_BITS: u32 = 51;

    #[inline(always)]
    pub(crate) const fn new(cost: i16, order: u64) -> Rank {
        Rank(((cost as i32 + 0x1000) as u64) << Rank::ORDER_BITS | order)
    }

    /// The most that a reading of some order may cost to come before this.
    #[inline(always)]
    pub(crate) const fn most(self, order: u64) -> i16 {
        let cost = (self.0 >> Rank::ORDER_BITS) as i16 - 0x1000;
        if order < self.0 & ((1 << Rank::ORDER_BITS) - 1) { cost } else { cost - 1 }
    }

    /// The same with an order among those of this rank.
    pub(crate) const fn then(self, order: u64) -> Rank {
        Rank(self.0 | order)
    }

    /// The same at a higher cost.
    pub(crate) const fn dearer(self, more: i16) -> Rank {
        Rank(self.0.saturating_add((more as u64) << Rank::ORDER_BITS))
    }
}

/// Keeps the cheapest readings.
pub(crate) trait Keep {
    /// Whether it wants every prefix with every suffix around a stem, not only the cheapest of them.
    const EVERY: bool = false;

    /// A reading is only worth making if it comes before this.
    fn limit(&self) -> Rank;
    /// Takes a reading.
    fn take(&mut self, rank: Rank, reading: &Reading);
}

/// The best one.
pub(crate) struct Best(pub(crate) Reading, Rank);

impl Best {
    #[inline(always)]
    pub(crate) fn none(key: &Key) -> Best {
        Best(Reading { cost: i16::MAX, template: UNKNOWN, to: key.len() as u8, ..Reading::default() }, Rank::LAST)
    }
}

impl Keep for Best {
    #[inline(always)]
    fn limit(&self) -> Rank {
        self.1
    }

    #[inline(always)]
    fn take(&mut self, rank: Rank, reading: &Reading) {
        if rank < self.1 {
            (self.0, self.1) = (*reading, rank);
        }
    }
}

/// How many readings a word has at most.
pub(crate) const MAX_READINGS: usize = 8;

/// The best few, in order.
#[derive(Clone, Debug)]
pub(crate) struct Few {
    len: usize,
    readings: [Reading; MAX_READINGS],
    ranks: [Rank; MAX_READINGS],
}

impl Few {
    pub(crate) fn none() -> Few {
        Few { len: 0, readings: [Reading::default(); MAX_READINGS], ranks: [Rank::LAST; MAX_READINGS] }
    }

    pub(crate) fn readings(&self) -> &[Reading] {
        self.readings.get(..self.len).unwrap_or_default()
    }
}

impl Keep for Few {
    fn limit(&self) -> Rank {
        if self.len < MAX_READINGS { Rank::LAST } else { self.ranks.last().copied().unwrap_or(Rank::LAST) }
    }

    fn take(&mut self, rank: Rank, reading: &Reading) {
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

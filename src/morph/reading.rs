//! A reading, and what keeps the cheapest of those that the search makes.

use super::affix::{Inflection, PREFIXES, Prefix, Pronoun, inflection, pronoun_row};
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
#[derive(Clone, Copy, Debug, Default)]
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

/// Keeps the cheapest readings.
pub(crate) trait Keep {
    /// Whether it wants every prefix with every suffix around a stem, not only the cheapest of them.
    const EVERY: bool = false;

    /// A reading is only worth making if it costs less than this.
    fn limit(&self) -> i16;
    /// Takes a reading.
    fn take(&mut self, reading: &Reading);
}

/// The best one.
pub(crate) struct Best(pub(crate) Reading);

impl Best {
    pub(crate) fn none(key: &Key) -> Best {
        Best(Reading { cost: i16::MAX, template: UNKNOWN, to: key.len() as u8, ..Reading::default() })
    }
}

impl Keep for Best {
    fn limit(&self) -> i16 {
        self.0.cost
    }

    fn take(&mut self, reading: &Reading) {
        if reading.cost < self.0.cost {
            self.0 = *reading;
        }
    }
}

/// How many readings a word has at most.
pub(crate) const MAX_READINGS: usize = 8;

/// The best few, in order.
#[derive(Clone, Debug)]
pub(crate) struct Few {
    pub(crate) len: usize,
    pub(crate) readings: [Reading; MAX_READINGS],
}

impl Keep for Few {
    fn limit(&self) -> i16 {
        if self.len < MAX_READINGS { i16::MAX } else { self.readings.last().map_or(i16::MAX, |r| r.cost) }
    }

    fn take(&mut self, reading: &Reading) {
        let same = |r: &Reading| (r.from, r.to, r.root, r.template) == (reading.from, reading.to, reading.root, reading.template);
        if let Some(at) = self.readings.iter().take(self.len).position(same) {
            if self.readings.get(at).is_some_and(|r| r.cost <= reading.cost) {
                return;
            }
            self.readings.copy_within(at + 1..self.len, at);
            self.len -= 1;
        }
        let at = self.readings.iter().take(self.len).position(|r| r.cost > reading.cost).unwrap_or(self.len);
        if at < MAX_READINGS {
            let end = self.len.min(MAX_READINGS - 1);
            self.readings.copy_within(at..end, at + 1);
            if let Some(slot) = self.readings.get_mut(at) {
                *slot = *reading;
            }
            self.len = end + 1;
        }
    }
}

//! Readings of a word, the order of readings, and the sinks that keep the cheapest readings.

use core::ops::Range;

use crate::morph::grammar::affix::{Prefix, prefix};
use crate::morph::grammar::ending::{Inflection, Pronoun, inflection, pronoun};
use crate::morph::grammar::lexemes;
use crate::morph::grammar::lexicon::{Entry, look_up};
use crate::morph::grammar::tables::{ClosedAnalysis, closed_analyses, listed_root};
use crate::morph::grammar::template::template;
use crate::morph::schema::{Fill, LEXEME_IS_ADJECTIVE, Template, TemplateKind, lexicon_key};
use crate::morph::word::codes::LetterCodes;

/// The constants below are values of [`Reading::template`] for stems without a template. This constant means a closed word.
pub(crate) const CLOSED: u16 = 0xFFFF;
/// The stem is a listed name or loan word.
pub(crate) const NAME: u16 = 0xFFFE;
/// The stem is unknown: no list and no template contains the stem.
pub(crate) const UNKNOWN: u16 = 0xFFFD;
/// The stem is a listed plural that fits no template.
pub(crate) const PLURAL: u16 = 0xFFFC;
/// The reading has no stem: a preposition with a pronoun (له).
pub(crate) const EMPTY: u16 = 0xFFFB;

/// The stem is a part of a word of a user lexicon. The field [`Reading::root`] is the number of the stem in this lexicon.
pub(crate) const USER: u16 = 0xFFFA;

/// The difference between the spelling of a stem and the spelling of its template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StemVariant {
    #[default]
    AsWritten,
    /// The first letter is ا instead of ء: احمد for أحمد.
    AlefForHamza,
    /// The first letter is ا instead of ءا: امن for آمن.
    AlefForMadda,
    /// The first letter is أ or إ instead of ا: إستعمل for استعمل.
    HamzaForAlef,
    /// The last letter is ئ instead of يء: شئ for شيء.
    OldHamza,
}

/// A reading of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The numbers of the prefix, of the pronoun and of the inflection.
    pub(crate) prefix: u8,
    pub(crate) pronoun: u8,
    pub(crate) inflection: u8,
    /// The positions of the stem in the codes of the word; `to` is not included.
    pub(crate) from: u8,
    pub(crate) to: u8,
    pub(crate) variant: StemVariant,
    /// True if the stem with ة is a listed noun: مدرس of مدرسة.
    pub(crate) feminine: bool,
    /// True if the stem is a stem of a user lexicon, by the template or by the constant [`USER`].
    pub(crate) is_user: bool,
    /// The number of the template, or one of the constants [`CLOSED`] to [`USER`].
    pub(crate) template: u16,
    /// The number of the lexicon entry that contains the singular; 0 if no singular is listed.
    pub(crate) singular: u16,
    pub(crate) cost: i16,
    /// The codes of the root, with the first radical in the highest bits; 0 if the reading has no root. The template [`USER`] has another number.
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

    /// Returns the byte range of the stem in the word.
    pub(crate) fn stem_range(&self, word: &str, letters: &LetterCodes) -> Range<usize> {
        let start = letters.start(word, self.from.into());
        let to = usize::from(self.to);
        start..if to >= letters.len() { word.len() } else { letters.start(word, to).max(start) }
    }

    /// Returns the listed root of a stem that is a closed word or that no template forms: 0 if it has none. Returns `None` for other stems.
    pub(crate) fn listed_root(&self, letters: &LetterCodes) -> Option<u32> {
        listed_root(self.entry(letters).number())
    }

    /// Returns the analysis of a closed word: of those that fit its pronoun, the first one that fits its written hamza. If none fits both, the pronoun
    /// decides.
    pub(crate) fn closed_analysis(&self, letters: &LetterCodes) -> Option<ClosedAnalysis> {
        let analyses = || closed_analyses(self.entry(letters).number());
        let fits_seat = |a: &ClosedAnalysis| a.fits_seat(hamza_seat(letters, self.from.into()));
        let fits_pronoun = |a: &ClosedAnalysis| a.before_pronoun == (self.pronoun != 0);
        analyses()
            .find(|a| fits_pronoun(a) && fits_seat(a))
            .or_else(|| analyses().find(fits_pronoun))
            .or_else(|| analyses().find(fits_seat))
            .or_else(|| analyses().next())
    }

    /// Returns the lexicon entry of the stem.
    fn entry(&self, letters: &LetterCodes) -> Entry {
        look_up(lexicon_key(letters.part(self.from.into(), self.to.into())))
    }

    /// Returns the kind of the template. A template of nouns has the kind of adjectives if the dictionary lists an adjective of this root that is not
    /// rarer than the noun: صعب.
    pub(crate) fn kind(&self) -> Option<TemplateKind> {
        let t = self.template()?;
        let is_noun = matches!(t.kind, TemplateKind::Noun | TemplateKind::VerbalNoun) && t.fill != Fill::Fixed;
        let is_adjective = is_noun && lexemes::find(self.root, self.template.into()) & LEXEME_IS_ADJECTIVE != 0;
        Some(if is_adjective { TemplateKind::Adjective } else { t.kind })
    }

    /// Returns the flags of the stem's lexicon entry.
    #[inline]
    pub(crate) fn stem_flags(&self, letters: &LetterCodes) -> u16 {
        self.entry(letters).flags()
    }
}

/// Returns the letter أ, إ or آ at a position of a word, or `None` for another letter.
pub(crate) fn hamza_seat(letters: &LetterCodes, at: usize) -> Option<char> {
    match (letters.hamza_above >> at & 1, letters.hamza_below >> at & 1, letters.madda >> at & 1) {
        (_, _, 1) => Some('آ'),
        (1, ..) => Some('أ'),
        (_, 1, _) => Some('إ'),
        _ => None,
    }
}

/// The rank of a reading: its cost in the high bits, and its order (the tie-break) in the low bits. The cheapest reading has the lowest rank. No two
/// readings of a word have the same rank, so the result does not depend on the order in which the search finds readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank(u64);

impl Rank {
    /// The rank that follows the ranks of all readings.
    pub(crate) const LAST: Rank = Rank(u64::MAX);
    /// The number of bits of the order.
    const ORDER_BITS: u32 = 51;

    #[inline(always)]
    pub(crate) const fn new(cost: i16, order: u64) -> Rank {
        Rank(((cost as i32 + 0x1000) as u64) << Rank::ORDER_BITS | order)
    }

    /// Returns the highest cost that a reading with the given order may have so that its rank is lower than this rank.
    #[inline(always)]
    pub(crate) const fn highest_cost(self, order: u64) -> i16 {
        let cost = (self.0 >> Rank::ORDER_BITS) as i16 - 0x1000;
        if order < self.0 & ((1 << Rank::ORDER_BITS) - 1) { cost } else { cost - 1 }
    }

    /// Returns the rank with additional low bits of the order.
    pub(crate) const fn with_order(self, order: u64) -> Rank {
        Rank(self.0 | order)
    }

    /// Returns the rank of the same reading at a cost that is higher by `more`.
    pub(crate) const fn at_higher_cost(self, more: i16) -> Rank {
        Rank(self.0.saturating_add((more as u64) << Rank::ORDER_BITS))
    }
}

/// A receiver of the readings that the search finds.
pub(crate) trait ReadingSink {
    /// True if the sink needs all combinations of a stem with prefixes and suffixes; false if the cheapest combination is enough.
    const ALL_AFFIXES: bool = false;

    /// Returns the rank limit. The sink ignores readings with this rank or a higher rank.
    fn limit(&self) -> Rank;

    /// Receives a reading. The rank of the reading may be above the limit.
    fn push(&mut self, rank: Rank, reading: &Reading);
}

/// A sink that keeps the cheapest reading.
pub(crate) struct BestReading {
    pub(crate) reading: Reading,
    rank: Rank,
}

impl BestReading {
    /// Creates a sink. Its reading is an unknown stem until a reading is pushed.
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

/// The greatest number of readings that [`TopReadings`] keeps.
pub(crate) const MAX_READINGS: usize = 8;

/// A sink that keeps the cheapest readings, sorted by rank. Of the readings with the same stem, root and template, only the reading with the cheapest
/// affixes is kept.
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

//! The segmentation schemes.

use crate::error::names;
use crate::morph::SegmentKind;

/// A segmentation scheme, which determines the clitics that are split off. See the [module](super).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Splits off conjunctions and the question particle أ.
    D1,
    /// Splits off the clitics of `D1`, prepositions and the future particle س.
    D2,
    /// Splits off all clitics except the article.
    Atb,
    /// Splits off all clitics.
    D3,
}
names!(Scheme, "segmentation scheme", D1 = "d1", D2 = "d2", Atb = "atb", D3 = "d3");

impl Scheme {
    /// Returns whether the scheme splits off a segment of a kind.
    pub(super) const fn splits_off(self, kind: SegmentKind) -> bool {
        match kind {
            SegmentKind::Conjunction | SegmentKind::Question => true,
            SegmentKind::Preposition | SegmentKind::Subjunctive | SegmentKind::Future => !matches!(self, Scheme::D1),
            SegmentKind::Article => matches!(self, Scheme::D3),
            SegmentKind::Pronoun => matches!(self, Scheme::Atb | Scheme::D3),
            SegmentKind::Stem => false,
        }
    }
}

//! Segmentation schemes.

use crate::error::names;
use crate::morph::SegmentKind;

/// A segmentation scheme: which clitics are split off. See the [module](super).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Conjunctions.
    D1,
    /// Conjunctions, prepositions, س.
    D2,
    /// All but the article.
    Atb,
    /// All.
    D3,
}
names!(Scheme, "segmentation scheme", D1 = "d1", D2 = "d2", Atb = "atb", D3 = "d3");

impl Scheme {
    /// Returns whether a segment of a kind is split off.
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

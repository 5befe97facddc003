//! The segmentation schemes.

use crate::error::names;
use crate::morph::SegmentKind;

/// A segmentation scheme. The scheme determines which clitics are split off; see the [module](super).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// Splits off conjunctions and the question particle أ.
    D1,
    /// Splits off the clitics of `D1`, the prepositions ب ك ل, and the particles ل and س before a present.
    D2,
    /// Splits off all clitics except the article.
    Atb,
    /// Splits off all clitics.
    D3,
}
names!(Scheme, "segmentation scheme", D1 = "d1", D2 = "d2", Atb = "atb", D3 = "d3");

impl Scheme {
    /// Returns whether the scheme splits off segments of the given kind. Returns `false` for the stem. Adjacent segments that are not split
    /// off are joined.
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

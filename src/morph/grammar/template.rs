//! Lookups for a template (a pattern such as م123, in which the digits are radicals). The structure [`Template`] contains the numeric
//! fields of a template. Other tables contain its pattern, the pattern of its lemma, and its allowed first radicals or its fixed root.

use super::tables::{FIRST_RADICALS, LEMMA_STARTS, PATTERN_STARTS, TEMPLATES, line};
use crate::morph::schema::{Fill, HAMZA, Template, WAW, YEH};

/// Returns the template with the given number, or `None` if the number does not identify a template.
#[inline(always)]
pub(crate) fn template(number: u16) -> Option<&'static Template> {
    TEMPLATES.get(usize::from(number))
}

/// Returns the pattern of the template with the given number, in the notation of `templates.txt`, for example م123. Returns `None` if the
/// number does not identify a template.
pub(crate) fn pattern(number: u16) -> Option<&'static str> {
    PATTERN_STARTS.get(usize::from(number)).map(|start| line(Some(u32::from(*start))))
}

/// Returns the pattern of the lemma that a template specifies. Call this function only if `t.lemma` is not 0; 0 means that the lemma is the
/// stem itself.
#[inline]
pub(crate) fn lemma_pattern(t: &Template) -> &'static str {
    line(LEMMA_STARTS.get(usize::from(t.lemma)).copied().map(u32::from))
}

/// Returns whether a template allows roots whose first radical has the letter code `first`. Do not call this function for a template with
/// [`Fill::Fixed`], because such a template stores its root instead of a set of first radicals.
#[inline(always)]
pub(crate) fn allows_first_radical(t: &Template, first: u32) -> bool {
    t.first == 0 || FIRST_RADICALS.get(usize::from(t.first)).is_none_or(|set| set >> first & 1 == 1)
}

/// Returns the root of a template with [`Fill::Fixed`]. Such a template has no radicals; its root is
/// listed. The root is packed in five bits for each radical, with the last radical in the lowest bits. Returns 0 if no root is listed.
#[inline(always)]
pub(crate) fn fixed_root(t: &Template) -> u32 {
    FIRST_RADICALS.get(usize::from(t.first)).copied().unwrap_or(0)
}

/// For each fill: the codes of the hidden radicals, and the bit that changes a hidden و to ي if the radical may be either letter.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
const HIDDEN_RADICALS: [(u32, u32); 16] = {
    let (waw, yeh) = (WAW as u32, YEH as u32);
    assert!(waw | 1 == yeh);
    let mut fills = [(0, 0); 16];
    fills[Fill::Hollow as usize] = (waw << 5, 1 << 5);
    fills[Fill::HollowWaw as usize] = (waw << 5, 0);
    fills[Fill::HollowYeh as usize] = (yeh << 5, 0);
    fills[Fill::Defective as usize] = (waw, 1);
    fills[Fill::DefectiveWaw as usize] = (waw, 0);
    fills[Fill::DefectiveYeh as usize] = (yeh, 0);
    fills[Fill::InitialWaw as usize] = (waw << 10, 0);
    fills[Fill::InitialHamza as usize] = ((HAMZA as u32) << 10, 0);
    fills[Fill::InitialWawDefective as usize] = (waw << 10 | waw, 1);
    fills[Fill::InitialYeh as usize] = (yeh << 10, 0);
    fills
};

/// Returns the codes of the radicals that a fill hides, as bits of a root, and the bit that changes a hidden و to ي if the radical may be either
/// letter.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "below 16 of 16")]
pub(crate) fn hidden_radicals(fill: Fill) -> (u32, u32) {
    HIDDEN_RADICALS[fill as usize & 15]
}

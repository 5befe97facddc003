//! Lookups for a template: its row ([`Template`]), and its pattern, its lemma pattern and its allowed roots, which are stored separately from the
//! row.

use super::tables::{FIRST_RADICALS, LEMMA_STARTS, PATTERN_STARTS, TEMPLATES, line};
use crate::morph::schema::Template;

/// Returns the template with the given number, or `None` if the number does not identify a template.
#[inline(always)]
pub(crate) fn template(number: u16) -> Option<&'static Template> {
    TEMPLATES.get(usize::from(number))
}

/// Returns the pattern of the template with the given number, in the notation of `templates.txt`: م123 for مكتب. Returns `None` if the number
/// does not identify a template.
pub(crate) fn pattern(number: u16) -> Option<&'static str> {
    PATTERN_STARTS.get(usize::from(number)).map(|start| line(Some(*start)))
}

/// Returns the pattern of the lemma that a template specifies. Call this function only if `t.lemma` is not 0.
#[inline]
pub(crate) fn lemma_pattern(t: &Template) -> &'static str {
    line(LEMMA_STARTS.get(usize::from(t.lemma)).copied())
}

/// Returns whether a template allows roots whose first radical has the letter code `first`.
#[inline(always)]
pub(crate) fn allows_first_radical(t: &Template, first: u32) -> bool {
    t.first == 0 || FIRST_RADICALS.get(usize::from(t.first)).is_none_or(|set| set >> first & 1 == 1)
}

/// Returns the root of a template with [`Fill::Fixed`](crate::morph::schema::Fill::Fixed), or 0 if its words have no root.
#[inline(always)]
pub(crate) fn fixed_root(t: &Template) -> u32 {
    FIRST_RADICALS.get(usize::from(t.first)).copied().unwrap_or(0)
}

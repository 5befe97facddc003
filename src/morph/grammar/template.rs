//! The pattern, the lemma and the roots of a template, beside its row ([`Template`]).

use super::tables::{FIRST_RADICALS, LEMMA_STARTS, PATTERN_STARTS, TEMPLATES, line};
use crate::morph::schema::Template;

/// Returns a template by number, if it is one.
#[inline(always)]
pub(crate) fn template(number: u16) -> Option<&'static Template> {
    TEMPLATES.get(usize::from(number))
}

/// Returns the pattern of a template by number, as it is written in `templates.txt`.
pub(crate) fn pattern(number: u16) -> Option<&'static str> {
    PATTERN_STARTS.get(usize::from(number)).map(|start| line(Some(*start)))
}

/// Returns the pattern of the lemma of a template that names one.
#[inline]
pub(crate) fn lemma_pattern(t: &Template) -> &'static str {
    line(LEMMA_STARTS.get(usize::from(t.lemma)).copied())
}

/// Returns whether a template is for roots with a first radical.
#[inline(always)]
pub(crate) fn allows_first_radical(t: &Template, first: u32) -> bool {
    t.first == 0 || FIRST_RADICALS.get(usize::from(t.first)).is_none_or(|set| set >> first & 1 == 1)
}

/// Returns the root that a template of [`Fill::Fixed`](crate::morph::schema::Fill::Fixed) names; 0 for a word without a root.
#[inline(always)]
pub(crate) fn fixed_root(t: &Template) -> u32 {
    FIRST_RADICALS.get(usize::from(t.first)).copied().unwrap_or(0)
}

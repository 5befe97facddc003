//! Entities in text, and the abbreviations: what tokens and sentences both have to know.

pub(crate) mod abbreviations;

//! The grammar: affixes, templates and listed words, with their slots and their costs.
//!
//! Costs are in tenths. The cost of a reading is the sum of the costs of its parts, and the cheapest reading is the result. This module contains only
//! data and lookups; `search` applies them to a word.
//!
//! | file | content |
//! |---|---|
//! | `slots` | sets of slots, contexts of prefixes, kinds of inflections |
//! | `costs` | all costs of affixes, stems, respellings and vowels, and the lower bounds of the search |
//! | `packed` | readers of `tables.bin` |
//! | `tables` | the generated tables: roots, templates, shapes, lexicon, vocalizations |
//! | `affix` | prefixes by their letters |
//! | `ending` | inflections with pronouns by their letters |
//! | `ending_vowels` | endings and pronouns with their vowels |
//! | `template` | patterns, roots and lemmas of templates |
//! | `shape` | the letters of templates, compared with a stem in parallel |
//! | `lexicon` | lookup of listed stems |

pub(crate) mod affix;
pub(crate) mod costs;
pub(crate) mod ending;
pub(crate) mod ending_vowels;
pub(crate) mod lexicon;
mod packed;
pub(crate) mod shape;
pub(crate) mod slots;
pub(crate) mod tables;
pub(crate) mod template;

//! The grammar: affixes, templates and listed words, with their slots (contexts in which a stem can occur) and their costs.
//!
//! Costs are in tenths. The cost of a reading is the sum of the costs of its parts, and the cheapest reading is the best reading. This module
//! contains only data and lookups; the module `search` applies the data to a word.
//!
//! | file | content |
//! |---|---|
//! | `slots` | sets of slots, contexts of prefixes, kinds of inflections |
//! | `costs` | the costs of affixes, listed stems, roots, respellings and vowels, and the lower bounds of the search |
//! | `packed` | readers of `tables.bin` |
//! | `tables` | the generated tables: roots, templates, shapes, lexicon, vocalizations |
//! | `affix` | prefixes by their letters |
//! | `ending` | inflections with pronouns by their letters |
//! | `ending_vowels` | the vowels of endings and pronouns |
//! | `template` | the pattern, the allowed roots and the lemma of a template |
//! | `shape` | comparison of a stem with the letters of all templates in parallel |
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

//! The grammar: affixes, templates and listed words, the slots of each, and the cost of each.
//!
//! Costs are in tenths; a reading costs the sum of its parts, and the cheapest reading wins. The grammar knows nothing of a word that is read:
//! that is the matter of `search`.
//!
//! | file | content |
//! |---|---|
//! | `slots` | sets of slots, the contexts of prefixes, kinds of inflections |
//! | `costs` | every cost: of affixes, stems, respellings and vowels, and the lower bounds of the search |
//! | `packed` | readers of `tables.bin` |
//! | `tables` | the generated tables: roots, templates, shapes, lexicon, vocalizations |
//! | `affix` | prefixes by their letters |
//! | `ending` | inflections with pronouns by their letters |
//! | `ending_vowels` | endings and pronouns with their vowels |
//! | `template` | the roots and the lemma of a template |
//! | `shape` | the letters of templates, compared with a stem all at once |
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

//! The grammar: affixes, templates and listed words. A template (wazn) is a pattern such as م123 for مكتب; the digits are the radicals of
//! the root. Each affix, template and listed word has a cost and a set of slots. A slot is a context in which a stem can occur, such as
//! "perfect before a pronoun".
//!
//! Costs are integers in tenths: the cost `.3` of a template in `templates.txt` is the integer 3. The cost of a reading is the sum of the
//! costs of its parts, plus additional costs and minus discounts. The cheapest reading is the best reading. This module contains only data
//! and lookups; the module `search` applies the data to a word.
//!
//! | file | content |
//! |---|---|
//! | `slots` | sets of slots, contexts of prefixes, kinds of inflections |
//! | `costs` | the costs of affixes, listed stems, roots, respellings and vowels, and the lower bounds of the search |
//! | `packed` | functions that read the sections of the generated file `tables.bin` |
//! | `tables` | the generated tables: roots, templates, shapes (letters of templates), lexicon, vocalizations (vowel signs of stems) |
//! | `affix` | lookup of prefixes by their letters |
//! | `ending` | lookup of suffixes (inflection and pronoun) by their letters |
//! | `ending_vowels` | the vowels of endings and pronouns |
//! | `template` | lookup of a template, its pattern, its lemma pattern, and its allowed first radicals or its fixed root |
//! | `shape` | comparison of a stem with the letters of all templates in parallel |
//! | `lexicon` | lookup of listed stems |
//! | `lexemes` | lookup of the lexemes of the dictionary by root and class |
//! | `dictionary` | the records of the dictionary, with patterns |

pub(crate) mod affix;
pub(crate) mod costs;
pub(crate) mod dictionary;
pub(crate) mod ending;
pub(crate) mod ending_vowels;
pub(crate) mod lexemes;
pub(crate) mod lexicon;
mod packed;
pub(crate) mod shape;
pub(crate) mod slots;
pub(crate) mod tables;
pub(crate) mod template;

pub(crate) use packed::TABLES_HASH;

//! The definitions that this crate and `tools/gen-morph` share: codes of letters and marks, slots, flags, rows, and the sections of `tables.bin`.
//!
//! The generator includes this module by path, so each number is defined once. The module depends on no other module of the crate. If you change a
//! layout, change [`FORMAT_VERSION`] and run `cargo run -p gen-morph`.
//!
//! | file | content |
//! |---|---|
//! | `letters` | codes of letters, and letter classes |
//! | `marks` | bits of diacritics, and vocalizations |
//! | `slots` | contexts in which a stem can occur |
//! | `shapes` | rows of shapes: the letters of templates and the positions of their radicals |
//! | `numbered` | a macro for enums whose values have names in data files |
//! | `templates` | rows of templates, and the byte of each root |
//! | `lexicon` | flags, keys and hashes of the lexicon |
//! | `sections` | the layout of `tables.bin` |

#![allow(dead_code, reason = "the crate and the generator each use a part")]

mod letters;
mod lexicon;
mod marks;
mod numbered;
mod sections;
mod shapes;
mod slots;
mod templates;

pub(crate) use letters::*;
pub(crate) use lexicon::*;
pub(crate) use marks::*;
pub(crate) use sections::*;
pub(crate) use shapes::*;
pub(crate) use slots::*;
pub(crate) use templates::*;

//! The definitions that this crate and the generator `tools/gen-morph` share: codes of letters and marks, slots, flags, the data of
//! templates, and the sections of `tables.bin`.
//!
//! The generator includes this module by path, so each number is defined once. For this reason the module must not depend on other modules
//! of the crate. If you change a layout, change [`FORMAT_VERSION`] and run `cargo run -p gen-morph`.
//!
//! | file | content |
//! |---|---|
//! | `letters` | letter codes and letter classes |
//! | `marks` | the bits of diacritics, and the layout of vocalizations (the diacritics of all letters of a stem) |
//! | `slots` | slots, which are the contexts in which a stem can occur |
//! | `shapes` | the data of a shape: the letters of templates and the positions of their radicals |
//! | `numbered` | a macro for enums whose values have a number and a name |
//! | `templates` | the data of a template, and the bits of the byte of each root |
//! | `lexicon` | the flags, keys and hashes of the lexicon |
//! | `dictionary` | the records of the dictionary |
//! | `sections` | the layout of `tables.bin` |

#![allow(dead_code, reason = "the crate and the generator each use a part")]

mod dictionary;
mod letters;
mod lexicon;
mod marks;
mod numbered;
mod sections;
mod shapes;
mod slots;
mod templates;

pub(crate) use dictionary::*;
pub(crate) use letters::*;
pub(crate) use lexicon::*;
pub(crate) use marks::*;
pub(crate) use sections::*;
pub(crate) use shapes::*;
pub(crate) use slots::*;
pub(crate) use templates::*;

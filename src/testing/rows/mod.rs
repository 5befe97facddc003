//! The cases of the catalogue of edge cases, in one file for each topic. A row of the catalogue is one kind of edge case, and has a number.
//! Each file contains the cases of one or two ranges of rows.
//!
//! | file | rows |
//! |---|---|
//! | `letters` | 1–13, 45–51: hamza and alef, letters of other keyboards and languages |
//! | `marks` | 14–33: vowel marks (diacritics), tatweel, elongation |
//! | `forms` | 34–44, 52–63: presentation forms, ligatures, format characters, spaces, invalid bytes |
//! | `figures` | 64–77: numbers, dates, times, amounts |
//! | `sentences` | 78–99: abbreviations, and the ends of sentences |
//! | `mixed` | 100–110: addresses, tags, emoji, other scripts, mark-up |
//! | `words` | 111–130: stems and clitics, invariants of whole texts |
//! | `row` | the macro that declares a list of cases |

mod figures;
mod forms;
mod letters;
mod marks;
mod mixed;
mod row;
mod sentences;
mod words;

use super::case::Case;

/// The lists of cases, one list for each file.
pub(super) const ALL: &[&[Case]] = &[letters::ROWS, marks::ROWS, forms::ROWS, figures::ROWS, sentences::ROWS, mixed::ROWS, words::ROWS];

//! The word: its letters as characters and as packed codes, and its diacritics.
//!
//! | file | content |
//! |---|---|
//! | `letters` | the letters of a word in any encoding, as characters, each with its position in the word |
//! | `codes` | the letters as codes of five bits, packed into one integer: the form that grammar and search read |
//! | `marks` | the vowel signs and shaddas of a word, by letter |

pub(crate) mod codes;
pub(crate) mod letters;
pub(crate) mod marks;

//! A word: its letters as characters and as packed codes, and its diacritics.
//!
//! | file | content |
//! |---|---|
//! | `letters` | the letters of a word in any encoding, as characters with their byte offsets |
//! | `codes` | the letters as codes of five bits, packed into one integer; grammar and search read this form |
//! | `marks` | the vowel signs and shaddas of each letter |

pub(crate) mod codes;
pub(crate) mod letters;
pub(crate) mod marks;

//! The letters and the diacritics of a word. The letters exist in two forms: as characters, and as codes that are packed into one integer.
//!
//! | file | content |
//! |---|---|
//! | `letters` | the letters of a word as characters, with their byte offsets |
//! | `codes` | the letters as codes of five bits, packed into one integer; the grammar and the search use these codes |
//! | `marks` | the vowel signs and shaddas of each letter |

pub(crate) mod codes;
pub(crate) mod letters;
pub(crate) mod marks;

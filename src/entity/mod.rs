//! Entities in running text, which tokens and sentences share: addresses, tags, figures and abbreviations.
//!
//! Every recognizer is anchored: it returns the end of the entity that starts at a byte, and reads no byte before it. It reads at most [`AHEAD`]
//! bytes after the end of its result.

// | file | content |
// |---|---|
// | `sets` | sets of characters, and how to skip them |
// | `abbreviation_list` | the hash table of the abbreviations, from `abbreviations.txt` |
// | `abbreviation` | abbreviations, by the text after them |
// | `address` | URLs and e-mail addresses |
// | `figure` | dates, times, telephone numbers and other figures |
// | `tag` | hashtags and mentions |
mod abbreviation;
pub(crate) mod abbreviation_list;
mod address;
mod figure;
mod sets;
mod tag;

pub(crate) use abbreviation::{INITIALS_MAX, abbreviation, is_plain_word, lone_abbreviation};
pub(crate) use address::{Local, domain_url, email, may_continue_local, scheme_url, www_url};
pub(crate) use figure::{Figure, figure};
pub(crate) use sets::{ARABIC, ATTACHED, DIGITS, FORMAT, FORMAT_MAX, OTHER_LETTERS, char_at, skip, skip_within};
pub(crate) use tag::tag;

/// The maximum number of bytes after the end of its result that a recognizer reads.
pub(crate) const AHEAD: usize = 340;

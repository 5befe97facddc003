//! Recognizers of entities in running text: addresses, tags, figures and abbreviations. The tokenizer and the sentence splitter share the
//! recognizers.
//!
//! Every recognizer is anchored: the caller passes the byte offset at which the entity must start, and the recognizer returns the end of
//! the entity. A recognizer reads no byte before this offset, and at most [`AHEAD`] bytes after the end of the entity.

// | file | content |
// |---|---|
// | `sets` | sets of characters, and functions that skip the characters of a set |
// | `abbreviation_list` | the hash table of the abbreviations, from `abbreviations.txt` |
// | `abbreviation` | the recognizer of abbreviations |
// | `address` | the recognizers of URLs and e-mail addresses |
// | `figure` | the recognizer of dates, times, telephone numbers and other figures |
// | `tag` | the recognizer of hashtags and mentions |
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

/// The maximum number of bytes that a recognizer reads after the end of the entity that it returns.
pub(crate) const AHEAD: usize = 340;

//! The tokenizer: splits a text into tokens, which cover every byte of it.
//!
//! It follows the word boundaries of [UAX #29](https://www.unicode.org/reports/tr29/) with the departures below. The departures
//! produce the words that a reader of Arabic recognizes. A test compares the tokens with `unicode-segmentation` and allows these departures
//! only.
//!
//! # Departures from UAX #29
//!
//! 1. *White space.* A run of spaces and tabs (U+202F among them) is one token; no mark attaches to it.
//! 2. *Format characters.* Bidi marks and controls, U+00AD, U+034F, U+2060–2064, U+206A–206F, U+FEFF are part of a token only between two of
//!    its characters; at its edge they are [`TokenKind::Ignorable`] tokens. More than 64 bytes of them separate two words.
//! 3. *Lone marks.* Marks of the Arabic script attach to letters and digits, never to white space, punctuation or symbols. A small letter such
//!    as U+06E5 counts as a mark, and so do the two marks of katakana that are letters, U+FF9E and U+FF9F. No mark attaches to U+FFFD. A zero-width
//!    joiner or a skin tone joins an emoji only to another emoji.
//! 4. *Scripts.* An Arabic letter is never in one token with a digit or a letter of another script (`ال21`, `5كم`, `الـiPhone`), unless a `_`
//!    is between them.
//! 5. *Inner punctuation.* No `.`, `'`, `’`, `·` or `:` joins Arabic letters: a full stop without a space is a full stop.
//! 6. *Underscores*, up to 16, join an Arabic word to the Arabic letters, Latin letters (to U+024F) and digits that directly follow the
//!    underscores, and join those to an Arabic word. No other character continues such a token. Other underscores at the edge of an Arabic
//!    word are not part of it.
//! 7. *Honorific ligatures* such as `ﷺ` are tokens of their own.
//! 8. *Abbreviations* are whole, with their last stop: `د.`, `ق.م.`, `U.S.`, `Mr.`.
//! 9. *URLs, e-mail addresses, hashtags and mentions* are whole.
//! 10. *The decimal separator* `٫` is not the end of a number.
//! 11. *Long words* of scripts other than Arabic and Latin: punctuation that is more than 256 bytes after the start of the word does not
//!     join letters.
//!
//! # Files
//!
//! Each file uses only files that are above it in this table.
//!
//! | file | contents |
//! |---|---|
//! | `kind.rs` | [`TokenKind`] |
//! | `item.rs` | [`Token`], [`TokenUtf8`] |
//! | `options.rs` | [`Tokenizer`] and its options |
//! | `byte_table.rs` | the classes of single bytes for the rules, computed from the table of the block scanner |
//! | `sets.rs` | sets of character classes, and the joining punctuation of UAX #29 |
//! | `run.rs` | the ends of runs of Arabic and of ASCII letters, eight bytes at a time |
//! | `arabic.rs` | words that start with an Arabic letter |
//! | `uax29.rs` | words of other scripts, by `unicode-segmentation` |
//! | `emoji.rs`, `emoticon.rs` | common emoji sequences; faces such as `:)` |
//! | `latin.rs` | words of Latin letters, and numbers |
//! | `rules.rs` | the rules: the token at a position |
//! | `stream.rs` | the next token: by the masks of the block scanner, or by the rules if the masks cannot decide |
//! | `tokens.rs`, `bytes.rs` | the iterators: [`Tokens`], [`Words`], [`TokensUtf8`], [`WordsUtf8`] |
//! | `invariants.rs` | tests: the reference implementation, coverage, streaming, bytes, linear work |

mod arabic;
mod byte_table;
mod bytes;
mod emoji;
mod emoticon;
#[cfg(test)]
mod invariants;
mod item;
mod kind;
mod latin;
mod options;
mod rules;
mod run;
mod sets;
mod stream;
mod tokens;
mod uax29;

pub use bytes::{TokensUtf8, WordsUtf8};
pub use item::{Token, TokenUtf8};
pub use kind::TokenKind;
pub use options::Tokenizer;
pub use rules::{LOOKAHEAD, LOOKBEHIND};
#[cfg(any(test, fuzzing))]
pub(crate) use tokens::levels_agree;
pub use tokens::{Tokens, Words, tokens, words};

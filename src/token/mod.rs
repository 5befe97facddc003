//! The tokenizer: splits a text into tokens. The tokens cover every byte of the text.
//!
//! The tokenizer follows the word boundaries of [UAX #29](https://www.unicode.org/reports/tr29/), except for the departures in the list
//! below. The departures adapt the boundaries to Arabic words. A test compares the tokens with the crate `unicode-segmentation` and permits
//! only these departures.
//!
//! # Departures from UAX #29
//!
//! 1. *White space.* A run of spaces and tabs (including U+202F) is one token. No mark attaches to white space.
//! 2. *Format characters.* Bidi marks and controls, U+00AD, U+034F, U+2060–2064, U+206A–206F, U+FEFF are part of a token only between two
//!    other characters of the token. At the start or end of a word, these characters are a separate [`TokenKind::Ignorable`] token. A run
//!    of more than 64 bytes of format characters separates two words.
//! 3. *Lone marks.* Marks of the Arabic script attach to letters and digits, never to white space, punctuation or symbols. Small letters
//!    such as U+06E5, and the katakana sound marks U+FF9E and U+FF9F, count as marks. No mark attaches to U+FFFD. An emoji after a
//!    zero-width joiner attaches only to another emoji. A skin tone also attaches only to an emoji.
//! 4. *Scripts.* An Arabic letter and a digit, or an Arabic letter and a letter of another script, are in different tokens (`ال21`, `5كم`,
//!    `الـiPhone`), except in a word with `_`.
//! 5. *Inner punctuation.* The marks `.`, `'`, `’`, `·` and `:` never join Arabic letters. The full stop in `الوفد.بدأ` ends the word,
//!    although no space follows.
//! 6. *Underscores.* Up to 16 underscores join two words if one of the words is Arabic and the other word consists of Arabic letters, Latin
//!    letters (up to U+024F) or digits: `كلمة_word`. No other character continues a token that is joined by underscores. Underscores that
//!    join no words are not part of the Arabic word: `_كلمة_` has three tokens.
//! 7. *Honorific ligatures.* A ligature such as `ﷺ` is a separate token.
//! 8. *Abbreviations.* An abbreviation is one token, including its last full stop: `د.`, `ق.م.`, `U.S.`, `Mr.`.
//! 9. *Addresses and tags.* Each URL, e-mail address, hashtag and mention is one token.
//! 10. *Decimal separator.* A number never ends in `٫`.
//! 11. *Long words.* In a word of a script other than Arabic and Latin, punctuation more than 256 bytes after the start of the word does
//!     not join letters.
//!
//! # Files
//!
//! Each file uses only the files in the rows above its own row. The block scanner is the module `scan::words`, which finds most tokens with
//! SIMD.
//!
//! | file | contents |
//! |---|---|
//! | `kind.rs` | [`TokenKind`] |
//! | `item.rs` | [`Token`], [`TokenUtf8`] |
//! | `options.rs` | [`Tokenizer`] and its options |
//! | `byte_table.rs` | the classes of single bytes for the rules, computed from a table of the block scanner |
//! | `sets.rs` | sets of character classes, and the joining punctuation of UAX #29 |
//! | `run.rs` | the ends of runs of Arabic letters and of ASCII letters, eight bytes at a time |
//! | `arabic.rs` | the rules for words that start with an Arabic letter |
//! | `uax29.rs` | the fallback for words of other scripts, with `unicode-segmentation` |
//! | `emoji.rs`, `emoticon.rs` | the rules for common emoji sequences, and for emoticons such as `:)` |
//! | `latin.rs` | the rules for Latin words and for numbers |
//! | `rules.rs` | the function that finds the end and the kind of the token at a byte position |
//! | `stream.rs` | the stream of tokens: most tokens come from the block scanner, all other tokens from the rules |
//! | `tokens.rs`, `bytes.rs` | the iterators: [`Tokens`], [`Words`], [`TokensUtf8`], [`WordsUtf8`] |
//! | `invariants.rs` | tests: a reference implementation, every byte in one token, texts in pieces, invalid UTF-8, linear work |

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

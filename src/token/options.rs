//! [`Tokenizer`] and its options. The methods that return tokens are in `tokens.rs` and `bytes.rs`.

use crate::config::{option_text, options};
use crate::debug::short_debug;

/// A tokenizer with its options. [`new`](Self::new) returns the default tokenizer.
///
/// With the feature `serde`, a tokenizer serializes as a map of its options. When a map is deserialized, a missing option has its default
/// value.
///
/// ```
/// use kalima::token::{TokenKind, Tokenizer};
///
/// let dates = Tokenizer::new().entities(true);
/// let all: Vec<_> = dates.words("يوم 2025/02/10").map(|t| (t.text(), t.kind())).collect();
/// assert_eq!(all, [("يوم", TokenKind::Arabic), ("2025/02/10", TokenKind::Date)]);
/// assert_eq!(Tokenizer::new().words("يوم 2025/02/10").count(), 4);
/// assert_eq!(Tokenizer::new().with_option("entities", "on"), Ok(dates));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tokenizer {
    pub(super) options: TokenizerOptions,
}

short_debug!([] Tokenizer, "Tokenizer", |t| {
    entities: t.options.entities,
    emoticons: t.options.emoticons,
    split_zwnj: t.options.split_zwnj,
    max_token_len: t.options.max_token_len,
});

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Tokenizer {
    /// Creates a tokenizer with the default options. Each number, address, tag, emoji and abbreviation is one token. Dates and other
    /// figures are split into several tokens. The length of a token has no limit.
    #[must_use]
    pub const fn new() -> Self {
        Self { options: TokenizerOptions::defaults() }
    }

    /// Returns the tokenizer unchanged. The setters call this function to recompute the fields that depend on the options; this type has no
    /// such fields.
    const fn rebuilt(self) -> Tokenizer {
        self
    }
}

/// Calls the macro `$part` with the arguments `$head`, followed by the table of options.
///
/// A row of the table consists of the setter, the getter, the type, the default value, and a sentence. This sentence is the first line of
/// the documentation of the setter. The sentence is also the help text of the option on the command line. The comment before a row is the
/// following part of the documentation.
macro_rules! tokenizer_options {
    ($part:ident! { $($head:tt)+ }) => {
        $part! {
            $($head)+
            /// A token that this option makes has at most 60 bytes. An example of a number in groups is `978-3-16`.
            entities, get_entities: bool = false,
                "Makes one token of each date, time, range, percentage, version, telephone number and number in groups.";
            /// A face or a run of `؟ ? !` is a token of the kind [`Symbol`](super::TokenKind::Symbol). Characters directly before a letter
            /// or a digit are not a face: `:Door` does not contain the face `:D`.
            emoticons, get_emoticons: bool = false, "Makes one token of each face, such as `:)`, `^_^`, `<3`, and of two or more of `؟ ? !`.";
            /// If this option is `true`, the non-joiner is an [`Ignorable`](super::TokenKind::Ignorable) token. By default, the non-joiner
            /// does not split a word: the Persian می‌خواهم is one word.
            ///
            /// ```
            /// # use kalima::token::Tokenizer;
            /// assert_eq!(Tokenizer::new().words("می\u{200C}خواهم").count(), 1);
            /// let parts = Tokenizer::new().split_zwnj(true);
            /// assert_eq!(parts.words("می\u{200C}خواهم").map(|t| t.text()).collect::<Vec<_>>(), ["می", "خواهم"]);
            /// ```
            split_zwnj, get_split_zwnj: bool = false, "Splits words, tags and addresses at a zero-width non-joiner (U+200C).";
            /// `None` means that the length has no limit. A longer token is cut at the last boundary of an extended grapheme cluster within
            /// the limit. If the first cluster is longer than the limit, the token is cut after this cluster. The text after the cut is
            /// tokenized like a new text, so the rest of a long URL is split into words. The tokens of the option `emoticons` are not cut.
            ///
            /// ```
            /// # use kalima::token::Tokenizer;
            /// let short = Tokenizer::new().max_token_len(Some(8));
            /// assert_eq!(short.tokens("المكتبة").map(|t| t.text()).collect::<Vec<_>>(), ["المك", "تبة"]);
            /// ```
            max_token_len, get_max_token_len: Option<usize> = None, "Limits the length of a token, in bytes.";
        }
    };
}

tokenizer_options!(options! {
    [const] impl Tokenizer, "tokenizer", default: Tokenizer::new(), preset: |_| None, start: crate::config::no_preset;

    /// The options of a [`Tokenizer`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub(super) struct TokenizerOptions;
});
tokenizer_options!(option_text! { impl Tokenizer, "tokenizer"; struct TokenizerOptions; });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_is_set_by_name() {
        let mut tokenizer = Tokenizer::new();
        for option in Tokenizer::OPTIONS {
            let value = if option.values().contains(&"on") { "on" } else { "100" };
            tokenizer = tokenizer.with_option(option.name(), value).unwrap();
        }
        assert_eq!(tokenizer, Tokenizer::new().entities(true).emoticons(true).split_zwnj(true).max_token_len(Some(100)));
        assert_eq!(tokenizer.with_option("max-token-len", "none"), Ok(tokenizer.max_token_len(None)));
        assert!(tokenizer.with_option("clauses", "on").is_err() && tokenizer.with_option("entities", "2").is_err());
    }

    #[cfg(feature = "serde")]
    crate::config::round_trip!(
        Tokenizer, TokenizerOptions = |t| &t.options,
        default: Tokenizer::new(),
        same: |a, b| a == b,
        no_options: [],
        options: {
            entities: [true];
            emoticons: [true];
            split_zwnj: [true];
            max_token_len: [Some(0), Some(100), Some(usize::MAX)];
        }
    );
}

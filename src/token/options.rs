//! [`Tokenizer`]: the options of the tokenizer. Its methods that return tokens are in `tokens.rs` and `bytes.rs`.

/// The tokenizer, by its options.
///
/// ```
/// use kalima::token::{TokenKind, Tokenizer};
///
/// let dates = Tokenizer::new().entities(true);
/// let all: Vec<_> = dates.words("يوم 2025/02/10").map(|t| (t.text(), t.kind())).collect();
/// assert_eq!(all, [("يوم", TokenKind::Arabic), ("2025/02/10", TokenKind::Date)]);
/// assert_eq!(Tokenizer::new().words("يوم 2025/02/10").count(), 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tokenizer {
    pub(super) entities: bool,
    pub(super) emoticons: bool,
    pub(super) split_zwnj: bool,
    pub(super) max_token_len: Option<usize>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Tokenizer {
    /// Creates a tokenizer with the default options. Numbers, addresses, tags, emoji and abbreviations are whole tokens; dates and other figures are
    /// not; the length of a token has no limit.
    #[must_use]
    pub const fn new() -> Self {
        Self { entities: false, emoticons: false, split_zwnj: false, max_token_len: None }
    }

    /// Sets whether dates, times, ranges, percentages, versions, telephone numbers and numbers in groups (`978-3-16`) are one token each. Off by
    /// default. A figure has at most 60 bytes.
    #[must_use]
    pub const fn entities(mut self, on: bool) -> Self {
        self.entities = on;
        self
    }

    /// Sets whether faces such as `:)`, `^_^`, `<3` and runs of two or more of `؟ ? !` are one [`Symbol`](super::TokenKind::Symbol) each. Off by
    /// default. Characters that a letter or a digit follows are not a face.
    #[must_use]
    pub const fn emoticons(mut self, on: bool) -> Self {
        self.emoticons = on;
        self
    }

    /// Sets whether a zero-width non-joiner (U+200C) separates words, tags and addresses, and is an [`Ignorable`](super::TokenKind::Ignorable)
    /// token between them. Off by default: the Persian می‌خواهم is one word.
    ///
    /// ```
    /// # use kalima::token::Tokenizer;
    /// assert_eq!(Tokenizer::new().words("می\u{200C}خواهم").count(), 1);
    /// let parts = Tokenizer::new().split_zwnj(true);
    /// assert_eq!(parts.words("می\u{200C}خواهم").map(|t| t.text()).collect::<Vec<_>>(), ["می", "خواهم"]);
    /// ```
    #[must_use]
    pub const fn split_zwnj(mut self, on: bool) -> Self {
        self.split_zwnj = on;
        self
    }

    /// Sets the greatest length of a token, in bytes. `None`, the default, is no limit. A longer token is cut at the last boundary of extended
    /// grapheme clusters within the limit, or after one cluster if that is longer. The rest is tokenized anew, so the rest of a long URL is words.
    ///
    /// ```
    /// # use kalima::token::Tokenizer;
    /// let short = Tokenizer::new().max_token_len(Some(8));
    /// assert_eq!(short.tokens("المكتبة").map(|t| t.text()).collect::<Vec<_>>(), ["المك", "تبة"]);
    /// ```
    #[must_use]
    pub const fn max_token_len(mut self, bytes: Option<usize>) -> Self {
        self.max_token_len = bytes;
        self
    }

    /// Returns the value of the option [`entities`](Self::entities).
    pub const fn get_entities(&self) -> bool {
        self.entities
    }

    /// Returns the value of the option [`emoticons`](Self::emoticons).
    pub const fn get_emoticons(&self) -> bool {
        self.emoticons
    }

    /// Returns the value of the option [`split_zwnj`](Self::split_zwnj).
    pub const fn get_split_zwnj(&self) -> bool {
        self.split_zwnj
    }

    /// Returns the value of the option [`max_token_len`](Self::max_token_len), in bytes.
    pub const fn get_max_token_len(&self) -> Option<usize> {
        self.max_token_len
    }
}

#[cfg(feature = "serde")]
crate::config::serde_options!(
    Tokenizer, "tokenizer",
    Tokenizer { entities, emoticons, split_zwnj, max_token_len } = |t| t,
    default: Tokenizer::new(),
    preset: None,
    start: crate::config::no_preset,
    options: {
        entities: bool = *entities => Tokenizer::entities;
        emoticons: bool = *emoticons => Tokenizer::emoticons;
        split_zwnj: bool = *split_zwnj => Tokenizer::split_zwnj;
        max_token_len: Option<usize> = *max_token_len => Tokenizer::max_token_len;
    }
);

#[cfg(test)]
mod tests {
    #[cfg(feature = "serde")]
    use super::Tokenizer;

    #[cfg(feature = "serde")]
    crate::config::round_trip!(
        Tokenizer, Tokenizer = |t| t,
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

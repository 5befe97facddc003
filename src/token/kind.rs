//! [`TokenKind`]: the kinds of tokens, with their names.

use crate::error::names;

/// The kind of a token.
///
/// The order of [`ALL`](TokenKind::ALL) is not part of the API: a new version of the crate may insert a new kind at any position of `ALL`.
///
/// ```
/// use kalima::TokenKind;
///
/// assert_eq!("hashtag".parse(), Ok(TokenKind::Hashtag));
/// assert!(TokenKind::Hashtag.is_word() && !TokenKind::Emoji.is_word());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// Arabic letters with their marks, tatweel and joiners: `كِتَاب`, `می‌خواهم`, `ﷺ`. This kind is a word.
    Arabic,
    /// Letters of another script, with or without digits: `iPhone`, `10kg`, `B12`. A single ideograph is also of this kind. This kind is a
    /// word.
    Word,
    /// Digits of any script with their separators: `1,234.5`, `٣٫٥`, `192.168.1.1`. Single characters such as `½` and `②` are also of this
    /// kind. This kind is a word.
    Number,
    /// A URL with a scheme (`https://…`), with `www.`, or with a common top-level domain: `example.com/a`. This kind is a word.
    Url,
    /// An e-mail address: `info@example.com`, `مثال@موقع.عرب`. This kind is a word.
    Email,
    /// A hashtag, including its sign: `#كلمة_كلمة`. This kind is a word.
    Hashtag,
    /// A mention, including its sign: `@user_1`. This kind is a word.
    Mention,
    /// An emoji sequence: `👍🏽`, `🇸🇦`, `1️⃣`. This kind is not a word.
    Emoji,
    /// An abbreviation, including its last stop if the text has one: `د.`, `أ.د.`, `ق.م.`, `هـ`, `U.S.`. This kind is a word.
    Abbreviation,
    /// Arabic proclitics with a tatweel at the end, or before a digit, a letter of another script or a sign such as `«`: `الـ` in
    /// `الـiPhone`, `ب` in `ب10%`. This kind is a word.
    Clitic,
    /// A date: `2025/02/10`. This kind is a word. The tokenizer returns the kinds `Date`, `Time`, `Range`, `Percent`, `Version` and `Phone`
    /// only with the option [`Tokenizer::entities`](super::Tokenizer::entities).
    Date,
    /// A time of day: `12:30`, `٨:٤٥`. This kind is a word.
    Time,
    /// A range of numbers: `1990–1995`. This kind is a word.
    Range,
    /// A percentage: `10%`, `٪١٢`. This kind is a word.
    Percent,
    /// A version or an IP address, that is, three or more numbers with full stops between them: `2.0.1`, `v2.0.1`. This kind is a word.
    Version,
    /// A telephone number: `+966 50 123 4567`, `٠٥٠١٢٣٤٥٦٧`. This kind is a word.
    Phone,
    /// One punctuation mark, a run of `_`, or a run of tatweel without letters. This kind is not a word.
    Punctuation,
    /// One symbol: `+`, `€`, `﷼`, `۞`, U+FFFD. With the option [`Tokenizer::emoticons`](super::Tokenizer::emoticons), `:)` and `؟!` are
    /// also of this kind. This kind is not a word.
    Symbol,
    /// A run of white space within a line. This kind is not a word.
    Space,
    /// One line break: U+000A–000D, U+0085, U+2028, U+2029, or the pair U+000D U+000A. This kind is not a word.
    Newline,
    /// A run of format characters outside words, a run of diacritics without a letter, or a control character. This kind is not a word.
    Ignorable,
    /// An unassigned or private-use character. This kind is not a word.
    Other,
}

names!(
    TokenKind,
    "token kind",
    Arabic = "arabic",
    Word = "word",
    Number = "number",
    Url = "url",
    Email = "email",
    Hashtag = "hashtag",
    Mention = "mention",
    Emoji = "emoji",
    Abbreviation = "abbreviation",
    Clitic = "clitic",
    Date = "date",
    Time = "time",
    Range = "range",
    Percent = "percent",
    Version = "version",
    Phone = "phone",
    Punctuation = "punctuation",
    Symbol = "symbol",
    Space = "space",
    Newline = "newline",
    Ignorable = "ignorable",
    Other = "other",
);

impl TokenKind {
    /// Returns whether tokens of this kind are words. The iterator [`words`](super::words) returns exactly the tokens of these kinds. All
    /// kinds are words, except emoji, punctuation, symbols, white space, line breaks, [`Ignorable`](TokenKind::Ignorable) and
    /// [`Other`](TokenKind::Other).
    #[inline]
    #[must_use]
    pub const fn is_word(self) -> bool {
        !matches!(self, Self::Emoji | Self::Punctuation | Self::Symbol | Self::Space | Self::Newline | Self::Ignorable | Self::Other)
    }

    /// Returns whether tokens of this kind are white space: [`Space`](TokenKind::Space) and [`Newline`](TokenKind::Newline).
    #[inline]
    #[must_use]
    pub const fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Newline)
    }
}

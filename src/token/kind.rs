//! [`TokenKind`]: the kinds of tokens, with their names.

use crate::error::names;

/// The kind of a token.
///
/// The order of [`ALL`](TokenKind::ALL) is not part of the API: a new kind may be anywhere in it.
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
    /// A word of Arabic letters with their marks, tatweel and joiners: `كِتَاب`, `می‌خواهم`, `ﷺ`. A word.
    Arabic,
    /// A word of another script, with or without digits: `iPhone`, `10kg`, `B12`; also a single ideograph. A word.
    Word,
    /// Digits of any set with their separators: `1,234.5`, `٣٫٥`, `192.168.1.1`; also `½`, `②`. A word.
    Number,
    /// `https://…`, `www.…`, and domains that end in one of a few names: `example.com/a`. A word.
    Url,
    /// `info@example.com`, `مثال@موقع.عرب`. A word.
    Email,
    /// `#كلمة_كلمة`, with its sign. A word.
    Hashtag,
    /// `@user_1`, with its sign. A word.
    Mention,
    /// An emoji sequence: `👍🏽`, `🇸🇦`, `1️⃣`. Not a word.
    Emoji,
    /// `د.`, `أ.د.`, `ق.م.`, `هـ`, `U.S.`. A word.
    Abbreviation,
    /// Proclitics that Arabic joins to the next word, before something that is not an Arabic word: `الـ` in `الـiPhone`, `ب` in `ب10%`. A word.
    Clitic,
    /// `2025/02/10`. A word. This kind and the next five exist only with [`Tokenizer::entities`](super::Tokenizer::entities).
    Date,
    /// `12:30`, `٨:٤٥`. A word.
    Time,
    /// `1990–1995`. A word.
    Range,
    /// `10%`, `٪١٢`. A word.
    Percent,
    /// Three numbers or more with full stops: `2.0.1`, `v2.0.1`, IP addresses. A word.
    Version,
    /// `+966 50 123 4567`, `٠٥٠١٢٣٤٥٦٧`. A word.
    Phone,
    /// One punctuation mark, or a run of `_`, or of tatweel without letters. Not a word.
    Punctuation,
    /// One symbol: `+`, `€`, `﷼`, `۞`, U+FFFD; with [`Tokenizer::emoticons`](super::Tokenizer::emoticons) also `:)` and `؟!`. Not a word.
    Symbol,
    /// A run of white space within a line. Not a word.
    Space,
    /// One line break: U+000A–000D, U+0085, U+2028, U+2029, or the pair U+000D U+000A. Not a word.
    Newline,
    /// Format characters outside words, marks without a letter, control characters. Not a word.
    Ignorable,
    /// Unassigned and private-use characters. Not a word.
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
    /// Returns whether [`words`](super::words) returns tokens of this kind: all except emoji, punctuation, symbols, white space, ignorable and other
    /// characters.
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

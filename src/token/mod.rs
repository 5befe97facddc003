//! Tokens: what a text is made of, every byte of it.
//!
//! The default follows word boundaries of [UAX #29](https://www.unicode.org/reports/tr29/) with the departures below; each is what a reader of
//! Arabic means by a word. A test against `unicode-segmentation` subtracts this list and nothing else.
//!
//! # Departures
//!
//! 1. *White space.* A run of spaces and tabs (U+202F among them) is one token; nothing attaches to it.
//! 2. *Format characters.* Bidi marks and controls, U+00AD, U+034F, U+2060–2064, U+206A–206F, U+FEFF are part of a token only between two of
//!    its characters; at its edge they are [`TokenKind::Ignorable`] tokens. More than 64 bytes of them part a word.
//! 3. *Lone marks.* Marks of the Arabic script attach to letters and digits, never to white space, punctuation or symbols; a small letter such
//!    as U+06E5 counts as a mark, and so do the two marks of katakana that are letters, U+FF9E and U+FF9F. Nothing attaches to U+FFFD. A zero-width joiner or
//!    a skin tone joins an emoji to nothing but an emoji.
//! 4. *Scripts.* An Arabic letter is never in one token with a digit or a letter of another script (`ال21`, `5كم`, `الـiPhone`), unless a `_`
//!    stands between.
//! 5. *Inner punctuation.* No `.`, `'`, `’`, `·` or `:` joins Arabic letters: a full stop without a space is a full stop.
//! 6. *Underscores*, up to 16, join an Arabic word to Arabic and Latin (to U+024F) letters and digits right after them, and those to an Arabic
//!    word; nothing else goes on then. Others at the edge of an Arabic word are not part of it.
//! 7. *Honorific ligatures* such as `ﷺ` are tokens of their own.
//! 8. *Abbreviations* are whole, with their last stop: `د.`, `ق.م.`, `U.S.`, `Mr.`.
//! 9. *URLs, e-mail addresses, hashtags and mentions* are whole.
//! 10. *The decimal separator* `٫` is not the end of a number.
//! 11. *Long words* of scripts other than Arabic and Latin: punctuation joins nothing more than 256 bytes after the start of the word.

mod arabic;
mod bytes;
mod emoji;
mod emoticon;
#[cfg(test)]
mod invariants;
mod latin;
mod rules;
mod run;
mod sets;
mod stream;

use core::{iter::FusedIterator, ops::Range};

pub use bytes::{TokenUtf8, TokensUtf8, WordsUtf8};
use stream::Stream;

use crate::debug::short_debug;
use crate::entity;
use crate::error::names;
use crate::scan::Level;
use crate::span;

/// How many bytes before a token it depends on: none. Tokenizing may start at any end of a token.
pub const LOOKBEHIND: usize = 0;
/// How many bytes beyond its end a token depends on, at most.
pub const LOOKAHEAD: usize = entity::AHEAD + 44;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TokenKind {
    /// A word of Arabic letters with their marks, tatweel and joiners: `كِتَاب`, `می‌خواهم`, `ﷺ`. A word.
    Arabic,
    /// A word of another script, digits in it or not: `iPhone`, `10kg`, `B12`, one ideograph. A word.
    Word,
    /// Digits of any set with their separators: `1,234.5`, `٣٫٥`, `192.168.1.1`; also `½`, `②`. A word.
    Number,
    /// `https://…`, `www.…`, and domains ending in one of a few names: `example.com/a`. A word.
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
    /// Letters that Arabic writes on to the next word, before something that is not an Arabic word: `الـ` in `الـiPhone`, `ب` in `ب10%`. A word.
    Clitic,
    /// `2025/02/10`; only with [`Tokenizer::entities`], as the next five. A word.
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
    /// One symbol: `+`, `€`, `﷼`, `۞`, U+FFFD; with [`Tokenizer::emoticons`] also `:)` and `؟!`. Not a word.
    Symbol,
    /// A run of white space within a line. Not a word.
    Space,
    /// One line break: U+000A–000D, U+0085, U+2028, U+2029, or U+000D U+000A. Not a word.
    Newline,
    /// What is not seen or stands alone: format characters outside words, marks without a letter, control characters. Not a word.
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
    /// Whether [`words`] gives tokens of this kind: all but emoji, punctuation, symbols, white space, ignorable and other characters.
    #[inline]
    pub const fn is_word(self) -> bool {
        !matches!(self, Self::Emoji | Self::Punctuation | Self::Symbol | Self::Space | Self::Newline | Self::Ignorable | Self::Other)
    }

    /// Whether tokens of this kind are white space.
    #[inline]
    pub const fn is_space(self) -> bool {
        matches!(self, Self::Space | Self::Newline)
    }
}

/// A piece of a text, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    text: &'t str,
    start: usize,
    kind: TokenKind,
}

impl<'t> Token<'t> {
    /// The text of the token, never empty.
    #[inline]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The range of the token in the text, in bytes.
    #[inline]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The first byte of the token.
    #[inline]
    pub fn start(&self) -> usize {
        self.start
    }

    /// The byte after the token.
    #[inline]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// What the token is.
    #[inline]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

/// Parts text into tokens, by options.
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
    entities: bool,
    emoticons: bool,
    split_zwnj: bool,
    max_token_len: Option<usize>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self::new()
    }
}

impl Tokenizer {
    /// Numbers, addresses, tags, emoji and abbreviations are whole; dates and other figures are not; no limit.
    pub const fn new() -> Self {
        Self { entities: false, emoticons: false, split_zwnj: false, max_token_len: None }
    }

    /// Whether dates, times, ranges, percentages, versions, telephone numbers and numbers in groups (`978-3-16`) are one token each; off by
    /// default. A figure is at most 60 bytes long.
    pub const fn entities(mut self, on: bool) -> Self {
        self.entities = on;
        self
    }

    /// Whether faces such as `:)`, `^_^`, `<3` and runs of two or more of `؟ ? !` are one [`TokenKind::Symbol`] each; off by default. A letter or a
    /// digit right after it makes a face none.
    pub const fn emoticons(mut self, on: bool) -> Self {
        self.emoticons = on;
        self
    }

    /// Whether a zero-width non-joiner (U+200C) parts words, tags and addresses, and is an [`TokenKind::Ignorable`] token between them; off by
    /// default: the Persian می‌خواهم is one word.
    ///
    /// ```
    /// # use kalima::token::Tokenizer;
    /// assert_eq!(Tokenizer::new().words("می\u{200C}خواهم").count(), 1);
    /// let parts = Tokenizer::new().split_zwnj(true);
    /// assert_eq!(parts.words("می\u{200C}خواهم").map(|t| t.text()).collect::<Vec<_>>(), ["می", "خواهم"]);
    /// ```
    pub const fn split_zwnj(mut self, on: bool) -> Self {
        self.split_zwnj = on;
        self
    }

    /// A limit in bytes; off by default. A longer token is cut at the last boundary of extended grapheme clusters within the limit, or after
    /// one cluster where that is longer; what is cut off is read anew, so that the rest of a long URL is words.
    pub const fn max_token_len(mut self, bytes: Option<usize>) -> Self {
        self.max_token_len = bytes;
        self
    }

    /// The tokens of a text. They cover it exactly; empty text has none.
    #[inline]
    pub fn tokens<'t>(&self, text: &'t str) -> Tokens<'t> {
        Tokens::with(Level::best(), *self, text)
    }

    /// The tokens of a text that are [words](TokenKind::is_word).
    #[inline]
    pub fn words<'t>(&self, text: &'t str) -> Words<'t> {
        Words::with(Level::best(), *self, text)
    }

    /// The tokens of bytes that may not be UTF-8: an invalid sequence (a maximal subpart) counts as U+FFFD, which is a token of its own; ranges
    /// are those of the source.
    pub fn tokens_utf8<'t>(&self, bytes: &'t [u8]) -> TokensUtf8<'t> {
        TokensUtf8::new(*self, bytes)
    }

    /// The tokens of [`tokens_utf8`](Self::tokens_utf8) that are [words](TokenKind::is_word).
    ///
    /// ```
    /// use kalima::token::Tokenizer;
    /// let all: Vec<_> = Tokenizer::new().words_utf8(b"\xFF \xD9\x83\xD8\xAA\xD8\xA8.").map(|t| (t.text(), t.range())).collect();
    /// assert_eq!(all, [("كتب".into(), 2..8)]);
    /// ```
    pub fn words_utf8<'t>(&self, bytes: &'t [u8]) -> WordsUtf8<'t> {
        WordsUtf8::new(*self, bytes)
    }

    /// How many bytes of the text hold tokens that cannot change, whatever follows: the end of a token, or 0.
    ///
    /// The tokens of `text` that end within `n`, then those of `text[n..]` with all that follows, are the tokens of the whole.
    ///
    /// ```
    /// use kalima::token::Tokenizer;
    /// assert_eq!(Tokenizer::new().safe_prefix("كتاب"), 0); // it may go on
    /// assert!(Tokenizer::new().safe_prefix(&"كتاب ".repeat(100)) > 500);
    /// ```
    pub fn safe_prefix(&self, text: &str) -> usize {
        let last = text.len().saturating_sub(LOOKAHEAD);
        // A token starts anew wherever one ends, but where is known from the start of the text only.
        self.tokens(text).map(|t| t.end()).take_while(|&end| end <= last).last().unwrap_or(0)
    }

    /// [`safe_prefix`](Self::safe_prefix) of bytes; the start of a character at their end does not count.
    pub fn safe_prefix_utf8(&self, bytes: &[u8]) -> usize {
        let bytes = span::whole(bytes);
        let last = bytes.len().saturating_sub(LOOKAHEAD);
        self.tokens_utf8(bytes).map(|t| t.range().end).take_while(|&end| end <= last).last().unwrap_or(0)
    }

    /// The limit on a token, if any.
    #[cfg(any(test, feature = "std"))]
    pub(crate) fn max_len(&self) -> Option<usize> {
        self.max_token_len
    }
}

/// Whether every implementation of the scanner gives the tokens and words that the rules give, one by one and folded, for the slow twin.
#[cfg(any(test, fuzzing))]
pub(crate) fn levels_agree(tokenizer: &Tokenizer, text: &str) -> bool {
    let known = |t: Token<'_>| (t.start(), t.end(), t.kind());
    let fold = |mut all: alloc::vec::Vec<_>, t| {
        all.push(known(t));
        all
    };
    // Without vectors all is asked of the rules.
    let rules: alloc::vec::Vec<_> = Tokens::with(Level::SCALAR, *tokenizer, text).map(known).collect();
    let words: alloc::vec::Vec<_> = rules.iter().copied().filter(|t| t.2.is_word()).collect();
    Level::all().into_iter().all(|level| {
        let (tokens, some) = (|| Tokens::with(level, *tokenizer, text), || Words::with(level, *tokenizer, text));
        tokens().map(known).eq(rules.iter().copied())
            && tokens().fold(alloc::vec::Vec::new(), fold) == rules
            && some().map(known).eq(words.iter().copied())
            && some().fold(alloc::vec::Vec::new(), fold) == words
    })
}

/// The tokens of a text by the default options.
///
/// ```
/// let all: Vec<_> = kalima::token::tokens("وصل د. أحمد.").map(|t| t.text()).collect();
/// assert_eq!(all, ["وصل", " ", "د.", " ", "أحمد", "."]);
/// assert_eq!(kalima::token::tokens("").count(), 0);
/// ```
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokenizer::new().tokens(text)
}

/// The [words](TokenKind::is_word) of a text by the default options.
///
/// ```
/// let all: Vec<_> = kalima::token::words("اشترى الـiPhone بـ3,500 ريال!").map(|t| t.text()).collect();
/// assert_eq!(all, ["اشترى", "الـ", "iPhone", "بـ", "3,500", "ريال"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Tokenizer::new().words(text)
}

/// The tokens of a text, in order.
#[derive(Clone)]
pub struct Tokens<'t> {
    stream: Stream<'t, false>,
}

short_debug!(['t] Tokens<'t>, "Tokens", |t| { len: t.stream.text.len(), tokenizer: t.stream.tokenizer });

impl<'t> Tokens<'t> {
    /// The tokens of a text, by one implementation of the scanner.
    #[inline]
    fn with(level: Level, tokenizer: Tokenizer, text: &'t str) -> Tokens<'t> {
        Tokens { stream: Stream::new(level, tokenizer, text) }
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        self.stream.next::<false>()
    }

    #[inline]
    fn fold<B, F: FnMut(B, Token<'t>) -> B>(self, init: B, f: F) -> B {
        self.stream.fold::<false, _>(init, f)
    }
}

impl FusedIterator for Tokens<'_> {}

/// The words of a text, in order.
#[derive(Clone)]
pub struct Words<'t> {
    stream: Stream<'t, true>,
}

short_debug!(['t] Words<'t>, "Words", |t| { len: t.stream.text.len(), tokenizer: t.stream.tokenizer });

impl<'t> Words<'t> {
    /// The words of a text, by one implementation of the scanner.
    #[inline]
    fn with(level: Level, tokenizer: Tokenizer, text: &'t str) -> Words<'t> {
        Words { stream: Stream::new(level, tokenizer, text) }
    }

    /// The next word or symbol; symbols of ASCII may be left out.
    #[inline(always)]
    pub(crate) fn next_or_symbol(&mut self) -> Option<Token<'t>> {
        self.stream.next::<true>()
    }

    /// Calls `f` with all of them.
    #[inline(always)]
    pub(crate) fn for_each_or_symbol(self, mut f: impl FnMut(Token<'t>)) {
        self.stream.fold::<true, _>((), move |(), token| f(token));
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Token<'t>;

    #[inline]
    fn next(&mut self) -> Option<Token<'t>> {
        self.stream.next::<false>()
    }

    #[inline]
    fn fold<B, F: FnMut(B, Token<'t>) -> B>(self, init: B, f: F) -> B {
        self.stream.fold::<false, _>(init, f)
    }
}

impl FusedIterator for Words<'_> {}

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

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

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

//! Sentences: where a text may be cut so that every piece is one utterance, with nothing lost between the pieces.
//!
//! ```
//! use kalima::sentence::sentences;
//!
//! let text = "وصل د. أحمد سنة 1990 م. إلى القاهرة (انظر ص. 45). قالت: «هل رأيته؟» ثم سكتت... إلخ.";
//! let all: Vec<_> = sentences(text).map(|s| s.trimmed()).collect();
//! assert_eq!(all, [
//!     "وصل د. أحمد سنة 1990 م. إلى القاهرة (انظر ص. 45).",
//!     "قالت: «هل رأيته؟»",
//!     "ثم سكتت... إلخ.",
//! ]);
//! // The pieces cover the text; a range includes the white space behind the sentence.
//! assert_eq!(sentences(text).map(|s| s.text()).collect::<String>(), text);
//! ```
//!
//! # The rules
//!
//! A *candidate* is a run of end marks (`. ؟ ? ! ۔ … ‼ ⁇ ⁈ ⁉`), a line break or, by option, a clause mark or the end of a verse. Closing
//! brackets and quotation marks, footnote marks (`[1]`, `¹`), emoji and invisible characters stay with the marks that they follow.
//!
//! - **Abbreviations** by what stands around them: no end after a title before a name (`د. أحمد`), a reference before a number (`ص. 45`), a blessing
//!   before a verb, initials, or an era when all before it says when (`في عام 1952 م. قامت`); after an era, a unit, an agency, `إلخ.` or `Inc.` an end
//!   unless what follows leans on it, a preposition, a number, a bracket (`322 ق.م. في`), or is the last word.
//! - **Numbers, addresses, file names, list markers**: `3.5`, `a.b`, `موقع.وزارة-الصحة.السعودية`, `1. تفاح`.
//! - **Quotations**: a full stop inside the closing mark ends the sentence. After any end mark it goes on with a verb of saying that has no
//!   speech of its own («نعم.» قال أحمد), with an attribution, a citation, a dash; after `؟` and `!` also with a preposition, with «ف» where no
//!   colon stands before the quotation (سأل «من؟» فلم يجب), and when the quotation is a name (فيلم «إلى أين؟»). Two longer quotations side by
//!   side are two utterances. `؟` and `!` in a bracket inside the sentence do not end it.
//! - **An ellipsis** ends at the end of a line and before a word that can only start a sentence (لقد, هل, وقال).
//! - **A missing space** after the mark is forgiven between Arabic words: `وصل الوفد.بدأ الاجتماع`.
//! - **Lines** by [`NewlinePolicy`].
//!
//! Text in other scripts is split by the same marks; in Latin text a small letter after a stop goes on. Empty text has no sentences, white space
//! alone is one. Nothing panics; [`sentences_utf8`](SentenceSplitter::sentences_utf8) takes bytes that are not UTF-8.
//!
//! # What a decision sees
//!
//! At most [`LOOKBEHIND`] bytes before the candidate, within its sentence, and [`LOOKAHEAD`] bytes from the candidate on. Beyond these: a line
//! break also sees how long the sentence and its last line are, what that line starts with and whether a tab is in it, whether the sentence began with a list marker (its first 16 bytes), and
//! whether it began a line (at most [`LOOKBEHIND`] bytes of white space before it); [`quotations(false)`](SentenceSplitter::quotations) and
//! [`soft_limit`](SentenceSplitter::soft_limit) see as far as their limits. So the work is linear in the text, whatever the text, nothing is
//! allocated, and [`safe_prefix`](SentenceSplitter::safe_prefix) can say what of a growing text is final.

mod lines;
mod mark;
mod plain;
#[cfg(any(test, feature = "std"))]
pub(crate) mod resume;
mod rules;
mod window;
mod words;

#[cfg(feature = "serde")]
use alloc::vec::Vec;
use alloc::{borrow::Cow, boxed::Box, string::String, sync::Arc};
use core::{iter::FusedIterator, ops::Range};

use crate::debug::{FirstItems, short_debug};
use crate::error::names;
use crate::scan::Level;
use crate::token;
use rules::Pace;

/// How many bytes before a candidate are looked at, at most.
pub const LOOKBEHIND: usize = 64;
/// How many bytes from the start of a candidate on are looked at, at most.
pub const LOOKAHEAD: usize = 128 + token::LOOKAHEAD;

/// What a line break does. A line break is U+000A–000D, CR LF, U+0085, U+2028 or U+2029; white space around it is no part of a line.
///
/// ```
/// use kalima::sentence::{NewlinePolicy, SentenceSplitter};
///
/// let text = "مباحثات أمنية\nعقد الوزيران اجتماعا في العاصمة";
/// assert_eq!(SentenceSplitter::new().sentences(text).count(), 2);
/// assert_eq!(SentenceSplitter::new().newlines(NewlinePolicy::BlankLine).sentences(text).count(), 1);
/// assert_eq!("blank-line".parse(), Ok(NewlinePolicy::BlankLine));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NewlinePolicy {
    /// A blank line or U+2029 ends. So does a line break
    ///
    /// - after an ellipsis, or an emoji;
    /// - after a sentence that is one short line and does not end in `،`, `؛`, `,` or a stop: a heading. Short is a width of at most 56, where a
    ///   character of ASCII counts one, any other two, a mark nothing;
    /// - after a sentence that is one line and does not end so, if the next line is longer than it with the next line's first word, as far as
    ///   [`LOOKAHEAD`] shows: a margin would have wrapped it elsewhere;
    /// - after a line of more than 384 bytes, which no margin has wrapped;
    /// - between two lines with tabs, or with labels (`Subject: …`, `الاسم: …`), and after leaders and a number (`مقدمة .... 3`);
    /// - before a list item, and after one unless the next line is indented.
    ///
    /// Other lines are taken for wrapped.
    #[default]
    Smart,
    /// Every line break ends.
    Always,
    /// A blank line (or U+2029) ends, a single line break does not.
    BlankLine,
    /// Line breaks are white space.
    Never,
}

names!(NewlinePolicy, "newline policy", Smart = "smart", Always = "always", BlankLine = "blank-line", Never = "never");

/// Splits text into sentences, by options. The default is [`new`](Self::new).
///
/// ```
/// use kalima::sentence::SentenceSplitter;
///
/// const SPLITTER: SentenceSplitter = SentenceSplitter::new().clauses(true);
/// assert_eq!(SPLITTER.sentences("وصل الوفد، ثم بدأ الاجتماع.").count(), 2);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SentenceSplitter {
    newlines: NewlinePolicy,
    clauses: bool,
    quotations: bool,
    verses: bool,
    /// Never an empty list. Clones share it.
    abbreviations: Option<Arc<[Box<str>]>>,
    soft_limit: Option<usize>,
}

short_debug!([] SentenceSplitter, "SentenceSplitter", |s| {
    newlines: s.newlines,
    clauses: s.clauses,
    quotations: s.quotations,
    verses: s.verses,
    abbreviations: FirstItems(s.abbreviations.iter().flat_map(|list| list.iter())),
    soft_limit: s.soft_limit,
});

impl Default for SentenceSplitter {
    fn default() -> Self {
        Self::new()
    }
}

impl SentenceSplitter {
    /// Smart newlines, sentences inside a quotation split, no clauses, no verses, no limit.
    pub const fn new() -> Self {
        Self { newlines: NewlinePolicy::Smart, clauses: false, quotations: true, verses: false, abbreviations: None, soft_limit: None }
    }

    /// What a line break does.
    pub const fn newlines(mut self, policy: NewlinePolicy) -> Self {
        self.newlines = policy;
        self
    }

    /// Whether `؛ ، : ; ,` end a segment (outside numbers, times and URLs); off by default.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let s = SentenceSplitter::new().clauses(true);
    /// let all = |text| s.sentences(text).map(|s| s.trimmed()).collect::<Vec<_>>();
    /// assert_eq!(all("تأخر القطار؛ لذلك ألغي الموعد."), ["تأخر القطار؛", "لذلك ألغي الموعد."]);
    /// assert_eq!(all("الساعة 12:30"), ["الساعة 12:30"]);
    /// ```
    pub const fn clauses(mut self, on: bool) -> Self {
        self.clauses = on;
        self
    }

    /// Whether the sentences inside `«…»` and `“…”` are split; on by default. When off, a quotation that closes within 4096 bytes of its
    /// opening mark stays whole. Straight quotation marks open nothing; a quotation that does not close turns the option off for its sentence.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let text = "قال: «ذهبت إلى السوق. ثم عدت.»";
    /// assert_eq!(SentenceSplitter::new().sentences(text).count(), 2);
    /// assert_eq!(SentenceSplitter::new().quotations(false).sentences(text).count(), 1);
    /// ```
    pub const fn quotations(mut self, on: bool) -> Self {
        self.quotations = on;
        self
    }

    /// Whether U+06DD with its digits ends a sentence, as at the end of a verse of the Quran; off by default.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let text = "الحمد لله رب العالمين \u{6DD}٢ الرحمن الرحيم \u{6DD}٣";
    /// assert_eq!(SentenceSplitter::new().verses(true).sentences(text).count(), 2);
    /// assert_eq!(SentenceSplitter::new().sentences(text).count(), 1);
    /// ```
    pub const fn verses(mut self, on: bool) -> Self {
        self.verses = on;
        self
    }

    /// Sets abbreviations that are added to the known ones. A full stop after one of them never ends a sentence, except at the end of the
    /// text. They are written with their inner stops, without the last one, and without diacritics and tatweel. Those of more than 32 bytes
    /// never match. None by default. Allocates the list once; clones of the splitter share it.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let text = "قرأت شرح التفت. على التلخيص.";
    /// assert_eq!(SentenceSplitter::new().abbreviations(["التفت"]).sentences(text).count(), 1);
    /// assert_eq!(SentenceSplitter::new().sentences(text).count(), 2);
    /// ```
    pub fn abbreviations(mut self, list: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let list: Arc<[Box<str>]> = list.into_iter().map(|word| Box::from(word.as_ref())).collect();
        self.abbreviations = Some(list).filter(|list| !list.is_empty());
        self
    }

    /// A limit in bytes: a longer sentence is cut after its last clause mark within the limit, else after its last space there, else at the
    /// first white space after it. A text without white space is not cut. None by default.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let s = SentenceSplitter::new().soft_limit(Some(64));
    /// let all: Vec<_> = s.sentences("وصل الوفد إلى المطار مساء أمس، ثم توجه إلى الفندق").map(|s| s.trimmed()).collect();
    /// assert_eq!(all, ["وصل الوفد إلى المطار مساء أمس،", "ثم توجه إلى الفندق"]);
    /// ```
    pub const fn soft_limit(mut self, bytes: Option<usize>) -> Self {
        self.soft_limit = bytes;
        self
    }

    /// The sentences of a text. They cover it exactly; empty text has none.
    pub fn sentences<'t>(&self, text: &'t str) -> Sentences<'t> {
        Sentences { level: Level::best(), splitter: self.clone(), text, at: 0 }
    }

    /// The sentences of bytes that may not be UTF-8: an invalid sequence counts as U+FFFD (maximal subparts); ranges are those of the source.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let mut bytes = "وصل الوفد. بدأ الاجتماع.".as_bytes().to_vec();
    /// bytes.insert(4, 0xD8); // a lead byte without its second one
    /// let ranges: Vec<_> = SentenceSplitter::new().sentences_utf8(&bytes).map(|s| s.range()).collect();
    /// assert_eq!(ranges, [0..20, 20..bytes.len()]);
    /// assert_eq!(SentenceSplitter::new().sentences_utf8(&bytes).last().unwrap().trimmed(), "بدأ الاجتماع.");
    /// ```
    pub fn sentences_utf8<'t>(&self, bytes: &'t [u8]) -> SentencesUtf8<'t> {
        SentencesUtf8 { level: Level::best(), splitter: self.clone(), bytes, at: 0 }
    }

    /// How many bytes of the text hold sentences that cannot change, whatever follows: the end of a sentence, or 0.
    ///
    /// The sentences of `text` that end within `n`, then those of `text[n..]` with all that follows, are the sentences of the whole. At least
    /// [`LOOKAHEAD`] bytes are held back, with the limits of [`quotations(false)`](Self::quotations) and [`soft_limit`](Self::soft_limit), and
    /// a sentence in the middle of a line that breaks within 384 bytes.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let s = SentenceSplitter::new();
    /// let text = format!("وصل الوفد. {}", "ثم بدأ الاجتماع في القاعة الكبرى ".repeat(10));
    /// assert_eq!(s.safe_prefix(&text), "وصل الوفد. ".len());
    /// assert_eq!(s.safe_prefix("وصل الوفد. ثم"), 0); // more may follow
    /// ```
    pub fn safe_prefix(&self, text: &str) -> usize {
        self.safe_prefix_utf8(text.as_bytes())
    }

    /// [`safe_prefix`](Self::safe_prefix) of bytes; the start of a character at their end does not count.
    pub fn safe_prefix_utf8(&self, bytes: &[u8]) -> usize {
        let bytes = crate::span::whole(bytes);
        let quotation = if self.quotations { 0 } else { rules::QUOTATION };
        let ahead = LOOKAHEAD.saturating_add(self.soft_limit.unwrap_or(0)).saturating_add(quotation);
        let ends = self.sentences_utf8(bytes).map(|s| s.range().end);
        ends.take_while(|end| end.saturating_add(ahead) <= bytes.len()).filter(|&end| rules::stands_alone(bytes, end)).last().unwrap_or(0)
    }
}

/// The ends of the sentences of bytes, for the slow twin: by looking at every character.
#[cfg(any(test, fuzzing))]
pub(crate) fn slow_ends(splitter: &SentenceSplitter, bytes: &[u8]) -> alloc::vec::Vec<usize> {
    ends(Pace::Walk, splitter, bytes)
}

/// The same by every implementation of the scanner.
#[cfg(any(test, fuzzing))]
pub(crate) fn ends_by_level(splitter: &SentenceSplitter, bytes: &[u8]) -> alloc::vec::Vec<alloc::vec::Vec<usize>> {
    Level::all().into_iter().map(|level| ends(Pace::Scan(level), splitter, bytes)).collect()
}

#[cfg(any(test, fuzzing))]
fn ends(pace: Pace, splitter: &SentenceSplitter, bytes: &[u8]) -> alloc::vec::Vec<usize> {
    let next = |&at: &usize| (at < bytes.len()).then(|| rules::end(pace, splitter, bytes, at));
    core::iter::successors(next(&0), next).collect()
}

/// The sentences of a text by the default options.
///
/// ```
/// let text = "وصل د. أحمد أمس. هل رأيته؟";
/// let all: Vec<_> = kalima::sentence::sentences(text).map(|s| s.trimmed()).collect();
/// assert_eq!(all, ["وصل د. أحمد أمس.", "هل رأيته؟"]);
/// assert_eq!(kalima::sentence::sentences("بلا نقطة").count(), 1);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    SentenceSplitter::new().sentences(text)
}

/// A sentence with the white space that follows it (and, at the start of the text, precedes it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Sentence<'t> {
    /// The first byte of the sentence.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The byte after the sentence and its white space.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The text, white space included.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The range in bytes, white space included.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// The text without white space at its ends; empty where the whole text is white space.
    pub fn trimmed(&self) -> &'t str {
        self.text.trim()
    }

    /// The range in bytes of [`trimmed`](Self::trimmed).
    pub fn trimmed_range(&self) -> Range<usize> {
        let start = self.start + self.text.len() - self.text.trim_start().len();
        start..start + self.text.trim().len()
    }
}

/// The sentences of a text, in order.
#[derive(Clone)]
pub struct Sentences<'t> {
    level: Level,
    splitter: SentenceSplitter,
    text: &'t str,
    at: usize,
}

short_debug!(['t] Sentences<'t>, "Sentences", |s| { at: s.at, len: s.text.len(), splitter: s.splitter });

impl<'t> Iterator for Sentences<'t> {
    type Item = Sentence<'t>;
    fn next(&mut self) -> Option<Sentence<'t>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        self.at = rules::end(Pace::Scan(self.level), &self.splitter, self.text.as_bytes(), start);
        Some(Sentence { text: crate::span::slice(self.text, start..self.at), start })
    }
}

impl FusedIterator for Sentences<'_> {}

/// A sentence of bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SentenceUtf8<'t> {
    bytes: &'t [u8],
    start: usize,
}

short_debug!(['t] SentenceUtf8<'t>, "SentenceUtf8", |s| { text: s.text(), start: s.start });

impl<'t> SentenceUtf8<'t> {
    /// The bytes, white space included.
    pub fn bytes(&self) -> &'t [u8] {
        self.bytes
    }

    /// The text, borrowed where it is valid.
    pub fn text(&self) -> Cow<'t, str> {
        String::from_utf8_lossy(self.bytes)
    }

    /// The range in the source bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.bytes.len()
    }

    /// The text without white space at its ends, borrowed where it is valid.
    pub fn trimmed(&self) -> Cow<'t, str> {
        match self.text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().into()),
        }
    }
}

/// The sentences of bytes, in order.
#[derive(Clone)]
pub struct SentencesUtf8<'t> {
    level: Level,
    splitter: SentenceSplitter,
    bytes: &'t [u8],
    at: usize,
}

short_debug!(['t] SentencesUtf8<'t>, "SentencesUtf8", |s| { at: s.at, len: s.bytes.len(), splitter: s.splitter });

impl<'t> Iterator for SentencesUtf8<'t> {
    type Item = SentenceUtf8<'t>;
    fn next(&mut self) -> Option<SentenceUtf8<'t>> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        self.at = rules::end(Pace::Scan(self.level), &self.splitter, self.bytes, start);
        Some(SentenceUtf8 { bytes: self.bytes.get(start..self.at).unwrap_or_default(), start })
    }
}

impl FusedIterator for SentencesUtf8<'_> {}

#[cfg(feature = "serde")]
crate::config::serde_options!(
    SentenceSplitter, "sentence splitter",
    SentenceSplitter { newlines, clauses, quotations, verses, abbreviations, soft_limit } = |s| s,
    default: SentenceSplitter::new(),
    preset: None,
    start: crate::config::no_preset,
    options: {
        newlines: NewlinePolicy = *newlines => SentenceSplitter::newlines;
        clauses: bool = *clauses => SentenceSplitter::clauses;
        quotations: bool = *quotations => SentenceSplitter::quotations;
        verses: bool = *verses => SentenceSplitter::verses;
        abbreviations: Vec<String> = abbreviations.iter().flat_map(|list| list.iter()).map(|word| String::from(&**word)).collect()
            => SentenceSplitter::abbreviations;
        soft_limit: Option<usize> = *soft_limit => SentenceSplitter::soft_limit;
    }
);

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    crate::config::round_trip!(
        SentenceSplitter, SentenceSplitter = |s| s,
        default: SentenceSplitter::new(),
        same: |a, b| a == b,
        no_options: [],
        options: {
            newlines: [NewlinePolicy::Always, NewlinePolicy::BlankLine, NewlinePolicy::Never];
            clauses: [true];
            quotations: [false];
            verses: [true];
            abbreviations: [["التفت"].as_slice(), &["و.ص.ن", "ا\"ب", ""]];
            soft_limit: [Some(0), Some(200), Some(usize::MAX)];
        }
    );
}

//! The options of the sentence splitter.

use alloc::{boxed::Box, sync::Arc};
#[cfg(feature = "serde")]
use alloc::{string::String, vec::Vec};

use crate::config::options;
use crate::debug::{FirstItems, short_debug};
use crate::error::names;

/// The effect of a line break on the sentence. A line break is U+000A–000D, CR LF, U+0085, U+2028 or U+2029. The white space after a line
/// break does not belong to the next line.
///
/// With every policy, an ellipsis at the end of a line usually ends the sentence. With
/// [`quotations(false)`](SentenceSplitter::quotations), no line break inside a quotation ends the sentence.
///
/// ```
/// use kalima::sentence::{NewlinePolicy, SentenceSplitter};
///
/// let text = "مباحثات أمنية\nعقد الوزيران اجتماعا في العاصمة";
/// assert_eq!(SentenceSplitter::new().sentences(text).count(), 2);
/// let splitter = SentenceSplitter::new().newlines(NewlinePolicy::BlankLine);
/// assert_eq!(splitter.sentences(text).count(), 1);
/// assert_eq!("blank-line".parse(), Ok(NewlinePolicy::BlankLine));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NewlinePolicy {
    /// A blank line and U+2029 end the sentence. A single line break ends the sentence in these cases:
    ///
    /// - after an emoji;
    /// - after a heading. A heading is a sentence that starts a line, has at most 56 columns, and does not end in `،`, `؛`, `,` or a full
    ///   stop. An ASCII character has one column. Diacritics, tatweels and invisible characters have no column. Every other character has
    ///   two columns;
    /// - after a sentence that is one whole line and does not end in `،`, `؛`, `,` or a full stop, if no margin wrapped the line. No margin
    ///   wrapped the line if the first word of the next line would have fit on the line: the line, a space and this word together are not
    ///   longer, in characters, than the next line. At most [`LOOKAHEAD`](super::LOOKAHEAD) bytes of the next line are read;
    /// - after a line of more than 384 bytes that does not end in `،`, `؛`, `,` or a full stop;
    /// - after a line of at most 384 bytes, if this line and the next line both contain tabs or both start with labels (`الاسم: …`,
    ///   `Subject: …`), or if this line ends in dots and a page number (`مقدمة .... 3`);
    /// - before a list item, and after a list item if the next line is not indented.
    ///
    /// In these cases, the sentence continues if the next line starts with an end mark. The sentence also continues after every other
    /// single line break, because a margin probably wrapped the line.
    #[default]
    Smart,
    /// Every line break ends the sentence.
    Always,
    /// A blank line and U+2029 end the sentence. A single line break does not end the sentence.
    BlankLine,
    /// No line break ends the sentence.
    Never,
}

names!(NewlinePolicy, "newline policy", Smart = "smart", Always = "always", BlankLine = "blank-line", Never = "never");

/// A sentence splitter with its options. The default is [`new`](Self::new). Clones are cheap.
///
/// With the feature `serde`, a splitter serializes as a map of its options. On input, a missing option has its default value.
///
/// ```
/// use kalima::sentence::SentenceSplitter;
///
/// const SPLITTER: SentenceSplitter = SentenceSplitter::new().clauses(true);
/// let text = "وصل الوفد، ثم بدأ الاجتماع.";
/// assert_eq!(SPLITTER.sentences(text).count(), 2);
/// assert!(SPLITTER.get_clauses());
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SentenceSplitter {
    pub(super) options: SentenceOptions,
}

short_debug!([] SentenceSplitter, "SentenceSplitter", |s| {
    newlines: s.options.newlines,
    clauses: s.options.clauses,
    quotations: s.options.quotations,
    verses: s.options.verses,
    abbreviations: FirstItems(s.get_abbreviations()),
    soft_limit: s.options.soft_limit,
});

impl Default for SentenceSplitter {
    fn default() -> Self {
        Self::new()
    }
}

impl SentenceSplitter {
    /// Returns the splitter with the default options. The newline policy is [`Smart`](NewlinePolicy::Smart). Sentences may end inside
    /// quotations. Clause marks and verse signs do not end a sentence. The splitter knows only the built-in abbreviations. The length of a
    /// sentence has no limit.
    pub const fn new() -> Self {
        Self { options: SentenceOptions::defaults() }
    }

    /// Sets abbreviations in addition to the built-in abbreviations. A full stop after an abbreviation of this list does not end a
    /// sentence, except at the end of the text or before a closing mark.
    ///
    /// The list spells an abbreviation with its inner stops, but without its last stop, without diacritics and without tatweels: `ق.م` for
    /// `ق.م.`. An abbreviation of more than 32 bytes never matches, and an empty text is ignored. The list is allocated once, and clones of
    /// the splitter share the list.
    ///
    /// The default is an empty list.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let text = "قرأت شرح التفت. على التلخيص.";
    /// let splitter = SentenceSplitter::new().abbreviations(["التفت"]);
    /// assert_eq!(splitter.sentences(text).count(), 1);
    /// assert_eq!(splitter.get_abbreviations().collect::<Vec<_>>(), ["التفت"]);
    /// assert_eq!(SentenceSplitter::new().sentences(text).count(), 2);
    /// ```
    #[must_use = "a setter returns the value with the option"]
    pub fn abbreviations(mut self, abbreviations: impl IntoIterator<Item = impl AsRef<str>>) -> SentenceSplitter {
        let list: Arc<[Box<str>]> = abbreviations.into_iter().map(|word| Box::from(word.as_ref())).collect();
        self.options.abbreviations = Some(list).filter(|list| !list.is_empty());
        self
    }

    /// Returns the value of the option [`abbreviations`](Self::abbreviations).
    pub fn get_abbreviations(&self) -> impl Iterator<Item = &str> + Clone {
        self.options.abbreviations.iter().flat_map(|list| list.iter()).map(|word| &**word)
    }

    /// Returns the splitter unchanged, because no field is derived from the options.
    const fn rebuilt(self) -> SentenceSplitter {
        self
    }
}

options! {
    [const] impl SentenceSplitter, "sentence splitter", default: SentenceSplitter::new(), preset: |_| None, start: crate::config::no_preset;

    /// The options of a [`SentenceSplitter`].
    #[derive(Clone, PartialEq, Eq, Hash)]
    pub(super) struct SentenceOptions;

    newlines, get_newlines: NewlinePolicy = NewlinePolicy::Smart, "Sets the effect of a line break.";
    /// A clause mark ends a sentence only before white space, a closing mark, an Arabic letter or the end of the text. So the clause marks
    /// inside numbers and times do not end a sentence.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let splitter = SentenceSplitter::new().clauses(true);
    /// let all = |text| splitter.sentences(text).map(|s| s.trimmed()).collect::<Vec<_>>();
    /// assert_eq!(all("تأخر القطار؛ لذلك ألغي الموعد."), ["تأخر القطار؛", "لذلك ألغي الموعد."]);
    /// assert_eq!(all("الساعة 12:30"), ["الساعة 12:30"]);
    /// ```
    clauses, get_clauses: bool = false, "Ends a sentence also after the clause marks `؛ ، : ; ,`.";
    /// If this option is `false`, no end mark, clause mark or line break ends a sentence inside a quotation of at most 4096 bytes. If an
    /// opening mark has no closing mark within 4096 bytes, the option has no effect on the rest of the sentence. The straight mark `"` does
    /// not open a quotation.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let text = "قال: «ذهبت إلى السوق. ثم عدت.»";
    /// let splitter = SentenceSplitter::new();
    /// assert_eq!(splitter.sentences(text).count(), 2);
    /// assert_eq!(splitter.quotations(false).sentences(text).count(), 1);
    /// ```
    quotations, get_quotations: bool = true, "Splits the sentences inside `«…»` and `“…”`.";
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let text = "الحمد لله رب العالمين \u{6DD}٢ الرحمن الرحيم \u{6DD}٣";
    /// let splitter = SentenceSplitter::new();
    /// assert_eq!(splitter.sentences(text).count(), 1);
    /// assert_eq!(splitter.verses(true).sentences(text).count(), 2);
    /// ```
    verses, get_verses: bool = false, "Ends a sentence after the sign U+06DD with its digits, which ends a verse of the Quran.";
    /// A sentence that is longer than the limit is cut after the last clause mark within the limit. Clause marks inside numbers and times
    /// do not count: see [`clauses`](Self::clauses). If there is no clause mark within the limit, the sentence is cut after the last space
    /// within the limit. If there is no space within the limit either, the sentence is cut at the first ASCII white space after the limit.
    /// A sentence that contains neither clause marks nor white space is not cut.
    ///
    /// ```
    /// # use kalima::sentence::SentenceSplitter;
    /// let splitter = SentenceSplitter::new().soft_limit(Some(64));
    /// let text = "وصل الوفد إلى المطار مساء أمس، ثم توجه إلى الفندق";
    /// let all: Vec<_> = splitter.sentences(text).map(|s| s.trimmed()).collect();
    /// assert_eq!(all, ["وصل الوفد إلى المطار مساء أمس،", "ثم توجه إلى الفندق"]);
    /// ```
    soft_limit, get_soft_limit: Option<usize> = None, "Limits the length of a sentence, in bytes.";

    // The list of abbreviations is `None` if the list is empty. Clones share the list.
    @own {
        abbreviations: Option<Arc<[Box<str>]>> = None,
            Vec<String> = abbreviations.iter().flat_map(|list| list.iter()).map(|word| String::from(&**word)).collect()
            => SentenceSplitter::abbreviations;
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::*;

    crate::config::round_trip!(
        SentenceSplitter, SentenceOptions = |s| &s.options,
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

//! The public type of a reading: segments, part of speech, inflection, root, lemma, and a textual explanation.

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::fmt;
use core::ops::Range;

use super::grammar::slots::{DEFINITE, InflectionKind, SHARED_LAM};
use super::grammar::tables::singular;
use super::grammar::template::pattern;
use super::kinds::{Inflection, PartOfSpeech, SegmentKind, VerbForm};
use super::lemma::{Spelling, push_lemma, push_user_lemma};
use super::lexeme::{Lexicon, fits_marks};
use super::root::Root;
use super::schema::*;
use super::search::best_by_letters;
use super::search::reading::{CLOSED, EMPTY, NAME, PLURAL, Reading, USER};
use super::user::{StemRole, UserLexicon};
use super::word::codes::LetterCodes;
use crate::chars;
use crate::debug::short_debug;
use crate::span::slice;

/// The packed letter codes of the words على, إلى, الى and لدى, with ي instead of their final ى. Before a pronoun, these words have this
/// spelling: عليه.
const ALA: u64 = with_yeh('ع', 'ل');
const ILA: u64 = with_yeh('إ', 'ل');
const BARE_ILA: u64 = with_yeh('ا', 'ل');
const LADA: u64 = with_yeh('ل', 'د');

/// Returns the packed letter codes of `a`, `b` and ي, with the code of `a` in the lowest bits.
const fn with_yeh(a: char, b: char) -> u64 {
    letter_code(a) as u64 | (letter_code(b) as u64) << 5 | (YEH as u64) << 10
}

/// A reading of a word: one analysis of the word into proclitics, stem, inflection and pronoun. `Display` writes the text of
/// [`Parse::explain`].
#[derive(Clone, PartialEq, Eq)]
pub struct Parse<'w> {
    word: &'w str,
    letters: LetterCodes,
    reading: Reading,
    /// The lexicon of the stem, if the stem is that of a user lexicon. The value is shared instead of borrowed, so that the lifetime of a reading is
    /// that of its word, whether a function or a [`Memo`](super::Memo) with a lexicon returns it.
    lexicon: Option<Arc<UserLexicon>>,
}

short_debug!(['w] Parse<'w>, "Parse", |p| { word: p.word, reading: format_args!("{}", p.explain()), cost: p.cost() });

impl<'w> Parse<'w> {
    pub(crate) fn new(word: &'w str, letters: LetterCodes, reading: Reading) -> Parse<'w> {
        Parse { word, letters, reading, lexicon: None }
    }

    /// Creates a reading that may have a stem of a user lexicon.
    pub(super) fn with_lexicon(word: &'w str, letters: LetterCodes, reading: Reading, lexicon: &Arc<UserLexicon>) -> Parse<'w> {
        Parse { word, letters, reading, lexicon: reading.is_user.then(|| Arc::clone(lexicon)) }
    }

    /// Returns the lexicon of the stem, if the stem is that of a user lexicon.
    pub(super) fn lexicon(&self) -> Option<&UserLexicon> {
        self.lexicon.as_deref()
    }

    /// Returns the role of the stem in a word of a user lexicon, and the kind of its lexeme.
    pub(super) fn user_stem(&self) -> Option<(StemRole, Option<RecordKind>)> {
        let user = self.lexicon().filter(|_| self.reading.template == USER)?;
        let (role, _) = user.word_of_stem(self.reading.root)?;
        Some((role, user.kind_of_stem(self.reading.root)))
    }

    /// Returns the slots of the stem, or 0 if it has neither a template nor a role in a word of a user lexicon.
    fn slots(&self) -> u32 {
        self.user_stem().map(|(role, _)| role.slots()).or(self.reading.template().map(|t| t.slots)).unwrap_or(0)
    }

    /// Returns the analyzed word, including its clitics and marks.
    pub fn word(&self) -> &'w str {
        self.word
    }

    /// Returns the segments in the order of the word: proclitics, stem and pronoun. Every byte of the word belongs to exactly one segment.
    ///
    /// If the word is a preposition with a pronoun (له), the word has no stem segment. A segment is empty in only two cases. First, the
    /// segment and another segment share one ligature. Second, the article is not written: the segments of للغة are ل, an empty article,
    /// and لغة.
    pub fn segments(&self) -> ParseSegments<'w> {
        let p = self.reading.prefix();
        let mut segments = ParseSegments { word: self.word, ends: [(0, SegmentKind::Stem); 5], len: 0, at: 0, start: 0 };
        let mut at = 0;
        if p.conjunction != 0 {
            at += 1;
            let kind = if p.conjunction == HAMZA { SegmentKind::Question } else { SegmentKind::Conjunction };
            segments.push(self.start(at), kind);
        }
        if p.particle != 0 {
            at += 1;
            let kind = match p.particle {
                SEEN => SegmentKind::Future,
                _ if p.present != 0 => SegmentKind::Subjunctive,
                _ => SegmentKind::Preposition,
            };
            segments.push(self.start(at), kind);
        }
        if p.article != 0 || self.shares_article() {
            at += usize::from(p.article);
            segments.push(self.start(at), SegmentKind::Article);
        }
        let pronoun = usize::from(self.reading.pronoun().len);
        let end = self.letters.len() - pronoun.min(self.letters.len());
        if end > at {
            segments.push(if pronoun == 0 { self.word.len() } else { self.start(end) }, SegmentKind::Stem);
        }
        if pronoun != 0 {
            segments.push(self.word.len(), SegmentKind::Pronoun);
        }
        segments
    }

    /// Returns the byte offset in the word at which the letter code with the index `code` starts.
    fn start(&self, code: usize) -> usize {
        self.letters.start(self.word, code)
    }

    pub(super) fn reading(&self) -> &Reading {
        &self.reading
    }

    pub(super) fn letters(&self) -> &LetterCodes {
        &self.letters
    }

    /// Returns the byte range of the stem in the word. The stem excludes the proclitics, the prefix letter of the present tense, the
    /// inflection and the pronoun. For example, the stem of وسيكتبونها is كتب.
    pub fn stem_range(&self) -> Range<usize> {
        self.reading.stem_range(self.word, &self.letters)
    }

    /// Returns the text of the stem, with its marks.
    pub fn stem(&self) -> &'w str {
        slice(self.word, self.stem_range())
    }

    /// Returns whether the word has the article. The result is also true if the word is written with one ل for the article and the first
    /// letter of the stem (للجنة).
    pub fn has_article(&self) -> bool {
        self.reading.prefix().contexts & DEFINITE != 0
    }

    /// Returns whether the ا of the article is written, in any encoding, such as ٱ. It is not written after ل: للكتاب.
    pub(crate) fn writes_article_alef(&self) -> bool {
        self.reading.prefix().article == 2
    }

    /// Returns whether one written ل is both the ل of the article and the first letter of the stem: للجنة is ل + اللجنة.
    pub(crate) fn shares_article(&self) -> bool {
        self.reading.prefix().contexts & SHARED_LAM != 0
    }

    /// Returns how the word is written without its pronoun, if the removal of the pronoun changes or adds another letter. Call this
    /// function only if the word has a pronoun. The result is a pair `(n, ending)`: the word without its pronoun consists of the first `n`
    /// bytes of the word, followed by `ending`. For example, the result for كتابتها is the length of كتاب and `"ة"`. Returns `None` in all
    /// other cases.
    pub(crate) fn free_ending(&self) -> Option<(usize, &'static str)> {
        let (r, letters) = (&self.reading, &self.letters);
        let inflection = r.inflection();
        let end = letters.len().checked_sub(usize::from(r.pronoun().len))?;
        let last = end.checked_sub(1)?;
        let slots = self.slots();
        let ending = match (inflection.kind, inflection.text) {
            (InflectionKind::Teh, "ت") | (InflectionKind::Nisba, "يت") => "ة",
            (InflectionKind::Verb, "و") => return Some((self.start(end), "ا")),
            (_, "") => match letters.at(last) {
                ALEF if slots & SLOT_E1 != 0 => "ى",
                ALEF if slots & (SLOT_PO | SLOT_IO) != 0 && slots & (SLOT_P0 | SLOT_I0) == 0 => "ى",
                // Before a pronoun, the words على, إلى and لدى are written with ي instead of ى: عليه. Most other words in ى are written
                // with ا instead of ى: مستشفاه.
                YEH if r.template == CLOSED
                    && letters.maksura >> last & 1 == 0
                    && matches!(letters.part(r.from.into(), end), ALA | ILA | BARE_ILA | LADA) =>
                {
                    "ى"
                }
                HAMZA if (letters.hamza_on_waw | letters.hamza_on_yeh) >> last & 1 == 1 && letters.at(last.wrapping_sub(1)) == ALEF => "ء",
                _ => return None,
            },
            _ => return None,
        };
        Some((self.start(last), ending))
    }

    /// Returns the part of speech of the stem.
    pub fn part_of_speech(&self) -> PartOfSpeech {
        let r = &self.reading;
        match r.template {
            CLOSED | EMPTY => PartOfSpeech::Particle,
            // The dictionary lists the root of a noun that no template forms: إقليم.
            NAME if r.stem_flags(&self.letters) & flag::LOAN != 0 => {
                if r.listed_root(&self.letters).is_some() {
                    PartOfSpeech::Noun
                } else {
                    PartOfSpeech::Loan
                }
            }
            NAME => PartOfSpeech::Name,
            PLURAL => PartOfSpeech::Noun,
            USER => self.user_part_of_speech(),
            _ => match self.kind() {
                None => PartOfSpeech::Unknown,
                Some(kind) if kind.is_verb() => PartOfSpeech::Verb,
                // The lexicon lists مدرسة as a noun, although its letters may also be the feminine of the adjective مدرس.
                Some(TemplateKind::Adjective)
                    if r.feminine && matches!(r.inflection().kind, InflectionKind::Teh | InflectionKind::Plural) =>
                {
                    PartOfSpeech::Noun
                }
                Some(TemplateKind::Adjective) => PartOfSpeech::Adjective,
                Some(_) if r.inflection().kind == InflectionKind::Nisba => PartOfSpeech::Adjective,
                Some(_) => PartOfSpeech::Noun,
            },
        }
    }

    /// Returns the part of speech of a word of a user lexicon. Adverbs are nouns, as in the dictionary.
    fn user_part_of_speech(&self) -> PartOfSpeech {
        match self.user_stem().and_then(|(_, kind)| kind) {
            _ if self.reading.inflection().kind == InflectionKind::Nisba => PartOfSpeech::Adjective,
            Some(RecordKind::Adjective | RecordKind::Elative) => PartOfSpeech::Adjective,
            Some(RecordKind::MasculineName | RecordKind::FeminineName | RecordKind::PlaceName) => PartOfSpeech::Name,
            _ => PartOfSpeech::Noun,
        }
    }

    /// Returns the kind of the template, or `None` if the reading has no template. See [`Reading::kind`].
    fn kind(&self) -> Option<TemplateKind> {
        let (kind, own) = (self.reading.kind()?, self.reading.template()?.kind);
        if kind == own || !self.letters.has_marks {
            return Some(kind);
        }
        // The marks may be those of a noun with the letters of the adjective: حُسْن.
        let bare = |word: &str| word.chars().filter(|c| !chars::is_mark(*c) && !chars::is_tatweel(*c)).collect::<String>();
        let (root, stem) = (Root::from_codes(self.reading.root)?, self.stem());
        let lexemes = Lexicon.of_root(root).filter(|l| l.part_of_speech() == PartOfSpeech::Adjective && bare(stem).starts_with(&l.lemma()));
        Some(if lexemes.map(|l| l.vocalized()).any(|word| fits_marks(stem, &word)) { kind } else { own })
    }

    /// Returns the verb form (wazn) of the word, or `None` if the word is not a verb.
    pub fn verb_form(&self) -> Option<VerbForm> {
        let number = (self.kind()? as u8).checked_sub(TemplateKind::I as u8)?;
        VerbForm::ALL.get(usize::from(number)).copied()
    }

    /// Returns the inflection of the word.
    pub fn inflection(&self) -> Inflection {
        let row = self.reading.inflection();
        if self.part_of_speech() == PartOfSpeech::Verb {
            let slots = self.reading.template().map_or(0, |t| t.slots);
            return match self.reading.prefix().present {
                0 if slots & SLOT_M != 0 => Inflection::Imperative,
                0 => Inflection::Perfect,
                _ => Inflection::Present,
            };
        }
        let is_adjective = || self.kind() == Some(TemplateKind::Adjective) || self.user_stem().is_some_and(|(role, _)| role.is_adjective());
        match (row.kind, row.text) {
            (InflectionKind::Nisba, _) => Inflection::Relative,
            (InflectionKind::Plural, _) => Inflection::FemininePlural,
            (InflectionKind::Teh, "ة" | "ت" | "ه") => Inflection::Feminine,
            (InflectionKind::Teh, _) | (_, "ان") => Inflection::Dual,
            (_, "ين") if !is_adjective() => Inflection::Dual,
            (_, "ون" | "ين" | "و" | "ي") => Inflection::MasculinePlural,
            (_, "ا") if self.reading.pronoun == 0 => Inflection::Accusative,
            (_, "ا") => Inflection::Dual,
            _ => Inflection::Plain,
        }
    }

    /// Returns the root of the word, or `None` if the reading has no root. The root of a listed plural is that of its singular. The root of a noun that
    /// no template forms is listed in the dictionary (إقليم). The root of a word of a [`UserLexicon`] is that of its root line. Names and closed words
    /// have no root here; see [`root()`](super::root()).
    pub fn root(&self) -> Option<Root> {
        let r = &self.reading;
        let listed = || match r.template {
            PLURAL => root_of_singular(r.singular),
            NAME if r.stem_flags(&self.letters) & flag::LOAN != 0 => r.listed_root(&self.letters).and_then(Root::from_codes),
            _ => None,
        };
        match r.template {
            USER => Root::from_codes(self.lexicon().map_or(0, |user| user.root_of_stem(r.root))),
            _ => Root::from_codes(r.root).or_else(listed),
        }
    }

    /// Returns the template (wazn), in which the digits 1 to 4 represent the radicals: م123 for مكتب. Returns `None` for closed words,
    /// names, unknown stems, readings without a stem (له), listed plurals that fit no template, and the nouns, adjectives and names of a
    /// [`UserLexicon`].
    pub fn template(&self) -> Option<&'static str> {
        pattern(self.reading.template)
    }

    /// Returns the lemma (dictionary form) without vowels. The lemma of a verb is the third person masculine singular of its perfect. The
    /// lemma of a broken plural is its singular. The lemma of an adjective is its form without ة.
    ///
    /// The lemma is computed from the root and the template, or from the stem; only the singulars of broken plurals and a few irregular
    /// lemmas are listed. The seat of a hamza in the lemma depends on the letters before and after the hamza. The lemma of an unknown word
    /// is its stem. If the inflection of an unknown word begins with ة or with the ي of a relative adjective, this letter is in most cases
    /// added to the lemma. The lemma of a noun, adjective or name of a [`UserLexicon`] is the first word of its line, that of a listed verbal noun is the verbal
    /// noun, that of a verb follows from its root and form, and that of a relative adjective from its stem.
    pub fn lemma(&self) -> String {
        let mut out = String::new();
        self.lemma_into(&mut out);
        out
    }

    /// Appends the lemma to `out`. See [`Parse::lemma`].
    pub fn lemma_into(&self, out: &mut String) {
        if let Some(user) = self.lexicon().filter(|_| self.reading.template == USER) {
            return push_user_lemma(user, &self.reading, Spelling::Careful, out);
        }
        let start = out.len();
        push_lemma(self.word, &self.letters, &self.reading, Spelling::Careful, out);
        // Letters such as گ have no letter code, so the lemma contains U+FFFD in their place. Each U+FFFD is replaced with the next letter
        // of the stem that has no letter code: گوگل.
        if out.get(start..).is_some_and(|lemma| lemma.contains('\u{FFFD}')) {
            let lemma = out.split_off(start);
            let mut others = self.stem().chars().filter(|&c| letter_code(c) == OTHER && !chars::is_mark(c) && !chars::is_tatweel(c));
            out.extend(lemma.chars().map(|c| if c == '\u{FFFD}' { others.next().unwrap_or(c) } else { c }));
        }
    }

    /// Returns the cost of the reading, in tenths of a unit. A reading with a lower cost is likelier. The costs may change with any
    /// release.
    pub fn cost(&self) -> i32 {
        self.reading.cost.into()
    }

    /// Returns the reading as one line of text: the segments with their kinds, the stem, root, template, part of speech, verb form,
    /// inflection and lemma. The line omits the parts that the reading does not have, such as the root of a closed word.
    ///
    /// ```
    /// let p = kalima::morph::best("والمدرسات").unwrap();
    /// let words = p.explain();
    /// let (segments, stem) = words.split_once(": ").unwrap();
    /// assert_eq!(segments, "و (conjunction) + ال (article) + مدرسات (stem)");
    /// assert_eq!(stem, "مدرس, root درس in م123, noun, feminine-plural, lemma مدرسة");
    /// ```
    pub fn explain(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Parse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, s) in self.segments().enumerate() {
            write!(f, "{}{} ({})", if i == 0 { "" } else { " + " }, s.text(), s.kind())?;
        }
        f.write_str(": ")?;
        if !self.stem().is_empty() {
            write!(f, "{}, ", self.stem())?;
        }
        match (self.root(), self.template()) {
            (Some(root), Some(template)) => write!(f, "root {root} in {template}, ")?,
            (Some(root), None) => write!(f, "root {root}, ")?,
            _ => {}
        }
        write!(f, "{}", self.part_of_speech())?;
        if let Some(form) = self.verb_form() {
            write!(f, " of form {form}")?;
        }
        if self.inflection() != Inflection::Plain {
            write!(f, ", {}", self.inflection())?;
        }
        write!(f, ", lemma {}", self.lemma())
    }
}

/// Returns the root of the singular of a listed plural. `number` is the number of the lexicon entry of the plural.
pub(super) fn root_of_singular(number: u16) -> Option<Root> {
    let singular = singular(number);
    let letters = LetterCodes::of(singular).ok()?;
    let best = best_by_letters(&letters);
    Root::from_codes(if best.root == 0 { best.listed_root(&letters)? } else { best.root })
}

/// A segment of a word in one reading: a proclitic, the stem with its inflection, or a pronoun. `Display` writes the text of the segment.
///
/// [`clitic::segment`](crate::clitic::segment) joins some of these segments, so that its result follows the conventions of a treebank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseSegment<'w> {
    text: &'w str,
    start: usize,
    kind: SegmentKind,
}

impl<'w> ParseSegment<'w> {
    /// Returns the text of the segment in the spelling of the word, with its marks.
    pub fn text(&self) -> &'w str {
        self.text
    }

    /// Returns the byte offset in the word at which the segment starts.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Returns the byte offset in the word at which the segment ends. The byte at this offset does not belong to the segment.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Returns the byte range of the segment in the word.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end()
    }

    /// Returns the kind of the segment.
    pub fn kind(&self) -> SegmentKind {
        self.kind
    }
}

impl AsRef<str> for ParseSegment<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl fmt::Display for ParseSegment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}

/// An iterator over the segments of a word, from the first segment to the last. See [`Parse::segments`].
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct ParseSegments<'w> {
    word: &'w str,
    /// For each of the first `len` elements: the byte offset in the word at which the segment ends, and the kind of the segment.
    ends: [(usize, SegmentKind); 5],
    len: usize,
    /// The index of the segment that `next` returns.
    at: usize,
    /// The byte offset in the word at which this segment starts.
    start: usize,
}

short_debug!(['w] ParseSegments<'w>, "ParseSegments", |p| { word: p.word, left: p.len.saturating_sub(p.at) });

impl ParseSegments<'_> {
    /// Appends a segment that ends at the byte offset `end`.
    fn push(&mut self, end: usize, kind: SegmentKind) {
        if let Some(slot) = self.ends.get_mut(self.len) {
            *slot = (end, kind);
            self.len += 1;
        }
    }
}

impl<'w> Iterator for ParseSegments<'w> {
    type Item = ParseSegment<'w>;

    fn next(&mut self) -> Option<ParseSegment<'w>> {
        let &(end, kind) = self.ends.get(..self.len)?.get(self.at)?;
        let segment = ParseSegment { text: slice(self.word, self.start..end), start: self.start, kind };
        (self.at, self.start) = (self.at + 1, end);
        Some(segment)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.len.saturating_sub(self.at);
        (left, Some(left))
    }
}

impl ExactSizeIterator for ParseSegments<'_> {}
impl core::iter::FusedIterator for ParseSegments<'_> {}

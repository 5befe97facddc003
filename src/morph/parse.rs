//! What a reading says, for readers: pieces, class, inflection, root, lemma, and an explanation in words.

use alloc::string::String;
use core::fmt::{self, Write as _};
use core::ops::Range;

use super::ending::Ending;
use super::key::{ALEF, ALPHABET, HAMZA, Key, OTHER, SEEN, TEH_MARBUTA, YEH, code};
use super::lemma::{self, Spelling};
use super::lexicon::{flag, flags_of};
use super::reading::{self, Reading};
use super::tables::*;
use super::template::FIRST_VERB;
use crate::chars;
use crate::debug::short_debug;
use crate::error::names;
use crate::span::slice;

/// The keys of على, إلى and لدى, before a pronoun.
const ALA: u64 = three('ع', 'ل');
const ILA: u64 = three('إ', 'ل');
const BARE_ILA: u64 = three('ا', 'ل');
const LADA: u64 = three('ل', 'د');

/// The key of two letters and ي.
const fn three(a: char, b: char) -> u64 {
    code(a) as u64 | (code(b) as u64) << 5 | (YEH as u64) << 10
}

/// What kind of word a stem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// A noun, a verbal noun among them.
    Noun,
    /// An adjective or a participle.
    Adjective,
    /// A verb.
    Verb,
    /// A closed word: preposition, conjunction, pronoun, demonstrative, numeral …
    Particle,
    /// A listed name.
    Name,
    /// A listed loan word.
    Loan,
    /// Nothing is known of it.
    Unknown,
}
names!(
    Class,
    "word class",
    Noun = "noun",
    Adjective = "adjective",
    Verb = "verb",
    Particle = "particle",
    Name = "name",
    Loan = "loan",
    Unknown = "unknown",
);

/// The verb forms: ten of three radicals, three of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)]
pub enum Form {
    I,
    II,
    III,
    IV,
    V,
    VI,
    VII,
    VIII,
    IX,
    X,
    Q1,
    Q2,
    Q4,
}
names!(
    Form,
    "verb form",
    I = "I",
    II = "II",
    III = "III",
    IV = "IV",
    V = "V",
    VI = "VI",
    VII = "VII",
    VIII = "VIII",
    IX = "IX",
    X = "X",
    Q1 = "Q1",
    Q2 = "Q2",
    Q4 = "Q4",
);

/// What the letters of an inflection mark. Endings that have two meanings have the commoner one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inflection {
    /// No letter of inflection.
    Plain,
    /// ة or what it becomes before a pronoun.
    Feminine,
    /// ان, ين of two.
    Dual,
    /// ون, ين and what is left of them before a noun or pronoun.
    MasculinePlural,
    /// ات.
    FemininePlural,
    /// The ا of the indefinite accusative.
    Accusative,
    /// The ي of relative adjectives, with what follows it.
    Relative,
    /// A perfect.
    Perfect,
    /// A present.
    Present,
    /// An imperative.
    Imperative,
}
names!(
    Inflection,
    "inflection",
    Plain = "plain",
    Feminine = "feminine",
    Dual = "dual",
    MasculinePlural = "masculine-plural",
    FemininePlural = "feminine-plural",
    Accusative = "accusative",
    Relative = "relative",
    Perfect = "perfect",
    Present = "present",
    Imperative = "imperative",
);

/// Three or four radicals.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Root(u32);

impl Root {
    /// The root of three or four letters; any hamza is ء, ى is ي. `None` for anything else, also for what has ا, ة or a mark.
    ///
    /// ```
    /// use kalima::morph::Root;
    ///
    /// assert_eq!(Root::new("أكل"), kalima::morph::root("يأكل"));
    /// assert_eq!(Root::new("قال"), None);
    /// ```
    pub fn new(letters: &str) -> Option<Root> {
        let mut root = 0;
        let mut n = 0;
        for c in letters.chars() {
            let code = super::key::code(c);
            if n == 4 || c == 'آ' || matches!(code, ALEF | TEH_MARBUTA | OTHER) {
                return None;
            }
            (root, n) = (root << 5 | u32::from(code), n + 1);
        }
        (n >= 3).then_some(Root(root))
    }

    /// The letters, in order; hamza is ء.
    ///
    /// ```
    /// let root = kalima::morph::root("مسؤولون").unwrap();
    /// assert_eq!(root.letters().collect::<String>(), "سءل");
    /// ```
    pub fn letters(self) -> impl Iterator<Item = char> {
        let n = if self.0 >> 15 != 0 { 4 } else { 3 };
        (0..n).rev().filter_map(move |i| ALPHABET.get((self.0 >> (5 * i)) as usize & 31).copied())
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.letters().try_for_each(|c| f.write_char(c))
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Root({self})")
    }
}

/// What a piece of a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PieceKind {
    /// و or ف.
    Conjunction,
    /// أ that asks.
    Question,
    /// ب, ل or ك before a noun.
    Preposition,
    /// ل before a present.
    Subjunctive,
    /// س of the future.
    Future,
    /// ال, or ل of it.
    Article,
    /// The stem with its inflection.
    Stem,
    /// A pronoun.
    Pronoun,
}
names!(
    PieceKind,
    "piece",
    Conjunction = "conjunction",
    Question = "question",
    Preposition = "preposition",
    Subjunctive = "subjunctive",
    Future = "future",
    Article = "article",
    Stem = "stem",
    Pronoun = "pronoun",
);

/// A piece of a word and its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'w> {
    text: &'w str,
    start: usize,
    kind: PieceKind,
}

impl<'w> Piece<'w> {
    /// The letters as they stand in the word, with their marks.
    pub fn text(&self) -> &'w str {
        self.text
    }

    /// The bytes in the word.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What it is.
    pub fn kind(&self) -> PieceKind {
        self.kind
    }
}

/// One reading of a word.
#[derive(Clone, PartialEq, Eq)]
pub struct Parse<'w> {
    word: &'w str,
    key: Key,
    reading: Reading,
}

short_debug!(['w] Parse<'w>, "Parse", |p| { word: p.word, reading: format_args!("{}", p.explain()), cost: p.cost() });

impl Reading {
    pub(crate) fn root(&self) -> Option<Root> {
        (self.root != 0).then_some(Root(self.root))
    }

    /// The bytes of the stem in its word.
    pub(super) fn stem_range(&self, word: &str, key: &Key) -> Range<usize> {
        let start = key.start(word, self.from.into());
        let to = usize::from(self.to);
        start..if to >= key.len() { word.len() } else { key.start(word, to).max(start) }
    }
}

impl<'w> Parse<'w> {
    pub(crate) fn new(word: &'w str, key: Key, reading: Reading) -> Parse<'w> {
        Parse { word, key, reading }
    }

    /// The word.
    pub fn word(&self) -> &'w str {
        self.word
    }

    /// Proclitics, stem and pronoun, in order. They cover the word; the stem is left out where a preposition stands with a pronoun alone
    /// (له). A piece is empty only where two share a ligature, or where the article is not written (للغة is ل, an empty article, لغة).
    pub fn pieces(&self) -> Pieces<'w> {
        let p = self.reading.prefix();
        let mut pieces = Pieces { word: self.word, ends: [(0, PieceKind::Stem); 5], len: 0, at: 0, start: 0 };
        let mut at = 0;
        if p.conjunction != 0 {
            at += 1;
            pieces.push(self.key.start(self.word, at), if p.conjunction == HAMZA { PieceKind::Question } else { PieceKind::Conjunction });
        }
        if p.particle != 0 {
            at += 1;
            let kind = match p.particle {
                SEEN => PieceKind::Future,
                _ if p.present != 0 => PieceKind::Subjunctive,
                _ => PieceKind::Preposition,
            };
            pieces.push(self.key.start(self.word, at), kind);
        }
        if p.article != 0 || self.shares_article() {
            at += usize::from(p.article);
            pieces.push(self.key.start(self.word, at), PieceKind::Article);
        }
        let pronoun = usize::from(self.reading.pronoun().len);
        let end = self.key.len() - pronoun.min(self.key.len());
        if end > at {
            pieces.push(if pronoun == 0 { self.word.len() } else { self.key.start(self.word, end) }, PieceKind::Stem);
        }
        if pronoun != 0 {
            pieces.push(self.word.len(), PieceKind::Pronoun);
        }
        pieces
    }

    /// The bytes of the stem: the letters of the template, without proclitics, the letters of the present, inflection and pronoun.
    pub fn stem_range(&self) -> Range<usize> {
        self.reading.stem_range(self.word, &self.key)
    }

    /// The letters of the stem, as they stand in the word.
    pub fn stem(&self) -> &'w str {
        slice(self.word, self.stem_range())
    }

    /// Whether the word is definite by an article that is written or, after ل, shared (للجنة).
    pub fn has_article(&self) -> bool {
        self.reading.prefix().env & super::affix::DEFINITE != 0
    }

    /// Whether the ل of the article is not written (للجنة is ل and اللجنة).
    pub(crate) fn shares_article(&self) -> bool {
        self.reading.prefix().env & super::affix::SHARED_LAM != 0
    }

    /// What the stem ends in without its pronoun: how many bytes of the word stay, and what follows them. `None` if nothing changes.
    pub(crate) fn free_ending(&self) -> Option<(usize, &'static str)> {
        let r = &self.reading;
        let row = r.inflection();
        let end = self.key.len().checked_sub(usize::from(r.pronoun().len))?;
        let last = end.checked_sub(1)?;
        let template = TEMPLATES.get(usize::from(r.template));
        let ending = match (row.kind, row.text) {
            (Ending::Teh, "ت") | (Ending::Nisba, "يت") => "ة",
            (Ending::Verb, "و") => return Some((self.key.start(self.word, end), "ا")),
            (_, "") => match self.key.at(last) {
                ALEF if template.is_some_and(|t| t.slots & SLOT_E1 != 0) => "ى",
                ALEF if template.is_some_and(|t| t.slots & (SLOT_PO | SLOT_IO) != 0 && t.slots & (SLOT_P0 | SLOT_I0) == 0) => "ى",
                // على, إلى and لدى; other words in ى have ا before a pronoun.
                YEH if r.template == reading::CLOSED
                    && self.key.maksura >> last & 1 == 0
                    && matches!(self.key.part(r.from.into(), end), ALA | ILA | BARE_ILA | LADA) =>
                {
                    "ى"
                }
                HAMZA if (self.key.on_waw | self.key.on_yeh) >> last & 1 == 1 && self.key.at(last.wrapping_sub(1)) == ALEF => "ء",
                _ => return None,
            },
            _ => return None,
        };
        Some((self.key.start(self.word, last), ending))
    }

    /// What kind of word it is.
    pub fn class(&self) -> Class {
        let r = &self.reading;
        match r.template {
            reading::CLOSED | reading::EMPTY => Class::Particle,
            reading::NAME if flags_of(&self.key, r) & flag::LOAN != 0 => Class::Loan,
            reading::NAME => Class::Name,
            reading::PLURAL => Class::Noun,
            _ => match self.kind() {
                None => Class::Unknown,
                Some(k) if k >= FIRST_VERB => Class::Verb,
                // مدرسة is listed as a noun, though it looks like the feminine of مدرس.
                Some(1) if r.feminine && matches!(r.inflection().kind, Ending::Teh | Ending::Plural) => Class::Noun,
                Some(1) => Class::Adjective,
                Some(_) if r.inflection().kind == Ending::Nisba => Class::Adjective,
                Some(_) => Class::Noun,
            },
        }
    }

    fn kind(&self) -> Option<u8> {
        TEMPLATES.get(usize::from(self.reading.template)).map(|t| t.kind)
    }

    /// The form of a verb.
    pub fn form(&self) -> Option<Form> {
        Form::ALL.get(usize::from(self.kind()?.checked_sub(FIRST_VERB)?)).copied()
    }

    /// What the inflection marks.
    pub fn inflection(&self) -> Inflection {
        let row = self.reading.inflection();
        if self.class() == Class::Verb {
            let slots = TEMPLATES.get(usize::from(self.reading.template)).map_or(0, |t| t.slots);
            return match self.reading.prefix().present {
                0 if slots & SLOT_M != 0 => Inflection::Imperative,
                0 => Inflection::Perfect,
                _ => Inflection::Present,
            };
        }
        match (row.kind, row.text) {
            (Ending::Nisba, _) => Inflection::Relative,
            (Ending::Plural, _) => Inflection::FemininePlural,
            (Ending::Teh, "ة" | "ت" | "ه") => Inflection::Feminine,
            (Ending::Teh, _) | (_, "ان") => Inflection::Dual,
            (_, "ين") if self.kind() != Some(1) => Inflection::Dual,
            (_, "ون" | "ين" | "و" | "ي") => Inflection::MasculinePlural,
            (_, "ا") if self.reading.pronoun == 0 => Inflection::Accusative,
            (_, "ا") => Inflection::Dual,
            _ => Inflection::Plain,
        }
    }

    /// The root, if the reading has one.
    pub fn root(&self) -> Option<Root> {
        self.reading.root()
    }

    /// The template, its radicals as digits: م123 for مكتب.
    pub fn template(&self) -> Option<&'static str> {
        PATTERNS_STARTS.get(usize::from(self.reading.template)).map(|at| lemma::line(PATTERNS, Some(at)))
    }

    /// The lemma, without vowels: of a verb the perfect of *he*, of a broken plural its singular, of an adjective the form without ة.
    ///
    /// It is computed from root and template; only the singulars of broken plurals are listed. The seat of a hamza follows its neighbours
    /// where they tell. Of an unknown word, the word without its clitics.
    pub fn lemma(&self) -> String {
        let mut out = String::new();
        self.lemma_into(&mut out);
        out
    }

    /// Appends [`Parse::lemma`].
    pub fn lemma_into(&self, out: &mut String) {
        let start = out.len();
        lemma::lemma(self.word, &self.key, &self.reading, Spelling::Careful, out);
        // Letters that the grammar has no code for are those of the word: گوگل.
        if out.get(start..).is_some_and(|lemma| lemma.contains('\u{FFFD}')) {
            let lemma = out.split_off(start);
            let mut others = self.stem().chars().filter(|&c| code(c) == OTHER && !chars::is_mark(c) && !chars::is_tatweel(c));
            out.extend(lemma.chars().map(|c| if c == '\u{FFFD}' { others.next().unwrap_or(c) } else { c }));
        }
    }

    /// What the reading costs, in tenths; lower is likelier. The values may change with any release.
    pub fn cost(&self) -> i32 {
        self.reading.cost.into()
    }

    /// The reading in words, on one line.
    ///
    /// ```
    /// let p = kalima::morph::best("والمدرسات").unwrap();
    /// assert_eq!(p.explain(), "و (conjunction) + ال (article) + مدرسات (stem): مدرس, root درس in م123, noun, feminine-plural, lemma مدرسة");
    /// ```
    pub fn explain(&self) -> String {
        let mut out = String::new();
        for (i, p) in self.pieces().enumerate() {
            let _ = write!(out, "{}{} ({})", if i == 0 { "" } else { " + " }, p.text(), p.kind());
        }
        out.push_str(": ");
        if !self.stem().is_empty() {
            let _ = write!(out, "{}, ", self.stem());
        }
        if let (Some(root), Some(template)) = (self.root(), self.template()) {
            let _ = write!(out, "root {root} in {template}, ");
        }
        let _ = write!(out, "{}", self.class());
        if let Some(form) = self.form() {
            let _ = write!(out, " of form {form}");
        }
        if self.inflection() != Inflection::Plain {
            let _ = write!(out, ", {}", self.inflection());
        }
        out.push_str(", lemma ");
        self.lemma_into(&mut out);
        out
    }
}

/// The pieces of a word. See [`Parse::pieces`].
#[derive(Clone)]
pub struct Pieces<'w> {
    word: &'w str,
    /// Where each ends.
    ends: [(usize, PieceKind); 5],
    len: usize,
    at: usize,
    start: usize,
}

short_debug!(['w] Pieces<'w>, "Pieces", |p| { word: p.word, left: p.len.saturating_sub(p.at) });

impl Pieces<'_> {
    fn push(&mut self, end: usize, kind: PieceKind) {
        if let Some(slot) = self.ends.get_mut(self.len) {
            *slot = (end, kind);
            self.len += 1;
        }
    }
}

impl<'w> Iterator for Pieces<'w> {
    type Item = Piece<'w>;

    fn next(&mut self) -> Option<Piece<'w>> {
        let &(end, kind) = self.ends.get(..self.len)?.get(self.at)?;
        let piece = Piece { text: slice(self.word, self.start..end), start: self.start, kind };
        (self.at, self.start) = (self.at + 1, end);
        Some(piece)
    }
}

//! Search analysis: text to index terms, each with its place in the source.
//!
//! tokens → fold → stop → stem → [`Term`]. What a query and a document have in common after this is what a search can find.
//!
//! ```
//! use kalima::analyzer::Analyzer;
//!
//! let text = "كَتَبْتُ في المَكتباتِ";
//! let terms: Vec<_> = Analyzer::search().terms(text).map(|t| (t.text().to_string(), t.position(), &text[t.range()])).collect();
//! assert_eq!(terms, [("كتب".to_string(), 0, "كَتَبْتُ"), ("مكتبه".to_string(), 2, "المَكتباتِ")]);
//! assert_eq!(Analyzer::search().terms("...").count(), 0);
//! ```
//!
//! # Presets
//!
//! | | `search` | `lucene` | `exact` |
//! |---|---|---|---|
//! | tokens | [`Tokenizer`](crate::token::Tokenizer) | `StandardTokenizer` | [`Tokenizer`](crate::token::Tokenizer) |
//! | folded by | [`search`](crate::normalize::Normalizer::search), lower case, no accents | lower case, digits, [`lucene`](crate::normalize::Normalizer::lucene) | [`light`](crate::normalize::Normalizer::light), lower case |
//! | stop words | [`standard`](crate::stop::StopWords::standard) and [`questions`](crate::stop::StopWords::questions) | [`lucene`](crate::stop::StopWords::lucene), before folding | none |
//! | stemmed by | [`Lexical`](crate::stem::Stemmer::Lexical) | [`Lucene`](crate::stem::Stemmer::Lucene) | – |
//! | clitics before a number, Latin, a quotation mark | left out | in the word, or a term | terms |
//! | hashtags, addresses | whole and in parts | in parts | whole |
//! | abbreviations | without their last stop, Latin ones without any | as `StandardTokenizer` cuts them | as in `search` |
//! | numbers | ASCII digits, no separators of thousands | ASCII digits | as they are |
//!
//! `lucene` gives the terms, offsets and positions of `ArabicAnalyzer` (Lucene 8.7; Elasticsearch's and Solr's `arabic`). Lucene 8.7 has its
//! word-break data frozen at about Unicode 9, ours are those of `unicode-segmentation`; where a character is newer, or its class has changed
//! since, boundaries can differ. Its tokenizer, accents, parts and spelling are its own: the options for these have no effect on it.
//!
//! Text without a word (empty, white space, punctuation) gives no term, but that `lucene` gives the empty term for a lone tatweel, as Lucene
//! does: the tokenizer takes it for a letter, and the normalizer drops it. Words of other scripts are folded and not stemmed. Work is linear.
//!
//! The stemmer reads the word as it is spelled, and its stem is folded: hamzas and dots tell it what the word is, and a query that was typed
//! without them still meets the text wherever the word is no other word without them; see [`Analyzer::spelled`].
//!
//! # What each option gains
//!
//! Mean reciprocal rank (MRR@10) of the answer's paragraph for questions about Arabic encyclopedia articles, with BM25; Lucene's
//! `ArabicAnalyzer` reaches 41.57 on the same questions. The figures are of one collection: they say which options matter, not what yours will
//! show. `examples/eval_adapter` takes the options by name to measure them.
//!
//! | `search`, with | points above Lucene (95 % interval) |
//! |---|---|
//! | nothing else | +2.06 (1.25 to 2.87) |
//! | [`spelled(false)`](Analyzer::spelled) | +1.35 (0.53 to 2.17) |
//! | [`stemmer`](Analyzer::stemmer): [`Rules`](crate::stem::Stemmer::Rules) | +0.94 (0.24 to 1.65) |
//! | `Rules` and `spelled(false)` | +1.18 (0.48 to 1.89) |
//! | [`Light10`](crate::stem::Stemmer::Light10) | +0.41 (0.01 to 0.80) |
//! | no stemmer | −3.94 (−5.00 to −2.87) |
//! | [`stop_words`](Analyzer::stop_words): [`none`](crate::stop::StopWords::none) | +0.72 (−0.08 to 1.55) |
//! | [`small`](crate::stop::StopWords::small) | +1.31 (0.52 to 2.09) |
//! | [`lucene`](crate::stop::StopWords::lucene) | +1.40 (0.65 to 2.18) |
//! | [`surface(true)`](Analyzer::surface) | +0.53 (−0.38 to 1.44) |
//!
//! # Positions
//!
//! Positions count words; a stop word leaves a gap. Terms of one word share a position. A word ligature (﷽) gives a term for each of its
//! words, all with its range. Memory is that of the longest word.

mod builder;
mod bytes;
mod latin;
mod lucene;
mod parts;
mod remember;

use alloc::borrow::Cow;
use alloc::collections::VecDeque;
use alloc::string::String;
use core::cell::Cell;
use core::iter::FusedIterator;
use core::ops::Range;

pub use builder::Analyzer;
pub use bytes::TermsUtf8;
use lucene::StandardTokens;
use parts::{is_entity, settle};
use remember::{PrefetchQueue, Remembering, may_be_known};

use crate::chars::{self, Class};
use crate::debug::short_debug;
use crate::memo::TermCache;
use crate::normalize::Normalizer;
use crate::scan::letters::PUSHED;
use crate::span::slice;
use crate::stem::{Folding, Stemmer};
use crate::token::{Token, TokenKind, Words};

/// What a term is to its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TermKind {
    /// The word as it is searched for: stemmed if it is an Arabic one and the analyzer stems.
    Word,
    /// The folded word beside its stem; only with [`Analyzer::surface`].
    Surface,
    /// A word inside a hashtag, a mention, an address, or, with [`Tokenizer::entities`](crate::token::Tokenizer::entities), a date, a time, a
    /// range, a percentage, a version or a telephone number.
    Part,
    /// Some letters of a word; only with [`Analyzer::ngrams`].
    Ngram,
}
crate::error::names!(TermKind, "term kind", Word = "word", Surface = "surface", Part = "part", Ngram = "ngram");

/// An index term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'t> {
    text: Cow<'t, str>,
    start: usize,
    end: usize,
    position: usize,
    kind: TermKind,
    token: TokenKind,
}

impl<'t> Term<'t> {
    /// The term, as it is indexed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The term, as it is held.
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// The bytes of the source that it stands for: the whole word, clitics and all.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its place among the words, from 0.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What it is to its word.
    pub fn kind(&self) -> TermKind {
        self.kind
    }

    /// What the token was that it was made of.
    pub fn token_kind(&self) -> TokenKind {
        self.token
    }
}

/// Buffers that [`Analyzer::for_each_term`] uses again and again.
#[derive(Clone, Default)]
pub struct Scratch {
    /// The word in the form that stop words and stems are told from.
    folded: String,
    /// What is made of it.
    made: String,
    /// The URL at hand without its percent-encoding.
    decoded: String,
    /// The term of the entity at hand.
    whole: String,
    /// What words gave before, and to which analyzer.
    memo: TermCache,
    owner: usize,
}

short_debug!([] Scratch, "Scratch", |s| { memo: s.memo });

impl Scratch {
    /// Empty buffers; they grow to the longest word, and by a memo, of at most 8.4 MB, of the words that were analyzed, with the terms that
    /// they gave. Terms do not depend on it: it is of one analyzer at a time, and empties itself for another.
    pub const fn new() -> Scratch {
        Scratch {
            folded: String::new(),
            made: String::new(),
            decoded: String::new(),
            whole: String::new(),
            memo: TermCache::new(),
            owner: 0,
        }
    }
}

impl Analyzer {
    /// The terms of a text.
    pub fn terms<'a, 't>(&'a self, text: &'t str) -> Terms<'a, 't> {
        Terms {
            analyzer: self,
            words: self.source(text),
            text,
            last: self.last_word(text),
            scratch: Scratch::new(),
            position: 0,
            ready: VecDeque::new(),
        }
    }

    /// Calls `each` with the terms of a text. Allocates nothing once `scratch` has grown, to the longest word and by its memo (see
    /// [`Scratch::new`]), unless a word is Latin with accents, or needs the normalizer to look around.
    pub fn for_each_term(&self, text: &str, scratch: &mut Scratch, mut each: impl FnMut(Term<'_>)) {
        self.visit(text, text.len(), true, scratch, &mut each);
    }

    /// The terms of the words that begin before `until`; `ends` says that the text ends where this piece of it does. How many positions they
    /// take.
    fn visit(&self, text: &str, until: usize, ends: bool, scratch: &mut Scratch, each: &mut impl FnMut(Term<'_>)) -> usize {
        let last = self.last_word(text).filter(|_| ends);
        let direct = self.direct();
        // Stemming with these stemmers is cheaper than a cache lookup, so the cache is bypassed.
        match direct.filter(|stemmer| stemmer.is_cheaper_than_cache()).map(|stemmer| (stemmer, stemmer.folding())) {
            Some((Stemmer::Lucene, _)) => return self.stem_each::<true>(Stemmer::Lucene, text, until, last, scratch, each),
            Some((stemmer, Some(Folding::Search))) => return self.stem_each::<false>(stemmer, text, until, last, scratch, each),
            Some((_, Some(Folding::Lucene) | None)) | None => {}
        }
        let mut memo = core::mem::take(&mut scratch.memo);
        if scratch.owner != self.id {
            memo.clear();
            scratch.owner = self.id;
        }
        // Whether a word gives one term or none, wherever it stands.
        let (letters, constant) = (self.reads_letters(), self.ngrams.is_none() && !self.surface);
        let mut words = Remembering { analyzer: self, text, last, memo, scratch, each, position: 0, direct, letters };
        let mut ahead = PrefetchQueue::new((0, TokenKind::Space));
        // Moved: what is behind one more pointer takes longer.
        let (to, next) = (&mut words, &mut ahead);
        self.source(text).each(move |start, itself, kind| {
            if start < until && next.push(itself, (start, kind), constant & may_be_known(kind)) {
                to.flush(next);
            }
        });
        words.end(&mut ahead);
        let Remembering { memo, position, .. } = words;
        scratch.memo = memo;
        position
    }

    /// [`visit`](Analyzer::visit) without a memo, where the stemmer is [`direct`](Analyzer::direct). Lucene's has a loop of its own, in which all that is
    /// done with a word can stand: to decide for each word, and to call, takes as long as what is done.
    #[inline(never)]
    fn stem_each<const LUCENE: bool>(
        &self,
        stemmer: Stemmer,
        text: &str,
        until: usize,
        last: Option<usize>,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        debug_assert_eq!(LUCENE, stemmer == Stemmer::Lucene);
        let words = if LUCENE { Source::Standard(text, StandardTokens::new(text)) } else { Source::Words(self.tokenizer.words(text)) };
        let mut position = 0;
        words.each(|start, itself, kind| {
            if start >= until {
                return;
            }
            let stemmer = if LUCENE { Stemmer::Lucene } else { stemmer };
            let word = Word { start, end: start + itself.len(), kind };
            let done = match kind {
                _ if last == Some(word.end) => false,
                TokenKind::Arabic => self.quickly(stemmer, itself, &word, position, scratch, each),
                _ if LUCENE && itself.is_ascii() => {
                    self.ascii(itself, &word, position, scratch, each);
                    true
                }
                _ => false,
            };
            position += if done { 1 } else { self.word(text, &word, position, last, scratch, each) };
        });
        position
    }

    /// The stemmer that most Arabic words may be given to as they are: if it folds them as the analyzer does, and nothing else is asked.
    fn direct(&self) -> Option<Stemmer> {
        let alone = self.overrides.is_empty() && self.exclude.is_empty() && self.max_term_len.is_none();
        let folds = |stemmer: &Stemmer| match stemmer.folding() {
            Some(Folding::Lucene) => self.standard && self.normalizer == Normalizer::lucene(),
            Some(Folding::Search) => !self.standard && self.spelled && self.normalizer == Normalizer::search(),
            None => false,
        };
        self.stemmer.filter(|stemmer| alone && self.ngrams.is_none() && !self.surface && folds(stemmer))
    }

    /// [`word`](Analyzer::word) in a shorter way, for most words of letters, which take one position; whether it was done: not what takes a closer
    /// look. The text of the word is given beside it.
    #[inline(always)]
    fn quickly(
        &self,
        stemmer: Stemmer,
        itself: &str,
        word: &Word,
        position: usize,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> bool {
        let made = made_empty(&mut scratch.made);
        let &Word { start, end, kind } = word;
        let stops = Cell::new(Some(false));
        let may_stop = |letters| {
            stops.set(self.stop.has_letters(letters));
            stops.get() != Some(false)
        };
        if stemmer.stem_unfolded(itself, may_stop, made) {
            // The length, which was just written, is read by itself: a copy of it together with the place of the text would wait for it.
            let text = Cow::Borrowed(slice(made, 0..made.len().min(PUSHED)));
            each(Term { text, start, end, position, kind: TermKind::Word, token: kind });
            return true;
        }
        stops.get() == Some(true)
    }

    /// The same for a word of ASCII and Lucene's analyzer, which gives it in lower case.
    #[inline(never)]
    fn ascii(&self, itself: &str, word: &Word, position: usize, scratch: &mut Scratch, each: &mut impl FnMut(Term<'_>)) {
        let made = made_empty(&mut scratch.made);
        made.push_str(itself);
        made.make_ascii_lowercase();
        if !self.stop.contains_folded(made) {
            let &Word { start, end, kind } = word;
            each(Term { text: Cow::Borrowed(made), start, end, position, kind: TermKind::Word, token: kind });
        }
    }

    fn source<'t>(&self, text: &'t str) -> Source<'t> {
        if self.standard { Source::Standard(text, StandardTokens::new(text)) } else { Source::Words(self.tokenizer.words(text)) }
    }

    /// Where the word ends that may go on, in prefix mode.
    fn last_word(&self, text: &str) -> Option<usize> {
        (self.prefix && !text.ends_with(char::is_whitespace)).then_some(text.len())
    }

    /// The terms of one word. How many positions it takes.
    #[inline(never)]
    fn word(
        &self,
        text: &str,
        word: &Word,
        position: usize,
        last: Option<usize>,
        scratch: &mut Scratch,
        each: &mut impl FnMut(Term<'_>),
    ) -> usize {
        let at = At { position, open: last == Some(word.end), kind: TermKind::Word };
        match word.kind {
            TokenKind::Clitic if !self.clitics => 0,
            kind if is_entity(kind) => self.entity(text, word, at, scratch, each),
            _ => self.one(slice(text, word.start..word.end), word, at, scratch, each),
        }
    }

    /// Folds a word, which is spelled as in `source`, and gives its terms. How many positions they take.
    fn one(&self, source: &str, word: &Word, at: At, scratch: &mut Scratch, each: &mut dyn FnMut(Term<'_>)) -> usize {
        let Scratch { folded, made, .. } = scratch;
        folded.clear();
        if self.standard {
            lucene::lower(source, made_empty(made));
            if !at.open && self.stop.contains_folded(made) {
                return 1;
            }
            self.normalizer.normalize_into(made, folded);
        } else if source.is_ascii() {
            folded.push_str(source);
            folded.make_ascii_lowercase();
        } else {
            self.normalizer.normalize_into(source, folded);
            if word.kind != TokenKind::Arabic {
                latin::lower(folded, self.accents, made);
            }
        }
        if !self.standard && word.kind != TokenKind::Arabic {
            settle(folded, word.kind, self.clitics, self.separators);
        }
        // A word ligature is several words in one place.
        let mut taken = 0;
        for piece in folded.split(' ').filter(|piece| self.standard || !piece.is_empty()) {
            let place = Place { start: word.start, end: word.end, position: at.position + taken, token: word.kind };
            taken += 1;
            let spelled = if self.spelled && !self.standard && piece.len() == folded.len() { source } else { piece };
            if at.open || self.standard || !self.is_stop(piece, spelled, word.kind, made) {
                self.emit(piece, spelled, at, place, made, each);
            }
        }
        taken
    }

    fn is_stop(&self, folded: &str, spelled: &str, kind: TokenKind, buffer: &mut String) -> bool {
        // ف. is no ف.
        kind != TokenKind::Abbreviation
            && if self.spelled { self.stop.contains_written(folded, spelled, buffer) } else { self.stop.contains_folded(folded) }
    }

    fn emit(&self, folded: &str, spelled: &str, at: At, place: Place, made: &mut String, each: &mut dyn FnMut(Term<'_>)) {
        let mut give = |text: &str, kind: TermKind| {
            if self.max_term_len.is_none_or(|max| text.len() <= max) {
                let Place { start, end, position, token } = place;
                each(Term { text: Cow::Borrowed(text), start, end, position, kind, token });
            }
        };
        if let Some(to) = self.overrides.get(folded) {
            give(to, at.kind);
            return;
        }
        let stems = (self.standard || place.token == TokenKind::Arabic) && !at.open && !self.exclude.contains(folded);
        match self.stemmer.filter(|_| stems) {
            Some(stemmer) => {
                stemmer.stem_into(spelled, made_empty(made));
                give(made, at.kind);
                if self.surface && made != folded {
                    give(folded, TermKind::Surface);
                }
            }
            None => give(folded, at.kind),
        }
        if let Some((min, max)) = self.ngrams {
            for (from, _) in folded.char_indices() {
                let rest = slice(folded, from..folded.len());
                let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8());
                for end in ends.skip(min - 1).take((max - min).saturating_add(1)) {
                    give(slice(rest, 0..end), TermKind::Ngram);
                }
            }
        }
    }
}

/// Where in the index a word goes.
#[derive(Clone, Copy)]
struct At {
    position: usize,
    /// Whether the word may go on behind the text.
    open: bool,
    kind: TermKind,
}

/// Where in the text and in the index a term is.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    position: usize,
    token: TokenKind,
}

fn made_empty(made: &mut String) -> &mut String {
    made.clear();
    made
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
struct Word {
    start: usize,
    end: usize,
    kind: TokenKind,
}

/// Where words come from.
#[derive(Clone)]
enum Source<'t> {
    Words(Words<'t>),
    Standard(&'t str, StandardTokens<'t>),
}

impl<'t> Source<'t> {
    /// Calls `f` with all words: where they begin, their texts, their kinds. Numbers, since a word in memory that was just put together is
    /// waited for.
    #[inline(always)]
    fn each(self, mut f: impl FnMut(usize, &'t str, TokenKind)) {
        match self {
            Source::Words(words) => words.for_each_or_symbol(move |token| {
                if let Some(kind) = kind_of_word(&token) {
                    f(token.start(), token.text(), kind);
                }
            }),
            Source::Standard(_, tokens) => tokens.each(move |start, text| f(start, text, kind_of_standard(text))),
        }
    }
}

/// What kind of word a token is, if it is one. ﷽ is a symbol among tokens; here it is its words.
#[inline(always)]
fn kind_of_word(token: &Token<'_>) -> Option<TokenKind> {
    match token.kind() {
        TokenKind::Symbol => token.text().chars().any(|c| chars::class(c) == Class::WordLigature).then_some(TokenKind::Arabic),
        kind => Some(kind),
    }
}

/// What kind of word a token of Lucene is.
#[inline(always)]
fn kind_of_standard(text: &str) -> TokenKind {
    let first = lucene::first_two(text);
    // Most words are Arabic, and begin with a letter of these: ء–غ ف–ي.
    let arabic = (0xD8A1..=0xD8BA).contains(&first) | (0xD981..=0xD98A).contains(&first) || text.chars().any(chars::is_letter);
    if arabic { TokenKind::Arabic } else { TokenKind::Word }
}

impl Iterator for Source<'_> {
    type Item = Word;

    #[inline(always)]
    fn next(&mut self) -> Option<Word> {
        match self {
            Source::Words(words) => loop {
                let token = words.next_or_symbol()?;
                if let Some(kind) = kind_of_word(&token) {
                    return Some(Word { start: token.start(), end: token.end(), kind });
                }
            },
            Source::Standard(text, tokens) => {
                let Range { start, end } = tokens.next()?;
                Some(Word { start, end, kind: kind_of_standard(slice(text, start..end)) })
            }
        }
    }
}

/// The terms of a text, in order.
#[derive(Clone)]
pub struct Terms<'a, 't> {
    analyzer: &'a Analyzer,
    words: Source<'t>,
    text: &'t str,
    last: Option<usize>,
    scratch: Scratch,
    position: usize,
    /// Terms of the last word that were not asked for yet.
    ready: VecDeque<Term<'t>>,
}

short_debug!(['a, 't] Terms<'a, 't>, "Terms", |t| { position: t.position, len: t.text.len(), analyzer: t.analyzer });

impl<'t> Iterator for Terms<'_, 't> {
    type Item = Term<'t>;

    fn next(&mut self) -> Option<Term<'t>> {
        while self.ready.is_empty() {
            let word = self.words.next()?;
            let (text, ready) = (self.text, &mut self.ready);
            let mut each = |term: Term<'_>| {
                // Borrowed from the text if it is the word itself.
                let source = slice(text, term.start..term.end);
                let held = if term.text == source { Cow::Borrowed(source) } else { Cow::Owned(String::from(&*term.text)) };
                let Term { start, end, position, kind, token, .. } = term;
                ready.push_back(Term { text: held, start, end, position, kind, token });
            };
            self.position += self.analyzer.word(text, &word, self.position, self.last, &mut self.scratch, &mut each);
        }
        self.ready.pop_front()
    }
}

impl FusedIterator for Terms<'_, '_> {}

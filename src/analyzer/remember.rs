//! The terms of words that were there before: most words of a text are, and to look for one takes less than to stem it.

use alloc::borrow::Cow;

use super::{Analyzer, Scratch, Term, TermKind, Word};
use crate::memo::{self, Key, Memo};
use crate::normalize::Normalizer;
use crate::scan::codes::{Room, Short};
use crate::stem::Stemmer;
use crate::token::TokenKind;

/// Words to come: where they begin and what they are.
pub(super) type Ahead<'t> = memo::Ahead<'t, (usize, TokenKind)>;

/// A visit to words, of which it remembers what they gave.
pub(super) struct Remembering<'a, 't, F> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) text: &'t str,
    /// Where the word ends that may go on.
    pub(super) last: Option<usize>,
    pub(super) memo: Memo<u128, Known>,
    pub(super) scratch: &'a mut Scratch,
    pub(super) each: &'a mut F,
    pub(super) position: usize,
    /// What the analyzer says of itself, asked once: to which stemmer most words may be given as they are, whether marks do not count, and whether a
    /// word gives one term or none, wherever it stands.
    pub(super) direct: Option<Stemmer>,
    pub(super) letters: bool,
    pub(super) constant: bool,
}

impl<'t, F: FnMut(Term<'_>)> Remembering<'_, 't, F> {
    /// Gives the terms of all words.
    pub(super) fn end(&mut self, ahead: &mut Ahead<'t>) {
        self.turn(ahead);
        self.turn(ahead);
    }

    /// Gives the terms of words that were there before, and looks for the next.
    #[inline(never)]
    pub(super) fn turn(&mut self, ahead: &mut Ahead<'t>) {
        let (constant, last) = (self.constant, self.last);
        let may = |text: &str, (start, kind)| constant & (last != Some(start + text.len())) & Known::may_be(kind);
        let mut room = Room::new();
        for (text, (start, kind), key, hash) in ahead.turn(&self.memo, self.letters, may) {
            let end = start + text.len();
            if key == Key::NONE {
                let word = Word { start, end, kind };
                self.position += self.analyzer.word(self.text, &word, self.position, self.last, self.scratch, self.each);
            } else if let Some(known) = self.memo.get(key, hash).filter(|known| known.is_of(kind)) {
                if let Some(term) = known.term() {
                    let (text, position) = (Cow::Borrowed(term.spell(&mut room)), self.position);
                    (self.each)(Term { text, start, end, position, kind: TermKind::Word, token: kind });
                }
                self.position += 1;
            } else {
                self.learn(text, &Word { start, end, kind }, key);
            }
        }
    }

    /// Gives the terms of a word that is not known, and keeps them.
    #[inline(never)]
    fn learn(&mut self, itself: &str, word: &Word, key: u128) {
        let Remembering { analyzer, memo, scratch, each, position, direct, .. } = self;
        memo.missed();
        let (mut terms, mut term) = (0, None);
        let mut each = |t: Term<'_>| {
            terms += 1;
            term = Known::of(word.kind, Some(t.text()));
            each(t);
        };
        let direct = direct.filter(|_| word.kind == TokenKind::Arabic);
        let done = direct.is_some_and(|stemmer| analyzer.quickly(stemmer, itself, word, *position, scratch, &mut each));
        let taken = if done { 1 } else { analyzer.word(self.text, word, *position, self.last, scratch, &mut each) };
        *position += taken;
        let known = if terms == 0 { Known::of(word.kind, None) } else { term };
        if let Some(known) = known.filter(|_| taken == 1 && terms <= 1) {
            memo.keep(key, known);
        }
    }
}

impl Analyzer {
    /// Whether terms depend on nothing but the letters of words: on no mark.
    pub(super) fn reads_letters(&self) -> bool {
        let stems = !matches!(self.stemmer, Some(Stemmer::Lucene | Stemmer::Snowball));
        stems && !self.standard && self.normalizer == Normalizer::search()
    }
}

/// What a word gave before: a term or none, as a word of a kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Known(Short);

impl Known {
    const NO_TERM: u8 = 4;

    /// A term that is short enough, or none.
    fn of(kind: TokenKind, term: Option<&str>) -> Option<Known> {
        let none = if term.is_none() { Known::NO_TERM } else { 0 };
        Short::of(term.unwrap_or_default(), Known::note(kind) | none).map(Known)
    }

    /// Whether words of a kind are remembered: others have parts.
    #[inline(always)]
    fn may_be(kind: TokenKind) -> bool {
        matches!(kind, TokenKind::Arabic | TokenKind::Word | TokenKind::Number)
    }

    /// The kind as two bits.
    #[inline(always)]
    fn note(kind: TokenKind) -> u8 {
        const _: () = assert!(TokenKind::Arabic as u8 == 0 && TokenKind::Word as u8 == 1 && TokenKind::Number as u8 == 2);
        kind as u8 & 3
    }

    #[inline(always)]
    fn is_of(self, kind: TokenKind) -> bool {
        self.0.note() & 3 == Known::note(kind)
    }

    #[inline(always)]
    fn term(self) -> Option<Short> {
        (self.0.note() & Known::NO_TERM == 0).then_some(self.0)
    }
}

//! The terms of words that were there before: most words of a text are, and to look for one takes less than to stem it.

use alloc::borrow::Cow;

use super::{Analyzer, Scratch, Term, TermKind, Word};
use crate::memo::{self, TermCache};
use crate::normalize::Normalizer;
use crate::scan::word_key::{PackedTerm, TermBuf};
use crate::stem::Stemmer;
use crate::token::TokenKind;

/// Words to come: where they begin and what they are.
pub(super) type PrefetchQueue<'t> = memo::PrefetchQueue<'t, (usize, TokenKind)>;

/// A visit to words, of which it remembers what they cached.
pub(super) struct Remembering<'a, 't, F> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) text: &'t str,
    /// Where the word ends that may go on.
    pub(super) last: Option<usize>,
    pub(super) memo: TermCache,
    pub(super) scratch: &'a mut Scratch,
    pub(super) each: &'a mut F,
    pub(super) position: usize,
    /// What the analyzer says of itself, asked once: to which stemmer most words may be given as they are, whether marks do not
    /// count.
    pub(super) direct: Option<Stemmer>,
    pub(super) letters: bool,
}

impl<'t, F: FnMut(Term<'_>)> Remembering<'_, 't, F> {
    /// Gives the terms of all words.
    pub(super) fn end(&mut self, queue: &mut PrefetchQueue<'t>) {
        if let Some(word) = queue.last().filter(|word| self.last == Some(word.beside.0 + word.text.len())) {
            word.leave();
        }
        self.flush(queue);
        self.flush(queue);
    }

    /// Gives the terms of words that were there before, and looks for the next.
    #[inline(never)]
    pub(super) fn flush(&mut self, queue: &mut PrefetchQueue<'t>) {
        for word in queue.flush(&self.memo, self.letters) {
            let (text, (start, kind)) = (word.text, word.beside);
            let end = start + text.len();
            if let Some(term) = word.letters(note(kind)) {
                self.give(term, start, end, kind);
            } else if word.cached().is_nothing(note(kind)) {
                self.position += 1;
            } else if word.cached().is_noted(note(kind)) {
                self.give(word.spell(&mut TermBuf::new()), start, end, kind);
            } else {
                self.learn(text, &Word { start, end, kind }, word.key());
            }
        }
    }

    /// Gives a term that was there before.
    #[inline(always)]
    fn give(&mut self, term: &str, start: usize, end: usize, kind: TokenKind) {
        let (text, position) = (Cow::Borrowed(term), self.position);
        (self.each)(Term { text, start, end, position, kind: TermKind::Word, token: kind });
        self.position += 1;
    }

    /// Gives the terms of a word that is not known, and keeps them if it has a key.
    #[inline(never)]
    fn learn(&mut self, itself: &str, word: &Word, key: u128) {
        let Remembering { analyzer, text, last, memo, scratch, each, position, direct, .. } = self;
        let (mut terms, mut cached) = (0, None);
        let mut each = |term: Term<'_>| {
            terms += 1;
            if key != 0 {
                cached = PackedTerm::of(Some(term.text()), note(word.kind));
            }
            each(term);
        };
        let direct = direct.filter(|_| key != 0 && word.kind == TokenKind::Arabic);
        let done = direct.is_some_and(|stemmer| analyzer.quickly(stemmer, itself, word, *position, scratch, &mut each));
        let taken = if done { 1 } else { analyzer.word(text, word, *position, *last, scratch, &mut each) };
        *position += taken;
        let cached = if terms == 0 { PackedTerm::of(None, note(word.kind)) } else { cached };
        if let Some(cached) = cached.filter(|_| taken == 1 && terms <= 1) {
            memo.insert(key, cached);
        }
    }
}

impl Analyzer {
    /// Whether terms depend on nothing but the letters of words: on no mark.
    pub(super) fn reads_letters(&self) -> bool {
        self.stemmer.is_none_or(Stemmer::ignores_marks) && !self.standard && self.normalizer == Normalizer::search()
    }
}

/// Whether words of a kind are remembered: others have parts.
#[inline(always)]
pub(super) fn may_be_known(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Arabic | TokenKind::Word | TokenKind::Number)
}

/// What is noted of such a kind.
#[inline(always)]
fn note(kind: TokenKind) -> u8 {
    const _: () = assert!(TokenKind::Arabic as u8 == 0 && TokenKind::Word as u8 == 1 && TokenKind::Number as u8 == 2);
    kind as u8 & 3
}

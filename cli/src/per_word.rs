//! Commands whose result for a word depends on nothing but the word: `stem`, `segment`, `root` and `parse`. Each worker computes the bytes for a
//! word once and keeps them in a bounded cache.

use std::sync::{Mutex, PoisonError};

use kalima::Token;
use kalima::token::{TokenKind, Tokenizer};

use crate::args::Format;
use crate::block::Cut;
use crate::show::{FAINT, Show};
use crate::task::{Column, Item, Piece, Task, end_row, start_row};
use crate::word_cache::WordCache;

/// What a command makes of a word.
pub(crate) trait WordTask: Sync {
    /// The key under which items are added to a record.
    fn key(&self) -> &'static str;

    /// Calls `each` with the columns of each row of a word; the last argument is the main column.
    fn rows(&self, word: &str, each: &mut dyn FnMut(&[Column<'_>], Column<'_>));

    /// Appends what takes the place of a word in text, or in the pretty form what follows its range.
    fn write(&self, word: &str, show: Show, out: &mut Vec<u8>);

    /// Appends the core of a piece with its words replaced, and returns true, if the command has a faster way than one lookup a word.
    fn write_text(&self, _piece: &Piece<'_>, _out: &mut Vec<u8>) -> bool {
        false
    }
}

/// The [`Task`] of a command that reads each Arabic word by itself.
pub(crate) struct PerWord<W> {
    words: W,
    /// The caches, with the form of their results.
    caches: Pool<(Format, WordCache)>,
}

/// Values that workers use, one at a time each. There are never more values than workers.
pub(crate) struct Pool<T>(Mutex<Vec<T>>);

impl<T> Pool<T> {
    pub(crate) const fn new() -> Pool<T> {
        Pool(Mutex::new(Vec::new()))
    }

    /// Calls `work` with a value that no other worker uses; `make` makes one if there is none.
    pub(crate) fn with(&self, make: impl FnOnce() -> T, work: impl FnOnce(&mut T)) {
        let unused = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = unused().pop();
        let mut value = known.unwrap_or_else(make);
        work(&mut value);
        unused().push(value);
    }
}

impl<W: WordTask> PerWord<W> {
    pub(crate) fn new(words: W) -> PerWord<W> {
        PerWord { words, caches: Pool::new() }
    }

    /// Calls `work` with a cache of results in a form.
    fn with_cache(&self, format: Format, work: impl FnOnce(&mut WordCache)) {
        self.caches.with(
            || (format, WordCache::default()),
            |(form, cache)| {
                if *form != format {
                    cache.clear();
                    *form = format;
                }
                work(cache);
            },
        );
    }
}

/// The Arabic words that start in the core of a piece.
pub(crate) fn arabic_words<'t>(piece: &Piece<'t>) -> impl Iterator<Item = Token<'t>> {
    let end = piece.end;
    Tokenizer::new().words(piece.text).take_while(move |t| t.start() < end).filter(|t| t.kind() == TokenKind::Arabic)
}

impl<W: WordTask> Task for PerWord<W> {
    fn cut(&self) -> Cut {
        Cut::Token(Tokenizer::new())
    }

    fn key(&self) -> &'static str {
        self.words.key()
    }

    fn items(&self, piece: &Piece<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for t in arabic_words(piece) {
            self.words.rows(t.text(), &mut |columns, main| each(Item { range: t.range(), columns, main }));
        }
    }

    /// A cached result has the ends of the rows of a word, from the first column after the range, and a line feed after each. No column holds
    /// one, because all forms escape it.
    fn rows(&self, format: Format, end: u8, piece: &Piece<'_>, out: &mut Vec<u8>) {
        self.with_cache(format, |cache| {
            for t in arabic_words(piece) {
                let rows = cache.get_or_make(t.text(), |out| {
                    self.words.rows(t.text(), &mut |columns, main| {
                        end_row(out, format, columns, main, piece.show);
                        out.push(b'\n');
                    });
                });
                for row in rows.split_inclusive(|b| *b == b'\n') {
                    start_row(out, format, t.range(), piece);
                    out.extend_from_slice(row);
                    if let Some(last) = out.last_mut() {
                        *last = end;
                    }
                }
            }
        });
    }

    fn text(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        if self.words.write_text(piece, out) {
            return;
        }
        let mut done = 0;
        self.with_cache(Format::Text, |cache| {
            for t in arabic_words(piece) {
                out.extend_from_slice(&piece.text.as_bytes()[done..t.start()]);
                out.extend_from_slice(cache.get_or_make(t.text(), |out| self.words.write(t.text(), piece.show, out)));
                done = t.end();
            }
        });
        out.extend_from_slice(piece.text.as_bytes().get(done..piece.end).unwrap_or_default());
    }

    fn pretty(&self, piece: &Piece<'_>, out: &mut Vec<u8>) {
        self.with_cache(Format::Pretty, |cache| {
            for t in arabic_words(piece) {
                let range = piece.source(t.range());
                piece.show.paint(out, FAINT, &format!("{}..{}", range.start, range.end));
                out.extend_from_slice(b"  ");
                out.extend_from_slice(cache.get_or_make(t.text(), |out| self.words.write(t.text(), piece.show, out)));
            }
        });
    }
}

//! Shared code of the commands `stem`, `segment`, `root` and `parse`. In these commands, the result of a word depends only on the word.
//! Therefore each worker stores the bytes of the results in a cache of limited size, and usually computes the result of a frequent word
//! only once.

use std::sync::{Mutex, PoisonError};

use kalima::Token;
use kalima::token::{TokenKind, Tokenizer};

use super::word_cache::WordCache;
use crate::input::boundary::BlockBoundary;
use crate::options::policy::Format;
use crate::output::row::{Chunk, Column, Item, end_row, start_row};
use crate::output::terminal::{FAINT, OutputStyle};
use crate::task::Task;

/// The work of a command on a single word.
pub(super) trait WordTask: Sync {
    /// Returns the JSON key under which the results are added to a record if the user does not name a key.
    fn key(&self) -> &'static str;

    /// Calls `each` for every row of a word. The second argument of `each` is the main column, which is the last column of the row. The
    /// first argument contains the other columns.
    fn rows(&self, word: &str, each: &mut dyn FnMut(&[Column<'_>], Column<'_>));

    /// Appends the result of a word. A command has the format text or the format pretty, and not both. Under the format text, the result
    /// replaces the word. Under the format pretty, the result follows the byte range of the word.
    fn write(&self, word: &str, style: OutputStyle, out: &mut Vec<u8>);

    /// Appends the core of a chunk with each Arabic word replaced by its result, and returns true. A command implements this function if it
    /// has a faster method than one cache lookup for each word. Otherwise the function appends nothing and returns false.
    fn write_replaced(&self, _chunk: &Chunk<'_>, _out: &mut Vec<u8>) -> bool {
        false
    }
}

/// The [`Task`] of a command that processes each Arabic word independently.
pub(super) struct PerWordTask<W> {
    command: W,
    /// The caches of the workers. All results in a cache have the format that is stored with the cache.
    caches: Pool<(Format, WordCache)>,
}

/// A pool of values that the workers share. A worker takes a value out of the pool while it uses the value. Therefore the pool creates at
/// most one value for each worker.
pub(super) struct Pool<T>(Mutex<Vec<T>>);

impl<T> Pool<T> {
    /// Creates an empty pool.
    pub(super) const fn new() -> Pool<T> {
        Pool(Mutex::new(Vec::new()))
    }

    /// Calls `work` with a value that no other worker uses at the same time. If all values of the pool are in use, creates the value with
    /// `create`.
    pub(super) fn with(&self, create: impl FnOnce() -> T, work: impl FnOnce(&mut T)) {
        let unused = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = unused().pop();
        let mut value = value.unwrap_or_else(create);
        work(&mut value);
        unused().push(value);
    }
}

impl<W: WordTask> PerWordTask<W> {
    /// Creates the task.
    pub(super) fn new(command: W) -> PerWordTask<W> {
        PerWordTask { command, caches: Pool::new() }
    }

    /// Calls `work` with a cache in which all results have the format `format`. Clears the cache first if its results have another format.
    fn with_cache(&self, format: Format, work: impl FnOnce(&mut WordCache)) {
        self.caches.with(
            || (format, WordCache::default()),
            |(cached_format, cache)| {
                if *cached_format != format {
                    cache.clear();
                    *cached_format = format;
                }
                work(cache);
            },
        );
    }
}

/// Returns the Arabic words that start in the core of a chunk (the bytes before `core_end`).
pub(super) fn arabic_words<'t>(chunk: &Chunk<'t>) -> impl Iterator<Item = Token<'t>> {
    let end = chunk.core_end;
    Tokenizer::new().words(chunk.text).take_while(move |t| t.start() < end).filter(|t| t.kind() == TokenKind::Arabic)
}

impl<W: WordTask> Task for PerWordTask<W> {
    fn boundary(&self) -> BlockBoundary {
        BlockBoundary::Token(Tokenizer::new())
    }

    fn key(&self) -> &'static str {
        self.command.key()
    }

    fn items(&self, chunk: &Chunk<'_>, each: &mut dyn FnMut(Item<'_>)) {
        for t in arabic_words(chunk) {
            self.command.rows(t.text(), &mut |columns, main| each(Item { range: t.range(), columns, main }));
        }
    }

    /// Appends the rows of all Arabic words of the chunk. The byte `end` follows each row.
    ///
    /// A cached result contains the rows of a word, and a line feed after each row. The columns contain no line feed, because all formats
    /// escape line feeds. The rows in the cache do not contain the input name and the byte range, because these are different for each
    /// occurrence of the word.
    fn write_rows(&self, format: Format, end: u8, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.with_cache(format, |cache| {
            for t in arabic_words(chunk) {
                let rows = cache.get_or_insert(t.text(), |out| {
                    self.command.rows(t.text(), &mut |columns, main| {
                        end_row(out, format, columns, main, chunk.style);
                        out.push(b'\n');
                    });
                });
                for row in rows.split_inclusive(|b| *b == b'\n') {
                    start_row(out, format, t.range(), chunk);
                    out.extend_from_slice(row);
                    if let Some(last) = out.last_mut() {
                        *last = end;
                    }
                }
            }
        });
    }

    fn write_text(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        if self.command.write_replaced(chunk, out) {
            return;
        }
        let mut copied = 0;
        self.with_cache(Format::Text, |cache| {
            for t in arabic_words(chunk) {
                out.extend_from_slice(&chunk.text.as_bytes()[copied..t.start()]);
                out.extend_from_slice(cache.get_or_insert(t.text(), |out| self.command.write(t.text(), chunk.style, out)));
                copied = t.end();
            }
        });
        out.extend_from_slice(chunk.text.as_bytes().get(copied..chunk.core_end).unwrap_or_default());
    }

    fn write_pretty(&self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.with_cache(Format::Pretty, |cache| {
            for t in arabic_words(chunk) {
                let range = chunk.source_range(t.range());
                chunk.style.paint(out, FAINT, &format!("{}..{}", range.start, range.end));
                out.extend_from_slice(b"  ");
                out.extend_from_slice(cache.get_or_insert(t.text(), |out| self.command.write(t.text(), chunk.style, out)));
            }
        });
    }
}

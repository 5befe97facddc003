//! Blocks on every core, results in order, memory bounded: a reader cuts, workers work, and the caller's thread takes the results.
//!
//! No more than two blocks a worker are under way or waiting, so that a slow disk or a closed pipe at the end slows the reader down.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use crate::block::{Block, Blocks, Cut, Invalid};
use crate::source::Source;

/// How sources are read.
pub(crate) struct Reading {
    pub(crate) cut: Cut,
    pub(crate) invalid: Invalid,
    pub(crate) block_size: usize,
    pub(crate) live: bool,
    pub(crate) threads: usize,
}

/// What the caller gets, for each source in order.
pub(crate) enum Event<R> {
    Open(usize),
    Result(R),
    /// The source has ended, or could not be read on.
    Close(io::Result<()>),
}

/// A source that need not be read on: the caller has no use for it.
pub(crate) struct Abandoned(AtomicUsize);

impl Abandoned {
    pub(crate) fn new() -> Abandoned {
        Abandoned(AtomicUsize::new(usize::MAX))
    }

    pub(crate) fn set(&self, source: usize) {
        self.0.store(source, Ordering::Relaxed);
    }
}

/// An event of which the result may still be in the making.
enum Slot<R> {
    Now(Event<R>),
    Later(Receiver<R>),
}

/// Reads the sources one after the other, does `work` on their blocks side by side, and gives the results to `each` in order. Stops at the first
/// error of `each`. `read` is raised by the stored bytes as they are read.
pub(crate) fn run<R: Send>(
    sources: &[Source],
    reading: &Reading,
    read: &Arc<AtomicU64>,
    abandoned: &Abandoned,
    work: impl Fn(usize, Block) -> R + Sync,
    mut each: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(reading.threads).build().map_err(io::Error::other)?;
    let work = &work;
    pool.in_place_scope(|scope| {
        std::thread::scope(|threads| {
            let (slots, results) = sync_channel::<Slot<R>>(2 * reading.threads);
            threads.spawn(move || {
                // Whoever took the results may have gone; then there is no more to do.
                let now = |event| slots.send(Slot::Now(event)).is_ok();
                for (number, source) in sources.iter().enumerate() {
                    if !now(Event::Open(number)) {
                        return;
                    }
                    let ended = source.open(read).and_then(|text| {
                        let mut blocks = Blocks::new(text.reader, reading.cut, reading.invalid, reading.block_size, reading.live);
                        while abandoned.0.load(Ordering::Relaxed) != number
                            && let Some(block) = blocks.next()?
                        {
                            if !text.counted {
                                read.fetch_add(block.end as u64, Ordering::Relaxed);
                            }
                            let (give, take) = sync_channel(1);
                            scope.spawn(move |_| {
                                let _ = give.send(work(number, block));
                            });
                            if slots.send(Slot::Later(take)).is_err() {
                                break;
                            }
                        }
                        Ok(())
                    });
                    if !now(Event::Close(ended)) {
                        return;
                    }
                }
            });
            for slot in results {
                match slot {
                    Slot::Now(event) => each(event)?,
                    // A worker that gives nothing has panicked; the scope passes that on.
                    Slot::Later(result) => result.recv().map_or(Ok(()), |result| each(Event::Result(result)))?,
                }
            }
            Ok(())
        })
    })
}

//! Processes blocks on every core and delivers the results in order, in bounded memory. Workers take turns to read and cut; the thread of the
//! caller takes the results.
//!
//! The thread that reads a block also processes it, while it is in the cache of its core. At most two blocks a worker, and at most [`MOST_BYTES`]
//! of blocks that are larger than usual, are in the pipeline at a time, so a slow disk or a closed pipe at the end slows the workers down.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::block::{Block, Blocks, Cut};
use crate::buffer;
use crate::source::{Opened, Opening, Source};

/// The settings of a run.
pub(crate) struct Reading {
    pub(crate) cut: Cut,
    pub(crate) opening: Opening,
    pub(crate) block_size: usize,
    pub(crate) max_line: usize,
    pub(crate) live: bool,
    pub(crate) threads: usize,
}

/// The events of a source, in order. A source that is skipped has none.
pub(crate) enum Event<R> {
    Open(usize),
    /// The result of a block, and the block.
    Result(R, Block),
    /// The source has ended, or could not be read on.
    Close(io::Result<()>),
}

/// The number of a source that need not be read on, because the caller has no use for it.
pub(crate) struct Abandoned(AtomicUsize);

impl Abandoned {
    pub(crate) fn new() -> Abandoned {
        Abandoned(AtomicUsize::new(usize::MAX))
    }

    pub(crate) fn set(&self, source: usize) {
        self.0.store(source, Ordering::Relaxed);
    }
}

/// An event. Its result may not be there yet.
enum Slot<'b, R> {
    Now(Event<R>),
    Later(Receiver<Done<'b, R>>),
}

/// A result, its block, and the share of the budget, which is returned when this is dropped.
type Done<'b, R> = (R, Block, Share<'b>);

/// The bytes of blocks that may be in the pipeline at a time. Blocks of the usual size are limited by their number long before; this limits
/// the parts of a line that is longer than a block.
const MOST_BYTES: usize = 32 << 20;

/// The bytes of the blocks in the pipeline.
#[derive(Default)]
struct Budget {
    bytes: Mutex<usize>,
    lowered: Condvar,
}

impl Budget {
    /// Takes a share for a block, after the others have left room for it. A block that is alone never waits.
    fn take(&self, bytes: usize) -> Share<'_> {
        let full = |sum: &mut usize| *sum > 0 && *sum + bytes > MOST_BYTES;
        *self.lowered.wait_while(self.sum(), full).unwrap_or_else(PoisonError::into_inner) += bytes;
        Share { budget: self, bytes }
    }

    fn sum(&self) -> MutexGuard<'_, usize> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bytes of a block in the pipeline. They are returned also if a worker panics, so that no other one waits for them.
struct Share<'b> {
    budget: &'b Budget,
    bytes: usize,
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.sum() -= self.bytes;
        self.budget.lowered.notify_one();
    }
}

/// Reads the sources one after the other, applies `work` to their blocks in parallel, and calls `each` with the results in order. Stops at the
/// first error of `each`. `read` is raised by the stored bytes as they are read.
pub(crate) fn run<R: Send>(
    sources: &[Source],
    reading: &Reading,
    read: &Arc<AtomicU64>,
    abandoned: &Abandoned,
    work: impl Fn(usize, &Block, &str) -> R + Sync,
    mut each: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    // A block and its result for each slot and each worker, and those of the reader and the caller.
    buffer::keep_at_most(6 * reading.threads + 4);
    let budget = Budget::default();
    let (slots, results) = sync_channel(2 * reading.threads);
    let feed = Feed { sources, reading, read, abandoned, budget: &budget, number: 0, open: None, slots };
    // There is no feed once all is read.
    let (feed, work) = (&Mutex::new(Some(feed)), &work);
    let next = || {
        let mut feed = feed.lock().unwrap_or_else(PoisonError::into_inner);
        let job = feed.as_mut().and_then(Feed::next);
        if job.is_none() {
            *feed = None;
        }
        job
    };
    let worker = || {
        while let Some(Job { number, mut block, share, give }) = next() {
            let made = match block.valid() {
                Some(text) => work(number, &block, text),
                None => {
                    block.mend(reading.opening.invalid);
                    work(number, &block, block.text())
                }
            };
            let _ = give.send((made, block, share));
        }
    };
    std::thread::scope(|threads| {
        for n in 0..reading.threads {
            match std::thread::Builder::new().spawn_scoped(threads, worker) {
                Ok(_) => {}
                // Fewer workers do the same.
                Err(_) if n > 0 => break,
                Err(e) => return Err(io::Error::new(e.kind(), format!("results: no thread can be started: {e}"))),
            }
        }
        results.into_iter().try_for_each(|slot| match slot {
            Slot::Now(event) => each(event),
            // A worker that sends nothing has panicked; the scope passes that on.
            Slot::Later(result) => result.recv().map_or(Ok(()), |(made, block, _share)| each(Event::Result(made, block))),
        })
    })
}

/// A block of a source, and the channel for its result.
struct Job<'b, R> {
    number: usize,
    block: Block,
    share: Share<'b>,
    give: SyncSender<Done<'b, R>>,
}

/// The sources that are left to read, and the slots of the results in the order in which blocks are read.
struct Feed<'a, R> {
    sources: &'a [Source],
    reading: &'a Reading,
    read: &'a Arc<AtomicU64>,
    abandoned: &'a Abandoned,
    budget: &'a Budget,
    /// The source that is open, or is next.
    number: usize,
    open: Option<Open>,
    slots: SyncSender<Slot<'a, R>>,
}

/// A source that is being read.
struct Open {
    blocks: Blocks<Box<dyn Read + Send>>,
    counted: bool,
}

impl<'a, R> Feed<'a, R> {
    /// Returns the next block; `None` after the last one, or if the caller takes no more results.
    fn next(&mut self) -> Option<Job<'a, R>> {
        loop {
            let source = self.sources.get(self.number)?;
            if self.open.is_none() {
                let opened = source.open(&self.reading.opening, self.read);
                if matches!(opened, Ok(Opened::Skipped)) {
                    self.number += 1;
                    continue;
                }
                self.slots.send(Slot::Now(Event::Open(self.number))).ok()?;
                match opened {
                    Ok(Opened::Text(text)) => {
                        let Reading { ref cut, block_size, max_line, live, .. } = *self.reading;
                        let blocks = Blocks::new(text.reader, cut.clone(), self.reading.opening.invalid, block_size, max_line, live);
                        self.open = Some(Open { blocks, counted: text.counted });
                    }
                    Ok(Opened::Skipped) => {}
                    Err(e) => {
                        self.close(Err(e))?;
                        continue;
                    }
                }
            }
            match self.block() {
                Ok(Some(block)) => {
                    let share = self.budget.take(block.bytes.len());
                    let (give, take) = sync_channel(1);
                    self.slots.send(Slot::Later(take)).ok()?;
                    return Some(Job { number: self.number, block, share, give });
                }
                ended => self.close(ended.map(|_| ()))?,
            }
        }
    }

    /// Ends a source.
    fn close(&mut self, ended: io::Result<()>) -> Option<()> {
        self.slots.send(Slot::Now(Event::Close(ended))).ok()?;
        (self.open, self.number) = (None, self.number + 1);
        Some(())
    }

    /// Reads the next block of the open source.
    fn block(&mut self) -> io::Result<Option<Block>> {
        let Some(open) = &mut self.open else { return Ok(None) };
        if self.abandoned.0.load(Ordering::Relaxed) == self.number {
            return Ok(None);
        }
        let block = open.blocks.next()?;
        if let Some(block) = &block
            && !open.counted
        {
            self.read.fetch_add(block.end as u64, Ordering::Relaxed);
        }
        Ok(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_waits_until_there_is_room_for_it() {
        let budget = Budget::default();
        let large = budget.take(2 * MOST_BYTES);
        std::thread::scope(|threads| {
            let waiting = threads.spawn(|| budget.take(1).bytes);
            std::thread::sleep(std::time::Duration::from_millis(50));
            assert!(!waiting.is_finished());
            drop(large);
            assert_eq!(waiting.join().unwrap(), 1);
        });
        assert_eq!(*budget.sum(), 0);
    }
}

//! Blocks on every core, results in order, memory bounded: workers take turns to read and cut, and the caller's thread takes the results.
//!
//! A block is worked on by the thread that has read it, and so while it is in its cache. No more than two blocks a worker are under way or waiting,
//! so that a slow disk or a closed pipe at the end slows the workers down.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

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
    /// What was made of a block, and the block.
    Result(R, Block),
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
    Later(Receiver<(R, Block)>),
}

/// Reads the sources one after the other, does `work` on their blocks side by side, and gives the results to `each` in order. Stops at the first
/// error of `each`. `read` is raised by the stored bytes as they are read.
pub(crate) fn run<R: Send>(
    sources: &[Source],
    reading: &Reading,
    read: &Arc<AtomicU64>,
    abandoned: &Abandoned,
    work: impl Fn(usize, &Block, &str) -> R + Sync,
    mut each: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    let (slots, results) = sync_channel(2 * reading.threads);
    let feed = Feed { sources, reading, read, abandoned, number: 0, open: None, slots };
    // Without a feed there is nothing to read any more.
    let (feed, work) = (&Mutex::new(Some(feed)), &work);
    let next = || {
        let mut feed = feed.lock().unwrap_or_else(PoisonError::into_inner);
        let job = feed.as_mut().and_then(Feed::next);
        if job.is_none() {
            *feed = None;
        }
        job
    };
    std::thread::scope(|threads| {
        for _ in 0..reading.threads {
            threads.spawn(|| {
                while let Some(Job { number, mut block, give }) = next() {
                    let made = match block.valid() {
                        Some(text) => work(number, &block, text),
                        None => {
                            block.mend(reading.invalid);
                            work(number, &block, block.text())
                        }
                    };
                    let _ = give.send((made, block));
                }
            });
        }
        for slot in results {
            match slot {
                Slot::Now(event) => each(event)?,
                // A worker that gives nothing has panicked; the scope passes that on.
                Slot::Later(result) => result.recv().map_or(Ok(()), |(made, block)| each(Event::Result(made, block)))?,
            }
        }
        Ok(())
    })
}

/// A block of a source, and where its result goes.
struct Job<R> {
    number: usize,
    block: Block,
    give: SyncSender<(R, Block)>,
}

/// What is left to read, and where the results will be looked for: in the order in which blocks are read.
struct Feed<'a, R> {
    sources: &'a [Source],
    reading: &'a Reading,
    read: &'a Arc<AtomicU64>,
    abandoned: &'a Abandoned,
    /// The source that is open, or is next.
    number: usize,
    open: Option<Open>,
    slots: SyncSender<Slot<R>>,
}

/// A source that is being read.
struct Open {
    blocks: Blocks<Box<dyn Read + Send>>,
    counted: bool,
}

impl<R> Feed<'_, R> {
    /// The next block; `None` behind the last one, or if whoever took the results has gone.
    fn next(&mut self) -> Option<Job<R>> {
        loop {
            let source = self.sources.get(self.number)?;
            if self.open.is_none() {
                self.slots.send(Slot::Now(Event::Open(self.number))).ok()?;
            }
            match self.block(source) {
                Ok(Some(block)) => {
                    let (give, take) = sync_channel(1);
                    self.slots.send(Slot::Later(take)).ok()?;
                    return Some(Job { number: self.number, block, give });
                }
                ended => {
                    self.slots.send(Slot::Now(Event::Close(ended.map(|_| ())))).ok()?;
                    (self.open, self.number) = (None, self.number + 1);
                }
            }
        }
    }

    /// The next block of a source, which is opened if it is not.
    fn block(&mut self, source: &Source) -> io::Result<Option<Block>> {
        let open = match &mut self.open {
            Some(open) => open,
            None => {
                let Reading { ref cut, invalid, block_size, live, .. } = *self.reading;
                let text = source.open(self.read)?;
                self.open.insert(Open { blocks: Blocks::new(text.reader, cut.clone(), invalid, block_size, live), counted: text.counted })
            }
        };
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

//! Splits the inputs into blocks, processes the blocks on several threads, and delivers the results in the order of the blocks. The memory
//! is limited.
//!
//! A lock ensures that only one worker reads at a time. The workers process their blocks in parallel. The worker that reads a block also
//! processes the block, because the block is then in the cache of the processor core of this worker. The calling thread receives the
//! results.
//!
//! Two limits make the workers wait if the output is slow. First, the queue from the workers to the calling thread has two slots for each
//! worker. Second, the blocks in the pipeline have at most [`MAX_BYTES`] bytes in total. A block that is larger is alone in the pipeline.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::buffer;
use crate::input::block::Block;
use crate::input::block_reader::BlockReader;
use crate::input::boundary::BlockBoundary;
use crate::input::open::{OpenOptions, OpenResult, open};
use crate::input::source::Source;

/// The settings of a pipeline.
pub(super) struct PipelineOptions {
    pub(super) boundary: BlockBoundary,
    pub(super) open: OpenOptions,
    /// The target size of a block in bytes.
    pub(super) block_size: usize,
    /// The maximum length of a line, sentence or token in bytes.
    pub(super) max_line: usize,
    /// True if the reader searches for the end of a block after each read. If false, the reader first reads at least the target size,
    /// unless the input ends earlier.
    pub(super) live: bool,
    pub(super) threads: usize,
}

/// An event of an input. The calling thread receives the events of an input in this order: `Open`, one `Result` for each block, `Close`. An
/// input that is skipped because it is binary has no events.
pub(crate) enum Event<R> {
    /// The input with this index starts. The event is also delivered if the input cannot be opened. In this case, `Close` follows directly.
    Open(usize),
    /// The result of a block, and the block itself.
    Result(R, Block),
    /// The input ended. Contains the error if the input could not be opened, read or decoded.
    Close(io::Result<()>),
}

/// The index of an input whose remaining results the caller does not need. The workers stop reading this input. The index is `usize::MAX`
/// if there is no such input.
pub(crate) struct Abandoned(AtomicUsize);

impl Abandoned {
    pub(crate) fn new() -> Abandoned {
        Abandoned(AtomicUsize::new(usize::MAX))
    }

    /// Stops the reading of the input with the index `source`.
    pub(crate) fn set(&self, source: usize) {
        self.0.store(source, Ordering::Relaxed);
    }
}

/// A slot of the queue from the workers to the calling thread: an event that is ready, or the channel that will deliver the result of a
/// block.
enum Slot<'b, R> {
    Ready(Event<R>),
    Pending(Receiver<FinishedBlock<'b, R>>),
}

/// The result of a block, the block, and the share of the block in the memory [`Budget`]. The drop of the tuple returns the share to the
/// budget.
type FinishedBlock<'b, R> = (R, Block, BudgetShare<'b>);

/// The maximum total size in bytes of the blocks in the pipeline. The number of slots alone does not limit the memory, because a block that
/// contains a long line can be much larger than the target size.
const MAX_BYTES: usize = 32 << 20;

/// The total size in bytes of the blocks in the pipeline.
#[derive(Default)]
struct Budget {
    bytes: Mutex<usize>,
    /// Notified when a share is returned.
    lowered: Condvar,
}

impl Budget {
    /// Takes a share for a block of `bytes` bytes. Waits until the total including this block is at most [`MAX_BYTES`], or until the
    /// pipeline contains no other block.
    fn take(&self, bytes: usize) -> BudgetShare<'_> {
        let full = |sum: &mut usize| *sum > 0 && *sum + bytes > MAX_BYTES;
        *self.lowered.wait_while(self.sum(), full).unwrap_or_else(PoisonError::into_inner) += bytes;
        BudgetShare { budget: self, bytes }
    }

    /// Locks the total size, and returns the guard of the lock.
    fn sum(&self) -> MutexGuard<'_, usize> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The share of one block in the budget. The drop of this value returns the share. The share is thus returned even if a worker panics, so
/// no other worker waits forever.
struct BudgetShare<'b> {
    budget: &'b Budget,
    bytes: usize,
}

impl Drop for BudgetShare<'_> {
    fn drop(&mut self) {
        *self.budget.sum() -= self.bytes;
        self.budget.lowered.notify_one();
    }
}

/// Reads the inputs one after the other, applies `work` to their blocks in parallel, and calls `each` with the events in the order of the
/// inputs and blocks. The arguments of `work` are the index of the input, the block, and the valid text of the block.
///
/// Adds the number of bytes that are read to `read`. For an uncompressed input, this is the size of the cores of its blocks. For a
/// compressed input, this is the number of compressed bytes.
///
/// Stops and returns an error if `each` returns an error, or if no worker thread can be started. The error of a single input does not stop
/// the run: [`Event::Close`] contains this error.
pub(super) fn run<R: Send>(
    sources: &[Source],
    options: &PipelineOptions,
    read: &Arc<AtomicU64>,
    abandoned: &Abandoned,
    work: impl Fn(usize, &Block, &str) -> R + Sync,
    mut each: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    // There are two slots for each worker. Each slot and each worker uses at most two buffers: one for a block and one for a result. The
    // reader and the caller use two more buffers each.
    buffer::keep_at_most(6 * options.threads + 4);
    let budget = Budget::default();
    let (slots, results) = sync_channel(2 * options.threads);
    let feed = BlockFeed { sources, options, read, abandoned, budget: &budget, number: 0, current: None, slots };
    // A worker drops the feed after the last block. The drop closes the channel of the slots, so the loop over `results` ends.
    let (feed, work) = (&Mutex::new(Some(feed)), &work);
    let next = || {
        let mut feed = feed.lock().unwrap_or_else(PoisonError::into_inner);
        let job = feed.as_mut().and_then(BlockFeed::next);
        if job.is_none() {
            *feed = None;
        }
        job
    };
    let worker = || {
        while let Some(Job { number, mut block, share, sender }) = next() {
            let result = match block.valid_text() {
                Some(text) => work(number, &block, text),
                None => {
                    block.repair(options.open.invalid);
                    work(number, &block, block.text())
                }
            };
            // Sending fails only if the calling thread has stopped because of an error.
            let _ = sender.send((result, block, share));
        }
    };
    std::thread::scope(|threads| {
        for n in 0..options.threads {
            match std::thread::Builder::new().spawn_scoped(threads, worker) {
                Ok(_) => {}
                // The results do not depend on the number of workers, so the run continues with fewer workers.
                Err(_) if n > 0 => break,
                Err(e) => return Err(io::Error::new(e.kind(), format!("the results: the system cannot start a thread: {e}"))),
            }
        }
        results.into_iter().try_for_each(|slot| match slot {
            Slot::Ready(event) => each(event),
            // If a worker closes the channel without a result, the worker panicked. The thread scope then panics at its end.
            Slot::Pending(receiver) => receiver.recv().map_or(Ok(()), |(result, block, _share)| each(Event::Result(result, block))),
        })
    })
}

/// A block that a worker must process.
struct Job<'b, R> {
    /// The index of the input that contains the block.
    number: usize,
    block: Block,
    share: BudgetShare<'b>,
    /// The channel through which the worker sends the result to the calling thread.
    sender: SyncSender<FinishedBlock<'b, R>>,
}

/// Reads the blocks of all inputs one after the other. Sends slots to the calling thread: for each input that is not skipped, one slot for
/// its start, one slot for each of its blocks, and one slot for its end.
struct BlockFeed<'a, R> {
    sources: &'a [Source],
    options: &'a PipelineOptions,
    read: &'a Arc<AtomicU64>,
    abandoned: &'a Abandoned,
    budget: &'a Budget,
    /// The index of the input that is open or that will be opened next.
    number: usize,
    current: Option<OpenInput>,
    slots: SyncSender<Slot<'a, R>>,
}

/// An open input.
struct OpenInput {
    blocks: BlockReader<Box<dyn Read + Send>>,
    /// True if the reader itself counts the bytes of a compressed file. If false, the feed counts the bytes of the core of each block.
    counted: bool,
}

impl<'a, R> BlockFeed<'a, R> {
    /// Returns the next block. Returns `None` after the last block of the last input, or if the calling thread no longer receives results.
    fn next(&mut self) -> Option<Job<'a, R>> {
        loop {
            let source = self.sources.get(self.number)?;
            if self.current.is_none() {
                let opened = open(source, &self.options.open, self.read);
                if matches!(opened, Ok(OpenResult::Skipped)) {
                    self.number += 1;
                    continue;
                }
                self.slots.send(Slot::Ready(Event::Open(self.number))).ok()?;
                match opened {
                    Ok(OpenResult::Text(text)) => {
                        let PipelineOptions { ref boundary, ref open, block_size, max_line, live, .. } = *self.options;
                        let blocks = BlockReader::new(text.reader, boundary.clone(), open.invalid, block_size, max_line, live);
                        self.current = Some(OpenInput { blocks, counted: text.counted });
                    }
                    Ok(OpenResult::Skipped) => {}
                    Err(e) => {
                        self.close(Err(e))?;
                        continue;
                    }
                }
            }
            match self.read_block() {
                Ok(Some(block)) => {
                    let share = self.budget.take(block.bytes.len());
                    let (sender, receiver) = sync_channel(1);
                    self.slots.send(Slot::Pending(receiver)).ok()?;
                    return Some(Job { number: self.number, block, share, sender });
                }
                ended => self.close(ended.map(|_| ()))?,
            }
        }
    }

    /// Sends the event `Close`, and selects the next input. Returns `None` if the calling thread no longer receives events.
    fn close(&mut self, ended: io::Result<()>) -> Option<()> {
        self.slots.send(Slot::Ready(Event::Close(ended))).ok()?;
        (self.current, self.number) = (None, self.number + 1);
        Some(())
    }

    /// Reads the next block of the current input. Returns `Ok(None)` at the end of the input, or if the input is abandoned.
    fn read_block(&mut self) -> io::Result<Option<Block>> {
        let Some(current) = &mut self.current else { return Ok(None) };
        if self.abandoned.0.load(Ordering::Relaxed) == self.number {
            return Ok(None);
        }
        let block = current.blocks.next()?;
        if let Some(block) = &block
            && !current.counted
        {
            self.read.fetch_add(block.core_end as u64, Ordering::Relaxed);
        }
        Ok(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_waits_until_the_budget_suffices() {
        let budget = Budget::default();
        let large = budget.take(2 * MAX_BYTES);
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

//! Processes blocks on several threads and delivers the results in the order of the blocks in the inputs, with limited memory.
//!
//! The workers read blocks one at a time under a lock, and process the blocks in parallel. The worker that reads a block also processes it,
//! because the block is then in the cache of the processor core of this worker. The calling thread receives the results. The pipeline
//! contains at most two blocks for each worker, and at most [`MAX_BYTES`] bytes of blocks. If the output is slow, these limits make the
//! workers wait.

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
    pub(super) max_line: usize,
    /// True if the reader returns a block after each read, without waiting until the block has its target size.
    pub(super) live: bool,
    pub(super) threads: usize,
}

/// An event of an input. The events of an input are delivered in the order: opened, results of the blocks, end. A skipped input has no
/// events.
pub(crate) enum Event<R> {
    /// The input with this index was opened.
    Open(usize),
    /// The result of a block, and the block itself.
    Result(R, Block),
    /// The input ended. Contains the error if a read failed.
    Close(io::Result<()>),
}

/// The index of an input whose remaining results the caller does not need. The workers stop reading this input.
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

/// An event that is ready, or the channel that will deliver the result of a block.
enum Slot<'b, R> {
    Ready(Event<R>),
    Pending(Receiver<FinishedBlock<'b, R>>),
}

/// A result, its block, and the budget share of the block. The share is returned to the budget when the tuple is dropped.
type FinishedBlock<'b, R> = (R, Block, BudgetShare<'b>);

/// The maximum total size in bytes of the blocks in the pipeline. Blocks of the target size are already limited by the number of slots. This
/// limit applies to larger blocks, which contain a line or a part of a line that is longer than the target size.
const MAX_BYTES: usize = 32 << 20;

/// The total size in bytes of the blocks in the pipeline.
#[derive(Default)]
struct Budget {
    bytes: Mutex<usize>,
    lowered: Condvar,
}

impl Budget {
    /// Takes a share for a block of `bytes` bytes. Waits until the total with this block is at most [`MAX_BYTES`], or until the pipeline
    /// contains no other block.
    fn take(&self, bytes: usize) -> BudgetShare<'_> {
        let full = |sum: &mut usize| *sum > 0 && *sum + bytes > MAX_BYTES;
        *self.lowered.wait_while(self.sum(), full).unwrap_or_else(PoisonError::into_inner) += bytes;
        BudgetShare { budget: self, bytes }
    }

    fn sum(&self) -> MutexGuard<'_, usize> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The share of a block in the budget. The share is also returned if a worker panics, so that no other worker waits forever.
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
/// inputs and blocks. Stops if `each` returns an error. Adds the number of bytes that are read from files to `read`.
pub(super) fn run<R: Send>(
    sources: &[Source],
    options: &PipelineOptions,
    read: &Arc<AtomicU64>,
    abandoned: &Abandoned,
    work: impl Fn(usize, &Block, &str) -> R + Sync,
    mut each: impl FnMut(Event<R>) -> io::Result<()>,
) -> io::Result<()> {
    // There are two slots for each worker. Each slot and each worker uses two buffers: one for a block and one for a result. The reader and
    // the caller use two buffers each.
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

/// A block of an input, and the channel that receives its result.
struct Job<'b, R> {
    number: usize,
    block: Block,
    share: BudgetShare<'b>,
    sender: SyncSender<FinishedBlock<'b, R>>,
}

/// The inputs that have not been read yet, and the channel for the slots. The slots are sent in the order of the blocks in the inputs.
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
    /// True if the reader counts the bytes that it reads from the file, so the feed must not count them.
    counted: bool,
}

impl<'a, R> BlockFeed<'a, R> {
    /// Returns the next block. Returns `None` after the last block, and if the caller no longer receives results.
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

    /// Ends the current input.
    fn close(&mut self, ended: io::Result<()>) -> Option<()> {
        self.slots.send(Slot::Ready(Event::Close(ended))).ok()?;
        (self.current, self.number) = (None, self.number + 1);
        Some(())
    }

    /// Reads the next block of the current input.
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

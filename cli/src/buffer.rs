//! Buffers that are reused. The allocator maps a block of 1 MiB anew each time, and a new mapping costs a page fault for each page.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The buffers that can be reused.
static SPARE: Mutex<Spare> = Mutex::new(Spare { buffers: Vec::new(), most: 8 });

/// A larger buffer is returned to the allocator, so that one long line does not hold its memory to the end of the run.
const LARGE: usize = 8 << 20;

struct Spare {
    buffers: Vec<Vec<u8>>,
    /// The most buffers that are kept. Buffers also come from elsewhere (see [`From`]), so the number of those in use is no bound.
    most: usize,
}

/// Sets the number of buffers that are kept for reuse.
pub(crate) fn keep_at_most(most: usize) {
    let mut spare = spare();
    spare.most = most;
    spare.buffers.truncate(most);
}

/// Bytes whose memory is reused after they are dropped.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    /// Returns an empty buffer with room for `capacity` bytes.
    pub(crate) fn with_capacity(capacity: usize) -> Buffer {
        let mut bytes = spare().buffers.pop().unwrap_or_default();
        bytes.reserve(capacity);
        Buffer(bytes)
    }
}

impl From<Vec<u8>> for Buffer {
    fn from(bytes: Vec<u8>) -> Buffer {
        Buffer(bytes)
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if (1..=LARGE).contains(&self.0.capacity()) {
            let mut spare = spare();
            if spare.buffers.len() < spare.most {
                self.0.clear();
                spare.buffers.push(std::mem::take(&mut self.0));
            }
        }
    }
}

impl Deref for Buffer {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

fn spare() -> MutexGuard<'static, Spare> {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_empty_and_no_more_are_kept_than_the_bound() {
        for _ in 0..3 {
            let mut buffer = Buffer::with_capacity(100);
            assert!(buffer.is_empty() && buffer.capacity() >= 100);
            buffer.extend_from_slice("كتاب".as_bytes());
        }
        drop(Buffer(Vec::with_capacity(LARGE + 1)));
        // Dropped without having been taken from the pool, as packed results are.
        for _ in 0..100 {
            drop(Buffer::from(vec![1; 10]));
        }
        let spare = spare();
        assert!(spare.buffers.len() <= spare.most);
        assert!(spare.buffers.iter().all(|bytes| bytes.is_empty() && bytes.capacity() <= LARGE));
    }
}

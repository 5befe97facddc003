//! Buffers whose memory is reused. Without reuse, the allocator may map new memory for each buffer of 1 MiB, and the first access to each
//! page of this new memory causes a page fault.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The empty buffers that wait for reuse.
static SPARE: Mutex<Spare> = Mutex::new(Spare { buffers: Vec::new(), most: 8 });

/// The maximum capacity in bytes of a buffer that is kept for reuse. Larger buffers are freed, because a buffer for one long line would
/// otherwise occupy its memory until the end of the run.
const MAX_CAPACITY: usize = 8 << 20;

/// The buffers that are kept for reuse, and the maximum number of these buffers.
struct Spare {
    buffers: Vec<Vec<u8>>,
    /// The maximum number of buffers that are kept for reuse. This limit is necessary: a buffer that is created from another vector (see
    /// [`From`]) is not taken from this list, but is added to this list when it is dropped. Without the limit, the list could grow without
    /// end.
    most: usize,
}

/// Sets the maximum number of buffers that are kept for reuse, and frees the buffers that exceed this number.
pub(crate) fn keep_at_most(most: usize) {
    let mut spare = spare();
    spare.most = most;
    spare.buffers.truncate(most);
}

/// A byte vector. When a buffer is dropped, its memory is kept for reuse, unless its capacity exceeds `MAX_CAPACITY` or the list of spare
/// buffers is full.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    /// Returns an empty buffer with a capacity of at least `capacity` bytes. Reuses the memory of a spare buffer if there is one.
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
        if (1..=MAX_CAPACITY).contains(&self.0.capacity()) {
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

/// Locks the list of spare buffers.
fn spare() -> MutexGuard<'static, Spare> {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_are_empty_and_their_number_is_bounded() {
        for _ in 0..3 {
            let mut buffer = Buffer::with_capacity(100);
            assert!(buffer.is_empty() && buffer.capacity() >= 100);
            buffer.extend_from_slice("كتاب".as_bytes());
        }
        drop(Buffer(Vec::with_capacity(MAX_CAPACITY + 1)));
        // These buffers are created from new vectors and not taken from the spare buffers. The command creates the buffers of compressed
        // results in the same way.
        for _ in 0..100 {
            drop(Buffer::from(vec![1; 10]));
        }
        let spare = spare();
        assert!(spare.buffers.len() <= spare.most);
        assert!(spare.buffers.iter().all(|bytes| bytes.is_empty() && bytes.capacity() <= MAX_CAPACITY));
    }
}

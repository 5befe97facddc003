//! Buffers that are used again: a block of 1 MiB is a memory mapping of its own to the allocator, and one that is new costs a fault for each page.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Buffers that nobody uses. There are never more than there were in use at one time.
static SPARE: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// What is larger than this is given back to the allocator: one long line must not hold its memory to the end of the run.
const LARGE: usize = 8 << 20;

/// Bytes; their memory is used again once they are dropped.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    /// An empty buffer with room for so many bytes.
    pub(crate) fn with_capacity(capacity: usize) -> Buffer {
        let mut bytes = spare().pop().unwrap_or_default();
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
            self.0.clear();
            spare().push(std::mem::take(&mut self.0));
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

fn spare() -> MutexGuard<'static, Vec<Vec<u8>>> {
    SPARE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_empty_and_has_room() {
        for _ in 0..3 {
            let mut buffer = Buffer::with_capacity(100);
            assert!(buffer.is_empty() && buffer.capacity() >= 100);
            buffer.extend_from_slice("كتاب".as_bytes());
        }
        drop(Buffer(Vec::with_capacity(LARGE + 1)));
        assert!(spare().iter().all(|bytes| bytes.is_empty() && bytes.capacity() <= LARGE));
    }
}

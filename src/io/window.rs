//! The buffer of the readers. A reader fills the buffer to its capacity or to the end of the stream before the reader searches the buffer
//! for items.

use std::io::{self, ErrorKind, Read};
use std::vec::Vec;

use crate::debug::short_debug;

/// The maximal size in bytes of the first allocation.
const STEP: usize = 1 << 16;

/// A buffer with a part of a stream, and the position of this part in the stream.
pub(super) struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    capacity: usize,
    /// The offset in the stream of the first byte of the buffer, plus the number of bytes that were removed from the middle of the buffer. So
    /// `offset + at` is the exact stream offset for bytes after the removed bytes.
    offset: u64,
    ended: bool,
    /// An error of the reader. The error is returned after all items that were certain before the error.
    error: Option<io::Error>,
}

short_debug!([R] Window<R>, "Window", |w| { offset: w.offset, len: w.buffer.len(), capacity: w.capacity, ended: w.ended, error: w.error });

impl<R> Window<R> {
    pub(super) fn new(reader: R, capacity: usize) -> Window<R> {
        Window { reader, buffer: Vec::new(), capacity, offset: 0, ended: false, error: None }
    }

    /// Returns the bytes of the buffer.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer
    }

    /// Returns the bytes of a range of the buffer.
    pub(super) fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Returns the offset in the stream of the buffer's byte at `at`.
    pub(super) fn position(&self, at: usize) -> u64 {
        self.offset + at as u64
    }

    /// Returns whether the stream ends at the end of the buffer.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Ends the stream at the end of the buffer. The reader is not read again.
    pub(super) fn end(&mut self) {
        (self.ended, self.error) = (true, None);
    }

    pub(super) fn is_full(&self) -> bool {
        self.buffer.len() >= self.capacity
    }

    pub(super) fn set_capacity(&mut self, capacity: usize) {
        self.capacity = capacity;
    }

    /// Returns whether an error occurred that was not yet returned.
    pub(super) fn has_error(&self) -> bool {
        self.error.is_some()
    }

    pub(super) fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    pub(super) fn into_reader(self) -> R {
        self.reader
    }

    /// Removes the bytes `from..to` from the buffer.
    pub(super) fn remove(&mut self, from: usize, to: usize) {
        let len = self.buffer.len();
        let (from, to) = (from.min(len), to.min(len));
        if from < to {
            self.buffer.copy_within(to.., from);
            self.buffer.truncate(len - (to - from));
            self.offset += (to - from) as u64;
        }
    }
}

impl<R: Read> Window<R> {
    /// Reads until the buffer is full, the stream ends, or an error occurs. An error is stored in `error`. Returns whether bytes were added.
    pub(super) fn fill(&mut self) -> bool {
        let before = self.buffer.len();
        if self.ended || before >= self.capacity {
            return false;
        }
        let mut len = before;
        while len < self.capacity {
            if len == self.buffer.len() {
                // The buffer grows with the bytes that arrive, so a large capacity does not cause a large allocation for a short stream.
                self.buffer.resize(self.capacity.min((2 * len).max(STEP)), 0);
            }
            let Some(free) = self.buffer.get_mut(len..) else { break };
            match self.reader.read(free) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => len = (len + n).min(self.buffer.len()),
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => {
                    self.error = Some(e);
                    break;
                }
            }
        }
        self.buffer.truncate(len);
        len > before
    }
}

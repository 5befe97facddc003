//! The buffer of the readers `TokenReader`, `SentenceReader`, `TermReader` and `BlockReader`. If one of these readers needs more bytes, it
//! fills the buffer to its capacity, to the end of the stream or to an error. Then it searches the buffer for items.

use std::io::{self, ErrorKind, Read};
use std::vec::Vec;

use crate::debug::short_debug;

/// The maximal size of the first allocation, in bytes.
const FIRST_ALLOCATION: usize = 1 << 16;

/// A buffer that contains a part of a stream, and the position of this part in the stream.
pub(super) struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    capacity: usize,
    /// The offset in the stream of the first byte of the buffer, plus the number of bytes that were removed from the middle of the buffer.
    /// So `offset + at` is the stream offset of the byte at `at`, if this byte follows all removed bytes.
    offset: u64,
    /// True if the end of the buffer counts as the end of the stream.
    ended: bool,
    /// An error of the reader that was not yet returned. The items that no further bytes can change are returned before the error.
    error: Option<io::Error>,
}

short_debug!([R] Window<R>, "Window", |w| { offset: w.offset, len: w.buffer.len(), capacity: w.capacity, ended: w.ended, error: w.error });

impl<R> Window<R> {
    pub(super) fn new(reader: R, capacity: usize) -> Window<R> {
        Window { reader, buffer: Vec::new(), capacity, offset: 0, ended: false, error: None }
    }

    /// Returns all bytes of the buffer.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer
    }

    /// Returns the bytes `from..to` of the buffer, or no bytes if the range exceeds the buffer.
    pub(super) fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Returns the offset in the stream of the byte at `at` in the buffer. The byte must follow all bytes that were removed from the middle
    /// of the buffer.
    pub(super) fn position(&self, at: usize) -> u64 {
        self.offset + at as u64
    }

    /// Returns whether the end of the buffer counts as the end of the stream.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Makes the end of the buffer the end of the stream. The window does not call the reader again, and drops a stored error.
    pub(super) fn end(&mut self) {
        (self.ended, self.error) = (true, None);
    }

    pub(super) fn is_full(&self) -> bool {
        self.buffer.len() >= self.capacity
    }

    pub(super) fn set_capacity(&mut self, capacity: usize) {
        self.capacity = capacity;
    }

    /// Returns whether the window stores an error that was not yet returned.
    pub(super) fn has_error(&self) -> bool {
        self.error.is_some()
    }

    pub(super) fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    pub(super) fn into_reader(self) -> R {
        self.reader
    }

    /// Removes the bytes `from..to` from the buffer. Offsets above the length of the buffer count as the length.
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
    /// Reads until the buffer is full, the stream ends, or an error occurs. The window stores the error. The error
    /// [`ErrorKind::Interrupted`] does not count: the window repeats the read.
    pub(super) fn fill(&mut self) {
        let mut len = self.buffer.len();
        if self.ended || len >= self.capacity {
            return;
        }
        while len < self.capacity {
            if len == self.buffer.len() {
                // The buffer grows with the bytes that arrive, so a large capacity does not cause a large allocation for a short stream.
                self.buffer.resize(self.capacity.min((2 * len).max(FIRST_ALLOCATION)), 0);
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
    }
}

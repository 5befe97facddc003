//! The bytes between a reader and what is made of them: a buffer of a fixed size, filled to the brim before anything is decided.

use std::io::{self, ErrorKind, Read};
use std::vec::Vec;

use crate::debug::short_debug;

/// How much the buffer holds at first, at most.
const STEP: usize = 1 << 16;

/// The buffer, and where in the stream it is.
pub(super) struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    bound: usize,
    /// Where in the stream the first byte of the buffer would be, had nothing been taken out of the middle of what was given away.
    offset: u64,
    ended: bool,
    /// An error that is passed on once all that was certain before it is given away.
    error: Option<io::Error>,
}

short_debug!([R] Window<R>, "Window", |w| { offset: w.offset, len: w.buffer.len(), bound: w.bound, ended: w.ended, error: w.error });

impl<R> Window<R> {
    pub(super) fn new(reader: R, bound: usize) -> Window<R> {
        Window { reader, buffer: Vec::new(), bound, offset: 0, ended: false, error: None }
    }

    /// What is there.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer
    }

    /// The bytes from one place to another.
    pub(super) fn slice(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Where in the stream a byte of the buffer is.
    pub(super) fn position(&self, at: usize) -> u64 {
        self.offset + at as u64
    }

    /// Whether the stream has no more than what is there.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// From here on there is no more, whatever the reader says.
    pub(super) fn end(&mut self) {
        (self.ended, self.error) = (true, None);
    }

    pub(super) fn is_full(&self) -> bool {
        self.buffer.len() >= self.bound
    }

    pub(super) fn set_bound(&mut self, bound: usize) {
        self.bound = bound;
    }

    pub(super) fn take_error(&mut self) -> Option<io::Error> {
        self.error.take()
    }

    pub(super) fn into_reader(self) -> R {
        self.reader
    }

    /// Takes bytes away that are not needed any more.
    pub(super) fn forget(&mut self, from: usize, to: usize) {
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
    /// Reads until the buffer is full, the stream ends or an error comes, which is kept. Whether there is more than before.
    pub(super) fn fill(&mut self) -> bool {
        let before = self.buffer.len();
        if self.ended || before >= self.bound {
            return false;
        }
        let mut len = before;
        while len < self.bound {
            if len == self.buffer.len() {
                // A large bound is no reason to take the memory before there is something to put in.
                self.buffer.resize(self.bound.min((2 * len).max(STEP)), 0);
            }
            let Some(room) = self.buffer.get_mut(len..) else { break };
            match self.reader.read(room) {
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

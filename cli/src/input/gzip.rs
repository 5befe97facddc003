//! Reads the members of a gzip file as one stream (RFC 1952, section 2.2).

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// A reader of all members of a gzip file. A member is one compressed stream with a header. Zero bytes after a member are padding, which
/// the reader skips. If other bytes that are not a member follow, the reader ignores the rest, like `gzip -d`, and calls `on_garbage`.
pub(crate) struct GzipReader<R, F> {
    state: State<R>,
    /// True if the first member was read to its end.
    after_first: bool,
    on_garbage: F,
}

enum State<R> {
    /// The reader is within a member. The decoder is boxed, because its header and tables are large.
    Member(Box<GzDecoder<R>>),
    /// The reader is after the end of a member.
    AfterMember(R),
    Ended,
}

impl<R: BufRead, F: FnMut()> GzipReader<R, F> {
    /// Creates a reader. `inner` must start with the header of a member.
    pub(crate) fn new(inner: R, on_garbage: F) -> GzipReader<R, F> {
        GzipReader { state: State::Member(Box::new(GzDecoder::new(inner))), after_first: false, on_garbage }
    }

    /// Skips the padding after a member. Returns the next state: a member if the byte 1F follows, and otherwise the end of the stream.
    /// Calls `on_garbage` if another byte follows.
    fn skip_padding(&mut self, mut inner: R) -> io::Result<State<R>> {
        loop {
            let next = match inner.fill_buf() {
                Ok(next) => next,
                Err(e) => {
                    self.state = State::AfterMember(inner);
                    return Err(e);
                }
            };
            let padding = next.iter().take_while(|b| **b == 0).count();
            match next.get(padding) {
                Some(0x1F) => {
                    inner.consume(padding);
                    return Ok(State::Member(Box::new(GzDecoder::new(inner))));
                }
                Some(_) => {
                    (self.on_garbage)();
                    return Ok(State::Ended);
                }
                None if next.is_empty() => return Ok(State::Ended),
                None => inner.consume(padding),
            }
        }
    }
}

impl<R: BufRead, F: FnMut()> Read for GzipReader<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Member(mut member) => {
                    match member.read(buffer) {
                        Ok(0) if !buffer.is_empty() => {
                            self.after_first = true;
                            self.state = State::AfterMember(member.into_inner());
                            continue;
                        }
                        // The byte 1F starts a member, but the following bytes are not a valid header. Therefore these bytes are garbage.
                        Err(e) if self.after_first && member.header().is_none() && e.kind() == io::ErrorKind::InvalidInput => {
                            (self.on_garbage)();
                            return Ok(0);
                        }
                        read => {
                            self.state = State::Member(member);
                            return read;
                        }
                    }
                }
                State::AfterMember(inner) => self.state = self.skip_padding(inner)?,
                State::Ended => return Ok(0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Write};

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        gz.finish().unwrap()
    }

    /// Returns the decompressed text, the number of calls of `on_garbage`, and the error that ended the stream.
    fn decompress(data: &[u8], buffer: usize) -> (String, usize, Option<io::ErrorKind>) {
        let (mut text, mut garbage) = (Vec::new(), 0);
        let error = GzipReader::new(BufReader::with_capacity(buffer, data), || garbage += 1).read_to_end(&mut text).err();
        (String::from_utf8_lossy(&text).into_owned(), garbage, error.map(|e| e.kind()))
    }

    #[test]
    fn members_are_concatenated_and_garbage_is_ignored() {
        let whole = [member("كتاب "), member(""), member("قلم")].concat();
        let ends: &[(&[u8], usize)] =
            &[(b"", 0), (&[0; 100], 0), (b"garbage", 1), (b"\0\0garbage", 1), (b"\x1F", 0), (b"\x1Fgarbage......", 1), (b"\n", 1)];
        for (end, garbage) in ends {
            for buffer in [1, 2, 64, 4096] {
                let (text, found, error) = decompress(&[&whole, *end].concat(), buffer);
                assert_eq!((&*text, found), ("كتاب قلم", *garbage), "{end:?} {buffer}");
                // A file that ends after 1F, the first byte of a member, is a truncated file. The reader then returns an error, and does
                // not call `on_garbage`.
                assert_eq!(error.is_some(), *end == b"\x1F", "{end:?} {error:?}");
            }
        }
        for cut in 1..whole.len() {
            let ended = [member("كتاب ").len(), [member("كتاب "), member("")].concat().len()].contains(&cut);
            assert_eq!(decompress(&whole[..cut], 64).2.is_none(), ended, "{cut}");
        }
        assert!(decompress(b"garbage", 64).2.is_some());
        let mut bad = member("كتاب");
        let crc = bad.len() - 8;
        bad[crc] ^= 1;
        let (text, _, error) = decompress(&bad, 64);
        assert!(text == "كتاب" && error.is_some());
    }
}

//! Opens an input as a stream of UTF-8.
//!
//! The first bytes of a file determine whether the file is gzip (RFC 1952), zstd (RFC 8878) or uncompressed. The file name has no
//! influence.
//!
//! Then the start of the decompressed text is checked, at most 8 KiB. A byte order mark determines the encoding. A text is binary if it
//! contains U+0000 in these bytes, and at least 1 in 100 characters is U+0000 or ill-formed.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Encoding, UTF_8};

use super::encoding::{DecodingReader, guess_encoding};
use super::gzip::GzipReader;
use super::source::{Origin, Remark, Remarks, Source};
use crate::options::policy::{BinaryPolicy, InvalidPolicy};

/// The settings for opening an input.
#[derive(Clone, Debug)]
pub(crate) struct OpenOptions {
    /// The encoding of a text without a byte order mark.
    pub(crate) encoding: &'static Encoding,
    pub(crate) invalid: InvalidPolicy,
    pub(crate) binary: BinaryPolicy,
    /// True if the input is JSON Lines.
    pub(crate) records: bool,
    pub(crate) remarks: Arc<Remarks>,
}

/// The result of opening an input.
pub(crate) enum OpenResult {
    Text(OpenText),
    /// The input is binary, and the [`BinaryPolicy`] is to skip it.
    Skipped,
}

/// An open input.
pub(crate) struct OpenText {
    pub(crate) reader: Box<dyn Read + Send>,
    /// True if the reader itself counts the bytes that it reads from the compressed file. The caller must not count these bytes again.
    pub(crate) counted: bool,
}

/// The maximum number of bytes at the start of a text that are checked for the encoding and for binary content.
const SAMPLE_LEN: usize = 8 << 10;

/// The first bytes of a gzip file, and the first bytes of a zstd file.
const GZIP: &[u8] = b"\x1F\x8B";
const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
/// The byte order marks of UTF-8, UTF-16LE and UTF-16BE.
const BYTE_ORDER_MARKS: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];

/// Opens an input, decompresses it, and decodes it to UTF-8. If the input is compressed, each read adds to `count` the number of compressed
/// bytes that the read consumed.
pub(crate) fn open(source: &Source, options: &OpenOptions, count: &Arc<AtomicU64>) -> io::Result<OpenResult> {
    match &source.origin {
        Origin::Stdin => inspect(source, decompressed(io::stdin(), source.name(), options, count)?, false, options),
        // A command line argument is valid UTF-8 and contains no U+0000. Therefore no check is needed.
        Origin::Text(text) => {
            Ok(OpenResult::Text(OpenText { reader: Box::new(Cursor::new(format!("{text}\n").into_bytes())), counted: false }))
        }
        Origin::File(path) => {
            let file = File::open(path)?;
            let is_regular = file.metadata().is_ok_and(|m| m.is_file());
            inspect(source, decompressed(file, source.name(), options, count)?, is_regular, options)
        }
    }
}

/// Checks the first bytes of a text. Adds a decoder if the byte order mark or `--encoding` selects another encoding than UTF-8. Applies the
/// policy for binary files. Reads the whole sample only if `is_regular` is true (a regular file, not a pipe), because a pipe may deliver
/// its bytes slowly.
fn inspect(source: &Source, mut text: OpenText, is_regular: bool, options: &OpenOptions) -> io::Result<OpenResult> {
    let mut sample = sample(&mut text, is_regular);
    let (encoding, mark_len) = match Encoding::for_bom(&sample) {
        // The byte order mark of UTF-8 is kept as a character of the text, so that the offsets in the text are the offsets in the file.
        Some((encoding, len)) => (encoding, if encoding == UTF_8 { 0 } else { len }),
        None => (options.encoding, 0),
    };
    let start = &sample[mark_len..];
    let guess = if encoding == UTF_8 { guess_encoding(start, sample.len() == SAMPLE_LEN) } else { None };
    if is_binary(&encoding.decode_without_bom_handling(start).0) {
        let skipped = match options.binary {
            BinaryPolicy::Text => false,
            BinaryPolicy::Skip => true,
            BinaryPolicy::Error => return Err(binary_error(guess)),
            BinaryPolicy::Auto if source.is_listed => true,
            BinaryPolicy::Auto if options.records || source.origin == Origin::Stdin => false,
            BinaryPolicy::Auto => return Err(binary_error(guess)),
        };
        if skipped {
            options.remarks.add(Remark::Binary, &source.name());
            if let Some(Some(encoding)) = guess {
                options.remarks.add(Remark::NotUtf8(Some(encoding)), &source.name());
            }
            return Ok(OpenResult::Skipped);
        }
    }
    if let Some(encoding) = guess {
        options.remarks.add(Remark::NotUtf8(encoding), &source.name());
    }
    let whole = Cursor::new(sample.split_off(mark_len)).chain(text.reader);
    text.reader =
        if encoding == UTF_8 { Box::new(whole) } else { Box::new(DecodingReader::new(whole, mark_len as u64, encoding, options.invalid)) };
    Ok(OpenResult::Text(text))
}

/// Reads the start of a text, at most [`SAMPLE_LEN`] bytes. If `whole` is false, stops reading as soon as it is certain whether the text
/// starts with a byte order mark. If a read fails, returns the bytes that precede the error. The next read from `text` then returns the
/// error.
fn sample(text: &mut OpenText, whole: bool) -> Vec<u8> {
    let mut sample = vec![0; SAMPLE_LEN];
    let mut len = 0;
    while len < SAMPLE_LEN && (whole || is_prefix_of_any(&sample[..len], &BYTE_ORDER_MARKS)) {
        match text.reader.read(&mut sample[len..]) {
            Ok(0) => break,
            Ok(n) => len += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => {
                text.reader = Box::new(FailingReader(Some(e)));
                break;
            }
        }
    }
    sample.truncate(len);
    sample
}

/// Returns whether a text is binary: it contains U+0000, and at least 1 in 100 characters is U+0000 or U+FFFD, which replaces ill-formed
/// sequences. In contrast, `grep` treats every file that contains U+0000 as binary. Under the rule of `grep`, a corpus with one stray
/// U+0000 would be rejected.
fn is_binary(text: &str) -> bool {
    if memchr::memchr(0, text.as_bytes()).is_none() {
        return false;
    }
    let suspect = text.chars().filter(|c| matches!(c, '\0' | '\u{FFFD}')).count();
    suspect * 100 >= text.chars().count()
}

/// Returns the error for a binary file. `guess` is the result of [`guess_encoding`] for the file.
fn binary_error(guess: Option<Option<&str>>) -> io::Error {
    let what = match guess {
        Some(Some(encoding)) => format!("the file is binary, or its encoding is {encoding}; see --binary and --encoding {encoding}"),
        _ => "the file is binary; see --binary".into(),
    };
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// A reader whose first read returns an error. All later reads return the end of the stream.
struct FailingReader(Option<io::Error>);

impl Read for FailingReader {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Returns whether `start` is a proper prefix of at least one signature. If true, more bytes must be read to recognize the signature.
fn is_prefix_of_any(start: &[u8], signatures: &[&[u8]]) -> bool {
    signatures.iter().any(|signature| signature.len() > start.len() && signature.starts_with(start))
}

/// A reader that adds to `count` the number of bytes that it reads. Only compressed inputs have this reader, because an additional layer
/// would slow down the reading of uncompressed text.
struct CountingReader<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Adds a decompressor if the stream `raw` is gzip or zstd. A stream may contain several gzip members or zstd frames. `name` is the name of
/// the input in remarks.
fn decompressed(mut raw: impl Read + Send + 'static, name: String, options: &OpenOptions, count: &Arc<AtomicU64>) -> io::Result<OpenText> {
    let mut start = Vec::with_capacity(4);
    // The loop reads only the bytes that are needed to recognize a signature. It does not wait for four bytes, because the first line of a
    // pipe may be shorter.
    while start.len() < 4 && is_prefix_of_any(&start, &[GZIP, ZSTD]) {
        let missing = 4 - start.len() as u64;
        let mut next = [0; 4];
        match raw.by_ref().take(missing).read(&mut next) {
            Ok(0) => break,
            Ok(n) => start.extend_from_slice(&next[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    let (gzip, zstd) = (start.starts_with(GZIP), start.starts_with(ZSTD));
    let whole = Cursor::new(start).chain(raw);
    let counting = |inner| CountingReader { inner, count: count.clone() };
    let reader: Box<dyn Read + Send> = if gzip {
        let remarks = options.remarks.clone();
        let on_garbage = move || remarks.add(Remark::TrailingGarbage, &name);
        Box::new(GzipReader::new(BufReader::with_capacity(1 << 16, counting(whole)), on_garbage))
    } else if zstd {
        Box::new(zstd::stream::read::Decoder::new(counting(whole))?)
    } else {
        Box::new(whole)
    };
    Ok(OpenText { reader, counted: gzip || zstd })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_16BE, UTF_16LE};

    use super::*;

    #[test]
    fn a_stray_zero_does_not_make_a_text_binary() {
        let line = "كتاب\n".repeat(30);
        assert!(!is_binary(&line) && !is_binary(&format!("{line}\0")) && !is_binary(&"\u{FFFD}".repeat(10)) && !is_binary(""));
        assert!(is_binary("\0") && is_binary(&format!("{line}\0\0")) && is_binary(&format!("{line}\0\u{FFFD}")));
    }

    #[test]
    fn byte_order_marks_select_utf_16() {
        assert_eq!(Encoding::for_bom(b"\xFE\xFF\x06\x43").map(|found| found.0), Some(UTF_16BE));
        assert_eq!(Encoding::for_bom(b"\xFF\xFE\x43\x06").map(|found| found.0), Some(UTF_16LE));
    }
}

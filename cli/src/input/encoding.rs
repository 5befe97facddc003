//! Decodes texts in encodings other than UTF-8, and guesses the encoding of Arabic text.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use kalima::chars;

use crate::options::policy::InvalidPolicy;

/// A reader that decodes a text to UTF-8. A sequence that is ill-formed in the source encoding becomes the byte FF. This byte is ill-formed
/// in UTF-8, so the block reader applies the policy `--invalid` to this byte. Under [`InvalidPolicy::Error`], this reader creates the error
/// itself, because the error message contains the offset in the source.
pub(crate) struct DecodingReader<R> {
    inner: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    invalid: InvalidPolicy,
    /// A buffer for the undecoded bytes of the source.
    source: Vec<u8>,
    /// The range of `source` that has not been decoded yet.
    undecoded: std::ops::Range<usize>,
    /// The byte offset of `undecoded` in the source, including a byte order mark.
    offset: u64,
    /// A buffer for the decoded text.
    text: Vec<u8>,
    /// The range of `text` that has not been returned to the caller yet.
    unread: std::ops::Range<usize>,
    source_ended: bool,
    ended: bool,
    error: Option<io::Error>,
}

impl<R: Read> DecodingReader<R> {
    /// Creates a reader that decodes `inner`. A byte order mark must not be part of `inner`. `offset` is the byte offset in the source at
    /// which `inner` starts: the length of the byte order mark.
    pub(crate) fn new(inner: R, offset: u64, encoding: &'static Encoding, invalid: InvalidPolicy) -> DecodingReader<R> {
        DecodingReader {
            inner,
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            invalid,
            source: vec![0; 1 << 16],
            undecoded: 0..0,
            offset,
            text: vec![0; 1 << 18],
            unread: 0..0,
            source_ended: false,
            ended: false,
            error: None,
        }
    }

    /// Decodes the next part of the source into `text`, and sets `unread` to the decoded range.
    fn decode(&mut self) -> io::Result<()> {
        if self.undecoded.is_empty() && !self.source_ended {
            let n = self.inner.read(&mut self.source)?;
            self.undecoded = 0..n;
            self.source_ended = n == 0;
        }
        // One byte is reserved for the byte FF of an ill-formed sequence.
        let capacity = self.text.len() - 1;
        let source = &self.source[self.undecoded.clone()];
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.text[..capacity], self.source_ended);
        self.undecoded.start += read;
        self.offset += read as u64;
        self.unread = 0..written;
        match result {
            DecoderResult::InputEmpty => self.ended = self.source_ended,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(len, after) if self.invalid == InvalidPolicy::Error => {
                let at = self.offset.saturating_sub(u64::from(len) + u64::from(after));
                let what = format!("not {} at byte {at}; see --invalid and --encoding", self.encoding.name());
                self.error = Some(io::Error::new(io::ErrorKind::InvalidData, what));
                self.ended = true;
            }
            DecoderResult::Malformed(..) => {
                self.text[written] = 0xFF;
                self.unread.end += 1;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for DecodingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.unread.is_empty() {
            if self.ended {
                return self.error.take().map_or(Ok(0), Err);
            }
            self.decode()?;
        }
        let unread = &self.text[self.unread.clone()];
        let n = unread.len().min(buffer.len());
        buffer[..n].copy_from_slice(&unread[..n]);
        self.unread.start += n;
        Ok(n)
    }
}

/// Guesses the encoding of a text from its first bytes, the sample. Returns `None` if the text is treated as UTF-8. Otherwise returns
/// `Some(Some(label))`, or `Some(None)` if the encoding is not recognized. `is_truncated` is true if the text may continue after the
/// sample. In this case, an ill-formed sequence at the end of the sample is not counted, because it may be the start of a character.
///
/// The function checks for UTF-16 first. After this check, a text is treated as UTF-8 if fewer than three bytes are ill-formed in UTF-8, or
/// if at most half of the bytes outside ASCII are ill-formed.
///
/// The Arabic encodings (windows-1256 and ISO 8859-6) assign different codes to some letters, such as ل. Therefore the article ال is
/// frequent only if the text is decoded with the right encoding. A text without this article is not recognized as one of these encodings,
/// because Cyrillic text that is decoded with an Arabic encoding also consists of Arabic letters.
pub(crate) fn guess_encoding(sample: &[u8], is_truncated: bool) -> Option<Option<&'static str>> {
    if let Some(encoding) = guess_utf16(sample) {
        return Some(Some(encoding));
    }
    let others = sample.iter().filter(|b| !b.is_ascii()).count();
    let mut ill_formed: usize = sample.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let last = sample.utf8_chunks().last().map_or(0, |chunk| chunk.invalid().len());
    if is_truncated {
        ill_formed -= last;
    }
    if ill_formed < 3 || 2 * ill_formed <= others {
        return None;
    }
    let candidates = [("windows-1256", WINDOWS_1256), ("iso-8859-6", ISO_8859_6)].map(|(name, encoding)| {
        let text = encoding.decode_without_bom_handling(sample).0;
        let articles = text.matches("ال").count();
        (if is_arabic(&text, articles) { articles } else { 0 }, name)
    });
    let [windows, iso] = candidates;
    let best = if iso.0 > windows.0 { iso } else { windows };
    Some((best.0 > 0).then_some(best.1))
}

/// Recognizes UTF-16 by the high bytes of its code units: 06 for Arabic letters, and 00 for ASCII. In little-endian text, at least 9 in 10
/// bytes at odd positions must have these values. In big-endian text, at least 9 in 10 bytes at even positions must have these values.
/// Positions are counted from 0. Returns `None` if neither or both conditions are met, or if the sample has fewer than four bytes.
fn guess_utf16(sample: &[u8]) -> Option<&'static str> {
    let high = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| matches!(b, 0 | 6)).count();
    let enough = |count: usize| sample.len() >= 4 && count * 10 >= sample.len() / 2 * 9;
    match (enough(high(1)), enough(high(0))) {
        (true, false) => Some(UTF_16LE.name()),
        (false, true) => Some(UTF_16BE.name()),
        _ => None,
    }
}

/// Returns whether a decoded text is Arabic. `articles` is the number of occurrences of the article ال. All of these conditions must be
/// met:
///
/// - At least 9 in 10 characters outside ASCII are from U+0600 to U+06FF.
/// - An ASCII letter and an Arabic letter are adjacent fewer times than once for every 4 Arabic characters. Such pairs are frequent if
///   Latin text was decoded with an Arabic encoding: an accented letter becomes an Arabic letter between ASCII letters.
/// - The text has at least one article for every 100 Arabic characters.
fn is_arabic(text: &str, articles: usize) -> bool {
    let (mut others, mut arabic, mut mixed) = (0, 0, 0);
    let mut previous = ' ';
    for c in text.chars() {
        others += usize::from(!c.is_ascii());
        arabic += usize::from(('\u{600}'..='\u{6FF}').contains(&c));
        let pair = [previous, c];
        mixed += usize::from(pair.iter().any(char::is_ascii_alphabetic) && pair.into_iter().any(chars::is_letter));
        previous = c;
    }
    arabic * 10 >= others * 9 && mixed * 4 < arabic && articles * 100 >= arabic
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn decoded(bytes: &[u8], encoding: &'static Encoding, invalid: InvalidPolicy) -> (Vec<u8>, Option<String>) {
        let mut text = Vec::new();
        let error = DecodingReader::new(Cursor::new(bytes), 0, encoding, invalid).read_to_end(&mut text).err();
        (text, error.map(|e| e.to_string()))
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn other_encodings_are_decoded_to_utf8() {
        let text = "هذا كتاب، وذلك قلم؟\n";
        let long = text.repeat(20_000);
        for text in [text, &long] {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                let (bytes, _, lossy) = encoding.encode(text);
                assert!(!lossy);
                assert_eq!(decoded(&bytes, encoding, InvalidPolicy::Error), (text.as_bytes().to_vec(), None));
            }
            assert_eq!(decoded(&utf16(text, u16::to_le_bytes), UTF_16LE, InvalidPolicy::Error).0, text.as_bytes());
            assert_eq!(decoded(&utf16(text, u16::to_be_bytes), UTF_16BE, InvalidPolicy::Error).0, text.as_bytes());
        }
        // The sources contain three errors: a byte that has no character in the encoding, a lone surrogate, and the first half of a UTF-16
        // code unit.
        assert_eq!(
            decoded(b"\xC7\xA1\xC8", ISO_8859_6, InvalidPolicy::Replace).0,
            "ا\u{FF}ب".replace('\u{FF}', "#").bytes().map(|b| if b == b'#' { 0xFF } else { b }).collect::<Vec<_>>()
        );
        assert_eq!(
            decoded(b"\xC7\xA1\xC8", ISO_8859_6, InvalidPolicy::Error),
            ("ا".into(), Some("not ISO-8859-6 at byte 1; see --invalid and --encoding".into()))
        );
        assert_eq!(decoded(b"\x27\x06\x3D\xD8\x28\x06\x00", UTF_16LE, InvalidPolicy::Skip).0, [0xD8, 0xA7, 0xFF, 0xD8, 0xA8, 0xFF]);
    }

    #[test]
    fn an_encoding_is_guessed_if_most_bytes_are_not_utf8() {
        let text = "قرأ الطالب الكتاب في المكتبة، ثم عاد إلى البيت.\n";
        assert_eq!(guess_encoding(&WINDOWS_1256.encode(text).0, false), Some(Some("windows-1256")));
        assert_eq!(guess_encoding(&ISO_8859_6.encode(text).0, false), Some(Some("iso-8859-6")));
        assert_eq!(guess_encoding(&utf16(text, u16::to_le_bytes), false), Some(Some("UTF-16LE")));
        assert_eq!(guess_encoding(&utf16(text, u16::to_be_bytes), false), Some(Some("UTF-16BE")));
        assert_eq!(guess_encoding(b"D\xE9j\xE0 vu, \xE9l\xE8ve, tr\xE8s bient\xF4t", false), Some(None));
        assert_eq!(guess_encoding(b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0", false), Some(None));
        // These samples are treated as UTF-8: a valid text, the start of this text, an empty text, and a text with a single ill-formed
        // byte.
        for (bytes, is_truncated) in [(text.as_bytes(), false), (&text.as_bytes()[..7], true), (b"", false), (b"plain ASCII\xFF", false)] {
            assert_eq!(guess_encoding(bytes, is_truncated), None);
        }
        assert_eq!(guess_encoding(&[text.as_bytes(), b"\xFF\xFE\xFD"].concat(), false), None);
    }
}

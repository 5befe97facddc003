//! Readers between a file and its text: the members of a gzip file, and texts in other encodings than UTF-8.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_8859_6, UTF_16BE, UTF_16LE, WINDOWS_1256};
use flate2::bufread::GzDecoder;
use kalima::chars;

use crate::block::Invalid;

/// Reads the members of a gzip file as one text (RFC 1952, 2.2). Zeros after the last one are padding; anything else is garbage and, as with
/// `gzip -d`, ignored with a remark.
pub(crate) struct Members<R, F> {
    /// The current member, or the bytes after the last one.
    state: State<R>,
    /// Whether a member has ended.
    several: bool,
    garbage: F,
}

enum State<R> {
    /// In a box, because its header and tables are large.
    Member(Box<GzDecoder<R>>),
    Between(R),
    Ended,
}

impl<R: BufRead, F: FnMut()> Members<R, F> {
    pub(crate) fn new(inner: R, garbage: F) -> Members<R, F> {
        Members { state: State::Member(Box::new(GzDecoder::new(inner))), several: false, garbage }
    }

    /// Finds what follows a member.
    fn between(&mut self, mut inner: R) -> io::Result<State<R>> {
        loop {
            let next = match inner.fill_buf() {
                Ok(next) => next,
                Err(e) => {
                    self.state = State::Between(inner);
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
                    (self.garbage)();
                    return Ok(State::Ended);
                }
                None if next.is_empty() => return Ok(State::Ended),
                None => inner.consume(padding),
            }
        }
    }
}

impl<R: BufRead, F: FnMut()> Read for Members<R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Member(mut member) => {
                    match member.read(buffer) {
                        Ok(0) if !buffer.is_empty() => {
                            self.several = true;
                            self.state = State::Between(member.into_inner());
                            continue;
                        }
                        // A byte that only looked like the start of a member.
                        Err(e) if self.several && member.header().is_none() && e.kind() == io::ErrorKind::InvalidInput => {
                            (self.garbage)();
                            return Ok(0);
                        }
                        read => {
                            self.state = State::Member(member);
                            return read;
                        }
                    }
                }
                State::Between(inner) => self.state = self.between(inner)?,
                State::Ended => return Ok(0),
            }
        }
    }
}

/// Reads a text in another encoding as UTF-8. A sequence that is malformed in that encoding becomes a byte that is malformed in UTF-8, so the
/// policy of [`Invalid`] is applied where blocks are cut; only the error is made here, because it has the offset in the source.
pub(crate) struct Decoding<R> {
    inner: R,
    encoding: &'static Encoding,
    decoder: Decoder,
    invalid: Invalid,
    /// Bytes of the source, those that are not decoded yet, and the offset of the first of those.
    source: Vec<u8>,
    undecoded: std::ops::Range<usize>,
    offset: u64,
    /// UTF-8, and what of it is not given yet.
    text: Vec<u8>,
    ready: std::ops::Range<usize>,
    source_ended: bool,
    ended: bool,
    fault: Option<io::Error>,
}

impl<R: Read> Decoding<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding, invalid: Invalid) -> Decoding<R> {
        Decoding {
            inner,
            encoding,
            decoder: encoding.new_decoder_without_bom_handling(),
            invalid,
            source: vec![0; 1 << 16],
            undecoded: 0..0,
            offset: 0,
            text: vec![0; 1 << 18],
            ready: 0..0,
            source_ended: false,
            ended: false,
            fault: None,
        }
    }

    /// Decodes the next part of the source.
    fn decode(&mut self) -> io::Result<()> {
        if self.undecoded.is_empty() && !self.source_ended {
            let n = self.inner.read(&mut self.source)?;
            self.undecoded = 0..n;
            self.source_ended = n == 0;
        }
        let room = self.text.len() - 1;
        let source = &self.source[self.undecoded.clone()];
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(source, &mut self.text[..room], self.source_ended);
        self.undecoded.start += read;
        self.offset += read as u64;
        self.ready = 0..written;
        match result {
            DecoderResult::InputEmpty => self.ended = self.source_ended,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(len, after) if self.invalid == Invalid::Error => {
                let at = self.offset.saturating_sub(u64::from(len) + u64::from(after));
                let what = format!("not {} at byte {at}; see --invalid", self.encoding.name());
                self.fault = Some(io::Error::new(io::ErrorKind::InvalidData, what));
                self.ended = true;
            }
            DecoderResult::Malformed(..) => {
                self.text[written] = 0xFF;
                self.ready.end += 1;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() {
            if self.ended {
                return self.fault.take().map_or(Ok(0), Err);
            }
            self.decode()?;
        }
        let ready = &self.text[self.ready.clone()];
        let n = ready.len().min(buffer.len());
        buffer[..n].copy_from_slice(&ready[..n]);
        self.ready.start += n;
        Ok(n)
    }
}

/// Guesses the encoding of a sample of text, if most of its bytes outside of ASCII are not UTF-8: `Some(None)` is an encoding that is not known.
/// A sample that is cut off may end within a character.
///
/// The Arabic encodings differ in the codes of most letters, so the article ال is frequent in the right one alone. It is required, because
/// Cyrillic text is letters in ISO-8859-6 as well.
pub(crate) fn guess(sample: &[u8], cut_off: bool) -> Option<Option<&'static str>> {
    if let Some(encoding) = wide(sample) {
        return Some(Some(encoding));
    }
    let others = sample.iter().filter(|b| !b.is_ascii()).count();
    let mut ill_formed: usize = sample.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let last = sample.utf8_chunks().last().map_or(0, |chunk| chunk.invalid().len());
    if cut_off {
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

/// Recognizes UTF-16 by the high bytes of Arabic letters and ASCII, 06 and 00, which text in UTF-8 does not have at every second byte.
fn wide(sample: &[u8]) -> Option<&'static str> {
    let high = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| matches!(b, 0 | 6)).count();
    let enough = |count: usize| sample.len() >= 4 && count * 10 >= sample.len() / 2 * 9;
    match (enough(high(1)), enough(high(0))) {
        (true, false) => Some(UTF_16LE.name()),
        (false, true) => Some(UTF_16BE.name()),
        _ => None,
    }
}

/// Whether nearly all characters outside of ASCII are Arabic, few Arabic letters are next to a letter of ASCII, as those of Latin text would be,
/// and at least one in a hundred begins an article.
fn is_arabic(text: &str, articles: usize) -> bool {
    let (mut others, mut arabic, mut mixed) = (0, 0, 0);
    let mut before = ' ';
    for c in text.chars() {
        others += usize::from(!c.is_ascii());
        arabic += usize::from(('\u{600}'..='\u{6FF}').contains(&c));
        let pair = [before, c];
        mixed += usize::from(pair.iter().any(char::is_ascii_alphabetic) && pair.into_iter().any(chars::is_letter));
        before = c;
    }
    arabic * 10 >= others * 9 && mixed * 4 < arabic && articles * 100 >= arabic
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, Write};

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(text.as_bytes()).unwrap();
        gz.finish().unwrap()
    }

    /// The text of gzip data, how often garbage was found, and the error at the end.
    fn members(data: &[u8], buffer: usize) -> (String, usize, Option<io::ErrorKind>) {
        let (mut text, mut garbage) = (Vec::new(), 0);
        let error = Members::new(BufReader::with_capacity(buffer, data), || garbage += 1).read_to_end(&mut text).err();
        (String::from_utf8_lossy(&text).into_owned(), garbage, error.map(|e| e.kind()))
    }

    #[test]
    fn members_are_one_text_and_garbage_is_left_out() {
        let whole = [member("كتاب "), member(""), member("قلم")].concat();
        let ends: &[(&[u8], usize)] =
            &[(b"", 0), (&[0; 100], 0), (b"garbage", 1), (b"\0\0garbage", 1), (b"\x1F", 0), (b"\x1Fgarbage......", 1), (b"\n", 1)];
        for (end, garbage) in ends {
            for buffer in [1, 2, 64, 4096] {
                let (text, found, error) = members(&[&whole, *end].concat(), buffer);
                assert_eq!((&*text, found), ("كتاب قلم", *garbage), "{end:?} {buffer}");
                // A member that has only begun is cut off.
                assert_eq!(error.is_some(), *end == b"\x1F", "{end:?} {error:?}");
            }
        }
        for cut in 1..whole.len() {
            let ended = [member("كتاب ").len(), [member("كتاب "), member("")].concat().len()].contains(&cut);
            assert_eq!(members(&whole[..cut], 64).2.is_none(), ended, "{cut}");
        }
        assert!(members(b"garbage", 64).2.is_some());
        let mut bad = member("كتاب");
        let crc = bad.len() - 8;
        bad[crc] ^= 1;
        let (text, _, error) = members(&bad, 64);
        assert!(text == "كتاب" && error.is_some());
    }

    fn decoded(bytes: &[u8], encoding: &'static Encoding, invalid: Invalid) -> (Vec<u8>, Option<String>) {
        let mut text = Vec::new();
        let error = Decoding::new(Cursor::new(bytes), encoding, invalid).read_to_end(&mut text).err();
        (text, error.map(|e| e.to_string()))
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn other_encodings_become_utf8() {
        let text = "هذا كتاب، وذلك قلم؟\n";
        let long = text.repeat(20_000);
        for text in [text, &long] {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                let (bytes, _, lossy) = encoding.encode(text);
                assert!(!lossy);
                assert_eq!(decoded(&bytes, encoding, Invalid::Error), (text.as_bytes().to_vec(), None));
            }
            assert_eq!(decoded(&utf16(text, u16::to_le_bytes), UTF_16LE, Invalid::Error).0, text.as_bytes());
            assert_eq!(decoded(&utf16(text, u16::to_be_bytes), UTF_16BE, Invalid::Error).0, text.as_bytes());
        }
        // A gap of the encoding, a lone surrogate, half a unit.
        assert_eq!(
            decoded(b"\xC7\xA1\xC8", ISO_8859_6, Invalid::Replace).0,
            "ا\u{FF}ب".replace('\u{FF}', "#").bytes().map(|b| if b == b'#' { 0xFF } else { b }).collect::<Vec<_>>()
        );
        assert_eq!(
            decoded(b"\xC7\xA1\xC8", ISO_8859_6, Invalid::Error),
            ("ا".into(), Some("not ISO-8859-6 at byte 1; see --invalid".into()))
        );
        assert_eq!(decoded(b"\x27\x06\x3D\xD8\x28\x06\x00", UTF_16LE, Invalid::Skip).0, [0xD8, 0xA7, 0xFF, 0xD8, 0xA8, 0xFF]);
    }

    #[test]
    fn an_encoding_is_guessed_from_most_bytes() {
        let text = "قرأ الطالب الكتاب في المكتبة، ثم عاد إلى البيت.\n";
        assert_eq!(guess(&WINDOWS_1256.encode(text).0, false), Some(Some("windows-1256")));
        assert_eq!(guess(&ISO_8859_6.encode(text).0, false), Some(Some("iso-8859-6")));
        assert_eq!(guess(&utf16(text, u16::to_le_bytes), false), Some(Some("UTF-16LE")));
        assert_eq!(guess(&utf16(text, u16::to_be_bytes), false), Some(Some("UTF-16BE")));
        assert_eq!(guess(b"D\xE9j\xE0 vu, \xE9l\xE8ve, tr\xE8s bient\xF4t", false), Some(None));
        assert_eq!(guess(b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0", false), Some(None));
        // UTF-8, with a few bytes that are not, or cut off within a character.
        for (bytes, cut_off) in [(text.as_bytes(), false), (&text.as_bytes()[..7], true), (b"", false), (b"plain ASCII\xFF", false)] {
            assert_eq!(guess(bytes, cut_off), None);
        }
        assert_eq!(guess(&[text.as_bytes(), b"\xFF\xFE\xFD"].concat(), false), None);
    }
}

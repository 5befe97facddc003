//! Converts the bytes of a fuzz input to the text and the options with which a fuzz target runs.
//!
//! The first byte of an input selects the format of the input. If this byte is 0x20 or more, the whole input is the text, so seeds and
//! regressions can be normal text files. If this byte is less than 0x20, the other bytes encode a list of pieces of text ([`Piece`]). A
//! mutation of these bytes can insert, remove or exchange whole words, marks and invisible characters.
//!
//! By default, an execution tests only one combination of options, so that an execution takes little time. [`Options`] derives the
//! combination from a hash of the last four bytes of the input. Therefore a text file needs no separate bytes for options, and most
//! mutations of an input do not change its options.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Result, Unstructured};

/// Arabic letters. The list repeats the frequent letters, so that they are chosen more often.
const LETTERS: &[&str] = &[
    "ا", "ا", "ا", "ل", "ل", "ي", "م", "ن", "و", "ت", "ر", "ب", "ع", "ف", "ق", "د", "س", "ه", "ك", "ح", "ة", "ى", "أ", "إ", "آ", "ء", "ؤ",
    "ئ", "ش", "ط",
];
/// Marks (diacritics) of the Arabic script.
const MARKS: &[&str] =
    &["\u{64E}", "\u{650}", "\u{64F}", "\u{651}", "\u{652}", "\u{64B}", "\u{653}", "\u{654}", "\u{655}", "\u{670}", "\u{6E5}", "\u{6DC}"];
/// Tatweel, and invisible characters such as joiners and bidi characters.
const HIDDEN: &[&str] = &[
    "\u{640}",
    "\u{640}\u{640}",
    "\u{200C}",
    "\u{200D}",
    "\u{200E}",
    "\u{200F}",
    "\u{61C}",
    "\u{202B}",
    "\u{202C}",
    "\u{2067}",
    "\u{FEFF}",
    "\u{AD}",
    "\u{200B}",
    "\u{34F}",
    "\u{FE0F}",
];
/// White space, line breaks, punctuation and other signs.
const SIGNS: &[&str] = &[
    " ", " ", " ", " ", "\n", "\r\n", "\n\n", "\u{2029}", ".", ". ", "،", "؛", ":", "؟", "!", "…", "...", "«", "»", "“", "”", "\"", "(",
    ")", "-", "–", "/", "#", "@", "_", "%", "٪", "+", "'", "\u{A0}", "\0", "\u{FFFD}", "\u{6DD}", "[1]",
];
/// Presentation forms, ligatures, and rare letters of the Arabic script.
const FORMS: &[&str] =
    &["ﻻ", "ﻼ", "ﻷ", "ﷲ", "ﷺ", "﷽", "﷼", "ﺎ", "ﻛ", "ﹶ", "ﹷ", "\u{FC60}", "ک", "ی", "ہ", "ۃ", "ے", "ە", "ٱ", "ٳ", "پ", "گ", "𞸀"];
/// Numbers, dates, addresses, emoji, and words of other scripts.
const FIGURES: &[&str] = &[
    "1",
    "٢",
    "۳",
    "12:30",
    "2025/02/10",
    "1990–1995",
    "+966 50 123 4567",
    "1,234.5",
    "١٫٥",
    "2.0.1",
    "½",
    "a",
    "iPhone",
    "é",
    "U.S.",
    "http://",
    "www.x.com",
    "info@",
    "example.com/",
    "#وسم_",
    "👍🏽",
    "🇸🇦",
    "👨\u{200D}👩",
    "漢",
    "ไทย",
    "α'",
    "א",
];
/// Affixes, words and abbreviations.
const WORDS: &[&str] = &[
    "ال",
    "وال",
    "لل",
    "بال",
    "ها",
    "هم",
    "ات",
    "ون",
    "في",
    "من",
    "على",
    "الله",
    "كتاب",
    "مدرسة",
    "وسيكتبونها",
    "قال",
    "د.",
    "ق.م.",
    "ص. 45",
    "هـ",
    "إلخ.",
    "قرآن",
    "شيء",
    "أفبالكتاب",
];

/// A piece of text. The fields are a text, the number of repetitions of this text, and an optional character that precedes the text.
struct Piece<'a>(&'a str, u8, Option<char>);

impl<'a> Arbitrary<'a> for Piece<'a> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let list = match u.int_in_range(0..=15_u8)? {
            0..=5 => LETTERS,
            6..=7 => MARKS,
            8 => HIDDEN,
            9..=10 => SIGNS,
            11 => FORMS,
            12 => FIGURES,
            13..=14 => WORDS,
            _ => return Ok(Piece("", 1, Some(u.arbitrary()?))),
        };
        let text = *u.choose(list)?;
        // With a probability of 1 in 12, the piece contains its text 2 to 40 times.
        let times = if u.ratio(1, 12_u8)? { u.int_in_range(2..=40)? } else { 1 };
        Ok(Piece(text, times, None))
    }
}

/// Decodes pieces from the bytes `pieces`, and concatenates their texts until the pieces end or the result has more than 1 KiB. If `mode`
/// is odd, changes one byte of the result.
fn assemble(mode: u8, pieces: &[u8]) -> Vec<u8> {
    let mut text = String::new();
    for piece in Unstructured::new(pieces).arbitrary_iter::<Piece>().into_iter().flatten() {
        let Ok(Piece(part, times, other)) = piece else { break };
        text.extend(other);
        for _ in 0..times {
            text.push_str(part);
        }
        if text.len() > 1 << 10 {
            break;
        }
    }
    // The changed byte may make the result invalid UTF-8.
    let mut bytes = text.into_bytes();
    if mode & 1 == 1 && !bytes.is_empty() {
        let at = usize::from(pieces.first().copied().unwrap_or(0)) * bytes.len() / 256;
        bytes[at] = bytes[at].wrapping_add(mode);
    }
    bytes
}

/// An input as bytes and as text. In the text, U+FFFD replaces each invalid UTF-8 sequence of the bytes.
pub struct Input {
    pub bytes: Vec<u8>,
    pub text: String,
}

impl Input {
    fn new(data: &[u8]) -> Input {
        let bytes = match data.split_first() {
            Some((&mode, pieces)) if mode < 0x20 => assemble(mode, pieces),
            _ => data.to_vec(),
        };
        Input { text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

/// The options of one execution. A pseudorandom sequence (SplitMix64) determines each option.
pub struct Options(u64);

impl Options {
    /// Returns the options for an input. Different values of `round` yield different sequences for the same input.
    fn new(data: &[u8], round: u64) -> Options {
        let last = &data[data.len().saturating_sub(4)..];
        let hash = last.iter().fold(0xCBF2_9CE4_8422_2325, |hash: u64, &b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01B3));
        Options(hash ^ round.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(32))
    }

    /// Returns options with a fixed seed. Two calls with equal seeds yield equal sequences.
    pub fn fixed(seed: u64) -> Options {
        Options(seed)
    }

    /// Returns the next 64 bits of the sequence.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// Returns a number from 0 to `n - 1`, both included, or 0 if `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() % n.max(1) as u64) as usize
    }

    /// Returns `true` with a probability of 1 in 2.
    pub fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Returns one item of a list. The sequence selects the item.
    pub fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Returns a character boundary of a text, as a byte offset. The sequence selects the boundary. The start and the end of the text are
    /// possible results.
    pub fn boundary(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }
}

/// The number of option combinations with which each input runs. The environment variable `FUZZ_ROUNDS` sets this number; the default is 1.
/// The script `fuzz/run` sets a larger number for the regressions.
static ROUNDS: LazyLock<u64> = LazyLock::new(|| match std::env::var("FUZZ_ROUNDS") {
    Ok(rounds) => rounds.parse().expect("FUZZ_ROUNDS is a number"),
    Err(_) => 1,
});

/// Runs `target` on an input, once for each of the [`ROUNDS`] combinations of options.
pub fn run(data: &[u8], target: impl Fn(&Input, &mut Options)) {
    let input = Input::new(data);
    for round in 0..*ROUNDS {
        target(&input, &mut Options::new(data, round));
    }
}

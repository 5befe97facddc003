//! What fuzz targets start from: bytes as they are, or text that is made of them and looks like Arabic.
//!
//! The first byte of an input decides. From 0x20 on, all of it is the text: so seeds and found files are what they look like. Below, the rest
//! is read as a list of pieces ([`Piece`]): mutations of it insert, drop and exchange words, marks and intruders, and not only bytes.

use arbitrary::{Arbitrary, Result, Unstructured};

/// Letters as often as Arabic has them.
const LETTERS: &[&str] = &[
    "ا", "ا", "ا", "ل", "ل", "ي", "م", "ن", "و", "ت", "ر", "ب", "ع", "ف", "ق", "د", "س", "ه", "ك", "ح", "ة", "ى", "أ", "إ", "آ", "ء", "ؤ",
    "ئ", "ش", "ط",
];
const MARKS: &[&str] =
    &["\u{64E}", "\u{650}", "\u{64F}", "\u{651}", "\u{652}", "\u{64B}", "\u{653}", "\u{654}", "\u{655}", "\u{670}", "\u{6E5}", "\u{6DC}"];
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
const SIGNS: &[&str] = &[
    " ", " ", " ", " ", "\n", "\r\n", "\n\n", "\u{2029}", ".", ". ", "،", "؛", ":", "؟", "!", "…", "...", "«", "»", "“", "”", "\"", "(",
    ")", "-", "–", "/", "#", "@", "_", "%", "٪", "+", "'", "\u{A0}", "\0", "\u{FFFD}", "\u{6DD}", "[1]",
];
const FORMS: &[&str] =
    &["ﻻ", "ﻼ", "ﻷ", "ﷲ", "ﷺ", "﷽", "﷼", "ﺎ", "ﻛ", "ﹶ", "ﹷ", "\u{FC60}", "ک", "ی", "ہ", "ۃ", "ے", "ە", "ٱ", "ٳ", "پ", "گ", "𞸀"];
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

/// A piece of a text.
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
        // Most pieces come once.
        let times = if u.ratio(1, 12_u8)? { u.int_in_range(2..=40)? } else { 1 };
        Ok(Piece(text, times, None))
    }
}

/// The bytes that a target works on.
pub fn input(data: &[u8]) -> Vec<u8> {
    match data.split_first() {
        Some((&mode, rest)) if mode < 0x20 => {
            let mut text = String::new();
            for piece in Unstructured::new(rest).arbitrary_iter::<Piece>().into_iter().flatten() {
                let Ok(Piece(part, times, other)) = piece else { break };
                text.extend(other);
                for _ in 0..times {
                    text.push_str(part);
                }
                if text.len() > 1 << 14 {
                    break;
                }
            }
            // The odd modes break it.
            let mut bytes = text.into_bytes();
            if mode & 1 == 1 && !bytes.is_empty() {
                let at = usize::from(rest.first().copied().unwrap_or(0)) * bytes.len() / 256;
                bytes[at] = bytes[at].wrapping_add(mode);
            }
            bytes
        }
        _ => data.to_vec(),
    }
}

/// The text of an input, U+FFFD for what is none, and a number to choose options by.
pub fn text(data: &[u8]) -> (Vec<u8>, String, usize) {
    let bytes = input(data);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let choice = data.iter().fold(0_usize, |n, b| n.wrapping_mul(31).wrapping_add(usize::from(*b)));
    (bytes, text, choice)
}

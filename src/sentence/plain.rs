//! The stops of plain prose, nine in ten of all, told by the bytes around them.

use super::mark::MARKER;
use super::{LOOKBEHIND, SentenceSplitter};
use crate::entity::abbreviation_list::may_be;
use crate::scan::sentences::Word;

/// Whether the bytes around the stop at `i` are enough to say that it ends the sentence and nothing stays with it: behind it one blank and a letter,
/// a digit or an opening mark; before it a blank, a digit, a closing mark, or an Arabic word of two letters or more that is no abbreviation. A bracket
/// may stand right behind it, if a blank is before it or before its word. [`mark`](super::mark::mark) says the same of it, and of many others.
///
/// Nearly all of it is without branches: what stands around a stop cannot be foretold, the answer can.
#[inline]
pub(super) fn is_plain(o: &SentenceSplitter, b: &[u8], first: usize, i: usize, word: Word) -> bool {
    const DAL: u8 = 0xAF;
    let letter = |pair: u16| (pair.wrapping_sub(0xD8A0) < 0x20) | (pair.wrapping_sub(0xD981) < 10);
    let start = i.wrapping_sub(word.len as usize);
    let Some(&before) = b.get(start.wrapping_sub(1)) else { return false };
    let Some(&[blank, x, y, z, w]) = b.get(i + 1..).and_then(|rest| rest.first_chunk()) else { return false };
    let (one, two) = (u16::from_be_bytes([x, y]), u16::from_be_bytes([z, w]));
    // After an alef, no heh: the sign «اه» stays with the stop.
    let starts = letter(one) & ((one != 0xD8A7) | letter(two) & (two != 0xD987)) | is(x, STARTS);
    // A bracket that is no footnote, and no token with what is before the stop.
    let bracket = ((blank == b'(') | (blank == b'[')) & ((before == b' ') | (before == b'\n')) & ((x == b' ') | letter(one));
    let behind = ((blank == b' ') | (blank == b'\n')) & starts | bracket;
    // «لد», «فد» are titles, too.
    let may_be = may_be(word.letters as usize, word.last_two) | (word.letters == 2) & (word.last_two[1] == DAL);
    let whole = (word.len == 0) | (word.letters > 1) & !may_be & o.abbreviations.is_none();
    let far = (i - first > MARKER) & (start >= first + 2) & (start + LOOKBEHIND >= i + 2);
    behind & is(before, PARTS) & whole & far
}

/// Some bytes of ASCII.
type Ascii = u128;

const STARTS: Ascii = ascii(b"([\"-", true);
/// What parts words. A stop or a Latin letter makes another word of an Arabic one; what is no ASCII and no Arabic may do so.
const PARTS: Ascii = ascii(b"\n !\"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~", false) | ascii(b"0123456789", false);

#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn ascii(bytes: &[u8], alphanumeric: bool) -> Ascii {
    let (mut set, mut n, mut c) = (0, 0, 0u8);
    while n < bytes.len() {
        set |= 1 << bytes[n];
        n += 1;
    }
    while c < 128 {
        set |= ((alphanumeric && c.is_ascii_alphanumeric()) as Ascii) << c;
        c += 1;
    }
    set
}

#[inline]
fn is(byte: u8, set: Ascii) -> bool {
    (byte < 0x80) & (set >> (byte & 0x7F) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::super::mark::mark;
    use super::super::rules::Pace;
    use super::super::window::ends_token;
    use super::*;
    use crate::scan::Level;
    use crate::scan::sentences::{Few, find_stop};
    use alloc::format;

    struct Stop;
    impl Few for Stop {
        const BYTES: &'static [u8] = b".";
    }

    fn is_plain_at(o: &SentenceSplitter, b: &[u8], i: usize) -> bool {
        is_plain(o, b, 0, i, find_stop::<Stop>(Level::best(), b, i).word)
    }

    /// What is decided in short is what the rules say, and it is most of what they are asked.
    #[test]
    fn plain_stops_end() {
        let words = [
            "",
            " ",
            "كتاب",
            "الكِتَابِ",
            "من",
            "لد",
            "فد",
            "د",
            "ود",
            "أ.د",
            "...كلمة",
            "..كم",
            "5 كم",
            "في سنة 5 م",
            "إلخ",
            "والخ",
            "ص",
            "بص",
            "مج",
            "ومج",
            "دبليو",
            "المستشفيات",
            "فسيكفيكهم",
            "ـ",
            "\u{64E}",
            "كـ\u{651}",
            "x",
            "Mr",
            "U.S",
            "5",
            "٥",
            "3.5",
            "كلمة)",
            "(كلمة",
            "«كلمة»",
            "[1]",
            "؟",
            "!",
            "،",
            "%",
            "/",
            "\u{200F}",
            "كلمة\u{200F}",
            "آخره\u{670}",
            "ک",
            "پدر",
            "😀",
            "\u{FFFD}",
            "-",
            "_",
            "\n",
            "\t",
            "رض",
            "هـ",
            "ق.م",
            "ب.ت",
            "م.م.م",
        ];
        let behind = [
            "",
            " ",
            "\n",
            "  ",
            "\r\n",
            " كلمة",
            "\nكلمة",
            " اه",
            " ا\u{64E}ه",
            " اهـ",
            " الكلمة",
            " انتهى",
            " آه",
            " ا",
            " 5",
            " ٥",
            " (نص)",
            "( 5 )",
            "(5)",
            "(نص)",
            "(",
            "( ",
            " )",
            " ]",
            " [1]",
            "[1]",
            " \"نص\"",
            " - نص",
            " – نص",
            " «نص»",
            " word",
            " Word",
            " و5",
            " في",
            " قال",
            " . نص",
            " .",
            ". ",
            " ،",
            " ؟",
            " »",
            " ”نص",
            " 😀",
            " \u{64E}",
            " ـ",
            " *",
            " </b>",
            "\u{200F} نص",
            " ص 5",
            " م. نص",
            " د. نص",
            "نص",
            "\"",
            " \u{600}نص",
            " \u{60C}",
        ];
        let splitters = [SentenceSplitter::new(), SentenceSplitter::new().abbreviations(["كتاب", "المستشفيات"])];
        let (mut all, mut plain) = (0, 0);
        for o in splitters {
            for start in ["", "نص ", "نص سبق هذا الموضع ", "سنة ", "نص سبق هذا الموضع 5 ", "نص سبق هذا الموضع «قال "]
            {
                for word in words {
                    for next in behind {
                        for rest in ["", " ثم كلمات أخرى.", "كلمات أخرى", "5) كلمات", "ه كلمات"] {
                            let text = format!("{start}{word}.{next}{rest}");
                            let (b, i) = (text.as_bytes(), start.len() + word.len());
                            all += 1;
                            if is_plain_at(&o, b, i) {
                                plain += 1;
                                assert_eq!(mark(&o, b, 0, i), Ok(i + 1), "{text:?}");
                                assert!(ends_token(Pace::Walk, b, 0, i, i + 1), "{text:?}");
                            }
                        }
                    }
                }
            }
        }
        assert!(plain * 20 > all, "{plain} of {all}");
        let text = "وصل الوفد إلى المدينة مساء أمس. ثم بدأ الاجتماع";
        assert!(is_plain_at(&SentenceSplitter::new(), text.as_bytes(), text.find('.').unwrap()));
    }
}

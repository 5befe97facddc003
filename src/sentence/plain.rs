//! The stops of plain prose, nine in ten of all, told by the bytes around them.

use super::mark::MARKER;
use super::{LOOKBEHIND, SentenceSplitter};
use crate::entity::abbreviation_list::may_be;

/// Whether the bytes around the stop at `i` are enough to say that it ends the sentence and nothing stays with it: behind it one blank and a letter,
/// a digit or an opening mark, or between a blank and a bracket; before it a blank, a digit, a closing mark, or an Arabic word of two letters or
/// more that is no abbreviation. [`mark`](super::mark::mark) says the same of it, and of many others.
pub(super) fn is_plain(o: &SentenceSplitter, b: &[u8], first: usize, i: usize) -> bool {
    const DAL: u8 = 0xAF;
    // Pairs of bytes as numbers, without branches: which letter comes next cannot be foretold.
    let among = |pair: u16, from: u16, to: u16| pair.wrapping_sub(from) <= to - from;
    let letter = |pair| among(pair, 0xD8A0, 0xD8BF) | among(pair, 0xD981, 0xD98A);
    let hidden = |pair| among(pair, 0xD98B, 0xD99F) | (pair == 0xD980) | (pair == 0xD9B0);
    let starts = match b.get(i + 1..).and_then(|rest| rest.first_chunk()) {
        Some(&[b' ' | b'\n', x, y, z, w]) => {
            let (one, two) = (u16::from_be_bytes([x, y]), u16::from_be_bytes([z, w]));
            // After an alef, no heh: the sign «اه» stays with the stop.
            letter(one) & ((one != 0xD8A7) | letter(two) & (two != 0xD987))
                || x.is_ascii_alphanumeric()
                || matches!(x, b'(' | b'[' | b'"' | b'-')
        }
        // A bracket that is no footnote, and no token with the stop.
        Some(&[b'(', x, y, _, _]) => b.get(i.wrapping_sub(1)) == Some(&b' ') && (x == b' ' || letter(u16::from_be_bytes([x, y]))),
        _ => false,
    };
    if !starts || i - first <= MARKER {
        return false;
    }
    let (mut last_two, mut letters, mut at) = ([0; 2], 0, i);
    let low = first.max(i.saturating_sub(LOOKBEHIND)) + 2;
    while at >= low {
        let Some(&[x, y]) = b.get(at - 2..at).and_then(|pair| pair.first_chunk()) else { return false };
        let pair = u16::from_be_bytes([x, y]);
        let seen = letter(pair);
        if !(seen | hidden(pair)) {
            // A stop or a Latin letter makes another word of it; what is no ASCII and no Arabic may do so.
            let parts = matches!(y, b' '..=b'~' | b'\n') && y != b'.' && !y.is_ascii_alphabetic();
            // «لد», «فد» are titles, too.
            let may_be = may_be(letters, last_two) || letters == 2 && last_two[1] == DAL;
            return parts && (at == i || letters > 1 && o.abbreviations.is_empty() && !may_be);
        }
        last_two = match letters {
            0 => [0, y],
            1 if seen => [y, last_two[1]],
            _ => last_two,
        };
        letters += usize::from(seen);
        at -= 2;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::mark::mark;
    use super::super::window::ends_token;
    use super::*;
    use alloc::format;

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
        let splitters = [SentenceSplitter::new(), SentenceSplitter::new().abbreviations(&["كتاب", "المستشفيات"])];
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
                            if is_plain(&o, b, 0, i) {
                                plain += 1;
                                assert_eq!(mark(&o, b, 0, i), Ok(i + 1), "{text:?}");
                                assert!(ends_token(b, 0, i, i + 1), "{text:?}");
                            }
                        }
                    }
                }
            }
        }
        assert!(plain * 20 > all, "{plain} of {all}");
        let text = "وصل الوفد إلى المدينة مساء أمس. ثم بدأ الاجتماع";
        assert!(is_plain(&SentenceSplitter::new(), text.as_bytes(), 0, text.find('.').unwrap()));
    }
}

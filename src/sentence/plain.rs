//! The fast path for full stops. In running text, the bytes around a full stop suffice to decide nine of ten full stops.

use super::limits::{LOOKBEHIND, MARKER};
use super::options::SentenceOptions;
use crate::entity::abbreviation_list::may_be_abbreviation;
use crate::scan::sentences::PrecedingWord;

/// Returns whether the sentence certainly ends directly after the full stop at byte `stop`. `false` means that the full rules must decide.
/// `true` means that the full rules ([`decide_mark`](super::mark::decide_mark)) also end the sentence there. `word` is the Arabic word
/// directly before the stop. `word` is empty if another character precedes the stop.
///
/// The function returns true only if three conditions hold:
///
/// - At least five bytes follow the stop. The first byte is a space or a line feed, and then follows an Arabic letter or a character of
///   [`STARTS`]. Alternatively, `(` or `[` directly follows the stop, and then a space or an Arabic letter; in this case, the word must
///   follow a space or a line feed.
/// - A character of [`SEPARATORS`], such as a space, a digit or `)`, precedes the word. If there is no word, this character precedes the
///   stop. A word has at least two letters, and the filter [`may_be_abbreviation`] excludes that the word is an abbreviation. If the caller
///   set abbreviations, there must be no word.
/// - The stop is more than [`MARKER`] bytes after the start of the sentence, so that the stop does not belong to a list marker. The word
///   starts at least two bytes after the start of the sentence, and is at least two bytes shorter than [`LOOKBEHIND`].
///
/// Example: in `وصل الوفد. بدأ`, a space and a word of five letters precede the stop. No abbreviation of five letters ends in `فد`. A space
/// and a letter follow the stop, so the sentence ends.
///
/// Nearly all conditions are computed without branches, because the processor cannot predict branches on the bytes around a stop. The
/// processor can predict a branch on the result.
#[inline]
pub(super) fn is_plain_end(options: &SentenceOptions, bytes: &[u8], sentence: usize, stop: usize, word: PrecedingWord) -> bool {
    const DAL: u8 = 0xAF;
    let is_letter = |pair: u16| (pair.wrapping_sub(0xD8A0) < 0x20) | (pair.wrapping_sub(0xD981) < 10);
    let start = stop.wrapping_sub(word.len as usize);
    let Some(&before) = bytes.get(start.wrapping_sub(1)) else { return false };
    let Some(&[blank, x, y, z, w]) = bytes.get(stop + 1..).and_then(|rest| rest.first_chunk()) else { return false };
    let (first, second) = (u16::from_be_bytes([x, y]), u16::from_be_bytes([z, w]));
    // If the next word starts with «ا», the second character must be a letter other than «ه», because the sign «اهـ» (end of a citation)
    // belongs to the preceding sentence.
    let starts = is_letter(first) & ((first != 0xD8A7) | is_letter(second) & (second != 0xD987)) | is_in(x, STARTS);
    // A bracket directly after the stop. A space or a letter after the bracket excludes a footnote mark (`[1]`). A space or a line feed
    // before the word excludes a token that contains both the stop and the bracket.
    let bracket = ((blank == b'(') | (blank == b'[')) & ((before == b' ') | (before == b'\n')) & ((x == b' ') | is_letter(first));
    let follows = ((blank == b' ') | (blank == b'\n')) & starts | bracket;
    // The full rules decide on all words of two letters that end in «د», because «لد» and «فد» consist of a clitic and the title «د».
    let may_be_abbreviation = may_be_abbreviation(word.letters as usize, word.last_two) | (word.letters == 2) & (word.last_two[1] == DAL);
    let ends_word = (word.len == 0) | (word.letters > 1) & !may_be_abbreviation & options.abbreviations.is_none();
    let is_far_from_start = (stop - sentence > MARKER) & (start >= sentence + 2) & (start + LOOKBEHIND >= stop + 2);
    follows & is_in(before, SEPARATORS) & ends_word & is_far_from_start
}

/// A set of ASCII characters. Bit `n` represents the character with code `n`.
type AsciiSet = u128;

/// ASCII characters that may start a sentence: letters, digits, `(`, `[`, `"` and the hyphen.
const STARTS: AsciiSet = ascii(b"([\"-", true);
/// The characters that may precede the Arabic word before a stop: space, line feed, and ASCII digits and punctuation except the full stop.
/// If a full stop, a Latin letter or a character outside ASCII precedes the Arabic word, the full rules may read a longer word.
const SEPARATORS: AsciiSet = ascii(b"\n !\"#$%&'()*+,-/:;<=>?@[\\]^_`{|}~", false) | ascii(b"0123456789", false);

/// Returns the set of the given ASCII characters. If `alphanumeric` is true, the set also contains all ASCII letters and digits.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn ascii(bytes: &[u8], alphanumeric: bool) -> AsciiSet {
    let (mut set, mut n, mut c) = (0, 0, 0u8);
    while n < bytes.len() {
        set |= 1 << bytes[n];
        n += 1;
    }
    while c < 128 {
        set |= ((alphanumeric && c.is_ascii_alphanumeric()) as AsciiSet) << c;
        c += 1;
    }
    set
}

#[inline]
fn is_in(byte: u8, set: AsciiSet) -> bool {
    (byte < 0x80) & (set >> (byte & 0x7F) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::super::mark::decide_mark;
    use super::super::options::SentenceSplitter;
    use super::super::strategy::Strategy;
    use super::super::token_end::ends_token;
    use super::*;
    use crate::scan::Level;
    use crate::scan::sentences::{ByteSet, find_stop};
    use alloc::format;

    struct Stop;
    impl ByteSet for Stop {
        const BYTES: &'static [u8] = b".";
    }

    fn is_plain_end_at(options: &SentenceOptions, bytes: &[u8], stop: usize) -> bool {
        is_plain_end(options, bytes, 0, stop, find_stop::<Stop>(Level::best(), bytes, stop).word)
    }

    /// If the fast path returns true for a stop, the full rules end the sentence after the stop. The fast path returns true for more than
    /// one twentieth of the generated stops.
    #[test]
    fn plain_ends_are_ends_by_the_rules() {
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
        let followers = [
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
        for SentenceSplitter { options } in splitters {
            for start in ["", "نص ", "نص سبق هذا الموضع ", "سنة ", "نص سبق هذا الموضع 5 ", "نص سبق هذا الموضع «قال "]
            {
                for word in words {
                    for next in followers {
                        for rest in ["", " ثم كلمات أخرى.", "كلمات أخرى", "5) كلمات", "ه كلمات"] {
                            let text = format!("{start}{word}.{next}{rest}");
                            let (bytes, stop) = (text.as_bytes(), start.len() + word.len());
                            all += 1;
                            if is_plain_end_at(&options, bytes, stop) {
                                plain += 1;
                                assert_eq!(decide_mark(&options, bytes, 0, stop), Ok(stop + 1), "{text:?}");
                                assert!(ends_token(Strategy::Reference, bytes, 0, stop, stop + 1), "{text:?}");
                            }
                        }
                    }
                }
            }
        }
        assert!(plain * 20 > all, "{plain} of {all}");
        let text = "وصل الوفد إلى المدينة مساء أمس. ثم بدأ الاجتماع";
        assert!(is_plain_end_at(&SentenceSplitter::new().options, text.as_bytes(), text.find('.').unwrap()));
    }
}

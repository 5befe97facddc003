//! The abbreviations that are written with a stop, for tokens and sentences.
//!
//! The list is `abbreviations.txt`, our own; it is read at compile time into one hash table, so that
//! the many words before a full stop that are no abbreviations cost one look each.

use crate::scan::words::ShortWords;
use crate::short::{MAX, key};

/// What an abbreviation stands with, and so what its last stop may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// Before a name: د. أ.د.
    Title,
    /// After a year or an hour: ق.م. هـ.
    Era,
    /// Before a number: ص. ج. ص.ب.
    Reference,
    /// After a number: كم. ر.س.
    Unit,
    /// A state, an agency, the form of a company: أ.ف.ب. ذ.م.م.
    Name,
    /// After the name of a person: رض.
    Blessing,
    /// Something always follows: Mr. e.g.
    Before,
    /// It may be the last word: إلخ. Inc.
    After,
    /// A Latin initial by the name of its letter: جيه. كيه.
    Letter,
}

/// The sections of the text, in the order of [`Kind`].
const SECTIONS: [(&str, Kind); 9] = [
    ("[title]", Kind::Title),
    ("[era]", Kind::Era),
    ("[reference]", Kind::Reference),
    ("[unit]", Kind::Unit),
    ("[name]", Kind::Name),
    ("[blessing]", Kind::Blessing),
    ("[before]", Kind::Before),
    ("[after]", Kind::After),
    ("[letter]", Kind::Letter),
];

/// The kinds of one abbreviation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u16);

impl Kinds {
    pub(crate) const fn has(self, kind: Kind) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }

    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn any(self, kinds: &[Kind]) -> bool {
        let mut i = 0;
        while i < kinds.len() {
            if self.has(kinds[i]) {
                return true;
            }
            i += 1;
        }
        false
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const TEXT: &[u8] = include_bytes!("abbreviations.txt");
/// More than the text has lines, and a power of two.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 9;

/// Where the search for a word begins.
#[inline]
const fn slot(key: u128) -> usize {
    let folded = (key >> 64) as u64 ^ key as u64;
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOT_BITS)) as usize
}

/// Where the word at the start of a line ends.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn word_end(mut i: usize) -> usize {
    while i < TEXT.len() && !matches!(TEXT[i], b' ' | b'\n') {
        i += 1;
    }
    i
}

const fn slice(start: usize, end: usize) -> &'static [u8] {
    TEXT.split_at(end).0.split_at(start).1
}

/// The words, each at its slot or in the next free one; 0 is a free slot.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static TABLE: [(u128, Kinds); SLOTS] = {
    let mut table: [(u128, Kinds); SLOTS] = [(0, Kinds(0)); SLOTS];
    let (mut n, mut i, mut kind) = (0, 0, 0);
    while i < TEXT.len() {
        let end = word_end(i);
        let word = slice(i, end);
        if !word.is_empty() && word[0] == b'[' {
            kind = 0;
            // A section that is not in the list is an error of the build.
            while key(word) != key(SECTIONS[kind].0.as_bytes()) {
                kind += 1;
            }
        } else if !word.is_empty() && word[0] != b'#' {
            assert!(word[word.len() - 1] == b'.', "an abbreviation ends in a stop");
            assert!(word.len() <= MAX + 1, "an abbreviation has at most 16 bytes");
            let entry = key(slice(i, end - 1));
            let bit = 1 << SECTIONS[kind].1 as u8;
            let mut k = slot(entry);
            while table[k].0 != 0 && table[k].0 != entry {
                k = (k + 1) % SLOTS;
            }
            n += (table[k].0 == 0) as usize;
            table[k] = (entry, Kinds(table[k].1.0 | bit));
        }
        i = end;
        while i < TEXT.len() && TEXT[i] != b'\n' {
            i += 1;
        }
        i += 1;
    }
    assert!(n < SLOTS * 3 / 4, "a table so full is slow: add a bit");
    table
};

/// The kinds of the abbreviation that a stop closes, given the text before that stop without marks and tatweel (`أ.د`, `ه`, `Inc`); empty for
/// any other text. A clitic before an Arabic abbreviation is passed over: «و», and before one with inner stops (`لأ.د`) also «ف ب ل ك».
pub(crate) fn lookup(text: &[u8]) -> Kinds {
    let kinds = find(text);
    if kinds.is_empty() { behind_clitic(text).map_or(kinds, find) } else { kinds }
}

/// What follows a clitic.
fn behind_clitic(text: &[u8]) -> Option<&[u8]> {
    let (letter, rest) = text.split_first_chunk::<2>()?;
    let clitic = match letter {
        b"\xD9\x88" => !rest.is_ascii(),
        b"\xD9\x81" | b"\xD8\xA8" | b"\xD9\x84" | b"\xD9\x83" => rest.contains(&b'.') && !rest.starts_with(b"."),
        _ => false,
    };
    clitic.then_some(rest)
}

/// An abbreviation without its last stop, and without the clitic that [`lookup`] passes over.
pub(crate) fn without_clitic(text: &str) -> &str {
    let rest = behind_clitic(text.as_bytes()).filter(|rest| find(text.as_bytes()).is_empty() && !find(rest).is_empty());
    rest.and_then(|rest| text.get(text.len() - rest.len()..)).unwrap_or(text)
}

/// Whether a word of `letters` Arabic letters, two to eight, may be an abbreviation without inner stops, with or without a clitic, by its last two
/// letters, of which it takes the second bytes. Most words are none by that alone.
#[inline]
pub(crate) fn may_be(letters: usize, last_two: [u8; 2]) -> bool {
    let before = ENDINGS.get(letters).and_then(|endings| endings.get(last_two[1] as usize & 63));
    before.is_some_and(|before| before >> (last_two[0] & 63) & 1 == 1)
}

/// What [`may_be`] reads.
pub(crate) fn endings() -> &'static ShortWords {
    &ENDINGS
}

/// By the number of letters and the last of them, the letters before it: each by the low six bits of its second byte.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ENDINGS: ShortWords = {
    let (mut endings, mut k) = ([[0; 64]; MAX / 2 + 1], 0);
    while k < SLOTS {
        let word = TABLE[k].0.to_be_bytes();
        let (mut n, mut dots) = (0, false);
        while n < MAX && word[n] != 0 {
            dots |= word[n] == b'.';
            n += 1;
        }
        let letters = n / 2;
        if letters > 0 && !dots && word[0] >= 0x80 {
            let last = (word[n - 1] & 63) as usize;
            let before = if letters > 1 { word[n - 3] } else { WAW };
            endings[if letters > 1 { letters } else { 2 }][last] |= 1 << (before & 63);
            if letters > 1 && letters < MAX / 2 {
                endings[letters + 1][last] |= 1 << (before & 63);
            }
        }
        k += 1;
    }
    endings
};
/// The second byte of the clitic «و».
const WAW: u8 = 0x88;

fn find(word: &[u8]) -> Kinds {
    if word.len() > MAX {
        return Kinds(0);
    }
    let key = key(word);
    let mut k = slot(key);
    while let Some(&(entry, kinds)) = TABLE.get(k) {
        if entry == key || entry == 0 {
            return kinds;
        }
        k = (k + 1) % SLOTS;
    }
    Kinds(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars;

    /// The table against a plain reading of the text.
    #[test]
    fn holds_the_text() {
        let (mut kind, mut count) = (None, 0);
        for line in include_str!("abbreviations.txt").lines() {
            let word = line.split_whitespace().next().unwrap_or("");
            if let Some(section) = SECTIONS.iter().find(|s| s.0 == word) {
                kind = Some(section.1);
            } else if !word.is_empty() && !word.starts_with('#') {
                let text = word.strip_suffix('.').unwrap();
                assert!(lookup(text.as_bytes()).has(kind.unwrap()), "{word}");
                for text in [text.into(), alloc::format!("و{text}")] {
                    let (letters, b) = (text.chars().count(), text.as_bytes());
                    let counts = (2..=8).contains(&letters) && text.chars().all(|c| c.len_utf8() == 2);
                    assert!(!counts || may_be(letters, [b[b.len() - 3], b[b.len() - 1]]), "{text}");
                }
                assert!(!text.contains(|c| chars::is_mark(c) || chars::is_tatweel(c)), "{word}");
                count += 1;
            }
        }
        assert!(count >= 200, "{count}");
    }

    fn kinds_of(text: &str) -> Kinds {
        lookup(text.as_bytes())
    }

    #[test]
    fn kinds() {
        assert!(kinds_of("م").has(Kind::Title) && kinds_of("م").has(Kind::Era) && kinds_of("م").has(Kind::Unit));
        assert!(kinds_of("وأ.د").has(Kind::Title) && kinds_of("ود").has(Kind::Title));
        assert!(kinds_of("لأ.د").has(Kind::Title) && kinds_of("بص.ب").has(Kind::Reference) && kinds_of("بكم").is_empty());
        assert_eq!(
            ["وأ.د", "لأ.د", "و.ا.س", "واي", "ل.ل", "أ.د", "", "و"].map(without_clitic),
            ["أ.د", "أ.د", "و.ا.س", "واي", "ل.ل", "أ.د", "", "و"]
        );
        assert!(kinds_of("أ.د").any(&[Kind::Era, Kind::Title]) && !kinds_of("أ.د").any(&[Kind::Era]));
        assert!(kinds_of("").is_empty() && kinds_of("و.").is_empty() && kinds_of("كتاب").is_empty() && kinds_of("وMr").is_empty());
    }
}

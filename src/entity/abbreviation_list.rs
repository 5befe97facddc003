//! The abbreviations that are written with a full stop, for tokens and sentences.
//!
//! The list is `abbreviations.txt`, written for this crate. A constant function reads it into a hash table at compile time, because most words before
//! a full stop are not abbreviations and a lookup must be cheap.

use crate::scan::words::ShortWords;
use crate::short::{MAX, key};
use crate::static_map::{StaticMap, hash};

/// How an abbreviation is used: what precedes and follows it. This determines what its last stop may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Usage {
    /// A name follows: د. أ.د.
    Title,
    /// A year or an hour precedes: ق.م. هـ.
    Era,
    /// A number follows: ص. ج. ص.ب.
    Reference,
    /// A number precedes: كم. ر.س.
    Unit,
    /// A state, an agency or the legal form of a company: أ.ف.ب. ذ.م.م.
    Organization,
    /// The name of a person precedes: رض.
    Blessing,
    /// It is never the last word of a sentence: Mr. e.g.
    NeverFinal,
    /// It may be the last word of a sentence: إلخ. Inc.
    MayBeFinal,
    /// The name of a Latin letter, as an initial: جيه. كيه.
    LetterName,
}

/// The sections of the text, in the order of [`Usage`].
const SECTIONS: [(&str, Usage); 9] = [
    ("[title]", Usage::Title),
    ("[era]", Usage::Era),
    ("[reference]", Usage::Reference),
    ("[unit]", Usage::Unit),
    ("[organization]", Usage::Organization),
    ("[blessing]", Usage::Blessing),
    ("[never-final]", Usage::NeverFinal),
    ("[may-be-final]", Usage::MayBeFinal),
    ("[letter-name]", Usage::LetterName),
];

/// The usages of one abbreviation, one bit each. A word that is not an abbreviation has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usages(u16);

impl Usages {
    /// Returns whether the abbreviation has a usage.
    pub(crate) const fn has(self, usage: Usage) -> bool {
        self.0 >> usage as u8 & 1 == 1
    }

    /// Returns whether the abbreviation has at least one of the given usages.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    pub(crate) const fn any(self, usages: &[Usage]) -> bool {
        let mut i = 0;
        while i < usages.len() {
            if self.has(usages[i]) {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Returns whether the word is not an abbreviation.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const TEXT: &[u8] = include_bytes!("abbreviations.txt");
/// The number of slots of the hash table.
const SLOTS: usize = 1024;

/// Returns the end of the word at the start of a line.
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

/// The abbreviations of the text.
struct Abbreviations {
    /// The key of each abbreviation with its usages; zeros after the last one.
    entries: [(u128, Usages); SLOTS / 2],
    positions: StaticMap<[u16; SLOTS], 128>,
}

#[allow(clippy::indexing_slicing, reason = "at compile time")]
static LIST: Abbreviations = {
    let mut list = Abbreviations { entries: [(0, Usages(0)); SLOTS / 2], positions: StaticMap::EMPTY };
    let (mut n, mut i, mut section) = (0, 0, 0);
    while i < TEXT.len() {
        let end = word_end(i);
        let word = slice(i, end);
        if !word.is_empty() && word[0] == b'[' {
            section = 0;
            // An unknown section is a compile error: the index runs past the end of the list.
            while key(word) != key(SECTIONS[section].0.as_bytes()) {
                section += 1;
            }
        } else if !word.is_empty() && word[0] != b'#' {
            assert!(word[word.len() - 1] == b'.', "an abbreviation ends in a stop");
            assert!(word.len() <= MAX + 1, "an abbreviation has at most 16 bytes");
            let word_key = key(slice(i, end - 1));
            let mut slot = list.positions.first_slot(hash(word_key));
            let mut found = list.positions.position(slot);
            while let Some(position) = found
                && list.entries[position].0 != word_key
            {
                slot = list.positions.next_slot(slot);
                found = list.positions.position(slot);
            }
            let position = match found {
                Some(position) => position,
                None => {
                    list.positions.insert(slot, hash(word_key), n);
                    n += 1;
                    n - 1
                }
            };
            list.entries[position] = (word_key, Usages(list.entries[position].1.0 | 1 << SECTIONS[section].1 as u8));
        }
        i = end;
        while i < TEXT.len() && TEXT[i] != b'\n' {
            i += 1;
        }
        i += 1;
    }
    list
};

/// Returns the usages of an abbreviation, which is spelled without diacritics, tatweel and its last stop (`أ.د`, `ه`, `Inc`).
///
/// A clitic before an Arabic abbreviation is ignored: «و», and before one with inner stops (`لأ.د`) also «ف ب ل ك».
pub(crate) fn lookup(text: &[u8]) -> Usages {
    let usages = find(text);
    if usages.is_empty() { after_clitic(text).map_or(usages, find) } else { usages }
}

/// Returns the usages of an abbreviation that is listed as it is spelled, without a clitic.
fn find(word: &[u8]) -> Usages {
    if word.len() > MAX {
        return Usages(0);
    }
    let key = key(word);
    let is_key = |position: usize| LIST.entries.get(position).is_some_and(|entry| entry.0 == key);
    let position = LIST.positions.find(hash(key), is_key);
    position.and_then(|position| LIST.entries.get(position)).map_or(Usages(0), |entry| entry.1)
}

/// Returns the text after a letter that may be a clitic, by the conditions of [`lookup`].
fn after_clitic(text: &[u8]) -> Option<&[u8]> {
    let (letter, rest) = text.split_first_chunk::<2>()?;
    let clitic = match letter {
        // و
        b"\xD9\x88" => !rest.is_ascii(),
        // ف ب ل ك
        b"\xD9\x81" | b"\xD8\xA8" | b"\xD9\x84" | b"\xD9\x83" => rest.contains(&b'.') && !rest.starts_with(b"."),
        _ => false,
    };
    clitic.then_some(rest)
}

/// Removes the clitic that [`lookup`] would ignore from an abbreviation, which is spelled without its last stop. Returns any other text unchanged.
pub(crate) fn without_clitic(text: &str) -> &str {
    let rest = after_clitic(text.as_bytes()).filter(|rest| find(text.as_bytes()).is_empty() && !find(rest).is_empty());
    rest.and_then(|rest| text.get(text.len() - rest.len()..)).unwrap_or(text)
}

/// Returns whether a word of two to eight Arabic letters may be an abbreviation without inner stops, with or without a clitic.
///
/// `last_two` are the second bytes of its last two letters, the last one at index 1. They exclude most words.
#[inline]
pub(crate) fn may_be_abbreviation(letters: usize, last_two: [u8; 2]) -> bool {
    let penultimates = ENDINGS.get(letters).and_then(|endings| endings.get(last_two[1] as usize & 63));
    penultimates.is_some_and(|set| set >> (last_two[0] & 63) & 1 == 1)
}

/// Returns the last two letters of all abbreviations without inner stops, for [`may_be_abbreviation`] and the tokenizer.
pub(crate) fn endings() -> &'static ShortWords {
    &ENDINGS
}

/// The sets of penultimate letters, by the number of letters and the last letter. A letter is the low six bits of its second byte.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ENDINGS: ShortWords = {
    let (mut endings, mut k) = ([[0; 64]; MAX / 2 + 1], 0);
    while k < LIST.entries.len() {
        let word = LIST.entries[k].0.to_be_bytes();
        let (mut n, mut dots) = (0, false);
        while n < MAX && word[n] != 0 {
            dots |= word[n] == b'.';
            n += 1;
        }
        let letters = n / 2;
        if letters > 0 && !dots && word[0] >= 0x80 {
            let last = (word[n - 1] & 63) as usize;
            // An abbreviation of one letter has two letters only after the clitic «و».
            let penultimate = if letters > 1 { word[n - 3] } else { WAW };
            endings[if letters > 1 { letters } else { 2 }][last] |= 1 << (penultimate & 63);
            // After the clitic, a longer abbreviation has one letter more and the same last two.
            if letters > 1 && letters < MAX / 2 {
                endings[letters + 1][last] |= 1 << (penultimate & 63);
            }
        }
        k += 1;
    }
    endings
};
/// The second byte of the clitic «و».
const WAW: u8 = 0x88;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars;

    /// The table contains each line of the text.
    #[test]
    fn table_contains_the_text() {
        let (mut usage, mut count) = (None, 0);
        for line in include_str!("abbreviations.txt").lines() {
            let word = line.split_whitespace().next().unwrap_or("");
            if let Some(section) = SECTIONS.iter().find(|s| s.0 == word) {
                usage = Some(section.1);
            } else if !word.is_empty() && !word.starts_with('#') {
                let text = word.strip_suffix('.').unwrap();
                assert!(lookup(text.as_bytes()).has(usage.unwrap()), "{word}");
                for text in [text.into(), alloc::format!("و{text}")] {
                    let (letters, b) = (text.chars().count(), text.as_bytes());
                    let is_short_arabic = (2..=8).contains(&letters) && text.chars().all(|c| c.len_utf8() == 2);
                    assert!(!is_short_arabic || may_be_abbreviation(letters, [b[b.len() - 3], b[b.len() - 1]]), "{text}");
                }
                assert!(!text.contains(|c| chars::is_mark(c) || chars::is_tatweel(c)), "{word}");
                count += 1;
            }
        }
        assert!(count >= 200, "{count}");
    }

    fn usages_of(text: &str) -> Usages {
        lookup(text.as_bytes())
    }

    #[test]
    fn usages_with_and_without_clitics() {
        assert!(usages_of("م").has(Usage::Title) && usages_of("م").has(Usage::Era) && usages_of("م").has(Usage::Unit));
        assert!(usages_of("وأ.د").has(Usage::Title) && usages_of("ود").has(Usage::Title));
        assert!(usages_of("لأ.د").has(Usage::Title) && usages_of("بص.ب").has(Usage::Reference) && usages_of("بكم").is_empty());
        assert_eq!(
            ["وأ.د", "لأ.د", "و.ا.س", "واي", "ل.ل", "أ.د", "", "و"].map(without_clitic),
            ["أ.د", "أ.د", "و.ا.س", "واي", "ل.ل", "أ.د", "", "و"]
        );
        assert!(usages_of("أ.د").any(&[Usage::Era, Usage::Title]) && !usages_of("أ.د").any(&[Usage::Era]));
        assert!(usages_of("").is_empty() && usages_of("و.").is_empty() && usages_of("كتاب").is_empty() && usages_of("وMr").is_empty());
    }
}

//! The list of abbreviations that are written with a full stop. The tokenizer and the sentence splitter use the list.
//!
//! The file `abbreviations.txt`, written for this crate, contains the list. A constant expression builds a hash table from the file at
//! compile time. Most words before a full stop are not abbreviations, so the hash table must reject a word fast.

use crate::scan::words::ShortWords;
use crate::short::{MAX, key};
use crate::static_map::{StaticMap, hash};

/// A way in which a sentence uses an abbreviation. An abbreviation may have several usages. The sentence splitter uses them to decide
/// whether the last stop of the abbreviation also ends the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Usage {
    /// A name follows the abbreviation: `د.`, `أ.د.`
    Title,
    /// A year, a century, an hour or another number precedes the abbreviation: `ق.م.`, `هـ.`
    Era,
    /// A number or another reference follows the abbreviation: `ص.`, `ج.`, `ص.ب.`
    Reference,
    /// A number precedes the abbreviation: `كم.`, `ر.س.`
    Unit,
    /// The abbreviation is the name of a state or an organization, or the legal form of a company: `أ.ف.ب.`, `ذ.م.م.`
    Organization,
    /// The name of a person precedes the abbreviation (`رض.`), or the abbreviation ends a citation.
    Blessing,
    /// The abbreviation is never the last word of a sentence: `Mr.`, `e.g.`
    NeverFinal,
    /// The abbreviation may be the last word of a sentence: `إلخ.`, `Inc.`
    MayBeFinal,
    /// The abbreviation is the Arabic name of a Latin letter that is used as an initial: `جيه.`, `كيه.`
    LetterName,
}

/// The headings of the sections of `abbreviations.txt`, in the order of [`Usage`].
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

/// A set of usages as a bitmask. Bit `n` is set if the set contains the usage with the discriminant `n`. The set of a word that is not an
/// abbreviation is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usages(u16);

impl Usages {
    /// Returns whether the set contains the given usage.
    pub(crate) const fn has(self, usage: Usage) -> bool {
        self.0 >> usage as u8 & 1 == 1
    }

    /// Returns whether the set contains at least one of the given usages.
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

    /// Returns whether the set is empty. An empty set means that the word is not an abbreviation.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const TEXT: &[u8] = include_bytes!("abbreviations.txt");
/// The number of slots of the hash table.
const SLOTS: usize = 1024;

/// Returns the end of the word that starts at byte `i` of [`TEXT`]. A space, a line feed or the end of [`TEXT`] ends a word.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn word_end(mut i: usize) -> usize {
    while i < TEXT.len() && !matches!(TEXT[i], b' ' | b'\n') {
        i += 1;
    }
    i
}

/// Returns the bytes `start..end` of [`TEXT`].
const fn slice(start: usize, end: usize) -> &'static [u8] {
    TEXT.split_at(end).0.split_at(start).1
}

/// The hash table of the abbreviations in [`TEXT`].
struct Abbreviations {
    /// The key (see [`key`]) and the usages of each abbreviation. The entries after the last abbreviation are zeros.
    entries: [(u128, Usages); SLOTS / 2],
    /// The hash table that maps the hash of a key to the index of its entry.
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
            // An unknown section is a compile error, because the index exceeds the length of `SECTIONS`.
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

/// Returns the usages of an abbreviation, or an empty set if the abbreviation is not in the list. `text` must be spelled without
/// diacritics, without tatweel and without the last stop (`أ.د`, `ه`, `Inc`).
///
/// If the list does not contain the text, the function searches for the text without an initial clitic. The clitic و may precede every
/// Arabic abbreviation (`ود`). The clitics ف, ب, ل and ك may precede only an abbreviation with inner stops (`لأ.د`).
pub(crate) fn lookup(text: &[u8]) -> Usages {
    let usages = find(text);
    if usages.is_empty() { after_clitic(text).map_or(usages, find) } else { usages }
}

/// Returns the usages of the abbreviation that is spelled exactly like `word`, or an empty set. The function does not remove a clitic.
fn find(word: &[u8]) -> Usages {
    if word.len() > MAX {
        return Usages(0);
    }
    let key = key(word);
    let is_key = |position: usize| LIST.entries.get(position).is_some_and(|entry| entry.0 == key);
    let position = LIST.positions.find(hash(key), is_key);
    position.and_then(|position| LIST.entries.get(position)).map_or(Usages(0), |entry| entry.1)
}

/// Returns the text after the first letter, if the first letter may be a clitic by the rules of [`lookup`]. Otherwise returns `None`.
fn after_clitic(text: &[u8]) -> Option<&[u8]> {
    let (letter, rest) = text.split_first_chunk::<2>()?;
    let clitic = match letter {
        // The clitic و.
        b"\xD9\x88" => !rest.is_ascii(),
        // The clitics ف, ب, ل and ك.
        b"\xD9\x81" | b"\xD8\xA8" | b"\xD9\x84" | b"\xD9\x83" => rest.contains(&b'.') && !rest.starts_with(b"."),
        _ => false,
    };
    clitic.then_some(rest)
}

/// Removes an initial clitic from an abbreviation: `وأ.د` becomes `أ.د`. The abbreviation must be spelled without its last stop. The
/// function returns the text unchanged if the list contains the whole text, or does not contain the text without the clitic.
pub(crate) fn without_clitic(text: &str) -> &str {
    let rest = after_clitic(text.as_bytes()).filter(|rest| find(text.as_bytes()).is_empty() && !find(rest).is_empty());
    rest.and_then(|rest| text.get(text.len() - rest.len()..)).unwrap_or(text)
}

/// Returns `false` if a word is certainly not an abbreviation without inner stops. The word may start with the clitic و. If the result is
/// `true`, the word may be an abbreviation. The function is a filter: most words are excluded without a [`lookup`].
///
/// `letters` is the number of Arabic letters of the word, from 2 to 8. `last_two` contains the second UTF-8 byte of the second-to-last
/// letter and of the last letter, in this order.
#[inline]
pub(crate) fn may_be_abbreviation(letters: usize, last_two: [u8; 2]) -> bool {
    let penultimates = ENDINGS.get(letters).and_then(|endings| endings.get(last_two[1] as usize & 63));
    penultimates.is_some_and(|set| set >> (last_two[0] & 63) & 1 == 1)
}

/// Returns the table [`ENDINGS`] for the scanner of the tokenizer.
pub(crate) fn endings() -> &'static ShortWords {
    &ENDINGS
}

/// A filter for Arabic abbreviations without inner stops, with or without the clitic و. `ENDINGS[n][last]` is the set of the second-to-last
/// letters of all these abbreviations that have `n` letters and end in the letter `last`.
///
/// The number of a letter is the low six bits of its second UTF-8 byte. A set is a bitmask: bit `k` is set if the set contains the letter
/// with the number `k`.
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
            // An abbreviation of one letter has two letters with the clitic و: «ود».
            let penultimate = if letters > 1 { word[n - 3] } else { WAW };
            endings[if letters > 1 { letters } else { 2 }][last] |= 1 << (penultimate & 63);
            // An abbreviation of several letters has one more letter with the clitic و, and the same last two letters: «وإلخ».
            if letters > 1 && letters < MAX / 2 {
                endings[letters + 1][last] |= 1 << (penultimate & 63);
            }
        }
        k += 1;
    }
    endings
};
/// The second UTF-8 byte of the clitic و.
const WAW: u8 = 0x88;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars;

    /// The hash table contains all abbreviations of `abbreviations.txt`, and the filter accepts the short ones with and without و.
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

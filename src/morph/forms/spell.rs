//! Writes a word in Arabic letters, without and with vowel signs. The input consists of Arabic consonants and Latin vowels: `a`, `i` and `u`
//! are short vowels, `A`, `I` and `U` are long vowels, `Y` is a final ى, `O` is the silent ا of وا, and `N` is the tanwin of a final kasra.
//!
//! A short vowel has a letter only at the start of the word, where the letter is ا. Long vowels become letters, a doubled letter is written
//! once, and each hamza is written with its seat: `kiتAب` becomes كتاب and كِتَاب. The order of the marks is the order of NFC: a vowel sign
//! precedes a shadda.

use alloc::string::String;
use alloc::vec::Vec;

const KASRATAN: char = '\u{64D}';
const FATHA: char = '\u{64E}';
const DAMMA: char = '\u{64F}';
const KASRA: char = '\u{650}';
const SHADDA: char = '\u{651}';
const SUKUN: char = '\u{652}';

/// A word in two spellings. If the marks are removed from `vocalized`, the result is `text`.
#[derive(Default)]
pub(super) struct Spelling {
    /// The word without vowel signs.
    pub(super) text: String,
    /// The word with all vowel signs.
    pub(super) vocalized: String,
}

impl Spelling {
    /// Appends a letter to both spellings.
    fn push_letter(&mut self, letter: char) {
        self.text.push(letter);
        self.vocalized.push(letter);
    }
}

/// Returns whether a character of the input is a vowel.
fn is_vowel(c: char) -> bool {
    "aiuAIUYN".contains(c)
}

/// Returns whether a character of the input is a short vowel. A tanwin is also a short vowel.
fn is_short(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'N')
}

/// Returns the mark of a vowel. The mark of a long vowel is the mark of the short vowel with the same sound. Returns `None` if `c` is not a
/// vowel.
fn mark(c: char) -> Option<char> {
    match c {
        'a' | 'A' | 'Y' => Some(FATHA),
        'i' | 'I' => Some(KASRA),
        'u' | 'U' => Some(DAMMA),
        'N' => Some(KASRATAN),
        _ => None,
    }
}

/// Contracts the sounds of a word:
///
/// - Two hamzas with a short vowel between them become a hamza and a long vowel, if a consonant follows: `ءaءم` becomes `ءAم`.
/// - `iو` becomes `I`, and `uي` becomes `U`, if a different consonant follows. At the start of the word, the short vowel remains before the
///   long vowel: `iوجaل` becomes `iIجaل` (ايجل).
fn contract(word: &str) -> Vec<char> {
    let all: Vec<char> = word.chars().collect();
    let at = |i: usize| all.get(i).copied().unwrap_or('\0');
    let mut out = Vec::new();
    let mut i = 0;
    while i < all.len() {
        let long = |c: char| match c {
            'a' => 'A',
            'i' => 'I',
            _ => 'U',
        };
        match (at(i), at(i + 1), at(i + 2), at(i + 3)) {
            ('ء', v @ ('a' | 'i' | 'u'), 'ء', next) if next != '\0' && !is_vowel(next) => {
                out.extend(['ء', long(v)]);
                i += 3;
            }
            (v @ 'i', 'و', next, _) | (v @ 'u', 'ي', next, _) if next != '\0' && !is_vowel(next) && next != at(i + 1) => {
                out.extend((i == 0).then_some(v));
                out.push(long(v));
                i += 2;
            }
            (c, ..) => {
                out.push(c);
                i += 1;
            }
        }
    }
    out
}

/// Converts a word from Arabic consonants and Latin vowels to Arabic letters, by the rules of the [module](self).
///
/// If `is_verb` is true and the word ends in a consonant, the vocalized spelling ends in a sukun. Otherwise, the word is a noun without a
/// case ending, and its last consonant has no vowel sign.
pub(super) fn spell(word: &str, is_verb: bool) -> Spelling {
    let word = contract(word);
    let at = |i: usize| word.get(i).copied().unwrap_or('\0');
    let mut out = Spelling::default();
    let mut before = '\0';
    let mut i = 0;
    while i < word.len() {
        let c = at(i);
        i += 1;
        match c {
            'a' | 'i' | 'u' if before == '\0' => {
                out.push_letter('ا');
                out.vocalized.extend(mark(c));
            }
            // The consonant before a short vowel already has the mark of this vowel.
            c if is_short(c) => {}
            'A' | 'O' => out.push_letter('ا'),
            'I' => out.push_letter('ي'),
            'U' => out.push_letter('و'),
            'Y' if before == 'ي' => out.push_letter('ا'),
            'Y' => out.push_letter('ى'),
            c => {
                let start = i;
                while at(i) == c {
                    i += 1;
                }
                let next = at(i);
                let last = i == word.len() || (i + 1 == word.len() && is_short(next));
                let letter = if c == 'ء' { seat(before, next, last) } else { c };
                let madda = letter == 'أ' && next == 'A';
                out.push_letter(if madda { 'آ' } else { letter });
                // The و of a long u and the ي of a long i have no sukun: يُوصَلُ, اِيقَظْ.
                let is_long = i == start && matches!((before, c), ('u', 'و') | ('i', 'ي'));
                let silent = is_long || (next == '\0' && !is_verb);
                let sign = mark(next).or((!silent).then_some(SUKUN));
                // The letter آ contains the long vowel.
                out.vocalized.extend(sign.filter(|_| !madda));
                out.vocalized.extend((i > start).then_some(SHADDA));
                i += usize::from(madda);
            }
        }
        before = at(i - 1);
    }
    out
}

/// Returns a hamza with its seat. `before` and `next` are the letters or vowels before and after the hamza, or NUL at the start and at the
/// end of the word. `last` is true if the hamza is the last letter of the written word.
fn seat(before: char, next: char, last: bool) -> char {
    match (before, next) {
        ('\0', 'i' | 'I') => 'إ',
        ('\0', _) => 'أ',
        ('a', _) if last => 'أ',
        ('i', _) if last => 'ئ',
        ('u', _) if last => 'ؤ',
        _ if last => 'ء',
        ('i' | 'I' | 'ي', _) | (_, 'i' | 'I') => 'ئ',
        ('U', _) => 'ء',
        ('u', _) | (_, 'u' | 'U') => 'ؤ',
        ('A', 'a' | 'A') => 'ء',
        ('A', _) => 'ئ',
        _ => 'أ',
    }
}

//! Writes a word in Arabic letters. The input consists of Arabic consonants and Latin vowels: `a`, `i` and `u` are short vowels, `A`, `I`
//! and `U` are long vowels, `Y` is a final ى, and `O` is the silent ا of وا.
//!
//! A short vowel is written only at the start of the word, as ا. Long vowels become letters, a doubled letter is written once, and each
//! hamza is written with its seat: `كiتAب` becomes كتاب.

use alloc::string::String;
use alloc::vec::Vec;

/// Contracts the sounds of a word:
///
/// - Two hamzas with a short vowel between them become a hamza and a long vowel, if a consonant follows: `ءaءم` becomes `ءAم`.
/// - `iو` becomes `I`, and `uي` becomes `U`, if a different consonant follows. At the start of the word, the short vowel remains before the
///   long vowel: `iوجaل` becomes `iIجaل` (ايجل).
fn contract(word: &str) -> String {
    let all: Vec<char> = word.chars().collect();
    let at = |i: usize| all.get(i).copied().unwrap_or('\0');
    let vowel = |c: char| "aiuAIUY".contains(c);
    let mut out = String::new();
    let mut i = 0;
    while i < all.len() {
        let long = |c: char| match c {
            'a' => 'A',
            'i' => 'I',
            _ => 'U',
        };
        match (at(i), at(i + 1), at(i + 2), at(i + 3)) {
            ('ء', v @ ('a' | 'i' | 'u'), 'ء', next) if next != '\0' && !vowel(next) => {
                out.push('ء');
                out.push(long(v));
                i += 3;
            }
            (v @ 'i', 'و', next, _) | (v @ 'u', 'ي', next, _) if next != '\0' && !vowel(next) && next != at(i + 1) => {
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
pub(super) fn spell(word: &str) -> String {
    let word: Vec<char> = contract(word).chars().collect();
    let mut out = String::new();
    let mut before = '\0';
    for (i, &c) in word.iter().enumerate() {
        let next = word.get(i + 1).copied().unwrap_or('\0');
        match c {
            'a' | 'i' | 'u' if i == 0 => out.push('ا'),
            'a' | 'i' | 'u' => {}
            'A' if out.ends_with('أ') => {
                out.pop();
                out.push('آ');
            }
            'A' | 'O' => out.push('ا'),
            'I' => out.push('ي'),
            'U' => out.push('و'),
            'Y' if before == 'ي' => out.push('ا'),
            'Y' => out.push('ى'),
            c if c == before => {}
            'ء' => {
                let last = i + 1 == word.len() || (i + 2 == word.len() && matches!(next, 'a' | 'i' | 'u'));
                out.push(seat(before, next, last));
            }
            c => out.push(c),
        }
        before = c;
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

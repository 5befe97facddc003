//! Every reader reads the same, and what the normalizer makes of the word.

use super::*;
use crate::morph::letters as slow;
use proptest::prelude::*;

use std::vec::Vec;

/// Gives back what was read.
struct Itself<const SNOWBALL: bool>;
impl<const SNOWBALL: bool> Reading for Itself<SNOWBALL> {
    const ALPHABET: Alphabet = if SNOWBALL { Alphabet::Snowball } else { Alphabet::Search };
    type Output = Read;
    fn done(self, read: Read) -> Read {
        read
    }
}

/// All readers, and the letters that the normalizer makes of the word.
fn check(word: &str) {
    check_levels::<false>(word);
    check_levels::<true>(word);
    let chars = |codes: u128, len: usize| -> Vec<char> {
        let mut out = String::new();
        push(codes, len, &mut out);
        out.chars().collect()
    };
    match (read(word, Itself::<false>), slow::Letters::of(word)) {
        (Read::Letters(fast), Ok(slow)) => {
            assert_eq!((&*chars(fast.folded, fast.len), &*chars(fast.spelled, fast.len)), (slow.folded(), slow.spelled()), "{word:?}");
            assert!((0..=fast.len).all(|i| fast.start(i) == slow.start(i)), "{word:?}");
            assert!((1..=fast.len).all(|i| fast.start(i) == slow.end(i - 1)), "{word:?}");
        }
        (Read::NoLetters, Err(slow::NoLetters::NotArabic)) | (Read::Look, _) => {}
        (fast, slow) => panic!("{word:?}: {fast:?}, {:?}", slow.err()),
    }
}

/// Every reader of this processor reads the same.
#[allow(unsafe_code)]
fn check_levels<const SNOWBALL: bool>(word: &str) {
    if !(1..=BYTES).contains(&word.len()) {
        return assert_eq!(read(word, Itself::<SNOWBALL>), Read::Look);
    }
    let scalar = read_scalar(Itself::<SNOWBALL>::ALPHABET, word.as_bytes());
    for level in crate::scan::Level::all() {
        let one = match level {
            // SAFETY: the level is one of this processor's.
            #[cfg(target_arch = "x86_64")]
            crate::scan::Level::Avx2 => unsafe { x86::read_avx2(word.as_bytes(), Itself::<SNOWBALL>) },
            #[cfg(target_arch = "x86_64")]
            crate::scan::Level::Ssse3 => unsafe { x86::read_ssse3(word.as_bytes(), Itself::<SNOWBALL>) },
            crate::scan::Level::Scalar => scalar,
        };
        match (one, scalar) {
            (Read::Letters(a), Read::Letters(b)) => {
                assert_eq!((a.spelled, a.folded, a.len, a.bytes), (b.spelled, b.folded, b.len, b.bytes), "{level:?} {word:?}");
                assert!((0..=a.len + 1).all(|i| a.start(i) == b.start(i)), "{level:?} {word:?}");
            }
            (a, b) => assert_eq!(a, b, "{level:?} {word:?}"),
        }
    }
}

#[test]
fn every_character_of_the_block() {
    for c in ('\0'..='\u{7F}').chain('\u{600}'..='\u{67F}') {
        for word in ["", "ا", "اب", "كتاب", "مدرستها"] {
            for i in 0..=word.chars().count() {
                let mut all: Vec<char> = word.chars().collect();
                all.insert(i, c);
                check(&all.iter().collect::<String>());
            }
        }
    }
}

#[test]
fn every_length() {
    for unit in ["ب", "بَ", "a", "ab", "a\u{64E}", "\u{64E}", "ب.", "أَ"] {
        for n in 0..36 {
            check(&unit.repeat(n));
            check(&(String::from("x") + &unit.repeat(n)));
            check(&(unit.repeat(n) + "،"));
            // A mark, and a sign behind it, where the vectors meet.
            check(&["#", &unit.repeat(n), "\u{651}."].concat());
            check(&[&unit.repeat(n), "\u{651}."].concat());
        }
    }
}

proptest! {
    #[test]
    fn words(word in "[ -~،؛؟«٣ٱپ]?[ء-غف-ي]{0,12}[ -~،؛؟«٣]?", marks in "[\u{64B}-\u{655}\u{640}\u{670}]{16}") {
        check(&word);
        let marked: String = word.chars().zip(marks.chars().cycle()).flat_map(|(c, m)| [c, m]).collect();
        check(&marked);
        check(&word.chars().zip(marks.chars()).flat_map(|(c, m)| [Some(c), Some(m).filter(|m| *m < '\u{653}')]).flatten().collect::<String>());
    }

    #[test]
    fn anything(text in "[\u{600}-\u{680} -~\u{200C}\u{FEFB}ء-ي]{0,20}") {
        check(&text);
    }
}

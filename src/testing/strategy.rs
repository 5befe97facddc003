//! `proptest` strategies that generate Arabic text, for property tests of your code.
//!
//! ```
//! use kalima::testing::strategy::{arabic_word, messy};
//! use proptest::prelude::*;
//!
//! proptest! {
//!     fn folding_twice_changes_nothing(text in messy()) {
//!         let n = kalima::Normalizer::search();
//!         prop_assert!(n.is_normalized(&n.normalize(&text)));
//!     }
//!
//!     fn a_stem_is_never_empty(word in arabic_word()) {
//!         prop_assert!(!kalima::Stemmer::Rules.stem(&word).text().is_empty());
//!     }
//! }
//! folding_twice_changes_nothing();
//! a_stem_is_never_empty();
//! ```

use alloc::string::String;
use alloc::vec::Vec;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Letters from which the strategies choose at random. The list repeats each letter roughly in proportion to the frequency of the letter in
/// Arabic text.
const LETTERS: &str = "اااااالللليييمممنننووتتررببعفقدسهكحجشصةخطذىءضغثزظأإآؤئ";
const MARKS: &str = "\u{64E}\u{64E}\u{64E}\u{650}\u{650}\u{64F}\u{652}\u{652}\u{651}\u{64B}\u{64C}\u{64D}\u{670}";
/// Prefixes and suffixes that the strategies attach to words of random letters. If the strategy chooses the empty string, no affix is
/// attached.
const HEADS: &[&str] = &["", "", "", "ال", "و", "وال", "ب", "بال", "لل", "ف", "س", "كال", "ي", "ت", "م"];
const TAILS: &[&str] = &["", "", "", "ة", "ات", "ون", "ين", "ه", "ها", "هم", "نا", "ي", "وا", "ان", "ية"];
/// Real words, such as function words, broken plurals and words with a hamza, because random letters seldom form such words.
const WORDS: &[&str] = &[
    "في",
    "من",
    "على",
    "إلى",
    "هذا",
    "التي",
    "الله",
    "لله",
    "كتاب",
    "مدرسة",
    "المدارس",
    "وزير",
    "قرآن",
    "شيء",
    "مسؤول",
    "سيارات",
    "اللغة",
    "للغة",
    "يكتبون",
    "استخدام",
    "أفبالكتاب",
    "ألمانيا",
    "آمنوا",
    "مستشفى",
    "ثلاثة",
    "هـ",
];

/// Abbreviations, including their full stops.
const ABBREVIATIONS: &[&str] = &["د.", "أ.د.", "ق.م.", "ص.", "إلخ."];

/// Generates a word of 1 to 10 Arabic letters without marks. About a quarter of the words are real words. One of these words, هـ, contains
/// a tatweel.
pub fn arabic_word() -> impl Strategy<Value = String> + Clone {
    let letters: Vec<char> = LETTERS.chars().collect();
    let made = (select(HEADS), vec(select(letters), 1..6), select(TAILS)).prop_map(|(head, letters, tail)| {
        let mut word = String::from(head);
        word.extend(letters);
        word.push_str(tail);
        word
    });
    prop_oneof![3 => made, 1 => select(WORDS).prop_map(String::from)]
}

/// Generates a word in which most letters have one or two marks.
pub fn vocalized() -> impl Strategy<Value = String> + Clone {
    let marks: Vec<char> = MARKS.chars().collect();
    let mark = prop_oneof![4 => select(marks).prop_map(Some), 1 => Just(None)];
    (arabic_word(), vec((mark, any::<bool>()), 16)).prop_map(|(word, marks)| {
        let mut out = String::new();
        for (c, (mark, shadda)) in word.chars().zip(marks.into_iter().cycle()) {
            out.push(c);
            if shadda && mark.is_some_and(|m| m != '\u{652}') && c != 'ا' {
                out.push('\u{651}');
            }
            out.extend(mark);
        }
        out
    })
}

/// Generates a text of at most 39 parts with punctuation and line breaks between the parts. Most parts are words, and some words are
/// vocalized. Other parts are, for example, abbreviations, numbers, addresses or words of other scripts. The text may be empty.
pub fn arabic_text() -> impl Strategy<Value = String> + Clone {
    let piece = prop_oneof![
        12 => arabic_word(),
        3 => vocalized(),
        2 => select(ABBREVIATIONS).prop_map(String::from),
        1 => select(&["1990", "١٫٥", "٣,٥٠٠", "10%", "2025/02/10", "iPhone", "U.S.", "https://example.com/a", "info@example.com", "#وسم", "👍🏽", "«", "»", "(", ")"][..])
            .prop_map(String::from),
    ];
    let gap =
        select(&[" ", " ", " ", " ", " ", " ", ". ", "، ", "؟ ", "! ", ".\n", "\n", "\n\n", ": ", "؛ ", "... ", " - ", "»", " «"][..]);
    vec((piece, gap), 0..40).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, gap) in pieces {
            text.push_str(&piece);
            text.push_str(gap);
        }
        text
    })
}

/// Generates a text of [`arabic_text`] with at most 11 insertions of irregular characters: marks, tatweel, joiners, direction marks,
/// ligatures, punctuation, or any other character. An insertion is one character, or a run of 2 to 39 equal characters.
pub fn messy() -> impl Strategy<Value = String> + Clone {
    let run = prop_oneof![6 => Just(1_usize), 1 => 2..40_usize];
    (arabic_text(), vec((any::<Index>(), stray_char(), run), 0..12)).prop_map(|(text, changes)| {
        let mut all: Vec<char> = text.chars().collect();
        for (at, c, run) in changes {
            let at = at.index(all.len() + 1);
            all.splice(at..at, core::iter::repeat_n(c, run));
        }
        all.into_iter().collect()
    })
}

/// Generates a character that often occurs in a wrong position: a mark, a tatweel, a joiner, a direction mark, a ligature, a punctuation
/// mark, or any other character.
pub(crate) fn stray_char() -> impl Strategy<Value = char> + Clone {
    let chars = |all: &str| select(all.chars().collect::<Vec<_>>());
    prop_oneof![
        6 => chars("\u{64B}\u{64E}\u{650}\u{651}\u{652}\u{653}\u{654}\u{655}\u{670}\u{6E5}\u{6DC}\u{640}"),
        4 => chars("\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{202B}\u{202C}\u{2067}\u{2069}\u{FEFF}\u{AD}\u{200B}\u{A0}"),
        3 => chars(" \n\r\t.،؛:؟!…«»\"()-–#@_/٫٬٪%1٢۳"),
        3 => chars("اأإآٱىيةهءؤئکیہەﻻﻼﷲﷺ﷽ﺎﻛپگa🇸👍\u{FFFD}"),
        1 => any::<char>(),
    ]
}

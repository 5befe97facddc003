//! Rows 111–130 of the catalogue of edge cases: stems, clitics, and invariants of whole texts.

use super::row::rows;
use crate::normalize::Preset::*;
use crate::stem::Stemmer::{Lexical, Light10, Lucene, Rules, Snowball};
use crate::testing::case::Expectation::*;

rows! {
    111 "clitic-stack" "وبالكتاب", "a conjunction, a preposition and the article", [Stem(Lexical, "كتاب"), Stem(Rules, "كتاب"), Stem(Light10, "كتاب"), Pieces(&["و", "ب", "ال", "كتاب"])];
    111 "question-and-stack" "أفبالكتاب", "four clitics", [Stem(Rules, "كتاب")];
    112 "lam-before-lam" "للغة", "ل and a word that begins with ل: a letter is not written", [Same(Search, "للغه"), Stem(Rules, "لغ"), Stem(Lexical, "لغه")];
    112 "god" "الله", "no article", [Stem(Rules, "الله"), Stem(Lexical, "الله"), Pieces(&["الله"])];
    113 "radical-waw" "وزير", "و is a letter of the word", [Stem(Rules, "وزير"), Stem(Lexical, "وزير"), Stem(Light10, "زير")];
    113 "radical-feh" "فيل", "ف is a letter of the word", [Stem(Rules, "فيل"), Stem(Lexical, "فيل")];
    113 "radical-beh" "بيت", "ب is a letter of the word", [Stem(Rules, "بيت"), Stem(Lexical, "بيت")];
    113 "radical-kaf" "كلب", "ك is a letter of the word", [Stem(Rules, "كلب"), Stem(Lexical, "كلب")];
    114 "al-of-a-name" "ألمانيا", "أل that is no article", [Stem(Rules, "المانيا"), Stem(Lexical, "المانيا")];
    114 "al-of-a-noun" "التزام", "ال that is no article", [Stem(Lexical, "التزام"), Pieces(&["التزام"])];
    115 "madda-before-noon" "قرآن", "آن is no ending", [Stem(Rules, "قران"), Stem(Lexical, "قران"), Stem(Lucene, "قرآن")];
    116 "broken-plural" "مدارس", "a plural by pattern: a light stemmer leaves it", [Stem(Rules, "مدارس"), Stem(Lexical, "مدرسه")];
    117 "final-hamza" "شيء", "a hamza at the end is a letter", [Normal(Search, "شيء"), Stem(Rules, "شيء")];
    117 "final-hamza-after-alef" "سماء", "a hamza at the end is a letter", [Normal(Search, "سماء"), Stem(Rules, "سماء"), Stem(Lexical, "سماء")];
    118 "teh-before-a-suffix" "مدرستنا", "ة is ت before a pronoun", [Stem(Lexical, "مدرسه"), Pieces(&["مدرست", "نا"])];
    119 "feminine-plural" "سيارات", "a regular plural", [Stem(Rules, "سيار"), Stem(Lexical, "سياره"), Stem(Snowball, "يارا")];
    120 "one-letter" "و", "a word of one letter is never stemmed to nothing", [Stem(Rules, "و"), Stem(Light10, "و"), Stem(Lexical, "و"), Words(&["و"])];
    120 "two-letters" "من", "a word of two letters", [Stem(Rules, "من"), Stem(Light10, "من"), Terms(&[])];
    121 "no-word" "***", "no letters: its own stem", [Stem(Rules, "***"), Stem(Lexical, "***"), Terms(&[])];
    121 "no-text" "", "nothing", [Stem(Rules, ""), Stem(Lexical, ""), Normal(Search, ""), Words(&[]), Sentences(&[]), Terms(&[])];
    121 "latin-word" "Zürich", "a word of another script", [Stem(Rules, "Zürich"), Normal(Search, "Zürich"), Terms(&["zurich"])];
    122 "vocalized-word" "كِتَابُهُ", "a word with its vowels", [Same(Search, "كتابه"), Stem(Rules, "كتاب"), Stem(Lexical, "كتاب")];
    122 "drawn-out-word" "كتـــابه", "a word with tatweel", [Stem(Rules, "كتاب"), Stem(Lexical, "كتاب")];
    122 "word-in-old-forms" "ﻛﺘﺎﺑﻪ", "a word in presentation forms", [Stem(Rules, "كتاب"), Stem(Lexical, "كتاب")];
    123 "question-hamza" "أكتابك", "the question particle أ looks like the first letter of a word, and is not cut without evidence", [Stem(Rules, "اكتابك"), Words(&["أكتابك"])];
    124 "four-words-in-one-spelling" "أن", "أن إن آن are one word under a fold", [Same(Search, "إن"), Same(Search, "آن"), Same(Search, "ان"), Differs(Light, "إن")];
    125 "text-to-cut-anywhere" "قَرَأَ ﷺ د. أحمد 👍🏽 https://مثال.مصر/أ؟", "a text to cut into two at each of its bytes: the tokens must not change", [
        Sentences(&["قَرَأَ ﷺ د. أحمد 👍🏽 https://مثال.مصر/أ؟"]),
    ];
    126 "one-space" " ", "one space", [Words(&[]), Sentences(&[]), Terms(&[]), Normal(Search, " ")];
    126 "one-character" "ك", "one letter", [Words(&["ك"]), Sentences(&["ك"]), Normal(Search, "ك")];
    127 "text-to-normalize-twice" "ءءاا\u{654}ا\u{653}ﻵـ\u{654}ٱ\u{655}", "what makes folds meet: normalizing twice must change nothing", [Normal(Search, "ءءااالاا")];
    128 "text-to-put-together" "\u{64E}ا \u{200F}ب\n\r\n،!", "tokens and what is between them are the text", [Words(&["ا", "ب"])];
    129 "text-in-other-units" "😀لا", "offsets in bytes, characters and UTF-16 units are others", [Found("لا", &["لا"])];
    130 "match-with-marks" "قَرَأَ الكِتَابَ", "a match takes in the marks of its last letter", [Found("كتاب", &["كِتَابَ"]), Found("الكت", &["الكِتَ"])];
}

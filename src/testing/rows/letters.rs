//! Rows 1–13 and 45–51 of the catalogue of edge cases: hamza and alef, letters of other keyboards and languages.

use super::row::rows;
use crate::normalize::Preset::*;
use crate::stem::Stemmer::{Lexical, Rules};
use crate::testing::case::Expectation::*;

rows! {
    1 "decomposed-alef-hamza" "ا\u{654}حمد", "أحمد with its hamza as a combining mark", [
        Normal(Orthographic, "أحمد"), Normal(Light, "أحمد"), Normal(Search, "احمد"), Words(&["ا\u{654}حمد"]),
        Terms(&["احمد"]), Found("أ", &["ا\u{654}"]),
    ];
    2 "decomposed-hamza-below" "ا\u{655}بريق", "إبريق with its hamza as a combining mark", [Normal(Orthographic, "إبريق"), Same(Search, "إبريق")];
    2 "decomposed-madda" "ا\u{653}بار", "آبار with its madda as a combining mark", [Normal(Orthographic, "آبار"), Normal(Search, "ابار")];
    2 "decomposed-waw-hamza" "مو\u{654}من", "مؤمن with its hamza as a combining mark", [Normal(Orthographic, "مؤمن"), Normal(Search, "مؤمن")];
    2 "decomposed-yeh-hamza" "بي\u{654}ر", "بئر with its hamza as a combining mark", [Normal(Orthographic, "بئر"), Normal(Search, "بئر")];
    3 "mark-between-letter-and-hamza" "ا\u{64E}\u{654}كل", "a vowel between the letter and its combining hamza", [
        Normal(Orthographic, "أ\u{64E}كل"), Normal(Search, "اكل"),
    ];
    4 "hamza-on-maqsura" "قارى\u{654}", "combining hamza on ى, for which Unicode has no composition", [
        Normal(Orthographic, "قارى\u{654}"), Normal(Search, "قارئ"), Same(Search, "قارئ"),
    ];
    4 "hamza-on-farsi-yeh" "قاری\u{654}", "combining hamza on ی, for which Unicode has no composition", [
        Normal(Orthographic, "قاری\u{654}"), Normal(Search, "قارئ"),
    ];
    5 "hamza-on-tatweel" "ال\u{640}\u{654}اخرة", "Uthmani hamza on a tatweel", [
        Normal(Orthographic, "ال\u{640}\u{654}اخرة"), Normal(Quran, "الاخره"), Same(Quran, "الآخرة"),
    ];
    6 "hamza-and-alef-for-madda" "ءَادم", "آدم in Uthmani spelling", [Normal(Orthographic, "ءَادم"), Same(Quran, "آدم"), Differs(Search, "آدم")];
    7 "alef-wasla" "ٱلحمد", "the article with alef wasla U+0671", [
        Normal(Light, "ٱلحمد"), Normal(Search, "الحمد"), Normal(Lucene, "ٱلحمد"), Found("حمد", &["حمد"]),
    ];
    7 "alef-wasla-stemmed" "ٱلكتاب", "the article with alef wasla, before a word to stem", [Stem(Rules, "كتاب"), Stem(Lexical, "كتاب"), Same(Search, "الكتاب")];
    8 "wavy-hamza-alefs" "ٲٳٵ", "U+0672 U+0673 U+0675, alefs of Kashmiri and Kazakh", [Normal(Search, "ااا"), Normal(Light, "ٲٳٵ")];
    9 "dagger-alef" "ه\u{670}ذا", "هذا with its dagger alef", [Normal(Search, "هذا"), Normal(Orthographic, "ه\u{670}ذا"), Words(&["ه\u{670}ذا"])];
    10 "dagger-alef-in-a-name" "خ\u{64E}\u{670}لدون", "خالدون in Uthmani spelling: dropping the dagger alef makes another name", [Normal(Search, "خلدون")];
    11 "dagger-alef-on-maqsura" "ع\u{64E}ل\u{64E}ى\u{670}", "the dagger alef on ى is never a letter of its own", [Normal(Light, "على"), Normal(Search, "علي")];
    12 "lam-alef-hamza-decomposed" "لا\u{654}", "لأ in three code points", [Normal(Orthographic, "لأ"), Normal(Search, "لا"), Same(Orthographic, "ﻷ")];
    12 "lam-alef-hamza-ligature" "ﻷ", "لأ in one code point", [Normal(Orthographic, "لأ"), Normal(Search, "لا"), Words(&["ﻷ"])];
    13 "madda-verb" "آمنوا", "a root that begins with hamza, written with madda", [Normal(Search, "امنوا"), Stem(Lexical, "امن")];
    45 "keheh-and-farsi-yeh" "کتابی", "كتابي typed on a Persian keyboard", [
        Normal(Search, "كتابي"), Normal(Keyboard, "كتابي"), Normal(Light, "کتابی"), Same(Search, "كتابي"), Found("كتاب", &["کتاب"]),
    ];
    46 "farsi-yeh-for-maqsura" "علی", "على typed on a Persian keyboard", [Same(Search, "على"), Same(Search, "علي")];
    47 "heh-goal" "اللہ", "الله typed on an Urdu keyboard", [Normal(Search, "الله"), Normal(Keyboard, "الله")];
    47 "teh-marbuta-goal" "رحمۃ", "رحمة typed on an Urdu keyboard", [Normal(Search, "رحمه"), Normal(Keyboard, "رحمة")];
    47 "ae" "ئەو", "Kurdish ە, a vowel: folded to ه only where the text is known to be Arabic", [Normal(Search, "ئەو"), Normal(Keyboard, "ئهو")];
    48 "yeh-barree" "مے", "ے of Urdu", [Normal(Search, "مے"), Normal(Keyboard, "مي")];
    49 "loan-letters" "پاريس چاد ژاكيت گاز ڤيديو", "letters of loan words are letters of their own", [
        Normal(Search, "پاريس چاد ژاكيت گاز ڤيديو"), Words(&["پاريس", "چاد", "ژاكيت", "گاز", "ڤيديو"]),
    ];
    50 "dotless-letters" "ٮٯں", "letters without dots, of old manuscripts: kept, and one word", [Normal(Search, "ٮٯں"), Words(&["ٮٯں"])];
    51 "zwnj-in-persian" "می\u{200C}خواهم", "a zero-width non-joiner inside a Persian word is no space", [
        Words(&["می\u{200C}خواهم"]), Normal(Orthographic, "می\u{200C}خواهم"), Normal(Search, "ميخواهم"),
    ];
}

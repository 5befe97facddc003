//! Rows 14–33 of the catalogue of edge cases: marks, tatweel, elongation.

use super::row::rows;
use crate::normalize::Preset::*;
use crate::stem::Stemmer::Rules;
use crate::testing::case::Expectation::*;
use crate::token::TokenKind::{self, Abbreviation, Arabic, Clitic, Ignorable, Number, Punctuation};

rows! {
    14 "shadda-before-vowel" "ب\u{651}\u{64E}", "shadda and vowel in the order of typing", [Normal(Orthographic, "ب\u{64E}\u{651}"), Normal(Search, "ب"), Same(Orthographic, "ب\u{64E}\u{651}")];
    15 "repeated-marks" "ب\u{64E}\u{651}\u{64E}ن\u{650}\u{650}", "a mark twice on one letter", [Normal(Orthographic, "ب\u{64E}\u{651}ن\u{650}"), Normal(Search, "بن")];
    16 "tanwin-before-alef" "كتاب\u{64B}ا", "fathatan before its alef", [Same(Search, "كتابا\u{64B}"), Normal(Search, "كتابا")];
    16 "tanwin-after-alef" "كتابا\u{64B}", "fathatan after its alef", [Normal(Search, "كتابا"), Words(&["كتابا\u{64B}"])];
    17 "mark-after-space" "ب\u{64E} \u{64F}ت", "a mark that has no letter", [Words(&["ب\u{64E}", "ت"]), Normal(Search, "ب ت")];
    18 "only-marks" "\u{64E}\u{651}", "marks and nothing else", [Normal(Search, ""), Words(&[]), Terms(&[]), Stem(Rules, "\u{64E}\u{651}"), Tokens(&[("\u{64E}\u{651}", Ignorable)])];
    19 "long-mark-run" "ب\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}\u{651}", "many marks on one letter", [
        Normal(Search, "ب"), Normal(Orthographic, "ب\u{651}"),
    ];
    20 "honorific-signs" "محمد\u{610}", "a small high ligature, a mark", [Normal(Search, "محمد"), Words(&["محمد\u{610}"])];
    21 "quranic-marks" "قُلْ\u{6DA}", "a pause mark inside or after a word", [Normal(Search, "قل"), Words(&["قُلْ\u{6DA}"])];
    22 "small-letters" "له\u{6E5} به\u{6E6}", "small waw and yeh: letters by their category, marks by their use", [Normal(Search, "له به"), Words(&["له\u{6E5}", "به\u{6E6}"])];
    23 "extended-b-marks" "ب\u{8F0}ب\u{8E4}ب\u{898}", "marks of Arabic Extended-A and B", [Normal(Search, "ببب"), Words(&["ب\u{8F0}ب\u{8E4}ب\u{898}"])];
    24 "extended-c-marks" "ب\u{10EFD}ت\u{10EFF}", "marks of Arabic Extended-C, of Unicode 15 and 16", [Normal(Search, "بت"), Words(&["ب\u{10EFD}ت\u{10EFF}"])];
    25 "spacing-marks" "كﹶتب", "the spacing form of a mark, which NFKC makes a space and a mark", [Normal(Search, "كتب"), Words(&["كﹶتب"])];
    26 "tatweel-marks" "كﹷتﹿب", "a mark on a tatweel in one code point", [Normal(Search, "كتب"), Words(&["كﹷتﹿب"])];
    27 "shadda-ligatures" "رب\u{FC60}", "shadda and vowel in one code point", [Normal(Search, "رب"), Words(&["رب\u{FC60}"])];
    28 "partly-vocalized" "كَتب", "one vowel of two", [Same(Search, "كَتَبَ"), Same(Search, "كتب"), Same(Search, "كُتب"), Found("كتب", &["كَتب"])];
    29 "tatweel" "كتــاب", "a word drawn out with tatweel", [Normal(Light, "كتاب"), Normal(Search, "كتاب"), Normal(Lucene, "كتاب"), Words(&["كتــاب"]), Stem(Rules, "كتاب")];
    30 "only-tatweel" "ــــ", "a line of tatweel is no word", [Normal(Search, ""), Words(&[]), Tokens(&[("ــــ", Punctuation)])];
    31 "hijri-mark" "1446 هـ", "هـ for the Hijri year", [Tokens(&[("1446", Number), ("هـ", Abbreviation)])];
    31 "article-with-tatweel" "الـ«كتاب»", "the article, drawn out before a quotation", [Tokens(&[("الـ", Clitic), ("«", Punctuation), ("كتاب", Arabic), ("»", Punctuation)])];
    32 "letter-elongation" "رااااائع", "a letter for a cry: kept by the presets", [Normal(Search, "رااااائع"), Words(&["رااااائع"])];
    32 "tatweel-elongation" "لـــــا", "a word for a cry", [Normal(Search, "لا"), Words(&["لـــــا"])];
    33 "laughter" "هههههه", "laughter", [Words(&["هههههه"]), Normal(Search, "هههههه"), Tokens(&[("هههههه", TokenKind::Arabic)])];
}

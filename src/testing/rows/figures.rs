//! Rows 64–77 of the catalogue of edge cases: numbers, dates, times, amounts, versions.

use super::row::rows;
use crate::normalize::Preset::*;
use crate::testing::case::Expectation::*;
use crate::token::TokenKind::{self, Clitic, Date, Number, Percent, Phone, Range, Symbol, Time, Version, Word};

rows! {
    64 "decimal-separator" "١٫٥", "a decimal number with its own separator", [Normal(Search, "1.5"), Normal(Light, "١٫٥"), Tokens(&[("١٫٥", Number)])];
    65 "thousands-separator" "١٬٠٠٠", "a thousand with its own separator", [Normal(Search, "1,000"), Tokens(&[("١٬٠٠٠", Number)])];
    66 "arabic-comma-in-a-number" "٢٥٧٩٩،٥٢", "an Arabic comma for a decimal separator", [Tokens(&[("٢٥٧٩٩،٥٢", Number)])];
    67 "percent-after" "12%", "a percentage", [Entities(&[("12%", Percent)]), Tokens(&[("12", Number), ("%", TokenKind::Punctuation)])];
    67 "percent-before" "٪١٢", "a percentage with its sign before it", [Normal(Search, "%12"), Entities(&[("٪١٢", Percent)])];
    68 "date" "2025/02/10", "a date", [Entities(&[("2025/02/10", Date)])];
    68 "arabic-date" "١٠/٢/٢٠٢٥", "a date in Arabic digits", [Entities(&[("١٠/٢/٢٠٢٥", Date)]), Sentences(&["١٠/٢/٢٠٢٥"])];
    69 "time" "الساعة ٨:٤٥ ص", "a time: the letter for the morning ends no sentence", [Entities(&[("الساعة", TokenKind::Arabic), ("٨:٤٥", Time), ("ص", TokenKind::Arabic)]), Sentences(&["الساعة ٨:٤٥ ص"])];
    70 "range-of-years" "1990–1995", "two years with a dash", [Entities(&[("1990–1995", Range)])];
    71 "telephone-number" "+966 50 123 4567", "a telephone number with spaces", [Entities(&[("+966 50 123 4567", Phone)])];
    71 "telephone-number-arabic" "٠٥٠١٢٣٤٥٦٧", "a telephone number in Arabic digits", [Entities(&[("٠٥٠١٢٣٤٥٦٧", Phone)])];
    72 "currency-with-stops" "دفع 5 ر.س. للسائق.", "the stops of a currency end no sentence", [Sentences(&["دفع 5 ر.س. للسائق."])];
    72 "currency-sign" "5$", "a sign of currency", [Tokens(&[("5", Number), ("$", Symbol)])];
    73 "article-and-number" "ال21", "the article written on to a number", [Tokens(&[("ال", Clitic), ("21", Number)])];
    73 "number-and-unit" "5كم", "a unit written on to a number", [Tokens(&[("5", Number), ("كم", TokenKind::Arabic)])];
    73 "preposition-and-percentage" "ب10%", "a preposition written on to a percentage", [Entities(&[("ب", Clitic), ("10%", Percent)])];
    74 "list-marker" "1. تفاح", "the stop of a list marker ends no sentence", [Sentences(&["1. تفاح"])];
    74 "letter-list-marker" "أ- تفاح\nب- موز", "each item of a list is a sentence", [Sentences(&["أ- تفاح", "ب- موز"])];
    75 "mixed-digits" "١2۳", "digits of three sets in one number", [Normal(Search, "123"), Tokens(&[("١2۳", Number)])];
    76 "version" "2.0.1", "a version", [Entities(&[("2.0.1", Version)]), Sentences(&["2.0.1"])];
    76 "ip-address" "192.168.1.1", "four numbers with stops", [Entities(&[("192.168.1.1", Version)])];
    77 "other-numbers" "٣½ ② m²", "fractions, numbers in circles, powers", [Normal(Search, "3½ ② m²"), Tokens(&[("٣", Number), ("½", Number), ("②", Number), ("m", Word), ("²", Number)])];
}

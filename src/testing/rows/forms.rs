//! Rows 34–44 and 52–63 of the catalogue of edge cases: presentation forms and ligatures, direction marks, spaces, controls, invalid bytes.

use super::row::rows;
use crate::normalize::Preset::*;
use crate::stem::Stemmer::Rules;
use crate::testing::case::Expectation::*;
use crate::token::TokenKind::{self, Symbol};

rows! {
    34 "lam-alef-isolated" "ﻻ", "لا in one code point, isolated", [Normal(Orthographic, "لا"), Normal(Search, "لا")];
    34 "lam-alef-final" "ﻓﻼح", "لا in one code point at the end of a run, which few tables have", [Normal(Light, "فلاح"), Same(Search, "فلاح"), Stem(Rules, "فلاح")];
    34 "lam-alef-madda" "ﻵن", "لآ in one code point", [Normal(Light, "لآن"), Normal(Search, "لان")];
    35 "visual-order" "ﻡﻼﺴﻟا", "السلام in visual order, letter by letter from left to right, as in some PDFs: never reversed silently", [Normal(Light, "ملاسلا"), Differs(Search, "السلام")];
    36 "allah-ligature" "ﷲ", "الله in one code point", [Normal(Search, "الله"), Terms(&["الله"])];
    37 "salla-ligature" "محمد ﷺ", "a blessing in one code point", [Normal(Search, "محمد "), Tokens(&[("محمد", TokenKind::Arabic), ("ﷺ", TokenKind::Arabic)])];
    38 "basmala" "﷽", "four words in one code point, which Unicode does not decompose", [Normal(Search, "بسم الله الرحمن الرحيم")];
    39 "honorific-ligatures" "علي\u{FD40}", "blessings of Unicode 14, which it does not decompose", [Normal(Search, "علي")];
    40 "rial" "5﷼", "ريال in one code point, which NFKC spells with Persian yeh", [Normal(Search, "5 ريال"), Tokens(&[("5", TokenKind::Number), ("﷼", Symbol)])];
    41 "glyph-parts" "ب\u{FBB2}", "a dot that is a symbol of its own", [Normal(Search, "ب")];
    42 "presentation-forms" "ﻛﺘﺎﺏ", "letters by their shape, of old encodings and PDFs", [Normal(Orthographic, "كتاب"), Normal(Search, "كتاب"), Normal(Lucene, "ﻛﺘﺎﺏ"), Words(&["ﻛﺘﺎﺏ"]), Found("كتاب", &["ﻛﺘﺎﺏ"])];
    43 "mathematical-letters" "𞸀𞸁", "letters of formulas", [Normal(Orthographic, "𞸀𞸁"), Normal(Search, "اب")];
    44 "number-signs" "\u{600}١٢٣", "a sign that spans the digits that follow it", [Words(&["\u{600}١٢٣"])];
    52 "direction-marks" "\u{200F}كتاب\u{200E} قلم\u{200F}", "direction marks at the edges of words", [Normal(Search, "كتاب قلم"), Words(&["كتاب", "قلم"]), Terms(&["كتاب", "قلم"])];
    52 "direction-mark-inside" "كت\u{200F}اب", "a direction mark inside a word", [Normal(Search, "كتاب"), Terms(&["كتاب"])];
    53 "arabic-letter-mark" "\u{61C}كتاب", "U+061C", [Normal(Search, "كتاب"), Words(&["كتاب"])];
    54 "embeddings" "\u{202B}كتاب\u{202C} \u{2067}قلم\u{2069}", "embeddings and isolates", [Normal(Search, "كتاب قلم"), Words(&["كتاب", "قلم"])];
    55 "direction-mark-for-zwnj" "می\u{200F}روم", "a direction mark in place of a non-joiner", [Normal(Search, "ميروم"), Words(&["می\u{200F}روم"])];
    56 "joiner-after-a-letter" "ه\u{200D}", "a joiner that selects the initial shape of ه", [Normal(Search, "ه"), Words(&["ه\u{200D}"])];
    57 "byte-order-mark" "\u{FEFF}كتاب", "a byte order mark before the text", [Normal(Search, "كتاب"), Words(&["كتاب"]), Found("كتاب", &["كتاب"])];
    57 "byte-order-mark-inside" "كت\u{FEFF}اب", "a byte order mark where two files were joined", [Normal(Search, "كتاب"), Terms(&["كتاب"])];
    58 "odd-spaces" "كتاب\u{A0}قلم\u{202F}باب\u{2007}دار\u{3000}نهر", "spaces of many widths", [Normal(Search, "كتاب قلم باب دار نهر"), Words(&["كتاب", "قلم", "باب", "دار", "نهر"])];
    58 "odd-line-breaks" "كتاب\u{85}قلم\u{2028}باب\u{2029}دار\u{B}نهر\u{C}بحر", "line breaks of many kinds", [Words(&["كتاب", "قلم", "باب", "دار", "نهر", "بحر"])];
    59 "invisible-characters" "كت\u{AD}اب قلم\u{2060}", "soft hyphen, word joiner", [Normal(Search, "كتاب قلم"), Terms(&["كتاب", "قلم"])];
    59 "zero-width-space" "كتاب\u{200B}قلم", "a zero-width space separates words", [Normal(Search, "كتاب قلم"), Words(&["كتاب", "قلم"])];
    60 "nul" "كتاب\0قلم", "U+0000 does not end the text", [Normal(Search, "كتاب\0قلم"), Words(&["كتاب", "قلم"])];
    61 "cut-letter" b"\xD9\x83\xD9 \xD9\x82", "a letter that was cut in the middle", [Words(&["ك", "ق"])];
    61 "surrogate" b"\xD9\x83\xED\xA0\x80\xD9\x82", "half of a surrogate pair, in three bytes", [Words(&["ك", "ق"]), Normal(Search, "ك\u{FFFD}\u{FFFD}\u{FFFD}ق")];
    61 "overlong" b"\xC0\xAF\xF8", "bytes that never occur in UTF-8", [Words(&[]), Normal(Search, "\u{FFFD}\u{FFFD}\u{FFFD}")];
    62 "unknown-characters" "كتاب\u{FFFD}قلم\u{E000}باب\u{F200}دار", "U+FFFD and private-use characters separate words", [Words(&["كتاب", "قلم", "باب", "دار"])];
    63 "mojibake" "Ø§Ù„Ø³Ù„Ø§Ù…", "السلام in UTF-8, read as Windows-1252: kept as it is", [Normal(Search, "Ø§Ù„Ø³Ù„Ø§Ù…")];
}

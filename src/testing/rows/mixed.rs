//! Rows 100–110 of the catalogue of edge cases: addresses, tags, emoji, other scripts, mark-up.

use super::row::rows;
use crate::testing::case::Expectation::*;
use crate::token::TokenKind::{Arabic, Clitic, Email, Emoji, Hashtag, Mention, Punctuation, Symbol, Url, Word};

rows! {
    100 "url-with-arabic-path" "https://ar.wikipedia.org/wiki/مصر.", "an address with an Arabic path; the stop is the sentence's", [Tokens(&[("https://ar.wikipedia.org/wiki/مصر", Url), (".", Punctuation)])];
    100 "arabic-domain" "http://موقع.وزارة-الاتصالات.مصر/", "an Arabic domain", [Tokens(&[("http://موقع.وزارة-الاتصالات.مصر/", Url)]), Sentences(&["http://موقع.وزارة-الاتصالات.مصر/"])];
    101 "email" "info@example.com", "an e-mail address", [Tokens(&[("info@example.com", Email)])];
    101 "arabic-email" "مثال@موقع.عرب", "an e-mail address in Arabic letters", [Tokens(&[("مثال@موقع.عرب", Email)])];
    102 "hashtag" "#كتاب_جديد", "a hashtag of two words", [Tokens(&[("#كتاب_جديد", Hashtag)]), Terms(&["كتاب_جديد", "كتاب", "جديد"])];
    102 "hashtag-with-digits" "#السعودية2030", "a hashtag with digits", [Tokens(&[("#السعودية2030", Hashtag)])];
    103 "mention" "@محمد @user_1", "mentions", [Tokens(&[("@محمد", Mention), ("@user_1", Mention)])];
    104 "emoji-family" "👨\u{200D}👩\u{200D}👧", "an emoji of three people and two joiners", [Tokens(&[("👨\u{200D}👩\u{200D}👧", Emoji)])];
    104 "emoji-flag" "🇸🇦", "a flag", [Tokens(&[("🇸🇦", Emoji)])];
    104 "emoji-skin-tone" "👍🏽", "a skin tone", [Tokens(&[("👍🏽", Emoji)])];
    104 "emoji-keycap" "1\u{FE0F}\u{20E3}", "a key", [Tokens(&[("1\u{FE0F}\u{20E3}", Emoji)])];
    105 "clitic-and-latin" "الـiPhone", "the article before a Latin word", [Tokens(&[("الـ", Clitic), ("iPhone", Word)])];
    105 "conjunction-and-latin" "وGoogle", "a conjunction before a Latin word", [Tokens(&[("و", Clitic), ("Google", Word)])];
    106 "clitic-before-quotation" "لـ«نص»", "a preposition before a quotation", [Tokens(&[("لـ", Clitic), ("«", Punctuation), ("نص", Arabic), ("»", Punctuation)])];
    107 "html" "<b>نص</b> &amp;", "mark-up is tokens like others", [Words(&["b", "نص", "b", "amp"])];
    108 "markdown" "**نص** [نص](url)", "signs of Markdown are no part of words", [Words(&["نص", "نص", "url"])];
    109 "code" "snake_case C++ AT&T كتاب", "words of programs beside Arabic", [Words(&["snake_case", "C", "AT", "T", "كتاب"])];
    110 "emoticons" ":) <3", "faces in ASCII", [Words(&["3"]), Tokens(&[(":", Punctuation), (")", Punctuation), ("<", Symbol), ("3", crate::token::TokenKind::Number)])];
}

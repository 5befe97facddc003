//! Rows 78–99 of the catalogue of edge cases: abbreviations and sentence ends.

use super::row::rows;
use crate::testing::case::Expectation::*;
use crate::token::TokenKind::{Abbreviation, Arabic, Punctuation};

rows! {
    78 "title" "وصل د. أحمد أمس.", "no sentence ends after a title", [Sentences(&["وصل د. أحمد أمس."]), Tokens(&[("وصل", Arabic), ("د.", Abbreviation), ("أحمد", Arabic), ("أمس", Arabic), (".", Punctuation)])];
    78 "two-titles" "وصل أ.د. محمد أمس.", "nor after two", [Sentences(&["وصل أ.د. محمد أمس."])];
    79 "title-glued-to-the-name" "د.أحمد", "a title without a space after it", [Tokens(&[("د.", Abbreviation), ("أحمد", Arabic)]), Sentences(&["د.أحمد"])];
    80 "era" "ولد سنة 322 ق.م. في أثينا.", "nor after an era, where a preposition follows", [Sentences(&["ولد سنة 322 ق.م. في أثينا."])];
    81 "page" "انظر ص. 45 من الكتاب.", "nor after an abbreviation of a page", [Sentences(&["انظر ص. 45 من الكتاب."])];
    82 "latin-abbreviation" "سافر إلى U.S. في مايو.", "nor inside a Latin abbreviation", [Sentences(&["سافر إلى U.S. في مايو."])];
    83 "etc" "اشترى تفاحا وموزا إلخ. ثم عاد.", "إلخ. may end a sentence or not", [Sentences(&["اشترى تفاحا وموزا إلخ.", "ثم عاد."])];
    83 "etc-and-more" "اشترى تفاحا وموزا إلخ. من السوق.", "إلخ. before a preposition ends nothing", [Sentences(&["اشترى تفاحا وموزا إلخ. من السوق."])];
    84 "classical-abbreviation" "انتهى اهـ.", "an abbreviation of old books", [Sentences(&["انتهى اهـ."])];
    85 "run-of-end-marks" "هل جاء؟! نعم!!! حقا؟؟", "a run of marks is one end", [Sentences(&["هل جاء؟!", "نعم!!!", "حقا؟؟"])];
    86 "stop-inside-quotation" "قال: «انتهى الأمر.» ثم خرج.", "the closing mark belongs to the sentence", [Sentences(&["قال: «انتهى الأمر.»", "ثم خرج."])];
    86 "verb-of-saying-after" "«نعم.» قال أحمد.", "a verb of saying continues the sentence", [Sentences(&["«نعم.» قال أحمد."])];
    87 "two-stops-in-quotation" "قال: «ذهبت. ثم عدت.»", "sentences inside a quotation", [Sentences(&["قال: «ذهبت.", "ثم عدت.»"])];
    88 "ellipsis" "كان... ثم ذهب.", "an ellipsis ends no sentence if the sentence continues", [Sentences(&["كان... ثم ذهب."])];
    89 "clause-marks" "تأخر القطار؛ لذلك عدنا، ثم نمنا.", "clause marks end no sentence", [Sentences(&["تأخر القطار؛ لذلك عدنا، ثم نمنا."])];
    90 "urdu-full-stop" "یہ کتاب ہے۔ وہ قلم ہے۔", "the full stop of Urdu", [Sentences(&["یہ کتاب ہے۔", "وہ قلم ہے۔"])];
    91 "verse-end" "الحمد لله \u{6DD}٢ الرحمن", "the end of a verse ends a sentence on request only", [Sentences(&["الحمد لله \u{6DD}٢ الرحمن"])];
    92 "heading" "مباحثات أمنية\nعقد الوزيران اجتماعا في العاصمة.", "a heading without a stop", [Sentences(&["مباحثات أمنية", "عقد الوزيران اجتماعا في العاصمة."])];
    93 "dateline" "القاهرة (أ ف ب) - أعلن الوزير.", "the place and the agency before the news", [Sentences(&["القاهرة (أ ف ب) - أعلن الوزير."])];
    94 "dash-with-one-space" "مغربية –إسبانية", "a dash that is glued to one word", [Words(&["مغربية", "إسبانية"])];
    94 "lone-conjunction" "كر و فر", "و alone", [Words(&["كر", "و", "فر"]), Terms(&["كر", "فر"])];
    95 "missing-space" "وصل الوفد.بدأ الاجتماع.", "no space after a full stop", [Words(&["وصل", "الوفد", "بدأ", "الاجتماع"]), Sentences(&["وصل الوفد.", "بدأ الاجتماع."])];
    96 "space-before-the-stop" "وصل الوفد . ثم عاد .", "a space before the stop", [Sentences(&["وصل الوفد .", "ثم عاد ."])];
    97 "bullets" "• تفاح\n• موز", "lines with bullets", [Sentences(&["• تفاح", "• موز"])];
    98 "run-on" "كلام يطول ولا ينتهي ثم يطول ولا ينتهي ثم يطول ولا ينتهي", "text without an end mark", [Sentences(&["كلام يطول ولا ينتهي ثم يطول ولا ينتهي ثم يطول ولا ينتهي"])];
    99 "footnote-mark" "انتهت الحرب.[1] ثم بدأ البناء.", "the mark of a footnote stays with its sentence", [Sentences(&["انتهت الحرب.[1]", "ثم بدأ البناء."])];
}

//! Joins segments to a word. Joining is the inverse of segmentation.

use alloc::string::String;

use crate::span::slice;

/// The pronouns that are attached to the end of words.
const PRONOUNS: [&str; 12] = ["ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ني", "ي"];

/// Joins the underlying forms of segments to one word. An underlying form is the spelling of a segment as a separate word. The function
/// applies these rules of spelling:
///
/// - After ل, the article ال loses its ا: ل and الكتاب become للكتاب. If the noun begins with ل, the article loses both letters: ل, ال and
///   لغة become للغة.
/// - Before a pronoun, a final ة becomes ت: مدرسة and ها become مدرستها.
/// - Before a pronoun, a final وا in a form of more than three letters becomes و: كتبوا and ها become كتبوها.
/// - Before a pronoun, a final ى becomes ي in على, إلى, الى and لدى, and ا in all other words: على and هم become عليهم.
///
/// For most words, the function is the inverse of [`segment`](super::segment()). It does not restore these spellings:
///
/// - The seat of a hamza before a pronoun depends on the case of the noun: the result for the segments of بناؤه is بناءه.
/// - If ل, the article and the first ل of a noun are written with three ل (لللغة), the result has only two (للغة).
/// - After ل, the function takes every initial ال for the article: ل and التزام become للتزام instead of لالتزام.
///
/// The forms must have no marks. The result for forms with marks may be misspelled: لِ and الكتاب become لِالكتاب.
///
/// ```
/// # use kalima::clitic::desegment;
/// assert_eq!(desegment(["و", "ل", "المدرسة"]), "وللمدرسة");
/// assert_eq!(desegment(["ل", "ال", "لغة"]), "للغة");
/// assert_eq!(desegment(["ل", "اللغة"]), "للغة");
/// assert_eq!(desegment(["على", "هم"]), "عليهم");
/// assert_eq!(desegment([]), "");
/// ```
pub fn desegment<'a>(forms: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut last = "";
    // True if the last two forms are ل and ال. Then `out` ends with لل.
    let mut lam_and_article = false;
    for form in forms {
        let mut form = form;
        // `out` ends with لل, and the form begins with a third ل. Arabic spelling does not have three ل in sequence here, so one ل is
        // removed.
        if lam_and_article && form.starts_with('ل') {
            out.truncate(out.len() - 'ل'.len_utf8());
        }
        lam_and_article = false;
        if last == "ل"
            && let Some(rest) = form.strip_prefix("ال")
        {
            lam_and_article = rest.is_empty();
            if rest.starts_with('ل') {
                form = rest;
            } else {
                form = slice(form, 'ا'.len_utf8()..form.len());
            }
        } else if PRONOUNS.contains(&form) && last.chars().count() > 1 {
            bind(&mut out, last);
        }
        out.push_str(form);
        last = form;
    }
    out
}

/// Changes or removes the last letter of `out` by the rules for a form before a pronoun. `last` is the last form of `out`. If no rule
/// applies, the letter does not change.
fn bind(out: &mut String, last: &str) {
    let ending = match last.chars().next_back() {
        Some('ة') => "ت",
        Some('ى') if matches!(last, "على" | "إلى" | "الى" | "لدى") => "ي",
        Some('ى') => "ا",
        Some('ا') if last.ends_with("وا") && last.chars().count() > 3 => "",
        _ => return,
    };
    out.pop();
    out.push_str(ending);
}

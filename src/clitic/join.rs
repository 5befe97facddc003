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
/// - Before a pronoun, a final ى becomes ي in على, إلى and لدى, and ا in all other words: على and هم become عليهم.
///
/// The function is the inverse of [`segment`](super::segment()), with two exceptions. First, the seat of a hamza before a pronoun depends
/// on the case of the noun, so the function does not restore the seat: the result for the segments of بناؤه is بناءه. Second, the function
/// never writes ل three times in sequence: the result for the segments of لللغة is للغة.
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
        // The sequence لل is already written, and the form begins with a third ل. Three ل are never written in sequence, so one ل is
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

/// Changes the last letter of `out` to its spelling before a pronoun, or removes this letter. `last` is the last form of `out`.
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

//! Joins segments to a word: the inverse of segmentation.

use alloc::string::String;

use crate::span::slice;

/// The pronouns that are attached to words.
const PRONOUNS: [&str; 12] = ["ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ني", "ي"];

/// Joins forms to one word by the rules of spelling. After ل, the article ال loses its ا. Before a pronoun, ة becomes ت, ى becomes ا (or ي
/// in على, إلى and لدى), and وا becomes و.
///
/// This inverts [`segment`](super::segment()), with two exceptions: the seat of a hamza before a pronoun (بناءه for بناؤه), which depends
/// on the case, and a third ل, which is not written (للغة for لللغة). Forms with marks are joined without the rules.
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
    // True if the last two forms are ل and ال. `out` then ends in لل.
    let mut lam_and_article = false;
    for form in forms {
        let mut form = form;
        // Spelling has no third ل.
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

/// Changes the last form of `out`, which is `last`, to its spelling with a pronoun.
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

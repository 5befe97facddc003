//! Joins segments to a word. This is the inverse of segmentation.

use alloc::string::String;

use crate::span::slice;

/// The pronouns that are attached to words.
const PRONOUNS: [&str; 12] = ["ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "كما", "نا", "ني", "ي"];

/// Joins the underlying forms of segments to one word by the rules of spelling. After ل, the article ال loses its ا. Before a pronoun, ة
/// becomes ت, and وا becomes و. Before a pronoun, ى becomes ي in على, إلى and لدى, and ا in all other words.
///
/// This function is the inverse of [`segment`](super::segment()), with two exceptions. The seat of a hamza before a pronoun depends on the
/// case of the noun and is not restored: the result is بناءه where the word was بناؤه. A third ل is never written (للغة, not لللغة). The
/// rules are not applied to forms with marks; such forms are only concatenated.
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
    // True if the last two forms are ل and ال. In this case `out` ends with لل.
    let mut lam_and_article = false;
    for form in forms {
        let mut form = form;
        // Three ل are never written in sequence, so the second ل is removed.
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

/// Changes the end of `out`, whose last form is `last`, to the spelling before a pronoun.
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

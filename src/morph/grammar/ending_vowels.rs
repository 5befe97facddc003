//! The vowels of endings and pronouns, as lists of patterns. `search/vowel_filter.rs` compares the marks of a word with the patterns.
//!
//! In a pattern, ـ (U+0640) represents the last letter of the stem. A letter of the word that has no marks fits every pattern. A letter of
//! a pattern may have no vowel sign. If this letter is the last letter of the pattern, the letter of the word may have any vowel sign.
//! Otherwise this letter is a long vowel, and the letter of the word may have no vowel sign except a sukun.
//!
//! Each function returns the patterns of one ending, or an empty list if the ending may have any vowels.

/// Returns the patterns of the pronoun with the letters `text`. Every `text` that is not listed counts as ي.
pub(crate) fn pronoun(text: &str) -> &'static [&'static str] {
    match text {
        "ها" => &["هَا"],
        "ه" => &["هُ", "هِ", "هْ"],
        "هم" => &["هُم", "هِم"],
        "هما" => &["هُمَا", "هِمَا"],
        "نا" => &["نَا"],
        "ني" => &["نِي"],
        "كم" => &["كُم"],
        "هن" => &["هُنَّ", "هِنَّ"],
        "ك" => &["كَ", "كِ", "كْ"],
        "كما" => &["كُمَا"],
        "كن" => &["كُنَّ"],
        // No sukun: مُعَلِّمَتَيْ is a dual.
        _ => &["يَ", "يَّ"],
    }
}

/// Returns the patterns of the ending `text` of a noun, an adjective or a verbal noun.
pub(crate) fn nominal(text: &str) -> &'static [&'static str] {
    match text {
        "ة" => &["ـَة"],
        "ه" => &["ـَه"],
        "ت" => &["ـَت"],
        "ات" => &["ـَاتُ", "ـَاتِ", "ـَاتٌ", "ـَاتٍ", "ـَاتْ"],
        "ان" => &["ـَانِ"],
        "تان" => &["ـَتَانِ"],
        "تين" => &["ـَتَيْنِ"],
        "ين" => &["ـِينَ", "ـَيْنِ", "ـَيْنَ"],
        "ون" => &["ـُونَ", "ـَوْنَ"],
        "ا" => &["ـًا", "ـَا"],
        "و" => &["ـُو", "ـَو"],
        "ي" => &["ـِي", "ـَيْ", "ـَيِ"],
        "تا" => &["ـَتَا"],
        "تي" => &["ـَتَيْ", "ـَتَيِ"],
        _ => &[],
    }
}

/// Returns the patterns of the ending `text`, which begins with the ي of a relative adjective.
pub(crate) fn relative(text: &str) -> &'static [&'static str] {
    match text {
        "ي" => &["ـِيّ"],
        "ية" => &["ـِيَّة"],
        "يه" => &["ـِيَّه"],
        "يت" => &["ـِيَّت"],
        "يا" => &["ـِيًّا", "ـِيَّا"],
        "يون" => &["ـِيُّونَ"],
        "يين" => &["ـِيِّينَ", "ـِيَّيْنِ"],
        "يان" => &["ـِيَّانِ"],
        "يتان" => &["ـِيَّتَانِ"],
        "يتين" => &["ـِيَّتَيْنِ"],
        "يات" => &["ـِيَّاتُ", "ـِيَّاتِ", "ـِيَّاتٌ", "ـِيَّاتٍ", "ـِيَّاتْ"],
        _ => &[],
    }
}

/// Returns the patterns of the ending `text` of a perfect. The pattern `ـَتِ` is the ending تْ (third person feminine singular) before a
/// word that begins with the article.
pub(crate) fn perfect(text: &str) -> &'static [&'static str] {
    match text {
        "" => &["ـَ"],
        "ت" => &["ـَتْ", "ـَتِ", "ـْتُ", "ـْتَ", "ـْتِ"],
        "وا" => &["ـُوا", "ـَوْا"],
        "و" => &["ـُو", "ـَوْ"],
        "نا" => &["ـْنَا"],
        "تم" => &["ـْتُم"],
        "تمو" => &["ـْتُمُو"],
        "ا" => &["ـَا"],
        "تا" => &["ـَتَا"],
        "ن" => &["ـْنَ"],
        "تما" => &["ـْتُمَا"],
        "تن" => &["ـْتُنَّ"],
        _ => &[],
    }
}

/// Returns the patterns of the ending `text` of a present in any mood.
pub(crate) fn present(text: &str) -> &'static [&'static str] {
    match text {
        "" => &["ـُ", "ـَ", "ـْ", "ـِ"],
        "ون" => &["ـُونَ", "ـَوْنَ"],
        "ين" => &["ـِينَ", "ـَيْنَ"],
        "ان" => &["ـَانِ"],
        "وا" => &["ـُوا", "ـَوْا"],
        "و" => &["ـُو", "ـَوْ"],
        "ا" => &["ـَا"],
        "ن" => &["ـْنَ"],
        "ي" => &["ـِي", "ـَيْ"],
        _ => &[],
    }
}

/// Returns the patterns of the ending `text` of an imperative.
pub(crate) fn imperative(text: &str) -> &'static [&'static str] {
    match text {
        "" => &["ـُ", "ـَ", "ـْ", "ـِ"],
        "وا" => &["ـُوا", "ـَوْا"],
        "ي" => &["ـِي", "ـَيْ"],
        "ا" => &["ـَا"],
        "ن" => &["ـْنَ"],
        _ => &[],
    }
}

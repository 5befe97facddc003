//! The figures of a report. This module computes the figures from the counts of a text, and writes the figures as JSON.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use kalima::chars::{self, Class, class};
use kalima::normalize::Normalizer;
use serde_json::{Map, Value, json};
use unicode_script::{Script, UnicodeScript};

use super::counts::TextCounts;

/// The normalizer, and the functions on words that the report needs.
pub(super) struct WordFunctions<'f> {
    pub(super) normalizer: &'f Normalizer,
    pub(super) is_stop: &'f dyn Fn(&str) -> bool,
    pub(super) stem: &'f dyn Fn(&str) -> String,
    pub(super) root: &'f dyn Fn(&str) -> Option<String>,
}

/// The figures of a report.
pub(super) struct Report<'a> {
    pub(super) counts: &'a TextCounts,
    pub(super) chars: CharFigures,
    pub(super) words: WordFigures<'a>,
}

/// The figures about characters.
#[derive(Default)]
pub(super) struct CharFigures {
    pub(super) all: u64,
    /// The names of the scripts, each with its number of letters, in descending order of these numbers.
    pub(super) scripts: Vec<(String, u64)>,
    /// The counts of the characters that have a [`sign_name`]: diacritics, tatweel, digits and other signs. The key is this name.
    pub(super) signs: BTreeMap<&'static str, u64>,
    pub(super) arabic_letters: u64,
    pub(super) vowel_signs: u64,
    /// The most frequent characters that the normalizer changes if they are normalized alone. An entry contains the character, its
    /// replacement and its count. The entries are in descending order of counts.
    pub(super) changes: Vec<(char, String, u64)>,
}

/// The figures about Arabic words. Only `all` includes the occurrences of words that exceed `--max-words`.
#[derive(Default)]
pub(super) struct WordFigures<'a> {
    pub(super) all: u64,
    /// The number of words with at least one vowel sign.
    pub(super) vocalized: u64,
    /// The number of fully vocalized words, see [`vocalization`].
    pub(super) fully_vocalized: u64,
    pub(super) different: usize,
    /// The number of different normalized words.
    pub(super) different_normalized: usize,
    /// The number of words that the normalizer changes.
    pub(super) changed: u64,
    pub(super) top_words: Vec<(String, u64)>,
    pub(super) top_stems: Vec<(String, u64)>,
    pub(super) top_roots: Vec<(String, u64)>,
    /// The most frequent groups of different words that have the same normalized form. `merged_groups` is the number of all groups.
    pub(super) merged: Vec<MergedWords<'a>>,
    pub(super) merged_groups: usize,
}

/// A group of different words that have the same normalized form.
pub(super) struct MergedWords<'a> {
    pub(super) normalized: String,
    /// The words of the group and their counts, in descending order of counts.
    pub(super) words: Vec<(&'a str, u64)>,
}

impl MergedWords<'_> {
    /// Returns the total number of occurrences of all words in the group.
    pub(super) fn count(&self) -> u64 {
        self.words.iter().map(|w| w.1).sum()
    }
}

impl<'a> Report<'a> {
    /// Computes the figures of a report. The lists of words, stems, roots, changes and groups have at most `top` entries.
    pub(super) fn new(counts: &'a TextCounts, functions: &WordFunctions<'_>, top: usize) -> Report<'a> {
        Report { counts, chars: CharFigures::new(counts, functions.normalizer, top), words: WordFigures::new(counts, functions, top) }
    }

    /// Returns the figures as a JSON object on one line. `name` is the name of the input if the report is about a single input. `files` is
    /// the number of inputs.
    pub(super) fn json(&self, name: Option<&str>, files: u64) -> Vec<u8> {
        let (counts, chars, words) = (self.counts, &self.chars, &self.words);
        let pairs = |all: &[(String, u64)], key: &str| -> Vec<Value> { all.iter().map(|(t, n)| json!({key: t, "count": n})).collect() };
        let scripts: Map<_, _> = chars.scripts.iter().map(|(script, n)| (script.clone(), (*n).into())).collect();
        let signs: Map<_, _> = chars.signs.iter().map(|(sign, n)| (sign.to_string(), (*n).into())).collect();
        let tokens: Map<_, _> = counts.kinds().map(|(kind, n)| (kind.name().to_owned(), n.into())).collect();
        let group = |group: &MergedWords<'_>| {
            let words: Vec<Value> = group.words.iter().map(|(w, n)| json!({"word": w, "count": n})).collect();
            json!({"form": group.normalized, "words": words})
        };
        let merged: Vec<Value> = words.merged.iter().map(group).collect();
        let changes: Vec<Value> = chars.changes.iter().map(|(c, to, n)| json!({"from": c.to_string(), "to": to, "count": n})).collect();
        let report = json!({
            "file": name, "files": files, "bytes": counts.bytes, "characters": chars.all, "lines": counts.lines,
            "scripts": scripts, "signs": signs, "tokens": tokens,
            "arabic_letters": chars.arabic_letters, "vowel_signs": chars.vowel_signs,
            "arabic_words": words.all, "vocalized_words": words.vocalized, "fully_vocalized_words": words.fully_vocalized,
            "different_words": words.different, "words_not_kept": counts.uncounted_words,
            "top_words": pairs(&words.top_words, "word"), "top_stems": pairs(&words.top_stems, "stem"),
            "top_roots": pairs(&words.top_roots, "root"),
            "normalization": {
                "changed_lines": counts.changed_lines, "changed_words": words.changed,
                "different_words_after": words.different_normalized, "characters": changes,
                "merged_groups": words.merged_groups, "merged": merged,
            },
        });
        let mut out = report.to_string().into_bytes();
        out.push(b'\n');
        out
    }
}

impl CharFigures {
    fn new(counts: &TextCounts, normalizer: &Normalizer, top: usize) -> CharFigures {
        let mut figures = CharFigures::default();
        let mut scripts = HashMap::<Script, u64>::new();
        for (c, n) in counts.chars() {
            figures.all += n;
            if let Some(sign) = sign_name(c) {
                *figures.signs.entry(sign).or_default() += n;
            }
            if c.is_alphabetic() && !chars::is_mark(c) && !chars::is_tatweel(c) {
                *scripts.entry(c.script()).or_default() += n;
            }
            figures.arabic_letters += if chars::is_letter(c) { n } else { 0 };
            figures.vowel_signs += if chars::is_tashkeel(c) { n } else { 0 };
            let mut utf8 = [0; 4];
            let text = &*c.encode_utf8(&mut utf8);
            let normalized = normalizer.normalize(text);
            if normalized != text {
                figures.changes.push((c, normalized.into_owned(), n));
            }
        }
        figures.changes.sort_by_key(|c| (Reverse(c.2), c.0));
        figures.changes.truncate(top);
        figures.scripts = most_frequent(scripts.into_iter().map(|(s, n)| (s.full_name().to_owned(), n)), usize::MAX);
        figures
    }
}

impl<'a> WordFigures<'a> {
    fn new(counts: &'a TextCounts, functions: &WordFunctions<'_>, top: usize) -> WordFigures<'a> {
        let mut figures = WordFigures { all: counts.uncounted_words, different: counts.words.len(), ..WordFigures::default() };
        let (mut stems, mut roots) = (HashMap::<String, u64>::new(), HashMap::<String, u64>::new());
        let mut by_normalized = HashMap::<String, Vec<(&str, u64)>>::new();
        for (word, &n) in &counts.words {
            figures.all += n;
            let (any, full) = vocalization(word);
            figures.vocalized += if any { n } else { 0 };
            figures.fully_vocalized += if full { n } else { 0 };
            let normalized = functions.normalizer.normalize(word);
            figures.changed += if normalized != **word { n } else { 0 };
            by_normalized.entry(normalized.into_owned()).or_default().push((word, n));
            if !(functions.is_stop)(word) {
                *stems.entry((functions.stem)(word)).or_default() += n;
                if let Some(root) = (functions.root)(word) {
                    *roots.entry(root).or_default() += n;
                }
            }
        }
        figures.top_words = most_frequent(counts.words.iter().filter(|w| !(functions.is_stop)(w.0)).map(|(w, n)| (w.to_string(), *n)), top);
        figures.top_stems = most_frequent(stems, top);
        figures.top_roots = most_frequent(roots, top);
        figures.different_normalized = by_normalized.len();
        let groups = by_normalized.into_iter().filter(|group| group.1.len() > 1);
        figures.merged = groups.map(|(normalized, words)| MergedWords { normalized, words }).collect();
        figures.merged_groups = figures.merged.len();
        figures.merged.sort_by_cached_key(|group| (Reverse(group.count()), group.normalized.clone()));
        figures.merged.truncate(top);
        figures.merged.iter_mut().for_each(|group| group.words.sort_by_key(|&(word, n)| (Reverse(n), word)));
        figures
    }
}

/// Returns the `top` entries with the highest counts, in descending order. Entries with equal counts are sorted by text.
fn most_frequent(all: impl IntoIterator<Item = (String, u64)>, top: usize) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = all.into_iter().collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(top);
    all
}

/// Returns the name under which the report counts a character, such as a diacritic, tatweel, a digit, a presentation form or an invisible
/// character. Returns `None` for characters that are not counted in this way, such as most letters.
fn sign_name(c: char) -> Option<&'static str> {
    Some(match class(c) {
        Class::Tanwin => "tanwin",
        Class::Haraka => "short vowels and sukun",
        Class::Shadda => "shadda",
        Class::HamzaMark => "combining hamza and madda",
        Class::DaggerAlef => "dagger alef",
        Class::SmallLetter | Class::QuranicMark | Class::HonorificMark | Class::ExtendedMark => "other Arabic marks",
        Class::Tatweel => "tatweel",
        Class::PresentationMark | Class::PresentationLetter => "presentation forms",
        Class::WordLigature | Class::HonorificLigature => "ligatures of words",
        Class::BidiMark | Class::BidiControl => "bidi controls",
        Class::Invisible => "invisible characters",
        Class::ArabicDigit => "digits ٠–٩",
        Class::ExtendedDigit => "digits ۰–۹",
        Class::Digit if c.is_ascii_digit() => "digits 0–9",
        _ => return None,
    })
}

/// Returns two values: whether a word has at least one vowel sign, and whether the word is fully vocalized. A word is fully vocalized if it
/// has at least one vowel sign and no sign is missing. The following letters need no sign:
///
/// - the last letter, because its sign is often omitted;
/// - the letters ا آ ٱ و ي ى, because they may be long vowels;
/// - the letter directly before one of these six letters, such as the ت in كِتَاب;
/// - the ل in ال or ٱل at the start of a word, because the article has no sign before a sun letter, as in الشَّمس.
fn vocalization(word: &str) -> (bool, bool) {
    let mut letters: Vec<(char, bool)> = Vec::new();
    for c in word.chars() {
        if chars::is_tashkeel(c) {
            if let Some(last) = letters.last_mut() {
                last.1 = true;
            }
        } else if chars::is_letter(c) {
            letters.push((c, false));
        }
    }
    let any = letters.iter().any(|l| l.1);
    let long = |c: char| matches!(c, 'ا' | 'و' | 'ي' | 'ى' | 'آ' | 'ٱ');
    // Skips ال or ٱل at the start of the word if the ل has no sign.
    let rest = match &*letters {
        [('ا' | 'ٱ', _), ('ل', false), rest @ ..] => rest,
        all => all,
    };
    let has_bare_letter = rest.windows(2).any(|pair| !pair[0].1 && !long(pair[0].0) && !long(pair[1].0));
    (any, any && !has_bare_letter)
}

#[cfg(test)]
mod tests {
    use super::vocalization;

    #[test]
    fn vocalization_is_full_if_no_expected_sign_is_missing() {
        assert_eq!(vocalization("كتاب"), (false, false));
        assert_eq!(vocalization("كِتَاب"), (true, true));
        assert_eq!(vocalization("الشَّمْس"), (true, true));
        assert_eq!(vocalization("مُدرس"), (true, false));
        assert_eq!(vocalization(""), (false, false));
    }
}

//! The report of `kalima stats`, for a person and as JSON.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use kalima::chars::{self, Class, class};
use kalima::normalize::Normalizer;
use serde_json::{Map, Value, json};
use unicode_script::{Script, UnicodeScript};

use crate::counts::Counts;
use crate::show::{FAINT, NAME, NUMBER, Show};

/// A form after folding, and the spellings that become it with how often each came.
type Merged<'a> = (String, Vec<(&'a str, u64)>);

pub(crate) struct Report<'a> {
    counts: &'a Counts,
    chars: u64,
    /// Letters by script, the most frequent first.
    scripts: Vec<(String, u64)>,
    /// Marks, tatweel and digits by what they are.
    signs: Vec<(&'static str, u64)>,
    arabic_letters: u64,
    vowel_signs: u64,
    words: u64,
    /// Words with any vowel sign, and with one on all letters that can bear one.
    vocalized: u64,
    fully_vocalized: u64,
    top_words: Vec<(&'a str, u64)>,
    top_stems: Vec<(String, u64)>,
    top_roots: Vec<(String, u64)>,
    different: usize,
    different_folded: usize,
    changed_words: u64,
    /// Characters that change wherever they stand, and what they become.
    changes: Vec<(char, String, u64)>,
    merged: Vec<Merged<'a>>,
    merged_groups: usize,
}

impl<'a> Report<'a> {
    pub(crate) fn new(
        counts: &'a Counts,
        normalizer: &Normalizer,
        is_stop: &dyn Fn(&str) -> bool,
        stem: &dyn Fn(&str) -> String,
        root: &dyn Fn(&str) -> Option<String>,
        top: usize,
    ) -> Report<'a> {
        let all = counts.chars();
        let (mut scripts, mut signs) = (HashMap::<Script, u64>::new(), BTreeMap::<&str, u64>::new());
        let (mut arabic_letters, mut vowel_signs) = (0, 0);
        let mut changes = Vec::new();
        for &(c, n) in &all {
            if let Some(sign) = sign(c) {
                *signs.entry(sign).or_default() += n;
            }
            if c.is_alphabetic() && !chars::is_mark(c) && !chars::is_tatweel(c) {
                *scripts.entry(c.script()).or_default() += n;
            }
            arabic_letters += if chars::is_letter(c) { n } else { 0 };
            vowel_signs += if chars::is_tashkeel(c) { n } else { 0 };
            let mut utf8 = [0; 4];
            let text = &*c.encode_utf8(&mut utf8);
            let folded = normalizer.normalize(text);
            if folded != text {
                changes.push((c, folded.into_owned(), n));
            }
        }
        changes.sort_by_key(|c| (std::cmp::Reverse(c.2), c.0));
        changes.truncate(top);

        let (mut stems, mut roots) = (HashMap::<String, u64>::new(), HashMap::<String, u64>::new());
        let mut folded = HashMap::<String, Vec<(&str, u64)>>::new();
        let (mut words, mut vocalized, mut fully_vocalized, mut changed_words) = (0, 0, 0, 0);
        for (word, &n) in &counts.words {
            words += n;
            let (any, full) = vocalization(word);
            vocalized += if any { n } else { 0 };
            fully_vocalized += if full { n } else { 0 };
            let form = normalizer.normalize(word);
            changed_words += if form != **word { n } else { 0 };
            folded.entry(form.into_owned()).or_default().push((word, n));
            if !is_stop(word) {
                *stems.entry(stem(word)).or_default() += n;
                if let Some(root) = root(word) {
                    *roots.entry(root).or_default() += n;
                }
            }
        }
        let top_words = first(counts.words.iter().filter(|w| !is_stop(w.0)).map(|(w, n)| (&**w, *n)), top);
        let different_folded = folded.len();
        let mut merged: Vec<Merged<'_>> = folded.into_iter().filter(|group| group.1.len() > 1).collect();
        let merged_groups = merged.len();
        merged.sort_by_cached_key(|(form, all)| (std::cmp::Reverse(all.iter().map(|w| w.1).sum::<u64>()), form.clone()));
        merged.truncate(top);
        merged.iter_mut().for_each(|group| group.1.sort_by_key(|&(word, n)| (std::cmp::Reverse(n), word)));
        Report {
            counts,
            chars: all.iter().map(|c| c.1).sum(),
            scripts: first(scripts.into_iter().map(|(s, n)| (s.full_name().to_owned(), n)), usize::MAX),
            signs: signs.into_iter().collect(),
            arabic_letters,
            vowel_signs,
            words: words + counts.not_kept,
            vocalized,
            fully_vocalized,
            top_words,
            top_stems: first(stems, top),
            top_roots: first(roots, top),
            different: counts.words.len(),
            different_folded,
            changed_words,
            changes,
            merged,
            merged_groups,
        }
    }

    pub(crate) fn json(&self, name: Option<&str>, files: u64) -> Vec<u8> {
        let pairs = |all: &[(String, u64)], key: &str| -> Vec<Value> { all.iter().map(|(t, n)| json!({key: t, "count": n})).collect() };
        let map = |all: Vec<(String, u64)>| all.into_iter().map(|(k, n)| (k, n.into())).collect::<Map<_, _>>();
        let words: Vec<_> = self.top_words.iter().map(|(w, n)| (w.to_string(), *n)).collect();
        let merged: Vec<Value> = self
            .merged
            .iter()
            .map(|(form, all)| json!({"form": form, "words": all.iter().map(|(w, n)| json!({"word": w, "count": n})).collect::<Vec<_>>()}))
            .collect();
        let changes: Vec<Value> = self.changes.iter().map(|(c, to, n)| json!({"from": c.to_string(), "to": to, "count": n})).collect();
        let report = json!({
            "file": name, "files": files, "bytes": self.counts.bytes, "characters": self.chars, "lines": self.counts.lines,
            "scripts": map(self.scripts.clone()),
            "signs": map(self.signs.iter().map(|(k, n)| (k.to_string(), *n)).collect()),
            "tokens": map(self.counts.kinds().map(|(k, n)| (k.name().to_owned(), n)).collect()),
            "arabic_letters": self.arabic_letters, "vowel_signs": self.vowel_signs,
            "arabic_words": self.words, "vocalized_words": self.vocalized, "fully_vocalized_words": self.fully_vocalized,
            "different_words": self.different, "words_not_kept": self.counts.not_kept,
            "top_words": pairs(&words, "word"), "top_stems": pairs(&self.top_stems, "stem"), "top_roots": pairs(&self.top_roots, "root"),
            "normalization": {
                "changed_lines": self.counts.changed_lines, "changed_words": self.changed_words,
                "different_words_after": self.different_folded, "characters": changes,
                "merged_groups": self.merged_groups, "merged": merged,
            },
        });
        let mut out = report.to_string().into_bytes();
        out.push(b'\n');
        out
    }

    /// Figures first, then Latin, then Arabic in isolates: no terminal moves one across the other.
    pub(crate) fn text(&self, name: Option<&str>, files: u64, show: Show) -> Vec<u8> {
        let mut out = Vec::new();
        let out = &mut out;
        if let Some(name) = name {
            show.paint(out, NAME, name);
            out.push(b'\n');
        } else {
            row(out, show, files, if files == 1 { "file" } else { "files" }, "");
        }
        row(out, show, self.counts.bytes, "bytes", "");
        row(out, show, self.chars, "characters", "");
        row(out, show, self.counts.lines, "lines", "");
        row(out, show, self.words, "Arabic words", "");
        row(out, show, self.different as u64, "different Arabic words", "");
        if self.counts.not_kept > 0 {
            row(out, show, self.counts.not_kept, "Arabic words not kept count of; see --max-words", "");
        }

        let letters: u64 = self.scripts.iter().map(|s| s.1).sum();
        heading(out, show, "letters by script");
        for (script, n) in &self.scripts {
            row(out, show, *n, script, &share(*n, letters));
        }
        heading(out, show, "marks, tatweel, digits");
        for (sign, n) in &self.signs {
            row(out, show, *n, sign, "");
        }
        heading(out, show, "vocalization");
        let rate = self.vowel_signs as f64 / (self.arabic_letters as f64).max(1.0);
        row(out, show, self.vowel_signs, "vowel signs", &format!("{rate:.3} a letter"));
        row(out, show, self.vocalized, "words with any", &share(self.vocalized, self.words));
        row(out, show, self.fully_vocalized, "words with all", &share(self.fully_vocalized, self.words));
        let tokens: u64 = self.counts.kinds().filter(|k| !k.0.is_space()).map(|k| k.1).sum();
        heading(out, show, "tokens by kind");
        for (kind, n) in self.counts.kinds().filter(|k| !k.0.is_space()) {
            row(out, show, n, kind.name(), &share(n, tokens));
        }

        let words: Vec<(String, u64)> = self.top_words.iter().map(|(w, n)| (w.to_string(), *n)).collect();
        for (title, list) in [("words", &words), ("stems", &self.top_stems), ("roots", &self.top_roots)] {
            if !list.is_empty() {
                heading(out, show, title);
                for (text, n) in list {
                    row_of(out, show, *n, |out| show.isolated(out, text));
                }
            }
        }
        heading(out, show, "what the normalizer would do");
        row(out, show, self.counts.changed_lines, "lines change", &share(self.counts.changed_lines, self.counts.lines));
        row(out, show, self.changed_words, "Arabic words change", &share(self.changed_words, self.words));
        let merged = self.different.saturating_sub(self.different_folded) as u64;
        row(out, show, merged, "fewer different words", &share(merged, self.different as u64));
        for (c, to, n) in &self.changes {
            row_of(out, show, *n, |out| {
                let _ = write!(out, "U+{:04X} ", u32::from(*c));
                if c.is_alphabetic() && !chars::is_mark(*c) {
                    show.isolated(out, &c.to_string());
                    out.push(b' ');
                }
                match &**to {
                    "" => out.extend_from_slice(b"dropped"),
                    to => {
                        out.extend_from_slice(b"becomes ");
                        show.isolated(out, to);
                    }
                }
            });
        }
        if !self.merged.is_empty() {
            heading(out, show, &format!("words it would merge: {} groups", self.merged_groups));
            for (form, all) in &self.merged {
                row_of(out, show, all.iter().map(|w| w.1).sum(), |out| {
                    show.isolated(out, form);
                    out.extend_from_slice(b" from");
                    for (n, (word, count)) in all.iter().take(6).enumerate() {
                        let _ = write!(out, "{} {count} ", if n > 0 { "," } else { "" });
                        show.isolated(out, word);
                    }
                    if all.len() > 6 {
                        let _ = write!(out, ", and {} more", all.len() - 6);
                    }
                });
            }
        }
        out.push(b'\n');
        std::mem::take(out)
    }
}

/// The first so many by count, and among equals by text.
fn first<T: Ord>(all: impl IntoIterator<Item = (T, u64)>, top: usize) -> Vec<(T, u64)> {
    let mut all: Vec<(T, u64)> = all.into_iter().collect();
    all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all.truncate(top);
    all
}

/// What a character is, if it is one of those that are told apart.
fn sign(c: char) -> Option<&'static str> {
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

/// Whether a word has any vowel sign, and whether each of its letters has one that can be expected to: not the last, whose sign is often left
/// out; not ا و ي ى, which may be long vowels; not a letter right before one.
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
    // The ل of the article before a sun letter bears nothing: الشَّمس.
    let rest = match &*letters {
        [('ا' | 'ٱ', _), ('ل', false), rest @ ..] => rest,
        all => all,
    };
    let bare = rest.windows(2).any(|pair| !pair[0].1 && !long(pair[0].0) && !long(pair[1].0));
    (any, any && !bare)
}

fn share(n: u64, of: u64) -> String {
    format!("{:.1} %", 100.0 * n as f64 / (of as f64).max(1.0))
}

fn heading(out: &mut Vec<u8>, show: Show, text: &str) {
    out.push(b'\n');
    show.paint(out, NAME, text);
    out.push(b'\n');
}

fn row(out: &mut Vec<u8>, show: Show, n: u64, label: &str, note: &str) {
    row_of(out, show, n, |out| {
        out.extend_from_slice(label.as_bytes());
        if !note.is_empty() {
            show.paint(out, FAINT, &format!("  {note}"));
        }
    });
}

fn row_of(out: &mut Vec<u8>, show: Show, n: u64, rest: impl FnOnce(&mut Vec<u8>)) {
    show.paint(out, NUMBER, &format!("{n:>12}"));
    out.extend_from_slice(b"  ");
    rest(out);
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::vocalization;

    #[test]
    fn vocalized_words_are_told_apart() {
        assert_eq!(vocalization("كتاب"), (false, false));
        assert_eq!(vocalization("كِتَاب"), (true, true));
        assert_eq!(vocalization("الشَّمْس"), (true, true));
        assert_eq!(vocalization("مُدرس"), (true, false));
        assert_eq!(vocalization(""), (false, false));
    }
}

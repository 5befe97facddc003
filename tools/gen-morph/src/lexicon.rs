//! The lexicon: closed words, names, listed plurals and nouns, by their letters.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::{Read, codes, key, numbers};

mod flag {
    //! What a lexicon entry is.
    pub(crate) const CLOSED: u16 = 1;
    pub(crate) const AFTER_PREPOSITION: u16 = 2;
    pub(crate) const TAKES_PRONOUN: u16 = 4;
    pub(crate) const NAME: u16 = 8;
    pub(crate) const PLURAL: u16 = 16;
    pub(crate) const PLURAL_TEH: u16 = 32;
    pub(crate) const FEMININE: u16 = 64;
    pub(crate) const WAW: u16 = 128;
    pub(crate) const QUAD: u16 = 256;
    pub(crate) const STEM: u16 = 512;
    pub(crate) const ROOT: u16 = 1024;
    pub(crate) const LOAN: u16 = 2048;
    pub(crate) const MAKSURA: u16 = 4096;
}

/// A word has twelve letters of five bits.
const KEY_BITS: usize = 60;
const PLACE_BITS: usize = 12;

/// Word → flags and payload. The payload is the place of a singular in `WORDS`, or of a stem in `STEMS`.
pub(crate) fn write(out: &mut String, read: Read, stems: &[String]) {
    let mut entries: BTreeMap<u64, (u16, u16)> = BTreeMap::new();
    let mut add = |file: &str, word: &str, flags: u16, payload: u16| {
        // Also without its hamzas on ا.
        let bare = if word == "كأن" { word.into() } else { word.replace(['أ', 'إ', 'آ'], "ا") };
        for word in [word, &bare] {
            match key(word) {
                Some(k) => {
                    let e = entries.entry(k).or_default();
                    e.0 |= flags;
                    if payload != 0 && e.1 == 0 {
                        e.1 = payload;
                    }
                }
                None => eprintln!("{file}: {word} is too long"),
            }
        }
    };
    for (word, flags) in closed(read) {
        let maksura = if word.ends_with('ى') { flag::MAKSURA } else { 0 };
        add("closed.txt", &word, flags | maksura, 0);
    }
    let mut words = String::from("\n");
    let pairs = read("plurals.txt");
    let pairs: Vec<(&str, &str)> =
        pairs.iter().flat_map(|l| l.split_whitespace()).map(|p| p.split_once(':').unwrap_or_else(|| panic!("{p}"))).collect();
    // An entry has one singular: كتب is of كتاب, whatever كتبة is of.
    let plain: BTreeSet<&str> = pairs.iter().map(|p| p.0).collect();
    for (plural, singular) in pairs.iter().copied() {
        if plural.strip_suffix('ة').is_some_and(|stem| plain.contains(stem)) {
            continue;
        }
        let at = words.find(&format!("\n{singular}\n")).map_or_else(
            || {
                words.push_str(singular);
                words.push('\n');
                words.len() - 1 - singular.len()
            },
            |i| i + 1,
        );
        let at = u16::try_from(at).expect("the singulars fit in 64 KB");
        match plural.strip_suffix('ة') {
            Some(stem) => add("plurals.txt", stem, flag::PLURAL_TEH, at),
            None => add("plurals.txt", plural, flag::PLURAL, at),
        }
        if let Some(stem) = plural.strip_suffix('ى') {
            add("plurals.txt", &format!("{stem}ا"), flag::PLURAL, at);
        }
    }
    for (file, f) in [("names.txt", flag::NAME), ("waw.txt", flag::WAW), ("quadriliterals.txt", flag::QUAD)] {
        let mut header = String::new();
        for line in read(file) {
            if line.starts_with('[') {
                header = line;
                continue;
            }
            if header.contains("ambiguous") || header.contains("common-word") {
                continue;
            }
            let loan = ["loan", "unit", "currency", "science", "computer"].iter().any(|l| header.contains(l));
            let f = if f == flag::NAME && loan { flag::NAME | flag::LOAN } else { f };
            for w in line.split_whitespace() {
                let n = codes(w).len();
                if f == flag::QUAD && n != 4 {
                    eprintln!("{file}: {w} has {n} letters");
                    add(file, w, flag::NAME, 0);
                    continue;
                }
                // The article of a name is a prefix like any other.
                let w = if f & flag::NAME != 0 && n > 4 { w.strip_prefix("ال").unwrap_or(w) } else { w };
                let w = if f & flag::NAME != 0 && n > 3 { w.strip_suffix('ة').unwrap_or(w) } else { w };
                add(file, w, f, 0);
                for ending in ["ة", "ت", "وا"] {
                    if f == flag::WAW
                        && n > 3
                        && let Some(stem) = w.strip_suffix(ending)
                    {
                        add(file, stem, f, 0);
                    }
                }
            }
        }
    }
    for line in read("feminines.txt") {
        for w in line.split_whitespace() {
            match w.strip_suffix('ة') {
                Some(stem) => add("feminines.txt", stem, flag::FEMININE, 0),
                None => eprintln!("feminines.txt: {w} does not end in ة"),
            }
        }
    }

    for stem in stems {
        add("stems.txt", stem, flag::STEM, 0);
        // A final hamza may not be written.
        if let Some(bare) = stem.strip_suffix(['ء', 'أ', 'إ', 'ئ', 'ؤ']).filter(|s| codes(s).len() > 1) {
            add("stems.txt", &format!("{bare}ا"), flag::STEM, 0);
        }
    }

    // Multiplication by an odd number loses nothing: twelve bits say where a word is, the other 48 are what is kept of it.
    let hash = |k: u64| k.wrapping_mul(0x9E37_79B9_7F4A_7C15) & ((1 << KEY_BITS) - 1);
    let place = |k: u64| (hash(k) >> (KEY_BITS - PLACE_BITS)) as usize;
    let mut order: Vec<(u64, (u16, u16))> = entries.into_iter().collect();
    order.sort_by_key(|(k, _)| hash(*k));
    let mut starts = vec![0u16; (1 << PLACE_BITS) + 1];
    for (k, _) in &order {
        starts[place(*k) + 1] += 1;
    }
    for i in 0..1 << PLACE_BITS {
        starts[i + 1] += starts[i];
    }
    writeln!(out, "\npub(crate) const KEY_BITS: u32 = {KEY_BITS};\npub(crate) const PLACE_BITS: u32 = {PLACE_BITS};").unwrap();
    writeln!(out, "\n/// Where the words begin that share the {PLACE_BITS} high bits of their hash.").unwrap();
    digits(out, "LEXICON_STARTS", "u16", 3, starts.iter().map(|&n| n as u32));
    writeln!(out, "\n/// The other bits of the hash of each word: 32 low ones, and what is above them.").unwrap();
    digits(out, "LEXICON_LOW", "u32", 6, order.iter().map(|(k, _)| hash(*k) as u32));
    digits(out, "LEXICON_HIGH", "u16", 3, order.iter().map(|(k, _)| u32::from((hash(*k) >> 32) as u16)));
    let mut sets: Vec<u16> = order.iter().map(|(_, (f, _))| *f).collect();
    sets.sort_unstable();
    sets.dedup();
    let set = |f: u16| sets.iter().position(|s| *s == f).expect("all are there");
    writeln!(out, "\n/// The flags of each, by their place in `FLAG_SETS`.").unwrap();
    assert!(sets.len() < 256);
    digits(out, "LEXICON_FLAGS", "u8", 2, order.iter().map(|(_, (f, _))| set(*f) as u32));
    writeln!(out, "\n/// All combinations of flags.").unwrap();
    numbers(out, "FLAG_SETS", "u16", sets.iter().map(u16::to_string));
    writeln!(out, "\n/// The entries that have a singular (counted from 1), in order, and its place in `WORDS`.").unwrap();
    let singulars = order.iter().enumerate().filter(|(_, (_, (_, p)))| *p != 0);
    numbers(out, "SINGULARS", "(u16, u16)", singulars.map(|(i, (_, (_, p)))| format!("({}, {p})", i + 1)));
    writeln!(out, "\n/// Singulars of broken plurals, each between two line feeds.\npub(crate) static WORDS: &str = {words:?};").unwrap();
}

/// A table of numbers, as digits of six bits each, the highest first: the characters from `0` on, but `z` for the backslash.
fn digits(out: &mut String, name: &str, of: &str, each: u32, numbers: impl Iterator<Item = u32>) {
    let digit = |n: u32| match b'0' + (n & 63) as u8 {
        b'\\' => 'z',
        other => char::from(other),
    };
    let numbers: Vec<String> = numbers.map(|n| (0..each).rev().map(|i| digit(n >> (6 * i))).collect()).collect();
    let lines: Vec<String> = numbers.chunks(120 / each as usize).map(<[String]>::concat).collect();
    writeln!(out, "pub(crate) static {name}: [{of}; {}] = digits_{of}(", numbers.len()).unwrap();
    writeln!(out, "    b\"{}\",\n);", lines.join("\\\n      ")).unwrap();
}

/// The closed words, but for those that the grammar finds by itself and must: a preposition with its pronoun, a proclitic before another
/// closed word, and words with a root.
fn closed(read: Read) -> Vec<(String, u16)> {
    // Joined words that are one word in every convention.
    const ONE: [&str; 17] =
        ["كلا", "كلما", "لأن", "لذلك", "لذا", "لكي", "لما", "لكن", "لو", "لولا", "لقد", "كذلك", "كما", "كأن", "كذا", "بل", "فقط"];
    // Prepositions and nouns that are written as one word but are two.
    const TWO: [&str; 11] = ["بشأن", "بخصوص", "بفضل", "بسبب", "بدون", "بغير", "بحسب", "بصدد", "بموجب", "بمقتضى", "بواسطة"];
    let (mut found, mut header, mut verbs) = (Vec::new(), String::new(), Vec::new());
    for line in read("closed.txt") {
        if line.starts_with('[') {
            header = line.trim_matches(['[', ']']).to_string();
            continue;
        }
        let class = header.split(' ').next().unwrap_or_default();
        if class == "verb" {
            verbs.extend(line.split_whitespace().map(str::to_string));
        }
        if matches!(class, "preposition-pronoun" | "inna-pronoun" | "verb") || header.contains("+derived") {
            continue;
        }
        let mut flags = flag::CLOSED;
        for (name, f) in [("+prep", flag::AFTER_PREPOSITION), ("+pron", flag::TAKES_PRONOUN)] {
            flags |= if header.contains(name) { f } else { 0 };
        }
        // The sisters of إن stand behind ب ل ك too.
        flags |= if class == "inna" { flag::AFTER_PREPOSITION } else { 0 };
        let rooted = matches!(class, "quantifier" | "numeral" | "adverb" | "negation") || header == "preposition-stem +conj +prep +pron";
        found.extend(line.split_whitespace().map(|w| {
            // Particles of two letters have no root.
            (w.to_string(), flags | if rooted && (class != "negation" || codes(w).len() > 2) { flag::ROOT } else { 0 })
        }));
    }
    let words: std::collections::BTreeSet<String> = found.iter().map(|(w, _)| w.clone()).collect();
    let mut joined = Vec::new();
    found.retain(|(w, _)| {
        let rest = w.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).unwrap_or_default();
        let two = !ONE.contains(&w.as_str()) && words.contains(rest);
        if two && !w.starts_with(['و', 'ف']) {
            joined.push(rest.to_string());
        }
        !two && !TWO.contains(&w.as_str()) && !verbs.contains(w)
    });
    found.extend(joined.into_iter().map(|w| (w, flag::AFTER_PREPOSITION)));
    found
}

//! Hashes of the results of the fast paths for generated text, for the programs that compare levels and processors.
//!
//! The text consists of parts of the corpora. A fixed seed determines the order and the lengths of the parts. Irregular characters are inserted into
//! some parts. Two runs with the same arguments generate the same text and, if all implementations agree, the same hashes.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

use kalima::analyzer::{Analyzer, Scratch};
use kalima::normalize::{AlefFold, DigitFold, HamzaFold, Normalizer, Preset, SpaceFold};
use kalima::sentence::{NewlinePolicy, SentenceSplitter};
use kalima::stem::{Memo, Stemmer};
use kalima::token::Tokenizer;

/// Characters that interrupt words, runs and blocks, such as marks, tatweel, joiners, ligatures, punctuation, letters of other scripts and
/// control characters.
const INTRUDERS: &[char] = &[
    '\u{64B}', '\u{64E}', '\u{650}', '\u{651}', '\u{653}', '\u{654}', '\u{670}', '\u{6DC}', '\u{640}', '\u{640}', '\u{200C}', '\u{200D}',
    '\u{200F}', '\u{202B}', '\u{FEFF}', '\u{AD}', '\u{A0}', '\t', '\r', '\n', '\0', '\u{7F}', '.', '،', '؟', ':', '(', '"', '«', '»', '…',
    '#', '@', '_', '/', '-', '–', '%', '٪', '1', '٢', '۳', '٫', 'a', 'é', 'ß', 'Ω', 'پ', 'ی', 'ک', 'ٱ', 'آ', 'ﻻ', 'ﷲ', 'ﷺ', '﷽', 'א', '漢',
    '👍', '🇸',
];

/// Search strings: Arabic words without and with vowel marks, an affix (ون), a single letter, a Latin word, and Arabic digits.
const NEEDLES: &[&str] = &["الكتاب", "مُحَمَّد", "ون", "و", "الله", "the", "١٩", "على"];

/// SplitMix64, a generator of pseudo-random numbers.
struct Random(u64);

impl Random {
    /// Returns a number from 0 to `n - 1`.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ x >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((x ^ x >> 31) % n as u64) as usize
    }
}

/// Makes a text of at least `bytes` bytes from parts of the corpora.
fn make_text(seeds: &[Vec<char>], bytes: usize) -> String {
    let mut random = Random(20261130);
    let mut text = String::with_capacity(bytes + 4096);
    while text.len() < bytes {
        let seed = &seeds[random.below(seeds.len())];
        let from = random.below(seed.len());
        // A part has at most 1,000 chars, usually several lines. With the probability 1/4, the part has at most 12 chars, so the part is
        // usually shorter than a line.
        let limit = if random.below(4) == 0 { 12 } else { 1000 };
        let piece = &seed[from..(from + 1 + random.below(limit)).min(seed.len())];
        let intruder = (random.below(2) == 0).then(|| random.below(piece.len()));
        for (at, &c) in piece.iter().enumerate() {
            text.push(c);
            if intruder == Some(at) {
                let c = INTRUDERS[random.below(INTRUDERS.len())];
                // With the probability 1/8, inserts a run of up to 70 copies of the character, because such a run crosses the boundaries of
                // vectors. Otherwise inserts the character once.
                let count = if random.below(8) == 0 { 1 + random.below(70) } else { 1 };
                text.extend(std::iter::repeat_n(c, count));
            }
        }
    }
    text
}

/// Changes about 1 in 500 bytes of the text, so that parts of the text are ill-formed UTF-8.
fn break_bytes(text: &str) -> Vec<u8> {
    let mut random = Random(1);
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..bytes.len() / 500 {
        let at = random.below(bytes.len());
        bytes[at] = [0xD8, 0xD9, 0x80, 0xBF, 0xFF, 0xE2, b' ', 0xC0][random.below(8)];
    }
    bytes
}

/// Cuts a text into chunks of at most `bytes` bytes.
fn pieces(text: &str, bytes: usize) -> Vec<&str> {
    let (mut all, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let at = (0..=bytes.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let (piece, more) = rest.split_at(at);
        all.push(piece);
        rest = more;
    }
    all
}

/// A hasher with the same result on processors of 32 and 64 bits, and of both byte orders.
struct PortableHasher(DefaultHasher);

impl Hasher for PortableHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }
    fn write_u32(&mut self, n: u32) {
        self.0.write(&n.to_le_bytes());
    }
    fn write_usize(&mut self, n: usize) {
        self.0.write(&(n as u64).to_le_bytes());
    }
    fn write_isize(&mut self, n: isize) {
        self.0.write(&(n as i64).to_le_bytes());
    }
    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

/// Appends the line of one operation: the hash of all values that `run` writes to the hasher.
fn report(out: &mut String, operation: &str, run: impl FnOnce(&mut PortableHasher)) {
    let mut hasher = PortableHasher(DefaultHasher::new());
    run(&mut hasher);
    writeln!(out, "{:016x} {operation}", hasher.finish()).expect("a String accepts all text");
}

/// Returns the line `level NAME` and the lines of all operations, for generated text of at least `bytes` bytes. Each seed is the text of one corpus;
/// their order matters.
pub(crate) fn hashes(seeds: &[String], bytes: usize) -> String {
    let seeds: Vec<Vec<char>> = seeds.iter().map(|seed| seed.chars().collect()).collect();
    let mut out = format!("level {}\n", kalima::simd_level());
    let text = make_text(&seeds, bytes);
    let bytes = break_bytes(&text);
    report(&mut out, "the text", |h| (&text, &bytes).hash(h));
    normalizers(&mut out, &text, &bytes);
    finds(&mut out, &text);
    tokens(&mut out, &text, &bytes);
    sentences(&mut out, &text, &bytes);
    stems(&mut out, &text);
    terms(&mut out, &text, &bytes);
    out
}

fn normalizers(out: &mut String, text: &str, bytes: &[u8]) {
    let (long, short) = (pieces(text, 4096), pieces(text, 61));
    for &preset in Preset::ALL {
        let n = preset.normalizer();
        report(out, &format!("normalize {preset}"), |h| n.normalize(text).hash(h));
        report(out, &format!("normalize {preset} of bytes"), |h| n.normalize_utf8(bytes).hash(h));
        report(out, &format!("normalize {preset} in pieces"), |h| {
            let mut out = String::new();
            short.iter().for_each(|piece| n.normalize_into(piece, &mut out));
            out.hash(h);
        });
        report(out, &format!("is normalized {preset}"), |h| {
            short.iter().for_each(|piece| (n.is_normalized(piece), n.split_normalized(piece)).hash(h));
        });
        report(out, &format!("map {preset}"), |h| {
            for piece in &long {
                let mapped = n.normalize_mapped(piece);
                mapped.text().hash(h);
                // Hashes two mapped ranges for each space of the normalized text: the range of the space, and the range from the start of the
                // text to the space.
                for (at, _) in mapped.text().match_indices(' ') {
                    (mapped.map().to_source(at..at + 1), mapped.map().to_source(0..at)).hash(h);
                }
            }
        });
    }
    let search = Normalizer::search();
    let mut folds = Vec::new();
    folds.extend(DigitFold::ALL.iter().map(|&fold| (format!("digits {fold}"), search.digits(fold))));
    folds.extend(SpaceFold::ALL.iter().map(|&fold| (format!("spaces {fold}"), search.spaces(fold))));
    folds.extend(HamzaFold::ALL.iter().map(|&fold| (format!("hamza {fold}"), search.hamza(fold))));
    folds.extend(AlefFold::ALL.iter().map(|&fold| (format!("alef {fold}"), search.alef(fold))));
    for (name, n) in folds {
        report(out, &format!("normalize search, {name}"), |h| n.normalize(text).hash(h));
    }
}

fn finds(out: &mut String, text: &str) {
    let pieces = pieces(text, 4096);
    for preset in [Preset::Search, Preset::Light, Preset::Lucene] {
        let n = preset.normalizer();
        for needle in NEEDLES {
            report(out, &format!("find {preset} {needle}"), |h| {
                for piece in &pieces {
                    n.find_iter(piece, needle).for_each(|range| range.hash(h));
                }
            });
        }
        report(out, &format!("highlight {preset}"), |h| pieces.iter().for_each(|piece| n.highlight(piece, "الكتاب", "<", ">").hash(h)));
    }
}

fn tokens(out: &mut String, text: &str, bytes: &[u8]) {
    for options in 0..16 {
        let on = |bit: u32| options >> bit & 1 == 1;
        let tokenizer = Tokenizer::new().entities(on(0)).emoticons(on(1)).split_zwnj(on(2)).max_token_len(on(3).then_some(20));
        report(out, &format!("tokens {options:04b}"), |h| {
            for token in tokenizer.tokens(text) {
                (token.range(), token.kind()).hash(h);
            }
        });
        report(out, &format!("tokens folded {options:04b}"), |h| {
            tokenizer.tokens(text).for_each(|token| (token.range(), token.kind()).hash(h))
        });
        report(out, &format!("words {options:04b}"), |h| {
            for word in tokenizer.words(text) {
                (word.range(), word.kind()).hash(h);
            }
        });
        report(out, &format!("words folded {options:04b}"), |h| tokenizer.words(text).for_each(|word| (word.range(), word.kind()).hash(h)));
        report(out, &format!("tokens of bytes {options:04b}"), |h| {
            tokenizer.tokens_utf8(bytes).for_each(|token| (token.range(), token.kind()).hash(h));
        });
    }
}

fn sentences(out: &mut String, text: &str, bytes: &[u8]) {
    for (n, &newlines) in NewlinePolicy::ALL.iter().enumerate() {
        for options in 0..16 {
            let on = |bit: u32| options >> bit & 1 == 1;
            let splitter = SentenceSplitter::new().newlines(newlines).clauses(on(0)).quotations(on(1)).verses(on(2));
            let splitter = splitter.soft_limit(on(3).then_some(120));
            report(out, &format!("sentences {newlines} {options:04b}"), |h| {
                splitter.sentences(text).for_each(|sentence| (sentence.range(), sentence.trimmed_range()).hash(h));
            });
            if options == n {
                report(out, &format!("sentences of bytes {newlines} {options:04b}"), |h| {
                    splitter.sentences_utf8(bytes).for_each(|sentence| sentence.range().hash(h));
                });
            }
        }
    }
}

fn stems(out: &mut String, text: &str) {
    let all: Vec<&str> = kalima::words(text).map(|word| word.text()).collect();
    let distinct: BTreeSet<&str> = all.iter().copied().collect();
    for &stemmer in Stemmer::ALL {
        report(out, &format!("stem {stemmer}"), |h| {
            let mut out = String::new();
            for word in &distinct {
                out.clear();
                let cuts = stemmer.stem_into(word, &mut out);
                (&out, cuts.stem_range()).hash(h);
            }
        });
        report(out, &format!("stem {stemmer} with a memo"), |h| {
            Memo::new(stemmer).for_each_stem(all.iter().copied(), |word, stem| (word.len(), stem).hash(h));
        });
    }
}

fn terms(out: &mut String, text: &str, bytes: &[u8]) {
    let named = [("search", Analyzer::search()), ("lucene", Analyzer::lucene()), ("exact", Analyzer::exact())];
    let stemmers = Stemmer::ALL.iter().map(|&stemmer| (stemmer.name(), Analyzer::search().stemmer(Some(stemmer))));
    let others = [("clitics", Analyzer::search().keep_clitics(true)), ("parts", Analyzer::search().entity_parts(true))];
    for (name, analyzer) in named.into_iter().chain(stemmers).chain(others) {
        report(out, &format!("terms {name}"), |h| {
            analyzer.for_each_term(text, &mut Scratch::new(), |term| (term.text(), term.range(), term.position()).hash(h));
        });
        report(out, &format!("terms {name} of bytes"), |h| {
            analyzer.for_each_term_utf8(bytes, &mut Scratch::new(), |term| (term.text(), term.range()).hash(h));
        });
    }
    report(out, "terms one by one", |h| {
        for term in Analyzer::search().terms(text) {
            (term.text(), term.range(), term.position()).hash(h);
        }
    });
}

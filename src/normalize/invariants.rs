//! Tests of the invariants of normalization. The tests try all inputs of small sets of inputs. For larger sets, property tests try random
//! inputs.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use std::format;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation;

use super::record::NoMap;
use super::*;
use crate::chars::{self, Class, class};
use crate::reference;
use crate::scan::Level;
use crate::span::slice;

const PRESETS: [Preset; 7] =
    [Preset::None, Preset::Orthographic, Preset::Light, Preset::Search, Preset::Lucene, Preset::Keyboard, Preset::Quran];

/// Returns the normalizers of all presets, and normalizers that differ from a base in at most one option. The bases are `none`, `none` with
/// NFC, and `search`. Each base is combined with each value of each option. One more normalizer for each base drops all marks, composes to
/// NFC, and joins ء and ا to آ.
fn normalizers() -> Vec<Normalizer> {
    let (none, nfc) = (Normalizer::none(), Normalizer::none().form(UnicodeForm::Nfc));
    let mut all: Vec<Normalizer> = PRESETS.iter().map(|p| p.normalizer()).collect();
    for base in [none, nfc, Normalizer::search()] {
        for option in Normalizer::OPTIONS {
            all.extend(option.values().iter().map(|value| base.with_option(option.name(), value).unwrap()));
        }
        all.push(base.strip_marks(Marks::ALL).dagger_alef(DaggerAlefFold::Drop).form(UnicodeForm::Nfc).madda(true));
    }
    all
}

/// Checks one normalizer on one text. The result must equal the result of the reference implementation, and must not change if it is
/// normalized again. `is_normalized` must agree with the result. If `canonical` is true, the NFC form and the NFD form of the text must
/// have the same result.
fn check(n: &Normalizer, text: &str, canonical: bool) {
    let once = n.normalize(text);
    assert_eq!(once, reference::normalize(n, text), "fast and slow {text:?} {:04X?} {n:?}", hex(text));
    let twice = n.normalize(&once);
    assert_eq!(once, twice, "idempotent {text:?} {:04X?} {n:?}", hex(text));
    assert!(matches!(n.normalize(&once), Cow::Borrowed(_)), "borrowed {text:?}");
    assert_eq!(n.is_normalized(text), once == text, "is_normalized {text:?} {:04X?} {n:?}", hex(text));
    if canonical {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        assert_eq!(once, n.normalize(&nfc), "NFC {text:?} {:04X?} {n:?}", hex(text));
        assert_eq!(once, n.normalize(&nfd), "NFD {text:?} {:04X?} {n:?}", hex(text));
    }
}

/// Checks that the methods `normalize` and `append` of the runner produce the result `whole` at one instruction-set level of the scanner.
/// The test of `append` uses output buffers of several capacities.
fn check_level(level: Level, n: &Normalizer, text: &str, whole: &str) {
    let normal = n.runner_at(level).normalize(text, &mut NoMap);
    assert_eq!(normal, whole, "{level:?} {text:?} {n:?}");
    assert_eq!(matches!(normal, Cow::Borrowed(_)), text == whole, "{level:?} {text:?}");
    for capacity in [0, 7, 40, 1000] {
        let mut out = String::with_capacity(capacity);
        out.push('x');
        n.runner_at(level).append(text, &mut out, &mut NoMap);
        assert_eq!(out, format!("x{whole}"), "{level:?} {text:?} {n:?}");
    }
}

#[test]
fn a_hamza_joins_its_letter_over_dropped_characters() {
    let search = Normalizer::search().hamza(HamzaFold::ToHamza).madda(true);
    let all = [
        search,
        search.word_ligatures(LigatureFold::Drop),
        search.strip_marks(Marks::NONE),
        search.alef(AlefFold::Keep),
        Normalizer::quran(),
    ];
    // An honorific ligature, the tail fragment U+FE73 and a tatweel may be between a letter and the combining hamza that composes with the
    // letter.
    let chars = ['ء', 'ا', 'و', 'ى', 'ﷺ', 'ﷲ', '\u{FE73}', '\u{640}', '\u{64E}', '\u{654}'];
    let mut texts = std::vec![String::new()];
    for _ in 0..5 {
        texts = texts.iter().flat_map(|t| chars.iter().map(move |c| format!("{t}{c}"))).collect();
        // Texts of four or more characters may contain at most three characters that are not letters. This limits the number of texts.
        texts.retain(|t| t.chars().count() < 4 || t.chars().filter(|&c| !chars::is_letter(c)).count() < 4);
        for n in &all {
            for text in &texts {
                assert_eq!(n.normalize(text), reference::normalize(n, text), "{text:?} {:04X?} {n:?}", hex(text));
            }
        }
    }
    assert_eq!(search.normalize("ءوﷺ\u{654}ا"), "ا");
}

/// Checks that several other entry points agree with `normalize`, and checks the map.
fn check_entry_points(n: &Normalizer, text: &str) {
    let whole = n.normalize(text);
    let mut out = String::from("x");
    n.normalize_into(text, &mut out);
    assert_eq!(out, format!("x{whole}"), "into {text:?}");
    let (start, rest) = n.split_normalized(text);
    assert_eq!(format!("{start}{rest}"), text);
    assert_eq!(format!("{start}{}", n.normalize(rest)), *whole, "split {text:?} at {} {n:?}", start.len());
    assert_eq!(n.normalize_utf8(text.as_bytes()), whole);
    for level in Level::all() {
        check_level(level, n, text, &whole);
    }
    let mapped = n.normalize_mapped(text);
    assert_eq!(mapped.text(), whole, "mapped {text:?}");
    check_map(text, &whole, mapped.map());
}

/// Checks the invariants of a map. Each mapped range begins and ends at a character boundary of the source or of the output. If output
/// ranges are in ascending order, the starts of their source ranges are in ascending order too. If an output range is mapped to the source
/// and back, the result contains the output range.
fn check_map(source: &str, output: &str, map: &OffsetMap) {
    let cuts: Vec<usize> = (0..=output.len()).filter(|&i| output.is_char_boundary(i)).collect();
    let mut last = 0;
    for (k, &a) in cuts.iter().enumerate() {
        for &b in cuts.iter().skip(k).take(4).chain([&output.len()]) {
            let from = map.to_source(a..b);
            let grown = map.to_source_grown(a..b);
            assert!(source.get(from.clone()).is_some(), "{a}..{b} of {output:?} comes from {from:?} of {source:?}: {map:?}");
            assert!(source.get(grown.clone()).is_some(), "{a}..{b} of {output:?} grows to {grown:?} of {source:?}: {map:?}");
            assert!(grown.start == from.start && grown.end >= from.end);
            if a < b {
                let back = map.to_output(from.clone());
                assert!(back.start <= a && b <= back.end, "{a}..{b} of {output:?} back from {from:?} is {back:?}: {map:?}");
            }
        }
        let start = map.to_source(a..(a + 1).min(output.len())).start;
        assert!(start >= last, "monotone");
        last = start;
    }
    for (a, c) in source.char_indices() {
        let to = map.to_output(a..a + c.len_utf8());
        assert!(output.get(to.clone()).is_some(), "{a} {c:?} of {source:?} maps to {to:?} of {output:?}: {map:?}");
    }
    if map.is_identity() {
        assert_eq!(source.len(), output.len());
    }
}

/// Returns the code points of a text, for error messages.
fn hex(text: &str) -> Vec<u32> {
    text.chars().map(|c| c as u32).collect()
}

fn is_canonical(n: &Normalizer) -> bool {
    reference::is_canonical(n)
}

/// Checks many short texts at once: joins them to one text with one line for each short text. If a check fails, checks the short texts one
/// by one, so that the error message contains the text that failed.
fn check_lines(n: &Normalizer, lines: &[String]) {
    let text = lines.join("\n");
    let once = n.normalize(&text);
    let twice = n.normalize(&once);
    let canonical = !is_canonical(n) || {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        once == n.normalize(&nfc) && once == n.normalize(&nfd)
    };
    let fine = once == reference::normalize(n, &text) && matches!(&twice, Cow::Borrowed(again) if *again == once) && canonical;
    if !(fine && n.is_normalized(&text) == (once == text)) {
        lines.iter().for_each(|line| check(n, line, is_canonical(n)));
        panic!("lines of {text:?} {n:?}");
    }
}

#[test]
fn every_code_point() {
    let all = normalizers();
    let (mut near, mut far, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for c in '\0'..=char::MAX {
        match class(c) {
            Class::Other => unknown.push(String::from(c)),
            _ if chars::is_arabic(c) || c < '\u{700}' || ('\u{2000}'..'\u{2100}').contains(&c) => near.push(String::from(c)),
            _ => far.push(String::from(c)),
        }
    }
    // All normalizers are tested with the assigned code points of three sets: U+0000–06FF, the Arabic code points, and U+2000–20FF. Only
    // the presets are tested with all other code points. The presets must not change unassigned and private-use code points.
    all.iter().for_each(|n| near.chunks(64).for_each(|lines| check_lines(n, lines)));
    PRESETS.iter().for_each(|p| far.chunks(64).for_each(|lines| check_lines(&p.normalizer(), lines)));
    let unknown = unknown.join("\n");
    PRESETS.iter().for_each(|p| assert!(matches!(p.normalizer().normalize(&unknown), Cow::Borrowed(text) if text == unknown)));
}

/// Tests that `split_normalized` does not separate a word from a following ﷽ or ﷼, because the space between them depends on the word.
#[test]
fn split_keeps_a_word_with_the_ligature_after_it() {
    for text in ["\u{1161}آ﷽", "قال \u{1161}آ\u{640}\u{64E}﷽", "\u{1161}آﷺ﷼", "قال \u{1161}آ﷽ ثم"] {
        for n in normalizers() {
            check_entry_points(&n, text);
        }
    }
}

/// Tests all marks of other scripts that have a nonzero combining class in the crate `unicode-normalization`. This crate may use a later
/// version of Unicode than [`UNICODE_VERSION`](chars::UNICODE_VERSION), so some of these marks may be unassigned in the tables of `chars`.
#[test]
fn unassigned_marks_are_ordered() {
    let marks = ('\u{80}'..=char::MAX).filter(|&c| canonical_combining_class(c) != 0 && !chars::is_arabic(c));
    for c in marks {
        for n in [Normalizer::orthographic(), Normalizer::search(), Normalizer::quran()] {
            let text = format!("ب\u{670}{c}\u{64E}");
            assert_eq!(n.normalize(&text), reference::normalize(&n, &text), "{:04X} {n:?}", c as u32);
        }
    }
}

/// Tests texts. Most of them are longer than a block of bitmasks (64 bytes) and than a vector of the scanner. Each kind of character occurs
/// at each position of a block.
#[test]
fn every_position_in_a_block() {
    let middles = ["", "\0\t", "آ", "ـ", "٣é", "«كلمة»", "ไไไไไไไ", "ﻻ", "\u{FDFA}", "🇸🇦", "ى\u{654}", "abc\r\n"];
    let plain = ["كلمة ", "plain, ASCII; ", "كَلِمَةٌ ", "كتبَ a ", "كتاب في العلوم الحديثة جدًا من مكتبة "].map(|unit| unit.repeat(60));
    for n in [Normalizer::none(), Normalizer::search()] {
        for (middle, around) in middles.iter().flat_map(|m| plain.iter().map(move |p| (m, p))) {
            for to in (0..360).filter(|&i| around.is_char_boundary(i)) {
                let text = format!("{}{middle}{}", slice(around, 0..to), around.chars().take(60).collect::<String>());
                let whole = reference::normalize(&n, &text);
                Level::all().into_iter().for_each(|level| check_level(level, &n, &text, &whole));
            }
        }
    }
}

/// Returns two lists. The first list contains the assigned characters of U+0600–06FF and some characters of other blocks. The second list
/// contains the marks of U+0600–06FF and four characters of other blocks that attach to a letter.
fn bases_and_marks() -> (Vec<char>, Vec<char>) {
    let bases = ('\u{600}'..='\u{6FF}').filter(|&c| class(c) != Class::Other).chain(['ﻷ', 'ﷲ', 'ﷺ', '\u{FE70}', 'e', ' ', '1', 'é', '😀']);
    let marks = ('\u{600}'..='\u{6FF}').filter(|&c| chars::is_mark(c)).chain(['\u{8F0}', '\u{8F3}', '\u{301}', '\u{FBB2}']);
    (bases.collect(), marks.collect())
}

#[test]
fn every_pair() {
    let all = normalizers();
    let (bases, marks) = bases_and_marks();
    for &a in &bases {
        for &b in bases.iter().chain(&marks).chain(&['\u{200D}', '\u{200C}', '\u{200F}', '\u{FEFF}', '\u{200B}']) {
            let text = String::from_iter([a, b]);
            for n in all.iter().take(PRESETS.len()) {
                check(n, &text, is_canonical(n));
            }
        }
    }
    // Texts that begin with one of these characters are tested with all normalizers, because most of these characters may compose with a
    // mark or merge with an adjacent letter.
    for a in "اويىیہەےأئؤءـة\u{671}".chars() {
        for &b in bases.iter().chain(&marks) {
            let text = String::from_iter([a, b]);
            all.iter().for_each(|n| check(n, &text, is_canonical(n)));
        }
    }
}

#[test]
fn every_triple() {
    let (bases, marks) = bases_and_marks();
    let presets = [Preset::Orthographic, Preset::Search, Preset::Keyboard, Preset::Quran].map(Preset::normalizer);
    let between: Vec<char> = marks.iter().copied().chain("\u{640}\u{200D}\u{200C}\u{200F}\u{AD}اء".chars()).collect();
    for &a in &bases {
        for &b in &between {
            let lines: Vec<String> = marks.iter().chain(&['ا', 'أ', 'آ']).map(|&c| String::from_iter([a, b, c])).collect();
            presets.iter().for_each(|n| check_lines(n, &lines));
        }
    }
}

/// Generates texts of at most 23 characters. The characters are of the main kinds that the normalizer treats in different ways. A few
/// characters are arbitrary.
fn arabic_text() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        6 => proptest::sample::select("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئ".chars().collect::<Vec<_>>()),
        4 => proptest::sample::select(('\u{64B}'..='\u{655}').chain(['\u{670}', '\u{640}', '\u{6E1}', '\u{6D6}', '\u{6E5}', '\u{610}']).collect::<Vec<_>>()),
        1 => proptest::sample::select("ٱٲٵپچژگڤکیہھۀەےۓۃ٠١٩۰۹٪٫٬،؛؟۔123 .,%\n\t".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{202A}\u{2066}\u{AD}\u{FEFF}\u{34F}\u{A0}\u{3000}".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("ﻷﻼﷲﷺ﷽﷼ﻛﺘﺎ\u{FC5D}\u{FC90}\u{FE70}\u{FE71}\u{FC5E}\u{FBB2}\u{FC5B}\u{1EE00}".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("eé\u{301}\u{327}Å\u{212B}ς日가\u{1100}\u{1161}😀👩\u{200D}👧\u{FE0F}🇸“»–".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    proptest::collection::vec(c, 0..24).prop_map(String::from_iter)
}

/// Generates long texts: words with many or few marks, short Arabic texts, and ASCII. Most texts are longer than several vectors of
/// the scanner, and runs of marks may cross the ends of vectors.
fn long_text() -> impl Strategy<Value = String> {
    let word = |vowels: u32| {
        let letter = proptest::sample::select("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئ".chars().collect::<Vec<_>>());
        let mark = proptest::sample::select(('\u{64B}'..='\u{652}').collect::<Vec<_>>());
        let c = prop_oneof![10 => letter, vowels => mark];
        proptest::collection::vec(c, 1..12).prop_map(|w| String::from_iter(w) + " ")
    };
    let piece = prop_oneof![4 => word(9), 4 => word(1), 1 => arabic_text(), 1 => "[a-z \t0-9]{0,70}"];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Generates texts of characters for which the output of `search` does not depend on the neighbours of the character.
fn plain_text() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        5 => proptest::sample::select("ابتسملهيىةءآأإٱکی٣ 1e،日😀".chars().collect::<Vec<_>>()),
        4 => proptest::sample::select("\u{64B}\u{64E}\u{651}\u{652}\u{670}\u{640}\u{6D6}\u{200F}\u{FEFF}\u{FDFA}".chars().collect::<Vec<_>>()),
        1 => proptest::sample::select("\u{FEFB}\u{FDF2}\u{A0}\u{200B}".chars().collect::<Vec<_>>()),
    ];
    proptest::collection::vec(c, 0..40).prop_map(String::from_iter)
}

/// Compares the map of a text with a map that this function computes by normalizing each character alone. The output for each character of
/// the text must not depend on the neighbours of the character.
fn check_against_naive_map(n: &Normalizer, text: &str) {
    let mut parts: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut output = String::new();
    for (i, c) in text.char_indices() {
        let at = output.len();
        output += &n.normalize(&text[i..i + c.len_utf8()]);
        parts.push((i..i + c.len_utf8(), at..output.len()));
    }
    let mapped = n.normalize_mapped(text);
    assert_eq!(mapped.text(), output, "{text:?}");
    let map = mapped.map();
    for (source, output) in &parts {
        assert_eq!(map.to_output(source.clone()), *output, "{source:?} of {text:?}");
    }
    let kept: Vec<_> = parts.iter().filter(|(_, output)| !output.is_empty()).collect();
    for (k, (from, first)) in kept.iter().enumerate() {
        for (m, (to, last)) in kept.iter().enumerate().skip(k) {
            let range = first.start..last.end;
            assert_eq!(map.to_source(range.clone()), from.start..to.end, "{range:?} for {text:?}");
            let grown = kept.get(m + 1).map_or(text.len(), |(next, _)| next.start);
            assert_eq!(map.to_source_grown(range.clone()), from.start..grown, "{range:?} for {text:?}");
            assert_eq!(map.to_output(from.start..to.end), range, "{text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn maps_equal_naive_maps(text in plain_text()) {
        check_against_naive_map(&Normalizer::search(), &text);
        check_against_naive_map(&Normalizer::lucene(), &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn invariants_of_long_text(text in long_text()) {
        for n in PRESETS.map(Preset::normalizer) {
            check(&n, &text, is_canonical(&n));
            prop_assert!(n.normalize_mapped(&text).text() == n.normalize(&text));
            let mut out = String::from("قبل");
            n.normalize_into(&text, &mut out);
            prop_assert_eq!(out.strip_prefix("قبل"), Some(&*n.normalize(&text)));
            let (same, rest) = n.split_normalized(&text);
            prop_assert_eq!(String::from(same) + &n.normalize(rest), n.normalize(&text));
        }
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(prop_oneof![Just(0xD9u8), Just(0x8E), Just(0xD8), Just(0xA3), any::<u8>()], 0..200)) {
        for n in PRESETS.map(Preset::normalizer) {
            let text = String::from_utf8_lossy(&bytes);
            prop_assert_eq!(n.normalize_utf8(&bytes), n.normalize(&text));
            let mapped = n.normalize_mapped_utf8(&bytes);
            prop_assert_eq!(mapped.text(), &*n.normalize(&text));
            prop_assert!(mapped.map().to_source(0..mapped.text().len()).end <= bytes.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn invariants_of_any_text(text in arabic_text(), pick in any::<prop::sample::Index>()) {
        for n in PRESETS.map(Preset::normalizer) {
            check(&n, &text, is_canonical(&n));
            check_entry_points(&n, &text);
        }
        let all = normalizers();
        let n = all[pick.index(all.len())];
        check(&n, &text, is_canonical(&n));
        check_entry_points(&n, &text);
    }

    #[test]
    fn bytes_are_lossy_text(bytes in proptest::collection::vec(prop_oneof![Just(0xD9u8), Just(0x8E), Just(0xD8), Just(0xA3), any::<u8>()], 0..40)) {
        let n = Normalizer::search();
        let text = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(n.normalize_utf8(&bytes), n.normalize(&text));
        let mapped = n.normalize_mapped_utf8(&bytes);
        prop_assert_eq!(mapped.text(), &*n.normalize(&text));
        let cuts = mapped.text().char_indices().map(|(i, c)| i..i + c.len_utf8());
        for range in cuts {
            let from = mapped.map().to_source(range.clone());
            prop_assert!(from.end <= bytes.len());
            let back = mapped.map().to_output(from);
            prop_assert!(back.start <= range.start && range.end <= back.end);
        }
    }

    #[test]
    fn found_is_equal(text in arabic_text(), needle in arabic_text()) {
        let n = Normalizer::search();
        let mut last = 0;
        for range in n.find_iter(&text, &needle) {
            prop_assert!(last <= range.start && range.start < range.end && text.get(range.clone()).is_some());
            last = range.end;
            prop_assert_eq!(grow(&text, range.clone()), range.clone(), "whole clusters");
            let cut = |i: usize| text.grapheme_indices(true).any(|(at, _)| at == i) || i == text.len();
            prop_assert!(cut(range.start) && cut(range.end), "{:?}", range);
        }
        let plain = n.highlight(&text, &needle, "", "");
        prop_assert_eq!(&*plain, &*text);
    }
}

#[test]
fn long_runs_are_linear() {
    // The text has ten thousand equal characters after one letter. A routine that takes quadratic time would make this test very slow.
    for c in ['\u{651}', '\u{654}', '\u{655}', '\u{640}', '\u{200D}', '\u{301}', '\u{6D6}', 'ﷺ'] {
        let text: String = core::iter::once('ا').chain(core::iter::repeat_n(c, 10_000)).chain(['ب']).collect();
        for n in PRESETS.map(Preset::normalizer) {
            check(&n, &text, is_canonical(&n));
        }
    }
}

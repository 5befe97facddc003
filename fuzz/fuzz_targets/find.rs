//! Searches for a needle in a text. If the input contains a line feed, the needle is the first line and the text is the remaining lines.
//! Otherwise the text is the whole input, and the needle is a part of the text. Checks that `find_iter` returns the occurrences that its
//! documentation defines. Checks that highlighting, and offsets in characters and UTF-16 code units, agree with these occurrences.
#![no_main]

use std::ops::Range;

use kalima::chars::{Class, class};
use kalima::normalize::{Normalizer, Preset, grow};
use kalima::units::{CharIndex, Utf16Index};
use libfuzzer_sys::fuzz_target;
use unicode_segmentation::UnicodeSegmentation;

/// Returns the byte ranges of the occurrences of a needle, by the rules in the documentation of `find_iter`. Tests every position of the
/// folded text. Occurrences do not overlap. A grapheme cluster is part of at most one occurrence. An occurrence never begins inside an
/// emoji.
fn occurrences(n: &Normalizer, haystack: &str, needle: &str) -> Vec<Range<usize>> {
    let needle = n.normalize(needle);
    let mapped = n.normalize_mapped(haystack);
    let boundaries: Vec<usize> = haystack.grapheme_indices(true).map(|(at, _)| at).chain([haystack.len()]).collect();
    let (mut found, mut folded_end, mut end) = (Vec::new(), 0, 0);
    for (at, _) in mapped.text().char_indices() {
        if needle.is_empty() || at < folded_end || !mapped.text()[at..].starts_with(&*needle) {
            continue;
        }
        let source = mapped.map().to_source_grown(at..at + needle.len());
        // Skips the match in two cases. First, the match may be only a space that the normalizer inserted, so its source range is empty.
        // Second, the preceding occurrence may already contain the first grapheme cluster of the match.
        if source.is_empty() || source.start < end {
            continue;
        }
        let start = boundaries[boundaries.partition_point(|&b| b <= source.start) - 1];
        let inner = &haystack[start..source.start];
        let is_picture = haystack[source.start..].starts_with(|c| matches!(class(c), Class::Emoji | Class::Pictographic));
        if inner.ends_with('\u{200D}') && is_picture || inner.chars().any(|c| class(c) == Class::RegionalIndicator) {
            continue;
        }
        end = boundaries[boundaries.partition_point(|&b| b < source.end)];
        folded_end = at + needle.len();
        found.push(start..end);
    }
    found
}

/// Returns whether a character is a dagger alef, or a presentation form that contains a dagger alef (U+FC5B–FC5D, U+FC63, U+FC90, U+FCD9).
fn is_dagger_alef(c: char) -> bool {
    c == '\u{670}' || matches!(c, '\u{FC5B}'..='\u{FC5D}' | '\u{FC63}' | '\u{FC90}' | '\u{FCD9}')
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let (bytes, text) = (&input.bytes, &input.text);
    let n = if o.flag() { Normalizer::search() } else { o.one(Preset::ALL).normalizer() };
    let (needle, haystack) = match text.split_once('\n') {
        Some(parts) => parts,
        None => {
            let start = o.boundary(text);
            let end = text.floor_char_boundary(start + o.below(24));
            (&text[start..end.max(start)], text.as_str())
        }
    };
    let found: Vec<_> = n.find_iter(haystack, needle).collect();
    assert_eq!(found, occurrences(&n, haystack, needle), "{n:?}: {needle:?} in {haystack:?}");

    let folded = n.normalize(needle);
    let (utf16, chars) = (Utf16Index::new(haystack), CharIndex::new(haystack));
    let mapped = n.normalize_mapped(haystack);
    for range in &found {
        assert!(mapped.text()[mapped.map().to_output(range.clone())].contains(&*folded), "{n:?}: {needle:?} in {haystack:?} at {range:?}");
        // The normal form of the range must contain the normal form of the needle, but may be longer: the range may contain other letters
        // of a ligature, or the marks of the last letter. There are two exceptions, because the normalizer does not see the text that
        // precedes the range. First, the normalizer inserts a space before a ligature only if a word precedes the ligature, so the needle
        // is trimmed. Second, the normalizer drops a dagger alef that has no preceding letter, so a range that contains a dagger alef is
        // not checked.
        let alone = n.normalize(&haystack[range.clone()]);
        assert!(
            alone.contains(folded.trim()) || haystack[range.clone()].contains(is_dagger_alef),
            "{n:?}: {needle:?} in {haystack:?} at {range:?}"
        );
        assert_eq!(grow(haystack, range.clone()), *range);
        assert_eq!(utf16.to_byte_range(utf16.to_unit_range(range.clone())), *range);
        assert_eq!(chars.to_byte_range(chars.to_unit_range(range.clone())), *range);
    }
    assert_eq!(n.highlight(haystack, needle, "<", ">").len(), haystack.len() + 2 * found.len());
    assert!(n.find_iter_utf8(haystack.as_bytes(), needle.as_bytes()).eq(found));

    let (needle, haystack) = bytes.split_at(o.below(bytes.len().min(12) + 1));
    let mut at = 0;
    for range in n.find_iter_utf8(haystack, needle) {
        assert!(range.start >= at && haystack.get(range.clone()).is_some_and(|found| !found.is_empty()));
        at = range.end;
    }
}));

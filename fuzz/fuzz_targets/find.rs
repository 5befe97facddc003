//! The first line is sought in the rest: what is found equals it, in order and apart, and nothing is left out.
#![no_main]

use kalima::normalize::{Normalizer, find_iter, highlight};
use kalima::units::{CharIndex, Utf16Index};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (bytes, text, _) = kalima_fuzz::text(data);
    let (needle, haystack) = text.split_once('\n').unwrap_or((&text, &text));
    let search = Normalizer::search();
    let folded = search.normalize(needle);
    let (utf16, chars) = (Utf16Index::new(haystack), CharIndex::new(haystack));
    let (mut at, mut count) = (0, 0);
    for range in find_iter(haystack, needle) {
        assert!(range.start >= at && range.end > range.start);
        // A range may hold more than the needle: the rest of a ligature, the marks of the last letter. A space that parts a ligature from what
        // stood before it is there only where that is.
        assert!(search.normalize(&haystack[range.clone()]).contains(folded.trim()));
        assert_eq!(utf16.to_byte_range(utf16.from_byte_range(range.clone())), range);
        assert_eq!(chars.to_byte_range(chars.from_byte_range(range.clone())), range);
        (at, count) = (range.end, count + 1);
    }
    // What is not found has no needle in it.
    assert_eq!(count == 0, folded.is_empty() || !search.normalize(haystack).contains(&*folded));
    let marked = highlight(haystack, needle, "<", ">");
    assert_eq!(marked.len(), haystack.len() + 2 * count);

    let mid = bytes.len() / 2;
    let (needle, haystack) = bytes.split_at(mid.min(12));
    for range in search.find_iter_utf8(haystack, needle) {
        assert!(haystack.get(range).is_some_and(|found| !found.is_empty()));
    }
});

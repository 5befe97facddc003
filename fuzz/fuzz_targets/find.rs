//! The first line is sought in the rest: what is found equals it, in order and apart.
#![no_main]

use kalima::normalize::{Normalizer, find_iter, highlight};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (needle, haystack) = text.split_once('\n').unwrap_or((&text, &text));
    let folded = Normalizer::search().normalize(needle);
    let mut at = 0;
    for range in find_iter(haystack, needle) {
        assert!(range.start >= at && range.end > range.start);
        // A range may hold more than the needle: the rest of a ligature, the marks of the last letter.
        assert!(Normalizer::search().normalize(&haystack[range.clone()]).contains(&*folded));
        at = range.end;
    }
    assert!(highlight(haystack, needle, "<", ">").len() >= haystack.len());
});

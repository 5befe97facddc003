//! Checks one preset of the normalizer on any bytes. In one of two executions, one option of the preset is set to a selected value.
//!
//! - A second normalization does not change the result.
//! - The reference implementation, the implementation for each SIMD level, and the functions for bytes return the same result.
//! - If the normalizer applies a Unicode form such as NFC, canonically equivalent texts have the same result.
//! - The map from the result to the source returns ranges of the source bytes whose starts do not decrease.
#![no_main]

use kalima::normalize::{Normalizer, Preset};
use kalima::reference;
use kalima_fuzz::Options;
use libfuzzer_sys::fuzz_target;
use unicode_normalization::UnicodeNormalization;

/// Sets one option of a normalizer. `o` selects the option and its value.
fn changed(n: Normalizer, o: &mut Options) -> Normalizer {
    let option = o.one(Normalizer::OPTIONS);
    n.with_option(option.name(), o.one(option.values())).unwrap()
}

fuzz_target!(|data: &[u8]| kalima_fuzz::run(data, |input, o| {
    let (bytes, text) = (&input.bytes, &input.text);
    let preset = o.one(Preset::ALL);
    let mut n = preset.normalizer();
    if o.flag() {
        n = changed(n, o);
    }
    let once = n.normalize(text);
    assert!(n.is_normalized(&once), "{n:?}: idempotent");
    assert_eq!(once, reference::normalize(&n, text), "{n:?}: reference implementation");
    if reference::is_canonical(&n) {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        assert_eq!(once, n.normalize(&nfc), "{n:?}: NFC");
        assert_eq!(once, n.normalize(&nfd), "{n:?}: NFD");
    }
    assert!(reference::levels_agree(&n, &kalima::Tokenizer::new(), text), "{n:?}: every level");
    assert_eq!(once, n.normalize_utf8(bytes), "{n:?}: bytes");
    let (head, tail) = n.split_normalized(text);
    assert_eq!(once, format!("{head}{}", n.normalize(tail)), "{n:?}: split");
    let mapped = n.normalize_mapped_utf8(bytes);
    assert_eq!(mapped.text(), once, "{n:?}: mapped");
    let mut at = 0;
    for (i, c) in once.char_indices() {
        let source = mapped.map().to_source(i..i + c.len_utf8());
        assert!(bytes.get(source.clone()).is_some() && source.start >= at, "{n:?}: ranges slice, in order");
        at = source.start;
    }
    assert_eq!(Normalizer::none().normalize(text), *text);
}));

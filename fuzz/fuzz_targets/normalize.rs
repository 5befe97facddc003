//! Every preset on any bytes: idempotent, equal to its slow twin, the map in range.
#![no_main]

use kalima::normalize::{Normalizer, Preset};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for preset in Preset::ALL {
        let n = preset.normalizer();
        let once = n.normalize(&text);
        assert!(n.is_normalized(&once), "{preset}");
        assert_eq!(once, kalima::slow::normalize(&n, &text), "{preset}");
        let mapped = n.normalize_mapped_utf8(bytes);
        assert_eq!(mapped.text(), once, "{preset}");
        for (i, c) in once.char_indices() {
            assert!(bytes.get(mapped.map().to_source(i..i + c.len_utf8())).is_some(), "{preset}");
        }
    }
    assert_eq!(Normalizer::none().normalize(&text), text);
});

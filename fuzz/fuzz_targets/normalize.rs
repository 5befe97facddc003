//! Every preset on any bytes: idempotent, equal to its slow twin, one result for canonically equivalent text, the map in range.
#![no_main]

use kalima::normalize::{Normalizer, Preset};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (bytes, text, _) = kalima_fuzz::text(data);
    for preset in Preset::ALL {
        let n = preset.normalizer();
        let once = n.normalize(&text);
        assert!(n.is_normalized(&once), "{preset}: idempotent");
        assert_eq!(once, kalima::slow::normalize(&n, &text), "{preset}: the slow twin");
        assert!(kalima::slow::levels_agree(&n, &kalima::Tokenizer::new(), &text), "{preset}: every scanner");
        assert_eq!(once, n.normalize_utf8(&bytes), "{preset}: bytes");
        let (head, tail) = n.split_normalized(&text);
        assert_eq!(once, format!("{head}{}", n.normalize(tail)), "{preset}: split");
        let mapped = n.normalize_mapped_utf8(&bytes);
        assert_eq!(mapped.text(), once, "{preset}: mapped");
        let mut at = 0;
        for (i, c) in once.char_indices() {
            let source = mapped.map().to_source(i..i + c.len_utf8());
            assert!(bytes.get(source.clone()).is_some() && source.start >= at, "{preset}: ranges slice, in order");
            at = source.start;
        }
    }
    assert_eq!(Normalizer::none().normalize(&text), text);
});

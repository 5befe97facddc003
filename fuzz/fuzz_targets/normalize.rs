//! One preset, in one of two executions with one option changed, on any bytes: idempotent, equal to the reference implementation, one result for
//! canonically equivalent texts, the same by every vector level and entry point, and a map whose ranges slice the source in order.
#![no_main]

use kalima::normalize::{
    AlefFold, DaggerAlefFold, DigitFold, FormatFold, HamzaFold, KeyboardFold, LigatureFold, Marks, Normalizer, Preset, SpaceFold,
    TanwinFold, TehMarbutaFold, YehFold,
};
use kalima::reference;
use kalima_fuzz::Options;
use libfuzzer_sys::fuzz_target;
use unicode_normalization::UnicodeNormalization;

/// A normalizer with one option changed.
fn changed(n: Normalizer, o: &mut Options) -> Normalizer {
    let on = o.flag();
    match o.below(22) {
        0 => n.alef(o.one(AlefFold::ALL)),
        1 => n.hamza(o.one(HamzaFold::ALL)),
        2 => n.yeh(o.one(YehFold::ALL)),
        3 => n.teh_marbuta(o.one(TehMarbutaFold::ALL)),
        4 => n.keyboard_letters(o.one(KeyboardFold::ALL)),
        5 => n.dagger_alef(o.one(DaggerAlefFold::ALL)),
        6 => n.words(o.one(LigatureFold::ALL)),
        7 => n.honorifics(o.one(LigatureFold::ALL)),
        8 => n.digits(o.one(DigitFold::ALL)),
        9 => n.format(o.one(FormatFold::ALL)),
        10 => n.spaces(o.one(SpaceFold::ALL)),
        11 => n.tanwin(o.one(TanwinFold::ALL)),
        12 => n.elongation(o.one(&[None, Some(1), Some(2)])),
        13 => n.strip(o.one(&[Marks::NONE, Marks::TANWIN, Marks::SHADDA, Marks::TASHKEEL, Marks::ALL])),
        14 => n.loan_letters(on),
        15 => n.tatweel(on),
        16 => n.presentation(on),
        17 => n.math_letters(on),
        18 => n.punctuation(on),
        19 => n.madda(on),
        20 => n.compose_maksura(on),
        _ => n.tatweel_hamza(on),
    }
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

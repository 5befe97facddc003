//! Texts for properties: pieces of the seed corpora, broken in the ways that real text is.

// Each test uses some of these.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

/// All corpora of `seeds/`, by name.
pub(crate) static SEEDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|p| fs::read_to_string(p).unwrap()).collect()
});

/// A piece of a seed, of up to 300 characters.
fn slice() -> impl Strategy<Value = Vec<char>> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..300_usize).prop_map(|(seed, at, len)| {
        let chars: Vec<char> = seed.get(&SEEDS).chars().collect();
        let at = at.index(chars.len());
        chars[at..(at + len).min(chars.len())].to_vec()
    })
}

/// A character that likes to be where it should not be: marks, tatweel, hamza, joiners, bidi controls, ligatures, stops, any other.
fn intruder() -> impl Strategy<Value = char> {
    prop_oneof![
        6 => select("\u{64B}\u{64E}\u{650}\u{651}\u{652}\u{653}\u{654}\u{655}\u{670}\u{6E5}\u{6DC}\u{640}".chars().collect::<Vec<_>>()),
        4 => select("\u{200C}\u{200D}\u{200E}\u{200F}\u{61C}\u{202B}\u{202C}\u{2067}\u{2069}\u{FEFF}\u{AD}\u{200B}".chars().collect::<Vec<_>>()),
        3 => select(" \n\r\t.،؛:؟!…«»\"()-–#@_/٫٬٪%1٢۳".chars().collect::<Vec<_>>()),
        2 => select("اأإآٱىيةهءؤئکیﻻﻼﷲﷺ﷽ﺎﻛپگa🇸👍".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ]
}

/// What is done to a piece.
#[derive(Clone, Debug)]
enum Change {
    Insert(prop::sample::Index, char),
    Repeat(prop::sample::Index, char, usize),
    Remove(prop::sample::Index),
    Swap(prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        5 => (any::<prop::sample::Index>(), intruder()).prop_map(|(at, c)| Change::Insert(at, c)),
        1 => (any::<prop::sample::Index>(), intruder(), 2..40_usize).prop_map(|(at, c, n)| Change::Repeat(at, c, n)),
        2 => any::<prop::sample::Index>().prop_map(Change::Remove),
        1 => any::<prop::sample::Index>().prop_map(Change::Swap),
    ]
}

/// Text that starts from the seeds.
pub(crate) fn text() -> impl Strategy<Value = String> {
    (slice(), prop::collection::vec(change(), 0..8)).prop_map(|(mut chars, changes)| {
        for change in changes {
            let len = chars.len();
            match change {
                Change::Insert(at, c) => chars.insert(at.index(len + 1), c),
                Change::Repeat(at, c, n) => {
                    let at = at.index(len + 1);
                    chars.splice(at..at, std::iter::repeat_n(c, n));
                }
                Change::Remove(at) if len > 0 => {
                    chars.remove(at.index(len));
                }
                Change::Swap(at) if len > 1 => {
                    let at = at.index(len - 1);
                    chars.swap(at, at + 1);
                }
                _ => {}
            }
        }
        chars.into_iter().collect()
    })
}

/// A word of the seeds, with marks, tatweel and the like strewn in.
pub(crate) fn word() -> impl Strategy<Value = String> {
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(seed, at)| {
        let words: Vec<&str> = seed.get(&SEEDS).split_whitespace().collect();
        words[at.index(words.len())].to_owned()
    });
    (piece, prop::collection::vec((any::<prop::sample::Index>(), intruder()), 0..3)).prop_map(|(word, intruders)| {
        let mut chars: Vec<char> = word.chars().collect();
        for (at, c) in intruders {
            chars.insert(at.index(chars.len() + 1), c);
        }
        chars.into_iter().collect()
    })
}

/// Bytes that may not be UTF-8: text with a few bytes overwritten.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    (text(), prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)).prop_map(|(text, changes)| {
        let mut bytes = text.into_bytes();
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        bytes
    })
}

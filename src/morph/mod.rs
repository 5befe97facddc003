//! The word grammar.

mod affix;
mod key;
mod lemma;
pub(crate) mod letters;
mod search;
#[rustfmt::skip]
mod tables;
mod template;

use alloc::string::String;
use core::ops::Range;

use key::{ALPHABET, Key};
use search::{Best, Few, Keep, MAX_READINGS, Reading};

/// The best reading.
fn best(key: &Key) -> Reading {
    let mut best = Best(Reading { cost: i16::MAX, template: search::UNKNOWN, to: key.len() as u8, ..Reading::default() });
    search::readings(key, &mut best);
    best.0
}

/// The root of a word by its best reading.
pub fn root(word: &str) -> Option<String> {
    let key = Key::of(word).ok()?;
    let r = best(&key);
    if r.root == 0 && matches!(r.template, search::CLOSED | search::NAME) {
        let closed = r.template == search::CLOSED;
        if closed && !search::has_root(&key, &r) {
            return None;
        }
        let mut few = Few { len: 0, readings: [Reading::default(); MAX_READINGS] };
        search::readings(&key, &mut few);
        let same = |x: &&Reading| x.root != 0 && x.from == r.from && x.suffix.pronoun == r.suffix.pronoun && (closed || x.cost < r.cost + 20);
        return few.readings.iter().take(few.len).find(same).and_then(root_of);
    }
    root_of(&r)
}

fn root_of(r: &Reading) -> Option<String> {
    if r.template == search::PLURAL {
        let mut text = String::new();
        lemma_text(r.singular, &mut text);
        let key = Key::of(&text).ok()?;
        let r = best(&key);
        return if r.template == search::PLURAL { None } else { root_of(&r) };
    }
    if r.root == 0 {
        return None;
    }
    let n = if r.root >> 15 != 0 { 4 } else { 3 };
    Some((0..n).rev().filter_map(|i| ALPHABET.get((r.root >> (5 * i)) as usize & 31)).collect())
}

fn lemma_text(at: u16, out: &mut String) {
    out.push_str(tables::WORDS.get(usize::from(at)..).unwrap_or_default().split('\n').next().unwrap_or_default());
}

/// The lemma of a word by its best reading.
pub fn lemma(word: &str) -> Option<String> {
    let key = Key::of(word).ok()?;
    let mut out = String::new();
    lemma::lemma(&key, &best(&key), &mut out);
    Some(out)
}

/// All.
pub fn debug(word: &str) {
    let Ok(key) = Key::of(word) else { return };
    let mut few = Few { len: 0, readings: [Reading::default(); MAX_READINGS] };
    search::readings(&key, &mut few);
    let _ = few.limit();
    #[cfg(feature = "std")]
    for r in &few.readings[..few.len] {
        let mut l = String::new();
        lemma::lemma(&key, r, &mut l);
        let s = |a: usize, b: usize| &word[key.start(a)..key.start(b)];
        std::println!(
            "{:4} {}+{}+{} {:?} t{} {} p{}",
            r.cost,
            s(0, r.from.into()),
            s(r.from.into(), r.to.into()),
            s(r.to.into(), key.len()),
            root_of(r),
            r.template,
            l,
            r.suffix.pronoun
        );
    }
}

/// UD cut.
pub fn cuts(word: &str) -> alloc::vec::Vec<Range<usize>> {
    let mut v = alloc::vec::Vec::new();
    let Ok(key) = Key::of(word) else {
        v.push(0..word.len());
        return v;
    };
    let r = best(&key);
    let mut at = 0;
    let mut i = 0;
    let mut cut = |i: usize, at: &mut usize| {
        let b = key.start(i);
        if b > *at {
            v.push(*at..b);
            *at = b;
        }
    };
    if r.prefix.conjunction != 0 {
        i += 1;
        cut(i, &mut at);
    }
    if r.prefix.particle != 0 {
        i += 1;
        cut(i, &mut at);
    }
    if r.suffix.pronoun != 0 {
        cut(key.len() - usize::from(r.suffix.pronoun().len), &mut at);
    }
    cut(key.len(), &mut at);
    v
}

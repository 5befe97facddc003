//! Shapes: the letters of templates by length, as bits that a stem's letters leave over.

use std::fmt::Write as _;
use std::ops::Range;

use crate::{Row, numbers};

/// What a stem's letter can be to a template; the numbers are those of `key.rs`. Letters that no stem has are 0.
const KINDS: [(u64, usize); 10] = [(2, 2), (1, 3), (4, 4), (9, 5), (13, 6), (17, 7), (25, 8), (26, 9), (28, 10), (29, 11)];
/// Letters that no template has of its own, and of those that only endings have: ك, ه.
const OTHER_KINDS: [usize; 3] = [1, 13, 14];
/// ة, which is in no stem.
const TEH_MARBUTA_KIND: usize = 12;
/// ى, which is a ي.
const MAKSURA_KIND: usize = 15;
/// Letters of stems that are compared at once.
const PLACES: usize = 7;
/// All shapes are bits of a few words of 64. The last bit of a word is that of a shape that ends the others and fits all.
const BITS: usize = 64;
const END: u64 = 1 << (BITS - 1);
const WORDS: usize = 4;
/// The kind of a ا, which is no radical.
const ALEF_KIND: usize = 2;

impl Row {
    /// Whether it is a stem letter by letter, without radicals.
    pub(crate) fn is_whole(&self) -> bool {
        u32::from(self.mask) == (1 << self.len) - 1
    }
}

/// Sorts the rows: by length, those of the same letters together and the cheaper ones first, so that the search can stop; behind them whole
/// stems by their key. Gives the rows of the same letters.
pub(crate) fn sort(rows: &mut [Row]) -> Vec<Range<usize>> {
    rows.sort_by_key(|r| (r.key, r.cost));
    let leasts: std::collections::BTreeMap<u64, i32> =
        rows.iter().rev().map(|r| (r.key, r.least)).fold(Default::default(), |mut all, (k, l)| {
            all.entry(k).and_modify(|x: &mut i32| *x = l.min(*x)).or_insert(l);
            all
        });
    rows.sort_by_key(|r| if r.is_whole() { (true, 0, 0, 0, r.key) } else { (false, r.len, leasts[&r.key], r.mask, r.key) });
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (i, r) in rows.iter().enumerate() {
        match groups.last_mut() {
            Some(g) if rows[g.start].key == r.key => g.end = i + 1,
            _ => groups.push(i..i + 1),
        }
    }
    groups
}

/// Writes the shapes, and the whole stems.
pub(crate) fn write(out: &mut String, rows: &[Row], groups: &[Range<usize>]) {
    let (whole, shapes): (Vec<_>, Vec<_>) = groups.iter().cloned().partition(|g| rows[g.start].is_whole());
    let longest = shapes.iter().map(|g| rows[g.start].len).max().expect("there are templates");
    assert!(longest <= PLACES);
    // A length with more shapes than a word has bits begins with a word of its own, which has no end; the others of these lengths are in one
    // word, the first behind those. All other lengths are in one word each, with others where there is room.
    let of = |len: usize| shapes.iter().filter(move |g| rows[g.start].len == len).collect::<Vec<_>>();
    let (mut words, mut others): (Vec<Vec<&Range<usize>>>, Vec<&Range<usize>>) = Default::default();
    let (mut word_of, mut mask, mut more) = ([0; PLACES + 1], [0u64; PLACES + 1], [0u64; PLACES + 1]);
    let bits = |from: usize, n: usize| u64::try_from(((1u128 << n) - 1) << from).expect("they fit");
    for len in (1..=longest).filter(|&len| of(len).len() > BITS) {
        let mut these = of(len);
        let rest = these.split_off(BITS);
        (word_of[len], mask[len], more[len]) = (words.len(), u64::MAX, bits(others.len(), rest.len()) | END);
        words.push(these);
        others.extend(rest);
    }
    let more_word = words.len();
    words.push(others);
    for len in (1..=longest).filter(|&len| of(len).len() <= BITS) {
        let these = of(len);
        let fits = (more_word..words.len()).find(|&w| words[w].len() + these.len() < BITS);
        let word = fits.unwrap_or(words.len());
        words.resize(words.len().max(word + 1), Vec::new());
        (word_of[len], mask[len]) = (word, bits(words[word].len(), these.len()) | END);
        words[word].extend(these);
    }
    assert_eq!(words.len(), WORDS);
    writeln!(out, "\n/// The most letters that a template with radicals has.\npub(crate) const SHAPE_LETTERS: usize = {longest};").unwrap();
    writeln!(out, "\n/// Letters of templates by number, which is that of a bit: of one length those that can cost least first.").unwrap();
    writeln!(out, "pub(crate) static SHAPES: [[Shape; {BITS}]; {WORDS}] = [").unwrap();
    for word in &words {
        writeln!(out, "[").unwrap();
        for g in word {
            let slots = rows[(*g).clone()].iter().fold(0, |s, r| s | r.slots);
            let least = rows[(*g).clone()].iter().map(|r| r.least).min().expect("no group is empty");
            writeln!(out, "    shape({}, {}, {:#x}, {least}, {slots:#x}),", g.start, g.len(), rows[g.start].mask).unwrap();
        }
        (word.len()..BITS).for_each(|_| writeln!(out, "    END,").unwrap());
        writeln!(out, "],").unwrap();
    }
    writeln!(
        out,
        "];\n\n/// By length: the word that has its shapes, which bits they are, and which of the word [`MORE`] are more of them."
    )
    .unwrap();
    let lengths = (0..=longest).map(|len| format!("({}, {:#x}, {:#x})", word_of[len], mask[len], more[len])).collect::<Vec<_>>();
    writeln!(out, "pub(crate) const LENGTHS: [(u8, u64, u64); {}] = [{}];", lengths.len(), lengths.join(", ")).unwrap();
    writeln!(out, "pub(crate) const MORE: usize = {more_word};").unwrap();
    writeln!(out, "\n/// By place and kind of letter: the shapes that have this letter there, a radical, or nothing.").unwrap();
    writeln!(out, "pub(crate) static FITS: [[[u64; {WORDS}]; 16]; {PLACES}] = [").unwrap();
    for place in 0..PLACES {
        let mut table = [[0u64; WORDS]; 16];
        for (word, groups) in words.iter().enumerate() {
            for (bit, g) in groups.iter().enumerate() {
                let letter = rows[g.start].key >> (5 * place) & 31;
                let ends = rows[g.start].len <= place;
                let mut fits = |kind: usize, fits: bool| table[kind][word] |= u64::from(ends || fits) << bit;
                fits(0, false);
                KINDS.iter().for_each(|&(code, kind)| fits(kind, letter == code || (letter == 0 && kind != ALEF_KIND)));
                OTHER_KINDS.iter().for_each(|&kind| fits(kind, letter == 0));
                fits(TEH_MARBUTA_KIND, false);
            }
        }
        table[MAKSURA_KIND] = table[11];
        table.iter_mut().flat_map(|words| &mut words[more_word..]).for_each(|word| *word |= END);
        let rows = table.map(|words| format!("[{}]", words.map(|bits| format!("{bits:#x}")).join(", ")));
        writeln!(out, "    [{}],", rows.join(", ")).unwrap();
    }
    writeln!(out, "];").unwrap();
    writeln!(out, "\n/// Whole stems, sorted: letters and length, their first row, their number.").unwrap();
    let stems: Vec<String> = whole
        .iter()
        .map(|g| {
            assert!(g.len() < 64 && g.start < 1024);
            format!("{:#x}", rows[g.start].key << 16 | (g.start as u64) << 6 | g.len() as u64)
        })
        .collect();
    numbers(out, "STEMS", "u64", stems.into_iter());
}

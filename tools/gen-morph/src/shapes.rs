//! Shapes: the letters of templates by length, as bits that a stem's letters leave over.

use std::fmt::Write as _;
use std::ops::Range;

use crate::{Row, numbers};

/// What a stem's letter can be to a template; the numbers are those of `key.rs`. Letters that no stem has are 0.
const KINDS: [(u64, usize); 10] = [(2, 2), (1, 3), (4, 4), (9, 5), (13, 6), (17, 7), (25, 8), (26, 9), (28, 10), (29, 11)];
/// Letters that no template has of its own, and of those that only endings have: ك, ه.
const OTHER_KINDS: [usize; 3] = [1, 13, 14];
/// ى, which is a ي.
const MAKSURA_KIND: usize = 15;
/// Letters of stems that are compared at once.
const PLACES: usize = 7;
/// Shapes of one length that are compared at once.
const BITS: usize = 64;
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
    let of = |len: usize| shapes.iter().filter(move |g| rows[g.start].len == len);
    writeln!(out, "\n/// The most letters that a template with radicals has.\npub(crate) const SHAPE_LETTERS: usize = {longest};").unwrap();
    writeln!(out, "\n/// Letters of templates, by length; of one length those that can cost least first.").unwrap();
    writeln!(out, "pub(crate) static SHAPES: [Shape; {}] = [", shapes.len()).unwrap();
    for g in &shapes {
        let slots = rows[g.clone()].iter().fold(0, |s, r| s | r.slots);
        let least = rows[g.clone()].iter().map(|r| r.least).min().expect("no group is empty");
        writeln!(out, "    shape({}, {}, {:#x}, {least}, {slots:#x}),", g.start, g.len(), rows[g.start].mask).unwrap();
    }
    writeln!(out, "];\n\n/// Where the shapes of a length begin.").unwrap();
    numbers(out, "SHAPE_STARTS", "u8", (0..=longest + 1).map(|len| (0..len).map(|l| of(l).count()).sum::<usize>().to_string()));
    assert!(longest <= PLACES);
    // Places behind the end fit anything, so that stems of different lengths are compared alike.
    let fits = |len: usize, skip: usize, place: usize| {
        let mut table = [if place < len { 0u64 } else { u64::MAX }; 16];
        for (bit, g) in of(len).skip(skip).take(BITS).enumerate().filter(|_| place < len) {
            let letter = rows[g.start].key >> (5 * place) & 31;
            for (code, kind) in KINDS {
                if letter == code || (letter == 0 && kind != ALEF_KIND) {
                    table[kind] |= 1 << bit;
                }
            }
            for kind in OTHER_KINDS {
                table[kind] |= u64::from(letter == 0) << bit;
            }
        }
        table[MAKSURA_KIND] = table[11];
        format!("[{}]", table.map(|bits| format!("{bits:#x}")).join(", "))
    };
    let mut write = |doc: &str, name: &str, lens: std::ops::RangeInclusive<usize>, skip: usize| {
        writeln!(out, "\n/// {doc}").unwrap();
        writeln!(out, "pub(crate) static {name}: [[[u64; 16]; {PLACES}]; {}] = [", lens.clone().count()).unwrap();
        for len in lens {
            writeln!(out, "    [{}],", (0..PLACES).map(|place| fits(len, skip, place)).collect::<Vec<_>>().join(", ")).unwrap();
        }
        writeln!(out, "];").unwrap();
    };
    let doc = format!("By length, place and kind of letter: the first {BITS} shapes that have this letter there, or a radical.");
    write(&doc, "FITS", 1..=longest, 0);
    let many: Vec<usize> = (1..=longest).filter(|&len| of(len).count() > BITS).collect();
    let (first, last) = (many[0], many[many.len() - 1]);
    assert!(many.len() == last + 1 - first && many.iter().all(|&len| of(len).count() <= 2 * BITS));
    write("The same of the other shapes, of lengths that have more.", "DEAR_FITS", first..=last, BITS);
    writeln!(out, "\n/// The least length of which there are more than {BITS} shapes.\npub(crate) const FIRST_DEAR: usize = {first};")
        .unwrap();
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

//! Shapes: the letters that templates have of their own, compared with those of a stem all at once.

use super::key::{ALEF_KIND, HAMZA_KIND, KINDS, YEH_KIND};
use super::tables::*;

/// The letters of some templates, and where the radicals are between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Its templates: the first row, and how many.
    pub(crate) first: u16,
    pub(crate) count: u8,
    /// The places of its letters.
    pub(crate) letters: u8,
    /// The least that a stem by one of them costs.
    pub(crate) least: i16,
    /// Where a stem by one of them can stand.
    pub(crate) slots: u32,
}

pub(crate) const fn shape(first: u16, count: u8, letters: u8, least: i16, slots: u32) -> Shape {
    Shape { first, count, letters, least, slots }
}

/// The shapes that some letters fit, given as kinds, the one that can cost least first.
pub(crate) struct Fitting {
    /// Those that are left of the first 64 of their number, or of the others; and the number of the first of them.
    bits: u64,
    first: usize,
    kinds: u64,
    n: usize,
}

/// The shapes of one number of letters that one look tells of.
const AT_ONCE: usize = 64;

impl Fitting {
    #[inline(always)]
    pub(crate) fn new(kinds: u64, n: usize) -> Fitting {
        let bits = FITS.get(n.wrapping_sub(1)).map_or(0, |places| at_once(places, kinds));
        Fitting { bits, first: SHAPE_STARTS.get(n).map_or(0, |&s| usize::from(s)), kinds, n }
    }

    /// Goes on to the others, where there are more than 64.
    #[inline(always)]
    fn others(&mut self) {
        let len = self.n.wrapping_sub(FIRST_DEAR);
        self.bits = if len < DEAR_FITS.len() { dear(self.kinds, len) } else { 0 };
        (self.first, self.n) = (self.first + AT_ONCE, 0);
    }
}

impl Iterator for Fitting {
    type Item = &'static Shape;

    #[inline(always)]
    fn next(&mut self) -> Option<&'static Shape> {
        if self.bits == 0 {
            self.others();
            if self.bits == 0 {
                return None;
            }
        }
        let shape = SHAPES.get(self.first + self.bits.trailing_zeros() as usize);
        self.bits &= self.bits - 1;
        shape
    }
}

/// Those of the shapes behind the first 64 that fit.
#[inline(never)]
fn dear(kinds: u64, len: usize) -> u64 {
    DEAR_FITS.get(len).map_or(0, |places| at_once(places, kinds))
}

/// The shapes that fit at each of some places.
#[inline(always)]
fn at_once<const N: usize>(places: &[[u64; KINDS]; N], kinds: u64) -> u64 {
    let at = |(i, fits): (usize, &[u64; KINDS])| fits.get((kinds >> (4 * i)) as usize & (KINDS - 1)).copied().unwrap_or(0);
    places.iter().enumerate().map(at).fold(u64::MAX, |bits, fits| bits & fits)
}

/// The templates of a stem that is named letter by letter.
pub(crate) fn whole_stem(codes: u64, n: usize) -> Option<Shape> {
    let key = codes | (n as u64) << 40;
    let at = STEMS.partition_point(|s| s >> 16 < key);
    let s = STEMS.get(at).filter(|s| *s >> 16 == key)?;
    Some(shape((s >> 6 & 1023) as u16, (s & 63) as u8, (1 << n) - 1, 0, u32::MAX))
}

/// The kinds with another first one.
#[inline(always)]
pub(crate) const fn with_first(kinds: u64, kind: u8) -> u64 {
    kinds & !15 | kind as u64
}

/// The kinds of ا that stands for ءا.
#[inline(always)]
pub(crate) const fn with_madda(kinds: u64) -> u64 {
    with_first(kinds, ALEF_KIND) << 4 | HAMZA_KIND as u64
}

/// The first kinds, with ء for the last of them.
#[inline(always)]
pub(crate) const fn with_last_hamza(kinds: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    kinds & !(15 << shift) | (HAMZA_KIND as u64) << shift
}

/// The first kinds, with يء for the last of them.
#[inline(always)]
pub(crate) const fn with_old_hamza(kinds: u64, n: usize) -> u64 {
    let shift = 4 * (n - 1);
    kinds & !(255 << shift) | (YEH_KIND as u64) << shift | (HAMZA_KIND as u64) << (shift + 4)
}

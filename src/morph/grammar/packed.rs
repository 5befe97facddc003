//! Functions that read the sections of `tables.bin`, the generated file with the tables of the grammar. All functions are evaluated at
//! compile time, so each section becomes a typed table of the crate.
//!
//! Several large sections stay arrays of bytes, for example `[u8; 4]` instead of `u32`. The compiler copies all bytes of a section in one
//! evaluation step, but it needs several steps to decode each number.

#![allow(clippy::indexing_slicing, reason = "evaluated at compile time")]

use crate::morph::schema::{FORMAT_VERSION, MAGIC, SHAPE_WORDS, SHAPES_PER_WORD, Section, Shape, Template};

const FILE: &[u8] = include_bytes!("tables.bin");

const _: () = {
    assert!(FILE[0] == MAGIC[0] && FILE[1] == MAGIC[1] && FILE[2] == MAGIC[2] && FILE[3] == MAGIC[3], "tables.bin");
    assert!(number(4) == FORMAT_VERSION as usize, "tables.bin is of another version: run `cargo run -p gen-morph`");
};

/// The hash of all tables. The generator computes it, because hashing the tables at compile time would take longer than the rest of the crate.
pub(crate) const TABLES_HASH: u64 = number(Section::HASH_OFFSET) as u64 | (number(Section::HASH_OFFSET + 4) as u64) << 32;

/// Returns the little-endian u32 at the byte offset `at` of `tables.bin`.
const fn number(at: usize) -> usize {
    u32::from_le_bytes([FILE[at], FILE[at + 1], FILE[at + 2], FILE[at + 3]]) as usize
}

/// Returns the bytes of a section of `tables.bin`.
const fn section(section: Section) -> &'static [u8] {
    let (offset, len) = (number(section.header_offset()), number(section.header_offset() + 4));
    FILE.split_at(offset).1.split_at(len).0
}

/// Returns the number of rows of a section. `bytes` is the size of one row, in bytes.
pub(super) const fn count(of: Section, bytes: usize) -> usize {
    section(of).len() / bytes
}

/// Returns a section as an array of `N` bytes. If the section does not have exactly `N` bytes, the crate does not compile.
pub(super) const fn bytes<const N: usize>(of: Section) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(section(of));
    out
}

/// Returns a section as `N` rows of `BYTES` bytes each. If the section does not have exactly this size, the crate does not compile.
pub(super) const fn rows<const BYTES: usize, const N: usize>(of: Section) -> [[u8; BYTES]; N] {
    let (rows, rest) = section(of).as_chunks::<BYTES>();
    assert!(rest.is_empty() && rows.len() == N, "the number of rows is that of the section");
    let mut out = [[0; BYTES]; N];
    out.copy_from_slice(rows);
    out
}

/// Defines one function for each listed number type. The function returns a section of `tables.bin` as an array of numbers of this type.
macro_rules! numbers {
    ($($name:ident: $number:ty, $bytes:literal;)+) => {$(
        /// Returns a section of `tables.bin` as an array of `N` numbers, which the section stores in little-endian order.
        pub(super) const fn $name<const N: usize>(of: Section) -> [$number; N] {
            let rows = rows::<$bytes, N>(of);
            let (mut out, mut i) = ([0; N], 0);
            while i < N {
                out[i] = <$number>::from_le_bytes(rows[i]);
                i += 1;
            }
            out
        }
    )+};
}
numbers! {
    u16s: u16, 2;
    u32s: u32, 4;
    u64s: u64, 8;
}

/// Returns all templates in the order of their numbers. If `N` is not the number of templates in the section, the crate does not compile.
pub(super) const fn templates<const N: usize>() -> [Template; N] {
    let rows = rows::<{ Template::BYTES }, N>(Section::Templates);
    let (mut out, mut i) = ([Template::from_bytes(&rows[0]); N], 0);
    while i < N {
        out[i] = Template::from_bytes(&rows[i]);
        i += 1;
    }
    out
}

/// Returns the shapes of the templates with radicals. A shape consists of the letters of a template and the positions of its radicals. A
/// set of shapes has one bit for each shape and consists of several 64-bit words. The first index of the result is the word, the second
/// index is the bit in this word. [`Shape::END`] fills the unused bits.
pub(super) const fn shapes() -> [[Shape; SHAPES_PER_WORD]; SHAPE_WORDS] {
    let rows = rows::<{ Shape::BYTES }, { SHAPES_PER_WORD * SHAPE_WORDS }>(Section::Shapes);
    let (mut out, mut i) = ([[Shape::END; SHAPES_PER_WORD]; SHAPE_WORDS], 0);
    while i < rows.len() {
        out[i / SHAPES_PER_WORD][i % SHAPES_PER_WORD] = Shape::from_bytes(&rows[i]);
        i += 1;
    }
    out
}

//! Classes of bytes, by the upper and the lower half of a byte: what the masks of a block are asked for.

/// Upper half-bytes and lower half-bytes of a class of bytes.
pub(super) type Class = (&'static [u8], &'static [u8]);

/// Of each bit of a class byte, what has it, among ASCII and the second bytes of Arabic characters.
pub(super) const COMMON: [Class; 8] = [
    // ASCII letters are of the first two.
    (&[4, 6], &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    (&[5, 7], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    // The second bytes of ف ك ل و and of ب, and some more: what clitics end in.
    (&[8, 10], &[1, 3, 4, 8]),
    // The comma, and the second byte of the Arabic one.
    (&[2, 8], &[12]),
    // " ' ( * : and some digits.
    (&[2, 3], &[2, 7, 8, 10]),
    // Digits.
    (&[3], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    // ; ? and the second bytes of the Arabic ones.
    (&[3, 9], &[11, 15]),
    // Space ! & ) * , /
    (&[2], &[0, 1, 6, 9, 10, 12, 15]),
];
/// The same of what is less common.
pub(super) const RARE: [Class; 8] = [
    // The second byte of ٪.
    (&[10], &[10]),
    // $ % + -
    (&[2], &[4, 5, 11, 13]),
    // < = >
    (&[3], &[12, 13, 14]),
    // [ \ ] ^ { | } ~
    (&[5, 7], &[11, 12, 13, 14]),
    // The third byte of …
    (&[10], &[6]),
    // The second bytes of ٠ to ٩.
    (&[10], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    // The third bytes of – — “ ”
    (&[9], &[3, 4, 12, 13]),
    // The second bytes of « and ».
    (&[10, 11], &[11]),
];

/// Half-bytes as bits.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn set(halves: &[u8]) -> u16 {
    let (mut set, mut i) = (0, 0);
    while i < halves.len() {
        set |= 1 << halves[i];
        i += 1;
    }
    set
}

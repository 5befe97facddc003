//! The tables of shuffles that move selected bytes together, for instruction sets without an instruction for it.

/// Returns the indices of the members of a set of eight bytes, in order, for each set. Entries after the last member are `padding`; the others are increased
/// by `base`.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn members(base: u64, padding: u64) -> [u64; 256] {
    let mut table = [0; 256];
    let mut set = 0;
    while set < 256 {
        let (mut indices, mut n, mut bit) = (padding, 0, 0);
        while bit < 8 {
            if set >> bit & 1 == 1 {
                indices = indices & !(0xFF << (8 * n)) | (base + bit) << (8 * n);
                n += 1;
            }
            bit += 1;
        }
        table[set as usize] = indices;
        set += 1;
    }
    table
}

/// Shuffles that move the selected ones of bytes 0–7 to the front, by the set of them.
pub(super) static LOW: [u64; 256] = members(0, 0x8080_8080_8080_8080);
/// Shuffles that move the selected ones of bytes 8–15 to the front, by the set of them.
pub(super) static HIGH: [u64; 256] = members(8, 0x8080_8080_8080_8080);

/// Shuffles that join two halves of eight bytes: the first `n` bytes of the first half, followed by the second half, by `n` from 0 to 8. Every other
/// byte is 7, the last of the first half, which is padding if `n` is below 8.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) static JOIN: [[u8; 16]; 9] = {
    let mut table = [[7; 16]; 9];
    let mut n = 0;
    while n <= 8 {
        let mut i = 0;
        while i < n + 8 {
            table[n][i] = (if i < n { i } else { 8 + i - n }) as u8;
            i += 1;
        }
        n += 1;
    }
    table
};

/// Returns the two shuffles for a set of 16 bytes.
#[inline(always)]
pub(super) fn halves(set: u32) -> [u64; 2] {
    let entry = |table: &[u64; 256], set: u32| table.get((set & 0xFF) as usize).copied().unwrap_or(0);
    [entry(&LOW, set), entry(&HIGH, set >> 8)]
}

/// Writes the selected ones of 16 bytes, which `halves` moved to the front of each half, to the start of `to`. `set` is the set of them.
///
/// # Safety
///
/// `to` is valid for writes of 16 bytes.
#[inline(always)]
pub(super) unsafe fn write_halves(packed: u128, set: u32, to: *mut u8) {
    // SAFETY: the second write starts at most eight bytes after the first. A `u64` is written as eight bytes, without alignment.
    unsafe {
        to.cast::<u64>().write_unaligned((packed as u64).to_le());
        to.add((set & 0xFF).count_ones() as usize).cast::<u64>().write_unaligned(((packed >> 64) as u64).to_le());
    }
}

/// Returns the shuffle that joins two halves. The number of bytes of the first half is the number of set bits below bit 8 of `set`.
#[inline(always)]
pub(super) fn join(set: u32) -> &'static [u8; 16] {
    let [first, ..] = &JOIN;
    JOIN.get((set & 0xFF).count_ones() as usize).unwrap_or(first)
}

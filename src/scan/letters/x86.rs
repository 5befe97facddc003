//! The letters of a word by vectors of sixteen bytes.

use core::arch::x86_64::*;

use super::two_byte::forward;
use super::{ALEF, Alphabet, BYTES, CodeKind, LetterResult, LetterVisitor, Letters, ROOM, WASLA, kind};

/// A table of sixteen bytes.
#[repr(align(16))]
pub(super) struct Table(pub(super) [u8; 16]);

impl Table {
    #[inline(always)]
    pub(super) fn load(&self) -> __m128i {
        // SAFETY: SSE2 is there on every processor of this architecture; the table is aligned.
        unsafe { _mm_load_si128(self.0.as_ptr().cast()) }
    }
}

/// The tables of an alphabet.
pub(super) struct Tables {
    /// What goes, what takes a closer look, and letters, by [`set`].
    pub(super) skip: Table,
    pub(super) look: Table,
    pub(super) letter: Table,
    /// What letters fold to, by [`change`].
    pub(super) changes: [Table; 3],
    /// What changes ٱ as it is spelled.
    wasla: u8,
}

const fn tables(alphabet: Alphabet) -> Tables {
    Tables {
        skip: set(alphabet, true, false, false),
        look: set(alphabet, false, true, false),
        letter: set(alphabet, false, false, true),
        changes: [change(alphabet, 0x20), change(alphabet, 0x40), change(alphabet, 0x70)],
        wasla: if matches!(alphabet, Alphabet::Search) { WASLA ^ ALEF } else { 0 },
    }
}
pub(super) static SEARCH: Tables = tables(Alphabet::Search);
static SNOWBALL: Tables = tables(Alphabet::Snowball);

/// By the low four bits of a code: a bit for each value of the high three, set for the codes of a kind.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
pub(super) const fn set(alphabet: Alphabet, skip: bool, look: bool, letter: bool) -> Table {
    let mut table = [0; 16];
    let mut n = 0u8;
    while n < 128 {
        let has = match kind(alphabet, n) {
            CodeKind::Skip => skip,
            CodeKind::Fallback => look,
            CodeKind::Letter(_) => letter,
            CodeKind::Sign => false,
        };
        table[(n & 15) as usize] |= (has as u8) << (n >> 4);
        n += 1;
    }
    Table(table)
}
/// Codes looked up in sets.
pub(super) struct Lookup {
    low: __m128i,
    bit: __m128i,
}

impl Lookup {
    /// # Safety
    ///
    /// The processor has SSSE3.
    #[inline(always)]
    pub(super) unsafe fn of(codes: __m128i) -> Lookup {
        /// The bit of the high three bits; none for ASCII.
        static BIT: Table = Table([1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0]);
        // SAFETY: the caller guarantees the conditions of this function.
        unsafe {
            let half = _mm_set1_epi8(0x0F);
            let bit = _mm_shuffle_epi8(BIT.load(), _mm_and_si128(_mm_srli_epi16::<4>(codes), half));
            Lookup { low: _mm_and_si128(codes, half), bit }
        }
    }

    /// All bits where a code is not in a set; so it is of ASCII.
    ///
    /// # Safety
    ///
    /// The processor has SSSE3.
    #[inline(always)]
    pub(super) unsafe fn missing(&self, set: &Table) -> __m128i {
        // SAFETY: the caller guarantees the conditions of this function.
        unsafe { _mm_cmpeq_epi8(_mm_and_si128(_mm_shuffle_epi8(set.load(), self.low), self.bit), _mm_setzero_si128()) }
    }
}

/// What changes the codes `row..row + 16` to what they fold to.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn change(alphabet: Alphabet, row: u8) -> Table {
    let mut table = [0; 16];
    let mut n = 0u8;
    while n < 128 {
        if let CodeKind::Letter(folded) = kind(alphabet, n)
            && folded != n
        {
            assert!(matches!(n & 0xF0, 0x20 | 0x40 | 0x70), "letters that fold are in these rows");
            if n & 0xF0 == row {
                table[(n & 15) as usize] = n ^ folded;
            }
        }
        n += 1;
    }
    Table(table)
}

/// For a word of 4 to 16 bytes that is read by four times four bytes, of which the latter may overlap: which of these is which byte.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static ALIGN: [[u8; 16]; 17] = {
    let mut table = [[0x80; 16]; 17];
    let mut len = 4;
    while len <= 16 {
        let mut p = 0;
        while p < len {
            let k = p / 4;
            let at = if 4 * k < len - 4 { 4 * k } else { len - 4 };
            table[len][p] = (4 * k + p - at) as u8;
            p += 1;
        }
        len += 1;
    }
    table
};

/// Every second byte, and zeros.
static SECOND: Table = Table([1, 3, 5, 7, 9, 11, 13, 15, 128, 128, 128, 128, 128, 128, 128, 128]);
const SECOND_PLACES: u128 = 0x0F0D_0B09_0705_0301;

/// For each set of eight bytes, the places of its members in order, and then what makes zeros.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
static TOGETHER: [u64; 256] = {
    let mut table = [0; 256];
    let mut set = 0;
    while set < 256 {
        let (mut places, mut n, mut bit) = (0x8080_8080_8080_8080u64, 0, 0);
        while bit < 8 {
            if set >> bit & 1 == 1 {
                places = places & !(0xFF << (8 * n)) | bit << (8 * n);
                n += 1;
            }
            bit += 1;
        }
        table[set as usize] = places;
        set += 1;
    }
    table
};

/// The first bytes of a word of 1 to 16, and zeros.
#[inline(always)]
pub(super) unsafe fn load_16(b: &[u8]) -> __m128i {
    let (n, p) = (b.len(), b.as_ptr());
    // SAFETY: every read is within the word; SSSE3 is there.
    unsafe {
        if n < 4 {
            let byte = |i: usize| u32::from(*p.add(i)) << (8 * i);
            return _mm_cvtsi32_si128((byte(0) | byte(n / 2) | byte(n - 1)).cast_signed());
        }
        let four = |at: usize| _mm_cvtsi32_si128(p.add(at).cast::<i32>().read_unaligned());
        let last = n - 4;
        let low = _mm_unpacklo_epi32(four(0), four(last.min(4)));
        let high = _mm_unpacklo_epi32(four(last.min(8)), four(last));
        _mm_shuffle_epi8(_mm_unpacklo_epi64(low, high), _mm_loadu_si128(ALIGN.get_unchecked(n).as_ptr().cast()))
    }
}

/// What sixteen bytes hold.
#[derive(Clone, Copy)]
struct Part {
    spelled: u128,
    folded: u128,
    ends: u128,
    len: u32,
}

#[inline(always)]
unsafe fn number(v: __m128i) -> u128 {
    // SAFETY: both are sixteen bytes, whichever they are.
    unsafe { core::mem::transmute::<__m128i, u128>(v) }
}

/// Moves the bytes together whose bits are set, of two vectors; and their places.
#[inline(always)]
unsafe fn compress(spelled: __m128i, folded: __m128i, keep: u32) -> Part {
    // SAFETY: the caller has SSSE3 and POPCNT.
    unsafe {
        let places = places(keep);
        let ends = number(_mm_and_si128(places, _mm_set1_epi8(0x0F)));
        let (spelled, folded) = (_mm_shuffle_epi8(spelled, places), _mm_shuffle_epi8(folded, places));
        Part { spelled: number(spelled), folded: number(folded), ends, len: keep.count_ones() }
    }
}

/// The places of the set bits among sixteen, in order, and then what makes zeros.
///
/// # Safety
///
/// SSSE3 and POPCNT are there.
#[inline(always)]
pub(super) unsafe fn places(set: u32) -> __m128i {
    /// So many of the first eight and then the second eight; behind them the last of the first, which is none of a place.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    static JOIN: [[u8; 16]; 9] = {
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
    let (low, high) = (set & 0xFF, set >> 8 & 0xFF);
    // SAFETY: both index a table of 256, and of eight bits at most eight are set; SSSE3 is the caller's word.
    unsafe {
        let (first, second) = (*TOGETHER.get_unchecked(low as usize), *TOGETHER.get_unchecked(high as usize));
        let both = _mm_or_si128(_mm_set_epi64x(second.cast_signed(), first.cast_signed()), _mm_set_epi64x(0x0808_0808_0808_0808, 0));
        _mm_shuffle_epi8(both, _mm_loadu_si128(JOIN.get_unchecked(low.count_ones() as usize).as_ptr().cast()))
    }
}

/// Reads `n` bytes of a vector, given also as each byte's neighbour before it. Returns the part, whether there are letters, and whether
/// something takes a closer look.
#[inline(always)]
unsafe fn part(t: &Tables, here: __m128i, before: __m128i, n: usize) -> (Part, bool, bool) {
    // SAFETY: SSSE3 and POPCNT are there.
    unsafe {
        let all = |b: u8| _mm_set1_epi8(b.cast_signed());
        let bits = |v: __m128i| _mm_movemask_epi8(v).cast_unsigned();
        let at_least = |v: __m128i, b: u8| _mm_cmpeq_epi8(_mm_max_epu8(v, all(b)), v);
        // Bit 6 of a code is bit 0 of D8 or D9 before it.
        let d9 = _mm_and_si128(_mm_cmpeq_epi8(before, all(0xD9)), all(0x40));
        let code = _mm_or_si128(_mm_xor_si128(here, all(0x80)), d9);
        let lead = at_least(here, 0xC0);
        let of_block = _mm_cmpeq_epi8(_mm_or_si128(here, all(1)), all(0xD9));
        // First bytes may be in any set: they do not count.
        let lookup = Lookup::of(code);
        let missing = |set: &Table| lookup.missing(set);
        let room = (1u32 << n) - 1;
        let rare = _mm_andnot_si128(of_block, lead);
        let tab = _mm_cmpeq_epi8(here, all(b'\t'));
        let looks = _mm_or_si128(_mm_or_si128(rare, tab), _mm_andnot_si128(_mm_or_si128(missing(&t.look), lead), all(0xFF)));
        let letters = _mm_andnot_si128(_mm_or_si128(missing(&t.letter), lead), all(0xFF));
        let keep = bits(_mm_andnot_si128(lead, missing(&t.skip))) & room;

        let spelled = _mm_xor_si128(code, _mm_and_si128(_mm_cmpeq_epi8(code, all(WASLA)), all(t.wasla)));
        // Of codes in a row, the low four bits; of others, bit 7, which looks up nothing.
        let in_row = |row: u8| _mm_adds_epu8(_mm_xor_si128(code, all(row)), all(0x70));
        let [two, four, seven] = &t.changes;
        let change = _mm_xor_si128(
            _mm_shuffle_epi8(two.load(), in_row(0x20)),
            _mm_xor_si128(_mm_shuffle_epi8(four.load(), in_row(0x40)), _mm_shuffle_epi8(seven.load(), in_row(0x70))),
        );
        let folded = _mm_xor_si128(code, change);
        let part = if keep == 0xAAAA & room && bits(here) & room == room {
            // Nothing but pairs that stay, as in most words: every second byte, which waits for no look at the others.
            let second = |v: __m128i| number(_mm_shuffle_epi8(_mm_and_si128(v, all(0x7F)), SECOND.load()));
            Part { spelled: second(spelled), folded: second(folded), ends: SECOND_PLACES, len: n as u32 / 2 }
        } else {
            compress(spelled, folded, keep)
        };
        (part, bits(letters) & room != 0, bits(looks) & room != 0)
    }
}

/// Reads a word of 1 to [`BYTES`] bytes.
///
/// # Safety
///
/// The processor has the instructions that `target_feature` names. `b` has 1 to [`BYTES`] bytes.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn read_avx2<R: LetterVisitor>(b: &[u8], reading: R) -> R::Output {
    // SAFETY: the caller guarantees the conditions of this function.
    reading.visit(unsafe { read::<R>(b) })
}

/// The same with less.
///
/// # Safety
///
/// As above.
#[target_feature(enable = "ssse3,popcnt")]
pub(super) unsafe fn read_ssse3<R: LetterVisitor>(b: &[u8], reading: R) -> R::Output {
    // SAFETY: the caller guarantees the conditions of this function.
    reading.visit(unsafe { read::<R>(b) })
}

#[inline(always)]
unsafe fn read<R: LetterVisitor>(b: &[u8]) -> LetterResult {
    let t = match R::ALPHABET {
        Alphabet::Search => &SEARCH,
        Alphabet::Snowball => &SNOWBALL,
    };
    debug_assert!((1..=BYTES).contains(&b.len()));
    // SAFETY: the caller guarantees the conditions of this function; of a word of more than sixteen bytes the first and the last sixteen are read.
    unsafe {
        let n = b.len();
        if n <= 16 {
            let here = load_16(b);
            let (p, letters, looks) = part(t, here, _mm_slli_si128::<1>(here), n);
            return answer(p, n, letters, looks);
        }
        let here = _mm_loadu_si128(b.as_ptr().cast());
        let (p, letters, looks) = part(t, here, _mm_slli_si128::<1>(here), 16);
        let last = _mm_loadu_si128(b.as_ptr().add(n - 16).cast());
        let rest = forward(last, BYTES - n);
        let (q, more_letters, more_looks) = part(t, rest, _mm_alignr_epi8::<15>(rest, here), n - 16);
        if p.len + q.len > ROOM as u32 {
            return LetterResult::Fallback;
        }
        let behind = |low: u128, high: u128| if p.len == 16 { low } else { low | high << (8 * p.len) };
        // The places behind the last of the first part are no places.
        let ends = if p.len == 16 { p.ends } else { p.ends & !(!0 << (8 * p.len)) };
        let sixteens = 0x1010_1010_1010_1010_1010_1010_1010_1010;
        let p = Part {
            spelled: behind(p.spelled, q.spelled),
            folded: behind(p.folded, q.folded),
            ends: behind(ends, q.ends | sixteens),
            len: p.len + q.len,
        };
        answer(p, n, letters || more_letters, looks || more_looks)
    }
}

#[inline(always)]
fn answer(p: Part, bytes: usize, letters: bool, looks: bool) -> LetterResult {
    if looks {
        return LetterResult::Fallback;
    }
    if !letters {
        return LetterResult::NoLetters;
    }
    LetterResult::Letters(Letters { spelled: p.spelled, folded: p.folded, ends: p.ends, len: p.len as usize, bytes })
}

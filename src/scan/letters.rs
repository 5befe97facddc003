//! A word's letters, read into registers: what the stemmers decide on, without a loop over the characters where the processor has vectors.
//!
//! A letter of U+0600–067F is one byte, its distance from U+0600; a character of ASCII is its byte with the highest bit set. Sixteen of them are
//! a `u128`, the first lowest: to look at the first or last few, to cut and to compare is to shift and to mask. Marks and tatweel are left out.
//!
//! By vectors: a second byte and the byte before it make the code; sets of codes are told by the low four bits, which look up one bit for each
//! of the eight values of the others; what is left out is squeezed out as in [`fold`](super::fold).

use alloc::string::String;

use crate::chars::{self, Class};

/// How many letters there is room for.
pub(crate) const ROOM: usize = 16;
/// Words of more bytes are not read.
pub(crate) const BYTES: usize = 32;
/// The highest bit of each byte: what tells ASCII.
const HIGH: u128 = 0x8080_8080_8080_8080_8080_8080_8080_8080;

/// The letters of a word, with the signs that stand between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letters {
    /// As they are spelled, but that ٱ is ا for [`Alphabet::Search`]; zeros behind the last.
    pub(crate) spelled: u128,
    /// As the alphabet folds them; zeros behind the last.
    pub(crate) folded: u128,
    /// The last byte of each letter in the word.
    ends: u128,
    /// How many there are, at most [`ROOM`].
    pub(crate) len: usize,
    /// The length of the word.
    bytes: usize,
}

/// What became of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    Letters(Letters),
    /// There is no letter in it.
    NoLetters,
    /// It is too long, or has characters that take a closer look.
    Look,
}

impl Letters {
    /// Where a letter begins in the word. What stands before the first is its own.
    #[inline(always)]
    pub(crate) fn start(&self, letter: usize) -> usize {
        let (code, end) = ((self.spelled >> (8 * (letter & 15))) as u8, (self.ends >> (8 * (letter & 15))) as u8);
        let start = (usize::from(end) + usize::from(code >> 7)).wrapping_sub(1);
        // No branch, which nobody could foresee: half of the words lose no letter in front.
        let inside = usize::from((letter != 0) & (letter < self.len)).wrapping_neg();
        let behind = usize::from(letter >= self.len).wrapping_neg();
        start & inside | self.bytes & behind
    }

    /// Makes a folded letter another one of U+0600–067F.
    pub(crate) fn set_folded(&mut self, letter: usize, to: char) {
        let at = 8 * (letter & 15);
        self.folded = self.folded & !(0xFF << at) | (to as u128 & 0x7F) << at;
    }

    /// Appends folded letters.
    #[inline(always)]
    pub(crate) fn push_folded(&self, from: usize, to: usize, out: &mut String) {
        push(self.folded >> (8 * (from & 15)), to.saturating_sub(from), out);
    }
}

/// Letters as characters, by which they are easy to match; what stands for ASCII is none of the letters that anything is matched with.
#[inline(always)]
pub(crate) fn chars(letters: u128) -> [char; ROOM] {
    letters.to_le_bytes().map(|code| char::from_u32(0x600 + u32::from(code)).unwrap_or_default())
}

/// The codes of the first letters; of what is not in U+0600–067F, one that is not of a letter.
pub(crate) fn codes(letters: &[char]) -> u128 {
    letters.iter().take(ROOM).rev().fold(0, |all, &c| all << 8 | (c as u128).checked_sub(0x600).filter(|&code| code < 0x80).unwrap_or(0xFF))
}

/// As many letters of a word, from the first; at most [`ROOM`].
#[inline(always)]
pub(crate) const fn first(letters: u128, n: usize) -> u128 {
    // A shift by all 128 bits is two by less.
    let bits = 4 * if n < ROOM { n } else { ROOM };
    letters & !(u128::MAX << bits << bits)
}

/// The last four letters of a word of so many, the last highest; zeros where it has fewer.
#[inline(always)]
pub(crate) const fn last_four(letters: u128, len: usize) -> u32 {
    letters.rotate_right((8 * len as u32 + 96) % 128) as u32
}

/// For whom a word is read: what goes and what folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// As [`Normalizer::search`](crate::normalize::Normalizer::search) folds letters.
    Search,
    /// As Snowball does: tashkeel and tatweel go, hamza seats and alefs fold, all else is a letter.
    Snowball,
}

/// What the reader does with a character of U+0600–067F.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter, and what it folds to.
    Letter(u8),
    /// It stays.
    Sign,
    /// It goes.
    Skip,
    /// It takes a closer look.
    Look,
}

const fn kind(alphabet: Alphabet, n: u8) -> Kind {
    if matches!(alphabet, Alphabet::Snowball) {
        return match n {
            0x40 | 0x4B..=0x52 => Kind::Skip,
            0x60..=0x69 => Kind::Look,
            0x22 | 0x23 | 0x25 => Kind::Letter(ALEF),
            0x24 => Kind::Letter(0x48),
            0x26 => Kind::Letter(0x4A),
            _ => Kind::Letter(n),
        };
    }
    match Class::from_number(chars::class_in_block(n)) {
        Class::BasicLetter | Class::Hamza | Class::WawHamza | Class::YehHamza | Class::Yeh | Class::LoanLetter | Class::Alef => {
            Kind::Letter(n)
        }
        // ا, ي, ه
        Class::AlefMadda | Class::AlefHamza | Class::AlefVariant => Kind::Letter(0x27),
        Class::AlefMaksura => Kind::Letter(0x4A),
        Class::TehMarbuta => Kind::Letter(0x47),
        Class::Tanwin | Class::Haraka | Class::Shadda | Class::Tatweel | Class::DaggerAlef | Class::BidiMark => Kind::Skip,
        // ، ؛ ؟, digits and their signs
        _ if matches!(n, 0x0C | 0x1B | 0x1F | 0x60..=0x6D) => Kind::Sign,
        _ => Kind::Look,
    }
}

/// ٱ, which is how ا is spelled where spelling is careful.
const WASLA: u8 = 0x71;
const ALEF: u8 = 0x27;

/// What is done with a word that was read. It runs where the word's letters are in registers, and so is inlined into the reader.
pub(crate) trait Reading {
    /// How the word is read.
    const ALPHABET: Alphabet;
    /// What comes of it.
    type Output;
    fn done(self, read: Read) -> Self::Output;
}

/// Reads the letters of a word.
#[inline(always)]
pub(crate) fn read<R: Reading>(word: &str, reading: R) -> R::Output {
    let b = word.as_bytes();
    if b.is_empty() || b.len() > BYTES {
        return reading.done(Read::Look);
    }
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the processor has the instructions, and the word 1 to `BYTES` bytes.
    #[allow(unsafe_code)]
    match super::Level::best() {
        super::Level::Avx2 => return unsafe { x86::read_avx2(b, reading) },
        super::Level::Ssse3 => return unsafe { x86::read_ssse3(b, reading) },
        super::Level::Scalar => {}
    }
    reading.done(read_scalar(R::ALPHABET, b))
}

/// What becomes of a character, for the loop: its code folded, [`SKIP`], or [`LOOK`]; bit 7 tells letters.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn scalar(alphabet: Alphabet) -> [u16; 128] {
    let mut table = [LOOK; 128];
    let mut n = 0;
    while n < 128 {
        table[n as usize] = match kind(alphabet, n) {
            Kind::Letter(folded) => folded as u16 | LETTER,
            Kind::Sign => n as u16,
            Kind::Skip => SKIP,
            Kind::Look => LOOK,
        };
        n += 1;
    }
    table
}
static SCALAR: [[u16; 128]; 2] = [scalar(Alphabet::Search), scalar(Alphabet::Snowball)];
const LETTER: u16 = 0x100;
const SKIP: u16 = 0x200;
const LOOK: u16 = 0x400;

/// Reads one character after the other.
fn read_scalar(alphabet: Alphabet, b: &[u8]) -> Read {
    let [search, snowball] = &SCALAR;
    let (table, alef) = match alphabet {
        Alphabet::Search => (search, ALEF),
        Alphabet::Snowball => (snowball, WASLA),
    };
    let mut letters = Letters { spelled: 0, folded: 0, ends: 0, len: 0, bytes: b.len() };
    let (mut i, mut any) = (0, false);
    while let Some(&first) = b.get(i) {
        let (spelled, folded, n) = match (first, b.get(i + 1)) {
            (b'\t', _) => return Read::Look,
            (..0x80, _) => (first | 0x80, first | 0x80, 1),
            (0xD8 | 0xD9, Some(next)) => {
                let code = (first & 1) << 6 | next & 63;
                match table.get(usize::from(code)).copied().unwrap_or(LOOK) {
                    LOOK => return Read::Look,
                    SKIP => {
                        i += 2;
                        continue;
                    }
                    folded => {
                        any |= folded & LETTER != 0;
                        (if code == WASLA { alef } else { code }, folded as u8, 2)
                    }
                }
            }
            _ => return Read::Look,
        };
        if letters.len == ROOM {
            return Read::Look;
        }
        let at = 8 * letters.len;
        letters.spelled |= u128::from(spelled) << at;
        letters.folded |= u128::from(folded) << at;
        i += n;
        letters.ends |= (i as u128 - 1) << at;
        letters.len += 1;
    }
    if any { Read::Letters(letters) } else { Read::NoLetters }
}

/// Appends letters given by their codes, as many as are said, at most [`ROOM`]. It writes room for all: a copy of a known length takes no
/// decision.
#[inline(always)]
#[allow(unsafe_code)]
pub(crate) fn push(letters: u128, len: usize, out: &mut String) {
    if letters & HIGH != 0 {
        return push_one_by_one(letters, len, out);
    }
    let pairs = pairs(letters);
    let len = 2 * len.min(ROOM);
    // SAFETY: `reserve` made room for all; each pair is a character.
    unsafe {
        let out = out.as_mut_vec();
        out.reserve(2 * ROOM);
        out.as_mut_ptr().add(out.len()).cast::<[u8; 2 * ROOM]>().write_unaligned(pairs);
        out.set_len(out.len() + len);
    }
}

/// The same where ASCII is among them.
#[inline(never)]
fn push_one_by_one(letters: u128, len: usize, out: &mut String) {
    for code in letters.to_le_bytes().into_iter().take(len) {
        out.push(if code < 0x80 { char::from_u32(0x600 | u32::from(code)).unwrap_or_default() } else { char::from(code & 0x7F) });
    }
}

/// The two bytes of each letter: D8 or D9, and a second.
#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
fn pairs(letters: u128) -> [u8; 2 * ROOM] {
    let mut pairs = [0u8; 2 * ROOM];
    for (pair, code) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(letters.to_le_bytes()) {
        *pair = [0xD8 | code >> 6 & 1, 0x80 | code & 63];
    }
    pairs
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
#[allow(unsafe_code)]
fn pairs(letters: u128) -> [u8; 2 * ROOM] {
    use core::arch::x86_64::*;
    // SAFETY: SSE2 is there on every processor of this architecture; a vector is sixteen bytes, whichever they are.
    unsafe {
        let all = |b: u8| _mm_set1_epi8(b.cast_signed());
        let codes = _mm_set_epi64x((letters >> 64) as i64, letters as i64);
        let first = _mm_or_si128(_mm_and_si128(_mm_srli_epi16::<6>(codes), all(1)), all(0xD8));
        let second = _mm_or_si128(_mm_and_si128(codes, all(0x3F)), all(0x80));
        core::mem::transmute::<[__m128i; 2], [u8; 2 * ROOM]>([_mm_unpacklo_epi8(first, second), _mm_unpackhi_epi8(first, second)])
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use core::arch::x86_64::*;

    use super::{ALEF, Alphabet, BYTES, Kind, Letters, ROOM, Read, Reading, WASLA, kind};

    /// A table of sixteen bytes.
    #[repr(align(16))]
    struct Table([u8; 16]);

    impl Table {
        #[inline(always)]
        fn load(&self) -> __m128i {
            // SAFETY: SSE2 is there on every processor of this architecture; the table is aligned.
            unsafe { _mm_load_si128(self.0.as_ptr().cast()) }
        }
    }

    /// The tables of an alphabet.
    struct Tables {
        /// What goes, what takes a closer look, and letters, by [`set`].
        skip: Table,
        look: Table,
        letter: Table,
        /// What letters fold to, by [`change`].
        changes: [Table; 3],
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
    static SEARCH: Tables = tables(Alphabet::Search);
    static SNOWBALL: Tables = tables(Alphabet::Snowball);

    /// By the low four bits of a code: a bit for each value of the high three, set for the codes of a kind.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn set(alphabet: Alphabet, skip: bool, look: bool, letter: bool) -> Table {
        let mut table = [0; 16];
        let mut n = 0u8;
        while n < 128 {
            let has = match kind(alphabet, n) {
                Kind::Skip => skip,
                Kind::Look => look,
                Kind::Letter(_) => letter,
                Kind::Sign => false,
            };
            table[(n & 15) as usize] |= (has as u8) << (n >> 4);
            n += 1;
        }
        Table(table)
    }
    /// The bit of the high three bits; none for ASCII.
    static BIT: Table = Table([1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0]);

    /// What changes the codes `row..row + 16` to what they fold to.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn change(alphabet: Alphabet, row: u8) -> Table {
        let mut table = [0; 16];
        let mut n = 0u8;
        while n < 128 {
            if let Kind::Letter(folded) = kind(alphabet, n)
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

    /// A window of sixteen that begins at n moves bytes to the front by n, with zeros behind.
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    static FORWARD: [u8; 32] = {
        let mut table = [0x80; 32];
        let mut n = 0;
        while n < 16 {
            table[n] = n as u8;
            n += 1;
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
    unsafe fn load(b: &[u8]) -> __m128i {
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
        // SAFETY: the indices are bytes; SSSE3 and POPCNT are there.
        unsafe {
            let (low, high) = (*TOGETHER.get_unchecked((keep & 0xFF) as usize), *TOGETHER.get_unchecked((keep >> 8) as usize));
            let high = high | 0x0808_0808_0808_0808;
            // Behind the places of the low eight, those of the high; a shift by 64 bits is two by less.
            let n = 4 * (keep & 0xFF).count_ones();
            let first = low & !(u64::MAX << n << n);
            let zeros = 0x8080_8080_8080_8080u64;
            let second = zeros << n << n | high >> (32 - n) >> (32 - n);
            let places = _mm_set_epi64x(second.cast_signed(), (first | high << n << n).cast_signed());
            let ends = _mm_and_si128(places, _mm_set1_epi8(0x0F));
            let (spelled, folded) = (_mm_shuffle_epi8(spelled, places), _mm_shuffle_epi8(folded, places));
            Part { spelled: number(spelled), folded: number(folded), ends: number(ends), len: keep.count_ones() }
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
            let low = _mm_and_si128(code, all(0x0F));
            // Of ASCII, no bit: its high four are 8 or more. Of first bytes, any: they do not count.
            let bit = _mm_shuffle_epi8(BIT.load(), _mm_and_si128(_mm_srli_epi16::<4>(code), all(0x0F)));
            let missing = |set: &Table| _mm_cmpeq_epi8(_mm_and_si128(_mm_shuffle_epi8(set.load(), low), bit), _mm_setzero_si128());
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
    /// The processor has the instructions; the word has so many bytes.
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) unsafe fn read_avx2<R: Reading>(b: &[u8], reading: R) -> R::Output {
        // SAFETY: the caller's word.
        reading.done(unsafe { read::<R>(b) })
    }

    /// The same with less.
    ///
    /// # Safety
    ///
    /// As above.
    #[target_feature(enable = "ssse3,popcnt")]
    pub(super) unsafe fn read_ssse3<R: Reading>(b: &[u8], reading: R) -> R::Output {
        // SAFETY: the caller's word.
        reading.done(unsafe { read::<R>(b) })
    }

    #[inline(always)]
    unsafe fn read<R: Reading>(b: &[u8]) -> Read {
        let t = match R::ALPHABET {
            Alphabet::Search => &SEARCH,
            Alphabet::Snowball => &SNOWBALL,
        };
        debug_assert!((1..=BYTES).contains(&b.len()));
        // SAFETY: the caller's word; of a word of more than sixteen bytes the first and the last sixteen are read.
        unsafe {
            let n = b.len();
            if n <= 16 {
                let here = load(b);
                let (p, letters, looks) = part(t, here, _mm_slli_si128::<1>(here), n);
                return answer(p, n, letters, looks);
            }
            let here = _mm_loadu_si128(b.as_ptr().cast());
            let (p, letters, looks) = part(t, here, _mm_slli_si128::<1>(here), 16);
            let last = _mm_loadu_si128(b.as_ptr().add(n - 16).cast());
            let rest = _mm_shuffle_epi8(last, _mm_loadu_si128(FORWARD.as_ptr().add(BYTES - n).cast()));
            let (q, more_letters, more_looks) = part(t, rest, _mm_alignr_epi8::<15>(rest, here), n - 16);
            if p.len + q.len > ROOM as u32 {
                return Read::Look;
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
    fn answer(p: Part, bytes: usize, letters: bool, looks: bool) -> Read {
        if looks {
            return Read::Look;
        }
        if !letters {
            return Read::NoLetters;
        }
        Read::Letters(Letters { spelled: p.spelled, folded: p.folded, ends: p.ends, len: p.len as usize, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::letters as slow;
    use proptest::prelude::*;

    use std::vec::Vec;

    /// Gives back what was read.
    struct Itself<const SNOWBALL: bool>;
    impl<const SNOWBALL: bool> Reading for Itself<SNOWBALL> {
        const ALPHABET: Alphabet = if SNOWBALL { Alphabet::Snowball } else { Alphabet::Search };
        type Output = Read;
        fn done(self, read: Read) -> Read {
            read
        }
    }

    /// All readers, and the letters that the normalizer makes of the word.
    fn check(word: &str) {
        check_levels::<false>(word);
        check_levels::<true>(word);
        let chars = |codes: u128, len: usize| -> Vec<char> {
            let mut out = String::new();
            push(codes, len, &mut out);
            out.chars().collect()
        };
        match (read(word, Itself::<false>), slow::Letters::of(word)) {
            (Read::Letters(fast), Ok(slow)) => {
                assert_eq!((&*chars(fast.folded, fast.len), &*chars(fast.spelled, fast.len)), (slow.folded(), slow.spelled()), "{word:?}");
                assert!((0..=fast.len).all(|i| fast.start(i) == slow.start(i)), "{word:?}");
                assert!((1..=fast.len).all(|i| fast.start(i) == slow.end(i - 1)), "{word:?}");
            }
            (Read::NoLetters, Err(slow::NoLetters::NotArabic)) | (Read::Look, _) => {}
            (fast, slow) => panic!("{word:?}: {fast:?}, {:?}", slow.err()),
        }
    }

    /// Every reader of this processor reads the same.
    #[allow(unsafe_code)]
    fn check_levels<const SNOWBALL: bool>(word: &str) {
        if !(1..=BYTES).contains(&word.len()) {
            return assert_eq!(read(word, Itself::<SNOWBALL>), Read::Look);
        }
        let scalar = read_scalar(Itself::<SNOWBALL>::ALPHABET, word.as_bytes());
        for level in crate::scan::Level::all() {
            let one = match level {
                // SAFETY: the level is one of this processor's.
                #[cfg(target_arch = "x86_64")]
                crate::scan::Level::Avx2 => unsafe { x86::read_avx2(word.as_bytes(), Itself::<SNOWBALL>) },
                #[cfg(target_arch = "x86_64")]
                crate::scan::Level::Ssse3 => unsafe { x86::read_ssse3(word.as_bytes(), Itself::<SNOWBALL>) },
                crate::scan::Level::Scalar => scalar,
            };
            match (one, scalar) {
                (Read::Letters(a), Read::Letters(b)) => {
                    assert_eq!((a.spelled, a.folded, a.len, a.bytes), (b.spelled, b.folded, b.len, b.bytes), "{level:?} {word:?}");
                    assert!((0..=a.len + 1).all(|i| a.start(i) == b.start(i)), "{level:?} {word:?}");
                }
                (a, b) => assert_eq!(a, b, "{level:?} {word:?}"),
            }
        }
    }

    #[test]
    fn every_character_of_the_block() {
        for c in ('\0'..='\u{7F}').chain('\u{600}'..='\u{67F}') {
            for word in ["", "ا", "اب", "كتاب", "مدرستها"] {
                for i in 0..=word.chars().count() {
                    let mut all: Vec<char> = word.chars().collect();
                    all.insert(i, c);
                    check(&all.iter().collect::<String>());
                }
            }
        }
    }

    #[test]
    fn every_length() {
        for unit in ["ب", "بَ", "a", "ab", "a\u{64E}", "\u{64E}", "ب.", "أَ"] {
            for n in 0..36 {
                check(&unit.repeat(n));
                check(&(String::from("x") + &unit.repeat(n)));
                check(&(unit.repeat(n) + "،"));
                // A mark, and a sign behind it, where the vectors meet.
                check(&["#", &unit.repeat(n), "\u{651}."].concat());
                check(&[&unit.repeat(n), "\u{651}."].concat());
            }
        }
    }

    proptest! {
        #[test]
        fn words(word in "[ -~،؛؟«٣ٱپ]?[ء-غف-ي]{0,12}[ -~،؛؟«٣]?", marks in "[\u{64B}-\u{655}\u{640}\u{670}]{16}") {
            check(&word);
            let marked: String = word.chars().zip(marks.chars().cycle()).flat_map(|(c, m)| [c, m]).collect();
            check(&marked);
            check(&word.chars().zip(marks.chars()).flat_map(|(c, m)| [Some(c), Some(m).filter(|m| *m < '\u{653}')]).flatten().collect::<String>());
        }

        #[test]
        fn anything(text in "[\u{600}-\u{680} -~\u{200C}\u{FEFB}ء-ي]{0,20}") {
            check(&text);
        }
    }
}

//! The portable stage of the block scanner: computes [`BlockMasks`] from the bitmasks of bytes by boolean algebra over `u64`. The
//! [module above](super) has an example.

use super::super::arch::BLOCK;
use super::{BlockMasks, Carry, DeferMasks, STEP, ShortWords, VALID_BITS};

/// The masks of the fast path: Arabic characters and spaces.
pub(super) struct ArabicMasks {
    /// The bytes of the text that the block may use. The bytes that precede an `afresh` start are excluded.
    pub(super) context: u64,
    pub(super) d8: u64,
    pub(super) d9: u64,
    /// Lead bytes of Arabic letters and marks, and the subset that are marks or tatweel. A word never starts with one of the latter; a word that ends
    /// in a tatweel is never certain.
    pub(super) lead: u64,
    pub(super) mark_or_tatweel: u64,
    /// Bytes 80: the second byte of a tatweel after D9.
    pub(super) tatweel: u64,
    pub(super) spaces: u64,
}

impl ArabicMasks {
    /// Computes the masks from those of the bytes D8 and D9, of bytes with bit 5, of 80, of 8B–9F (and others that are no second bytes of D9), and of
    /// the space.
    #[inline(always)]
    pub(super) fn new(context: u64, [d8, d9, bit_5, tatweel, late, spaces]: [u64; 6]) -> ArabicMasks {
        let mark_second = tatweel | late;
        // Arabic characters of two bytes: D8 with A0–BF, D9 with 80–9F.
        let lead = (d8 & bit_5 >> 1 | d9 & !(bit_5 >> 1)) & context;
        ArabicMasks { context, d8, d9, lead, mark_or_tatweel: d9 & mark_second >> 1 & lead, tatweel, spaces }
    }

    /// Returns the lead bytes of marks and tatweel that follow no Arabic character. `continued` has the first byte of the block if such a run
    /// continues from the preceding block.
    #[inline(always)]
    pub(super) fn mark_run_starts(&self, continued: u64) -> u64 {
        self.mark_or_tatweel & !((self.lead | self.lead << 1) << 1) & VALID_BITS | self.lead & continued
    }

    /// Returns the bits at which bounds may be.
    #[inline(always)]
    pub(super) fn valid_bits(&self) -> u64 {
        VALID_BITS & !(!self.context << 1)
    }
}

/// The masks of the common path: blocks with digits, ASCII letters and common punctuation. The fields are those of
/// [`classes::COMMON`](super::classes), and bytes from 80 on, line feeds and full stops.
pub(super) struct CommonMasks {
    pub(super) letters: u64,
    pub(super) clitics: u64,
    pub(super) commas: u64,
    pub(super) quotes: u64,
    pub(super) digits: u64,
    pub(super) questions: u64,
    pub(super) soft: u64,
    pub(super) high: u64,
    pub(super) feeds: u64,
    pub(super) dots: u64,
}

/// The masks of the slow path, for all other blocks: bytes by the characters of which they may be the first, second or third byte.
#[derive(Clone, Copy)]
pub(super) struct RareMasks {
    /// < = > [ \ ] ^ { | } ~
    pub(super) rare: u64,
    /// $ % + -
    pub(super) sums: u64,
    pub(super) c2: u64,
    pub(super) c3: u64,
    /// C4 and C5.
    pub(super) c4: u64,
    pub(super) da: u64,
    pub(super) db: u64,
    pub(super) e2: u64,
    /// The second bytes of × and ÷.
    pub(super) signs: u64,
    /// The second bytes of « and ».
    pub(super) twos: u64,
    /// The third bytes of – — “ ” …
    pub(super) threes: u64,
    /// The second bytes of ٠ to ٩, and of ٪.
    pub(super) tens: u64,
    pub(super) percents: u64,
    /// The bytes from B1 on, and from 94 on.
    pub(super) late: u64,
    pub(super) later: u64,
    /// The bytes that white space may start with: below the space, C2, E1–E3.
    pub(super) white: u64,
}

/// Returns the two lowest bits set if the lowest bit of `bit` is set. They are the last two bytes of a block, as the next block sees them.
#[inline(always)]
fn first_two(bit: u64) -> u64 {
    let bit = bit & 1;
    bit | bit << 1
}

/// The bytes whose characters are whole in the block: all except the first and the last.
pub(super) const WHOLE: u64 = !(1 | 1 << 63);

/// Computes the token masks of one block and the carry into the next. Returns `None` if `rare` is not given and the block contains a byte outside the
/// common classes.
#[inline(always)]
pub(super) fn classify_block(
    bytes: &[u8; BLOCK],
    arabic_masks: &ArabicMasks,
    common: &CommonMasks,
    rare: Option<&RareMasks>,
    carry: &mut Carry,
    defer: &DeferMasks,
) -> Option<BlockMasks> {
    let &ArabicMasks { context, d8, d9, mut lead, mark_or_tatweel, tatweel, spaces } = arabic_masks;
    let &CommonMasks { mut letters, clitics, commas, quotes, digits, questions, soft, high, feeds, dots } = common;
    let (no_digits, no_joins) = (defer.no_digits, defer.no_joins);
    let (blank, digits) = (spaces | feeds, digits & context);
    let sign = d8 & (commas | questions) >> 1;
    let mut marks = (soft | quotes | questions | dots) & !(spaces | high | digits);
    let (mut rare_marks, mut percent, mut figures, mut white) = (0, 0, 0, !0);
    // The first bytes of quotes and dashes, all their bytes, and the bytes after them.
    let (mut quotes_1, mut quoted, mut unquoted) = (0, 0, 0);
    if let Some(found) = rare {
        // U+0671–06D3 are letters.
        lead |= (d9 & found.late >> 1 | found.da | found.db & !(found.later >> 1)) & context;
        let latin = found.c3 & !(found.signs >> 1) | found.c4;
        letters = letters | latin | latin << 1;
        let two = found.c2 & found.twos >> 1;
        let three = found.e2 & tatweel >> 1 & found.threes >> 2;
        let tail = carry.quote & context;
        carry.quote = first_two(three >> (STEP - 1));
        (quotes_1, quoted) = (two | three, (two | three) << 1 | two | three | three << 2 | tail);
        unquoted = two << 2 | three << 3 | (tail & 2) << 1;
        let ten = d9 & found.tens >> 1 & context;
        figures = ten | ten << 1;
        (rare_marks, white) = (found.rare, found.white);
        percent = d9 & found.percents >> 1 & !no_digits;
        marks = marks | rare_marks | found.sums & !no_digits;
    }
    let (arabic, signs) = (lead | lead << 1, sign | percent);
    let signed = signs | signs << 1;
    // Blocks without Latin letters and digits skip the terms for them.
    let latin = rare.is_some() || letters | digits != 0 || carry.number != 0;
    let (mut joined, mut number) = (0, 0);
    if latin {
        // A full stop or a comma between two digits is part of the number.
        joined = (dots | commas) & (digits << 1 & digits >> 1 | figures << 1 & figures >> 1);
        number = first_two(joined >> (STEP + 1)) & 2;
        joined |= carry.number & context;
        marks &= !joined;
    }
    let dull = blank | marks | signed | quoted;
    let others = !(arabic | letters | digits | figures | joined | dull);
    if rare.is_none() {
        if others & WHOLE != 0 {
            return None;
        }
        carry.quote = 0;
    }
    carry.number = number;

    let (arabic_1, spaces_1, letter) = (arabic << 1, spaces << 1, lead & !mark_or_tatweel);
    let mut inner = arabic & arabic_1 | spaces & spaces_1 | others & others << 1 | signs << 1 | quoted & !quotes_1;
    let apart = !high | letter | sign;
    let ends = soft | questions | feeds | sign;
    let (pause, aside) = (marks & !dots, (rare_marks | quotes_1 | percent | (quotes | digits | letters | figures) & !no_joins));
    let full = certain_full_stops(bytes, dots & arabic_1 & blank >> 1, arabic, mark_or_tatweel, defer.short);
    let mut sure = arabic_1 & (ends | aside & !(clitics << 1 | mark_or_tatweel << 2) | pause & blank >> 1 | full)
        | spaces_1 & !(others & white)
        | (marks << 1 | signs << 2 | unquoted) & (apart | quotes_1 | figures)
        | feeds << 1;
    if latin {
        let (letters_1, digits_1) = (letters << 1, (digits | figures) << 1);
        inner = inner | letters & letters_1 | digits & (digits | joined) << 1 | figures & (figures | joined) << 1 | joined;
        let plain = letter & !no_joins | rare_marks | quotes_1;
        let after_digits =
            blank | plain | soft & !commas | soft & (apart & !digits) >> 1 | marks & blank >> 1 | sign & blank >> 2 | percent & !high >> 2;
        sure = sure | letters_1 & (ends | plain | pause & blank >> 1) | digits_1 & after_digits & !no_digits;
    }

    // Words that begin with a mark or end with a tatweel are rare.
    let mark_run_starts = mark_or_tatweel & !arabic_1 & VALID_BITS;
    let after_tatweel = (d9 & lead) << 1 & tatweel;
    if (mark_run_starts | after_tatweel | lead & (carry.mark_run | carry.tatweel)) != 0 {
        let below = (1 << (STEP + 2)) - 1;
        let run = arabic & below;
        // Marks after a tatweel belong to the end of the word.
        let vowels = mark_or_tatweel & !(tatweel >> 1);
        let vowels = (vowels | vowels << 1) & below;
        // A sum carries from the start of a run to the byte after it. The carry leaves the block only if the run reaches the end of the block.
        let after_run = run.wrapping_add(mark_run_starts | lead & carry.mark_run);
        let after_vowels = vowels.wrapping_add((after_tatweel << 1 | lead & carry.tatweel) & vowels);
        sure &= !(after_run & !run | after_tatweel << 1 | after_vowels & !vowels);
        (carry.mark_run, carry.tatweel) = (first_two(after_run >> (STEP + 2)), first_two(after_vowels >> (STEP + 2)));
    } else {
        (carry.mark_run, carry.tatweel) = (0, 0);
    }
    let bounds = arabic_masks.valid_bits() & !inner;
    Some(BlockMasks { bounds, uncertain: bounds & !sure, word_like: !dull, others, by_second_byte: signs << 2 | figures << 1 })
}

/// Returns the full stops of `stops` whose word certainly is not an abbreviation. Each of them is after an Arabic word and before a blank. The word
/// has seven letters or more, marks and tatweels not counted; or it has two or more, no marks, and its length and last letters are not those of an
/// abbreviation.
///
/// `arabic` has the bytes of Arabic characters, and `mark_or_tatweel` the lead bytes of marks and tatweel.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "an index of at most 63, a length of at most 8")]
fn certain_full_stops(bytes: &[u8; BLOCK], mut stops: u64, arabic: u64, mark_or_tatweel: u64, short: &ShortWords) -> u64 {
    let mut certain = 0;
    while stops != 0 {
        let stop = stops & stops.wrapping_neg();
        stops ^= stop;
        let index = (stop.trailing_zeros() & 63) as usize;
        // The bits before the stop, the last of them highest.
        let before = |bits: u64| bits << ((64 - index) & 63);
        // The length of the word in bytes, as far as it is in this block.
        let len = (!before(arabic)).leading_zeros() as usize;
        let is_unmarked = before(mark_or_tatweel).leading_zeros() as usize >= len.min(index);
        // A full stop after an Arabic word is not the first byte of a block. The first two bytes of a block may be part of a character.
        let last = bytes[index.saturating_sub(1) & 63];
        let last_but_one = if index >= 3 { bytes[(index - 3) & 63] } else { 0 };
        let may_be_short = short[(len / 2).min(8)][last as usize & 63] >> (last_but_one & 63) & 1 == 1;
        let marks = before(mark_or_tatweel) & !(u64::MAX >> (len.min(index) & 63));
        let letter_bytes = len.min(index).saturating_sub(2 * marks.count_ones() as usize);
        if letter_bytes >= 14 || is_unmarked && len >= 14 || len >= 4 && len + 2 <= index && is_unmarked && !may_be_short {
            certain |= stop;
        }
    }
    certain
}

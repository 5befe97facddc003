//! Computes [`BlockMasks`] from the masks of bytes. The boolean algebra is written once over [`Bits`]: the bits of one block in a `u64`, or of eight
//! blocks in a vector. The [module above](super) has an example.

use core::ops::{BitAnd, BitOr, Not, Shl, Shr};

use super::{BlockMasks, Carry, DeferMasks, STEP, VALID_BITS};

/// The bits of one block, or of eight blocks. Shifts and sums stay within a block.
pub(super) trait Bits:
    Copy + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self> + Shl<u32, Output = Self> + Shr<u32, Output = Self>
{
    /// Returns the same bits for each block.
    fn all(bits: u64) -> Self;
    /// Returns whether a bit of any block is set.
    fn any(self) -> bool;
    /// Returns the sums of the blocks.
    fn plus(self, other: Self) -> Self;
    /// Returns for each block the bits of the preceding one, and `first` for the first block.
    fn of_before(self, first: u64) -> Self;
    /// Returns the bits of the last block.
    fn last(self) -> u64;
    /// Returns the results of `f` for the blocks that have a bit, and 0 for the others. Its arguments are the index of the block, its bits, and those
    /// of the two `others`, each with the 64 bits before it, or 0 if there is no preceding block.
    fn each(self, others: [Self; 2], f: impl Fn(usize, u64, [[u64; 2]; 2]) -> u64) -> Self;
}

impl Bits for u64 {
    #[inline(always)]
    fn all(bits: u64) -> u64 {
        bits
    }
    #[inline(always)]
    fn any(self) -> bool {
        self != 0
    }
    #[inline(always)]
    fn plus(self, other: u64) -> u64 {
        self.wrapping_add(other)
    }
    #[inline(always)]
    fn of_before(self, first: u64) -> u64 {
        first
    }
    #[inline(always)]
    fn last(self) -> u64 {
        self
    }
    #[inline(always)]
    fn each(self, others: [u64; 2], f: impl Fn(usize, u64, [[u64; 2]; 2]) -> u64) -> u64 {
        if self == 0 { 0 } else { f(0, self, others.map(|bits| [0, bits])) }
    }
}

/// The masks of the fast path: Arabic characters and spaces.
pub(super) struct ArabicMasks<B> {
    /// The bytes of the text that the block may use: those before an `afresh` start are excluded.
    pub(super) context: B,
    pub(super) d8: B,
    pub(super) d9: B,
    /// Lead bytes of Arabic letters and marks, and the subset that are marks or tatweel. A word never starts with one of the latter; a word that ends
    /// in a tatweel is never certain.
    pub(super) lead: B,
    pub(super) mark_or_tatweel: B,
    /// Bytes 80: the second byte of a tatweel after D9.
    pub(super) tatweel: B,
    pub(super) spaces: B,
}

impl<B: Bits> ArabicMasks<B> {
    /// Computes the masks from those of the bytes D8 and D9, of bytes with bit 5, of 80, of 8B–9F (and others that are no second bytes of D9), and of
    /// the space.
    #[inline(always)]
    pub(super) fn new(context: B, [d8, d9, bit_5, tatweel, late, spaces]: [B; 6]) -> ArabicMasks<B> {
        let mark_second = tatweel | late;
        // Arabic characters of two bytes: D8 with A0–BF, D9 with 80–9F.
        let lead = (d8 & bit_5 >> 1 | d9 & !(bit_5 >> 1)) & context;
        ArabicMasks { context, d8, d9, lead, mark_or_tatweel: d9 & mark_second >> 1 & lead, tatweel, spaces }
    }

    /// Returns the lead bytes of marks and tatweel that follow no Arabic character. `continued` has the first byte of the block if such a run
    /// continues from the preceding block.
    #[inline(always)]
    pub(super) fn mark_run_starts(&self, continued: B) -> B {
        self.mark_or_tatweel & !((self.lead | self.lead << 1) << 1) & B::all(VALID_BITS) | self.lead & continued
    }

    /// Returns the bits at which bounds may be.
    #[inline(always)]
    pub(super) fn valid_bits(&self) -> B {
        B::all(VALID_BITS) & !(!self.context << 1)
    }
}

/// The masks of the common path: blocks with digits, ASCII letters and common punctuation. The fields are those of
/// [`classes::COMMON`](super::classes), and bytes from 80 on, line feeds and full stops.
pub(super) struct CommonMasks<B> {
    pub(super) letters: B,
    pub(super) clitics: B,
    pub(super) commas: B,
    pub(super) quotes: B,
    pub(super) digits: B,
    pub(super) questions: B,
    pub(super) soft: B,
    pub(super) high: B,
    pub(super) feeds: B,
    pub(super) dots: B,
}

/// The masks of the slow path, for all other blocks: bytes by the characters of which they may be the first, second or third byte.
#[derive(Clone, Copy)]
pub(super) struct RareMasks<B> {
    /// < = > [ \ ] ^ { | } ~
    pub(super) rare: B,
    /// $ % + -
    pub(super) sums: B,
    pub(super) c2: B,
    pub(super) c3: B,
    /// C4 and C5.
    pub(super) c4: B,
    pub(super) da: B,
    pub(super) db: B,
    pub(super) e2: B,
    /// The second bytes of × and ÷.
    pub(super) signs: B,
    /// The second bytes of « and ».
    pub(super) twos: B,
    /// The third bytes of – — “ ” …
    pub(super) threes: B,
    /// The second bytes of ٠ to ٩, and of ٪.
    pub(super) tens: B,
    pub(super) percents: B,
    /// The bytes from B1 on, and from 94 on.
    pub(super) late: B,
    pub(super) later: B,
    /// The bytes that white space may start with: below the space, C2, E1–E3.
    pub(super) white: B,
}

/// Returns the two lowest bits set if the lowest bit of `bit` is set. They are the last two bytes of a block, as the next block sees them.
#[inline(always)]
fn first_two<B: Bits>(bit: B) -> B {
    let bit = bit & B::all(1);
    bit | bit << 1
}

/// The bytes whose characters are whole in the block: all except the first and the last.
pub(super) const WHOLE: u64 = !(1 | 1 << 63);

/// Computes the token masks of one block and the carry into the next. Returns `None` if `rare` is not given and the block contains a byte outside the
/// common classes.
///
/// `full` selects the full stops after Arabic words that certainly are tokens, by the Arabic bytes and the marks (see [`Bits::each`]).
#[inline(always)]
pub(super) fn classify_block<B: Bits>(
    arabic_masks: &ArabicMasks<B>,
    common: &CommonMasks<B>,
    rare: Option<&RareMasks<B>>,
    carry: &mut Carry,
    defer: &DeferMasks,
    full: impl Fn(usize, u64, [[u64; 2]; 2]) -> u64,
) -> Option<BlockMasks<B>> {
    let &ArabicMasks { context, d8, d9, mut lead, mark_or_tatweel, tatweel, spaces } = arabic_masks;
    let &CommonMasks { mut letters, clitics, commas, quotes, digits, questions, soft, high, feeds, dots } = common;
    let none = B::all(0);
    let (no_digits, no_joins) = (B::all(defer.no_digits), B::all(defer.no_joins));
    let (blank, digits) = (spaces | feeds, digits & context);
    let sign = d8 & (commas | questions) >> 1;
    let mut marks = (soft | quotes | questions | dots) & !(spaces | high | digits);
    let (mut rare_marks, mut percent, mut figures, mut white) = (none, none, none, !none);
    // The first bytes of quotes and dashes, all their bytes, and the bytes after them.
    let (mut quotes_1, mut quoted, mut unquoted) = (none, none, none);
    if let Some(found) = rare {
        // U+0671–06D3 are letters.
        lead = lead | (d9 & found.late >> 1 | found.da | found.db & !(found.later >> 1)) & context;
        let latin = found.c3 & !(found.signs >> 1) | found.c4;
        letters = letters | latin | latin << 1;
        let two = found.c2 & found.twos >> 1;
        let three = found.e2 & tatweel >> 1 & found.threes >> 2;
        let leaves = first_two(three >> (STEP as u32 - 1));
        let tail = leaves.of_before(carry.quote) & context;
        carry.quote = leaves.last();
        (quotes_1, quoted) = (two | three, (two | three) << 1 | two | three | three << 2 | tail);
        unquoted = two << 2 | three << 3 | (tail & B::all(2)) << 1;
        let ten = d9 & found.tens >> 1 & context;
        figures = ten | ten << 1;
        (rare_marks, white) = (found.rare, found.white);
        percent = d9 & found.percents >> 1 & !no_digits;
        marks = marks | rare_marks | found.sums & !no_digits;
    }
    let (arabic, signs) = (lead | lead << 1, sign | percent);
    let signed = signs | signs << 1;
    // Blocks without Latin letters and digits skip the terms for them.
    let latin = rare.is_some() || (letters | digits).any() || carry.number != 0;
    let (mut joined, mut leaves) = (none, none);
    if latin {
        // A full stop or a comma between two digits is part of the number.
        joined = (dots | commas) & (digits << 1 & digits >> 1 | figures << 1 & figures >> 1);
        leaves = first_two(joined >> (STEP as u32 + 1)) & B::all(2);
        joined = joined | leaves.of_before(carry.number) & context;
        marks = marks & !joined;
    }
    let dull = blank | marks | signed | quoted;
    let others = !(arabic | letters | digits | figures | joined | dull);
    if rare.is_none() {
        if (others & B::all(WHOLE)).any() {
            return None;
        }
        carry.quote = 0;
    }
    carry.number = leaves.last();

    let (arabic_1, spaces_1, letter) = (arabic << 1, spaces << 1, lead & !mark_or_tatweel);
    let mut inner = arabic & arabic_1 | spaces & spaces_1 | others & others << 1 | signs << 1 | quoted & !quotes_1;
    let apart = !high | letter | sign;
    let ends = soft | questions | feeds | sign;
    let (pause, aside) = (marks & !dots, (rare_marks | quotes_1 | percent | (quotes | digits | letters | figures) & !no_joins));
    let full = (dots & arabic_1 & blank >> 1).each([arabic, mark_or_tatweel], full);
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
    let mark_run_starts = mark_or_tatweel & !arabic_1 & B::all(VALID_BITS);
    let after_tatweel = (d9 & lead) << 1 & tatweel;
    if (mark_run_starts | after_tatweel | lead & B::all(carry.mark_run | carry.tatweel)).any() {
        let below = B::all(!(!0 << (STEP + 2)));
        let run = arabic & below;
        // Marks after a tatweel belong to the end of the word.
        let vowels = mark_or_tatweel & !(tatweel >> 1);
        let vowels = (vowels | vowels << 1) & below;
        // A sum carries from the start of a run to the byte after it. The carry leaves the block only if the run reaches its end. As the carry into a
        // block depends on the preceding block, the sums are repeated until no carry changes.
        let mut leaves = [none; 2];
        loop {
            let [mark_run_before, stretched_before] = [leaves[0].of_before(carry.mark_run), leaves[1].of_before(carry.tatweel)];
            let carried = run.plus(mark_run_starts | lead & mark_run_before);
            let behind = vowels.plus((after_tatweel << 1 | lead & stretched_before) & vowels);
            let now = [first_two(carried >> (STEP as u32 + 2)), first_two(behind >> (STEP as u32 + 2))];
            let settled = !(now[0] & !leaves[0] | leaves[0] & !now[0] | now[1] & !leaves[1] | leaves[1] & !now[1]).any();
            leaves = now;
            if settled {
                sure = sure & !(carried & !run | after_tatweel << 1 | behind & !vowels);
                break;
            }
        }
        (carry.mark_run, carry.tatweel) = (leaves[0].last(), leaves[1].last());
    } else {
        (carry.mark_run, carry.tatweel) = (0, 0);
    }
    let bounds = arabic_masks.valid_bits() & !inner;
    Some(BlockMasks { bounds, uncertain: bounds & !sure, word_like: !dull, others, by_second_byte: signs << 2 | figures << 1 })
}

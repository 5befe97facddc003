//! What the masks of bytes tell of a block: written once, for one block or for eight at a time.

use core::ops::{BitAnd, BitOr, Not, Shl, Shr};

use super::{BlockMasks, Carry, DeferMasks, STEP, VALID_BITS};

/// The bits of a block, or of eight, each shifted for itself.
pub(super) trait Bits:
    Copy + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self> + Shl<u32, Output = Self> + Shr<u32, Output = Self>
{
    /// These bits of each block.
    fn all(bits: u64) -> Self;
    /// Whether a bit of any block is set.
    fn any(self) -> bool;
    /// The sums, which carry within a block.
    fn plus(self, other: Self) -> Self;
    /// The bits of the block before each; `first` before the first.
    fn of_before(self, first: u64) -> Self;
    /// The bits of the last block.
    fn last(self) -> u64;
    /// What `f` makes of each block that has a bit here; none of the others. It gets the block's number, these bits, and two others, each with the 64
    /// bits before it, if there is a block before.
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

/// What the first look at a block sees.
pub(super) struct ArabicMasks<B> {
    /// The bytes that count: what stands before a fresh start does not.
    pub(super) context: B,
    pub(super) d8: B,
    pub(super) d9: B,
    /// First bytes of Arabic characters, and of those that are marks or tatweel, the one no start of a word and the other no end of a plain one.
    pub(super) lead: B,
    pub(super) mark_or_tatweel: B,
    /// Bytes 80.
    pub(super) tatweel: B,
    pub(super) spaces: B,
}

impl<B: Bits> ArabicMasks<B> {
    /// Of bytes D8, D9, those with bit 5, 80, those of 8B–9F among second bytes with others, and the space.
    #[inline(always)]
    pub(super) fn new(context: B, [d8, d9, bit_5, tatweel, late, spaces]: [B; 6]) -> ArabicMasks<B> {
        let mark_second = tatweel | late;
        // Arabic characters of two bytes: D8 with A0–BF, D9 with 80–9F.
        let lead = (d8 & bit_5 >> 1 | d9 & !(bit_5 >> 1)) & context;
        ArabicMasks { context, d8, d9, lead, mark_or_tatweel: d9 & mark_second >> 1 & lead, tatweel, spaces }
    }

    /// First bytes of marks and tatweel that no Arabic letter is before; at the start of the block if one goes on from the block before.
    #[inline(always)]
    pub(super) fn mark_run_starts(&self, going_on: B) -> B {
        self.mark_or_tatweel & !((self.lead | self.lead << 1) << 1) & B::all(VALID_BITS) | self.lead & going_on
    }

    /// The bits that may be bounds.
    #[inline(always)]
    pub(super) fn valid_bits(&self) -> B {
        B::all(VALID_BITS) & !(!self.context << 1)
    }
}

/// What is looked for in a block that is not only words and spaces.
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

/// What is looked for where there is more than letters, digits and the commonest punctuation: bytes by what they may be the first, second or
/// third of.
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
    /// Second bytes of × and ÷.
    pub(super) signs: B,
    /// Second bytes of « and ».
    pub(super) twos: B,
    /// Third bytes of – — “ ” …
    pub(super) threes: B,
    /// Second bytes of ٠ to ٩, and of ٪.
    pub(super) tens: B,
    pub(super) percents: B,
    /// Second bytes from B1 on, and from 94 on.
    pub(super) late: B,
    pub(super) later: B,
    /// Bytes that white space may begin with: below the space, C2, E1–E3.
    pub(super) white: B,
}

/// The bits of the two bytes before the next block, if the lowest bit is set.
#[inline(always)]
fn first_two<B: Bits>(bit: B) -> B {
    let bit = bit & B::all(1);
    bit | bit << 1
}

/// The bits at whose characters is looked: at the edges they may not be whole.
pub(super) const WHOLE: u64 = !(1 | 1 << 63);

/// What is told of a block, and what it leaves to the next. Without `rare`, nothing if anything rare is there.
///
/// `full` tells which of the full stops behind Arabic words certainly are tokens, by the Arabic bytes and the marks (see [`Bits::each`]).
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
    // The first bytes of quotes and dashes, all their bytes, and those behind them.
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
    // Where there is no Latin letter and no digit, nothing is asked about them.
    let latin = rare.is_some() || (letters | digits).any() || carry.number != 0;
    let (mut joined, mut leaves) = (none, none);
    if latin {
        // Between two digits, a full stop and a comma are of their number.
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
        // Marks behind a tatweel leave it the end of its word.
        let vowels = mark_or_tatweel & !(tatweel >> 1);
        let vowels = (vowels | vowels << 1) & below;
        // A sum carries from an mark_or_tatweel start to what is behind the run; out of one block into the next only if it is nothing but the run.
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

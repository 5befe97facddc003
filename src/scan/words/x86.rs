//! The masks of a block by vectors, and tokens folded with the masks in registers.

use super::super::vector::{Avx2, Avx512, Ssse3, Vector};
use super::{BLOCK, Block, Reader, SPOKEN, STEP, ShortWords};

/// Upper half-bytes and lower half-bytes of a class of bytes.
type Class = (&'static [u8], &'static [u8]);

/// Of each bit of a class byte, what has it, among ASCII and the second bytes of Arabic characters.
const CLASSES: [Class; 8] = [
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
const LETTERS: u8 = 0b11;

/// The same of what is less common.
const RARE_CLASSES: [Class; 8] = [
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

/// What tells the classes of a byte by its half-bytes: those that its upper one has, and its lower one.
struct Halves([u8; 16], [u8; 16]);

static COMMON: Halves = Halves(halves(&CLASSES, true), halves(&CLASSES, false));
static RARE: Halves = Halves(halves(&RARE_CLASSES, true), halves(&RARE_CLASSES, false));

/// For each half-byte, the bits of the classes that have it.
#[allow(clippy::indexing_slicing, reason = "at compile time")]
const fn halves(classes: &[Class; 8], upper: bool) -> [u8; 16] {
    let (mut table, mut bit) = ([0; 16], 0);
    while bit < 8 {
        let half = if upper { classes[bit].0 } else { classes[bit].1 };
        let mut i = 0;
        while i < half.len() {
            table[half[i] as usize] |= 1 << bit;
            i += 1;
        }
        bit += 1;
    }
    table
}

impl Halves {
    /// The classes of each byte.
    #[inline(always)]
    unsafe fn of<V: Vector>(&self, bytes: V) -> V {
        // SAFETY: the caller has the instructions.
        unsafe { V::lookup(V::table(&self.1), bytes.and(V::splat(0x0F))).and(V::lookup(V::table(&self.0), bytes.high_nibbles())) }
    }
}

/// Masks of a block: for each name the bits that are told of a vector, one vector after the other. Written out, since a loop of so much is
/// not always unrolled.
macro_rules! masks {
    ($V:ident, $at:ident, |$here:ident| { $($name:ident = $bits:expr;)* }) => {
        $(let mut $name = 0;)*
        masks!(@ $V, $at, 0, $here, $($name = $bits;)*);
        if $V::BYTES == 16 {
            masks!(@ $V, $at, 16, $here, $($name = $bits;)*);
        }
        if $V::BYTES < 64 {
            masks!(@ $V, $at, 32, $here, $($name = $bits;)*);
        }
        if $V::BYTES == 16 {
            masks!(@ $V, $at, 48, $here, $($name = $bits;)*);
        }
    };
    (@ $V:ident, $at:ident, $n:literal, $here:ident, $($name:ident = $bits:expr;)*) => {
        // SAFETY: whoever asks has the instructions, and gives a block.
        unsafe {
            let $here = $V::load($at.add($n));
            $($name |= $bits << $n;)*
        }
    };
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn look_avx512(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: this function has the instructions.
    unsafe { look::<Avx512>(b, at, afresh, block) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn look_avx2(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: as above.
    unsafe { look::<Avx2>(b, at, afresh, block) }
}

#[target_feature(enable = "ssse3,popcnt")]
pub(super) unsafe fn look_ssse3(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: as above.
    unsafe { look::<Ssse3>(b, at, afresh, block) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold_avx512<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    so_far: B,
    kind: impl Fn(u8) -> K,
    ask: impl FnMut(usize) -> (usize, Option<K>),
    f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    // SAFETY: as above.
    unsafe { fold::<Avx512, B, K, WORDS>(reader, so_far, kind, ask, f) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
pub(super) unsafe fn fold_avx2<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    so_far: B,
    kind: impl Fn(u8) -> K,
    ask: impl FnMut(usize) -> (usize, Option<K>),
    f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    // SAFETY: as above.
    unsafe { fold::<Avx2, B, K, WORDS>(reader, so_far, kind, ask, f) }
}

#[target_feature(enable = "ssse3,popcnt")]
pub(super) unsafe fn fold_ssse3<'t, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    so_far: B,
    kind: impl Fn(u8) -> K,
    ask: impl FnMut(usize) -> (usize, Option<K>),
    f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    // SAFETY: as above.
    unsafe { fold::<Ssse3, B, K, WORDS>(reader, so_far, kind, ask, f) }
}

/// [`Reader::fold`]: in here, what is known of the block stays in registers.
#[inline(always)]
unsafe fn fold<'t, V: Vector, B, K, const WORDS: bool>(
    reader: Reader<'t, WORDS>,
    mut so_far: B,
    kind: impl Fn(u8) -> K,
    mut ask: impl FnMut(usize) -> (usize, Option<K>),
    mut f: impl FnMut(B, &'t str, usize, K) -> B,
) -> B {
    let mut r = Reader { block: Block { ..reader.block }, ..reader };
    loop {
        let (text, start, kind) = if let Some((text, start, first)) = r.sure() {
            (text, start, kind(first))
        } else if r.is_held() {
            let start = r.start;
            let (end, kind) = ask(start);
            let (text, end) = r.asked(start, end);
            if !r.goes_on(end) {
                // SAFETY: the caller has the instructions, here and below.
                unsafe { look::<V>(r.text.as_bytes(), end, true, &mut r.block) };
                r.looked(end, true);
            }
            let Some(kind) = kind else { continue };
            (text, start, kind)
        } else if r.is_done() {
            return so_far;
        } else {
            let at = r.base.wrapping_add(STEP + 2);
            unsafe { look::<V>(r.text.as_bytes(), at, at == 0, &mut r.block) };
            r.looked(at, at == 0);
            continue;
        };
        so_far = f(so_far, text, start, kind);
    }
}

#[inline(always)]
unsafe fn look<V: Vector>(b: &[u8], at: usize, afresh: bool, block: &mut Block) {
    // SAFETY: the caller has the instructions; what is read is in `b`, or in a window.
    unsafe {
        if at >= 2 && b.len().saturating_sub(at) >= BLOCK - 2 {
            return masks::<V>(b.as_ptr().add(at - 2), afresh, block);
        }
        let window = window(b, at);
        masks::<V>(window.as_ptr(), afresh, block);
    }
}

/// The bytes of a block at the start or the end of the text; where there are none, line feeds.
#[inline(never)]
fn window(b: &[u8], at: usize) -> [u8; BLOCK] {
    let mut window = [b'\n'; BLOCK];
    let skipped = 2 - at.min(2);
    let seen = b.get(at + skipped - 2..).unwrap_or_default();
    for (to, from) in window.iter_mut().skip(skipped).zip(seen) {
        *to = *from;
    }
    window
}

/// The masks of the 64 bytes at `at`.
#[inline(always)]
unsafe fn masks<V: Vector>(at: *const u8, afresh: bool, block: &mut Block) {
    // SAFETY: the caller's.
    let seen = unsafe { Seen::of::<V>(at, afresh) };
    let arabic = seen.lead | seen.lead << 1;
    // Most blocks are words and spaces.
    if !(arabic | seen.spaces) & WHOLE | seen.odd_starts(block.odd) | arabic & seen.tatweel | block.stretched == 0 {
        block.bounds = seen.spoken() & !(arabic & arabic << 1 | seen.spaces & seen.spaces << 1);
        (block.unsure, block.others, block.special, block.wordy) = (0, 0, 0, arabic);
        (block.odd, block.quoted, block.joined) = (0, 0, 0);
        return;
    }
    // SAFETY: the caller's.
    unsafe {
        if !more::<V, false>(at, &seen, block) {
            more::<V, true>(at, &seen, block);
        }
    }
}

/// What the first look at a block sees.
struct Seen {
    /// The bytes that count: what stands before a fresh start does not.
    context: u64,
    d8: u64,
    d9: u64,
    /// First bytes of Arabic characters, and of those that are marks or tatweel, the one no start of a word and the other no end of a plain one.
    lead: u64,
    odd: u64,
    /// Bytes 80.
    tatweel: u64,
    spaces: u64,
}

impl Seen {
    #[inline(always)]
    unsafe fn of<V: Vector>(at: *const u8, afresh: bool) -> Seen {
        masks!(V, at, |here| {
            d8 = here.eq(V::splat(0xD8)).bits();
            d9 = here.eq(V::splat(0xD9)).bits();
            bit_5 = here.bits_below::<2>();
            tatweel = here.eq(V::splat(0x80)).bits();
            late = here.above(0x8A).bits();
            spaces = here.eq(V::splat(b' ')).bits();
        });
        let odd_second = tatweel | late;
        // Arabic characters of two bytes: D8 with A0–BF, D9 with 80–9F.
        let context = if afresh { !3 } else { !0 };
        let lead = (d8 & bit_5 >> 1 | d9 & !(bit_5 >> 1)) & context;
        Seen { context, d8, d9, lead, odd: d9 & odd_second >> 1 & lead, tatweel, spaces }
    }

    /// First bytes of marks and tatweel that no Arabic letter is before; at the start of the block if one goes on from the block before.
    #[inline(always)]
    fn odd_starts(&self, going_on: u64) -> u64 {
        self.odd & !((self.lead | self.lead << 1) << 1) & SPOKEN | self.lead & going_on
    }

    /// The bits that may be bounds.
    #[inline(always)]
    fn spoken(&self) -> u64 {
        SPOKEN & !(!self.context << 1)
    }
}

/// The bits at whose characters is looked: at the edges they may not be whole.
const WHOLE: u64 = !(1 | 1 << (BLOCK - 1));

/// The bits of the two bytes before the next block, if the lowest bit is set.
#[inline(always)]
fn first_two(bit: u64) -> u64 {
    (bit & 1) * 3
}

/// The masks of a block that is not only words and spaces. `ALL` looks also for what is rare; without it, nothing is done and the answer is
/// no if anything rare is there.
#[inline(always)]
unsafe fn more<V: Vector, const ALL: bool>(at: *const u8, seen: &Seen, block: &mut Block) -> bool {
    let &Seen { context, d8, d9, mut lead, odd, tatweel, spaces } = seen;
    masks!(V, at, |here| {
        no_letters = COMMON.of(here).and(V::splat(LETTERS)).eq(V::splat(0)).bits();
        clitics = COMMON.of(here).bits_below::<5>();
        commas = COMMON.of(here).bits_below::<4>();
        quotes = COMMON.of(here).bits_below::<3>();
        digits = COMMON.of(here).bits_below::<2>();
        questions = COMMON.of(here).bits_below::<1>();
        soft = COMMON.of(here).bits();
        high = here.bits();
        feeds = here.eq(V::splat(b'\n')).bits();
        dots = here.eq(V::splat(b'.')).bits();
    });
    let (blank, digits) = (spaces | feeds, digits & context);
    let sign = d8 & (commas | questions) >> 1;
    let (mut letters, mut marks) = (!no_letters, (soft | quotes | questions | dots) & !(spaces | high | digits));
    let (mut rare, mut percent, mut figures, mut white) = (0, 0, 0, !0);
    // The first bytes of quotes and dashes, all their bytes, and those behind them.
    let (mut quotes_1, mut quoted, mut unquoted) = (0, 0, 0);
    if ALL {
        // SAFETY: the caller's.
        let found = unsafe { Rare::of::<V>(at) };
        // U+0671–06D3 are letters.
        lead |= (d9 & found.late >> 1 | found.da | found.db & !(found.later >> 1)) & context;
        let latin = found.c3 & !(found.signs >> 1) | found.c4;
        letters |= latin | latin << 1;
        let two = found.c2 & found.twos >> 1;
        let three = found.e2 & tatweel >> 1 & found.threes >> 2;
        let tail = block.quoted & context;
        (quotes_1, quoted) = (two | three, (two | three) << 1 | two | three | three << 2 | tail);
        unquoted = two << 2 | three << 3 | (tail & 2) << 1;
        block.quoted = first_two(three >> (STEP - 1));
        let ten = d9 & found.tens >> 1 & context;
        figures = ten | ten << 1;
        (rare, white) = (found.rare, found.white);
        percent = d9 & found.percents >> 1 & !block.no_digits;
        marks |= rare | found.sums & !block.no_digits;
    }
    let (arabic, signs) = (lead | lead << 1, sign | percent);
    let signed = signs | signs << 1;
    // Where there is no Latin letter and no digit, nothing is asked about them.
    let latin = ALL || letters | digits | block.joined != 0;
    let mut joined = 0;
    if latin {
        // Between two digits, a full stop and a comma are of their number.
        joined = (dots | commas) & (digits << 1 & digits >> 1 | figures << 1 & figures >> 1) | block.joined & context;
        marks &= !joined;
    }
    let dull = blank | marks | signed | quoted;
    let others = !(arabic | letters | digits | figures | joined | dull);
    if !ALL {
        if others & WHOLE != 0 {
            return false;
        }
        block.quoted = 0;
    }
    block.joined = first_two(joined >> (STEP + 1)) & 2;

    let (arabic_1, spaces_1, letter) = (arabic << 1, spaces << 1, lead & !odd);
    let mut inner = arabic & arabic_1 | spaces & spaces_1 | others & others << 1 | signs << 1 | quoted & !quotes_1;
    let apart = !high | letter | sign;
    let ends = soft | questions | feeds | sign;
    let (pause, aside) = (marks & !dots, (rare | quotes_1 | percent | (quotes | digits | letters | figures) & !block.no_joins));
    let stops = dots & arabic_1 & blank >> 1;
    // SAFETY: the caller's.
    let full = if stops == 0 { 0 } else { unsafe { stopped(at, stops, arabic, odd, block.short) } };
    let mut sure = arabic_1 & (ends | aside & !(clitics << 1 | odd << 2) | pause & blank >> 1 | full)
        | spaces_1 & !(others & white)
        | (marks << 1 | signs << 2 | unquoted) & (apart | quotes_1 | figures)
        | feeds << 1;
    if latin {
        let (letters_1, digits_1) = (letters << 1, (digits | figures) << 1);
        inner |= letters & letters_1 | digits & (digits | joined) << 1 | figures & (figures | joined) << 1 | joined;
        let plain = letter & !block.no_joins | rare | quotes_1;
        let after_digits =
            blank | plain | soft & !commas | soft & (apart & !digits) >> 1 | marks & blank >> 1 | sign & blank >> 2 | percent & !high >> 2;
        sure |= letters_1 & (ends | plain | pause & blank >> 1) | digits_1 & after_digits & !block.no_digits;
    }

    // Words that begin with a mark or end with a tatweel are rare.
    let odd_starts = odd & !arabic_1 & SPOKEN | lead & block.odd;
    let stretched = (d9 & lead) << 1 & tatweel;
    let stretched_before = lead & block.stretched;
    (block.odd, block.stretched) = (0, 0);
    if odd_starts | stretched | stretched_before != 0 {
        // A sum carries from an odd start to what is behind the run.
        let run = arabic & !(!0 << (STEP + 2));
        let carried = run.wrapping_add(odd_starts);
        // Marks behind a tatweel leave it the end of its word.
        let vowels = odd & !(tatweel >> 1);
        let vowels = (vowels | vowels << 1) & !(!0 << (STEP + 2));
        let behind = vowels.wrapping_add((stretched << 1 | stretched_before) & vowels);
        (block.odd, block.stretched) = (first_two(carried >> (STEP + 2)), first_two(behind >> (STEP + 2)));
        sure &= !(carried & !run | stretched << 1 | behind & !vowels);
    }
    let bounds = seen.spoken() & !inner;
    (block.bounds, block.unsure) = (bounds, bounds & !sure);
    (block.wordy, block.others, block.special) = (!dull, others, signs << 2 | figures << 1);
    true
}

/// The first full stop among those behind an Arabic word and before a blank, if the word certainly is no abbreviation: it is of seven letters or
/// more, or of two or more without marks, and of no abbreviation's length and last letters.
#[inline(always)]
#[allow(clippy::indexing_slicing, reason = "a place of at most 63, a length of at most 8")]
unsafe fn stopped(at: *const u8, stops: u64, arabic: u64, odd: u64, short: &ShortWords) -> u64 {
    let stop = stops & stops.wrapping_neg();
    let place = stop.trailing_zeros() & 63;
    // How long the word is, as far as it is seen.
    let before = !(arabic << ((64 - place) & 63));
    let len = before.leading_zeros().min(place);
    let begin = place - len;
    let marked = odd & stop.wrapping_sub(1) & (!0 << (begin & 63));
    // SAFETY: places in the block.
    let (last, last_but_one) = unsafe { (*at.add((place.wrapping_sub(1) & 63) as usize), *at.add((place.wrapping_sub(3) & 63) as usize)) };
    let may_be = short[(len as usize / 2).min(8)][last as usize & 63] >> (last_but_one & 63) & 1 == 1;
    let full = len >= 14 || len >= 4 && begin >= 2 && marked == 0 && !may_be;
    if full { stop } else { 0 }
}

/// What is looked for where there is more than letters, digits and the commonest punctuation: bytes by what they may be the first, second or
/// third of.
struct Rare {
    /// < = > [ \ ] ^ { | } ~
    rare: u64,
    /// $ % + -
    sums: u64,
    c2: u64,
    c3: u64,
    /// C4 and C5.
    c4: u64,
    da: u64,
    db: u64,
    e2: u64,
    /// Second bytes of × and ÷.
    signs: u64,
    /// Second bytes of « and ».
    twos: u64,
    /// Third bytes of – — “ ” …
    threes: u64,
    /// Second bytes of ٠ to ٩, and of ٪.
    tens: u64,
    percents: u64,
    /// Bytes from B1 on, and from 94 on.
    late: u64,
    later: u64,
    /// Bytes that white space may begin with: below the space, C2, E1–E3.
    white: u64,
}

impl Rare {
    #[inline(always)]
    unsafe fn of<V: Vector>(at: *const u8) -> Rare {
        masks!(V, at, |here| {
            percents = RARE.of(here).bits_below::<7>();
            sums = RARE.of(here).bits_below::<6>();
            rare = RARE.of(here).bits_below::<5>() | RARE.of(here).bits_below::<4>();
            threes = RARE.of(here).bits_below::<3>() | RARE.of(here).bits_below::<1>();
            tens = RARE.of(here).bits_below::<2>();
            twos = RARE.of(here).bits();
            c2 = here.eq(V::splat(0xC2)).bits();
            c3 = here.eq(V::splat(0xC3)).bits();
            c4 = here.at_least(V::splat(0xC4)).without(here.at_least(V::splat(0xC6))).bits();
            da = here.eq(V::splat(0xDA)).bits();
            db = here.eq(V::splat(0xDB)).bits();
            e2 = here.eq(V::splat(0xE2)).bits();
            signs = here.eq(V::splat(0x97)).or(here.eq(V::splat(0xB7))).bits();
            late = here.at_least(V::splat(0xB1)).bits();
            later = here.at_least(V::splat(0x94)).bits();
            controls = here.at_least(V::splat(b' ')).bits() ^ V::ALL;
            wide = here.at_least(V::splat(0xE1)).without(here.at_least(V::splat(0xE4))).bits();
        });
        Rare { rare, sums, c2, c3, c4, da, db, e2, signs, twos, threes, tens, percents, late, later, white: controls | c2 | wide }
    }
}

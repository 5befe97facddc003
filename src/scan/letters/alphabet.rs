//! Alphabets: which characters of U+0600–067F are letters, how they fold, and which are dropped. [`action`] is the definition; the tables of the
//! readers are computed from it.

use crate::chars::{self, Class};

/// The action of the readers for each character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    /// As [`Normalizer::search`](crate::normalize::Normalizer::search) folds letters.
    Search,
    /// As [`Normalizer::lucene`](crate::normalize::Normalizer::lucene) folds letters. Words with signs require the fallback.
    Lucene,
    /// As Snowball does: tashkeel and tatweel are dropped, hamza seats and alefs fold, every other character is a letter.
    Snowball,
    /// Every character is a letter and does not fold.
    Exact,
}

/// The action of the readers for a character of U+0600–067F.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::scan) enum CodeAction {
    /// A letter, with the code that it folds to.
    Letter(u8),
    /// A sign, which is kept.
    Sign,
    /// The character is dropped.
    Skip,
    /// The word requires the fallback.
    Fallback,
}

/// ٱ, the alef wasla of carefully spelled texts.
const WASLA: u8 = 0x71;
const ALEF: u8 = 0x27;
const HEH: u8 = 0x47;
const YEH: u8 = 0x4A;

/// Returns the action for the character U+0600 + `code`, `code` below 80.
pub(in crate::scan) const fn action(alphabet: Alphabet, code: u8) -> CodeAction {
    match alphabet {
        Alphabet::Exact => CodeAction::Letter(code),
        Alphabet::Snowball => match code {
            0x40 | 0x4B..=0x52 => CodeAction::Skip,
            0x60..=0x69 => CodeAction::Fallback,
            0x22 | 0x23 | 0x25 => CodeAction::Letter(ALEF),
            0x24 => CodeAction::Letter(0x48),
            0x26 => CodeAction::Letter(YEH),
            _ => CodeAction::Letter(code),
        },
        Alphabet::Lucene => match code {
            0x40 | 0x4B..=0x52 => CodeAction::Skip,
            0x22 | 0x23 | 0x25 => CodeAction::Letter(ALEF),
            0x29 => CodeAction::Letter(HEH),
            0x49 => CodeAction::Letter(YEH),
            0x21..=0x3A | 0x41..=0x4A => CodeAction::Letter(code),
            _ => CodeAction::Fallback,
        },
        Alphabet::Search => match Class::from_number(chars::class_in_block(code)) {
            Class::BasicLetter | Class::Hamza | Class::WawHamza | Class::YehHamza | Class::Yeh | Class::LoanLetter | Class::Alef => {
                CodeAction::Letter(code)
            }
            Class::AlefMadda | Class::AlefHamza | Class::AlefVariant => CodeAction::Letter(ALEF),
            Class::AlefMaksura => CodeAction::Letter(YEH),
            Class::TehMarbuta => CodeAction::Letter(HEH),
            Class::Tanwin | Class::Haraka | Class::Shadda | Class::Tatweel | Class::DaggerAlef | Class::BidiMark => CodeAction::Skip,
            // ، ؛ ؟, digits and their signs
            _ if matches!(code, 0x0C | 0x1B | 0x1F | 0x60..=0x6D) => CodeAction::Sign,
            _ => CodeAction::Fallback,
        },
    }
}

/// A set of codes: for each value of the low four bits a bit for each value of the high three.
pub(super) type CodeSet = [u8; 16];

/// The tables of an alphabet.
pub(super) struct AlphabetTables {
    actions: [CodeAction; 128],
    /// The letters that the reader with SIMD folds: by `changes`, or not.
    pub(super) letters: CodeSet,
    pub(super) skips: CodeSet,
    /// The characters for which the reader with SIMD requires the fallback, with U+0600, whose code is the padding.
    pub(super) fallbacks: CodeSet,
    /// The `xor` of a letter and the letter that it folds to, for codes 20–2F, 30–3F and 40–4F.
    pub(super) changes: [[u8; 16]; 3],
}

impl AlphabetTables {
    #[allow(clippy::indexing_slicing, reason = "at compile time")]
    const fn new(alphabet: Alphabet) -> AlphabetTables {
        let mut tables = AlphabetTables {
            actions: [CodeAction::Fallback; 128],
            letters: [0; 16],
            skips: [0; 16],
            fallbacks: [0; 16],
            changes: [[0; 16]; 3],
        };
        let mut code = 0u8;
        while code < 128 {
            let (low, row) = (code as usize & 15, code as usize >> 4);
            tables.actions[code as usize] = action(alphabet, code);
            let set = match action(alphabet, code) {
                _ if code == 0 => &mut tables.fallbacks,
                CodeAction::Letter(folded) if folded != code && !matches!(row, 2..=4) => &mut tables.fallbacks,
                CodeAction::Letter(folded) => {
                    if folded != code {
                        tables.changes[row - 2][low] = code ^ folded;
                    }
                    &mut tables.letters
                }
                CodeAction::Skip => &mut tables.skips,
                CodeAction::Fallback => &mut tables.fallbacks,
                CodeAction::Sign => {
                    code += 1;
                    continue;
                }
            };
            set[low] |= 1 << row;
            code += 1;
        }
        tables
    }

    /// Returns the action for the character U+0600 + `code`.
    #[inline(always)]
    pub(super) fn action(&self, code: u8) -> CodeAction {
        self.actions.get(usize::from(code)).copied().unwrap_or(CodeAction::Fallback)
    }
}

impl Alphabet {
    /// Returns the tables of the alphabet.
    #[inline(always)]
    pub(super) const fn tables(self) -> &'static AlphabetTables {
        static SEARCH: AlphabetTables = AlphabetTables::new(Alphabet::Search);
        static LUCENE: AlphabetTables = AlphabetTables::new(Alphabet::Lucene);
        static SNOWBALL: AlphabetTables = AlphabetTables::new(Alphabet::Snowball);
        static EXACT: AlphabetTables = AlphabetTables::new(Alphabet::Exact);
        match self {
            Alphabet::Search => &SEARCH,
            Alphabet::Lucene => &LUCENE,
            Alphabet::Snowball => &SNOWBALL,
            Alphabet::Exact => &EXACT,
        }
    }

    /// Returns the code by which a letter is compared with spellings: [`Alphabet::Search`] does not distinguish ٱ from ا.
    #[inline(always)]
    pub(super) const fn spelled(self, code: u8) -> u8 {
        if matches!(self, Alphabet::Search) && code == WASLA { ALEF } else { code }
    }
}

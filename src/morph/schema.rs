//! The contract between this crate and `tools/gen-morph`: codes of letters and marks, slots, flags, rows, and the sections of `tables.bin`.
//!
//! The generator includes this file by path, so each number is defined once. The file uses no other file of the crate. Change
//! [`FORMAT_VERSION`] with any layout in it, and run `cargo run -p gen-morph`.

#![allow(dead_code, reason = "the crate and the generator each use a part")]

// ---------------------------------------------------------------------------------------------------------------------------- Letters

/// Letters by code. 0 is no letter, and [`OTHER`] any letter without a code. Every hamza has the code of ء, and آ is the two codes of ءا.
pub(crate) const ALPHABET: [char; 32] = [
    '\0', 'ء', 'ا', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف', 'ق', 'ك', 'ل', 'م', 'ن',
    'ه', 'و', 'ي', 'ة', '\u{FFFD}',
];

pub(crate) const HAMZA: u8 = 1;
pub(crate) const ALEF: u8 = 2;
pub(crate) const BEH: u8 = 3;
pub(crate) const TEH: u8 = 4;
pub(crate) const DAL: u8 = 9;
pub(crate) const THAL: u8 = 10;
pub(crate) const ZAIN: u8 = 12;
pub(crate) const SEEN: u8 = 13;
pub(crate) const SAD: u8 = 15;
pub(crate) const DAD: u8 = 16;
pub(crate) const TAH: u8 = 17;
pub(crate) const ZAH: u8 = 18;
pub(crate) const FEH: u8 = 21;
pub(crate) const KAF: u8 = 23;
pub(crate) const LAM: u8 = 24;
pub(crate) const MEEM: u8 = 25;
pub(crate) const NOON: u8 = 26;
pub(crate) const HEH: u8 = 27;
pub(crate) const WAW: u8 = 28;
pub(crate) const YEH: u8 = 29;
pub(crate) const TEH_MARBUTA: u8 = 30;
pub(crate) const OTHER: u8 = 31;

/// The number of bits of a code where codes are packed, the first letter lowest.
pub(crate) const CODE_BITS: u32 = 5;

/// Returns the code of a letter: of ء for أ إ ؤ ئ and آ, of ي for ى, and [`OTHER`] for what the alphabet does not contain.
#[inline]
#[allow(clippy::indexing_slicing, reason = "the index is compared with the length")]
pub(crate) const fn letter_code(c: char) -> u8 {
    #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
    const TABLE: [u8; 0x2B] = {
        let mut table = [OTHER; 0x2B];
        let mut i = 1;
        while i < 31 {
            table[ALPHABET[i] as usize - 0x621] = i as u8;
            i += 1;
        }
        // آ أ ؤ إ ئ
        table[1] = HAMZA;
        table[2] = HAMZA;
        table[3] = HAMZA;
        table[4] = HAMZA;
        table[5] = HAMZA;
        table[0x49 - 0x21] = YEH;
        table
    };
    let at = (c as u32).wrapping_sub(0x621) as usize;
    if at < TABLE.len() { TABLE[at] } else { OTHER }
}

// ---------------------------------------------------------------------------------------------------------------------- Letter classes

/// The number of letter classes. A class has four bits. Templates and endings distinguish letters by class: each letter that one of them
/// contains as itself has a class of its own, and all others share one. Class 0 is of letters that no stem contains.
pub(crate) const LETTER_CLASSES: usize = 16;
pub(crate) const OTHER_CLASS: u8 = 1;
pub(crate) const ALEF_CLASS: u8 = 2;
pub(crate) const HAMZA_CLASS: u8 = 3;
pub(crate) const YEH_CLASS: u8 = 11;
/// ى, which is a ي with endings of its own.
pub(crate) const MAKSURA_CLASS: u8 = 15;

/// The letters that templates contain as themselves, and their classes.
pub(crate) const TEMPLATE_CLASSES: [(u8, u8); 10] =
    [(ALEF, ALEF_CLASS), (HAMZA, HAMZA_CLASS), (TEH, 4), (DAL, 5), (SEEN, 6), (TAH, 7), (MEEM, 8), (NOON, 9), (WAW, 10), (YEH, YEH_CLASS)];

/// ة, which no stem contains, and its class.
pub(crate) const TEH_MARBUTA_CLASS: u8 = 12;

/// The letters that only endings contain as themselves, and their classes. In a stem they are radicals.
pub(crate) const ENDING_CLASSES: [(u8, u8); 2] = [(KAF, 13), (HEH, 14)];

/// The class of each letter, by code.
#[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
pub(crate) const LETTER_CLASS: [u8; 32] = {
    let mut classes = [OTHER_CLASS; 32];
    (classes[0], classes[OTHER as usize], classes[TEH_MARBUTA as usize]) = (0, 0, TEH_MARBUTA_CLASS);
    let mut i = 0;
    while i < TEMPLATE_CLASSES.len() {
        classes[TEMPLATE_CLASSES[i].0 as usize] = TEMPLATE_CLASSES[i].1;
        i += 1;
    }
    i = 0;
    while i < ENDING_CLASSES.len() {
        classes[ENDING_CLASSES[i].0 as usize] = ENDING_CLASSES[i].1;
        i += 1;
    }
    classes
};

// -------------------------------------------------------------------------------------------------------------------------------- Marks

/// Diacritics of one letter, four bits: one of seven vowel signs, and [`SHADDA`].
pub(crate) const FATHA: u8 = 1;
pub(crate) const KASRA: u8 = 2;
pub(crate) const DAMMA: u8 = 3;
pub(crate) const SUKUN: u8 = 4;
pub(crate) const FATHATAN: u8 = 5;
pub(crate) const KASRATAN: u8 = 6;
pub(crate) const DAMMATAN: u8 = 7;
pub(crate) const SHADDA: u8 = 8;
/// The bits of the vowel sign.
pub(crate) const VOWEL_SIGN: u8 = 7;
pub(crate) const DAGGER_ALEF: char = '\u{670}';

/// Returns the bits of a diacritic, in its own encoding or as a presentation form; 0 for all other characters.
#[inline]
pub(crate) const fn mark_bits(c: char) -> u8 {
    match c {
        '\u{64E}' | '\u{FE76}' | '\u{FE77}' => FATHA,
        '\u{650}' | '\u{FE7A}' | '\u{FE7B}' => KASRA,
        '\u{64F}' | '\u{FE78}' | '\u{FE79}' => DAMMA,
        '\u{652}' | '\u{FE7E}' | '\u{FE7F}' => SUKUN,
        '\u{64B}' | '\u{FE70}' | '\u{FE71}' => FATHATAN,
        '\u{64D}' | '\u{FE74}' => KASRATAN,
        '\u{64C}' | '\u{FE72}' => DAMMATAN,
        '\u{651}' | '\u{FE7C}' | '\u{FE7D}' => SHADDA,
        _ => 0,
    }
}

/// A vocalization packs the marks of up to fourteen letters, four bits a letter, the first letter lowest. The bits from here are the vowel
/// of the prefix letter of a present (يَـ or يُـ), 0 for all stems that are no present.
pub(crate) const PRESENT_VOWEL_SHIFT: u32 = 56;
/// Flag of a vocalization that only broken plurals have.
pub(crate) const PLURAL_VOCALIZATION: u64 = 1 << 60;
/// Flag of a vocalization that few words have.
pub(crate) const RARE_VOCALIZATION: u64 = 1 << 61;

// -------------------------------------------------------------------------------------------------------------------------------- Slots

/// Defines slots: contexts in which a stem can occur, one bit each. A prefix, a stem and a suffix fit together if their three sets of slots
/// share one. The name is that of `templates.txt`.
macro_rules! slots {
    ($($(#[$doc:meta])* $slot:ident = $name:literal,)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the number of each slot is its place in the list")]
        enum SlotNumber { $($slot),+ }
        $($(#[$doc])* pub(crate) const $slot: u32 = 1 << SlotNumber::$slot as u32;)+
        /// The names of the slots, by bit.
        pub(crate) const SLOT_NAMES: &[&str] = &[$($name),+];
    };
}
slots! {
    /// A noun that takes every nominal ending.
    SLOT_N = "N",
    /// An adjective or participle.
    SLOT_A = "A",
    /// A verbal noun.
    SLOT_V = "V",
    /// A broken plural.
    SLOT_B = "B",
    /// A noun that occurs with ة or its plural ات only.
    SLOT_F = "F",
    /// A noun that occurs with ة only.
    SLOT_T = "T",
    /// A noun in ى without suffix.
    SLOT_E0 = "E0",
    /// A noun in ى before a pronoun, where it is ا.
    SLOT_E1 = "E1",
    /// A defective participle without article and suffix: قاض.
    SLOT_DI = "DI",
    /// A defective participle before ون and ين: قاضون.
    SLOT_DU = "DU",
    /// A name or an unknown stem.
    SLOT_X = "X",
    /// A perfect without ending: كتب.
    SLOT_P0 = "P0",
    /// A perfect before a pronoun.
    SLOT_PO = "PO",
    /// A perfect before the ت of *she*.
    SLOT_PT = "PT",
    /// A perfect before وا.
    SLOT_PW = "PW",
    /// A perfect before the ا of the dual.
    SLOT_PA = "PA",
    /// A perfect before an ending that begins with a consonant.
    SLOT_PC = "PC",
    /// A present without ending.
    SLOT_I0 = "I0",
    /// A present before a pronoun.
    SLOT_IO = "IO",
    /// A present that is a jussive only: يقل.
    SLOT_IJ = "IJ",
    /// A present before ون, وا and ين.
    SLOT_IW = "IW",
    /// A present before ان and ا.
    SLOT_IA = "IA",
    /// A present before the ن of feminine plurals.
    SLOT_IC = "IC",
    /// An imperative.
    SLOT_M = "M",
}
/// A closed word. No template has this slot.
pub(crate) const SLOT_C: u32 = 1 << 30;

// ---------------------------------------------------------------------------------------------------------------------------- Templates

/// Defines an enum whose values are numbered from 0 and named in a data file.
macro_rules! numbered {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $type { $($(#[$variant_doc])* $variant),+ }

        impl $type {
            /// All values, by number.
            pub(crate) const ALL: &[$type] = &[$($type::$variant),+];
            /// The names in the data files, by number.
            pub(crate) const NAMES: &[&str] = &[$($name),+];

            /// Returns the value with a number. Panics on others; it is evaluated at compile time.
            #[allow(clippy::indexing_slicing, reason = "evaluated at compile time")]
            pub(crate) const fn from_number(number: u8) -> $type {
                $type::ALL[number as usize]
            }
        }
    };
}

numbered! {
    /// How the radicals of a template are found in a stem, and what the radicals are that the stem does not show.
    Fill {
        /// The stem shows three radicals.
        Sound = "s",
        /// The stem shows four radicals.
        Quadriliteral = "q",
        /// The third radical equals the second.
        Geminate = "g",
        /// The second radical is hidden and is و or ي.
        Hollow = "o",
        /// The second radical is hidden and is و.
        HollowWaw = "ow",
        /// The second radical is hidden and is ي.
        HollowYeh = "oy",
        /// The third radical is hidden and is و or ي.
        Defective = "d",
        /// The third radical is hidden and is و.
        DefectiveWaw = "dw",
        /// The third radical is hidden and is ي.
        DefectiveYeh = "dy",
        /// The first radical is hidden and is و.
        InitialWaw = "w",
        /// The first radical is hidden and is ء.
        InitialHamza = "h",
        /// The first radical is hidden and is و; the third is hidden and is و or ي.
        InitialWawDefective = "wd",
        /// The template names its root.
        Fixed = "r",
        /// The first radical is hidden and is ي.
        InitialYeh = "y",
    }
}

numbered! {
    /// The word that a template makes: a kind of noun, or a verb of one of the thirteen forms.
    TemplateKind {
        /// A noun.
        Noun = "n",
        /// An adjective or participle.
        Adjective = "a",
        /// A verbal noun.
        VerbalNoun = "m",
        /// A broken plural.
        Plural = "p",
        I = "I",
        II = "II",
        III = "III",
        IV = "IV",
        V = "V",
        VI = "VI",
        VII = "VII",
        VIII = "VIII",
        IX = "IX",
        X = "X",
        Q1 = "Q1",
        Q2 = "Q2",
        Q4 = "Q4",
    }
}

impl TemplateKind {
    /// Returns whether it is a verb form.
    #[inline(always)]
    pub(crate) const fn is_verb(self) -> bool {
        self as u8 >= TemplateKind::I as u8
    }
}

/// Flags of [`Template::root_classes`].
///
/// A weak second radical costs nothing extra.
pub(crate) const ALLOWS_HOLLOW: u8 = 1;
/// Equal second and third radicals cost nothing extra.
pub(crate) const ALLOWS_GEMINATE: u8 = 2;
/// A weak third radical is possible.
pub(crate) const ALLOWS_DEFECTIVE: u8 = 4;
/// The last letter is ى.
pub(crate) const ENDS_IN_MAKSURA: u8 = 8;
/// The first letter is أ, so a word written with إ is another one.
pub(crate) const BEGINS_WITH_HAMZA_ABOVE: u8 = 16;
/// The first letter is إ, so a word written with أ is another one.
pub(crate) const BEGINS_WITH_HAMZA_BELOW: u8 = 32;
/// The letters of the option `+` in `templates.txt`, in the order of the flags.
pub(crate) const ROOT_CLASS_LETTERS: &str = "ogd";

/// The bit offset of a radical that the stem does not show: it is above all codes of a stem, where the bits are 0.
pub(crate) const HIDDEN_RADICAL: u32 = 60;
/// The value of [`Template::fourth`] of a template without a fourth radical, a repeated third one, or a weak shape.
pub(crate) const NO_FOURTH: u32 = 15;

/// Shapes of stems in which the letters hide a weak radical, so that several roots compete; digits are radicals. `hollow.txt` lists the
/// roots that win, by these names.
pub(crate) const WEAK_SHAPES: [&str; 5] = ["1ا3", "13", "1ي3", "1يا3", "defective"];
pub(crate) const WEAK_SHAPE_ALEF: u32 = 0;
pub(crate) const WEAK_SHAPE_SHORT: u32 = 1;
pub(crate) const WEAK_SHAPE_YEH: u32 = 2;
pub(crate) const WEAK_SHAPE_YEH_ALEF: u32 = 3;
pub(crate) const WEAK_SHAPE_DEFECTIVE: u32 = 4;
/// Added to the weak shape of a template that has more letters than the shape.
pub(crate) const LONGER_WEAK_SHAPE: u32 = 8;

/// A template: a pattern of letters and radicals. The letters are stored with the [`Shape`] that lists the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// How the radicals are found.
    pub(crate) fill: Fill,
    /// The bit offsets of three radicals in the codes of a stem, a byte each, the first lowest; [`HIDDEN_RADICAL`] for one that is not shown. For the
    /// highest byte see [`Template::fourth`].
    pub(crate) offsets: u32,
    /// The slots of the stem.
    pub(crate) slots: u32,
    /// The cost, in tenths.
    pub(crate) cost: i16,
    pub(crate) kind: TemplateKind,
    /// The classes of roots that cost nothing extra, and the spelling of the first and the last letter.
    pub(crate) root_classes: u8,
    /// The position of the pattern of the lemma in [`Section::LemmaStarts`]; 0 is the stem itself.
    pub(crate) lemma: u8,
    /// The position of a set of first radicals in [`Section::FirstRadicals`], 0 for all; of a template of [`Fill::Fixed`], the position of its root.
    pub(crate) first: u8,
    /// A number below 32 that templates of one shape share if they find their radicals in the same way.
    pub(crate) radicals_number: u8,
}

impl Template {
    /// The number of bytes of a row.
    pub(crate) const BYTES: usize = 16;

    /// Returns the position of a fourth radical or of a repeated third one among the letters of a stem; of a template that hides a radical, the
    /// weak shape; [`NO_FOURTH`] otherwise.
    #[inline(always)]
    pub(crate) const fn fourth(&self) -> u32 {
        self.offsets >> 24
    }

    /// Reads a row.
    pub(crate) const fn from_bytes(b: &[u8; Template::BYTES]) -> Template {
        Template {
            offsets: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
            slots: u32::from_le_bytes([b[4], b[5], b[6], b[7]]),
            cost: i16::from_le_bytes([b[8], b[9]]),
            fill: Fill::from_number(b[10]),
            kind: TemplateKind::from_number(b[11]),
            root_classes: b[12],
            lemma: b[13],
            first: b[14],
            radicals_number: b[15],
        }
    }

    /// Returns the row as bytes.
    pub(crate) const fn to_bytes(self) -> [u8; Template::BYTES] {
        let (o, s, c) = (self.offsets.to_le_bytes(), self.slots.to_le_bytes(), self.cost.to_le_bytes());
        let Template { fill, kind, root_classes, lemma, first, radicals_number, .. } = self;
        [o[0], o[1], o[2], o[3], s[0], s[1], s[2], s[3], c[0], c[1], fill as u8, kind as u8, root_classes, lemma, first, radicals_number]
    }
}

// ------------------------------------------------------------------------------------------------------------------------------- Shapes

/// A shape: the letters of one or more templates, with the positions of the radicals between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// The number of its first template.
    pub(crate) first: u16,
    /// The number of its templates.
    pub(crate) count: u8,
    /// The positions of its letters, as bits.
    pub(crate) letters: u8,
    /// The least cost of a stem by one of its templates.
    pub(crate) least: i16,
    /// The union of the slots of its templates.
    pub(crate) slots: u32,
}

impl Shape {
    /// The number of bytes of a row.
    pub(crate) const BYTES: usize = 12;

    /// The sentinel that ends each list of shapes: every stem matches it and its cost exceeds every limit, so the loop needs no bounds check.
    pub(crate) const END: Shape = Shape { first: 0, count: 0, letters: 0, least: i16::MAX, slots: u32::MAX };

    /// Reads a row.
    pub(crate) const fn from_bytes(b: &[u8; Shape::BYTES]) -> Shape {
        Shape {
            first: u16::from_le_bytes([b[0], b[1]]),
            count: b[2],
            letters: b[3],
            least: i16::from_le_bytes([b[4], b[5]]),
            slots: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
        }
    }

    /// Returns the row as bytes.
    pub(crate) const fn to_bytes(self) -> [u8; Shape::BYTES] {
        let (f, l, s) = (self.first.to_le_bytes(), self.least.to_le_bytes(), self.slots.to_le_bytes());
        [f[0], f[1], self.count, self.letters, l[0], l[1], 0, 0, s[0], s[1], s[2], s[3]]
    }
}

/// The discount on the present of form IV for roots with [`ROOT_PRESENT_IS_IV`], in tenths: it is part of [`Shape::least`].
pub(crate) const PRESENT_IV_DISCOUNT: i16 = 8;

/// The number of letters of a stem that are compared with shapes at once; no shape has more.
pub(crate) const SHAPE_LETTERS: usize = 7;
/// Each shape is one bit of a few words of 64 bits.
pub(crate) const SHAPE_WORDS: usize = 4;
pub(crate) const SHAPES_PER_WORD: usize = 64;
/// The bit of [`Shape::END`] in each word.
pub(crate) const END_BIT: u64 = 1 << (SHAPES_PER_WORD - 1);
/// The word that has the shapes of lengths with more shapes than one word has bits.
pub(crate) const OVERFLOW_WORD: usize = 2;

/// A stem that a template names letter by letter, as one number: codes and number of letters, then the number of its first template and the
/// number of its templates. The rows are sorted.
pub(crate) const WHOLE_STEM_SHIFT: u32 = 16;
pub(crate) const WHOLE_STEM_LENGTH_SHIFT: u32 = 40;
pub(crate) const WHOLE_STEM_FIRST_SHIFT: u32 = 6;
pub(crate) const WHOLE_STEM_COUNT_MASK: u64 = 63;
pub(crate) const WHOLE_STEM_FIRST_MASK: u64 = 1023;

// -------------------------------------------------------------------------------------------------------------------------------- Roots

/// The tier of a root in its byte: 1 frequent, 2 normal, 3 rare, 0 no root.
pub(crate) const ROOT_TIER: u8 = 3;
/// The bit of a root whose present without vowels is mostly of form IV.
pub(crate) const ROOT_PRESENT_IS_IV: u8 = 4;
/// From this bit on, a bit for each weak shape in which another root is likelier.
pub(crate) const ROOT_LOSES_SHIFT: u32 = 3;

// ------------------------------------------------------------------------------------------------------------------------------ Lexicon

/// Flags of a lexicon entry.
pub(crate) mod flag {
    /// A closed word.
    pub(crate) const CLOSED: u16 = 1;
    /// A closed word that may follow ب, ل or ك.
    pub(crate) const AFTER_PREPOSITION: u16 = 2;
    /// A closed word that takes pronouns.
    pub(crate) const TAKES_PRONOUN: u16 = 4;
    /// A name or loan word.
    pub(crate) const NAME: u16 = 8;
    /// A plural that is listed with its singular.
    pub(crate) const PLURAL: u16 = 16;
    /// The stem of a listed plural in ة.
    pub(crate) const PLURAL_TEH: u16 = 32;
    /// The stem of a listed noun in ة.
    pub(crate) const FEMININE: u16 = 64;
    /// A word whose initial و is no conjunction.
    pub(crate) const WAW: u16 = 128;
    /// A root of four radicals.
    pub(crate) const QUADRILITERAL: u16 = 256;
    /// A stem that a template names letter by letter, so [`Section::WholeStems`] is searched.
    pub(crate) const STEM: u16 = 512;
    /// A closed word that is also a noun with a root.
    pub(crate) const ROOT: u16 = 1024;
    /// A loan word.
    pub(crate) const LOAN: u16 = 2048;
    /// A closed word in ى.
    pub(crate) const MAKSURA: u16 = 4096;
    /// The search sets this for a stem that begins as كان does. No entry has it.
    pub(crate) const KANA: u16 = 8192;
    /// The search sets this for a stem that begins with الت and is in a word with ى, as التقى does. No entry has it.
    pub(crate) const ILTAQA: u16 = 16384;
    /// Both flags of plurals.
    pub(crate) const PLURALS: u16 = PLURAL | PLURAL_TEH;
}

/// The number of letters of the longest word of the lexicon; a key has five bits a letter.
pub(crate) const LEXICON_LETTERS: usize = 12;
pub(crate) const LEXICON_KEY_BITS: u32 = LEXICON_LETTERS as u32 * CODE_BITS;
/// The number of high bits of a hash that select a bucket.
pub(crate) const LEXICON_BUCKET_BITS: u32 = 12;
/// The number of high bits of a hash that select a bit of the filter: eleven bits a word, so few other stems pass.
pub(crate) const LEXICON_FILTER_BITS: u32 = 17;

/// Returns the lexicon key of the packed codes of a stem: an initial ء or ءا is ا.
#[inline(always)]
pub(crate) const fn lexicon_key(stem: u64) -> u64 {
    match stem & 1023 {
        x if x == (ALEF as u64) << 5 | HAMZA as u64 => stem >> 5,
        x if x & 31 == HAMZA as u64 => stem & !31 | ALEF as u64,
        _ => stem,
    }
}

/// Returns the hash of a lexicon key. Multiplication by an odd number modulo a power of two is a bijection, so two keys never share a hash.
#[inline(always)]
pub(crate) const fn lexicon_hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) & ((1 << LEXICON_KEY_BITS) - 1)
}

// ------------------------------------------------------------------------------------------------------------------------------- File

/// The number in the header of `tables.bin`. A crate with another number does not compile with the file.
pub(crate) const FORMAT_VERSION: u32 = 1;
/// The first bytes of `tables.bin`.
pub(crate) const MAGIC: [u8; 4] = *b"kmrf";

numbered! {
    /// The sections of `tables.bin`. The file is [`MAGIC`], [`FORMAT_VERSION`], for each section its offset and its length in bytes, then the
    /// sections. All numbers are little-endian; the numbers of the header have 32 bits.
    Section {
        /// u8 by three codes of five bits, the first radical highest: tier and flags of a root.
        Roots = "roots",
        /// Rows of [`Template`]: those of one shape together, the cheaper ones first.
        Templates = "templates",
        /// u16 by template: the start of its pattern in `tables.txt`.
        PatternStarts = "pattern-starts",
        /// u16 by template and one more: the start of its vocalizations.
        VocalizationStarts = "vocalization-starts",
        /// u64: vocalizations of templates.
        Vocalizations = "vocalizations",
        /// u16: the number of the template 123 of nouns of three letters.
        ThreeLetterNoun = "three-letter-noun",
        /// Rows of [`Shape`] by word and bit.
        Shapes = "shapes",
        /// Three u64 by the number of letters of a stem: the word that has the shapes of this length, their bits in it, their bits in
        /// [`OVERFLOW_WORD`].
        ShapeLengths = "shape-lengths",
        /// u64 by position, letter class and word: the shapes that have such a letter in this position, have a radical there, or are shorter.
        ShapeMasks = "shape-masks",
        /// u64: whole stems, sorted.
        WholeStems = "whole-stems",
        /// u16: the starts in `tables.txt` of the patterns of lemmas that templates name.
        LemmaStarts = "lemma-starts",
        /// u32: sets of first radicals as bits by code, and roots that templates name.
        FirstRadicals = "first-radicals",
        /// One bit for each value of the [`LEXICON_FILTER_BITS`] high bits of a hash that a word has.
        LexiconFilter = "lexicon-filter",
        /// u16 by bucket and one more: the number of the first word of the bucket.
        LexiconStarts = "lexicon-starts",
        /// u32 by word: bits 0–31 of its hash.
        LexiconLow = "lexicon-low",
        /// u16 by word: bits 32–47 of its hash. The bucket has the others.
        LexiconHigh = "lexicon-high",
        /// u8 by word: the position of its flags in [`Section::FlagSets`].
        LexiconFlags = "lexicon-flags",
        /// u16: all combinations of flags.
        FlagSets = "flag-sets",
        /// Two u16: the number of a word, counted from 1, and the start of its singular in `tables.txt`; sorted.
        Singulars = "singulars",
        /// Two u64: the lexicon key and a vocalization of a closed word or an irregular stem; sorted by key.
        ClosedVocalizations = "closed-vocalizations",
    }
}

impl Section {
    /// The offset in the header of the offset and length of a section.
    pub(crate) const fn header_offset(self) -> usize {
        8 + 8 * self as usize
    }

    /// The number of bytes of the header.
    pub(crate) const HEADER: usize = 8 + 8 * Section::ALL.len();
}

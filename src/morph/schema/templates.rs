//! The data of templates, and the bits of the byte that the table of roots stores for each root. A template is a pattern of letters and
//! radicals, such as م123 for مكتب. The digits are the radicals.

use super::numbered::numbered;

numbered! {
    /// The rule by which the radicals of a stem are found. A radical is hidden if the pattern of the template has no digit for this
    /// radical. For example, the pattern `1ا3` of قال hides the second radical و. The rule determines the value of a hidden radical.
    Fill {
        /// All three radicals are letters of the stem: كتب.
        Sound = "s",
        /// All four radicals are letters of the stem: ترجم.
        Quadriliteral = "q",
        /// The third radical equals the second radical. The stem writes the two radicals as one letter (مدّ) or as two letters.
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
        /// The first radical is hidden and is و. The third radical is also hidden and is و or ي.
        InitialWawDefective = "wd",
        /// The template has no radicals. Its letters are one whole stem. The root of this stem is listed, or the stem has no root.
        Fixed = "r",
        /// The first radical is hidden and is ي.
        InitialYeh = "y",
    }
}

numbered! {
    /// The kind of the words that a template forms: one of four nominal kinds, or one of the thirteen verb forms.
    #[allow(clippy::upper_case_acronyms, reason = "the forms of verbs have Roman numbers")]
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
    /// Returns whether this kind is one of the thirteen verb forms.
    #[inline(always)]
    pub(crate) const fn is_verb(self) -> bool {
        self as u8 >= TemplateKind::I as u8
    }
}

/// The constants from [`ALLOWS_HOLLOW`] to [`SHOWS_VOWEL`] are the flags of the field [`Template::root_classes`].
///
/// If this flag is set, a root with a weak second radical (و or ي) has no additional cost in a template with [`Fill::Sound`].
pub(crate) const ALLOWS_HOLLOW: u8 = 1;
/// If this flag is set, a root with equal second and third radicals has no additional cost in a template with [`Fill::Sound`].
pub(crate) const ALLOWS_GEMINATE: u8 = 2;
/// If this flag is set, the template accepts roots with a weak third radical. Without this flag, a template with [`Fill::Sound`],
/// [`Fill::InitialWaw`], [`Fill::InitialHamza`] or [`Fill::InitialYeh`] rejects these roots.
pub(crate) const ALLOWS_DEFECTIVE: u8 = 4;
/// This flag is set if the last letter of the template is ى.
pub(crate) const ENDS_IN_MAKSURA: u8 = 8;
/// This flag is set if the first letter of the template is أ. A word that is written with إ instead has an additional cost.
pub(crate) const BEGINS_WITH_HAMZA_ABOVE: u8 = 16;
/// This flag is set if the first letter of the template is إ. A word that is written with أ instead has an additional cost.
pub(crate) const BEGINS_WITH_HAMZA_BELOW: u8 = 32;
/// This flag is set if the stems of the template are diptotes: they have no tanwin, so their indefinite nominative ends in a short u: أَقْدَمُ.
pub(crate) const DIPTOTE: u8 = 64;
/// This flag is set if the last letter of the template shows a vowel that belongs to the verb of form I: يبقى and يبني. See
/// [`LEXEME_PRESENT_IN_ALEF`](super::LEXEME_PRESENT_IN_ALEF).
pub(crate) const SHOWS_VOWEL: u8 = 128;
/// The letters of the option `+` in `templates.txt`. The letter with the index `i` sets the flag `1 << i`: `o` is [`ALLOWS_HOLLOW`], `g` is
/// [`ALLOWS_GEMINATE`], and `d` is [`ALLOWS_DEFECTIVE`].
pub(crate) const ROOT_CLASS_LETTERS: &str = "ogd";

/// The bit offset of a hidden radical in [`Template::offsets`]. The packed codes of a stem have at most twelve codes of five bits, so the
/// bits from bit 60 on are 0. Therefore the code at this offset is 0.
pub(crate) const HIDDEN_RADICAL: u32 = 60;
/// The result of [`Template::fourth`] if the template has no fourth radical, no repeated third radical and no weak shape (see
/// [`WEAK_SHAPES`]).
pub(crate) const NO_FOURTH: u32 = 15;

/// The names of the weak shapes. A stem of a weak shape hides a radical, so the stem may belong to several roots. The digits are radicals.
/// The file `hollow.txt` has one section for each weak shape. Each line of a section lists roots with the same letters in this shape, the
/// likeliest root first.
pub(crate) const WEAK_SHAPES: [&str; 5] = ["1ا3", "13", "1ي3", "1يا3", "defective"];
pub(crate) const WEAK_SHAPE_ALEF: u32 = 0;
pub(crate) const WEAK_SHAPE_SHORT: u32 = 1;
pub(crate) const WEAK_SHAPE_YEH: u32 = 2;
pub(crate) const WEAK_SHAPE_YEH_ALEF: u32 = 3;
pub(crate) const WEAK_SHAPE_DEFECTIVE: u32 = 4;
/// If a template has more letters than its weak shape, [`Template::fourth`] returns the number of the weak shape plus this number. The low
/// three bits of the sum are the number of the weak shape.
pub(crate) const LONGER_WEAK_SHAPE: u32 = 8;

/// The data of a template. The letters of the pattern are stored separately, in the `Shape` of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// The rule by which the radicals are found in the stem.
    pub(crate) fill: Fill,
    /// Four bytes. The lowest byte is the bit offset of the first radical in the packed codes of a stem. The second and the third byte are
    /// the offsets of the second and the third radical. The offset of a hidden radical is [`HIDDEN_RADICAL`]. The highest byte is the
    /// result of [`Template::fourth`].
    pub(crate) offsets: u32,
    /// The slots of the stems that have this template. A slot is a context in which a stem can occur.
    pub(crate) slots: u32,
    /// The cost of the template for a root whose word the dictionary lists, in tenths.
    pub(crate) cost: i16,
    /// The additional cost for a root whose word the dictionary does not list, in tenths.
    pub(crate) unlisted: i16,
    pub(crate) kind: TemplateKind,
    /// The flags from [`ALLOWS_HOLLOW`] to [`SHOWS_VOWEL`]: the classes of roots that the template allows, and the spelling of
    /// the first and the last letter.
    pub(crate) root_classes: u8,
    /// The index of the lemma pattern in `Section::LemmaStarts`. 0 means that the lemma is the stem itself.
    pub(crate) lemma: u8,
    /// An index in `Section::FirstRadicals`. The value at this index is the set of the allowed first radicals; index 0 allows every first
    /// radical. For a template with [`Fill::Fixed`], the value is the root instead; at index 0, this root is 0, which means no root.
    pub(crate) first: u8,
    /// A number below 32. If two templates of one shape have equal fields `fill`, `offsets` and `first`, they have the same number, because
    /// they find the same root in a stem.
    pub(crate) radicals_number: u8,
}

impl Template {
    /// The number of bytes of a template in `tables.bin`.
    pub(crate) const BYTES: usize = 16;

    /// Returns one of four values:
    ///
    /// - If the template has four radicals, the position of the fourth radical among the letters of a stem, counted from 0.
    /// - If the pattern contains the third radical twice, the position of the second occurrence.
    /// - If the fill is [`Fill::Geminate`] or its name begins with `Hollow` or `Defective`, the number of the weak shape of the template.
    ///   If the template has more letters than this shape, [`LONGER_WEAK_SHAPE`] is added.
    /// - Otherwise [`NO_FOURTH`].
    #[inline(always)]
    pub(crate) const fn fourth(&self) -> u32 {
        self.offsets >> 24
    }

    /// Returns the template that [`Template::to_bytes`] has stored in the bytes.
    pub(crate) const fn from_bytes(b: &[u8; Template::BYTES]) -> Template {
        Template {
            offsets: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
            slots: u32::from_le_bytes([b[4], b[5], b[6], b[7]]),
            cost: b[8].cast_signed() as i16,
            unlisted: b[9] as i16,
            fill: Fill::from_number(b[10]),
            kind: TemplateKind::from_number(b[11]),
            root_classes: b[12],
            lemma: b[13],
            first: b[14],
            radicals_number: b[15],
        }
    }

    /// Returns the template as bytes for `tables.bin`.
    pub(crate) const fn to_bytes(self) -> [u8; Template::BYTES] {
        let (o, s, c) = (self.offsets.to_le_bytes(), self.slots.to_le_bytes(), [self.cost as u8, self.unlisted as u8]);
        let Template { fill, kind, root_classes, lemma, first, radicals_number, .. } = self;
        [o[0], o[1], o[2], o[3], s[0], s[1], s[2], s[3], c[0], c[1], fill as u8, kind as u8, root_classes, lemma, first, radicals_number]
    }
}

/// The cost, in tenths, that a word of a root has if the dictionary does not list it.
pub(crate) const UNLISTED_COST: i16 = 22;

/// The bits of a root's byte that contain the tier of the root: 1 is frequent, 2 is normal, and 3 is rare. 0 means that `roots.txt` does
/// not list this root.
pub(crate) const ROOT_TIER: u8 = 3;
/// This bit of a root's byte is set if a present of this root that is written without vowels is more often form IV than form I: يخرج.
pub(crate) const ROOT_PRESENT_IS_IV: u8 = 4;
/// The position of the lowest of the five highest bits of a root's byte. There is one bit for each weak shape. The bit `ROOT_LOSES_SHIFT +
/// i` is set if another root is likelier in the shape `WEAK_SHAPES[i]`.
pub(crate) const ROOT_LOSES_SHIFT: u32 = 3;

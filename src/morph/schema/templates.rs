//! The rows of templates, and the layout of the byte that the table of roots stores for each root.

use super::numbered::numbered;

numbered! {
    /// How the radicals of a template are found in a stem. A radical is hidden if the pattern of the template has no digit for this radical, for
    /// example the second radical و of قال (pattern `1ا3`). The value of a hidden radical follows from this enum.
    Fill {
        /// All three radicals are letters of the stem: كتب.
        Sound = "s",
        /// All four radicals are letters of the stem: ترجم.
        Quadriliteral = "q",
        /// The third radical equals the second radical, and the stem writes both as one letter: مدّ.
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
        /// The template has no radicals. Its letters are one whole stem, and the root of this stem is listed.
        Fixed = "r",
        /// The first radical is hidden and is ي.
        InitialYeh = "y",
    }
}

numbered! {
    /// The kind of the words that a template forms: a kind of noun, or a verb in one of the thirteen verb forms.
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

/// Flags of the field [`Template::root_classes`].
///
/// This flag is set if a root with a weak second radical (و or ي) has no additional cost in the template.
pub(crate) const ALLOWS_HOLLOW: u8 = 1;
/// This flag is set if a root with equal second and third radicals has no additional cost in the template.
pub(crate) const ALLOWS_GEMINATE: u8 = 2;
/// This flag is set if the template accepts roots with a weak third radical. Without this flag, a template that shows three radicals rejects
/// them.
pub(crate) const ALLOWS_DEFECTIVE: u8 = 4;
/// This flag is set if the last letter of the template is ى.
pub(crate) const ENDS_IN_MAKSURA: u8 = 8;
/// This flag is set if the first letter of the template is أ. A word that is written with إ instead has an additional cost.
pub(crate) const BEGINS_WITH_HAMZA_ABOVE: u8 = 16;
/// This flag is set if the first letter of the template is إ. A word that is written with أ instead has an additional cost.
pub(crate) const BEGINS_WITH_HAMZA_BELOW: u8 = 32;
/// The letters that the option `+` in `templates.txt` may contain. Letter `i` sets the flag `1 << i`: [`ALLOWS_HOLLOW`], [`ALLOWS_GEMINATE`] and
/// [`ALLOWS_DEFECTIVE`].
pub(crate) const ROOT_CLASS_LETTERS: &str = "ogd";

/// The bit offset that [`Template::offsets`] stores for a hidden radical. The packed codes of a stem have at most twelve codes of five bits, so
/// the bits from bit 60 on are 0.
pub(crate) const HIDDEN_RADICAL: u32 = 60;
/// The value of [`Template::fourth`] if the template has no fourth radical, no repeated third radical and no weak shape.
pub(crate) const NO_FOURTH: u32 = 15;

/// The weak shapes: shapes of stems that hide a weak radical, so that a stem may belong to several roots. The digits are radicals. `hollow.txt`
/// uses these names and lists for each shape the roots that are likelier than the other roots with the same letters.
pub(crate) const WEAK_SHAPES: [&str; 5] = ["1ا3", "13", "1ي3", "1يا3", "defective"];
pub(crate) const WEAK_SHAPE_ALEF: u32 = 0;
pub(crate) const WEAK_SHAPE_SHORT: u32 = 1;
pub(crate) const WEAK_SHAPE_YEH: u32 = 2;
pub(crate) const WEAK_SHAPE_YEH_ALEF: u32 = 3;
pub(crate) const WEAK_SHAPE_DEFECTIVE: u32 = 4;
/// A template with more letters than its weak shape stores the number of the shape plus this number. The low three bits still contain the number
/// of the shape.
pub(crate) const LONGER_WEAK_SHAPE: u32 = 8;

/// A row of a template: a pattern of letters and radicals. The letters of the pattern are stored separately, in the `Shape` of the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// The rule by which the radicals are found in the stem.
    pub(crate) fill: Fill,
    /// Four bytes. The three lower bytes are the bit offsets of the first, second and third radical in the packed codes of a stem, with the first
    /// radical in the lowest byte. The offset of a hidden radical is [`HIDDEN_RADICAL`]. The highest byte is [`Template::fourth`].
    pub(crate) offsets: u32,
    /// The slots (contexts in which a stem can occur) of a stem that has this template.
    pub(crate) slots: u32,
    /// The cost of the template, in tenths.
    pub(crate) cost: i16,
    pub(crate) kind: TemplateKind,
    /// The flags [`ALLOWS_HOLLOW`] to [`BEGINS_WITH_HAMZA_BELOW`]: the classes of roots without an additional cost, and the spelling of the first
    /// and the last letter.
    pub(crate) root_classes: u8,
    /// The index of the lemma's pattern in `Section::LemmaStarts`. 0 means that the lemma is the stem itself.
    pub(crate) lemma: u8,
    /// The index in `Section::FirstRadicals` of the set of allowed first radicals; index 0 allows every first radical. For a template with
    /// [`Fill::Fixed`], the index in `Section::FirstRadicals` of the root.
    pub(crate) first: u8,
    /// A number below 32. Two templates of one shape have the same number if their fields `fill`, `offsets` and `first` are equal.
    pub(crate) radicals_number: u8,
}

impl Template {
    /// The size of the row of a template, in bytes.
    pub(crate) const BYTES: usize = 16;

    /// Returns the position of the fourth radical, or of the repeated third radical, counted from 0 among the letters of a stem. If the template
    /// hides a radical, returns the number of its weak shape instead. If the template has none of the three, returns [`NO_FOURTH`].
    #[inline(always)]
    pub(crate) const fn fourth(&self) -> u32 {
        self.offsets >> 24
    }

    /// Returns the template that is stored in the bytes of a row.
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

    /// Returns the template as the bytes of its row.
    pub(crate) const fn to_bytes(self) -> [u8; Template::BYTES] {
        let (o, s, c) = (self.offsets.to_le_bytes(), self.slots.to_le_bytes(), self.cost.to_le_bytes());
        let Template { fill, kind, root_classes, lemma, first, radicals_number, .. } = self;
        [o[0], o[1], o[2], o[3], s[0], s[1], s[2], s[3], c[0], c[1], fill as u8, kind as u8, root_classes, lemma, first, radicals_number]
    }
}

/// The bits of a root's byte that contain the tier of the root: 1 is frequent, 2 is normal, 3 is rare, 0 is no root of the language.
pub(crate) const ROOT_TIER: u8 = 3;
/// This bit of a root's byte is set if a present of this root without vowels is more often form IV than form I: يخرج.
pub(crate) const ROOT_PRESENT_IS_IV: u8 = 4;
/// The lowest of the five bits of a root's byte for weak shapes. Bit `ROOT_LOSES_SHIFT + i` is set if another root is likelier in the shape
/// `WEAK_SHAPES[i]`.
pub(crate) const ROOT_LOSES_SHIFT: u32 = 3;

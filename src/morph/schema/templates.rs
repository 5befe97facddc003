//! Templates, and the layout of the byte of a root.

use super::numbered::numbered;

numbered! {
    /// How the radicals of a template are found in a stem, and the values of the radicals that the stem does not show.
    Fill {
        /// The stem shows three radicals.
        Sound = "s",
        /// The stem shows four radicals.
        Quadriliteral = "q",
        /// The third radical equals the second radical.
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
        /// The template contains the letters of one fixed root.
        Fixed = "r",
        /// The first radical is hidden and is ي.
        InitialYeh = "y",
    }
}

numbered! {
    /// The kind of word that a template makes: a kind of noun, or a verb of one of the thirteen forms.
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
    /// Returns whether the kind is a verb form.
    #[inline(always)]
    pub(crate) const fn is_verb(self) -> bool {
        self as u8 >= TemplateKind::I as u8
    }
}

/// Flags of [`Template::root_classes`].
///
/// A root with a weak second radical has no extra cost.
pub(crate) const ALLOWS_HOLLOW: u8 = 1;
/// A root with equal second and third radicals has no extra cost.
pub(crate) const ALLOWS_GEMINATE: u8 = 2;
/// A root may have a weak third radical.
pub(crate) const ALLOWS_DEFECTIVE: u8 = 4;
/// The last letter is ى.
pub(crate) const ENDS_IN_MAKSURA: u8 = 8;
/// The first letter is أ. A word that is written with إ has an extra cost.
pub(crate) const BEGINS_WITH_HAMZA_ABOVE: u8 = 16;
/// The first letter is إ. A word that is written with أ has an extra cost.
pub(crate) const BEGINS_WITH_HAMZA_BELOW: u8 = 32;
/// The letters of the option `+` in `templates.txt`, in the order of the flags [`ALLOWS_HOLLOW`] to [`ALLOWS_DEFECTIVE`].
pub(crate) const ROOT_CLASS_LETTERS: &str = "ogd";

/// The bit offset of a radical that the stem does not show. This offset is above all codes of a stem, so the bits there are 0.
pub(crate) const HIDDEN_RADICAL: u32 = 60;
/// The value of [`Template::fourth`] for a template without a fourth radical, a repeated third radical and a weak shape.
pub(crate) const NO_FOURTH: u32 = 15;

/// The shapes of stems that hide a weak radical, so that several roots compete. The digits are radicals. `hollow.txt` lists the roots that win in
/// each shape, and uses these names.
pub(crate) const WEAK_SHAPES: [&str; 5] = ["1ا3", "13", "1ي3", "1يا3", "defective"];
pub(crate) const WEAK_SHAPE_ALEF: u32 = 0;
pub(crate) const WEAK_SHAPE_SHORT: u32 = 1;
pub(crate) const WEAK_SHAPE_YEH: u32 = 2;
pub(crate) const WEAK_SHAPE_YEH_ALEF: u32 = 3;
pub(crate) const WEAK_SHAPE_DEFECTIVE: u32 = 4;
/// This number is added to the weak shape of a template that has more letters than the shape.
pub(crate) const LONGER_WEAK_SHAPE: u32 = 8;

/// A template: a pattern of letters and radicals. The `Shape` that lists the template contains the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// How the radicals are found in the stem.
    pub(crate) fill: Fill,
    /// The bit offsets of three radicals in the codes of a stem: one byte for each radical, the first radical in the lowest byte. The offset of a
    /// radical that the stem does not show is [`HIDDEN_RADICAL`]. [`Template::fourth`] is the highest byte.
    pub(crate) offsets: u32,
    /// The slots of a stem that has this template.
    pub(crate) slots: u32,
    /// The cost of the template, in tenths.
    pub(crate) cost: i16,
    pub(crate) kind: TemplateKind,
    /// The classes of roots without an extra cost, and the spelling of the first and the last letter.
    pub(crate) root_classes: u8,
    /// The index in `Section::LemmaStarts` of the pattern of the lemma. 0 means that the lemma is the stem itself.
    pub(crate) lemma: u8,
    /// The index in `Section::FirstRadicals` of the set of allowed first radicals; 0 allows all. For [`Fill::Fixed`], the index of the root.
    pub(crate) first: u8,
    /// A number below 32. Templates of one shape share this number if they find their radicals in the same way.
    pub(crate) radicals_number: u8,
}

impl Template {
    /// The size of a row, in bytes.
    pub(crate) const BYTES: usize = 16;

    /// Returns the position, among the letters of a stem, of the fourth radical or of the repeated third radical. For a template that hides a
    /// radical, returns the weak shape. Otherwise returns [`NO_FOURTH`].
    #[inline(always)]
    pub(crate) const fn fourth(&self) -> u32 {
        self.offsets >> 24
    }

    /// Reads a template from the bytes of its row.
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

    /// Returns the bytes of the row of this template.
    pub(crate) const fn to_bytes(self) -> [u8; Template::BYTES] {
        let (o, s, c) = (self.offsets.to_le_bytes(), self.slots.to_le_bytes(), self.cost.to_le_bytes());
        let Template { fill, kind, root_classes, lemma, first, radicals_number, .. } = self;
        [o[0], o[1], o[2], o[3], s[0], s[1], s[2], s[3], c[0], c[1], fill as u8, kind as u8, root_classes, lemma, first, radicals_number]
    }
}

/// The bits of a root's byte that contain the tier: 1 frequent, 2 normal, 3 rare, 0 no root.
pub(crate) const ROOT_TIER: u8 = 3;
/// The bit of a root's byte that is set if the present without vowels is mostly of form IV: يخرج.
pub(crate) const ROOT_PRESENT_IS_IV: u8 = 4;
/// The first of the bits of a root's byte for weak shapes. The bit of a shape is set if another root is likelier in this shape.
pub(crate) const ROOT_LOSES_SHIFT: u32 = 3;

//! A row of the template table: where the radicals stand in a stem, what the stem is, and what reading it so costs.

/// A pattern of letters and radicals. The letters are in the key that finds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    /// How radicals that are not shown are found.
    pub(crate) fill: u8,
    /// Where three radicals are in the codes of a stem, in bits, a byte each; 60 is hidden. Above them the place of a fourth one, 15 if there is
    /// none, or the shape in which one is hidden.
    pub(crate) at: u32,
    /// Where the stem can stand.
    pub(crate) slots: u32,
    /// In tenths.
    pub(crate) cost: i16,
    /// Noun, adjective, verbal noun, plural, or a verb form.
    pub(crate) kind: u8,
    /// Which roots cost nothing extra, and whether the last letter is ى.
    pub(crate) free: u8,
    /// The pattern of the lemma in `LEMMAS`; 0 is the stem itself.
    pub(crate) lemma: u8,
    /// The set of first radicals in `FIRSTS`; 0 is all.
    pub(crate) first: u8,
    /// A number that templates of the same letters share if they find their radicals alike.
    pub(crate) alike: u8,
}

/// Free of charge with a weak second radical.
pub(crate) const FREE_HOLLOW: u8 = 1;
/// Free of charge with equal second and third radicals.
pub(crate) const FREE_GEMINATE: u8 = 2;
/// Possible with a weak third radical.
pub(crate) const FREE_DEFECTIVE: u8 = 4;
/// The last letter is ى.
pub(crate) const MAKSURA: u8 = 8;

/// The first letter is أ, so a written إ is another word.
pub(crate) const HAMZA_ABOVE: u8 = 16;
/// The first letter is إ, so a written أ is another word.
pub(crate) const HAMZA_BELOW: u8 = 32;

#[allow(clippy::too_many_arguments)]
pub(crate) const fn t(fill: u8, at: u32, slots: u32, cost: i16, kind: u8, free: u8, lemma: u8, first: u8, alike: u8) -> Template {
    Template { fill, at, slots, cost, kind, free, lemma, first, alike }
}

/// The fill of a template whose root is named.
pub(crate) const FIXED: u8 = 12;

/// Kinds of templates from here on are verb forms.
pub(crate) const FIRST_VERB: u8 = 4;
pub(crate) const PLURAL_KIND: u8 = 3;
pub(crate) const FORM_I: u8 = 4;
pub(crate) const FORM_IV: u8 = 7;
pub(crate) const FORM_VIII: u8 = 11;

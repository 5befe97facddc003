//! All costs of the grammar, in tenths. A reading with a lower cost is likelier. `data/templates.txt` contains the costs of templates; this file
//! contains the costs of roots by tier.
//!
//! The cost of a reading is the sum of the costs of its prefix, its template or listed stem, its root, its respelling, its inflection, its pronoun
//! and, if the word has marks, its vowels. The values were chosen by hand. `..._COST` is added, `..._DISCOUNT` is subtracted. The constants of the
//! last section are lower bounds that are derived from the other constants. By these bounds the search skips readings that cannot be the cheapest
//! (branch and bound). If you change a cost, check the bounds.

use super::slots::*;
use crate::morph::schema::*;

// ------------------------------------------------------------------------------------------------------------------------- Proclitics

/// The costs of no conjunction, of the conjunctions و and ف, and of the question particle أ.
pub(super) const CONJUNCTION_COSTS: [(u8, i16); 4] = [(0, 0), (WAW, 7), (FEH, 24), (HAMZA, 70)];
/// The costs of the prepositions ب, ل and ك, and of the future particle س. ل is also the particle of the subjunctive.
pub(super) const PARTICLE_COSTS: [(u8, i16); 4] = [(BEH, 12), (LAM, 12), (KAF, 26), (SEEN, 5)];
/// The additional cost of a particle after a conjunction.
pub(super) const PARTICLE_AFTER_CONJUNCTION_COST: i16 = 4;
/// The discount on the article at the beginning of the word, and on the article after other prefixes. An initial ال is almost always the article.
pub(super) const INITIAL_ARTICLE_DISCOUNT: i16 = 8;
pub(super) const ARTICLE_DISCOUNT: i16 = 15;
/// The additional cost of the article after ل if the ل of the article is written once with the ل of the stem: للجنة is ل + ال + لجنة.
pub(super) const SHARED_LAM_COST: i16 = 6;
/// The prefix letters of the present: code, cost and contexts of each letter. أ is often written without its hamza.
pub(super) const PRESENT_COSTS: [(u8, i16, u8); 5] =
    [(YEH, 0, PRESENT_YEH), (TEH, 4, 0), (NOON, 13, FIRST_PERSON), (HAMZA, 13, FIRST_PERSON), (ALEF, 21, FIRST_PERSON)];

// --------------------------------------------------------------------------------------------------------------------------- Pronouns

/// A pronoun: its letters, its cost, the slots of its stems, and the highest cost of an inflection that precedes the pronoun.
pub(super) type PronounCost = (&'static str, i16, u32, i16);
const ANY_INFLECTION: i16 = i16::MAX;
/// The limit for the pronouns ي (*me*, *my*) and كن: only an inflection that costs at most this amount may precede them.
const COMMON_INFLECTION: i16 = 6;

pub(super) const PRONOUN_COSTS: [PronounCost; 13] = [
    ("", 0, ANY, ANY_INFLECTION),
    ("ها", 6, ANY, ANY_INFLECTION),
    ("ه", 10, ANY, ANY_INFLECTION),
    ("هم", 10, ANY, ANY_INFLECTION),
    ("هما", 16, ANY, ANY_INFLECTION),
    ("نا", 15, ANY, ANY_INFLECTION),
    ("ني", 26, VERBAL, ANY_INFLECTION),
    ("كم", 30, ANY, ANY_INFLECTION),
    ("هن", 35, ANY, ANY_INFLECTION),
    ("ك", 42, ANY, ANY_INFLECTION),
    ("ي", 50, NOMINAL | SLOT_C, COMMON_INFLECTION),
    ("كما", 45, ANY, ANY_INFLECTION),
    ("كن", 50, ANY, COMMON_INFLECTION),
];

/// The additional cost of an ending in ي that the word writes with ى. A final ى more often belongs to another ending.
pub(super) const YEH_AS_MAKSURA_COST: i16 = 8;
/// A reading without a stem, such as له, costs its preposition and half of its pronoun, minus this discount.
pub(crate) const EMPTY_STEM_DISCOUNT: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------- Inflections

/// An inflection: its letters, its cost, its kind, the slots of its stems, and the contexts of the prefixes that exclude the inflection.
pub(super) type InflectionCost = (&'static str, i16, InflectionKind, u32, u8);
use InflectionKind::{Nisba, Plain, Plural, Teh, Verb};

/// The slots of stems that often take the ي of a relative adjective.
const RELATIVE: u32 = SLOT_N | SLOT_V | SLOT_F | SLOT_X;
/// The slots of stems that rarely take the ي of a relative adjective.
const RARE_RELATIVE: u32 = SLOT_A | SLOT_B;

/// The inflections at the end of a word.
#[rustfmt::skip]
pub(super) const FINAL_INFLECTION_COSTS: &[InflectionCost] = &[
    ("", 0, Plain, NOUN | SLOT_B | SLOT_E0 | SLOT_DI | SLOT_X | SLOT_C, 0),
    ("", 3, Verb, SLOT_P0, 0),
    ("", 0, Verb, SLOT_I0 | SLOT_M, 0),
    ("", 3, Verb, SLOT_IJ, 0),
    ("ة", 2, Teh, NOUN, 0),
    ("ة", 0, Teh, SLOT_F | SLOT_T, 0),
    ("ة", 3, Teh, SLOT_X, 0),
    ("ه", 20, Teh, NOUN | SLOT_F, 0),
    ("ات", 4, Plural, NOUN | SLOT_X, 0),
    ("ات", 2, Plural, SLOT_F, 0),
    ("ان", 16, Plain, NOUN | SLOT_X, 0),
    ("تان", 18, Teh, NOUN | SLOT_F, 0),
    ("تين", 18, Teh, NOUN | SLOT_F, 0),
    ("ين", 8, Plain, SLOT_A | SLOT_DU | SLOT_X, 0),
    ("ين", 16, Plain, SLOT_N | SLOT_V, 0),
    ("ون", 8, Plain, SLOT_A | SLOT_DU, 0),
    ("ون", 15, Plain, SLOT_X, 0),
    ("ون", 28, Plain, SLOT_N, 0),
    ("ا", 9, Plain, NOUN | SLOT_B, DEFINITE),
    ("ا", 20, Plain, SLOT_X, DEFINITE),
    ("ي", 6, Nisba, RELATIVE, 0),
    ("ي", 18, Nisba, RARE_RELATIVE, 0),
    ("ية", 5, Nisba, RELATIVE, 0),
    ("ية", 12, Nisba, RARE_RELATIVE, 0),
    ("يه", 20, Nisba, RELATIVE, 0),
    ("يه", 28, Nisba, RARE_RELATIVE, 0),
    ("يا", 14, Nisba, RELATIVE | SLOT_A, DEFINITE),
    ("يون", 12, Nisba, RELATIVE, 0),
    ("يين", 12, Nisba, RELATIVE, 0),
    ("يون", 18, Nisba, RARE_RELATIVE, 0),
    ("يين", 18, Nisba, RARE_RELATIVE, 0),
    ("يان", 24, Nisba, RELATIVE, 0),
    ("يتين", 24, Nisba, RELATIVE, 0),
    ("يتان", 24, Nisba, RELATIVE, 0),
    ("يات", 9, Nisba, RELATIVE, 0),
    ("يات", 16, Nisba, RARE_RELATIVE, 0),
    ("و", 16, Plain, SLOT_A | SLOT_DU, DEFINITE),
    ("و", 30, Plain, SLOT_N, DEFINITE),
    ("ي", 13, Plain, SLOT_A | SLOT_DU, DEFINITE),
    ("ي", 26, Plain, SLOT_N, DEFINITE),
    ("تا", 26, Teh, NOUN | SLOT_F, DEFINITE),
    ("تي", 26, Teh, NOUN | SLOT_F, DEFINITE),
    ("ت", 6, Verb, SLOT_PT, 0),
    ("ت", 25, Verb, SLOT_PC, 0),
    ("وا", 8, Verb, SLOT_PW, 0),
    ("نا", 16, Verb, SLOT_PC, 0),
    ("تم", 28, Verb, SLOT_PC, 0),
    ("ا", 18, Verb, SLOT_PA, 0),
    ("تا", 22, Verb, SLOT_PT, 0),
    ("ن", 28, Verb, SLOT_PC, 0),
    ("تما", 38, Verb, SLOT_PC, 0),
    ("تن", 42, Verb, SLOT_PC, 0),
    ("ون", 3, Verb, SLOT_IW, FIRST_PERSON),
    ("ين", 30, Verb, SLOT_IW, FIRST_PERSON | PRESENT_YEH),
    ("ان", 15, Verb, SLOT_IA, FIRST_PERSON),
    ("وا", 7, Verb, SLOT_IW, FIRST_PERSON),
    ("ا", 18, Verb, SLOT_IA, FIRST_PERSON),
    ("ن", 20, Verb, SLOT_IC, FIRST_PERSON),
    ("ي", 35, Verb, SLOT_IW, FIRST_PERSON | PRESENT_YEH),
    ("وا", 5, Verb, SLOT_M, 0),
    ("ي", 5, Verb, SLOT_M, 0),
    ("ا", 10, Verb, SLOT_M, 0),
    ("ن", 12, Verb, SLOT_M, 0),
];

/// The inflections that a pronoun follows.
#[rustfmt::skip]
pub(super) const BOUND_INFLECTION_COSTS: &[InflectionCost] = &[
    ("", 0, Plain, NOUN | SLOT_B | SLOT_E1 | SLOT_C, DEFINITE),
    ("", 3, Verb, SLOT_PO, 0),
    ("", 0, Verb, SLOT_IO, 0),
    ("", 3, Verb, SLOT_IJ, 0),
    ("", 10, Verb, SLOT_M, 0),
    ("و", 12, Verb, SLOT_M, 0),
    ("ي", 14, Verb, SLOT_M, 0),
    ("ت", 2, Teh, NOUN, DEFINITE),
    ("ت", 0, Teh, SLOT_F | SLOT_T, DEFINITE),
    ("ات", 4, Plural, NOUN, DEFINITE),
    ("ات", 2, Plural, SLOT_F, DEFINITE),
    ("ي", 16, Plain, SLOT_A | SLOT_DU, DEFINITE),
    ("ي", 24, Plain, SLOT_N | SLOT_V, DEFINITE),
    ("و", 16, Plain, SLOT_A | SLOT_DU, DEFINITE),
    ("و", 30, Plain, SLOT_N, DEFINITE),
    ("ا", 26, Plain, NOUN, DEFINITE),
    ("تي", 28, Teh, NOUN | SLOT_F, DEFINITE),
    ("تا", 28, Teh, NOUN | SLOT_F, DEFINITE),
    ("يت", 7, Nisba, RELATIVE, DEFINITE),
    ("يات", 9, Nisba, RELATIVE, DEFINITE),
    ("يت", 14, Nisba, RARE_RELATIVE, DEFINITE),
    ("يات", 16, Nisba, RARE_RELATIVE, DEFINITE),
    ("ي", 20, Nisba, RELATIVE, DEFINITE),
    ("ت", 6, Verb, SLOT_PT, 0),
    ("ت", 25, Verb, SLOT_PC, 0),
    ("و", 8, Verb, SLOT_PW, 0),
    ("نا", 16, Verb, SLOT_PC, 0),
    ("تمو", 40, Verb, SLOT_PC, 0),
    ("ا", 20, Verb, SLOT_PA, 0),
    ("ون", 5, Verb, SLOT_IW, FIRST_PERSON),
    ("و", 8, Verb, SLOT_IW, FIRST_PERSON),
    ("ان", 20, Verb, SLOT_IA, FIRST_PERSON),
    ("ين", 35, Verb, SLOT_IW, FIRST_PERSON | PRESENT_YEH),
];

// ------------------------------------------------------------------------------------------------------------------------ Listed stems

/// The cost of a closed word. No other stem costs less.
pub(crate) const CLOSED_COST: i16 = -26;
/// The cost of a closed word that is also a noun with a root.
pub(crate) const CLOSED_WITH_ROOT_COST: i16 = -18;
/// The additional cost of a closed word in ى that the text writes with ي. The word علي is more often the name Ali than a spelling of على.
pub(crate) const CLOSED_YEH_FOR_MAKSURA_COST: i16 = 12;
/// The cost of a name.
pub(crate) const NAME_COST: i16 = 10;
/// The cost of a loan word whose broken plural is listed (أباطرة). The lemma of such a loan word is the singular in that list.
pub(crate) const NAME_WITH_PLURAL_COST: i16 = 20;
/// The cost of a name that begins with the letters ال (المانيا). Names are listed without the article.
pub(crate) const NAME_IN_ALEF_LAM_COST: i16 = -8;
/// The additional cost of a name after لل, because the second ل may belong to the stem: للغات is a form of لغات, not of غات.
pub(crate) const NAME_AFTER_LAM_ARTICLE_COST: i16 = 2;
/// The cost of a listed plural that fits no template.
pub(crate) const PLURAL_COST: i16 = 16;
/// The cost of a listed plural in ات. Such a plural is listed only if the rules of inflection find a wrong singular.
pub(crate) const SOUND_PLURAL_COST: i16 = 2;
/// The discount on a listed noun whose first ل is also the ل of the article: للهجات is a form of لهجات, not of هجات.
pub(crate) const SHARED_LAM_DISCOUNT: i16 = 10;
/// The discounts on a listed stem with ة: on a reading by a template of broken plurals, on a reading by a template of nouns, and on any other reading
/// of a listed noun in ة.
pub(crate) const PLURAL_TEH_DISCOUNT: i16 = 8;
pub(crate) const NOUN_TEH_DISCOUNT: i16 = 6;
pub(crate) const FEMININE_TEH_DISCOUNT: i16 = 4;

// ----------------------------------------------------------------------------------------------------------------------- Unknown stems

/// The cost of an unknown stem, and three additional costs: without a conjunction and a particle, after و without an article, and after a particle
/// with an article.
pub(crate) const UNKNOWN_COST: i16 = 55;
pub(crate) const UNKNOWN_BARE_COST: i16 = 15;
pub(crate) const UNKNOWN_AFTER_WAW_COST: i16 = 3;
pub(crate) const UNKNOWN_AFTER_PARTICLE_COST: i16 = 15;

// --------------------------------------------------------------------------------------------------------------------------- Templates

/// The costs of a root by its tier: no root, frequent, normal, rare.
pub(crate) const ROOT_TIER_COSTS: [i16; 4] = [i16::MAX / 2, 0, 6, 20];
/// The additional cost of a root in a shape that hides a radical, if another root is likelier in this shape.
pub(crate) const LOSING_ROOT_COST: i16 = 6;
/// The additional costs of a sound template for a root with a weak second radical, and for a root with equal second and third radicals.
pub(crate) const UNEXPECTED_HOLLOW_COST: i16 = 10;
pub(crate) const UNEXPECTED_GEMINATE_COST: i16 = 10;
/// The additional cost of a template of geminate roots for a root with a weak second radical: حيّ.
pub(crate) const WEAK_GEMINATE_COST: i16 = 15;
/// The additional cost of a root of four radicals that begins with ء, in a stem of more than four letters. أسبوع is the template أ12و3 rather than a
/// root of four radicals.
pub(crate) const QUADRILITERAL_HAMZA_COST: i16 = 8;
/// The discount on كان, the most frequent verb.
pub(crate) const KANA_DISCOUNT: i16 = 15;
/// The discount on the present of form IV, for roots whose present is listed as form IV.
pub(crate) use crate::morph::schema::PRESENT_IV_DISCOUNT;
/// The discount on a verb of form VIII that begins with الت and ends in ى: التقى is a verb rather than ال with a noun.
pub(crate) const ILTAQA_DISCOUNT: i16 = 26;
/// The discount on a noun that is also a closed word with a root.
pub(crate) const CLOSED_NOUN_DISCOUNT: i16 = 30;
/// The discount on a word that is listed with its initial و. This و is not a conjunction.
pub(crate) const INITIAL_WAW_DISCOUNT: i16 = 10;
/// The additional cost of a noun with an initial و that is not listed.
pub(crate) const UNLISTED_WAW_COST: i16 = 6;
/// The discounts on a listed plural: by a template of broken plurals, and by a template of nouns.
pub(crate) const LISTED_PLURAL_DISCOUNT: i16 = 8;
pub(crate) const LISTED_NOUN_PLURAL_DISCOUNT: i16 = 6;
/// The discount on a plural that writes two equal radicals as separate letters, although its singular contracts them: حصص of حصة.
pub(crate) const GEMINATE_PLURAL_DISCOUNT: i16 = 10;

// ---------------------------------------------------------------------------------------------------------------------------- Spelling

/// The additional costs of respellings: an initial ا that is read as ء, an initial ا that is read as ءا, an initial أ or إ that is read as ا, and a
/// final ا that is read as ء.
pub(crate) const ALEF_AS_HAMZA_COST: i16 = 8;
pub(crate) const ALEF_AS_MADDA_COST: i16 = 16;
pub(crate) const HAMZA_AS_ALEF_COST: i16 = 15;
pub(crate) const ALEF_AS_FINAL_HAMZA_COST: i16 = 6;
/// The additional cost of a stem in إ by a template in أ, or of a stem in أ by a template in إ.
pub(crate) const WRONG_HAMZA_COST: i16 = 12;
/// The additional cost of a template in ى for a word that is written with ي, and of a template in ي for a word that is written with ى.
pub(crate) const YEH_FOR_MAKSURA_COST: i16 = 6;
pub(crate) const MAKSURA_FOR_YEH_COST: i16 = 4;
/// The additional cost of a noun of three letters in أ or ئ. Few nouns have the vowel that this spelling requires (نبأ), and these nouns are listed.
pub(crate) const NOUN_IN_SEATED_HAMZA_COST: i16 = 8;
/// The additional cost of an adjective whose final ئ is read as يء: دفئ is a verb rather than دفيء.
pub(crate) const OLD_HAMZA_ADJECTIVE_COST: i16 = 3;

// ------------------------------------------------------------------------------------------------------------------------------ Vowels

/// The additional cost of a rare vocalization.
pub(crate) const RARE_VOCALIZATION_COST: i16 = 6;
/// The additional cost of a stem without listed vowels.
pub(crate) const UNKNOWN_VOWELS_COST: i16 = 5;
/// The additional costs of an indefinite noun without tanwin: with a final short u, with a final short a, and with a final sukun.
pub(crate) const CONSTRUCT_COST: i16 = 4;
pub(crate) const ACCUSATIVE_CONSTRUCT_COST: i16 = 6;
pub(crate) const PAUSE_COST: i16 = 6;
/// The additional cost of a dual that has lost its ن before a noun, so that the dual ends in ا.
pub(crate) const DUAL_CONSTRUCT_COST: i16 = 10;
/// The additional cost of a reading whose stem is listed as a plural but has the vowels of another noun.
pub(crate) const NO_PLURAL_VOWELS_COST: i16 = 6;
/// The additional cost of a present of the first person whose أ is written as ا. A text with vowel signs writes أ in the present, so اكتب is an
/// imperative.
pub(crate) const PRESENT_IN_BARE_ALEF_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------------- Roots

/// A name takes the root of another reading of the same stem if that reading costs less than the sum of the name's cost and this amount.
pub(crate) const ROOT_OF_NAME_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------ Lower bounds

/// The negated lower bound on the cost of a listed name or plural without affixes: no such stem costs less than `-LISTED_STEM_BOUND`.
pub(crate) const LISTED_STEM_BOUND: i16 = 12;
/// The greatest sum of discounts on a reading by template if its stem is a listed plural, and if its stem is a listed noun in ة.
pub(crate) const PLURAL_DISCOUNT_BOUND: i16 = 18;
pub(crate) const FEMININE_DISCOUNT_BOUND: i16 = 10;
/// The least cost of a template. Only the template of ليس costs less than 0.
pub(crate) const LEAST_TEMPLATE_COST: i16 = -20;
/// The least cost of an unknown stem without affixes: no additional cost, and the greatest discount on ة.
pub(crate) const LEAST_UNKNOWN_COST: i16 = UNKNOWN_COST - PLURAL_TEH_DISCOUNT;
/// The bound of a split without readings. The cost of every reading is far below this bound.
pub(crate) const NEVER: i16 = 1000;

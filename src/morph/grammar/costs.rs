//! Every cost of the grammar, in tenths; lower is likelier. The costs of templates are in `data/templates.txt`, those of roots are tiers here.
//!
//! A reading costs the sum of its prefix, template or listed stem, root, respelling, inflection, pronoun and, if marks are written, vowels. The
//! values were chosen by hand. `..._COST` is added, `..._DISCOUNT` is subtracted. The constants of the last section are derived from the others:
//! lower bounds, by which the search skips readings that cannot be the cheapest (branch and bound). Check them if you change a cost.

use super::slots::*;
use crate::morph::schema::*;

// ------------------------------------------------------------------------------------------------------------------------- Proclitics

/// A conjunction or question particle: و, ف, أ.
pub(super) const CONJUNCTION_COSTS: [(u8, i16); 4] = [(0, 0), (WAW, 7), (FEH, 24), (HAMZA, 70)];
/// A preposition, or the س of the future. ل is also the particle of the subjunctive.
pub(super) const PARTICLE_COSTS: [(u8, i16); 4] = [(BEH, 12), (LAM, 12), (KAF, 26), (SEEN, 5)];
/// A particle after a conjunction.
pub(super) const PARTICLE_AFTER_CONJUNCTION_COST: i16 = 4;
/// The article at the beginning of the word, and after other prefixes. ال there is almost always the article, so it lowers the cost.
pub(super) const INITIAL_ARTICLE_DISCOUNT: i16 = 8;
pub(super) const ARTICLE_DISCOUNT: i16 = 15;
/// The article after ل, if the second ل is also the first letter of the stem, which is written once: للجنة.
pub(super) const SHARED_LAM_COST: i16 = 6;
/// The letter of a present: its code, cost and contexts. أ is often written without its hamza.
pub(super) const PRESENT_COSTS: [(u8, i16, u8); 5] =
    [(YEH, 0, PRESENT_YEH), (TEH, 4, 0), (NOON, 13, FIRST_PERSON), (HAMZA, 13, FIRST_PERSON), (ALEF, 21, FIRST_PERSON)];

// --------------------------------------------------------------------------------------------------------------------------- Pronouns

/// A pronoun: its letters, its cost, the slots of its stems, and the highest cost of an inflection before it.
pub(super) type PronounCost = (&'static str, i16, u32, i16);
const ANY_INFLECTION: i16 = i16::MAX;
/// ي of the speaker and كن occur with the commonest inflections only.
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

/// An ending in ي that is written with ى. A final ى more often belongs to another ending.
pub(super) const YEH_AS_MAKSURA_COST: i16 = 8;
/// A reading without a stem, such as له: it costs the preposition and half of the pronoun, less this discount.
pub(crate) const EMPTY_STEM_DISCOUNT: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------- Inflections

/// An inflection: its letters, its cost, its kind, the slots of its stems, and the contexts of prefixes that exclude it.
pub(super) type InflectionCost = (&'static str, i16, InflectionKind, u32, u8);
use InflectionKind::{Nisba, Plain, Plural, Teh, Verb};

/// The slots of the stems to which the ي of a relative adjective is often added.
const RELATIVE: u32 = SLOT_N | SLOT_V | SLOT_F | SLOT_X;
/// The slots of the stems to which it is rarely added.
const RARE_RELATIVE: u32 = SLOT_A | SLOT_B;

/// Inflections at the end of a word.
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

/// Inflections before a pronoun.
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

/// A closed word. No other stem costs less.
pub(crate) const CLOSED_COST: i16 = -26;
/// A closed word that is also a noun with a root.
pub(crate) const CLOSED_WITH_ROOT_COST: i16 = -18;
/// A closed word in ى that is written with ي. The word علي is more often the name Ali than a spelling of على.
pub(crate) const CLOSED_YEH_FOR_MAKSURA_COST: i16 = 12;
/// A name.
pub(crate) const NAME_COST: i16 = 10;
/// A loan word that is listed with its broken plural (أباطرة), through which it has a lemma.
pub(crate) const NAME_WITH_PLURAL_COST: i16 = 20;
/// A name whose own letters begin with ال (المانيا): names are listed without the article.
pub(crate) const NAME_IN_ALEF_LAM_COST: i16 = -8;
/// A name after لل, whose ل may be that of the stem: للغات is of لغات and not of غات.
pub(crate) const NAME_AFTER_LAM_ARTICLE_COST: i16 = 2;
/// A listed plural that fits no template.
pub(crate) const PLURAL_COST: i16 = 16;
/// A listed plural in ات. It is listed only if its singular is not the one that the rules of inflection find.
pub(crate) const SOUND_PLURAL_COST: i16 = 2;
/// A listed noun after a ل that is shared with the article: للهجات is of لهجات and not of هجات.
pub(crate) const SHARED_LAM_DISCOUNT: i16 = 10;
/// A stem that is listed with ة: read by a template of broken plurals, read by a template of nouns, and read otherwise if it is a listed noun in ة.
pub(crate) const PLURAL_TEH_DISCOUNT: i16 = 8;
pub(crate) const NOUN_TEH_DISCOUNT: i16 = 6;
pub(crate) const FEMININE_TEH_DISCOUNT: i16 = 4;

// ----------------------------------------------------------------------------------------------------------------------- Unknown stems

/// An unknown stem. The other three are additional costs: without conjunction and particle, after و without an article, and after a particle with
/// an article.
pub(crate) const UNKNOWN_COST: i16 = 55;
pub(crate) const UNKNOWN_BARE_COST: i16 = 15;
pub(crate) const UNKNOWN_AFTER_WAW_COST: i16 = 3;
pub(crate) const UNKNOWN_AFTER_PARTICLE_COST: i16 = 15;

// --------------------------------------------------------------------------------------------------------------------------- Templates

/// The cost of a root by tier: none, frequent, normal, rare.
pub(crate) const ROOT_TIER_COSTS: [i16; 4] = [i16::MAX / 2, 0, 6, 20];
/// A root in a shape that hides a radical, if another root is likelier there.
pub(crate) const LOSING_ROOT_COST: i16 = 6;
/// A sound template of a root with a weak second radical, or with equal second and third radicals.
pub(crate) const UNEXPECTED_HOLLOW_COST: i16 = 10;
pub(crate) const UNEXPECTED_GEMINATE_COST: i16 = 10;
/// A template of geminate roots with a weak second radical: حيّ.
pub(crate) const WEAK_GEMINATE_COST: i16 = 15;
/// A root of four radicals that begins with ء in a stem of more than four letters: أسبوع is أ12و3 rather than four radicals.
pub(crate) const QUADRILITERAL_HAMZA_COST: i16 = 8;
/// كان, the commonest verb.
pub(crate) const KANA_DISCOUNT: i16 = 15;
/// The present of form IV, for roots that are listed with it.
pub(crate) use crate::morph::schema::PRESENT_IV_DISCOUNT;
/// A verb of form VIII in الت and ى: التقى is a verb rather than ال with a noun.
pub(crate) const ILTAQA_DISCOUNT: i16 = 26;
/// A noun that is also a closed word with a root.
pub(crate) const CLOSED_NOUN_DISCOUNT: i16 = 30;
/// A word that is listed with its initial و, which is no conjunction then.
pub(crate) const INITIAL_WAW_DISCOUNT: i16 = 10;
/// A word in و that is not listed.
pub(crate) const UNLISTED_WAW_COST: i16 = 6;
/// A listed plural by a template of broken plurals, and by one of nouns.
pub(crate) const LISTED_PLURAL_DISCOUNT: i16 = 8;
pub(crate) const LISTED_NOUN_PLURAL_DISCOUNT: i16 = 6;
/// A plural in which the two equal radicals are separate letters, although its singular contracts them: حصص of حصة.
pub(crate) const GEMINATE_PLURAL_DISCOUNT: i16 = 10;

// ---------------------------------------------------------------------------------------------------------------------------- Spelling

/// An initial ا that is read as ء, as ءا, and a seated ء that is read as ا; a final ا that is read as ء.
pub(crate) const ALEF_AS_HAMZA_COST: i16 = 8;
pub(crate) const ALEF_AS_MADDA_COST: i16 = 16;
pub(crate) const HAMZA_AS_ALEF_COST: i16 = 15;
pub(crate) const ALEF_AS_FINAL_HAMZA_COST: i16 = 6;
/// A stem in إ by a template in أ, or the reverse.
pub(crate) const WRONG_HAMZA_COST: i16 = 12;
/// A template in ى whose word is written with ي, and a template in ي whose word is written with ى.
pub(crate) const YEH_FOR_MAKSURA_COST: i16 = 6;
pub(crate) const MAKSURA_FOR_YEH_COST: i16 = 4;
/// A noun of three letters in أ or ئ. Few nouns have the vowel that this spelling requires (نبأ), and they are listed.
pub(crate) const NOUN_IN_SEATED_HAMZA_COST: i16 = 8;
/// An adjective in ئ for يء: دفئ is a verb rather than دفيء.
pub(crate) const OLD_HAMZA_ADJECTIVE_COST: i16 = 3;

// ------------------------------------------------------------------------------------------------------------------------------ Vowels

/// A vocalization that few words have.
pub(crate) const RARE_VOCALIZATION_COST: i16 = 6;
/// A stem whose vowels are not known.
pub(crate) const UNKNOWN_VOWELS_COST: i16 = 5;
/// An indefinite noun without tanwin: with a final short u, with a final short a, and with a final sukun.
pub(crate) const CONSTRUCT_COST: i16 = 4;
pub(crate) const ACCUSATIVE_CONSTRUCT_COST: i16 = 6;
pub(crate) const PAUSE_COST: i16 = 6;
/// A dual that has lost its ن before a noun, so that it ends in ا.
pub(crate) const DUAL_CONSTRUCT_COST: i16 = 10;
/// A reading of a stem that is listed as a plural but has the vowels of another noun.
pub(crate) const NO_PLURAL_VOWELS_COST: i16 = 6;
/// A present of the first person whose أ is written as ا. A vocalized text has أ there, and اكتب is an imperative in it.
pub(crate) const PRESENT_IN_BARE_ALEF_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------------- Roots

/// A name takes the root of another reading of the same stem, if that reading costs less than the name and this amount together.
pub(crate) const ROOT_OF_NAME_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------ Lower bounds

/// No listed name or plural costs less than minus this, without affixes.
pub(crate) const LISTED_STEM_BOUND: i16 = 12;
/// The greatest sum of discounts on a reading by template whose stem is a listed plural, and on one whose stem is a listed noun in ة.
pub(crate) const PLURAL_DISCOUNT_BOUND: i16 = 18;
pub(crate) const FEMININE_DISCOUNT_BOUND: i16 = 10;
/// The least cost of a template. Only that of ليس is below 0.
pub(crate) const LEAST_TEMPLATE_COST: i16 = -20;
/// No unknown stem costs less, without affixes: it has no additional cost, and the greatest discount on ة.
pub(crate) const LEAST_UNKNOWN_COST: i16 = UNKNOWN_COST - PLURAL_TEH_DISCOUNT;
/// The bound of a split that has no readings. Every cost of a reading is far below it.
pub(crate) const NEVER: i16 = 1000;

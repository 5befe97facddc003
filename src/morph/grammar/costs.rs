//! Every cost of the grammar, in tenths; lower is likelier. The costs of templates are in `data/templates.txt`, those of roots are tiers here.
//!
//! A reading costs the sum of its prefix, template or listed stem, root, respelling, inflection, pronoun and, if marks are written, vowels. The
//! values were chosen by hand. `..._COST` is added, `..._DISCOUNT` is subtracted; the last section has lower bounds, by which the search skips
//! readings that cannot be the cheapest (branch and bound).

use super::slots::*;
use crate::morph::schema::*;

// ------------------------------------------------------------------------------------------------------------------------- Proclitics

/// A conjunction or question particle: و, ف, أ.
pub(super) const CONJUNCTION_COSTS: [(u8, i16); 4] = [(0, 0), (WAW, 7), (FEH, 24), (HAMZA, 70)];
/// A preposition, or the س of the future. ل is also the particle of the subjunctive.
pub(super) const PARTICLE_COSTS: [(u8, i16); 4] = [(BEH, 12), (LAM, 12), (KAF, 26), (SEEN, 5)];
/// A particle after a conjunction.
pub(super) const PARTICLE_AFTER_CONJUNCTION_COST: i16 = 4;
/// The article at the beginning of the word, and after other prefixes. It is rarely anything but the article.
pub(super) const INITIAL_ARTICLE_DISCOUNT: i16 = 8;
pub(super) const ARTICLE_DISCOUNT: i16 = 15;
/// An article after ل whose ل is that of the stem: للجنة.
pub(super) const SHARED_LAM_COST: i16 = 6;
/// The letter of a present: its code, cost and contexts. أ is often written without its hamza.
pub(super) const PRESENT_COSTS: [(u8, i16, u8); 5] =
    [(YEH, 0, PRESENT_YEH), (TEH, 4, 0), (NOON, 13, FIRST_PERSON), (HAMZA, 13, FIRST_PERSON), (ALEF, 21, FIRST_PERSON)];

// --------------------------------------------------------------------------------------------------------------------------- Pronouns

/// A pronoun: its letters, cost, slots, and the highest cost of an inflection before it.
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

/// An ending in ي that is written ى, which is another ending more often than not.
pub(super) const YEH_AS_MAKSURA_COST: i16 = 8;
/// A preposition whose object is a pronoun (له) costs itself and half of the pronoun, less this.
pub(crate) const EMPTY_STEM_DISCOUNT: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------- Inflections

/// An inflection: its letters, cost, kind, slots, and the contexts of prefixes that exclude it.
pub(super) type InflectionCost = (&'static str, i16, InflectionKind, u32, u8);
use InflectionKind::{Nisba, Plain, Plural, Teh, Verb};

/// Nouns before the ي of a relative adjective.
const RELATIVE: u32 = SLOT_N | SLOT_V | SLOT_F | SLOT_X;
/// Rarer ones.
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

/// A closed word. Nothing else is as cheap.
pub(crate) const CLOSED_COST: i16 = -26;
/// A closed word that is also a noun with a root.
pub(crate) const CLOSED_WITH_ROOT_COST: i16 = -18;
/// A closed word in ى that is written with ي: علي for على is another word more often than not.
pub(crate) const CLOSED_YEH_FOR_MAKSURA_COST: i16 = 12;
/// A name.
pub(crate) const NAME_COST: i16 = 10;
/// A loan word that is listed with its broken plural (أباطرة), through which it has a lemma.
pub(crate) const NAME_WITH_PLURAL_COST: i16 = 20;
/// A name whose own letters begin with ال (المانيا): names are listed without the article.
pub(crate) const NAME_IN_ALEF_LAM_COST: i16 = -8;
/// A name after لل, whose ل may be that of the stem: للغات is of لغات and not of غات.
pub(crate) const NAME_AFTER_LAM_ARTICLE_COST: i16 = 2;
/// A listed plural that no template makes.
pub(crate) const PLURAL_COST: i16 = 16;
/// The same in ات, which is listed only if the rule would find another singular.
pub(crate) const SOUND_PLURAL_COST: i16 = 2;
/// A listed noun after a ل that is shared with the article: للهجات is of لهجات and not of هجات.
pub(crate) const SHARED_LAM_DISCOUNT: i16 = 10;
/// A listed stem with ة, by what it is without it: a template of a broken plural, a noun, a listed noun in ة.
pub(crate) const PLURAL_TEH_DISCOUNT: i16 = 8;
pub(crate) const NOUN_TEH_DISCOUNT: i16 = 6;
pub(crate) const FEMININE_TEH_DISCOUNT: i16 = 4;

// ----------------------------------------------------------------------------------------------------------------------- Unknown stems

/// An unknown stem, and the additional cost of its prefixes: of none, of و alone, and of a particle before an article.
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
/// A plural that shows both equal radicals where its singular contracts them: حصص of حصة.
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
/// A noun of three letters in أ or ئ: the vowel before them is rarely that of such a noun (نبأ), and those are listed.
pub(crate) const NOUN_IN_SEATED_HAMZA_COST: i16 = 8;
/// An adjective in ئ for يء: دفئ is a verb rather than دفيء.
pub(crate) const OLD_HAMZA_ADJECTIVE_COST: i16 = 3;

// ------------------------------------------------------------------------------------------------------------------------------ Vowels

/// A vocalization that few words have.
pub(crate) const RARE_VOCALIZATION_COST: i16 = 6;
/// A stem whose vowels are not known.
pub(crate) const UNKNOWN_VOWELS_COST: i16 = 5;
/// A noun that is not definite with a final short u, with a final short a, and with sukun.
pub(crate) const CONSTRUCT_COST: i16 = 4;
pub(crate) const ACCUSATIVE_CONSTRUCT_COST: i16 = 6;
pub(crate) const PAUSE_COST: i16 = 6;
/// A dual before a noun: its ا without ن.
pub(crate) const DUAL_CONSTRUCT_COST: i16 = 10;
/// A listed plural that is another noun by its vowels.
pub(crate) const NO_PLURAL_VOWELS_COST: i16 = 6;
/// A present of the first person in a bare ا: a writer of vowels writes the hamza of أكتب too, and اكتب is an imperative.
pub(crate) const PRESENT_IN_BARE_ALEF_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------------- Roots

/// The root of a name is that of a reading that costs less than this more than the name.
pub(crate) const ROOT_OF_NAME_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------ Lower bounds

/// The least cost of a listed name or plural, negated.
pub(crate) const LISTED_STEM_BOUND: i16 = 12;
/// The most that a template of a listed plural costs less for being listed, and of a listed noun in ة.
pub(crate) const PLURAL_DISCOUNT_BOUND: i16 = 18;
pub(crate) const FEMININE_DISCOUNT_BOUND: i16 = 10;
/// The least cost of a template. Only that of ليس is below 0.
pub(crate) const LEAST_TEMPLATE_COST: i16 = -20;
/// The least cost of an unknown stem: 70, less 15 for an article, less 8 for ة.
pub(crate) const LEAST_UNKNOWN_COST: i16 = 70 - 15 - 8;
/// The bound of a split that has no readings. All costs are far below.
pub(crate) const NEVER: i16 = 1000;

//! All costs of the grammar, in tenths. A reading with a lower cost is likelier. The costs of the single templates are in `data/templates.txt`.
//! This file contains all other costs.
//!
//! The cost of a reading is the sum of the costs of its prefix, its template or listed stem, its root, its respelling, its inflection, its
//! pronoun and, if the word has marks, its vowels. The values were chosen by hand. A constant `..._COST` is added to the cost of a reading; a
//! constant `..._DISCOUNT` is subtracted. The constants of the last section are lower bounds that are derived from the other constants. With
//! these bounds the search skips readings that cannot be the cheapest (branch and bound). If you change a cost, check the bounds.
//!
//! A slot is a context in which a stem can occur, such as "noun" or "perfect before a pronoun". A context of a prefix is a flag such as
//! [`DEFINITE`].

use super::slots::*;
use crate::morph::schema::*;

// ------------------------------------------------------------------------------------------------------------------------- Proclitics

/// The conjunctions of a prefix: the letter code and the cost of each conjunction. Code 0 means no conjunction; أ is the question particle.
pub(super) const CONJUNCTION_COSTS: [(u8, i16); 4] = [(0, 0), (WAW, 7), (FEH, 24), (HAMZA, 26)];
/// The additional cost of the question particle before a word that is not a verb. The particles that it usually precedes are listed with it: ألم.
pub(super) const QUESTION_BEFORE_NOUN_COST: i16 = 14;
/// The letter code and the cost of each particle of a prefix: the prepositions ب, ل and ك, and the future particle س. Before a present, ل is the
/// particle of the subjunctive.
pub(super) const PARTICLE_COSTS: [(u8, i16); 4] = [(BEH, 12), (LAM, 12), (KAF, 26), (SEEN, 5)];
/// The additional cost of a particle (ب, ل, ك, س) after a conjunction: وب in وبالكتاب.
pub(super) const PARTICLE_AFTER_CONJUNCTION_COST: i16 = 4;
/// The discounts on the article ال: the first discount if ال begins the word (الكتاب), the second discount if other prefixes precede ال
/// (والكتاب).
pub(super) const INITIAL_ARTICLE_DISCOUNT: i16 = 8;
pub(super) const ARTICLE_DISCOUNT: i16 = 15;
/// The additional cost of a reading in which one written ل is both the ل of the article and the first letter of the stem: للجنة is ل + ال + لجنة.
pub(super) const SHARED_LAM_COST: i16 = 6;
/// The prefix letters of the present (يكتب): the letter code, the cost and the prefix contexts of each letter. ا is in the list, because many
/// texts write the أ of the first person without its hamza.
pub(super) const PRESENT_COSTS: [(u8, i16, u8); 5] =
    [(YEH, 0, PRESENT_YEH), (TEH, 4, 0), (NOON, 9, FIRST_PERSON), (HAMZA, 7, FIRST_PERSON), (ALEF, 18, FIRST_PERSON)];

// --------------------------------------------------------------------------------------------------------------------------- Pronouns

/// A pronoun: its letters, its cost, the slots of the stems that may precede the pronoun, and the highest cost of an inflection that may precede
/// the pronoun.
pub(super) type PronounCost = (&'static str, i16, u32, i16);
const ANY_INFLECTION: i16 = i16::MAX;
/// The highest cost of an inflection that may precede the pronouns ي (*me*, *my*) and كن.
const COMMON_INFLECTION: i16 = 6;

pub(super) const PRONOUN_COSTS: [PronounCost; 16] = [
    ("", 0, ANY, ANY_INFLECTION),
    ("ها", 6, ANY, ANY_INFLECTION),
    ("ه", 10, ANY, ANY_INFLECTION),
    ("هم", 10, ANY, ANY_INFLECTION),
    ("هما", 16, ANY, ANY_INFLECTION),
    ("نا", 15, ANY, ANY_INFLECTION),
    ("ني", 26, VERBAL, ANY_INFLECTION),
    ("كم", 20, ANY, ANY_INFLECTION),
    ("هن", 35, ANY, ANY_INFLECTION),
    ("ك", 8, SLOT_C, ANY_INFLECTION),
    ("ك", 7, VERBAL, ANY_INFLECTION),
    ("ك", 13, ANY & !SLOT_C & !VERBAL, ANY_INFLECTION),
    ("ي", 8, SLOT_C, COMMON_INFLECTION),
    ("ي", 18, NOMINAL, COMMON_INFLECTION),
    ("كما", 35, ANY, ANY_INFLECTION),
    ("كن", 50, ANY, COMMON_INFLECTION),
];

/// The additional cost of a suffix in ي, if the word is written with ى instead of ي. A final ى rarely belongs to this suffix.
pub(super) const YEH_AS_MAKSURA_COST: i16 = 8;
/// The discount on a reading without a stem, such as له. The cost of this reading is the cost of its preposition plus half the cost of its
/// pronoun, minus this discount.
pub(crate) const EMPTY_STEM_DISCOUNT: i16 = 44;

// ------------------------------------------------------------------------------------------------------------------------- Inflections

/// An inflection: its letters, its cost, its kind, the slots of the stems that may precede the inflection, and the prefix contexts that exclude
/// the inflection.
pub(super) type InflectionCost = (&'static str, i16, InflectionKind, u32, u8);
use InflectionKind::{Nisba, Plain, Plural, Teh, Verb};

/// The slots of stems that often take the ي of a relative adjective.
const RELATIVE: u32 = SLOT_N | SLOT_V | SLOT_F | SLOT_X | SLOT_R;
/// The slots of stems that rarely take the ي of a relative adjective.
const RARE_RELATIVE: u32 = SLOT_A | SLOT_B;

/// The inflections that may be at the end of a word.
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
    ("ين", 16, Plain, SLOT_N, 0),
    ("ين", 28, Plain, SLOT_V, 0),
    ("ون", 8, Plain, SLOT_A | SLOT_DU, 0),
    ("ون", 15, Plain, SLOT_X, 0),
    ("ون", 28, Plain, SLOT_N, 0),
    ("ا", 9, Plain, NOUN | SLOT_B, DEFINITE),
    ("ا", 20, Plain, SLOT_X, DEFINITE),
    ("ي", 6, Nisba, RELATIVE, 0),
    ("ي", 18, Nisba, RARE_RELATIVE, 0),
    ("ية", 5, Nisba, RELATIVE | SLOT_RT, 0),
    ("ية", 12, Nisba, RARE_RELATIVE, 0),
    ("يه", 20, Nisba, RELATIVE | SLOT_RT, 0),
    ("يه", 28, Nisba, RARE_RELATIVE, 0),
    ("يا", 14, Nisba, RELATIVE | SLOT_A, DEFINITE),
    ("يون", 12, Nisba, RELATIVE, 0),
    ("يين", 12, Nisba, RELATIVE, 0),
    ("يون", 18, Nisba, RARE_RELATIVE, 0),
    ("يين", 18, Nisba, RARE_RELATIVE, 0),
    ("يان", 24, Nisba, RELATIVE, 0),
    ("يتين", 24, Nisba, RELATIVE | SLOT_RT, 0),
    ("يتان", 24, Nisba, RELATIVE | SLOT_RT, 0),
    ("يات", 9, Nisba, RELATIVE | SLOT_RT, 0),
    ("يات", 16, Nisba, RARE_RELATIVE, 0),
    ("و", 16, Plain, SLOT_A | SLOT_DU, DEFINITE),
    ("و", 30, Plain, SLOT_N, DEFINITE),
    ("ي", 16, Plain, SLOT_A | SLOT_DU, DEFINITE),
    ("ي", 26, Plain, SLOT_N, DEFINITE),
    ("تا", 34, Teh, NOUN | SLOT_F, DEFINITE),
    ("تي", 34, Teh, NOUN | SLOT_F, DEFINITE),
    ("ت", 6, Verb, SLOT_PT, 0),
    ("ت", 9, Verb, SLOT_PC, 0),
    ("وا", 8, Verb, SLOT_PW, 0),
    ("نا", 12, Verb, SLOT_PC, 0),
    ("تم", 18, Verb, SLOT_PC, 0),
    ("ا", 18, Verb, SLOT_PA, 0),
    ("تا", 22, Verb, SLOT_PT, 0),
    ("ن", 28, Verb, SLOT_PC, 0),
    ("تما", 38, Verb, SLOT_PC, 0),
    ("تن", 42, Verb, SLOT_PC, 0),
    ("ون", 3, Verb, SLOT_IW, FIRST_PERSON),
    ("ين", 16, Verb, SLOT_IW, FIRST_PERSON | PRESENT_YEH),
    ("ان", 15, Verb, SLOT_IA, FIRST_PERSON),
    ("وا", 7, Verb, SLOT_IW, FIRST_PERSON),
    ("ا", 18, Verb, SLOT_IA, FIRST_PERSON),
    ("ن", 20, Verb, SLOT_IC, FIRST_PERSON),
    ("ي", 19, Verb, SLOT_IW, FIRST_PERSON | PRESENT_YEH),
    ("وا", 5, Verb, SLOT_M, 0),
    ("ي", 5, Verb, SLOT_M, 0),
    ("ا", 10, Verb, SLOT_M, 0),
    ("ن", 12, Verb, SLOT_M, 0),
];

/// The inflections that may precede a pronoun at the end of a word.
#[rustfmt::skip]
pub(super) const BOUND_INFLECTION_COSTS: &[InflectionCost] = &[
    ("", 0, Plain, NOUN | SLOT_B | SLOT_E1 | SLOT_C, DEFINITE),
    ("", 3, Verb, SLOT_PO, 0),
    ("", 0, Verb, SLOT_IO, 0),
    ("", 3, Verb, SLOT_IJ, 0),
    ("", 4, Verb, SLOT_M, 0),
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
    ("يت", 7, Nisba, RELATIVE | SLOT_RT, DEFINITE),
    ("يات", 9, Nisba, RELATIVE | SLOT_RT, DEFINITE),
    ("يت", 14, Nisba, RARE_RELATIVE, DEFINITE),
    ("يات", 16, Nisba, RARE_RELATIVE, DEFINITE),
    ("ي", 20, Nisba, RELATIVE, DEFINITE),
    ("ت", 6, Verb, SLOT_PT, 0),
    ("ت", 9, Verb, SLOT_PC, 0),
    ("و", 8, Verb, SLOT_PW, 0),
    ("نا", 12, Verb, SLOT_PC, 0),
    ("تمو", 40, Verb, SLOT_PC, 0),
    ("ا", 20, Verb, SLOT_PA, 0),
    ("ون", 5, Verb, SLOT_IW, FIRST_PERSON),
    ("و", 8, Verb, SLOT_IW, FIRST_PERSON),
    ("ان", 20, Verb, SLOT_IA, FIRST_PERSON),
    ("ين", 35, Verb, SLOT_IW, FIRST_PERSON | PRESENT_YEH),
];

// ------------------------------------------------------------------------------------------------------------------------ Listed stems

/// The cost of a closed word (a listed function word such as في). Every other kind of listed stem has a higher cost.
pub(crate) const CLOSED_COST: i16 = -26;
/// The cost of a closed word that is also a noun with a root: بين.
pub(crate) const CLOSED_WITH_ROOT_COST: i16 = -26;
/// The additional cost of a closed word in ى if the text writes this word with ي. For example, علي is more often the name Ali than the
/// preposition على.
pub(crate) const CLOSED_YEH_FOR_MAKSURA_COST: i16 = 12;
/// The additional cost of a closed word that is written with another hamza than it has: آن is a noun rather than أن.
pub(crate) const CLOSED_WRONG_HAMZA_COST: i16 = 24;
/// The cost of a listed name or loan word.
pub(crate) const NAME_COST: i16 = 10;
/// The cost of a name or loan word that only readers of books know, because its letters are often those of another word: تشير is rather a verb than Cher.
pub(crate) const RARE_NAME_COST: i16 = 30;
/// The additional cost of a name or loan word that is listed only with ة, for the same reason as [`LISTED_TEH_COST`].
pub(crate) const NAME_WITH_TEH_COST: i16 = 3;
/// The cost of a loan word whose broken plural is listed in `plurals.txt` (أباطرة). The lemma of this loan word is the singular that is listed
/// with the plural.
pub(crate) const NAME_WITH_PLURAL_COST: i16 = 20;
/// The cost of a name whose written form begins with the letters ال (المانيا). The lexicon lists names without the article.
pub(crate) const NAME_IN_ALEF_LAM_COST: i16 = -8;
/// The additional cost of a name after the prefix لل, because the second ل may belong to the stem: للغات is a form of لغات, not of غات.
pub(crate) const NAME_AFTER_LAM_ARTICLE_COST: i16 = 2;
/// The cost of a listed broken plural without a template that fits its letters.
pub(crate) const PLURAL_COST: i16 = 16;
/// The cost of a listed plural in ات. A plural in ات is listed only if the rules of inflection would find a wrong singular.
pub(crate) const SOUND_PLURAL_COST: i16 = 2;
/// The discount on a listed noun if one written ل is both the ل of the article and the first letter of the noun: للهجات is a form of لهجات, not
/// of هجات.
pub(crate) const SHARED_LAM_DISCOUNT: i16 = 10;
/// The additional cost of a relative adjective that the dictionary does not list, because its final ي is often the pronoun.
pub(crate) const UNLISTED_NISBA_COST: i16 = 16;
/// The additional cost of ة after a noun that is not listed with it.
pub(crate) const UNLISTED_TEH_COST: i16 = 16;
/// The discounts on a stem with the ending ة. The first and second discounts apply to a stem that is listed only as a plural in ة: the first if
/// the template is a template of broken plurals, the second if it is a template of nouns. The third discount applies to all other readings of a
/// listed noun in ة.
pub(crate) const PLURAL_TEH_DISCOUNT: i16 = 8;
pub(crate) const NOUN_TEH_DISCOUNT: i16 = 6;
pub(crate) const FEMININE_TEH_DISCOUNT: i16 = 4;

// -------------------------------------------------------------------------------------------------------------------------- User stems

/// The cost of a stem of a user lexicon. It is lower than the cost of each other stem, including closed words, so a user's lexeme wins over a
/// built-in lexeme with the same affixes. The tier adds [`LEXEME_TIER_COSTS`].
pub(crate) const USER_STEM_COST: i16 = -30;
const _: () = assert!(USER_STEM_COST < CLOSED_COST && USER_STEM_COST < LEAST_TEMPLATE_COST && USER_STEM_COST < -LISTED_STEM_BOUND);
/// The additional cost of a user's short stem with an affix, unless it has the article: its letters often occur in another word by chance. For
/// example, كلام is rather *speech* than ك and the name لام. A noun or a name is short with three letters, the stem of a verb with two.
pub(crate) const USER_SHORT_STEM_COST: i16 = 20;

// ----------------------------------------------------------------------------------------------------------------------- Unknown stems

/// The costs of an unknown stem. The first value applies to every unknown stem. The other values are added if the prefix has no conjunction and
/// no particle, if the prefix is و without an article, and if the prefix has a particle and an article.
pub(crate) const UNKNOWN_COST: i16 = 55;
pub(crate) const UNKNOWN_BARE_COST: i16 = 15;
pub(crate) const UNKNOWN_AFTER_WAW_COST: i16 = 3;
pub(crate) const UNKNOWN_AFTER_PARTICLE_COST: i16 = 15;

// --------------------------------------------------------------------------------------------------------------------------- Templates

/// The costs of a root, indexed by the tier of the root: 0 is no root of the language, 1 is frequent, 2 is normal, 3 is rare.
pub(crate) const ROOT_TIER_COSTS: [i16; 4] = [i16::MAX / 2, 0, 6, 20];
/// The costs of a lexeme of the dictionary, indexed by its tier: 1 is met daily, 2 weekly, 3 by readers of books. The next three are those of the
/// participles and verbal nouns of the verbs of these tiers. They replace the costs of its root.
pub(crate) const LEXEME_TIER_COSTS: [i16; 8] = [0, 0, 7, 18, 9, 14, 21, 0];
/// The discount on a word of the dictionary with three radicals that begins with و, because this و is rarely the conjunction: ودود is rather
/// *affectionate* than *and worms*.
pub(crate) const LISTED_WAW_DISCOUNT: i16 = 6;
/// The additional cost of a noun that the dictionary lists only with ة, because its ending costs less than that of other nouns.
pub(crate) const LISTED_TEH_COST: i16 = 2;
/// The additional cost of a root if the stem hides a weak radical and `hollow.txt` lists another root as likelier for the shape of this stem.
pub(crate) const LOSING_ROOT_COST: i16 = 6;
/// The same cost for a verb that the dictionary lists: قلت is rather قال than قلّ.
pub(crate) const LOSING_VERB_COST: i16 = 14;
/// The additional costs of a template without hidden or contracted radicals: the first for a root with a weak second radical, the second for a
/// root with equal second and third radicals.
pub(crate) const UNEXPECTED_HOLLOW_COST: i16 = 10;
pub(crate) const UNEXPECTED_GEMINATE_COST: i16 = 10;
/// The additional cost of a template that contracts two equal radicals, for a root with a weak second radical: حيّ.
pub(crate) const WEAK_GEMINATE_COST: i16 = 15;
/// The additional cost of a root of four radicals that begins with ء, if the stem has more than four letters. For example, the cheaper reading of
/// أسبوع is the template أ12و3 with the three radicals س ب ع.
pub(crate) const QUADRILITERAL_HAMZA_COST: i16 = 8;
/// The discount on readings of كان, because كان is the most frequent verb.
pub(crate) const KANA_DISCOUNT: i16 = 15;
/// The additional cost of a verb of form I whose last letter shows another vowel than the dictionary: تسمى is not the present of سما. It is low,
/// because the passive may have this letter: يبنى.
pub(crate) const WRONG_ENDING_COST: i16 = 8;
/// The discount on a present of form IV, if the list of roots marks the present of this root as form IV (يخرج).
pub(crate) use crate::morph::schema::PRESENT_IV_DISCOUNT;
/// The discount on a verb of form VIII that begins with the letters الت and ends in ى: التقى is a verb, not the article ال with a noun.
pub(crate) const ILTAQA_DISCOUNT: i16 = 26;
/// The discount on a noun with a root if its letters are also a closed word: بين.
pub(crate) const CLOSED_NOUN_DISCOUNT: i16 = 4;
/// The discounts on a listed plural: the first if the template is a template of broken plurals, the second if it is a template of nouns.
pub(crate) const LISTED_PLURAL_DISCOUNT: i16 = 8;
pub(crate) const LISTED_NOUN_PLURAL_DISCOUNT: i16 = 6;
/// The discount on a plural that writes two equal radicals as separate letters, although its singular contracts them: حصص of حصة.
pub(crate) const GEMINATE_PLURAL_DISCOUNT: i16 = 10;

// ---------------------------------------------------------------------------------------------------------------------------- Spelling

/// The additional costs of respellings, in this order: a written initial ا is read as ء; a written initial ا is read as ءا; a written initial أ
/// or إ is read as ا; a written final ا is read as ء.
pub(crate) const ALEF_AS_HAMZA_COST: i16 = 8;
pub(crate) const ALEF_AS_MADDA_COST: i16 = 16;
pub(crate) const HAMZA_AS_ALEF_COST: i16 = 15;
pub(crate) const ALEF_AS_FINAL_HAMZA_COST: i16 = 6;
/// The additional cost of a wrong initial hamza: the stem is written with إ and its template has أ, or the stem is written with أ and its
/// template has إ.
pub(crate) const WRONG_HAMZA_COST: i16 = 18;
/// The additional cost of a verb whose first radical is a hamza with a seat that its vowels do not allow: ؤ follows a short u, as in تؤكد (form II),
/// and أ follows another vowel, as in تأكد (form V).
pub(crate) const WRONG_SEAT_COST: i16 = 12;
/// The additional costs of a wrong final letter: the first if the template has ى and the word is written with ي, the second if the template has ي
/// and the word is written with ى.
pub(crate) const YEH_FOR_MAKSURA_COST: i16 = 6;
pub(crate) const MAKSURA_FOR_YEH_COST: i16 = 4;
/// The additional cost of a noun of three letters that ends in أ or ئ. Few nouns have the short vowel that requires this seat of the hamza (نبأ),
/// and these nouns are listed.
pub(crate) const NOUN_IN_SEATED_HAMZA_COST: i16 = 14;
/// The additional cost of an adjective if the final ئ of the word is read as يء. For example, دفئ is more often a verb than the adjective دفيء.
pub(crate) const OLD_HAMZA_ADJECTIVE_COST: i16 = 10;

// ------------------------------------------------------------------------------------------------------------------------------ Vowels

/// The additional cost of a vocalization that the data files mark as rare.
pub(crate) const RARE_VOCALIZATION_COST: i16 = 10;
/// The additional cost of a stem whose vowels are not listed, in a word with marks.
pub(crate) const UNKNOWN_VOWELS_COST: i16 = 5;
/// The additional costs of an indefinite noun that is written with marks but without tanwin: the first for a final short u, the second for a
/// final short a, the third for a final sukun.
pub(crate) const CONSTRUCT_COST: i16 = 7;
pub(crate) const ACCUSATIVE_CONSTRUCT_COST: i16 = 24;
pub(crate) const PAUSE_COST: i16 = 6;
/// The additional cost of a present of the first person with a final short a, which is rare without a particle: أَكْرَمَ is rather a perfect of form IV.
pub(crate) const BARE_SUBJUNCTIVE_COST: i16 = 14;
/// The additional cost of a final ه with a short vowel that is read as ة, because a text with vowel signs writes ة: مَسْؤُولِيهِ has a pronoun.
pub(crate) const TEH_AS_VOCALIZED_HEH_COST: i16 = 20;
/// The additional cost of a dual that ends in ا because it has lost its ن before a noun: كتابا الطالب.
pub(crate) const DUAL_CONSTRUCT_COST: i16 = 14;
/// The additional cost of a reading with the following vowels: the stem is listed as a plural, but its marks fit only the vowels of another noun
/// with the same letters.
pub(crate) const NO_PLURAL_VOWELS_COST: i16 = 6;
/// The additional cost of a present of the first person whose أ is written as ا, in a word with marks. A text with marks writes this أ with its
/// hamza, so اكتب with marks is an imperative.
pub(crate) const PRESENT_IN_BARE_ALEF_COST: i16 = 20;

// ------------------------------------------------------------------------------------------------------------------------------- Roots

/// The limit for taking the root of another reading. A name takes the root of another reading of the same stem if the cost of the other reading
/// is below the cost of the name plus this amount.
pub(crate) const ROOT_OF_NAME_COST: i16 = 3;

// ------------------------------------------------------------------------------------------------------------------------ Lower bounds

/// The lower bound on the cost of a listed name or listed plural, without prefix and suffix, as a positive number: each of these stems costs at
/// least `-LISTED_STEM_BOUND`.
pub(crate) const LISTED_STEM_BOUND: i16 = 12;
/// The greatest sums of discounts on a reading with a template: the first if the stem is a listed plural, the second if the stem is a listed noun
/// in ة.
pub(crate) const PLURAL_DISCOUNT_BOUND: i16 = 18;
pub(crate) const FEMININE_DISCOUNT_BOUND: i16 = 10;
/// The least cost of a template. Only the template of ليس has a negative cost.
pub(crate) const LEAST_TEMPLATE_COST: i16 = -20;
/// The least cost of an unknown stem, without prefix and suffix: none of the three additional costs is added, and the greatest discount on ة is
/// subtracted.
pub(crate) const LEAST_UNKNOWN_COST: i16 = UNKNOWN_COST - PLURAL_TEH_DISCOUNT;
/// The bound of a split (a division of the word into prefix, stem and suffix) that has no reading. The cost of every reading is far below this
/// bound.
pub(crate) const NEVER: i16 = 1000;

//! The word grammar. The grammar finds the readings of an Arabic word without a dictionary of word forms.
//!
//! A word consists of a stem with its inflection, optional proclitics (such as و and ال) before the stem, and an optional pronoun at the
//! end. For example, وسيكتبونها consists of و + س + يكتبون + ها. A stem is one of four things:
//!
//! - a root in a template (wazn). For example, the stem مكتب is the root ك ت ب in the template م123. The digits are the radicals, which are
//!   the letters of the root.
//! - a closed word, which is a listed function word such as في.
//! - a listed name, loan word, broken plural or irregular stem.
//! - an unknown stem, if the reading uses neither a template nor a list.
//!
//! A reading is one analysis of a word into these parts. Every reading has a cost. Without context, the reading with the lowest cost is the
//! likeliest.
//!
//! ```
//! use kalima::morph;
//!
//! let p = morph::best("وسيكتبونها").unwrap();
//! assert_eq!(p.root().unwrap().as_str(), "كتب");
//! assert_eq!(p.lemma(), "كتب");
//! assert_eq!(p.segments().map(|s| s.text()).collect::<Vec<_>>(), ["و", "س", "يكتبون", "ها"]);
//! assert_eq!(morph::root("المكتبات").unwrap().as_str(), "كتب");
//! assert_eq!(morph::lemma("والأقلام").as_deref(), Some("قلم"));
//! assert_eq!(morph::root("Zürich"), None);
//! ```
//!
//! The templates and word lists of the grammar are text files in `src/morph/data/`, so that a person who knows Arabic can check them. The
//! files were written by hand for this crate.
//!
//! # Vowels
//!
//! The grammar first compares the letters of a word with the templates. Vowel signs and shaddas in the word then reject the readings with
//! other vowels. For example, the vowel signs have these effects:
//!
//! - كَتَبَ is a verb, and كُتُب is the plural of كتاب.
//! - مُدَرِّس is a participle, and مَدرَس is a noun.
//! - يُدَرِّس is a verb of form II.
//!
//! A word with a tanwin is not a verb and has neither the article nor a pronoun. A letter without marks fits every vowel, so the word may
//! have only a few marks.
//!
//! The file `templates.txt` lists the vowels of templates. The file `vocalized.txt` lists the vowels of closed words and irregular stems.
//! Names, and stems whose vowels are not listed, fit any marks, in most cases at a slightly higher cost. The grammar lists the vowels of a
//! template, but not the vowels that a single root takes in this template. So the grammar accepts عَمَلَ as a verb, although the verb of
//! this root is عَمِلَ. If every reading contradicts the marks, the grammar ignores the marks. This happens if the marks are wrong or if
//! the grammar is incomplete. Words without marks skip these rules, so the rules do not slow down the search for these words.
//!
//! ```
//! use kalima::morph::{self, PartOfSpeech};
//!
//! assert_eq!(morph::best("كَتَبَ").unwrap().part_of_speech(), PartOfSpeech::Verb);
//! assert_eq!(morph::lemma("كُتُبٌ").as_deref(), Some("كتاب"));
//! assert_eq!(morph::lemma("يُخْرِجُ").as_deref(), Some("أخرج"));
//! assert_eq!(morph::lemma("يَخْرُجُ").as_deref(), Some("خرج"));
//! // No word has these vowels, so the grammar ignores the marks and finds the root by the letters.
//! assert_eq!(morph::root("كْكتبُّ"), morph::root("ككتب"));
//! ```
//!
//! The stemmers of [`crate::stem`] ignore vowel signs, so a search query without vowel signs finds a text with vowel signs.
//!
//! # Words of any spelling
//!
//! The grammar reads tatweel, presentation forms and combining hamzas by the rules of [`crate::stem`], so a word has the same readings in
//! every encoding. Words of more than 24 letters have no reading; آ counts as two letters. The number of steps of the search is bounded for
//! every word, and the search itself allocates no memory. All tables together have less than 1 MiB.
//!
//! # From root to words
//!
//! [`forms()`] returns the word forms of a root in a verb form, for example of the root كتب in form II. With a few exceptions, the result
//! of [`parses`] for each of these word forms contains a reading with this root; the documentation of [`forms()`] lists the exceptions.
//! [`clitic::expand`](crate::clitic::expand) returns the spellings in which a text may contain a word.
//!
//! # Files
//!
//! Each module uses only the modules above it in this table:
//!
//! | file | content |
//! |---|---|
//! | `schema/` | the numbers and layouts that this crate and the generator `tools/gen-morph` share |
//! | `word/` | the letters of a word as characters and as codes of five bits, and the marks of the letters |
//! | `kinds`, `root` | enums that describe readings and word forms; roots |
//! | `grammar/` | affixes, templates, lexicon, and all costs |
//! | `forms/` | conjugation: the word forms of a root, without and with vowel signs |
//! | `user/` | the lexemes that a user adds at run time, and their stems |
//! | `search/` | the search for the cheapest readings |
//! | `lemma` | the lemma of a reading |
//! | `lexeme` | the lexemes of the dictionary, with vowels, tiers and plurals |
//! | `parse` | the public type of a reading |
//! | `readings` | the public functions that return the best readings of a word |
//! | `extended` | the same functions with the lexemes of a user |
//! | `memo` | a cache of readings |
//! | `features` | the part of speech and the features of a reading by Universal Dependencies |
//! | `data/` | the text files of the grammar |

mod extended;
mod features;
mod forms;
pub(crate) mod grammar;
mod kinds;
mod lemma;
mod lexeme;
mod memo;
mod parse;
mod readings;
mod root;
pub(crate) mod schema;
pub(crate) mod search;
mod user;
pub(crate) mod word;

pub use extended::Grammar;
pub use features::Features;
pub use forms::{Forms, WordForm, forms, forms_with_vowels};
pub use kinds::{
    Definite, Gender, GrammaticalNumber, Inflection, Mood, PartOfSpeech, Person, SegmentKind, Tense, Tier, Upos, VerbForm, Voice, Vowel,
    WordFormKind,
};
pub use lexeme::{Lexeme, Lexemes, Lexicon};
pub use memo::Memo;
pub use parse::{Parse, ParseSegment, ParseSegments};
pub use readings::{Parses, best, best_utf8, lemma, lemma_utf8, parses, parses_utf8, root, root_utf8};
pub use root::{ParseRootError, Root};
pub use user::{LexiconError, LexiconErrorKind, UserLexicon};

pub(crate) use extended::folded_lemma_extended;
pub(crate) use grammar::TABLES_HASH;
pub(crate) use readings::{best_of_letters, folded_lemma};
pub(crate) use word::letters;

#[cfg(test)]
mod tests;

//! The word grammar. It finds the readings of an Arabic word without a dictionary of word forms.
//!
//! A word consists of proclitics, a stem with its inflection, and a pronoun: وَ + سَ + يَكتُب + ونَ + ها. The stem is a root in a template
//! (wazn), a closed word (a listed function word such as في), or a listed name or loan word. For example, the stem مكتب is the root ك ت ب in the
//! template م123. Every reading has a cost. The reading with the lowest cost is the likeliest reading of a word without context.
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
//! The grammar is a set of text files in `src/morph/data/`, so that a reader of Arabic can check the grammar. The files were written by hand for
//! this crate.
//!
//! # Vowels
//!
//! The grammar compares the letters of a word with its templates first. Written vowel signs and shaddas then reject readings with different
//! vowels: كَتَبَ is a verb and كُتُب is the plural of كتاب, مُدَرِّس is a participle and مَدرَس is a noun, يُدَرِّس is a verb of form II. A
//! tanwin rejects verbs, definite nouns and pronouns. A letter without marks fits every vocalization, so a word with only a few marks is also
//! accepted.
//!
//! `templates.txt` lists the vowels of templates; `vocalized.txt` lists the vowels of closed words and irregular nouns. Names, and nouns whose
//! vowels are not listed, fit any marks at a slightly higher cost. The grammar does not list which vowels a single root takes in a template, so
//! عَمَلَ may be a verb. If every reading contradicts the marks, because the marks or the grammar are wrong, the grammar ignores the marks. The
//! rules for marks do not slow down the search for words without marks.
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
//! Stemmers ignore vowel signs ([`crate::stem`]), so a search query without vowel signs finds a text with vowel signs.
//!
//! # Words of any spelling
//!
//! Tatweel, presentation forms and combining hamzas are read by the rules of [`crate::stem`], so a word has the same readings in every encoding.
//! Words of more than 24 letters have no reading. The number of steps of the search is bounded for every word, and reading a word of at most two
//! dozen characters allocates no memory. All tables together have less than 256 KB.
//!
//! # From root to words
//!
//! [`forms()`] returns the word forms of a root in a verb form, for example of كتب in form II. [`parses`] of each of these word forms contains a
//! reading with this root; [`forms()`] lists the exceptions. [`clitic::expand`](crate::clitic::expand) returns the spellings in which a text may
//! contain a word.
//!
//! # Files
//!
//! Each module uses only the modules above it in this table:
//!
//! | file | content |
//! |---|---|
//! | `schema/` | numbers and layouts that this crate and `tools/gen-morph` share |
//! | `word/` | the letters of a word, its letter codes and its marks |
//! | `grammar/` | affixes, templates, lexicon, and all costs |
//! | `search/` | the search for the cheapest readings |
//! | `kinds`, `root` | the enums that describe readings and word forms; roots |
//! | `lemma` | the lemma of a reading |
//! | `parse` | a reading in the public API |
//! | `readings` | the best readings of a word |
//! | `memo` | a cache of readings |
//! | `forms/` | conjugation |
//! | `data/` | the text files of the grammar |

mod forms;
pub(crate) mod grammar;
mod kinds;
mod lemma;
mod memo;
mod parse;
mod readings;
mod root;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod word;

pub use forms::{Forms, WordForm, forms};
pub use kinds::{Gender, GrammaticalNumber, Inflection, PartOfSpeech, Person, SegmentKind, VerbForm, Voice, WordFormKind};
pub use memo::Memo;
pub use parse::{Parse, ParseSegment, ParseSegments};
pub use readings::{Parses, best, best_utf8, lemma, lemma_utf8, parses, parses_utf8, root, root_utf8};
pub use root::{ParseRootError, Root};

pub(crate) use readings::{best_of_letters, folded_lemma};
pub(crate) use word::letters;

#[cfg(test)]
mod tests;

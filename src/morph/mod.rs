//! The word grammar: the readings of an Arabic word, found without a dictionary of word forms.
//!
//! A word is proclitics, a stem with its inflection, and a pronoun: وَ + سَ + يَكتُب + ونَ + ها. The stem is a root in a template (wazn), a
//! closed word (في), or a listed name or loan word: مكتب is the root ك ت ب in م123. Every reading has a cost; the cheapest reading is the
//! best guess for a word without context.
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
//! The grammar is a set of text files that a reader of Arabic can check: `src/morph/data/`. They were written by hand for this crate.
//!
//! # Vowels
//!
//! A word is read by its letters. Written vowel signs and shaddas reject the readings that they contradict: كَتَبَ is a verb and كُتُب the
//! plural of كتاب, مُدَرِّس is a participle and مَدرَس a noun, يُدَرِّس is of form II, and a tanwin excludes verbs, definite nouns and pronouns. A
//! letter without marks fits every vocalization, so partial vocalization helps in part.
//!
//! The vowels of templates are in `templates.txt`, those of closed words and irregular nouns in `vocalized.txt`. A name, and a noun whose vowels
//! are not known, fits any marks at a slightly higher cost. The vowels of single roots are not known: عَمَلَ may be a verb. If the marks
//! contradict every reading, because they or the grammar are wrong, they are ignored. A word without marks takes no longer for all this.
//!
//! ```
//! use kalima::morph::{self, PartOfSpeech};
//!
//! assert_eq!(morph::best("كَتَبَ").unwrap().part_of_speech(), PartOfSpeech::Verb);
//! assert_eq!(morph::lemma("كُتُبٌ").as_deref(), Some("كتاب"));
//! assert_eq!(morph::lemma("يُخْرِجُ").as_deref(), Some("أخرج"));
//! assert_eq!(morph::lemma("يَخْرُجُ").as_deref(), Some("خرج"));
//! // No word has these vowels; the letters still have a root.
//! assert_eq!(morph::root("كْكتبُّ"), morph::root("ككتب"));
//! ```
//!
//! Stemmers ignore vowels ([`crate::stem`]), so that a query without them finds a text with them.
//!
//! # Words of any spelling
//!
//! Tatweel, presentation forms and combining hamzas are read as [`crate::stem`] reads them: a word has the same readings in every encoding.
//! Words of more than 24 letters have no reading. The work for a word is bounded, and reading a word allocates nothing. All tables together
//! have less than 256 KB.
//!
//! # From root to words
//!
//! [`forms()`] returns the words of a root in a verb form, and [`parses`] finds them again with that root.
//! [`clitic::expand`](crate::clitic::expand) returns the spellings in which a text may contain a word.
//!
//! # Files
//!
//! Each uses only those above it:
//!
//! | file | content |
//! |---|---|
//! | `schema/` | numbers and layouts that the crate and `tools/gen-morph` share |
//! | `word/` | the letters of a word, its letter codes and its marks |
//! | `grammar/` | affixes, templates, lexicon, and every cost |
//! | `search/` | the search for the cheapest readings |
//! | `kinds`, `root` | the enums of readings and word forms; roots |
//! | `lemma` | the lemma of a reading |
//! | `parse` | a reading for users |
//! | `readings` | the best readings of a word |
//! | `memo` | readings of words that were read before |
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

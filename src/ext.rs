//! [`ArabicText`]: methods of `str` for the most frequent tasks of this crate.
//!
//! ```
//! use kalima::ext::ArabicText;
//!
//! assert_eq!("إِلَى الْمَدْرَسَةِ".normalize(), "الي المدرسه");
//! assert!("أَحْمَد".equivalent_to("احمد"));
//! assert_eq!("وصل د. أحمد. هل رأيته؟".sentences().count(), 2);
//! assert_eq!("قَرَأَ الكِتَابَ".find_iter("كتاب").next(), Some(17..31));
//! ```

use alloc::borrow::Cow;

use crate::normalize::{self, Matches, Normalizer};
use crate::sentence::{self, Sentences};
use crate::stem::{Stemmed, Stemmer};
use crate::token::{self, Tokens, Words};

mod sealed {
    pub trait Sealed {}
    impl Sealed for str {}
}

/// Methods of `str` that call the functions of the other modules with default options.
///
/// The methods accept any text. An empty text has no tokens and no sentences, and its normal form and its stem are empty. Words in other
/// scripts are not stemmed. The trait is sealed: only `str` implements the trait, so a later version of the crate can add methods.
pub trait ArabicText: sealed::Sealed {
    /// Returns the normal form of the text under [`Normalizer::search`]. Different spellings of a word have the same normal form: `احمد`
    /// for `أحمد` and for `احمد`. The result is borrowed if the text is equal to its normal form.
    fn normalize(&self) -> Cow<'_, str>;

    /// Returns the normal form of the text under [`Normalizer::light`]. This normalizer drops marks and tatweels but does not fold a letter
    /// to another letter: `إِلَــى` becomes `إلى`. The result is borrowed if the text is equal to its normal form.
    fn normalize_light(&self) -> Cow<'_, str>;

    /// Returns whether the two texts have the same normal form. The normal form is the result of [`normalize`](Self::normalize).
    fn equivalent_to(&self, other: &str) -> bool;

    /// Returns an iterator over the byte ranges of the text that match `needle`. The search compares normal forms; see
    /// [`find_iter`](normalize::find_iter). A `needle` with an empty normal form has no matches.
    fn find_iter(&self, needle: &str) -> Matches<'_>;

    /// Returns an iterator over the [tokens](token::tokens) of the text, including white space and punctuation.
    fn tokens(&self) -> Tokens<'_>;

    /// Returns an iterator over the [words](token::words) of the text.
    fn words(&self) -> Words<'_>;

    /// Returns an iterator over the [sentences](sentence::sentences) of the text.
    fn sentences(&self) -> Sentences<'_>;

    /// Returns the stem of the text by [`Stemmer::Lexical`]. The stemmer treats the whole text as one word.
    fn stem(&self) -> Stemmed<'_>;
}

impl ArabicText for str {
    fn normalize(&self) -> Cow<'_, str> {
        Normalizer::search().normalize(self)
    }

    fn normalize_light(&self) -> Cow<'_, str> {
        Normalizer::light().normalize(self)
    }

    fn equivalent_to(&self, other: &str) -> bool {
        normalize::equivalent(self, other)
    }

    fn find_iter(&self, needle: &str) -> Matches<'_> {
        normalize::find_iter(self, needle)
    }

    fn tokens(&self) -> Tokens<'_> {
        token::tokens(self)
    }

    fn words(&self) -> Words<'_> {
        token::words(self)
    }

    fn sentences(&self) -> Sentences<'_> {
        sentence::sentences(self)
    }

    fn stem(&self) -> Stemmed<'_> {
        Stemmer::Lexical.stem(self)
    }
}

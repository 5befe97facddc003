//! The most common functions as methods of `str`: [`ArabicText`], which only `str` implements.
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

/// Methods of text, by the default options of each module. Sealed: methods may be added.
pub trait ArabicText: sealed::Sealed {
    /// Returns the normal form of the text under [`Normalizer::search`]: one spelling for one word.
    fn normalize(&self) -> Cow<'_, str>;

    /// Returns the normal form of the text under [`Normalizer::light`]: without marks and tatweel, no letter changed.
    fn normalize_light(&self) -> Cow<'_, str>;

    /// Returns whether two texts have the same [normal form](Self::normalize).
    fn equivalent_to(&self, other: &str) -> bool;

    /// Returns the byte ranges of a needle in the text, whatever spelling either has: [`find_iter`](normalize::find_iter).
    fn find_iter(&self, needle: &str) -> Matches<'_>;

    /// The [tokens](token::tokens).
    fn tokens(&self) -> Tokens<'_>;

    /// The [words](token::words).
    fn words(&self) -> Words<'_>;

    /// The [sentences](sentence::sentences).
    fn sentences(&self) -> Sentences<'_>;

    /// The stem of the text as one word, by [`Stemmer::Lexical`].
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

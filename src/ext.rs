//! The one-liners as methods of `str`: [`ArabicText`], of which nothing but `str` is one.
//!
//! ```
//! use kalima::ext::ArabicText;
//!
//! assert_eq!("إِلَى الْمَدْرَسَةِ".fold(), "الي المدرسه");
//! assert!("أَحْمَد".same_as("احمد"));
//! assert_eq!("وصل د. أحمد. هل رأيته؟".sentences().count(), 2);
//! assert_eq!("قَرَأَ الكِتَابَ".find_folded("كتاب").next(), Some(17..31));
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
    /// [`Normalizer::search`] of the text: one spelling for one word.
    fn fold(&self) -> Cow<'_, str>;

    /// [`Normalizer::light`] of the text: without marks and tatweel, no letter changed.
    fn strip_marks(&self) -> Cow<'_, str>;

    /// Whether two texts are one when [folded](Self::fold).
    fn same_as(&self, other: &str) -> bool;

    /// Where a needle stands in the text, however either is spelled: [`find_iter`](normalize::find_iter).
    fn find_folded(&self, needle: &str) -> Matches<'_>;

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
    fn fold(&self) -> Cow<'_, str> {
        Normalizer::search().normalize(self)
    }

    fn strip_marks(&self) -> Cow<'_, str> {
        Normalizer::light().normalize(self)
    }

    fn same_as(&self, other: &str) -> bool {
        normalize::eq(self, other)
    }

    fn find_folded(&self, needle: &str) -> Matches<'_> {
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

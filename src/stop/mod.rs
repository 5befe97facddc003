//! Stop words: lists of frequent words that add little meaning. A word of the text is folded before the lookup. A stop word is also
//! recognized after proclitics, as in وبهذا.
//!
//! [`StopWords`] is a list of words in their original spelling. [`StopWords::fold`] compiles the list to a [`StopSet`], which looks up
//! words in text that a normalizer has folded.
//!
//! ```
//! use kalima::normalize::Normalizer;
//! use kalima::stop::StopWords;
//!
//! let list = StopWords::standard().union(&StopWords::of(["شركة"]));
//! let stop = list.fold(Normalizer::search());
//! assert!(stop.contains("إلى") && stop.contains("فَهُوَ"));
//! assert!(stop.contains("وبهذا") && stop.contains("شركه"));
//! assert!(!stop.contains("كتاب") && !stop.contains("فهم"));
//! ```
//!
//! Folding can make different words equal. If a normalizer folds alefs and yehs, the name علي and the preposition على have the same folded
//! form, and so have إمام and أمام. [`contains_spelled`](StopSet::contains_spelled) distinguishes such words if the text contains the
//! hamzas and dots. To remove a word from a list, use [`difference`](StopWords::difference), which compares words in their original
//! spelling.
//!
//! | list | words |
//! |---|---|
//! | [`small`](StopWords::small) | prepositions, also with pronouns (به); conjunctions; particles; all kinds of pronouns (هو, هذا, الذي) |
//! | [`standard`](StopWords::standard) | the words of `small`; verbs such as كان and ليس; words of quantity, place and time; connectives |
//! | [`questions`](StopWords::questions) | question words; [`union`](StopWords::union) adds these words to another list |
//! | [`lucene`](StopWords::lucene) | the 119 words of Lucene's `ArabicAnalyzer`; a word after proclitics is not recognized |
//!
//! An empty word is never a stop word. Words of other scripts are compared in the same way as Arabic words. The time of a lookup is linear
//! in the length of the word.

// | file | contents |
// |---|---|
// | `list.rs` | `StopWords` and the lists |
// | `set.rs` | `StopSet`: lookup of words and of words with proclitics |
// | `letter_set.rs` | lookup of words by the codes of their letters |

mod letter_set;
mod list;
mod set;

pub use list::{IntoIter, Iter, StopWords};
pub use set::StopSet;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::Normalizer;

    #[test]
    fn words_are_found_after_proclitics() {
        let stop = StopWords::standard().fold(Normalizer::search());
        for word in "وفي فهو بأن لأن ولهذا وبهذه كهذا فإنه والذي وكان ليس وليس إلَى".split(' ')
        {
            assert!(stop.contains(word), "{word}");
        }
        for word in "فهم كتاب وزير ولي والد بيت فيلم".split(' ') {
            assert!(!stop.contains(word), "{word}");
        }
        assert!(!StopWords::small().clitics(false).fold(Normalizer::search()).contains("وفي"));
        assert!(!StopWords::none().fold(Normalizer::search()).contains("في"));
    }

    #[test]
    fn words_are_found_after_proclitics_of_short_words_and_relatives() {
        let stop = StopWords::standard().union(&StopWords::questions()).fold(Normalizer::search());
        let words = "لكل بكل ولكل لأي بأي لاي للذي للتي للذين وللذين للآن لليوم وله وبه فلها سيكون ستكون وسيكون ولدى أليس أفلا أولم وأحد";
        for word in words.split(' ') {
            assert!(stop.contains_spelled(word), "{word}");
        }
        for word in "للعب لله للكتاب للناس ولي ولدي واحد بكى لكم_ كلي".split(' ') {
            assert!(!stop.contains_spelled(word), "{word}");
        }
    }

    #[test]
    fn hamzas_and_dots_distinguish_words() {
        let stop = StopWords::standard().fold(Normalizer::search());
        for word in "علي منى وعلي لمنى إمام الإمام إمامه أذى آن عدّاء آل بهيّ عَلِيّ ﻋﻠﻲ ا\u{655}مام".split(' ')
        {
            assert!(!stop.contains_spelled(word), "{word}");
        }
        for word in "على علَى عَلَيْهِ مني مِنِّي فى الى امام أمام انه إلى بعده لان اذا وإلى ﻋﻠﻰ ان اي ا\u{654}مام".split(' ')
        {
            assert!(stop.contains_spelled(word), "{word}");
        }
        // The list contains the name itself, so the name is a stop word.
        assert!(StopWords::of(["علي"]).fold(Normalizer::search()).contains_spelled("عليّ"));
    }

    #[test]
    fn lists_are_folded_as_the_text_is() {
        assert!(StopWords::of(["إلى"]).fold(Normalizer::search()).contains("الي"));
        assert!(!StopWords::of(["إلى"]).fold(Normalizer::light()).contains("الي"));
        assert!(StopWords::of(["إلى"]).fold(Normalizer::light()).contains("إلَى"));
    }
}

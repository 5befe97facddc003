//! Tests stems of the shortest words from which a stemmer removes proclitics.

use kalima::stem::Stemmer;

/// Tests that sequences of proclitics with an article are removed from a noun of two letters. Tests each word also with a final vowel mark,
/// and with the article in presentation forms.
#[test]
fn proclitics_before_two_letters() {
    for noun in ["يد", "دم"] {
        for proclitics in ["ال", "بال", "كال", "فال", "وال", "فبال", "وبال", "وكال"] {
            let word = format!("{proclitics}{noun}");
            for word in [word.clone(), format!("{word}\u{64F}"), word.replace("ال", "\u{FE8D}\u{FEDF}")] {
                assert_eq!(Stemmer::Rules.stem(&word).text(), noun, "{word}");
            }
        }
    }
}

/// Tests a ligature after an article. Snowball's program tests the length of the word before it replaces the ligature by its letters, so ﻻ counts as one
/// letter. A word of three letters may be a verb, which loses a final ا.
#[test]
fn ligatures_after_an_article() {
    for (word, stem) in [("الﻻ", "الل"), ("اللا", "اللا")] {
        assert_eq!(Stemmer::Snowball.stem(word).text(), stem, "{word}");
    }
}

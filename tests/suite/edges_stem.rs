//! Tests stems of the shortest words from which a stemmer removes proclitics.

use kalima::stem::Stemmer;

/// Tests that every sequence of proclitics with an article is removed from a noun of two letters, in any encoding of the word.
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

//! Runs the edge cases of `kalima::testing` with a simple normalizer, and prints the cases for which the result of the normalizer is wrong.
//! To test your own normalizer, call your function instead of `naive`. Start the program with `cargo run --features testing --example
//! naive`.

use kalima::normalize::Preset;
use kalima::testing::cases;

/// Removes tanwin, vowel marks, shadda, sukun and tatweel. Replaces أ, إ and آ with ا, ى with ي, and ة with ه.
fn naive(text: &str) -> String {
    text.chars()
        .filter(|c| !('\u{64B}'..='\u{652}').contains(c) && *c != '\u{640}')
        .map(|c| match c {
            'أ' | 'إ' | 'آ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            c => c,
        })
        .collect()
}

fn main() {
    let (mut held, mut broken) = (0, 0);
    for case in cases() {
        let Some(want) = case.normalized(Preset::Search) else { continue };
        let got = naive(&case.text());
        if got == want {
            held += 1;
            continue;
        }
        broken += 1;
        println!("row {:3} {}: {}", case.row(), case.name(), case.description());
        println!("        {:?} becomes {got:?}, expected {want:?}", case.text());
    }
    println!("{held} cases passed, {broken} failed");
}

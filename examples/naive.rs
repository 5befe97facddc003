//! The edge cases of `kalima::testing` run against the normalizer that many programs have, and what of it breaks. Put your own in its place:
//! `cargo run --features testing --example naive`.

use kalima::normalize::Preset;
use kalima::testing::cases;

/// Strips the vowels and tatweel, folds أ إ آ, ى and ة.
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
        println!("row {:3} {}: {}", case.row(), case.name(), case.what());
        println!("        {:?} gives {got:?}, should give {want:?}", case.text());
    }
    println!("{held} held, {broken} broke");
}

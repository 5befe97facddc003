//! The terms of a large file on every core: it is cut where lines end, and the pieces are analyzed side by side. The output is that of one
//! thread: `cargo run --release --example parallel -- FILE [--check]`.

use std::collections::HashMap;
use std::error::Error;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::io::blocks;
use rayon::prelude::*;

/// What a piece has: how often each term comes, and a number that stands for all terms with their places in the file.
#[derive(Default)]
struct Found {
    counts: HashMap<String, u64>,
    places: u64,
}

/// The terms of a piece that begins at `offset`.
fn analyze(analyzer: &Analyzer, piece: &[u8], offset: usize) -> Found {
    let mut found = Found::default();
    analyzer.for_each_term_utf8(piece, &mut Scratch::new(), |term| {
        let range = term.range().start + offset..term.range().end + offset;
        // A sum, so that the order of the pieces is no matter.
        let place =
            term.text().bytes().fold((range.start * 31 + range.end) as u64, |n, b| n.wrapping_mul(1_099_511_628_211) ^ u64::from(b));
        found.places = found.places.wrapping_add(place);
        match found.counts.get_mut(term.text()) {
            Some(count) => *count += 1,
            None => _ = found.counts.insert(term.text().to_owned(), 1),
        }
    });
    found
}

/// Both together.
fn join(mut a: Found, b: Found) -> Found {
    for (term, count) in b.counts {
        *a.counts.entry(term).or_default() += count;
    }
    a.places = a.places.wrapping_add(b.places);
    a
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("a file is missing")?;
    let check = arguments.next().is_some_and(|a| a == "--check");
    let text = std::fs::read(path)?;
    let analyzer = Analyzer::search();

    // About a megabyte each, but enough of them for every core.
    let size = (text.len() / (4 * rayon::current_num_threads())).clamp(1, 1 << 20);
    let mut pieces = Vec::new();
    let mut offset = 0;
    for piece in blocks(&text, size) {
        pieces.push((piece, offset));
        offset += piece.len();
    }
    let found = pieces.par_iter().map(|&(piece, offset)| analyze(&analyzer, piece, offset)).reduce(Found::default, join);

    if check {
        let one = analyze(&analyzer, &text, 0);
        if (one.places, &one.counts) != (found.places, &found.counts) {
            return Err("one thread finds something else".into());
        }
        println!("{} pieces, as of one thread", pieces.len());
    }
    let mut counts: Vec<_> = found.counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (term, count) in counts.iter().take(20) {
        println!("{count:8} {term}");
    }
    Ok(())
}

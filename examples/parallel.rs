//! Counts the terms of a large file on all processor cores. The program splits the file into blocks after line feeds, and analyzes the
//! blocks in parallel. The result equals the result on one thread; `--check` tests this property. To start the program, run
//! `cargo run --release --example parallel -- FILE [--check]`.

use std::collections::HashMap;
use std::error::Error;

use kalima::analyzer::{Analyzer, Scratch};
use kalima::io::line_blocks;
use rayon::prelude::*;

/// The result for a block: the count of each term, and a hash of all terms and their byte ranges in the file.
#[derive(Default)]
struct TermCounts {
    counts: HashMap<String, u64>,
    hash: u64,
}

/// Counts the terms of a block that begins at byte `offset` of the file.
fn analyze(analyzer: &Analyzer, block: &[u8], offset: usize) -> TermCounts {
    let mut found = TermCounts::default();
    analyzer.for_each_term_utf8(block, &mut Scratch::new(), |term| {
        let range = term.range().start + offset..term.range().end + offset;
        // The hash of a block is the sum of the hashes of its terms. Therefore the hash of the file does not depend on the order in which
        // the blocks are merged.
        let hash = term.text().bytes().fold((range.start * 31 + range.end) as u64, |n, b| n.wrapping_mul(1_099_511_628_211) ^ u64::from(b));
        found.hash = found.hash.wrapping_add(hash);
        match found.counts.get_mut(term.text()) {
            Some(count) => *count += 1,
            None => _ = found.counts.insert(term.text().to_owned(), 1),
        }
    });
    found
}

/// Merges the results of two blocks.
fn join(mut a: TermCounts, b: TermCounts) -> TermCounts {
    for (term, count) in b.counts {
        *a.counts.entry(term).or_default() += count;
    }
    a.hash = a.hash.wrapping_add(b.hash);
    a
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: parallel FILE [--check]")?;
    let check = arguments.next().is_some_and(|a| a == "--check");
    let text = std::fs::read(path)?;
    let analyzer = Analyzer::search();

    // The minimum size of a block is 1 MiB. If the file has less than 4 MiB for each thread, the minimum is smaller, so that there are
    // about four blocks for each thread.
    let size = (text.len() / (4 * rayon::current_num_threads())).clamp(1, 1 << 20);
    let mut parts = Vec::new();
    let mut offset = 0;
    for block in line_blocks(&text, size) {
        parts.push((block, offset));
        offset += block.len();
    }
    let found = parts.par_iter().map(|&(block, offset)| analyze(&analyzer, block, offset)).reduce(TermCounts::default, join);

    if check {
        let one = analyze(&analyzer, &text, 0);
        if (one.hash, &one.counts) != (found.hash, &found.counts) {
            return Err("the terms differ from those of one thread".into());
        }
        println!("{} blocks, the same terms as on one thread", parts.len());
    }
    let mut counts: Vec<_> = found.counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    for (term, count) in counts.iter().take(20) {
        println!("{count:8} {term}");
    }
    Ok(())
}

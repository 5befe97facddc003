//! What the library alone needs for a file: the processor time of its calls, without reading, checking and writing. To compare the command with.
//!
//! cargo run --release -p kalima-cli --example library_time -- normalize FILE

use std::error::Error;
use std::hint::black_box;

use kalima::analyzer::Scratch;
use kalima::{Analyzer, Normalizer};

fn main() -> Result<(), Box<dyn Error>> {
    let (task, path) = (std::env::args().nth(1).unwrap_or_default(), std::env::args().nth(2).ok_or("normalize or analyze, and a file")?);
    let text = std::fs::read_to_string(path)?;
    let start = on_processor()?;
    match &*task {
        "normalize" => {
            let normalizer = Normalizer::search();
            let (mut rest, mut out) = (&*text, String::new());
            while !rest.is_empty() {
                // As much as fits a cache of the second level, to the end of a line.
                let end = rest.as_bytes().iter().skip(1 << 20).position(|&b| b == b'\n').map_or(rest.len(), |at| (1 << 20) + at + 1);
                out.clear();
                normalizer.normalize_into(&rest[..end], &mut out);
                black_box(&out);
                rest = &rest[end..];
            }
        }
        "analyze" => {
            let (analyzer, mut scratch) = (Analyzer::search(), Scratch::new());
            for line in text.lines() {
                analyzer.for_each_term(line, &mut scratch, |term| _ = black_box(term.text()));
            }
        }
        _ => return Err("expected normalize or analyze".into()),
    }
    let seconds = (on_processor()? - start) as f64 / 1e9;
    println!("{task}: {seconds:.2} s on the processor, {:.1} MB/s", text.len() as f64 / 1e6 / seconds);
    Ok(())
}

/// Nanoseconds that this thread has run, as Linux counts them.
fn on_processor() -> Result<u64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(stat.split(' ').next().ok_or("no figure")?.parse()?)
}

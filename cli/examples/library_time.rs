//! What a program on the library needs for a file, on one thread, to compare the command with.
//!
//! ```sh
//! cargo run --release -p kalima-cli --example library_time -- normalize FILE            # the library's calls alone
//! cargo run --release -p kalima-cli --example library_time -- normalize FILE /dev/null  # all of it, from file to file
//! ```
//!
//! The *calls alone* are the processor time of `normalize_into` or `for_each_term` over a text that is in memory already, a block or line at a time.
//! Without reading, checking that bytes are UTF-8, and writing nobody gets there, so with an output the same calls stand in the shortest loop that
//! does: one read into a buffer that is used again, a check, cut behind the last line feed, the calls, one write. That is what the command does but for
//! its threads, order, counts and policies. Processor time is user and system time of the process, with what the kernel does for reads and writes.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Write};

use kalima::analyzer::Scratch;
use kalima::{Analyzer, Normalizer};

/// As much as fits a cache of the second level; the command's blocks are as large.
const BLOCK: usize = 1 << 20;

/// Appends what the task makes of some text.
type Work = dyn FnMut(&str, &mut String);

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "normalize or analyze, a file, and where the result goes if reading and writing count";
    let mut args = std::env::args().skip(1);
    let (Some(task), Some(input)) = (args.next(), args.next()) else { return Err(usage.into()) };
    let mut work: Box<Work> = match &*task {
        "normalize" => {
            let normalizer = Normalizer::search();
            Box::new(move |text, out| normalizer.normalize_into(text, out))
        }
        "analyze" => {
            let (analyzer, mut scratch) = (Analyzer::search(), Scratch::new());
            Box::new(move |text, out| {
                for line in text.lines() {
                    let start = out.len();
                    analyzer.for_each_term(line, &mut scratch, |term| {
                        if out.len() > start {
                            out.push(' ');
                        }
                        out.push_str(term.text());
                    });
                    out.push('\n');
                }
            })
        }
        _ => return Err(usage.into()),
    };
    let (start, bytes, what) = match args.next() {
        Some(output) => (0, through(File::open(input)?, File::create(output)?, &mut work)?, "file to file"),
        None => {
            let text = std::fs::read_to_string(input)?;
            let (start, mut out) = (on_processor()?, String::new());
            let mut rest = &*text;
            while !rest.is_empty() {
                let end = rest.as_bytes().iter().skip(BLOCK).position(|&b| b == b'\n').map_or(rest.len(), |at| BLOCK + at + 1);
                out.clear();
                work(&rest[..end], &mut out);
                black_box(&out);
                rest = &rest[end..];
            }
            (start, text.len(), "calls alone")
        }
    };
    let seconds = (on_processor()? - start) as f64 / 1e9;
    println!("{task}, {what}: {seconds:.2} s on the processor, {:.1} MB/s", bytes as f64 / 1e6 / seconds);
    Ok(())
}

/// Reads, checks, works and writes; how many bytes there were.
fn through(mut input: File, mut output: File, work: &mut Work) -> Result<usize, Box<dyn Error>> {
    let (mut buffer, mut filled, mut out, mut bytes) = (vec![0; BLOCK], 0, String::new(), 0);
    loop {
        let n = input.read(&mut buffer[filled..])?;
        let there = filled + n;
        let end = if n == 0 { there } else { memchr::memrchr(b'\n', &buffer[..there]).map_or(0, |at| at + 1) };
        out.clear();
        work(simdutf8::basic::from_utf8(&buffer[..end])?, &mut out);
        output.write_all(out.as_bytes())?;
        if n == 0 {
            return Ok(bytes + end);
        }
        buffer.copy_within(end..there, 0);
        (filled, bytes) = (there - end, bytes + end);
        if filled == buffer.len() {
            buffer.resize(2 * filled, 0);
        }
    }
}

/// Nanoseconds that this thread, the only one, has run, as Linux counts them.
fn on_processor() -> Result<u64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(stat.split(' ').next().ok_or("no figure")?.parse()?)
}

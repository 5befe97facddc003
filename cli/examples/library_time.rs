//! Measures the processor time that the library needs for a file on one thread. This time can be compared with the time of the command.
//!
//! ```sh
//! cargo run --release -p kalima-cli --example library_time -- normalize FILE            # the library calls only
//! cargo run --release -p kalima-cli --example library_time -- normalize FILE /dev/null  # from file to file
//! ```
//!
//! Without an output file, the program first reads the whole text into memory. Then it measures only the library calls: `normalize_into`
//! for each block of about 1 MiB, or `for_each_term` for each line.
//!
//! With an output file, the measured time also contains reading, UTF-8 validation and writing, in a short loop. In contrast, the command
//! also has threads, ordered results, counts and policies.
//!
//! The processor time includes the time in the kernel.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Write};

use kalima::analyzer::Scratch;
use kalima::{Analyzer, Normalizer};

/// The approximate size of a block in bytes. The command also uses blocks of this size by default.
const BLOCK: usize = 1 << 20;

/// A function that computes the result for the first argument and appends the result to the second argument.
type Work = dyn FnMut(&str, &mut String);

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: library_time normalize|analyze INPUT [OUTPUT]";
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
        Some(output) => (0, process_file(File::open(input)?, File::create(output)?, &mut work)?, "file to file"),
        None => {
            let text = std::fs::read_to_string(input)?;
            let (start, mut out) = (processor_time()?, String::new());
            let mut rest = &*text;
            while !rest.is_empty() {
                let end = rest.as_bytes().iter().skip(BLOCK).position(|&b| b == b'\n').map_or(rest.len(), |at| BLOCK + at + 1);
                out.clear();
                work(&rest[..end], &mut out);
                black_box(&out);
                rest = &rest[end..];
            }
            (start, text.len(), "library calls only")
        }
    };
    let seconds = (processor_time()? - start) as f64 / 1e9;
    println!("{task}, {what}: {seconds:.2} s on the processor, {:.1} MB/s", bytes as f64 / 1e6 / seconds);
    Ok(())
}

/// Reads `input` block by block, validates UTF-8, and writes the results of `work` to `output`. Each block ends directly after a line feed;
/// only the last block may have another end. Returns the number of bytes that were read.
fn process_file(mut input: File, mut output: File, work: &mut Work) -> Result<usize, Box<dyn Error>> {
    let (mut buffer, mut filled, mut out, mut bytes) = (vec![0; BLOCK], 0, String::new(), 0);
    loop {
        let n = input.read(&mut buffer[filled..])?;
        let len = filled + n;
        let end = if n == 0 { len } else { memchr::memrchr(b'\n', &buffer[..len]).map_or(0, |at| at + 1) };
        out.clear();
        work(simdutf8::basic::from_utf8(&buffer[..end])?, &mut out);
        output.write_all(out.as_bytes())?;
        if n == 0 {
            return Ok(bytes + end);
        }
        buffer.copy_within(end..len, 0);
        (filled, bytes) = (len - end, bytes + end);
        if filled == buffer.len() {
            buffer.resize(2 * filled, 0);
        }
    }
}

/// Returns the processor time of this thread, in nanoseconds. Requires Linux.
fn processor_time() -> Result<u64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(stat.split(' ').next().ok_or("/proc/thread-self/schedstat is empty")?.parse()?)
}

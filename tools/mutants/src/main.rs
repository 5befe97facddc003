//! Mutation tests. The program makes small changes in the code (mutants), runs the tests with each mutant, and lists the mutants that no
//! test detects. See `README.md`.

mod hand;
mod operators;
mod report;
mod splice;
mod tests;
mod tree;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

use operators::Mutant;
use report::Report;
use tests::Tests;
use tree::{Built, Found, Known, Tree};

/// The modules that have mutants.
pub const MODULES: &[&str] = &["normalize", "sentence", "token", "morph", "stem"];

const HELP: &str = "\
Usage: tools/mutants/run [OPTIONS] [MODULE...]

Runs the tests with mutants of the modules (normalize, sentence, token, morph, stem; default: all), and fails if too few are killed.

  --sample N     take N random mutants of each module (and all of hand.txt)
  --seed S       the seed of the sample; default: 1
  --file TEXT    only files whose path contains TEXT; repeated: one of the texts
  --again        only the mutants that survived the last run of the module
  --slow         also run tests of more than 8 seconds, with the mutants that survive all others
  --mutant ID    only the mutant of this number, as `--list` prints it
  --list         print the mutants and run nothing
  --jobs N       run N mutants at a time; default: 2
";

#[derive(Default)]
struct Options {
    modules: Vec<&'static str>,
    sample: Option<usize>,
    seed: u64,
    files: Vec<String>,
    again: bool,
    slow: bool,
    mutant: Option<usize>,
    list: bool,
    jobs: usize,
}

impl Options {
    fn parse(arguments: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut o = Options { seed: 1, jobs: 2, ..Options::default() };
        let mut arguments = arguments;
        while let Some(a) = arguments.next() {
            let mut number = || arguments.next().and_then(|n| n.parse().ok()).ok_or(format!("{a} requires a number"));
            match a.as_str() {
                "--sample" => o.sample = Some(number()? as usize),
                "--seed" => o.seed = number()?,
                "--mutant" => o.mutant = Some(number()? as usize),
                "--jobs" => o.jobs = number()?.clamp(1, 64) as usize,
                "--file" => o.files.push(arguments.next().ok_or("--file requires a text")?),
                "--again" => o.again = true,
                "--slow" => o.slow = true,
                "--list" => o.list = true,
                "--help" | "-h" => return Err(HELP.into()),
                name => o.modules.push(MODULES.iter().find(|m| **m == name).ok_or(format!("no module {name}\n{HELP}"))?),
            }
        }
        if o.modules.is_empty() {
            o.modules = MODULES.to_vec();
        }
        Ok(o)
    }

    /// Returns whether the command line options select a mutant.
    fn includes(&self, id: usize, m: &Mutant) -> bool {
        match self.mutant {
            Some(only) => id == only,
            None => self.modules.contains(&m.module()) && (self.files.is_empty() || self.files.iter().any(|f| m.file.contains(f))),
        }
    }
}

fn main() -> ExitCode {
    let result = Options::parse(std::env::args().skip(1)).and_then(|o| run(&o));
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Runs the tests with the mutants that the options select. Returns whether the tests detect enough mutants, and all entries of `hand.txt`
/// and `equivalent.txt` are valid. With `--again` or `--mutant`, the number of detected mutants does not matter. With `--list`, the tests
/// do not run, and the result is true.
fn run(o: &Options) -> Result<bool, String> {
    let root = PathBuf::from(".").canonicalize().map_err(|e| e.to_string())?;
    let tool = root.join("tools/mutants");
    let hand = tree::read(&tool.join("hand.txt"))?;
    let Found { mutants, const_fns, lost } = tree::find(&root, &hand)?;
    let equivalent = hand::equivalents(&tree::read(&tool.join("equivalent.txt"))?)?;
    let fingerprints: BTreeSet<String> = mutants.iter().map(Mutant::fingerprint).collect();
    let stale: Vec<&String> = equivalent.keys().filter(|e| !fingerprints.contains(*e)).collect();
    stale.iter().for_each(|entry| eprintln!("equivalent.txt: no such mutant any more: {entry}"));
    lost.iter().for_each(|message| eprintln!("{message}"));
    let mut chosen: Vec<usize> = (0..mutants.len()).filter(|&id| o.includes(id, &mutants[id])).collect();
    if o.again {
        let mut survivors = BTreeSet::new();
        for module in &o.modules {
            survivors.extend(report::survivors(&tree::read(&root.join(format!("target/mutants/{module}.txt")))?));
        }
        chosen.retain(|id| survivors.contains(&mutants[*id].fingerprint()));
    }
    if o.list {
        chosen.iter().for_each(|&id| println!("{id}\t{}", mutants[id].place()));
        return Ok(true);
    }
    let total = chosen.len();
    chosen.retain(|id| o.mutant.is_some() || !equivalent.contains_key(&mutants[*id].fingerprint()));
    println!("{total} mutants, of which {} are listed as equivalent", total - chosen.len());

    // Each module has a queue of mutants. With `--sample`, the queue is in random order, and the first N mutants that compile are selected.
    let mut queues: Vec<Vec<usize>> = Vec::new();
    for module in &o.modules {
        let mut queue: Vec<usize> = chosen.iter().copied().filter(|id| mutants[*id].module() == *module && !mutants[*id].by_hand).collect();
        if o.sample.is_some() {
            shuffle(&mut queue, o.seed);
        }
        queues.push(queue);
    }
    if let Some(n) = o.sample {
        println!("a sample of {n} of each module; --seed {}", o.seed);
    }
    let by_hand: Vec<usize> = chosen.iter().copied().filter(|id| mutants[*id].by_hand).collect();
    // The word `const` is removed from functions that the compiler never evaluates, so that these functions can have mutants.
    let mut known = Known::read(&root, &hand)?;
    let tree = Tree::new(&root)?;
    let mut check = true;
    let (selected, binaries) = loop {
        let mut selected: Vec<usize> = Vec::new();
        for queue in &queues {
            selected.extend(queue.iter().filter(|id| !known.dropped.contains(*id)).take(o.sample.unwrap_or(usize::MAX)));
        }
        selected.extend(by_hand.iter().filter(|id| !known.dropped.contains(*id)));
        selected.sort();
        if selected.is_empty() {
            return Err("no mutant to run".into());
        }
        let runtime: Vec<_> = const_fns.iter().enumerate().filter(|(n, _)| !known.evaluated.contains(n)).map(|(_, f)| f).collect();
        let placed = tree.instrument(&selected.iter().map(|&id| (id, &mutants[id])).collect::<Vec<_>>(), &runtime)?;
        match tree.cargo(check, &placed)? {
            Built::Not { culprits, evaluated: paths } => {
                let before = known.evaluated.len();
                known.evaluated.extend((0..const_fns.len()).filter(|n| paths.iter().any(|p| const_fns[*n].is_named(p))));
                println!("{} mutants do not compile, {} functions must be const", culprits.len(), known.evaluated.len());
                if culprits.is_empty() && known.evaluated.len() == before {
                    return Err(format!("no functions of these names: {paths:?}"));
                }
                known.dropped.extend(culprits);
                let runs = |m: &Mutant| m.const_fn.is_none_or(|n| !known.evaluated.contains(&n));
                known.dropped.extend((0..mutants.len()).filter(|id| !runs(&mutants[*id])));
                known.write()?;
            }
            Built::Tests(_) if check => check = false,
            Built::Tests(binaries) => break (selected, binaries),
        }
    };
    let broken: Vec<usize> = by_hand.iter().copied().filter(|id| known.dropped.contains(id)).collect();
    broken.iter().for_each(|id| eprintln!("hand.txt: does not compile: {}", mutants[*id].place()));
    println!("{} mutants built", selected.len());

    let start = Instant::now();
    let tests = Tests::measure(binaries, &root, &tree.copy, o.jobs, o.slow)?;
    let sum: f64 = tests.all.iter().map(|t| t.seconds).sum();
    println!("{} tests take {sum:.0} s, measured in {:.0} s; left out:", tests.all.len(), start.elapsed().as_secs_f64());
    tests.left_out.iter().for_each(|t| println!("  {t}"));

    let mut report = Report::new(&root, o.sample.is_none() && o.files.is_empty());
    let some = o.again || o.mutant.is_some();
    for module in &o.modules {
        let ids: Vec<u32> = selected.iter().filter(|id| mutants[**id].module() == *module).map(|&id| id as u32).collect();
        let start = Instant::now();
        let shared = Mutex::new(&mut report);
        let count = AtomicUsize::new(0);
        tests.run_all(&ids, |id, outcome, seconds| {
            shared.lock().unwrap().add(&mutants[id as usize], outcome, seconds);
            let n = count.fetch_add(1, Relaxed) + 1;
            if n.is_multiple_of(50) {
                println!("{module}: {n} of {}, {:.0} s", ids.len(), start.elapsed().as_secs_f64());
            }
        });
        if !ids.is_empty() {
            let elapsed = start.elapsed().as_secs_f64();
            println!("{module}: {elapsed:.0} s, {:.2} s a mutant", elapsed / ids.len() as f64);
        }
        // A run with `--again` or `--mutant` does not change the result file of the module, because `--again` reads this file.
        if !some {
            report.write(module)?;
        }
    }
    let met = report.table();
    Ok((met || some) && lost.is_empty() && broken.is_empty() && stale.is_empty())
}

/// Shuffles a list by splitmix64, so that a seed selects the same sample on every machine.
fn shuffle(items: &mut [usize], seed: u64) {
    let mut state = seed;
    let mut random = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    for n in (1..items.len()).rev() {
        items.swap(n, (random() % (n as u64 + 1)) as usize);
    }
}

//! Writes the results: one file for each module, and a table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::operators::Mutant;
use crate::tests::Outcome;
use crate::tree;

/// The minimum share of the mutants of a module that the tests must detect, in percent.
const BAR: f64 = 90.0;
/// The minimum share of the mutants of `hand.txt` that the tests must detect, in percent.
const BAR_BY_HAND: f64 = 95.0;
/// Files that are listed in the table, but have no minimum share of detected mutants. Each element is the beginning of a path.
const NOT_HELD: &[&str] = &[
    "src/stem/rules",
    "src/stem/memo.rs",
    "src/morph/search/mod.rs",
    "src/morph/grammar/shape.rs",
    "src/morph/search/candidate.rs",
    "src/morph/memo.rs",
];

#[derive(Clone, Copy, Default)]
struct Count {
    mutants: usize,
    killed: usize,
    timeouts: usize,
}

impl Count {
    fn add(&mut self, outcome: &Outcome) {
        self.mutants += 1;
        self.killed += usize::from(matches!(outcome, Outcome::Killed(_) | Outcome::Timeout));
        self.timeouts += usize::from(*outcome == Outcome::Timeout);
    }

    fn percent(self) -> f64 {
        if self.mutants == 0 { 100.0 } else { 100.0 * self.killed as f64 / self.mutants as f64 }
    }

    fn print(self, name: &str, note: &str) {
        let survived = self.mutants - self.killed;
        println!("{name:36} {:7} {:7} {survived:8} {:8} {:5.1} %{note}", self.mutants, self.killed, self.timeouts, self.percent());
    }
}

/// Returns the name of an outcome for the first column of a result line.
fn word(outcome: &Outcome, by_hand: bool) -> String {
    let word = match outcome {
        Outcome::Killed(_) => "killed",
        Outcome::Timeout => "timeout",
        Outcome::Survived => "survived",
        Outcome::Unreached => "unreached",
    };
    format!("{word}{}", if by_hand { " (hand.txt)" } else { "" })
}

/// The outcomes of all mutants.
pub struct Report {
    folder: PathBuf,
    /// True if neither `--sample` nor `--file` restricts the mutants of the run.
    complete: bool,
    /// Each mutant with its outcome and the duration of its tests in seconds.
    all: Vec<(Mutant, Outcome, f64)>,
}

impl Report {
    pub fn new(root: &Path, complete: bool) -> Report {
        Report { folder: root.join("target/mutants"), complete, all: Vec::new() }
    }

    /// Adds the outcome of a mutant. Prints the mutant if no test detected the mutant.
    pub fn add(&mut self, mutant: &Mutant, outcome: Outcome, seconds: f64) {
        if matches!(outcome, Outcome::Survived | Outcome::Unreached) {
            println!("{}\t{}", word(&outcome, mutant.by_hand), mutant.place());
        }
        self.all.push((mutant.clone(), outcome, seconds));
    }

    /// Writes the result file of a module, unless the run has no mutants of the module.
    pub fn write(&mut self, module: &str) -> Result<(), String> {
        self.all.sort_by(|(a, ..), (b, ..)| (&a.file, a.line, &a.replacement, a.nth).cmp(&(&b.file, b.line, &b.replacement, b.nth)));
        let mut text = String::new();
        for (mutant, outcome, seconds) in self.all.iter().filter(|(m, ..)| m.module() == module) {
            let test = if let Outcome::Killed(test) = outcome { test } else { "" };
            text += &format!("{}\t{}\t{seconds:.2}\t{test}\n", word(outcome, mutant.by_hand), mutant.place());
        }
        if !text.is_empty() {
            tree::write(&self.folder.join(format!("{module}.txt")), text.as_bytes())?;
        }
        Ok(())
    }

    /// Prints the table of files and modules. Returns whether each minimum share is reached.
    pub fn table(&self) -> bool {
        let mut files: BTreeMap<&str, Count> = BTreeMap::new();
        let mut held: BTreeMap<&str, Count> = BTreeMap::new();
        let mut by_hand = Count::default();
        for (mutant, outcome, _) in &self.all {
            let is_held = !NOT_HELD.iter().any(|f| mutant.file.starts_with(f));
            if mutant.by_hand {
                if is_held {
                    by_hand.add(outcome);
                }
                continue;
            }
            files.entry(&mutant.file).or_default().add(outcome);
            if is_held {
                held.entry(mutant.module()).or_default().add(outcome);
            }
        }
        println!("\n{:36} mutants  killed survived timeouts", "");
        for (file, count) in &files {
            count.print(file, if NOT_HELD.iter().any(|f| file.starts_with(f)) { "  measured only" } else { "" });
        }
        let mut met = true;
        for (name, count, bar) in held.iter().map(|(name, count)| (*name, *count, BAR)).chain([("hand.txt", by_hand, BAR_BY_HAND)]) {
            let enough = count.percent() >= bar;
            met &= enough;
            count.print(name, &format!("  of {bar} %{}", if enough { "" } else { ": TOO FEW" }));
        }
        if !self.complete {
            println!("these are not all mutants of the modules");
        }
        met
    }
}

/// Returns the fingerprints of the surviving mutants from the result file of a module.
pub fn survivors(text: &str) -> Vec<String> {
    text.lines()
        .filter(|l| l.starts_with("survived") || l.starts_with("unreached"))
        .filter_map(|l| {
            let parts: Vec<_> = l.split('\t').collect();
            let [_, place, function, original, replacement, ..] = parts.as_slice() else { return None };
            Some(format!("{}\t{function}\t{original}\t{replacement}", place.split(':').next()?))
        })
        .collect()
}

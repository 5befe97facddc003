//! Measurements in other processes: the speed of Lucene in Java, and the number of instructions of a system in valgrind.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::corpora::Corpus;
use crate::measure::{self, Row};
use crate::system::System;

/// Runs `lucene.sh` on a corpus. Returns one row for each measurement that the script prints.
pub fn lucene(corpus: &Corpus, doc: usize, rounds: u16) -> Result<Vec<Row>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("lucene.sh");
    let mut child = Command::new(&script)
        .args([&corpus.name, &doc.to_string(), &rounds.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", script.display()))?;
    // The script reads all input before it writes, so the two processes cannot wait for each other. A write error is ignored: if the script
    // fails early, it prints the reason itself, and its exit status is checked below.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(corpus.text.as_bytes());
    }
    let done = child.wait_with_output().context("cannot wait for lucene.sh")?;
    ensure!(done.status.success(), "lucene.sh failed: {}", done.status);
    let lines = String::from_utf8(done.stdout).context("the output of lucene.sh is not UTF-8")?;
    lines
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("lucene.sh printed a line that is not a measurement: {line}")))
        .collect()
}

/// Returns the number of instructions per byte of input for one pass over at most the first `bytes` bytes of the corpus. A warm-up pass
/// runs before this pass and fills the buffers. The instructions of the warm-up pass are not counted.
pub fn callgrind(system: &System, corpus: &Corpus, texts: Option<&Path>, doc: usize, bytes: usize) -> Result<f64> {
    let mut command = Command::new("valgrind");
    // With these options, callgrind counts only the instructions that run inside `counted_pass`.
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no", "--toggle-collect=*counted_pass*"]);
    command.arg(std::env::current_exe().context("cannot find the path of this program")?);
    command.args(["--counted", &bytes.to_string(), "--task", system.task, "--only", system.name]);
    command.args(["--corpus", &corpus.name, "--doc", &doc.to_string()]);
    if let Some(texts) = texts {
        command.arg("--texts").arg(texts);
    }
    let done = command.output().context("cannot start valgrind; is it installed?")?;
    let log = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "valgrind failed on {}: {log}", system.name);
    let collected = log.lines().find_map(|l| l.split_once("Collected : ")).and_then(|(_, n)| n.trim().parse::<f64>().ok());
    let read = String::from_utf8_lossy(&done.stdout).trim().parse::<f64>().ok();
    let (collected, read) = collected.zip(read).with_context(|| format!("the output of valgrind has no counts: {log}"))?;
    Ok(collected / read)
}

/// Runs the pass whose instructions callgrind counts. callgrind finds this function by its name, so the function must not be inlined.
#[inline(never)]
pub fn counted_pass(system: &mut System, inputs: &[&str]) {
    std::hint::black_box(measure::pass(system, inputs));
}

//! Measuring in other processes: Lucene under Java, and instructions under valgrind.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::corpora::Corpus;
use crate::measure::{self, Row};
use crate::peers::System;

/// Lucene's rows, of `lucene.sh`.
pub fn lucene(corpus: &Corpus, doc: usize, rounds: u16) -> Result<Vec<Row>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("lucene.sh");
    let mut child = Command::new(&script)
        .args([&corpus.name, &doc.to_string(), &rounds.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", script.display()))?;
    // It reads all before it writes: no pipe fills up on both sides. One that ends early says why itself.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(corpus.text.as_bytes());
    }
    let done = child.wait_with_output().context("lucene.sh was lost")?;
    ensure!(done.status.success(), "lucene.sh failed: {}", done.status);
    let lines = String::from_utf8(done.stdout).context("lucene.sh printed no UTF-8")?;
    lines.lines().map(|line| serde_json::from_str(line).with_context(|| format!("not a row of lucene.sh: {line}"))).collect()
}

/// Instructions a byte of one pass over `bytes` of the corpus, after a first that fills caches and buffers.
pub fn callgrind(system: &System, corpus: &Corpus, texts: Option<&Path>, doc: usize, bytes: usize) -> Result<f64> {
    let mut command = Command::new("valgrind");
    // Counting is on inside of `counted_pass` alone.
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no", "--toggle-collect=*counted_pass*"]);
    command.arg(std::env::current_exe().context("where this program is")?);
    command.args(["--counted", &bytes.to_string(), "--task", system.task, "--only", system.name]);
    command.args(["--corpus", &corpus.name, "--doc", &doc.to_string()]);
    if let Some(texts) = texts {
        command.arg("--texts").arg(texts);
    }
    let done = command.output().context("cannot start valgrind; is it installed?")?;
    let said = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "valgrind failed on {}: {said}", system.name);
    let collected = said.lines().find_map(|l| l.split_once("Collected : ")).and_then(|(_, n)| n.trim().parse::<f64>().ok());
    let read = String::from_utf8_lossy(&done.stdout).trim().parse::<f64>().ok();
    let (collected, read) = collected.zip(read).with_context(|| format!("valgrind did not say what it collected: {said}"))?;
    Ok(collected / read)
}

/// The pass whose instructions are counted. callgrind knows it by its name.
#[inline(never)]
pub fn counted_pass(system: &mut System, inputs: &[&str]) {
    std::hint::black_box(measure::pass(system, inputs));
}

//! Runs the tests of the instrumented copy. Finds the mutants that each test evaluates, and for each active mutant a test that fails.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

/// Tests that take longer than this number of seconds without a mutant run only with `--slow`, and only with the mutants that no faster
/// test detects.
const SLOWEST: f64 = 8.0;
/// Tests that take longer than this number of seconds without a mutant are never run with mutants.
const TOO_SLOW: f64 = 90.0;
/// A test that takes from this number of seconds to [`SLOWEST`] seconds without a mutant runs only with the mutants that no faster test
/// evaluates.
const SLOW: f64 = 2.0;
/// The maximum total time of the tests that run with one mutant, in seconds. The total is computed from the times of the tests without a
/// mutant. Tests of [`SLOWEST`] seconds and more do not count.
const BUDGET: f64 = 20.0;
/// The maximum memory of a test process, in KiB.
const MEMORY: u32 = 4 << 20;

/// A test and its measured properties.
pub struct Test {
    binary: usize,
    pub name: String,
    /// The CPU time of the test without a mutant, in seconds.
    pub seconds: f64,
    /// The numbers of the mutants whose code the test evaluates.
    reached: Vec<u32>,
    /// The number of mutants that the test has detected so far.
    kills: AtomicU32,
}

/// The tests that run with the mutants.
pub struct Tests {
    binaries: Vec<PathBuf>,
    pub all: Vec<Test>,
    /// Messages for the tests that are too slow, and for the tests that fail without a mutant.
    pub left_out: Vec<String>,
    folder: PathBuf,
    copy: PathBuf,
    jobs: usize,
}

/// The outcome of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A test failed. The value is the name of the test.
    Killed(String),
    Timeout,
    Survived,
    /// No test evaluates the mutated code.
    Unreached,
}

/// The result of a test process.
enum End {
    Passed,
    Failed(String),
    Timeout,
}

impl Tests {
    /// Runs every test separately without a mutant, and measures its time and the mutants that the test evaluates. If `slow` is true, the
    /// result includes the tests of [`SLOWEST`] to [`TOO_SLOW`] seconds.
    pub fn measure(binaries: Vec<PathBuf>, root: &Path, copy: &Path, jobs: usize, slow: bool) -> Result<Tests, String> {
        let folder = root.join("target/mutants/run");
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        let mut tests = Tests { binaries, all: Vec::new(), left_out: Vec::new(), folder, copy: copy.into(), jobs };
        let mut names = Vec::new();
        for (n, binary) in tests.binaries.iter().enumerate() {
            let output = Command::new(binary).args(["--list", "--format", "terse"]).output().map_err(|e| e.to_string())?;
            let list = String::from_utf8_lossy(&output.stdout).into_owned();
            names.extend(list.lines().filter_map(|l| l.strip_suffix(": test")).map(|name| (n, name.to_string())));
        }
        let found = Mutex::new(Vec::new());
        let left_out = Mutex::new(Vec::new());
        let this = &tests;
        let limit = if slow { TOO_SLOW } else { SLOWEST };
        parallel(jobs, &names, |worker, (binary, name)| {
            let record = this.folder.join(format!("record-{worker}"));
            fs::remove_file(&record).ok();
            let (end, seconds) = this.run(*binary, &[name], "record", limit, worker);
            let bytes = fs::read(&record).unwrap_or_default();
            let reached = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
            match end {
                End::Passed => {
                    let test = Test { binary: *binary, name: name.clone(), seconds, reached, kills: AtomicU32::new(0) };
                    found.lock().unwrap().push(test);
                }
                End::Failed(_) => left_out.lock().unwrap().push(format!("{name}: fails without a mutant")),
                End::Timeout => left_out.lock().unwrap().push(format!("{name}: takes more than {limit} s")),
            }
        });
        tests.all = found.into_inner().unwrap();
        tests.all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        tests.left_out = left_out.into_inner().unwrap();
        tests.left_out.sort();
        Ok(tests)
    }

    /// Runs the tests with each mutant. After each mutant, calls `done` with the number of the mutant, the outcome and the duration in
    /// seconds.
    pub fn run_all(&self, mutants: &[u32], done: impl Fn(u32, Outcome, f64) + Sync) {
        let mut by_mutant: HashMap<u32, Vec<&Test>> = HashMap::new();
        for test in &self.all {
            test.reached.iter().for_each(|id| by_mutant.entry(*id).or_default().push(test));
        }
        parallel(self.jobs, mutants, |worker, id| {
            let start = Instant::now();
            let tests = by_mutant.get(id).map_or(&[][..], Vec::as_slice);
            let outcome = if tests.is_empty() { Outcome::Unreached } else { self.run_one(*id, tests, worker) };
            done(*id, outcome, start.elapsed().as_secs_f64());
        });
    }

    /// Runs the tests that evaluate a mutant, in batches, until a test fails. Fast tests that have detected many mutants run first.
    fn run_one(&self, id: u32, tests: &[&Test], worker: usize) -> Outcome {
        let (mut order, slowest): (Vec<&Test>, Vec<&Test>) = tests.iter().partition(|t| t.seconds < SLOWEST);
        if order.iter().any(|t| t.seconds < SLOW) {
            order.retain(|t| t.seconds < SLOW);
        }
        order.sort_by(|a, b| {
            let cost = |t: &Test| t.seconds / f64::from(1 + t.kills.load(Relaxed));
            cost(a).total_cmp(&cost(b))
        });
        order.extend(&slowest);
        let mut rest = order.as_slice();
        let (mut spent, mut size) = (0.0, 0.2);
        while !rest.is_empty() {
            let (mut count, mut sum) = (0, 0.0);
            while let Some(test) = rest.get(count).filter(|t| sum < size && (t.seconds < SLOWEST || count == 0)) {
                count += 1;
                sum += test.seconds;
            }
            let (batch, others) = rest.split_at(count);
            rest = others;
            for binary in 0..self.binaries.len() {
                let part: Vec<_> = batch.iter().filter(|t| t.binary == binary).collect();
                let seconds: f64 = part.iter().map(|t| t.seconds).sum();
                let is_slow = part.iter().any(|t| t.seconds >= SLOWEST);
                if part.is_empty() || !is_slow && spent + seconds > BUDGET && spent > 0.0 {
                    continue;
                }
                spent += if is_slow { 0.0 } else { seconds };
                let names: Vec<_> = part.iter().map(|t| &t.name).collect();
                match self.run(binary, &names, &id.to_string(), 3.0 * seconds + 5.0, worker).0 {
                    End::Passed => {}
                    End::Timeout => return Outcome::Timeout,
                    End::Failed(name) => {
                        if let Some(test) = part.iter().find(|t| t.name == name) {
                            test.kills.fetch_add(1, Relaxed);
                        }
                        return Outcome::Killed(name);
                    }
                }
            }
            size *= 4.0;
        }
        Outcome::Survived
    }

    /// Runs some tests of a binary with a limit of CPU time in seconds. `mutant` is the number of the active mutant, or `record` to record
    /// the evaluated mutants. Returns the result. If `mutant` is `record` and the tests pass, also returns their CPU time in seconds;
    /// otherwise the second value has no meaning.
    fn run(&self, binary: usize, names: &[&String], mutant: &str, limit: f64, worker: usize) -> (End, f64) {
        let output = self.folder.join(format!("output-{worker}"));
        let limit = limit.ceil();
        let mut command = Command::new("bash");
        // Without an active mutant, bash runs the tests as child processes, because bash prints the CPU time of its children. With an
        // active mutant, a test may never end. In this case `exec` replaces bash by the test, so that only one process must be killed.
        let times = self.folder.join(format!("times-{worker}"));
        let how = if mutant == "record" { format!("\"$0\" \"$@\" && times >'{}'", times.display()) } else { "exec \"$0\" \"$@\"".into() };
        command.arg("-c").arg(format!("ulimit -v {MEMORY} -t {limit} -c 0; {how}")).arg(&self.binaries[binary]);
        command.args(["--exact", "--test-threads=1", "-Zunstable-options", "--fail-fast"]).args(names).current_dir(&self.copy);
        command.env("RUSTC_BOOTSTRAP", "1").env("RUST_BACKTRACE", "0");
        command.env("KALIMA_MUTANT", mutant).env("KALIMA_MUTANT_RECORD", self.folder.join(format!("record-{worker}")));
        // The seed is the seed of `.ci/run`. Proptest must not store failing inputs, because a stored input of one mutant would also run
        // with the other mutants. Proptest does not shrink failing inputs, because only the failure matters.
        command.env("PROPTEST_RNG_SEED", "20261124").env("PROPTEST_MAX_SHRINK_ITERS", "0").env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
        let Ok(file) = File::create(&output) else { return (End::Failed("no file for the output".into()), 0.0) };
        command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null());
        let start = Instant::now();
        let Ok(mut child) = command.spawn() else { return (End::Failed("bash did not start".into()), 0.0) };
        // A waiting process uses no CPU time, so the wall time is limited, too.
        let wall = Duration::from_secs_f64(limit * 8.0 + 60.0);
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if start.elapsed() < wall => thread::sleep(Duration::from_millis(3)),
                _ => {
                    child.kill().ok();
                    child.wait().ok();
                    return (End::Timeout, 0.0);
                }
            }
        };
        if status.success() {
            let seconds = fs::read_to_string(&times).ok().and_then(|t| children_seconds(&t));
            return (End::Passed, seconds.unwrap_or_else(|| start.elapsed().as_secs_f64()));
        }
        let text = fs::read_to_string(&output).unwrap_or_default();
        let failed = text.lines().find_map(|l| l.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
        // If a test ends its process, the output line of the test is incomplete: it contains the name of the test but no result.
        let last = || text.lines().rev().find_map(|l| l.strip_prefix("test ")).map(|l| l.split(' ').next().unwrap_or(l));
        // The signals SIGXCPU and SIGKILL indicate that a test exceeded its CPU time. bash adds 128 to the number of a signal.
        let end = match (std::os::unix::process::ExitStatusExt::signal(&status), status.code()) {
            (Some(24 | 9), _) | (_, Some(152 | 137)) => End::Timeout,
            _ => End::Failed(failed.or_else(last).unwrap_or("?").to_string()),
        };
        (end, 0.0)
    }
}

/// Returns the CPU time of the child processes in seconds. `text` is the output of the bash command `times`; its second line has the user
/// time and the system time of the child processes: `0m1.250s 0m0.020s`.
fn children_seconds(text: &str) -> Option<f64> {
    let parts = text.lines().nth(1)?.split(' ').map(|t| {
        let (minutes, seconds) = t.strip_suffix('s')?.split_once('m')?;
        Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
    });
    parts.sum()
}

/// Calls `f` with each item, in `jobs` threads. `f` also receives the number of the thread.
fn parallel<T: Sync>(jobs: usize, items: &[T], f: impl Fn(usize, &T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for worker in 0..jobs {
            let (next, f) = (&next, &f);
            scope.spawn(move || {
                while let Some(item) = items.get(next.fetch_add(1, Relaxed)) {
                    f(worker, item);
                }
            });
        }
    });
}

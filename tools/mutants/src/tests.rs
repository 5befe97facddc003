//! Runs the tests: which mutants each test reaches, and which test fails with a mutant.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

/// Tests that take longer than this number of seconds without a mutant are not run.
const SLOWEST: f64 = 8.0;
/// A slower test, in seconds, is run only with mutants that no faster one reaches.
const SLOW: f64 = 2.0;
/// The tests of one mutant take at most this number of seconds, in sum and without the mutant.
const BUDGET: f64 = 20.0;
/// The memory of a test process, in KiB.
const MEMORY: u32 = 4 << 20;

/// A test, and what is known of it.
pub struct Test {
    binary: usize,
    pub name: String,
    /// How long it takes without a mutant, in seconds.
    pub seconds: f64,
    /// The mutants that it reaches.
    reached: Vec<u32>,
    /// How many mutants it killed.
    kills: AtomicU32,
}

/// The tests that the mutants are held against.
pub struct Tests {
    binaries: Vec<PathBuf>,
    pub all: Vec<Test>,
    /// Tests that are too slow or fail without a mutant.
    pub left_out: Vec<String>,
    folder: PathBuf,
    copy: PathBuf,
    jobs: usize,
}

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The test that failed.
    Killed(String),
    Timeout,
    Survived,
    /// No test evaluates the mutated code.
    Unreached,
}

/// The end of a test process.
enum End {
    Passed,
    Failed(String),
    Timeout,
}

impl Tests {
    /// Runs every test by itself without a mutant.
    pub fn measure(binaries: Vec<PathBuf>, root: &Path, copy: &Path, jobs: usize) -> Result<Tests, String> {
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
        parallel(jobs, &names, |worker, (binary, name)| {
            let record = this.folder.join(format!("record-{worker}"));
            fs::remove_file(&record).ok();
            let start = Instant::now();
            let end = this.run(*binary, &[name], "record", SLOWEST, worker);
            let seconds = start.elapsed().as_secs_f64();
            let bytes = fs::read(&record).unwrap_or_default();
            let reached = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
            match end {
                End::Passed => {
                    let test = Test { binary: *binary, name: name.clone(), seconds, reached, kills: AtomicU32::new(0) };
                    found.lock().unwrap().push(test);
                }
                End::Failed(_) => left_out.lock().unwrap().push(format!("{name}: fails without a mutant")),
                End::Timeout => left_out.lock().unwrap().push(format!("{name}: takes more than {SLOWEST} s")),
            }
        });
        tests.all = found.into_inner().unwrap();
        tests.all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        tests.left_out = left_out.into_inner().unwrap();
        tests.left_out.sort();
        Ok(tests)
    }

    /// Runs the tests with each mutant, and calls `done` with the mutant, its outcome and the seconds it took.
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

    /// Runs the tests that reach a mutant until one fails: in batches, first those that are fast and have killed many.
    fn run_one(&self, id: u32, tests: &[&Test], worker: usize) -> Outcome {
        let mut order = tests.to_vec();
        if order.iter().any(|t| t.seconds < SLOW) {
            order.retain(|t| t.seconds < SLOW);
        }
        order.sort_by(|a, b| {
            let cost = |t: &Test| t.seconds / f64::from(1 + t.kills.load(Relaxed));
            cost(a).total_cmp(&cost(b))
        });
        let mut rest = order.as_slice();
        let (mut spent, mut size) = (0.0, 0.2);
        while !rest.is_empty() {
            let (mut count, mut sum) = (0, 0.0);
            while let Some(test) = rest.get(count).filter(|_| sum < size) {
                count += 1;
                sum += test.seconds;
            }
            let (batch, others) = rest.split_at(count);
            rest = others;
            for binary in 0..self.binaries.len() {
                let part: Vec<_> = batch.iter().filter(|t| t.binary == binary).collect();
                let seconds: f64 = part.iter().map(|t| t.seconds).sum();
                if part.is_empty() || spent + seconds > BUDGET && spent > 0.0 {
                    continue;
                }
                spent += seconds;
                let names: Vec<_> = part.iter().map(|t| &t.name).collect();
                match self.run(binary, &names, &id.to_string(), 3.0 * seconds + 10.0, worker) {
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

    /// Runs some tests of a binary, with a limit of CPU time in seconds.
    fn run(&self, binary: usize, names: &[&String], mutant: &str, limit: f64, worker: usize) -> End {
        let output = self.folder.join(format!("output-{worker}"));
        let limit = limit.ceil();
        let mut command = Command::new("bash");
        command.arg("-c").arg(format!("ulimit -v {MEMORY} -t {limit} -c 0; exec \"$0\" \"$@\"")).arg(&self.binaries[binary]);
        command.args(["--exact", "--test-threads=1", "-Zunstable-options", "--fail-fast"]).args(names).current_dir(&self.copy);
        command.env("RUSTC_BOOTSTRAP", "1").env("RUST_BACKTRACE", "0");
        command.env("KALIMA_MUTANT", mutant).env("KALIMA_MUTANT_RECORD", self.folder.join(format!("record-{worker}")));
        // The seed of `.ci/run`. No input is shrunk or kept, so that no mutant is killed by what another one left.
        command.env("PROPTEST_RNG_SEED", "20261124").env("PROPTEST_MAX_SHRINK_ITERS", "0").env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
        let Ok(file) = File::create(&output) else { return End::Failed("no file for the output".into()) };
        command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null());
        let start = Instant::now();
        let Ok(mut child) = command.spawn() else { return End::Failed("bash did not start".into()) };
        // A process that waits uses no CPU time.
        let wall = Duration::from_secs_f64(limit * 8.0 + 60.0);
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if start.elapsed() < wall => thread::sleep(Duration::from_millis(3)),
                _ => {
                    child.kill().ok();
                    child.wait().ok();
                    return End::Timeout;
                }
            }
        };
        if status.success() {
            return End::Passed;
        }
        let text = fs::read_to_string(&output).unwrap_or_default();
        let failed = text.lines().find_map(|l| l.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
        // A test that ends the process has no end of its line.
        let last = || text.lines().rev().find_map(|l| l.strip_prefix("test ")).map(|l| l.split(' ').next().unwrap_or(l));
        match std::os::unix::process::ExitStatusExt::signal(&status) {
            Some(24 | 9) => End::Timeout,
            _ => End::Failed(failed.or_else(last).unwrap_or("?").to_string()),
        }
    }
}

/// Calls a function with all items, in a number of threads. The function also gets the number of the thread.
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

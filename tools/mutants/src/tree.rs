//! The instrumented copy of the repository, that is, a copy whose sources contain the mutants. This file determines the files of the copy
//! and builds its tests.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::operators::{self, ConstFn, Mutant};
use crate::splice::{self, Edit, Form, Placed};

/// The repository and its instrumented copy.
pub struct Tree {
    pub root: PathBuf,
    pub copy: PathBuf,
}

impl Tree {
    /// Copies the files that git tracks, and untracked files that git does not ignore.
    pub fn new(root: &Path) -> Result<Tree, String> {
        let copy = root.join("target/mutants/tree");
        let listed = Command::new("git").args(["ls-files", "-co", "--exclude-standard", "-z"]).current_dir(root).output();
        let listed = String::from_utf8(listed.map_err(|e| format!("git: {e}"))?.stdout).map_err(|e| e.to_string())?;
        let files: BTreeSet<&str> = listed.split('\0').filter(|f| !f.is_empty() && root.join(f).is_file()).collect();
        for file in &files {
            // The function `instrument` writes the sources with mutants later. Until then, the copy keeps the sources of the last run. So a
            // source that does not change keeps its modification time, and cargo does not build this source again.
            if !is_instrumented(file) && *file != "Cargo.toml" && *file != "src/lib.rs" {
                write(&copy.join(file), &read_bytes(&root.join(file))?)?;
            }
        }
        remove_others(&copy, &copy, &files)?;
        let manifest = read(&root.join("Cargo.toml"))?;
        write(&copy.join("Cargo.toml"), manifest.replace("[lints]\nworkspace = true\n", "").as_bytes())?;
        Ok(Tree { root: root.into(), copy })
    }

    /// Writes the sources with the given mutants, and removes the word `const` from the functions in `runtime`. Returns a map from each
    /// file to the positions of its mutants.
    pub fn instrument(&self, mutants: &[(usize, &Mutant)], runtime: &[&ConstFn]) -> Result<HashMap<String, Vec<Placed>>, String> {
        let words: Vec<_> = runtime.iter().map(|f| Edit { range: f.range.clone(), form: Form::Removed }).collect();
        let mut by_file: HashMap<&str, Vec<(usize, &Edit)>> = HashMap::new();
        for (f, edit) in runtime.iter().zip(&words) {
            by_file.entry(&f.file).or_default().push((usize::MAX, edit));
        }
        for (id, m) in mutants {
            by_file.entry(&m.file).or_default().push((*id, &m.edit));
        }
        let mut placed = HashMap::new();
        for file in sources(&self.root, crate::MODULES)? {
            let edits = by_file.get(file.as_str()).map_or(&[][..], Vec::as_slice);
            let (text, mut places) = splice::splice(&read(&self.root.join(&file))?, edits);
            places.retain(|p| p.id != usize::MAX);
            write(&self.copy.join(&file), text.as_bytes())?;
            placed.insert(file, places);
        }
        let lib = read(&self.root.join("src/lib.rs"))?;
        let allow =
            "#![no_std]\n#![allow(warnings, missing_docs, unsafe_code, overflowing_literals, arithmetic_overflow, unconditional_panic)]\n";
        let lib = lib.replacen("#![no_std]\n", allow, 1) + "\nmod mutation;\n";
        write(&self.copy.join("src/lib.rs"), lib.as_bytes())?;
        write(&self.copy.join("src/mutation.rs"), include_bytes!("mutation.rs"))?;
        Ok(placed)
    }

    /// Builds the tests of the copy with cargo. If `check` is true, only checks that the tests compile. Returns the test binaries, or the
    /// mutants and functions that do not compile.
    pub fn cargo(&self, check: bool, placed: &HashMap<String, Vec<Placed>>) -> Result<Built, String> {
        let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
        if check {
            command.args(["check", "--profile", "test"]);
        } else {
            command.args(["test", "--no-run", "--test", "suite"]);
        }
        command.args(["--lib", "--all-features", "--message-format=json"]).current_dir(&self.copy);
        command.env("CARGO_TARGET_DIR", self.root.join("target/mutants/build")).env_remove("RUSTFLAGS");
        let output = command.output().map_err(|e| format!("cargo: {e}"))?;
        let mut culprits = BTreeSet::new();
        let mut evaluated = BTreeSet::new();
        let mut binaries = Vec::new();
        let mut unexplained = String::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            if message["reason"] == "compiler-artifact"
                && message["profile"]["test"] == true
                && let Some(path) = message["executable"].as_str()
            {
                binaries.push(PathBuf::from(path));
            }
            if message["message"]["level"] != "error" {
                continue;
            }
            // Compiler error E0015: cannot call non-const function `PATH` in constants.
            if message["message"]["code"]["code"] == "E0015" {
                let text = message["message"]["message"].as_str().unwrap_or_default();
                evaluated.extend(text.split('`').nth(1).map(str::to_string));
                continue;
            }
            let found: Vec<usize> = message["message"]["spans"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|span| span["is_primary"] == true)
                .flat_map(|span| {
                    let file = span["file_name"].as_str().unwrap_or_default();
                    let at = |key: &str| span[key].as_u64().unwrap_or_default() as usize;
                    placed.get(file).map_or_else(Vec::new, |p| splice::culprits(p, at("byte_start")..at("byte_end")))
                })
                .collect();
            if found.is_empty() && message["message"]["spans"].as_array().is_some_and(|s| !s.is_empty()) {
                unexplained += message["message"]["rendered"].as_str().unwrap_or_default();
            }
            culprits.extend(found);
        }
        if output.status.success() {
            Ok(Built::Tests(binaries))
        } else if culprits.is_empty() && evaluated.is_empty() {
            Err(format!("the copy does not compile\n{unexplained}{}", String::from_utf8_lossy(&output.stderr)))
        } else {
            Ok(Built::Not { culprits, evaluated })
        }
    }
}

/// The mutants and functions that do not compile. A file stores these results for the next run on the same sources.
#[derive(Default)]
pub struct Known {
    /// The mutants that do not compile.
    pub dropped: BTreeSet<usize>,
    /// The `const fn`s that the compiler evaluates in at least one constant.
    pub evaluated: BTreeSet<usize>,
    /// The path of the file with these results.
    path: PathBuf,
    /// A hash of the sources and of `hand.txt`.
    key: String,
}

impl Known {
    /// Reads the results of an earlier run. Returns empty results if the sources or `hand.txt` have changed since this run.
    pub fn read(root: &Path, hand: &str) -> Result<Known, String> {
        let mut hasher = DefaultHasher::new();
        hand.hash(&mut hasher);
        let mut all = Vec::new();
        walk(&root.join("src"), "src", &mut all)?;
        all.sort();
        for file in all {
            (&file, read(&root.join(&file))?).hash(&mut hasher);
        }
        let key = format!("{:016x}", hasher.finish());
        let path = root.join("target/mutants/known.txt");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() != Some(&key) {
            return Ok(Known { path, key, ..Known::default() });
        }
        let mut numbers = || lines.next().into_iter().flat_map(|l| l.split(' ')).filter_map(|n| n.parse().ok()).collect();
        Ok(Known { dropped: numbers(), evaluated: numbers(), path, key })
    }

    /// Writes the mutants and functions to the file.
    pub fn write(&self) -> Result<(), String> {
        let line = |numbers: &BTreeSet<usize>| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        let text = format!("{}\n{}\n{}\n", self.key, line(&self.dropped), line(&self.evaluated));
        write(&self.path, text.as_bytes())
    }
}

/// The result of a build of the instrumented copy.
pub enum Built {
    /// The test binaries.
    Tests(Vec<PathBuf>),
    /// The mutants that do not compile, and the functions that must remain `const fn`.
    Not { culprits: BTreeSet<usize>, evaluated: BTreeSet<String> },
}

/// Returns whether a file belongs to a module that has mutants.
fn is_instrumented(file: &str) -> bool {
    crate::MODULES.iter().any(|m| file.strip_prefix("src/").and_then(|f| f.strip_prefix(m)).is_some_and(|f| f.starts_with('/')))
        && is_source(file)
}

/// Returns whether a file may have mutants, by its name: a Rust source whose name does not begin with `tables`, and that is not named
/// `invariants.rs` or `tests.rs`.
fn is_source(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    name.ends_with(".rs") && !name.starts_with("tables") && name != "invariants.rs" && name != "tests.rs"
}

/// Returns the files that may have mutants in the folders of the modules, sorted by path.
pub fn sources(root: &Path, modules: &[&str]) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for module in modules {
        walk(&root.join("src").join(module), &format!("src/{module}"), &mut all)?;
    }
    all.sort();
    Ok(all)
}

/// Appends the sources of a folder and its subfolders to a list. `name` is the path of the folder in the repository.
fn walk(folder: &Path, name: &str, all: &mut Vec<String>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let entry = entry.map_err(|e| e.to_string())?;
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &name, all)?;
        } else if is_source(&name) {
            all.push(name);
        }
    }
    Ok(())
}

/// The mutants of all modules.
pub struct Found {
    /// All mutants of the modules. The mutants of `hand.txt` are at the end.
    pub mutants: Vec<Mutant>,
    pub const_fns: Vec<ConstFn>,
    /// Messages for the mutants of `hand.txt` whose original text was not found exactly once, in a function that runs.
    pub lost: Vec<String>,
}

/// Finds all mutants of the modules.
pub fn find(root: &Path, hand: &str) -> Result<Found, String> {
    let mut all = Vec::new();
    let mut const_fns = Vec::new();
    for file in sources(root, crate::MODULES)? {
        all.extend(operators::find(&file, &read(&root.join(&file))?, &mut const_fns)?);
    }
    let (mut by_hand, lost) = crate::hand::parse(root, hand)?;
    operators::number(&mut by_hand);
    all.extend(by_hand);
    Ok(Found { mutants: all, const_fns, lost })
}

/// Removes each file from the copy that the repository no longer contains, except `src/mutation.rs`. `files` lists the files of the
/// repository.
fn remove_others(copy: &Path, folder: &Path, files: &BTreeSet<&str>) -> Result<(), String> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            remove_others(copy, &path, files)?;
        } else if let Some(name) = path.strip_prefix(copy).ok().and_then(|p| p.to_str())
            && !files.contains(name)
            && name != "src/mutation.rs"
        {
            fs::remove_file(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    Ok(())
}

/// Reads a text file.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a file, unless the file already has this content. If an unchanged file were written, cargo would build the file again.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

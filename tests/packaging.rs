//! Tests the published package: its dependencies and their licences, its files, its size, and the version numbers in its documents.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::path::Path;
use std::process::Command;

fn cargo(arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(run.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// Returns the names of kalima and of all its dependencies in alphabetical order. Only the given features are enabled. Dependencies of
/// tests and build scripts do not count.
fn tree(features: &str) -> Vec<String> {
    let run = cargo(&[
        "tree",
        "--offline",
        "-p",
        "kalima",
        "-e",
        "normal",
        "--prefix",
        "none",
        "--no-default-features",
        "--features",
        features,
        "-f",
        "{p}",
    ]);
    let names: BTreeSet<_> =
        run.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    names.into_iter().collect()
}

#[test]
fn features_have_the_documented_dependencies() {
    let core =
        ["kalima", "once_cell", "regex", "regex-automata", "regex-syntax", "tinyvec", "unicode-normalization", "unicode-segmentation"];
    let with = |more: &[&str]| {
        let mut all: Vec<_> = core.iter().chain(more).map(|s| s.to_string()).collect();
        all.sort();
        all
    };
    assert_eq!(tree(""), with(&[]));
    assert_eq!(tree("std"), with(&[]));
    assert_eq!(tree("testing"), with(&[]));
    assert_eq!(tree("serde"), with(&["serde_core"]));
    let tantivy = tree("tantivy");
    assert!(tantivy.iter().any(|name| name == "tantivy-tokenizer-api"));
    assert!(!tantivy.iter().any(|name| name == "tantivy"), "only the API of tantivy");
    let proptest = tree("testing-proptest");
    assert!(proptest.iter().any(|name| name == "proptest"));
    assert!(!tree("std").iter().any(|name| name == "proptest"), "only with its feature");
}

/// Returns whether the licences of `allowed` satisfy an SPDX licence expression. Returns `None` if the expression is invalid.
///
/// `OR` is satisfied if one of its operands is satisfied, and `AND` if both operands are satisfied. `WITH` has the highest precedence, then
/// `AND`, then `OR` (SPDX 2.3, annex D). A licence with an exception is allowed only if `allowed` contains the licence together with the
/// exception. Older manifests write `/` in place of `OR`.
fn is_allowed(expression: &str, allowed: &[&str]) -> Option<bool> {
    fn any<'e>(words: &mut Peekable<impl Iterator<Item = &'e str>>, allowed: &[&str]) -> Option<bool> {
        let mut met = all(words, allowed)?;
        while words.next_if_eq(&"OR").is_some() {
            met |= all(words, allowed)?;
        }
        Some(met)
    }
    fn all<'e>(words: &mut Peekable<impl Iterator<Item = &'e str>>, allowed: &[&str]) -> Option<bool> {
        let mut met = one(words, allowed)?;
        while words.next_if_eq(&"AND").is_some() {
            met &= one(words, allowed)?;
        }
        Some(met)
    }
    fn one<'e>(words: &mut Peekable<impl Iterator<Item = &'e str>>, allowed: &[&str]) -> Option<bool> {
        let name = |word: &&str| !["(", ")", "AND", "OR", "WITH"].contains(word);
        if words.next_if_eq(&"(").is_some() {
            let met = any(words, allowed)?;
            return words.next_if_eq(&")").map(|_| met);
        }
        let licence = words.next_if(|word| name(word))?;
        match words.next_if_eq(&"WITH") {
            Some(_) => words.next_if(|word| name(word)).map(|exception| allowed.contains(&&*format!("{licence} WITH {exception}"))),
            None => Some(allowed.contains(&licence)),
        }
    }
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed)?;
    words.next().is_none().then_some(met)
}

#[test]
fn licence_expressions_are_read() {
    let allowed = ["MIT", "Apache-2.0", "Zlib", "Unicode-3.0"];
    for (expression, met) in [
        ("MIT", Some(true)),
        ("GPL-3.0-only", Some(false)),
        ("MIT OR GPL-3.0-only", Some(true)),
        ("MIT/Apache-2.0", Some(true)),
        ("MIT AND GPL-3.0-only", Some(false)),
        ("MIT AND Zlib", Some(true)),
        // `AND` has a higher precedence than `OR`. The `AND` may be to the left or to the right of the `OR`.
        ("MIT OR Zlib AND GPL-3.0-only", Some(true)),
        ("GPL-3.0-only AND Zlib OR MIT", Some(true)),
        ("GPL-3.0-only OR Zlib AND GPL-2.0-only", Some(false)),
        // Parentheses have a higher precedence than `AND` and `OR`.
        ("(MIT OR Zlib) AND GPL-3.0-only", Some(false)),
        ("(MIT OR GPL-3.0-only) AND Unicode-3.0", Some(true)),
        ("GPL-3.0-only AND (MIT OR Zlib)", Some(false)),
        ("((MIT))AND(Zlib)", Some(true)),
        // A licence with an exception differs from the licence without this exception.
        ("Apache-2.0 WITH LLVM-exception", Some(false)),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", Some(true)),
        ("mit", Some(false)),
        ("", None),
        ("MIT OR", None),
        ("MIT Zlib", None),
        ("(MIT", None),
        ("MIT)", None),
        ("AND MIT", None),
        ("MIT WITH (Zlib)", None),
    ] {
        assert_eq!(is_allowed(expression, &allowed), met, "{expression:?}");
    }
    assert_eq!(is_allowed("Apache-2.0 WITH LLVM-exception", &["Apache-2.0 WITH LLVM-exception"]), Some(true));
}

/// Tests that `deny.toml` allows the licence of every package for this platform, and that every package is local or comes from a registry.
/// Also tests that every package supports the oldest Rust version that kalima supports.
#[test]
fn licences_and_sources_are_allowed() {
    let deny: toml::Table = include_str!("../deny.toml").parse().unwrap();
    let allowed: Vec<_> = deny["licenses"]["allow"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
    // Checks only the packages for the platform of this machine, because the sources of packages for other platforms may be missing.
    let rustc = String::from_utf8(Command::new("rustc").arg("-vV").output().unwrap().stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--offline", "--format-version", "1", "--all-features", "--filter-platform", host]))
            .unwrap();
    let mut count = 0;
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or_else(|| panic!("{name} has no licence"));
        let met = is_allowed(licence, &allowed).unwrap_or_else(|| panic!("{name}: {licence:?} is no licence expression"));
        assert!(met, "{name}: {licence}");
        // The oldest Rust version that a dependency supports must not be newer than the oldest Rust version that kalima supports.
        let rust = |version: &str| version.split('.').take(2).map(|n| n.parse::<u32>().unwrap()).collect::<Vec<_>>();
        let needed = package["rust_version"].as_str().unwrap_or("1.0");
        assert!(rust(needed) <= rust(env!("CARGO_PKG_RUST_VERSION")), "{name} needs Rust {needed}");
        let source = package["source"].as_str();
        assert!(source.is_none_or(|s| s.starts_with("registry+")), "{name}: {source:?}");
        count += 1;
    }
    assert!(count > 20);
}

/// Tests that the lock file has only one version of each crate, except the crates that `deny.toml` lists. For each listed crate, the lock
/// file must have several versions, and `deny.toml` must state a reason.
#[test]
fn duplicate_versions_are_those_of_deny_toml() {
    let deny: toml::Table = include_str!("../deny.toml").parse().unwrap();
    assert_eq!(deny["bans"]["multiple-versions"].as_str(), Some("deny"));
    let lock: toml::Table = include_str!("../Cargo.lock").parse().unwrap();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock["package"].as_array().unwrap() {
        versions.entry(package["name"].as_str().unwrap()).or_default().push(package["version"].as_str().unwrap());
    }
    for exception in deny["bans"]["skip"].as_array().unwrap() {
        let (name, version) = exception["crate"].as_str().and_then(|c| c.split_once('@')).unwrap();
        assert!(exception["reason"].as_str().is_some_and(|reason| reason.len() > 20), "{name} has no reason");
        let all = versions.get_mut(name).filter(|all| all.len() > 1).unwrap_or_else(|| panic!("{name} has one version"));
        all.retain(|v| *v != version && !v.starts_with(&format!("{version}.")));
    }
    versions.retain(|_, all| all.len() > 1);
    assert!(versions.is_empty(), "{versions:?}");
}

/// Returns the names of the modules that a source declares only for tests or fuzzing. Inline modules are not returned, because these
/// modules have no file.
fn test_modules(source: &str) -> Vec<&str> {
    let mut only_tests = false;
    let mut found = Vec::new();
    for line in source.lines().map(str::trim) {
        let name = line.strip_suffix(';').and_then(|line| line.split_once("mod ")).map(|(_, name)| name);
        if only_tests && let Some(name) = name.filter(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')) {
            found.push(name);
        }
        only_tests =
            line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(any(test, fuzzing)") || only_tests && line.starts_with(['#', '/']);
    }
    found
}

/// Returns the path of the file that a line of a source includes by `include_str!` or `include_bytes!`. Returns `None` if the line includes
/// no file.
fn included_file(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("include_str!(\"").or_else(|| line.split_once("include_bytes!(\""))?;
    rest.split('"').next()
}

#[test]
fn the_package_is_smaller_than_two_megabytes() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    let target = target.to_str().unwrap();
    cargo(&["package", "--no-verify", "--allow-dirty", "--offline", "--quiet", "-p", "kalima", "--target-dir", target]);
    let package = format!("{target}/package/kalima-{}.crate", env!("CARGO_PKG_VERSION"));
    let size = std::fs::metadata(package).unwrap().len();
    assert!(size < 2_000_000, "{size} bytes, compressed");
}

#[test]
fn the_package_has_the_needed_files_and_no_tests() {
    let list = cargo(&["package", "--list", "--allow-dirty", "--offline", "-p", "kalima"]);
    let files: Vec<_> = list.lines().collect();
    for needed in [
        "Cargo.toml",
        "README.md",
        "CHANGELOG.md",
        "DESIGN.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "src/lib.rs",
        "src/tables.rs",
        "src/stop/words.txt",
    ] {
        assert!(files.contains(&needed), "{needed} is missing");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in &files {
        let known = file.starts_with("src/") || file.starts_with("examples/") || !file.contains('/');
        assert!(known, "{file} does not belong to the package");
        assert!(!["seeds/", "tests/", "fuzz/", "tools/", ".ci/"].iter().any(|f| file.starts_with(f)), "{file}");
    }
    for file in files.iter().filter(|f| f.starts_with("src/") && f.ends_with(".rs")) {
        for module in test_modules(&std::fs::read_to_string(root.join(file)).unwrap()) {
            let folder = match file.rsplit_once('/').unwrap() {
                (folder, "mod.rs" | "lib.rs") => folder,
                _ => file.strip_suffix(".rs").unwrap(),
            };
            let packed = files.iter().find(|f| **f == format!("{folder}/{module}.rs") || f.starts_with(&format!("{folder}/{module}/")));
            assert!(packed.is_none(), "{packed:?} is compiled for tests only");
        }
    }
    // The package must also contain the files that its sources include, except the files of tests.
    for entry in files.iter().filter(|f| f.ends_with(".rs")) {
        let source = std::fs::read_to_string(root.join(entry)).unwrap();
        for included in source.lines().filter(|l| !l.contains("doctest")).filter_map(included_file) {
            let path = root.join(entry).parent().unwrap().join(included);
            let path = path.canonicalize().unwrap_or_else(|_| panic!("{entry} includes {included}"));
            let name = path.strip_prefix(root.canonicalize().unwrap()).unwrap().to_str().unwrap().to_owned();
            let tests_only = name.starts_with("seeds/") || name.starts_with("tests/");
            assert!(tests_only || files.contains(&&*name), "{entry} includes {name}, which is not packed");
        }
    }
}

#[test]
fn documents_have_the_versions_and_features() {
    let version = env!("CARGO_PKG_VERSION");
    let short = version.rsplit_once('.').unwrap().0;
    let readme = include_str!("../README.md");
    assert!(readme.contains(&format!("kalima = \"{short}\"")), "README.md has no dependency on {short}");
    assert!(include_str!("../CHANGELOG.md").contains(version), "CHANGELOG.md does not have {version}");
    let rust = env!("CARGO_PKG_RUST_VERSION");
    assert!(readme.contains(&format!("**MSRV** {rust}")), "README.md has another Rust version");
    // The README and the first page of the documentation must name each feature of the manifest, except `default`.
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let lib = include_str!("../src/lib.rs");
    for feature in manifest["features"].as_table().unwrap().keys().filter(|f| *f != "default") {
        assert!(lib.contains(&format!("`{feature}`")) && readme.contains(&format!("`{feature}`")), "{feature} is not explained");
    }
}

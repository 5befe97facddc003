//! The house of DESIGN.md: each room uses only rooms of floors below its own. Reads `crate::` and `super::` paths of every source file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Room and floor. The leaf rooms are on no floor: any room may use them, and they use none.
const FLOORS: &[(&str, u8)] = &[
    ("lib", 8),
    ("ext", 7),
    ("io", 7),
    ("tantivy", 7),
    ("testing", 7),
    ("analyzer", 6),
    ("stop", 5),
    ("stem", 4),
    ("clitic", 4),
    ("sentence", 4),
    ("token", 3),
    ("morph", 3),
    ("normalize", 2),
    ("entity", 2),
    ("memo", 2),
    ("scan", 1),
    ("chars", 0),
];
/// Below every floor.
const LEAVES: &[&str] = &["bits", "tables", "config", "error", "short", "span", "units", "word_list", "work"];
/// The reference implementations may look at everything.
const EXEMPT: &[&str] = &["slow"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
}

/// The module path of a source file: `normalize/map.rs` is `["normalize", "map"]`, `normalize/mod.rs` is `["normalize"]`.
fn module(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> = file.with_extension("").iter().map(|p| p.to_str().unwrap().to_owned()).collect();
    if parts.last().is_some_and(|p| p == "mod") {
        parts.pop();
    }
    parts
}

/// The rooms that a line names, through `crate::…` or through `super::…` seen from `module`; `crate::{a, b}` names two.
fn rooms_named(line: &str, module: &[String]) -> Vec<String> {
    let mut rooms = Vec::new();
    let ident = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + 7..];
        match rest.strip_prefix('{') {
            Some(list) => {
                // Only the heads of the list: what stands behind `::` or in inner braces is inside a room.
                let (mut depth, mut head) = (0, true);
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => head = true,
                        c if head && c.is_alphabetic() => {
                            rooms.push(ident(&list[i..]));
                            head = false;
                        }
                        _ => {}
                    }
                }
            }
            None => rooms.push(ident(rest)),
        }
    }
    let mut rest = line;
    while let Some(at) = rest.find("super::") {
        let chain = &rest[at..];
        let ups = chain.split("super::").take_while(|s| s.is_empty()).count() - 1 + 1;
        let after = chain.trim_start_matches("super::");
        // From a module of depth n, n times super is the crate.
        if ups == module.len() {
            rooms.push(ident(after));
        } else {
            assert!(ups < module.len(), "too many super:: in {module:?}: {line}");
        }
        rest = after;
    }
    rooms
}

#[test]
fn rooms_use_only_floors_below() {
    let floors: BTreeMap<&str, u8> = FLOORS.iter().copied().collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 10);
    let mut wrong = Vec::new();
    for file in files {
        let relative = file.strip_prefix(&root).unwrap();
        let module = module(relative);
        let room = module[0].as_str();
        if room == "lib" || EXEMPT.contains(&room) {
            continue;
        }
        assert!(LEAVES.contains(&room) || floors.contains_key(room), "{room}: a room that is on no floor");
        let source = fs::read_to_string(&file).unwrap();
        // Unit tests, at the end of a file, may use more.
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in rooms_named(line, &module) {
                let Some(&floor) = floors.get(used.as_str()) else { continue };
                let below = floors.get(room).is_some_and(|own| floor < *own);
                if used != room && !below {
                    wrong.push(format!("{}:{}: {room} uses {used}", relative.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_read() {
    let module = |s: &str| s.split("::").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rooms_named("use crate::stem::Stem;", &module("normalize")), ["stem"]);
    assert_eq!(rooms_named("use crate::{stem::{Stem, light}, chars};", &module("normalize::map")), ["stem", "chars"]);
    assert_eq!(rooms_named("use super::super::stem::Stem;", &module("normalize::map")), ["stem"]);
    assert_eq!(rooms_named("use super::plan::Plan;", &module("normalize::map")), [""; 0]);
    assert_eq!(rooms_named("let x = super::token::tokens(t);", &module("normalize")), ["token"]);
}

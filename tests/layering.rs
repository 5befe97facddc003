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
const LEAVES: &[&str] = &["bits", "tables", "config", "debug", "error", "short", "span", "units", "op_counter", "word_list"];
/// The reference implementations may look at everything.
const EXEMPT: &[&str] = &["reference"];

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

/// Replaces comments and the contents of string and character literals by spaces, so that every other byte keeps its place.
fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let blank = |out: &mut String, text: &str| out.extend(text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len()).filter(|n| rest[1 + n..].starts_with('"'));
        let identifier = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |n| n + 2)
        } else if let Some(hashes) = raw.filter(|_| !identifier) {
            let end = format!("\"{}", "#".repeat(hashes));
            let from = hashes + 2;
            rest[from..].find(&end).map_or(rest.len(), |n| from + n + end.len())
        } else if c == '"' {
            literal(rest, '"')
        } else if c == '\'' && (rest.starts_with("'\\") || rest[1..].char_indices().nth(1).is_some_and(|(_, c)| c == '\'')) {
            // Not a lifetime.
            literal(rest, '\'')
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        blank(&mut out, &rest[..len]);
        rest = &rest[len..];
    }
    out
}

/// The length of a literal with its quotation marks, where `\` escapes one character.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, c)| at + c.len_utf8())
}

/// The first two names of each path of a tree that starts at `text`: of `a::{b::c, d}`, `[["a", "b"], ["a", "d"]]`. `n` is the number of
/// names that are wanted, and more than two for each leading `super`.
fn paths(text: &str, wanted: usize) -> Vec<Vec<String>> {
    let text = text.trim_start();
    if wanted == 0 {
        return vec![Vec::new()];
    }
    if let Some(group) = text.strip_prefix('{') {
        let (mut depth, mut start, mut all) = (0, 0, Vec::new());
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    all.extend(paths(&group[start..at], wanted));
                    start = at + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
        return all;
    }
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return Vec::new();
    }
    let wanted = if name == "super" { wanted } else { wanted - 1 };
    let rest = match text[name.len()..].trim_start().strip_prefix("::") {
        Some(rest) => paths(rest, wanted),
        None => vec![Vec::new()],
    };
    rest.into_iter().map(|rest| [vec![name.clone()], rest].concat()).collect()
}

/// The rooms that code without comments names, through `crate::…` or through `super::…` seen from `module`, each with its line. A list in
/// braces may go over lines and hold others.
fn rooms_named(code: &str, module: &[String]) -> Vec<(usize, String)> {
    let mut rooms = Vec::new();
    for start in ["crate", "super"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].trim_end();
            let inner = before.ends_with("::") || code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
            if inner || !code[at + start.len()..].trim_start().starts_with("::") {
                continue;
            }
            // `crate` may stand within a group, `super` only there or at the start: in a group each of its paths is read by itself.
            let line = code[..at].matches('\n').count() + 1;
            for path in paths(&code[at..], 1 + usize::from(start == "crate")) {
                let ups = path.iter().take_while(|name| *name == "super").count();
                // From a module of depth n, n times super is the crate.
                assert!(ups <= module.len(), "too many super:: in {module:?}: {path:?}");
                let room = if start == "crate" { path.get(1) } else { path.get(ups).filter(|_| ups == module.len()) };
                rooms.extend(room.map(|room| (line, room.clone())));
            }
        }
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
        for (line, used) in rooms_named(&without_comments(code), &module) {
            let Some(&floor) = floors.get(used.as_str()) else { continue };
            let below = floors.get(room).is_some_and(|own| floor < *own);
            if used != room && !below {
                wrong.push(format!("{}:{line}: {room} uses {used}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_read() {
    let module = |s: &str| s.split("::").map(str::to_owned).collect::<Vec<_>>();
    let named = |code: &str, from: &str| {
        let rooms = rooms_named(&without_comments(code), &module(from));
        rooms.into_iter().map(|(line, room)| format!("{line} {room}")).collect::<Vec<_>>()
    };
    assert_eq!(named("use crate::stem::Stem;", "normalize"), ["1 stem"]);
    assert_eq!(named("use crate::{stem::{Stem, light}, chars};", "normalize::map"), ["1 stem", "1 chars"]);
    // As rustfmt breaks a long list, with comments in it.
    let broken = "\nuse crate::{\n    chars::{\n        self, Class, // crate::io\n    },\n    stem::{Stem, light::{Light1, Light2}},\n    token,\n};\n";
    assert_eq!(named(broken, "normalize"), ["2 chars", "2 stem", "2 token"]);
    assert_eq!(named("use {\n    crate::stem::Stem,\n    crate::token,\n};", "normalize"), ["2 stem", "3 token"]);
    assert_eq!(named("use super::{\n    super::{stem::Stem, token},\n    plan::Plan,\n};", "normalize::map"), ["1 stem", "1 token"]);
    assert_eq!(named("use super::super::stem::Stem;", "normalize::map"), ["1 stem"]);
    assert_eq!(named("use super::super::{stem::Stem, token};", "normalize::map"), ["1 stem", "1 token"]);
    assert_eq!(named("use super::plan::Plan;", "normalize::map"), [""; 0]);
    assert_eq!(named("let x = super::token::tokens(t);", "normalize"), ["1 token"]);
    assert_eq!(named("let x = crate :: token\n    ::tokens(t); pub(crate) fn f() {}", "normalize"), ["1 token"]);
    assert_eq!(
        named("/* crate::stem */ // crate::stem\n\"crate::stem \\\" crate::stem\" r#\"crate::stem\"# $crate::stem;", "normalize"),
        [""; 0]
    );
    assert_eq!(named("let (a, b): (&'a str, char) = ('\"', '\\''); crate::stem::x('//');", "normalize"), ["1 stem"]);
}

//! Checks the layers of modules that DESIGN.md defines. A module may use only modules of lower layers. Two files of one module must not use
//! each other.
//!
//! The tests parse two kinds of paths in every source file: paths that begin with `crate::`, `super::` or `self::`, and paths that begin
//! with a submodule. A path that names a re-export counts as a use of the file that defines the re-exported item.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module with the number of its layer. A module may use only itself and modules with a lower number.
const LAYERS: &[(&str, u8)] = &[
    ("lib", 8),
    ("guide", 7),
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
    ("scan", 1),
    ("chars", 0),
];
/// Modules without a layer. Every module may use these modules, and these modules must not use the modules of [`LAYERS`].
const LEAVES: &[&str] = &["bits", "tables", "config", "debug", "error", "short", "span", "static_map", "units", "op_counter", "word_list"];
/// The modules of the reference implementations. These modules may use every module.
const EXEMPT: &[&str] = &["reference"];
/// Modules whose files may use each other in a cycle. The test fails if the files of a listed module have no cycle.
const CIRCULAR: &[&str] = &["src/scan"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "rs") {
            found.push(entry);
        }
    }
}

/// Returns the module path of a source file: `["normalize", "map"]` for `normalize/map.rs`, and `["normalize"]` for `normalize/mod.rs`.
fn module(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> = file.with_extension("").iter().map(|p| p.to_str().unwrap().to_owned()).collect();
    if parts.last().is_some_and(|p| p == "mod") {
        parts.pop();
    }
    parts
}

/// Replaces the characters of comments, strings and character literals by spaces. Line breaks do not change, so line numbers do not change.
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
            // The quotation mark begins a character literal and not a lifetime.
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

/// Returns the length in bytes of the literal at the start of `text`, including both quotation marks. `quote` is the quotation mark. A
/// backslash escapes the next character.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, c)| at + c.len_utf8())
}

/// A path in a source, and the name that a `use` of this path binds: the name after `as`, or without `as` the last name of the path.
type Written = (Vec<String>, String);

/// Returns the paths of the `use` tree at the start of `text`. For example, the tree `a::{b::c, d as e}` has the path `a::b::c`, which
/// binds `c`, and the path `a::d`, which binds `e`.
fn paths(text: &str) -> Vec<Written> {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let (mut depth, mut start, mut all) = (0, 0, Vec::new());
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    all.extend(paths(&group[start..at]));
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
    let identifier = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let name = identifier(text);
    if name.is_empty() {
        return Vec::new();
    }
    let rest = text[name.len()..].trim_start();
    let below = rest.strip_prefix("::").map(paths).unwrap_or_default();
    if below.is_empty() {
        let alias = rest.strip_prefix("as ").map_or(name.clone(), |rest| identifier(rest.trim_start()));
        return vec![(vec![name], alias)];
    }
    let join = |(path, bound): Written| {
        if path == ["self"] {
            let bound = if bound == "self" { name.clone() } else { bound };
            return (vec![name.clone()], bound);
        }
        ([vec![name.clone()], path].concat(), bound)
    };
    below.into_iter().map(join).collect()
}

/// A source file.
struct Source {
    /// The path of the file below the folder of the sources.
    name: String,
    /// The module path of the file.
    module: Vec<String>,
    /// The code without comments, unit tests and re-exports. Spaces replace the comments and re-exports.
    code: String,
    /// A map from the name that a re-export binds to the path of the re-export.
    exports: BTreeMap<String, Vec<String>>,
}

impl Source {
    fn new(name: &str, module: Vec<String>, source: &str) -> Source {
        // Removes the unit tests at the end of the file, because unit tests may use any module.
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        let mut source = Source { name: name.into(), module, code: without_comments(code), exports: BTreeMap::new() };
        source.take_exports();
        source
    }

    /// Removes the re-exports (`pub use`, `pub(crate) use` …) from the code. Records the path of each re-export and the name that it binds.
    fn take_exports(&mut self) {
        let mut at = 0;
        while let Some(start) = self.code[at..].find("pub").map(|n| at + n) {
            at = start + 3;
            let after = self.code[at..].trim_start();
            let after = if after.starts_with('(') { after.split_once(')').map_or("", |(_, rest)| rest).trim_start() } else { after };
            let Some(tree) = after.strip_prefix("use ") else { continue };
            let end = self.code.len() - tree.len() + tree.find(';').unwrap_or(tree.len());
            for (path, bound) in paths(tree) {
                self.exports.insert(bound, path);
            }
            let blank: String = self.code[start..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            self.code.replace_range(start..end, &blank);
        }
    }

    /// Returns the path of the module that contains byte `at` of the code: the module of the file, followed by the names of the inline
    /// modules that contain the byte.
    fn module_at(&self, at: usize) -> Vec<String> {
        let mut module = self.module.clone();
        for (start, _) in self.code[..at].match_indices("mod ") {
            let name: String = self.code[start + 4..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let open = start + 4 + name.len();
            if !name.is_empty() && self.code[open..at].trim_start().starts_with('{') {
                let depth = self.code[open..at].chars().fold(0, |depth, c| depth + i32::from(c == '{') - i32::from(c == '}'));
                let closed = self.code[open..at].char_indices().scan(0, |depth, (_, c)| {
                    *depth += i32::from(c == '{') - i32::from(c == '}');
                    Some(*depth == 0 && c == '}')
                });
                if depth > 0 && !closed.into_iter().any(|closed| closed) {
                    module.push(name);
                }
            }
        }
        module
    }

    /// Returns the line number and the absolute path of each path in the code that begins with `crate`, `super`, `self` or the name of a
    /// submodule. The result is sorted. `children` contains the names of the submodules.
    fn uses(&self, children: &BTreeSet<String>) -> Vec<(usize, Vec<String>)> {
        let starts: Vec<&str> = ["crate", "super", "self"].into_iter().chain(children.iter().map(String::as_str)).collect();
        let part_of_word = |text: &str| text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        let mut code = self.code.clone();
        let mut uses = Vec::new();
        let mut add = |at: usize, path: &[String]| {
            let line = self.code[..at].matches('\n').count() + 1;
            uses.push((line, absolute(&self.module_at(at), path)));
        };
        for (at, _) in self.code.match_indices("use ").filter(|(at, _)| !part_of_word(&self.code[..*at])) {
            let end = self.code[at..].find(';').map_or(self.code.len(), |n| at + n);
            let tree = paths(&self.code[at + 4..end]);
            for (path, _) in tree.iter().filter(|(path, _)| path.len() > 1 && starts.contains(&path[0].as_str())) {
                add(at, path);
            }
            let blank: String = code[at..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            code.replace_range(at..end, &blank);
        }
        for start in starts {
            for (at, _) in code.match_indices(start) {
                let inner = code[..at].trim_end().ends_with("::") || code[..at].ends_with('.') || part_of_word(&code[..at]);
                if !inner && code[at + start.len()..].trim_start().starts_with("::") {
                    paths(&code[at..]).iter().for_each(|(path, _)| add(at, path));
                }
            }
        }
        uses.sort();
        uses
    }
}

/// Converts a path in the code of `module` to a path from the root of the crate: `["super", "Stem"]` in the module `stem::light` becomes
/// `["stem", "Stem"]`.
fn absolute(module: &[String], path: &[String]) -> Vec<String> {
    if path.first().is_some_and(|name| name == "crate") {
        return path[1..].to_vec();
    }
    let ups = path.iter().take_while(|name| *name == "super").count();
    assert!(ups <= module.len(), "too many super:: in {module:?}: {path:?}");
    let path = &path[ups..];
    let path = path.strip_prefix(&["self".to_owned()][..]).unwrap_or(path);
    [&module[..module.len() - ups], path].concat()
}

fn read(folder: &str) -> Vec<Source> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".into())).join(folder);
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 10);
    let read = |file: &PathBuf| {
        let relative = file.strip_prefix(&root).unwrap();
        Source::new(relative.to_str().unwrap(), module(relative), &fs::read_to_string(file).unwrap())
    };
    files.iter().map(read).collect()
}

#[test]
fn modules_use_lower_layers() {
    let layers: BTreeMap<&str, u8> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for source in read("src") {
        let module = source.module[0].as_str();
        if module == "lib" || EXEMPT.contains(&module) {
            continue;
        }
        assert!(LEAVES.contains(&module) || layers.contains_key(module), "{module}: a module without a layer");
        let exports = source.exports.values().map(|path| (0, path.clone()));
        let exports = exports.filter(|(_, path)| ["crate", "super", "self"].contains(&path[0].as_str()));
        let exports: Vec<_> = exports.map(|(line, path)| (line, absolute(&source.module, &path))).collect();
        for (line, path) in source.uses(&BTreeSet::new()).into_iter().chain(exports) {
            let Some(used) = path.first() else { continue };
            let Some(&layer) = layers.get(used.as_str()) else { continue };
            let below = layers.get(module).is_some_and(|own| layer < *own);
            if used != module && !below {
                wrong.push(format!("{}:{line}: {module} uses {used}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A map from the module path of each file of a crate to this file.
type Files<'s> = BTreeMap<&'s [String], &'s Source>;

/// Returns the file that defines the item at an absolute path, or `None` if no file of the crate contains the path. If the path names a
/// re-export, searches for the re-exported path. `depth` is the number of re-exports that the search has followed.
fn definition<'s>(files: &Files<'s>, path: &[String], depth: usize) -> Option<&'s Source> {
    let (len, source) = (0..=path.len()).rev().find_map(|len| Some((len, *files.get(&path[..len])?)))?;
    let export = path.get(len).and_then(|name| source.exports.get(name));
    match export.filter(|_| depth < 8) {
        Some(export) => definition(files, &[&absolute(&source.module, export)[..], &path[len + 1..]].concat(), depth + 1),
        None => Some(source),
    }
}

/// Returns a map from each file, except the files of tests, to the files that this file uses. Each used file has the number of the first
/// line with a use.
fn arrows(sources: &[Source]) -> BTreeMap<&str, BTreeMap<&str, usize>> {
    let files: Files = sources.iter().map(|source| (&source.module[..], source)).collect();
    let tests = |name: &str| name.ends_with("tests.rs") || name.ends_with("invariants.rs");
    let mut arrows = BTreeMap::new();
    for source in sources.iter().filter(|source| !tests(&source.name)) {
        let below = files.keys().filter(|module| module.len() == source.module.len() + 1 && module.starts_with(&source.module));
        let children = below.map(|module| module.last().unwrap().clone()).collect();
        let mut used: BTreeMap<&str, usize> = BTreeMap::new();
        for (line, path) in source.uses(&children) {
            if let Some(file) = definition(&files, &path, 0).filter(|file| file.name != source.name) {
                used.entry(&file.name).or_insert(line);
            }
        }
        arrows.insert(&*source.name, used);
    }
    arrows
}

/// Returns a map from each top-level module to a list of uses. Each of these uses is part of a cycle between files of the module. A module
/// without a cycle is not in the map. If `one_module` is true, all files of the crate count as one module.
fn cycles(folder: &str, one_module: bool) -> BTreeMap<String, Vec<String>> {
    let sources = read(folder);
    let arrows = arrows(&sources);
    let top = |name: &str| if one_module { String::new() } else { name.split(['/', '.']).next().unwrap().to_owned() };
    let reaches = |from: &str, to: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name) {
                open.extend(arrows.get(name).into_iter().flat_map(|used| used.keys()).filter(|used| top(used) == top(from)));
            }
        }
        false
    };
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, used) in &arrows {
        for (file, line) in used.iter().filter(|(file, _)| top(file) == top(name) && reaches(file, name)) {
            found
                .entry(format!("{folder}/{}", top(name)).trim_end_matches('/').to_owned())
                .or_default()
                .push(format!("  {folder}/{name}:{line} uses {file}"));
        }
    }
    found
}

#[test]
fn no_two_files_of_a_module_use_each_other() {
    let mut found = cycles("src", false);
    found.remove("src/reference");
    found.extend(cycles("cli/src", true));
    for (module, arrows) in &found {
        println!("{module} ({} arrows)\n{}", arrows.len(), arrows.join("\n"));
    }
    let wrong: Vec<_> = found.keys().filter(|module| !CIRCULAR.contains(&module.as_str())).collect();
    assert!(wrong.is_empty(), "{wrong:?} have files that use each other");
    let stale: Vec<_> = CIRCULAR.iter().filter(|module| !found.contains_key(**module)).collect();
    assert!(stale.is_empty(), "{stale:?} have no cycle: remove them from the list");
}

/// The layers of the files of the module `morph`, the lowest layer first. Each string has the beginnings of the paths of the files of one
/// layer. A file may use only files of its own layer and of lower layers.
const MORPH: &[&str] = &[
    "schema/",
    "word/",
    "kinds.rs root.rs",
    "grammar/",
    "forms/",
    "user/",
    "search/",
    "lemma.rs",
    "lexeme.rs",
    "parse.rs",
    "readings.rs",
    "extended.rs",
    "memo.rs",
    "features.rs",
    "mod.rs",
];

#[test]
fn layers_of_the_word_grammar() {
    let sources = read("src");
    let layer = |name: &str| {
        let rest = name.strip_prefix("morph/")?;
        let layer = MORPH.iter().position(|layer| layer.split(' ').any(|prefix| rest.starts_with(prefix)));
        Some(layer.unwrap_or_else(|| panic!("{name}: a file without a layer")))
    };
    let mut count = 0;
    for (name, used) in arrows(&sources) {
        let Some(own) = layer(name) else { continue };
        for (file, line) in used {
            let Some(other) = layer(file) else { continue };
            assert!(other <= own, "src/{name}:{line} uses {file}, which is of a higher layer");
            count += 1;
        }
    }
    assert!(count > 50, "{count} uses");
}

#[test]
fn paths_are_read() {
    let module = |s: &str| s.split("::").map(str::to_owned).collect::<Vec<_>>();
    let named = |code: &str, from: &str| {
        let source = Source::new("", module(from), code);
        source.uses(&BTreeSet::new()).into_iter().map(|(line, path)| format!("{line} {}", path.join("::"))).collect::<Vec<_>>()
    };
    assert_eq!(named("use crate::stem::Stem;", "normalize"), ["1 stem::Stem"]);
    assert_eq!(named("use crate::{stem::{Stem, light}, chars};", "normalize::map"), ["1 chars", "1 stem::Stem", "1 stem::light"]);
    // A `use` tree of several lines with a comment, in the format of rustfmt.
    let broken = "\nuse crate::{\n    chars::{\n        self, Class, // crate::io\n    },\n    stem::light::{Light1, Light2},\n};\n";
    assert_eq!(named(broken, "normalize"), ["2 chars", "2 chars::Class", "2 stem::light::Light1", "2 stem::light::Light2"]);
    assert_eq!(named("use {\n    crate::stem::Stem,\n    crate::token,\n};", "normalize"), ["1 stem::Stem", "1 token"]);
    let group = named("use super::{\n    super::{stem::Stem, token},\n    plan::Plan,\n};", "normalize::map");
    assert_eq!(group, ["1 normalize::plan::Plan", "1 stem::Stem", "1 token"]);
    assert_eq!(named("use super::super::stem::Stem;", "normalize::map"), ["1 stem::Stem"]);
    assert_eq!(named("use super::plan::Plan;", "normalize::map"), ["1 normalize::plan::Plan"]);
    assert_eq!(named("let x = super::token::tokens(t);", "normalize"), ["1 token::tokens"]);
    assert_eq!(named("let x = crate :: token\n    ::tokens(t); pub(crate) fn f() {}", "normalize"), ["1 token::tokens"]);
    assert_eq!(named("mod inner {\n    use super::A;\n}\nuse super::B;", "stem::light"), ["2 stem::light::A", "4 stem::B"]);
    let quoted = "/* crate::stem */ // crate::stem\n\"crate::stem \\\" crate::stem\" r#\"crate::stem\"# $crate::stem;";
    assert_eq!(named(quoted, "normalize"), [""; 0]);
    assert_eq!(named("let (a, b): (&'a str, char) = ('\"', '\\''); crate::stem::x('//');", "normalize"), ["1 stem::x"]);
}

#[test]
fn uses_of_reexported_names_count_for_their_file() {
    let source = |name: &str, code: &str| Source::new(name, module(Path::new(name)), code);
    let sources = [
        source(
            "stem/mod.rs",
            "mod light;\npub mod rules;\npub(crate) use rules::{Rules as Own, list};\npub struct Stem;\nfn f() { light::stem() }",
        ),
        source("stem/light.rs", "use super::Own;\nuse crate::stem::Stem;"),
        source("stem/rules.rs", "use super::light::{self, stem};\n#[cfg(test)]\nmod tests { use super::super::Stem; }"),
    ];
    let arrows = arrows(&sources);
    let used = |name: &str| arrows[name].iter().map(|(file, line)| format!("{file}:{line}")).collect::<Vec<_>>();
    assert_eq!(used("stem/mod.rs"), ["stem/light.rs:5"]);
    assert_eq!(used("stem/light.rs"), ["stem/mod.rs:2", "stem/rules.rs:1"]);
    assert_eq!(used("stem/rules.rs"), ["stem/light.rs:1"]);
}

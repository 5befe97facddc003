//! Inputs and lists that several tests use: the corpora in `seeds/`, strategies of proptest that change parts of the corpora, and the names
//! of the public types.

use std::any::type_name;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

// The strategies of the crate. This file includes the source of the strategies, because the crate exports the strategies only with the
// feature `testing-proptest`.
#[path = "../../src/testing/strategy.rs"]
#[allow(dead_code, unreachable_pub)]
mod strategy;

use strategy::stray_char;

/// A corpus in the folder `seeds/`.
pub(crate) struct Seed {
    /// The name of the file, with its extension.
    pub(crate) name: String,
    pub(crate) text: String,
}

/// All corpora in `seeds/`, sorted by name.
pub(crate) static SEEDS: LazyLock<Vec<Seed>> = LazyLock::new(|| {
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    let seed = |path: &std::path::PathBuf| Seed {
        name: path.file_name().unwrap().to_str().unwrap().to_owned(),
        text: fs::read_to_string(path).unwrap(),
    };
    paths.iter().map(seed).collect()
});

/// Returns the public path of a type, without `kalima`, without private modules and without type parameters. For
/// `kalima::morph::parse::Root`, the result is `morph::Root`.
pub(crate) fn public_name<T: ?Sized>() -> String {
    let path: Vec<_> = type_name::<T>().split('<').next().unwrap().split("::").collect();
    match path.as_slice() {
        ["kalima", "error", name] | ["kalima", "config", .., name] => name.to_string(),
        ["kalima", module, .., name] => format!("{module}::{name}"),
        _ => panic!("{}", type_name::<T>()),
    }
}

/// Returns the text of `tools/public-api/list.txt`, which lists all items of the public API.
fn api_list() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tools/public-api/list.txt")).unwrap()
}

/// Returns the names of the public types in the API list. If a type is listed both in a public module and in the crate root, returns only
/// the name in the module.
pub(crate) fn public_types() -> BTreeSet<String> {
    let list = api_list();
    let types = list.lines().filter_map(|line| line.split_once("pub struct kalima::").or_else(|| line.split_once("pub enum kalima::")));
    let names = types.map(|(_, name)| name.split(['<', '(', ' ']).next().unwrap().to_owned());
    let all: BTreeSet<String> = names.collect();
    let in_modules: BTreeSet<&str> = all.iter().filter_map(|name| name.split_once("::")).map(|(_, name)| name).collect();
    all.iter().filter(|name| name.contains("::") || !in_modules.contains(name.as_str())).cloned().collect()
}

/// Returns the names of the public types that implement a trait without type parameters, such as `FromStr`.
pub(crate) fn types_with(name: &str) -> BTreeSet<String> {
    let list = api_list();
    let implementations = list.lines().filter_map(|line| line.strip_prefix("impl")?.split_once(&format!("::{name} for kalima::")));
    let names: BTreeSet<String> = implementations.map(|(_, of)| of.split(['<', ' ']).next().unwrap().to_owned()).collect();
    // A type may have a path in a module and a path in the crate root. The list shows an implementation with only one of these paths, so a
    // path in the crate root is compared by its last name.
    let last = |name: &str| name.rsplit("::").next().unwrap_or_default().to_owned();
    let short: BTreeSet<String> = names.iter().filter(|name| !name.contains("::")).cloned().collect();
    public_types().into_iter().filter(|name| names.contains(name) || short.contains(&last(name))).collect()
}

/// Makes a list of fewer than 300 consecutive characters of a seed.
fn slice() -> impl Strategy<Value = Vec<char>> {
    (any::<Index>(), any::<Index>(), 0..300_usize).prop_map(|(seed, at, len)| {
        let chars: Vec<char> = seed.get(&SEEDS).text.chars().collect();
        let at = at.index(chars.len());
        chars[at..(at + len).min(chars.len())].to_vec()
    })
}

/// A change that a strategy applies to a part of a seed.
#[derive(Clone, Debug)]
enum Change {
    Insert(Index, char),
    Repeat(Index, char, usize),
    Remove(Index),
    Swap(Index),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        5 => (any::<Index>(), stray_char()).prop_map(|(at, c)| Change::Insert(at, c)),
        1 => (any::<Index>(), stray_char(), 2..40_usize).prop_map(|(at, c, n)| Change::Repeat(at, c, n)),
        2 => any::<Index>().prop_map(Change::Remove),
        1 => any::<Index>().prop_map(Change::Swap),
    ]
}

/// Makes a text: a part of a seed with up to seven changes of type [`Change`].
pub(crate) fn text() -> impl Strategy<Value = String> {
    (slice(), prop::collection::vec(change(), 0..8)).prop_map(|(mut chars, changes)| {
        for change in changes {
            let len = chars.len();
            match change {
                Change::Insert(at, c) => chars.insert(at.index(len + 1), c),
                Change::Repeat(at, c, n) => {
                    let at = at.index(len + 1);
                    chars.splice(at..at, std::iter::repeat_n(c, n));
                }
                Change::Remove(at) if len > 0 => {
                    chars.remove(at.index(len));
                }
                Change::Swap(at) if len > 1 => {
                    let at = at.index(len - 1);
                    chars.swap(at, at + 1);
                }
                _ => {}
            }
        }
        chars.into_iter().collect()
    })
}

/// Makes a word of the seeds with up to two inserted characters of [`stray_char`].
pub(crate) fn word() -> impl Strategy<Value = String> {
    let piece = (any::<Index>(), any::<Index>()).prop_map(|(seed, at)| {
        let words: Vec<&str> = seed.get(&SEEDS).text.split_whitespace().collect();
        words[at.index(words.len())].to_owned()
    });
    (piece, prop::collection::vec((any::<Index>(), stray_char()), 0..3)).prop_map(|(word, strays)| {
        let mut chars: Vec<char> = word.chars().collect();
        for (at, c) in strays {
            chars.insert(at.index(chars.len() + 1), c);
        }
        chars.into_iter().collect()
    })
}

/// Makes bytes that may be invalid UTF-8: the bytes of a text of [`text`], with up to three bytes overwritten.
pub(crate) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    (text(), prop::collection::vec((any::<Index>(), any::<u8>()), 0..4)).prop_map(|(text, changes)| {
        let mut bytes = text.into_bytes();
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        bytes
    })
}

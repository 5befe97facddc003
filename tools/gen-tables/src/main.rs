//! Generates `src/tables.rs` from the pinned Unicode data in `ucd/`, the character classes in `classes.txt` and the words in
//! `ligatures.txt`.
//!
//! `cargo run -p gen-tables` writes the file. `cargo run -p gen-tables -- --check` generates the tables in memory, and fails if the file
//! differs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::exit;

/// The version of the files in `ucd/`.
const UNICODE_VERSION: (u8, u8, u8) = (17, 0, 0);
/// The number of code points in the flat class table. The table contains the class of each code point below this number. These code points
/// are the characters of one or two bytes in UTF-8.
const FLAT: u32 = 0x800;
/// The number of code points in a leaf of the trie. The characters of a leaf differ only in the last continuation byte.
const LEAF: u32 = 64;
/// The first and the last code point of each Arabic block.
const ARABIC: [(u32, u32); 7] =
    [(0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF), (0x10EC0, 0x10EFF), (0x1EE00, 0x1EEFF)];

fn main() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(home.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    let data = Data::read(&read);
    let text = data.tables();
    let target = home.join("../../src/tables.rs");
    match std::env::args().nth(1).as_deref() {
        None => fs::write(&target, text).expect("src/tables.rs is writable"),
        Some("--check") if fs::read_to_string(&target).is_ok_and(|old| old == text) => println!("src/tables.rs is up to date"),
        Some("--check") => {
            eprintln!("src/tables.rs is stale: run `cargo run -p gen-tables`");
            exit(1)
        }
        Some(other) => {
            eprintln!("unknown argument {other:?}; the only one is --check");
            exit(2)
        }
    }
}

struct Data {
    /// The class names, in the order of `classes.txt`.
    names: Vec<String>,
    /// The class of each code point, as an index into `names`. The index is the code point.
    class: Vec<u8>,
    /// The text that each presentation form represents. For example, the form ﷲ (U+FDF2) represents الله.
    base: BTreeMap<u32, String>,
}

impl Data {
    fn read(read: &dyn Fn(&str) -> String) -> Data {
        let (names, listed) = sections(&read("classes.txt"));
        let number = |name: &str| names.iter().position(|n| n == name).unwrap_or_else(|| panic!("no class {name}")) as u8;

        let mut category = vec!["Cn".to_string(); 0x110000];
        for (range, value) in ranges(&read("ucd/general-category.txt")) {
            for c in range {
                category[c as usize] = value.clone();
            }
        }
        let mut emoji = vec![None; 0x110000];
        for (range, value) in ranges(&read("ucd/emoji.txt")) {
            let class = match value.as_str() {
                "Emoji_Presentation" => "Emoji",
                "Extended_Pictographic" => "Pictographic",
                "Regional_Indicator" => "RegionalIndicator",
                "Variation_Selector" => "VariationSelector",
                other => panic!("unknown property {other}"),
            };
            for c in range {
                // A character may have several of these properties. The class `Emoji` takes precedence over `Pictographic`, and
                // `RegionalIndicator` takes precedence over `Emoji`.
                if !matches!((emoji[c as usize], class), (Some("Emoji"), "Pictographic") | (Some("RegionalIndicator"), _)) {
                    emoji[c as usize] = Some(class);
                }
            }
        }

        let mut class = vec![0; 0x110000];
        for c in 0..0x110000u32 {
            let arabic = ARABIC.iter().any(|&(a, b)| (a..=b).contains(&c));
            let category = category[c as usize].as_str();
            let name = match (listed.get(&c), emoji[c as usize]) {
                (Some(name), _) => name.as_str(),
                (None, Some(name)) if !category.starts_with('N') && category != "Po" => name,
                _ if arabic => arabic_rule(c, category).unwrap_or_else(|| panic!("{c:04X} ({category}): decide its class in classes.txt")),
                _ => general_rule(category),
            };
            class[c as usize] = number(name);
        }

        let mut base = BTreeMap::new();
        for line in read("ucd/arabic.txt").lines().filter(|l| !l.starts_with('#')) {
            let f: Vec<&str> = line.split(';').collect();
            let c = hex(f[0]);
            if (c < 0xFB50 && c != 0) || !f[4].starts_with('<') {
                continue; // Letters with a compatibility decomposition, such as U+0675, are not presentation forms.
            }
            let text: String = f[4].split(' ').skip(1).map(|h| char::from_u32(hex(h)).expect("a scalar value")).collect();
            // The decomposition of an isolated mark begins with a space. The represented text does not include this space.
            base.insert(c, text.strip_prefix(' ').map_or(text.clone(), str::to_string));
        }
        for line in read("ligatures.txt").lines().filter(|l| !l.starts_with('#')) {
            let (c, text) = line.split_once(';').expect("code point;text");
            base.insert(hex(c), text.to_string());
        }
        Data { names, class, base }
    }

    fn tables(&self) -> String {
        let mut out = String::from(
            "// Generated by `cargo run -p gen-tables` from tools/gen-tables; do not edit.\n\
             //! Tables of the properties of code points. Only the module `chars` reads them.\n\n",
        );
        let (major, minor, patch) = UNICODE_VERSION;
        writeln!(out, "pub(crate) const UNICODE_VERSION: (u8, u8, u8) = ({major}, {minor}, {patch});").unwrap();
        writeln!(out, "\n/// Names of the classes, by number.\n#[cfg(test)]").unwrap();
        array(&mut out, "CLASS_NAMES", "&str", &self.names.iter().map(|n| format!("{n:?}")).collect::<Vec<_>>());

        let numbers = |slice: &[u8]| slice.iter().map(u8::to_string).collect::<Vec<_>>();
        writeln!(out, "\n/// Classes of U+0000..=U+07FF.").unwrap();
        array(&mut out, "CLASS_FLAT", "u8", &numbers(&self.class[..FLAT as usize]));

        // The class trie has two levels above the leaves. The upper level maps `c >> 12` to the number of a block. A block contains the
        // numbers of 64 leaves.
        let mut leaves: Vec<&[u8]> = Vec::new();
        let mut blocks: Vec<Vec<u16>> = Vec::new();
        let mut top = Vec::new();
        for block in self.class.chunks((LEAF * 64) as usize) {
            let block = block.chunks(LEAF as usize).map(|leaf| intern(&mut leaves, leaf) as u16).collect();
            top.push(intern(&mut blocks, block) as u8);
        }
        writeln!(out, "\n/// Block by code point >> 12.").unwrap();
        array(&mut out, "CLASS_TOP", "u8", &numbers(&top));
        writeln!(out, "\n/// Leaf by block and bits 6 to 11.").unwrap();
        array(&mut out, "CLASS_BLOCK", "u16", &blocks.concat().iter().map(u16::to_string).collect::<Vec<_>>());
        writeln!(out, "\n/// Class by leaf and bits 0 to 5.").unwrap();
        array(&mut out, "CLASS_LEAF", "u8", &numbers(&leaves.concat()));

        let mut pool = String::new();
        let entries: Vec<String> = self
            .base
            .iter()
            .map(|(c, text)| {
                let at = pool.find(text.as_str()).unwrap_or_else(|| {
                    pool.push_str(text);
                    pool.len() - text.len()
                });
                format!("({c:#x}, {at}, {})", text.len())
            })
            .collect();
        writeln!(out, "\n/// Presentation forms, sorted: code point, start and length of its text in `BASE_TEXT`, in bytes.").unwrap();
        array(&mut out, "BASE", "(u32, u16, u8)", &entries);
        writeln!(out, "\npub(crate) static BASE_TEXT: &str = {pool:?};").unwrap();
        out
    }
}

/// Returns the class of a code point of the Arabic blocks, for code points that `classes.txt` does not list. Returns `None` if no rule
/// covers the general category of the code point; `classes.txt` must then list the code point.
fn arabic_rule(c: u32, category: &str) -> Option<&'static str> {
    Some(match category {
        "Cn" => "Other",
        "Lo" if c >= 0x1EE00 => "MathLetter",
        "Lo" if (0xFB50..=0xFEFF).contains(&c) => "PresentationLetter",
        "Lo" => "ExtendedLetter",
        "Sm" | "Sc" | "So" => "Symbol",
        _ => return None,
    })
}

/// Returns the class of a code point outside the Arabic blocks. `category` is its general category.
fn general_rule(category: &str) -> &'static str {
    match category {
        "Zs" => "Space",
        "Zl" | "Zp" => "LineBreak",
        "Cc" => "Control",
        "Cf" => "Format",
        "Cn" | "Co" | "Cs" => "Other",
        _ => match &category[..1] {
            "L" => "Letter",
            "M" => "Mark",
            "N" => "Number",
            "P" => "Punctuation",
            "S" => "Symbol",
            _ => panic!("unknown category {category}"),
        },
    }
}

/// Parses the sections of `classes.txt`. Returns the class names in the order of the file, and the class name of each listed code point.
fn sections(text: &str) -> (Vec<String>, BTreeMap<u32, String>) {
    let (mut names, mut listed) = (Vec::new(), BTreeMap::new());
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            names.push(name.to_string());
            continue;
        }
        for c in range(line) {
            let name = names.last().expect("a [class] before the first code point");
            assert!(listed.insert(c, name.clone()).is_none(), "{c:04X} is listed twice");
        }
    }
    assert!(names.len() <= 64, "a class set has 64 bits, there are {} classes", names.len());
    (names, listed)
}

fn ranges(text: &str) -> Vec<(std::ops::RangeInclusive<u32>, String)> {
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split_once(';').expect("range;value"))
        .map(|(r, v)| (range(r), v.to_string()))
        .collect()
}

fn range(text: &str) -> std::ops::RangeInclusive<u32> {
    match text.split_once("..") {
        Some((a, b)) => hex(a)..=hex(b),
        None => hex(text)..=hex(text),
    }
}

fn hex(text: &str) -> u32 {
    u32::from_str_radix(text, 16).unwrap_or_else(|_| panic!("{text:?} is not a hexadecimal number"))
}

/// Returns the index of an item in `items`. If `items` does not contain the item, appends the item.
fn intern<T: PartialEq>(items: &mut Vec<T>, item: T) -> usize {
    items.iter().position(|i| *i == item).unwrap_or_else(|| {
        items.push(item);
        items.len() - 1
    })
}

fn array(out: &mut String, name: &str, kind: &str, items: &[String]) {
    writeln!(out, "#[rustfmt::skip]\npub(crate) static {name}: [{kind}; {}] = [", items.len()).unwrap();
    let mut line = String::from("   ");
    for item in items {
        if line.len() + item.len() > 130 {
            writeln!(out, "{line}").unwrap();
            line = String::from("   ");
        }
        write!(line, " {item},").unwrap();
    }
    writeln!(out, "{line}\n];").unwrap();
}

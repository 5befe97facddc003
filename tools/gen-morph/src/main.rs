//! Generates the tables of the word grammar from the text files in `src/morph/data/`. The generated files are `tables.bin` and `tables.txt`
//! in `src/morph/grammar/`.
//!
//! `cargo run -p gen-morph` writes both files. With `--check`, the program generates the tables in memory, compares the tables with both
//! files, and fails if a file is stale. With `--dump`, the program prints the tables as text for reviewers. The module `src/morph/schema/`
//! of the crate defines the layout of the tables; this program includes the same module.

extern crate alloc;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::exit;

mod dictionary;
mod dump;
mod error;
mod lexicon;
mod morph;
mod records;
mod roots;
#[path = "../../../src/morph/schema/mod.rs"]
mod schema;
mod shapes;
mod tables;
mod templates;
mod vowels;
mod word;

use dictionary::Dictionary;
use tables::Tables;

/// A function that reads a data file and returns its lines without comments and blank lines.
type ReadLines<'a> = &'a dyn Fn(&str) -> Vec<String>;

const USAGE: &str = "usage: gen-morph [--check | --dump]";

fn main() {
    let morph = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/morph");
    let read = |name: &str| {
        let path = morph.join("data").join(name);
        let files = if path.is_dir() { text_files(&path) } else { vec![path] };
        let text: String = files.iter().map(|f| fs::read_to_string(f).unwrap_or_else(|e| panic!("{}: {e}", f.display())) + "\n").collect();
        let lines = text.lines().map(|l| l.split('#').next().unwrap_or_default().trim().to_string()).filter(|l| !l.is_empty());
        lines.collect::<Vec<_>>()
    };
    let (binary, text) = (morph.join("grammar/tables.bin"), morph.join("grammar/tables.txt"));
    match std::env::args().nth(1).as_deref() {
        None => {
            let tables = generate(&read);
            fs::write(&binary, tables.bytes()).expect("tables.bin is writable");
            fs::write(&text, tables.text()).expect("tables.txt is writable");
        }
        Some("--check") => {
            let tables = generate(&read);
            let fresh =
                fs::read(&binary).is_ok_and(|old| old == tables.bytes()) && fs::read_to_string(&text).is_ok_and(|t| t == tables.text());
            if !fresh {
                eprintln!("src/morph/grammar/tables.bin or tables.txt is stale: run `cargo run -p gen-morph`");
                exit(1)
            }
            println!("src/morph/grammar/tables.bin and tables.txt are up to date");
        }
        Some("--dump") => {
            let bytes = fs::read(&binary).expect("tables.bin is readable");
            print!("{}", dump::dump(&bytes, &fs::read_to_string(&text).expect("tables.txt is readable")));
        }
        Some(other) => {
            eprintln!("unknown argument {other:?}; {USAGE}");
            exit(2)
        }
    }
}

/// Returns the text files of a folder, sorted by name.
fn text_files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> =
        files.map(|f| f.expect("the folder is readable").path()).filter(|f| f.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    files
}

/// Generates all tables from the data files.
fn generate(read: ReadLines) -> Tables {
    let mut tables = Tables::default();
    let dictionary = Dictionary::parse(&read("lexicon"));
    roots::add(&mut tables, read, &dictionary);
    let rows = templates::add(&mut tables, read, &dictionary);
    let unformed = dictionary.add(&mut tables, &rows);
    lexicon::add(&mut tables, read, &rows, &dictionary, &unformed);
    records::add(&mut tables, &dictionary);
    vowels::add_closed(&mut tables, read);
    tables
}

//! Lists the public API, item by item, from what rustdoc writes as JSON: `public-api JSON [--check LIST]`.
//!
//! `tools/public-api/run` makes the JSON and calls this. The format of the JSON belongs to a version of the compiler: with one that writes
//! another, exit code 3.

use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(json) = arguments.next() else {
        eprintln!("usage: public-api JSON [--check LIST]");
        return ExitCode::from(2);
    };
    let api = match lister::Builder::from_rustdoc_json(&json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
    {
        Ok(api) => api,
        Err(e) => {
            eprintln!("{json}: {e}");
            return ExitCode::from(3);
        }
    };
    let list: String = api.items().map(|item| format!("{item}\n")).collect();
    let Some(path) = arguments.nth(1) else {
        print!("{list}");
        return ExitCode::SUCCESS;
    };
    let known = fs::read_to_string(&path).unwrap_or_default();
    let (old, new): (Vec<_>, Vec<_>) = (known.lines().collect(), list.lines().collect());
    let removed = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let added = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    let changed: Vec<_> = removed.chain(added).collect();
    if changed.is_empty() {
        println!("{} items, as listed", new.len());
        return ExitCode::SUCCESS;
    }
    println!("{}\n{path} says otherwise: run `tools/public-api/run --write`, and say so in CHANGELOG.md", changed.join("\n"));
    ExitCode::FAILURE
}

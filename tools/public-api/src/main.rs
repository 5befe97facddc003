//! Lists the items of the public API from the JSON of rustdoc: `public-api JSON [--check LIST]`. With `--check`, compares the items with
//! the file LIST.
//!
//! `tools/public-api/run` generates the JSON and runs this program. Each compiler version writes one version of the JSON format, and each
//! version of the crate `public-api` reads one version of the format. If the crate cannot read the format, the program fails, because the
//! program cannot compare the API.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::{env, fs};

/// The auto traits whose implementations the list includes. The other auto traits of the compiler are omitted, because users do not name
/// them.
const AUTO_TRAITS: [&str; 2] = ["core::marker::Send", "core::marker::Sync"];

/// Returns the items of the API, one in each line: the items in the source, the derived trait implementations without their methods, and
/// the implementations of [`AUTO_TRAITS`]. `json` is the path of the JSON file.
fn list(json: &str) -> lister::Result<Vec<String>> {
    let items = |all: bool| -> lister::Result<Vec<String>> {
        let builder = lister::Builder::from_rustdoc_json(json).omit_blanket_impls(true);
        let api = builder.omit_auto_trait_impls(!all).omit_auto_derived_impls(!all).build()?;
        Ok(api.items().map(|item| item.to_string()).collect())
    };
    let written: BTreeSet<String> = items(false)?.into_iter().collect();
    let all = items(true)?.into_iter();
    Ok(all.filter(|item| written.contains(item) || implemented(item).is_some_and(is_listed)).collect())
}

/// Returns the trait of an implementation, or `None` if the item is not an implementation of a trait. Example: the trait of
/// `impl<'t> core::clone::Clone for kalima::token::Token<'t>` is `core::clone::Clone`.
fn implemented(item: &str) -> Option<&str> {
    let rest = item.strip_prefix("impl")?;
    let (head, _) = rest.split_once(" for ")?;
    // Generic parameters contain a space only after a comma or a colon.
    let name = head.rsplit_once(' ').map_or(head, |(_, name)| name);
    Some(name.trim_start_matches('!'))
}

/// Returns whether the list includes the implementations of a trait: `Copy`, [`AUTO_TRAITS`], and every trait that is not an auto trait.
fn is_listed(name: &str) -> bool {
    let auto = ["core::marker::", "core::panic::unwind_safe::"].iter().any(|module| name.starts_with(module));
    let value = matches!(name, "core::marker::Copy");
    value || !auto || AUTO_TRAITS.contains(&name)
}

/// Returns the value of the field `format_version` in a JSON file of rustdoc, or `unknown` if the file does not have this field.
fn format(json: &str) -> String {
    let text = fs::read_to_string(json).unwrap_or_default();
    let number = text.rsplit_once("\"format_version\":").map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit).collect());
    number.unwrap_or_else(|| "unknown".into())
}

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let Some(json) = arguments.next() else {
        eprintln!("usage: public-api JSON [--check LIST]");
        return ExitCode::from(2);
    };
    let new = match list(&json) {
        Ok(list) => list,
        Err(e) => {
            eprintln!(
                "The API was not compared with its list, because {json} cannot be read: {e}.\n\
                 rustdoc wrote format {}, and this version of the crate `public-api` reads the format of Rust {} and of the versions near it.\n\
                 Either use another toolchain: RUSTUP_TOOLCHAIN=NAME tools/public-api/run\n\
                 or raise `public-api` in tools/public-api/Cargo.toml to a version that reads the format of this one.",
                format(&json),
                lister::MINIMUM_NIGHTLY_RUST_VERSION,
            );
            return ExitCode::FAILURE;
        }
    };
    let Some(path) = arguments.nth(1) else {
        new.iter().for_each(|item| println!("{item}"));
        return ExitCode::SUCCESS;
    };
    let known = match fs::read_to_string(&path) {
        Ok(known) => known,
        Err(e) => {
            eprintln!("The API was not compared with its list: {path}: {e}");
            return ExitCode::FAILURE;
        }
    };
    let (old, now): (BTreeSet<&str>, BTreeSet<&str>) = (known.lines().collect(), new.iter().map(String::as_str).collect());
    let removed = known.lines().filter(|line| !now.contains(line)).map(|line| format!("- {line}"));
    let added = new.iter().filter(|line| !old.contains(line.as_str())).map(|line| format!("+ {line}"));
    let changed: Vec<_> = removed.chain(added).collect();
    if changed.is_empty() {
        println!("{} items, as listed", new.len());
        return ExitCode::SUCCESS;
    }
    println!(
        "{}\nThe API is not as listed in {path}. If it is to be so, run `tools/public-api/run --write`, and name a changed or removed item in CHANGELOG.md.",
        changed.join("\n")
    );
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_of_implementations() {
        for (item, name) in [
            ("impl core::clone::Clone for kalima::Analyzer", Some("core::clone::Clone")),
            ("impl<'t> core::cmp::PartialEq for kalima::token::Token<'t>", Some("core::cmp::PartialEq")),
            ("impl<S: core::clone::Clone> core::clone::Clone for kalima::stem::Memo<S>", Some("core::clone::Clone")),
            ("impl<'a, R> !core::marker::Send for kalima::io::TermReader<'a, R> where R: Send", Some("core::marker::Send")),
            ("impl kalima::Analyzer", None),
            ("pub fn kalima::x(&self) for y", None),
        ] {
            assert_eq!(implemented(item), name, "{item}");
        }
        assert!(["core::marker::Copy", "core::marker::Sync", "core::fmt::Debug"].into_iter().all(is_listed));
        assert!(
            !["core::marker::StructuralPartialEq", "core::marker::Freeze", "core::panic::unwind_safe::UnwindSafe"]
                .into_iter()
                .any(is_listed)
        );
    }

    /// Tests that a file in another format causes an error. The program must not treat this file as an API without items.
    #[test]
    fn what_cannot_be_read_is_an_error() {
        let path = env::temp_dir().join(std::format!("public-api-test-{}.json", std::process::id()));
        fs::write(&path, r#"{"root":0,"index":{},"format_version":7}"#).unwrap();
        let name = path.to_str().unwrap();
        assert!(list(name).is_err());
        assert_eq!(super::format(name), "7");
        fs::remove_file(path).unwrap();
    }
}

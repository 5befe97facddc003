//! Tests of the rules: each rule decides its example, test cases of `tests/golden/sentences.toml` cover the rules, and `rules.md` lists all
//! rules.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::options::{NewlinePolicy, SentenceSplitter};
use super::rule::{Rule, trace};
use super::scanner::all_ends;
use super::strategy::Strategy;
use super::{abbreviation, closing, lines, mark};

/// Returns the name and the example of each rule, in the order of the tables in `rules.md`.
fn rules() -> Vec<(&'static str, &'static str)> {
    fn pairs<F>(rules: &'static [Rule<F>]) -> impl Iterator<Item = (&'static str, &'static str)> {
        rules.iter().map(|rule| (rule.name, rule.example))
    }
    pairs(mark::RULES).chain(pairs(closing::RULES)).chain(pairs(abbreviation::RULES)).chain(pairs(lines::RULES)).collect()
}

/// Returns the sentences of a text according to the full rules, and the names of the rules that decided.
fn split<'t>(options: &SentenceSplitter, text: &'t str) -> (Vec<&'t str>, Vec<&'static str>) {
    trace::take();
    let ends = all_ends(Strategy::Reference, options, text.as_bytes());
    let starts = [0].into_iter().chain(ends.iter().copied());
    (starts.zip(ends.iter().copied()).map(|(start, end)| &text[start..end]).collect(), trace::take())
}

#[test]
fn each_rule_decides_its_example() {
    for (name, example) in rules() {
        let options = match name {
            "abbreviation-of-caller" => SentenceSplitter::new().abbreviations(["التفت"]),
            _ => SentenceSplitter::new(),
        };
        let text = example.replace('‖', "");
        let (sentences, deciding) = split(&options, &text);
        assert_eq!(sentences, example.split('‖').collect::<Vec<_>>(), "{name}");
        assert!(deciding.contains(&name), "{name} does not decide its example: {deciding:?}");
    }
}

#[test]
fn each_rule_has_a_name_of_its_own() {
    let names: BTreeSet<_> = rules().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), rules().len());
}

/// The tables of `rules.md` have a line for each rule, in the order of the lists of rules. The examples in the tables contain `⏎` for a
/// line break, `⇥` for a tab, and `…` for a text of more than 120 characters.
#[test]
fn the_documentation_lists_each_rule() {
    let cell = |text: &str| if text.chars().count() > 120 { String::from("…") } else { text.replace('\n', "⏎").replace('\t', "⇥") };
    let expected: Vec<_> = rules().iter().map(|(name, example)| alloc::format!("| `{name}` | {} |", cell(example))).collect();
    let table: Vec<_> = include_str!("rules.md").lines().filter(|line| line.starts_with("| `")).collect();
    let shown = |line: &str| line.split(" | ").take(2).collect::<Vec<_>>().join(" | ") + " |";
    assert_eq!(table.into_iter().map(shown).collect::<Vec<_>>(), expected);
}

/// Returns the options of a test case of `tests/golden/sentences.toml`.
fn golden_options(case: &toml::Table) -> SentenceSplitter {
    let names = case.get("options").and_then(toml::Value::as_str).unwrap_or_default();
    names.split([' ', ',']).filter(|name| !name.is_empty()).fold(SentenceSplitter::new(), |options, name| match name {
        "newline=always" => options.newlines(NewlinePolicy::Always),
        "newline=blank" => options.newlines(NewlinePolicy::BlankLine),
        "newline=never" => options.newlines(NewlinePolicy::Never),
        "clauses" => options.clauses(true),
        "quotations" => options.quotations(false),
        "verses" => options.verses(true),
        limit => options.soft_limit(limit.strip_prefix("soft=").map(|limit| limit.parse().unwrap())),
    })
}

/// Each rule, except `abbreviation-of-caller`, decides a test case of `tests/golden/sentences.toml`. Otherwise the test cases would not
/// detect a change of the rule.
#[test]
fn each_rule_decides_a_golden_case() {
    let file: toml::Table = include_str!("../../tests/golden/sentences.toml").parse().unwrap();
    let mut missing: BTreeSet<String> = rules().iter().map(|(name, _)| name.to_string()).collect();
    // A test case of the file cannot set abbreviations. The test `own_abbreviations` in `tests/suite/sentences.rs` covers the rule
    // `abbreviation-of-caller`.
    missing.remove("abbreviation-of-caller");
    for case in file["case"].as_array().unwrap().iter().map(|case| case.as_table().unwrap()) {
        let (_, deciding) = split(&golden_options(case), case["text"].as_str().unwrap());
        deciding.into_iter().for_each(|name| {
            missing.remove(name);
        });
    }
    assert!(missing.is_empty(), "{missing:?}");
}

//! The word lint: fails if comments, documentation, messages or test names contain phrases that are not plain English. The lint skips the
//! files of [`SKIPPED`], and does not fail for the files of [`PENDING`].
//!
//! The test scans the source files, scripts, Markdown files, TOML files and text files of the repository for the phrases of [`PHRASES`].
//! The command `PROSE=src/token cargo test --test prose -- --nocapture` prints the phrases in the files whose paths begin with `src/token`.
//! This file has no dependencies, so the command `rustc --edition 2024 --test tests/prose.rs -o target/prose && target/prose` compiles and
//! runs the test in a few seconds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The phrases that the lint rejects. Each phrase is followed by the words to write instead.
///
/// A phrase is a list of items with spaces between them. The items match words as follows:
///
/// - `a/b` matches the word `a` or the word `b`.
/// - `_` matches any word.
/// - `!a/b` matches any word or punctuation mark except `a` and `b`. This item also matches the start of a comment and the end of the file.
/// - `^` matches the start of the comment of a function. `¶` matches the start of any other comment. `^/¶` matches the start of any
///   comment.
///
/// Words are compared in lower case. Code in backticks and text in quotation marks count as the word [`CODE`], which `_` and `!a/b` match.
/// The lint skips a word directly after an Arabic word, because this word is a translation (`بيت, house`).
const PHRASES: &[(&str, &str)] = &[
    // Verbs of speech. A program does not speak.
    ("told/tells/telling", "is classified as, indicates, returns"),
    ("tell !apart", "indicates, determines, returns"),
    ("says/say/said of/so", "is classified as, indicates, states"),
    ("asked/asks/asking", "queried, requires, checks"),
    ("is/are to be asked", "is queried"),
    ("takes/take/took/taking a look", "checks, takes the slow path"),
    ("closer look", "the slow path, the fallback"),
    ("a look at", "a check of"),
    // Verbs of motion for subjects that do not move.
    ("gone", "is removed, is dropped"),
    ("what goes", "the removed characters"),
    ("goes !to/through/into/from/up/down/over/back/beyond", "is removed, is dropped, continues"),
    ("go/goes/going/went on", "continues, resumes"),
    ("what _ leaves/leave", "the carry, the rest"),
    ("what _ _ leaves/leave", "the carry, the rest"),
    ("leaves/leave to/nothing/no/over", "carries into, drops"),
    ("comes/come to the first/second", "is stored in"),
    ("drives", "replaces, evicts"),
    // Vague words for a position in a text or a list.
    ("behind !a/the/an", "after, following"),
    ("behind a/the/an !pointer/reference/feature/flag/lock/proxy/trait/mutex", "after, following"),
    ("that/those before", "the preceding"),
    ("what is/was/stands/comes/came before", "the preceding text"),
    ("from before", "earlier, from the previous"),
    ("there before", "already present, preceding"),
    ("stands/stood !for", "is, is located"),
    ("stand !for/alone/in", "are, are located"),
    ("lies/lie/lay", "is, is located"),
    // Vague words for the actions of a cache.
    ("gave", "cached, returned"),
    ("what _ gives/give", "the result of"),
    ("what _ _ gives/give", "the result of"),
    ("what is/was given", "the argument, the input"),
    // Indefinite persons, such as `nobody`.
    ("nobody/whoever/whomever", "name the caller or the condition"),
    ("nothing that", "name the condition"),
    ("^/¶ who", "name the caller"),
    ("for/by/to who", "name the caller"),
    // Vague words for amounts and sequences.
    ("so many/much", "the number of, n"),
    ("as many", "the number of, n"),
    ("in a row", "batched, consecutive"),
    ("a/each/every/whole turn", "slot, batch, iteration"),
    ("turns !into/a/an/the/it/off/on/every/each/them/`", "slots, batches"),
    ("!in !decimal places", "positions, slots"),
    ("first/second/free place", "first slot, at first"),
    // Metaphors for which a technical term exists.
    ("twin/twins", "reference implementation"),
    ("rooms/floors/houses", "modules, layers, crate"),
    ("a/the/each/this/that/other room !for", "module"),
    ("a/the/each/this/that floor", "layer"),
    ("a/the/this house", "crate"),
    ("law/laws", "invariant"),
    ("manner/manners", "conventions"),
    ("papers", "packaging files"),
    // Fragments without a verb, and phrases that hide the subject or the rule.
    ("^/¶ what", "begin with a verb or a noun"),
    ("^/¶ that/those of", "begin with a verb or a noun"),
    ("^ whether", "Returns whether"),
    ("of which none/nothing", "none of which"),
    ("nothing but", "only"),
    ("but for", "except"),
    ("!there is/are none", "is not one, does not exist"),
    ("is/are not to be", "must not be"),
];

/// Files that the lint skips: data, texts, and results of programs. Each element is the beginning of a path.
const SKIPPED: &[&str] = &["seeds/", "tests/golden/", "cli/tests/expected/", "cli/tests/input/", "fuzz/corpus", "fuzz/regressions/"];

/// Files that still contain phrases of [`PHRASES`]. The test counts the phrases in these files but does not fail. Each element is a path or
/// the beginning of a path.
const PENDING: &[&str] = &[];

/// The line number of a word in the file, and the word in lower case. Code in backticks and text in quotation marks are the word [`CODE`].
/// The start of a comment is the word [`START`] or [`START_OF_FN`].
type Word = (usize, String);
const CODE: &str = "`";
const START: &str = "¶";
const START_OF_FN: &str = "^";

/// Appends the words of one comment, string or paragraph to `out`. `line` is the number of the line in which `text` begins. The first
/// appended word is [`START`].
fn words(text: &str, mut line: usize, out: &mut Vec<Word>) {
    out.push((line, START.into()));
    let mut gloss = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let quoted = |close: char| rest[c.len_utf8()..].find(close).map(|n| c.len_utf8() + n + close.len_utf8());
        let skip = match c {
            '`' => quoted('`'),
            '"' => quoted('"').filter(|n| !rest[..*n].contains('\n')),
            '“' => quoted('”'),
            '«' => quoted('»'),
            _ => None,
        };
        if let Some(n) = skip {
            line += rest[..n].matches('\n').count();
            out.push((line, CODE.into()));
            rest = &rest[n..];
            continue;
        }
        if c.is_ascii_alphabetic() {
            let n = rest.find(|c: char| !c.is_ascii_alphabetic() && c != '\'').unwrap_or(rest.len());
            if !gloss {
                out.push((line, rest[..n].to_ascii_lowercase()));
            }
            gloss = false;
            rest = &rest[n..];
            continue;
        }
        if c == '\n' {
            line += 1;
        } else if ('\u{600}'..='\u{77F}').contains(&c) {
            gloss = true;
            if out.last().is_none_or(|(_, last)| last != "ع") {
                out.push((line, "ع".into()));
            }
        } else if matches!(c, '.' | ';' | ':' | '|' | '?' | '!' | ',') {
            gloss &= c == ',';
            out.push((line, c.into()));
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// Returns whether the phrase matches the first words of `words`.
fn matches(phrase: &str, words: &[Word]) -> bool {
    phrase.split(' ').enumerate().all(|(at, item)| {
        let word = words.get(at).map_or("", |(_, word)| word.as_str());
        match item.strip_prefix('!') {
            Some(others) => !others.split('/').any(|other| other == word),
            None if item == "_" => !word.is_empty() && !matches!(word, "." | ";" | ":" | "|" | "?" | "!" | "," | START | START_OF_FN),
            None => item.split('/').any(|one| one == word),
        }
    })
}

/// Returns the length in bytes of the character literal at the start of a text. Returns `None` if the text does not start with a character
/// literal, for example if the quotation mark begins a lifetime.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let escaped = inner.starts_with('\\');
    let end = inner.char_indices().skip(1 + usize::from(escaped)).take(10).find(|(_, c)| *c == '\'')?.0;
    (escaped || inner[..end].chars().count() == 1).then_some(end + 2)
}

/// Returns the words of the comments in a Rust source. Also returns the words of strings with three or more words in lower case, and of
/// function names with three or more words.
fn words_of_rust(source: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut comment = String::new();
    let (mut comment_line, mut fence, mut line) = (0, false, 1);
    let mut rest = source;
    let flush = |comment: &mut String, line: usize, following: &str, out: &mut Vec<Word>| {
        if !comment.is_empty() {
            let start = out.len();
            words(comment, line, out);
            let code = following.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("#["));
            if code.is_some_and(|code| code.starts_with("fn ") || code.contains(" fn ")) {
                out[start].1 = START_OF_FN.into();
            }
            comment.clear();
        }
    };
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| r.len() - r.trim_start_matches('#').len()).filter(|n| rest[1 + n..].starts_with('"'));
        if rest.starts_with("//") {
            let n = rest.find('\n').unwrap_or(rest.len());
            let text = rest[..n].trim_start_matches('/').trim_start_matches('!');
            // The lint ignores the code between two lines with three backticks, including the comments in this code.
            if text.trim_start().starts_with("```") {
                fence = !fence;
            } else if !fence {
                if comment.is_empty() {
                    comment_line = line;
                }
                comment.push_str(text);
            }
            rest = &rest[n..];
            // If the next line is also a comment, both lines belong to one comment.
            let next = rest.strip_prefix('\n').unwrap_or(rest);
            if next.trim_start_matches([' ', '\t']).starts_with("//") {
                if !comment.is_empty() {
                    comment.push('\n');
                }
                line += 1;
                rest = next.trim_start_matches([' ', '\t']);
            } else {
                fence = false;
                flush(&mut comment, comment_line, rest, &mut out);
            }
            continue;
        }
        let identifier = source[..source.len() - rest.len()].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let literal = if let Some(hashes) = raw.filter(|_| !identifier) {
            let end = format!("\"{}", "#".repeat(hashes));
            Some(rest[hashes + 2..].find(&end).map_or(rest.len(), |n| hashes + 2 + n + end.len()))
        } else if c == '"' {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|&(_, c)| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            Some(end.map_or(rest.len(), |(at, _)| at + 1))
        } else {
            None
        };
        if let Some(n) = literal {
            let text = rest[..n].trim_start_matches('r').trim_matches('#').trim_matches('"');
            if text.split_whitespace().filter(|word| word.bytes().all(|b| b.is_ascii_lowercase())).count() >= 3 {
                // Only a string with three or more words in lower case counts as English. The word `START` is removed, because a string is
                // not the start of a comment. In a string, `'` is an apostrophe and not the start of a character literal.
                out.push((line, ".".into()));
                let start = out.len();
                words(text, line, &mut out);
                out.remove(start);
            }
            line += rest[..n].matches('\n').count();
            rest = &rest[n..];
            continue;
        }
        if !identifier && rest.starts_with("fn ") {
            let name: String = rest[3..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if name.matches('_').count() >= 2 {
                out.push((line, ".".into()));
                out.extend(name.split('_').map(|word| (line, word.to_owned())));
                out.push((line, ".".into()));
            }
        }
        if let Some(n) = character(rest) {
            rest = &rest[n..];
            continue;
        }
        line += usize::from(c == '\n');
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Returns the words of the paragraphs of a Markdown file or a script, without code blocks. `prefix` is empty for a Markdown file, and `#`
/// for a script. In a script, only the comments after the prefix count.
fn words_of_lines(source: &str, prefix: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let (mut fence, mut paragraph, mut start) = (false, String::new(), 1);
    for (n, line) in source.lines().enumerate() {
        let text = if prefix.is_empty() {
            Some(line)
        } else {
            line.trim_start().strip_prefix(prefix).or_else(|| line.split_once(&format!(" {prefix} ")).map(|(_, comment)| comment))
        };
        let fenced = text.is_some_and(|text| text.trim_start().starts_with("```"));
        fence ^= fenced;
        match text.filter(|text| !fence && !fenced && !text.trim().is_empty()) {
            Some(text) => {
                if paragraph.is_empty() {
                    start = n + 1;
                }
                paragraph.push_str(text);
                paragraph.push('\n');
            }
            None if !paragraph.is_empty() => {
                words(&paragraph, start, &mut out);
                paragraph.clear();
            }
            None => {}
        }
    }
    if !paragraph.is_empty() {
        words(&paragraph, start, &mut out);
    }
    if prefix.is_empty() {
        // In Markdown, `^` and `¶` match no word, because the rules for the start of a comment apply only to comments.
        out.iter_mut().filter(|(_, word)| word == START).for_each(|(_, word)| *word = ".".into());
    }
    out
}

/// Returns a line for each match of a phrase in a file, in the form `path:line: words (advice)`.
fn check(path: &str, source: &str) -> Vec<String> {
    let words = match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "rs" => words_of_rust(source),
        "md" => words_of_lines(source, ""),
        _ => words_of_lines(source, "#"),
    };
    let mut found = Vec::new();
    for at in 0..words.len() {
        for (phrase, advice) in PHRASES {
            if matches(phrase, &words[at..]) {
                let n = phrase.split(' ').count();
                let shown: Vec<_> = words[at.saturating_sub(2)..(at + n + 2).min(words.len())].iter().map(|(_, w)| w.as_str()).collect();
                found.push(format!("{path}:{}: {:?} (write: {advice})", words[at + n.min(words.len() - at) - 1].0, shown.join(" ")));
                break;
            }
        }
    }
    found
}

fn files(folder: &Path, root: &Path, found: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|e| e.unwrap().path()) {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let last = name.rsplit('/').next().unwrap();
        if SKIPPED.iter().any(|s| format!("{name}/").starts_with(s) || name.starts_with(s)) || matches!(last, "target" | ".git") {
            continue;
        }
        if path.is_dir() {
            files(&path, root, found);
        } else if matches!(last.rsplit_once('.').map_or("", |(_, end)| end), "rs" | "md" | "toml" | "sh" | "txt" | "py")
            || matches!(last, "run" | "minimize" | "coverage" | "deny" | "msrv")
        {
            // The file `tests/prose.rs` contains all phrases, so the lint skips this file.
            if name != "tests/prose.rs" {
                found.push((name, path));
            }
        }
    }
}

#[test]
fn no_file_has_a_listed_phrase() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".into()));
    let mut all = Vec::new();
    files(&root, &root, &mut all);
    all.sort();
    assert!(all.len() > 100, "{} files in {}", all.len(), root.display());
    let shown = env::var("PROSE").ok();
    let (mut wrong, mut pending) = (Vec::new(), BTreeMap::new());
    for (name, path) in all {
        let Ok(source) = fs::read_to_string(&path) else { continue };
        let found = check(&name, &source);
        if shown.as_deref().is_some_and(|shown| name.starts_with(shown.trim_start_matches("./"))) {
            found.iter().for_each(|line| println!("{line}"));
        }
        match PENDING.iter().find(|entry| name.starts_with(**entry)) {
            Some(entry) => *pending.entry(*entry).or_insert(0) += found.len(),
            None => wrong.extend(found),
        }
    }
    println!("{} phrases in pending files: {pending:?}", pending.values().sum::<usize>());
    assert!(wrong.is_empty(), "{} phrases\n{}", wrong.len(), wrong.join("\n"));
    let stale: Vec<_> = PENDING.iter().filter(|entry| pending.get(**entry).is_none_or(|n| *n == 0)).collect();
    assert!(stale.is_empty(), "{stale:?} have no listed phrase: remove them from the list");
}

#[test]
fn phrases_are_found_and_honest_words_are_not() {
    let rust = |source: &str| check("x.rs", source).len();
    assert_eq!(rust("// The block is told apart.\n"), 1);
    assert_eq!(rust("/// What is\n/// left over.\nfn f() {}"), 1);
    assert_eq!(rust("// It is so\n// many bytes long: nobody\n// counts them.\n"), 2);
    assert_eq!(rust("fn a_law_of_nature() {}\nfn lay_out() {}"), 1);
    assert_eq!(rust("let x = \"the word goes and is gone\"; let behind = 1;"), 2);
    assert_eq!(rust("let c = '\"'; let d = '\\''; // The stop behind it.\n"), 1);
    // The lint ignores code, quotations and glosses of Arabic words.
    assert_eq!(rust("/// Calls `tell` of \"nobody\".\n/// ```\n/// // who asks\n/// ```\n/// بيت, house\nfn f() {}"), 0);
    assert_eq!(rust("// Control goes to the slow path and leaves the text unchanged; it gives an error before the first byte.\n"), 0);
    assert_eq!(rust("// `abc` stands for a word; the option turns it off; three decimal places in two places.\n"), 0);
    let markdown = check("x.md", "What it does:\n\n```\ntold\n```\n\nIt is told.\n");
    assert_eq!(markdown, ["x.md:7: \"it is told .\" (write: is classified as, indicates, returns)"]);
    assert_eq!(check("run", "#!/bin/sh\n# Nobody reads it.\necho told # asked for\n").len(), 2);
}

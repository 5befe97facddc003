//! Parses the mutants (small changes of the code) of `hand.txt` and the list of equivalent mutants. An equivalent mutant does not change
//! the results of the code, so no test can detect the mutant.

use std::collections::HashMap;
use std::path::Path;

use crate::operators::{self, EnclosingKind, Mutant};
use crate::splice::{Edit, Form};
use crate::tree::read;

/// Parses mutants. A line `@ FILE` precedes the mutants of a file. A mutant has a line `- TEXT` for each line of the original, then a line
/// `+ TEXT` for each line of the replacement.
///
/// FILE must contain the original exactly once, including spaces and line breaks, in code that runs. Returns the mutants, and a message for
/// each mutant whose original does not meet this condition. Returns an error if a line begins with another sign.
pub fn parse(root: &Path, list: &str) -> Result<(Vec<Mutant>, Vec<String>), String> {
    let mut all = Vec::new();
    let mut lost = Vec::new();
    let (mut file, mut original, mut replacement) = (String::new(), String::new(), String::new());
    let lines = list.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#'));
    for line in lines.chain(["@ "]) {
        let (sign, text) = line.split_at_checked(2).map_or((line, ""), |(sign, text)| (sign.trim(), text));
        let begins = sign == "@" || sign == "-" && !replacement.is_empty();
        if begins && !original.is_empty() {
            match place(root, &file, original.trim(), replacement.trim()) {
                Ok(mutant) => all.push(mutant),
                Err(message) => lost.push(message),
            }
            original.clear();
            replacement.clear();
        }
        match sign {
            "@" => file = text.to_string(),
            "-" => original = original + text + "\n",
            "+" => replacement = replacement + text + "\n",
            _ => return Err(format!("hand.txt: a line begins with neither @, - nor +: {line}")),
        }
    }
    Ok((all, lost))
}

/// Returns the mutant that replaces `original` by `replacement` in a file. Returns an error message if the file does not contain `original`
/// exactly once, or if `original` is not in a function that runs.
fn place(root: &Path, file: &str, original: &str, replacement: &str) -> Result<Mutant, String> {
    let source = read(&root.join(file))?;
    let fail = |what: &str| format!("hand.txt: {file}: {what}: {original}");
    let mut places = source.match_indices(original);
    let Some((at, _)) = places.next() else { return Err(fail("is not there")) };
    if places.next().is_some() {
        return Err(fail("is there more than once"));
    }
    let range = at..at + original.len();
    let Some(around) = operators::enclosing(&source, &range)? else { return Err(fail("is not in a function that runs")) };
    let text = format!("{}{replacement}{}", &source[around.range.start..range.start], &source[range.end..around.range.end]);
    let (range, form) = match around.kind {
        EnclosingKind::Expression => (around.range, Form::Replace { text, block: false }),
        EnclosingKind::Block => (around.range, Form::Replace { text, block: true }),
        EnclosingKind::Body => (around.range.start + 1..around.range.start + 1, Form::Enter(format!("return {text};"))),
    };
    Ok(Mutant {
        file: file.into(),
        line: source[..at].matches('\n').count() + 1,
        function: around.function,
        original: operators::squeeze(original),
        replacement: operators::squeeze(replacement),
        nth: 1,
        by_hand: true,
        const_fn: None,
        edit: Edit { range, form },
    })
}

/// Parses the accepted equivalent mutants. A line has the file, the function with the number of the mutant, the original, the replacement
/// and the reason, separated by tabs. A line number after the file is ignored. Returns a map from the fingerprint of a mutant to the
/// reason.
pub fn equivalents(list: &str) -> Result<HashMap<String, String>, String> {
    let mut all = HashMap::new();
    for line in list.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let parts: Vec<_> = line.split('\t').collect();
        let [file, function, original, replacement, reason] = parts.as_slice() else {
            return Err(format!("equivalent.txt: not five parts with tabs between: {line}"));
        };
        let file = file.split(':').next().unwrap_or_default();
        all.insert(format!("{file}\t{function}\t{original}\t{replacement}"), reason.to_string());
    }
    Ok(all)
}

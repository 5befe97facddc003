//! Emoticons: faces of ASCII characters (`:)`), and runs of at least two of the marks `؟ ? !`. With the option
//! [`Tokenizer::emoticons`](super::Tokenizer::emoticons), each face and each run is one token.

use super::sets::WORD_CHARS;
use crate::entity::{ARABIC, char_at};
use crate::op_counter;

/// The faces. If a face starts with a shorter face, the longer face must precede the shorter face, because the first match counts.
const FACES: &[&str] = &[
    ":'-(", ":'(", ":')", ":-)", ":-(", ":-D", ":-P", ":-O", ":-/", ":-|", ":-*", ";-)", ":)", ":(", ":D", ":d", ":P", ":p", ":O", ":o",
    ":/", ":|", ":*", ":]", ":[", ":3", ";)", "(:", "):", "(-:", "=)", "=(", "=D", "^_^", "^-^", "^.^", "^^", "-_-", "</3", "<3", ">_<",
    ">.<",
];

/// Returns the end of the emoticon that starts at byte `at`, or `None` if no emoticon starts there. The end of a face includes repetitions
/// of its last character if this character is `)` or `(`: `:)))`.
pub(super) fn emoticon(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let run = |from: usize, of: &[char]| {
        let run = rest.get(from..).unwrap_or_default();
        let len = run.len() - run.trim_start_matches(of).len();
        op_counter::count(len);
        len
    };
    let marks = run(0, &['؟', '?', '!']);
    if marks > 0 {
        return rest.get(..marks)?.chars().nth(1).map(|_| at + marks);
    }
    let face = FACES.iter().find(|face| rest.starts_with(**face))?;
    let mouth = face.chars().next_back().filter(|c| matches!(c, '(' | ')'));
    let end = at + face.len() + mouth.map_or(0, |c| run(face.len(), &[c]));
    // A face must not precede a letter or a digit: `قال:(نعم)` and `c:/x` contain no face.
    char_at(text, end).is_none_or(|c| !(WORD_CHARS.has_char(c) || ARABIC.has_char(c))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces() {
        for (text, end) in [
            (":) ثم", 2),
            (":)))!", 4),
            ("^_^", 3),
            ("<3", 2),
            (":'(", 3),
            ("؟؟ ", 4),
            ("؟!", 3),
            ("؟ ", 0),
            (":(نعم)", 0),
            (":/x", 0),
            (":Door", 0),
            (": نص", 0),
            ("<35", 0),
        ] {
            assert_eq!(emoticon(text, 0).unwrap_or(0), end, "{text}");
        }
    }
}

//! Splits a text into lines.

use std::ops::Range;

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextLine<'t> {
    /// The byte range of the line in the text, without the line ending.
    pub(crate) range: Range<usize>,
    /// The line without its line ending.
    pub(crate) text: &'t str,
    /// The line ending: a line feed, or a carriage return and a line feed. The ending is empty if the text ends without a line feed.
    pub(crate) ending: &'t str,
}

/// Returns the lines of a text. A line ends with a line feed, or with a carriage return and a line feed.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = TextLine<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = whole.strip_suffix('\n').map_or(whole, |line| line.strip_suffix('\r').unwrap_or(line));
        let start = at;
        at += whole.len();
        TextLine { range: start..start + line.len(), text: line, ending: &whole[line.len()..] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_their_endings_cover_the_text() {
        let text = "كتاب\r\n\nقلم\rورق\nحبر";
        let all: Vec<_> = lines(text).map(|line| (line.text, line.ending)).collect();
        assert_eq!(all, [("كتاب", "\r\n"), ("", "\n"), ("قلم\rورق", "\n"), ("حبر", "")]);
        assert!(lines(text).all(|line| &text[line.range.clone()] == line.text));
        assert_eq!(lines("").count(), 0);
    }
}

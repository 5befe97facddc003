//! The appearance of results and messages on a terminal: colours, bidirectional isolates (U+2068 and U+2069), and escapes of control
//! characters.
//!
//! A text or a file name may contain ESC, which starts a terminal command, or a bidi override, which reorders the rest of the line. By
//! default, such characters are replaced with escapes on a terminal: `\u{1b}`, or `\u001b` in JSON. In other outputs, these characters are
//! unchanged.
//!
//! Formats with colours or isolates (pretty, tsv, reports, lines of `find`) escape each text when they append it. The results of the other
//! formats are escaped as a whole by [`OutputStyle::escape_results`]. Messages are escaped by [`print_message`].

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};

use crate::options::policy::When;
use crate::options::shared::RunArgs;

/// The style of the results. The fields are true if the results contain colours (`color`), bidirectional isolates (`isolate`), or escapes
/// of control characters (`escape`).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OutputStyle {
    pub(crate) color: bool,
    pub(crate) isolate: bool,
    pub(crate) escape: bool,
}

pub(crate) const MATCH: Style = AnsiColor::Red.on_default().bold();
pub(crate) const NAME: Style = AnsiColor::Magenta.on_default();
pub(crate) const NUMBER: Style = AnsiColor::Green.on_default();
pub(crate) const FAINT: Style = Style::new().dimmed();

impl OutputStyle {
    /// Returns the style that the options select. `to_stdout` is true if the results are written to standard output. Under `auto`, isolates
    /// and escapes are on if the results are written to a terminal.
    pub(crate) fn new(run: &RunArgs, to_stdout: bool) -> OutputStyle {
        let terminal = to_stdout && io::stdout().is_terminal();
        let color = match run.color {
            When::Always => true,
            When::Never => false,
            // The function `choice` checks for a terminal, and reads environment variables such as NO_COLOR and CLICOLOR_FORCE.
            When::Auto => to_stdout && anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        OutputStyle { color, isolate: run.isolate.fixed().unwrap_or(terminal), escape: run.escape.fixed().unwrap_or(terminal) }
    }

    /// Returns a text that is part of one line. If escapes are on, terminal controls (see [`is_terminal_control`]) and line feeds in the
    /// text are escaped.
    pub(crate) fn line_text(self, text: &str) -> Cow<'_, str> {
        if self.escape { escape(text, EscapeContext::Line) } else { text.into() }
    }

    /// Returns a part of a JSON line. If escapes are on, terminal controls in this part are escaped.
    pub(crate) fn json_text(self, json: &str) -> Cow<'_, str> {
        if self.escape { escape(json, EscapeContext::Json) } else { json.into() }
    }

    /// Appends a text that is part of one line, in the colour of `style`. If escapes are on, escapes the text.
    pub(crate) fn paint(self, out: &mut Vec<u8>, style: Style, text: &str) {
        self.styled(out, style, |out| out.extend_from_slice(self.line_text(text).as_bytes()));
    }

    /// Appends a text that is part of one line, in isolates and in the colour of `style`. If escapes are on, escapes the text.
    pub(crate) fn paint_isolated(self, out: &mut Vec<u8>, style: Style, text: &str) {
        self.styled(out, style, |out| self.isolate_text(out, text));
    }

    /// Calls `write`, which appends bytes to `out`. If colours are on, these bytes have the colour of `style`.
    fn styled(self, out: &mut Vec<u8>, style: Style, write: impl FnOnce(&mut Vec<u8>)) {
        if !self.color {
            return write(out);
        }
        out.extend_from_slice(style.render().to_string().as_bytes());
        write(out);
        out.extend_from_slice(style.render_reset().to_string().as_bytes());
    }

    /// Appends a text that is part of one line. If escapes are on, escapes the text. If isolates are on and the text contains a character
    /// outside ASCII, encloses the text in isolates.
    pub(crate) fn isolate_text(self, out: &mut Vec<u8>, text: &str) {
        let text = self.line_text(text);
        let (open, close) = if self.isolate && !text.is_ascii() { (ISOLATE_OPEN, ISOLATE_CLOSE) } else { ("", "") };
        [open, &text, close].iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
    }

    /// Escapes results that contain no colours and no isolates of this command. `json` is true if the results are JSON. Does nothing if
    /// escapes are off.
    pub(crate) fn escape_results(self, results: &mut Vec<u8>, json: bool) {
        if self.escape {
            let context = if json { EscapeContext::Json } else { EscapeContext::Lines };
            if let Cow::Owned(escaped) = escape(&String::from_utf8_lossy(results), context) {
                *results = escaped.into_bytes();
            }
        }
    }
}

/// The characters U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE. A text between these two characters does not change the
/// order of the surrounding text.
pub(crate) const ISOLATE_OPEN: &str = "\u{2068}";
pub(crate) const ISOLATE_CLOSE: &str = "\u{2069}";

/// True if control characters in messages are escaped. `--escape always` and `--escape never` set the value before the first message.
/// Otherwise the first message sets the value: true if standard error is a terminal, false if not.
static ESCAPE_MESSAGES: OnceLock<bool> = OnceLock::new();

/// Applies the option `--escape` to messages. Under `auto`, does nothing: messages are then escaped if standard error is a terminal.
pub(crate) fn set_escape_of_messages(run: &RunArgs) {
    if let Some(escape) = run.escape.fixed() {
        let _ = ESCAPE_MESSAGES.set(escape);
    }
}

/// Writes a line to standard error. `--escape` determines whether control characters in the line are escaped. Under `auto`, they are
/// escaped if standard error is a terminal.
pub(crate) fn print_message(line: &str) {
    let escaped = if *ESCAPE_MESSAGES.get_or_init(|| io::stderr().is_terminal()) { escape(line, EscapeContext::Line) } else { line.into() };
    // A failure is ignored: if standard error is closed, the error cannot be reported.
    let _ = writeln!(io::stderr(), "{escaped}");
}

/// The kind of text to escape. The kind determines the syntax of the escapes, and whether line feeds are escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EscapeContext {
    /// A part of a line. Line feeds are escaped.
    Line,
    /// One or more whole lines. Line feeds are not escaped.
    Lines,
    /// Lines of JSON, or a part of a line. The escapes have JSON syntax, and line feeds are not escaped.
    Json,
}

/// Returns whether a character can control a terminal. The result is true for the control characters except tab and line feed, for the line
/// and paragraph separators (U+2028, U+2029), and for the bidi embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069).
pub(crate) fn is_terminal_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Replaces each character for which [`is_terminal_control`] is true with an escape. In the context `Line`, also replaces line feeds. In
/// the other contexts, keeps a carriage return directly before a line feed.
fn escape(text: &str, context: EscapeContext) -> Cow<'_, str> {
    let escaped = |c: char| is_terminal_control(c) || (c == '\n' && context == EscapeContext::Line);
    if !text.contains(escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if context != EscapeContext::Line && chars.peek() == Some(&'\n') => out.push(c),
            // Each of these characters is one UTF-16 code unit, so one JSON escape encodes the character.
            c if escaped(c) && context == EscapeContext::Json => out += &format!("\\u{:04x}", u32::from(c)),
            c if escaped(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Replaces each line break and each tab of a text with a space.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\t', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(breaks) { text.replace(breaks, " ").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_terminal_controls_are_escaped() {
        let style = OutputStyle { color: false, isolate: false, escape: true };
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = format!("ا{c}ب");
            let is_control = is_terminal_control(c);
            assert_eq!(style.line_text(&text) != text, is_control || c == '\n', "{c:?}");
            let (mut painted, mut isolated, mut lines, mut json) =
                (Vec::new(), Vec::new(), text.clone().into_bytes(), text.clone().into_bytes());
            style.paint(&mut painted, MATCH, &text);
            style.isolate_text(&mut isolated, &text);
            style.escape_results(&mut lines, false);
            style.escape_results(&mut json, true);
            for out in [&painted, &isolated, &lines, &json] {
                assert!(!std::str::from_utf8(out).unwrap().contains(is_terminal_control), "{c:?}");
            }
            assert_eq!(lines != text.as_bytes(), is_control, "{c:?}");
            let raw = OutputStyle::default();
            assert_eq!(raw.line_text(&text), text);
        }
    }

    #[test]
    fn escapes_depend_on_the_context() {
        let text = "ا\u{1B}[2J\u{202E}\r\nب\r";
        assert_eq!(escape(text, EscapeContext::Lines), "ا\\u{1b}[2J\\u{202e}\r\nب\\u{d}");
        assert_eq!(escape(text, EscapeContext::Line), "ا\\u{1b}[2J\\u{202e}\\u{d}\\u{a}ب\\u{d}");
        let json = format!("\"{}\"", escape("ا\u{9B}\u{2067}ب", EscapeContext::Json));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), "ا\u{9B}\u{2067}ب");
    }

    #[test]
    fn isolates_surround_escapes() {
        let style = OutputStyle { color: true, isolate: true, escape: true };
        let mut out = Vec::new();
        style.paint_isolated(&mut out, MATCH, "ا\u{2069}");
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}\u{2068}ا\\u{{2069}}\u{2069}{}", MATCH.render(), MATCH.render_reset()));
    }
}

//! How results and messages look on a terminal: colours, isolates around text of either direction, and escapes for characters that a terminal
//! would obey.
//!
//! A text or a file name may hold ESC, which starts commands to the terminal, or a bidi override, which reorders what follows it on the line. If
//! the output is a terminal, such characters are written as escapes: `\u{1b}`, or `\u001b` in JSON. Elsewhere bytes are written as they are. All
//! commands follow this one policy. A form that mixes text with colours or isolates of our own (pretty, tsv, reports, lines of `find`) escapes each
//! text as it is appended; all other forms are escaped as a whole by [`Show::escape_results`]; messages by [`tell`].

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};

use crate::args::RunArgs;

/// The properties of the output that decide how text looks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Show {
    pub(crate) color: bool,
    pub(crate) isolate: bool,
    pub(crate) escape: bool,
}

pub(crate) const MATCH: Style = AnsiColor::Red.on_default().bold();
pub(crate) const NAME: Style = AnsiColor::Magenta.on_default();
pub(crate) const NUMBER: Style = AnsiColor::Green.on_default();
pub(crate) const FAINT: Style = Style::new().dimmed();

impl Show {
    /// Follows the options and, where they are `auto`, the kind of standard output.
    pub(crate) fn new(run: &RunArgs, to_stdout: bool) -> Show {
        let terminal = to_stdout && io::stdout().is_terminal();
        let color = match &*run.color {
            "always" => true,
            "never" => false,
            // This reads NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM.
            _ => to_stdout && anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        Show { color, isolate: choice(&run.isolate).unwrap_or(terminal), escape: choice(&run.escape).unwrap_or(terminal) }
    }

    /// Returns a text of one line as it is to be written: with escapes, if the output is a terminal.
    pub(crate) fn text(self, text: &str) -> Cow<'_, str> {
        if self.escape { escape(text, Form::Line) } else { text.into() }
    }

    /// Returns a part of a line of JSON as it is to be written.
    pub(crate) fn json_text(self, json: &str) -> Cow<'_, str> {
        if self.escape { escape(json, Form::Json) } else { json.into() }
    }

    /// Appends a text of one line in a style.
    pub(crate) fn paint(self, out: &mut Vec<u8>, style: Style, text: &str) {
        self.styled(out, style, |out| out.extend_from_slice(self.text(text).as_bytes()));
    }

    /// Appends a text of one line in isolates and a style.
    pub(crate) fn paint_isolated(self, out: &mut Vec<u8>, style: Style, text: &str) {
        self.styled(out, style, |out| self.isolated(out, text));
    }

    fn styled(self, out: &mut Vec<u8>, style: Style, write: impl FnOnce(&mut Vec<u8>)) {
        if !self.color {
            return write(out);
        }
        out.extend_from_slice(style.render().to_string().as_bytes());
        write(out);
        out.extend_from_slice(style.render_reset().to_string().as_bytes());
    }

    /// Appends a text of one line in isolates.
    pub(crate) fn isolated(self, out: &mut Vec<u8>, text: &str) {
        let text = self.text(text);
        let (open, close) = if self.isolate && !text.is_ascii() { (OPEN, CLOSE) } else { ("", "") };
        [open, &text, close].iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
    }

    /// Escapes results that hold neither colours nor isolates of our own; `json` if they are JSON.
    pub(crate) fn escape_results(self, results: &mut Vec<u8>, json: bool) {
        if self.escape {
            let form = if json { Form::Json } else { Form::Lines };
            if let Cow::Owned(escaped) = escape(&String::from_utf8_lossy(results), form) {
                *results = escaped.into_bytes();
            }
        }
    }
}

/// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
const OPEN: &str = "\u{2068}";
const CLOSE: &str = "\u{2069}";

/// Returns the meaning of `always` and `never`; `None` for `auto`.
fn choice(when: &str) -> Option<bool> {
    match when {
        "always" => Some(true),
        "never" => Some(false),
        _ => None,
    }
}

/// Whether messages are escaped.
static ESCAPE_MESSAGES: OnceLock<bool> = OnceLock::new();

/// Applies --escape to messages. Messages before this call follow the kind of standard error.
pub(crate) fn set_escape_of_messages(run: &RunArgs) {
    if let Some(escape) = choice(&run.escape) {
        let _ = ESCAPE_MESSAGES.set(escape);
    }
}

/// Writes a line to standard error. If that is a terminal, file names and texts in the line cannot command it.
pub(crate) fn tell(line: &str) {
    let escaped = if *ESCAPE_MESSAGES.get_or_init(|| io::stderr().is_terminal()) { escape(line, Form::Line) } else { line.into() };
    // If standard error is closed, a message has no reader.
    let _ = writeln!(io::stderr(), "{escaped}");
}

/// Where a text is written, which decides how characters are escaped and what line breaks are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A part of a line: a line feed is escaped as well.
    Line,
    /// Whole lines.
    Lines,
    /// Whole lines of JSON.
    Json,
}

/// Whether a terminal would obey a character: a control character other than a tab or line feed, a line or paragraph separator, or a bidi
/// embedding, override or isolate.
pub(crate) fn is_command(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns a text with the characters of [`is_command`] as escapes. A carriage return before a line feed remains.
fn escape(text: &str, form: Form) -> Cow<'_, str> {
    let escaped = |c: char| is_command(c) || (c == '\n' && form == Form::Line);
    if !text.contains(escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if form != Form::Line && chars.peek() == Some(&'\n') => shown.push(c),
            // Each of these characters is one UTF-16 code unit.
            c if escaped(c) && form == Form::Json => shown += &format!("\\u{:04x}", u32::from(c)),
            c if escaped(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Returns a text on one line: line breaks and tabs are spaces.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\t', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(breaks) { text.replace(breaks, " ").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character that a terminal obeys is escaped in every form, and no other is.
    #[test]
    fn no_command_reaches_a_terminal() {
        let show = Show { color: false, isolate: false, escape: true };
        for c in (0..0x3000).filter_map(char::from_u32) {
            let text = format!("ا{c}ب");
            let commands = is_command(c);
            assert_eq!(show.text(&text) != text, commands || c == '\n', "{c:?}");
            let (mut painted, mut isolated, mut lines, mut json) =
                (Vec::new(), Vec::new(), text.clone().into_bytes(), text.clone().into_bytes());
            show.paint(&mut painted, MATCH, &text);
            show.isolated(&mut isolated, &text);
            show.escape_results(&mut lines, false);
            show.escape_results(&mut json, true);
            for out in [&painted, &isolated, &lines, &json] {
                assert!(!std::str::from_utf8(out).unwrap().contains(is_command), "{c:?}");
            }
            assert_eq!(lines != text.as_bytes(), commands, "{c:?}");
            let raw = Show::default();
            assert_eq!(raw.text(&text), text);
        }
    }

    #[test]
    fn escapes_are_those_of_the_form() {
        let text = "ا\u{1B}[2J\u{202E}\r\nب\r";
        assert_eq!(escape(text, Form::Lines), "ا\\u{1b}[2J\\u{202e}\r\nب\\u{d}");
        assert_eq!(escape(text, Form::Line), "ا\\u{1b}[2J\\u{202e}\\u{d}\\u{a}ب\\u{d}");
        let json = format!("\"{}\"", escape("ا\u{9B}\u{2067}ب", Form::Json));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), "ا\u{9B}\u{2067}ب");
    }

    #[test]
    fn isolates_surround_escapes() {
        let show = Show { color: true, isolate: true, escape: true };
        let mut out = Vec::new();
        show.paint_isolated(&mut out, MATCH, "ا\u{2069}");
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}\u{2068}ا\\u{{2069}}\u{2069}{}", MATCH.render(), MATCH.render_reset()));
    }
}

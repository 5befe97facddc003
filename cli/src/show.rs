//! How results look to a person: colours, and isolates around text of either direction.

use std::borrow::Cow;
use std::io::{self, IsTerminal};

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};

use crate::args::RunArgs;

/// What standard output is given.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Show {
    pub(crate) color: bool,
    pub(crate) isolate: bool,
}

pub(crate) const MATCH: Style = AnsiColor::Red.on_default().bold();
pub(crate) const NAME: Style = AnsiColor::Magenta.on_default();
pub(crate) const NUMBER: Style = AnsiColor::Green.on_default();
pub(crate) const FAINT: Style = Style::new().dimmed();

impl Show {
    /// By the options and, where they leave it open, by what standard output is.
    pub(crate) fn new(run: &RunArgs, to_stdout: bool) -> Show {
        let terminal = to_stdout && io::stdout().is_terminal();
        let color = match &*run.color {
            "always" => true,
            "never" => false,
            // NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM have their say.
            _ => to_stdout && anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        };
        let isolate = match &*run.isolate {
            "always" => true,
            "never" => false,
            _ => terminal,
        };
        Show { color, isolate }
    }

    /// Appends a text in a style.
    pub(crate) fn paint(self, out: &mut Vec<u8>, style: Style, text: &str) {
        if self.color {
            out.extend_from_slice(style.render().to_string().as_bytes());
            out.extend_from_slice(text.as_bytes());
            out.extend_from_slice(style.render_reset().to_string().as_bytes());
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    }

    /// Appends a text, isolated.
    pub(crate) fn isolated(self, out: &mut Vec<u8>, text: &str) {
        if self.isolate && !text.is_ascii() {
            out.extend_from_slice("\u{2068}".as_bytes());
            out.extend_from_slice(text.as_bytes());
            out.extend_from_slice("\u{2069}".as_bytes());
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    }
}

/// A text on one line, with what would move the cursor or reach beyond its isolate as escapes.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            c if hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

//! A run of end marks (`.`, `؟!`, `...`) and its tail. The tail consists of the closing marks, footnote marks and emoji after the run.

use super::characters::{DIGITS, SPACE, is_closer, is_emoji_part, is_end_mark, is_letter};
use super::window::Window;
use crate::chars::{self, Class, class};

/// A run of end marks. The run may contain spaces between full stops: `. . .`.
pub(super) struct Run {
    /// The number of end marks in the run.
    pub(super) marks: usize,
    /// The number of full stops in the run. `…` counts as three full stops.
    pub(super) stops: usize,
    /// True if the run contains a mark other than `.` and `…`, such as `؟`. Also true if a space and a full stop follow an ellipsis in the
    /// run: `... .`.
    pub(super) is_strong: bool,
    /// The byte position after the run.
    pub(super) end: usize,
}

impl Run {
    /// Reads the run that starts at byte `start`. `. . .` is one ellipsis. `... .` is an ellipsis and a full stop.
    #[inline]
    pub(super) fn read(window: &Window<'_>, start: usize) -> Run {
        let mut run = Run { marks: 0, stops: 0, is_strong: false, end: start };
        let mut stops_since_space = 0;
        while let Some((c, len)) = window.at(run.end) {
            if is_end_mark(c) {
                let stops = match c {
                    '.' => 1,
                    '…' => 3,
                    _ => 0,
                };
                run.is_strong |= stops == 0;
                run.stops += stops;
                stops_since_space += stops;
                run.marks += 1;
                run.end += len;
            } else if c == ' ' && !run.is_strong && run.stops > 0 && is_loose_stop(window, run.end + 1) {
                run.end += 1;
                run.is_strong = stops_since_space > 1;
                stops_since_space = 0;
            } else {
                break;
            }
        }
        run
    }

    /// Returns whether the run is one full stop.
    pub(super) fn is_full_stop(&self) -> bool {
        self.marks == 1 && self.stops == 1
    }

    /// Returns whether the run is an ellipsis, such as `...`, `..`, `…` or `. . .`.
    pub(super) fn is_ellipsis(&self) -> bool {
        !self.is_strong && self.stops > 1
    }
}

/// Returns whether the character at byte `at` is a full stop that does not start a number (`.5`) or a file name extension (`.pdf`).
fn is_loose_stop(window: &Window<'_>, at: usize) -> bool {
    window.char(at) == Some('.') && window.char(at + 1).is_none_or(|c| !is_joining(c))
}

/// Returns whether an address or a file name may contain both the character `c` and an end mark directly before or after `c`. Example: in
/// `report.pdf`, the characters `t` and `p` are adjacent to the stop.
pub(super) fn is_joining(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '=' | '&' | '@' | '%' | '-')
}

/// The characters directly after a run of end marks that belong to the same sentence as the run, such as closing marks, footnote marks,
/// emoji, and end marks after a closing mark. Example: in `«نعم.».`, the tail of the first stop is `».`.
#[derive(Default)]
pub(super) struct Tail {
    /// The byte position after the tail.
    pub(super) end: usize,
    /// True if the tail contains a mark that closes a quotation.
    pub(super) closes_quotation: bool,
    /// True if the tail contains a mark that closes a bracket.
    pub(super) closes_bracket: bool,
    /// True if the tail contains an end mark after a closing mark, such as the last stop of `«نعم.».`.
    pub(super) has_outer_mark: bool,
}

impl Tail {
    /// Reads the tail of `run`. The first mark of the run is at byte `marks`.
    #[inline]
    pub(super) fn read(window: &Window<'_>, run: &Run, marks: usize) -> Tail {
        let mut tail = Tail { end: run.end, ..Tail::default() };
        while let Some((c, len)) = window.at(tail.end) {
            let next = window.char(tail.end + len);
            if chars::IGNORABLE.has_char(c) || matches!(class(c), Class::Number) {
                tail.end += len;
            } else if is_end_mark(c) && tail.is_closing() {
                tail.has_outer_mark = true;
                tail.end += len;
            } else if matches!(c, '"' | '\'') && next.is_some_and(is_letter) && !is_open(window, marks, c) {
                break;
            } else if is_closer(c) || matches!(c, '“' | '«' | '„') && next.is_none_or(|c| SPACE.has_char(c)) {
                // An opening quotation mark before white space or the end of the text is a typing error and counts as a closing mark.
                let is_bracket = matches!(c, ')' | ']' | '}' | '﴾');
                tail.closes_bracket |= is_bracket;
                tail.closes_quotation |= !is_bracket;
                tail.end += len;
            } else if let Some(end) = closing_tag(window, tail.end).or_else(|| footnote(window, tail.end)) {
                tail.end = end;
            } else if is_emoji_part(c) || c == '*' && is_lone_asterisk(next) || is_space_before_closer(window, tail.end) {
                tail.end += len;
            } else {
                break;
            }
        }
        tail
    }

    /// Returns whether the tail closes a quotation or a bracket.
    pub(super) fn is_closing(&self) -> bool {
        self.closes_quotation || self.closes_bracket
    }
}

/// Returns whether a quotation between straight marks `quote` is open at byte `at`: the window contains an odd number of these marks before
/// `at`.
fn is_open(window: &Window<'_>, mut at: usize, quote: char) -> bool {
    let mut open = false;
    while let Some((c, len)) = window.before(at) {
        open ^= c == quote;
        at -= len;
    }
    open
}

/// Returns the end of the closing tag that starts at byte `at`, such as `</b>`. Returns `None` if no closing tag starts there.
fn closing_tag(window: &Window<'_>, at: usize) -> Option<usize> {
    let name = (window.char(at) == Some('<') && window.char(at + 1) == Some('/')).then_some(at + 2)?;
    let end = window.skip_while(name, |c| c.is_ascii_alphanumeric());
    (window.char(end) == Some('>')).then_some(end + 1)
}

/// Returns the end of the footnote mark that starts at byte `at`, such as `[1]` or `(1)`. Returns `None` if no footnote mark starts there.
fn footnote(window: &Window<'_>, at: usize) -> Option<usize> {
    let number = matches!(window.char(at), Some('[' | '(')).then_some(at + 1)?;
    let end = window.skip_while(number, |c| DIGITS.has_char(c));
    (end > number && matches!(window.char(end), Some(']' | ')'))).then_some(end + 1)
}

/// Returns whether an asterisk is a footnote mark. `next` is the character after the asterisk. Before a letter or another asterisk, an
/// asterisk is not a footnote mark but starts an emphasis: `*كلمة*`, `**`.
fn is_lone_asterisk(next: Option<char>) -> bool {
    !next.is_some_and(|c| c == '*' || is_letter(c))
}

/// Returns whether the text at byte `at` starts with a space and one of the closing marks `» ” ) ] ›`. The mark `”` is not a closing mark
/// if a letter follows, because Urdu text opens quotations with `”`.
fn is_space_before_closer(window: &Window<'_>, at: usize) -> bool {
    let closer = window.char(at + 1);
    window.char(at) == Some(' ')
        && matches!(closer, Some('»' | '”' | ')' | ']' | '›'))
        && !(closer == Some('”') && window.char(at + 1 + '”'.len_utf8()).is_some_and(is_letter))
}

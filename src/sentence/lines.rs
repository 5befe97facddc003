//! The rules that decide whether a line break ends the sentence. These rules apply if no end mark before the line break ended the sentence.

use core::cell::OnceCell;

use super::characters::{DIGITS, SPACE, is_emoji, is_end_mark, skip_while};
use super::limits::{HEADING_COLUMNS, LOOKAHEAD, WRAPPED_LINE};
use super::line_shape::{Width, has_label, has_tab, is_line_start, is_list_item, line_end};
use super::options::{NewlinePolicy, SentenceOptions};
use super::rule::{Rule, Verdict, decide};
use super::strategy::Strategy;
use super::window::Window;
use crate::chars::{Class, class};

/// A line break with the surrounding text.
pub(super) struct Context<'a> {
    strategy: Strategy,
    bytes: &'a [u8],
    window: &'a Window<'a>,
    /// The byte positions of two characters: the first character of the sentence, and the first character of the line before the line
    /// break.
    sentence: usize,
    line: usize,
    /// The position of the first byte of the line break.
    at: usize,
    /// The position after the line break and the white space that follows the line break: see [`Gap::end`].
    next: usize,
    /// The character directly before the line break.
    before: Option<char>,
    /// True if the next line starts with white space.
    is_indented: bool,
    /// The width of the sentence up to the line break. The method `width` measures this width on first use.
    width: OnceCell<Width>,
}

type Applies = fn(&Context<'_>) -> Option<Verdict>;

/// The rules for a single line break with [`NewlinePolicy::Smart`]. If no rule applies, the sentence continues, because a margin
/// probably wrapped the line.
pub(super) const RULES: &[Rule<Applies>] = &[
    Rule {
        name: "mark-on-next-line",
        example: "وصل الوفد مساء أمس\n. ‖بدأ الاجتماع.",
        applies: |c| c.window.char(c.next).is_some_and(is_end_mark).then_some(Verdict::Continues),
    },
    Rule {
        name: "emoji-at-line-end",
        example: "وصل الوفد أمس. ‖مباحثات أمنية 😀\n‖نص",
        applies: |c| c.before.is_some_and(is_emoji).then_some(Verdict::Ends),
    },
    Rule {
        name: "paragraph",
        example: "خرج الرجل من بيته في الصباح الباكر وسار في الطريق الطويل بين الحقول حتى بلغ المدينة فدخل سوقها واشترى منها ما يحتاج إليه أهله \
            من طعام وثياب ثم جلس في ظل شجرة كبيرة يستريح من تعب السفر ويراقب الناس وهم يمرون أمامه في ذهابهم وإيابهم حتى مالت الشمس إلى \
            الغروب فقام وحمل متاعه وعاد من حيث أتى\n‖وفي الغد خرج",
        applies: |c| (!c.is_open() && c.at - c.line > WRAPPED_LINE).then_some(Verdict::Ends),
    },
    Rule {
        name: "heading",
        example: "مباحثات أمنية\n‖عقد الوزيران اجتماعا في العاصمة",
        applies: |c| (!c.is_open() && c.is_heading()).then_some(Verdict::Ends),
    },
    Rule {
        name: "unwrapped-line",
        example: "عاد الرجل إلى بيته في المساء بعد سفر طويل\n‖ثم جلس يكتب إلى أخيه رسالة عن كل ما رآه في تلك البلاد البعيدة",
        applies: |c| (!c.is_open() && c.is_unwrapped()).then_some(Verdict::Ends),
    },
    Rule {
        name: "tabs",
        example: "أحمد محمود عبد الله السيد\t5 كتب من المكتبة،\n‖علي\t7",
        applies: |c| (c.may_be_in_table() && c.have_tabs()).then_some(Verdict::Ends),
    },
    Rule {
        name: "labels",
        example: "الاسم: أحمد محمود عبد الله السيد،\n‖العنوان: القاهرة",
        applies: |c| (c.may_be_in_table() && c.have_labels()).then_some(Verdict::Ends),
    },
    Rule {
        name: "leaders",
        example: "مقدمة الكتاب وبيان منهج المؤلف في تحقيقه .... 3\n‖الفصل الأول في أصله",
        applies: |c| (c.may_be_in_table() && c.ends_in_leaders()).then_some(Verdict::Ends),
    },
    Rule {
        name: "item-follows",
        example: "يحتاج الطباخ إلى سكر،\n‖- ملح",
        applies: |c| is_list_item(c.window.bytes(), c.next).then_some(Verdict::Ends),
    },
    Rule {
        name: "item-ends",
        example: "- سكر،\n‖ملح",
        applies: |c| (is_list_item(c.bytes, c.sentence) && !c.is_indented).then_some(Verdict::Ends),
    },
];

/// A run of line breaks and other white space between two lines with text.
struct Gap {
    /// The byte position after the run, or the end of the window if the run exceeds the window.
    end: usize,
    /// The number of line breaks. CR LF counts as one line break.
    breaks: usize,
    /// True if the run contains U+2029.
    has_paragraph_separator: bool,
    /// True if the next line starts with white space.
    is_indented: bool,
}

impl Gap {
    /// Reads the gap that starts at byte `start`, the position of its first line break.
    fn read(window: &Window<'_>, start: usize) -> Gap {
        let mut gap = Gap { end: window.skip_spaces(start), breaks: 0, has_paragraph_separator: false, is_indented: false };
        let (mut last, mut at) = (' ', start);
        while let Some((c, len)) = window.at(at).filter(|_| at < gap.end) {
            let is_break = class(c) == Class::LineBreak;
            gap.breaks += usize::from(is_break && (last, c) != ('\r', '\n'));
            gap.has_paragraph_separator |= c == '\u{2029}';
            gap.is_indented = !is_break;
            last = c;
            at += len;
        }
        gap
    }
}

impl Context<'_> {
    /// Returns whether the line before the line break ends in a clause mark (`،`, `,`, `؛`), or in a full stop that does not end the
    /// sentence. After such a mark, the sentence may continue on the next line.
    fn is_open(&self) -> bool {
        matches!(self.before, Some('،' | ',' | '.' | '؛'))
    }

    /// Returns whether the sentence up to the line break has at most [`WRAPPED_LINE`] bytes, and starts at the start of a line.
    fn is_short_and_starts_line(&self) -> bool {
        self.at - self.sentence <= WRAPPED_LINE && is_line_start(self.bytes, self.sentence)
    }

    /// Returns the width of the sentence up to the line break.
    fn width(&self) -> &Width {
        self.width.get_or_init(|| Width::of(self.strategy, self.bytes, self.sentence, self.at))
    }

    /// Returns whether the sentence is a heading: the sentence starts at the start of a line and has at most [`HEADING_COLUMNS`] columns.
    fn is_heading(&self) -> bool {
        self.is_short_and_starts_line() && self.width().columns <= HEADING_COLUMNS
    }

    /// Returns whether the sentence is one line, of at most [`WRAPPED_LINE`] bytes, that no margin wrapped. No margin wrapped the line if
    /// the first word of the next line would have fit on the line: the line, a space and this word together are not wider than the next
    /// line. The width is [`Width::chars`], the number of characters without diacritics, tatweels and invisible characters. White space at
    /// the end of the line is not counted. The function reads at most [`LOOKAHEAD`] bytes from the line break on.
    fn is_unwrapped(&self) -> bool {
        if self.line != self.sentence || !self.is_short_and_starts_line() {
            return false;
        }
        let seen = self.bytes.get(..self.bytes.len().min(self.at + LOOKAHEAD)).unwrap_or(self.bytes);
        // The quotation prefix `> ` of an e-mail line is skipped.
        let text = skip_while(seen, self.next, |c| matches!(c, '>' | ' '));
        let word = skip_while(seen, text, |c| !SPACE.has_char(c));
        let line = line_end(self.strategy, seen, word);
        let blank = Width::of(self.strategy, self.bytes, self.window.back_spaces(self.at), self.at);
        let with_word = self.width().chars - blank.chars + 1 + Width::of(self.strategy, seen, text, word).chars;
        with_word <= Width::of(self.strategy, seen, self.next, line).chars
    }

    /// Returns whether the line before the line break is short enough to be a line of a table or a form: at most [`WRAPPED_LINE`] bytes.
    fn may_be_in_table(&self) -> bool {
        self.at - self.line <= WRAPPED_LINE
    }

    /// Returns whether the lines before and after the line break both contain a tab, as in a table. The function searches the next line
    /// only up to the end of the window.
    fn have_tabs(&self) -> bool {
        has_tab(self.strategy, self.bytes, self.line, self.at) && {
            let bytes = self.window.bytes();
            has_tab(self.strategy, bytes, self.next, line_end(self.strategy, bytes, self.next))
        }
    }

    /// Returns whether the lines before and after the line break both start with a label, as in a form or the header of an e-mail.
    fn have_labels(&self) -> bool {
        has_label(self.strategy, self.bytes, self.line) && has_label(self.strategy, self.window.bytes(), self.next)
    }

    /// Returns whether the line before the line break ends in leader dots (at least three `.`, or `…`) and a number, as in a table of
    /// contents: «الفصل الأول ....... 12».
    fn ends_in_leaders(&self) -> bool {
        let page = self.window.back_while(self.at, |c| DIGITS.has_char(c));
        let end = self.window.back_spaces(page);
        page < self.at && end - self.window.back_while(end, |c| matches!(c, '.' | '…')) >= 3
    }
}

/// Decides whether the line break at byte `at` ends the sentence. `sentence` is the start of the sentence, and `line` is the start of the
/// last line of the sentence, both in bytes. Returns whether the sentence ends, and the position after the line break and the white
/// space that follows (see [`Gap::end`]).
pub(super) fn decide_line_break(
    strategy: Strategy,
    options: &SentenceOptions,
    bytes: &[u8],
    sentence: usize,
    line: usize,
    at: usize,
) -> (bool, usize) {
    let window = Window::new(bytes, sentence, at);
    let gap = Gap::read(&window, at);
    let is_paragraph = gap.breaks > 1 || gap.has_paragraph_separator;
    let smart = || {
        let before = window.before(at).map(|(c, _)| c);
        let (next, is_indented, width) = (gap.end, gap.is_indented, OnceCell::new());
        let context = Context { strategy, bytes, window: &window, sentence, line, at, next, before, is_indented, width };
        decide(RULES, |applies| applies(&context)) == Some(Verdict::Ends)
    };
    let ends = match options.newlines {
        NewlinePolicy::Never => false,
        NewlinePolicy::Always => true,
        NewlinePolicy::BlankLine => is_paragraph,
        NewlinePolicy::Smart => is_paragraph || smart(),
    };
    (ends, gap.end)
}

//! The rules that decide whether a run of end marks (`.`, `؟`, `...`) ends the sentence, and at which position.

use core::cell::OnceCell;

use super::abbreviation;
use super::characters::{DIGITS, SPACE, is_closer, is_dash, is_emoji, is_emoji_part, is_letter, is_opener};
use super::closing;
use super::line_shape::is_list_marker;
use super::options::SentenceOptions;
use super::phrases::{certainly_opens_sentence, is_in_host_name};
use super::rule::{Rule, Verdict, decide};
use super::run::{Run, Tail, is_joining};
use super::window::Window;
use super::word_lists::END_OF_CITATION;
use crate::chars::{self, Class, class};

/// A run of end marks with the surrounding text.
pub(super) struct Context<'a> {
    options: &'a SentenceOptions,
    window: &'a Window<'a>,
    /// The byte position of the first character of the sentence.
    sentence: usize,
    /// The byte position of the first mark of the run.
    marks: usize,
    run: Run,
    /// The characters directly before and after the run. `left` is `None` at the start of the sentence. `right` is `None` at the end of the
    /// text or of the window.
    left: Option<char>,
    right: Option<char>,
    /// The text after the run. The method `after` reads this text on first use.
    after: OnceCell<After>,
}

/// The text after a run of end marks. The closing marks, footnote marks and emoji that belong to the run are the tail of the run.
struct After {
    tail: Tail,
    /// The byte position after the tail and the white space that follows the tail. `next_char` is the character at this position, or
    /// `None` at the end of the text or of the window.
    next: usize,
    next_char: Option<char>,
}

/// A decision on a run of end marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// The sentence ends after the tail.
    Ends,
    /// If emoji follow the tail and belong to the sentence, the sentence ends after these emoji, otherwise after the tail. See
    /// [`end_of_emoji`](Context::end_of_emoji).
    EndsAfterEmoji,
    /// The sentence continues; the scanner resumes after the run.
    ContinuesAfterRun,
    /// The sentence continues; the scanner resumes after the tail.
    ContinuesAfterTail,
}

type Applies = fn(&Context<'_>) -> Option<Decision>;

/// The rules for a run of end marks. The first rule that applies decides. The last rule always applies.
pub(super) const RULES: &[Rule<Applies>] = &[
    Rule {
        name: "ellipsis-at-start",
        example: "... ثم عاد إلى بيته.",
        applies: |c| (c.left.is_none() && c.run.is_ellipsis()).then_some(Decision::ContinuesAfterRun),
    },
    Rule {
        name: "mark-alone-in-brackets",
        example: "زعم أنه خبير (!) في اللغة.",
        applies: |c| (c.left.is_some_and(is_opener) && c.right.is_some_and(is_closer)).then_some(Decision::ContinuesAfterRun),
    },
    // A mark directly before a digit needs no rule (`٣.٥`, ` .5`), because no rule ends a sentence between such a mark and the digit.
    Rule {
        name: "mark-inside-address",
        example: "افتح الملف report.pdf الآن.",
        applies: |c| {
            let is_inside = c.run.marks == 1 && c.left.is_some_and(is_joining) && c.right.is_some_and(is_joining);
            is_inside.then_some(Decision::ContinuesAfterRun)
        },
    },
    Rule {
        name: "list-marker",
        example: "1. تفاح طازج.",
        applies: |c| {
            let is_marker = c.run.is_full_stop() && c.right.is_some() && is_list_marker(c.window.bytes(), c.sentence, c.marks);
            is_marker.then_some(Decision::ContinuesAfterRun)
        },
    },
    Rule {
        name: "end-of-text", example: "ذهب الولد إلى المدرسة.", applies: |c| c.next_char().is_none().then_some(Decision::Ends)
    },
    Rule {
        name: "comma-follows",
        example: "«هل وصلت؟»، سألت أمي.",
        applies: |c| matches!(c.next_char(), Some('،' | '؛' | ',' | ';' | ':')).then_some(Decision::ContinuesAfterRun),
    },
    Rule {
        name: "end-of-citation",
        example: "قال في كتابه: العلم نور. اهـ",
        applies: |c| {
            let is_sign = c.is_spaced() && c.next_char() == Some('ا') && c.window.word(c.next()).is_in(END_OF_CITATION);
            is_sign.then_some(Decision::ContinuesAfterTail)
        },
    },
    Rule {
        name: "mark-after-closing",
        example: "قال أحمد: «نعم.». ‖وخرج مسرعا.",
        applies: |c| c.tail().has_outer_mark.then_some(Decision::Ends),
    },
    Rule {
        name: "closed-part-continues",
        example: "«نعم.» قال أحمد وهو يبتسم.",
        applies: |c| {
            let continues = c.tail().is_closing() && !c.is_at_line_end() && c.closed_part_continues();
            continues.then_some(Decision::ContinuesAfterTail)
        },
    },
    Rule {
        name: "stop-after-abbreviation",
        example: "بني المعبد في القرن الرابع ق.م.. ‖وقد هدم بعد ذلك.",
        applies: |c| {
            let two_stops = c.run.marks == 2 && c.run.stops == 2;
            (two_stops && c.is_spaced() && c.window.word_before(c.marks).stops > 0).then_some(Decision::Ends)
        },
    },
    Rule {
        name: "ellipsis",
        example: "لا أدري... ربما غدا... ‖لقد تأخر الوقت.",
        applies: |c| {
            let opens = || certainly_opens_sentence(c.window, c.next()) || c.is_spaced_dash();
            let ends = || c.is_at_line_end() || c.is_spaced() && opens();
            c.run.is_ellipsis().then(|| if ends() { Decision::Ends } else { Decision::ContinuesAfterTail })
        },
    },
    Rule {
        name: "abbreviation",
        example: "وصل د. أحمد أمس.",
        applies: |c| (c.is_unclosed_stop() && c.is_in_abbreviation()).then_some(Decision::ContinuesAfterRun),
    },
    Rule {
        name: "small-latin-letter",
        example: "كتب John. and ثم مضى.",
        applies: |c| {
            let is_small = c.next_char().is_some_and(|c| c.is_ascii_lowercase()) && c.left.is_some_and(|c| c.is_ascii_alphabetic());
            (c.is_spaced() && c.is_unclosed_stop() && is_small).then_some(Decision::ContinuesAfterTail)
        },
    },
    Rule {
        name: "space-follows",
        example: "وصل الوفد مساء أمس. ‖بدأ الاجتماع.",
        applies: |c| c.is_spaced().then_some(Decision::EndsAfterEmoji),
    },
    Rule {
        name: "no-space-after-strong-mark",
        example: "هل وصل الوفد؟‖نعم وصل.",
        applies: |c| {
            let opens = || c.next_char().is_some_and(|c| is_letter(c) || is_opener(c) || matches!(c, '"' | '#' | '@'));
            let ends = || opens() && !(c.run.is_strong && is_in_host_name(c.window, c.marks));
            (c.tail().is_closing() || c.run.is_strong).then(|| if ends() { Decision::Ends } else { Decision::ContinuesAfterTail })
        },
    },
    Rule {
        name: "no-space-before-opening",
        example: "وصل الوفد.‖«نعم» قال الحارس.",
        applies: |c| {
            let is_emoji_at = |at| c.window.char(at).is_some_and(is_emoji);
            let opens = c.next_char().is_some_and(|c| is_opener(c) || c == '"');
            (opens || c.tail().end > c.run.end && is_emoji_at(c.run.end)).then_some(Decision::Ends)
        },
    },
    Rule {
        name: "no-space-after-stop",
        example: "وصل الوفد.‖بدأ الاجتماع.",
        applies: |c| Some(if c.is_missing_space() { Decision::Ends } else { Decision::ContinuesAfterTail }),
    },
];

impl<'a> Context<'a> {
    fn read(options: &'a SentenceOptions, window: &'a Window<'a>, sentence: usize, marks: usize) -> Context<'a> {
        let run = Run::read(window, marks);
        let (left, right) = (window.before(marks).map(|(c, _)| c), window.char(run.end));
        Context { options, window, sentence, marks, run, left, right, after: OnceCell::new() }
    }

    /// Returns the text after the run.
    fn after(&self) -> &After {
        self.after.get_or_init(|| {
            let tail = Tail::read(self.window, &self.run, self.marks);
            let next = self.window.skip_spaces(tail.end);
            After { tail, next, next_char: self.window.char(next) }
        })
    }

    /// Returns the tail of the run: the closing marks, footnote marks and emoji after the run that belong to the run.
    fn tail(&self) -> &Tail {
        &self.after().tail
    }

    /// Returns the byte position after the tail and the white space that follows the tail.
    fn next(&self) -> usize {
        self.after().next
    }

    /// Returns the character at [`next`](Self::next).
    fn next_char(&self) -> Option<char> {
        self.after().next_char
    }

    /// Returns whether white space follows the tail.
    fn is_spaced(&self) -> bool {
        self.next() > self.tail().end
    }

    /// Returns whether the white space after the tail contains a line break.
    fn is_at_line_end(&self) -> bool {
        self.window.has_break(self.tail().end, self.next())
    }

    /// Returns whether the run is one full stop without a closing mark after it.
    fn is_unclosed_stop(&self) -> bool {
        self.run.is_full_stop() && !self.tail().is_closing()
    }

    /// Returns whether the text after the tail starts with a dash and white space. White space may precede the dash.
    fn is_spaced_dash(&self) -> bool {
        self.next_char().is_some_and(|c| is_dash(c) && self.window.skip_spaces(self.next() + c.len_utf8()) > self.next() + c.len_utf8())
    }

    /// Returns whether the sentence continues after the quotation or the bracket that the tail closes, because a rule of [`closing::RULES`]
    /// decides so. Returns false at the end of the text.
    fn closed_part_continues(&self) -> bool {
        let Some(next_char) = self.next_char() else { return false };
        let context = closing::Context {
            window: self.window,
            sentence: self.sentence,
            marks: self.marks,
            is_strong: self.run.is_strong,
            closes_quotation: self.tail().closes_quotation,
            closes_bracket: self.tail().closes_bracket,
            next: self.next(),
            next_char,
            word: self.window.word(self.next()),
        };
        decide(closing::RULES, |applies| applies(&context)) == Some(Verdict::Continues)
    }

    /// Returns whether the sentence continues because the full stop belongs to an abbreviation. The caller ensures that the run is one full
    /// stop.
    fn is_in_abbreviation(&self) -> bool {
        let Some(next_char) = self.next_char() else { return false };
        let context = abbreviation::Context::read(self.options, self.window, self.sentence, self.marks, self.next(), next_char);
        context.is_some_and(|context| decide(abbreviation::RULES, |applies| applies(&context)) == Some(Verdict::Continues))
    }

    /// Returns whether the space after a full stop is missing, so that the stop ends the sentence: «الوفد.بدأ». Three conditions must hold:
    ///
    /// - An Arabic word of at least two letters follows the stop.
    /// - A word of at least two letters, a digit or white space precedes the stop.
    /// - The stop is not inside a host name.
    fn is_missing_space(&self) -> bool {
        let ended =
            || self.left.is_some_and(|c| SPACE.has_char(c) || DIGITS.has_char(c)) || self.window.word_before(self.marks).letters >= 2;
        let starts = || self.next_char().is_some_and(chars::is_letter) && self.window.word(self.next()).letters >= 2;
        ended() && starts() && !is_in_host_name(self.window, self.marks)
    }

    /// Returns the end of the emoji after the tail if the emoji belong to the sentence, otherwise the end of the tail. The emoji must be on
    /// the line of the tail. Emoji at the end of this line belong to the sentence. Other emoji belong to the sentence only if the first
    /// emoji is a face, a gesture, a heart or a similar emoji.
    fn end_of_emoji(&self) -> usize {
        let starts_with_emoji = self.next_char().is_some_and(is_emoji);
        if !starts_with_emoji || self.is_at_line_end() {
            return self.tail().end;
        }
        let end = self.window.skip_while(self.next(), |c| is_emoji_part(c) || class(c) == Class::Space);
        let is_face = |c| matches!(c, '\u{1F600}'..='\u{1F64F}' | '\u{1F910}'..='\u{1F97A}' | '\u{1F440}'..='\u{1F4AF}' | '\u{2764}');
        let ends_line = self.window.char(end).is_none_or(|c| class(c) == Class::LineBreak);
        if ends_line || self.next_char().is_some_and(is_face) {
            self.window.back_while(end, |c| class(c) == Class::Space)
        } else {
            self.tail().end
        }
    }
}

/// Decides whether the run of end marks at `marks` ends the sentence that starts at `sentence`. Returns `Ok` with the end of the sentence,
/// or `Err` with the position at which the scanner resumes if the sentence continues.
pub(super) fn decide_mark(options: &SentenceOptions, bytes: &[u8], sentence: usize, marks: usize) -> Result<usize, usize> {
    let window = Window::new(bytes, sentence, marks);
    let context = Context::read(options, &window, sentence, marks);
    match decide(RULES, |applies| applies(&context)) {
        Some(Decision::Ends) => Ok(context.tail().end),
        Some(Decision::EndsAfterEmoji) => Ok(context.end_of_emoji()),
        Some(Decision::ContinuesAfterRun) => Err(context.run.end),
        Some(Decision::ContinuesAfterTail) | None => Err(context.tail().end),
    }
}
